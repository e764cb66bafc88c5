#include "support/text_writer.h"

#include "support/check.h"

namespace omni::support {

void TextWriter::Append(std::string_view piece) {
  if (piece.empty()) return;
  if (column_ == 0 && (text_.empty() || text_.back() == '\n')) {
    text_.append(depth_ * indent_width_, ' ');
    column_ = depth_ * indent_width_;
  }
  text_.append(piece);
  for (const char c : piece) column_ += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
}

TextWriter& TextWriter::Write(std::string_view text) {
  while (!text.empty()) {
    const size_t end = text.find('\n');
    Append(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text_ += '\n';
    column_ = 0;
    ++line_;
    text.remove_prefix(end + 1);
  }
  return *this;
}

TextWriter& TextWriter::Line(std::string_view text) {
  Write(text);
  return Write("\n");
}

TextWriter& TextWriter::FreshLine() {
  if (!text_.empty() && text_.back() != '\n') Write("\n");
  return *this;
}

TextWriter& TextWriter::BlankLine() {
  FreshLine();
  const bool has_one = text_.empty() || text_ == "\n" || text_.ends_with("\n\n");
  if (!has_one) Write("\n");
  return *this;
}

TextWriter& TextWriter::PadTo(size_t column) {
  if (column > column_) return Write(std::string(column - column_, ' '));
  if (column_ > 0 && text_.back() != ' ') return Write(" ");
  return *this;
}

void TextWriter::Dedent() {
  OMNI_CHECK(depth_ > 0, "dedent at the left margin");
  --depth_;
}

std::string TextWriter::Take() {
  std::string taken = std::move(text_);
  text_.clear();
  column_ = 0;
  line_ = 1;
  return taken;
}

}  // namespace omni::support
