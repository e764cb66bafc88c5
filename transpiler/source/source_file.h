// Source text and the way from byte offsets to lines and columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.h"

namespace omni::source {

// Both 1-based; the column counts code points (a byte that is not UTF-8 counts as one).
struct Location {
  uint32_t line = 0;
  uint32_t column = 0;
  friend bool operator==(const Location& a, const Location& b) = default;
};

class SourceFile {
 public:
  SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

  const std::string& path() const { return path_; }  // as the user wrote it
  std::string_view text() const { return text_; }
  uint32_t size() const { return static_cast<uint32_t>(text_.size()); }

  // The place of a byte; offsets past the end are the end. The line table is built at the first call.
  Location Locate(uint32_t offset) const;
  uint32_t LineOf(uint32_t offset) const;  // cheaper than Locate: no column
  uint32_t line_count() const;
  // The text of a 1-based line without its line break.
  std::string_view LineText(uint32_t line) const;
  uint32_t LineStart(uint32_t line) const;

 private:
  const std::vector<uint32_t>& lines() const;

  std::string path_;
  std::string text_;
  mutable std::vector<uint32_t> line_starts_;
  mutable uint32_t last_line_ = 1;  // most questions ask near the last answer
};

// Owns all files of a run; references stay valid.
class SourceFiles {
 public:
  FileId Add(std::string path, std::string text);
  const SourceFile& operator[](FileId id) const;
  size_t size() const { return files_.size(); }

  std::string_view Text(Span span) const;
  Location Locate(Span span) const;  // of its beginning; {0, 0} without a file
  // "path:line:column", or "path" / "" where there is no more to say.
  std::string Describe(Span span) const;

 private:
  std::deque<SourceFile> files_;
};

// Offset of the first byte that is not part of well-formed UTF-8 (no overlong forms, surrogates, or > U+10FFFF).
std::optional<size_t> FirstInvalidUtf8(std::string_view text);
// Appends a code point as UTF-8.
void AppendUtf8(std::string& out, char32_t code_point);
// Decodes the code point at `offset` of valid UTF-8 and moves past it.
char32_t DecodeUtf8(std::string_view text, size_t& offset);
// The first line of a piece of text, cut to some forty bytes: what a message repeats of it.
std::string Excerpt(std::string_view text);
// The first byte of a code point in UTF-8?
constexpr bool BeginsCodePoint(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }
size_t CountCodePoints(std::string_view text);

}  // namespace omni::source
