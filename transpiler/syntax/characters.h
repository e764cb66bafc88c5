// Which bytes may stand where: shared by the bracket scan and the checks of names, and the same as in grammar.js.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace omni::syntax {

constexpr bool IsSpace(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

// What ends a name, a number or a character: DELIMITERS of grammar.js.
constexpr bool IsDelimiter(char c) {
  return IsSpace(c) || c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' || c == '"' ||
         c == '\'' || c == '`' || c == ',' || c == ';' || c == '|' || c == '\0';
}

namespace internal {
constexpr std::array<bool, 256> NameRestTable() {
  std::array<bool, 256> table = {};
  for (size_t i = 0; i < table.size(); ++i) table[i] = !IsDelimiter(static_cast<char>(i));
  return table;
}
inline constexpr std::array<bool, 256> kNameRest = NameRestTable();
}  // namespace internal

// REST of grammar.js; NUL is none.
inline bool IsNameRest(char c) { return internal::kNameRest[static_cast<unsigned char>(c)]; }

// What says how the case of the names that follow is read.
inline constexpr std::string_view kFoldCase = "#!fold-case", kNoFoldCase = "#!no-fold-case";
constexpr bool IsDirective(std::string_view word) { return word == kFoldCase || word == kNoFoldCase; }

constexpr char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Bytes of the UTF-8 sequence that begins with `lead`, in valid text.
constexpr size_t SequenceLength(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace omni::syntax
