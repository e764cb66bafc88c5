// The closure of a node over everything that holds its objects or is held by them: what must be counted together.

#include <algorithm>

#include "core/heap_form.h"
#include "core/spoken_name.h"
#include "plan/heap_function.h"
#include "plan/heap_scope.h"

namespace omni::plan {

using analysis::Escape;
using analysis::kNoNode;
using analysis::Node;
using core::FuncId;
using core::Prim;
using core::Stmt;
using core::StmtKind;
using reason::ReasonKind;

HeapClosure::HeapClosure(const core::Module& module, analysis::Facts& facts, HeapScope& scope, const HeapPlan& plan,
                         bool with_parts, Workers with_workers)
    : module_(module), facts_(facts), graph_(facts.graph), scope_(scope), plan_(plan), with_parts_(with_parts),
      with_workers_(with_workers),
      nodes_(plan.nodes), globals_(plan.globals)
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
        list.emplace_back(index);
    }
    std::sort(list.begin(), list.end());
    return list;
}

std::optional<HeapObstacle> HeapClosure::Close(FuncId owner, const std::vector<Node>& nodes)
{
    for (const Node node : nodes) {
        Push(owner, node);
    }
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
        PushUncounted();
    } while (!work_.empty());
    if (auto obstacle = CheckHolders()) {
        return obstacle;
    }
    return CheckChanges();
}

