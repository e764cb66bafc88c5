#pragma once
// What region IR says that a function of the C must do to memory. Made from region IR alone; only the names are emit's.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "audit/sequence.h"
#include "emit/emit.h"
#include "rir/rir.h"

namespace omni::audit {

struct Expected {
    Sequence body;                           ///< beginnings and ends of regions, copies, calls that build in a region,
                                             ///< operations on heap objects
    std::map<std::string, int> allocations;  ///< label -> how many there may be: objects that are made
    std::map<std::string_view, std::vector<std::string_view>> holds;  ///< by region: variables that reach into it
    std::set<std::string> texts;             ///< what `body` names that no other table holds
};

/// `names` must outlive the result.
Expected ExpectedOf(const rir::Module& module, core::FuncId function, const emit::Names& names);

/// The name under which all regions of holders are compared: C may spell them without a variable.
inline constexpr std::string_view kHolder = "region_of";

}  // namespace omni::audit
