// V5 and V6 along the paths of one function, in one walk over its blocks.
//
// A *unit* is the right and duty to give up one reference. Each variable of a heap node has some units at each point: one
// from the statement that makes or receives the object, one more from each `dup`. Consuming takes one away; at the end
// none may be left. A variable without units may be read as long as its *lenders* may: what it was loaded from, what it
// was linked into, what its declaration names; and only until a top-level variable, or a field, may be set that it was
// found *through*. That is a proof on its own: nothing of the planner is believed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rir/verify_context.h"
#include "support/lists.h"
#include "support/shared_vector.h"

namespace omni::rir {

/// The walk. verify_heap_walk.cpp follows the paths, verify_heap_units.cpp keeps the units, verify_heap_objects.cpp knows
/// what each statement does to them, verify_heap_fields.cpp what setting fields and top-level variables does.
class HeapWalker {
public:
    HeapWalker(Context& context, const HeapProgram& program)
        : context_(context), program_(program), code_(context.code)
    {
    }

    void Run();

private:
    /// Layout of an object that is taken apart, and of a cell.
    enum class Shape : uint8_t { Unknown, Pair, Values, Struct };
    struct Layout {
        Shape shape = Shape::Unknown;
        core::StructId type;
        friend bool operator==(const Layout& a, const Layout& b) = default;
    };

    /// What is known of a variable of a heap node, or of a cell, at a point.
    struct VarState {
        uint8_t units = 0;
        bool bound = false;
        bool empty = false;             ///< is known to be no object: consuming it does nothing
        core::StmtId empty_at_first;          ///< ... in the first iteration of this loop
        bool lent = false;              ///< without units, but kept alive by all of `lenders`
        std::vector<core::VarId> lenders;     ///< none: by the caller, or it is no object
        core::VarId holder;                   ///< it was loaded from this variable's object
        Field field{FieldKind::Car, 0, {}};
        Layout layout;
        core::GlobalId global;          ///< it is what this variable holds
        Places through;                 ///< lent only until one of these may be set
        Places emptied;                 ///< fields of the object that hold no object since they were emptied
        core::Atom emptied_at;          ///< ... if they are items of a vector: the index of the one that is
    };

    /// By core::VarId index; behind them the top-level variables, of which only `empty` is used.
    using State = SharedVector<VarState>;

    /// A place that jumps lead to.
    struct Target {
        core::StmtId stmt;
        State outer;                    ///< when the statement was entered
        std::optional<State> joined;
        Places through;                 ///< of the values that the jumps give
    };

    void FindDefinitions(core::BlockId block);

    void CheckNoOperations();
    void DeclareParams(State& state);

    [[nodiscard]] bool IsHeap(NodeId node) const
    {
        return context_.IsKind(context_.RegionOf(node), RegionKind::Heap);
    }
    [[nodiscard]] bool IsTracked(core::VarId var) const
    {
        const NodeId node = context_.NodeOf(core::Atom(var));
        return node.valid() && IsHeap(node);
    }
    [[nodiscard]] bool IsTracked(core::Atom atom) const { return atom.is_var() && IsTracked(atom.var()); }
    [[nodiscard]] bool IsBorrowed(core::VarId var) const { return context_.function.borrow_of(var) != nullptr; }
    [[nodiscard]] std::string Name(core::VarId var) const { return context_.Name(core::Atom(var)); }

    /// Units of its own, or lenders that all may be read.
    [[nodiscard]] bool IsAlive(const State& state, core::VarId var, size_t depth = 0) const;

    void Use(const State& state, core::StmtId id, core::Atom atom) const;

    /// A new value: nothing may go on borrowing from the old one.
    void Bind(State& state, core::StmtId id, core::VarId var);
    void BindOwned(State& state, core::StmtId id, core::VarId var);
    void BindLent(State& state, core::StmtId id, core::VarId var, std::vector<core::VarId> lenders, Places through = {});
    /// From now on it is `lenders` that keep the variable's value alive.
    void Lend(State& state, core::VarId var, std::vector<core::VarId> lenders, Places through = {});
    /// As the declaration says.
    void Declare(State& state, core::StmtId id, core::VarId var, Places through = {});

    /// What is taken apart without a look at its header must not be a constant.
    void CheckConstant(core::StmtId id, core::Atom atom);

    /// One unit less. `into`: what holds the object from now on, so that the variable may still be read.
    void Consume(State& state, core::StmtId id, core::Atom atom, NodeId target, core::VarId into = {}, Places through = {});

