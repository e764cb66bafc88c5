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

/// Marks the statement that was written from `start` on as a memory operation.
void FunctionEmitter::MarkStatement(size_t start, StmtId id, std::string_view kind, std::string_view name,
                                    std::string_view where)
{
    if (!context_.marks.wanted()) {
        return;
    }
    std::string& out = writer_.out();
    const size_t text = out.find_first_not_of(' ', start);
    if (text == std::string::npos) {
        return;
    }
    Operation operation;
    operation.kind = kind;
    operation.name = name;
    operation.where = where;
    operation.function = code_->id;
    operation.stmt = id;
    operation.decision = function_->decision_of(id);
    out.insert(text, context_.marks.Add(std::move(operation)));
}

/// Marks the call that a statement has become when it makes objects, hands a region on in which they may be made, or
/// returns an object that its callee has made in the heap or in the global region.
void FunctionEmitter::MarkCall(ExprId call, StmtId id)
{
    if (!context_.marks.wanted()) {
        return;
    }
    const Stmt& stmt = code_->stmts[id];
    if (stmt.finish && pool_[call].text == "omni_finish") {
        return;  // the call inside has its mark
    }
    const bool takes_dest =
        stmt.kind == StmtKind::Call && context_.module.functions[stmt.callee.index()].takes_dest;
    const bool in_heap = stmt.result.valid() && facts_.IsInHeap(stmt.result);
    const bool hands_back = stmt.kind == StmtKind::Call && stmt.result.valid() && (in_heap || !takes_dest) &&
                            function_->decision_of(id).valid();
    const bool is_call = stmt.kind == StmtKind::CallClosure || takes_dest || hands_back;
    const bool makes = (stmt.kind == StmtKind::Prim && core::Info(stmt.prim).takes_dest()) ||
                       (stmt.kind == StmtKind::MakeClosure && stmt.arg_count != 0);
    if ((!is_call && !makes) || (!stmt.region.valid() && !hands_back) || pool_[call].kind != ExprKind::Call) {
        return;
    }
    const RegionKind kind = !hands_back ? function_->regions[stmt.region].kind
                            : in_heap   ? RegionKind::Heap
                                        : RegionKind::Global;
    Operation operation;
    operation.kind = is_call ? "call" : "allocate";
    operation.name = pool_[call].text;
    operation.where = kind == RegionKind::Stack    ? stack_names_[id.index()]
                      : kind == RegionKind::Global ? std::string_view("omni_global")
                      : kind == RegionKind::Heap   ? std::string_view("heap")
                                                   : region_names_[stmt.region.index()];
    operation.function = code_->id;
    operation.stmt = id;
    operation.decision = function_->decision_of(id);
    pool_.SetMark(call, context_.marks.Add(std::move(operation)));
}

void FunctionEmitter::RegionStatement(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    const std::string_view name = region_names_[stmt.region.index()];
    const bool at_head = facts_.region_at_head(stmt.region);
    size_t start = 0;
    switch (stmt.kind) {
    case StmtKind::RegionCreate: {
        Fold({}, effect::kRegion, 0);
        BeginStatement();
        start = writer_.size();
        const std::string_view buffer = scratch_names_[stmt.region.index()];
        if (!buffer.empty() && !at_head) {
            DeclareScratch(stmt.region);
            start = writer_.size();
        }
        if (!buffer.empty()) {
            const ExprId list[] = {pool_.OwnText(fmt::format("&{}", buffer)),
                                   pool_.OwnText(fmt::format("sizeof {}", buffer))};
            const ExprId create = pool_.Call("stack_alloc_region", list, effect::kCall);
            if (at_head) {
                writer_.Render(Template::Assign, {name, create});
            } else {
                writer_.Render(Template::Declare, {"Region *", name, create});
            }
        } else if (at_head) {
            writer_.Render(Template::Assign, {name, "region_create()"});
        } else {
            writer_.Render(Template::RegionCreate, {name});
        }
        break;
    }
    case StmtKind::RegionExit:
    case StmtKind::RegionReset:
        Fold({}, effect::kRegion, 0);
        BeginStatement();
        start = writer_.size();
        writer_.Render(stmt.kind == StmtKind::RegionExit ? Template::RegionExit : Template::RegionReset, {name});
        break;
    case StmtKind::RegionOf: {
        if (facts_.region_uses(stmt.region) == 0 ||
            function_->regions[stmt.region].kind != RegionKind::Outside) {
            return;
        }
        const Atom holder = code_->args(stmt)[0];
        const ExprId value = FoldOne(holder, Repr::Obj, effect::kReads);
        if (!at_head && facts_.region_uses(stmt.region) == 1 && pool_[value].effects == effect::kNone) {
            const ExprId handle = pool_.Call("region_of", std::span(&value, 1), effect::kNone);
            Operation operation{"region_of", "region_of", std::string(name), code_->id, false, id,
                                function_->decision_of(id)};
            pool_.SetMark(handle, context_.marks.Add(std::move(operation)));
            region_exprs_[stmt.region.index()] = handle;
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
    const std::string_view word = stmt.kind == StmtKind::RegionCreate ? "region_create"
                                  : stmt.kind == StmtKind::RegionExit ? "region_exit"
                                  : stmt.kind == StmtKind::RegionReset ? "region_reset"
                                  : stmt.kind == StmtKind::RegionOf   ? "region_of"
                                                                      : "transmigrate";
    const bool scratch = stmt.kind == StmtKind::RegionCreate && !scratch_names_[stmt.region.index()].empty();
    MarkStatement(start, id, word, scratch ? std::string_view("stack_alloc_region") : word, name);
    AddComment(start, ReasonBeside(context_, *function_, id));
}

/// The buffer in this frame that is the first chunk of a region.
void FunctionEmitter::DeclareScratch(core::RegionId region)
{
    writer_.Render(Template::StackObject,
                   {pool_.Keep(fmt::format("OMNI_SCRATCH_STORAGE({})", function_->regions[region].scratch_bytes)),
                    scratch_names_[region.index()]});
}

std::string_view FunctionEmitter::StackObjectName(StmtId allocation)
{
    const Stmt& stmt = code_->stmts[allocation];
    const std::string_view kind = stmt.kind == StmtKind::MakeClosure ? "closure"
                                  : stmt.prim == Prim::Cons          ? "pair"
                                  : stmt.prim == Prim::ValuesNew     ? "values"
                                  : stmt.prim == Prim::CellNew       ? "cell"
                                  : stmt.prim == Prim::StructNew     ? "object"
                                  : stmt.prim == Prim::MakeBox       ? "cell"
                                  : stmt.prim == Prim::NewPromise    ? "promise"
                                                                     : "box";
    std::string base = stmt.result.valid() ? std::string(context_.Mangled(code_->vars[stmt.result].name)) : "unused";
    base = base == kind ? fmt::format("stack_{}", kind) : fmt::format("{}_{}", base, kind);
    return TakeName(base);
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
            case Prim::MakeBox:
            case Prim::NewPromise: type = "Cell"; break;
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
        const std::string_view name = StackObjectName(allocation);
        stack_names_[allocation.index()] = name;
        BeginStatement();
        const size_t start = writer_.size();
        writer_.Render(Template::StackObject, {type, name});
        MarkStatement(start, allocation, "object", type, name);
        std::string comment = ReasonBeside(context_, *function_, allocation);
        AddComment(start, comment.empty() ? shared : comment);
    }
}

}  // namespace omni::emit
