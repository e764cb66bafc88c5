#pragma once
// What tests and successful checks say about variables on the way to a statement: after (pair? x) said yes, or after
// (car x) succeeded, x is a pair. Both Infer and Lower walk a function with these facts.
//
// The walker's duty at each place:
//   If:       mark = Mark(); Assume(c, true); then-arm; Rollback(mark); Assume(c, false); else-arm; Rollback(mark); Leave(if)
//   Loop:     mark = Mark(); EnterLoop(loop); body; Rollback(mark); Leave(loop)
//   Assign:   Assign(target, kinds of the value)
//   the rest: Defined(stmt), then Narrow by what its success proves

#include <vector>

#include "core/core.h"

namespace omni::types {

class FlowFacts {
public:
    FlowFacts(const core::Module& module, const core::Function& function);

    /// The variable's value is one of these kinds here, whatever else is known of it.
    [[nodiscard]] core::KindSet Of(core::VarId var) const { return facts_[Root(var).index()]; }
    void Narrow(core::VarId var, core::KindSet kinds);
    /// The condition (any value; only false and nothing are false) was found true or false.
    void Assume(core::Atom condition, bool holds);

    [[nodiscard]] size_t Mark() const { return trail_.size(); }
    void Rollback(size_t mark);
    void EnterLoop(core::StmtId loop) { Forget(loop); }
    /// Forgets what was known of variables that the If or Loop assigns.
    void Leave(core::StmtId stmt) { Forget(stmt); }
    void Assign(core::VarId target, core::KindSet value);
    /// `original`: the statement before any rewriting.
    void Defined(const core::Stmt& original);

    /// Is the variable the target of an Assign somewhere?
    [[nodiscard]] bool IsAssigned(core::VarId var) const { return assigned_[var.index()]; }

private:
    /// How a variable got its value, as far as conditions want to know.
    struct Definition {
        enum class Kind : uint8_t { Other, Test, Not, Move, Choice } kind = Kind::Other;
        core::KindSet if_true = 0, if_false = 0;  ///< Test: what the operand may be after either answer
        core::Atom a;          ///< Test, Not, Move: the operand; Choice: the condition
        core::Atom b, c;       ///< Choice: what the arms yield
        uint32_t version = 0;  ///< of the operand variable when the test was made
    };
    struct Range {
        uint32_t begin = 0, end = 0;
    };

    void Record(const core::Stmt& stmt);
    void CollectAssigned(core::BlockId block);
    void Forget(core::StmtId stmt);
    void SetFact(core::VarId var, core::KindSet kinds);
    [[nodiscard]] core::VarId Root(core::VarId var) const;
    [[nodiscard]] core::Atom YieldOf(core::BlockId block) const;
    [[nodiscard]] bool IsConstant(core::Atom atom, bool truth) const;
    void AssumeEarlier(core::Atom condition, bool holds);
    void AssumeDefinition(core::VarId var, bool holds);
    [[nodiscard]] bool Stale(const Definition& definition) const;

    const core::Function& function_;
    const support::Table<core::ConstantId, core::Constant>& constants_;
    std::vector<core::KindSet> facts_;
    std::vector<Definition> definitions_;
    std::vector<bool> assigned_;
    std::vector<uint32_t> versions_;        ///< empty when the function assigns nothing
    std::vector<core::VarId> targets_;      ///< of all Assigns, in order
    std::vector<Range> assigned_in_;        ///< by If and Loop statement: range of targets_
    std::vector<std::pair<core::VarId, core::KindSet>> trail_;
};

}  // namespace omni::types
