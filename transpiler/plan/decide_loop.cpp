// Regions of a loop's iteration: created once in front of the loop, emptied by each iteration, ended behind the loop.
//
//   (while (< i n)                     Region *squares_region = region_create();
//     (let ((squares (list i ...)))    while (i < n) {
//       ...                                region_reset(squares_region);
//       (set! i (+ i 1))))                 ...
//                                      }
//                                      region_exit(squares_region);
//
// An emptied region keeps its first chunk, its number and its place among the others, so a reset costs less than an end
// and a new beginning. It stands at the head of the iteration. When objects are made between the last use and the end of
// the iteration, the memory is wanted back before: then the reset stands right behind the last use.

#include <algorithm>
#include <map>

#include "plan/function_decider.h"

namespace omni::plan {

using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;

/// Are objects made between `position` and the end of the iteration, or the way out of the loop?
bool FunctionDecider::MakesObjectsAfter(Position position) const
{
    for (;;) {
        const auto& stmts = function_.blocks[position.block].stmts;
        for (uint32_t i = position.index; i < stmts.size(); ++i) {
            if (MakesObjects(function_, stmts[i])) {
                return true;
            }
        }
        if (stmts.empty() || function_.stmts[stmts.back()].kind != StmtKind::Yield) {
            return false;
        }
        position = structure_.position(structure_.owner(position.block));
        ++position.index;
    }
}

void FunctionDecider::HoistOutOfLoops(std::vector<Life>& lives)
{
    if (!options_.loop_reset) {
        return;
    }
    std::vector<uint32_t> count(classes_.size(), 0);
    for (const Life& life : lives) {
        ++count[life.class_index];
    }
    std::map<BlockId, size_t> emptied_at_head;  // by iteration: the life that others may join
    std::vector<Life> kept;
    for (Life& each : lives) {
        const ClassInfo& info = classes_[each.class_index];
        const BlockId iteration = each.life.create.block;
        if (count[each.class_index] != 1 || info.on_stack || !IsOwned(info) ||
            !structure_.IsIteration(iteration)) {
            kept.push_back(std::move(each));
            continue;
        }
        const StmtId loop = structure_.LoopAround(iteration);
        Mentions with_loop = info.mentions;
        with_loop.bindings.push_back(loop);
        std::vector<RegionLife> around = PlaceRegion(structure_, with_loop, options_.nonlexical);
        OMNI_CHECK(around.size() == 1, "a region for a loop of {} has several lives", function_.name.text());
        RegionLife& life = around.front();
        life.home = each.life.create;
        life.last_use = each.life.last_use;
        for (Exit& exit : life.exits) {
            if (exit.last_use == loop || exit.cause == ExitCause::NotOnThisPath) {
                exit.cause = ExitCause::AfterLoop;
            }
        }
        bool at_head = false;
        for (const Exit& exit : each.life.exits) {
            if (exit.last_use.valid() && exit.cause != ExitCause::Left && MakesObjectsAfter(exit.position)) {
                life.resets.push_back({exit.position, exit.last_use});
                continue;
            }
            const StmtKind jump = function_.stmts[function_.blocks[exit.position.block].stmts.back()].kind;
            at_head = at_head || (jump != StmtKind::Break && jump != StmtKind::Return && jump != StmtKind::Unreachable);
        }
        if (at_head) {
            life.resets.push_back({each.life.create, {}});
        }
        if (life.resets.empty()) {
            kept.push_back(std::move(each));  // used only on the way out
            continue;
        }
        each.life = std::move(life);
        const bool is_copied = info.escape != analysis::Escape::Local;
        const bool only_at_head = each.life.resets.size() == 1 && at_head && !is_copied;
        const auto [entry, added] = only_at_head ? emptied_at_head.emplace(iteration, kept.size())
                                                 : std::pair(emptied_at_head.end(), true);
        if (added) {
            kept.push_back(std::move(each));
            continue;
        }
        // both live to the end of the iteration
        RegionLife& keep = kept[entry->second].life;
        keep.home = keep.resets.front().position = std::min(keep.home, each.life.home);
        out_.regions[info.region].name.clear();
        MergeInto(kept[entry->second].class_index, each.class_index);
    }
    lives = std::move(kept);
}

}  // namespace omni::plan
