#pragma once
// Parameters that may be left out, with a default that may use the parameters before them:
//
//   (define (f a [b 5] [c (+ a b)]) body ...)     (lambda (a #!optional b (c 5) #!rest more) body ...)
//
// Such a function is a case-lambda. A call with fewer arguments goes on to the clause that takes one more:
//
//   (case-lambda ((a b c) body ...) ((a b) (f a b (+ a b))) ((a) (f a 5)))

#include "ast/signature.h"

namespace omni::ast {

/// Has the definition or lambda `list` (its head is `define`, `defn`, `lambda`, `fn` or `λ`) parameters that may be left
/// out, or a `#!rest`?
bool HasOptional(const syntax::Form& form, syntax::DatumId list);

/// Replaces the definition `list`, for which HasOptional holds, by `(define name (case-lambda clause ...))`; gives the name
/// by which the clauses call it, an alias of the name at the top level. What is wrong goes to `error`, and the list stays.
support::Symbol ExpandOptionalDefine(syntax::Form& form, syntax::DatumId list, ShapeError& error);

/// The same for a function that is not called by its name: `value` is a lambda for which HasOptional holds, or the
/// case-lambda that ExpandOptionalDefine made, and becomes `(letrec ((self (case-lambda clause ...))) self)`.
void ExpandOptionalLambda(syntax::Form& form, syntax::DatumId value, ShapeError& error);
void BindSelf(syntax::Form& form, syntax::DatumId value, support::Symbol self);

}  // namespace omni::ast
