// Regions and stack objects, with the reasons beside them.

#include <fmt/core.h>

#include "emit/annotate.h"
#include "emit/function.h"

namespace omni::emit {

using core::Atom;
using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using rir::RegionKind;

void FunctionEmitter::RegionStatement(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    const std::string_view name = region_names_[stmt.region.index()];
    const bool at_head = facts_.region_at_head(stmt.region);
    size_t start = 0;
    switch (stmt.kind) {
    case StmtKind::RegionCreate:
        Fold({}, effect::kRegion, 0);
        BeginStatement();
        start = writer_.size();
        if (at_head) {
            writer_.Render(Template::Assign, {name, "region_create()"});
        } else {
            writer_.Render(Template::RegionCreate, {name});
        }
        break;
    case StmtKind::RegionExit:
        Fold({}, effect::kRegion, 0);
        BeginStatement();
        start = writer_.size();
        writer_.Render(Template::RegionExit, {name});
        break;
    case StmtKind::RegionOf: {
        if (facts_.region_uses(stmt.region) == 0 ||
            function_->regions[stmt.region].kind != RegionKind::Outside) {
            return;
        }
        const Atom holder = code_->args(stmt)[0];
        const ExprId value = FoldOne(holder, Repr::Obj, effect::kReads);
        if (!at_head && facts_.region_uses(stmt.region) == 1 && pool_[value].effects == effect::kNone) {
            region_exprs_[stmt.region.index()] = pool_.Call("region_of", std::span(&value, 1), effect::kNone);
            return;
        }
        BeginStatement();
        start = writer_.size();
        if (at_head) {
            writer_.Render(Template::Assign, {name, pool_.Call("region_of", std::span(&value, 1), effect::kNone)});
        } else {
            writer_.Render(Template::RegionOf, {name, value});
        }
        break;
    }
    default: {
        const ExprId root = FoldOne(code_->args(stmt)[0], Repr::Obj, effect::kCall | effect::kRegion);
        const ExprId list[] = {root, RegionExpr(stmt.region), RegionExpr(stmt.into)};
        const ExprId call = pool_.Call("transmigrate", list, effect::kCall);
        BeginStatement();
        start = writer_.size();
        if (stmt.result.valid() && facts_.uses(stmt.result) != 0) {
            writer_.Render(Template::Declare, {TypeText(Repr::Obj), NameOf(stmt.result), call});
        } else {
            writer_.Render(Template::Expression, {call});
        }
    }
    }
    AddComment(start, ReasonBeside(context_, *function_, id));
}

std::string FunctionEmitter::StackObjectName(StmtId allocation)
{
    const Stmt& stmt = code_->stmts[allocation];
    const std::string_view kind = stmt.kind == StmtKind::MakeClosure ? "closure"
                                  : stmt.prim == Prim::Cons          ? "pair"
                                  : stmt.prim == Prim::ValuesNew     ? "values"
                                  : stmt.prim == Prim::CellNew       ? "cell"
                                  : stmt.prim == Prim::StructNew     ? "object"
                                  : stmt.prim == Prim::MakeBox       ? "cell"
                                                                     : "box";
    std::string base = stmt.result.valid() ? std::string(context_.Mangled(code_->vars[stmt.result].name)) : "unused";
    base = base == kind ? fmt::format("stack_{}", kind) : fmt::format("{}_{}", base, kind);
    return scope_.Take(base);
}

void FunctionEmitter::StackObjects(StmtId id)
{
    const std::string shared = ReasonBeside(context_, *function_, id);
    for (const StmtId allocation : facts_.stack_objects(code_->stmts[id].region)) {
        const Stmt& stmt = code_->stmts[allocation];
        std::string type;
        if (stmt.kind == StmtKind::MakeClosure) {
            type = fmt::format("OMNI_CLOSURE_STORAGE({})", stmt.arg_count);
        } else {
            switch (stmt.prim) {
            case Prim::Cons: type = "Pair"; break;
            case Prim::ValuesNew: type = "Values"; break;
            case Prim::StructNew: type = context_.struct_names[stmt.struct_type.index()].type; break;
            case Prim::CellNew:
            case Prim::MakeBox: type = "Cell"; break;
            case Prim::BoxFloat: type = "FloatBox"; break;
            case Prim::BoxInt:
                if (code_->args(stmt)[0].is_constant()) {
                    continue;  // spelled as a constant
                }
                type = "IntBox";
                break;
            default: OMNI_UNREACHABLE("{} on the stack", core::Info(stmt.prim).id);
            }
        }
        const std::string_view name = pool_.Keep(StackObjectName(allocation));
        stack_names_[allocation.index()] = name;
        BeginStatement();
        const size_t start = writer_.size();
        writer_.Render(Template::StackObject, {type, name});
        std::string comment = ReasonBeside(context_, *function_, allocation);
        AddComment(start, comment.empty() ? shared : comment);
    }
}

}  // namespace omni::emit
