#include "types/ranges.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "types/walk.h"

namespace omni::types {

using core::Atom;
using core::BlockId;
using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

namespace {

struct Interval {
    int64_t low = INT64_MIN, high = INT64_MAX;
    friend bool operator==(const Interval&, const Interval&) = default;
};

constexpr Interval kNothing{INT64_MAX, INT64_MIN};  // no value arrives
constexpr Interval kLength{0, int64_t{UINT32_MAX}};

Interval Union(Interval a, Interval b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }
bool IsEmpty(Interval a) { return a.low > a.high; }

__extension__ typedef __int128 Wide;  // room for the product of two Ints

/// The interval when it is inside 64 bits.
bool Fit(Wide low, Wide high, Interval& result)
{
    const bool fits = low >= INT64_MIN && high <= INT64_MAX;
    if (fits) {
        result = {static_cast<int64_t>(low), static_cast<int64_t>(high)};
    }
    return fits;
}

class RangeProver {
public:
    RangeProver(const core::Module& module, core::Function& function)
        : module_(module),
          function_(function),
          intervals_(function.vars.size()),
          definition_(function.vars.size()),
          assigned_(function.vars.size(), false)
    {
    }

    void Run()
    {
        ForEachStmt(function_, [&](StmtId id, const Stmt& stmt) {
            if (stmt.kind == StmtKind::Assign) {
                assigned_[stmt.result.index()] = true;
            } else if (stmt.result.valid()) {
                definition_[stmt.result.index()] = id;
            }
        });
        WalkBlock(function_.body, Context());
    }

private:
    static constexpr int kDeepest = 4;  ///< loops within loops whose parameters are looked at

    /// Where terminators go.
    struct Context {
        Interval* yielded = nullptr;              ///< of the If around
        bool* ends = nullptr;
        std::vector<Interval>* carried = nullptr; ///< of the Loop around
        Interval* left = nullptr;
        int depth = 0;
    };

    [[nodiscard]] Interval Of(Atom atom) const
    {
        if (atom.is_var()) {
            return intervals_[atom.var().index()];
        }
        const core::Constant& constant = module_.constants[atom.constant()];
        return constant.kind == core::ConstantKind::Int ? Interval{constant.integer, constant.integer} : Interval();
    }

    void Set(VarId var, Interval interval)
    {
        Interval& known = intervals_[var.index()];
        if (!(known == interval)) {
            trail_.emplace_back(var, known);
            known = interval;
        }
    }

    void Define(VarId var, Interval interval)
    {
        if (var.valid() && !assigned_[var.index()]) {
            Set(var, function_.vars[var].repr == Repr::Int && !IsEmpty(interval) ? interval : Interval());
        }
    }

    /// The value is inside the interval, too. What cannot be is code that is never reached: nothing is learnt from it.
    void Narrow(Atom atom, Interval to)
    {
        if (!atom.is_var() || assigned_[atom.var().index()]) {
            return;
        }
        const Interval known = Of(atom);
        const Interval both{std::max(known.low, to.low), std::min(known.high, to.high)};
        if (!IsEmpty(both)) {
            Set(atom.var(), both);
        }
    }

    void Rollback(size_t mark)
    {
        while (trail_.size() > mark) {
            intervals_[trail_.back().first.index()] = trail_.back().second;
            trail_.pop_back();
        }
    }

    // --- tests

    void Less(Atom a, Atom b)
    {
        const Interval of_a = Of(a), of_b = Of(b);
        if (of_b.high != INT64_MIN) {
            Narrow(a, {INT64_MIN, of_b.high - 1});
        }
        if (of_a.low != INT64_MAX) {
            Narrow(b, {of_a.low + 1, INT64_MAX});
        }
    }

    void AtMost(Atom a, Atom b)
    {
        const Interval of_a = Of(a), of_b = Of(b);
        Narrow(a, {INT64_MIN, of_b.high});
        Narrow(b, {of_a.low, INT64_MAX});
    }

    void Assume(Atom condition, bool holds)
    {
        if (!condition.is_var() || assigned_[condition.var().index()] || !definition_[condition.var().index()].valid()) {
            return;
        }
        const Stmt& stmt = function_.stmts[definition_[condition.var().index()]];
        const auto args = function_.args(stmt);
        if (stmt.kind == StmtKind::Move) {
            Assume(args[0], holds);
        } else if (stmt.kind == StmtKind::If) {
            AssumeChoice(stmt, holds);
        } else if (stmt.kind == StmtKind::Prim) {
            switch (stmt.prim) {
            case Prim::Not: Assume(args[0], !holds); break;
            case Prim::IntLt: holds ? Less(args[0], args[1]) : AtMost(args[1], args[0]); break;
            case Prim::IntGt: holds ? Less(args[1], args[0]) : AtMost(args[0], args[1]); break;
            case Prim::IntLe: holds ? AtMost(args[0], args[1]) : Less(args[1], args[0]); break;
            case Prim::IntGe: holds ? AtMost(args[1], args[0]) : Less(args[0], args[1]); break;
            case Prim::IntEq:
                if (holds) {
                    Narrow(args[0], Of(args[1]));
                    Narrow(args[1], Of(args[0]));
                }
                break;
            default: break;
            }
        }
    }

