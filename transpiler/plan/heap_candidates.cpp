#include "plan/heap_candidates.h"

#include <algorithm>

#include "core/heap_form.h"
#include "plan/heap_function.h"
#include "plan/heap_loops.h"

namespace omni::plan {

using analysis::kNoNode;
using analysis::Node;
using core::BlockId;
using core::FuncId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

namespace {

/// How many calls of some functions there are on one way through a block: to its end, and out of the function or loop.
struct CallsOnPath {
    static constexpr int kNoWay = -1;
    int to_end = 0;
    int out = kNoWay;
};

/// The most of them; in a loop there may be any number, and two are many.
class CallCounter {
public:
    CallCounter(const core::Function& function, const std::vector<FuncId>& callees)
        : function_(function), callees_(callees)
    {
    }

    [[nodiscard]] CallsOnPath In(BlockId block) const
    {
        CallsOnPath path;
        for (const StmtId id : function_.blocks[block].stmts) {
            const Stmt& stmt = function_.stmts[id];
            CallsOnPath inner;
            switch (stmt.kind) {
            case StmtKind::Call:
                inner.to_end = std::find(callees_.begin(), callees_.end(), stmt.callee) != callees_.end() ? 1 : 0;
                break;
            case StmtKind::If: {
                const CallsOnPath then = In(stmt.blocks[0]), otherwise = In(stmt.blocks[1]);
                inner = {std::max(then.to_end, otherwise.to_end), std::max(then.out, otherwise.out)};
                break;
            }
            case StmtKind::Loop: {
                const CallsOnPath once = In(stmt.blocks[0]);
                inner.to_end = std::max(once.to_end, once.out) > 0 ? kMany : 0;
                break;
            }
            case StmtKind::Return:
            case StmtKind::Break:
            case StmtKind::Continue:
            case StmtKind::Unreachable: inner = {CallsOnPath::kNoWay, 0}; break;
            default: break;
            }
            if (inner.out != CallsOnPath::kNoWay) {
                path.out = std::max(path.out, path.to_end + inner.out);
            }
            if (inner.to_end == CallsOnPath::kNoWay) {
                path.to_end = CallsOnPath::kNoWay;
                return path;
            }
            path.to_end += inner.to_end;
        }
        return path;
    }

