// Which variables own what they hold, and which only borrow it. All begin as borrowing; a variable that is consumed, or of
// which a part is consumed (it is *update-shaped*: taking it over is what makes reuse possible), becomes an owner, and so
// does one that has no lender that lives long enough. After Lean's borrow inference (Ullrich and de Moura 2019), with
// derived borrows for loads.

#include <algorithm>

#include "plan/heap_function.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

class Inferrer {
public:
    Inferrer(const HeapCode& code, const HeapFunction& function, bool borrow)
        : code_(code), function_(function), structure_(code.code), borrow_(borrow)
    {
        const size_t vars = code.code.vars.size();
        modes_.owned.assign(vars, false);
        modes_.demanded.assign(vars, false);
        modes_.lenders.resize(vars);
        sources_.resize(vars);
        definition_.assign(vars, Definition{});
        links_.resize(vars);
        is_linked_only_.assign(vars, true);
    }

    Modes Run()
    {
        const core::Function& code = code_.code;
        for (size_t i = 0; i < code.params.size(); ++i) {
            Define(code.params[i], code.body, {});
            if (code_.IsTracked(code.params[i])) {
                modes_.owned[code.params[i].index()] = function_.consumes[i] || !borrow_;
                modes_.demanded[code.params[i].index()] = function_.consumes[i];
                is_param_.push_back(code.params[i]);
            }
        }
        WalkBlock(code.body, {}, {});
        for (const VarId var : function_.must_own) {
            modes_.owned[var.index()] = true;
        }
        if (function_.takes_to_reuse) {
            DemandForReuse();
        }
        do {
            changed_ = false;
            SpreadDemand();
            FindLenders();
            OwnWithoutLenders();
        } while (changed_);
        return std::move(modes_);
    }

private:
    enum class Kind : uint8_t { None, Param, Fresh, Load, Alias, Join, Other };
    struct Definition {
        Kind kind = Kind::None;
        BlockId block;       ///< where it is in scope
        StmtId stmt;
        BlockId lives_around;///< Join: lenders must be in scope here
    };

    const HeapCode& code_;
    const HeapFunction& function_;
    const Structure structure_;
    const bool borrow_;
    Modes modes_;
    std::vector<std::vector<Atom>> sources_;   ///< by VarId: what flows into a join
    std::vector<Definition> definition_;
    std::vector<std::vector<VarId>> links_;    ///< what a fresh object is linked into, see Consume
    std::vector<bool> is_linked_only_;
    std::vector<VarId> is_param_, joins_;
    std::vector<std::pair<VarId, VarId>> loads_;  ///< part, holder
    bool changed_ = false;

    void Define(VarId var, BlockId block, StmtId stmt, Kind kind = Kind::Param, BlockId around = {})
    {
        if (var.valid() && code_.IsTracked(var)) {
            definition_[var.index()] = {kind, block, stmt, around};
            if (kind == Kind::Join) {
                joins_.push_back(var);
                modes_.owned[var.index()] = !borrow_;
            }
        }
    }
    void Demand(VarId var)
    {
        if (!modes_.demanded[var.index()]) {
            modes_.demanded[var.index()] = true;
            changed_ = true;
        }
    }
    void Demand(Atom atom)
    {
        if (code_.IsTracked(atom)) {
            Demand(atom.var());
        }
    }
    void Flow(Atom from, VarId into)
    {
        if (into.valid() && code_.IsTracked(into)) {
            sources_[into.index()].push_back(from);
        }
    }
    /// `into`: the object that holds it afterwards; a variable that is consumed by nothing else may be read through that.
    void Consume(Atom atom, VarId into)
    {
        if (!code_.IsTracked(atom)) {
            return;
        }
        modes_.demanded[atom.var().index()] = true;
        if (into.valid()) {
            links_[atom.var().index()].push_back(into);
        } else {
            is_linked_only_[atom.var().index()] = false;
        }
    }

