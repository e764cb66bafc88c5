// Loops: their parameters, tests and ends.

#include <algorithm>
#include <climits>

#include "emit/function.h"

namespace omni::emit {

using core::Atom;
using core::BlockId;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

bool FunctionEmitter::BreakLoop(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    const LoopFrame frame = loops_.back();
    if (stmt.arg_count == 0) {
        FlushPending();
    } else if (!GiveValue(code_->args(stmt)[0], frame.target)) {
        return false;
    }
    if (frame.left) {
        return true;
    }
    BeginStatement();
    writer_.Render(Template::Break, {});
    return false;
}

// Assigns the loop parameters for the next iteration, all at once in effect: an assignment waits until nobody needs the
// old value; where two wait for each other, one value goes through a variable of its own.
bool FunctionEmitter::ContinueLoop(StmtId id, const Place& place)
{
    struct Item {
        VarId var;
        ExprId value;
        int computed;  // in which order the values were computed; -1: a variable or constant
    };
    const Stmt& loop = code_->stmts[loops_.back().stmt];
    const auto params = code_->loop_params_of(loop);
    const auto args = code_->args(code_->stmts[id]);
    std::vector<Operand> operands;
    std::vector<VarId> targets;
    std::vector<int> computed;
    for (size_t i = 0; i < params.size(); ++i) {
        const VarId target = facts_.Resolve(params[i]);
        if (IsUndefined(args[i]) && !facts_.IsInHeap(params[i])) {
            continue;  // nobody reads it on the way that follows; but what the heap holds is given up there
        }
        if (facts_.Resolve(args[i]) == Atom(target) || facts_.Resolve(Atom(params[i])) == facts_.Resolve(args[i])) {
            continue;
        }
        operands.push_back({args[i], code_->vars[params[i]].repr, {}});
        targets.push_back(target);
        const Atom value = facts_.Resolve(args[i]);
        computed.push_back(value.is_var() ? pending_of_[value.var().index()] : -1);
    }
    Fold(operands, kEverything, 0, Order::Free);
    FlushPending();
    std::vector<Item> items;
    for (size_t i = 0; i < operands.size(); ++i) {
        if (facts_.uses(targets[i]) != 0) {
            items.push_back({targets[i], operands[i].expr, computed[i]});
        } else if ((pool_[operands[i].expr].effects & effect::kCall) != 0) {
            Evaluate(operands[i].expr);
        }
    }
    while (!items.empty()) {
        size_t pick = items.size();
        for (size_t i = 0; i < items.size() && pick == items.size(); ++i) {
            bool ready = true;
            for (size_t j = 0; j < items.size() && ready; ++j) {
                ready = j == i || (!pool_.Reads(items[j].value, items[i].var) &&
                                   (items[j].computed > items[i].computed ||
                                    !Conflict(pool_[items[j].value].effects, pool_[items[i].value].effects)));
            }
            pick = ready ? i : pick;
        }
        if (pick < items.size()) {
            Assign(items[pick].var, items[pick].value);
            items.erase(items.begin() + static_cast<ptrdiff_t>(pick));
            continue;
        }
        Item& first = *std::min_element(items.begin(), items.end(), [](const Item& a, const Item& b) {
            return a.computed < b.computed;
        });
        const std::string_view name = TakeName("next_" + std::string(NameOf(first.var)));
        BeginStatement();
        writer_.Render(Template::Declare, {TypeText(code_->vars[first.var].repr), name, first.value});
        first.value = pool_.Text(name);
        first.computed = INT_MAX;  // and is not chosen again
    }
    if (place.loop_tail) {
        return true;
    }
    BeginStatement();
    writer_.Render(Template::Continue, {});
    return false;
}

// The loop parameter that the If or Loop at `index` computes the next value of, when it may be assigned right there: the
// next statement is the Continue, and gives its old value to no other parameter.
VarId FunctionEmitter::ContinueTarget(BlockId block, size_t index) const
{
    const auto& stmts = code_->blocks[block].stmts;
    const VarId result = code_->stmts[stmts[index]].result;
    if (index + 1 >= stmts.size() || !result.valid() || !facts_.foldable(result) ||
        code_->stmts[stmts[index + 1]].kind != StmtKind::Continue) {
        return {};
    }
    const auto args = code_->args(code_->stmts[stmts[index + 1]]);
    const auto params = code_->loop_params_of(code_->stmts[loops_.back().stmt]);
    VarId target;
    for (size_t i = 0; i < params.size(); ++i) {
        if (args[i] == Atom(result)) {
            target = facts_.Resolve(params[i]);
        }
    }
    if (!target.valid() || facts_.uses(target) == 0) {
        return {};
    }
    for (size_t i = 0; i < params.size(); ++i) {
        if (facts_.Resolve(args[i]) == Atom(target) && facts_.Resolve(params[i]) != target) {
            return {};
        }
    }
    return target;
}

// Statements that end in a Break or Return without branching: they can stand behind the loop.
bool FunctionEmitter::LeavesPlainly(BlockId block) const
{
    const auto& stmts = code_->blocks[block].stmts;
    const StmtKind last = stmts.empty() ? StmtKind::Yield : code_->stmts[stmts.back()].kind;
    return (last == StmtKind::Break || last == StmtKind::Return) &&
           std::none_of(stmts.begin(), stmts.end(), [this](StmtId id) { return HasBlocks(code_->stmts[id].kind); });
}

// Does the loop begin with a test that fits in a `while`? `index`: position of its If, `leaving_arm`: 0 or 1.
bool FunctionEmitter::WhileHead(StmtId loop, size_t& index, ExprId& condition, int& leaving_arm)
{
    const BlockId body = code_->stmts[loop].blocks[0];
    const auto& stmts = code_->blocks[body].stmts;
    const auto leaves = [&](size_t i, int arm) { return LeavesPlainly(code_->stmts[stmts[i]].blocks[arm]); };
    const auto is_test = [&](size_t i) {
        return code_->stmts[stmts[i]].kind == StmtKind::If && (leaves(i, 0) || leaves(i, 1));
    };
    size_t k = 0;
    while (k < stmts.size() && k < 16 && !is_test(k)) {
        ++k;
    }
    if (k >= stmts.size() || !is_test(k) || (leaves(k, 0) && leaves(k, 1))) {
        return false;
    }
    const Stmt& stmt = code_->stmts[stmts[k]];
    if (stmt.result.valid() && facts_.uses(stmt.result) != 0) {
        return false;
    }
    leaving_arm = leaves(k, 0) ? 0 : 1;
    // Other Breaks would go through the leaving arm too, unless they return or the arm does nothing.
    const auto& leaving = code_->blocks[stmt.blocks[leaving_arm]].stmts;
    const bool returns = code_->stmts[leaving.back()].kind == StmtKind::Return;
    const bool bare = leaving.size() == 1 && !returns && loops_.back().target.kind == Target::Discard;
    if (facts_.breaks(loop) != (returns ? 0u : 1u) && loops_.back().target.kind != Target::Return && !bare) {
        return false;
    }
    const size_t base = pending_.size();
    trying_ = true;
    try_failed_ = false;
    try_budget_ = 32;
    const bool ok = TryStatements(body, 0, k);
    condition = ok ? FoldOne(code_->args(stmt)[0], Repr::Bool, effect::kNone) : ExprId();
    const bool fits = ok && !try_failed_ && pending_.size() == base;
    DropPending(base);
    trying_ = false;
    if (fits && leaving_arm == 0) {
        condition = pool_.Not(condition);
    }
    index = k;
    return fits;
}

size_t FunctionEmitter::Loop(BlockId block, size_t index, const Place& place, bool& falls)
{
    const StmtId id = code_->blocks[block].stmts[index];
    const Stmt& stmt = code_->stmts[id];
    const auto params = code_->loop_params_of(stmt);
    std::vector<Operand> operands;
    std::vector<VarId> declared;
    for (size_t i = 0; i < params.size(); ++i) {
        if (facts_.uses(params[i]) != 0 && facts_.Resolve(Atom(params[i])) == Atom(params[i])) {
            operands.push_back({code_->args(stmt)[i], code_->vars[params[i]].repr, {}});
            declared.push_back(params[i]);
        }
    }
    Fold(operands, kEverything, 0, Order::InSequence);
    FlushPending();
    for (size_t i = 0; i < declared.size(); ++i) {
        Declare(declared[i], operands[i].expr);
    }
    bool consumed = false;
    bool breaks = false;
    const Target target = Forward(block, index, place, consumed, breaks);
    loops_.push_back({id, target, false});
    const BlockId body = stmt.blocks[0];
    size_t at = 0;
    ExprId condition;
    int leaving_arm = 0;
    BeginStatement();
    if (WhileHead(id, at, condition, leaving_arm)) {
        const auto& stmts = code_->blocks[body].stmts;
        const Stmt& test = code_->stmts[stmts[at]];
        const bool last = StandsLast(body, at);
        writer_.Begin(Template::While, {condition});
        if (Block(test.blocks[1 - leaving_arm], {{}, last}) && !last) {
            BlockFrom(body, at + 1, {{}, true});
        }
        writer_.End();
        loops_.back().left = true;
        falls = Block(test.blocks[leaving_arm], {{}, false, place.ends && StandsLast(block, index)});
    } else {
        writer_.Begin(Template::Forever, {});
        Block(body, {{}, true});
        writer_.End();
        falls = target.kind != Target::Return && facts_.breaks(id) != 0;
    }
    loops_.pop_back();
    if (falls && breaks && !loops_.back().left) {
        BeginStatement();
        writer_.Render(Template::Break, {});
        falls = false;
    }
    return index + (consumed ? 2 : 1);
}

}  // namespace omni::emit
