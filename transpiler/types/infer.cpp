#include "types/inferrer.h"
#include "types/kinds.h"
#include "types/need.h"

namespace omni::types {

using core::FuncId;
using core::KindSet;
using core::VarId;
namespace kind = core::kind;

void Inferrer::AllocateSlots()
{
    size_t var_count = 0;
    for (const core::Function& function : module_.functions) {
        result_.first_var_.push_back(var_count);
        var_count += function.vars.size();
    }
    offset_ = graph_.AddSlots(var_count);
    result_slots_ = graph_.AddSlots(module_.functions.size());
    global_slots_ = graph_.AddSlots(module_.globals.size());
    for (const core::GlobalId global : module_.globals.ids()) {
        Slot& slot = graph_.slot(global_slots_ + global.index());
        slot.shared = true;
        if (ReprOf(module_.globals[global].declared_kinds) != core::Repr::Obj) {
            slot.bound = module_.globals[global].declared_kinds;
            slot.kinds = slot.bound;
            slot.scalar = true;
        }
    }
    AllocateFieldSlots();
    result_.kinds_.resize(var_count, kind::kNone);
    result_.needed_.resize(var_count, false);
}

/// As for globals: what is declared a scalar is checked where it enters.
void Inferrer::AllocateFieldSlots()
{
    size_t count = 0;
    for (const core::StructType& type : module_.structs) {
        count += type.fields.size();
    }
    field_slots_ = graph_.AddSlots(count);
    for (const core::StructId id : module_.structs.ids()) {
        for (size_t i = 0; i < module_.structs[id].fields.size(); ++i) {
            const core::StructField& field = module_.structs[id].fields[i];
            Slot& slot = graph_.slot(FieldSlot(id, i));
            slot.shared = true;
            if (ReprOf(field.declared_kinds) != core::Repr::Obj) {
                slot.bound = slot.kinds = field.declared_kinds;
                slot.scalar = true;
            }
        }
    }
}

Inference Inferrer::Run()
{
    units_ = ComputeUnits(module_);
    AllocateSlots();
    scheme_of_.resize(module_.functions.size());
    for (uint32_t unit = 0; unit < units_.bottom_up.size(); ++unit) {
        InferUnit(unit);
    }
    FlowDown(true);
    SeedExported();
    graph_.Solve();
    FlowDown(false);
    SeedUncalled();
    SeedImpossible();
    ChooseLayouts();
    CollectCallTypes();
    CollectBrokenItems();
    Collect();
    return std::move(result_);
}

void Inferrer::InferUnit(uint32_t unit)
{
    current_unit_ = unit;
    UnitRange range;
    range.first_edge = static_cast<uint32_t>(graph_.edge_count());
    range.first_both = static_cast<uint32_t>(graph_.both_count());
    for (const FuncId id : units_.bottom_up[unit]) {
        AddFunctionBounds(module_.functions[id]);
    }
    for (const FuncId id : units_.bottom_up[unit]) {
        WalkFunction(module_.functions[id]);
    }
    graph_.Solve();
    range.last_edge = static_cast<uint32_t>(graph_.edge_count());
    range.last_both = static_cast<uint32_t>(graph_.both_count());

    bool entered = false;
    for (const FuncId id : units_.bottom_up[unit]) {
        const core::Function& function = module_.functions[id];
        if (!units_.called_from_outside[id.index()]) {
            continue;
        }
        if (!entered) {
            schemes_.Enter(range);
            entered = true;
        }
        std::vector<SlotId> params;
        for (const VarId param : function.params) {
            params.push_back(SlotOf(id, param));
        }
        scheme_of_[id.index()] = schemes_.Build(params, ResultSlot(id));
    }
    if (entered) {
        schemes_.Leave();
    }
}

/// A declared scalar type is checked where values enter, so nothing else gets in.
void Inferrer::AddFunctionBounds(const core::Function& function)
{
    for (const VarId var : function.vars.ids()) {
        const core::Var& info = function.vars[var];
        if (info.declared_repr && ReprOf(info.declared_kinds) != core::Repr::Obj) {
            Slot& slot = graph_.slot(SlotOf(function.id, var));
            slot.bound = info.declared_kinds;
            slot.kinds = slot.bound;
            slot.scalar = true;
        }
    }
    if (!function.is_extern && ReprOf(function.declared_result_kinds) != core::Repr::Obj) {
        Slot& slot = graph_.slot(ResultSlot(function.id));
        slot.bound = function.declared_result_kinds;
        slot.kinds = slot.bound;
        slot.scalar = true;
    }
    const size_t most = function.params.size() - (function.has_rest && !function.params.empty() ? 1 : 0);
    for (size_t i = most - function.optional_count; i < most; ++i) {
        graph_.AddKinds(SlotOf(function.id, function.params[i]), kind::kAbsent);
    }
    if (function.has_rest && !function.params.empty()) {
        const SlotId rest = SlotOf(function.id, function.params.back());
        graph_.AddKinds(rest, kind::kNil);
    }
}

/// What callers pass arrives at the function itself. Code that is never reached does not count.
void Inferrer::FlowDown(bool live)
{
    for (const Copy& copy : copies_) {
        if (units_.live[copy.caller.index()] != live || (!live && units_.live[copy.callee.index()])) {
            continue;
        }
        const Scheme& scheme = scheme_of_[copy.callee.index()];
        for (uint32_t i = 0; i < scheme.interface_count; ++i) {
            if (i != scheme.param_count) {
                graph_.AddEdge(copy.first + i, scheme.slots[i].original);
            }
        }
    }
}

/// Exported names are met by code that is not here.
void Inferrer::SeedExported()
{
    const auto expose = [&](SlotId slot, KindSet kinds) {
        graph_.AddKinds(slot, kinds);
        if (!graph_.slot(slot).scalar) {
            graph_.MakeUnknown(slot);
        }
    };
    for (const core::Function& function : module_.functions) {
        if (function.exported) {
            for (const VarId param : function.params) {
                expose(SlotOf(function.id, param), kind::kAny);
            }
            expose(ResultSlot(function.id), kind::kNone);
        }
    }
    for (const core::StructId id : module_.structs.ids()) {
        for (size_t i = 0; module_.structs[id].exported && i < module_.structs[id].fields.size(); ++i) {
            expose(FieldSlot(id, i), module_.structs[id].fields[i].declared_kinds);
        }
    }
    for (const core::GlobalId id : module_.globals.ids()) {
        if (module_.globals[id].exported) {
            expose(global_slots_ + id.index(), kind::kAny);
        }
    }
}

/// A function that nobody calls may be called with anything, by those who will call it one day.
void Inferrer::SeedUncalled()
{
    for (auto unit = units_.bottom_up.rbegin(); unit != units_.bottom_up.rend(); ++unit) {
        graph_.Solve();
        for (const FuncId id : *unit) {
            if (units_.live[id.index()]) {
                continue;
            }
            for (const VarId param : module_.functions[id].params) {
                const SlotId slot = SlotOf(id, param);
                if (graph_.slot(slot).kinds != kind::kNone && units_.called_from_outside[id.index()]) {
                    continue;  // who calls it, though uncalled itself, says with what
                }
                graph_.AddKinds(slot, kind::kAny);
                if (!graph_.slot(slot).shared && !graph_.slot(slot).scalar && !graph_.shape(graph_.ShapeOf(slot)).shared) {
                    graph_.MakeUnknown(slot);
                }
            }
        }
    }
    graph_.Solve();
}

/// A calculation with what are no numbers gives nothing. For all that follows it gives some number, so that what gets its result is
/// prepared for one.
void Inferrer::SeedImpossible()
{
    for (const SlotId slot : arithmetic_) {
        if (graph_.slot(slot).kinds == kind::kNone) {
            graph_.AddKinds(slot, kind::kNumber);
        }
    }
    graph_.Solve();
}

/// Code that is never reached has no say.
void Inferrer::ChooseLayouts()
{
    for (const Copy& copy : copies_) {
        if (units_.live[copy.caller.index()]) {
            layouts_.JoinCopy(scheme_of_[copy.callee.index()], copy.first);
        }
    }
    layouts_.Solve();
    for (size_t i = 0; i < result_.kinds_.size(); ++i) {
        const SlotId slot = offset_ + static_cast<SlotId>(i);
        result_.items_.push_back({layouts_.Of(slot), layouts_.MayBeConstant(slot)});
    }
    layouts_.ForEachConstant(
        [&](core::ConstantId constant, core::Repr items) { result_.constant_items_.emplace_back(constant, items); });
}

/// Calls in which a number is known to be an Int, or a Float, that is not in all calls together.
void Inferrer::CollectCallTypes()
{
    constexpr size_t kElem = 3;  // of kShapeFields
    static_assert(kShapeFields[kElem] == &Shape::elem);
    for (const Copy& copy : copies_) {
        if (!copy.stmt.valid()) {
            continue;
        }
        const Scheme& scheme = scheme_of_[copy.callee.index()];
        Inference::CallTypes call{copy.caller, copy.callee, copy.stmt, {}};
        bool differs = false;
        for (uint32_t i = 0; i < scheme.interface_count; ++i) {
            const KindSet own = graph_.slot(copy.first + i).kinds, generic = graph_.slot(scheme.slots[i].original).kinds;
            call.parts.push_back({own, generic, false});
            differs = differs || (ReprOf(own) != core::Repr::Obj && ReprOf(generic) == core::Repr::Obj &&
                                  (own & kind::kNumber) != 0);
        }
        for (const Scheme::ShapeCopy& shape : scheme.shapes) {
            // Shapes without fields have none here; elements behind the interface are no part of it.
            if (kElem < shape.fields.size() && shape.fields[kElem] < call.parts.size()) {
                call.parts[shape.fields[kElem]].element = true;
            }
        }
        if (differs) {
            result_.call_types_.push_back(std::move(call));
        }
    }
}

void Inferrer::CheckItems(SlotId slot, KindSet declared, support::Symbol name, source::Span span)
{
    const KindSet promised = ItemKinds(declared);
    const ShapeId id = graph_.slot(slot).shape;
    if (promised == kind::kAny || id == kNoId) {
        return;
    }
    const SlotId items = (declared & kind::kVector) != 0 ? graph_.shape(id).elem : graph_.shape(id).car;
    const KindSet found = items == kNoId ? kind::kNone : graph_.slot(items).kinds;
    if (found != kind::kNone && (found & promised) == 0) {
        result_.broken_items_.push_back({name, span, declared, found});
    }
}

/// Nothing that gets into the list or vector is what it was declared to hold.
void Inferrer::CollectBrokenItems()
{
    for (const core::Function& function : module_.functions) {
        if (!units_.live[function.id.index()] || function.is_extern) {
            continue;
        }
        for (const VarId var : function.vars.ids()) {
            const core::Var& info = function.vars[var];
            CheckItems(SlotOf(function.id, var), info.declared_kinds, info.name, info.span);
        }
        CheckItems(ResultSlot(function.id), function.declared_result_kinds, function.name, function.span);
    }
    for (const core::GlobalId id : module_.globals.ids()) {
        const core::Global& global = module_.globals[id];
        CheckItems(global_slots_ + id.index(), global.declared_kinds, global.name, global.span);
    }
    for (const core::StructId id : module_.structs.ids()) {
        for (size_t i = 0; i < module_.structs[id].fields.size(); ++i) {
            const core::StructField& field = module_.structs[id].fields[i];
            CheckItems(FieldSlot(id, i), field.declared_kinds, field.name, field.span);
        }
    }
}

void Inferrer::Collect()
{
    const auto final_kinds = [&](SlotId slot) -> KindSet {
        const KindSet kinds = graph_.slot(slot).kinds;
        return kinds == kind::kNone ? kind::kAny : kinds;
    };
    for (size_t i = 0; i < result_.kinds_.size(); ++i) {
        result_.kinds_[i] = final_kinds(offset_ + static_cast<SlotId>(i));
    }
    for (const core::Function& function : module_.functions) {
        for (const core::Stmt& stmt : function.stmts) {
            // A body that always raises gives nothing but the mark, which is no object.
            if (stmt.guarded && stmt.result.valid() &&
                graph_.slot(SlotOf(function.id, stmt.result)).kinds == kind::kNone) {
                result_.kinds_[result_.first_var_[function.id.index()] + stmt.result.index()] = kind::kNothing;
            }
        }
    }
    for (const FuncId id : module_.functions.ids()) {
        result_.result_kinds_.push_back(final_kinds(ResultSlot(id)));
    }
    for (const core::GlobalId id : module_.globals.ids()) {
        result_.global_kinds_.push_back(final_kinds(global_slots_ + id.index()));
    }
    for (const core::StructId id : module_.structs.ids()) {
        for (size_t i = 0; i < module_.structs[id].fields.size(); ++i) {
            result_.field_kinds_.push_back(final_kinds(FieldSlot(id, i)));
        }
    }
    result_.live_ = units_.live;
    for (const SequenceStart& start : sequences_) {
        const KindSet kinds = start.over.is_var()
                                  ? graph_.slot(SlotOf(start.function, start.over.var())).kinds & start.filter
                                  : KindOf(module_.constants[start.over.constant()]);
        result_.sequences_.push_back({start.function, core::StmtId(start.stmt), kinds});
    }
    result_.result_needed_.resize(module_.functions.size(), false);
    std::vector<FuncId> callers_first;
    for (auto unit = units_.bottom_up.rbegin(); unit != units_.bottom_up.rend(); ++unit) {
        callers_first.insert(callers_first.end(), unit->begin(), unit->end());
    }
    ComputeNeeded(module_, callers_first, result_);
}

Inference Infer(const core::Module& module, source::Sink&)
{
    Inferrer inferrer(module);
    return inferrer.Run();
}

}  // namespace omni::types
