// Data: what the reader makes of the text, before anyone knows what a form means.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.h"
#include "support/check.h"
#include "support/id.h"
#include "support/symbol.h"

namespace omni::syntax {

using DatumId = Id<struct DatumTag>;

enum class DatumKind : uint8_t {
  Int,
  Float,
  String,
  Char,
  Symbol,   // also dotted names: `a.b` is one symbol, see PathParts
  Keyword,  // :name; symbol() is `name` without the colon
  Bool,     // #t #f #true #false true false
  List,     // ( ), and the quote family: 'x is (quote x), see is_abbreviation
  Bracket,  // [ ]
  Brace,    // { }
  Dict,     // #{ }
  Vector,   // #( )
  Bytes,    // #u8( ): the children are Ints from 0 to 255
  Path,     // a.b.[i].c: children are the base Symbol, then a Bracket or a Symbol for each step
  Meta,     // ^:flag x and ^{k v ...} x: children are the Keyword or Dict, then the datum that it stands before
};
constexpr size_t kDatumKindCount = static_cast<size_t>(DatumKind::Meta) + 1;

std::string_view Name(DatumKind kind);

// One top-level form: its data in compact arrays. Later stages may append synthesised data to the same form.
//
// Spans and string views that accessors return are invalidated by Add...
class Form {
 public:
  explicit Form(source::FileId file = {}) : file_(file) {}

  source::FileId file() const { return file_; }
  DatumId root() const { return root_; }
  void set_root(DatumId root) { root_ = root; }
  size_t size() const { return nodes_.size(); }  // ids are 0 .. size() - 1

  DatumKind kind(DatumId id) const { return node(id).kind; }
  source::Span span(DatumId id) const {
    const Node& datum = node(id);
    return {datum.file == kNoFile ? source::FileId() : source::FileId(datum.file), datum.begin, datum.end};
  }

  // List, Bracket, Brace, Dict, Vector, Bytes, Path, Meta; no children for other kinds.
  std::span<const DatumId> children(DatumId id) const {
    const Node& datum = node(id);
    if (!HasChildren(datum.kind)) return {};
    return std::span<const DatumId>(links_).subspan(First(datum.payload), Count(datum.payload));
  }
  // What follows the dot of (a b . tail); None for a proper list.
  DatumId tail(DatumId id) const { return DatumId(node(id).tail); }
  // Symbol, Keyword
  support::Symbol symbol(DatumId id) const {
    const Node& datum = node(id);
    OMNI_CHECK(datum.kind == DatumKind::Symbol || datum.kind == DatumKind::Keyword, "symbol of a {}", Name(datum.kind));
    return support::Symbol(static_cast<uint32_t>(datum.payload));
  }
  int64_t integer(DatumId id) const;               // Int
  double real(DatumId id) const;                   // Float
  bool boolean(DatumId id) const;                  // Bool
  bool is_bool_word(DatumId id) const;             // `true` or `false`, not `#t` or `#f`
  char32_t character(DatumId id) const;            // Char
  std::string_view text(DatumId id) const;         // String: decoded, may hold any byte but is valid UTF-8

  // Symbol spelled like `name`: macros insert aliases, which are spelled like what they stand for.
  bool is_symbol(DatumId id, support::Symbol name) const {
    return id.valid() && kind(id) == DatumKind::Symbol && symbol(id).spelled() == name;
  }
  // List whose head is a symbol spelled like this.
  bool is_call_of(DatumId id, support::Symbol name) const;
  // A list written 'x `x ,x ,@x; the span of its head symbol is the quote sign.
  bool is_abbreviation(DatumId id) const { return (node(id).flags & kAbbreviation) != 0; }
  // Made by a later stage, not read from the text.
  bool is_synthesised(DatumId id) const { return (node(id).flags & kSynthesised) != 0; }

