// Plans whose certificate is broken: where objects are made, nodes, what calls and variables say of them.

#include <algorithm>

#include "rir_mutator.h"

namespace rir_mutate {

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

}  // namespace rir_mutate
