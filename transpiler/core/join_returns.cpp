#include "core/join_returns.h"

#include <algorithm>

#include "core/added_constants.h"

namespace omni::core {
namespace {

constexpr size_t kLargestArm = 8;

class Joiner {
public:
    Joiner(Module& module, Function& function, AddedConstants& constants)
        : module_(module), function_(function), constants_(constants), has_comment_(function.stmts.size(), false)
    {
        for (const Trivia& trivia : function_.trivia) {
            if (trivia.stmt.valid()) {
                has_comment_[trivia.stmt.index()] = true;
            }
        }
    }

    void Run() { Visit(function_.body); }

private:
    Module& module_;
    Function& function_;
    AddedConstants& constants_;
    std::vector<bool> has_comment_;  ///< by StmtId

    void Visit(BlockId block)
    {
        for (size_t i = 0; i < function_.blocks[block].stmts.size(); ++i) {
            const StmtId id = function_.blocks[block].stmts[i];
            const Stmt& stmt = function_.stmts[id];
            if (stmt.kind == StmtKind::If) {
                Visit(stmt.blocks[0]);
                Visit(stmt.blocks[1]);
                if (IsValue(stmt.blocks[0], StmtKind::Return) && IsValue(stmt.blocks[1], StmtKind::Return) &&
                    IsLogical(stmt)) {
                    Join(block, id);
                }
            } else if (stmt.kind == StmtKind::Loop) {
                Visit(stmt.blocks[0]);
            }
        }
    }

    /// Does the block only compute a value and hand it on?
    [[nodiscard]] bool IsValue(BlockId block, StmtKind end) const
    {
        const auto& stmts = function_.blocks[block].stmts;
        const Stmt& last = function_.stmts[stmts.back()];
        return stmts.size() <= kLargestArm && last.kind == end && last.arg_count == 1 &&
               std::all_of(stmts.begin(), stmts.end(), [&](StmtId id) {
                   return !has_comment_[id.index()] && (id == stmts.back() || IsExpression(function_.stmts[id]));
               });
    }

    [[nodiscard]] bool IsExpression(const Stmt& stmt) const
    {
        switch (stmt.kind) {
        case StmtKind::Prim: return Info(stmt.prim).is_pure() && !Info(stmt.prim).allocates();
        case StmtKind::If:
            return stmt.result.valid() && function_.vars[stmt.result].repr == Repr::Bool &&
                   IsValue(stmt.blocks[0], StmtKind::Yield) && IsValue(stmt.blocks[1], StmtKind::Yield);
        default: return false;
        }
    }

    /// `and`, `or` or `not`: the value of one arm is known.
    [[nodiscard]] bool IsLogical(const Stmt& branch) const
    {
        return std::any_of(std::begin(branch.blocks), std::end(branch.blocks), [&](BlockId arm) {
            const Atom value = function_.args(function_.stmts[function_.blocks[arm].stmts.back()])[0];
            return value == function_.args(branch)[0] ||
                   (value.is_constant() && module_.constants[value.constant()].kind == ConstantKind::Bool);
        });
    }

    void Join(BlockId block, StmtId id)
    {
        const Atom condition = function_.args(function_.stmts[id])[0];
        for (const size_t arm : {0, 1}) {
            Stmt& last = function_.stmts[function_.blocks[function_.stmts[id].blocks[arm]].stmts.back()];
            last.kind = StmtKind::Yield;
            Atom& value = function_.args(last)[0];
            if (value == condition) {
                value = constants_.Get(module_, ConstantKind::Bool, arm == 0 ? 1 : 0);
            }
        }
        Var var;
        var.name = support::Intern("result");
        var.kind = VarKind::Temp;
        var.repr = Repr::Bool;
        var.kinds = kind::kBool;
        var.span = function_.stmts[id].span;
        const VarId result = function_.AddVar(std::move(var));
        function_.stmts[id].result = result;
        Stmt end;
        end.kind = StmtKind::Return;
        end.span = function_.stmts[id].span;
        function_.SetArgs(end, {{Atom(result)}});
        function_.blocks[block].stmts.push_back(function_.stmts.Add(end));
        has_comment_.push_back(false);
    }
};

}  // namespace

void JoinReturns(Module& module)
{
    AddedConstants constants;
    for (Function& function : module.functions) {
        if (!function.is_extern && function.result_repr == Repr::Bool) {
            Joiner(module, function, constants).Run();
        }
    }
}

}  // namespace omni::core
