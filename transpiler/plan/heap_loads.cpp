#include <algorithm>
#include <tuple>

#include "plan/heap_merge.h"

namespace omni::plan {
namespace {

using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;

/// The first place in front of position `index` that the load may move to and gains by.
size_t EarlierPlace(const HeapCode& code, const std::vector<StmtId>& stmts, size_t index, core::VarId holder)
{
    size_t place = index;
    for (size_t i = index; i-- > 0;) {
        const Stmt& stmt = code.code.stmts[stmts[i]];
        const auto args = code.code.args(stmt);
        const bool uses_holder = std::find(args.begin(), args.end(), core::Atom(holder)) != args.end();
        const bool proves = stmt.kind == StmtKind::Prim && core::Info(stmt.prim).takes_where() && uses_holder;
        if (stmt.kind == StmtKind::If || stmt.kind == StmtKind::Loop || proves || stmt.result == holder) {
            break;  // what is behind it may rest on what it tells
        }
        for (size_t k = 0; k < args.size(); ++k) {
            if (code.Consumes(stmt, k) || (stmt.kind == StmtKind::Call && code.IsTracked(args[k]))) {
                place = i;
            }
        }
    }
    return place;
}

/// Loads of fields that nothing in the function may set.
struct FieldReads {
    using Key = std::tuple<core::VarId, Prim, uint16_t>;
    HeapCode& heap;

    /// A checked load is merged with a load in front of it, which has proven what the check would.
    [[nodiscard]] std::optional<Key> KeyOf(const Stmt& stmt) const
    {
        if (stmt.kind != StmtKind::Prim) {
            return std::nullopt;
        }
        const Prim prim = stmt.prim == Prim::Car         ? Prim::PairCar
                          : stmt.prim == Prim::Cdr       ? Prim::PairCdr
                          : stmt.prim == Prim::StructGet ? Prim::StructField
                                                         : stmt.prim;
        if (prim != Prim::PairCar && prim != Prim::PairCdr && prim != Prim::StructField) {
            return std::nullopt;
        }
        const core::Atom holder = heap.code.args(stmt)[0];
        if (!heap.IsSteadyLoad(stmt) || heap.IsReassigned(holder.var()) || heap.IsReassigned(stmt.result)) {
            return std::nullopt;
        }
        const uint16_t field =
            prim == Prim::StructField ? heap.module.structs[stmt.struct_type].FieldNumber(stmt.field) : uint16_t{0};
        return Key(holder.var(), prim, field);
    }
    [[nodiscard]] bool MayBeOne(core::VarId var, const Stmt& read) const
    {
        core::Var& first = heap.code.vars[var];
        const core::Var& later = heap.code.vars[read.result];
        if (first.repr != later.repr) {
            return false;
        }
        if (first.kind == core::VarKind::Temp && later.kind == core::VarKind::Local) {
            first.kind = later.kind;
            first.name = later.name;
            first.span = later.span;
        }
        return true;
    }
    [[nodiscard]] static bool MayChange(StmtId, const Key&) { return false; }
};

}  // namespace

void AdvanceLoads(HeapCode& code)
{
    for (core::Block& block : code.code.blocks) {
        for (size_t i = 0; i < block.stmts.size(); ++i) {
            const Stmt& stmt = code.code.stmts[block.stmts[i]];
            if (!IsPlainLoad(stmt) || !code.IsSteadyLoad(stmt) ||
                code.IsReassigned(code.code.args(stmt)[0].var())) {
                continue;
            }
            const size_t place = EarlierPlace(code, block.stmts, i, code.code.args(stmt)[0].var());
            const auto at = block.stmts.begin();
            std::rotate(at + static_cast<ptrdiff_t>(place), at + static_cast<ptrdiff_t>(i),
                        at + static_cast<ptrdiff_t>(i) + 1);
        }
    }
}

void MergeLoads(HeapCode& code) { ReadMerger(code, FieldReads{code}).Run(); }

}  // namespace omni::plan
