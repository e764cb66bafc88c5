#pragma once
// Rules that hold on every path through a function of C, whatever any plan says:
//   a region is created only when it is not active, exited and used only when it is, and not active at a return;
//   ways that meet have the same regions active;
//   what lies in a region is not used after the region has exited;
//   what was freed is not used, and not freed again.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "audit/c_reader.h"

namespace omni::audit {

enum class PathRule : uint8_t { CreatedTwice, ExitedTwice, NotActive, NotExited, WaysDisagree, UsedAfterExit, UsedAfterFree };

/// What is wrong with the subject, behind its name: `is used after it was freed`.
std::string_view Describe(PathRule rule);

struct PathProblem {
    PathRule rule;
    std::string_view subject;            ///< the region, or the variable
    std::string_view region;             ///< UsedAfterExit
    uint32_t begin = 0, end = 0;         ///< where it shows
    uint32_t cause_begin = 0, cause_end = 0;  ///< the exit, creation or free that it disagrees with; 0, 0: none
};

/// `holds`: variables that may reach objects of a local region, by the region's C name.
std::vector<PathProblem> CheckPaths(const CFunction& function,
                                    const std::map<std::string_view, std::vector<std::string_view>>& holds);

}  // namespace omni::audit
