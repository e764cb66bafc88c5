// Drop-guided reuse (Lorenzen and Leijen, ICFP 2022): for each object that is taken apart, the next allocation of the same
// layout on each path behind it gets its memory. Nothing is held back across loops, and a path that has no such allocation
// frees the memory where it begins.

#include <algorithm>
#include <optional>

#include "core/heap_form.h"
#include "plan/heap_function.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using reason::ReasonKind;

class CellAssigner {
public:
    CellAssigner(HeapCode& code, reason::Ledger& ledger, HeapFunction& out)
        : heap_(code), code_(code.code), ledger_(ledger), out_(out)
    {
    }

    void Run()
    {
        VisitBlock(code_.body);
        std::sort(out_.operations.begin(), out_.operations.end(),
                  [](const HeapOperation& a, const HeapOperation& b) { return a.stmt < b.stmt; });
    }

private:
    HeapCode& heap_;
    core::Function& code_;
    reason::Ledger& ledger_;
    HeapFunction& out_;

    void VisitBlock(BlockId block)
    {
        for (size_t i = 0; i < code_.blocks[block].stmts.size(); ++i) {
            const StmtId id = code_.blocks[block].stmts[i];
            const Stmt stmt = code_.stmts[id];
            if (stmt.kind == StmtKind::If) {
                VisitBlock(stmt.blocks[0]);
                VisitBlock(stmt.blocks[1]);
            } else if (stmt.kind == StmtKind::Loop) {
                VisitBlock(stmt.blocks[0]);
            } else if (stmt.kind == StmtKind::Free && !stmt.result.valid() && IsTakenApart(stmt)) {
                TryReuse(block, i);
            } else if (stmt.kind == StmtKind::Drop && Extend(block, i)) {
                --i;
            }
        }
    }

    /// A text that is given up where it got longer becomes the longer one: the drop at `index` is part of the statement.
    bool Extend(BlockId block, size_t index)
    {
        auto& stmts = code_.blocks[block].stmts;
        const StmtId drop = stmts[index];
        const core::Atom text = code_.args(code_.stmts[drop])[0];
        size_t at = index;
        while (at > 0 && code_.stmts[stmts[at]].kind == StmtKind::Drop) {
            --at;
        }
        Stmt& longer = code_.stmts[stmts[at]];
        if (!MayExtend(heap_, longer) || longer.cell.valid() || code_.args(longer)[0] != text) {
            return false;
        }
        longer.cell = text.var();
        for (HeapOperation& operation : out_.operations) {
            if (operation.stmt == drop) {
                operation.stmt = stmts[at];
                operation.kind = DecisionKind::Reuse;
                operation.because = Because(ReasonKind::LastUse, text.var(), longer.span);
            }
        }
        stmts.erase(stmts.begin() + static_cast<ptrdiff_t>(index));
        return true;
    }

    /// Not a cell that is free already.
    [[nodiscard]] bool IsTakenApart(const Stmt& stmt) const { return heap_.IsTracked(code_.args(stmt)[0]); }

    void TryReuse(BlockId block, size_t index)
    {
        const StmtId id = code_.blocks[block].stmts[index];
        const ObjectLayout layout = heap_.LayoutOfTaken(code_.stmts[id]);
        const VarId object = code_.args(code_.stmts[id])[0].var();
        if (layout.shape == ObjectLayout::None || !HasUse(block, index + 1, layout)) {
            return;
        }
        core::Var cell;
        cell.kind = core::VarKind::Temp;
        cell.name = support::Intern(std::string(code_.vars[object].name.text()) + "-cell");
        cell.kinds = core::kind::kNone;
        const VarId cell_var = code_.AddVar(cell);
        heap_.node_of.push_back(analysis::kNoNode);
        code_.stmts[id].kind = StmtKind::Reuse;
        code_.stmts[id].result = cell_var;
        const source::Span use = Use(block, index + 1, layout, cell_var, object);
        for (HeapOperation& operation : out_.operations) {
            if (operation.stmt == id) {
                operation.kind = DecisionKind::Reuse;
                operation.because = Because(ReasonKind::CellReused, object, use);
            }
        }
    }

