#include "core/procedure_slots.h"

#include <algorithm>

#include "core/call_graph.h"

namespace omni::core {
namespace {

/// Follows the slots through one function. What a loop hands on is believed until a Continue says otherwise.
class SlotFollower {
public:
    explicit SlotFollower(const Function& function) : function_(function), changes_(function.vars.size(), false)
    {
        for (const Block& block : function.blocks) {
            for (const StmtId id : block.stmts) {
                const Stmt& stmt = function.stmts[id];
                if (stmt.kind == StmtKind::Assign && stmt.result.valid()) {
                    changes_[stmt.result.index()] = true;
                }
            }
        }
    }

    std::vector<uint32_t> Run()
    {
        constexpr int kMostRounds = 8;
        for (int round = 0;; ++round) {
            slots_.assign(function_.vars.size(), kNoSlot);
            uint32_t slot = 0;
            for (const auto* vars : {&function_.params, &function_.captured}) {
                for (const VarId var : *vars) {
                    Set(var, slot++);
                }
            }
            loops_hold_ = round < kMostRounds;
            changed_ = false;
            if (function_.body.valid()) {
                Visit(function_.body, nullptr);
            }
            if (!changed_) {
                return std::move(slots_);
            }
        }
    }

private:
    void Set(VarId var, uint32_t slot)
    {
        if (var.valid() && !changes_[var.index()]) {
            slots_[var.index()] = slot;
        }
    }
    [[nodiscard]] uint32_t SlotOf(Atom atom) const { return atom.is_var() ? slots_[atom.var().index()] : kNoSlot; }

    void Visit(BlockId block, const Stmt* loop)
    {
        for (const StmtId id : function_.blocks[block].stmts) {
            const Stmt& stmt = function_.stmts[id];
            const auto args = function_.args(stmt);
            if (stmt.kind == StmtKind::Move) {
                Set(stmt.result, SlotOf(args[0]));
            } else if (stmt.kind == StmtKind::Continue && loop != nullptr) {
                const auto params = function_.loop_params_of(*loop);
                for (size_t i = 0; i < args.size(); ++i) {
                    if (slots_[params[i].index()] != kNoSlot && SlotOf(args[i]) != slots_[params[i].index()]) {
                        changes_[params[i].index()] = changed_ = true;
                    }
                }
            } else if (stmt.kind == StmtKind::Loop) {
                const auto params = function_.loop_params_of(stmt);
                for (size_t i = 0; i < params.size() && loops_hold_; ++i) {
                    Set(params[i], SlotOf(args[i]));
                }
            }
            for (const BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    Visit(inner, stmt.kind == StmtKind::Loop ? &stmt : loop);
                }
            }
        }
    }

    const Function& function_;
    std::vector<bool> changes_;   ///< by VarId: holds more than one value
    std::vector<uint32_t> slots_;
    bool loops_hold_ = true;
    bool changed_ = false;
};

[[nodiscard]] uint32_t SlotCount(const Function& function)
{
    return static_cast<uint32_t>(function.params.size() + function.captured.size());
}

/// The slot of the callee that an operand goes to.
[[nodiscard]] uint32_t SlotOfOperand(const Function& callee, const Stmt& stmt, size_t position)
{
    return static_cast<uint32_t>(position + (stmt.kind == StmtKind::MakeClosure ? callee.params.size() : 0));
}

[[nodiscard]] bool EndsInYield(const Function& function, BlockId block)
{
    const auto& stmts = function.blocks[block].stmts;
    return !stmts.empty() && function.stmts[stmts.back()].kind == StmtKind::Yield;
}

/// Is the loop around the block left somewhere in it?
[[nodiscard]] bool LeavesLoop(const Function& function, BlockId block)
{
    return std::any_of(function.blocks[block].stmts.begin(), function.blocks[block].stmts.end(), [&](StmtId id) {
        const Stmt& stmt = function.stmts[id];
        return stmt.kind == StmtKind::Break ||
               (stmt.kind == StmtKind::If &&
                (LeavesLoop(function, stmt.blocks[0]) || LeavesLoop(function, stmt.blocks[1])));
    });
}

/// Without the second arm of the `if`, is everything that follows still reached?
[[nodiscard]] bool CanStandAlone(const Function& function, const Stmt& choose, bool is_last)
{
    return !LeavesLoop(function, choose.blocks[1]) &&
           (EndsInYield(function, choose.blocks[0]) || (is_last && !EndsInYield(function, choose.blocks[1])));
}

}  // namespace

