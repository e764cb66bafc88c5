#pragma once
// Reads C as omnic writes it, also when somebody has edited it: each function with its memory operations in the order in
// which they are carried out. It knows statements, declarations and expressions of C99 except `switch`, `goto` and
// function-like macros with statements in them; what it cannot follow is a problem, never silently left out.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "audit/c_token.h"
#include "audit/name_index.h"
#include "audit/sequence.h"

namespace omni::audit {

struct Local {
    std::string_view name;
    bool is_region = false;     ///< declared `Region *`
    bool is_parameter = false;
    bool is_own = false;        ///< a region that is created or exited here
    bool is_holder = false;     ///< a region variable that only ever names the region of an object
};

struct CFunction {
    std::string_view name;
    uint32_t begin = 0, end = 0;  ///< from its name to its closing bracket
    std::vector<Local> locals;    ///< in the order of their declarations
    Sequence body;
    uint32_t fingerprint = 0;     ///< of its code; comments, layout and the names of locals do not matter

    NameIndex local_index;        ///< places in `locals`

    [[nodiscard]] const Local* Find(std::string_view local) const
    {
        const uint32_t place = local_index.Find(local);
        return place == NameIndex::kNone ? nullptr : &locals[place];
    }
};

struct CProblem {
    uint32_t begin = 0, end = 0;
    std::string text;
};

struct CFile {
    std::vector<CFunction> functions;
    std::vector<CProblem> problems;
    std::vector<Token> directives;
};

/// Names of operations in the C of a house style, and those of the runtime that they stand for.
using Aliases = std::map<std::string, std::string, std::less<>>;

/// Hands each function over as soon as it is read. Nesting is bounded by the stack of the caller. Names are views into `text`
/// and `aliases`.
void ReadC(std::string_view text, const Aliases& aliases, const std::function<void(CFunction&)>& take,
           std::vector<CProblem>& problems, std::vector<Token>& directives);

/// All functions at once.
CFile ReadC(std::string_view text, const Aliases& aliases = {});

}  // namespace omni::audit
