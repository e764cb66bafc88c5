#pragma once
// Makes the versions of functions for known procedures; which ones, procedure_versions.cpp says.

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/procedure_versions.h"

namespace omni::core {

/// Slots of a function and the procedures that they hold.
using Known = std::vector<std::pair<uint32_t, FuncId>>;

class VersionMaker {
public:
    /// `nil` and `is_true` are the module's constants.
    VersionMaker(Module& module, ConstantId nil, ConstantId is_true, const ChooseClause& choose)
        : module_(module), nil_(nil), true_(is_true), choose_(choose)
    {
    }

    /// What a call of the procedure with so many arguments means; none where it is wrong or not known.
    [[nodiscard]] std::optional<KnownCall> CallOf(FuncId procedure, size_t count) const;

    /// The version of the function for the procedures, if there is one.
    [[nodiscard]] FuncId Find(FuncId original, const Known& known) const;

    /// A version of a function, with all functions that it holds and hands the procedures to. It takes the other arguments,
    /// and behind them what the procedures captured. `known` names parameters that are only called (procedure_slots.h), and
    /// CallOf knows all calls of them.
    FuncId Make(FuncId original, const Known& known);

    /// All that was made so far, by original.
    [[nodiscard]] const std::map<FuncId, std::vector<FuncId>>& copies() const { return copies_; }
    [[nodiscard]] size_t copied_stmts() const { return copied_stmts_; }

private:
    /// A function and those in it, which are copied together.
    struct Tree {
        FuncId root;
        FuncId version;    ///< of the root
        bool lifted;       ///< the root's captured variables become parameters
        std::map<std::pair<FuncId, Known>, FuncId> made;
    };

    /// One function on the way from the original to its version.
    struct Rewriting {
        Tree& tree;
        FuncId id;
        const Known& known;
        std::vector<uint32_t> slot_of;              ///< by VarId of the original
        std::vector<uint32_t> tests;                ///< by StmtId of the original: ProcedureTests
        std::map<uint32_t, std::vector<Atom>> held; ///< by slot: what the procedure there captured
    };

    [[nodiscard]] bool IsIn(const Tree& tree, FuncId id) const;
    FuncId Lifted(FuncId procedure);
    FuncId MakeIn(Tree& tree, FuncId original, const Known& known);
    void NameFor(Function& copy, const Tree& tree, const Known& known) const;
    void Rewrite(Tree& tree, FuncId id, const Known& known);
    void TakeSlots(Rewriting& rewriting);
    void RewriteBlock(Rewriting& rewriting, BlockId block);
    void RewriteStmt(Rewriting& rewriting, StmtId id, std::vector<StmtId>& out);
    bool TakeThen(Rewriting& rewriting, StmtId id, std::vector<StmtId>& out);
    void Empty(Function& function, BlockId block) const;
    void DropSlots(const Rewriting& rewriting, StmtId id);
    void RewriteNames(Rewriting& rewriting, StmtId id);
    void CallKnown(Rewriting& rewriting, StmtId id, uint32_t slot, std::vector<StmtId>& out);
    std::vector<Atom> GatherRest(FuncId id, StmtId call, const std::vector<Atom>& args, size_t fixed,
                                 std::vector<StmtId>& out);
    static uint32_t KnownSlot(const Rewriting& rewriting, Atom atom);

    Module& module_;
    const ConstantId nil_, true_;
    const ChooseClause& choose_;
    std::map<std::pair<FuncId, Known>, FuncId> made_;
    std::map<FuncId, FuncId> lifted_;
    std::map<FuncId, std::vector<FuncId>> copies_;
    size_t copied_stmts_ = 0;
};

}  // namespace omni::core