    /// (and a b) is (if a b #f), (or a b) is (if a #t b): which arm was taken is known where the other gives the other answer.
    void AssumeChoice(const Stmt& stmt, bool holds)
    {
        for (int arm = 0; arm < 2; ++arm) {
            const auto& stmts = function_.blocks[stmt.blocks[1 - arm]].stmts;
            const Stmt* other = stmts.empty() ? nullptr : &function_.stmts[stmts.back()];
            if (other == nullptr || other->kind != StmtKind::Yield || other->arg_count != 1 ||
                !function_.args(*other)[0].is_constant()) {
                continue;
            }
            const core::Constant& given = module_.constants[function_.args(*other)[0].constant()];
            if (given.kind != core::ConstantKind::Bool || (given.integer != 0) == holds) {
                continue;
            }
            Assume(function_.args(stmt)[0], arm == 0);
            const auto& taken = function_.blocks[stmt.blocks[arm]].stmts;
            if (!taken.empty() && function_.stmts[taken.back()].kind == StmtKind::Yield &&
                function_.stmts[taken.back()].arg_count == 1) {
                Assume(function_.args(function_.stmts[taken.back()])[0], holds);
            }
            return;
        }
    }

    // --- statements

    void WalkBlock(BlockId block, const Context& context)
    {
        for (const StmtId id : function_.blocks[block].stmts) {
            WalkStmt(id, context);
        }
    }

    void WalkStmt(StmtId id, const Context& context)
    {
        const Stmt stmt = function_.stmts[id];
        const auto args = function_.args(stmt);
        switch (stmt.kind) {
        case StmtKind::Prim: WalkPrim(id); break;
        case StmtKind::Move: Define(stmt.result, Of(args[0])); break;
        case StmtKind::If: WalkIf(stmt, context); break;
        case StmtKind::Loop: WalkLoop(stmt, context); break;
        case StmtKind::Yield:
            if (context.ends != nullptr) {
                *context.ends = true;
                *context.yielded = Union(*context.yielded, stmt.arg_count == 1 ? Of(args[0]) : Interval());
            }
            break;
        case StmtKind::Continue:
            for (size_t i = 0; context.carried != nullptr && i < args.size(); ++i) {
                (*context.carried)[i] = Union((*context.carried)[i], Of(args[i]));
            }
            break;
        case StmtKind::Break:
            if (context.left != nullptr) {
                *context.left = Union(*context.left, stmt.arg_count == 1 ? Of(args[0]) : Interval());
            }
            break;
        default: Define(stmt.result, Interval()); break;
        }
    }

    void WalkIf(const Stmt& stmt, const Context& context)
    {
        const Atom condition = function_.args(stmt)[0];
        Interval yielded = kNothing;
        bool ends[2] = {false, false};
        for (int arm = 0; arm < 2; ++arm) {
            Context inner = context;
            inner.yielded = &yielded;
            inner.ends = &ends[arm];
            const size_t mark = trail_.size();
            Assume(condition, arm == 0);
            WalkBlock(stmt.blocks[arm], inner);
            Rollback(mark);
        }
        if (ends[0] != ends[1]) {
            Assume(condition, ends[0]);
        }
        Define(stmt.result, yielded);
    }

    void WalkLoop(const Stmt& stmt, const Context& context)
    {
        const auto args = function_.args(stmt);
        const auto params = function_.loop_params_of(stmt);
        std::vector<Interval> carried;
        for (const Atom atom : args) {
            carried.push_back(Of(atom));
        }
        Interval left = kNothing;
        Context inner;
        inner.depth = context.depth + 1;
        inner.left = &left;
        const bool looks = inner.depth <= kDeepest && !trying_;
        if (looks) {
            inner.carried = &carried;
            trying_ = true;
            WalkBody(stmt, std::vector<Interval>(params.size()), inner);
            trying_ = false;
            inner.carried = nullptr;
            left = kNothing;
        }
        WalkBody(stmt, looks ? carried : std::vector<Interval>(params.size()), inner);
        Define(stmt.result, left);
    }

    void WalkBody(const Stmt& stmt, const std::vector<Interval>& carried, const Context& inner)
    {
        const auto params = function_.loop_params_of(stmt);
        const size_t mark = trail_.size();
        for (size_t i = 0; i < params.size(); ++i) {
            Define(params[i], carried[i]);
        }
        WalkBlock(stmt.blocks[0], inner);
        Rollback(mark);
    }

    /// The operation's own C operator takes its place.
    void Replace(StmtId id, Prim plain)
    {
        if (!trying_) {
            function_.stmts[id].prim = plain;
        }
    }

