#pragma once
// What the emission of a function must know beforehand: how often variables are used, which temporaries may be folded into
// the expression that uses them, which loop parameters can share a C variable with what they start from.

#include <cstdint>
#include <vector>

#include "rir/rir.h"

namespace omni::emit {

class Facts {
public:
    void Compute(const rir::Function& function);

    /// Number of uses in code that is emitted.
    [[nodiscard]] uint32_t uses(core::VarId var) const { return uses_[var.index()]; }
    /// A temporary with one use, in the block that computes it.
    [[nodiscard]] bool foldable(core::VarId var) const;
    /// Without effect and without anyone who wants its result.
    [[nodiscard]] bool dead(core::StmtId stmt) const { return dead_[stmt.index()] != 0; }
    /// The operand that `atom` shares its C variable with, or `atom`.
    [[nodiscard]] core::Atom Resolve(core::Atom atom) const;
    [[nodiscard]] core::VarId Resolve(core::VarId var) const;
    /// May it be an object of a region that this function ends?
    [[nodiscard]] bool IsInLocalRegion(core::Atom atom) const;
    /// Is it a heap object?
    [[nodiscard]] bool IsInHeap(core::Atom atom) const;
    /// Is it a heap object to which there is one reference?
    [[nodiscard]] bool IsUnique(core::Atom atom) const;
    /// From now on `var` is another name of `owner`.
    void Share(core::VarId var, core::VarId owner) { alias_[var.index()] = core::Atom(owner); }
    /// Is the C variable assigned after its declaration?
    [[nodiscard]] bool assigned(core::VarId var) const { return assigned_[var.index()] != 0; }
    /// How often the innermost loop is left from within: number of Breaks of this Loop.
    [[nodiscard]] uint32_t breaks(core::StmtId loop) const { return breaks_[loop.index()]; }

    /// Statements that use a region besides its RegionOf.
    [[nodiscard]] uint32_t region_uses(core::RegionId region) const { return region_uses_[region.index()]; }
    /// Must the C variable of the region be declared at the head of the function, because no single block of it holds
    /// the beginning and all uses?
    [[nodiscard]] bool region_at_head(core::RegionId region) const { return region_at_head_[region.index()] != 0; }
    /// Allocations of a stack region, in order.
    [[nodiscard]] std::vector<core::StmtId> stack_objects(core::RegionId region) const;

    /// Functions that are called or made closures of here, in order, with repetitions.
    [[nodiscard]] const std::vector<core::FuncId>& callees() const { return callees_; }
    /// Top-level variables used here, with repetitions.
    [[nodiscard]] const std::vector<core::GlobalId>& globals() const { return globals_; }

private:
    struct Loop {
        core::StmtId stmt;
        uint32_t parent;
    };
    [[nodiscard]] bool IsIn(core::Atom atom, rir::RegionKind kind) const;
    void NameCells();
    void WalkForward(core::BlockId block, uint32_t loop);
    void WalkBackward(core::BlockId block);
    void CountLoop(core::StmtId id, core::BlockId block, bool wanted);
    void NoteRegion(core::RegionId region);
    void Use(core::Atom atom, core::BlockId block);

    const core::Function* code_ = nullptr;
    const rir::Function* function_ = nullptr;
    std::vector<uint32_t> uses_;
    std::vector<core::BlockId> def_block_, use_block_;  ///< by var
    std::vector<uint32_t> def_loop_;                    ///< by var: the innermost loop around its definition, 0: none
    std::vector<char> assigned_, varying_, dead_;
    std::vector<char> is_word_;  ///< by VarId: moved out of a variable of objects, but surely none
    std::vector<core::Atom> alias_;                     ///< by var; invalid: none
    std::vector<uint32_t> breaks_;                      ///< by stmt
    std::vector<Loop> loops_;                           ///< [0] stands for no loop
    std::vector<uint32_t> region_uses_, open_creates_;
    std::vector<char> region_at_head_;
    std::vector<std::pair<core::RegionId, core::StmtId>> stack_objects_;
    std::vector<core::FuncId> callees_;
    std::vector<core::GlobalId> globals_;
    std::vector<char> wants_yield_, wants_break_;       ///< stacks of the backward walk
    uint32_t current_loop_ = 0;
    std::vector<uint32_t> loop_of_stmt_;                ///< by stmt: the loop around it
};

}  // namespace omni::emit
