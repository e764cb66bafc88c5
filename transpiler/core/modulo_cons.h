#pragma once
// Tail recursion modulo cons: a recursive call whose result only becomes the end of a fresh list is a loop that links each
// pair behind the last one (D. P. Friedman, D. S. Wise, "Unwinding stylized recursions into iterations", Indiana
// University TR 19, 1975).
//
//   fn copy (xs)                          fn copy (xs)
//     if null xs {                          first = '()
//       return '()                          loop (xs, last = '()) {
//     } else {                                if null xs { return first }
//       head = Car xs                         head = Car xs
//       tail = Cdr xs                         tail = Cdr xs
//       rest = call copy(tail)                pair = Cons head '()
//       pair = Cons head rest                 if null last { first := pair } else { PairSetCdr last pair }
//       return pair                           continue (tail, pair)
//     }                                     }
//
// Nothing but the Conses stands between the call and the return, so the order of effects stays what it was; nobody sees a
// pair before it has its end, because the list is returned whole.

#include "core/core.h"

namespace omni::core {

/// Requires that tail calls of a function to itself are loops by now. `nil` and `undefined` are the module's constants.
void LoopModuloCons(Module& module, ConstantId nil, ConstantId undefined);

}  // namespace omni::core
