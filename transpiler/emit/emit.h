#pragma once
// Region IR to C: the last stage that a program goes through, and the product that people read.

#include <string>
#include <utility>
#include <vector>

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
    bool main = true;              ///< also a `main`, when C can call the program
};

/// A file that is written.
struct OutputFile {
    std::string name;              ///< with extension
    std::string text;
};

/// What the C calls things, for whoever reads it again (audit/).
struct Names {
    /// Empty for a function without regions of its own and operations on heap objects.
    struct Function {
        std::vector<std::pair<core::VarId, std::string>> vars;  ///< those that have a C variable
        std::vector<std::string> regions;                       ///< by RegionId
    };
    std::vector<std::string> functions;    ///< by FuncId
    std::vector<std::string> entries;      ///< by FuncId: of its closure; empty where there is none
    std::vector<std::string> structs;      ///< by StructId: the C type
    std::vector<Function> locals;          ///< by FuncId
};

/// The whole C file of a program. Deterministic; no text of a function depends on what other functions hold.
/// `trace`: where to write down where in it the plan is found.
std::string EmitC(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                  const EmitOptions& options, Trace* trace = nullptr, Names* names = nullptr);

/// One C file for each file of the program, with a header for what others use of it, and one for library functions and
/// symbols. What a file holds depends on that file and on the types of what it uses of others.
std::vector<OutputFile> EmitFiles(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                                  const EmitOptions& options, Names* names = nullptr);

/// The header that goes with EmitC: what the main file exports.
std::string EmitHeader(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                       const EmitOptions& options);

}  // namespace omni::emit
