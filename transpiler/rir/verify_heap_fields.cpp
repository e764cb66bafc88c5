// What can be set while somebody relies on it: top-level variables, and fields of heap objects. Who sets one takes over
// what it held; what was found through it may be read only until it may be set.

#include "core/heap_form.h"
#include "rir/heap_walker.h"

namespace omni::rir {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::StorageEffect;
using core::VarId;

Places HeapWalker::PlacesOf(FieldKind kind, size_t index) const
{
    const core::PlaceId place = program_.use().PlaceOf(kind, static_cast<uint16_t>(index));
    return Contains(program_.replaced(), place) ? Places{place} : Places();
}

/// Is it a constant that is no object at all?
bool HeapWalker::IsImmediate(Atom atom) const
{
    if (!atom.is_constant()) {
        return false;
    }
    const core::ConstantKind kind = context_.module.constants[atom.constant()].kind;
    return kind == core::ConstantKind::Nil || kind == core::ConstantKind::Nothing ||
           kind == core::ConstantKind::Bool || kind == core::ConstantKind::Undefined;
}

/// Nobody may go on reading what was found through them, nor take a field for what it was.
void HeapWalker::NoteSet(State& state, const Places& set)
{
    for (size_t i = 0; i < code_.vars.size() && !set.empty(); ++i) {
        const bool ends = Intersect(state[i].through, set);
        const bool was_held = state[i].holder.valid() && Intersect(PlacesOf(state[i].field.kind, state[i].field.index), set);
        if (ends) {
            state.Change(i).lent = false;
            state.Change(i).through.clear();
            state.Change(i).global = {};
        }
        if (was_held) {
            state.Change(i).holder = {};
        }
    }
    FillEmptied(state, set);
}

void HeapWalker::FillEmptied(State& state, const Places& filled)
{
    for (size_t i = 0; i < code_.vars.size() && !filled.empty(); ++i) {
        if (Intersect(state[i].emptied, filled)) {
            Restrict(state.Change(i).emptied, filled, false);
        }
    }
}

/// A call may set them; what a loop sets is set in front of each iteration but the first.
void HeapWalker::WalkSetters(StmtId id, State& state)
{
    Places set;
    for (const core::PlaceId place : program_.settable()) {
        if (program_.use().MaySet(code_, id, place)) {
            set.push_back(place);
            if (place.index() < context_.module.globals.size()) {
                state.Change(SlotOf(core::GlobalId(place.index()))).empty = false;
            }
        }
    }
    NoteSet(state, set);
}

/// What a top-level variable holds is lent by it until it is set. One that is set gives its reference to the operand behind
/// `giving`, which must be what it holds; only an empty one has none.
void HeapWalker::WalkGlobal(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const core::Global& global = context_.module.globals[stmt.global];
    const Places place{program_.use().PlaceOf(stmt.global)};
    if (stmt.kind == StmtKind::LoadGlobal) {
        if (stmt.result.valid() && IsTracked(stmt.result)) {
            BindLent(state, id, stmt.result, {}, place);
            state.Change(stmt.result.index()).global = stmt.global;
        }
        return;
    }
    if (!global.in_heap) {
        return;  // CheckGlobal: nothing in the heap goes there
    }
    Consume(state, id, args[0], context_.NodeOf(args[0]));
    if (args.size() == 1 && !state[SlotOf(stmt.global)].empty) {
        context_.Report("V5", id, "{} is set, but nobody takes over what it held", global.name.text());
    }
    const VarId held = args.size() == 2 ? args[1].var() : VarId();
    const bool is_held = held.valid() && state[held.index()].lent && state[held.index()].global == stmt.global &&
                         state[held.index()].units == 0;
    if (held.valid() && !is_held) {
        context_.Report("V5", id, "{} is not what {} holds here", Name(held), global.name.text());
    }
    NoteSet(state, place);
    state.Change(SlotOf(stmt.global)).empty = IsImmediate(args[0]);
    if (is_held) {
        state.Change(held.index()).units = 1;
    }
}

Field HeapWalker::StoredField(const Stmt& stmt) const
{
    switch (core::Info(stmt.prim).storage) {
        case StorageEffect::StoreCar: return {FieldKind::Car, 0, {}};
        case StorageEffect::StoreCdr: return {FieldKind::Cdr, 0, {}};
        case StorageEffect::StoreElem:
        case StorageEffect::LoadElem: return {FieldKind::Elem, 0, {}};
        default:
            return {FieldKind::Field, context_.module.structs[stmt.struct_type].FieldNumber(stmt.field), {}};
    }
}

/// Is the field empty that the statement sets? Of a vector only one item is known to be.
bool HeapWalker::IsEmptied(const VarState& object, const Stmt& stmt, const Field& field) const
{
    return Intersect(object.emptied, PlacesOf(field.kind, field.index)) &&
           (field.kind != FieldKind::Elem ||
            (stmt.prim == core::Prim::VectorSet && object.emptied_at == code_.args(stmt)[1]));
}

/// After a store of no object. A field of which nobody knows whether it is the same one later is not noted.
void HeapWalker::NoteEmptied(State& state, const Stmt& stmt, VarId object, const Field& field)
{
    const Places place = PlacesOf(field.kind, field.index);
    if (field.kind != FieldKind::Elem) {
        Unite(state.Change(object.index()).emptied, place);
        return;
    }
    const Atom index = stmt.prim == core::Prim::VectorSet ? code_.args(stmt)[1] : Atom();
    if (index.valid() && (!index.is_var() || !reassigned_[index.var().index()])) {
        Unite(state.Change(object.index()).emptied, place);
        state.Change(object.index()).emptied_at = index;
    }
}

/// What the field held becomes the result. Only an empty one needs none.
void HeapWalker::CheckStore(StmtId id, const State& state, VarId object, const Field& field)
{
    const Stmt& stmt = code_.stmts[id];
    const NodeId node = object.valid() ? context_.NodeOf(Atom(object)) : NodeId();
    const NodeId target = node.valid() ? context_.FieldOf(node, field.kind, field.index) : NodeId();
    const bool holds = node.valid() && IsHeap(node) && target.valid() && IsHeap(target);
    if (!stmt.result.valid()) {
        if (holds && core::TakesOut(stmt.prim) && !IsEmptied(state[object.index()], stmt, field)) {
            context_.Report("V5", id, "{} of {} is set, but nobody takes over what it held", Word(field.kind),
                            Name(object));
        }
    } else if (!holds) {
        if (core::Info(stmt.prim).has_result()) {
            return;  // it is a load like any other
        }
        context_.Report("V5", id, "{} takes over what {} held, but that is not in the heap", Name(stmt.result),
                        Word(field.kind));
    } else if (context_.NodeOf(Atom(stmt.result)) != target) {
        context_.Report("V1", id, "{} of {} is {}, but {} is {}", Word(field.kind), Context::Name(node),
                        Context::Name(target), Name(stmt.result), Context::Name(context_.NodeOf(Atom(stmt.result))));
    }
}

void HeapWalker::WalkStore(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const Field field = StoredField(stmt);
    const VarId object = args[0].is_var() ? args[0].var() : VarId();
    const Places place = PlacesOf(field.kind, field.index);
    if (!program_.use().ReferenceSetBy(stmt).valid() || !IsTracked(args[0])) {
        CheckStore(id, state, {}, field);
        NoteSet(state, place);
        return;
    }
    CheckStore(id, state, object, field);
    const Atom value = core::StoredOperand(stmt) ? args.back() : Atom();
    const bool tracked = value.valid() && IsTracked(value) && !state[value.var().index()].empty;
    if (value.valid()) {
        Consume(state, id, value, context_.FieldOf(context_.NodeOf(args[0]), field.kind, field.index));
    }
    std::vector<VarId> same;  // what was loaded from the field is what comes out of it
    for (const VarId load : loads_[object]) {
        const VarState& info = state[load.index()];
        if (load != stmt.result && info.lent && info.units == 0 && info.holder == object &&
            info.field.kind == field.kind && info.field.index == field.index) {
            same.push_back(load);
        }
    }
    if (core::TakesOut(stmt.prim)) {
        NoteSet(state, place);
    }
    if (stmt.result.valid() && IsTracked(stmt.result)) {
        BindOwned(state, id, stmt.result);
        for (const VarId load : same) {
            Lend(state, load, {stmt.result});
        }
    }
    if (stmt.result == object) {
        return;
    }
    if (tracked && value.var() != stmt.result && value.var() != object && state[value.var().index()].units == 0) {
        Lend(state, value.var(), {object}, place);
    }
    if (value.valid() && IsImmediate(value)) {
        NoteEmptied(state, stmt, object, field);
    }
}

/// Who does not know of the heap does not see that what it reads is replaced meanwhile.
void HeapWalker::CheckUnknowing(StmtId id, Atom arg)
{
    const NodeId node = context_.NodeOf(arg);
    if (program_.replaced().empty() || !node.valid()) {
        return;
    }
    const std::vector<bool> reached = ReachedFrom(context_.function, node);
    for (const NodeId holder : context_.function.nodes.ids()) {
        for (const Field& field : context_.function.nodes[holder].fields) {
            const Places place = PlacesOf(field.kind, field.index);
            if (reached[holder.index()] && IsHeap(field.target) && !place.empty() &&
                program_.use().MaySet(code_, id, place.front())) {
                context_.Report("V5", id, "{} is lent to a function that does not know of the heap, but {} may be set meanwhile",
                                context_.Name(arg), Word(field.kind));
                return;
            }
        }
    }
}

/// Is its result, if it is in the heap, lent by its operands?
bool HeapWalker::IsLentBy(const Stmt& stmt) const
{
    return (stmt.kind == StmtKind::Prim && !context_.IsKind(stmt.region, RegionKind::Heap) &&
            !program_.use().ReferenceSetBy(stmt).valid()) ||
           (stmt.kind == StmtKind::Call && !OwnsResult(stmt));
}

void HeapWalker::FindThrough(BlockId block, const std::vector<bool>& leading, Places& through) const
{
    for (const StmtId id : code_.blocks[block].stmts) {
        const Stmt& stmt = code_.stmts[id];
        for (const BlockId inner : stmt.blocks) {
            if (inner.valid()) {
                FindThrough(inner, leading, through);
            }
        }
        if (!stmt.result.valid() || !IsTracked(stmt.result) || !leading[context_.NodeOf(Atom(stmt.result)).index()]) {
            continue;
        }
        if (stmt.kind == StmtKind::LoadGlobal) {
            Insert(through, program_.use().PlaceOf(stmt.global));
        } else if (const core::PlaceId read = program_.use().FieldReadBy(stmt); read.valid()) {
            Unite(through, Contains(program_.replaced(), read) ? Places{read} : Places());
        } else if (IsLentBy(stmt)) {
            Unite(through, program_.replaced());
        }
    }
}

void HeapWalker::FindBound(BlockId block, std::vector<bool>& bound) const
{
    for (const StmtId id : code_.blocks[block].stmts) {
        const Stmt& stmt = code_.stmts[id];
        if (stmt.result.valid()) {
            bound[stmt.result.index()] = true;
        }
        if (stmt.kind == StmtKind::Loop) {
            for (const VarId param : code_.loop_params_of(stmt)) {
                bound[param.index()] = true;
            }
        }
        for (const BlockId inner : stmt.blocks) {
            if (inner.valid()) {
                FindBound(inner, bound);
            }
        }
    }
}

/// At the head of a loop variables that it binds may have other values than in front of it.
void HeapWalker::ForgetWhatIsBound(State& state, BlockId block)
{
    std::vector<bool> bound(code_.vars.size(), false);
    FindBound(block, bound);
    const auto is_bound = [&](VarId var) { return bound[var.index()]; };
    for (size_t i = 0; i < code_.vars.size(); ++i) {
        const VarState& old = state[i];
        if (bound[i] && old.bound) {
            VarState forgotten;
            forgotten.units = old.units;
            forgotten.bound = true;
            forgotten.empty = old.empty;
            forgotten.empty_at_first = old.empty_at_first;
            state.Change(i) = forgotten;
        } else if (std::any_of(old.lenders.begin(), old.lenders.end(), is_bound)) {
            state.Change(i).lent = false;
            state.Change(i).lenders.clear();
        }
        if (state[i].holder.valid() && is_bound(state[i].holder)) {
            state.Change(i).holder = {};
        }
        if (state[i].emptied_at.is_var() && is_bound(state[i].emptied_at.var())) {
            state.Change(i).emptied.clear();
        }
    }
}

}  // namespace omni::rir
