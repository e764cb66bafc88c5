#include "syntax/datum.h"

#include <algorithm>
#include <bit>

#include "support/check.h"
#include "syntax/form_builder.h"

namespace omni::syntax {

namespace {

constexpr std::string_view kNames[kDatumKindCount] = {
    "integer", "float",    "string",  "character",    "symbol",         "keyword",      "boolean", "list",
    "bracket", "brace",    "dict",    "vector",       "bytes",          "path",         "metadata",
};

}  // namespace

std::string_view Name(DatumKind kind) { return kNames[static_cast<size_t>(kind)]; }

void Form::Replace(DatumId id, DatumId by) {
  constexpr uint8_t kLayout = kBlankLine | kComments;
  Node datum = node(by);
  datum.flags = static_cast<uint8_t>((datum.flags & ~kLayout) | (node(id).flags & kLayout));
  nodes_[id.index()] = datum;
}

int64_t Form::integer(DatumId id) const {
  const Node& datum = node(id);
  OMNI_CHECK(datum.kind == DatumKind::Int, "integer of a {}", Name(datum.kind));
  return std::bit_cast<int64_t>(datum.payload);
}

double Form::real(DatumId id) const {
  const Node& datum = node(id);
  OMNI_CHECK(datum.kind == DatumKind::Float, "real of a {}", Name(datum.kind));
  return std::bit_cast<double>(datum.payload);
}

bool Form::boolean(DatumId id) const {
  const Node& datum = node(id);
  OMNI_CHECK(datum.kind == DatumKind::Bool, "boolean of a {}", Name(datum.kind));
  return (datum.payload & 1) != 0;
}

bool Form::is_bool_word(DatumId id) const { return kind(id) == DatumKind::Bool && (node(id).payload & 2) != 0; }

char32_t Form::character(DatumId id) const {
  const Node& datum = node(id);
  OMNI_CHECK(datum.kind == DatumKind::Char, "character of a {}", Name(datum.kind));
  return static_cast<char32_t>(datum.payload);
}

std::string_view Form::text(DatumId id) const {
  const Node& datum = node(id);
  OMNI_CHECK(datum.kind == DatumKind::String, "text of a {}", Name(datum.kind));
  return std::string_view(text_).substr(First(datum.payload), Count(datum.payload));
}

bool Form::is_call_of(DatumId id, support::Symbol name) const {
  if (!id.valid() || kind(id) != DatumKind::List) return false;
  const std::span<const DatumId> items = children(id);
  return !items.empty() && is_symbol(items.front(), name);
}

std::span<const source::Span> Form::FindComments(DatumId id, CommentPlace place) const {
  const auto before = [&](const CommentRun& run, uint32_t datum) { return run.datum < datum; };
  auto run = std::lower_bound(comment_runs_.begin(), comment_runs_.end(), id.index(), before);
  for (; run != comment_runs_.end() && run->datum == id.index(); ++run) {
    if (run->place == place) return std::span<const source::Span>(comments_).subspan(run->first, run->count);
  }
  return {};
}

std::span<const source::Span> Form::comments_before(DatumId id) const { return Comments(id, CommentPlace::Before); }

std::span<const source::Span> Form::comments_at_end(DatumId id) const { return Comments(id, CommentPlace::AtEnd); }

source::Span Form::trailing_comment(DatumId id) const {
  const std::span<const source::Span> found = Comments(id, CommentPlace::Trailing);
  return found.empty() ? source::Span() : found.front();
}

DatumId Form::AddNode(DatumKind kind, uint8_t flags, source::Span span, uint64_t payload, DatumId tail) {
  OMNI_CHECK(!span.valid() || span.file.index() < kNoFile, "more than {} files", kNoFile);
  const uint16_t file = span.valid() ? static_cast<uint16_t>(span.file.index()) : kNoFile;
  nodes_.push_back(Node{kind, flags, file, span.begin, span.end, tail.index(), payload});
  return DatumId(nodes_.size() - 1);
}

DatumId Form::AddListNode(DatumKind kind, uint8_t flags, source::Span span, std::span<const DatumId> children,
                          DatumId tail) {
  OMNI_CHECK(HasChildren(kind), "a {} has no children", Name(kind));
  const size_t first = links_.size();
  const size_t count = children.size();
  const DatumId* const own = links_.data();
  if (count > 0 && std::less_equal<>()(own, children.data()) && std::less<>()(children.data(), own + first)) {
    // They move when links_ grows.
    const size_t offset = static_cast<size_t>(children.data() - own);
    links_.resize(first + count);
    std::copy_n(links_.begin() + static_cast<std::ptrdiff_t>(offset), count,
                links_.begin() + static_cast<std::ptrdiff_t>(first));
  } else {
    links_.insert(links_.end(), children.begin(), children.end());
  }
  return AddNode(kind, flags, span, Pack(first, count), tail);
}

DatumId Form::AddInt(source::Span span, int64_t value) {
  return AddNode(DatumKind::Int, kSynthesised, span, std::bit_cast<uint64_t>(value));
}

DatumId Form::AddFloat(source::Span span, double value) {
  return AddNode(DatumKind::Float, kSynthesised, span, std::bit_cast<uint64_t>(value));
}

DatumId Form::AddString(source::Span span, std::string_view value) {
  const size_t first = text_.size();
  text_.append(value);
  return AddNode(DatumKind::String, kSynthesised, span, Pack(first, text_.size() - first));
}

DatumId Form::AddChar(source::Span span, char32_t value) {
  return AddNode(DatumKind::Char, kSynthesised, span, value);
}

DatumId Form::AddBool(source::Span span, bool value, bool is_word) {
  return AddNode(DatumKind::Bool, kSynthesised, span, (value ? 1 : 0) + (is_word ? 2 : 0));
}

void Form::Rename(DatumId id, support::Symbol name) { nodes_[id.index()].payload = name.index(); }

DatumId Form::AddSymbol(source::Span span, support::Symbol name) {
  return AddNode(DatumKind::Symbol, kSynthesised, span, name.index());
}

DatumId Form::AddKeyword(source::Span span, support::Symbol name) {
  return AddNode(DatumKind::Keyword, kSynthesised, span, name.index());
}

DatumId Form::AddList(DatumKind kind, source::Span span, std::span<const DatumId> children, DatumId tail) {
  return AddListNode(kind, kSynthesised, span, children, tail);
}

DatumId FormBuilder::AddLeaf(DatumKind kind, source::Span span, uint64_t payload) {
  return form_.AddNode(kind, 0, span, payload);
}

DatumId FormBuilder::AddText(source::Span span, std::string_view decoded) {
  const size_t first = form_.text_.size();
  form_.text_.append(decoded);
  return form_.AddNode(DatumKind::String, 0, span, Form::Pack(first, decoded.size()));
}

DatumId FormBuilder::AddList(DatumKind kind, source::Span span, std::span<const DatumId> children, DatumId tail) {
  return form_.AddListNode(kind, 0, span, children, tail);
}

void FormBuilder::AddComments(DatumId id, Form::CommentPlace place, std::span<const source::Span> comments) {
  if (comments.empty()) return;
  const auto first = static_cast<uint32_t>(form_.comments_.size());
  form_.comments_.insert(form_.comments_.end(), comments.begin(), comments.end());
  form_.nodes_[id.index()].flags |= Form::kComments;
  OMNI_CHECK(form_.comment_runs_.empty() || form_.comment_runs_.back().datum <= id.index(), "comments out of order");
  form_.comment_runs_.push_back({id.index(), place, first, static_cast<uint32_t>(comments.size())});
}

void FormBuilder::SetCommentsBefore(DatumId id, std::span<const source::Span> comments) {
  AddComments(id, Form::CommentPlace::Before, comments);
}

void FormBuilder::SetCommentsAtEnd(DatumId id, std::span<const source::Span> comments) {
  AddComments(id, Form::CommentPlace::AtEnd, comments);
}

void FormBuilder::SetTrailingComment(DatumId id, source::Span comment) {
  AddComments(id, Form::CommentPlace::Trailing, std::span<const source::Span>(&comment, 1));
}

Form FormBuilder::Take(DatumId root) {
  form_.root_ = root;
  Form exact = form_;  // a copy allocates what is needed, the buffers stay with the builder
  Drop();
  return exact;
}

void FormBuilder::Drop() {
  form_.root_ = DatumId();
  form_.nodes_.clear();
  form_.links_.clear();
  form_.text_.clear();
  form_.comment_runs_.clear();
  form_.comments_.clear();
}

std::vector<support::Symbol> PathParts(support::Symbol name) {
  std::vector<support::Symbol> parts;
  std::string_view rest = name.text();
  if (rest.find('.') == std::string_view::npos) return parts;
  while (true) {
    const size_t dot = rest.find('.');
    const std::string_view part = rest.substr(0, dot);
    if (part.empty()) return {};
    parts.push_back(support::Intern(part));
    if (dot == std::string_view::npos) return parts;
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace omni::syntax
