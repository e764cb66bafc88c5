#include "syntax/print.h"

#include <fmt/format.h>

#include <cmath>

#include "source/source_file.h"
#include "syntax/characters.h"
#include "syntax/literal.h"

namespace omni::syntax {

namespace {

constexpr size_t kWidth = 100;
constexpr size_t kDeepest = 30;  // deeper data stay on one line, or the dump would be mostly indentation

struct Brackets {
  std::string_view open;
  std::string_view close;
};

Brackets BracketsOf(DatumKind kind) {
  switch (kind) {
    case DatumKind::Bracket:
      return {"[", "]"};
    case DatumKind::Brace:
      return {"{", "}"};
    case DatumKind::Dict:
      return {"#{", "}"};
    case DatumKind::Vector:
      return {"#(", ")"};
    case DatumKind::Bytes:
      return {"#u8(", ")"};
    default:
      return {"(", ")"};
  }
}

void SpellQuoted(std::string& out, std::string_view text, char quote) {
  out += quote;
  for (const char c : text) {
    if (c == quote || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\x{:x};", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += quote;
}

// Would the reader take this text for a name?
bool IsPlainName(std::string_view name) {
  if (name.empty() || name == "." || name == "true" || name == "false" || name[0] == '#') return false;
  if (name[0] == ':' && name.size() > 1) return false;
  if (name.starts_with("^:") && name.size() > 2) return false;
  for (const char c : name) {
    if (!IsNameRest(c) || static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '#' || c == '\\') return false;
  }
  const size_t sign = name[0] == '+' || name[0] == '-' ? 1 : 0;
  const std::string_view rest = name.substr(sign);
  if (sign == 1 && (rest == "inf.0" || rest == "nan.0")) return false;
  const size_t digit = !rest.empty() && rest[0] == '.' ? 1 : 0;
  return rest.size() <= digit || rest[digit] < '0' || rest[digit] > '9';
}

void SpellReal(std::string& out, double value) {
  if (std::isnan(value)) {
    out += "+nan.0";
  } else if (std::isinf(value)) {
    out += value > 0 ? "+inf.0" : "-inf.0";
  } else {
    const std::string digits = fmt::format("{}", value);
    out += digits;
    if (digits.find_first_of(".e") == std::string::npos) out += ".0";
  }
}

void SpellCharacter(std::string& out, char32_t value) {
  out += "#\\";
  const std::string_view name = CharacterName(value);
  if (!name.empty()) {
    out += name;
  } else if (value < 0x20 || (value >= 0x7F && value < 0xA1)) {
    out += fmt::format("x{:x}", static_cast<uint32_t>(value));
  } else {
    source::AppendUtf8(out, value);
  }
}

std::string_view SignOf(const Form& form, DatumId id) {
  const std::string_view name = form.symbol(form.children(id)[0]).text();
  if (name == "quote") return "'";
  if (name == "quasiquote") return "`";
  return name == "unquote" ? "," : ",@";
}

void SpellInto(std::string& out, const Form& form, DatumId id);

void SpellItems(std::string& out, const Form& form, DatumId id) {
  bool first = true;
  for (const DatumId child : form.children(id)) {
    if (!first) out += ' ';
    first = false;
    SpellInto(out, form, child);
  }
  if (!form.tail(id).valid()) return;
  out += " . ";
  SpellInto(out, form, form.tail(id));
}

void SpellPath(std::string& out, const Form& form, DatumId id) {
  bool first = true;
  for (const DatumId step : form.children(id)) {
    if (!first) out += '.';
    first = false;
    SpellInto(out, form, step);
  }
}

void SpellMeta(std::string& out, const Form& form, DatumId id) {
  const std::span<const DatumId> parts = form.children(id);
  out += '^';
  if (form.kind(parts[0]) == DatumKind::Dict) {
    out += '{';
    SpellItems(out, form, parts[0]);
    out += '}';
  } else {
    SpellInto(out, form, parts[0]);
  }
  out += ' ';
  SpellInto(out, form, parts[1]);
}

void SpellInto(std::string& out, const Form& form, DatumId id) {
  switch (form.kind(id)) {
    case DatumKind::Int:
      out += fmt::format("{}", form.integer(id));
      return;
    case DatumKind::Float:
      return SpellReal(out, form.real(id));
    case DatumKind::String:
      return SpellQuoted(out, form.text(id), '"');
    case DatumKind::Char:
      return SpellCharacter(out, form.character(id));
    case DatumKind::Symbol: {
      const std::string_view name = form.symbol(id).text();
      if (IsPlainName(name)) {
        out += name;
      } else {
        SpellQuoted(out, name, '|');
      }
      return;
    }
    case DatumKind::Keyword:
      out += ':';
      out += form.symbol(id).text();
      return;
    case DatumKind::Bool:
      out += form.boolean(id) ? "#t" : "#f";
      return;
    case DatumKind::Path:
      return SpellPath(out, form, id);
    case DatumKind::Meta:
      return SpellMeta(out, form, id);
    default:
      break;
  }
  if (form.is_abbreviation(id)) {
    out += SignOf(form, id);
    return SpellInto(out, form, form.children(id)[1]);
  }
  const Brackets brackets = BracketsOf(form.kind(id));
  out += brackets.open;
  SpellItems(out, form, id);
  out += brackets.close;
}

// Lays out one form; lengths_ keeps every datum's length on one line, so that the whole is linear.
class Layout {
 public:
  Layout(const Form& form, TextWriter& writer) : form_(form), writer_(writer), lengths_(form.size(), 0) {}

  void Run() {
    Measure(form_.root());
    Put(form_.root(), 0);
    writer_.Line();
  }

 private:
  size_t Measure(DatumId id) {
    const std::span<const DatumId> children = form_.children(id);
    size_t length = 4;
    if (children.empty()) {
      std::string spelled;
      SpellInto(spelled, form_, id);
      length = source::CountCodePoints(spelled);
    }
    for (const DatumId child : children) length += Measure(child) + 1;
    if (form_.tail(id).valid()) length += Measure(form_.tail(id)) + 3;
    return lengths_[id.index()] = length;
  }

  bool StaysOnOneLine(DatumId id, size_t depth) const {
    const DatumKind kind = form_.kind(id);
    const bool is_list = kind >= DatumKind::List && kind <= DatumKind::Bytes && !form_.is_abbreviation(id);
    return !is_list || depth >= kDeepest || writer_.depth() * 2 + lengths_[id.index()] <= kWidth;
  }

  void Put(DatumId id, size_t depth) {
    if (StaysOnOneLine(id, depth)) {
      writer_.Write(Spell(form_, id));
      return;
    }
    const Brackets brackets = BracketsOf(form_.kind(id));
    const std::span<const DatumId> children = form_.children(id);
    writer_.Write(brackets.open);
    Put(children.front(), depth + 1);
    {
      const IndentScope indent(writer_);
      for (const DatumId child : children.subspan(1)) {
        writer_.Line();
        Put(child, depth + 1);
      }
      if (form_.tail(id).valid()) {
        writer_.Line().Write(". ");
        Put(form_.tail(id), depth + 1);
      }
    }
    writer_.Write(brackets.close);
  }

  const Form& form_;
  TextWriter& writer_;
  std::vector<size_t> lengths_;
};

}  // namespace

std::string Spell(const Form& form, DatumId id) {
  std::string out;
  SpellInto(out, form, id);
  return out;
}

void Print(const Form& form, TextWriter& writer) { Layout(form, writer).Run(); }

void Print(const std::vector<Form>& forms, TextWriter& writer) {
  bool first = true;
  for (const Form& form : forms) {
    if (!first) writer.Line();
    first = false;
    Print(form, writer);
  }
}

}  // namespace omni::syntax
