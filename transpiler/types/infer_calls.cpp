// The constraints of one function's calls and of the closures that it makes.

#include "types/inferrer.h"
#include "types/kinds.h"

namespace omni::types {

using core::FuncId;
using core::Stmt;
using core::StmtId;
using core::VarId;
namespace kind = core::kind;

Inferrer::Interface Inferrer::InterfaceOf(FuncId callee)
{
    const core::Function& function = module_.functions[callee];
    const Scheme& scheme = scheme_of_[callee.index()];
    Interface interface;
    if (units_.unit_of[callee.index()] == current_unit_ || scheme.monomorphic) {
        for (const VarId param : function.params) {
            interface.params.push_back(SlotOf(callee, param));
        }
        interface.result = ResultSlot(callee);
        return interface;
    }
    const SlotId first = Instantiate(graph_, scheme);
    copies_.push_back({current_->id, callee, first, core::StmtId()});
    for (uint32_t i = 0; i < scheme.param_count; ++i) {
        interface.params.push_back(first + i);
    }
    interface.result = first + scheme.param_count;
    return interface;
}

void Inferrer::WalkCall(StmtId id)
{
    const Stmt& stmt = current_->stmts[id];
    const size_t copies = copies_.size();
    const Interface callee = InterfaceOf(stmt.callee);
    if (copies_.size() > copies) {
        copies_.back().stmt = id;
    }
    const auto args = current_->args(stmt);
    for (size_t i = 0; i < args.size() && i < callee.params.size(); ++i) {
        Flow(args[i], callee.params[i]);
    }
    if (stmt.result.valid()) {
        graph_.Flow(callee.result, SlotOf(stmt.result));
    }
}

void Inferrer::WalkCallClosure(const Stmt& stmt)
{
    const auto args = current_->args(stmt);
    if (!args[0].is_var()) {
        return;
    }
    const ShapeId procedure = ShapeOf(args[0]);
    if (stmt.spread) {
        graph_.CollapseParams(procedure);
    }
    if (stmt.handled) {
        graph_.Expose(graph_.Result(ShapeOf(args[1])));   // a copy of the answer comes out of Caught
    }
    for (size_t i = stmt.has_companion() ? 2 : 1; i + (stmt.spread ? 1 : 0) < args.size(); ++i) {
        Flow(args[i], graph_.Param(procedure, stmt.spread ? 0 : i - 1));
    }
    if (stmt.spread && !(args.back().is_var() && graph_.slot(SlotOf(args.back().var())).scalar)) {
        const ShapeId spine = ShapeOf(args.back());
        graph_.Unify(graph_.ShapeOf(graph_.Cdr(spine)), spine);
        graph_.Flow(graph_.Car(spine), graph_.Param(procedure, 0));
    }
    const SlotId result = graph_.Result(procedure);
    if (stmt.result.valid()) {
        graph_.Flow(result, SlotOf(stmt.result));
        if (stmt.has_exit) {
            graph_.Flow(graph_.Content(ShapeOf(args[1])), SlotOf(stmt.result));
        }
        // The answers of a handler share a place with the result, which is therefore one that can hold objects.
        graph_.AddKinds(SlotOf(stmt.result), stmt.handled ? kind::kAny : kind::kNone);
    }
    facts_->Narrow(args[0].var(), kind::kProcedure);
}

void Inferrer::WalkMakeClosure(const Stmt& stmt)
{
    const core::Function& function = module_.functions[stmt.callee];
    const auto args = current_->args(stmt);
    for (size_t i = 0; i < args.size() && i < function.captured.size(); ++i) {
        Flow(args[i], SlotOf(stmt.callee, function.captured[i]));
    }
    if (!stmt.result.valid()) {
        return;
    }
    graph_.AddKinds(SlotOf(stmt.result), kind::kProcedure);
    const Interface callee = InterfaceOf(stmt.callee);
    const ShapeId shape = graph_.ShapeOf(SlotOf(stmt.result));
    const size_t fixed = callee.params.size() - (function.has_rest ? 1 : 0);
    for (size_t i = 0; i < fixed; ++i) {
        graph_.Flow(graph_.Param(shape, i), callee.params[i]);
    }
    if (function.has_rest) {
        graph_.CollapseParams(shape);
        const SlotId rest = callee.params.back();
        const ShapeId spine = graph_.ShapeOf(rest);
        graph_.AddKinds(rest, kListKinds);
        graph_.AddKinds(graph_.Cdr(spine), kListKinds);
        graph_.Unify(graph_.ShapeOf(graph_.Cdr(spine)), spine);
        graph_.Flow(graph_.Param(shape, 0), graph_.Car(spine));
    }
    graph_.Flow(callee.result, graph_.Result(shape));
}

}  // namespace omni::types
