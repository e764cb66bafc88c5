#pragma once
// Line lengths: breaking of expressions, comments and string literals.

#include <cstddef>
#include <string>
#include <string_view>

namespace omni::emit {

inline constexpr size_t kLineLimit = 100;   ///< columns, in code points
inline constexpr size_t kIndent = 4;
inline constexpr size_t kMaxIndent = 60;    ///< deeper nesting is not indented further, so that lines keep room

/// Columns of a block that is nested `depth` deep.
size_t IndentColumns(size_t depth);

/// Code points since the last line break of `out`.
size_t Column(const std::string& out);

/// `text` as a C string literal, with quotes.
std::string StringLiteral(std::string_view text);

/// `text` without anything that would end or open a comment, without control characters.
std::string CommentText(std::string_view text);

/// Appends words of `text` so that no line goes past the limit; each further line begins with `prefix`.
/// The current line of `out` is already begun.
void AppendWrapped(std::string& out, std::string_view text, std::string_view prefix, size_t limit = kLineLimit);

}  // namespace omni::emit