    void WalkPrim(StmtId id)
    {
        const Stmt stmt = function_.stmts[id];
        const auto args = function_.args(stmt);
        switch (stmt.prim) {
        case Prim::IntAdd:
        case Prim::IntSub:
        case Prim::IntMul: WalkArithmetic(id); break;
        case Prim::IntQuotient:
        case Prim::IntRemainder:
        case Prim::IntModulo: WalkDivision(id); break;
        case Prim::IntMin: {
            const Interval a = Of(args[0]), b = Of(args[1]);
            Define(stmt.result, {std::min(a.low, b.low), std::min(a.high, b.high)});
            break;
        }
        case Prim::IntMax: {
            const Interval a = Of(args[0]), b = Of(args[1]);
            Define(stmt.result, {std::max(a.low, b.low), std::max(a.high, b.high)});
            break;
        }
        case Prim::VectorLength:
        case Prim::StringLength:
        case Prim::BytesLength:
        case Prim::DictCount: Define(stmt.result, kLength); break;
        case Prim::ListLength: Define(stmt.result, {0, INT64_MAX / 16}); break;
        case Prim::BytesRef: Define(stmt.result, {0, 255}); break;
        case Prim::CharToInteger: Define(stmt.result, {0, 0x10FFFF}); break;
        default: Define(stmt.result, Interval()); break;
        }
        NarrowBySuccess(stmt);
    }

    /// A position that was there.
    void NarrowBySuccess(const Stmt& stmt)
    {
        switch (stmt.prim) {
        case Prim::VectorRef:
        case Prim::VectorSet:
        case Prim::IntVectorRef:
        case Prim::IntVectorSet:
        case Prim::FloatVectorRef:
        case Prim::FloatVectorSet:
        case Prim::IntItem:
        case Prim::SetIntItem:
        case Prim::FloatItem:
        case Prim::SetFloatItem:
        case Prim::BytesRef:
        case Prim::BytesSet:
        case Prim::StringRef: Narrow(function_.args(stmt)[1], kLength); break;
        default: break;
        }
    }

    void WalkArithmetic(StmtId id)
    {
        const Stmt stmt = function_.stmts[id];
        const Interval a = Of(function_.args(stmt)[0]), b = Of(function_.args(stmt)[1]);
        Wide low = 0, high = 0;
        if (stmt.prim == Prim::IntAdd) {
            low = Wide{a.low} + b.low;
            high = Wide{a.high} + b.high;
        } else if (stmt.prim == Prim::IntSub) {
            low = Wide{a.low} - b.high;
            high = Wide{a.high} - b.low;
        } else {
            const Wide corners[] = {Wide{a.low} * b.low, Wide{a.low} * b.high, Wide{a.high} * b.low,
                                    Wide{a.high} * b.high};
            low = *std::min_element(std::begin(corners), std::end(corners));
            high = *std::max_element(std::begin(corners), std::end(corners));
        }
        Interval result;  // of one that may overflow nothing is known: with --overflow=wrap it wraps around
        if (Fit(low, high, result)) {
            Replace(id, stmt.prim == Prim::IntAdd   ? Prim::PlainAdd
                        : stmt.prim == Prim::IntSub ? Prim::PlainSub
                                                    : Prim::PlainMul);
        }
        Define(stmt.result, result);
    }

    /// C's division is ours when the divisor is neither 0 nor -1.
    void WalkDivision(StmtId id)
    {
        const Stmt stmt = function_.stmts[id];
        const Interval a = Of(function_.args(stmt)[0]), b = Of(function_.args(stmt)[1]);
        const bool plain = b.low > 0 || b.high < -1;
        Interval result;
        if (plain && stmt.prim == Prim::IntQuotient) {
            const int64_t corners[] = {a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high};
            result = {*std::min_element(std::begin(corners), std::end(corners)),
                      *std::max_element(std::begin(corners), std::end(corners))};
            if (a.low < 0 && a.high > 0) {
                result = Union(result, {0, 0});
            }
            Replace(id, Prim::PlainQuotient);
        } else if (b.low > 0) {
            const int64_t largest = b.high - 1;
            const bool positive = stmt.prim == Prim::IntModulo || a.low >= 0;
            result = {positive ? 0 : -largest, stmt.prim == Prim::IntRemainder && a.high <= 0 ? 0 : largest};
            if (a.low >= 0) {
                result.high = std::min(result.high, a.high);
            }
            if (stmt.prim == Prim::IntRemainder || a.low >= 0) {
                Replace(id, Prim::PlainRemainder);
            }
        } else if (plain && stmt.prim == Prim::IntRemainder) {
            Replace(id, Prim::PlainRemainder);
        }
        Define(stmt.result, result);
    }

    const core::Module& module_;
    core::Function& function_;
    std::vector<Interval> intervals_;               ///< by variable
    std::vector<StmtId> definition_;                ///< by variable: the statement that gives it its value
    std::vector<bool> assigned_;                    ///< by variable: target of an Assign
    std::vector<std::pair<VarId, Interval>> trail_;
    bool trying_ = false;                           ///< the walk with nothing known of a loop's parameters
};

}  // namespace

void ProveRanges(core::Module& module)
{
    for (core::Function& function : module.functions) {
        if (!function.is_extern) {
            RangeProver(module, function).Run();
        }
    }
}

}  // namespace omni::types
