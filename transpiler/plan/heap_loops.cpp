#include "plan/heap_loops.h"

#include <algorithm>

namespace omni::plan {

using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;

namespace {

/// Does a path through the block go on: to the next iteration, or behind the branch that it is an arm of?
bool Iterates(const core::Function& function, BlockId block)
{
    return std::any_of(function.blocks[block].stmts.begin(), function.blocks[block].stmts.end(), [&](StmtId id) {
        const Stmt& stmt = function.stmts[id];
        return stmt.kind == StmtKind::Continue || stmt.kind == StmtKind::Yield ||
               (stmt.kind == StmtKind::If &&
                (Iterates(function, stmt.blocks[0]) || Iterates(function, stmt.blocks[1])));
    });
}

/// Does a path through the block jump to the next iteration?
bool LeadsToNext(const core::Function& function, BlockId block)
{
    return std::any_of(function.blocks[block].stmts.begin(), function.blocks[block].stmts.end(), [&](StmtId id) {
        const Stmt& stmt = function.stmts[id];
        return stmt.kind == StmtKind::Continue ||
               (stmt.kind == StmtKind::If &&
                (LeadsToNext(function, stmt.blocks[0]) || LeadsToNext(function, stmt.blocks[1])));
    });
}

}  // namespace

void CollectBody(const core::Function& function, BlockId block, std::vector<StmtId>& stmts)
{
    for (const StmtId id : function.blocks[block].stmts) {
        stmts.push_back(id);
        for (const BlockId inner : function.stmts[id].blocks) {
            if (inner.valid()) {
                CollectBody(function, inner, stmts);
            }
        }
    }
}

void CollectIterating(const core::Function& function, BlockId block, std::vector<StmtId>& stmts)
{
    const auto& all = function.blocks[block].stmts;
    const StmtKind end = function.stmts[all.back()].kind;
    size_t count = all.size();
    if (end == StmtKind::Return || end == StmtKind::Break || end == StmtKind::Unreachable) {
        const auto goes_on = [&](StmtId id) {
            const Stmt& stmt = function.stmts[id];
            return stmt.kind == StmtKind::If &&
                   (LeadsToNext(function, stmt.blocks[0]) || LeadsToNext(function, stmt.blocks[1]));
        };
        while (count > 0 && !goes_on(all[count - 1])) {
            --count;
        }
    }
    for (size_t i = 0; i < count; ++i) {
        const Stmt& stmt = function.stmts[all[i]];
        stmts.push_back(all[i]);
        for (const BlockId inner : stmt.blocks) {
            if (inner.valid() && stmt.kind == StmtKind::If && Iterates(function, inner)) {
                CollectIterating(function, inner, stmts);
            } else if (inner.valid() && stmt.kind == StmtKind::Loop) {
                CollectBody(function, inner, stmts);
            }
        }
    }
}

}  // namespace omni::plan
