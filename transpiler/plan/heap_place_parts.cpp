// Objects that are taken apart while dup and drop are placed: their memory is free from there on, and their parts have
// owners of their own.

#include <algorithm>

#include "plan/heap_placer.h"

namespace omni::plan {

using core::Atom;
using core::Stmt;
using core::StmtKind;
using core::VarId;
using reason::ReasonKind;

bool HeapPlacer::TakeApart(State& state, const BitSet& live, VarId var)
{
    if (heap_.open.count(heap_.NodeOf(var)) != 0) {
        return false;
    }
    std::vector<VarId> parts;  // variables that hold a part, in order
    ObjectLayout layout;
    bool wanted = false;
    for (const VarId part : loaded_vars_) {
        const LoadedFrom& from = loaded_.at(part.index());
        if (from.holder != var || !state.bound.Test(part.index()) || state.owned.Test(part.index())) {
            continue;
        }
        parts.push_back(part);
        layout = from.layout;
        wanted = wanted || (IsDemanded(part) && IsRead(state, live, part));
    }
    if (!wanted) {
        return false;
    }
    std::vector<Atom> args{var};
    std::vector<support::Symbol> names;
    for (const auto& field : heap_.HeapFields(var, layout)) {
        VarId keep;
        int best = -1;
        for (const VarId part : parts) {
            if (IsOf(part, field)) {
                const int worth = IsRead(state, live, part) ? (IsDemanded(part) ? 2 : 1) : 0;
                if (worth >= best) {
                    best = worth;
                    keep = part;
                }
            }
        }
        if (!keep.valid()) {
            keep = LoadPart(state, var, layout, field);
        } else if (best > 0) {
            names.push_back(heap_.Spelling(keep));
        }
        for (const VarId part : parts) {
            if (IsOf(part, field) && part != keep) {
                state.lenders[part.index()] = {keep};
            }
        }
        args.push_back(keep);
        state.owned.Set(keep.index());
        state.lenders[keep.index()].clear();
    }
    state.owned.Reset(var.index());
    Explain(Add(StmtKind::Free, args, code_.vars[var].span), DecisionKind::Free, var, ReasonKind::CellFreed, {},
            names);
    return true;
}

VarId HeapPlacer::LoadPart(State& state, VarId var, const ObjectLayout& layout,
                           const analysis::StorageGraph::Edge& field)
{
    if (code_.vars.size() >= universe_) {
        failed_ = true;
        return var;
    }
    core::Var part;
    part.kind = core::VarKind::Temp;
    Stmt load;
    load.kind = StmtKind::Prim;
    load.span = code_.vars[var].span;
    switch (layout.shape) {
    case ObjectLayout::Struct: {
        const core::StructType& type = heap_.module.structs[layout.type];
        load.prim = core::Prim::StructField;
        load.struct_type = layout.type;
        load.field = static_cast<uint16_t>(field.index - type.first_field);
        part.name = type.fields[load.field].name;
        part.kinds = type.fields[load.field].kinds;
        break;
    }
    case ObjectLayout::Values:
        load.prim = field.kind == core::FieldKind::Car ? core::Prim::ValuesFirst : core::Prim::ValuesRest;
        part.name = support::Intern(field.kind == core::FieldKind::Car ? "first" : "rest");
        break;
    default:
        load.prim = field.kind == core::FieldKind::Car ? core::Prim::PairCar : core::Prim::PairCdr;
        part.name = support::Intern(field.kind == core::FieldKind::Car ? "head" : "tail");
        break;
    }
    load.result = code_.AddVar(part);
    heap_.node_of.push_back(field.target);
    const Atom holder(var);
    code_.SetArgs(load, {&holder, 1});
    placed_.push_back(code_.stmts.Add(load));
    heap_.NoteDefinition(load.result, placed_.back());
    state.bound.Set(load.result.index());
    return load.result;
}

bool HeapPlacer::IsOf(VarId part, const analysis::StorageGraph::Edge& field) const
{
    const LoadedFrom& from = loaded_.at(part.index());
    return from.kind == field.kind && from.index == field.index;
}

bool HeapPlacer::IsRead(const State& state, const BitSet& live, VarId part) const
{
    bool is_read = false;
    live.ForEach([&](size_t i) { is_read = is_read || DependsOn(state, VarId(i), part); });
    return is_read;
}

bool HeapPlacer::DependsOn(const State& state, VarId var, VarId part, size_t depth) const
{
    if (var == part) {
        return true;
    }
    if (state.owned.Test(var.index()) || depth > code_.vars.size()) {
        return false;
    }
    const auto& lenders = state.lenders[var.index()];
    return std::any_of(lenders.begin(), lenders.end(),
                       [&](VarId lender) { return DependsOn(state, lender, part, depth + 1); });
}

bool HeapPlacer::IsDemanded(VarId var) const
{
    return var.index() < modes_.demanded.size() && modes_.demanded[var.index()];
}

}  // namespace omni::plan
