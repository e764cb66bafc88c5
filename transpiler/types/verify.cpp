#include <fmt/core.h>

#include "types/kinds.h"
#include "types/types.h"

namespace omni::types {
namespace {

using core::Atom;
using core::BlockId;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

class Verifier {
public:
    Verifier(const core::Module& module, const core::Function& function, std::vector<std::string>& violations)
        : module_(module), function_(function), violations_(violations)
    {
    }

    void Run() { VerifyBlock(function_.body, VarId(), nullptr); }

private:
    void Fail(const char* rule, const Stmt& stmt, const char* what)
    {
        const char* operation = stmt.kind == StmtKind::Prim ? core::Info(stmt.prim).id.data() : "statement";
        violations_.push_back(fmt::format("{}: {}: {}: {} (statement kind {}, at byte {})", rule, function_.name.text(),
                                          operation, what, static_cast<int>(stmt.kind), stmt.span.begin));
    }

    [[nodiscard]] Repr ReprOfVar(VarId var) const { return function_.vars[var].repr; }

    [[nodiscard]] bool Fits(Atom atom, Repr repr) const
    {
        if (atom.is_var()) {
            return ReprOfVar(atom.var()) == repr;
        }
        const core::Constant& constant = module_.constants[atom.constant()];
        return repr == Repr::Obj || constant.kind == core::ConstantKind::Undefined || ReprOf(KindOf(constant)) == repr;
    }

    void VerifyArg(const char* rule, const Stmt& stmt, size_t index, Repr want)
    {
        if (!Fits(function_.args(stmt)[index], want)) {
            Fail(rule, stmt, "operand has another representation");
        }
    }

    void VerifyResult(const char* rule, const Stmt& stmt, Repr given)
    {
        if (stmt.result.valid() && ReprOfVar(stmt.result) != given) {
            Fail(rule, stmt, "result has another representation");
        }
    }

    /// The operand of a terminator goes into `target`.
    void VerifyEnd(const Stmt& stmt, VarId target)
    {
        if ((stmt.arg_count == 1) != target.valid()) {
            Fail("TYPE-5", stmt, "a value is missing or not wanted");
        } else if (target.valid()) {
            VerifyArg("TYPE-5", stmt, 0, ReprOfVar(target));
        }
    }

    void VerifyParams(const Stmt& stmt, const Stmt& loop)
    {
        const auto params = function_.loop_params_of(loop);
        for (size_t i = 0; i < params.size(); ++i) {
            VerifyArg("TYPE-5", stmt, i, ReprOfVar(params[i]));
        }
    }

    void VerifyBlock(BlockId block, VarId if_result, const Stmt* loop)
    {
        for (const StmtId id : function_.blocks[block].stmts) {
            VerifyStmt(function_.stmts[id], if_result, loop);
        }
    }

    void VerifyPrim(const Stmt& stmt)
    {
        for (size_t i = 0; i < stmt.arg_count; ++i) {
            const Repr want = stmt.prim == core::Prim::Not ? Repr::Bool : OperandRepr(module_, stmt, i);
            VerifyArg("TYPE-1", stmt, i, want);
        }
        VerifyResult("TYPE-1", stmt, ResultRepr(module_, stmt));
    }

    void VerifyCall(const Stmt& stmt)
    {
        const core::Function& callee = module_.functions[stmt.callee];
        for (size_t i = 0; i < stmt.arg_count; ++i) {
            VerifyArg("TYPE-3", stmt, i,
                      i < callee.params.size() ? callee.vars[callee.params[i]].repr : Repr::Obj);
        }
        VerifyResult("TYPE-3", stmt, callee.result_repr);
    }

    void VerifyStmt(const Stmt& stmt, VarId if_result, const Stmt* loop)
    {
        switch (stmt.kind) {
        case StmtKind::Prim: VerifyPrim(stmt); break;
        case StmtKind::Move:
        case StmtKind::Assign: VerifyArg("TYPE-5", stmt, 0, ReprOfVar(stmt.result)); break;
        case StmtKind::Call: VerifyCall(stmt); break;
        case StmtKind::CallClosure:
        case StmtKind::MakeClosure:
            for (size_t i = 0; i < stmt.arg_count; ++i) {
                VerifyArg("TYPE-4", stmt, i, Repr::Obj);
            }
            VerifyResult("TYPE-4", stmt, Repr::Obj);
            break;
        case StmtKind::LoadGlobal: VerifyResult("TYPE-6", stmt, module_.globals[stmt.global].repr); break;
        case StmtKind::StoreGlobal: VerifyArg("TYPE-6", stmt, 0, module_.globals[stmt.global].repr); break;
        case StmtKind::If:
            VerifyArg("TYPE-2", stmt, 0, Repr::Bool);
            VerifyBlock(stmt.blocks[0], stmt.result, loop);
            VerifyBlock(stmt.blocks[1], stmt.result, loop);
            break;
        case StmtKind::Loop:
            VerifyParams(stmt, stmt);
            VerifyBlock(stmt.blocks[0], VarId(), &stmt);
            break;
        case StmtKind::Yield: VerifyEnd(stmt, if_result); break;
        case StmtKind::Continue: VerifyParams(stmt, *loop); break;
        case StmtKind::Break: VerifyEnd(stmt, loop->result); break;
        case StmtKind::Return:
            if ((stmt.arg_count == 1) != (function_.result_repr != Repr::None)) {
                Fail("TYPE-5", stmt, "a value is missing or not wanted");
            } else if (stmt.arg_count == 1) {
                VerifyArg("TYPE-5", stmt, 0, function_.result_repr);
            }
            break;
        default: break;
        }
    }

    const core::Module& module_;
    const core::Function& function_;
    std::vector<std::string>& violations_;
};

}  // namespace

std::vector<std::string> Verify(const core::Module& module)
{
    std::vector<std::string> violations;
    for (const core::Function& function : module.functions) {
        if (!function.is_extern) {
            Verifier(module, function, violations).Run();
        }
    }
    return violations;
}

}  // namespace omni::types
