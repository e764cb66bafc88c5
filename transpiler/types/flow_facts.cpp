#include "types/flow_facts.h"

#include "types/kinds.h"
#include "types/walk.h"

namespace omni::types {

using core::Atom;
using core::KindSet;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
namespace kind = core::kind;

FlowFacts::FlowFacts(const core::Module& module, const core::Function& function)
    : function_(function),
      constants_(module.constants),
      facts_(function.vars.size(), kind::kAny),
      definitions_(function.vars.size()),
      assigned_(function.vars.size(), false)
{
    bool any_assigned = false;
    ForEachStmt(function, [&](StmtId, const Stmt& stmt) {
        if (stmt.kind == StmtKind::Assign) {
            assigned_[stmt.result.index()] = true;
            any_assigned = true;
        } else if (stmt.result.valid()) {
            Record(stmt);
        }
    });
    if (any_assigned) {
        versions_.resize(function.vars.size(), 0);
        assigned_in_.resize(function.stmts.size());
        CollectAssigned(function.body);
    }
}

void FlowFacts::Record(const Stmt& stmt)
{
    Definition& definition = definitions_[stmt.result.index()];
    const auto args = function_.args(stmt);
    switch (stmt.kind) {
    case StmtKind::Move:
        definition.kind = Definition::Kind::Move;
        definition.a = args[0];
        break;
    case StmtKind::If:
        definition.kind = Definition::Kind::Choice;
        definition.a = args[0];
        definition.b = YieldOf(stmt.blocks[0]);
        definition.c = YieldOf(stmt.blocks[1]);
        break;
    case StmtKind::Prim:
        if (stmt.prim == Prim::Not) {
            definition.kind = Definition::Kind::Not;
            definition.a = args[0];
        } else if (const KindTest test = TestOf(stmt); test.exists()) {
            definition.kind = Definition::Kind::Test;
            definition.if_true = test.if_true;
            definition.if_false = test.if_false;
            definition.a = args[0];
        }
        break;
    default: break;
    }
}

Atom FlowFacts::YieldOf(core::BlockId block) const
{
    const auto& stmts = function_.blocks[block].stmts;
    if (stmts.empty()) {
        return {};
    }
    const Stmt& last = function_.stmts[stmts.back()];
    return last.kind == StmtKind::Yield && last.arg_count == 1 ? function_.args(last)[0] : Atom();
}

void FlowFacts::CollectAssigned(core::BlockId block)
{
    for (const StmtId id : function_.blocks[block].stmts) {
        const Stmt& stmt = function_.stmts[id];
        if (stmt.kind == StmtKind::Assign) {
            targets_.push_back(stmt.result);
        } else if (stmt.kind == StmtKind::If || stmt.kind == StmtKind::Loop) {
            const auto begin = static_cast<uint32_t>(targets_.size());
            CollectAssigned(stmt.blocks[0]);
            if (stmt.kind == StmtKind::If) {
                CollectAssigned(stmt.blocks[1]);
            }
            assigned_in_[id.index()] = {begin, static_cast<uint32_t>(targets_.size())};
        }
    }
}

VarId FlowFacts::Root(VarId var) const
{
    for (;;) {
        const Definition& definition = definitions_[var.index()];
        if (assigned_[var.index()] || definition.kind != Definition::Kind::Move || !definition.a.is_var() ||
            assigned_[definition.a.var().index()]) {
            return var;
        }
        var = definition.a.var();
    }
}

void FlowFacts::SetFact(VarId var, KindSet kinds)
{
    KindSet& fact = facts_[var.index()];
    if (fact != kinds) {
        trail_.emplace_back(var, fact);
        fact = kinds;
    }
}

void FlowFacts::Narrow(VarId var, KindSet kinds)
{
    const VarId root = Root(var);
    SetFact(root, facts_[root.index()] & kinds);
}

void FlowFacts::Rollback(size_t mark)
{
    while (trail_.size() > mark) {
        facts_[trail_.back().first.index()] = trail_.back().second;
        trail_.pop_back();
    }
}

void FlowFacts::Assign(VarId target, KindSet value)
{
    ++versions_[target.index()];
    SetFact(target, value);
}

void FlowFacts::Forget(StmtId stmt)
{
    if (assigned_in_.empty()) {
        return;
    }
    const Range range = assigned_in_[stmt.index()];
    for (uint32_t i = range.begin; i < range.end; ++i) {
        ++versions_[targets_[i].index()];
        SetFact(targets_[i], kind::kAny);
    }
}

bool FlowFacts::Stale(const Definition& definition) const
{
    return definition.a.is_var() && assigned_[definition.a.var().index()] &&
           versions_[definition.a.var().index()] != definition.version;
}

bool FlowFacts::IsConstant(Atom atom, bool truth) const
{
    if (!atom.is_constant()) {
        return false;
    }
    const core::Constant& constant = constants_[atom.constant()];
    const bool is_false = constant.kind == core::ConstantKind::Nothing ||
                          (constant.kind == core::ConstantKind::Bool && constant.integer == 0);
    return is_false != truth;
}

void FlowFacts::Assume(Atom condition, bool holds)
{
    if (condition.is_var()) {
        Narrow(condition.var(), holds ? kind::kAny & ~kind::kNothing : kind::kBool | kind::kNothing);
        AssumeDefinition(condition.var(), holds);
    }
}

void FlowFacts::AssumeEarlier(Atom condition, bool holds)
{
    // The variable may have been assigned since the condition was evaluated.
    if (condition.is_var() && !assigned_[condition.var().index()]) {
        Assume(condition, holds);
    }
}

void FlowFacts::AssumeDefinition(VarId var, bool holds)
{
    const Definition& definition = definitions_[var.index()];
    if (assigned_[var.index()] || Stale(definition)) {
        return;
    }
    switch (definition.kind) {
    case Definition::Kind::Not: Assume(definition.a, !holds); break;
    case Definition::Kind::Move: Assume(definition.a, holds); break;
    case Definition::Kind::Test:
        if (definition.a.is_var()) {
            Narrow(definition.a.var(), holds ? definition.if_true : definition.if_false);
        }
        break;
    case Definition::Kind::Choice:
        // An arm that would have given the other truth value was not taken: (and a b) is (if a b #f), (or a b) is
        // (if a a b).
        if (IsConstant(definition.c, !holds)) {
            AssumeEarlier(definition.a, true);
            AssumeEarlier(definition.b, holds);
        } else if (IsConstant(definition.b, !holds) || (!holds && definition.b == definition.a)) {
            AssumeEarlier(definition.a, false);
            AssumeEarlier(definition.c, holds);
        }
        break;
    case Definition::Kind::Other: break;
    }
}

void FlowFacts::Defined(const Stmt& original)
{
    if (!versions_.empty() && original.result.valid()) {
        Definition& definition = definitions_[original.result.index()];
        if (definition.a.is_var()) {
            definition.version = versions_[definition.a.var().index()];
        }
    }
}

}  // namespace omni::types
