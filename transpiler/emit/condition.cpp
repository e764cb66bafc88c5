// Ifs as expressions, and what a block may do.

#include <algorithm>

#include "emit/function.h"

namespace omni::emit {

using core::Atom;
using core::BlockId;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

// What the statements of a block may do; everything, when there are more than `budget`.
Effects FunctionEmitter::EffectsOf(BlockId block, size_t& budget) const
{
    Effects effects = effect::kNone;
    for (const StmtId id : code_->blocks[block].stmts) {
        const Stmt& stmt = code_->stmts[id];
        if (budget == 0) {
            return kEverything;
        }
        --budget;
        switch (stmt.kind) {
        case StmtKind::Prim: effects |= EffectsOf(stmt); break;
        case StmtKind::Move:
        case StmtKind::Yield:
        case StmtKind::MakeClosure: break;
        case StmtKind::LoadGlobal: effects |= effect::kReads; break;
        case StmtKind::Assign: effects |= effect::kWritesVariable; break;
        case StmtKind::If: effects |= EffectsOf(stmt.blocks[0], budget) | EffectsOf(stmt.blocks[1], budget); break;
        default: return kEverything;
        }
    }
    return effects;
}

bool FunctionEmitter::TryStatements(BlockId block, size_t begin, size_t end)
{
    const auto& stmts = code_->blocks[block].stmts;
    for (size_t i = begin; i < end; ++i) {
        const Stmt& stmt = code_->stmts[stmts[i]];
        if (HasComment(stmts[i]) || try_budget_ == 0) {
            return false;
        }
        --try_budget_;
        if (facts_.dead(stmts[i])) {
            continue;
        }
        if (!Waits(stmt.result)) {
            return false;
        }
        switch (stmt.kind) {
        case StmtKind::Prim:
        case StmtKind::Move:
        case StmtKind::Call:
        case StmtKind::CallClosure:
        case StmtKind::MakeClosure:
        case StmtKind::LoadGlobal: AddPending(stmt.result, PlainExpr(stmts[i])); break;
        case StmtKind::If: {
            const ExprId expr = TryIf(stmts[i]);
            if (!expr.valid()) {
                return false;
            }
            AddPending(stmt.result, expr);
            break;
        }
        default: return false;
        }
        if (try_failed_) {
            return false;
        }
    }
    return true;
}

// The value of an If's arm as one expression, or none.
ExprId FunctionEmitter::TryArm(BlockId block, Repr repr)
{
    const auto& stmts = code_->blocks[block].stmts;
    if (stmts.empty() || stmts.size() > 10) {
        return {};
    }
    const Stmt& last = code_->stmts[stmts.back()];
    if (last.kind != StmtKind::Yield || last.arg_count != 1 || HasComment(stmts.back())) {
        return {};
    }
    const size_t base = pending_.size();
    const size_t saved_base = pending_base_;
    pending_base_ = base;
    ExprId value;
    if (TryStatements(block, 0, stmts.size() - 1)) {
        value = FoldOne(code_->args(last)[0], repr, effect::kNone);
    }
    const bool ok = !try_failed_ && pending_.size() == base;
    DropPending(base);
    pending_base_ = saved_base;
    return ok ? value : ExprId();
}

// Of the parts between which a chain of `&&` and `||` may be broken.
size_t FunctionEmitter::WidestPart(ExprId id) const
{
    const Expr& expr = pool_[id];
    if (expr.kind != ExprKind::Binary || (expr.text != "&&" && expr.text != "||")) {
        return expr.width;
    }
    const auto parts = pool_.children(expr);
    return std::max(WidestPart(parts[0]), WidestPart(parts[1]));
}

// The value of an If as `&&`, `||`, `!` or a short `?:`, or none.
ExprId FunctionEmitter::TryIf(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    const Repr repr = code_->vars[stmt.result].repr;
    const bool outermost = !trying_;
    if (outermost) {
        trying_ = true;
        try_failed_ = false;
        try_budget_ = 32;
    }
    const ExprId yes = TryArm(stmt.blocks[0], repr);
    const ExprId no = yes.valid() ? TryArm(stmt.blocks[1], repr) : ExprId();
    if (outermost) {
        trying_ = false;
    }
    if (!no.valid()) {
        return {};
    }
    const size_t limit = kLineLimit - writer_.indent() - 8;
    const Atom test = code_->args(stmt)[0];
    const size_t test_width = pool_[AtomExpr(test, Repr::Bool)].width;
    const size_t width = test_width + pool_[yes].width + pool_[no].width;
    const bool logical = repr == Repr::Bool && (pool_.IsText(yes, "true") || pool_.IsText(yes, "false") ||
                                                pool_.IsText(no, "true") || pool_.IsText(no, "false"));
    const Effects effects = pool_[yes].effects | pool_[no].effects;
    const bool fits = logical ? test_width <= limit && WidestPart(yes) <= limit && WidestPart(no) <= limit &&
                                    width <= 8 * limit
                              : width <= 56;
    if (!fits || (!logical && ((effects & ~(effect::kReads | effect::kReadsVariable | effect::kLooks)) != 0 ||
                                       pool_[yes].kind == ExprKind::Conditional ||
                                       pool_[no].kind == ExprKind::Conditional))) {
        return {};
    }
    const ExprId condition = FoldOne(test, Repr::Bool, effects, Waits(stmt.result));
    if (!logical) {
        return pool_.Conditional(condition, yes, no);
    }
    const bool yes_true = pool_.IsText(yes, "true");
    const bool yes_false = pool_.IsText(yes, "false");
    const bool no_true = pool_.IsText(no, "true");
    const bool no_false = pool_.IsText(no, "false");
    if (yes_true && no_false) {
        return condition;
    }
    if (yes_false && no_true) {
        return pool_.Not(condition);
    }
    if (yes_true) {
        return pool_.Binary("||", condition, no, false);
    }
    if (no_false) {
        return pool_.Binary("&&", condition, yes, false);
    }
    if (yes_false) {
        return pool_.Binary("&&", pool_.Not(condition), no, false);
    }
    return pool_.Binary("||", pool_.Not(condition), yes, false);
}

}  // namespace omni::emit
