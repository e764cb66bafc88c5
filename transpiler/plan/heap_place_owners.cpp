// Who owns a reference while dup and drop are placed, who lives on whom, and the operations: a use that consumes moves
// the reference or makes one more, and what nobody needs any more is given up.

#include <utility>

#include "plan/heap_placer.h"

namespace omni::plan {

using core::Atom;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using reason::ReasonKind;

void HeapPlacer::Bind(State& state, VarId var)
{
    state.bound.Set(var.index());
    state.empty.Reset(var.index());
    state.lenders[var.index()].clear();
    if (modes_.owned[var.index()]) {
        state.owned.Set(var.index());
    } else {
        state.owned.Reset(var.index());
        state.lenders[var.index()] = modes_.lenders[var.index()];
    }
}

void HeapPlacer::Climb(const State& state, VarId var, BitSet& needed, BitSet& seen) const
{
    if (!seen.Set(var.index())) {
        return;
    }
    if (state.owned.Test(var.index())) {
        needed.Set(var.index());
        return;
    }
    for (const VarId lender : state.lenders[var.index()]) {
        Climb(state, lender, needed, seen);
    }
}

BitSet HeapPlacer::Needed(const State& state, const BitSet& live) const
{
    BitSet needed(universe_);
    BitSet seen(universe_);
    live.ForEach([&](size_t i) { Climb(state, VarId(i), needed, seen); });
    return needed;
}

bool HeapPlacer::LivesOn(const State& state, VarId var, VarId owner) const
{
    BitSet needed(universe_);
    BitSet seen(universe_);
    Climb(state, var, needed, seen);
    return needed.Test(owner.index());
}

StmtId HeapPlacer::Add(StmtKind kind, const std::vector<Atom>& args, source::Span span)
{
    Stmt stmt;
    stmt.kind = kind;
    stmt.span = span;
    code_.SetArgs(stmt, args);
    const StmtId id = code_.stmts.Add(stmt);
    placed_.push_back(id);
    return id;
}

void HeapPlacer::Explain(StmtId stmt, DecisionKind kind, VarId var, ReasonKind why, source::Span expression,
                         std::vector<support::Symbol> names)
{
    reason::Reason reason;
    reason.kind = why;
    reason.expression = expression;
    reason.subject = heap_.Spelling(var);
    reason.names = std::move(names);
    Explain(stmt, kind, code_.vars[var].name, std::move(reason));
}

void HeapPlacer::Explain(StmtId stmt, DecisionKind kind, support::Symbol name, reason::Reason why)
{
    why.function = code_.id;
    out_.operations.push_back({stmt, kind, name, ledger_.Add(std::move(why))});
}

void HeapPlacer::Dup(VarId var, source::Span cause)
{
    Explain(Add(StmtKind::Dup, {var}, cause), DecisionKind::Dup, var, ReasonKind::SecondReference, cause);
}

void HeapPlacer::DupOfHeld(const Stmt& load)
{
    reason::Reason why;
    if (load.kind == StmtKind::LoadGlobal) {
        why.kind = ReasonKind::HeldInVariable;
        why.subject = heap_.module.globals[load.global].name;
    } else {
        why.kind = ReasonKind::HeldInField;
    }
    Explain(Add(StmtKind::Dup, {load.result}, load.span), DecisionKind::Dup, code_.vars[load.result].name, std::move(why));
}

void HeapPlacer::Drop(VarId var, source::Span last_use)
{
    const StmtId id = Add(StmtKind::Drop, {var}, last_use);
    if (const auto replaced = heap_.replaced.find(var.index()); replaced != heap_.replaced.end()) {
        reason::Reason why;
        why.kind = replaced->second.by.valid() ? ReasonKind::Replaced : ReasonKind::AtProgramEnd;
        why.expression = replaced->second.by;
        why.subject = replaced->second.name;
        Explain(id, DecisionKind::Drop, replaced->second.name, std::move(why));
        return;
    }
    Explain(id, DecisionKind::Drop, var, last_use.valid() ? ReasonKind::LastUse : ReasonKind::DeadOnPath, last_use,
            {heap_.Spelling(var)});
}

void HeapPlacer::Consume(State& state, const Stmt& stmt, size_t operand, const BitSet& live, std::vector<bool>& done,
                         VarId into)
{
    const std::vector<Atom> args(code_.args(stmt).begin(), code_.args(stmt).end());
    done.resize(args.size(), false);
    const Atom atom = args[operand];
    if (!heap_.IsTracked(atom)) {
        return;
    }
    const VarId var = atom.var();
    bool needed = !state.owned.Test(var.index());
    if (!needed) {
        needed = Needed(state, live).Test(var.index()) && !(into.valid() && IsOnlyRead(state, live, var));
        for (size_t i = 0; i < args.size() && !into.valid(); ++i) {
            needed = needed || (i != operand && !done[i] && heap_.IsTracked(args[i]) &&
                                LivesOn(state, args[i].var(), var));
        }
    }
    done[operand] = true;
    if (needed) {
        Dup(var, stmt.span);
        if (stmt.kind == StmtKind::Call) {
            out_.shares_with.push_back(stmt.callee);
        }
        return;
    }
    state.owned.Reset(var.index());
    state.lenders[var.index()].clear();
    if (into.valid()) {
        state.lenders[var.index()].push_back(into);
    }
}

bool HeapPlacer::IsOnlyRead(const State& state, const BitSet& live, VarId var) const
{
    bool only_read = !modes_.lenders[var.index()].empty();
    live.ForEach([&](size_t i) {
        if (VarId(i) != var && LivesOn(state, VarId(i), var) && IsDemanded(VarId(i))) {
            only_read = false;
        }
    });
    return only_read;
}

void HeapPlacer::EndLives(State& state, const BitSet& live, source::Span last_use)
{
    for (bool again = true; again;) {
        again = false;
        const BitSet needed = Needed(state, live);
        BitSet ended = state.owned;
        ended.AndNot(live);
        ended.ForEach([&](size_t i) {
            const VarId var(i);
            if (again || (!needed.Test(i) && state.empty.Test(i) && heap_.IsReassigned(var))) {
                return;  // the second: nothing to give up until it is assigned
            }
            if (!needed.Test(i)) {
                if (!state.empty.Test(i)) {
                    Drop(var, last_use);
                }
                state.owned.Reset(i);
                again = true;
            } else if (options_.elide && TakeApart(state, live, var)) {
                again = true;
            }
        });
    }
}

}  // namespace omni::plan
