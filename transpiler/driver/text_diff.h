// What changed between two texts, for people.
#pragma once

#include <string>
#include <string_view>

namespace omni::driver {

// A unified diff with three lines of context, "" when the texts are equal.
std::string UnifiedDiff(std::string_view before, std::string_view after, std::string_view before_name,
                        std::string_view after_name);

}  // namespace omni::driver
