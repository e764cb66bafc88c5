#pragma once
// Versions of functions for the numbers that they will get.
//
// A number that was read, or taken out of a list, may be an Int or a Float, and nothing says which before the program
// runs. A function that computes with it in a loop or a recursion tests it once, at its beginning, and goes on in a
// version for Ints (for Floats, where its constants are), in which nothing is boxed and nothing tested:
//
//   (define (sum n) (if (= n 0) 0 (+ n (sum (- n 1)))))
//   sum(n): if int?(n) { return sum-int(n) } else { as before }
//
// This is the guard of a tracing compiler (C. F. Bolz et al., "Tracing the meta-level", ICOOOLPS 2009), put where a
// function begins.

#include "types/specialise.h"
#include "types/types.h"

namespace omni::types {

/// Adds the versions that pay. True when something changed: what was inferred holds no more.
bool AddNumberVersions(core::Module& module, const Inference& inference, SpecialiseLimits& limits);

}  // namespace omni::types
