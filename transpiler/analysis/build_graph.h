#pragma once
// One function's part of the storage graph, from its statements.

#include "analysis/storage.h"

namespace omni::analysis {

/// How recursive calls inside the component are treated while it is being summarised.
enum class Recursion : uint8_t {
    Unknown,  ///< first round: nothing is known of the callee
    Cloned,   ///< later rounds: the last round's summary is cloned
    Shared,   ///< the callee's own nodes are used
};

/// Makes nodes for the variables of `function` and unifies what its statements join.
/// `summaries` holds the facts of all callees that are done, and of the component's members from the last round;
/// `in_component` tells for each function whether it is a member.
class GraphBuilder {
public:
    GraphBuilder(const core::Module& module, StorageGraph& graph, reason::Ledger& ledger,
                 const std::vector<FunctionFacts>& summaries, const std::vector<bool>& in_component,
                 Recursion recursion);

    /// Gives each variable and the result a node; must be called for all members before Build when nodes are shared.
    void MakeNodes(const core::Function& function, FunctionFacts& facts);
    void Build(const core::Function& function, FunctionFacts& facts);

private:
    const core::Module& module_;
    StorageGraph& graph_;
    reason::Ledger& ledger_;
    const std::vector<FunctionFacts>& summaries_;
    const std::vector<bool>& in_component_;
    const Recursion recursion_;

    const core::Function* function_ = nullptr;
    FunctionFacts* facts_ = nullptr;

    void BuildBlock(core::BlockId block, core::StmtId enclosing_if, core::StmtId enclosing_loop);
    void BuildStmt(core::StmtId id, const core::Stmt& stmt);
    void BuildPrim(core::StmtId id, const core::Stmt& stmt);
    void BuildContainer(core::StmtId id, const core::Stmt& stmt);
    void BuildCall(core::StmtId id, const core::Stmt& stmt);
    void BuildExternCall(core::StmtId id, const core::Stmt& stmt, const core::Function& callee);
    void BuildCallback(core::Atom arg, const core::Stmt& stmt, const core::Function& callee);
    void BuildCallClosure(core::StmtId id, const core::Stmt& stmt);
    void Pend(const core::Stmt& stmt);
    void BuildMakeClosure(core::StmtId id, const core::Stmt& stmt);
    void CloneSummary(core::StmtId call, const core::Function& callee,
                      std::vector<std::pair<Node, Node>> roots);

    [[nodiscard]] Node NodeOf(core::VarId var) const
    {
        return var.valid() ? facts_->node_of[var.index()] : kNoNode;
    }
    [[nodiscard]] Node NodeOf(core::Atom atom) const { return atom.is_var() ? NodeOf(atom.var()) : kNoNode; }
    [[nodiscard]] bool MayBePair(core::Atom atom) const;
    void Join(Node a, Node b);
    void JoinCdr(Node pair, core::Atom tail, Node tail_node);
    void NameField(Node holder, core::FieldKind kind, uint16_t index);
    void JoinField(Node holder, const core::Stmt& stmt, size_t field, core::Atom value, Node value_node);
    void Allocate(core::StmtId stmt, Node node, bool by_callee);
    /// `kept`: kKept when others than top-level variables keep it, or 0.
    void RaiseGlobal(Node node, reason::ReasonKind kind, const core::Stmt& stmt, support::Symbol subject,
                     uint16_t kept = kKept, reason::ReasonId because = {});
    void NoteGlobal(const core::Stmt& stmt, Node value);
};

}  // namespace omni::analysis
