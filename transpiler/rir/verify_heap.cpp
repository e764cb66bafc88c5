// V5 as far as single statements do not matter: which nodes may be in the heap at all.
//
// Counts, and the single references of unique nodes, are right only when every reference is known: heap objects are held
// by variables and by heap objects, by nothing else. What a function only borrows it must not change, because the lender
// still relies on the fields; and where an error may leave a function, nobody would free what it owns.

#include <algorithm>

#include "core/call_graph.h"
#include "core/heap_form.h"
#include "rir/verify_context.h"

namespace omni::rir {

using core::Atom;
using core::FuncId;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;

namespace {

/// A function that is not well-formed may name functions and variables that there are not.
std::vector<const core::Function*> WellFormed(const Module& module, const std::vector<bool>& well_formed)
{
    static const core::Function none;
    std::vector<const core::Function*> functions;
    for (size_t i = 0; i < module.functions.size(); ++i) {
        functions.push_back(well_formed[i] ? &module.functions[i].code : &none);
    }
    return functions;
}

/// Does the function read or set a variable that holds heap objects?
bool UsesHeapGlobal(const Module& module, const core::Function& code)
{
    bool uses = false;
    core::ForEachReachable(code, [&](StmtId id) {
        const Stmt& stmt = code.stmts[id];
        uses = uses || ((stmt.kind == StmtKind::StoreGlobal || stmt.kind == StmtKind::LoadGlobal) &&
                        module.globals[stmt.global].in_heap);
    });
    return uses;
}

}  // namespace

HeapProgram::HeapProgram(const Module& module, const std::vector<bool>& well_formed)
    : use_(WellFormed(module, well_formed), module.globals.size(), module.structs),
      has_globals_(std::any_of(module.globals.begin(), module.globals.end(),
                               [](const core::Global& global) { return global.in_heap; }))
{
    for (const Function& function : module.functions) {
        changed_.emplace_back(function.nodes.size(), false);
        taken_apart_.emplace_back(function.nodes.size(), false);
        held_uncounted_.emplace_back(function.nodes.size(), false);
    }
    left_by_errors_.assign(module.functions.size(), false);
    bool any_heap = has_globals_;
    for (const Function& function : module.functions) {
        for (const Region& region : function.regions) {
            any_heap = any_heap || region.kind == RegionKind::Heap;
        }
    }
    if (any_heap) {
        FindStores(module, well_formed);
        FindChanges(module, well_formed);
        FindTakenApart(module, well_formed);
        FindHeldUncounted(module, well_formed);
        FindLeftByErrors(module);
    }
}

void HeapProgram::FindChanges(const Module& module, const std::vector<bool>& well_formed)
{
    const auto mark = [this](size_t function, NodeId node) {
        if (!node.valid() || changed_[function][node.index()]) {
            return false;
        }
        changed_[function][node.index()] = true;
        return true;
    };
    for (size_t i = 0; i < module.functions.size(); ++i) {
        const Function& function = module.functions[i];
        if (!well_formed[i] || function.code.is_extern) {
            continue;
        }
        core::ForEachReachable(function.code, [&](StmtId id) {
            const Stmt& stmt = function.code.stmts[id];
            if (stmt.kind != StmtKind::Prim || core::ChangesNumbers(core::Info(stmt.prim))) {
                return;
            }
            const auto args = function.code.args(stmt);
            for (size_t arg = 0; arg < args.size(); ++arg) {
                if (!args[arg].is_var() || !core::Info(stmt.prim).changes(arg, args.size())) {
                    continue;
                }
                const NodeId node = function.node_of[args[arg].var().index()];
                if (!IsNoChange(function, stmt, arg, node)) {
                    mark(i, node);
                }
            }
        });
    }
    Spread(module, well_formed, changed_);
}

/// A field without references; the link of a pair that nobody has seen yet, which is part of making it; and what the walk
/// follows.
bool HeapProgram::IsNoChange(const Function& function, const Stmt& stmt, size_t arg, NodeId node) const
{
    const bool sets = use_.ReferenceSetBy(stmt).valid();
    if (core::Info(stmt.prim).storage == core::StorageEffect::StoreField && !sets) {
        return true;
    }
    return arg == 0 && (sets || stmt.prim == Prim::PairSetCdr) && IsInHeap(function, node);
}

/// What a function takes apart it knows all fields of, or its callers have no heap objects in the others.
void HeapProgram::FindTakenApart(const Module& module, const std::vector<bool>& well_formed)
{
    for (size_t i = 0; i < module.functions.size(); ++i) {
        const Function& function = module.functions[i];
        if (!well_formed[i]) {
            continue;
        }
        core::ForEachReachable(function.code, [&](StmtId id) {
            const Stmt& stmt = function.code.stmts[id];
            const bool takes = stmt.kind == StmtKind::Free || stmt.kind == StmtKind::Reuse;
            const Atom object = takes ? function.code.args(stmt)[0] : Atom();
            const NodeId node = takes && object.is_var() ? function.node_of[object.var().index()] : NodeId();
            if (node.valid()) {
                taken_apart_[i][node.index()] = true;
            }
        });
    }
    Spread(module, well_formed, taken_apart_);
}

void HeapProgram::FindHeldUncounted(const Module& module, const std::vector<bool>& well_formed)
{
    for (size_t i = 0; i < module.functions.size(); ++i) {
        const Function& function = module.functions[i];
        for (const NodeId id : function.nodes.ids()) {
            for (const Field& field : function.nodes[id].fields) {
                if (well_formed[i] && IsInHeap(function, id) && IsPointer(field.kind) && !IsInHeap(function, field.target)) {
                    held_uncounted_[i][field.target.index()] = true;
                }
            }
        }
    }
    Spread(module, well_formed, held_uncounted_);
}

void HeapProgram::Spread(const Module& module, const std::vector<bool>& well_formed, std::vector<std::vector<bool>>& marks)
{
    SpreadUpwards(module, well_formed, [&](size_t callee, NodeId from, size_t caller, NodeId to) {
        const bool is_new = marks[callee][from.index()] && !marks[caller][to.index()];
        if (is_new) {
            marks[caller][to.index()] = true;
        }
        return is_new;
    });
}

/// Procedures may be called by a `try`, if there is one, and may call all that they name.
void HeapProgram::FindLeftByErrors(const Module& module)
{
    bool any_try = false;
    std::vector<size_t> work;
    const auto add = [&](FuncId callee) {
        if (callee.index() < left_by_errors_.size() && !left_by_errors_[callee.index()]) {
            left_by_errors_[callee.index()] = true;
            work.push_back(callee.index());
        }
    };
    for (const Function& function : module.functions) {
        for (const Stmt& stmt : function.code.stmts) {
            any_try = any_try || (stmt.kind == StmtKind::CallClosure && (stmt.guarded || stmt.has_exit));
            if (stmt.kind == StmtKind::MakeClosure) {
                add(stmt.callee);
            }
        }
    }
    if (!any_try) {
        left_by_errors_.assign(left_by_errors_.size(), false);
        return;
    }
    while (!work.empty()) {
        const size_t at = work.back();
        work.pop_back();
        for (const Stmt& stmt : module.functions[at].code.stmts) {
            if (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure) {
                add(stmt.callee);
            }
        }
    }
}

namespace {

/// An object that the callee takes apart holds no heap objects of which only this function knows.
void CheckFieldsOfTaken(Context& context, const HeapProgram& program, const CallMap& map)
{
    const core::FuncId callee = context.code.stmts[map.call].callee;
    const Function& other = context.module.functions[callee.index()];
    for (const auto& [from, to] : map.nodes) {
        if (!other.nodes.contains(from) || !context.function.nodes.contains(to) || !program.TakesApart(callee, from)) {
            continue;
        }
        for (const Field& field : context.function.nodes[to].fields) {
            const auto& known = other.nodes[from].fields;
            const bool is_known = std::any_of(known.begin(), known.end(), [&](const Field& mine) {
                return mine.kind == field.kind && mine.index == field.index;
            });
            if (!is_known && context.IsKind(context.function.nodes[field.target].region, RegionKind::Heap)) {
                context.Report("V5", map.call, "takes objects of {} apart, but does not know of their {}",
                               Context::Name(to), Word(field.kind));
            }
        }
    }
}

}  // namespace

void CheckHeapNodes(Context& context, const HeapProgram& program)
{
    const Function& function = context.function;
    bool any = program.has_globals() && UsesHeapGlobal(context.module, context.code);
    for (const NodeId id : function.nodes.ids()) {
        const Node& node = function.nodes[id];
        const bool heap = context.IsKind(node.region, RegionKind::Heap);
        any = any || heap;
        if (node.unique && !heap) {
            context.Report("V6", {}, "{} is not in the heap", Context::Name(id));
        }
        if (heap && (node.any || node.allocated_into)) {
            context.Report("V5", {}, "{} is in the heap, but not all references to it are known", Context::Name(id));
        }
        if (heap && program.Changes(context.code.id, id)) {
            context.Report("V5", {}, "objects of {} are in the heap, but are changed", Context::Name(id));
        }
        if (heap && program.HoldsUncounted(context.code.id, id)) {
            context.Report("V5", {}, "objects of {} are in the heap, but a callee holds them without counting", Context::Name(id));
        }
        for (const Field& field : node.fields) {
            const bool target = context.IsKind(function.nodes[field.target].region, RegionKind::Heap);
            if ((target && !heap) || (heap && !IsPointer(field.kind))) {
                context.Report("V5", {}, "{} of {} leads to {}, which is in the heap: not every holder of it is counted",
                               Word(field.kind), Context::Name(id), Context::Name(field.target));
            }
        }
    }
    for (const CallMap& map : function.call_maps) {
        CheckFieldsOfTaken(context, program, map);
        CheckStoredFields(context, program, map);
    }
    if (any && program.IsLeftByErrors(context.code.id)) {
        context.Report("V5", {}, "an error may leave the function, and nobody would free its heap objects");
    }
    if (any && (context.code.exported || context.code.used_as_value)) {
        for (const NodeId id : context.interfaces[context.code.id.index()]) {
            if (context.IsKind(function.nodes[id].region, RegionKind::Heap)) {
                context.Report("V5", {}, "callers that are not known here have to free {}", Context::Name(id));
                return;
            }
        }
    }
}

}  // namespace omni::rir
