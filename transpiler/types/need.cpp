#include "types/need.h"

#include "core/pending_calls.h"

namespace omni::types {
namespace {

using core::Atom;
using core::BlockId;
using core::FuncId;
using core::Stmt;
using core::StmtKind;
using core::VarId;

/// Walks a function backwards: all uses of a value come after it, except around a loop, and what loops and assignments
/// carry counts as needed. So one walk is enough, and a second one when a caller asks for the result later.
class NeedWalker {
public:
    NeedWalker(std::vector<bool>& needed, std::vector<bool>& result_needed, std::vector<FuncId>& open)
        : needed_(needed), result_needed_(result_needed), open_(open)
    {
    }

    void Walk(const core::Function& function, size_t first_var)
    {
        function_ = &function;
        first_var_ = first_var;
        WalkBlock(function.body, false, false);
    }

private:
    [[nodiscard]] bool Needed(VarId var) const { return var.valid() && needed_[first_var_ + var.index()]; }

    void Need(Atom atom)
    {
        if (atom.is_var()) {
            needed_[first_var_ + atom.var().index()] = true;
        }
    }

    void NeedArgs(const Stmt& stmt)
    {
        for (const Atom atom : function_->args(stmt)) {
            Need(atom);
        }
    }

    void WalkBlock(BlockId block, bool yield_needed, bool break_needed)
    {
        const auto& stmts = function_->blocks[block].stmts;
        for (size_t i = stmts.size(); i-- > 0;) {
            WalkStmt(function_->stmts[stmts[i]], yield_needed, break_needed);
        }
    }

    void WalkStmt(const Stmt& stmt, bool yield_needed, bool break_needed)
    {
        const bool result = Needed(stmt.result);
        switch (stmt.kind) {
        case StmtKind::Prim:
            if (result || !core::Info(stmt.prim).is_pure()) {
                NeedArgs(stmt);
            }
            break;
        case StmtKind::Move:
        case StmtKind::MakeClosure:
        case StmtKind::LoadGlobal:
            if (result) {
                NeedArgs(stmt);
            }
            break;
        case StmtKind::Call:
            NeedArgs(stmt);
            if (result && !result_needed_[stmt.callee.index()]) {
                result_needed_[stmt.callee.index()] = true;
                open_.push_back(stmt.callee);
            }
            break;
        case StmtKind::If:
            WalkBlock(stmt.blocks[1], result, break_needed);
            WalkBlock(stmt.blocks[0], result, break_needed);
            NeedArgs(stmt);
            break;
        case StmtKind::Loop:
            WalkBlock(stmt.blocks[0], false, result);
            NeedArgs(stmt);
            break;
        case StmtKind::Yield:
            if (yield_needed) {
                NeedArgs(stmt);
            }
            break;
        case StmtKind::Break:
            if (break_needed) {
                NeedArgs(stmt);
            }
            break;
        case StmtKind::Return:
            if (result_needed_[function_->id.index()]) {
                NeedArgs(stmt);
            }
            break;
        default: NeedArgs(stmt); break;
        }
    }

    std::vector<bool>& needed_;
    std::vector<bool>& result_needed_;
    std::vector<FuncId>& open_;
    const core::Function* function_ = nullptr;
    size_t first_var_ = 0;
};

}  // namespace

void ComputeNeeded(const core::Module& module, const std::vector<FuncId>& callers_first, Inference& inference)
{
    for (const FuncId id : callers_first) {
        const core::Function& function = module.functions[id];
        inference.result_needed_[id.index()] = function.is_extern || function.used_as_value || function.exported ||
                                                 core::MayPend(function) || !inference.Live(id);
        for (const VarId param : function.params) {
            inference.needed_[inference.first_var_[id.index()] + param.index()] = true;
        }
        for (const VarId param : function.loop_params) {
            inference.needed_[inference.first_var_[id.index()] + param.index()] = true;
        }
        for (const core::VarId var : function.vars.ids()) {
            if (function.vars[var].assigned) {
                inference.needed_[inference.first_var_[id.index()] + var.index()] = true;
            }
        }
    }
    std::vector<FuncId> open(callers_first.rbegin(), callers_first.rend());
    NeedWalker walker(inference.needed_, inference.result_needed_, open);
    while (!open.empty()) {
        const FuncId id = open.back();
        open.pop_back();
        const core::Function& function = module.functions[id];
        if (!function.is_extern) {
            walker.Walk(function, inference.first_var_[id.index()]);
        }
    }
}

}  // namespace omni::types
