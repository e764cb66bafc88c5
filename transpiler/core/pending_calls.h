#pragma once
// Tail calls of unknown functions that may come back: they take no C stack, because the caller makes them.
//
//   fn sum (n, k)                              return omni_pend_call(k, ...)     stores closure and arguments,
//     ... tail call of the unknown k             and returns a mark
//   fn sum-lambda (v)                          %total = call sum(...)           whoever calls sum otherwise
//     ... tail call of the unknown k             -> omni_finish(sum(...))         goes on until there is a value
//
// Which functions a procedure may be is computed by flow of closures (0-CFA: O. Shivers, "Control-flow analysis in
// Scheme", PLDI 1988), with one place for each kind of field. A tail call of an unknown function is pending when a way of
// tail calls leads from a function that it may call back to it; a tail call of a known function on such a way hands the
// mark on. All other calls stay as they are. The answer decides about stack only: whatever is marked, the program means
// the same.

#include "core/core.h"

namespace omni::core {

/// Sets `pending` of the tail calls, and `finish` of other calls of the functions that they stand in. Requires that tail
/// calls among known functions are loops where they can be.
void MarkPendingCalls(Module& module);

/// May the function return the mark? It then has pending calls.
[[nodiscard]] bool MayPend(const Function& function);

}  // namespace omni::core
