#include "analysis/bounds.h"

#include <algorithm>

#include "core/pending_calls.h"

namespace omni::analysis {

using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::StorageEffect;

int64_t ObjectBytes(const Stmt& stmt)
{
    if (stmt.kind == StmtKind::MakeClosure) {
        return 32 + 8 * static_cast<int64_t>(stmt.arg_count);
    }
    if (stmt.kind != StmtKind::Prim) {
        return 0;
    }
    switch (core::Info(stmt.prim).storage) {
    case StorageEffect::FreshPair: return 24;
    case StorageEffect::FreshStruct: return 16 + 8 * static_cast<int64_t>(stmt.arg_count);
    case StorageEffect::FreshCell:
    case StorageEffect::Box: return 16;
    default: return 0;
    }
}

Bounds::Bounds(const core::Module& module, Facts& facts)
    : module_(module), facts_(facts), dest_(module.functions.size(), kUnbounded)
{
    for (const auto& component : facts.components) {
        for (bool again = true; again;) {
            again = false;
            for (const core::FuncId id : component) {
                const core::Function& function = module.functions[id];
                again |= !function.is_extern && FindObjects(function) && (component.size() > 1 || function.is_recursive);
            }
        }
        // A call into the component finds no bound yet, so what a recursion makes has none.
        for (const core::FuncId id : component) {
            if (!module.functions[id].is_extern) {
                FindDest(module.functions[id]);
            }
        }
    }
}

bool Bounds::RaiseObject(Node node, int64_t bytes)
{
    int64_t& known = object_[facts_.graph.Find(node)];
    if (bytes <= known) {
        return false;
    }
    known = bytes;
    return true;
}

int64_t Bounds::ObjectBytesOf(Node node) const
{
    const auto found = object_.find(facts_.graph.Find(node));
    return found == object_.end() ? 0 : found->second;
}

/// What is made of unknown size by an operation of the table may be more than one object: all that the result reaches.
bool Bounds::FindObjects(const core::Function& function)
{
    const FunctionFacts& mine = facts_.functions[function.id.index()];
    bool changed = false;
    for (const AllocSite& site : mine.sites) {
        const Stmt& stmt = function.stmts[site.stmt];
        const int64_t bytes = ObjectBytes(stmt);
        if (bytes != 0) {
            changed |= RaiseObject(site.node, bytes);
        } else if (stmt.kind != StmtKind::Call || module_.functions[stmt.callee].is_extern) {
            for (const Node node : Reach(facts_.graph, {site.node}, true)) {
                changed |= RaiseObject(node, kUnbounded);
            }
        }
    }
    for (const CallClone& call : mine.calls) {
        for (const auto& [from, to] : call.nodes) {
            changed |= RaiseObject(to, ObjectBytesOf(from));
        }
    }
    for (const Node node : mine.nodes) {
        if ((facts_.graph.flags(node) & kAny) != 0) {
            changed |= RaiseObject(node, kUnbounded);
        }
    }
    return changed;
}

void Bounds::FindDest(const core::Function& function)
{
    if (core::MayPend(function)) {
        return;  // what is pending makes its objects there, too
    }
    const FunctionFacts& mine = facts_.functions[function.id.index()];
    if (mine.dest == kNoNode) {
        dest_[function.id.index()] = 0;
        return;
    }
    StorageGraph& graph = facts_.graph;
    const Node dest_class = graph.ClassOf(mine.dest);
    const auto in_dest = [&](const AllocSite& site) { return graph.ClassOf(site.node) == dest_class; };
    const bool added_to = std::any_of(mine.nodes.begin(), mine.nodes.end(), [&](Node node) {
        return graph.ClassOf(node) == dest_class && (graph.flags(node) & kAllocatedInto) != 0;
    });
    if (added_to || std::any_of(mine.latent.begin(), mine.latent.end(), in_dest)) {
        return;
    }
    std::vector<StmtId> sites;
    for (const AllocSite& site : mine.sites) {
        if (in_dest(site)) {
            sites.push_back(site.stmt);
        }
    }
    std::sort(sites.begin(), sites.end());
    dest_[function.id.index()] = BytesOnce(function, function.body, sites);
}

int64_t Bounds::BytesOnce(const core::Function& function, core::BlockId block, const std::vector<StmtId>& sites) const
{
    int64_t total = 0;
    for (const StmtId id : function.blocks[block].stmts) {
        const Stmt& stmt = function.stmts[id];
        if (stmt.kind == StmtKind::If) {
            total = AddBounds(total, std::max(BytesOnce(function, stmt.blocks[0], sites),
                                              BytesOnce(function, stmt.blocks[1], sites)));
        } else if (stmt.kind == StmtKind::Loop) {
            total = AddBounds(total, BytesOnce(function, stmt.blocks[0], sites) == 0 ? 0 : kUnbounded);
        }
        if (!std::binary_search(sites.begin(), sites.end(), id)) {
            continue;
        }
        const bool known_callee = stmt.kind == StmtKind::Call && !module_.functions[stmt.callee].is_extern;
        const int64_t bytes = known_callee ? DestBytes(stmt.callee) : ObjectBytes(stmt);
        total = AddBounds(total, bytes == 0 && !known_callee ? kUnbounded : bytes);
    }
    return total;
}

namespace {

constexpr int64_t kOnPath = -1;

/// Bytes below a node, found depth first; a node that is met on its own path is a recursive structure.
int64_t BytesBelow(const Bounds& bounds, StorageGraph& graph, Node node, const std::vector<Node>& members,
                   std::unordered_map<Node, int64_t>& known)
{
    node = graph.Find(node);
    if (!std::binary_search(members.begin(), members.end(), node)) {
        return 0;
    }
    if (const auto found = known.find(node); found != known.end()) {
        return found->second == kOnPath ? kUnbounded : found->second;
    }
    known[node] = kOnPath;
    int64_t total = bounds.ObjectBytesOf(node);
    for (const StorageGraph::Edge& edge : graph.Edges(node)) {
        if (IsPointer(edge.kind) && total != kUnbounded) {
            total = AddBounds(total, BytesBelow(bounds, graph, edge.target, members, known));
        }
    }
    return known[node] = total;
}

}  // namespace

int64_t Bounds::StructureBytes(Node root, const std::vector<Node>& members) const
{
    std::unordered_map<Node, int64_t> known;
    return BytesBelow(*this, facts_.graph, root, members, known);
}

}  // namespace omni::analysis
