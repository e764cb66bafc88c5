#pragma once
// The last check of a translation (design section 8): the emitted C is read back and compared with the region IR that it
// was made from, so that no template and no step of emit can drop, double or move a memory operation.

#include <string>
#include <string_view>
#include <vector>

#include "emit/emit.h"
#include "rir/rir.h"

namespace omni::audit {

struct Inspection {
    std::vector<std::string> violations;  ///< empty: the C does to memory what region IR says
    std::vector<std::string> trailers;    ///< by file: the plan for `omnic audit`, to be put at the end of the C
};

/// `c`: the C files of the program. `is_whole`: do they hold all functions, also those of the library that nothing refers to?
/// Nesting is bounded by the stack of the caller.
Inspection Inspect(const std::vector<std::string_view>& c, const rir::Module& module, const emit::Names& names,
                   const emit::Templates& templates, bool is_whole = true);

}  // namespace omni::audit
