#include "core/global_use.h"

#include "core/call_graph.h"

namespace omni::core {

namespace {

/// A handler runs, and may come back.
bool IsSignal(const Stmt& stmt) { return stmt.kind == StmtKind::Prim && stmt.prim == Prim::Signal; }

/// May functions that are not known here run within the call?
bool CallsUnknown(const std::vector<const Function*>& functions, const Stmt& stmt)
{
    return stmt.kind == StmtKind::CallClosure || IsSignal(stmt) ||
           (stmt.kind == StmtKind::Call && functions[stmt.callee.index()]->is_extern);
}

}  // namespace

GlobalUse::GlobalUse(const std::vector<const Function*>& functions, size_t globals)
    : sets_(functions.size(), BitSet(globals)), touches_(functions.size(), BitSet(globals)), any_sets_(globals),
      any_touches_(globals)
{
    for (size_t i = 0; i < functions.size(); ++i) {
        ForEachStmt(*functions[i], [&](const Stmt& stmt) {
            if (stmt.kind == StmtKind::StoreGlobal) {
                sets_[i].Set(stmt.global.index());
            }
            if (stmt.kind == StmtKind::StoreGlobal || stmt.kind == StmtKind::LoadGlobal) {
                touches_[i].Set(stmt.global.index());
            }
        });
    }
    Close(functions);
}

/// Upwards along the calls, until nothing is added.
void GlobalUse::Close(const std::vector<const Function*>& functions)
{
    std::vector<bool> may_be_called(functions.size(), false), calls_unknown(functions.size(), false);
    std::vector<std::vector<FuncId>> calls(functions.size());
    for (size_t i = 0; i < functions.size(); ++i) {
        may_be_called[i] = may_be_called[i] || functions[i]->exported;
        ForEachStmt(*functions[i], [&](const Stmt& stmt) {
            is_watched_ = is_watched_ || (stmt.kind == StmtKind::CallClosure && (stmt.handled || stmt.wound));
            if (CallsUnknown(functions, stmt)) {
                calls_unknown[i] = true;
            } else if (stmt.kind == StmtKind::Call) {
                calls[i].push_back(stmt.callee);
            } else if (stmt.kind == StmtKind::MakeClosure) {
                may_be_called[stmt.callee.index()] = true;
            }
        });
    }
    for (bool again = true; again;) {
        again = false;
        const auto add = [&](size_t to, const BitSet& sets, const BitSet& touches) {
            again = sets_[to].Or(sets) || again;
            again = touches_[to].Or(touches) || again;
        };
        for (size_t i = 0; i < functions.size(); ++i) {
            for (const FuncId callee : calls[i]) {
                add(i, sets_[callee.index()], touches_[callee.index()]);
            }
            if (calls_unknown[i]) {
                add(i, any_sets_, any_touches_);
            }
            if (may_be_called[i]) {
                again = any_sets_.Or(sets_[i]) || again;
                again = any_touches_.Or(touches_[i]) || again;
            }
        }
    }
    for (size_t i = 0; i < functions.size(); ++i) {
        if (functions[i]->is_extern) {
            sets_[i] = any_sets_;
            touches_[i] = any_touches_;
        }
    }
}

bool GlobalUse::May(const Function& function, StmtId id, GlobalId global, const std::vector<BitSet>& by_function,
                    const BitSet& by_unknown, bool reads)
{
    const Stmt& stmt = function.stmts[id];
    switch (stmt.kind) {
    case StmtKind::StoreGlobal: return stmt.global == global;
    case StmtKind::LoadGlobal: return reads && stmt.global == global;
    case StmtKind::Call: return by_function[stmt.callee.index()].Test(global.index());
    case StmtKind::CallClosure: return by_unknown.Test(global.index());
    default: break;
    }
    if (IsSignal(stmt)) {
        return by_unknown.Test(global.index());
    }
    for (const BlockId block : stmt.blocks) {
        if (!block.valid()) {
            continue;
        }
        for (const StmtId inner : function.blocks[block].stmts) {
            if (May(function, inner, global, by_function, by_unknown, reads)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace omni::core
