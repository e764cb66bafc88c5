#pragma once
// Decisions of the plan as comments.

#include <string>

#include "emit/context.h"
#include "emit/writer.h"

namespace omni::emit {

/// The block comment above a function: one line for each variable that owns or borrows storage. Nothing to say: nothing.
void WritePlanComment(Context& context, const rir::Function& function, std::string_view name, Writer& writer);

/// The main reason of a decision, or the one of `kind`.
std::string ReasonOf(const Context& context, plan::DecisionId id, reason::ReasonKind kind = reason::ReasonKind::Count);

/// The reason beside a memory operation, or nothing when it has no decision or comments are switched off: the main reason,
/// or the one of `kind`.
std::string ReasonBeside(const Context& context, const rir::Function& function, core::StmtId stmt,
                         reason::ReasonKind kind = reason::ReasonKind::Count);

/// Words about the C itself, wrapped for a comment.
std::string Note(const Context& context, reason::PhraseId phrase, const reason::Holes& holes = {});

/// Lines of source comments, without their marks.
std::vector<std::string> SourceCommentLines(const Context& context, std::span<const source::Span> comments);

/// Source comments, as C comments with the same lines.
void WriteSourceComments(const Context& context, std::span<const source::Span> comments, Writer& writer);

}  // namespace omni::emit
