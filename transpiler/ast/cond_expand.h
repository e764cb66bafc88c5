#pragma once
// cond-expand: which of its clauses holds, and what `features` says.

#include <optional>
#include <vector>

#include "source/diagnostics.h"
#include "syntax/datum.h"

namespace omni::ast {

/// The forms of the first clause of `(cond-expand (requirement form ...) ...)` that holds. Nothing when none does or it is
/// malformed, which is reported.
std::optional<std::vector<syntax::DatumId>> SelectedForms(const syntax::Form& form, syntax::DatumId list,
                                                          source::Sink& sink);

/// The same as one `(begin form ...)`; absent when there is none.
syntax::DatumId SelectFeatures(syntax::Form& form, syntax::DatumId list, source::Sink& sink);

}  // namespace omni::ast
