#pragma once
// The parts of rir_mutate.cpp: what changes one function in each way.

#include <functional>
#include <string>
#include <vector>

#include "rir/print.h"
#include "rir/verify_context.h"
#include "rir_mutate.h"

namespace rir_mutate {

using omni::core::BlockId;
using omni::core::Stmt;
using omni::core::StmtId;
using omni::core::StmtKind;
using omni::core::VarId;
using omni::rir::Field;
using omni::rir::FieldKind;
using omni::rir::Function;
using omni::rir::Module;
using omni::rir::Node;
using omni::rir::NodeId;
using omni::rir::RegionId;
using omni::rir::RegionKind;

inline bool IsRegionOp(StmtKind kind) { return kind >= StmtKind::RegionCreate && kind <= StmtKind::Transmigrate; }
/// As the text form spells it.
std::string NameOf(StmtKind kind);

/// rir_mutate.cpp walks the function and changes operations on regions, rir_mutate_heap.cpp those on heap objects,
/// rir_mutate_nodes.cpp the certificate: nodes, call maps and where objects are made.
class FunctionMutator {
public:
    FunctionMutator(Module& module, Function& function, const std::function<void(const Mutant&)>& visit)
        : module_(module), function_(function), original_(function), visit_(visit)
    {
    }

    void Run()
    {
        CollectPlaced(original_.code.body);
        std::sort(placed_.begin(), placed_.end());
        straight_ = IsStraight();
        for (const BlockId block : placed_blocks_) {
            for (size_t i = 0; i < original_.code.blocks[block].stmts.size(); ++i) {
                MutateStmt(block, i);
            }
        }
        SwapAllocations();
        SwapScratch();
        FlipBorrowed();
        for (const NodeId node : original_.nodes.ids()) {
            MutateNode(node);
        }
        for (const VarId var : original_.code.vars.ids()) {
            MutateVar(var);
        }
        for (const RegionId region : original_.regions.ids()) {
            LocalToStack(region);
        }
    }

private:
    void MutateStmt(BlockId block, size_t index);
    void MoveOp(BlockId block, size_t index);
    void MoveAcrossIf(BlockId block, size_t index);
    void OutOfArm(BlockId arm, size_t index);
    void MutateHeapOp(BlockId block, size_t index);
    void MutateGlobal(BlockId block, size_t index);
    void MutateStore(BlockId block, size_t index);
    bool IsHeapField(const Stmt& stmt) const;
    void MutateCell(StmtId id);
    void MutateText(StmtId id);
    void MutatePending(StmtId id);
    void MutateDest(StmtId id);
    void MutateCallMap(StmtId id);
    void SwapAllocations();
    void SwapScratch();
    void FlipBorrowed();
    void MoveResetBehindUse(BlockId block, size_t index);
    void MutateNode(NodeId node);
    void MutateVar(VarId var);
    void LocalToStack(RegionId region);

    /// Shows a mutant and takes the change back.
    void Show(const std::string& kind, const std::string& place, bool must_reject)
    {
        visit_({kind, std::string(original_.code.name.text()) + ": " + place, must_reject});
        function_ = original_;
    }
    std::string At(StmtId id) const { return PrintStatement(module_, original_.code.id, id); }
    std::vector<StmtId>& StmtsOf(BlockId block) { return function_.code.blocks[block].stmts; }
    const Stmt& StmtAt(StmtId id) const { return original_.code.stmts[id]; }
    const std::vector<StmtId>& OldStmts(BlockId block) const { return original_.code.blocks[block].stmts; }

    void CollectPlaced(BlockId block);
    bool IsStraight() const;
    bool Mentions(StmtId id, RegionId region, bool operands) const;
    bool Reaches(NodeId node, RegionId region) const;
    bool FallsThrough(BlockId arm) const;
    NodeId NodeOf(omni::core::Atom atom) const
    {
        return atom.is_var() ? original_.node_of[atom.var().index()] : NodeId();
    }

    Module& module_;
    Function& function_;
    const Function original_;
    const std::function<void(const Mutant&)>& visit_;
    std::vector<BlockId> placed_blocks_;  ///< that the body leads to: the tables hold others as well
    std::vector<StmtId> placed_;
    bool straight_ = false;
};

}  // namespace rir_mutate
