#include "plan/heap_scope.h"

#include <algorithm>
#include <utility>

#include "analysis/escape.h"
#include "core/call_graph.h"
#include "core/heap_form.h"
#include "plan/heap_function.h"
#include "plan/heap_loops.h"
#include "plan/structure.h"

namespace omni::plan {

using analysis::Escape;
using analysis::kNoNode;
using analysis::Node;
using core::FuncId;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using reason::ReasonKind;

namespace {

std::vector<const core::Function*> Pointers(const core::Module& module)
{
    std::vector<const core::Function*> functions;
    for (const core::Function& function : module.functions) {
        functions.push_back(&function);
    }
    return functions;
}

/// By StmtId: does the statement stand in a loop, or in a function that calls itself?
std::vector<bool> Repeated(const core::Function& function)
{
    std::vector<bool> repeated(function.stmts.size(), function.is_recursive);
    for (const Stmt& stmt : function.stmts) {
        if (stmt.kind == StmtKind::Loop) {
            std::vector<core::StmtId> body;
            CollectBody(function, stmt.blocks[0], body);
            for (const core::StmtId id : body) {
                repeated[id.index()] = true;
            }
        }
    }
    return repeated;
}

/// Does the loop that follows a vector's making set its items one after the other, so that none of them held an object before?
/// That it may also set one twice makes no plan wrong.
bool FillsNewVector(const core::Function& function, const Structure& structure, StmtId id)
{
    const Stmt& stmt = function.stmts[id];
    if (stmt.prim != Prim::VectorSet || !function.args(stmt)[0].is_var() || !function.args(stmt)[1].is_var()) {
        return false;
    }
    const core::VarId vector = function.args(stmt)[0].var(), index = function.args(stmt)[1].var();
    const StmtId loop = structure.LoopAround(structure.position(id).block);
    const auto counts = loop.valid() ? function.loop_params_of(function.stmts[loop]) : std::span<const core::VarId>();
    if (std::find(counts.begin(), counts.end(), index) == counts.end()) {
        return false;
    }
    const auto made = std::find_if(structure.order().begin(), structure.order().end(),
                                   [&](StmtId other) { return function.stmts[other].result == vector; });
    if (made == structure.order().end() || function.stmts[*made].kind != StmtKind::Prim) {
        return false;
    }
    const Stmt& maker = function.stmts[*made];
    const bool is_empty = core::MakesVector(core::Info(maker.prim)) &&
                          core::Info(maker.prim).storage != core::StorageEffect::FreshVector &&
                          (maker.arg_count < 2 || function.args(maker)[1].is_constant());
    return is_empty && structure.LoopAround(structure.position(*made).block) ==
                           structure.LoopAround(structure.position(loop).block);
}

}  // namespace

HeapScope::HeapScope(const core::Module& module, analysis::Facts& facts)
    : module_(module), facts_(facts), links_(module, facts), use_(Pointers(module), module.globals.size(), module.structs)
{
    users_.resize(module.globals.size());
    for (const core::Function& function : module.functions) {
        core::ForEachStmt(function, [&](const Stmt& stmt) {
            if (stmt.kind != StmtKind::LoadGlobal && stmt.kind != StmtKind::StoreGlobal) {
                return;
            }
            std::vector<FuncId>& users = users_[stmt.global.index()];
            if (users.empty() || users.back() != function.id) {
                users.push_back(function.id);
            }
        });
    }
    called_back_.assign(module.functions.size(), false);
    for (const auto& component : facts.components) {
        for (const FuncId id : component) {
            called_back_[id.index()] = component.size() > 1;
        }
    }
    left_by_errors_.assign(module.functions.size(), false);
    callers_.resize(module.functions.size());
    for (const core::Function& function : module.functions) {
        for (const analysis::CallClone& call : facts.functions[function.id.index()].calls) {
            callers_[function.stmts[call.call].callee.index()].push_back({function.id, &call});
        }
    }
    FindChanges();
    FindLeftByErrors();
}

Escape HeapScope::EscapeOf(FuncId function, Node node)
{
    auto& known = escapes_[function.index()];
    if (known.empty()) {
        const analysis::FunctionFacts& facts = facts_.functions[function.index()];
        const auto escapes = analysis::EscapeOf(module_.functions[function], facts_.graph, facts);
        for (size_t i = 0; i < escapes.size(); ++i) {
            known.emplace(facts_.graph.Find(facts.nodes[i]), escapes[i]);
        }
    }
    const auto found = known.find(facts_.graph.Find(node));
    return found == known.end() ? Escape::Outside : found->second;
}

const std::vector<HeapScope::Change>& HeapScope::ChangesOf(Node node) const
{
    static const std::vector<Change> none;
    const auto found = changed_.find(facts_.graph.Find(node));
    return found == changed_.end() ? none : found->second;
}

/// False: it is known.
bool HeapScope::AddChange(Node node, const Change& change)
{
    std::vector<Change>& changes = changed_[facts_.graph.Find(node)];
    const auto known = std::find_if(changes.begin(), changes.end(), [&](const Change& other) {
        return other.place == change.place && other.links == change.links && other.takes_out == change.takes_out;
    });
    if (known == changes.end()) {
        changes.push_back(change);
        return true;
    }
    if (change.again && !known->again) {
        *known = change;
        return true;
    }
    return false;
}

/// The references that the statement changes. A pair that the compiler links is one that nobody has seen yet, and a number that a
/// struct holds as a member of its C type is no reference.
void HeapScope::NoteChange(const core::Function& function, const Structure& structure, StmtId id, bool again)
{
    const Stmt& stmt = function.stmts[id];
    const core::PlaceId place = use_.ReferenceSetBy(stmt);
    if (stmt.kind != StmtKind::Prim || stmt.prim == Prim::PairSetCdr || core::ChangesNumbers(core::Info(stmt.prim)) ||
        (use_.FieldSetBy(stmt).valid() && !place.valid())) {
        return;
    }
    const auto& node_of = facts_.functions[function.id.index()].node_of;
    const auto args = function.args(stmt);
    const bool links = !args.empty() && core::StoredOperand(stmt).has_value() && args.back().is_var() &&
                       node_of[args.back().var().index()] != kNoNode;
    for (size_t i = 0; i < args.size(); ++i) {
        const Node node = args[i].is_var() ? node_of[args[i].var().index()] : kNoNode;
        if (node != kNoNode && core::Info(stmt.prim).changes(i, args.size())) {
            AddChange(node, {place, stmt.span, links, again, core::TakesOut(stmt.prim) && !FillsNewVector(function, structure, id)});
        }
    }
}

/// Upwards along the calls, until nothing is added.
void HeapScope::FindChanges()
{
    std::vector<std::vector<bool>> again_in;
    for (const core::Function& function : module_.functions) {
        again_in.push_back(Repeated(function));
        const Structure structure(function);
        core::ForEachReachable(function, [&](StmtId id) { NoteChange(function, structure, id, again_in.back()[id.index()]); });
    }
    for (bool again = true; again;) {
        again = false;
        for (const core::Function& function : module_.functions) {
            for (const analysis::CallClone& call : facts_.functions[function.id.index()].calls) {
                for (const auto& [from, to] : call.nodes) {
                    for (Change change : std::vector<Change>(ChangesOf(from))) {
                        change.by = function.stmts[call.call].span;
                        change.again = change.again || again_in[function.id.index()][call.call.index()];
                        again = AddChange(to, change) || again;
                    }
                }
            }
        }
    }
}

bool HeapScope::MayMakeCycle(FuncId function, Node node, const Change& change) const
{
    if (!change.links || !change.place.valid()) {
        return false;
    }
    std::vector<Node> parts;
    for (const auto& edge : facts_.graph.Edges(facts_.graph.Find(node))) {
        if (IsOf(change, edge)) {
            parts.push_back(edge.target);
        }
    }
    const std::vector<Node> reached = analysis::Reach(facts_.graph, parts, false);
    return std::find(reached.begin(), reached.end(), facts_.graph.Find(node)) != reached.end() ||
           links_.MayReachItself(function, node, use_, change.place);
}

/// Procedures may be called by a guard, if there is one, and may call all that they name.
void HeapScope::FindLeftByErrors()
{
    bool any_guard = false;
    std::vector<FuncId> work;
    const auto add = [&](FuncId callee) {
        if (callee.valid() && !left_by_errors_[callee.index()]) {
            left_by_errors_[callee.index()] = true;
            work.push_back(callee);
        }
    };
    for (const core::Function& function : module_.functions) {
        for (const Stmt& stmt : function.stmts) {
            any_guard = any_guard || (stmt.kind == StmtKind::CallClosure && (stmt.guarded || stmt.has_exit));
            if (stmt.kind == StmtKind::MakeClosure) {
                add(stmt.callee);
            }
        }
    }
    if (!any_guard) {
        left_by_errors_.assign(left_by_errors_.size(), false);
        return;
    }
    while (!work.empty()) {
        const FuncId at = work.back();
        work.pop_back();
        for (const Stmt& stmt : module_.functions[at].stmts) {
            if (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure) {
                add(stmt.callee);
            }
        }
    }
}

}  // namespace omni::plan
