#include "plan/heap_scope.h"

#include <algorithm>

#include "analysis/escape.h"
#include "core/spoken_name.h"
#include "plan/heap_function.h"

namespace omni::plan {

using analysis::Escape;
using analysis::kNoNode;
using analysis::Node;
using core::FuncId;
using core::Prim;
using core::Stmt;
using core::StmtKind;
using reason::ReasonKind;

HeapScope::HeapScope(const core::Module& module, analysis::Facts& facts) : module_(module), facts_(facts)
{
    left_by_errors_.assign(module.functions.size(), false);
    callers_.resize(module.functions.size());
    for (const core::Function& function : module.functions) {
        for (const analysis::CallClone& call : facts.functions[function.id.index()].calls) {
            callers_[function.stmts[call.call].callee.index()].push_back({function.id, &call});
        }
    }
    FindChanges();
    FindLeftByErrors();
}

Escape HeapScope::EscapeOf(FuncId function, Node node)
{
    auto& known = escapes_[function.index()];
    if (known.empty()) {
        const analysis::FunctionFacts& facts = facts_.functions[function.index()];
        const auto escapes = analysis::EscapeOf(module_.functions[function], facts_.graph, facts);
        for (size_t i = 0; i < escapes.size(); ++i) {
            known.emplace(facts_.graph.Find(facts.nodes[i]), escapes[i]);
        }
    }
    const auto found = known.find(facts_.graph.Find(node));
    return found == known.end() ? Escape::Outside : found->second;
}

/// Upwards along the calls, until nothing is added. A pair that the compiler links is one that nobody has seen yet.
void HeapScope::FindChanges()
{
    for (const core::Function& function : module_.functions) {
        const analysis::FunctionFacts& facts = facts_.functions[function.id.index()];
        for (const Stmt& stmt : function.stmts) {
            if (stmt.kind != StmtKind::Prim || stmt.prim == Prim::PairSetCdr) {
                continue;
            }
            const auto args = function.args(stmt);
            for (size_t i = 0; i < args.size(); ++i) {
                if (args[i].is_var() && core::Info(stmt.prim).changes(i, args.size()) &&
                    facts.node_of[args[i].var().index()] != kNoNode) {
                    changed_.emplace(facts_.graph.Find(facts.node_of[args[i].var().index()]), stmt.span);
                }
            }
        }
    }
    for (bool again = true; again;) {
        again = false;
        for (const core::Function& function : module_.functions) {
            for (const analysis::CallClone& call : facts_.functions[function.id.index()].calls) {
                for (const auto& [from, to] : call.nodes) {
                    if (IsChanged(facts_.graph.Find(from))) {
                        again = changed_.emplace(facts_.graph.Find(to), function.stmts[call.call].span).second || again;
                    }
                }
            }
        }
    }
}

/// Procedures may be called by a guard, if there is one, and may call all that they name.
void HeapScope::FindLeftByErrors()
{
    bool any_guard = false;
    std::vector<FuncId> work;
    const auto add = [&](FuncId callee) {
        if (callee.valid() && !left_by_errors_[callee.index()]) {
            left_by_errors_[callee.index()] = true;
            work.push_back(callee);
        }
    };
    for (const core::Function& function : module_.functions) {
        for (const Stmt& stmt : function.stmts) {
            any_guard = any_guard || (stmt.kind == StmtKind::CallClosure && stmt.guarded);
            if (stmt.kind == StmtKind::MakeClosure) {
                add(stmt.callee);
            }
        }
    }
    if (!any_guard) {
        left_by_errors_.assign(left_by_errors_.size(), false);
        return;
    }
    while (!work.empty()) {
        const FuncId at = work.back();
        work.pop_back();
        for (const Stmt& stmt : module_.functions[at].stmts) {
            if (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure) {
                add(stmt.callee);
            }
        }
    }
}

HeapClosure::HeapClosure(const core::Module& module, analysis::Facts& facts, HeapScope& scope, const HeapPlan& plan,
                         bool with_parts)
    : module_(module), facts_(facts), graph_(facts.graph), scope_(scope), plan_(plan), with_parts_(with_parts),
      nodes_(plan.nodes)
{
}

bool HeapClosure::IsIn(FuncId function, Node node) const
{
    const auto found = of_function_.find(function.index());
    return found != of_function_.end() && found->second.count(node) != 0;
}

void HeapClosure::Push(FuncId function, Node node)
{
    node = graph_.Find(node);
    if (of_function_[function.index()].insert(node).second) {
        work_.emplace_back(function, node);
        nodes_.insert(node);
    }
}

std::vector<FuncId> HeapClosure::functions() const
{
    std::vector<FuncId> list;
    for (const auto& [index, nodes] : of_function_) {
        if (!nodes.empty()) {
            list.emplace_back(index);
        }
    }
    std::sort(list.begin(), list.end());
    return list;
}

std::optional<HeapObstacle> HeapClosure::Close(FuncId owner, Node node)
{
    Push(owner, node);
    do {
        while (!work_.empty()) {
            const auto [function, at] = work_.back();
            work_.pop_back();
            if (auto obstacle = Visit(function, at)) {
                return obstacle;
            }
        }
        if (auto obstacle = FollowCalls()) {
            return obstacle;
        }
        if (auto obstacle = FollowCallers()) {
            return obstacle;
        }
    } while (!work_.empty());
    return std::nullopt;
}

/// Everything that may hold an object of the node, or be held by it, in one function.
std::optional<HeapObstacle> HeapClosure::Visit(FuncId id, Node node)
{
    const core::Function& function = module_.functions[id];
    const analysis::FunctionFacts& facts = facts_.functions[id.index()];
    const uint8_t flags = graph_.flags(node);
    if (plan_.functions[id.index()].used) {
        return HeapObstacle{ReasonKind::UsedBothWays, {}, function.name};
    }
    if ((flags & (analysis::kAny | analysis::kCalled | analysis::kGlobal | analysis::kPended)) != 0) {
        return HeapObstacle{ReasonKind::UnknownCall, {}, function.name};
    }
    const Escape escape = scope_.EscapeOf(id, node);
    if (escape == Escape::Holder || (flags & analysis::kAllocatedInto) != 0) {
        return HeapObstacle{ReasonKind::CalleeStores, {}, function.name};
    }
    if (scope_.IsChanged(node)) {
        return HeapObstacle{ReasonKind::ChangedInPlace, scope_.ChangedBy(node), {}};
    }
    if (scope_.IsLeftByErrors(id)) {
        return HeapObstacle{ReasonKind::MayBeCaught, {}, function.name};
    }
    const bool on_interface =
        std::find(facts.interface.begin(), facts.interface.end(), node) != facts.interface.end();
    if (on_interface && (function.exported || function.used_as_value)) {
        return HeapObstacle{ReasonKind::UnknownCall, {}, function.name};
    }
    if (auto obstacle = CheckMakers(function, node)) {
        return obstacle;
    }
    for (const auto& edge : graph_.Edges(node)) {
        if (!analysis::IsPointer(edge.kind)) {
            return HeapObstacle{ReasonKind::UnknownCall, {}, function.name};
        }
        if (with_parts_ && (graph_.flags(edge.target) & analysis::kAllocated) != 0 &&
            scope_.EscapeOf(id, edge.target) == Escape::Local) {
            Push(id, edge.target);
        }
    }
    for (const Node other : facts.nodes) {
        for (const auto& edge : graph_.Edges(other)) {
            if (graph_.Find(edge.target) != node) {
                continue;
            }
            if (!analysis::IsPointer(edge.kind)) {
                return HeapObstacle{ReasonKind::UnknownCall, {}, function.name};
            }
            Push(id, other);
        }
        if (graph_.ClassOf(other) == graph_.ClassOf(node) && (graph_.flags(other) & analysis::kAllocated) != 0) {
            Push(id, other);
        }
    }
    return std::nullopt;
}

/// Only what has a form for the heap, made here or by a callee that is looked at as well.
std::optional<HeapObstacle> HeapClosure::CheckMakers(const core::Function& function, Node node)
{
    const analysis::FunctionFacts& facts = facts_.functions[function.id.index()];
    for (const analysis::AllocSite& site : facts.sites) {
        const Stmt& stmt = function.stmts[site.stmt];
        if (graph_.Find(site.node) != node || stmt.kind == StmtKind::Call) {
            continue;
        }
        const bool has_form = stmt.kind == StmtKind::Prim &&
                              (stmt.prim == Prim::Cons || stmt.prim == Prim::StructNew || stmt.prim == Prim::BoxInt ||
                               stmt.prim == Prim::BoxFloat);
        if (!has_form) {
            return HeapObstacle{ReasonKind::NoHeapForm, stmt.span, {}};
        }
    }
    for (const analysis::AllocSite& site : facts.latent) {
        if (graph_.Find(site.node) == node) {
            return HeapObstacle{ReasonKind::UnknownCall, {}, function.name};
        }
    }
    return std::nullopt;
}

/// A callee that makes such objects is part of it; one that only looks at them is not.
std::optional<HeapObstacle> HeapClosure::FollowCalls()
{
    for (const FuncId id : functions()) {
        const core::Function& function = module_.functions[id];
        for (const analysis::CallClone& call : facts_.functions[id.index()].calls) {
            const Stmt& stmt = function.stmts[call.call];
            const bool concerned = std::any_of(call.nodes.begin(), call.nodes.end(), [&](const auto& pair) {
                return IsIn(id, graph_.Find(pair.second));
            });
            if (!concerned) {
                continue;
            }
            if (stmt.kind == StmtKind::MakeClosure) {
                return HeapObstacle{ReasonKind::UnknownCall, {}, core::SpokenName(module_.functions[stmt.callee])};
            }
            const bool makes = std::any_of(call.nodes.begin(), call.nodes.end(), [&](const auto& pair) {
                return IsIn(id, graph_.Find(pair.second)) &&
                       (graph_.flags(pair.first) & (analysis::kDest | analysis::kAllocatedInto)) != 0;
            });
            for (const auto& [from, to] : call.nodes) {
                if (makes && IsIn(id, graph_.Find(to))) {
                    Push(stmt.callee, from);
                }
            }
        }
    }
    return std::nullopt;
}

/// Every call of a function that makes or takes over heap objects must mean it so.
std::optional<HeapObstacle> HeapClosure::FollowCallers()
{
    for (const FuncId id : functions()) {
        for (const HeapScope::Caller& caller : scope_.callers(id)) {
            for (const auto& [from, to] : caller.call->nodes) {
                if (!IsIn(id, graph_.Find(from)) || IsIn(caller.function, graph_.Find(to))) {
                    continue;
                }
                if (module_.functions[id].is_prelude) {
                    return HeapObstacle{ReasonKind::UsedBothWays, {}, core::SpokenName(module_.functions[id])};
                }
                Push(caller.function, to);
            }
        }
    }
    return std::nullopt;
}

}  // namespace omni::plan
