#pragma once
// All statements of a function's code. The statement table may hold more than the code does.

#include <vector>

#include "core/core.h"

namespace omni::types {

/// Calls visit(id, stmt) for each statement that stands in the body or a block below it; no particular order of blocks.
template <class Visit>
void ForEachStmt(const core::Function& function, Visit&& visit)
{
    if (!function.body.valid()) {
        return;
    }
    std::vector<core::BlockId> open = {function.body};
    while (!open.empty()) {
        const core::BlockId block = open.back();
        open.pop_back();
        for (const core::StmtId id : function.blocks[block].stmts) {
            const core::Stmt& stmt = function.stmts[id];
            visit(id, stmt);
            for (const core::BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    open.push_back(inner);
                }
            }
        }
    }
}

}  // namespace omni::types
