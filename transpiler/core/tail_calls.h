#pragma once
// Which functions end in calls of each other, and what they promise of the result.

#include <cstdint>
#include <span>
#include <vector>

#include "core/core.h"

namespace omni::core {

/// The call when the block ends in `%r = call g(...)`, `return %r`; else none.
const Stmt* TailCallOf(const Function& function, const Block& block);

/// By function: whom it calls in tail position, once for each call, where the two could share a loop. Calls of itself are
/// left out.
std::vector<std::vector<uint32_t>> TailCallEdges(const Module& module);

/// By function: how often it is called or made a closure of.
std::vector<uint32_t> Mentions(const Module& module);

/// A declared scalar result is checked when the function returns; kAny: nothing is.
KindSet PromiseOf(const Function& function);

/// Empties the function but for its parameters, and gives these.
std::vector<Atom> KeepParams(Function& function);
/// The call that is all that the emptied function does.
Stmt& CallInstead(Function& function, FuncId callee, std::span<const Atom> args);

/// On a way of tail calls that comes back, what one function promises of its result holds for all that it goes on with: a
/// member that promises nothing gets a version that promises the same.
///
///   fn f () {Int}                      fn f () {Int}
///     ... tail call g()                  ... tail call g.2()
///   fn g ()                            fn g.2 () {Int}               and g as before, when something else calls it
///     ... tail call f()                  ... tail call f()
///
/// Behind it, functions that call each other in such a way promise the same, but for calls that surely break a promise.
void SpreadPromises(Module& module);

}  // namespace omni::core
