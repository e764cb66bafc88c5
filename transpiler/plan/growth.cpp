// Memory that grows with each iteration of a loop that never ends: objects made in the loop, in storage that outlives the
// iteration. Nothing is wrong with the program's memory; there will be no more of it one day.

#include <algorithm>

#include "core/call_graph.h"
#include "plan/function_decider.h"

namespace omni::plan {

using core::BlockId;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;

namespace {

/// Does control go on at a continuation or a handler? What fails (`error`, a check), or ends the program, is no end of a loop
/// that serves.
bool Leaves(const Stmt& stmt)
{
    return stmt.kind == StmtKind::Prim && (stmt.prim == Prim::ExitTo || stmt.prim == Prim::Raise);
}

/// A function that is only left so.
bool OnlyLeaves(const core::Function& function)
{
    bool leaves = false, returns = false;
    core::ForEachStmt(function, [&](const Stmt& stmt) {
        leaves = leaves || Leaves(stmt);
        returns = returns || stmt.kind == StmtKind::Return;
    });
    return leaves && !returns;
}

/// Can a call of the function, or of a procedure that is made in it, go on at a continuation?
bool MayExit(const core::Module& module, core::FuncId id, std::vector<bool>& seen)
{
    if (seen[id.index()]) {
        return false;
    }
    seen[id.index()] = true;
    bool exits = false;
    core::ForEachStmt(module.functions[id], [&](const Stmt& stmt) {
        const bool goes_on = stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure;
        exits = exits || (stmt.kind == StmtKind::Prim && stmt.prim == Prim::ExitTo) ||
                (goes_on && MayExit(module, stmt.callee, seen));
    });
    return exits;
}

}  // namespace

/// Does something in the loop leave it without a Break or Return?
bool FunctionDecider::IsLeft(BlockId body) const
{
    std::vector<bool> seen(module_.functions.size());
    return std::any_of(structure_.order().begin(), structure_.order().end(), [&](StmtId id) {
        const Stmt& stmt = function_.stmts[id];
        const bool goes_on = stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure;
        return structure_.CommonBlock(structure_.position(id).block, body) == body &&
               (Leaves(stmt) || (stmt.kind == StmtKind::Call && OnlyLeaves(module_.functions[stmt.callee])) ||
                (goes_on && MayExit(module_, stmt.callee, seen)));
    });
}

void FunctionDecider::FindGrowth(const std::vector<Life>& lives)
{
    if (function_.is_prelude) {
        return;
    }
    const auto is_within = [this](BlockId block, BlockId outer) {
        return structure_.CommonBlock(block, outer) == outer;
    };
    for (const StmtId loop : structure_.order()) {
        const core::Stmt& stmt = function_.stmts[loop];
        if (stmt.kind != StmtKind::Loop || structure_.falls_through(loop) || structure_.diverges(loop)) {
            continue;
        }
        const BlockId body = stmt.blocks[0];
        if (IsLeft(body)) {
            continue;
        }
        for (uint32_t index = 0; index < classes_.size(); ++index) {
            const ClassInfo& info = classes_[index];
            const auto site = std::find_if(info.sites.begin(), info.sites.end(), [&](StmtId at) {
                return is_within(structure_.position(at).block, body);
            });
            if (site == info.sites.end() || info.on_stack || info.in_heap || info.escape == analysis::Escape::Outside) {
                continue;
            }
            const bool in_iteration = std::any_of(lives.begin(), lives.end(), [&](const Life& life) {
                return life.class_index == index && is_within(life.life.home.block, body);
            });
            if (in_iteration) {
                continue;
            }
            support::Symbol carried = SubjectOf(info);
            for (const core::VarId param : function_.loop_params_of(stmt)) {
                const Node node = mine_.node_of[param.index()];
                if (node != analysis::kNoNode && ClassIndex(node) == index) {
                    carried = function_.vars[param].name;
                    break;
                }
            }
            if (info.escape == analysis::Escape::Global) {
                const reason::ReasonId why = graph_.why_global(info.members.front());
                carried = why.valid() && ledger_[why].subject.valid() ? ledger_[why].subject : carried;
            }
            plan_.growing.push_back({carried, function_.stmts[*site].span, stmt.span,
                                     info.escape == analysis::Escape::Global ? "the global region"
                                                                             : "`" + out_.regions[info.region].name + "`"});
        }
    }
}

}  // namespace omni::plan
