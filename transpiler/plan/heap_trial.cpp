#include "plan/heap_trial.h"

#include <algorithm>
#include <utility>

#include "plan/heap_loops.h"

namespace omni::plan {

using core::FuncId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

const char* HeapTrial::Place(const HeapClosure& closure, const HeapGroup& group)
{
    std::map<uint32_t, Found> found;
    for (;;) {
        const char* misfit = PlaceOnce(closure, group, found);
        bool again = false;
        for (const auto& [index, code] : codes_) {
            for (const VarId var : functions_[index].must_own) {
                std::vector<VarId>& known = found[index].must_own;
                if (std::find(known.begin(), known.end(), var) == known.end()) {
                    known.push_back(var);
                    again = true;
                }
            }
            for (const FuncId callee : functions_[index].shares_with) {
                // a second reference costs more than reuse gains
                again = (misfit == nullptr && !std::exchange(found[callee.index()].shares, true)) || again;
            }
        }
        if (!again) {
            return misfit;
        }
    }
}

const char* HeapTrial::PlaceOnce(const HeapClosure& closure, const HeapGroup& group, std::map<uint32_t, Found>& found)
{
    functions_ = plan_.functions;
    codes_.clear();
    for (const FuncId id : group.functions) {
        HeapFunction& function = functions_[id.index()];
        function = HeapFunction{};
        function.used = true;
        function.takes_to_reuse = options_.reuse && options_.elide && !found[id.index()].shares;
        function.must_own = found[id.index()].must_own;
        function.consumes.assign(module_.functions[id].params.size(), false);
        const analysis::FunctionFacts& facts = facts_.functions[id.index()];
        codes_[id.index()] = std::make_unique<HeapCode>(module_, module_.functions[id], facts, facts_.graph, scope_.use(),
                                                        closure.nodes(), closure.globals(), functions_);
        function.gives = codes_[id.index()]->InHeap(facts.result);
    }
    for (auto& [index, code] : codes_) {
        NameResults(*code);
    }
    NodeSet open = group.open;
    std::set<core::PlaceId> places;
    for (const analysis::Node node : closure.nodes()) {
        for (const HeapScope::Change& change : scope_.ChangesOf(node)) {
            places.insert(change.place);
            open.insert(node);  // what its fields hold is not known for certain where it dies
        }
    }
    for (auto& [index, code] : codes_) {
        code->open = open;
        PlaceGlobals(*code, scope_.use(), nothing_);
        for (const VarId var : PlaceFields(*code, places, nothing_)) {
            functions_[index].must_own.push_back(var);
            found[index].must_own.push_back(var);
        }
        HoistLoads(*code);
        MergeLoads(*code);
        AdvanceLoads(*code);
    }
    const auto modes = InferAll();
    for (auto& [index, code] : codes_) {
        if (!PlaceCounts(*code, modes.at(index), options_, ledger_, functions_[index])) {
            return code->code.name.text().data();
        }
    }
    return nullptr;
}

/// Who calls a function that gives its result away has to give it up, wanted or not.
void HeapTrial::NameResults(HeapCode& code) const
{
    const analysis::FunctionFacts& facts = facts_.functions[code.code.id.index()];
    for (const analysis::CallClone& call : facts.calls) {
        Stmt& stmt = code.code.stmts[call.call];
        if (stmt.result.valid() || !code.Gives(stmt)) {
            continue;
        }
        const core::Function& callee = module_.functions[stmt.callee];
        const analysis::Node result = facts_.graph.Find(facts_.functions[stmt.callee.index()].result);
        const auto known = std::find_if(call.nodes.begin(), call.nodes.end(),
                                        [&](const auto& pair) { return facts_.graph.Find(pair.first) == result; });
        if (known == call.nodes.end()) {
            continue;
        }
        core::Var unwanted;
        unwanted.kind = core::VarKind::Temp;
        unwanted.name = support::Intern("unwanted");
        unwanted.kinds = callee.result_kinds;
        unwanted.span = stmt.span;
        const VarId var = code.code.AddVar(unwanted);
        code.code.stmts[call.call].result = var;
        code.node_of.push_back(known->second);
        code.NoteDefinition(var, call.call);
    }
}

/// Modes of all functions together: what a callee takes over, its caller consumes.
std::map<uint32_t, Modes> HeapTrial::InferAll()
{
    std::map<uint32_t, Modes> modes;
    for (bool again = true; again;) {
        again = false;
        for (const auto& [index, code] : codes_) {
            modes[index] = InferModes(*code, functions_[index], options_.borrow);
            const auto& params = code->code.params;
            for (size_t i = 0; i < params.size(); ++i) {
                if (code->IsTracked(params[i]) && modes[index].owned[params[i].index()] &&
                    !functions_[index].consumes[i]) {
                    functions_[index].consumes[i] = true;
                    again = true;
                }
            }
        }
    }
    return modes;
}

std::vector<HeapFunction> HeapTrial::TakeFunctions()
{
    for (auto& [index, code] : codes_) {
        if (options_.reuse) {
            AssignCells(*code, ledger_, functions_[index]);
        }
    }
    return std::move(functions_);
}

namespace {

bool TakesOver(const HeapFunction& function)
{
    return std::any_of(function.consumes.begin(), function.consumes.end(), [](bool consumes) { return consumes; });
}

}  // namespace

/// Does something end within the iterations that carry the node? Where the reader can see it.
std::optional<source::Span> HeapTrial::Evidence(const HeapCandidate& candidate) const
{
    if (candidate.kind == HeapCandidate::Replaced) {
        return EvidenceOfReplaced(candidate.by);
    }
    const std::vector<bool> releases = Releasing();
    const auto found = codes_.find(candidate.function.index());
    if (found == codes_.end()) {
        return std::nullopt;
    }
    const core::Function& code = found->second->code;
    std::vector<StmtId> body;
    if (candidate.loop.valid()) {
        CollectIterating(code, code.stmts[candidate.loop].blocks[0], body);
    } else {
        CollectBody(code, code.body, body);
    }
    std::optional<source::Span> first;
    for (const StmtId id : body) {
        const Stmt& stmt = code.stmts[id];
        const bool call = stmt.kind == StmtKind::Call && functions_[stmt.callee.index()].used &&
                          releases[stmt.callee.index()] && TakesOver(functions_[stmt.callee.index()]);
        if (call) {
            return stmt.span;
        }
        if (IsRelease(*found->second, stmt) && !first) {
            first = candidate.loop.valid() ? code.stmts[candidate.loop].span : stmt.span;
        }
    }
    return first;
}

/// Does anything that the variable or field held die before the program ends?
std::optional<source::Span> HeapTrial::EvidenceOfReplaced(source::Span set) const
{
    for (const auto& [index, code] : codes_) {
        std::vector<StmtId> body;
        CollectBody(code->code, code->code.body, body);
        std::set<VarId> counted;  // what is read or kept is given up again, and another holds it all the time
        for (const StmtId load : code->counting_loads) {
            counted.insert(code->code.stmts[load].result);
        }
        for (const StmtId id : body) {
            const Stmt& stmt = code->code.stmts[id];
            if (stmt.kind == StmtKind::Dup) {
                counted.insert(code->code.args(stmt)[0].var());
            }
        }
        for (const StmtId id : body) {
            const Stmt& stmt = code->code.stmts[id];
            if (!Releases(*code, stmt)) {
                continue;
            }
            const VarId var = code->code.args(stmt)[0].var();
            const auto replaced = code->replaced.find(var.index());
            const bool at_end = replaced != code->replaced.end() && !replaced->second.by.valid();
            if (!at_end && counted.count(var) == 0) {
                return set;
            }
        }
    }
    return std::nullopt;
}

/// A reference ends to an object that only this trial puts into the heap.
bool HeapTrial::Releases(const HeapCode& code, const Stmt& stmt) const
{
    const bool ends = stmt.kind == StmtKind::Drop || stmt.kind == StmtKind::Free || stmt.kind == StmtKind::Reuse;
    return ends && plan_.nodes.count(code.NodeOf(code.code.args(stmt)[0].var())) == 0;
}

/// Boxes of numbers alone are no reason.
bool HeapTrial::IsRelease(const HeapCode& code, const Stmt& stmt) const
{
    if (!Releases(code, stmt)) {
        return false;
    }
    const core::KindSet kinds = code.code.vars[code.code.args(stmt)[0].var()].kinds;
    return (kinds & ~(core::kind::kNumber | core::kind::kNil)) != 0;
}

std::vector<bool> HeapTrial::Releasing() const
{
    std::vector<bool> releases(module_.functions.size(), false);
    for (bool again = true; again;) {
        again = false;
        for (const auto& [index, code] : codes_) {
            std::vector<StmtId> stmts;
            CollectBody(code->code, code->code.body, stmts);
            for (const StmtId id : stmts) {
                const Stmt& stmt = code->code.stmts[id];
                const bool here = IsRelease(*code, stmt) ||
                                  (stmt.kind == StmtKind::Call && functions_[stmt.callee.index()].used &&
                                   releases[stmt.callee.index()]);
                if (here && !releases[index]) {
                    releases[index] = true;
                    again = true;
                }
            }
        }
    }
    return releases;
}

}  // namespace omni::plan
