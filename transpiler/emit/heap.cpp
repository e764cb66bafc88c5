// Operations on heap objects, with the reasons beside them.

#include <fmt/core.h>

#include <algorithm>

#include "emit/annotate.h"
#include "emit/function.h"

namespace omni::emit {

using core::Atom;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;

std::string_view FunctionEmitter::ReusePrefix(const Stmt& stmt) const
{
    const bool is_given = code_->vars[stmt.cell].cell.is_given || facts_.Resolve(Atom(stmt.cell)) != Atom(stmt.cell);
    return is_given ? "reuse_as_" : "reuse_or_mk_";
}

/// take_cell(object, 2, (Obj *[]){left, right})
ExprId FunctionEmitter::TakeCell(StmtId id)
{
    std::vector<Operand> operands;
    for (const Atom atom : code_->args(code_->stmts[id])) {
        operands.push_back({atom, Repr::Obj, {}});
    }
    Fold(operands, kEverything, 0, Order::Free);
    const ExprId list[] = {operands[0].expr, pool_.OwnText(std::to_string(operands.size() - 1)),
                           ArrayOf(std::span<const Operand>(operands).subspan(1))};
    const ExprId call = pool_.Call("take_cell", list, effect::kCall);
    if (code_->stmts[id].kind == StmtKind::Free) {  // within the call that frees the cell
        Operation operation{"take_cell", "take_cell", "heap", code_->id, false, id, function_->decision_of(id)};
        pool_.SetMark(call, context_.marks.Add(std::move(operation)));
    }
    return call;
}

namespace {

/// Of memory that is used again: the statement that makes an object may have another decision, of where that lives.
plan::DecisionId ReuseOf(const rir::Module& module, const rir::Function& function, StmtId stmt)
{
    auto at = std::lower_bound(function.decisions.begin(), function.decisions.end(), std::pair(stmt, plan::DecisionId(0)));
    while (at != function.decisions.end() && at->first == stmt &&
           module.decisions[at->second].kind != plan::DecisionKind::Reuse) {
        ++at;
    }
    return at != function.decisions.end() && at->first == stmt ? at->second : plan::DecisionId();
}

}  // namespace

/// The reason of memory that is used again, in front of the statement that does so.
void FunctionEmitter::CommentInFront(StmtId id) { CommentOf(ReuseOf(context_.module, *function_, id)); }

void FunctionEmitter::CommentOf(plan::DecisionId decision)
{
    if (context_.options.annotate == Annotate::None || !decision.valid()) {
        return;
    }
    BeginStatement();
    const size_t start = writer_.size();
    std::string text;
    AppendWrapped(text, ReasonOf(context_, decision), " * ", kLineLimit - writer_.indent() - 6);
    writer_.Render(Template::Comment, {text});
    std::string& out = writer_.out();
    out.insert(out.find_first_not_of(' ', start), context_.marks.Add(Marks::Kind::PlanLine, code_->id, decision));
}

void FunctionEmitter::HeapStatement(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    const Atom object = code_->args(stmt)[0];
    const std::string reason = ReasonBeside(context_, *function_, id);
    const bool takes_apart = stmt.arg_count > 1 || stmt.kind == StmtKind::Reuse;
    Fold({}, kEverything, 0);  // what was loaded from the object has variables of its own from here on
    if (stmt.kind == StmtKind::Reuse && facts_.IsUnique(object)) {
        CommentInFront(id);
        return;
    }
    if (stmt.kind == StmtKind::Reuse) {
        const ExprId cell = TakeCell(id);
        BeginStatement();
        const size_t start = writer_.size();
        writer_.Render(Template::Declare, {TypeText(Repr::Obj), NameOf(stmt.result), cell});
        MarkStatement(start, id, "take_cell", "take_cell", "heap");
        AddComment(start, reason);
        return;
    }
    ExprId value;
    if (takes_apart && !facts_.IsUnique(object)) {
        value = TakeCell(id);
    } else {
        value = FoldOne(object, Repr::Obj, kEverything);
    }
    const std::string_view name = stmt.kind == StmtKind::Dup        ? "inc_ref"
                                  : stmt.kind == StmtKind::Drop     ? "dec_ref"
                                  : stmt.kind == StmtKind::FreeTree ? "free_tree"
                                                                    : "free_obj";
    BeginStatement();
    const size_t start = writer_.size();
    writer_.Render(Template::Expression, {pool_.Call(name, std::span(&value, 1), effect::kCall)});
    MarkStatement(start, id, name, name, "heap");
    AddComment(start, reason);
}

}  // namespace omni::emit
