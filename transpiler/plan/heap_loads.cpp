#include <algorithm>
#include <map>
#include <tuple>

#include "plan/heap_function.h"

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

/// Loads by what they read; an entry is good in the block where it was made and inside it.
class LoadMerger {
public:
    explicit LoadMerger(HeapCode& code) : heap_(code), code_(code.code)
    {
        for (const core::VarId var : code_.vars.ids()) {
            name_.push_back(var);
        }
    }

    void Run() { VisitBlock(code_.body); }

private:
    using Key = std::tuple<core::VarId, Prim, uint16_t>;
    HeapCode& heap_;
    core::Function& code_;
    std::vector<core::VarId> name_;  ///< by VarId: the first variable with the same value
    std::map<Key, core::VarId> known_;

    void VisitBlock(core::BlockId block)
    {
        const std::map<Key, core::VarId> outside = known_;
        std::vector<StmtId> kept, gone;
        for (const StmtId id : code_.blocks[block].stmts) {
            for (core::Atom& arg : code_.args(code_.stmts[id])) {
                if (arg.is_var()) {
                    arg = core::Atom(name_[arg.var().index()]);
                }
            }
            const Stmt& stmt = code_.stmts[id];
            if (stmt.kind == StmtKind::Prim && Merges(stmt)) {
                gone.push_back(id);
                continue;
            }
            for (core::Trivia& trivia : code_.trivia) {
                if (!gone.empty() && std::find(gone.begin(), gone.end(), trivia.stmt) != gone.end()) {
                    trivia.stmt = id;  // what the source says there stands in front of the next statement
                }
            }
            gone.clear();
            kept.push_back(id);
            for (const core::BlockId inner : {stmt.blocks[0], stmt.blocks[1]}) {
                if (inner.valid()) {
                    VisitBlock(inner);
                }
            }
        }
        code_.blocks[block].stmts = std::move(kept);
        known_ = outside;
    }

    /// True when the field has a name already. A checked load is merged with a load in front of it, which has proven
    /// what the check would.
    bool Merges(const Stmt& stmt)
    {
        const Prim prim = stmt.prim == Prim::Car         ? Prim::PairCar
                          : stmt.prim == Prim::Cdr       ? Prim::PairCdr
                          : stmt.prim == Prim::StructGet ? Prim::StructField
                                                         : stmt.prim;
        if ((prim != Prim::PairCar && prim != Prim::PairCdr && prim != Prim::StructField) || !stmt.result.valid()) {
            return false;
        }
        const core::Atom holder = code_.args(stmt)[0];
        if (!heap_.IsSteadyLoad(stmt) || heap_.IsReassigned(holder.var()) || heap_.IsReassigned(stmt.result)) {
            return false;
        }
        const uint16_t field = prim == Prim::StructField
                                   ? heap_.module.structs[stmt.struct_type].FieldNumber(stmt.field)
                                   : uint16_t{0};
        const auto [entry, added] = known_.emplace(Key(holder.var(), prim, field), stmt.result);
        if (added || code_.vars[entry->second].repr != code_.vars[stmt.result].repr) {
            return false;
        }
        core::Var& first = code_.vars[entry->second];
        const core::Var& later = code_.vars[stmt.result];
        if (first.kind == core::VarKind::Temp && later.kind == core::VarKind::Local) {
            first.kind = later.kind;
            first.name = later.name;
            first.span = later.span;
        }
        name_[stmt.result.index()] = entry->second;
        return true;
    }
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

void MergeLoads(HeapCode& code) { LoadMerger(code).Run(); }

}  // namespace omni::plan
