#include "plan/place.h"

#include <algorithm>
#include <unordered_map>

namespace omni::plan {
namespace {

using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;

constexpr uint32_t kNever = 0xFFFFFFFFu;

class ExitPlacer {
public:
    ExitPlacer(const Structure& structure, BlockId home, const Mentions& mentions, bool nonlexical)
        : structure_(structure), home_(home), nonlexical_(nonlexical)
    {
        for (const auto* list : {&mentions.bindings, &mentions.uses}) {
            for (StmtId stmt : *list) {
                Mark(stmt);
            }
        }
        for (StmtId stmt : mentions.bindings) {
            binds_[stmt.index()] = true;
        }
    }

    RegionLife Place(Position create)
    {
        life_.create = life_.home = create;
        const uint32_t last = LastMention(create.block);
        life_.last_use = last == kNever ? StmtId() : Stmts(create.block)[last];
        if (nonlexical_) {
            Process(create.block, create.index, false, 0);
        } else {
            Process(create.block, create.index, true, 0);
        }
        return std::move(life_);
    }

private:
    const Structure& structure_;
    const BlockId home_;
    const bool nonlexical_;
    std::unordered_map<uint32_t, uint32_t> last_in_block_;
    std::unordered_map<uint32_t, bool> binds_;
    RegionLife life_;

    [[nodiscard]] const std::vector<StmtId>& Stmts(BlockId block) const
    {
        return structure_.function().blocks[block].stmts;
    }

    void Mark(StmtId stmt)
    {
        Position at = structure_.position(stmt);
        for (;;) {
            const auto [entry, added] = last_in_block_.emplace(at.block.index(), at.index);
            if (!added) {
                entry->second = std::max(entry->second, at.index);
            }
            if (at.block == home_) {
                return;
            }
            const StmtId owner = structure_.owner(at.block);
            if (!owner.valid()) {
                return;
            }
            at = structure_.position(owner);
        }
    }

    [[nodiscard]] uint32_t LastMention(BlockId block) const
    {
        const auto found = last_in_block_.find(block.index());
        return found == last_in_block_.end() ? kNever : found->second;
    }

    void AddExit(BlockId block, uint32_t index, ExitCause cause, StmtId last_use)
    {
        life_.exits.push_back({{block, index}, cause, last_use});
    }

    /// Ends the region on all paths from (block, from). `needed_after`: paths that fall through the end of the block
    /// keep it. `loops`: loops entered since the region was created.
    void Process(BlockId block, uint32_t from, bool needed_after, uint32_t loops)
    {
        const auto& stmts = Stmts(block);
        const uint32_t last = LastMention(block);
        const bool mentioned = last != kNever && last >= from;
        if (!needed_after && !mentioned) {
            AddExit(block, from, ExitCause::NotOnThisPath, {});
            return;
        }
        const uint32_t end = needed_after ? static_cast<uint32_t>(stmts.size()) : last + 1;
        for (uint32_t i = from; i < end; ++i) {
            const bool needed = needed_after || i < last;
            if (ProcessStmt(block, i, needed, loops)) {
                return;
            }
        }
    }

    /// True when nothing is left to do in the block.
    bool ProcessStmt(BlockId block, uint32_t index, bool needed, uint32_t loops)
    {
        const StmtId id = Stmts(block)[index];
        const Stmt& stmt = structure_.function().stmts[id];
        switch (stmt.kind) {
        case StmtKind::If: {
            const bool result_reaches = binds_.count(id.index()) != 0;
            const bool arms_keep = needed || result_reaches;
            if (!arms_keep || structure_.diverges(id)) {
                Process(stmt.blocks[0], 0, arms_keep, loops);
                Process(stmt.blocks[1], 0, arms_keep, loops);
            }
            if (!needed && arms_keep && structure_.falls_through(id)) {
                AddExit(block, index + 1, ExitCause::LastUse, id);
            }
            return !needed;
        }
        case StmtKind::Loop:
            if (structure_.diverges(id)) {
                Process(stmt.blocks[0], 0, true, loops + 1);
            }
            if (!needed && structure_.falls_through(id)) {
                AddExit(block, index + 1, ExitCause::LastUse, id);
            }
            return !needed;
        case StmtKind::Return: AddExitBeforeJump(block, index); return true;
        case StmtKind::Yield:
            if (!needed || (block == home_ && loops == 0)) {
                AddExitBeforeJump(block, index);
            }
            return true;
        case StmtKind::Continue:
        case StmtKind::Break:
            if (loops == 0) {
                AddExitBeforeJump(block, index);
            }
            return true;
        case StmtKind::Unreachable: return true;
        default:
            if (!needed) {
                const bool leaves = stmt.kind == StmtKind::Prim && core::Info(stmt.prim).never_returns();
                AddExit(block, index + 1, leaves ? ExitCause::Left : ExitCause::LastUse, id);
            }
            return !needed;
        }
    }

    /// The last mention in front of the jump, when it stands in the same block, is the last use.
    void AddExitBeforeJump(BlockId block, uint32_t index)
    {
        const uint32_t last = LastMention(block);
        const StmtId last_use = last == kNever || last >= index ? StmtId() : Stmts(block)[last];
        AddExit(block, index, !nonlexical_ ? ExitCause::EndOfScope
                             : last_use.valid() ? ExitCause::BeforeReturn : ExitCause::NotOnThisPath,
                last_use);
    }
};

void PlaceWithin(const Structure& structure, const Mentions& mentions, bool nonlexical,
                 std::vector<RegionLife>& lives)
{
    const Position home = HomeOf(structure, mentions.bindings);
    const StmtId first = structure.function().blocks[home.block].stmts[home.index];
    const Stmt& stmt = structure.function().stmts[first];
    const bool one_stmt = std::all_of(mentions.bindings.begin(), mentions.bindings.end(), [&](StmtId binding) {
        return binding != first && structure.Within(home.block, binding).index == home.index;
    });
    if (!one_stmt || stmt.kind != StmtKind::If) {
        lives.push_back(ExitPlacer(structure, home.block, mentions, nonlexical).Place(home));
        return;
    }
    // both arms of one `if` use it and nothing else does: each arm has its own
    for (BlockId arm : stmt.blocks) {
        Mentions in_arm;
        auto within = [&](StmtId mention) {
            return structure.CommonBlock(structure.position(mention).block, arm) == arm;
        };
        std::copy_if(mentions.bindings.begin(), mentions.bindings.end(), std::back_inserter(in_arm.bindings), within);
        std::copy_if(mentions.uses.begin(), mentions.uses.end(), std::back_inserter(in_arm.uses), within);
        if (!in_arm.bindings.empty()) {
            PlaceWithin(structure, in_arm, nonlexical, lives);
        }
    }
}

}  // namespace

Position HomeOf(const Structure& structure, const std::vector<StmtId>& bindings)
{
    BlockId home = structure.position(bindings.front()).block;
    for (StmtId binding : bindings) {
        home = structure.CommonBlock(home, structure.position(binding).block);
    }
    Position position{home, kNever};
    for (StmtId binding : bindings) {
        position.index = std::min(position.index, structure.Within(home, binding).index);
    }
    return position;
}

std::vector<RegionLife> PlaceRegion(const Structure& structure, const Mentions& mentions, bool nonlexical)
{
    std::vector<RegionLife> lives;
    PlaceWithin(structure, mentions, nonlexical, lives);
    return lives;
}

RegionLife PlaceAtScope(const Structure& structure, Position create, const Mentions& mentions)
{
    return ExitPlacer(structure, create.block, mentions, false).Place(create);
}

}  // namespace omni::plan
