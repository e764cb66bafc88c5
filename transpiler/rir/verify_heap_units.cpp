// The units that variables hold, and who lends to whom.

#include <algorithm>

#include "rir/heap_walker.h"

namespace omni::rir {

using core::Atom;
using core::StmtId;
using core::VarId;

bool HeapWalker::IsAlive(const State& state, VarId var, size_t depth) const
{
    const VarState& info = state[var.index()];
    if (info.units > 0 || info.empty) {
        return true;
    }
    return info.lent && depth <= state.size() &&
           std::all_of(info.lenders.begin(), info.lenders.end(),
                       [&](VarId lender) { return IsAlive(state, lender, depth + 1); });
}

void HeapWalker::Use(const State& state, StmtId id, Atom atom) const
{
    if (IsTracked(atom) && !IsAlive(state, atom.var())) {
        context_.Report("V5", id, "{} is used after its object was given up", context_.Name(atom));
    }
}

void HeapWalker::Bind(State& state, StmtId id, VarId var)
{
    if (state[var.index()].units != 0 && !state[var.index()].empty) {
        context_.Report("V5", id, "{} is overwritten, but nobody consumed what it holds", Name(var));
    }
    for (size_t i = 0; i < state.size() && named_[var.index()]; ++i) {
        const auto& lenders = state[i].lenders;
        if (std::find(lenders.begin(), lenders.end(), var) != lenders.end()) {
            state.Change(i).lent = false;
            state.Change(i).lenders.clear();
        }
        if (state[i].holder == var) {
            state.Change(i).holder = {};
        }
    }
    state.Change(var.index()) = VarState{};
    state.Change(var.index()).bound = true;
}

void HeapWalker::Lend(State& state, VarId var, std::vector<VarId> lenders, Places through)
{
    for (const VarId lender : lenders) {
        named_[lender.index()] = true;
    }
    VarState& info = state.Change(var.index());
    info.lent = true;
    info.lenders = std::move(lenders);
    info.through = std::move(through);
}

void HeapWalker::BindOwned(State& state, StmtId id, VarId var)
{
    Bind(state, id, var);
    state.Change(var.index()).units = 1;
}

void HeapWalker::BindLent(State& state, StmtId id, VarId var, std::vector<VarId> lenders, Places through)
{
    Bind(state, id, var);
    std::sort(lenders.begin(), lenders.end());
    lenders.erase(std::unique(lenders.begin(), lenders.end()), lenders.end());
    lenders.erase(std::remove(lenders.begin(), lenders.end(), var), lenders.end());
    Lend(state, var, std::move(lenders), std::move(through));
}

void HeapWalker::Declare(State& state, StmtId id, VarId var, Places through)
{
    if (const Borrow* borrow = context_.function.borrow_of(var)) {
        BindLent(state, id, var, borrow->lenders, std::move(through));
    } else {
        BindOwned(state, id, var);
    }
}

void HeapWalker::Consume(State& state, StmtId id, Atom atom, NodeId target, VarId into, Places through)
{
    if (atom.is_constant()) {
        if (target.valid() && context_.function.nodes[target].unique) {
            CheckConstant(id, atom);
        }
        return;
    }
    if (!IsTracked(atom)) {
        return;
    }
    if (state[atom.var().index()].empty) {
        return;
    }
    if (state[atom.var().index()].units == 0) {
        context_.Report("V5", id, "{} is consumed, but holds no reference of its own here", context_.Name(atom));
        return;
    }
    state.Change(atom.var().index()).emptied.clear();
    if (--state.Change(atom.var().index()).units == 0 && into.valid() && into != atom.var()) {
        Lend(state, atom.var(), {into}, std::move(through));
    }
}

bool HeapWalker::IsCovered(const State& state, VarId var, const std::vector<VarId>& lenders, Places& through,
                           size_t depth) const
{
    if (std::find(lenders.begin(), lenders.end(), var) != lenders.end()) {
        return true;
    }
    const VarState& info = state[var.index()];
    Unite(through, info.through);
    return info.units == 0 && info.lent && depth <= state.size() &&
           std::all_of(info.lenders.begin(), info.lenders.end(),
                       [&](VarId lender) { return IsCovered(state, lender, lenders, through, depth + 1); });
}

Places HeapWalker::Give(State& state, StmtId id, Atom atom, VarId target)
{
    Places through;
    if (!target.valid() || !IsTracked(target)) {
        return through;
    }
    const Borrow* borrow = context_.function.borrow_of(target);
    if (borrow == nullptr) {
        Consume(state, id, atom, context_.NodeOf(Atom(target)));
    } else if (IsTracked(atom) && !IsCovered(state, atom.var(), borrow->lenders, through)) {
        context_.Report("V5", id, "{} borrows, but not from what keeps {} alive", Name(target),
                        context_.Name(atom));
    }
    return through;
}

void HeapWalker::LeaveScope(const State& state, StmtId id, const State* outer, const std::vector<VarId>& renewed)
{
    const auto check = [&](size_t i) {
        if (state[i].units != 0 && !state[i].empty) {
            context_.Report("V5", id, "{} is never consumed on this path", Name(VarId(i)));
        }
    };
    if (outer == nullptr) {
        for (size_t i = 0; i < state.size(); ++i) {
            check(i);
        }
        return;
    }
    for (const VarId var : renewed) {
        check(var.index());
    }
    state.ForEachUnshared(*outer, [&](size_t i) {
        if (!(*outer)[i].bound) {
            check(i);
        }
    });
}

void HeapWalker::CompareUnits(StmtId id, const State& a, const State& b, const State& outer, const std::vector<VarId>& except)
{
    bool differs = false;
    a.ForEachUnshared(b, [&](size_t i) {
        if (!differs && outer[i].bound && a[i].units != b[i].units && !a[i].empty && !b[i].empty &&
            std::find(except.begin(), except.end(), VarId(i)) == except.end()) {
            context_.Report("V5", id, "{} is consumed on one way here, but not on another", Name(VarId(i)));
            differs = true;
        }
    });
}

void HeapWalker::Join(Target& target, State&& state, StmtId jump)
{
    LeaveScope(state, jump, &target.outer);
    if (!target.joined) {
        target.joined = std::move(state);
        return;
    }
    State& joined = *target.joined;
    CompareUnits(target.stmt, joined, state, target.outer);
    const State before = joined;
    joined.ForEachUnshared(state, [&](size_t i) {
        VarState& a = joined.Change(i);
        const VarState& b = state[i];
        if (a.lenders != b.lenders && !a.empty && !b.empty) {
            std::set<VarId> owners;
            FindOwners(before, VarId(i), owners, a.through);
            FindOwners(state, VarId(i), owners, a.through);
            a.lenders.assign(owners.begin(), owners.end());
        } else if (a.empty) {
            a.lenders = b.lenders;
        }
        a.lent = (a.lent || a.empty) && (b.lent || b.empty);
        a.global = a.global == b.global ? a.global : core::GlobalId();
        Unite(a.through, b.through);
        Restrict(a.emptied, b.emptied, true);
        if (a.emptied_at != b.emptied_at) {
            a.emptied.clear();
        }
        if (a.empty_at_first != b.empty_at_first) {
            a.empty_at_first = {};
        }
        a.units = a.empty ? b.units : a.units;
        a.empty = a.empty && b.empty;
        if (a.holder != b.holder || a.field.kind != b.field.kind || a.field.index != b.field.index) {
            a.holder = {};
        }
        if (!(a.layout == b.layout)) {
            a.layout = {};
        }
    });
}

void HeapWalker::FindOwners(const State& state, VarId var, std::set<VarId>& owners, Places& through, size_t depth) const
{
    const VarState& info = state[var.index()];
    Unite(through, info.through);
    for (const VarId lender : info.lenders) {
        if (state[lender.index()].units > 0 || !state[lender.index()].lent || depth > state.size()) {
            owners.insert(lender);
        } else {
            FindOwners(state, lender, owners, through, depth + 1);
        }
    }
}

}  // namespace omni::rir
