#include "core/verify.h"

#include <fmt/core.h>

#include "core/print.h"

namespace omni::core {
namespace {

/// One walk in program order. `defined_` holds the variables that have a value where the walk stands; what an arm
/// defines is forgotten at its end.
class FunctionVerifier {
public:
    FunctionVerifier(const Module& module, const Function& function, std::vector<std::string>& out)
        : module_(module), function_(function), out_(out), defined_(function.vars.size(), 0),
          definitions_(function.vars.size(), 0), block_seen_(function.blocks.size(), false)
    {
    }

    void Run()
    {
        for (VarId param : function_.params) {
            Define(param);
        }
        for (VarId captured : function_.captured) {
            Define(captured);
        }
        CheckBlock(function_.body, {});
    }

private:
    /// What stands around a block.
    struct Around {
        bool in_if = false;
        bool if_has_result = false;
        const Stmt* loop = nullptr;
    };

    template <class... Args>
    void Fail(int rule, fmt::format_string<Args...> format, Args&&... args)
    {
        out_.push_back(fmt::format("CORE-{}: {}: {}", rule, function_.name.text(),
                                   fmt::format(format, std::forward<Args>(args)...)));
    }

    std::string_view NameOf(VarId id) const { return function_.vars[id].name.text(); }

    void Define(VarId id)
    {
        if (!function_.vars.contains(id)) {
            Fail(6, "variable {} is not in the table", id.index());
            return;
        }
        if (++definitions_[id.index()] > 1 && !function_.vars[id].assigned) {
            Fail(3, "%{} is defined twice", NameOf(id));
        }
        if (defined_[id.index()] == 0) {
            defined_[id.index()] = 1;
            trail_.push_back(id);
        }
    }

    void CheckOperands(const Stmt& stmt)
    {
        if (size_t{stmt.first_arg} + stmt.arg_count > function_.operands.size()) {
            Fail(6, "operands outside of the pool");
            return;
        }
        for (Atom atom : function_.args(stmt)) {
            if (!atom.valid() || (atom.is_var() && !function_.vars.contains(atom.var())) ||
                (atom.is_constant() && !module_.constants.contains(atom.constant()))) {
                Fail(6, "operand is not in its table");
            } else if (atom.is_var() && defined_[atom.var().index()] == 0) {
                Fail(2, "%{} used before it is defined", NameOf(atom.var()));
            }
        }
    }

    void CheckCount(const Stmt& stmt, size_t expected, std::string_view what, int rule = 4)
    {
        if (stmt.arg_count != expected) {
            Fail(rule, "{} takes {} operands, has {}", what, expected, stmt.arg_count);
        }
    }

    void CheckCallee(const Stmt& stmt)
    {
        if (!module_.functions.contains(stmt.callee)) {
            Fail(6, "callee is not in the table");
            return;
        }
        const Function& callee = module_.functions[stmt.callee];
        if (stmt.kind == StmtKind::Call) {
            CheckCount(stmt, callee.params.size(), callee.name.text());
            if (!callee.captured.empty()) {
                Fail(7, "direct call of {}, which captures", callee.name.text());
            }
        } else if (stmt.arg_count != callee.captured.size()) {
            Fail(7, "closure of {} has {} captured variables, not {}", callee.name.text(), stmt.arg_count,
                 callee.captured.size());
        }
    }

    void CheckPrim(const Stmt& stmt)
    {
        if (!TakesStruct(stmt.prim)) {
            if (!Info(stmt.prim).is_variadic()) {
                CheckCount(stmt, Info(stmt.prim).operands.size(), Info(stmt.prim).id);
            }
        } else if (!module_.structs.contains(stmt.struct_type)) {
            Fail(6, "struct type is not in the table");
        } else {
            const StructType& type = module_.structs[stmt.struct_type];
            CheckCount(stmt, OperandCount(type, stmt.prim), Info(stmt.prim).id);
            if (TakesField(stmt.prim) && stmt.field >= type.fields.size()) {
                Fail(6, "{} has no field {}", type.name.text(), stmt.field);
            }
        }
    }