    [[nodiscard]] bool Fits(const Stmt& stmt, const ObjectLayout& layout) const
    {
        return heap_.Makes(stmt) && !stmt.cell.valid() && LayoutOf(stmt) == layout;
    }

    /// Does a path from here lead to an allocation that can have the cell, so that all others can free it?
    [[nodiscard]] bool HasUse(BlockId block, size_t from, const ObjectLayout& layout) const
    {
        const auto& stmts = code_.blocks[block].stmts;
        for (size_t i = from; i < stmts.size(); ++i) {
            const Stmt& stmt = code_.stmts[stmts[i]];
            if (Fits(stmt, layout)) {
                return true;
            }
            if (stmt.kind == StmtKind::If) {
                if (HasUse(stmt.blocks[0], 0, layout) || HasUse(stmt.blocks[1], 0, layout)) {
                    return true;
                }
                if (Leaves(stmt.blocks[0]) || Leaves(stmt.blocks[1])) {
                    return false;
                }
            } else if (stmt.kind == StmtKind::Loop && Leaves(stmt.blocks[0])) {
                return false;
            }
        }
        return false;
    }

    /// Is there a jump out of the block to somewhere else than behind the statement that it belongs to?
    [[nodiscard]] bool Leaves(BlockId block) const
    {
        for (const StmtId id : code_.blocks[block].stmts) {
            const Stmt& stmt = code_.stmts[id];
            if (stmt.kind == StmtKind::Return || stmt.kind == StmtKind::Continue || stmt.kind == StmtKind::Break ||
                (stmt.kind == StmtKind::If && (Leaves(stmt.blocks[0]) || Leaves(stmt.blocks[1]))) ||
                (stmt.kind == StmtKind::Loop && Leaves(stmt.blocks[0]))) {
                return true;
            }
        }
        return false;
    }

    /// Gives the cell to the allocations that HasUse found. The first of them is what the reader is told.
    source::Span Use(BlockId block, size_t from, const ObjectLayout& layout, VarId cell, VarId object)
    {
        const std::vector<StmtId> stmts = code_.blocks[block].stmts;
        for (size_t i = from; i < stmts.size(); ++i) {
            Stmt& stmt = code_.stmts[stmts[i]];
            if (Fits(stmt, layout)) {
                stmt.cell = cell;
                return stmt.span;
            }
            if (stmt.kind != StmtKind::If) {
                continue;
            }
            const BlockId arms[2] = {stmt.blocks[0], stmt.blocks[1]};
            const bool uses[2] = {HasUse(arms[0], 0, layout), HasUse(arms[1], 0, layout)};
            if (!uses[0] && !uses[1]) {
                continue;
            }
            source::Span first;
            for (int arm = 0; arm < 2; ++arm) {
                if (uses[arm]) {
                    const source::Span use = Use(arms[arm], 0, layout, cell, object);
                    first = first.valid() ? first : use;
                } else {
                    FreeAtHead(arms[arm], cell, object);
                }
            }
            return first;
        }
        return {};
    }

    void FreeAtHead(BlockId block, VarId cell, VarId object)
    {
        const auto& stmts = code_.blocks[block].stmts;
        if (code_.stmts[stmts.back()].kind == StmtKind::Unreachable) {
            return;  // the program ends
        }
        Stmt free;
        free.kind = StmtKind::Free;
        const core::Atom atom(cell);
        code_.SetArgs(free, {&atom, 1});
        const StmtId id = code_.stmts.Add(free);
        code_.blocks[block].stmts.insert(code_.blocks[block].stmts.begin(), id);
        out_.operations.push_back(
            {id, DecisionKind::Free, code_.vars[object].name, Because(ReasonKind::CellUnused, object, {})});
    }

    reason::ReasonId Because(ReasonKind kind, VarId object, source::Span expression)
    {
        reason::Reason why;
        why.kind = kind;
        why.function = code_.id;
        why.subject = heap_.Spelling(object);
        why.names = {why.subject};
        why.expression = expression;
        return ledger_.Add(std::move(why));
    }
};

}  // namespace

void AssignCells(HeapCode& code, reason::Ledger& ledger, HeapFunction& out) { CellAssigner(code, ledger, out).Run(); }

}  // namespace omni::plan
