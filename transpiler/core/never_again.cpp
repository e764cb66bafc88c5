#include "core/never_again.h"

#include <utility>
#include <vector>

namespace omni::core {
namespace {

/// Where a statement stands inside a loop: the position in its body, in the block inside that, and so on.
using Path = std::vector<std::pair<BlockId, size_t>>;

/// Can the first be executed before the second in one iteration? Not when they are in different arms.
bool MayPrecede(const Path& first, const Path& second)
{
    for (size_t i = 0; i < first.size() && i < second.size(); ++i) {
        if (first[i].first != second[i].first) {
            return false;
        }
        if (first[i].second != second[i].second) {
            return first[i].second < second[i].second;
        }
    }
    return true;
}

/// Looks for the loop with the parameter, and compares what its Continues give it.
class Finder {
public:
    Finder(const Function& function, VarId var, KindSet kinds) : function_(function), var_(var), kinds_(kinds) {}

    StmtId Run()
    {
        Visit(function_.body, {});
        for (const Path& kept : keeps_) {
            for (const Path& assignment : assignments_) {
                distinct_ = distinct_ && !MayPrecede(assignment, kept);
            }
        }
        return distinct_ ? loop_ : StmtId();
    }

private:
    const Function& function_;
    const VarId var_;
    const KindSet kinds_;
    StmtId loop_;
    size_t position_ = 0;
    bool distinct_ = true;
    Path path_;
    std::vector<Path> assignments_, keeps_;  ///< of any variable; iterations that leave the parameter as it was

    void Visit(BlockId block, StmtId loop)
    {
        const auto& stmts = function_.blocks[block].stmts;
        for (size_t i = 0; i < stmts.size(); ++i) {
            const Stmt& stmt = function_.stmts[stmts[i]];
            path_.emplace_back(block, i);
            const bool mine = stmt.kind == StmtKind::Loop && Finds(stmt, stmts[i]);
            if (mine) {
                path_.clear();
            } else if (stmt.kind == StmtKind::Assign) {
                assignments_.push_back(path_);
            } else if (stmt.kind == StmtKind::Continue && loop_.valid() && loop == loop_) {
                const Atom given = function_.args(stmt)[position_];
                if (given == Atom(var_)) {
                    keeps_.push_back(path_);
                } else {
                    distinct_ = distinct_ && given.is_var() && (function_.vars[given.var()].kinds & kinds_) == 0;
                }
            }
            const Path outside = path_;
            for (const BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    Visit(inner, stmt.kind == StmtKind::Loop ? stmts[i] : loop);
                    path_ = outside;
                }
            }
            if (mine) {
                return;  // nothing behind the loop matters
            }
            path_.pop_back();
        }
    }

    bool Finds(const Stmt& loop, StmtId id)
    {
        const auto params = function_.loop_params_of(loop);
        for (size_t i = 0; i < params.size(); ++i) {
            if (params[i] == var_) {
                loop_ = id;
                position_ = i;
                assignments_.clear();
                return true;
            }
        }
        return false;
    }
};

}  // namespace

StmtId NeverAgain(const Function& function, VarId var, KindSet kinds) { return Finder(function, var, kinds).Run(); }

}  // namespace omni::core
