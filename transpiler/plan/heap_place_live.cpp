// Liveness for the placement of dup and drop: which variables are read later, on some path, after each statement and at
// the head of each block.

#include "plan/heap_placer.h"

namespace omni::plan {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

void HeapPlacer::AddArgs(BitSet& live, const Stmt& stmt) const
{
    for (const Atom arg : code_.args(stmt)) {
        if (heap_.IsTracked(arg)) {
            live.Set(arg.var().index());
        }
    }
}

void HeapPlacer::RemoveVar(BitSet& live, VarId var) const
{
    if (var.valid()) {
        live.Reset(var.index());
    }
}

BitSet HeapPlacer::LiveInBlock(BlockId block)
{
    BitSet live(universe_);
    const auto& stmts = code_.blocks[block].stmts;
    for (size_t i = stmts.size(); i-- > 0;) {
        const StmtId id = stmts[i];
        const Stmt& stmt = code_.stmts[id];
        switch (stmt.kind) {
        case StmtKind::Yield: live = yield_live_.back(); break;
        case StmtKind::Break: live = break_live_.back(); break;
        case StmtKind::Continue: live = loop_live_.back(); break;
        case StmtKind::Return:
        case StmtKind::Unreachable: live.Clear(); break;
        default: break;
        }
        live_after_[id.index()] = live;
        switch (stmt.kind) {
        case StmtKind::If: {
            yield_live_.push_back(live);
            live = LiveInBlock(stmt.blocks[0]);
            live.Or(LiveInBlock(stmt.blocks[1]));
            yield_live_.pop_back();
            AddArgs(live, stmt);
            break;
        }
        case StmtKind::Loop: LiveInLoop(id, live); break;
        case StmtKind::Continue:
            for (const VarId param : code_.loop_params_of(code_.stmts[loops_.back()])) {
                RemoveVar(live, param);
            }
            AddArgs(live, stmt);
            break;
        case StmtKind::Yield:
            RemoveVar(live, code_.stmts[arm_of_[block.index()]].result);
            AddArgs(live, stmt);
            break;
        case StmtKind::Break:
            RemoveVar(live, code_.stmts[loops_.back()].result);
            AddArgs(live, stmt);
            break;
        default:
            RemoveVar(live, stmt.result);
            AddArgs(live, stmt);
            break;
        }
    }
    head_live_[block.index()] = live;
    return live;
}

void HeapPlacer::LiveInLoop(StmtId id, BitSet& live)
{
    const Stmt& stmt = code_.stmts[id];
    BitSet head(universe_);
    break_live_.push_back(live);
    loops_.push_back(id);
    for (;;) {
        loop_live_.push_back(head);
        BitSet found = LiveInBlock(stmt.blocks[0]);
        loop_live_.pop_back();
        found.Or(head);
        if (found == head) {
            break;
        }
        head = found;
    }
    loops_.pop_back();
    break_live_.pop_back();
    live = head;
    for (const VarId param : code_.loop_params_of(stmt)) {
        RemoveVar(live, param);
    }
    AddArgs(live, stmt);
}

}  // namespace omni::plan
