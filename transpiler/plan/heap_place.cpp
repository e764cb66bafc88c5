// Where references begin and end: precise dup and drop after Perceus (Reinking et al., PLDI 2021), on core IR.
//
// One walk in the order of execution, with the variables that own a reference at each point. At a use that
// consumes, the reference moves when nobody needs it afterwards; otherwise there is one more. A variable that
// nobody needs any more is given up at once: behind its last use, or at the head of the arm that does not use it.
// Needed is also what lends to a variable that is still read. When an object itself is not read any more, but parts
// of it are going to be consumed, it is *taken apart*: its memory is free from there on, and its parts have owners
// of their own. That is Perceus' drop specialisation, done where the drop is made, so that no dup of a part is
// needed in the first place.

#include <algorithm>
#include <utility>

#include "plan/heap_placer.h"

namespace omni::plan {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using reason::ReasonKind;

bool HeapPlacer::Run()
{
    universe_ = code_.vars.size() + kNewVars;
    live_after_.assign(code_.stmts.size(), BitSet(universe_));
    head_live_.assign(code_.blocks.size(), BitSet(universe_));
    arm_of_.assign(code_.blocks.size(), StmtId());
    for (const StmtId id : code_.stmts.ids()) {
        if (code_.stmts[id].kind == StmtKind::If) {
            arm_of_[code_.stmts[id].blocks[0].index()] = arm_of_[code_.stmts[id].blocks[1].index()] = id;
        }
    }
    LiveInBlock(code_.body);
    for (const Taking& taking : heap_.takings) {
        reason::Reason why;
        why.kind = ReasonKind::TakenOut;
        why.expression = taking.by;
        why.subject = taking.name;
        Explain(taking.stmt, DecisionKind::Consume, code_.vars[taking.var].name, std::move(why));
    }
    State state{BitSet(universe_), BitSet(universe_), BitSet(universe_), {},
                std::vector<std::vector<VarId>>(universe_)};
    for (const VarId param : code_.params) {
        if (heap_.IsTracked(param)) {
            Bind(state, param);
        }
    }
    WalkBlock(code_.body, std::move(state));
    MakeBorrows();
    std::sort(out_.operations.begin(), out_.operations.end(),
              [](const HeapOperation& a, const HeapOperation& b) { return a.stmt < b.stmt; });
    return !failed_;
}

void HeapPlacer::WalkBlock(BlockId block, State state)
{
    const Learned learned = LearnAtHead(heap_, block, arm_of_[block.index()]);
    if (learned.empty.valid()) {
        state.empty.Set(learned.empty.index());
    }
    for (const auto& [var, loop] : state.empty_at_first) {
        if (loop == learned.first_time) {
            state.empty.Set(var.index());
        }
    }
    std::vector<StmtId> outside = std::exchange(placed_, {});
    const std::vector<StmtId> stmts = code_.blocks[block].stmts;
    const bool ends_in_error = EndsInError(block);  // nobody frees on the way to the end of the program
    if (!ends_in_error) {
        EndLives(state, head_live_[block.index()], {});
    }
    bool falls = true;
    for (size_t i = 0; i < stmts.size() && falls; ++i) {
        const StmtKind kind = code_.stmts[stmts[i]].kind;
        if (core::IsTerminator(kind)) {
            Jump(stmts[i], state, i == 0 ? source::Span{} : code_.stmts[stmts[i - 1]].span);
            falls = false;
        } else if (kind == StmtKind::If) {
            falls = WalkIf(stmts[i], state);
        } else if (kind == StmtKind::Loop) {
            falls = WalkLoop(stmts[i], state);
        } else {
            WalkPlain(stmts[i], state);
        }
        if (falls && !ends_in_error) {
            EndLives(state, live_after_[stmts[i].index()], code_.stmts[stmts[i]].span);
        }
    }
    code_.blocks[block].stmts = std::exchange(placed_, std::move(outside));
}

bool HeapPlacer::EndsInError(BlockId block) const
{
    const auto& stmts = code_.blocks[block].stmts;
    return !stmts.empty() && code_.stmts[stmts.back()].kind == StmtKind::Unreachable;
}

void HeapPlacer::WalkPlain(StmtId id, State& state)
{
    const Stmt stmt = code_.stmts[id];
    const std::vector<Atom> args(code_.args(stmt).begin(), code_.args(stmt).end());
    BitSet live = live_after_[id.index()];
    RemoveVar(live, stmt.result);
    std::vector<bool> done;
    if (stmt.kind == StmtKind::Assign || stmt.kind == StmtKind::Move) {
        WalkMove(id, stmt, args[0], state, live);
        return;
    }
    for (size_t i = 0; i < args.size(); ++i) {
        if (heap_.Consumes(stmt, i)) {
            const bool links = stmt.kind == StmtKind::Prim && stmt.prim == core::Prim::PairSetCdr;
            Consume(state, stmt, i, live, done, links ? args[0].var() : VarId());
        }
    }
    placed_.push_back(id);
    if (stmt.kind == StmtKind::StoreGlobal && args.size() == 2) {
        state.owned.Set(args[1].var().index());  // the reference that the variable had
    }
    if (!stmt.result.valid() || !heap_.IsTracked(stmt.result)) {
        return;
    }
    state.bound.Set(stmt.result.index());
    std::vector<VarId>& lenders = state.lenders[stmt.result.index()];
    lenders.clear();
    if (heap_.Makes(stmt) || heap_.Gives(stmt) || heap_.SetsHeapField(stmt)) {
        state.owned.Set(stmt.result.index());
        return;
    }
    if (heap_.counting_loads.count(id) != 0) {
        DupOfHeld(stmt);
        state.owned.Set(stmt.result.index());
        return;
    }
    for (const Atom arg : args) {
        if (heap_.IsTracked(arg) && arg.var() != stmt.result) {
            lenders.push_back(arg.var());
        }
    }
    if (const auto load = heap_.LoadOf(stmt); load && !heap_.IsReassigned(stmt.result)) {
        if (loaded_.emplace(stmt.result.index(), *load).second) {
            loaded_vars_.push_back(stmt.result);
        }
    }
}

void HeapPlacer::WalkMove(StmtId id, const Stmt& stmt, Atom source, State& state, const BitSet& live)
{
    std::vector<bool> done;
    const bool tracked = stmt.result.valid() && heap_.IsTracked(stmt.result);
    if (tracked && state.owned.Test(stmt.result.index()) && stmt.kind == StmtKind::Assign) {
        BitSet others = live;
        RemoveVar(others, stmt.result);
        if (Needed(state, others).Test(stmt.result.index())) {
            failed_ = true;  // something is read later that lives on the old value
        }
        if (source.is_var() && LivesOn(state, source.var(), stmt.result)) {
            failed_ = true;
        }
        if (!state.empty.Test(stmt.result.index())) {
            Drop(stmt.result, stmt.span);
        }
        state.owned.Reset(stmt.result.index());
    }
    if (tracked && modes_.owned[stmt.result.index()]) {
        Consume(state, stmt, 0, live, done, stmt.result);
    }
    placed_.push_back(id);
    if (!tracked) {
        return;
    }
    const bool owned = modes_.owned[stmt.result.index()];
    state.empty_at_first.erase(stmt.result);
    state.empty.Reset(stmt.result.index());
    if (source.is_constant() && IsImmediate(source.constant())) {
        state.empty.Set(stmt.result.index());
    }
    state.bound.Set(stmt.result.index());
    state.lenders[stmt.result.index()].clear();
    if (owned) {
        state.owned.Set(stmt.result.index());
    } else if (heap_.IsTracked(source)) {
        state.lenders[stmt.result.index()].push_back(source.var());
    }
}

bool HeapPlacer::IsImmediate(core::ConstantId constant) const
{
    const core::ConstantKind kind = heap_.module.constants[constant].kind;
    return kind == core::ConstantKind::Nil || kind == core::ConstantKind::Nothing ||
           kind == core::ConstantKind::Bool || kind == core::ConstantKind::Undefined;
}

void HeapPlacer::AddLenders(BitSet& live, const BitSet& target, std::span<const VarId> vars, const State& state)
{
    for (const VarId var : vars) {
        if (var.valid() && heap_.IsTracked(var) && target.Test(var.index()) && !modes_.owned[var.index()]) {
            for (const VarId lender : modes_.lenders[var.index()]) {
                live.Set(lender.index());
                if (!state.owned.Test(lender.index()) && !state.empty.Test(lender.index())) {
                    out_.must_own.push_back(var);  // what it would borrow from has been taken apart
                    failed_ = true;
                }
            }
        }
    }
}

void HeapPlacer::Give(const Stmt& stmt, std::span<const VarId> vars, State& state, const BitSet& target,
                      source::Span before, bool is_jump)
{
    BitSet live = target;
    for (const VarId var : vars) {
        RemoveVar(live, var);
    }
    AddLenders(live, target, vars, state);
    if (is_jump) {
        BitSet with_operands = live;
        AddArgs(with_operands, stmt);
        EndLives(state, with_operands, before);
    }
    std::vector<bool> done;
    const size_t count = code_.args(stmt).size();
    for (size_t i = 0; i < count && i < vars.size(); ++i) {
        if (vars[i].valid() && heap_.IsTracked(vars[i]) && modes_.owned[vars[i].index()]) {
            Consume(state, stmt, i, live, done);
        }
    }
    EndLives(state, live, stmt.span);
}

void HeapPlacer::Jump(StmtId id, State& state, source::Span before)
{
    const Stmt stmt = code_.stmts[id];
    const BitSet& target = live_after_[id.index()];
    switch (stmt.kind) {
    case StmtKind::Return: {
        BitSet live(universe_);
        AddArgs(live, stmt);
        EndLives(state, live, before);
        std::vector<bool> done;
        if (stmt.arg_count == 1 && heap_.InHeap(heap_.result)) {
            Consume(state, stmt, 0, BitSet(universe_), done);
        }
        EndLives(state, BitSet(universe_), stmt.span);
        break;
    }
    case StmtKind::Yield: {
        const VarId result = code_.stmts[branches_.back().stmt].result;
        Give(stmt, {&result, 1}, state, target, before, true);
        Join(branches_.back(), state);
        break;
    }
    case StmtKind::Break: {
        const VarId result = code_.stmts[loop_targets_.back().stmt].result;
        Give(stmt, {&result, 1}, state, target, before, true);
        Join(loop_targets_.back(), state);
        break;
    }
    case StmtKind::Continue: {
        const Stmt loop = code_.stmts[loop_targets_.back().stmt];
        const std::vector<VarId> params(code_.loop_params_of(loop).begin(), code_.loop_params_of(loop).end());
        Give(stmt, params, state, target, before, true);
        failed_ = failed_ || !(state.owned == loop_targets_.back().head_owned);
        break;
    }
    default: break;
    }
    placed_.push_back(id);
}

void HeapPlacer::Join(Target& target, const State& state)
{
    bool inside = false;
    state.owned.ForEach([&](size_t i) { inside = inside || !target.outer_bound.Test(i); });
    failed_ = failed_ || inside;
    if (!target.joined) {
        target.joined = state;
        return;
    }
    failed_ = failed_ || !(target.joined->owned == state.owned);
    target.joined->empty.And(state.empty);
    std::erase_if(target.joined->empty_at_first, [&](const auto& entry) {
        return state.empty_at_first.count(entry.first) == 0;
    });
    for (size_t i = 0; i < universe_; ++i) {
        auto& lenders = target.joined->lenders[i];
        lenders.insert(lenders.end(), state.lenders[i].begin(), state.lenders[i].end());
        std::sort(lenders.begin(), lenders.end());
        lenders.erase(std::unique(lenders.begin(), lenders.end()), lenders.end());
    }
}

bool HeapPlacer::WalkIf(StmtId id, State& state)
{
    const Stmt stmt = code_.stmts[id];
    placed_.push_back(id);
    branches_.push_back({id, state.bound, {}, {}});
    WalkBlock(stmt.blocks[0], state);
    WalkBlock(stmt.blocks[1], state);
    return Resume(branches_, stmt, state);
}

bool HeapPlacer::WalkLoop(StmtId id, State& state)
{
    const Stmt stmt = code_.stmts[id];
    const std::vector<VarId> params(code_.loop_params_of(stmt).begin(), code_.loop_params_of(stmt).end());
    Give(stmt, params, state, head_live_[stmt.blocks[0].index()], stmt.span, false);
    placed_.push_back(id);
    loop_targets_.push_back({id, state.bound, state.owned, {}});
    State inside = state;
    inside.empty_at_first.clear();
    state.empty.ForEach([&](size_t i) {
        if (heap_.IsReassigned(VarId(i))) {
            inside.empty.Reset(i);
            inside.empty_at_first.emplace(VarId(i), id);
        }
    });
    for (const VarId param : params) {
        if (heap_.IsTracked(param)) {
            Bind(inside, param);
        }
    }
    WalkBlock(stmt.blocks[0], std::move(inside));
    return Resume(loop_targets_, stmt, state);
}

bool HeapPlacer::Resume(std::vector<Target>& targets, const Stmt& stmt, State& state)
{
    Target target = std::move(targets.back());
    targets.pop_back();
    if (!target.joined) {
        return false;
    }
    state = std::move(*target.joined);
    state.bound = target.outer_bound;
    if (stmt.result.valid() && heap_.IsTracked(stmt.result)) {
        Bind(state, stmt.result);
    }
    return true;
}

void HeapPlacer::MakeBorrows()
{
    const auto add = [&](VarId var) {
        if (var.valid() && heap_.IsTracked(var) && !modes_.owned[var.index()]) {
            out_.borrows.push_back({var, modes_.lenders[var.index()]});
        }
    };
    for (const VarId param : code_.params) {
        add(param);
    }
    for (const Stmt& stmt : code_.stmts) {
        if (stmt.kind == StmtKind::If || stmt.kind == StmtKind::Loop || stmt.kind == StmtKind::Move) {
            add(stmt.result);
            for (const VarId param : code_.loop_params_of(stmt)) {
                add(param);
            }
        }
    }
    std::sort(out_.borrows.begin(), out_.borrows.end(), [](const Borrow& a, const Borrow& b) { return a.var < b.var; });
    out_.borrows.erase(std::unique(out_.borrows.begin(), out_.borrows.end(),
                                   [](const Borrow& a, const Borrow& b) { return a.var == b.var; }),
                       out_.borrows.end());
}

bool PlaceCounts(HeapCode& code, const Modes& modes, const PlanOptions& options, reason::Ledger& ledger,
                 HeapFunction& out)
{
    return HeapPlacer(code, modes, options, ledger, out).Run();
}

}  // namespace omni::plan
