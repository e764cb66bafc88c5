#pragma once
// Versions of functions for the procedures that they get.
//
//   (define (scale n items) (map (lambda (x) (* x n)) items))
//   map(f, items):              ... omni_call(f, ...)           for any procedure
//   map-scale-lambda(items, n): ... item * n                    for this one; scale calls it, and makes no closure
//
// What such a version calls is known, so numbers stay unboxed, and what the procedure gives is planned like the result of
// any other call: it may die in the iteration that asked for it. The procedure itself becomes a function that takes what
// it captured as parameters (lambda lifting). J. Chen et al. call this specialisation of higher-order functions
// ("Making a faster Curry with extensional types"); MLton's `Defunctorize` and Chez Scheme's `cp0` live by it.

#include <functional>
#include <optional>

#include "core/core.h"

namespace omni::core {

/// What a call of a procedure with so many arguments means.
struct KnownCall {
    FuncId function;            ///< None: `prim`
    Prim prim = Prim::Count;
    size_t fixed = 0;           ///< so many arguments are parameters of their own
    bool has_rest = false;      ///< and the others go into a list
};

/// Of a function that chooses among others by the number of arguments: the one for this number.
using ChooseClause = std::function<std::optional<KnownCall>(FuncId procedure, size_t argument_count)>;

/// Adds the versions that pay, lets calls name them, and drops what nobody calls any more. A function that is called from
/// one place only moves there; others are copied as often as their size allows. `nil`, `is_true`: the constants.
void AddProcedureVersions(Module& module, ConstantId nil, ConstantId is_true, const ChooseClause& choose);

}  // namespace omni::core