    /// Is the operand kept alive by `lenders` alone, until one of `through` may be set?
    [[nodiscard]] bool IsCovered(const State& state, core::VarId var, const std::vector<core::VarId>& lenders,
                                 Places& through, size_t depth = 0) const;

    /// The operand becomes the value of a parameter or of an `if` or loop. What one that borrows is found through.
    Places Give(State& state, core::StmtId id, core::Atom atom, core::VarId target);

    /// V5: at a jump, what was bound inside has been consumed.
    void LeaveScope(const State& state, core::StmtId id, const State* outer, const std::vector<core::VarId>& renewed = {});

    void CompareUnits(core::StmtId id, const State& a, const State& b, const State& outer, const std::vector<core::VarId>& except = {});

    void Join(Target& target, State&& state, core::StmtId jump);

    /// The variables with units that the value is kept alive by.
    void FindOwners(const State& state, core::VarId var, std::set<core::VarId>& owners, Places& through,
                    size_t depth = 0) const;

    /// What the condition of an `if` tells of the variable that it tests: nothing to give up, when it is no object.
    void Learn(State& state, core::Atom condition, bool outcome) const;

    void WalkBlock(core::BlockId block, std::optional<State>& state, Target* branch, Target* loop);

    void WalkStmt(core::StmtId id, std::optional<State>& state, Target* branch, Target* loop);
    void WalkIf(core::StmtId id, std::optional<State>& state, Target* loop);
    void WalkLoop(core::StmtId id, std::optional<State>& state);
    void WalkContinue(core::StmtId id, State& state, const Target& loop);
    void ForgetWhatIsBound(State& state, core::BlockId block);
    void FindBound(core::BlockId block, std::vector<bool>& bound) const;
    void WalkPrim(core::StmtId id, State& state);
    void WalkCall(core::StmtId id, State& state);
    void WalkMove(core::StmtId id, State& state);
    void BindUntracked(core::StmtId id, State& state);
    void WalkGlobal(core::StmtId id, State& state);
    void WalkSetters(core::StmtId id, State& state);
    void NoteSet(State& state, const Places& set);
    void FillEmptied(State& state, const Places& filled);
    void WalkStore(core::StmtId id, State& state);
    void CheckStore(core::StmtId id, const State& state, core::VarId object, const Field& field);
    [[nodiscard]] bool IsEmptied(const VarState& object, const core::Stmt& stmt, const Field& field) const;
    void NoteEmptied(State& state, const core::Stmt& stmt, core::VarId object, const Field& field);
    [[nodiscard]] Field StoredField(const core::Stmt& stmt) const;
    void CheckUnknowing(core::StmtId id, core::Atom arg);
    /// The field's place, if somebody sets it.
    [[nodiscard]] Places PlacesOf(FieldKind kind, size_t index) const;
    [[nodiscard]] bool IsImmediate(core::Atom atom) const;
    /// What a value may have been found through when the block has run. `leading`: LeadingTo its node.
    void FindThrough(core::BlockId block, const std::vector<bool>& leading, Places& through) const;
    [[nodiscard]] bool IsLentBy(const core::Stmt& stmt) const;
    [[nodiscard]] bool OwnsResult(const core::Stmt& call) const;
    void CheckEmptied(core::StmtId id, const State& state);
    [[nodiscard]] size_t SlotOf(core::GlobalId global) const { return code_.vars.size() + global.index(); }
    void TakeApart(core::StmtId id, State& state);
    [[nodiscard]] static Layout LayoutOf(const core::Cell& cell);
    void PassCell(core::StmtId id, State& state, core::Atom arg, const core::Cell& wanted);
    [[nodiscard]] bool IsGiven(core::VarId cell) const;
    void CheckNoCells(core::StmtId id);
    void GiveUpCell(core::StmtId id, State& state, core::VarId cell, const Layout* wanted);
    void Load(State& state, core::StmtId id, Layout layout, FieldKind kind, uint16_t index);
    [[nodiscard]] Layout LayoutOf(const core::Stmt& stmt) const;
    [[nodiscard]] bool HasField(const Layout& layout, const Field& field) const;

    Context& context_;
    const HeapProgram& program_;
    const core::Function& code_;
    std::vector<bool> is_cell_, reassigned_;  ///< by core::VarId
    std::vector<core::StmtId> definition_;          ///< by core::VarId
    Lists<core::VarId, core::VarId> loads_{0};      ///< what is loaded from a variable's object
    std::vector<bool> named_;                       ///< by core::VarId: was a lender or holder at some point of the walk
};

}  // namespace omni::rir
