// V5: which fields of heap objects the functions of a program store into.

#include <algorithm>

#include "core/call_graph.h"
#include "core/heap_form.h"
#include "rir/verify_context.h"

namespace omni::rir {

using core::Atom;
using core::FuncId;
using core::PlaceId;
using core::Stmt;
using core::StmtKind;

bool IsInHeap(const Function& function, NodeId node)
{
    const RegionId region = node.valid() ? function.nodes[node].region : RegionId();
    return region.valid() && function.regions[region].kind == RegionKind::Heap;
}

std::vector<bool> ReachedFrom(const Function& function, NodeId from)
{
    std::vector<bool> reached(function.nodes.size(), false);
    std::vector<NodeId> work{from};
    while (!work.empty()) {
        const NodeId node = work.back();
        work.pop_back();
        if (!node.valid() || reached[node.index()]) {
            continue;
        }
        reached[node.index()] = true;
        for (const Field& field : function.nodes[node].fields) {
            if (IsPointer(field.kind)) {
                work.push_back(field.target);
            }
        }
    }
    return reached;
}

std::vector<bool> LeadingTo(const Function& function, NodeId to)
{
    std::vector<std::vector<NodeId>> holders(function.nodes.size());
    for (const NodeId id : function.nodes.ids()) {
        for (const Field& field : function.nodes[id].fields) {
            if (IsPointer(field.kind)) {
                holders[field.target.index()].push_back(id);
            }
        }
    }
    std::vector<bool> leading(function.nodes.size(), false);
    std::vector<NodeId> work{to};
    while (!work.empty()) {
        const NodeId node = work.back();
        work.pop_back();
        if (!leading[node.index()]) {
            leading[node.index()] = true;
            work.insert(work.end(), holders[node.index()].begin(), holders[node.index()].end());
        }
    }
    return leading;
}

const Places& HeapProgram::StoredInto(FuncId function, NodeId node, bool linked) const
{
    static const Places none;
    const Stores& stores = linked ? linked_ : stored_;
    return stores.empty() ? none : stores[function.index()][node.index()];
}

void HeapProgram::FindStores(const Module& module, const std::vector<bool>& well_formed)
{
    Stores stored, linked;
    for (const Function& function : module.functions) {
        stored.emplace_back(function.nodes.size());
        linked.emplace_back(function.nodes.size());
    }
    bool any = false;
    for (size_t i = 0; i < module.functions.size(); ++i) {
        const Function& function = module.functions[i];
        if (!well_formed[i] || function.code.is_extern) {
            continue;
        }
        core::ForEachReachable(function.code, [&](core::StmtId id) {
            const Stmt& stmt = function.code.stmts[id];
            const PlaceId place = use_.ReferenceSetBy(stmt);
            const Atom object = place.valid() ? function.code.args(stmt)[0] : Atom();
            const NodeId node = place.valid() && object.is_var() ? function.node_of[object.var().index()] : NodeId();
            if (!IsInHeap(function, node)) {
                return;
            }
            any = true;
            Insert(stored[i][node.index()], place);
            const Atom value = core::StoredOperand(stmt) ? function.code.args(stmt).back() : Atom();
            if (value.is_var() && function.node_of[value.var().index()].valid()) {
                Insert(linked[i][node.index()], place);
            }
            for (const Field& field : function.nodes[node].fields) {
                if (use_.PlaceOf(field.kind, field.index) == place && IsInHeap(function, field.target)) {
                    Insert(replaced_, place);
                }
            }
        });
    }
    for (const core::GlobalId global : module.globals.ids()) {
        if (module.globals[global].in_heap) {
            Insert(settable_, use_.PlaceOf(global));
        }
    }
    Unite(settable_, replaced_);
    if (any) {
        for (Stores* stores : {&stored, &linked}) {
            SpreadUpwards(module, well_formed, [&](size_t callee, NodeId from, size_t caller, NodeId to) {
                return Unite((*stores)[caller][to.index()], Places((*stores)[callee][from.index()]));
            });
        }
        stored_ = std::move(stored);
        linked_ = std::move(linked);
    }
}

void CheckStoredFields(Context& context, const HeapProgram& program, const CallMap& map)
{
    const FuncId callee = context.code.stmts[map.call].callee;
    const Function& other = context.module.functions[callee.index()];
    for (const auto& [from, to] : map.nodes) {
        if (!other.nodes.contains(from) || !context.function.nodes.contains(to)) {
            continue;
        }
        const Places& stored = program.StoredInto(callee, from, false);
        if (stored.empty()) {
            continue;
        }
        for (const Field& field : context.function.nodes[to].fields) {
            const auto& known = other.nodes[from].fields;
            const bool is_known = std::any_of(known.begin(), known.end(), [&](const Field& mine) {
                return mine.kind == field.kind && mine.index == field.index && IsInHeap(other, mine.target);
            });
            if (!is_known && IsInHeap(context.function, field.target) &&
                Contains(stored, program.use().PlaceOf(field.kind, field.index))) {
                context.Report("V5", map.call, "stores into {} of {}, but does not know that heap objects are there",
                               Word(field.kind), Context::Name(to));
            }
        }
    }
}

}  // namespace omni::rir
