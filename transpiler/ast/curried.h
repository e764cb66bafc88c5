#pragma once
// A function that answers with functions, in one header:
//
//   (define ((adder n) x) (+ n x))    is    (define (adder n) (lambda (x) (+ n x)))

#include "ast/signature.h"

namespace omni::ast {

/// Rewrites the definition `list` until what stands first in its header is no list.
void UncurryDefine(syntax::Form& form, syntax::DatumId list);

}  // namespace omni::ast
