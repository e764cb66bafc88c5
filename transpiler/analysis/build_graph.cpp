#include "analysis/build_graph.h"

#include <algorithm>

#include "core/container_flow.h"
#include "support/check.h"

namespace omni::analysis {

using core::Stmt;
using core::StmtKind;
using core::StorageEffect;
using core::FieldKind;

GraphBuilder::GraphBuilder(const core::Module& module, StorageGraph& graph, reason::Ledger& ledger,
                           const std::vector<FunctionFacts>& summaries, const std::vector<bool>& in_component,
                           Recursion recursion)
    : module_(module),
      graph_(graph),
      ledger_(ledger),
      summaries_(summaries),
      in_component_(in_component),
      recursion_(recursion)
{
}

void GraphBuilder::MakeNodes(const core::Function& function, FunctionFacts& facts)
{
    facts.node_of.assign(function.vars.size(), kNoNode);
    for (core::VarId var : function.vars.ids()) {
        if (HoldsObject(function.vars[var].repr, function.vars[var].kinds)) {
            facts.node_of[var.index()] = graph_.NewNode();
        }
    }
    if (HoldsObject(function.result_repr, function.result_kinds)) {
        facts.result = graph_.NewNode();
    }
}

void GraphBuilder::Build(const core::Function& function, FunctionFacts& facts)
{
    function_ = &function;
    facts_ = &facts;
    if (function.body.valid()) {
        BuildBlock(function.body, {}, {});
    }
}

void GraphBuilder::BuildBlock(core::BlockId block, core::StmtId enclosing_if, core::StmtId enclosing_loop)
{
    for (core::StmtId id : function_->blocks[block].stmts) {
        const Stmt& stmt = function_->stmts[id];
        const auto args = function_->args(stmt);
        switch (stmt.kind) {
        case StmtKind::If:
            BuildBlock(stmt.blocks[0], id, enclosing_loop);
            BuildBlock(stmt.blocks[1], id, enclosing_loop);
            break;
        case StmtKind::Loop: {
            const auto params = function_->loop_params_of(stmt);
            for (size_t i = 0; i < params.size(); ++i) {
                Join(NodeOf(params[i]), NodeOf(args[i]));
            }
            BuildBlock(stmt.blocks[0], {}, id);
            break;
        }
        case StmtKind::Yield:
            if (enclosing_if.valid() && !args.empty()) {
                Join(NodeOf(function_->stmts[enclosing_if].result), NodeOf(args[0]));
            }
            break;
        case StmtKind::Continue: {
            const auto params = function_->loop_params_of(function_->stmts[enclosing_loop]);
            for (size_t i = 0; i < params.size(); ++i) {
                Join(NodeOf(params[i]), NodeOf(args[i]));
            }
            break;
        }
        case StmtKind::Break:
            if (!args.empty()) {
                Join(NodeOf(function_->stmts[enclosing_loop].result), NodeOf(args[0]));
            }
            break;
        case StmtKind::Return:
            if (!args.empty()) {
                Join(facts_->result, NodeOf(args[0]));
            }
            break;
        default: BuildStmt(id, stmt); break;
        }
    }
}

void GraphBuilder::BuildStmt(core::StmtId id, const Stmt& stmt)
{
    const auto args = function_->args(stmt);
    switch (stmt.kind) {
    case StmtKind::Prim: BuildPrim(id, stmt); break;
    case StmtKind::Move:
    case StmtKind::Assign: Join(NodeOf(stmt.result), NodeOf(args[0])); break;
    case StmtKind::Call: BuildCall(id, stmt); break;
    case StmtKind::CallClosure: BuildCallClosure(id, stmt); break;
    case StmtKind::MakeClosure: BuildMakeClosure(id, stmt); break;
    case StmtKind::LoadGlobal:
        RaiseGlobal(NodeOf(stmt.result), reason::ReasonKind::StoredInGlobal, stmt,
                    module_.globals[stmt.global].name);
        break;
    case StmtKind::StoreGlobal:
        RaiseGlobal(NodeOf(args[0]), reason::ReasonKind::StoredInGlobal, stmt, module_.globals[stmt.global].name);
        break;
    default: break;
    }
}

bool GraphBuilder::MayBePair(core::Atom atom) const
{
    return atom.is_var() && (function_->vars[atom.var()].kinds & core::kind::kPair) != 0;
}

void GraphBuilder::Join(Node a, Node b)
{
    if (a != kNoNode && b != kNoNode) {
        graph_.Unify(a, b);
    }
}

/// The tail of a pair that may be a pair belongs to the same spine; another tail has a node of its own.
void GraphBuilder::JoinCdr(Node pair, core::Atom tail, Node tail_node)
{
    if (tail_node == kNoNode) {
        return;
    }
    const Node cdr = graph_.FieldOf(pair, FieldKind::Cdr);
    if (MayBePair(tail)) {
        graph_.Unify(cdr, pair);
    }
    graph_.Unify(graph_.FieldOf(pair, FieldKind::Cdr), tail_node);
}

/// A field that may hold an object of its own struct type belongs to the same structure, as the tail of a list does; other
/// fields have nodes of their own.
void GraphBuilder::JoinField(Node holder, const Stmt& stmt, size_t field, core::Atom value, Node value_node)
{
    if (holder == kNoNode || value_node == kNoNode) {
        return;
    }
    const uint16_t number = module_.structs[stmt.struct_type].FieldNumber(field);
    const bool recursive =
        value.is_var() && (function_->vars[value.var()].kinds & core::kind::OfStruct(stmt.struct_type)) != 0;
    const Node target = graph_.FieldOf(holder, FieldKind::Field, number);
    if (recursive) {
        graph_.Unify(target, holder);
    }
    graph_.Unify(graph_.FieldOf(holder, FieldKind::Field, number), value_node);
}

void GraphBuilder::Allocate(core::StmtId stmt, Node node, bool by_callee)
{
    if (node == kNoNode) {
        return;
    }
    graph_.Raise(node, static_cast<uint8_t>(by_callee ? kAllocated | kCall : kAllocated));
    facts_->sites.push_back({stmt, node, by_callee});
}

void GraphBuilder::RaiseGlobal(Node node, reason::ReasonKind kind, const Stmt& stmt, support::Symbol subject,
                               reason::ReasonId because)
{
    if (node == kNoNode || (graph_.flags(node) & kGlobal) != 0) {
        return;
    }
    reason::Reason why;
    why.kind = kind;
    why.function = function_->id;
    why.expression = stmt.span;
    why.subject = subject;
    why.because = because;
    graph_.Raise(node, kGlobal, ledger_.Add(std::move(why)));
}

void GraphBuilder::BuildPrim(core::StmtId id, const Stmt& stmt)
{
    const auto args = function_->args(stmt);
    Node result = NodeOf(stmt.result);
    if (!stmt.result.valid() && core::Info(stmt.prim).allocates() && core::Info(stmt.prim).has_effect()) {
        result = graph_.NewNode();   // made for the effect, as (read-line) may be: it lives here and ends at once
    }
    switch (core::Info(stmt.prim).storage) {
    case StorageEffect::None:
    case StorageEffect::FreshSymbols: break;
    case StorageEffect::Fresh:
    case StorageEffect::Box: Allocate(id, result, false); break;
    case StorageEffect::FreshList:
        if (result != kNoNode) {
            graph_.Unify(graph_.FieldOf(result, FieldKind::Cdr), result);
            const Node element = graph_.FieldOf(result, FieldKind::Car);
            graph_.MergeClasses(result, element);
            graph_.Raise(element, kAllocated | kCall);
            Allocate(id, result, true);
        }
        break;
    case StorageEffect::FreshPair:
        if (result != kNoNode) {
            if (NodeOf(args[0]) != kNoNode) {
                graph_.Unify(graph_.FieldOf(result, FieldKind::Car), NodeOf(args[0]));
            }
            JoinCdr(result, args[1], NodeOf(args[1]));
            Allocate(id, result, false);
        }
        break;
    case StorageEffect::FreshCell:
        if (result != kNoNode) {
            if (NodeOf(args[0]) != kNoNode) {
                graph_.Unify(graph_.FieldOf(result, FieldKind::Content), NodeOf(args[0]));
            }
            Allocate(id, result, false);
        }
        break;
    case StorageEffect::LoadCar:
        if (result != kNoNode && NodeOf(args[0]) != kNoNode) {
            graph_.Unify(graph_.FieldOf(NodeOf(args[0]), FieldKind::Car), result);
        }
        break;
    case StorageEffect::LoadCdr:
        if (result != kNoNode && NodeOf(args[0]) != kNoNode) {
            JoinCdr(NodeOf(args[0]), core::Atom(stmt.result), result);
        }
        break;
    case StorageEffect::LoadCell:
        if (result != kNoNode && NodeOf(args[0]) != kNoNode) {
            graph_.Unify(graph_.FieldOf(NodeOf(args[0]), FieldKind::Content), result);
        }
        break;
    case StorageEffect::StoreCar:
        if (NodeOf(args[0]) != kNoNode && NodeOf(args[1]) != kNoNode) {
            graph_.Unify(graph_.FieldOf(NodeOf(args[0]), FieldKind::Car), NodeOf(args[1]));
        }
        break;
    case StorageEffect::StoreCdr:
        if (NodeOf(args[0]) != kNoNode) {
            JoinCdr(NodeOf(args[0]), args[1], NodeOf(args[1]));
        }
        break;
    case StorageEffect::StoreCell:
        if (NodeOf(args[0]) != kNoNode && NodeOf(args[1]) != kNoNode) {
            graph_.Unify(graph_.FieldOf(NodeOf(args[0]), FieldKind::Content), NodeOf(args[1]));
        }
        break;
    case StorageEffect::FreshStruct:
        for (size_t i = 0; i < args.size(); ++i) {
            JoinField(result, stmt, i, args[i], NodeOf(args[i]));
        }
        Allocate(id, result, false);
        break;
    case StorageEffect::LoadField:
        if (result != kNoNode) {
            JoinField(NodeOf(args[0]), stmt, stmt.field, core::Atom(stmt.result), result);
        }
        break;
    case StorageEffect::StoreField: JoinField(NodeOf(args[0]), stmt, stmt.field, args[1], NodeOf(args[1])); break;
    case StorageEffect::Same: Join(result, NodeOf(args[0])); break;
    case StorageEffect::FreshAny:
        if (result != kNoNode) {
            graph_.MakeAny(result);
            Allocate(id, result, true);
        }
        break;
    case StorageEffect::FreshVector:
    case StorageEffect::FreshFill:
    case StorageEffect::FreshElems:
    case StorageEffect::LoadElem:
    case StorageEffect::StoreElem:
    case StorageEffect::MoveElems:
    case StorageEffect::LoadKey:
    case StorageEffect::LoadValue:
    case StorageEffect::StoreEntry:
    case StorageEffect::LoadItem:
    case StorageEffect::LoadRest:
    case StorageEffect::SameOrList: BuildContainer(id, stmt); break;
    }
}

/// A container grows in its own region, which its header names: that takes no allocation site, because objects of
/// containers are never on the stack.
void GraphBuilder::BuildContainer(core::StmtId id, const Stmt& stmt)
{
    const core::PrimInfo& info = core::Info(stmt.prim);
    const auto args = function_->args(stmt);
    const auto base = [&](const core::FlowPlace& place) {
        return place.operand == core::FlowPlace::kResult ? NodeOf(stmt.result) : NodeOf(args[place.operand]);
    };
    const auto node_of = [&](const core::FlowPlace& place, Node node) {
        return place.field ? graph_.FieldOf(node, *place.field) : node;
    };
    core::ForEachContainerFlow(info, args.size(), [&](const core::FlowPlace& from, const core::FlowPlace& to) {
        const Node source = base(from), target = base(to);
        if (source != kNoNode && target != kNoNode) {
            const Node part = node_of(from, source);
            graph_.Unify(node_of(to, target), part);
        }
    });
    const Node result = NodeOf(stmt.result);
    if (info.storage == StorageEffect::SameOrList && result != kNoNode) {
        graph_.Unify(graph_.FieldOf(result, FieldKind::Cdr), result);
    }
    if (info.allocates()) {
        Allocate(id, result, info.storage == StorageEffect::SameOrList);
    }
}

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

void GraphBuilder::BuildCall(core::StmtId id, const Stmt& stmt)
{
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
    if (stmt.handled && NodeOf(args[1]) != kNoNode) {
        Join(graph_.FieldOf(closure, FieldKind::Result), graph_.FieldOf(NodeOf(args[1]), FieldKind::Result));
    }
    const size_t single = args.size() - (stmt.spread || stmt.handled ? 1 : 0);
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
        const uint8_t flags = graph_.flags(from);
        if ((flags & kGlobal) != 0) {
            const reason::ReasonId why = graph_.why_global(from);
            RaiseGlobal(to, why.valid() ? ledger_[why].kind : reason::ReasonKind::StoredInGlobal, stmt,
                        why.valid() ? ledger_[why].subject : callee.name, why);
        }
        if ((flags & (kDest | kAllocatedInto)) == 0) {
            continue;
        }
        graph_.Raise(to, static_cast<uint8_t>(kAllocated | kCall | (flags & kAllocatedInto)));
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
        const Node target = shared ? summary.dest : dest != nullptr ? *dest : kNoNode;
        OMNI_CHECK(target != kNoNode, "dest of {} is not on its interface", callee.name.text());
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
