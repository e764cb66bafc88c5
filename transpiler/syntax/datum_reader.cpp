#include "syntax/datum_reader.h"

#include <bit>

#include "source/source_file.h"
#include "support/check.h"
#include "syntax/characters.h"
#include "syntax/literal.h"

namespace omni::syntax {

using source::DiagKind;
using source::Span;

namespace {

DatumKind KindOf(NodeType type) {
  switch (type) {
    case NodeType::Bracket:
      return DatumKind::Bracket;
    case NodeType::Brace:
      return DatumKind::Brace;
    case NodeType::Dict:
    case NodeType::MetaDict:
      return DatumKind::Dict;
    case NodeType::Vector:
      return DatumKind::Vector;
    case NodeType::Bytes:
      return DatumKind::Bytes;
    case NodeType::Meta:
      return DatumKind::Meta;
    case NodeType::Path:
      return DatumKind::Path;
    default:
      return DatumKind::List;
  }
}

bool IsQuotation(NodeType type) { return type >= NodeType::Quote && type <= NodeType::UnquoteSplicing; }

}  // namespace

// --- comments and layout -----------------------------------------------------------------------------------------------

bool DatumReader::StartsParagraph(const Frame& frame, uint32_t begin) const {
  const uint32_t to = comments_.size() > frame.first_comment ? comments_[frame.first_comment].begin : begin;
  if (to < frame.last_end + 2) return false;
  const std::string_view gap = Text(frame.last_end, to);
  const size_t line_break = gap.find('\n');
  return line_break != std::string_view::npos && gap.find('\n', line_break + 1) != std::string_view::npos;
}

void DatumReader::AddComment(uint32_t begin, uint32_t end) {
  Frame& frame = frames_.back();
  if (text_[end - 1] == '\r') --end;
  const bool waits = comments_.size() > frame.first_comment;
  if (text_[begin] == ';' && frame.last_item.valid() && !waits && Text(frame.last_end, begin).find('\n') == std::string_view::npos) {
    builder_.SetTrailingComment(frame.last_item, At(begin, end));
    frame.last_item = DatumId();
    frame.last_end = end;
  } else {
    comments_.push_back(At(begin, end));
  }
}

// The datum `id` is complete: it becomes an item of the innermost frame.
void DatumReader::AddItem(DatumId id, uint32_t end, uint32_t before_comments, bool starts_paragraph) {
  Frame& frame = frames_.back();
  if (comments_.size() > before_comments) {
    builder_.SetCommentsBefore(id, std::span<const Span>(comments_).subspan(before_comments));
    comments_.resize(before_comments);
  }
  if (starts_paragraph) builder_.MarkBlankLineBefore(id);
  items_.push_back(id);
  frame.last_item = id;
  frame.last_end = end;
}

void DatumReader::AddItem(DatumId leaf, uint32_t begin, uint32_t end) {
  const Frame& frame = frames_.back();
  AddItem(leaf, end, frame.first_comment, StartsParagraph(frame, begin));
}

// --- leaves ------------------------------------------------------------------------------------------------------------

// The name as it is meant: behind `#!fold-case` the letters A to Z are small. The view lives until the next call.
std::string_view DatumReader::Folded(std::string_view name) {
  if (!folds_case_) return name;
  folded_ = name;
  for (char& c : folded_) c = ToLower(c);
  return folded_;
}

void DatumReader::AddSymbol(uint32_t begin, uint32_t end) {
  const std::string_view text = Text(begin, end);
  if (text == "#!r6rs" || text == "#!r7rs") return;  // says what holds anyway
  const support::Symbol name = Intern(Folded(text));
  DatumId id;
  if (name == names_.true_name || name == names_.false_name) {
    id = builder_.AddLeaf(DatumKind::Bool, At(begin, end), name == names_.true_name ? 3 : 2);
  } else {
    if (!text.starts_with("#!")) {
      CheckName(text, At(begin, end), sink_);
    } else if (text != "#!optional" && text != "#!rest") {
      sink_.Report(DiagKind::UnknownHash, At(begin, end), source::Excerpt(text)).Hint(kHashHint);
    }
    id = builder_.AddLeaf(DatumKind::Symbol, At(begin, end), name.index());
  }
  AddItem(id, begin, end);
}

void DatumReader::AddNumber(uint32_t begin, uint32_t end) {
  if (const std::string_view text = Text(begin, end); text == "1+" || text == "-1+" || text == "1-") {
    return AddSymbol(begin, end);  // names of old, as in (define (1+ n) ...)
  }
  const Number number = ReadNumber(Text(begin, end), At(begin, end), sink_);
  const DatumKind kind = number.is_float ? DatumKind::Float : DatumKind::Int;
  const uint64_t payload = number.is_float ? std::bit_cast<uint64_t>(number.real) : std::bit_cast<uint64_t>(number.integer);
  AddItem(builder_.AddLeaf(kind, At(begin, end), payload), begin, end);
}

void DatumReader::AddBoolean(uint32_t begin, uint32_t end) {
  std::string text(Text(begin, end));
  for (char& c : text) c = ToLower(c);
  const bool is_true = text == "#t" || text == "#true";
  if (!is_true && text != "#f" && text != "#false") {
    sink_.Report(DiagKind::UnknownHash, At(begin, end), source::Excerpt(Text(begin, end))).Hint(kHashHint);
  }
  AddItem(builder_.AddLeaf(DatumKind::Bool, At(begin, end), is_true ? 1 : 0), begin, end);
}

void DatumReader::AddLeaf(NodeType type, uint32_t begin, uint32_t end) {
  const Span span = At(begin, end);
  const std::string_view text = Text(begin, end);
  DatumId id;
  switch (type) {
    case NodeType::Symbol:
      return AddSymbol(begin, end);
    case NodeType::Number:
      return AddNumber(begin, end);
    case NodeType::Boolean:
      return AddBoolean(begin, end);
    case NodeType::String:
      id = builder_.AddText(span, ReadQuoted(text, span, sink_, buffer_));
      break;
    case NodeType::Character:
      id = builder_.AddLeaf(DatumKind::Char, span, ReadCharacter(text, Folded(text.substr(2)), span, sink_));
      break;
    case NodeType::BarSymbol:
      id = builder_.AddLeaf(DatumKind::Symbol, span, Intern(ReadQuoted(text, span, sink_, buffer_)).index());
      break;
    default: {
      // :name and ^:name
      const size_t sign = type == NodeType::MetaFlag ? 2 : 1;
      CheckName(text, span, sink_);
      id = builder_.AddLeaf(DatumKind::Keyword, span, Intern(Folded(text.substr(sign))).index());
      break;
    }
  }
  AddItem(id, begin, end);
}

// --- lists -------------------------------------------------------------------------------------------------------------

void DatumReader::EnterFrame(NodeType type, uint32_t begin, uint32_t end) {
  Frame frame = {};
  frame.type = type;
  frame.begin = begin;
  frame.end = end;
  frame.last_end = begin;
  frame.first_item = static_cast<uint32_t>(items_.size());
  frame.before_comments = frames_.back().first_comment;
  frame.first_comment = static_cast<uint32_t>(comments_.size());
  frame.starts_paragraph = StartsParagraph(frames_.back(), begin);
  frames_.push_back(frame);
  if (!IsQuotation(type)) return;
  const support::Symbol name = type == NodeType::Quote        ? names_.quote
                               : type == NodeType::Quasiquote ? names_.quasiquote
                               : type == NodeType::Unquote    ? names_.unquote
                                                              : names_.unquote_splicing;
  const uint32_t sign = type == NodeType::UnquoteSplicing ? 2 : 1;
  items_.push_back(builder_.AddLeaf(DatumKind::Symbol, At(begin, begin + sign), name.index()));
}

void DatumReader::CheckBytes(const Frame& frame) {
  for (size_t i = frame.first_item; i < items_.size(); ++i) {
    const Form& form = builder_.form();
    const bool is_byte = form.kind(items_[i]) == DatumKind::Int && form.integer(items_[i]) >= 0 &&
                         form.integer(items_[i]) <= 255;
    const Span span = form.span(items_[i]);
    if (!is_byte) sink_.Report(DiagKind::ByteOutOfRange, span, source::Excerpt(Text(span.begin, span.end)));
  }
}

DatumId DatumReader::FinishList(const Frame& frame) {
  std::span<const DatumId> items = std::span<const DatumId>(items_).subspan(frame.first_item);
  DatumId tail;
  if (frame.dot_count > 0) {
    if (frame.dot_count == 1 && frame.dot_item > 0 && items.size() == frame.dot_item + 1) {
      tail = items.back();
      items = items.first(items.size() - 1);
    } else {
      sink_.Report(DiagKind::MalformedDot, At(frame.dot_begin, frame.dot_begin + 1));
    }
  }
  return builder_.AddList(KindOf(frame.type), At(frame.begin, frame.end), items, tail);
}

void DatumReader::Leave() {
  if (frames_.size() == 1) return;  // the file, which is no datum
  Frame& open = frames_.back();
  if (open.type == NodeType::Path && open.index_open) CloseIndex(open, open.end);
  const Frame frame = open;
  if (frame.type == NodeType::Bytes) CheckBytes(frame);
  const DatumId id = FinishList(frame);
  if (IsQuotation(frame.type)) builder_.MarkAbbreviation(id);
  builder_.SetCommentsAtEnd(id, std::span<const Span>(comments_).subspan(frame.first_comment));
  comments_.resize(frame.first_comment);
  items_.resize(frame.first_item);
  frames_.pop_back();
  AddItem(id, frame.end, frame.before_comments, frame.starts_paragraph);
}

// --- paths -------------------------------------------------------------------------------------------------------------

// `a.b.[`: the base and the first index.
void DatumReader::BeginPath(uint32_t begin, uint32_t end) {
  const std::string_view base = Text(begin, end - 2);
  CheckName(base, At(begin, end - 2), sink_);
  items_.push_back(builder_.AddLeaf(DatumKind::Symbol, At(begin, end - 2), Intern(Folded(base)).index()));
  OpenIndex(end);
}

// An index begins with the bracket before `end`.
void DatumReader::OpenIndex(uint32_t end) {
  Frame& path = frames_.back();
  path.index_open = true;
  path.index_begin = end - 1;
  path.index_item = static_cast<uint32_t>(items_.size());
  path.last_end = end;
}

// The open index of a path ends with the bracket before `end`.
void DatumReader::CloseIndex(Frame& path, uint32_t end) {
  const auto index = std::span<const DatumId>(items_).subspan(path.index_item);
  const DatumId id = builder_.AddList(DatumKind::Bracket, At(path.index_begin, end), index);
  items_.resize(path.index_item);
  items_.push_back(id);
  path.index_open = false;
  path.last_item = id;
  path.last_end = end;
}

// Pushes the names of `a.b.c`, which begins at `begin`, as items.
void DatumReader::AddFields(std::string_view names, uint32_t begin) {
  while (true) {
    const std::string_view name = names.substr(0, names.find('.'));
    const Span span = At(begin, begin + static_cast<uint32_t>(name.size()));
    if (name.empty()) sink_.Report(DiagKind::UnreadableText, At(begin, begin + 1), "..");
    CheckName(name, span, sink_);
    items_.push_back(builder_.AddLeaf(DatumKind::Symbol, span, Intern(Folded(name)).index()));
    if (name.size() == names.size()) return;
    names.remove_prefix(name.size() + 1);
    begin += static_cast<uint32_t>(name.size()) + 1;
  }
}

// --- the nodes ---------------------------------------------------------------------------------------------------------

void DatumReader::Begin(uint32_t last_end, std::span<const Span> comments) {
  items_.clear();
  frames_.clear();
  comments_.assign(comments.begin(), comments.end());
  Frame top = {};
  top.type = NodeType::File;
  top.last_end = last_end;
  frames_.push_back(top);
}

Form DatumReader::Take(Span trailing_comment) {
  OMNI_CHECK(items_.size() == 1 && frames_.size() == 1, "{} items in a form", items_.size());
  if (trailing_comment.valid()) builder_.SetTrailingComment(items_.front(), trailing_comment);
  return builder_.Take(items_.front());
}

bool DatumReader::Enter(NodeType type, uint32_t begin, uint32_t end) {
  Frame& frame = frames_.back();
  switch (type) {
    case NodeType::Token:
      return false;
    case NodeType::File:
      return true;
    case NodeType::DatumComment:
      frame.last_end = end;
      return false;
    case NodeType::Directive:
      folds_case_ = Text(begin, end) == kFoldCase;
      frame.last_end = end;
      return false;
    case NodeType::Comment:
      AddComment(begin, end);
      return false;
    case NodeType::Dot:
      ++frame.dot_count;
      frame.dot_item = static_cast<uint32_t>(items_.size()) - frame.first_item;
      frame.dot_begin = begin;
      return false;
    case NodeType::PathHead:
      BeginPath(begin, end);
      return false;
    case NodeType::PathStep:
      CloseIndex(frame, begin + 1);
      if (end - begin > 3) AddFields(Text(begin + 2, end - 2), begin + 2);
      OpenIndex(end);
      return false;
    case NodeType::PathField:
      CloseIndex(frame, begin + 1);
      AddFields(Text(begin + 2, end), begin + 2);
      return false;
    default:
      if (type < NodeType::Dot) {
        EnterFrame(type, begin, end);
        return true;
      }
      AddLeaf(type, begin, end);
      return false;
  }
}

}  // namespace omni::syntax
