#include "types/certain_calls.h"

#include "core/call_graph.h"

namespace omni::types {

using core::FuncId;
using core::Function;
using core::Stmt;
using core::StmtKind;

namespace {

/// Marks a function once, and keeps it until it has been looked at.
class Worklist {
public:
    explicit Worklist(size_t count) : marked_(count, false) {}

    void Mark(FuncId id)
    {
        if (id.valid() && !marked_[id.index()]) {
            marked_[id.index()] = true;
            open_.push_back(id);
        }
    }

    template <class Visit>
    std::vector<bool> Run(Visit&& visit)
    {
        while (!open_.empty()) {
            const FuncId id = open_.back();
            open_.pop_back();
            visit(id);
        }
        return std::move(marked_);
    }

private:
    std::vector<bool> marked_;
    std::vector<FuncId> open_;
};

std::vector<bool> Called(const core::Module& module)
{
    Worklist work(module.functions.size());
    for (const Function& function : module.functions) {
        if (function.is_entry || function.id == module.entry) {
            work.Mark(function.id);
        }
    }
    return work.Run([&](FuncId id) {
        const Function& function = module.functions[id];
        if (function.is_extern) {
            return;
        }
        std::vector<core::BlockId> open{function.body};
        while (!open.empty()) {
            const core::BlockId block = open.back();
            open.pop_back();
            for (const core::StmtId at : function.blocks[block].stmts) {
                const Stmt& stmt = function.stmts[at];
                if (stmt.kind == StmtKind::Call) {
                    work.Mark(stmt.callee);
                } else if (stmt.kind == StmtKind::Loop) {
                    open.push_back(stmt.blocks[0]);
                }
            }
        }
    });
}

std::vector<bool> Caught(const core::Module& module)
{
    Worklist work(module.functions.size());
    for (const Function& function : module.functions) {
        if (function.is_guard_body) {
            work.Mark(function.id);
        }
    }
    return work.Run([&](FuncId id) {
        core::ForEachStmt(module.functions[id], [&](const Stmt& stmt) {
            if (stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure) {
                work.Mark(stmt.callee);
            }
        });
    });
}

}  // namespace

CertainCalls FindCertainCalls(const core::Module& module) { return {Called(module), Caught(module)}; }

}  // namespace omni::types
