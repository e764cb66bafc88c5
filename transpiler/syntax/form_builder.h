// Builds one form after another in the same buffers, so that each finished form owns memory of exactly its size.
#pragma once

#include <span>

#include "syntax/datum.h"

namespace omni::syntax {

class FormBuilder {
 public:
  explicit FormBuilder(source::FileId file) : form_(file) {}

  const Form& form() const { return form_; }  // in hand, unfinished

  // These data count as read from the text, unlike those of Form::Add...
  DatumId AddLeaf(DatumKind kind, source::Span span, uint64_t payload);
  DatumId AddText(source::Span span, std::string_view decoded);
  DatumId AddList(DatumKind kind, source::Span span, std::span<const DatumId> children, DatumId tail = {});

  void MarkAbbreviation(DatumId id) { form_.nodes_[id.index()].flags |= Form::kAbbreviation; }
  void MarkBlankLineBefore(DatumId id) { form_.nodes_[id.index()].flags |= Form::kBlankLine; }
  // Each list of comments may be given once; an empty one adds nothing.
  void SetCommentsBefore(DatumId id, std::span<const source::Span> comments);
  void SetCommentsAtEnd(DatumId id, std::span<const source::Span> comments);
  void SetTrailingComment(DatumId id, source::Span comment);

  // The finished form; the builder starts the next one.
  Form Take(DatumId root);
  // Forgets the form in hand.
  void Drop();

 private:
  void AddComments(DatumId id, Form::CommentPlace place, std::span<const source::Span> comments);

  Form form_;
};

}  // namespace omni::syntax