std::vector<uint32_t> SlotOfVars(const Function& function) { return SlotFollower(function).Run(); }

std::vector<uint32_t> ProcedureTests(const Function& function, const std::vector<uint32_t>& slot_of)
{
    std::vector<uint32_t> tested(function.vars.size(), kNoSlot);
    std::vector<uint32_t> tests(function.stmts.size(), kNoSlot);
    for (const Block& block : function.blocks) {
        for (const StmtId id : block.stmts) {
            const Stmt& stmt = function.stmts[id];
            if (stmt.kind == StmtKind::Prim && stmt.prim == Prim::IsProcedure && stmt.result.valid() &&
                function.args(stmt)[0].is_var()) {
                tested[stmt.result.index()] = slot_of[function.args(stmt)[0].var().index()];
            }
        }
    }
    for (const Block& block : function.blocks) {
        for (const StmtId id : block.stmts) {
            const Stmt& stmt = function.stmts[id];
            if (stmt.kind == StmtKind::If && function.args(stmt)[0].is_var() &&
                CanStandAlone(function, stmt, id == block.stmts.back())) {
                tests[id.index()] = tested[function.args(stmt)[0].var().index()];
            }
        }
    }
    return tests;
}

ProcedureSlots::ProcedureSlots(const Module& module)
{
    uint32_t count = 0;
    for (const Function& function : module.functions) {
        first_.push_back(count);
        count += SlotCount(function);
    }
    good_.assign(count, true);
    counts_.assign(count, 0);
    often_.assign(count, false);
    passed_to_.resize(count);
    needed_by_.resize(count);
    FindComponents(module);
    for (const Function& function : module.functions) {
        if (!function.body.valid() || function.is_extern || function.exported) {
            for (uint32_t slot = 0; slot < SlotCount(function); ++slot) {
                good_[Of(function.id, slot)] = false;
            }
        }
        if (function.has_rest) {
            good_[Of(function.id, static_cast<uint32_t>(function.params.size()) - 1)] = false;
        }
        if (function.body.valid()) {
            FindUses(module, function);
        }
    }
    Solve();
}

void ProcedureSlots::FindComponents(const Module& module)
{
    std::vector<std::vector<uint32_t>> edges(module.functions.size());
    for (const Function& function : module.functions) {
        ForEachStmt(function, [&](const Stmt& stmt) {
            if (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure) {
                edges[function.id.index()].push_back(stmt.callee.index());
            }
        });
    }
    component_.resize(module.functions.size());
    for (const std::vector<uint32_t>& members : Components(edges)) {
        const auto& out = edges[members[0]];
        for (const uint32_t member : members) {
            component_[member] = static_cast<uint32_t>(is_recursive_.size());
        }
        is_recursive_.push_back(members.size() > 1 || std::find(out.begin(), out.end(), members[0]) != out.end());
    }
}

void ProcedureSlots::FindUses(const Module& module, const Function& function)
{
    slot_of_ = SlotOfVars(function);
    uint32_t slot = 0;
    for (const auto* vars : {&function.params, &function.captured}) {
        for (const VarId var : *vars) {
            if (slot_of_[var.index()] != slot) {   // it is assigned
                good_[Of(function.id, slot)] = false;
            }
            ++slot;
        }
    }
    tests_ = ProcedureTests(function, slot_of_);
    Visit(module, function, function.body, nullptr);
}

