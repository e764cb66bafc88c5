#include "plan/structure.h"

#include <algorithm>

namespace omni::plan {

using core::StmtKind;

Structure::Structure(const core::Function& function)
    : function_(function),
      position_(function.stmts.size(), Position{core::BlockId(), 0}),
      owner_(function.blocks.size()),
      depth_(function.blocks.size(), 0),
      ways_out_(function.stmts.size(), 0)
{
    if (function.body.valid()) {
        Visit(function.body, {}, 0);
    }
}

uint8_t Structure::Visit(core::BlockId block, core::StmtId owner, uint32_t depth)
{
    owner_[block.index()] = owner;
    depth_[block.index()] = depth;
    uint8_t ways_out = 0;
    const auto& stmts = function_.blocks[block].stmts;
    for (uint32_t i = 0; i < stmts.size(); ++i) {
        const core::StmtId id = stmts[i];
        const core::Stmt& stmt = function_.stmts[id];
        position_[id.index()] = {block, i};
        order_.push_back(id);
        uint8_t mine = 0;
        if (stmt.kind == StmtKind::If) {
            mine = Visit(stmt.blocks[0], id, depth + 1);
            mine |= Visit(stmt.blocks[1], id, depth + 1);
            const auto yields = [&](core::BlockId arm) {
                const auto& in_arm = function_.blocks[arm].stmts;
                return !in_arm.empty() && function_.stmts[in_arm.back()].kind == StmtKind::Yield;
            };
            if (!yields(stmt.blocks[0]) && !yields(stmt.blocks[1])) {
                mine |= kNoEnd;
            }
        } else if (stmt.kind == StmtKind::Loop) {
            const uint8_t inside = Visit(stmt.blocks[0], id, depth + 1);
            mine = static_cast<uint8_t>((inside & kReturn) | ((inside & kBreak) != 0 ? 0 : kNoEnd));
        } else if (stmt.kind == StmtKind::Return) {
            mine = kReturn;
        } else if (stmt.kind == StmtKind::Break) {
            mine = kBreak;
        } else if (stmt.kind == StmtKind::Continue) {
            mine = kContinue;
        }
        ways_out_[id.index()] = mine;
        ways_out |= mine & static_cast<uint8_t>(~kNoEnd);
    }
    return ways_out;
}

core::BlockId Structure::CommonBlock(core::BlockId a, core::BlockId b) const
{
    auto up = [this](core::BlockId block) { return position_[owner_[block.index()].index()].block; };
    while (a != b) {
        if (depth_[a.index()] >= depth_[b.index()]) {
            a = up(a);
        } else {
            b = up(b);
        }
    }
    return a;
}

Position Structure::Within(core::BlockId block, core::StmtId stmt) const
{
    Position position = position_[stmt.index()];
    while (position.block != block) {
        position = position_[owner_[position.block.index()].index()];
    }
    return position;
}

core::StmtId Structure::LoopBetween(core::BlockId block, core::StmtId stmt) const
{
    core::BlockId at = position_[stmt.index()].block;
    while (at != block) {
        const core::StmtId owner = owner_[at.index()];
        if (function_.stmts[owner].kind == StmtKind::Loop) {
            return owner;
        }
        at = position_[owner.index()].block;
    }
    return {};
}

core::StmtId Structure::LoopAround(core::BlockId block) const
{
    for (core::StmtId owner = owner_[block.index()]; owner.valid();
         owner = owner_[position_[owner.index()].block.index()]) {
        if (function_.stmts[owner].kind == StmtKind::Loop) {
            return owner;
        }
    }
    return {};
}

bool Structure::IsIteration(core::BlockId block) const
{
    const auto leaves_loop = [this](core::BlockId arm) {
        const auto& stmts = function_.blocks[arm].stmts;
        if (stmts.empty()) {
            return false;
        }
        const core::StmtKind last = function_.stmts[stmts.back()].kind;
        return last == StmtKind::Break || last == StmtKind::Return || last == StmtKind::Unreachable;
    };
    for (;;) {
        const core::StmtId owner = owner_[block.index()];
        if (!owner.valid()) {
            return false;
        }
        const core::Stmt& stmt = function_.stmts[owner];
        if (stmt.kind == StmtKind::Loop) {
            return true;
        }
        if (!leaves_loop(stmt.blocks[stmt.blocks[0] == block ? 1 : 0])) {
            return false;
        }
        block = position_[owner.index()].block;
    }
}

bool MakesObjects(const core::Function& function, core::StmtId id)
{
    const core::Stmt& stmt = function.stmts[id];
    switch (stmt.kind) {
        case StmtKind::Call:
        case StmtKind::CallClosure: return true;
        case StmtKind::MakeClosure: return stmt.arg_count != 0;
        case StmtKind::Prim: return core::Info(stmt.prim).allocates();
        case StmtKind::If:
        case StmtKind::Loop:
            for (const core::BlockId block : stmt.blocks) {
                if (block.valid()) {
                    const auto& inner = function.blocks[block].stmts;
                    if (std::any_of(inner.begin(), inner.end(), [&](core::StmtId at) { return MakesObjects(function, at); })) {
                        return true;
                    }
                }
            }
            return false;
        default: return false;
    }
}

}  // namespace omni::plan
