#pragma once
// Mutual tail calls in constant C stack: functions that call each other in tail position become one function with a loop
// over a state, and what is left of each is a call of it.
//
//   fn even? (n)                         fn even?-odd? (state, n)
//     ... tail call odd?(n - 1)            loop (state, n)
//   fn odd? (n)                              if state == 0 { ... continue (1, n - 1) }
//     ... tail call even?(n - 1)             else          { ... continue (0, n - 1) }
//
//                                        fn even? (n)   return call even?-odd?(0, n)
//
// Parameters of the same name share a slot of the loop; one that the target does not have is `undefined` on the way to it.
// A tail call inside of a member's own loop sets variables for the next state and parameters, leaves that loop, and goes
// on behind it.

#include "core/core.h"

namespace omni::core {

/// Requires that no tail call of a function to itself is left (they are loops by now).
void MergeTailCalls(Module& module);

}  // namespace omni::core
