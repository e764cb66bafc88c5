#pragma once
// Region IR to C: the last stage that a program goes through, and the product that people read.

#include <string>

#include "emit/templates.h"
#include "emit/trace.h"
#include "rir/rir.h"
#include "source/source_file.h"

namespace omni::emit {

enum class Annotate : uint8_t {
    Full,   ///< the memory plan above each function, and a reason beside each memory operation
    Brief,  ///< only the reasons beside memory operations
    None,   ///< no comments but those of the source
};

struct EmitOptions {
    Annotate annotate = Annotate::Full;
    bool line_directives = false;  ///< #line in front of each statement
    std::string source_name;       ///< as the C file's first line names it: file name without directories
};

/// The whole C file of a program. Deterministic; no text of a function depends on what other functions hold.
/// `trace`: where to write down where in it the plan is found.
std::string EmitC(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                  const EmitOptions& options, Trace* trace = nullptr);

}  // namespace omni::emit
