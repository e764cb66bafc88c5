// Scratch: regions whose first chunk is a buffer in the C frame, and the coarse mode, in which nearly all locals are scratch.
//
// The precise mode takes scratch for what is made at a known number of places, once for each life of the region: then
// the buffer is likely to hold all of it. What a callee builds is held by a buffer of exactly its size, when the callee's
// code says how much that can be (analysis/bounds.h). What a loop or a recursion builds has any size, and gets a region of
// chunks.
// In a function that calls itself each frame would have a buffer, and the C stack would grow with the depth.

#include <algorithm>
#include <map>

#include "plan/function_decider.h"

namespace omni::plan {

using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using reason::ReasonKind;

namespace {

constexpr int64_t kLeastBuffer = 256;  // OMNI_SCRATCH_MIN_BYTES
constexpr int64_t kRegionBytes = 128;  // OMNI_SCRATCH_OWN_BYTES: what a region needs of its first chunk

}  // namespace

/// Is each object of the class made by a primitive here, at most once in a life that begins in `home`?
bool FunctionDecider::IsMadeOfFew(const ClassInfo& info, BlockId home) const
{
    return info.latent.empty() && std::all_of(info.sites.begin(), info.sites.end(), [&](StmtId site) {
        const Stmt& stmt = function_.stmts[site];
        const bool inside = structure_.CommonBlock(structure_.position(site).block, home) == home;
        return (stmt.kind == StmtKind::Prim || stmt.kind == StmtKind::MakeClosure) &&
               !(inside && structure_.LoopBetween(home, site).valid());
    });
}

/// Bytes that are made in the class in a life that begins in `home`.
int64_t FunctionDecider::BytesInLife(const ClassInfo& info, BlockId home) const
{
    if (!info.latent.empty() || info.allocated_into) {
        return analysis::kUnbounded;
    }
    std::vector<StmtId> sites = info.sites;
    std::sort(sites.begin(), sites.end());
    return on_demand_.bounds().BytesOnce(function_, home, sites);
}

void FunctionDecider::DecideScratch(const Life& life)
{
    ClassInfo& info = classes_[life.class_index];
    if (info.on_stack || info.in_scratch || !IsOwned(info)) {
        return;
    }
    const auto reject = [&](ReasonKind kind, support::Symbol subject) {
        info.rejected.push_back({StorageClass::Scratch, Because(kind, {}, subject)});
    };
    if (WantsRegion(info) || (!is_coarse() && !options_.stack)) {
        return;  // for the same reason not on the stack
    }
    int64_t buffer = options_.scratch_bytes;
    if (!is_coarse() && !IsMadeOfFew(info, life.life.home.block)) {
        const int64_t bytes = BytesInLife(info, life.life.home.block);
        if (bytes == analysis::kUnbounded) {
            return;
        }
        if (bytes + kRegionBytes > buffer) {
            info.rejected.push_back({StorageClass::Scratch, Because(ReasonKind::OverFrame, {}, MakerOf(info), {}, bytes,
                                                                    buffer - kRegionBytes)});
            return;
        }
        buffer = std::max(kLeastBuffer, bytes + kRegionBytes);
        info.frame_bytes = bytes;
    }
    if (!options_.scratch) {
        reject(ReasonKind::SwitchedOff, support::Intern("--no-scratch"));
        return;
    }
    if (function_.is_recursive) {
        info.frame_bytes = 0;
        reject(ReasonKind::RecursiveFrame, function_.name);
        return;
    }
    info.in_scratch = true;
    out_.regions[info.region].scratch_bytes = static_cast<uint32_t>(buffer) & ~7u;
}

/// What the coarse mode takes for a scope: what a loop does in each iteration, or the whole function.
BlockId FunctionDecider::CoarseScope(BlockId block) const
{
    while (structure_.owner(block).valid() && !structure_.IsIteration(block)) {
        block = structure_.position(structure_.owner(block)).block;
    }
    return block;
}

/// Each region lives from the first mention of any in its scope to the end of the scope: so those of one scope become one.
void FunctionDecider::PlaceCoarsely(std::vector<Life>& lives)
{
    std::map<BlockId, uint32_t> begin;
    std::vector<Position> first;
    for (const Life& life : lives) {
        const BlockId home = HomeOf(structure_, classes_[life.class_index].mentions.bindings).block;
        const BlockId scope = CoarseScope(home);
        uint32_t index = UINT32_MAX;
        for (const StmtId binding : classes_[life.class_index].mentions.bindings) {
            index = std::min(index, structure_.Within(scope, binding).index);
        }
        first.push_back({scope, index});
        const auto [entry, added] = begin.emplace(scope, index);
        entry->second = std::min(entry->second, index);
    }
    for (size_t i = 0; i < lives.size(); ++i) {
        first[i].index = begin.at(first[i].block);
        lives[i].life = PlaceAtScope(structure_, first[i], classes_[lives[i].class_index].mentions);
    }
}

}  // namespace omni::plan
