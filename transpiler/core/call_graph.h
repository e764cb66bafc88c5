#pragma once
// Strongly connected components, and walks over the statements that a function really has.

#include <cstdint>
#include <utility>
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

/// Calls visit(id) for each statement that can be reached, in source order: those in blocks that nothing leads to any more are
/// left out, too.
template <class Visit>
void ForEachReachable(const Function& function, Visit&& visit)
{
    std::vector<std::pair<BlockId, size_t>> work;
    if (function.body.valid()) {
        work.emplace_back(function.body, 0);
    }
    while (!work.empty()) {
        const auto [block, index] = work.back();
        const std::vector<StmtId>& stmts = function.blocks[block].stmts;
        if (index == stmts.size()) {
            work.pop_back();
            continue;
        }
        ++work.back().second;
        visit(stmts[index]);
        const Stmt& stmt = function.stmts[stmts[index]];
        for (const BlockId inner : {stmt.blocks[1], stmt.blocks[0]}) {
            if (inner.valid()) {
                work.emplace_back(inner, 0);
            }
        }
    }
}

}  // namespace omni::core