  // For text that follows the source: layout and comments (spans with their `;` or `#| |#`).
  bool blank_line_before(DatumId id) const { return (node(id).flags & kBlankLine) != 0; }
  std::span<const source::Span> comments_before(DatumId id) const;   // on lines of their own, directly before the datum
  source::Span trailing_comment(DatumId id) const;                   // on the line where the datum ends; invalid if none
  std::span<const source::Span> comments_at_end(DatumId id) const;   // between the last child and the closing bracket

  // Another name for a Symbol.
  void Rename(DatumId id, support::Symbol name);
  DatumId AddInt(source::Span span, int64_t value);
  DatumId AddFloat(source::Span span, double value);
  DatumId AddString(source::Span span, std::string_view value);
  DatumId AddChar(source::Span span, char32_t value);
  DatumId AddBool(source::Span span, bool value, bool is_word = false);
  DatumId AddSymbol(source::Span span, support::Symbol name);
  DatumId AddKeyword(source::Span span, support::Symbol name);
  // List, Bracket, Brace, Dict, Vector, Bytes, Path or Meta. `children` may point into this form.
  DatumId AddList(DatumKind kind, source::Span span, std::span<const DatumId> children, DatumId tail = {});

  // From now on `id` is the datum `by`; it keeps its own comments.
  void Replace(DatumId id, DatumId by);

 private:
  friend class FormBuilder;

  static constexpr uint8_t kAbbreviation = 1;
  static constexpr uint8_t kSynthesised = 2;
  static constexpr uint8_t kBlankLine = 4;
  static constexpr uint8_t kComments = 8;  // some entry of comment_runs_ is about this datum

  // 24 bytes: a million lines are some seven million data.
  struct Node {
    DatumKind kind;
    uint8_t flags;
    uint16_t file;  // kNoFile for none: expansions bring spans of other files
    uint32_t begin;
    uint32_t end;
    uint32_t tail;
    uint64_t payload;  // bits of the number, symbol index, or (first, count) into links_ or text_
  };
  static constexpr uint16_t kNoFile = 0xFFFF;

  enum class CommentPlace : uint8_t { Before, Trailing, AtEnd };
  struct CommentRun {
    uint32_t datum;
    CommentPlace place;
    uint32_t first;
    uint32_t count;
  };

  static constexpr bool HasChildren(DatumKind kind) { return kind >= DatumKind::List; }
  static constexpr uint64_t Pack(size_t first, size_t count) { return (uint64_t{first} << 32) | uint64_t{count}; }
  static constexpr size_t First(uint64_t payload) { return static_cast<size_t>(payload >> 32); }
  static constexpr size_t Count(uint64_t payload) { return static_cast<size_t>(payload & 0xFFFFFFFFU); }

  const Node& node(DatumId id) const {
    OMNI_CHECK(id.index() < nodes_.size(), "datum {} of a form of {}", id.index(), nodes_.size());
    return nodes_[id.index()];
  }
  DatumId AddNode(DatumKind kind, uint8_t flags, source::Span span, uint64_t payload, DatumId tail = {});
  DatumId AddListNode(DatumKind kind, uint8_t flags, source::Span span, std::span<const DatumId> children, DatumId tail);
  std::span<const source::Span> Comments(DatumId id, CommentPlace place) const {
    return (node(id).flags & kComments) == 0 ? std::span<const source::Span>() : FindComments(id, place);
  }
  std::span<const source::Span> FindComments(DatumId id, CommentPlace place) const;

  source::FileId file_;
  DatumId root_;
  std::vector<Node> nodes_;
  std::vector<DatumId> links_;
  std::string text_;
  std::vector<CommentRun> comment_runs_;  // by datum, then place
  std::vector<source::Span> comments_;
};

// `a.b.c` cut at its dots; empty when the name is no path (no dot inside, or an empty part as in `..`).
std::vector<support::Symbol> PathParts(support::Symbol name);

}  // namespace omni::syntax