void ProcedureSlots::Visit(const Module& module, const Function& function, BlockId block, const Stmt* loop)
{
    for (const StmtId id : function.blocks[block].stmts) {
        const Stmt& stmt = function.stmts[id];
        const auto args = function.args(stmt);
        const bool names = stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure;
        for (size_t i = 0; i < args.size(); ++i) {
            const uint32_t slot = args[i].is_var() ? slot_of_[args[i].var().index()] : kNoSlot;
            if (slot != kNoSlot) {
                UseOperand(module, function, stmt, loop, i);
            } else if (names && component_[stmt.callee.index()] == component_[function.id.index()]) {
                good_[Of(stmt.callee, SlotOfOperand(module.functions[stmt.callee], stmt, i))] = false;
            }
        }
        const uint32_t tested = tests_[id.index()];
        for (const BlockId inner : stmt.blocks) {
            if (inner.valid()) {
                no_procedures_.push_back(inner == stmt.blocks[1] ? tested : kNoSlot);
                Visit(module, function, inner, stmt.kind == StmtKind::Loop ? &stmt : loop);
                no_procedures_.pop_back();
            }
        }
    }
}

void ProcedureSlots::UseOperand(const Module& module, const Function& function, const Stmt& stmt, const Stmt* loop,
                                size_t position)
{
    const uint32_t slot = slot_of_[function.args(stmt)[position].var().index()];
    const uint32_t own = Of(function.id, slot);
    const bool again = loop != nullptr || is_recursive_[component_[function.id.index()]];
    if (std::find(no_procedures_.begin(), no_procedures_.end(), slot) != no_procedures_.end()) {
        return;
    }
    const auto goes_to = [&](VarId var) {
        good_[own] = good_[own] && var.valid() && slot_of_[var.index()] == slot;
    };
    switch (stmt.kind) {
    case StmtKind::Move: goes_to(stmt.result); return;
    case StmtKind::Loop: goes_to(function.loop_params_of(stmt)[position]); return;
    case StmtKind::Continue: goes_to(function.loop_params_of(*loop)[position]); return;
    case StmtKind::CallClosure:
        if (position == 0 && !stmt.spread && !stmt.guarded && !stmt.has_companion() && stmt.arg_count <= 31) {
            counts_[own] |= 1u << (stmt.arg_count - 1);
            often_[own] = often_[own] || again;
        } else {
            good_[own] = false;
        }
        return;
    case StmtKind::Call:
    case StmtKind::MakeClosure: {
        const uint32_t target = Of(stmt.callee, SlotOfOperand(module.functions[stmt.callee], stmt, position));
        often_[own] = often_[own] || (again && stmt.kind == StmtKind::Call);
        passed_to_[target].push_back(own);
        needed_by_[target].push_back(own);
        if (component_[stmt.callee.index()] == component_[function.id.index()]) {
            needed_by_[own].push_back(target);
        }
        return;
    }
    case StmtKind::Prim: good_[own] = good_[own] && stmt.prim == Prim::IsProcedure; return;
    default: good_[own] = false;
    }
}

void ProcedureSlots::Solve()
{
    std::vector<uint32_t> work;
    for (uint32_t slot = 0; slot < good_.size(); ++slot) {
        if (!good_[slot]) {
            work.push_back(slot);
        }
    }
    while (!work.empty()) {
        const uint32_t slot = work.back();
        work.pop_back();
        for (const uint32_t other : needed_by_[slot]) {
            if (good_[other]) {
                good_[other] = false;
                work.push_back(other);
            }
        }
    }
    for (uint32_t slot = 0; slot < counts_.size(); ++slot) {
        if (counts_[slot] != 0 || often_[slot]) {
            work.push_back(slot);
        }
    }
    while (!work.empty()) {
        const uint32_t slot = work.back();
        work.pop_back();
        for (const uint32_t other : passed_to_[slot]) {
            if ((counts_[slot] & ~counts_[other]) != 0 || (often_[slot] && !often_[other])) {
                counts_[other] |= counts_[slot];
                often_[other] = often_[other] || often_[slot];
                work.push_back(other);
            }
        }
    }
}

}  // namespace omni::core
