#include <algorithm>
#include <map>

#include "plan/function_decider.h"

namespace omni::plan {

using core::StmtId;
using core::StmtKind;

void FunctionDecider::PlaceOwned()
{
    std::vector<Life> lives;
    for (uint32_t index = 0; index < classes_.size(); ++index) {
        const ClassInfo& info = classes_[index];
        if (IsOwned(info) && info.region.valid()) {
            if (is_coarse()) {
                lives.push_back({index, {}});
                continue;
            }
            const bool nonlexical = options_.nonlexical || info.on_stack;
            for (RegionLife& life : PlaceRegion(structure_, info.mentions, nonlexical)) {
                lives.push_back({index, std::move(life)});
            }
        }
    }
    if (is_coarse()) {
        PlaceCoarsely(lives);
    }
    Coalesce(lives);
    HoistOutOfLoops(lives);
    for (const Life& life : lives) {
        DecideScratch(life);
    }
    std::stable_sort(lives.begin(), lives.end(),
                     [](const Life& a, const Life& b) { return a.life.create < b.life.create; });
    DecidePlaces(lives);
    FindGrowth(lives);
    for (const Life& life : lives) {
        EmitLife(life);
    }
}

/// Regions that end at the same places, and begin in the same block, become one: a create and an exit less.
void FunctionDecider::Coalesce(std::vector<Life>& lives)
{
    std::vector<uint32_t> count(classes_.size(), 0);
    for (const Life& life : lives) {
        ++count[life.class_index];
    }
    using Key = std::pair<core::BlockId, std::vector<Position>>;
    std::map<Key, size_t> kept_at;
    std::vector<Life> kept;
    for (Life& life : lives) {
        const ClassInfo& info = classes_[life.class_index];
        if (count[life.class_index] != 1 || info.on_stack) {
            kept.push_back(std::move(life));
            continue;
        }
        Key key{life.life.create.block, {}};
        for (const Exit& exit : life.life.exits) {
            key.second.push_back(exit.position);
        }
        const auto [entry, added] = kept_at.emplace(std::move(key), kept.size());
        if (added || classes_[kept[entry->second].class_index].escape != info.escape) {
            kept.push_back(std::move(life));
            continue;
        }
        Life& keep = kept[entry->second];
        keep.life.create = keep.life.home = std::min(keep.life.create, life.life.create);
        out_.regions[info.region].name.clear();  // dropped when region IR is built
        MergeInto(keep.class_index, life.class_index);
    }
    lives = std::move(kept);
}

void FunctionDecider::EmitLife(const Life& life)
{
    const ClassInfo& info = classes_[life.class_index];
    const std::string& name = out_.regions[info.region].name;
    const support::Symbol subject = SubjectOf(info);
    const Position create = life.life.create;
    const StmtId first = function_.blocks[create.block].stmts[create.index];
    const source::Span site = function_.stmts[first].span;
    if (info.on_stack) {
        const auto place = std::lower_bound(out_.site_decisions.begin(), out_.site_decisions.end(),
                                            std::pair(info.sites.front(), DecisionId(0)));
        const bool known = place != out_.site_decisions.end() && place->first == info.sites.front();
        out_.insertions.push_back({create.block, create.index, StmtKind::StackReserve, info.region,
                                   known ? place->second : DecisionId()});
        return;
    }
    out_.insertions.push_back(
        {create.block, create.index, StmtKind::RegionCreate, info.region,
         AddDecision(DecisionKind::RegionCreate, subject, StorageClass::Region, name, site,
                     CreateReason(info, life.life))});
    for (const Reset& reset : life.life.resets) {
        const source::Span place = reset.last_use.valid() ? function_.stmts[reset.last_use].span : site;
        out_.insertions.push_back(
            {reset.position.block, reset.position.index, StmtKind::RegionReset, info.region,
             AddDecision(DecisionKind::RegionReset, subject, StorageClass::Region, name, place,
                         ResetReason(info, reset))});
    }
    EmitExits(life);
}

void FunctionDecider::EmitExits(const Life& life)
{
    const ClassInfo& info = classes_[life.class_index];
    const std::string& name = out_.regions[info.region].name;
    const support::Symbol subject = SubjectOf(info);
    const Position create = life.life.create;
    const source::Span site = function_.stmts[function_.blocks[create.block].stmts[create.index]].span;
    for (const Exit& exit : life.life.exits) {
        const source::Span place = exit.last_use.valid() ? function_.stmts[exit.last_use].span : site;
        const DecisionId decision =
            AddDecision(DecisionKind::RegionExit, subject, StorageClass::Region, name, place, ExitReason(info, exit));
        if (exit.cause == ExitCause::Left) {
            const std::pair entry(exit.last_use, decision);
            out_.site_decisions.insert(
                std::upper_bound(out_.site_decisions.begin(), out_.site_decisions.end(), entry), entry);
            continue;
        }
        out_.insertions.push_back(
            {exit.position.block, exit.position.index, StmtKind::RegionExit, info.region, decision});
    }
    // The copies at all returns are one decision.
    if (out_.copied_out == info.region && !out_.copy_decision.valid() && IsCopiedAtReturn(life)) {
        const bool bounded = narrowed_ && narrowed_->bytes != analysis::kUnbounded;
        const reason::ReasonId because =
            !narrowed_ ? Because(reason::ReasonKind::CopiedOut, site, subject)
            : bounded  ? Because(reason::ReasonKind::CopiedHere, site, subject, {}, narrowed_->bytes)
                       : Because(reason::ReasonKind::CopiedOnce, site, subject);
        const reason::ReasonId not_there =
            narrowed_ ? narrowed_->not_in_dest
                      : Because(reason::ReasonKind::SwitchedOff, {}, support::Intern("--no-outliving"));
        out_.copy_decision = AddDecision(DecisionKind::Transmigrate, subject, StorageClass::Dest, "dest", site, because,
                                         {{StorageClass::Dest, not_there}});
    }
}

/// Does the region end in front of a return of what may lie in it?
bool FunctionDecider::IsCopiedAtReturn(const Life& life)
{
    return std::any_of(life.life.exits.begin(), life.life.exits.end(),
                       [this](const Exit& exit) { return ReturnedAt(exit).valid(); });
}

/// Regions of parameters in which objects are made are looked up in front of the first such statement.
void FunctionDecider::EmitHandles()
{
    for (const ClassInfo& info : classes_) {
        if (info.escape != analysis::Escape::Holder || info.in_heap || info.sites.empty()) {
            continue;
        }
        const Position home = HomeOf(structure_, info.sites);
        const StmtId first = function_.blocks[home.block].stmts[home.index];
        out_.insertions.push_back(
            {home.block, home.index, StmtKind::RegionOf, info.region,
             AddDecision(DecisionKind::Place, SubjectOf(info), StorageClass::Holder, out_.regions[info.region].name,
                         function_.stmts[first].span, HolderReason(info))});
    }
}

void FunctionDecider::SortInsertions()
{
    // what ends in front of a return ends in front of the pending call that it returns, which was given nothing of it
    for (Insertion& insertion : out_.insertions) {
        const auto& stmts = function_.blocks[insertion.block].stmts;
        if (insertion.index > 0 && insertion.index < stmts.size() &&
            function_.stmts[stmts[insertion.index - 1]].pending) {
            --insertion.index;
        }
    }
    // at one place: what ends first, then handles and stack objects, then what begins; later regions end first
    auto order = [](const Insertion& insertion) {
        switch (insertion.kind) {
        case StmtKind::RegionExit:
        case StmtKind::RegionReset: return 0;
        case StmtKind::StackReserve:
        case StmtKind::RegionOf: return 1;
        default: return 2;
        }
    };
    std::stable_sort(out_.insertions.begin(), out_.insertions.end(), [&](const Insertion& a, const Insertion& b) {
        if (a.block != b.block || a.index != b.index) {
            return a.block != b.block ? a.block < b.block : a.index < b.index;
        }
        if (order(a) != order(b)) {
            return order(a) < order(b);
        }
        return a.kind == StmtKind::RegionExit && a.region > b.region;
    });
}

}  // namespace omni::plan
