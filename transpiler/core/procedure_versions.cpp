#include "core/procedure_versions.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "core/call_graph.h"
#include "core/finish.h"
#include "core/make_version.h"
#include "core/procedure_slots.h"

namespace omni::core {
namespace {

constexpr size_t kMostCaptured = 8;        ///< of one procedure: each becomes a parameter
constexpr size_t kMostParams = 16;
constexpr size_t kCopiedOfFunction = 240;  ///< statements in all copies of one function
constexpr size_t kSmall = 12;              ///< statements that are copied for a procedure that is called once
constexpr size_t kAddedStmts = 6000;       ///< in the program
constexpr size_t kMostVersions = 2000;
constexpr int kRounds = 8;                 ///< what a version calls may get versions next

class Versions {
public:
    Versions(Module& module, ConstantId nil, ConstantId is_true, const ChooseClause& choose)
        : module_(module), maker_(module, nil, is_true, choose)
    {
    }

    void Run()
    {
        for (int round = 0; round < kRounds && Round(); ++round) {
        }
        if (!maker_.copies().empty()) {
            Finish();
        }
    }

private:
    // --- which calls ------------------------------------------------------------------------------------------

    bool Round()
    {
        const ProcedureSlots slots(module_);
        slots_ = &slots;
        children_.assign(module_.functions.size(), {});
        calls_.assign(module_.functions.size(), 0);
        for (const Function& function : module_.functions) {
            if (function.parent.valid()) {
                children_[function.parent.index()].push_back(function.id);
            }
            ForEachStmt(function, [&](const Stmt& stmt) {
                const bool names = stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure;
                if (names && slots.ComponentOf(stmt.callee) != slots.ComponentOf(function.id)) {
                    ++calls_[stmt.callee.index()];
                }
            });
        }
        bool changed = false;
        const size_t count = module_.functions.size();
        for (size_t i = 0; i < count; ++i) {
            if (module_.functions[FuncId(i)].body.valid()) {
                changed = VisitCalls(FuncId(i)) || changed;
            }
        }
        return changed;
    }

    bool VisitCalls(FuncId caller)
    {
        std::vector<StmtId> closures(module_.functions[caller].vars.size());
        std::vector<StmtId> calls;
        {
            const Function& function = module_.functions[caller];
            for (const Block& block : function.blocks) {
                for (const StmtId id : block.stmts) {
                    const Stmt& stmt = function.stmts[id];
                    if (stmt.kind == StmtKind::MakeClosure && stmt.result.valid() && !function.vars[stmt.result].assigned) {
                        closures[stmt.result.index()] = id;
                    } else if (stmt.kind == StmtKind::Call && stmt.arg_count > 0) {
                        calls.push_back(id);
                    }
                }
            }
            if (calls.empty() || std::none_of(closures.begin(), closures.end(), [](StmtId id) { return id.valid(); })) {
                return false;
            }
        }
        bool changed = false;
        for (const StmtId id : calls) {
            changed = VisitCall(caller, id, closures) || changed;
        }
        if (changed) {
            RemoveClosures(module_.functions[caller], closures);
        }
        return changed;
    }

    bool VisitCall(FuncId caller, StmtId id, const std::vector<StmtId>& closures)
    {
        const Function& function = module_.functions[caller];
        const Stmt& call = function.stmts[id];
        const FuncId callee = call.callee;
        if (callee.index() >= children_.size()) {
            return false;   // made in this round: looked at in the next
        }
        Known known;
        std::vector<Atom> args, captured;
        const auto operands = function.args(call);
        for (size_t i = 0; i < operands.size(); ++i) {
            const StmtId closure = operands[i].is_var() ? closures[operands[i].var().index()] : StmtId();
            if (closure.valid() && Fits(function, function.stmts[closure], callee, static_cast<uint32_t>(i))) {
                const auto holds = function.args(function.stmts[closure]);
                known.emplace_back(static_cast<uint32_t>(i), function.stmts[closure].callee);
                captured.insert(captured.end(), holds.begin(), holds.end());
            } else {
                args.push_back(operands[i]);
            }
        }
        if (known.empty() || args.size() + captured.size() > kMostParams) {
            return false;
        }
        const FuncId version = VersionFor(callee, known);
        if (!version.valid()) {
            return false;
        }
        args.insert(args.end(), captured.begin(), captured.end());
        Function& changed = module_.functions[caller];
        changed.SetArgs(changed.stmts[id], args);
        changed.stmts[id].callee = version;
        return true;
    }

    /// Can the callee's parameter be this procedure?
    bool Fits(const Function& function, const Stmt& closure, FuncId callee, uint32_t slot) const
    {
        const Function& procedure = module_.functions[closure.callee];
        if (!slots_->IsOnlyCalled(callee, slot) || procedure.is_extern || closure.callee.index() >= children_.size() ||
            closure.arg_count > kMostCaptured || !Stays(function, closure)) {
            return false;
        }
        const uint32_t counts = slots_->CountsOf(callee, slot);
        for (size_t count = 0; count < 32; ++count) {
            if ((counts >> count & 1) != 0 && !maker_.CallOf(closure.callee, count)) {
                return false;
            }
        }
        return true;
    }

