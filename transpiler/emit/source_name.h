#pragma once
// What messages at run time call a function: as the source does, without the types that a version of it is for.

#include <cctype>
#include <string>
#include <string_view>

#include "core/core.h"

namespace omni::emit {

inline std::string_view SourceName(const core::Function& function)
{
    std::string_view name = function.name.text();
    if (!function.copy_for.valid()) {
        return name;
    }
    std::string suffix = "-";  // see types/specialise.cpp
    for (const char c : function.copy_for.text()) {
        if (c != ' ') {
            suffix += c == ',' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    if (name.ends_with(suffix)) {
        name.remove_suffix(suffix.size());
    }
    return name;
}

}  // namespace omni::emit
