#include "core/pending_calls.h"

#include <algorithm>

#include "core/call_graph.h"
#include "core/closure_flow.h"
#include "core/tail_calls.h"

namespace omni::core {
namespace {

/// A call whose result is returned at once.
struct TailCall {
    FuncId function;
    StmtId stmt;
};

/// A declared scalar result is checked behind the call.
bool CanPend(const Function& function)
{
    return function.body.valid() && !function.is_entry && PromiseOf(function) == kind::kAny;
}

std::vector<TailCall> TailCallsOf(const Function& function)
{
    std::vector<TailCall> calls;
    for (const Block& block : function.blocks) {
        for (size_t i = 0; i + 1 < block.stmts.size(); ++i) {
            const Stmt& call = function.stmts[block.stmts[i]];
            const Stmt& end = function.stmts[block.stmts[i + 1]];
            const bool is_call = call.kind == StmtKind::Call ||
                                 (call.kind == StmtKind::CallClosure && !call.guarded && !call.has_companion());
            if (is_call && end.kind == StmtKind::Return && end.arg_count == 1 && call.result.valid() &&
                function.args(end)[0] == Atom(call.result)) {
                calls.push_back({function.id, block.stmts[i]});
            }
        }
    }
    return calls;
}

/// C calls what is exported, and knows no mark: what it calls is `finish` of a call of what the program calls.
void MakeEntrance(Module& module, FuncId id)
{
    const FuncId inside = module.functions.next_id();
    for (Function& function : module.functions) {
        for (Stmt& stmt : function.stmts) {
            stmt.callee = stmt.callee == id ? inside : stmt.callee;
        }
    }
    Function moved = module.functions[id];
    moved.id = inside;
    moved.parent = id;
    moved.exported = false;
    moved.source_name = SourceName(moved);
    moved.name = support::Intern(std::string(moved.name.text()) + "-inside");
    moved.comments.clear();
    module.functions.Add(std::move(moved));
    const std::vector<Atom> params = KeepParams(module.functions[id]);
    CallInstead(module.functions[id], inside, params).finish = true;
}

}  // namespace

void MarkPendingCalls(Module& module)
{
    for (Function& function : module.functions) {
        for (Stmt& stmt : function.stmts) {
            stmt.pending = stmt.finish = false;
        }
    }
    std::vector<TailCall> calls;
    bool any_unknown = false;
    for (const Function& function : module.functions) {
        if (CanPend(function)) {
            for (const TailCall& call : TailCallsOf(function)) {
                any_unknown = any_unknown || function.stmts[call.stmt].kind == StmtKind::CallClosure;
                calls.push_back(call);
            }
        }
    }
    if (!any_unknown) {
        return;
    }
    const ClosureFlow flow(module);
    std::vector<std::vector<uint32_t>> edges(module.functions.size());
    const auto for_each_callee = [&](const TailCall& call, auto&& visit) {
        const Function& function = module.functions[call.function];
        const Stmt& stmt = function.stmts[call.stmt];
        if (stmt.kind == StmtKind::Call) {
            visit(stmt.callee);
            return;
        }
        for (const FuncId callee : flow.CalleesOf(function, stmt)) {
            visit(callee);
        }
    };
    for (const TailCall& call : calls) {
        for_each_callee(call, [&](FuncId callee) { edges[call.function.index()].push_back(callee.index()); });
    }
    std::vector<uint32_t> component_of(module.functions.size());
    const auto components = Components(edges);
    for (uint32_t i = 0; i < components.size(); ++i) {
        for (const uint32_t member : components[i]) {
            component_of[member] = i;
        }
    }
    const auto comes_back = [&](const TailCall& call) {
        bool found = false;
        for_each_callee(call, [&](FuncId callee) {
            found = found || component_of[callee.index()] == component_of[call.function.index()];
        });
        return found;
    };
    std::vector<bool> pends(components.size(), false);
    for (const TailCall& call : calls) {
        if (module.functions[call.function].stmts[call.stmt].kind == StmtKind::CallClosure && comes_back(call)) {
            pends[component_of[call.function.index()]] = true;
        }
    }
    std::vector<bool> may_pend(module.functions.size(), false);
    for (const TailCall& call : calls) {
        if (pends[component_of[call.function.index()]] && comes_back(call)) {
            module.functions[call.function].stmts[call.stmt].pending = true;
            may_pend[call.function.index()] = true;
        }
    }
    for (Function& function : module.functions) {
        for (const Block& block : function.blocks) {
            for (const StmtId id : block.stmts) {
                Stmt& stmt = function.stmts[id];
                const bool to_pending = stmt.kind == StmtKind::Call && may_pend[stmt.callee.index()];
                stmt.pending = stmt.pending && (to_pending || stmt.kind == StmtKind::CallClosure);
                stmt.finish = to_pending && !stmt.pending;
            }
        }
    }
    for (uint32_t id = 0; id < may_pend.size(); ++id) {
        if (may_pend[id] && module.functions[FuncId(id)].exported) {
            MakeEntrance(module, FuncId(id));
        }
    }
}

bool MayPend(const Function& function)
{
    bool found = false;
    ForEachStmt(function, [&found](const Stmt& stmt) {
        found = found || (stmt.pending && (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::CallClosure));
    });
    return found;
}

}  // namespace omni::core
