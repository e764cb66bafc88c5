// Regions of the source: `with-region`, and what stands between `region-create` and `region-exit`.
//
//   (let ((r (region-create)) (x (pair 1 2)))      x is made in r
//     (region-exit r)
//     (println x))                                 x is used behind the end of r: an error
//
// They are wishes: the plan decides for each object as it always does, and ends its memory at the last use, which is
// earlier. What leaves the function, or `with-region` as its value, is placed outside. Everything else that is made in
// the region has to be dead where the region ends, so a use behind it is refused.

#include <algorithm>

#include "plan/function_decider.h"

namespace omni::plan {

using core::Stmt;
using core::StmtId;
using core::StmtKind;

namespace {

/// Values that a program can only tell from one another by what they are worth: nobody sees that they are objects.
constexpr core::KindSet kPlain = core::kind::kNumber | core::kind::kBool | core::kind::kChar | core::kind::kSymbol |
                                 core::kind::kNil | core::kind::kNothing | core::kind::kEof;

bool IsMark(const Stmt& stmt) { return stmt.kind == StmtKind::Prim && stmt.prim == core::Prim::RegionMark; }

}  // namespace

void FunctionDecider::CheckRegionScopes()
{
    const auto operand = [this](const Stmt& stmt, size_t index) {
        return module_.constants[function_.args(stmt)[index].constant()].integer;
    };
    for (const StmtId end : structure_.order()) {
        const Stmt& stmt = function_.stmts[end];
        if (!IsMark(stmt) || operand(stmt, 1) == 0) {
            continue;
        }
        StmtId begin;
        for (const StmtId id : structure_.order()) {
            const Stmt& other = function_.stmts[id];
            if (id == end) {
                break;
            }
            if (IsMark(other) && operand(other, 1) == 0 && operand(other, 0) == operand(stmt, 0)) {
                begin = id;
            }
        }
        if (begin.valid()) {
            CheckRegionEnd(begin, end);
        }
    }
}

/// Is an object of the class made behind `begin` and in front of `end`? `made`: the first place.
bool FunctionDecider::IsMadeBetween(const ClassInfo& info, StmtId begin, StmtId end, StmtId& made) const
{
    const auto& order = structure_.order();
    const auto from = std::find(order.begin(), order.end(), begin);
    const auto to = std::find(from, order.end(), end);
    const auto site = std::find_if(from, to, [&](StmtId id) {
        const Stmt& stmt = function_.stmts[id];
        const bool plain = stmt.result.valid() && (function_.vars[stmt.result].kinds & ~kPlain) == 0;
        return !plain && std::find(info.sites.begin(), info.sites.end(), id) != info.sites.end();
    });
    made = site == to ? StmtId() : *site;
    return made.valid();
}

/// Does a path lead from `end` forward to the statement?
bool FunctionDecider::IsBehind(StmtId end, StmtId stmt) const
{
    const core::BlockId common =
        structure_.CommonBlock(structure_.position(end).block, structure_.position(stmt).block);
    return structure_.Within(common, end).index < structure_.Within(common, stmt).index;
}

void FunctionDecider::CheckRegionEnd(StmtId begin, StmtId end)
{
    std::vector<Node> leaving;
    const int64_t leaves = module_.constants[function_.args(function_.stmts[end])[2].constant()].integer;
    for (const core::VarId var : function_.vars.ids()) {
        const core::Var& data = function_.vars[var];
        if (leaves >= 0 && data.span.valid() && data.span.begin == leaves &&
            data.span.file == function_.stmts[end].span.file && mine_.node_of[var.index()] != analysis::kNoNode) {
            leaving.push_back(mine_.node_of[var.index()]);
        }
    }
    std::vector<bool> is_outside(classes_.size(), false);
    for (const Node node : analysis::Reach(graph_, leaving, true)) {
        is_outside[ClassIndex(node)] = true;
    }
    for (uint32_t index = 0; index < classes_.size(); ++index) {
        const ClassInfo& info = classes_[index];
        StmtId made;
        // What a primitive makes is of the node of its result; what a callee makes may be anything of the class.
        if (is_outside[index] || info.escape != analysis::Escape::Local || !IsMadeBetween(info, begin, end, made)) {
            continue;
        }
        const bool by_callee = std::any_of(info.sites.begin(), info.sites.end(), [&](StmtId site) {
            return function_.stmts[site].kind != StmtKind::Prim;
        });
        const core::VarId result = function_.stmts[made].result;
        const Node single = by_callee || !result.valid() || mine_.node_of[result.index()] == analysis::kNoNode
                                ? analysis::kNoNode
                                : graph_.Find(mine_.node_of[result.index()]);
        for (const StmtId id : structure_.order()) {
            const Stmt& stmt = function_.stmts[id];
            const auto args = function_.args(stmt);
            const auto arg = std::find_if(args.begin(), args.end(), [&](core::Atom each) {
                if (!each.is_var() || mine_.node_of[each.var().index()] == analysis::kNoNode) {
                    return false;
                }
                const auto reached = analysis::Reach(graph_, {mine_.node_of[each.var().index()]}, true);
                return std::any_of(reached.begin(), reached.end(), [&](Node node) {
                    return ClassIndex(node) == index && (single == analysis::kNoNode || graph_.Find(node) == single);
                });
            });
            if (arg == args.end() || core::IsHeapOperation(stmt.kind) || !IsBehind(end, id)) {
                continue;
            }
            const LateUse late{function_.vars[arg->var()].name, stmt.span, function_.stmts[end].span,
                               function_.stmts[made].span};
            const bool known = std::any_of(plan_.late_uses.begin(), plan_.late_uses.end(), [&](const LateUse& each) {
                return each.use == late.use && each.end == late.end;
            });
            if (!known) {
                plan_.late_uses.push_back(late);
            }
            break;
        }
    }
}

}  // namespace omni::plan
