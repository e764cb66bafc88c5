// One function's part of the storage graph: calls of functions, of closures and of C, and closures that are made. What a
// callee's summary says of its interface is cloned into the caller's graph.

#include <algorithm>

#include "analysis/build_graph.h"
#include "support/check.h"

namespace omni::analysis {

using core::FieldKind;
using core::Stmt;
using core::StmtKind;

/// What C does with its arguments, and where its result lives, is in the contract; without one it may do anything.
void GraphBuilder::BuildExternCall(core::StmtId id, const Stmt& stmt, const core::Function& callee)
{
    const auto args = function_->args(stmt);
    for (size_t i = 0; i < args.size(); ++i) {
        switch (callee.contract(i)) {
        case core::Contract::Unknown:
            RaiseGlobal(NodeOf(args[i]), reason::ReasonKind::PassedToExtern, stmt, callee.name);
            break;
        case core::Contract::Stores:
            RaiseGlobal(NodeOf(args[i]), reason::ReasonKind::DeclaredStores, stmt, callee.name);
            break;
        case core::Contract::Borrow:
        case core::Contract::Own: BuildCallback(args[i], stmt, callee); break;
        }
    }
    if (callee.extern_fresh) {
        const Node result = NodeOf(stmt.result) != kNoNode ? NodeOf(stmt.result) : graph_.NewNode();
        graph_.MakeAny(result);
        Allocate(id, result, true);
        return;
    }
    RaiseGlobal(NodeOf(stmt.result), reason::ReasonKind::ReturnedByExtern, stmt, callee.name);
}

/// C may call a function that it is given, with arguments of its own, and the `dest` that it passes then is its own
/// choice: what the function takes and yields must live until the program ends.
void GraphBuilder::BuildCallback(core::Atom arg, const Stmt& stmt, const core::Function& callee)
{
    const Node function = NodeOf(arg);
    if (function == kNoNode || (function_->vars[arg.var()].kinds & core::kind::kProcedure) == 0) {
        return;
    }
    for (uint16_t i = 0; i <= core::kLastParamField; ++i) {
        RaiseGlobal(graph_.FieldOf(function, FieldKind::Param, i), reason::ReasonKind::CalledByExtern, stmt, callee.name);
    }
    RaiseGlobal(graph_.FieldOf(function, FieldKind::Result), reason::ReasonKind::CalledByExtern, stmt, callee.name);
}

/// What a call is given that goes on in the caller must be alive when this function has returned.
void GraphBuilder::Pend(const Stmt& stmt)
{
    for (const core::Atom arg : function_->args(stmt)) {
        if (NodeOf(arg) != kNoNode) {
            graph_.Raise(NodeOf(arg), kPended);
        }
    }
}

void GraphBuilder::BuildCall(core::StmtId id, const Stmt& stmt)
{
    if (stmt.pending) {
        Pend(stmt);
    }
    const core::Function& callee = module_.functions[stmt.callee];
    if (callee.is_extern) {
        BuildExternCall(id, stmt, callee);
        return;
    }
    const bool recursive = in_component_[callee.id.index()];
    if (recursive && recursion_ == Recursion::Unknown) {
        // the number of objects that a recursive call makes is unknown even in the first round
        if (NodeOf(stmt.result) != kNoNode) {
            graph_.Raise(NodeOf(stmt.result), kCall);
        }
        return;
    }
    const FunctionFacts& summary = summaries_[callee.id.index()];
    std::vector<std::pair<Node, Node>> roots;
    const auto args = function_->args(stmt);
    for (size_t i = 0; i < callee.params.size() && i < args.size(); ++i) {
        const Node param = summary.node_of[callee.params[i].index()];
        if (param != kNoNode) {
            roots.emplace_back(param, NodeOf(args[i]));
        }
    }
    if (summary.result != kNoNode) {
        roots.emplace_back(summary.result, NodeOf(stmt.result));
    }
    CloneSummary(id, callee, std::move(roots));
}

void GraphBuilder::BuildCallClosure(core::StmtId id, const Stmt& stmt)
{
    const auto args = function_->args(stmt);
    const Node closure = NodeOf(args[0]);
    if (closure == kNoNode) {
        return;  // not a procedure: the call panics
    }
    if (stmt.pending) {
        Pend(stmt);
    }
    if (stmt.handled && NodeOf(args[1]) != kNoNode) {
        Join(graph_.FieldOf(closure, FieldKind::Result), graph_.FieldOf(NodeOf(args[1]), FieldKind::Result));
    }
    if (stmt.wound && NodeOf(args[1]) != kNoNode) {
        // the two are called with the same dest
        graph_.MergeClasses(graph_.FieldOf(closure, FieldKind::Result), graph_.FieldOf(NodeOf(args[1]), FieldKind::Result));
    }
    if (stmt.has_exit && NodeOf(args[1]) != kNoNode && stmt.result.valid() && NodeOf(stmt.result) != kNoNode) {
        Join(graph_.FieldOf(closure, FieldKind::Result), graph_.FieldOf(NodeOf(args[1]), FieldKind::Content));
    }
    const size_t single = args.size() - (stmt.spread || stmt.has_companion() ? 1 : 0);
    if (stmt.spread && NodeOf(args.back()) != kNoNode) {
        const Node list = NodeOf(args.back());
        graph_.Unify(graph_.FieldOf(list, FieldKind::Cdr), list);
        const Node element = graph_.FieldOf(list, FieldKind::Car);
        for (size_t i = std::min<size_t>(single - 1, core::kLastParamField); i <= core::kLastParamField; ++i) {
            graph_.Unify(graph_.FieldOf(closure, FieldKind::Param, static_cast<uint16_t>(i)), element);
        }
    }
    for (size_t i = 1; i < single; ++i) {
        if (NodeOf(args[i]) != kNoNode) {
            const auto index = static_cast<uint16_t>(std::min<size_t>(i - 1, core::kLastParamField));
            graph_.Unify(graph_.FieldOf(closure, FieldKind::Param, index), NodeOf(args[i]));
        }
    }
    if (stmt.result.valid() && NodeOf(stmt.result) == kNoNode) {
        return;  // yields no object
    }
    const Node result = graph_.FieldOf(closure, FieldKind::Result);
    Join(result, NodeOf(stmt.result));
    Allocate(id, result, true);
}

void GraphBuilder::BuildMakeClosure(core::StmtId id, const Stmt& stmt)
{
    const core::Function& callee = module_.functions[stmt.callee];
    const Node closure = NodeOf(stmt.result);
    if (closure == kNoNode) {
        return;
    }
    const auto args = function_->args(stmt);
    for (size_t i = 0; i < args.size(); ++i) {
        if (NodeOf(args[i]) != kNoNode) {
            graph_.Unify(graph_.FieldOf(closure, FieldKind::Captured, static_cast<uint16_t>(i)), NodeOf(args[i]));
        }
    }
    if (!args.empty()) {
        Allocate(id, closure, false);
    }
    if (callee.is_extern) {
        RaiseGlobal(closure, reason::ReasonKind::PassedToExtern, stmt, callee.name);
        return;
    }
    if (in_component_[callee.id.index()] && recursion_ == Recursion::Unknown) {
        return;
    }
    const FunctionFacts& summary = summaries_[callee.id.index()];
    std::vector<std::pair<Node, Node>> roots;
    for (size_t i = 0; i < callee.captured.size(); ++i) {
        const Node captured = summary.node_of[callee.captured[i].index()];
        if (captured != kNoNode) {
            roots.emplace_back(captured, graph_.FieldOf(closure, FieldKind::Captured, static_cast<uint16_t>(i)));
        }
    }
    for (size_t i = 0; i < callee.params.size(); ++i) {
        const Node param = summary.node_of[callee.params[i].index()];
        if (param == kNoNode) {
            continue;
        }
        const auto index = static_cast<uint16_t>(std::min<size_t>(i, core::kLastParamField));
        if (callee.has_rest && i + 1 == callee.params.size()) {
            // the entry makes a list of the further arguments, in dest
            const Node list = graph_.NewNode();
            graph_.Unify(graph_.FieldOf(list, FieldKind::Cdr), list);
            const Node element = graph_.FieldOf(list, FieldKind::Car);
            for (uint16_t rest = index; rest <= core::kLastParamField; ++rest) {
                graph_.Unify(graph_.FieldOf(closure, FieldKind::Param, rest), element);
            }
            graph_.Raise(list, kAllocated | kCall);
            graph_.MergeClasses(list, graph_.FieldOf(closure, FieldKind::Result));
            graph_.Raise(graph_.FieldOf(closure, FieldKind::Result), kAllocated | kCall);
            roots.emplace_back(param, list);
        } else {
            roots.emplace_back(param, graph_.FieldOf(closure, FieldKind::Param, index));
        }
    }
    if (summary.result != kNoNode || summary.dest != kNoNode) {
        const Node result = graph_.FieldOf(closure, FieldKind::Result);
        if (summary.result != kNoNode) {
            roots.emplace_back(summary.result, result);
        }
        if (summary.dest != kNoNode) {
            graph_.Raise(result, kAllocated | kCall);
        }
    }
    CloneSummary(id, callee, std::move(roots));
}

void GraphBuilder::CloneSummary(core::StmtId call, const core::Function& callee,
                                std::vector<std::pair<Node, Node>> roots)
{
    const FunctionFacts& summary = summaries_[callee.id.index()];
    const bool shared = in_component_[callee.id.index()] && recursion_ == Recursion::Shared;
    CallClone clone;
    clone.call = call;
    graph_.BeginWalk();  // notes are places in clone.nodes
    auto image = [&](Node node) -> Node* {
        return graph_.IsMet(node) ? &clone.nodes[graph_.Note(node)].second : nullptr;
    };
    if (shared) {
        for (const auto& [from, to] : roots) {
            Join(from, to);
        }
    } else {
        std::vector<std::pair<Node, Node>> work(roots.rbegin(), roots.rend());
        while (!work.empty()) {
            auto [from, to] = work.back();
            work.pop_back();
            from = graph_.Find(from);
            if (Node* known = image(from)) {
                if (to != kNoNode) {
                    graph_.Unify(*known, to);
                }
                continue;
            }
            if (to == kNoNode) {
                to = graph_.NewNode();
            }
            graph_.Meet(from);
            graph_.Note(from) = static_cast<uint32_t>(clone.nodes.size());
            clone.nodes.emplace_back(from, to);
            if ((graph_.flags(from) & kAny) != 0) {
                graph_.MakeAny(to);
            }
            const auto edges = graph_.Edges(from);
            for (size_t i = edges.size(); i-- > 0;) {
                work.emplace_back(edges[i].target, graph_.FieldOf(to, edges[i].kind, edges[i].index));
            }
        }
    }
    // what the callee says of its interface holds for the images
    std::vector<std::pair<Node, Node>> classes;  // callee class, an image
    const core::Stmt& stmt = function_->stmts[call];
    for (const auto& [from, to] : clone.nodes) {
        const uint16_t flags = graph_.flags(from);
        if ((flags & kGlobal) != 0) {
            const reason::ReasonId why = graph_.why_global(from);
            RaiseGlobal(to, why.valid() ? ledger_[why].kind : reason::ReasonKind::StoredInGlobal, stmt,
                        why.valid() ? ledger_[why].subject : callee.name, flags & kKept, why);
        }
        graph_.Raise(to, flags & kChanged);
        if ((flags & (kDest | kAllocatedInto)) == 0) {
            continue;
        }
        graph_.Raise(to, static_cast<uint16_t>(kAllocated | kCall | (flags & kAllocatedInto)));
        const Node callee_class = graph_.ClassOf(from);
        const auto known = std::find_if(classes.begin(), classes.end(),
                                        [callee_class](const auto& entry) { return entry.first == callee_class; });
        if (known == classes.end()) {
            classes.emplace_back(callee_class, to);
        } else {
            graph_.MergeClasses(known->second, to);
        }
    }
    const bool is_call = stmt.kind == StmtKind::Call;
    if (summary.dest != kNoNode) {
        const Node* dest = image(graph_.Find(summary.dest));
        // what is only handed to a pending call is made in dest as well, and callers do not know it
        const Node target = shared ? summary.dest : dest != nullptr ? *dest : graph_.NewNode();
        if (stmt.pending) {
            graph_.Raise(target, kPended);
        }
        if (is_call) {
            Allocate(call, target, true);
        } else {
            graph_.MergeClasses(target, graph_.FieldOf(NodeOf(stmt.result), FieldKind::Result));
            facts_->latent.push_back({call, target, true});
        }
    }
    facts_->calls.push_back(std::move(clone));
}

}  // namespace omni::analysis
