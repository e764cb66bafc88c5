// What a function does with what its caller gives it, and keeps.

#include <algorithm>

#include "core/prim.h"
#include "core/spoken_name.h"
#include "plan/function_decider.h"

namespace omni::plan {

using analysis::Node;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using reason::ReasonKind;

/// May an object of one of these nodes be changed here, or by what is called?
bool FunctionDecider::IsChanged(const std::vector<Node>& nodes)
{
    return std::any_of(nodes.begin(), nodes.end(), [&](Node node) { return (graph_.flags(node) & analysis::kChanged) != 0; });
}

/// Who changes an object of one of these nodes: the function itself if it does, otherwise the first that it calls; None: nobody.
support::Symbol FunctionDecider::ChangerOf(const std::vector<Node>& nodes)
{
    if (!IsChanged(nodes)) {
        return {};
    }
    const auto is_among = [&](Node node) {
        return node != analysis::kNoNode && std::find(nodes.begin(), nodes.end(), graph_.Find(node)) != nodes.end();
    };
    for (const StmtId id : structure_.order()) {
        const Stmt& stmt = function_.stmts[id];
        if (stmt.kind != StmtKind::Prim || stmt.prim == core::Prim::PairSetCdr) {  // of a pair made here
            continue;
        }
        const auto args = function_.args(stmt);
        for (size_t i = 0; i < args.size(); ++i) {
            if (args[i].is_var() && core::Info(stmt.prim).changes(i, args.size()) &&
                is_among(mine_.node_of[args[i].var().index()])) {
                return function_.name;
            }
        }
    }
    for (const analysis::CallClone& call : mine_.calls) {
        const bool changes = std::any_of(call.nodes.begin(), call.nodes.end(), [&](const auto& pair) {
            return (graph_.flags(pair.first) & analysis::kChanged) != 0 && is_among(pair.second);
        });
        if (changes) {
            return module_.functions[function_.stmts[call.call].callee].name;
        }
    }
    return function_.name;  // in a call of itself
}

/// The parameter that changes so that it holds an object of one of these nodes, which another one leads to; None: there is none.
support::Symbol FunctionDecider::HolderOf(const std::vector<Node>& nodes)
{
    for (const auto* list : {&function_.params, &function_.captured}) {
        for (const core::VarId var : *list) {
            const Node node = mine_.node_of[var.index()];
            if (node == analysis::kNoNode || std::find(nodes.begin(), nodes.end(), graph_.Find(node)) != nodes.end()) {
                continue;
            }
            const auto reached = analysis::Reach(graph_, {node}, true);
            const bool holds = std::any_of(reached.begin(), reached.end(), [&](Node part) {
                return std::find(nodes.begin(), nodes.end(), part) != nodes.end();
            });
            if (holds && IsChanged(reached)) {
                return function_.vars[var].name;
            }
        }
    }
    return {};
}

/// Why a parameter is not the function's own, and whom the reason names.
std::pair<ReasonKind, support::Symbol> FunctionDecider::UseOfParam(Node node, const std::vector<Node>& from_result)
{
    if (classes_[ClassIndex(node)].escape == analysis::Escape::Global) {
        return {ReasonKind::StoredInGlobal, {}};
    }
    const auto reached = analysis::Reach(graph_, {node}, true);
    const support::Symbol changer = ChangerOf(reached);
    if (changer.valid() && changer != function_.name) {
        return {ReasonKind::ChangedBy, changer};
    }
    if (changer.valid() || classes_[ClassIndex(node)].allocated_into) {
        return {ReasonKind::Mutated, {}};
    }
    if (const support::Symbol holder = HolderOf(reached); holder.valid()) {
        return {ReasonKind::PutIntoParam, holder};
    }
    const bool passed = std::any_of(reached.begin(), reached.end(), [&](Node part) {
        return std::find(from_result.begin(), from_result.end(), part) != from_result.end();
    });
    return {passed ? ReasonKind::PassedThrough : ReasonKind::OnlyRead, {}};
}

/// Parameters that hold objects: borrowed, unless objects are stored into them.
void FunctionDecider::DecideParams()
{
    std::vector<DecisionId> params;
    const auto from_result = mine_.result == analysis::kNoNode ? std::vector<Node>()
                                                               : analysis::Reach(graph_, {mine_.result}, true);
    for (const auto* list : {&function_.params, &function_.captured}) {
        for (const core::VarId var : *list) {
            const Node node = mine_.node_of[var.index()];
            if (function_.vars[var].cell.kind != core::Cell::None) {
                const auto filled = std::find_if(structure_.order().begin(), structure_.order().end(),
                                                 [&](StmtId id) { return function_.stmts[id].cell == var; });
                const source::Span use = filled == structure_.order().end() ? function_.span : function_.stmts[*filled].span;
                params.push_back(AddDecision(DecisionKind::Consume, function_.vars[var].name, StorageClass::Heap, "", use,
                                             Because(ReasonKind::CellGiven, use)));
                continue;
            }
            if (node == analysis::kNoNode) {
                continue;
            }
            const source::Span span = function_.vars[var].span;
            if (TakesOver(var)) {
                params.push_back(AddDecision(DecisionKind::Consume, function_.vars[var].name, StorageClass::Heap, "", span,
                                             Because(ReasonKind::Consumed, span)));
                continue;
            }
            const auto [kind, subject] = UseOfParam(node, from_result);
            const bool is_global = kind == ReasonKind::StoredInGlobal;
            const reason::ReasonId because = is_global ? PlaceReason(classes_[ClassIndex(node)], var, span, nullptr)
                                                       : Because(kind, span, subject);
            params.push_back(AddDecision(DecisionKind::Borrow, function_.vars[var].name,
                                         is_global ? StorageClass::Global : StorageClass::Borrowed, "", span, because));
        }
    }
    if (function_.modulo_cons) {
        params.insert(params.begin(), AddDecision(DecisionKind::Loop, function_.name, StorageClass::Borrowed, "loop",
                                                  function_.span, Because(ReasonKind::ModuloCons, function_.span)));
    }
    if (function_.heap_version_of.valid()) {
        params.insert(params.begin(), AddDecision(DecisionKind::Copy, function_.name, StorageClass::Borrowed, "version",
                                                  function_.span,
                                                  Because(ReasonKind::HeapVersion, function_.span,
                                                          core::SpokenName(module_.functions[function_.heap_version_of]))));
    }
    if (function_.calls_known.valid()) {
        params.insert(params.begin(), AddDecision(DecisionKind::Copy, function_.name, StorageClass::Borrowed, "version",
                                                  function_.span,
                                                  Because(ReasonKind::CallsKnown, function_.span, function_.calls_known)));
    }
    if (function_.copy_for.valid()) {
        const ReasonKind kind = function_.copy_calls == 0   ? ReasonKind::SpecialisedWith
                                : function_.copy_calls == 1 ? ReasonKind::SpecialisedOnce
                                                            : ReasonKind::Specialised;
        params.insert(params.begin(), AddDecision(DecisionKind::Copy, function_.name, StorageClass::Borrowed, "version",
                                                  function_.span,
                                                  Because(kind, function_.span, function_.copy_for, {},
                                                          function_.copy_calls)));
    }
    out_.header.insert(out_.header.begin(), params.begin(), params.end());
}

}  // namespace omni::plan
