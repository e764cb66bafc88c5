#pragma once
// Where references begin and end in one function: what the parts of the walk share.
//
// heap_place.cpp says what the walk does and takes it; heap_place_live.cpp knows who is read later;
// heap_place_owners.cpp knows who owns a reference and gives up those that nobody needs; heap_place_parts.cpp takes
// objects apart.

#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "plan/heap_function.h"
#include "support/bit_set.h"

namespace omni::plan {

class HeapPlacer {
public:
    HeapPlacer(HeapCode& code, const Modes& modes, const PlanOptions& options, reason::Ledger& ledger,
               HeapFunction& out)
        : heap_(code), code_(code.code), modes_(modes), options_(options), ledger_(ledger), out_(out)
    {
    }

    /// False: the paths of the function do not fit together.
    bool Run();

private:
    /// Who owns a reference, and what the others live on.
    struct State {
        BitSet owned;                                        ///< by VarId
        BitSet bound;                                        ///< by VarId: has a value here
        BitSet empty;                                        ///< by VarId: is known to be no object
        std::map<core::VarId, core::StmtId> empty_at_first;  ///< ... in the first iteration of the loop
        std::vector<std::vector<core::VarId>> lenders;       ///< by VarId, of variables without a reference
    };
    /// Where jumps of the innermost constructs lead.
    struct Target {
        core::StmtId stmt;
        BitSet outer_bound, head_owned;
        std::optional<State> joined;
    };

    HeapCode& heap_;
    core::Function& code_;
    const Modes& modes_;
    const PlanOptions& options_;
    reason::Ledger& ledger_;
    HeapFunction& out_;
    static constexpr size_t kNewVars = 256;  ///< more parts that nobody has loaded do not get a variable
    size_t universe_ = 0;                    ///< of the sets
    bool failed_ = false;
    std::vector<BitSet> live_after_;         ///< by StmtId; of a jump: at its target, with what the jump defines
    std::vector<BitSet> head_live_;          ///< by BlockId: at its head
    std::vector<core::StmtId> arm_of_;       ///< by BlockId
    std::vector<BitSet> yield_live_, break_live_, loop_live_;
    std::vector<core::StmtId> loops_;
    std::vector<core::StmtId> placed_;       ///< statements of the block so far
    std::vector<Target> branches_, loop_targets_;
    std::unordered_map<uint32_t, LoadedFrom> loaded_;  ///< by VarId
    std::vector<core::VarId> loaded_vars_;             ///< in order

    // --- who is read later, on some path -----------------------------------------------------------------------

    void AddArgs(BitSet& live, const core::Stmt& stmt) const;
    void RemoveVar(BitSet& live, core::VarId var) const;
    BitSet LiveInBlock(core::BlockId block);
    void LiveInLoop(core::StmtId id, BitSet& live);

    // --- who owns, who lends ------------------------------------------------------------------------------------

    void Bind(State& state, core::VarId var);
    /// Marks the owners that `var` lives on.
    void Climb(const State& state, core::VarId var, BitSet& needed, BitSet& seen) const;
    [[nodiscard]] BitSet Needed(const State& state, const BitSet& live) const;
    /// Does `var` live on `owner`, perhaps through others?
    [[nodiscard]] bool LivesOn(const State& state, core::VarId var, core::VarId owner) const;
    core::StmtId Add(core::StmtKind kind, const std::vector<core::Atom>& args, source::Span span);
    void Explain(core::StmtId stmt, DecisionKind kind, core::VarId var, reason::ReasonKind why,
                 source::Span expression = {}, std::vector<support::Symbol> names = {});
    /// The same, of an operation that is told by another name than the variable's.
    void Explain(core::StmtId stmt, DecisionKind kind, support::Symbol name, reason::Reason why);
    void Dup(core::VarId var, source::Span cause);
    /// Of what the statement reads from a top-level variable or a field.
    void DupOfHeld(const core::Stmt& load);
    void Drop(core::VarId var, source::Span last_use);
    /// Operand `operand` of `stmt` is consumed; those before it that were, are marked in `done`. `live`: who is read
    /// afterwards. `into`: what holds the object then.
    void Consume(State& state, const core::Stmt& stmt, size_t operand, const BitSet& live, std::vector<bool>& done,
                 core::VarId into = {});
    /// Nobody consumes the variable, nor a part of it, after this: it may be read through what holds it.
    [[nodiscard]] bool IsOnlyRead(const State& state, const BitSet& live, core::VarId var) const;
    /// Gives up what is not in `live` and lends to nothing in it. `last_use`: the statement in front, or none.
    void EndLives(State& state, const BitSet& live, source::Span last_use);

    // --- objects that are taken apart ---------------------------------------------------------------------------

    /// True when parts of `var` get owners of their own, because they are going to be consumed.
    bool TakeApart(State& state, const BitSet& live, core::VarId var);
    /// A field that nobody has loaded: it has to be given up.
    core::VarId LoadPart(State& state, core::VarId var, const ObjectLayout& layout,
                         const analysis::StorageGraph::Edge& field);
    [[nodiscard]] bool IsOf(core::VarId part, const analysis::StorageGraph::Edge& field) const;
    /// Is it, or something that lives on it, read later?
    [[nodiscard]] bool IsRead(const State& state, const BitSet& live, core::VarId part) const;
    /// Is `part` the variable, or something that it lives on?
    [[nodiscard]] bool DependsOn(const State& state, core::VarId var, core::VarId part, size_t depth = 0) const;
    [[nodiscard]] bool IsDemanded(core::VarId var) const;

    // --- the walk -----------------------------------------------------------------------------------------------

    void WalkBlock(core::BlockId block, State state);
    [[nodiscard]] bool EndsInError(core::BlockId block) const;
    void WalkPlain(core::StmtId id, State& state);
    void WalkMove(core::StmtId id, const core::Stmt& stmt, core::Atom source, State& state, const BitSet& live);
    [[nodiscard]] bool IsImmediate(core::ConstantId constant) const;
    /// What has to live on when a jump binds `vars`.
    void AddLenders(BitSet& live, const BitSet& target, std::span<const core::VarId> vars, const State& state);
    /// Operands of `stmt` become `vars`: those that own consume. `target`: who is read there. `before`: the statement
    /// that was in front.
    void Give(const core::Stmt& stmt, std::span<const core::VarId> vars, State& state, const BitSet& target,
              source::Span before, bool is_jump);
    void Jump(core::StmtId id, State& state, source::Span before);
    void Join(Target& target, const State& state);
    bool WalkIf(core::StmtId id, State& state);
    bool WalkLoop(core::StmtId id, State& state);
    /// Behind an `if` or loop. False: nothing comes there.
    bool Resume(std::vector<Target>& targets, const core::Stmt& stmt, State& state);
    /// Declarations that the checker compares with what happens.
    void MakeBorrows();
};

}  // namespace omni::plan
