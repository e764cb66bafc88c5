#include "types/hints.h"
#include "types/kinds.h"
#include "core/pending_calls.h"
#include "types/lowerer.h"

namespace omni::types {

using core::Atom;
using core::BlockId;
using core::ConstantKind;
using core::FuncId;
using core::KindSet;
using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
namespace kind = core::kind;

Lowerer::Lowerer(core::Module& module, const Inference& inference, ConstantPool& pool, source::Sink& sink,
                 const CertainCalls& certain, core::Function& function)
    : module_(module),
      inference_(inference),
      pool_(pool),
      sink_(sink),
      certain_(certain),
      function_(function),
      facts_(module, function),
      replacement_(function.vars.size()),
      arm_of_(function.vars.size(), 0),
      made_here_(function.vars.size(), false),
      original_vars_(function.vars.size())
{
    if (!function.trivia.empty()) {
        trivia_of_.resize(function.stmts.size(), 0);
        for (size_t i = function.trivia.size(); i-- > 0;) {
            if (function.trivia[i].stmt.valid()) {
                trivia_of_[function.trivia[i].stmt.index()] = static_cast<uint32_t>(i) + 1;
            }
        }
    }
}

void Lowerer::Run() { LowerBlock(function_.body, Context()); }

bool Lowerer::Wanted(VarId var) const { return var.valid() && inference_.Needed(function_.id, var); }

/// Does control reach the end of the block?
bool Lowerer::LowerBlock(BlockId block, const Context& context)
{
    const std::vector<StmtId> stmts = std::move(function_.blocks[block].stmts);
    std::vector<StmtId> lowered;
    lowered.reserve(stmts.size());
    std::vector<StmtId>* const outer = out_;
    out_ = &lowered;
    const End end = LowerStmts(stmts, context);
    out_ = outer;
    function_.blocks[block].stmts = std::move(lowered);
    return end == End::Yielded;
}

Lowerer::End Lowerer::LowerStmts(const std::vector<StmtId>& stmts, const Context& context)
{
    for (const StmtId id : stmts) {
        const End end = LowerStmt(id, context);
        if (end != End::Open) {
            return end;
        }
    }
    return End::Left;
}

Lowerer::End Lowerer::LowerStmt(StmtId id, const Context& context)
{
    const Stmt stmt = function_.stmts[id];
    span_ = stmt.span;
    if (!trivia_of_.empty() && trivia_of_[id.index()] != 0) {
        pending_trivia_.push_back(trivia_of_[id.index()] - 1);
    }
    if (stmt.result.valid() && stmt.kind != StmtKind::Assign) {
        arm_of_[stmt.result.index()] = arm_;
        made_here_[stmt.result.index()] = stmt.kind == StmtKind::Prim || stmt.kind == StmtKind::MakeClosure;
    }
    End end = End::Open;
    switch (stmt.kind) {
    case StmtKind::Prim: LowerPrim(id); break;
    case StmtKind::Move: LowerMove(id); break;
    case StmtKind::Assign: {
        const Atom value = function_.args(stmt)[0];
        const KindSet kinds = Kinds(value);
        CheckDeclared(stmt.result, value);
        SetArg(stmt, 0, Convert(value, function_.vars[stmt.result].repr));
        Emit(id);
        facts_.Assign(stmt.result, kinds);
        break;
    }
    case StmtKind::Call: LowerCall(id); break;
    case StmtKind::CallClosure: LowerCallClosure(id); break;
    case StmtKind::MakeClosure:
        if (Wanted(stmt.result)) {
            for (size_t i = 0; i < stmt.arg_count; ++i) {
                SetArg(stmt, i, Convert(function_.args(stmt)[i], Repr::Obj));
            }
            CheckDeclaredProcedure(stmt.result);
            EmitWithResult(id, Repr::Obj);
        }
        break;
    case StmtKind::LoadGlobal:
        EmitWithResult(id, module_.globals[stmt.global].repr);
        break;
    case StmtKind::StoreGlobal:
        if (const core::Global& global = module_.globals[stmt.global];
            Breaks(function_.args(stmt)[0], global.declared_kinds)) {
            sink_.Report(source::DiagKind::AnnotationBroken, stmt.span, global.name,
                         DescribeKinds(global.declared_kinds), DescribeKinds(Kinds(function_.args(stmt)[0])));
        }
        SetArg(stmt, 0, Convert(function_.args(stmt)[0], module_.globals[stmt.global].repr));
        Emit(id);
        break;
    case StmtKind::If: end = LowerIf(id, context); break;
    case StmtKind::Loop: end = LowerLoop(id, context); break;
    case StmtKind::Yield: return LowerYield(id, context);
    case StmtKind::Continue: {
        const auto params = function_.loop_params_of(*context.loop);
        for (size_t i = 0; i < params.size(); ++i) {
            SetArg(stmt, i, Carry(function_.args(stmt)[i], params[i]));
        }
        Emit(id);
        return End::Left;
    }
    case StmtKind::Break:
        if (Wanted(context.loop_result)) {
            const Atom value = stmt.arg_count == 0 ? Atom(pool_.Nothing()) : function_.args(stmt)[0];
            const Atom converted = Carry(value, context.loop_result);
            function_.SetArgs(function_.stmts[id], {&converted, 1});
        } else {
            function_.stmts[id].arg_count = 0;
        }
        *context.loop_left = true;
        Emit(id);
        return End::Left;
    case StmtKind::Return:
        if (stmt.arg_count != 0 && !stmt.promised) {
            CheckDeclaredResult(function_.args(stmt)[0]);
        }
        if (function_.result_repr == Repr::None) {
            function_.stmts[id].arg_count = 0;
        } else {
            const Atom value = stmt.arg_count == 0 ? Atom(pool_.Nothing()) : function_.args(stmt)[0];
            const Atom converted = Carry(value, function_.result_repr, function_.result_kinds);
            function_.SetArgs(function_.stmts[id], {&converted, 1});
        }
        Emit(id);
        return End::Left;
    default: Emit(id); return End::Left;
    }
    facts_.Defined(stmt);
    return end;
}

Lowerer::End Lowerer::LowerYield(StmtId id, const Context& context)
{
    const Stmt stmt = function_.stmts[id];
    const bool wanted = Wanted(context.if_result);
    const Atom value = stmt.arg_count == 0 ? Atom(pool_.Nothing()) : function_.args(stmt)[0];
    if (context.inlined) {
        if (wanted) {
            Bind(context.if_result, value);
        }
        return End::Yielded;
    }
    if (wanted) {
        const Atom converted = Carry(value, context.if_result);
        function_.SetArgs(function_.stmts[id], {&converted, 1});
    } else {
        function_.stmts[id].arg_count = 0;
    }
    Emit(id);
    return End::Yielded;
}

Lowerer::End Lowerer::LowerIf(StmtId id, const Context& context)
{
    const Stmt stmt = function_.stmts[id];
    const Atom original = function_.args(stmt)[0];
    const Atom condition = Condition(original);
    Context inner = context;
    inner.if_result = stmt.result;
    inner.inlined = false;
    const size_t mark = facts_.Mark();

    if (condition.is_constant()) {
        const bool holds = module_.constants[condition.constant()].integer != 0;
        inner.inlined = true;
        const std::vector<StmtId> arm = std::move(function_.blocks[stmt.blocks[holds ? 0 : 1]].stmts);
        const End end = LowerStmts(arm, inner);
        return end == End::Yielded ? End::Open : End::Left;
    }

    SetArg(stmt, 0, condition);
    if (!Wanted(stmt.result)) {
        function_.stmts[id].result = VarId();
    }
    Emit(id);
    const uint32_t outer_arm = arm_;
    facts_.Assume(original, true);
    arm_ = arm_count_++;
    const bool then_ends = LowerBlock(stmt.blocks[0], inner);
    facts_.Rollback(mark);
    facts_.Assume(original, false);
    arm_ = arm_count_++;
    const bool else_ends = LowerBlock(stmt.blocks[1], inner);
    facts_.Rollback(mark);
    arm_ = outer_arm;
    if (then_ends != else_ends) {
        facts_.Assume(original, then_ends);
    }
    facts_.Leave(id);
    return then_ends || else_ends ? End::Open : End::Left;
}

Lowerer::End Lowerer::LowerLoop(StmtId id, const Context& context)
{
    const Stmt stmt = function_.stmts[id];
    const auto params = function_.loop_params_of(stmt);
    for (size_t i = 0; i < params.size(); ++i) {
        SetArg(stmt, i, Convert(function_.args(stmt)[i], function_.vars[params[i]].repr));
        arm_of_[params[i].index()] = arm_;
    }
    if (!Wanted(stmt.result)) {
        function_.stmts[id].result = VarId();
    }
    Emit(id);
    bool left = false;
    Context inner = context;
    inner.if_result = VarId();
    inner.inlined = false;
    inner.loop_result = stmt.result;
    inner.loop = &stmt;
    inner.loop_left = &left;
    const size_t mark = facts_.Mark();
    facts_.EnterLoop(id);
    LowerBlock(stmt.blocks[0], inner);
    facts_.Rollback(mark);
    facts_.Leave(id);
    return left ? End::Open : End::Left;
}

void Lowerer::LowerMove(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    if (!Wanted(stmt.result)) {
        return;
    }
    const Atom value = function_.args(stmt)[0];
    CheckDeclared(stmt.result, value);
    const Repr want = function_.vars[stmt.result].repr;
    const Atom resolved = Resolve(value);
    if (resolved.is_var() && ReprOfAtom(resolved) != want) {
        ConvertTo(resolved, Kinds(value), want, false, stmt.result);
        return;
    }
    SetArg(stmt, 0, Convert(value, want));
    Emit(id);
}

void Lowerer::LowerCall(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    const core::Function& callee = module_.functions[stmt.callee];
    for (size_t i = 0; i < stmt.arg_count; ++i) {
        const Repr want = i < callee.params.size() ? callee.vars[callee.params[i]].repr : Repr::Obj;
        const Atom value = function_.args(stmt)[i];
        if (i < callee.params.size() && callee.vars[callee.params[i]].declared_repr) {
            const core::Var& param = callee.vars[callee.params[i]];
            if (Breaks(value, param.declared_kinds)) {
                sink_.Report(source::DiagKind::ArgumentType, stmt.span, i + 1, OwnName(module_, callee),
                             DescribeKinds(param.declared_kinds), DescribeKinds(Kinds(value)))
                    .Note(param.span, "declared here");
            }
        }
        SetArg(stmt, i, Convert(value, want));
    }
    EmitWithResult(id, callee.result_repr);
}

void Lowerer::LowerCallClosure(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    const Atom procedure = function_.args(stmt)[0];
    const KindSet kinds = Kinds(procedure);
    if (kinds != kind::kNone && (kinds & kind::kProcedure) == 0 && Certain(procedure)) {
        sink_.Report(source::DiagKind::NotAFunction, stmt.span, DescribeKinds(kinds)).Hint(HintForCall(kinds));
    }
    for (size_t i = 0; i < stmt.arg_count; ++i) {
        SetArg(stmt, i, Convert(function_.args(stmt)[i], Repr::Obj));
    }
    EmitWithResult(id, Repr::Obj);
    if (procedure.is_var()) {
        facts_.Narrow(procedure.var(), kind::kProcedure);
    }
}

namespace {

void SetRepresentations(core::Module& module, const Inference& inference)
{
    for (core::Function& function : module.functions) {
        for (const VarId id : function.vars.ids()) {
            core::Var& var = function.vars[id];
            var.kinds = inference.Kinds(function.id, id);
            // A closure's slots hold objects.
            var.repr = var.kind == core::VarKind::Captured ? Repr::Obj : ReprOf(var.kinds);
        }
        for (const core::Stmt& stmt : function.stmts) {
            if ((stmt.guarded || stmt.pending) && stmt.result.valid()) {
                function.vars[stmt.result].repr = Repr::Obj;  // it may be a mark
            }
        }
        function.result_kinds = inference.ResultKinds(function.id);
        const bool gives_nothing = function.result_kinds == kind::kNothing || !inference.ResultNeeded(function.id);
        // The mark of a pending call is an object's reference that is none.
        function.result_repr = core::MayPend(function) ? Repr::Obj
                               : gives_nothing   ? Repr::None
                                                 : ReprOf(function.result_kinds);
    }
    for (core::StructType& type : module.structs) {
        for (size_t i = 0; i < type.fields.size(); ++i) {
            type.fields[i].kinds = inference.FieldKinds(type.FieldNumber(i));
            type.fields[i].repr = ReprOf(type.fields[i].kinds);
        }
    }
    for (const core::GlobalId id : module.globals.ids()) {
        module.globals[id].kinds = inference.GlobalKinds(id);
        module.globals[id].repr = ReprOf(module.globals[id].kinds);
    }
}

}  // namespace

void Lower(core::Module& module, const Inference& inference, source::Sink& sink)
{
    SetRepresentations(module, inference);
    for (const Inference::BrokenItems& broken : inference.broken_items()) {
        const std::string container = (broken.declared & kind::kVector) != 0 ? "a vector" : "a list";
        sink.Report(source::DiagKind::ItemsBroken, broken.span, broken.name, container,
                    DescribeKinds(ItemKinds(broken.declared)), DescribeKinds(broken.found, &module));
    }
    for (const auto& [constant, items] : inference.constant_items()) {
        module.constants[constant].items = items;
    }
    KeepBoxed(module, inference);
    const CertainCalls certain = FindCertainCalls(module);
    ConstantPool pool(module);
    for (core::Function& function : module.functions) {
        if (!function.is_extern) {
            Lowerer(module, inference, pool, sink, certain, function).Run();
        }
    }
}

}  // namespace omni::types
