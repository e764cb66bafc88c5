// One function's part of the storage graph: blocks, moves and primitives. build_graph_calls.cpp has the calls.

#include "analysis/build_graph.h"

#include "core/container_flow.h"

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
    case StmtKind::LoadGlobal: NoteGlobal(stmt, NodeOf(stmt.result)); break;
    case StmtKind::StoreGlobal: NoteGlobal(stmt, NodeOf(args[0])); break;
    default: break;
    }
}

/// `value`: what is read from the top-level variable or put into it, or kNoNode for a value without an object. Every place
/// where the program sets a variable has a node, for what the variable held before.
void GraphBuilder::NoteGlobal(const Stmt& stmt, Node value)
{
    const core::Global& global = module_.globals[stmt.global];
    const bool replaces = stmt.kind == StmtKind::StoreGlobal && HoldsObject(global.repr, global.kinds);
    if (value == kNoNode && !replaces) {
        return;
    }
    const Node node = value != kNoNode ? value : graph_.NewNode();
    for (const auto& [other, known] : facts_->globals) {
        if (other == stmt.global && !global.assigned && !function_->is_entry) {
            Join(known, node);  // it holds the same all the time
            break;
        }
    }
    facts_->globals.emplace_back(stmt.global, node);
    RaiseGlobal(node, reason::ReasonKind::StoredInGlobal, stmt, global.name, global.exported ? kKept : 0);
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

/// What is set has an edge even when nothing but constants is put there: what the field held before is an object perhaps.
void GraphBuilder::NameField(Node holder, core::FieldKind kind, uint16_t index)
{
    if (holder != kNoNode) {
        graph_.FieldOf(holder, kind, index);
    }
}

void GraphBuilder::Allocate(core::StmtId stmt, Node node, bool by_callee)
{
    if (node == kNoNode) {
        return;
    }
    graph_.Raise(node, static_cast<uint16_t>(by_callee ? kAllocated | kCall : kAllocated));
    facts_->sites.push_back({stmt, node, by_callee});
}

void GraphBuilder::RaiseGlobal(Node node, reason::ReasonKind kind, const Stmt& stmt, support::Symbol subject,
                               uint16_t kept, reason::ReasonId because)
{
    if (node == kNoNode) {
        return;
    }
    if ((graph_.flags(node) & kGlobal) != 0) {
        graph_.Raise(node, kept);
        return;
    }
    reason::Reason why;
    why.kind = kind;
    why.function = function_->id;
    why.expression = stmt.span;
    why.subject = subject;
    why.because = because;
    graph_.Raise(node, static_cast<uint16_t>(kGlobal | kept), ledger_.Add(std::move(why)));
}

void GraphBuilder::BuildPrim(core::StmtId id, const Stmt& stmt)
{
    const auto args = function_->args(stmt);
    for (size_t i = 0; i < args.size(); ++i) {
        if (NodeOf(args[i]) != kNoNode && core::Info(stmt.prim).changes(i, args.size()) &&
            stmt.prim != core::Prim::PairSetCdr) {  // of a pair made here
            graph_.Raise(NodeOf(args[i]), kChanged);
        }
    }
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
        NameField(NodeOf(args[0]), FieldKind::Car, 0);
        if (NodeOf(args[0]) != kNoNode && NodeOf(args[1]) != kNoNode) {
            graph_.Unify(graph_.FieldOf(NodeOf(args[0]), FieldKind::Car), NodeOf(args[1]));
        }
        break;
    case StorageEffect::StoreCdr:
        NameField(NodeOf(args[0]), FieldKind::Cdr, 0);
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
    case StorageEffect::StoreField:
        if ((module_.structs[stmt.struct_type].fields[stmt.field].kinds & core::kind::kObject) != 0) {
            NameField(NodeOf(args[0]), FieldKind::Field, module_.structs[stmt.struct_type].FieldNumber(stmt.field));
        }
        JoinField(NodeOf(args[0]), stmt, stmt.field, args[1], NodeOf(args[1]));
        break;
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

}  // namespace omni::analysis
