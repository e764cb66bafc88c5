#include "rir_mutate.h"

#include <fmt/core.h>

#include <algorithm>

#include "rir/print.h"
#include "rir/verify.h"

namespace rir_mutate {
namespace {

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

bool IsRegionOp(StmtKind kind) { return kind >= StmtKind::RegionCreate && kind <= StmtKind::Transmigrate; }

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

/// Every reference is given up once: an operation that is missing, is there twice or stands on the wrong side of a use
/// is always wrong.
void FunctionMutator::MutateHeapOp(BlockId block, size_t index)
{
    const std::vector<StmtId>& stmts = OldStmts(block);
    const StmtId id = stmts[index];
    const Stmt& stmt = StmtAt(id);
    const auto at = static_cast<std::ptrdiff_t>(index);
    StmtsOf(block).erase(StmtsOf(block).begin() + at);
    Show("delete " + NameOf(stmt.kind), At(id), straight_);

    const StmtId twin = function_.code.stmts.Add(stmt);
    StmtsOf(block).insert(StmtsOf(block).begin() + at + 1, twin);
    Show("double " + NameOf(stmt.kind), At(id), stmt.kind != StmtKind::Dup || straight_);

    const auto args = original_.code.args(stmt);
    const auto reads = [&](StmtId other) {
        const auto operands = original_.code.args(StmtAt(other));
        return std::find(operands.begin(), operands.end(), args[0]) != operands.end();
    };
    if (index > 0 && reads(stmts[index - 1]) && stmt.kind != StmtKind::Dup) {
        std::swap(StmtsOf(block)[index], StmtsOf(block)[index - 1]);
        Show("move up " + NameOf(stmt.kind), At(id), true);
    }
    if (stmt.kind == StmtKind::Drop) {
        function_.code.stmts[id].kind = StmtKind::FreeTree;
        Show("free what is counted", At(id), true);
    }
    if (args.size() > 1) {
        --function_.code.stmts[id].arg_count;
        Show("keep a part less", At(id), true);
        function_.code.args(function_.code.stmts[id])[1] = args[0];
        Show("keep the object", At(id), true);
    }
}

/// What a top-level variable held, which is to be owned by what it is given to.
void FunctionMutator::MutateGlobal(BlockId block, size_t index)
{
    const StmtId id = OldStmts(block)[index];
    const Stmt& stmt = StmtAt(id);
    if (stmt.kind != StmtKind::StoreGlobal || stmt.arg_count != 2) {
        return;
    }
    function_.code.stmts[id].arg_count = 1;
    Show("set without giving", At(id), true);
    StmtsOf(block).erase(StmtsOf(block).begin() + static_cast<std::ptrdiff_t>(index));
    Show("do not empty", At(id), straight_);
}

void FunctionMutator::MutateCell(StmtId id)
{
    function_.code.stmts[id].cell = {};
    Show("forget a cell", At(id), straight_);
    for (const StmtId other : placed_) {
        if (other != id && StmtAt(other).kind == StmtKind::Prim && StmtAt(other).cell.valid() &&
            StmtAt(other).cell != StmtAt(id).cell) {
            function_.code.stmts[id].cell = StmtAt(other).cell;
            Show("other cell", At(id), straight_);
        }
    }
}

/// What may become longer in its own memory, although somebody owns it afterwards.
void FunctionMutator::MutateText(StmtId id)
{
    const Stmt& stmt = StmtAt(id);
    const bool gets_longer =
        stmt.prim == omni::core::Prim::StringAppend || stmt.prim == omni::core::Prim::BytesAppend;
    if (!gets_longer || !stmt.region.valid() || original_.regions[stmt.region].kind != RegionKind::Heap) {
        return;
    }
    const auto args = original_.code.args(stmt);
    for (const auto arg : args) {
        if (arg.is_var()) {
            function_.code.stmts[id].cell = arg.var();
            Show("extend what lives on", At(id), straight_);
        }
    }
}

void FunctionMutator::MutateDest(StmtId id)
{
    const Stmt& stmt = StmtAt(id);
    bool must = false;
    if (stmt.kind == StmtKind::Call) {
        const Function& callee = module_.functions[stmt.callee.index()];
        const NodeId result = callee.result_node;
        must = result.valid() && callee.nodes[result].region.valid() &&
               callee.regions[callee.nodes[result].region].kind == RegionKind::Dest;
    } else if (stmt.result.valid()) {
        must = original_.node_of[stmt.result.index()].valid();
    }
    for (const RegionId other : original_.regions.ids()) {
        if (other != stmt.region) {
            function_.code.stmts[id].region = other;
            Show("other dest", At(id), must);
        }
    }
}

void FunctionMutator::MutateCallMap(StmtId id)
{
    const auto found = std::find_if(original_.call_maps.begin(), original_.call_maps.end(),
                                    [&](const auto& map) { return map.call == id; });
    if (found == original_.call_maps.end()) {
        return;
    }
    const Function& callee = module_.functions[StmtAt(id).callee.index()];
    const auto map = static_cast<size_t>(found - original_.call_maps.begin());
    for (size_t i = 0; i < found->nodes.size(); ++i) {
        const auto from = found->nodes[i].first, to = found->nodes[i].second;
        auto& nodes = function_.call_maps[map].nodes;
        nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(i));
        Show("drop map entry", At(id), true);

        // held by another node of the callee: then m(holder).field fixes the image
        bool held = false;
        for (const auto& [holder, image] : found->nodes) {
            const auto& fields = callee.nodes[holder].fields;
            held = held || (holder != from && std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
                                return field.target == from;
                            }));
        }
        for (const NodeId other : original_.nodes.ids()) {
            if (other != to) {
                function_.call_maps[map].nodes[i].second = other;
                Show("redirect map entry", At(id), held);
            }
        }
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

/// Regions with buffers in the C frame: one buffer that is none, and buffers of each other's size.
void FunctionMutator::SwapScratch()
{
    for (const RegionId region : original_.regions.ids()) {
        if (original_.regions[region].kind != RegionKind::Local) {
            continue;
        }
        function_.regions[region].scratch_bytes = original_.regions[region].scratch_bytes == 0 ? 512 : 0;
        Show("scratch or not", original_.regions[region].name, false);
        function_.regions[region].scratch_bytes = 3;
        Show("scratch too small", original_.regions[region].name, true);
    }
}

/// What is borrowed becomes owned, and what is owned becomes borrowed of nobody.
void FunctionMutator::FlipBorrowed()
{
    for (const VarId var : original_.code.vars.ids()) {
        const NodeId node = original_.node_of[var.index()];
        const bool heap = node.valid() && original_.nodes[node].region.valid() &&
                          original_.regions[original_.nodes[node].region].kind == RegionKind::Heap;
        if (!heap) {
            continue;
        }
        auto& borrows = function_.borrows;
        const auto at = std::lower_bound(borrows.begin(), borrows.end(), var,
                                         [](const omni::rir::Borrow& borrow, VarId wanted) { return borrow.var < wanted; });
        const bool is_param = std::find(original_.code.params.begin(), original_.code.params.end(), var) !=
                              original_.code.params.end();
        if (at != borrows.end() && at->var == var) {
            borrows.erase(at);
        } else {
            borrows.insert(at, omni::rir::Borrow{var, {}});
        }
        Show("flip borrowed", std::string(original_.code.vars[var].name.text()), is_param && straight_);
    }
}

/// Two objects made in each other's regions.
void FunctionMutator::SwapAllocations()
{
    std::vector<StmtId> sites;
    for (const StmtId id : placed_) {
        const Stmt& stmt = StmtAt(id);
        const bool makes = stmt.kind == StmtKind::MakeClosure || stmt.kind == StmtKind::Prim;
        if (makes && stmt.region.valid() && stmt.result.valid() && original_.node_of[stmt.result.index()].valid()) {
            sites.push_back(id);
        }
    }
    for (size_t i = 0; i + 1 < sites.size(); ++i) {
        if (StmtAt(sites[i]).region != StmtAt(sites[i + 1]).region) {
            std::swap(function_.code.stmts[sites[i]].region, function_.code.stmts[sites[i + 1]].region);
            Show("swap regions", At(sites[i]), true);
        }
    }
}

void FunctionMutator::MutateNode(NodeId id)
{
    const Node& node = original_.nodes[id];
    const std::string place = fmt::format("n{}", id.index());
    bool made = false, added_to = false;
    for (const StmtId stmt_id : placed_) {
        const Stmt& stmt = StmtAt(stmt_id);
        const bool makes = stmt.kind == StmtKind::MakeClosure || stmt.kind == StmtKind::Prim;
        const bool here = makes && stmt.region.valid() && stmt.result.valid() &&
                          original_.node_of[stmt.result.index()] == id;
        made = made || here;
        added_to = added_to || (here && original_.regions[stmt.region].kind == RegionKind::Outside) ||
                   (stmt.kind == StmtKind::RegionOf && NodeOf(original_.code.args(stmt)[0]) == id);
    }
    for (const RegionId other : original_.regions.ids()) {
        if (other != node.region) {
            function_.nodes[id].region = other;
            Show("node in another region", place, made);
        }
    }
    function_.nodes[id].region = RegionId();
    Show("node in no region", place, made);
    if (node.allocated_into) {
        function_.nodes[id].allocated_into = false;
        Show("hide additions", place, added_to);
    }
    bool caught = false;
    for (const StmtId stmt_id : placed_) {
        const Stmt& stmt = StmtAt(stmt_id);
        caught = caught || (stmt.kind == StmtKind::Prim && stmt.prim == omni::core::Prim::Caught &&
                            stmt.result.valid() && original_.node_of[stmt.result.index()] == id);
    }
    if (node.any) {
        function_.nodes[id].any = false;
        Show("forget that nothing is known", place, caught);
    } else if (node.fields.empty()) {
        function_.nodes[id].any = true;
        Show("claim that nothing is known", place, false);
    }
    for (size_t i = 0; i < node.fields.size(); ++i) {
        auto& fields = function_.nodes[id].fields;
        fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(i));
        Show("forget a field", place, false);
        for (const NodeId other : original_.nodes.ids()) {
            if (other != node.fields[i].target) {
                function_.nodes[id].fields[i].target = other;
                Show("redirect a field", place, false);
            }
        }
    }
}

