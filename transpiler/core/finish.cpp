#include "core/finish.h"

#include <algorithm>

#include "core/call_graph.h"

namespace omni::core {

void ShrinkToFit(Function& function)
{
    function.vars.ShrinkToFit();
    function.stmts.ShrinkToFit();
    function.blocks.ShrinkToFit();
    function.operands.shrink_to_fit();
    function.loop_params.shrink_to_fit();
    function.trivia.shrink_to_fit();
    for (BlockId id : function.blocks.ids()) {
        function.blocks[id].stmts.shrink_to_fit();
    }
}

std::vector<bool> Reachable(const Module& module, const std::function<bool(const Function&)>& stays)
{
    std::vector<bool> reached(module.functions.size(), false);
    std::vector<FuncId> work;
    const auto reach = [&](FuncId id) {
        if (!reached[id.index()]) {
            reached[id.index()] = true;
            work.push_back(id);
        }
    };
    for (FuncId id : module.functions.ids()) {
        const Function& function = module.functions[id];
        if (!function.is_prelude && !function.parent.valid() &&
            (function.body.valid() || (function.is_extern && function.exported)) && (!stays || stays(function))) {
            reach(id);
        }
    }
    while (!work.empty()) {
        const Function& function = module.functions[work.back()];
        work.pop_back();
        ForEachStmt(function, [&](const Stmt& stmt) {
            if (stmt.callee.valid()) {
                reach(stmt.callee);
            }
        });
    }
    return reached;
}

void MarkValues(Module& module)
{
    for (Function& function : module.functions) {
        function.used_as_value = false;
    }
    for (const Function& function : module.functions) {
        ForEachStmt(function, [&](const Stmt& stmt) {
            if (stmt.kind == StmtKind::MakeClosure) {
                module.functions[stmt.callee].used_as_value = true;
            }
        });
    }
}

namespace {

/// User functions, those of one file behind those of another, the entry, the prelude; inside of each the source order, made
/// functions before their parent.
class Order {
public:
    explicit Order(const Module& module) : module_(module), children_(module.functions.size())
    {
        for (FuncId id : module.functions.ids()) {
            const Function& function = module.functions[id];
            if (function.parent.valid()) {
                children_[function.parent.index()].push_back(id);
            }
        }
    }

    std::vector<FuncId> Run()
    {
        support::Symbol file;
        for (FuncId id : module_.functions.ids()) {
            const Function& function = module_.functions[id];
            if (function.parent.valid() || function.is_prelude || id == module_.entry) {
                continue;
            }
            if (function.module != file) {
                VisitEntryOf(file);
                file = function.module;
            }
            if (!function.is_entry) {
                Visit(id);
            }
        }
        VisitEntryOf(file);
        Visit(module_.entry);
        for (FuncId id : module_.functions.ids()) {
            if (module_.functions[id].is_prelude && !module_.functions[id].parent.valid()) {
                Visit(id);
            }
        }
        return std::move(order_);
    }

private:
    /// The top-level expressions of an imported file come behind its functions.
    void VisitEntryOf(support::Symbol file)
    {
        for (FuncId id : module_.functions.ids()) {
            const Function& function = module_.functions[id];
            if (file.valid() && function.is_entry && function.module == file) {
                Visit(id);
            }
        }
    }

    void Visit(FuncId id)
    {
        for (FuncId child : children_[id.index()]) {
            Visit(child);
        }
        order_.push_back(id);
    }

    const Module& module_;
    std::vector<std::vector<FuncId>> children_;
    std::vector<FuncId> order_;
};

}  // namespace

void OrderFunctions(Module& module)
{
    const std::vector<bool> reached = Reachable(module);
    const std::vector<FuncId> order = Order(module).Run();
    std::vector<FuncId> new_id(module.functions.size());
    support::Table<FuncId, Function> functions;
    functions.Reserve(order.size());
    for (FuncId id : order) {
        if (reached[id.index()]) {
            new_id[id.index()] = functions.Add(std::move(module.functions[id]));
        }
    }
    for (FuncId id : functions.ids()) {
        Function& function = functions[id];
        function.id = id;
        if (function.parent.valid()) {
            function.parent = new_id[function.parent.index()];
        }
        for (Stmt& stmt : function.stmts) {
            if (stmt.callee.valid()) {
                stmt.callee = new_id[stmt.callee.index()];
            }
        }
    }
    module.functions = std::move(functions);
    module.entry = new_id[module.entry.index()];
}

/// A recursion through a value, too, ends in a check: whoever calls one may call every function that is a value.
void MarkRecursive(Module& module)
{
    std::vector<std::vector<uint32_t>> edges(module.functions.size());
    std::vector<std::vector<uint32_t>> all_edges(module.functions.size() + 1);
    const auto unknown = static_cast<uint32_t>(module.functions.size());
    for (FuncId id : module.functions.ids()) {
        ForEachStmt(module.functions[id], [&](const Stmt& stmt) {
            if (stmt.kind == StmtKind::Call) {
                edges[id.index()].push_back(stmt.callee.index());
            } else if (stmt.kind == StmtKind::CallClosure) {
                all_edges[id.index()].push_back(unknown);
            }
        });
        all_edges[id.index()].insert(all_edges[id.index()].end(), edges[id.index()].begin(), edges[id.index()].end());
        if (module.functions[id].used_as_value) {
            all_edges[unknown].push_back(id.index());
        }
    }
    for (const std::vector<uint32_t>& component : Components(edges)) {
        const auto& out = edges[component[0]];
        const bool cyclic = component.size() > 1 || std::find(out.begin(), out.end(), component[0]) != out.end();
        for (uint32_t index : component) {
            module.functions[FuncId(index)].is_recursive = cyclic;
        }
    }
    for (const std::vector<uint32_t>& component : Components(all_edges)) {
        if (component.size() > 1 && std::find(component.begin(), component.end(), unknown) != component.end()) {
            for (uint32_t index : component) {   // every way round passes a function that is a value
                Function* function = index == unknown ? nullptr : &module.functions[FuncId(index)];
                if (function != nullptr && function->used_as_value && !function->is_extern) {
                    function->is_recursive = true;
                }
            }
        }
    }
}

}  // namespace omni::core
