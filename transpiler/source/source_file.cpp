#include "source/source_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>

#include "support/check.h"

namespace omni::source {

const std::vector<uint32_t>& SourceFile::lines() const {
  if (!line_starts_.empty()) return line_starts_;
  line_starts_.push_back(0);
  const char* const begin = text_.data();
  const char* const end = begin + text_.size();
  for (const char* at = begin; at != end;) {
    const void* const found = std::memchr(at, '\n', static_cast<size_t>(end - at));
    if (found == nullptr) break;
    at = static_cast<const char*>(found) + 1;
    line_starts_.push_back(static_cast<uint32_t>(at - begin));
  }
  return line_starts_;
}

uint32_t SourceFile::LineOf(uint32_t offset) const {
  const std::vector<uint32_t>& starts = lines();
  offset = std::min(offset, size());
  const auto covers = [&](uint32_t line) {
    return line >= 1 && line <= starts.size() && starts[line - 1] <= offset &&
           (line == starts.size() || offset < starts[line]);
  };
  for (const uint32_t line : {last_line_, last_line_ + 1}) {
    if (covers(line)) return last_line_ = line;
  }
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  return last_line_ = static_cast<uint32_t>(after - starts.begin());
}

Location SourceFile::Locate(uint32_t offset) const {
  offset = std::min(offset, size());
  const uint32_t line = LineOf(offset);
  const uint32_t start = lines()[line - 1];
  const size_t before = CountCodePoints(text().substr(start, offset - start));
  return {line, static_cast<uint32_t>(before) + 1};
}

uint32_t SourceFile::line_count() const { return static_cast<uint32_t>(lines().size()); }

uint32_t SourceFile::LineStart(uint32_t line) const {
  OMNI_CHECK(line >= 1 && line <= lines().size(), "line {} of {}", line, path_);
  return lines()[line - 1];
}

std::string_view SourceFile::LineText(uint32_t line) const {
  const uint32_t start = LineStart(line);
  std::string_view rest = text().substr(start);
  if (line < lines().size()) rest = rest.substr(0, lines()[line] - start - 1);
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

FileId SourceFiles::Add(std::string path, std::string text) {
  OMNI_CHECK(text.size() < 0xFFFFFFFFU, "{}: larger than 4 GiB", path);
  files_.emplace_back(std::move(path), std::move(text));
  return FileId(files_.size() - 1);
}

const SourceFile& SourceFiles::operator[](FileId id) const {
  OMNI_CHECK(id.index() < files_.size(), "file {} of {}", id.index(), files_.size());
  return files_[id.index()];
}

std::string_view SourceFiles::Text(Span span) const {
  if (!span.valid()) return {};
  const std::string_view text = (*this)[span.file].text();
  const size_t begin = std::min<size_t>(span.begin, text.size());
  return text.substr(begin, span.end > begin ? span.end - begin : 0);
}

Location SourceFiles::Locate(Span span) const {
  return span.valid() ? (*this)[span.file].Locate(span.begin) : Location{};
}

std::string SourceFiles::Describe(Span span) const {
  if (!span.valid()) return "";
  const Location place = Locate(span);
  return fmt::format("{}:{}:{}", (*this)[span.file].path(), place.line, place.column);
}

std::optional<size_t> FirstInvalidUtf8(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  const size_t size = text.size();
  const auto is_tail = [&](size_t at, unsigned low = 0x80, unsigned high = 0xBF) {
    return at < size && bytes[at] >= low && bytes[at] <= high;
  };
  size_t i = 0;
  while (i < size) {
    if (i + 8 <= size) {
      uint64_t word = 0;
      std::memcpy(&word, bytes + i, sizeof word);
      if ((word & 0x8080808080808080U) == 0) {
        i += 8;
        continue;
      }
    }
    const unsigned lead = bytes[i];
    size_t length = 0;
    if (lead < 0x80) {
      length = 1;
    } else if (lead >= 0xC2 && lead <= 0xDF && is_tail(i + 1)) {
      length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF &&
               is_tail(i + 1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) && is_tail(i + 2)) {
      length = 3;
    } else if (lead >= 0xF0 && lead <= 0xF4 &&
               is_tail(i + 1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) && is_tail(i + 2) &&
               is_tail(i + 3)) {
      length = 4;
    } else {
      return i;
    }
    i += length;
  }
  return std::nullopt;
}

void AppendUtf8(std::string& out, char32_t code_point) {
  const auto put = [&](uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  const uint32_t value = code_point;
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12));
    put(0x80U | ((value >> 6) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18));
    put(0x80U | ((value >> 12) & 0x3FU));
    put(0x80U | ((value >> 6) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

char32_t DecodeUtf8(std::string_view text, size_t& offset) {
  const auto byte = [&](size_t at) -> uint32_t {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0x80U;
  };
  const uint32_t lead = byte(offset);
  const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  uint32_t value = length == 1 ? lead : lead & (0x7FU >> length);
  for (size_t i = 1; i < length; ++i) value = (value << 6) | (byte(offset + i) & 0x3FU);
  offset = std::min(offset + length, text.size());
  return value;
}

std::string Excerpt(std::string_view text) {
  constexpr size_t kLongest = 40;
  std::string_view shown = text.substr(0, text.find_first_of("\r\n"));
  if (shown.size() <= kLongest) return std::string(shown);
  size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) --end;
  return std::string(shown.substr(0, end)) + "...";
}

size_t CountCodePoints(std::string_view text) {
  constexpr uint64_t kLowBits = 0x0101010101010101U;
  size_t count = 0;
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    // A byte 10xxxxxx goes on with a code point; the multiplication adds up the bits, one for each byte.
    const uint64_t tails = (word >> 7) & ~(word >> 6) & kLowBits;
    count += 8 - ((tails * kLowBits) >> 56);
  }
  for (; at < text.size(); ++at) count += BeginsCodePoint(text[at]) ? 1 : 0;
  return count;
}

}  // namespace omni::source