    void CheckStmt(const Stmt& stmt, const Around& around)
    {
        CheckOperands(stmt);
        switch (stmt.kind) {
        case StmtKind::Prim: CheckPrim(stmt); break;
        case StmtKind::Move:
        case StmtKind::Assign:
        case StmtKind::StoreGlobal: CheckCount(stmt, 1, "a move or store"); break;
        case StmtKind::Call:
        case StmtKind::MakeClosure: CheckCallee(stmt); break;
        case StmtKind::If: CheckCount(stmt, 1, "if"); break;
        case StmtKind::Loop: CheckCount(stmt, stmt.param_count, "loop"); break;
        case StmtKind::Yield:
            if (!around.in_if) {
                Fail(5, "yield outside of an if");
            }
            CheckCount(stmt, around.if_has_result ? 1 : 0, "yield", 5);
            break;
        case StmtKind::Continue:
        case StmtKind::Break:
            if (around.loop == nullptr) {
                Fail(5, "continue or break outside of a loop");
            } else if (stmt.kind == StmtKind::Continue) {
                CheckCount(stmt, around.loop->param_count, "continue");
            } else {
                CheckCount(stmt, around.loop->result.valid() ? 1 : 0, "break", 5);
            }
            break;
        case StmtKind::CallClosure:
        case StmtKind::LoadGlobal:
        case StmtKind::Return:
        case StmtKind::Unreachable:
        case StmtKind::RegionCreate:
        case StmtKind::RegionExit:
        case StmtKind::RegionReset:
        case StmtKind::RegionOf:
        case StmtKind::StackReserve:
        case StmtKind::Transmigrate:
        case StmtKind::Dup:
        case StmtKind::Drop:
        case StmtKind::FreeTree:
        case StmtKind::Free:
        case StmtKind::Reuse: break;
        }
        if ((stmt.kind == StmtKind::LoadGlobal || stmt.kind == StmtKind::StoreGlobal) &&
            !module_.globals.contains(stmt.global)) {
            Fail(6, "global is not in the table");
        }
    }

    /// Can control come out of the end of this statement?
    bool CheckInner(const Stmt& stmt, const Around& around)
    {
        if (stmt.kind == StmtKind::If) {
            const Around inner{true, stmt.result.valid(), around.loop};
            const bool then_falls = CheckBlock(stmt.blocks[0], inner);
            const bool else_falls = CheckBlock(stmt.blocks[1], inner);
            return then_falls || else_falls;
        }
        if (stmt.kind == StmtKind::Loop) {
            const bool outer_breaks = breaks_;
            breaks_ = false;
            const size_t mark = trail_.size();
            for (VarId param : function_.loop_params_of(stmt)) {
                Define(param);
                if (!function_.vars[param].assigned) {
                    Fail(3, "loop parameter %{} is not marked as assigned", NameOf(param));
                }
            }
            CheckBlock(stmt.blocks[0], {false, false, &stmt});
            Forget(mark);
            const bool falls = breaks_;
            breaks_ = outer_breaks;
            return falls;
        }
        return !IsTerminator(stmt.kind);
    }

    void Forget(size_t mark)
    {
        for (; trail_.size() > mark; trail_.pop_back()) {
            defined_[trail_.back().index()] = 0;
        }
    }

    /// Does the block yield, or break the loop around it? What an arm assigns counts after it only for `assigned`
    /// variables: they are declared outside, and which path gave them their value is not followed here.
    bool CheckBlock(BlockId id, const Around& around)
    {
        if (!function_.blocks.contains(id)) {
            Fail(6, "block is not in the table");
            return true;
        }
        if (block_seen_[id.index()]) {
            Fail(6, "block {} is used twice", id.index());
            return true;
        }
        block_seen_[id.index()] = true;
        const size_t mark = trail_.size();
        bool yields = false;
        bool falls = true;
        const auto& stmts = function_.blocks[id].stmts;
        for (size_t i = 0; i < stmts.size(); ++i) {
            if (!falls) {
                Fail(1, "statements after the end of a block");
                break;
            }
            const Stmt& stmt = function_.stmts[stmts[i]];
            CheckStmt(stmt, around);
            falls = CheckInner(stmt, around);
            yields = yields || stmt.kind == StmtKind::Yield;
            breaks_ = breaks_ || stmt.kind == StmtKind::Break;
            if (stmt.result.valid()) {
                Define(stmt.result);
            }
        }
        if (falls) {
            Fail(1, "a block ends without a terminator");
        }
        ForgetLocals(mark);
        return yields;
    }

    void ForgetLocals(size_t mark)
    {
        size_t kept = mark;
        for (size_t i = mark; i < trail_.size(); ++i) {
            if (function_.vars[trail_[i]].assigned) {
                trail_[kept++] = trail_[i];
            } else {
                defined_[trail_[i].index()] = 0;
            }
        }
        trail_.resize(kept);
    }

    const Module& module_;
    const Function& function_;
    std::vector<std::string>& out_;
    std::vector<uint8_t> defined_;
    std::vector<uint32_t> definitions_;
    std::vector<bool> block_seen_;
    std::vector<VarId> trail_;
    bool breaks_ = false;   ///< the innermost loop has been left by a Break
};

}  // namespace

std::vector<std::string> Verify(const Module& module)
{
    std::vector<std::string> out;
    for (FuncId id : module.functions.ids()) {
        const Function& function = module.functions[id];
        if (function.body.valid()) {
            FunctionVerifier(module, function, out).Run();
        } else if (!function.is_extern) {
            out.push_back(fmt::format("CORE-6: {}: has no body", function.name.text()));
        }
    }
    return out;
}

}  // namespace omni::core
