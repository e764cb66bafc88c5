#include "syntax/literal.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>

#include "source/source_file.h"
#include "syntax/characters.h"

namespace omni::syntax {

namespace {

using source::DiagKind;
using source::Sink;
using source::Span;

struct NamedCharacter {
  std::string_view name;
  char32_t value;
};

// The first name of a value is the one that is printed.
constexpr NamedCharacter kNamedCharacters[] = {
    {"alarm", 0x07},  {"backspace", 0x08}, {"delete", 0x7F}, {"escape", 0x1B},   {"newline", 0x0A}, {"null", 0x00},
    {"return", 0x0D}, {"space", 0x20},     {"tab", 0x09},    {"linefeed", 0x0A}, {"nul", 0x00},     {"page", 0x0C},
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool AllDigits(std::string_view text) {
  for (const char c : text) {
    if (!IsDigit(c)) return false;
  }
  return !text.empty();
}

// digits [. digits] [e [sign] digits], with a digit on at least one side of the dot.
bool IsDecimal(std::string_view text) {
  size_t i = 0;
  size_t digits = 0;
  while (i < text.size() && IsDigit(text[i])) ++i, ++digits;
  if (i < text.size() && text[i] == '.') {
    ++i;
    while (i < text.size() && IsDigit(text[i])) ++i, ++digits;
  }
  if (digits == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    return AllDigits(text.substr(i));
  }
  return i == text.size();
}

bool IsValidCodePoint(uint32_t value) { return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

std::optional<char32_t> ReadHex(std::string_view digits) {
  uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, 16);
  if (digits.empty() || read.ec != std::errc() || read.ptr != end || !IsValidCodePoint(value)) return std::nullopt;
  return static_cast<char32_t>(value);
}

// Case does not matter in numbers.
bool IsWord(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) { return ToLower(a) == b; });
}

class NumberReader {
 public:
  NumberReader(std::string_view text, Span span, Sink& sink) : text_(text), span_(span), sink_(sink) {}

  Number Read() {
    std::string_view rest = text_;
    int radix = 10;
    char exactness = '\0';
    while (rest.size() > 1 && rest[0] == '#') {
      switch (rest[1]) {
        case 'x': case 'X': radix = 16; break;
        case 'b': case 'B': radix = 2; break;
        case 'o': case 'O': radix = 8; break;
        case 'd': case 'D': radix = 10; break;
        case 'e': case 'E': exactness = 'e'; break;
        case 'i': case 'I': exactness = 'i'; break;
        default: return Malformed();
      }
      rest.remove_prefix(2);
    }
    Number number = ReadReal(rest, radix);
    if (exactness == 'i' && !number.is_float) number = Float(static_cast<double>(number.integer));
    if (exactness == 'e' && number.is_float) return Exact(number.real);
    return number;
  }

 private:
  static Number Float(double value) { return {true, 0, value}; }

  Number Malformed() {
    sink_.Report(DiagKind::MalformedNumber, span_, source::Excerpt(text_));
    return {};
  }

  Number Unsupported(std::string_view what) {
    sink_.Report(DiagKind::UnsupportedNumber, span_, what, source::Excerpt(text_));
    return {};
  }

  Number Exact(double value) {
    constexpr double kLimit = 9223372036854775808.0;
    const bool fits = value >= -kLimit && value < kLimit;
    if (!fits || static_cast<double>(static_cast<int64_t>(value)) != value) return Unsupported("exact fractions");
    return {false, static_cast<int64_t>(value), 0};
  }

  Number ReadReal(std::string_view rest, int radix) {
    const bool negative = !rest.empty() && rest[0] == '-';
    std::string_view digits = rest;
    if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) digits.remove_prefix(1);
    if (digits.size() != rest.size() && IsWord(digits, "inf.0")) {
      return Float(negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity());
    }
    if (digits.size() != rest.size() && IsWord(digits, "nan.0")) return Float(std::numeric_limits<double>::quiet_NaN());
    if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) return Malformed();
    if (radix != 10 || AllDigits(digits)) return ReadInteger(digits, radix, negative);
    if (IsDecimal(digits)) {
      // strtod, because from_chars leaves values beyond the range of double unset: they read as infinity or zero.
      const std::string copy(rest);
      return Float(std::strtod(copy.c_str(), nullptr));
    }
    const size_t slash = digits.find('/');
    if (slash != std::string_view::npos && AllDigits(digits.substr(0, slash)) && AllDigits(digits.substr(slash + 1))) {
      return Unsupported("exact fractions");
    }
    return Malformed();
  }

  Number ReadInteger(std::string_view digits, int radix, bool negative) {
    uint64_t magnitude = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, magnitude, radix);
    if (digits.empty() || read.ec == std::errc::invalid_argument || read.ptr != end) return Malformed();
    const uint64_t limit = uint64_t{1} << 63;
    if (read.ec != std::errc() || magnitude > limit || (magnitude == limit && !negative)) {
      sink_.Report(DiagKind::IntTooLarge, span_, source::Excerpt(text_)).Hint("an Int has 64 bits; write a Float with `.0`");
      return {};
    }
    return {false, static_cast<int64_t>(negative ? uint64_t{0} - magnitude : magnitude), 0};
  }

  std::string_view text_;
  Span span_;
  Sink& sink_;
};