void FunctionMutator::MutateVar(VarId var)
{
    if (!original_.node_of[var.index()].valid()) {
        return;
    }
    bool made = false;
    for (const StmtId id : placed_) {
        const Stmt& stmt = StmtAt(id);
        made = made || (stmt.kind == StmtKind::Prim && stmt.region.valid() && stmt.result == var);
    }
    const NodeId node = original_.node_of[var.index()];
    for (const NodeId other : original_.nodes.ids()) {
        if (other != node) {
            const bool elsewhere = original_.nodes[other].region != original_.nodes[node].region;
            function_.node_of[var.index()] = other;
            Show("variable of another node", std::string(original_.code.vars[var].name.text()), made && elsewhere);
        }
    }
    function_.node_of[var.index()] = NodeId();
    Show("variable of no node", std::string(original_.code.vars[var].name.text()), made);
}

/// A region becomes stack objects, with its operations changed to fit.
void FunctionMutator::LocalToStack(RegionId region)
{
    if (original_.regions[region].kind != RegionKind::Local) {
        return;
    }
    bool unknown_size = false;
    function_.regions[region].kind = RegionKind::Stack;
    for (const StmtId id : placed_) {
        const Stmt& stmt = StmtAt(id);
        if (stmt.kind == StmtKind::RegionCreate && stmt.region == region) {
            function_.code.stmts[id].kind = StmtKind::StackReserve;
        }
        unknown_size = unknown_size || (stmt.region == region &&
                                        (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::CallClosure));
    }
    for (const BlockId block : placed_blocks_) {
        auto& stmts = StmtsOf(block);
        stmts.erase(std::remove_if(stmts.begin(), stmts.end(),
                                   [&](StmtId id) {
                                       return StmtAt(id).kind == StmtKind::RegionExit && StmtAt(id).region == region;
                                   }),
                    stmts.end());
    }
    Show("region to stack", original_.regions[region].name, unknown_size);
}

}  // namespace

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
