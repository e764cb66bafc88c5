#include "analysis/liveness.h"

#include <algorithm>
#include <set>

namespace omni::analysis {
namespace {

using core::Stmt;
using core::StmtKind;
using core::VarId;

/// A set of variables with constant-time membership and a member list.
class VarSet {
public:
    explicit VarSet(size_t universe) : present_(universe, false) {}

    [[nodiscard]] bool Has(VarId var) const { return present_[var.index()]; }
    void Add(VarId var)
    {
        if (!present_[var.index()]) {
            present_[var.index()] = true;
            members_.push_back(var);
        }
    }
    void Remove(VarId var) { present_[var.index()] = false; }
    /// The members, sorted; the set is empty afterwards.
    std::vector<VarId> Take()
    {
        std::vector<VarId> taken;
        for (VarId var : members_) {
            if (present_[var.index()]) {
                taken.push_back(var);
                present_[var.index()] = false;
            }
        }
        members_.clear();
        std::sort(taken.begin(), taken.end());
        return taken;
    }

private:
    std::vector<bool> present_;
    std::vector<VarId> members_;
};

class Solver {
public:
    Solver(const core::Function& function, const Cfg& cfg) : function_(function), cfg_(cfg), live_(function.vars.size())
    {
        result_.live_in.resize(cfg.segments.size());
        result_.last_uses.resize(function.vars.size());
    }

    Liveness Run()
    {
        std::set<uint32_t> work;  // by segment number; the highest first: reverse source order
        for (SegmentId segment : cfg_.segments.ids()) {
            work.insert(segment.index());
        }
        while (!work.empty()) {
            const SegmentId segment(*work.rbegin());
            work.erase(std::prev(work.end()));
            std::vector<VarId> live_in = Transfer(segment, false);
            if (live_in != result_.live_in[segment.index()]) {
                result_.live_in[segment.index()] = std::move(live_in);
                for (EdgeId edge : cfg_.segments[segment].in) {
                    work.insert(cfg_.edges[edge].from.index());
                }
            }
        }
        for (SegmentId segment : cfg_.segments.ids()) {
            Transfer(segment, true);
        }
        for (auto& uses : result_.last_uses) {
            std::sort(uses.begin(), uses.end(), [this](core::StmtId a, core::StmtId b) {
                return function_.stmts[a].span.begin != function_.stmts[b].span.begin
                           ? function_.stmts[a].span.begin < function_.stmts[b].span.begin
                           : a < b;
            });
        }
        return std::move(result_);
    }

private:
    const core::Function& function_;
    const Cfg& cfg_;
    Liveness result_;
    VarSet live_;

    void AddLiveOut(const Segment& segment)
    {
        for (EdgeId id : segment.out) {
            for (VarId var : result_.live_in[cfg_.edges[id].to.index()]) {
                live_.Add(var);
            }
            if (cfg_.edges[id].kind == EdgeKind::Join || cfg_.edges[id].kind == EdgeKind::LoopExit) {
                // the result of the construct is defined by the jump
                const Segment& to = cfg_.segments[cfg_.edges[id].to];
                const Stmt& construct = function_.stmts[function_.blocks[to.block].stmts[to.begin - 1]];
                if (construct.result.valid()) {
                    live_.Remove(construct.result);
                }
            } else if (cfg_.edges[id].kind == EdgeKind::LoopEntry || cfg_.edges[id].kind == EdgeKind::LoopBack) {
                RemoveLoopParams(cfg_.edges[id]);
            }
        }
    }

    void RemoveLoopParams(const CfgEdge& edge)
    {
        for (EdgeId in : cfg_.segments[edge.to].in) {
            const CfgEdge& entry = cfg_.edges[in];
            if (entry.kind == EdgeKind::LoopEntry) {
                const Stmt& loop = function_.stmts[function_.blocks[entry.block].stmts[entry.index]];
                for (VarId param : function_.loop_params_of(loop)) {
                    live_.Remove(param);
                }
            }
        }
    }

    /// Live variables at the head of the segment. With `record`, notes the last uses on the way.
    std::vector<VarId> Transfer(SegmentId id, bool record)
    {
        const Segment& segment = cfg_.segments[id];
        AddLiveOut(segment);
        const auto& stmts = function_.blocks[segment.block].stmts;
        for (uint32_t i = segment.end; i-- > segment.begin;) {
            const Stmt& stmt = function_.stmts[stmts[i]];
            const bool construct = stmt.kind == StmtKind::If || stmt.kind == StmtKind::Loop;
            if (stmt.result.valid() && !construct) {
                live_.Remove(stmt.result);
            }
            for (core::Atom arg : function_.args(stmt)) {
                if (!arg.is_var()) {
                    continue;
                }
                auto& uses = result_.last_uses[arg.var().index()];
                if (record && !live_.Has(arg.var()) && (uses.empty() || uses.back() != stmts[i])) {
                    uses.push_back(stmts[i]);
                }
                live_.Add(arg.var());
            }
        }
        return live_.Take();
    }
};

}  // namespace

Liveness ComputeLiveness(const core::Function& function, const Cfg& cfg) { return Solver(function, cfg).Run(); }

}  // namespace omni::analysis