    void WalkBlock(BlockId block, StmtId branch, StmtId loop)
    {
        const core::Function& code = code_.code;
        for (const StmtId id : code.blocks[block].stmts) {
            const Stmt& stmt = code.stmts[id];
            const auto args = code.args(stmt);
            switch (stmt.kind) {
            case StmtKind::If:
                Define(stmt.result, block, id, Kind::Join, block);
                WalkBlock(stmt.blocks[0], id, loop);
                WalkBlock(stmt.blocks[1], id, loop);
                break;
            case StmtKind::Loop: {
                Define(stmt.result, block, id, Kind::Join, block);
                const auto params = code.loop_params_of(stmt);
                for (size_t i = 0; i < params.size(); ++i) {
                    Define(params[i], stmt.blocks[0], id, Kind::Join, block);
                    Flow(args[i], params[i]);
                }
                WalkBlock(stmt.blocks[0], {}, id);
                break;
            }
            case StmtKind::Yield:
                if (!args.empty() && branch.valid()) {
                    Flow(args[0], code.stmts[branch].result);
                }
                break;
            case StmtKind::Break:
                if (!args.empty()) {
                    Flow(args[0], code.stmts[loop].result);
                }
                break;
            case StmtKind::Continue: {
                const auto params = code.loop_params_of(code.stmts[loop]);
                for (size_t i = 0; i < params.size(); ++i) {
                    Flow(args[i], params[i]);
                }
                break;
            }
            case StmtKind::Move:
                Define(stmt.result, block, id, Kind::Join, block);
                Flow(args[0], stmt.result);
                if (stmt.result.valid() && code_.IsTracked(stmt.result) && code.vars[stmt.result].assigned) {
                    modes_.owned[stmt.result.index()] = true;
                    modes_.demanded[stmt.result.index()] = true;
                }
                break;
            case StmtKind::Assign:
                if (code_.IsTracked(stmt.result)) {
                    modes_.owned[stmt.result.index()] = true;
                    Consume(args[0], stmt.result);
                }
                break;
            default:
                for (size_t i = 0; i < args.size(); ++i) {
                    if (code_.Consumes(stmt, i)) {
                        Consume(args[i], stmt.prim == core::Prim::PairSetCdr && stmt.kind == StmtKind::Prim
                                             ? args[0].var()
                                             : VarId());
                    }
                }
                if (code_.owning_loads.count(id) != 0) {
                    Define(stmt.result, block, id, Kind::Fresh);
                } else if (const auto load = code_.LoadOf(stmt)) {
                    Define(stmt.result, block, id, Kind::Load);
                    loads_.emplace_back(stmt.result, load->holder);
                } else if (code_.Makes(stmt) || code_.Gives(stmt) || code_.SetsHeapField(stmt)) {
                    Define(stmt.result, block, id, Kind::Fresh);
                } else {
                    Define(stmt.result, block, id, Kind::Other);
                }
                break;
            }
        }
    }

    /// What is looked into where objects of the same layout are made is update-shaped even when no part of it is
    /// consumed: its memory can be used again.
    void DemandForReuse()
    {
        std::vector<ObjectLayout> made;
        for (const StmtId id : structure_.order()) {
            if (code_.Makes(code_.code.stmts[id])) {
                made.push_back(LayoutOf(code_.code.stmts[id]));
            }
        }
        for (const StmtId id : structure_.order()) {
            const Stmt& stmt = code_.code.stmts[id];
            if (MayExtend(code_, stmt)) {
                modes_.demanded[code_.code.args(stmt)[0].var().index()] = true;
            }
            const auto load = code_.LoadOf(stmt);
            if (load && std::find(made.begin(), made.end(), load->layout) != made.end() &&
                definition_[load->holder.index()].kind != Kind::Load && HasPartBehind(id)) {
                modes_.demanded[load->holder.index()] = true;
                modes_.demanded[stmt.result.index()] = true;
            }
        }
    }

    /// Does what is loaded go round a loop or into a call, as the rest of a structure does?
    [[nodiscard]] bool HasPartBehind(StmtId load) const
    {
        const VarId part = code_.code.stmts[load].result;
        for (const StmtId id : structure_.order()) {
            const Stmt& stmt = code_.code.stmts[id];
            if (stmt.kind == StmtKind::Continue || (stmt.kind == StmtKind::Call && code_.Gives(stmt))) {
                const auto args = code_.code.args(stmt);
                if (std::find(args.begin(), args.end(), Atom(part)) != args.end()) {
                    return true;
                }
            }
        }
        return false;
    }

