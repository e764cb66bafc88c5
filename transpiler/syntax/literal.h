// The text of a literal to its value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "source/diagnostics.h"

namespace omni::syntax {

struct Number {
  bool is_float = false;
  int64_t integer = 0;
  double real = 0;
};

// Each reports what is wrong, at its place inside of `span`, and returns something harmless then. `text` is what the
// span covers, delimiters included.
Number ReadNumber(std::string_view text, source::Span span, source::Sink& sink);
// `name` is what stands behind `#\`, in small letters where case is folded.
char32_t ReadCharacter(std::string_view text, std::string_view name, source::Span span, source::Sink& sink);
// A string in quotes or a name in bars: their escapes are the same. The view lives in `buffer` or in `text`.
std::string_view ReadQuoted(std::string_view text, source::Span span, source::Sink& sink, std::string& buffer);
// Reports letters that may not stand in a name.
void CheckName(std::string_view text, source::Span span, source::Sink& sink);

// The R7RS name of a character that has one ("newline"), else "".
std::string_view CharacterName(char32_t character);

}  // namespace omni::syntax