/// Everything that may hold an object of the node, or be held by it, in one function.
std::optional<HeapObstacle> HeapClosure::Visit(FuncId id, Node node)
{
    const core::Function& function = module_.functions[id];
    const analysis::FunctionFacts& facts = facts_.functions[id.index()];
    const uint16_t flags = graph_.flags(node);
    if ((flags & (analysis::kAny | analysis::kCalled | analysis::kKept | analysis::kPended)) != 0) {
        return HeapObstacle{ReasonKind::UnknownCall, {}, function.name};
    }
    const auto& changes = scope_.ChangesOf(node);
    for (const HeapScope::Change& change : changes) {
        if (scope_.MayMakeCycle(id, node, change)) {
            return HeapObstacle{ReasonKind::MayCycle, change.by, {}};
        }
        if (!with_parts_ || !change.place.valid()) {
            return HeapObstacle{ReasonKind::ChangedInPlace, change.by, {}};
        }
    }
    if (scope_.IsLeftByErrors(id)) {
        return HeapObstacle{ReasonKind::MayBeCaught, {}, function.name};
    }
    const bool on_interface =
        std::find(facts.interface.begin(), facts.interface.end(), node) != facts.interface.end();
    if (on_interface && (function.exported || function.used_as_value)) {
        if (!MayHaveWorker(id)) {
            return HeapObstacle{ReasonKind::UnknownCall, {}, function.name};
        }
        workers_.insert(id);
    }
    if (auto obstacle = CheckMakers(function, node)) {
        return obstacle;
    }
    if ((flags & analysis::kGlobal) != 0) {
        if (auto obstacle = PushSameAs(id, node)) {
            return obstacle;
        }
    }
    for (const auto& edge : graph_.Edges(node)) {
        if (!analysis::IsPointer(edge.kind)) {
            return HeapObstacle{ReasonKind::UnknownCall, {}, function.name};
        }
        const bool is_set =
            std::any_of(changes.begin(), changes.end(), [&](const auto& change) { return scope_.IsOf(change, edge); });
        if (with_parts_ && (is_set || MayBePart(id, edge.target))) {
            Push(id, edge.target);
        }
    }
    if (with_parts_) {
        PushBeginnings(function, node);
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

/// Is the part of an object made here, for it?
bool HeapClosure::MayBePart(FuncId id, Node part)
{
    const uint16_t flags = graph_.flags(part);
    const Escape escape = scope_.EscapeOf(id, part);
    return (flags & analysis::kAllocated) != 0 &&
           (escape == Escape::Local || (escape == Escape::Global && (flags & analysis::kKept) == 0));
}

/// What other functions know of the objects through top-level variables, and these variables.
std::optional<HeapObstacle> HeapClosure::PushSameAs(FuncId id, Node node)
{
    const auto& all_same = scope_.links().SameAs(id, node);
    if (all_same.empty() || !linked_.insert(&all_same).second) {
        return std::nullopt;
    }
    for (const auto& [function, same] : all_same) {
        Push(function, same);
    }
    for (const core::GlobalId global : scope_.links().HeldBy(id, node)) {
        if (globals_[global.index()]) {
            continue;
        }
        globals_[global.index()] = true;
        const auto& at_end = facts_.functions[module_.entry.index()].globals;
        const bool ends_here = !module_.has_exports &&
                               std::any_of(at_end.begin(), at_end.end(),
                                           [&](const auto& known) { return known.first == global; });
        if (!ends_here) {
            return HeapObstacle{ReasonKind::UnknownCall, {}, module_.globals[global].name};  // nobody empties it
        }
        of_function_[module_.entry.index()];
        for (const FuncId user : scope_.users(global)) {
            if (scope_.IsLeftByErrors(user)) {
                return HeapObstacle{ReasonKind::MayBeCaught, {}, module_.functions[user].name};
            }
            of_function_[user.index()];  // sets it, and has to give up what it held
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
        const bool has_form = stmt.kind == StmtKind::Prim && stmt.prim != Prim::ValuesNew &&
                              core::HasHeapForm(core::Info(stmt.prim));
        if (!has_form || HoldsManyTimes(function, stmt)) {
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

/// A vector that holds one object many times would need as many references.
bool HeapClosure::HoldsManyTimes(const core::Function& function, const Stmt& stmt) const
{
    if (!with_parts_ || core::Info(stmt.prim).storage != core::StorageEffect::FreshFill) {
        return false;
    }
    const core::Atom fill = function.args(stmt)[1];
    return fill.is_var() && facts_.functions[function.id.index()].node_of[fill.var().index()] != kNoNode;
}

/// The text (string-append text "," more) is made in two steps: what the first makes is in the heap as well, so that the
/// second uses its memory.
void HeapClosure::PushBeginnings(const core::Function& function, Node node)
{
    const analysis::FunctionFacts& facts = facts_.functions[function.id.index()];
    for (const analysis::AllocSite& site : facts.sites) {
        const Stmt& longer = function.stmts[site.stmt];
        if (graph_.Find(site.node) != node || !core::CanExtend(longer) || !function.args(longer)[0].is_var()) {
            continue;
        }
        const core::VarId begin = function.args(longer)[0].var();
        const bool is_made_for_it = std::any_of(facts.sites.begin(), facts.sites.end(), [&](const analysis::AllocSite& made) {
            const Stmt& stmt = function.stmts[made.stmt];
            return stmt.result == begin && core::CanExtend(stmt);
        });
        const Node part = facts.node_of[begin.index()];
        if (is_made_for_it && part != kNoNode && scope_.EscapeOf(function.id, part) == Escape::Local) {
            Push(function.id, part);
        }
    }
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
                       (graph_.flags(pair.first) &
                        (analysis::kDest | analysis::kAllocatedInto | analysis::kGlobal)) != 0;
            });
            const bool sets = std::any_of(call.nodes.begin(), call.nodes.end(), [&](const auto& pair) {
                return IsIn(id, graph_.Find(pair.second)) && MaySetFieldOf(function, call.call, pair.second);
            });
            for (const auto& [from, to] : call.nodes) {
                Seen seen;
                if (IsIn(id, graph_.Find(to)) && (makes || sets || HoldsUncounted(stmt.callee, from, seen))) {
                    Push(stmt.callee, from);
                }
            }
        }
    }
    return std::nullopt;
}

/// Does the function, or one that it calls, put objects of the node, which it does not count, into heap objects? Those would give them
/// up when they die.
bool HeapClosure::HoldsUncounted(FuncId function, Node node, Seen& seen) const
{
    node = graph_.Find(node);
    if (nodes_.count(node) != 0 || !seen.emplace(function, node).second) {
        return false;
    }
    const analysis::FunctionFacts& facts = facts_.functions[function.index()];
    const bool holds = std::any_of(facts.nodes.begin(), facts.nodes.end(), [&](Node other) {
        const auto& edges = graph_.Edges(other);
        return nodes_.count(graph_.Find(other)) != 0 && std::any_of(edges.begin(), edges.end(), [&](const auto& edge) {
                   return analysis::IsPointer(edge.kind) && graph_.Find(edge.target) == node;
               });
    });
    return holds || std::any_of(facts.calls.begin(), facts.calls.end(), [&](const analysis::CallClone& call) {
               return std::any_of(call.nodes.begin(), call.nodes.end(), [&](const auto& pair) {
                   return graph_.Find(pair.second) == node &&
                          HoldsUncounted(module_.functions[function].stmts[call.call].callee, pair.first, seen);
               });
           });
}

/// Are they heap objects for a caller?
bool HeapClosure::IsInHeapAbove(FuncId function, Node node, Seen& seen) const
{
    node = graph_.Find(node);
    if (!seen.emplace(function, node).second) {
        return false;
    }
    const auto& callers = scope_.callers(function);
    return std::any_of(callers.begin(), callers.end(), [&](const HeapScope::Caller& caller) {
        const auto& nodes = caller.call->nodes;
        return std::any_of(nodes.begin(), nodes.end(), [&](const auto& pair) {
            return graph_.Find(pair.first) == node && (nodes_.count(graph_.Find(pair.second)) != 0 ||
                                                       IsInHeapAbove(caller.function, pair.second, seen));
        });
    });
}

/// What the objects hold, and is in the heap for a caller, is counted here as well.
void HeapClosure::PushUncounted()
{
    for (const FuncId id : functions()) {
        const std::unordered_set<Node> nodes = of_function_[id.index()];
        for (const Node node : nodes) {
            for (const auto& edge : std::vector<analysis::StorageGraph::Edge>(graph_.Edges(node))) {
                Seen seen;
                if (nodes_.count(graph_.Find(edge.target)) == 0 && IsInHeapAbove(id, edge.target, seen)) {
                    Push(id, edge.target);
                }
            }
        }
    }
}

/// May the statement set a field of objects of the node, which others read? Who does has to give up what it held, and who
/// reads it besides has to count.
bool HeapClosure::MaySetFieldOf(const core::Function& function, core::StmtId stmt, Node node) const
{
    const auto& changes = scope_.ChangesOf(node);
    return std::any_of(changes.begin(), changes.end(), [&](const HeapScope::Change& change) {
        return change.place.valid() && scope_.use().MaySet(function, stmt, change.place);
    });
}

NodeSet HeapClosure::OpenNodes()
{
    const auto lacks_field_of = [this](Node node, Node known) {
        const auto& fields = graph_.Edges(node);
        const auto& wanted = graph_.Edges(known);
        return std::any_of(wanted.begin(), wanted.end(), [&](const auto& edge) {
            return nodes_.count(graph_.Find(edge.target)) != 0 &&
                   std::none_of(fields.begin(), fields.end(), [&](const auto& mine) {
                       return mine.kind == edge.kind && mine.index == edge.index;
                   });
        });
    };
    NodeSet open;
    using Label = std::pair<core::FieldKind, uint16_t>;
    std::unordered_map<const void*, std::set<Label>> known_fields;  // of all that stand for the same objects
    for (const auto& [index, nodes] : of_function_) {
        for (const Node mine : nodes) {
            const auto& same = scope_.links().SameAs(FuncId(index), mine);
            const auto [fields, is_new] = known_fields.try_emplace(&same);
            for (size_t i = 0; is_new && i < same.size(); ++i) {
                for (const auto& edge : graph_.Edges(graph_.Find(same[i].second))) {
                    if (nodes_.count(graph_.Find(edge.target)) != 0) {
                        fields->second.emplace(edge.kind, edge.index);
                    }
                }
            }
            std::set<Label> lacking = fields->second;
            for (const auto& edge : graph_.Edges(mine)) {
                lacking.erase({edge.kind, edge.index});
            }
            if (!lacking.empty()) {
                open.insert(mine);
            }
        }
    }
    for (bool again = true; again;) {
        again = false;
        for (const FuncId id : functions()) {
            for (const HeapScope::Caller& caller : scope_.callers(id)) {
                for (const auto& [from, to] : caller.call->nodes) {
                    const Node mine = graph_.Find(from), known = graph_.Find(to);
                    if (IsIn(id, mine) && (open.count(known) != 0 || lacks_field_of(mine, known))) {
                        again = open.insert(mine).second || again;
                    }
                }
            }
        }
    }
    return open;
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
                if (plan_.nodes.count(graph_.Find(to)) != 0) {
                    if (plan_.nodes.count(graph_.Find(from)) == 0) {
                        of_function_[caller.function.index()];  // its calls mean something else now
                    }
                    continue;
                }
                if (caller.function != id && MayHaveWorker(id)) {
                    workers_.insert(id);
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

/// One that calls nobody who calls it, but itself.
bool HeapClosure::MayHaveWorker(FuncId id) const
{
    const core::Function& function = module_.functions[id];
    const bool is_wanted = with_workers_ == Workers::OfProgram || (with_workers_ == Workers::OfLibrary && function.is_prelude);
    if (!is_wanted || function.is_entry || function.is_extern || !function.captured.empty()) {
        return false;
    }
    const auto& calls = facts_.functions[id.index()].calls;
    const bool makes_closure = std::any_of(calls.begin(), calls.end(), [&](const analysis::CallClone& call) {
        return function.stmts[call.call].kind == StmtKind::MakeClosure;
    });
    return !makes_closure && !scope_.IsCalledBack(id);
}

std::vector<HeapWorker> HeapClosure::workers() const
{
    std::vector<HeapWorker> list;
    for (const FuncId id : workers_) {
        HeapWorker worker{id, {}};
        for (const HeapScope::Caller& caller : scope_.callers(id)) {
            const auto& nodes = caller.call->nodes;
            if (workers_.count(caller.function) != 0) {
                continue;  // its version calls this one's; the function itself goes on as before
            }
            if (std::any_of(nodes.begin(), nodes.end(), [&](const auto& pair) {
                    return IsIn(id, graph_.Find(pair.first)) && IsIn(caller.function, graph_.Find(pair.second));
                })) {
                worker.calls.emplace_back(caller.function, caller.call->call);
            }
        }
        list.push_back(std::move(worker));
    }
    return list;
}

}  // namespace omni::plan