    /// Do the variables still have the values that the closure took, wherever it is called by this name?
    static bool Stays(const Function& function, const Stmt& closure)
    {
        for (const Atom atom : function.args(closure)) {
            if (!atom.is_var() || !function.vars[atom.var()].assigned) {
                continue;
            }
            const bool is_loop_param = std::find(function.loop_params.begin(), function.loop_params.end(), atom.var()) !=
                                       function.loop_params.end();
            bool assigned = !is_loop_param;
            for (const Stmt& stmt : function.stmts) {
                assigned = assigned || (stmt.kind == StmtKind::Assign && stmt.result == atom.var());
            }
            if (assigned) {
                return false;
            }
        }
        return true;
    }

    // --- how many versions ------------------------------------------------------------------------------------

    /// All that a version of the function copies.
    size_t SizeOf(FuncId root) const
    {
        size_t size = 0;
        std::vector<FuncId> work = {root};
        while (!work.empty()) {
            const FuncId id = work.back();
            work.pop_back();
            ForEachStmt(module_.functions[id], [&](const Stmt&) { ++size; });
            work.insert(work.end(), children_[id.index()].begin(), children_[id.index()].end());
        }
        return size;
    }

    FuncId VersionFor(FuncId callee, const Known& known)
    {
        if (const FuncId made = maker_.Find(callee, known); made.valid()) {
            return made;
        }
        const size_t size = SizeOf(callee);
        const Function& function = module_.functions[callee];
        const bool moves = calls_[callee.index()] == 1 && !function.exported && !function.is_entry;
        if (!moves) {
            const bool often = std::any_of(known.begin(), known.end(), [&](const auto& entry) {
                return slots_->IsCalledOften(callee, entry.first);
            });
            size_t& copied = copied_[callee];
            if ((!often && size > kSmall) || copied + size > kCopiedOfFunction || added_ + size > kAddedStmts) {
                return {};
            }
            copied += size;
        }
        if (maker_.copies().size() >= kMostVersions) {
            return {};
        }
        const size_t before = maker_.copied_stmts();
        const FuncId version = maker_.Make(callee, known);
        added_ += moves ? 0 : maker_.copied_stmts() - before;
        return version;
    }

    // --- what is left -----------------------------------------------------------------------------------------

    /// Closures that nobody holds any more are not made.
    static void RemoveClosures(Function& function, const std::vector<StmtId>& closures)
    {
        std::vector<bool> is_used(function.vars.size(), false);
        ForEachStmt(function, [&](const Stmt& stmt) {
            for (const Atom atom : function.args(stmt)) {
                if (atom.is_var()) {
                    is_used[atom.var().index()] = true;
                }
            }
        });
        std::vector<StmtId> next(function.stmts.size());
        for (Block& block : function.blocks) {
            std::vector<StmtId> kept;
            std::vector<StmtId> gone;
            for (const StmtId id : block.stmts) {
                const VarId result = function.stmts[id].result;
                if (function.stmts[id].kind == StmtKind::MakeClosure && result.valid() && closures[result.index()] == id &&
                    !is_used[result.index()]) {
                    gone.push_back(id);
                    continue;
                }
                for (const StmtId before : gone) {
                    next[before.index()] = id;
                }
                gone.clear();
                kept.push_back(id);
            }
            block.stmts = std::move(kept);
        }
        for (Trivia& trivia : function.trivia) {
            if (trivia.stmt.valid() && next[trivia.stmt.index()].valid()) {
                trivia.stmt = next[trivia.stmt.index()];
            }
        }
    }

    /// Originals that nobody calls go. What is wrong in a function is reported of it, or of its first version.
    void Finish()
    {
        const std::vector<bool> live = Reachable(module_, [this](const Function& function) {
            return function.exported || function.shared || function.is_entry || function.id == module_.entry ||
                   maker_.copies().find(function.id) == maker_.copies().end();
        });
        for (const auto& [original, copies] : maker_.copies()) {
            bool reported = live[original.index()];
            for (const FuncId copy : copies) {
                if (!live[copy.index()]) {
                    continue;
                }
                Function& function = module_.functions[copy];
                if (reported) {
                    function.is_guarded = function.is_copy = true;
                    function.comments.clear();
                }
                reported = true;
            }
            Function& function = module_.functions[original];
            if (!live[original.index()] && !function.parent.valid()) {
                function.parent = copies.front();
            }
        }
        OrderFunctions(module_);
        MarkValues(module_);
    }

    Module& module_;
    VersionMaker maker_;
    const ProcedureSlots* slots_ = nullptr;            ///< of this round
    std::vector<std::vector<FuncId>> children_;        ///< by FuncId
    std::vector<uint32_t> calls_;                      ///< by FuncId: from outside of its recursion
    std::map<FuncId, size_t> copied_;                  ///< statements of all copies, where the function stays
    size_t added_ = 0;                                 ///< statements of copies of functions that stay
};

}  // namespace

void AddProcedureVersions(Module& module, ConstantId nil, ConstantId is_true, const ChooseClause& choose)
{
    Versions(module, nil, is_true, choose).Run();
}

}  // namespace omni::core
