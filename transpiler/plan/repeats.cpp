#include "plan/repeats.h"

#include <algorithm>

#include "analysis/escape.h"

namespace omni::plan {

using analysis::Escape;
using analysis::kNoNode;
using analysis::Node;
using core::FuncId;
using core::StmtId;
using core::StmtKind;

void Repeats::CollectCallers()
{
    callers_.resize(module_.functions.size());
    for (const core::Function& function : module_.functions) {
        for (const analysis::CallClone& call : facts_.functions[function.id.index()].calls) {
            const core::Stmt& stmt = function.stmts[call.call];
            if (stmt.kind == StmtKind::Call) {
                callers_[stmt.callee.index()].push_back({function.id, &call});
            }
        }
    }
}

const Structure& Repeats::StructureOf(FuncId function)
{
    auto& structure = structures_[function];
    if (structure == nullptr) {
        structure = std::make_unique<Structure>(module_.functions[function]);
    }
    return *structure;
}

/// Does the loop go on after the statement? Not when a block around it ends by leaving the loop.
bool Repeats::GoesOn(FuncId caller, StmtId loop, StmtId stmt)
{
    const core::Function& function = module_.functions[caller];
    const Structure& structure = StructureOf(caller);
    core::BlockId block = structure.position(stmt).block;
    for (;;) {
        const StmtKind last = function.stmts[function.blocks[block].stmts.back()].kind;
        if (last == StmtKind::Return || last == StmtKind::Break || last == StmtKind::Unreachable) {
            return false;
        }
        if (structure.owner(block) == loop) {
            return true;
        }
        block = structure.position(structure.owner(block)).block;
    }
}

/// Does a variable that is bound outside of the loop, or is carried by it, reach the class?
bool Repeats::ReachesFromOutside(FuncId caller, StmtId loop, Node node_class)
{
    const core::Function& function = module_.functions[caller];
    const analysis::FunctionFacts& mine = facts_.functions[caller.index()];
    const Structure& structure = StructureOf(caller);
    std::vector<bool> within(function.vars.size(), false);
    const core::BlockId body = function.stmts[loop].blocks[0];
    for (const StmtId id : structure.order()) {
        if (structure.CommonBlock(structure.position(id).block, body) != body) {
            continue;
        }
        const core::Stmt& stmt = function.stmts[id];
        if (stmt.result.valid() && stmt.kind != StmtKind::Assign) {
            within[stmt.result.index()] = true;
        }
        for (const core::VarId param : function.loop_params_of(stmt)) {
            within[param.index()] = true;
        }
    }
    std::vector<Node> roots;
    for (const core::VarId var : function.vars.ids()) {
        if (!within[var.index()] && mine.node_of[var.index()] != kNoNode) {
            roots.push_back(mine.node_of[var.index()]);
        }
    }
    const auto reached = analysis::Reach(facts_.graph, roots, true);
    return std::any_of(reached.begin(), reached.end(),
                       [&](Node node) { return facts_.graph.ClassOf(node) == node_class; });
}

bool Repeats::LivesOn(FuncId caller, StmtId call, Node made)
{
    const core::Function& function = module_.functions[caller];
    const analysis::FunctionFacts& mine = facts_.functions[caller.index()];
    const Node node_class = facts_.graph.ClassOf(made);
    const auto escapes = analysis::EscapeOf(function, facts_.graph, mine);
    Escape escape = Escape::Local;
    for (size_t i = 0; i < mine.nodes.size(); ++i) {
        if (facts_.graph.ClassOf(mine.nodes[i]) == node_class) {
            escape = escapes[i];
            break;
        }
    }
    const Structure& structure = StructureOf(caller);
    if (!structure.is_placed(call)) {
        return false;
    }
    for (StmtId loop = structure.LoopAround(structure.position(call).block); loop.valid();
         loop = structure.LoopAround(structure.position(loop).block)) {
        if (GoesOn(caller, loop, call) && (escape != Escape::Local || ReachesFromOutside(caller, loop, node_class))) {
            return true;
        }
    }
    return escape == Escape::Dest && (function.is_recursive || Of(caller).has_value());
}

std::optional<Repeat> Repeats::Of(FuncId function)
{
    if (callers_.empty()) {
        CollectCallers();
    }
    const auto [entry, added] = known_.emplace(function, std::nullopt);   // a circle of callers is no evidence
    const Node dest = facts_.functions[function.index()].dest;
    if (!added || dest == kNoNode) {
        return entry->second;
    }
    const Node dest_class = facts_.graph.ClassOf(dest);
    for (const Caller& caller : callers_[function.index()]) {
        const auto image = std::find_if(caller.call->nodes.begin(), caller.call->nodes.end(), [&](const auto& pair) {
            return facts_.graph.ClassOf(pair.first) == dest_class;
        });
        if (image != caller.call->nodes.end() && LivesOn(caller.function, caller.call->call, image->second)) {
            return known_[function] = Repeat{caller.function, caller.call->call};
        }
    }
    return std::nullopt;
}

}  // namespace omni::plan