// One escape of a string, at text[at] == '\\': appends its meaning and gives the offset behind it.
size_t ReadEscape(std::string_view text, size_t at, Span span, Sink& sink, std::string& out) {
  const auto wrong = [&](size_t end) {
    const Span place{span.file, span.begin + static_cast<uint32_t>(at), span.begin + static_cast<uint32_t>(end)};
    sink.Report(DiagKind::MalformedEscape, place, source::Excerpt(text.substr(at, end - at)))
        .Hint("escapes are \\a \\b \\t \\n \\r \\\" \\\\ \\| \\xHH;");
    return end;
  };
  const char c = text[at + 1];
  switch (c) {
    case 'a': out += '\a'; return at + 2;
    case 'b': out += '\b'; return at + 2;
    case 't': out += '\t'; return at + 2;
    case 'n': out += '\n'; return at + 2;
    case 'r': out += '\r'; return at + 2;
    case '"': case '\\': case '|': out += c; return at + 2;
    case 'x': case 'X': {
      const size_t semicolon = text.find(';', at);
      const auto value = semicolon == std::string_view::npos
                             ? std::nullopt
                             : ReadHex(text.substr(at + 2, semicolon - at - 2));
      if (!value) return wrong(at + 2);
      source::AppendUtf8(out, *value);
      return semicolon + 1;
    }
    default: break;
  }
  // A line break with the blanks around it stands for nothing.
  size_t end = at + 1;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) ++end;
  if (end < text.size() && text[end] == '\n') {
    ++end;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
    return end;
  }
  return wrong(at + 1 + SequenceLength(c));
}

bool IsForbiddenInName(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF || c == '#' ||
         c == '\\';
}

// ASCII that is not forbidden: what nearly all names are made of.
bool IsOrdinaryInName(char c) { return c >= 0x20 && c < 0x7F && c != '#' && c != '\\'; }

}  // namespace

Number ReadNumber(std::string_view text, Span span, Sink& sink) {
  if (text.size() < 19 && AllDigits(text)) {
    int64_t value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return {false, value, 0};
  }
  return NumberReader(text, span, sink).Read();
}

char32_t ReadCharacter(std::string_view text, std::string_view name, Span span, Sink& sink) {
  if (!name.empty()) {
    size_t offset = 2;
    const char32_t first = source::DecodeUtf8(text, offset);
    if (offset == text.size()) return first;
    for (const NamedCharacter& named : kNamedCharacters) {
      if (named.name == name) return named.value;
    }
    if (name[0] == 'x' || name[0] == 'X' || name[0] == 'U' || name[0] == 'u') {
      if (const auto value = ReadHex(name.substr(1))) return *value;
    }
  }
  std::vector<std::string_view> names;
  for (const NamedCharacter& named : kNamedCharacters) names.push_back(named.name);
  const std::string_view nearest = source::NearestName(name, names);
  sink.Report(DiagKind::MalformedChar, span, source::Excerpt(text))
      .Hint(nearest.empty() ? "write one letter, a name like `#\\newline`, or a code like `#\\x3bb`"
                            : fmt::format("did you mean `#\\{}`?", nearest));
  return U'?';
}

std::string_view ReadQuoted(std::string_view text, Span span, Sink& sink, std::string& buffer) {
  const std::string_view inner = text.substr(1, text.size() - 2);
  // A line break inside of a string is one newline, however the file spells it.
  if (inner.find_first_of("\\\r") == std::string_view::npos) return inner;
  buffer.clear();
  for (size_t at = 1; at + 1 < text.size();) {
    const char c = text[at];
    if (c == '\\') {
      at = ReadEscape(text.substr(0, text.size() - 1), at, span, sink, buffer);
    } else {
      if (c != '\r') {
        buffer += c;
      } else if (text[at + 1] != '\n') {
        buffer += '\n';
      }
      ++at;
    }
  }
  return buffer;
}

void CheckName(std::string_view text, Span span, Sink& sink) {
  if (std::all_of(text.begin(), text.end(), IsOrdinaryInName)) return;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = source::DecodeUtf8(text, at);
    if (!IsForbiddenInName(c)) continue;
    const Span place{span.file, span.begin + static_cast<uint32_t>(begin), span.begin + static_cast<uint32_t>(at)};
    const bool visible = c == '#' || c == '\\';
    sink.Report(DiagKind::MalformedName, place,
                visible ? std::string(1, static_cast<char>(c)) : fmt::format("U+{:04X}", static_cast<uint32_t>(c)));
    return;
  }
}

std::string_view CharacterName(char32_t character) {
  for (const NamedCharacter& named : kNamedCharacters) {
    if (named.value == character) return named.name;
  }
  return {};
}

}  // namespace omni::syntax
