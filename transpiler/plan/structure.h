#pragma once
// Where statements stand in the structured code: what the placement of region operations asks.

#include <vector>

#include "core/core.h"

namespace omni::plan {

/// A place in front of statement `index` of `block`.
struct Position {
    core::BlockId block;
    uint32_t index;
    friend bool operator==(const Position& a, const Position& b) = default;
    friend auto operator<=>(const Position& a, const Position& b) = default;
};

/// Parents, positions and ways out of the blocks and statements of one function. Computed once, read only.
class Structure {
public:
    explicit Structure(const core::Function& function);

    [[nodiscard]] const core::Function& function() const { return function_; }
    [[nodiscard]] Position position(core::StmtId stmt) const { return position_[stmt.index()]; }
    /// The If or Loop that a block is an arm or the body of; None for the function's body.
    [[nodiscard]] core::StmtId owner(core::BlockId block) const { return owner_[block.index()]; }
    /// Is the statement reachable from the function's body (not left behind by a rewrite)?
    [[nodiscard]] bool is_placed(core::StmtId stmt) const { return position_[stmt.index()].block.valid(); }
    /// Does the statement contain a Return, or a Break or Continue of a loop around it?
    [[nodiscard]] bool diverges(core::StmtId stmt) const { return (ways_out_[stmt.index()] & ~kNoEnd) != 0; }
    /// Can control come out of the end of the statement? Not out of an If without a Yield, nor a Loop without a Break.
    [[nodiscard]] bool falls_through(core::StmtId stmt) const { return (ways_out_[stmt.index()] & kNoEnd) == 0; }

    /// The innermost block that contains both.
    [[nodiscard]] core::BlockId CommonBlock(core::BlockId a, core::BlockId b) const;
    /// The statement of `block` that is or contains `stmt`; `block` must contain it.
    [[nodiscard]] Position Within(core::BlockId block, core::StmtId stmt) const;
    /// Is there a Loop between `stmt` and the enclosing `block`?
    [[nodiscard]] core::StmtId LoopBetween(core::BlockId block, core::StmtId stmt) const;
    /// The innermost Loop around the block, or None.
    [[nodiscard]] core::StmtId LoopAround(core::BlockId block) const;
    /// Does `test` hold for a statement that may run after this one? One with blocks is asked as a whole.
    template <class Test>
    [[nodiscard]] bool AnyAfter(core::StmtId stmt, Test&& test) const
    {
        Position at = position(stmt);
        for (;;) {
            const core::StmtId around = owner(at.block);
            const bool again = around.valid() && function_.stmts[around].kind == core::StmtKind::Loop;
            const auto& stmts = function_.blocks[at.block].stmts;
            for (size_t i = again ? 0 : at.index + 1; i < stmts.size(); ++i) {
                if (test(stmts[i])) {
                    return true;
                }
            }
            if (!around.valid()) {
                return false;
            }
            at = position(around);
        }
    }
    /// Is the block what each iteration of a loop does: the body, or the arm of a test whose other arm leaves the loop?
    [[nodiscard]] bool IsIteration(core::BlockId block) const;
    /// Statements in source order.
    [[nodiscard]] const std::vector<core::StmtId>& order() const { return order_; }

private:
    enum : uint8_t { kReturn = 1, kContinue = 2, kBreak = 4, kNoEnd = 8 };
    const core::Function& function_;
    std::vector<Position> position_;
    std::vector<core::StmtId> owner_;
    std::vector<uint32_t> depth_;
    std::vector<uint8_t> ways_out_;
    std::vector<core::StmtId> order_;

    uint8_t Visit(core::BlockId block, core::StmtId owner, uint32_t depth);
};

/// Does the statement, or one inside, make objects, or call what may?
bool MakesObjects(const core::Function& function, core::StmtId id);

}  // namespace omni::plan
