#pragma once
// What people are told of a function of the library: `vector-map` of the overload `vector-map-3`.

#include <string_view>

#include "core/core.h"

namespace omni::core {

inline support::Symbol SpokenName(const Function& function)
{
    const std::string_view name = function.name.text();
    const size_t dash = name.rfind('-');
    if (!function.is_prelude || dash == std::string_view::npos || dash == 0) {
        return function.name;
    }
    const std::string_view last = name.substr(dash + 1);
    const bool is_overload = last == "any" || (last.size() == 1 && last[0] >= '0' && last[0] <= '9');
    return is_overload ? support::Intern(name.substr(0, dash)) : function.name;
}

}  // namespace omni::core
