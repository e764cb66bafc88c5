#pragma once
// The plan that a C file carries: a comment at its end with one entry for each function.
//
//   /* omnic audit: what each function does to memory, for `omnic audit`
//    *   choose 3f9a20c1 [numbers_region: numbers] region_create(numbers_region)
//    *     numbers_to(numbers_region) if { region_exit(numbers_region) return }
//    *     region_exit(numbers_region)
//    *   double 91c27e04
//    */
//
// An entry is the function, the fingerprint of its code, the variables that reach objects of each region, and the
// operations. It depends on nothing but the function, so that a function more or less changes no other entry. Templates of a
// house style may give operations other names: `begin_region = region_create`.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/c_reader.h"
#include "audit/sequence.h"

namespace omni::audit {

struct PlanFunction {
    std::string_view name;
    uint32_t fingerprint = 0;
    std::map<std::string_view, std::vector<std::string_view>> holds;  ///< by region: variables that reach into it
    Sequence body;
};

struct Plan {
    Aliases aliases;
    std::vector<PlanFunction> functions;
};

/// The comment with its line break: the head, an entry for each function, the end.
std::string TrailerHead(const Aliases& aliases);
void AppendTrailerEntry(const PlanFunction& function, std::string& text);
/// An entry from its words: name, fingerprint, `[region:` variables `]`, steps.
std::string TrailerLines(const std::vector<std::string>& words);
std::string_view TrailerEnd();

struct ReadTrailerResult {
    std::optional<Plan> plan;  ///< none: the file carries none, or it cannot be read
    uint32_t begin = 0, end = 0;
    bool broken = false;
};

/// The plan of a file. It keeps views into `text`.
ReadTrailerResult ReadTrailer(std::string_view text);

}  // namespace omni::audit
