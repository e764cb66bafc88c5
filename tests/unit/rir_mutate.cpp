#include "rir_mutate.h"

#include <fmt/core.h>

#include <algorithm>

#include "rir/verify.h"
#include "rir_mutator.h"

namespace rir_mutate {

std::string NameOf(StmtKind kind)
{
    switch (kind) {
        case StmtKind::RegionCreate: return "region.create";
        case StmtKind::RegionExit: return "region.exit";
        case StmtKind::RegionReset: return "region.reset";
        case StmtKind::RegionOf: return "region.of";
        case StmtKind::StackReserve: return "stack.reserve";
        case StmtKind::Dup: return "dup";
        case StmtKind::Drop: return "drop";
        case StmtKind::FreeTree: return "free_tree";
        case StmtKind::Free: return "free";
        case StmtKind::Reuse: return "reuse";
        default: return "transmigrate";
    }
}

void FunctionMutator::CollectPlaced(BlockId block)
{
    placed_blocks_.push_back(block);
    for (const StmtId id : OldStmts(block)) {
        placed_.push_back(id);
        for (const BlockId inner : StmtAt(id).blocks) {
            if (inner.valid()) {
                CollectPlaced(inner);
            }
        }
    }
}

/// Does every path come to a return or a jump? Behind `unreachable` or in an endless loop nothing need be exited.
bool FunctionMutator::IsStraight() const
{
    bool loops = false;
    bool breaks = false;
    for (const StmtId id : placed_) {
        if (StmtAt(id).kind == StmtKind::Unreachable) {
            return false;
        }
        loops = loops || StmtAt(id).kind == StmtKind::Loop;
        breaks = breaks || StmtAt(id).kind == StmtKind::Break;
    }
    return !loops || breaks;
}

bool FunctionMutator::Reaches(NodeId node, RegionId region) const
{
    if (!node.valid()) {
        return false;
    }
    std::vector<NodeId> work{node};
    std::vector<bool> seen(original_.nodes.size(), false);
    while (!work.empty()) {
        const NodeId at = work.back();
        work.pop_back();
        if (seen[at.index()]) {
            continue;
        }
        seen[at.index()] = true;
        if (original_.nodes[at].region == region) {
            return true;
        }
        for (const Field& field : original_.nodes[at].fields) {
            if (field.kind != FieldKind::Param && field.kind != FieldKind::Result) {
                work.push_back(field.target);
            }
        }
    }
    return false;
}

/// Does the statement, or one in its blocks, name the region or (with `operands`) read a value that reaches it?
bool FunctionMutator::Mentions(StmtId id, RegionId region, bool operands) const
{
    const Stmt& stmt = StmtAt(id);
    if (stmt.region == region || stmt.into == region) {
        return true;
    }
    for (const omni::core::Atom atom : original_.code.args(stmt)) {
        if (operands && Reaches(NodeOf(atom), region)) {
            return true;
        }
    }
    for (const BlockId block : stmt.blocks) {
        if (block.valid() && std::any_of(OldStmts(block).begin(), OldStmts(block).end(),
                                         [&](StmtId inner) { return Mentions(inner, region, operands); })) {
            return true;
        }
    }
    return false;
}

/// A plain arm: it ends in a yield and nothing in it can end earlier.
bool FunctionMutator::FallsThrough(BlockId arm) const
{
    return arm.valid() && std::all_of(OldStmts(arm).begin(), OldStmts(arm).end(), [&](StmtId id) {
        const Stmt& stmt = StmtAt(id);
        return stmt.kind != StmtKind::If && stmt.kind != StmtKind::Loop &&
               (id == OldStmts(arm).back()) == (stmt.kind == StmtKind::Yield);
    });
}

void FunctionMutator::MutateStmt(BlockId block, size_t index)
{
    const StmtId id = OldStmts(block)[index];
    const Stmt& stmt = StmtAt(id);
    const auto at = static_cast<std::ptrdiff_t>(index);
    if (IsRegionOp(stmt.kind)) {
        StmtsOf(block).erase(StmtsOf(block).begin() + at);
        const bool resets = stmt.kind == StmtKind::RegionReset;  // too few are a leak, too many no harm
        Show("delete " + NameOf(stmt.kind), At(id), !resets && (stmt.kind != StmtKind::RegionExit || straight_));

        const StmtId twin = function_.code.stmts.Add(stmt);
        StmtsOf(block).insert(StmtsOf(block).begin() + at + 1, twin);
        Show("double " + NameOf(stmt.kind), At(id), !resets);

        MoveOp(block, index);
        MoveAcrossIf(block, index);
        if (resets) {
            MoveResetBehindUse(block, index);
        }
    }
    if (omni::core::IsHeapOperation(stmt.kind)) {
        MutateHeapOp(block, index);
    }
    MutateGlobal(block, index);
    MutateStore(block, index);
    if (stmt.cell.valid()) {
        MutateCell(id);
    } else if (stmt.kind == StmtKind::Prim) {
        MutateText(id);
    }
    if (stmt.kind == StmtKind::If) {
        OutOfArm(stmt.blocks[0], index);
        OutOfArm(stmt.blocks[1], index);
    }
    if ((stmt.kind == StmtKind::Call || stmt.kind == StmtKind::CallClosure) && stmt.region.valid()) {
        MutateDest(id);
    }
    if (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure) {
        MutateCallMap(id);
    }
    if (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::CallClosure) {
        MutatePending(id);
    }
}

/// The mark of a pending call that nobody expects, and one that is expected where there is none.
void FunctionMutator::MutatePending(StmtId id)
{
    const Stmt& stmt = StmtAt(id);
    if (stmt.kind == StmtKind::Call && (stmt.pending || stmt.finish)) {
        function_.code.stmts[id].pending = false;
        function_.code.stmts[id].finish = false;
        Show("take the mark for a value", At(id), true);
    }
    if (!stmt.pending) {
        function_.code.stmts[id].pending = true;
        function_.code.stmts[id].finish = false;
        Show("leave to the caller", At(id), stmt.guarded || stmt.handled || !stmt.result.valid());
    }
}

void FunctionMutator::MoveOp(BlockId block, size_t index)
{
    const std::vector<StmtId>& stmts = OldStmts(block);
    const Stmt& stmt = StmtAt(stmts[index]);
    const bool begins = stmt.kind != StmtKind::RegionExit && stmt.kind != StmtKind::RegionReset;
    if (index > 0) {
        std::swap(StmtsOf(block)[index], StmtsOf(block)[index - 1]);
        const bool crosses = Mentions(stmts[index - 1], stmt.region, true);
        Show("move up " + NameOf(stmt.kind), At(stmts[index]), stmt.kind == StmtKind::RegionExit && crosses);
    }
    if (index + 2 < stmts.size()) {
        std::swap(StmtsOf(block)[index], StmtsOf(block)[index + 1]);
        const StmtKind next = StmtAt(stmts[index + 1]).kind;
        const bool plain = next != StmtKind::If && next != StmtKind::Loop;
        const bool crosses = Mentions(stmts[index + 1], stmt.region, stmt.kind == StmtKind::RegionCreate) &&
                             (stmt.kind != StmtKind::Transmigrate || next == StmtKind::RegionExit);
        Show("move down " + NameOf(stmt.kind), At(stmts[index]), begins && crosses && (plain || straight_));
    }
}

/// An operation beside an `if` goes into one of its arms.
void FunctionMutator::MoveAcrossIf(BlockId block, size_t index)
{
    const std::vector<StmtId>& stmts = OldStmts(block);
    const Stmt& stmt = StmtAt(stmts[index]);
    const bool exits = stmt.kind == StmtKind::RegionExit;
    const size_t neighbour = exits ? index - 1 : index + 1;
    if ((stmt.kind != StmtKind::RegionCreate && !exits) || neighbour >= stmts.size() ||
        StmtAt(stmts[neighbour]).kind != StmtKind::If) {
        return;
    }
    const Stmt& branch = StmtAt(stmts[neighbour]);
    for (int arm = 0; arm < 2; ++arm) {
        StmtsOf(block).erase(StmtsOf(block).begin() + static_cast<std::ptrdiff_t>(index));
        auto& into = StmtsOf(branch.blocks[arm]);
        into.insert(exits ? into.end() - 1 : into.begin(), stmts[index]);
        const bool both = FallsThrough(branch.blocks[0]) && FallsThrough(branch.blocks[1]);
        Show("into one arm " + NameOf(stmt.kind), At(stmts[index]), both && straight_);
    }
}

/// An operation of one arm goes behind the `if` (exits) or in front of it (creates). `index`: of the `if`.
void FunctionMutator::OutOfArm(BlockId arm, size_t index)
{
    BlockId outer;
    StmtId owner;
    for (const BlockId block : placed_blocks_) {
        if (index < OldStmts(block).size()) {
            const Stmt& stmt = StmtAt(OldStmts(block)[index]);
            if (stmt.kind == StmtKind::If && (stmt.blocks[0] == arm || stmt.blocks[1] == arm)) {
                outer = block;
                owner = OldStmts(block)[index];
            }
        }
    }
    const Stmt& branch = StmtAt(owner);
    const bool both = FallsThrough(branch.blocks[0]) && FallsThrough(branch.blocks[1]);
    for (size_t i = 0; i < OldStmts(arm).size(); ++i) {
        const StmtId id = OldStmts(arm)[i];
        const StmtKind kind = StmtAt(id).kind;
        if (kind != StmtKind::RegionCreate && kind != StmtKind::RegionExit) {
            continue;
        }
        StmtsOf(arm).erase(StmtsOf(arm).begin() + static_cast<std::ptrdiff_t>(i));
        StmtsOf(outer).insert(StmtsOf(outer).begin() + static_cast<std::ptrdiff_t>(index) +
                                  (kind == StmtKind::RegionExit ? 1 : 0),
                              id);
        Show("out of an arm " + NameOf(kind), At(id), both && straight_);
    }
}

/// A reset behind what was made in the region since, and is read afterwards in the same block.
void FunctionMutator::MoveResetBehindUse(BlockId block, size_t index)
{
    const std::vector<StmtId>& stmts = OldStmts(block);
    const RegionId region = StmtAt(stmts[index]).region;
    for (size_t i = index + 1; i + 1 < stmts.size(); ++i) {
        const Stmt& made = StmtAt(stmts[i]);
        if (made.kind == StmtKind::RegionReset && made.region == region) {
            return;
        }
        if (!made.result.valid() || !Reaches(original_.node_of[made.result.index()], region)) {
            continue;
        }
        const auto operands = original_.code.args(StmtAt(stmts[i + 1]));
        const bool read = std::find(operands.begin(), operands.end(), omni::core::Atom(made.result)) != operands.end();
        auto& now = StmtsOf(block);
        now.erase(now.begin() + static_cast<std::ptrdiff_t>(index));
        now.insert(now.begin() + static_cast<std::ptrdiff_t>(i), stmts[index]);
        Show("move a reset behind what is made", At(stmts[index]), read);
    }
}

void ForEachMutant(Module& module, const std::function<void(const Mutant&)>& visit)
{
    for (Function& function : module.functions) {
        if (!function.code.is_extern) {
            FunctionMutator(module, function, visit).Run();
        }
    }
}

void Judge(Module& module, Score& score, const std::function<void(const Mutant&)>& accepted)
{
    ForEachMutant(module, [&](const Mutant& mutant) {
        Score::Line& line = score.by_kind[mutant.kind];
        const bool rejected = !omni::rir::Verify(module).empty();
        (mutant.must_reject ? line.must : line.may) += 1;
        (mutant.must_reject ? line.must_rejected : line.may_rejected) += rejected ? 1 : 0;
        if (mutant.must_reject && !rejected) {
            score.missed += mutant.kind + " in " + mutant.place + "\n";
        }
        if (!rejected && accepted) {
            accepted(mutant);
        }
    });
}

std::string Score::Report() const
{
    std::string text = fmt::format("{:32} {:>16} {:>16}\n", "mutant", "must reject", "may accept");
    Line total;
    const auto row = [&text](const std::string& name, const Line& line) {
        text += fmt::format("{:32} {:>7} of {:>5} {:>7} of {:>5}\n", name, line.must_rejected, line.must,
                            line.may_rejected, line.may);
    };
    for (const auto& [kind, line] : by_kind) {
        row(kind, line);
        total.must += line.must;
        total.must_rejected += line.must_rejected;
        total.may += line.may;
        total.may_rejected += line.may_rejected;
    }
    row("all", total);
    return text;
}

}  // namespace rir_mutate
