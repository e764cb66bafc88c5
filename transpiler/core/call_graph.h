#pragma once
// Strongly connected components, and walks over the statements that a function really has.

#include <cstdint>
#include <vector>

#include "core/core.h"

namespace omni::core {

/// Components in reverse topological order (callees first), members ascending. Tarjan (1972), without recursion.
std::vector<std::vector<uint32_t>> Components(const std::vector<std::vector<uint32_t>>& edges);

/// Calls visit(stmt) for each statement that stands in a block: dead ones, which stand in none, are left out.
template <class Visit>
void ForEachStmt(const Function& function, Visit&& visit)
{
    for (const Block& block : function.blocks) {
        for (StmtId id : block.stmts) {
            visit(function.stmts[id]);
        }
    }
}

}  // namespace omni::core
