// Interned names: equal text, equal handle.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace omni {
namespace support {

// A name. Comparing two symbols compares handles; `<` orders by first appearance, not by text.
class Symbol {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFFU;

  constexpr Symbol() = default;
  explicit constexpr Symbol(uint32_t index) : index_(index) {}

  constexpr bool valid() const { return index_ != kNone; }
  constexpr uint32_t index() const { return index_; }
  // The name; lives as long as the process. The absent symbol has the text "".
  std::string_view text() const;
  // The interned symbol with the same text: differs from this one for an alias only.
  Symbol spelled() const;

  friend constexpr bool operator==(Symbol a, Symbol b) { return a.index_ == b.index_; }
  friend constexpr std::strong_ordering operator<=>(Symbol a, Symbol b) { return a.index_ <=> b.index_; }

 private:
  uint32_t index_ = kNone;
};

// The names of the process. Not for use by two threads at a time.
class SymbolTable {
 public:
  SymbolTable();
  Symbol Intern(std::string_view text);
  Symbol Find(std::string_view text) const;  // absent symbol when never interned
  std::string_view text(Symbol symbol) const {
    if (!symbol.valid()) return {};
    const Entry& entry = texts_[symbol.index()];
    return {entry.text, entry.size};
  }
  size_t size() const { return texts_.size(); }

  // A new name with the text of `of`, which may itself be an alias. No text read from a source is ever equal to it.
  // `note` is for whoever made it.
  Symbol AddAlias(Symbol of, uint32_t note);
  bool is_alias(Symbol symbol) const {
    return symbol.valid() && symbol.index() >= first_alias_ && texts_[symbol.index()].alias_of != Symbol::kNone;
  }
  Symbol alias_of(Symbol alias) const { return Symbol(texts_[alias.index()].alias_of); }
  uint32_t alias_note(Symbol alias) const { return texts_[alias.index()].note; }

 private:
  size_t Slot(std::string_view text, uint32_t hash) const;
  void Grow();
  const char* Store(std::string_view text);

  struct Entry {
    const char* text;
    uint32_t size;
    uint32_t hash;
    uint32_t alias_of = Symbol::kNone;
    uint32_t note = 0;
  };
  std::vector<Entry> texts_;
  std::vector<uint32_t> slots_;  // open addressing, power of two; Symbol::kNone is a free slot
  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t chunk_left_ = 0;
  char* chunk_next_ = nullptr;
  uint32_t first_alias_ = Symbol::kNone;
};

inline SymbolTable& Symbols() {
  static SymbolTable table;
  return table;
}
Symbol Intern(std::string_view text);

inline std::string_view Symbol::text() const { return Symbols().text(*this); }

inline Symbol Symbol::spelled() const {
  Symbol symbol = *this;
  while (Symbols().is_alias(symbol)) symbol = Symbols().alias_of(symbol);
  return symbol;
}

}  // namespace support

using support::Intern;
using support::Symbol;

}  // namespace omni

template <>
struct std::hash<omni::support::Symbol> {
  size_t operator()(omni::support::Symbol symbol) const noexcept { return std::hash<uint32_t>()(symbol.index()); }
};
