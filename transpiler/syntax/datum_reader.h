// From the nodes of a parse tree, announced one by one, to data.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/diagnostics.h"
#include "syntax/form_builder.h"
#include "syntax/node_types.h"

namespace omni::syntax {

// Explains a `#` that begins nothing known.
inline constexpr const char* kHashHint =
    "`#` begins `#t` `#f`, characters like `#\\a`, numbers like `#xFF`, `#(` vectors, `#{` dicts and `#u8(` bytes";

inline constexpr const char* kLabelHint = "datum labels are not supported: no constant holds itself";

// Keeps the open nodes on a stack of its own, so that no nesting is too deep for it. Reports malformed literals, dots
// and bytes; such data get a harmless value.
class DatumReader {
 public:
  DatumReader(source::FileId file, std::string_view text, source::Sink& sink)
      : file_(file), text_(text), sink_(sink), builder_(file) {}

  // Begins a top-level form. `last_end` is where the text before it ended, `comments` are those in between.
  void Begin(uint32_t last_end, std::span<const source::Span> comments);
  // A node begins; says whether its children are to be announced, and then Leave().
  bool Enter(NodeType type, uint32_t begin, uint32_t end);
  void Leave();

  size_t item_count() const { return items_.size(); }  // top-level data of the form so far
  // The finished form of exactly one item; `comment` is the one on the line of its end, if any.
  Form Take(source::Span trailing_comment);
  void Drop() { builder_.Drop(); }

 private:
  // A node whose children are being read.
  struct Frame {
    NodeType type;
    bool starts_paragraph;  // a blank line stands before it
    uint32_t begin;
    uint32_t end;
    uint32_t first_item;       // of items_
    uint32_t before_comments;  // of comments_: those before the datum, up to first_comment
    uint32_t first_comment;    // of comments_: those that wait for the next item
    uint32_t last_end;         // where the last item, or its trailing comment, ended
    DatumId last_item;
    uint32_t dot_item = 0;   // items before the dot
    uint32_t dot_count = 0;
    uint32_t dot_begin = 0;
    uint32_t index_item = 0;   // Path: first item of the open index
    uint32_t index_begin = 0;  // its bracket
    bool index_open = false;
  };

  struct QuoteSymbols {
    support::Symbol quote = Intern("quote");
    support::Symbol quasiquote = Intern("quasiquote");
    support::Symbol unquote = Intern("unquote");
    support::Symbol unquote_splicing = Intern("unquote-splicing");
    support::Symbol true_name = Intern("true");
    support::Symbol false_name = Intern("false");
  };

  void EnterFrame(NodeType type, uint32_t begin, uint32_t end);
  void AddLeaf(NodeType type, uint32_t begin, uint32_t end);
  void AddSymbol(uint32_t begin, uint32_t end);
  void AddNumber(uint32_t begin, uint32_t end);
  void AddBoolean(uint32_t begin, uint32_t end);
  std::string_view Folded(std::string_view name);
  void AddComment(uint32_t begin, uint32_t end);
  void AddItem(DatumId id, uint32_t end, uint32_t before_comments, bool starts_paragraph);
  void AddItem(DatumId leaf, uint32_t begin, uint32_t end);
  DatumId FinishList(const Frame& frame);
  void CheckBytes(const Frame& frame);
  void BeginPath(uint32_t begin, uint32_t end);
  void OpenIndex(uint32_t end);
  void CloseIndex(Frame& path, uint32_t end);
  void AddFields(std::string_view names, uint32_t begin);
  bool StartsParagraph(const Frame& frame, uint32_t begin) const;

  source::Span At(uint32_t begin, uint32_t end) const { return {file_, begin, end}; }
  std::string_view Text(uint32_t begin, uint32_t end) const { return text_.substr(begin, end - begin); }

  source::FileId file_;
  std::string_view text_;
  source::Sink& sink_;
  FormBuilder builder_;
  QuoteSymbols names_;
  std::vector<Frame> frames_;
  std::vector<DatumId> items_;
  std::vector<source::Span> comments_;
  std::string buffer_;
  std::string folded_;
  bool folds_case_ = false;  // behind a `#!fold-case`
};

}  // namespace omni::syntax
