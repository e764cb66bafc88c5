#include <utility>

#include "emit/annotate.h"
#include "emit/function.h"

namespace omni::emit {

using core::Atom;
using core::BlockId;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

bool FunctionEmitter::Block(BlockId block, const Place& place) { return BlockFrom(block, 0, place); }

// Writes the statements of a block from `index` on. False: control does not come to its end.
bool FunctionEmitter::BlockFrom(BlockId block, size_t index, const Place& place)
{
    const auto& stmts = code_->blocks[block].stmts;
    while (index < stmts.size()) {
        const StmtId id = stmts[index];
        const Stmt& stmt = code_->stmts[id];
        current_ = id;
        QueueTriviaAhead(block, index);
        bool falls = true;
        switch (stmt.kind) {
        case StmtKind::If: index = If(block, index, place, falls); break;
        case StmtKind::Loop: index = Loop(block, index, place, falls); break;
        case StmtKind::Yield:
        case StmtKind::Continue:
        case StmtKind::Break: return Terminator(id, place);
        case StmtKind::Return:
            if (index > 0 && code_->stmts[stmts[index - 1]].kind == StmtKind::CallClosure &&
                code_->stmts[stmts[index - 1]].pending) {
                return ReturnPending(stmts[index - 1], id, place);
            }
            return Terminator(id, place);
        case StmtKind::Unreachable:
            FlushPending();
            if (index > 0 && code_->stmts[stmts[index - 1]].kind == StmtKind::Call) {
                BeginStatement();
                writer_.Render(Template::Unreachable, {Where(stmts[index - 1])});
            }
            // Behind an if, control may be on its way to the next iteration.
            return index > 0 && HasBlocks(code_->stmts[stmts[index - 1]].kind);
        default:
            Plain(id);
            ++index;
            break;
        }
        if (!falls) {
            return false;
        }
    }
    return true;
}

// Writes the value of a block to where it belongs. False: control does not go on behind it.
bool FunctionEmitter::GiveValue(Atom atom, const Target& target)
{
    switch (target.kind) {
    case Target::Discard: FlushPending(); return true;
    case Target::Variable: {
        const VarId var = facts_.Resolve(target.var);
        const ExprId value = FoldOne(atom, code_->vars[target.var].repr, kEverything);
        if (pool_[value].kind != ExprKind::Variable || pool_[value].var != var) {
            Assign(var, value);
        }
        return true;
    }
    case Target::Return: {
        const ExprId value = FoldOne(atom, code_->result_repr, kEverything);
        BeginStatement();
        writer_.Render(Template::Return, {value});
        return false;
    }
    }
    return true;
}

bool FunctionEmitter::Terminator(StmtId id, const Place& place)
{
    const Stmt& stmt = code_->stmts[id];
    switch (stmt.kind) {
    case StmtKind::Yield:
        if (stmt.arg_count == 0) {
            FlushPending();
            return true;
        }
        return GiveValue(code_->args(stmt)[0], place.target);
    case StmtKind::Continue: return ContinueLoop(id, place);
    case StmtKind::Break: return BreakLoop(id);
    default: break;
    }
    if (stmt.arg_count != 0 && code_->result_repr != Repr::None && !code_->is_entry) {
        return GiveValue(code_->args(stmt)[0], {Target::Return, {}});
    }
    if (stmt.arg_count != 0) {
        const ExprId value = FoldOne(code_->args(stmt)[0], Repr::Obj, kEverything);
        if ((pool_[value].effects & effect::kCall) != 0) {
            Evaluate(value);
        }
    }
    FlushPending();
    if (IsMain()) {
        BeginStatement();
        writer_.Render(Template::ReturnMain, {});
    } else if (!place.ends) {
        BeginStatement();
        writer_.Render(Template::ReturnVoid, {});
    } else {
        return true;
    }
    return false;
}

// `return` of a call that goes on in the caller, of an unknown function, with the reason beside it.
bool FunctionEmitter::ReturnPending(StmtId call, StmtId id, const Place& place)
{
    BeginStatement();
    const size_t start = writer_.size();
    const bool falls = Terminator(id, place);
    AddComment(start, ReasonBeside(context_, *function_, call, reason::ReasonKind::PendingCall));
    return falls;
}

// Where the value of the If or Loop at `index` goes: straight to where the next statement would put it, when that is all
// it is for (`consumed`), else to a variable of its own. `breaks`: the next statement is a Break.
FunctionEmitter::Target FunctionEmitter::Forward(BlockId block, size_t index, const Place& place, bool& consumed,
                                                 bool& breaks)
{
    const auto& stmts = code_->blocks[block].stmts;
    const VarId result = code_->stmts[stmts[index]].result;
    if (!result.valid() || facts_.uses(result) == 0) {
        return {};
    }
    if (const VarId next_value = ContinueTarget(block, index); next_value.valid()) {
        facts_.Share(result, next_value);
        consumed = false;
        return {Target::Variable, next_value};
    }
    if (index + 1 < stmts.size() && facts_.foldable(result)) {
        const Stmt& next = code_->stmts[stmts[index + 1]];
        consumed = next.arg_count == 1 && code_->args(next)[0] == Atom(result);
        if (consumed) {
            switch (next.kind) {
            case StmtKind::Return:
                if (code_->result_repr == Repr::None || code_->is_entry) {
                    break;
                }
                return {Target::Return, {}};
            case StmtKind::Yield: return place.target;
            case StmtKind::Break: breaks = true; return loops_.back().target;
            case StmtKind::Move:
                if (facts_.uses(next.result) != 0 && !facts_.foldable(next.result)) {
                    DeclareOnly(next.result);
                    return {Target::Variable, next.result};
                }
                break;
            case StmtKind::Assign:
                if (facts_.uses(facts_.Resolve(next.result)) != 0) {
                    return {Target::Variable, facts_.Resolve(next.result)};
                }
                break;
            default: break;
            }
        }
    }
    consumed = false;
    DeclareOnly(result);
    return {Target::Variable, result};
}

// Does only an Unreachable, if anything, follow the statement at `index`?
bool FunctionEmitter::StandsLast(BlockId block, size_t index) const
{
    const auto& stmts = code_->blocks[block].stmts;
    return index + 1 >= stmts.size() || code_->stmts[stmts[index + 1]].kind == StmtKind::Unreachable;
}

bool FunctionEmitter::IsEmptyArm(BlockId block, const Place& place) const
{
    for (const StmtId id : code_->blocks[block].stmts) {
        const Stmt& stmt = code_->stmts[id];
        if (HasComment(id)) {
            return false;
        }
        if (facts_.dead(id)) {
            continue;
        }
        if (stmt.kind == StmtKind::Continue && place.loop_tail) {
            const auto params = code_->loop_params_of(code_->stmts[loops_.back().stmt]);
            const auto args = code_->args(stmt);
            for (size_t i = 0; i < params.size(); ++i) {
                if (facts_.Resolve(Atom(params[i])) != facts_.Resolve(args[i])) {
                    return false;
                }
            }
            return true;
        }
        if (stmt.kind == StmtKind::Return && stmt.arg_count == 0 && place.ends) {
            return true;
        }
        return stmt.kind == StmtKind::Yield &&
               (stmt.arg_count == 0 || place.target.kind == Target::Discard ||
                (place.target.kind == Target::Variable &&
                 facts_.Resolve(code_->args(stmt)[0]) == Atom(facts_.Resolve(place.target.var))));
    }
    return true;
}

size_t FunctionEmitter::If(BlockId block, size_t index, const Place& place, bool& falls)
{
    const auto& stmts = code_->blocks[block].stmts;
    const StmtId id = stmts[index];
    const Stmt& stmt = code_->stmts[id];
    if (stmt.result.valid() && facts_.uses(stmt.result) != 0) {
        if (const ExprId expr = TryIf(id); expr.valid()) {
            Deliver(stmt.result, expr);
            return index + 1;
        }
    }
    // What waits and gets along with everything inside the if goes on waiting.
    Effects inside = kEverything;
    if (pending_.size() > pending_base_) {
        size_t budget = 48;
        inside = EffectsOf(stmt.blocks[0], budget) | EffectsOf(stmt.blocks[1], budget);
        const VarId next_value = ContinueTarget(block, index);
        for (size_t k = pending_base_; k < pending_.size() && next_value.valid(); ++k) {
            inside |= pool_.Reads(pending_[k].expr, next_value) ? effect::kWritesVariable : effect::kNone;
        }
    }
    const ExprId condition = FoldOne(code_->args(stmt)[0], Repr::Bool, inside);
    const size_t outer_base = std::exchange(pending_base_, pending_.size());
    bool consumed = false;
    bool breaks = false;
    Place inner;
    inner.target = Forward(block, index, place, consumed, breaks);
    const bool last = index + 1 >= stmts.size();
    const StmtKind next = last ? StmtKind::Unreachable : code_->stmts[stmts[index + 1]].kind;
    inner.loop_tail = place.loop_tail && (next == StmtKind::Unreachable || next == StmtKind::Yield);
    inner.ends = place.ends && next == StmtKind::Unreachable;
    falls = IfArms(id, condition, inner);
    pending_base_ = outer_base;
    if (falls && breaks && !loops_.back().left) {
        BeginStatement();
        writer_.Render(Template::Break, {});
        falls = false;
    }
    return index + (consumed ? 2 : 1);
}

// Writes a whole if. Chains stay chains; what follows branches that all leave needs no else.
bool FunctionEmitter::IfArms(StmtId id, ExprId condition, const Place& place)
{
    BlockId yes = code_->stmts[id].blocks[0];
    BlockId no = code_->stmts[id].blocks[1];
    Place inner = place;
    bool falls = false;
    bool first = true;
    for (;;) {
        if (IsEmptyArm(yes, inner)) {
            if (first && IsEmptyArm(no, inner)) {
                if ((pool_[condition].effects & effect::kCall) != 0) {
                    Evaluate(condition);
                }
                return true;
            }
            condition = pool_.Not(condition);
            std::swap(yes, no);
        }
        if (first) {
            BeginStatement();
        }
        const bool no_else = IsEmptyArm(no, inner);
        Place next_place = inner;
        StmtId next;
        ExprId next_condition;
        const bool chained = !no_else && ChainedIf(no, next_place, next, next_condition);
        // An early return spares a long rest its else.
        constexpr size_t kLongRest = 6;
        Place arm = inner;
        arm.ends = inner.ends && (no_else || chained || !first || code_->blocks[no].stmts.size() < kLongRest);
        writer_.Begin(first ? Template::If : Template::ElseIf, {condition});
        falls = Block(yes, arm) || falls;
        writer_.End();
        first = false;
        if (no_else) {
            writer_.Render(Template::EndIf, {});
            return true;
        }
        if (!chained) {
            break;
        }
        inner = next_place;
        condition = next_condition;
        yes = code_->stmts[next].blocks[0];
        no = code_->stmts[next].blocks[1];
    }
    if (!falls) {
        writer_.Render(Template::EndIf, {});
        return Block(no, inner);
    }
    writer_.Begin(Template::Else, {});
    falls = Block(no, inner) || falls;
    writer_.End();
    writer_.Render(Template::EndIf, {});
    return falls;
}

// Is `block` nothing but another If, so that it continues an else-if chain? Then `condition` is its condition, and `place`
// becomes that of its arms.
bool FunctionEmitter::ChainedIf(BlockId block, Place& place, StmtId& inner, ExprId& condition)
{
    const auto& stmts = code_->blocks[block].stmts;
    const auto is_if = [&](size_t i) { return i < stmts.size() && code_->stmts[stmts[i]].kind == StmtKind::If; };
    const size_t k = is_if(stmts.size() - 1) ? stmts.size() - 1 : stmts.size() - 2;
    if (stmts.size() > 12 || !is_if(k)) {
        return false;
    }
    const Stmt& stmt = code_->stmts[stmts[k]];
    const bool wanted = stmt.result.valid() && facts_.uses(stmt.result) != 0;
    Place next_place = place;
    if (k + 1 < stmts.size()) {
        const Stmt& next = code_->stmts[stmts[k + 1]];
        const bool passes_on = next.arg_count == 1 && wanted && code_->args(next)[0] == Atom(stmt.result) &&
                               facts_.foldable(stmt.result);
        if (next.kind == StmtKind::Unreachable) {
            next_place.target = {};
        } else if (next.kind == StmtKind::Return && passes_on && code_->result_repr != Repr::None) {
            next_place.target = {Target::Return, {}};
        } else if (next.kind != StmtKind::Yield || (wanted && !passes_on) ||
                   (next.arg_count == 1 && !passes_on && place.target.kind != Target::Discard)) {
            return false;  // another value is given behind it
        }
    }
    if (HasComment(stmts[k])) {
        return false;
    }
    const size_t base = pending_.size();
    const size_t saved_base = pending_base_;
    trying_ = true;
    try_failed_ = false;
    try_budget_ = 32;
    pending_base_ = base;
    const bool ok = TryStatements(block, 0, k);
    const ExprId found = ok ? FoldOne(code_->args(stmt)[0], Repr::Bool, effect::kNone) : ExprId();
    bool chained = ok && !try_failed_ && pending_.size() == base;
    if (chained && wanted) {
        // `a && b` reads better as a value.
        const ExprId whole = TryIf(stmts[k]);
        chained = !whole.valid() || pool_[whole].kind == ExprKind::Conditional;
    }
    DropPending(base);
    pending_base_ = saved_base;
    trying_ = false;
    if (chained) {
        inner = stmts[k];
        condition = found;
        place = next_place;
    }
    return chained;
}

}  // namespace omni::emit
