// The constraints of one function's statements; those of calls are in infer_calls.cpp.

#include "core/container_flow.h"
#include "types/inferrer.h"
#include "types/kinds.h"

namespace omni::types {

using core::Atom;
using core::BlockId;
using core::KindSet;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
namespace kind = core::kind;

void Inferrer::WalkFunction(const core::Function& function)
{
    current_ = &function;
    if (function.is_extern) {
        for (const VarId param : function.params) {
            graph_.MakeUnknown(SlotOf(param));
        }
        graph_.AddKinds(ResultSlot(function.id), function.declared_result_kinds & kind::kAny);
        graph_.MakeUnknown(ResultSlot(function.id));
        return;
    }
    FlowFacts facts(module_, function);
    facts_ = &facts;
    WalkBlock(function.body, Context());
    facts_ = nullptr;
}

void Inferrer::WalkBlock(BlockId block, const Context& context)
{
    for (const StmtId stmt : current_->blocks[block].stmts) {
        WalkStmt(stmt, context);
    }
}

void Inferrer::WalkStmt(StmtId id, const Context& context)
{
    const Stmt& stmt = current_->stmts[id];
    const auto args = current_->args(stmt);
    switch (stmt.kind) {
    case StmtKind::Prim: WalkPrim(stmt); break;
    case StmtKind::Move: Flow(args[0], SlotOf(stmt.result)); break;
    case StmtKind::Assign:
        Flow(args[0], SlotOf(stmt.result));
        facts_->Assign(stmt.result, kind::kAny);
        break;
    case StmtKind::Call: WalkCall(id); break;
    case StmtKind::CallClosure: WalkCallClosure(stmt); break;
    case StmtKind::MakeClosure: WalkMakeClosure(stmt); break;
    case StmtKind::LoadGlobal:
        if (stmt.result.valid()) {
            graph_.Flow(global_slots_ + stmt.global.index(), SlotOf(stmt.result));
        }
        break;
    case StmtKind::StoreGlobal: Flow(args[0], global_slots_ + stmt.global.index()); break;
    case StmtKind::If: WalkIf(id, context); break;
    case StmtKind::Loop: WalkLoop(id, context); break;
    case StmtKind::Yield:
        if (context.if_result.valid()) {
            FlowOrNothing(stmt, SlotOf(context.if_result));
        }
        break;
    case StmtKind::Continue: {
        const auto params = current_->loop_params_of(*context.loop);
        for (size_t i = 0; i < params.size(); ++i) {
            Flow(args[i], SlotOf(params[i]));
        }
        break;
    }
    case StmtKind::Break:
        if (context.loop_result.valid()) {
            FlowOrNothing(stmt, SlotOf(context.loop_result));
        }
        break;
    case StmtKind::Return: FlowOrNothing(stmt, ResultSlot(current_->id)); break;
    default: break;
    }
    facts_->Defined(stmt);
}

void Inferrer::WalkIf(StmtId id, const Context& context)
{
    const Stmt& stmt = current_->stmts[id];
    const Atom condition = current_->args(stmt)[0];
    Context inner = context;
    inner.if_result = stmt.result;
    const size_t mark = facts_->Mark();
    facts_->Assume(condition, true);
    WalkBlock(stmt.blocks[0], inner);
    facts_->Rollback(mark);
    facts_->Assume(condition, false);
    WalkBlock(stmt.blocks[1], inner);
    facts_->Rollback(mark);
    facts_->Leave(id);
}

void Inferrer::WalkLoop(StmtId id, const Context& context)
{
    const Stmt& stmt = current_->stmts[id];
    const auto args = current_->args(stmt);
    const auto params = current_->loop_params_of(stmt);
    for (size_t i = 0; i < params.size(); ++i) {
        Flow(args[i], SlotOf(params[i]));
    }
    Context inner = context;
    inner.if_result = VarId();
    inner.loop_result = stmt.result;
    inner.loop = &stmt;
    const size_t mark = facts_->Mark();
    facts_->EnterLoop(id);
    WalkBlock(stmt.blocks[0], inner);
    facts_->Rollback(mark);
    facts_->Leave(id);
}

void Inferrer::AddConstant(SlotId to, core::ConstantId id)
{
    const core::Constant* constant = &module_.constants[id];
    graph_.AddKinds(to, KindOf(*constant));
    const bool has_parts = constant->kind == core::ConstantKind::Pair || constant->kind == core::ConstantKind::Vector;
    if (!has_parts || graph_.slot(to).scalar) {
        return;
    }
    if (constant->kind == core::ConstantKind::Vector) {
        layouts_.AddConstant(id, graph_.ShapeOf(to));
        const ShapeId vector = graph_.ShapeOf(to);
        for (constant = &module_.constants[constant->car]; constant->kind == core::ConstantKind::Pair;
             constant = &module_.constants[constant->cdr]) {
            AddConstant(graph_.Elem(vector), constant->car);
        }
        return;
    }
    // One shape for the whole spine: a quoted list is rarely anything but a list of like elements.
    const ShapeId spine = graph_.ShapeOf(to);
    while (constant->kind == core::ConstantKind::Pair) {
        AddConstant(graph_.Car(spine), constant->car);
        constant = &module_.constants[constant->cdr];
        const SlotId rest = graph_.Cdr(spine);
        graph_.AddKinds(rest, KindOf(*constant));
        graph_.Unify(graph_.ShapeOf(rest), spine);
    }
}

void Inferrer::Flow(Atom from, SlotId to)
{
    if (from.is_constant()) {
        AddConstant(to, from.constant());
    } else if (from.is_var()) {
        graph_.Flow(SlotOf(from.var()), to, facts_->Of(from.var()));
    }
}

void Inferrer::FlowOrNothing(const Stmt& stmt, SlotId to)
{
    if (stmt.arg_count == 0) {
        graph_.AddKinds(to, kind::kNothing);
    } else {
        Flow(current_->args(stmt)[0], to);
    }
}

ShapeId Inferrer::ShapeOf(Atom atom)
{
    if (atom.is_var()) {
        return graph_.ShapeOf(SlotOf(atom.var()));
    }
    const SlotId slot = graph_.AddSlot();
    AddConstant(slot, atom.constant());
    return graph_.ShapeOf(slot);
}

void Inferrer::MarkScalar(VarId var) { graph_.slot(SlotOf(var)).scalar = !facts_->IsAssigned(var); }

namespace {

/// Kinds of the elements of a fresh list where these are immediates.
KindSet ElementKindsOf(Prim prim)
{
    switch (prim) {
    case Prim::StringToList:
    case Prim::SequenceOfText: return kind::kChar;
    case Prim::BytesToList:
    case Prim::SequenceOfBytes: return kind::kInt;
    case Prim::SequenceOfAny: return kind::kChar | kind::kInt;
    default: return kind::kNone;
    }
}

}  // namespace

/// What a `for` walks over is known only here, where tests in front of it count.
void Inferrer::NoteSequence(const Stmt& stmt)
{
    if (!IsSequenceStart(stmt.prim)) {
        return;
    }
    const Atom over = current_->args(stmt)[0];
    sequences_.push_back({current_->id, static_cast<uint32_t>(&stmt - &*current_->stmts.begin()), over,
                          over.is_var() ? facts_->Of(over.var()) : kind::kAny});
}

void Inferrer::WalkPrim(const Stmt& stmt)
{
    NoteSequence(stmt);
    NoteLayout(stmt);
    const core::PrimInfo& info = core::Info(stmt.prim);
    const auto args = current_->args(stmt);
    if (stmt.result.valid() && ArithmeticOf(stmt.prim).is_arithmetic) {
        MarkScalar(stmt.result);
        WalkArithmetic(stmt);
        NarrowBySuccess(stmt);
        return;
    }
    switch (info.storage) {
    case core::StorageEffect::LoadCar:
    case core::StorageEffect::LoadCdr:
    case core::StorageEffect::LoadCell: WalkLoad(stmt); break;
    case core::StorageEffect::FreshPair:
        if (stmt.result.valid()) {
            Flow(args[0], graph_.Car(graph_.ShapeOf(SlotOf(stmt.result))));
            Flow(args[1], graph_.Cdr(graph_.ShapeOf(SlotOf(stmt.result))));
        }
        break;
    case core::StorageEffect::FreshCell:
        if (stmt.result.valid()) {
            Flow(args[0], graph_.Content(graph_.ShapeOf(SlotOf(stmt.result))));
        }
        break;
    case core::StorageEffect::FreshList:
    case core::StorageEffect::FreshSymbols:
        if (stmt.result.valid()) {
            const ShapeId spine = graph_.ShapeOf(SlotOf(stmt.result));
            const SlotId rest = graph_.Cdr(spine);
            graph_.AddKinds(rest, kListKinds);
            graph_.Unify(graph_.ShapeOf(rest), spine);
            graph_.AddKinds(graph_.Car(spine), ElementKindsOf(stmt.prim) != kind::kNone ? ElementKindsOf(stmt.prim)
                                               : info.storage == core::StorageEffect::FreshSymbols
                                                   ? kind::kSymbol
                                                   : kind::kString);
        }
        break;
    case core::StorageEffect::StoreCar: Flow(args[1], graph_.Car(ShapeOf(args[0]))); break;
    case core::StorageEffect::StoreCdr: Flow(args[1], graph_.Cdr(ShapeOf(args[0]))); break;
    case core::StorageEffect::StoreCell: Flow(args[1], graph_.Content(ShapeOf(args[0]))); break;
    case core::StorageEffect::FreshStruct:
        for (size_t i = 0; i < args.size(); ++i) {
            Flow(args[i], FieldSlot(stmt.struct_type, i));
        }
        if (stmt.result.valid()) {
            graph_.AddKinds(SlotOf(stmt.result), kind::OfStruct(stmt.struct_type));
        }
        break;
    case core::StorageEffect::LoadField:
        if (stmt.result.valid()) {
            graph_.Flow(FieldSlot(stmt.struct_type, stmt.field), SlotOf(stmt.result));
        }
        break;
    case core::StorageEffect::StoreField: Flow(args[1], FieldSlot(stmt.struct_type, stmt.field)); break;
    case core::StorageEffect::Same:
        if (stmt.result.valid()) {
            Flow(args[0], SlotOf(stmt.result));
        }
        break;
    case core::StorageEffect::FreshAny:
        if (stmt.result.valid()) {
            graph_.MakeUnknown(SlotOf(stmt.result));
        }
        break;
    default: WalkContainer(stmt); break;
    }
    if (info.Has('R')) {
        for (const Atom atom : args) {
            if (atom.is_var()) {
                graph_.Expose(SlotOf(atom.var()));
            }
        }
    }
    if (stmt.prim == Prim::Subvector && stmt.result.valid() && args[0].is_var()) {
        // No vector without one: a pattern that takes lists and vectors alike stays one of lists.
        graph_.AddEdge(SlotOf(args[0].var()), SlotOf(stmt.result), kind::kVector);
    } else if (stmt.result.valid()) {
        const KindSet kinds = FixedResultKinds(stmt.prim);
        if (kinds != kind::kNone && (kinds & kShapedKinds) == 0) {
            MarkScalar(stmt.result);
        }
        graph_.AddKinds(SlotOf(stmt.result), kinds);
    }
    NarrowBySuccess(stmt);
}

/// What has a say in how the elements of vectors are held.
void Inferrer::NoteLayout(const Stmt& stmt)
{
    const core::PrimInfo& info = core::Info(stmt.prim);
    const auto args = current_->args(stmt);
    if (stmt.prim == Prim::SequenceItem && args[0].is_var()) {
        layouts_.AddWalk(SlotOf(args[0].var()), facts_->Of(args[0].var()));
    }
    if ((stmt.prim == Prim::ZeroVector || stmt.prim == Prim::VectorGrow) && stmt.result.valid()) {
        graph_.FillWithZeros(SlotOf(stmt.result));
    }
    if (info.storage == core::StorageEffect::MoveElems) {
        layouts_.Join(ShapeOf(args[0]), ShapeOf(args[2]));
    }
    if (info.storage == core::StorageEffect::FreshElems && stmt.result.valid()) {
        for (size_t i = 0; i < args.size(); ++i) {
            if (OperandLetter(info, i) == 'V') {
                layouts_.Join(graph_.ShapeOf(SlotOf(stmt.result)), ShapeOf(args[i]));
            }
        }
    }
}

/// What a container holds: see core/container_flow.h.
void Inferrer::WalkContainer(const Stmt& stmt)
{
    if (core::Info(stmt.prim).storage == core::StorageEffect::SameOrList && stmt.result.valid()) {
        const ShapeId list = graph_.ShapeOf(SlotOf(stmt.result));
        graph_.AddKinds(SlotOf(stmt.result), kListKinds);
        graph_.AddKinds(graph_.Cdr(list), kListKinds);
        graph_.Unify(graph_.ShapeOf(graph_.Cdr(list)), list);
        graph_.AddKinds(graph_.Car(list), ElementKindsOf(stmt.prim));
    }
    const auto args = current_->args(stmt);
    const auto shape_of = [&](const core::FlowPlace& place) {
        return place.operand == core::FlowPlace::kResult ? graph_.ShapeOf(SlotOf(stmt.result))
                                                         : ShapeOf(args[place.operand]);
    };
    core::ForEachContainerFlow(
        core::Info(stmt.prim), args.size(), [&](const core::FlowPlace& from, const core::FlowPlace& to) {
            if (to.operand == core::FlowPlace::kResult && !stmt.result.valid()) {
                return;
            }
            const SlotId target =
                to.field ? graph_.Field(shape_of(to), ShapeFieldOf(*to.field)) : SlotOf(stmt.result);
            if (from.field) {
                graph_.Flow(graph_.Field(shape_of(from), ShapeFieldOf(*from.field)), target);
            } else {
                Flow(args[from.operand], target);
            }
        });
}

void Inferrer::WalkLoad(const Stmt& stmt)
{
    if (!stmt.result.valid()) {
        return;
    }
    const ShapeId holder = ShapeOf(current_->args(stmt)[0]);
    const core::StorageEffect effect = core::Info(stmt.prim).storage;
    const SlotId field = effect == core::StorageEffect::LoadCar   ? graph_.Car(holder)
                         : effect == core::StorageEffect::LoadCdr ? graph_.Cdr(holder)
                                                                  : graph_.Content(holder);
    graph_.Flow(field, SlotOf(stmt.result));
}

/// Float where any operand is a Float, Int where all are Ints.
void Inferrer::WalkArithmetic(const Stmt& stmt)
{
    const SlotId result = SlotOf(stmt.result);
    if (units_.live[current_->id.index()]) {
        arithmetic_.push_back(result);
    }
    SlotId int_operands[2];
    size_t int_operand_count = 0;
    bool may_be_int = true;
    for (const Atom atom : current_->args(stmt)) {
        if (atom.is_constant()) {
            const KindSet kinds = KindOf(module_.constants[atom.constant()]);
            graph_.AddKinds(result, kinds & kind::kFloat);
            may_be_int = may_be_int && (kinds & kind::kInt) != 0;
            continue;
        }
        const KindSet filter = facts_->Of(atom.var());
        graph_.AddEdge(SlotOf(atom.var()), result, filter & kind::kFloat);
        may_be_int = may_be_int && (filter & kind::kInt) != 0;
        if (int_operand_count < 2) {
            int_operands[int_operand_count++] = SlotOf(atom.var());
        }
    }
    if (ArithmeticOf(stmt.prim).float_always) {
        graph_.AddKinds(result, kind::kFloat);
    }
    if (!may_be_int) {
        return;
    }
    if (int_operand_count == 2) {
        graph_.AddBoth(int_operands[0], int_operands[1], result);
    } else if (int_operand_count == 1) {
        graph_.AddEdge(int_operands[0], result, kind::kInt);
    } else {
        graph_.AddKinds(result, kind::kInt);
    }
}

void Inferrer::NarrowBySuccess(const Stmt& stmt)
{
    const auto args = current_->args(stmt);
    for (size_t i = 0; i < args.size(); ++i) {
        const KindSet accepted = OperandKinds(module_, stmt, i);
        if (args[i].is_var() && accepted != kind::kAny) {
            facts_->Narrow(args[i].var(), accepted);
        }
    }
}

}  // namespace omni::types
