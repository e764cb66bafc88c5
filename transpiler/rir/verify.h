#pragma once
// The independent checker of region IR: rules V0 to V11 of docs/rir.md.
//
// It trusts nothing but the program in front of it: not the analyses, not the planner. It searches for nothing
// either: the storage nodes are a certificate, and each statement is checked against it (V1, V8, V9). From that alone
// follows what each value may reach, and one walk over the paths of each function shows that all of it is alive
// wherever the value is used (V2, V3, V4, V7, V10).

#include <string>
#include <vector>

#include "rir/rir.h"

namespace omni::rir {

/// One broken rule. `message` names the rule, the function and the statement.
struct Violation {
    std::string rule;       ///< `V0` to `V11`
    core::FuncId fn;
    core::StmtId stmt;      ///< None: the certificate itself is at fault
    std::string message;
};

/// All broken rules, functions in module order, at most 50 for each function. Empty: the program is safe to emit.
/// Functions that are not even well-formed (V0) are not looked at any further, nor are the calls of them.
std::vector<Violation> Verify(const Module& module);

}  // namespace omni::rir