    void SpreadDemand()
    {
        bool again = true;
        while (again) {
            again = false;
            const auto demand = [&](VarId var) {
                if (code_.IsTracked(var) && !modes_.demanded[var.index()]) {
                    modes_.demanded[var.index()] = true;
                    again = changed_ = true;
                }
            };
            for (const auto& [part, holder] : loads_) {
                if (modes_.demanded[part.index()]) {
                    demand(holder);
                }
            }
            for (const VarId join : joins_) {
                if (modes_.demanded[join.index()] && !modes_.owned[join.index()]) {
                    modes_.owned[join.index()] = true;
                    again = changed_ = true;
                }
                if (modes_.owned[join.index()]) {
                    for (const Atom source : sources_[join.index()]) {
                        if (source.is_var()) {
                            is_linked_only_[source.var().index()] = false;
                            demand(source.var());
                        }
                    }
                }
            }
            for (const VarId param : is_param_) {
                if (modes_.demanded[param.index()] && !modes_.owned[param.index()]) {
                    modes_.owned[param.index()] = true;
                    again = changed_ = true;
                }
            }
        }
    }

    [[nodiscard]] bool Owns(VarId var) const
    {
        switch (definition_[var.index()].kind) {
        case Kind::Fresh: return links_[var.index()].empty() || !is_linked_only_[var.index()];
        case Kind::Param:
        case Kind::Join: return modes_.owned[var.index()];
        default: return false;
        }
    }

    /// lenders(v) = the owners that v's value comes from; grows until nothing changes.
    void FindLenders()
    {
        for (auto& lenders : modes_.lenders) {
            lenders.clear();
        }
        bool again = true;
        const auto add = [&](VarId into, Atom from) {
            if (!code_.IsTracked(from)) {
                return;
            }
            std::vector<VarId>& lenders = modes_.lenders[into.index()];
            const auto insert = [&](VarId owner) {
                const auto at = std::lower_bound(lenders.begin(), lenders.end(), owner);
                if (owner != into && (at == lenders.end() || *at != owner)) {
                    lenders.insert(at, owner);
                    again = true;
                }
            };
            if (Owns(from.var())) {
                insert(from.var());
            } else {
                for (const VarId owner : std::vector<VarId>(modes_.lenders[from.var().index()])) {
                    insert(owner);
                }
            }
        };
        while (again) {
            again = false;
            for (const VarId var : code_.code.vars.ids()) {
                const Definition& definition = definition_[var.index()];
                if (definition.kind == Kind::None || Owns(var)) {
                    continue;
                }
                switch (definition.kind) {
                case Kind::Fresh:
                    for (const VarId into : links_[var.index()]) {
                        add(var, Atom(into));
                    }
                    break;
                case Kind::Join:
                    for (const Atom source : sources_[var.index()]) {
                        add(var, source);
                    }
                    break;
                case Kind::Load:
                case Kind::Other:
                    for (const Atom arg : code_.code.args(code_.code.stmts[definition.stmt])) {
                        add(var, arg);
                    }
                    break;
                default: break;
                }
            }
        }
    }

    /// A join that borrows needs lenders that are in scope where it stands.
    void OwnWithoutLenders()
    {
        for (const VarId join : joins_) {
            if (modes_.owned[join.index()]) {
                continue;
            }
            const BlockId around = definition_[join.index()].lives_around;
            for (const VarId lender : modes_.lenders[join.index()]) {
                const BlockId block = definition_[lender.index()].block;
                if (structure_.CommonBlock(block, around) != block) {
                    modes_.owned[join.index()] = true;
                    changed_ = true;
                    break;
                }
            }
        }
    }
};

}  // namespace

Modes InferModes(const HeapCode& code, const HeapFunction& function, bool borrow)
{
    return Inferrer(code, function, borrow).Run();
}

}  // namespace omni::plan
