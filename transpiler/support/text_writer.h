// All generated text leaves through a writer that knows indentation and line breaks.
#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace omni {
namespace support {

// Appends text. Indentation is put before the first character of each line that is not empty; no line ends in blanks
// that the writer itself added.
class TextWriter {
 public:
  explicit TextWriter(size_t indent_width = 2) : indent_width_(indent_width) {}

  // Text that may hold line breaks.
  TextWriter& Write(std::string_view text);
  template <class... Args>
  TextWriter& Format(fmt::format_string<Args...> format, Args&&... args) {
    return Write(fmt::format(format, std::forward<Args>(args)...));
  }
  // The text and a line break.
  TextWriter& Line(std::string_view text = {});
  template <class... Args>
  TextWriter& FormatLine(fmt::format_string<Args...> format, Args&&... args) {
    return Line(fmt::format(format, std::forward<Args>(args)...));
  }
  // Ends the current line when it holds anything.
  TextWriter& FreshLine();
  // An empty line, unless there is one already or nothing was written yet.
  TextWriter& BlankLine();
  // Blanks up to `column` (0-based, in code points, of the current line), at least one when the line is not empty.
  TextWriter& PadTo(size_t column);

  void Indent() { ++depth_; }
  void Dedent();
  size_t depth() const { return depth_; }
  size_t column() const { return column_; }  // 0-based, in code points, pending indentation not counted
  size_t line() const { return line_; }      // 1-based line that the next character goes to

  const std::string& text() const { return text_; }
  std::string Take();

 private:
  void Append(std::string_view piece);

  std::string text_;
  size_t indent_width_;
  size_t depth_ = 0;
  size_t column_ = 0;
  size_t line_ = 1;
};

// Indents for the life of the scope.
class IndentScope {
 public:
  explicit IndentScope(TextWriter& writer) : writer_(writer) { writer_.Indent(); }
  ~IndentScope() { writer_.Dedent(); }
  IndentScope(const IndentScope&) = delete;
  IndentScope& operator=(const IndentScope&) = delete;

 private:
  TextWriter& writer_;
};

}  // namespace support

using support::IndentScope;
using support::TextWriter;

}  // namespace omni
