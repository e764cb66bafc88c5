#include "core/tail_calls.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/call_graph.h"

namespace omni::core {

const Stmt* TailCallOf(const Function& function, const Block& block)
{
    const size_t count = block.stmts.size();
    if (count < 2) {
        return nullptr;
    }
    const Stmt& call = function.stmts[block.stmts[count - 2]];
    const Stmt& end = function.stmts[block.stmts[count - 1]];
    const bool returned = end.kind == StmtKind::Return && end.arg_count == 1 && call.result.valid() &&
                          function.args(end)[0] == Atom(call.result);
    return call.kind == StmtKind::Call && returned ? &call : nullptr;
}

std::vector<std::vector<uint32_t>> TailCallEdges(const Module& module)
{
    std::vector<std::vector<uint32_t>> edges(module.functions.size());
    for (FuncId id : module.functions.ids()) {
        const Function& function = module.functions[id];
        if (!function.captured.empty() || function.is_entry || function.is_extern) {
            continue;
        }
        for (const Block& block : function.blocks) {
            const Stmt* call = TailCallOf(function, block);
            if (call != nullptr && call->callee != id && module.functions[call->callee].body.valid()) {
                edges[id.index()].push_back(call->callee.index());
            }
        }
    }
    return edges;
}

std::vector<uint32_t> Mentions(const Module& module)
{
    std::vector<uint32_t> mentions(module.functions.size(), 0);
    for (const Function& function : module.functions) {
        ForEachStmt(function, [&](const Stmt& stmt) {
            if (stmt.callee.valid()) {
                ++mentions[stmt.callee.index()];
            }
        });
    }
    return mentions;
}

KindSet PromiseOf(const Function& function)
{
    const KindSet declared = function.declared_result_kinds;
    const bool is_scalar = declared == kind::kInt || declared == kind::kFloat || declared == kind::kBool ||
                           declared == kind::kChar;
    return is_scalar ? declared : kind::kAny;
}

std::vector<Atom> KeepParams(Function& function)
{
    support::Table<VarId, Var> vars;
    for (VarId& param : function.params) {
        Var var = function.vars[param];
        var.assigned = false;
        param = vars.Add(var);
    }
    function.vars = std::move(vars);
    function.stmts.Clear();
    function.blocks.Clear();
    function.operands.clear();
    function.loop_params.clear();
    function.trivia.clear();
    return {function.params.begin(), function.params.end()};
}

Stmt& CallInstead(Function& function, FuncId callee, std::span<const Atom> args)
{
    function.body = function.blocks.Add({});
    Stmt call;
    call.kind = StmtKind::Call;
    call.span = function.span;
    call.callee = callee;
    Var result;
    result.name = support::Intern("result");
    result.kind = VarKind::Temp;
    result.span = function.span;
    call.result = function.AddVar(result);
    function.SetArgs(call, args);
    Stmt end;
    end.kind = StmtKind::Return;
    end.span = function.span;
    function.SetArgs(end, {{Atom(call.result)}});
    const StmtId id = function.stmts.Add(call);
    function.blocks[function.body].stmts = {id, function.stmts.Add(end)};
    return function.stmts[id];
}

namespace {

/// Spreads the promises of one group of functions that end in calls of each other.
class Spreader {
public:
    /// `mentions` has for each function those other than tail calls from its group.
    Spreader(Module& module, const std::vector<uint32_t>& members, const std::vector<uint32_t>& mentions)
        : module_(module)
    {
        for (const uint32_t member : members) {
            const Function& function = module.functions[FuncId(member)];
            promises_[function.id] = PromiseOf(function);
            if (mentions[member] > 0 || function.exported) {
                Need(function.id, PromiseOf(function));
            }
        }
        if (needed_.empty()) {   // a fragment: all may be called from somewhere
            for (const auto& [id, promise] : promises_) {
                Need(id, promise);
            }
        }
    }

    void Run()
    {
        while (!open_.empty()) {
            const Version version = open_.back();
            open_.pop_back();
            ForEachTailCall(version.first, [&](const Stmt& call) { Need(call.callee, Promise(version, call)); });
        }
        for (auto& [version, made] : needed_) {
            made = Make(version);
        }
        for (const auto& [version, made] : needed_) {
            ForEachTailCall(made, [&, &version = version](Stmt& call) {
                const auto found = needed_.find({call.callee, Promise(version, call)});
                call.callee = found != needed_.end() ? found->second : call.callee;
            });
        }
    }

private:
    using Version = std::pair<FuncId, KindSet>;   ///< a member, and what it promises

    /// What the callee has to promise so that the version keeps its word: none when it cannot.
    [[nodiscard]] KindSet Promise(const Version& version, const Stmt& call) const
    {
        return version.second & promises_.at(call.callee);
    }

    template <class Visit>
    void ForEachTailCall(FuncId id, Visit&& visit)
    {
        Function& function = module_.functions[id];
        for (const Block& block : function.blocks) {
            const Stmt* call = TailCallOf(function, block);
            if (call != nullptr && call->callee != id && promises_.find(call->callee) != promises_.end()) {
                visit(function.stmts[block.stmts[block.stmts.size() - 2]]);
            }
        }
    }

    void Need(FuncId id, KindSet promise)
    {
        if (promise != kind::kNone && needed_.try_emplace({id, promise}).second) {
            open_.emplace_back(id, promise);
        }
    }

    /// The member itself when it promises that already, or when it is wanted with no other promise.
    FuncId Make(const Version& version)
    {
        const auto [id, promise] = version;
        if (promise == promises_[id]) {
            return id;
        }
        const bool stays = needed_.find({id, promises_[id]}) != needed_.end();
        if (!stays && narrowed_.try_emplace(id, promise).second) {
            Take(module_.functions[id], promise);
            return id;
        }
        Function copy = module_.functions[id];
        Take(copy, promise);
        copy.id = module_.functions.next_id();
        copy.source_name = SourceName(copy);
        copy.exported = copy.shared = copy.used_as_value = false;
        copy.is_copy = copy.is_guarded = true;
        copy.comments.clear();
        return module_.functions.Add(std::move(copy));
    }

    static void Take(Function& function, KindSet promise)
    {
        function.declared_result_kinds = promise;
        for (Stmt& stmt : function.stmts) {
            stmt.promised = stmt.kind == StmtKind::Return;
        }
    }

    Module& module_;
    std::map<FuncId, KindSet> promises_;      ///< of the members, as they stand in the source
    std::map<Version, FuncId> needed_;        ///< and the function that it becomes
    std::map<FuncId, KindSet> narrowed_;
    std::vector<Version> open_;
};

}  // namespace

void SpreadPromises(Module& module)
{
    const auto edges = TailCallEdges(module);
    std::vector<uint32_t> mentions = Mentions(module);
    std::vector<uint32_t> group(module.functions.size(), 0);
    uint32_t group_number = 0;
    for (const std::vector<uint32_t>& component : Components(edges)) {
        const auto promises_as_first = [&](uint32_t member) {
            return PromiseOf(module.functions[FuncId(member)]) == PromiseOf(module.functions[FuncId(component[0])]);
        };
        if (std::all_of(component.begin(), component.end(), promises_as_first)) {
            continue;
        }
        ++group_number;
        for (const uint32_t member : component) {
            group[member] = group_number;
        }
        for (const uint32_t member : component) {
            for (const uint32_t callee : edges[member]) {
                mentions[callee] -= group[callee] == group_number ? 1 : 0;
            }
        }
        Spreader(module, component, mentions).Run();
    }
}

}  // namespace omni::core