    [[nodiscard]] bool AreMany() const
    {
        const CallsOnPath path = In(function_.body);
        return std::max(path.to_end, path.out) >= kMany;
    }

private:
    static constexpr int kMany = 2;
    const core::Function& function_;
    const std::vector<FuncId>& callees_;
};

}  // namespace

HeapCandidates::HeapCandidates(const core::Module& module, analysis::Facts& facts, HeapScope& scope)
    : module_(module), facts_(facts), graph_(facts.graph), scope_(scope)
{
    of_function_.resize(module.functions.size());
    for (const auto& component : facts.components) {
        const bool branches = std::any_of(component.begin(), component.end(), [&](FuncId id) {
            const core::Function& function = module.functions[id];
            return !function.is_extern && CallCounter(function, component).AreMany();
        });
        for (const FuncId id : component) {
            if (!module.functions[id].is_extern) {
                FindIn(module.functions[id], component, branches);
            }
        }
    }
}

Node HeapCandidates::NodeOf(const analysis::FunctionFacts& facts, core::Atom atom)
{
    const Node node = atom.is_var() ? facts.node_of[atom.var().index()] : kNoNode;
    return node == kNoNode ? kNoNode : graph_.Find(node);
}

/// `branches`: a function of the component calls its functions more than once.
void HeapCandidates::FindIn(const core::Function& function, const std::vector<FuncId>& component, bool branches)
{
    const analysis::FunctionFacts& facts = facts_.functions[function.id.index()];
    std::vector<HeapCandidate>& mine = of_function_[function.id.index()];
    const Structure structure(function);
    FindCarried(function, structure);
    FindRebuiltByRecursion(function, structure);
    if (branches) {
        FindBacktracking(function, structure, component);
    }
    for (const analysis::CallClone& call : facts.calls) {
        const FuncId callee = function.stmts[call.call].callee;
        if (callee == function.id) {
            continue;
        }
        const std::vector<HeapCandidate> below = of_function_[callee.index()];
        for (const HeapCandidate& candidate : below) {
            for (const auto& [from, to] : call.nodes) {
                if (graph_.Find(from) == graph_.Find(candidate.node)) {
                    mine.push_back(candidate);
                    mine.back().node = graph_.Find(to);
                }
            }
        }
    }
}

void HeapCandidates::FindCarried(const core::Function& function, const Structure& structure)
{
    const analysis::FunctionFacts& facts = facts_.functions[function.id.index()];
    for (const StmtId id : structure.order()) {
        const Stmt& loop = function.stmts[id];
        if (loop.kind != StmtKind::Loop) {
            continue;
        }
        std::vector<StmtId> body;
        CollectBody(function, loop.blocks[0], body);
        const auto add = [&](VarId carried) {
            const Node node = NodeOf(facts, core::Atom(carried));
            if (node != kNoNode && IsRebuilt(function, body, node)) {
                of_function_[function.id.index()].push_back({HeapCandidate::Rebuilt, function.id, id, node});
            }
        };
        const auto params = function.loop_params_of(loop);
        std::for_each(params.begin(), params.end(), add);
        for (const StmtId inner : body) {
            if (function.stmts[inner].kind == StmtKind::Assign) {
                add(function.stmts[inner].result);
            }
        }
    }
}

void HeapCandidates::FindRebuiltByRecursion(const core::Function& function, const Structure& structure)
{
    const analysis::FunctionFacts& facts = facts_.functions[function.id.index()];
    if (facts.result == kNoNode) {
        return;
    }
    const Node result = graph_.Find(facts.result);
    std::vector<StmtId> uses;
    for (const StmtId id : structure.order()) {
        const Stmt& call = function.stmts[id];
        if (call.kind != StmtKind::Call || call.callee != function.id || !call.result.valid() ||
            NodeOf(facts, core::Atom(call.result)) != result) {
            continue;
        }
        std::copy_if(structure.order().begin(), structure.order().end(), std::back_inserter(uses), [&](StmtId use) {
            const auto args = function.args(function.stmts[use]);
            return std::find(args.begin(), args.end(), core::Atom(call.result)) != args.end();
        });
    }
    const std::vector<StmtId>& body = structure.order();
    if (!uses.empty() && IsMadeIn(facts, body, result) && IsLookedInto(function, facts, uses, result)) {
        of_function_[function.id.index()].push_back({HeapCandidate::Rebuilt, function.id, {}, result});
    }
}

/// What a call builds onto its parameters and hands to the next call. With one call on each way all of it is needed
/// until the innermost has returned; with more, a region would keep what the earlier ones were given until all have
/// returned.
void HeapCandidates::FindBacktracking(const core::Function& function, const Structure& structure,
                                      const std::vector<FuncId>& component)
{
    const analysis::FunctionFacts& facts = facts_.functions[function.id.index()];
    for (const StmtId id : structure.order()) {
        const Stmt& call = function.stmts[id];
        if (call.kind != StmtKind::Call ||
            std::find(component.begin(), component.end(), call.callee) == component.end()) {
            continue;
        }
        for (const core::Atom arg : function.args(call)) {
            const Node node = NodeOf(facts, arg);
            if (node == kNoNode || scope_.EscapeOf(function.id, node) != analysis::Escape::Holder ||
                !IsMadeIn(facts, structure.order(), node)) {
                continue;
            }
            const auto holder = std::find_if(function.params.begin(), function.params.end(), [&](VarId param) {
                const Node held = NodeOf(facts, core::Atom(param));
                return held != kNoNode && graph_.ClassOf(held) == graph_.ClassOf(node);
            });
            if (holder != function.params.end()) {
                of_function_[function.id.index()].push_back(
                    {HeapCandidate::Backtracking, function.id, {}, node, id, *holder});
            }
        }
    }
}

std::vector<HeapCandidate> HeapCandidates::OfGlobals() const
{
    std::vector<HeapCandidate> found;
    std::vector<bool> seen(module_.globals.size(), false);
    for (const core::Function& function : module_.functions) {
        std::vector<StmtId> again;  // in what may run more than once
        const Structure structure(function);
        for (const StmtId id : structure.order()) {
            if (function.stmts[id].kind == StmtKind::Loop) {
                CollectBody(function, function.stmts[id].blocks[0], again);
            }
        }
        for (const StmtId id : function.is_entry ? again : structure.order()) {
            const Stmt& stmt = function.stmts[id];
            const bool holds = stmt.kind == StmtKind::StoreGlobal && function.args(stmt)[0].is_var() && !seen[stmt.global.index()];
            const Node node = holds ? facts_.functions[function.id.index()].node_of[function.args(stmt)[0].var().index()] : kNoNode;
            if (node != kNoNode) {
                seen[stmt.global.index()] = true;
                found.push_back({HeapCandidate::Replaced, function.id, {}, graph_.Find(node), {}, {}, stmt.span});
            }
        }
    }
    return found;
}

const HeapScope::Change* HeapCandidates::ChangedAgain(const core::Function& function, Node node, bool in_field) const
{
    const auto& changes = scope_.ChangesOf(node);
    if (changes.empty()) {
        return nullptr;
    }
    const analysis::Escape escape = scope_.EscapeOf(function.id, node);
    const bool in_variable = escape == analysis::Escape::Global;
    const auto again = std::find_if(changes.begin(), changes.end(), [&](const HeapScope::Change& change) {
        return change.place.valid() == in_field && change.takes_out &&
               (change.again || (in_variable && !function.is_entry));
    });
    const bool owns = in_variable || escape == analysis::Escape::Local;
    return owns && again != changes.end() ? &*again : nullptr;
}

std::vector<HeapCandidates::Contained> HeapCandidates::InContainers() const
{
    std::vector<Contained> found;
    std::set<Node> seen;
    for (const core::Function& function : module_.functions) {
        for (const Node known : facts_.functions[function.id.index()].nodes) {
            const Node holder = graph_.Find(known);
            const HeapScope::Change* again = ChangedAgain(function, holder, false);
            if (again == nullptr || !again->links || scope_.EscapeOf(function.id, holder) != analysis::Escape::Global) {
                continue;
            }
            graph_.ForEachEdge(holder, [&](const analysis::StorageGraph::Edge& edge) {
                if ((graph_.flags(edge.target) & analysis::kAllocated) != 0 && edge.target != holder &&
                    seen.insert(edge.target).second) {
                    found.push_back({function.id, edge.target, again->by});
                }
            });
        }
    }
    return found;
}

/// A vector of Ints frees nothing when one is set.
bool HeapCandidates::HoldsNumbersOnly(const core::Function& function, Node node, const HeapScope::Change& change) const
{
    std::vector<Node> items;
    for (const auto& edge : graph_.Edges(node)) {
        if (edge.kind == core::FieldKind::Elem && scope_.IsOf(change, edge)) {
            items.push_back(graph_.Find(edge.target));
        }
    }
    bool any = false;
    for (const analysis::AllocSite& site : facts_.functions[function.id.index()].sites) {
        if (std::find(items.begin(), items.end(), graph_.Find(site.node)) != items.end()) {
            const Stmt& stmt = function.stmts[site.stmt];
            any = true;
            if (stmt.kind != StmtKind::Prim || stmt.prim != core::Prim::BoxInt) {
                return false;
            }
        }
    }
    return any;
}

std::vector<HeapCandidate> HeapCandidates::OfFields() const
{
    std::vector<HeapCandidate> found;
    std::set<std::pair<FuncId, Node>> seen;
    for (const core::Function& function : module_.functions) {
        for (const Node known : facts_.functions[function.id.index()].nodes) {
            const Node node = graph_.Find(known);
            const HeapScope::Change* again = ChangedAgain(function, node, true);
            if (again != nullptr && !HoldsNumbersOnly(function, node, *again) && seen.emplace(function.id, node).second) {
                found.push_back({HeapCandidate::Replaced, function.id, {}, node, {}, {}, again->by});
                const auto& same = scope_.links().SameAs(function.id, node);
                seen.insert(same.begin(), same.end());
            }
        }
    }
    return found;
}

/// Are objects of the node made in the body, and others looked into or handed to a callee? Of strings and the like,
/// which hold nothing, the old one dies when the new one is made.
bool HeapCandidates::IsRebuilt(const core::Function& function, const std::vector<StmtId>& body, Node node)
{
    const analysis::FunctionFacts& facts = facts_.functions[function.id.index()];
    const auto makes_leaf = [&](const analysis::AllocSite& site) {
        const Stmt& stmt = function.stmts[site.stmt];
        return graph_.ClassOf(site.node) == graph_.ClassOf(node) && stmt.kind == StmtKind::Prim &&
               core::MakesLeaf(core::Info(stmt.prim)) && std::find(body.begin(), body.end(), site.stmt) != body.end();
    };
    return std::any_of(facts.sites.begin(), facts.sites.end(), makes_leaf) ||
           (IsMadeIn(facts, body, node) && IsLookedInto(function, facts, body, node));
}

bool HeapCandidates::IsMadeIn(const analysis::FunctionFacts& facts, const std::vector<StmtId>& body, Node node)
{
    return std::any_of(facts.sites.begin(), facts.sites.end(), [&](const analysis::AllocSite& site) {
        return graph_.ClassOf(site.node) == graph_.ClassOf(node) &&
               std::find(body.begin(), body.end(), site.stmt) != body.end();
    });
}

/// Are objects of the node looked into, or handed to a callee?
bool HeapCandidates::IsLookedInto(const core::Function& function, const analysis::FunctionFacts& facts,
                                  const std::vector<StmtId>& body, Node node)
{
    return std::any_of(body.begin(), body.end(), [&](StmtId id) {
        const Stmt& stmt = function.stmts[id];
        const auto args = function.args(stmt);
        if (stmt.kind != StmtKind::Call && (stmt.kind != StmtKind::Prim || LayoutOf(stmt).shape == ObjectLayout::None ||
                                            core::Info(stmt.prim).allocates())) {
            return false;
        }
        return std::any_of(args.begin(), args.end(), [&](core::Atom arg) { return NodeOf(facts, arg) == node; });
    });
}

}  // namespace omni::plan
