// What statements do to the units of their operands and results.

#include <algorithm>

#include "core/heap_form.h"
#include "rir/heap_walker.h"

namespace omni::rir {

using core::Atom;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::StorageEffect;
using core::VarId;

HeapWalker::Layout HeapWalker::LayoutOf(const Stmt& stmt) const
{
    switch (stmt.prim) {
        case Prim::Cons:
        case Prim::Car:
        case Prim::Cdr:
        case Prim::PairCar:
        case Prim::PairCdr: return {Shape::Pair, {}};
        case Prim::ValuesNew: return {Shape::Values, {}};
        case Prim::StructNew:
        case Prim::StructGet:
        case Prim::StructField: return {Shape::Struct, stmt.struct_type};
        default: return {};
    }
}

bool HeapWalker::HasField(const Layout& layout, const Field& field) const
{
    switch (layout.shape) {
        case Shape::Unknown: return false;
        case Shape::Pair:
        case Shape::Values: return field.kind == FieldKind::Car || field.kind == FieldKind::Cdr;
        case Shape::Struct: {
            const core::StructType& type = context_.module.structs[layout.type];
            return field.kind == FieldKind::Field && field.index >= type.first_field &&
                   field.index < type.first_field + type.fields.size();
        }
    }
    return false;
}

void HeapWalker::CheckConstant(StmtId id, Atom atom)
{
    const core::ConstantKind kind = context_.module.constants[atom.constant()].kind;
    if (kind == core::ConstantKind::Pair || kind == core::ConstantKind::Vector) {
        context_.Report("V6", id, "a constant becomes an object that is freed without a count");
    }
}

void HeapWalker::Load(State& state, StmtId id, Layout layout, FieldKind kind, uint16_t index)
{
    const Stmt& stmt = code_.stmts[id];
    const Atom holder = code_.args(stmt)[0];
    if (IsTracked(holder)) {
        state.Change(holder.var().index()).layout = layout;
    }
    if (!stmt.result.valid() || !IsTracked(stmt.result)) {
        return;
    }
    BindLent(state, id, stmt.result, IsTracked(holder) ? std::vector<VarId>{holder.var()} : std::vector<VarId>{},
             PlacesOf(kind, index));
    if (IsTracked(holder)) {
        named_[holder.var().index()] = true;
        state.Change(stmt.result.index()).holder = holder.var();
        state.Change(stmt.result.index()).field = {kind, index, {}};
    }
}

void HeapWalker::WalkPrim(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const StorageEffect effect = core::Info(stmt.prim).storage;
    if (context_.IsKind(stmt.region, RegionKind::Heap)) {
        const NodeId node = stmt.result.valid() ? context_.NodeOf(Atom(stmt.result)) : NodeId();
        for (size_t i = 0; i < args.size() && !core::MakesLeaf(core::Info(stmt.prim)); ++i) {
            const FieldKind kind = effect == StorageEffect::FreshStruct         ? FieldKind::Field
                                   : core::MakesVector(core::Info(stmt.prim)) ? FieldKind::Elem
                                   : i == 0                                   ? FieldKind::Car
                                                                              : FieldKind::Cdr;
            if (effect == StorageEffect::FreshFill && IsTracked(args[i])) {
                context_.Report("V5", id, "a vector holds {} many times, but it has one reference", context_.Name(args[i]));
            }
            const size_t index = effect == StorageEffect::FreshStruct
                                     ? context_.module.structs[stmt.struct_type].FieldNumber(i)
                                     : 0;
            Consume(state, id, args[i],
                    node.valid() && effect != StorageEffect::Box ? context_.FieldOf(node, kind, index) : NodeId());
        }
        if (core::Extends(stmt)) {
            if (Atom(stmt.cell) != args[0] || !IsTracked(args[0])) {
                context_.Report("V6", id, "only its first operand can get longer, and only in the heap");
                return;
            }
            Consume(state, id, args[0], {});
        } else if (stmt.cell.valid()) {
            const Layout wanted = LayoutOf(stmt);
            GiveUpCell(id, state, stmt.cell, &wanted);
        }
        if (stmt.result.valid() && IsTracked(stmt.result)) {
            BindOwned(state, id, stmt.result);
        } else {
            context_.Report("V5", id, "the object is never consumed");
        }
        return;
    }
    if (stmt.cell.valid()) {
        context_.Report("V6", id, "a cell is used for an object that is not in the heap");
    }
    switch (effect) {
        case StorageEffect::LoadCar: Load(state, id, LayoutOf(stmt), FieldKind::Car, 0); return;
        case StorageEffect::LoadCdr: Load(state, id, LayoutOf(stmt), FieldKind::Cdr, 0); return;
        case StorageEffect::LoadField:
            Load(state, id, LayoutOf(stmt), FieldKind::Field,
                 context_.module.structs[stmt.struct_type].FieldNumber(stmt.field));
            return;
        case StorageEffect::StoreCar:
        case StorageEffect::StoreField: WalkStore(id, state); return;
        case StorageEffect::StoreCdr:
            if (stmt.prim != Prim::PairSetCdr) {
                WalkStore(id, state);
            } else if (IsTracked(args[0])) {
                Consume(state, id, args[1], context_.FieldOf(context_.NodeOf(args[0]), FieldKind::Cdr),
                        args[0].var(), PlacesOf(FieldKind::Cdr, 0));
                FillEmptied(state, PlacesOf(FieldKind::Cdr, 0));
                for (const VarId load : loads_[args[0].var()]) {
                    const VarState& other = state[load.index()];
                    if (other.holder == args[0].var() && other.field.kind == FieldKind::Cdr) {
                        state.Change(load.index()).holder = {};
                    }
                }
            }
            return;
        default: break;
    }
    if (core::SetsItem(stmt.prim)) {
        WalkStore(id, state);
        return;
    }
    if (stmt.result.valid() && IsTracked(stmt.result)) {
        std::vector<VarId> lenders;
        for (const Atom arg : args) {
            if (IsTracked(arg)) {
                lenders.push_back(arg.var());
            }
        }
        const Places through = lenders.empty()                        ? Places()
                               : stmt.prim == core::Prim::VectorRef ? PlacesOf(FieldKind::Elem, 0)
                                                                      : program_.replaced();
        BindLent(state, id, stmt.result, std::move(lenders), through);
    }
}

bool HeapWalker::OwnsResult(const Stmt& call) const
{
    const Function& callee = context_.module.functions[call.callee.index()];
    return !callee.code.is_extern && context_.well_formed[call.callee.index()] && IsInHeap(callee, callee.result_node);
}

void HeapWalker::WalkCall(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const Function& callee = context_.module.functions[stmt.callee.index()];
    const auto heap_in_callee = [&callee](NodeId node) {
        return node.valid() && node.index() < callee.nodes.size() && callee.nodes[node].region.valid() &&
               callee.regions[callee.nodes[node].region].kind == RegionKind::Heap;
    };
    std::vector<VarId> lenders;
    for (size_t i = 0; i < args.size() && i < callee.code.params.size() && !callee.code.is_extern; ++i) {
        const VarId param = callee.code.params[i];
        if (callee.code.vars[param].cell.kind != core::Cell::None) {
            PassCell(id, state, args[i], callee.code.vars[param].cell);
        } else if (heap_in_callee(callee.node_of[param.index()]) && callee.borrow_of(param) == nullptr) {
            if (args[i].is_constant() && callee.nodes[callee.node_of[param.index()]].unique) {
                CheckConstant(id, args[i]);
            }
            Consume(state, id, args[i], {});
        }
    }
    WalkSetters(id, state);  // what is lent must outlive what the callee sets
    for (size_t i = 0; i < args.size(); ++i) {
        const bool knows = !callee.code.is_extern && i < callee.code.params.size() &&
                           heap_in_callee(callee.node_of[callee.code.params[i].index()]);
        const bool consumed = knows && callee.borrow_of(callee.code.params[i]) == nullptr;
        if (IsTracked(args[i]) && !knows) {
            CheckUnknowing(id, args[i]);
        }
        if (IsTracked(args[i]) && !consumed) {
            if (!IsAlive(state, args[i].var())) {
                context_.Report("V5", id, "{} is lent to a call that also takes over what keeps it alive",
                                context_.Name(args[i]));
            }
            lenders.push_back(args[i].var());
        }
    }
    if (heap_in_callee(callee.result_node)) {
        if (stmt.result.valid() && IsTracked(stmt.result)) {
            BindOwned(state, id, stmt.result);
        } else {
            context_.Report("V5", id, "the result is never consumed");
        }
    } else if (stmt.result.valid() && IsTracked(stmt.result)) {
        const Places through = lenders.empty() ? Places() : program_.replaced();
        BindLent(state, id, stmt.result, std::move(lenders), through);
    }
}

void HeapWalker::WalkMove(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const Atom source = code_.args(stmt)[0];
    if (!stmt.result.valid() || !IsTracked(stmt.result)) {
        return;
    }
    if (IsBorrowed(stmt.result)) {
        BindLent(state, id, stmt.result,
                 IsTracked(source) ? std::vector<VarId>{source.var()} : std::vector<VarId>{});
        return;
    }
    Consume(state, id, source, context_.NodeOf(Atom(stmt.result)));
    BindOwned(state, id, stmt.result);
    state.Change(stmt.result.index()).empty = IsImmediate(source);
    if (IsTracked(source) && state[source.var().index()].units == 0) {
        Lend(state, source.var(), {stmt.result});
    }
}

/// The program ends here. One that C calls does not: its variables hold no heap objects.
void HeapWalker::CheckEmptied(StmtId id, const State& state)
{
    for (const core::GlobalId global : context_.module.globals.ids()) {
        if (code_.id == context_.module.entry && context_.module.globals[global].in_heap && !state[SlotOf(global)].empty) {
            context_.Report("V5", id, "the program ends, but {} holds an object", context_.module.globals[global].name.text());
        }
    }
}

/// The object's unit is consumed, and the variables of `keeping` get the units that its fields held: each field that may
/// hold a heap object once.
void HeapWalker::TakeApart(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const VarId var = args[0].var();
    if (!IsTracked(var)) {
        context_.Report("V5", id, "{} is not in the heap", Name(var));
        return;
    }
    const Layout layout = state[var.index()].layout;
    if (layout.shape == Shape::Unknown) {
        context_.Report("V6", id, "it is not known here what kind of object {} is", Name(var));
        return;
    }
    Consume(state, id, args[0], {});
    if (state[var.index()].units != 0) {
        context_.Report("V6", id, "{} has another reference", Name(var));
    }
    state.Change(var.index()).lent = false;
    state.Change(var.index()).emptied.clear();
    std::set<std::pair<FieldKind, uint16_t>> kept;
    for (const Atom atom : args.subspan(1)) {
        VarState& info = state.Change(atom.var().index());
        if (!IsTracked(atom) || info.holder != var || info.units != 0 ||
            !kept.emplace(info.field.kind, info.field.index).second) {
            context_.Report("V6", id, "{} is not a field of {} that it takes over", context_.Name(atom), Name(var));
            return;
        }
        if (context_.function.nodes[context_.NodeOf(atom)].unique && !context_.function.nodes[context_.NodeOf(args[0])].unique) {
            context_.Report("V6", id, "{} may have another reference, which gets {} as well: that is freed without a count",
                            Name(var), context_.Name(atom));
        }
        info.units = 1;
        info.lent = false;
        info.lenders.clear();
        info.through.clear();
        info.global = {};
        for (const VarId load : loads_[var]) {
            const VarState& other = state[load.index()];
            const bool same = load != atom.var() && other.units == 0 && other.lent && other.holder == var &&
                              other.field.kind == info.field.kind && other.field.index == info.field.index;
            if (same) {
                Lend(state, load, {atom.var()});
            }
        }
    }
    for (const Field& field : context_.function.nodes[context_.NodeOf(Atom(var))].fields) {
        if (HasField(layout, field) && IsHeap(field.target) && kept.count({field.kind, field.index}) == 0) {
            context_.Report("V5", id, "{} of {} may hold an object that nobody takes over", Word(field.kind), Name(var));
        }
    }
    if (stmt.kind == StmtKind::Reuse) {
        BindOwned(state, id, stmt.result);
        state.Change(stmt.result.index()).layout = layout;
    }
}

HeapWalker::Layout HeapWalker::LayoutOf(const core::Cell& cell)
{
    switch (cell.kind) {
        case core::Cell::None: return {};
        case core::Cell::Pair: return {Shape::Pair, {}};
        case core::Cell::Values: return {Shape::Values, {}};
        case core::Cell::Struct: return {Shape::Struct, cell.type};
    }
    return {};
}

/// Is there memory for certain? There is, when nobody else can hold the object that it was.
bool HeapWalker::IsGiven(VarId cell) const
{
    const StmtId made = definition_[cell.index()];
    if (!made.valid()) {
        return code_.vars[cell].cell.is_given;
    }
    const NodeId node = context_.NodeOf(code_.args(code_.stmts[made])[0]);
    return node.valid() && context_.function.nodes[node].unique;
}

/// The callee has the cell from here on.
void HeapWalker::PassCell(StmtId id, State& state, Atom arg, const core::Cell& wanted)
{
    if (!arg.is_var() || !is_cell_[arg.var().index()]) {
        context_.Report("V6", id, "{} is not a cell that is free here", context_.Name(arg));
        return;
    }
    const Layout layout = LayoutOf(wanted);
    GiveUpCell(id, state, arg.var(), &layout);
    if (wanted.is_given && !IsGiven(arg.var())) {
        context_.Report("V6", id, "{} may be no memory at all, which the callee does not expect", Name(arg.var()));
    }
}

/// A cell is no value: it is filled, freed, or passed to who expects one.
void HeapWalker::CheckNoCells(StmtId id)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    for (size_t i = 0; i < args.size(); ++i) {
        const bool is_cell = args[i].is_var() && is_cell_[args[i].var().index()];
        if (!is_cell || (stmt.kind == StmtKind::Free && i == 0)) {
            continue;
        }
        const auto* callee = stmt.kind == StmtKind::Call ? &context_.module.functions[stmt.callee.index()].code : nullptr;
        if (callee == nullptr || i >= callee->params.size() || callee->vars[callee->params[i]].cell.kind == core::Cell::None) {
            context_.Report("V6", id, "{} is memory, and no value", Name(args[i].var()));
        }
    }
}

void HeapWalker::GiveUpCell(StmtId id, State& state, VarId cell, const Layout* wanted)
{
    const VarState& info = state[cell.index()];
    if (!is_cell_[cell.index()] || info.units != 1) {
        context_.Report("V6", id, "{} is not a cell that is free here", Name(cell));
        return;
    }
    if (wanted != nullptr && !(*wanted == info.layout)) {
        context_.Report("V6", id, "{} has another size", Name(cell));
    }
    state.Change(cell.index()).units = 0;
}

}  // namespace omni::rir
