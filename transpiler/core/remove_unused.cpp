#include "core/remove_unused.h"

#include <algorithm>

#include "core/call_graph.h"
#include "core/finish.h"
#include "support/lists.h"

namespace omni::core {
namespace {

class Remover {
public:
    explicit Remover(Function& function)
        : function_(function),
          enclosing_(function.stmts.size()),
          target_(function.stmts.size()),
          next_(function.stmts.size()),
          kept_(function.stmts.size(), false),
          needed_(function.vars.size(), false),
          definitions_(function.vars.size()),
          arrivals_(function.stmts.size())
    {
    }

    void Run()
    {
        MergeReturns(function_.body);
        Survey(function_.body, {}, {}, {});
        for (const StmtId root : roots_) {
            Keep(root);
        }
        while (!open_.empty()) {
            const VarId var = open_.back();
            open_.pop_back();
            for (const Definition& definition : definitions_[var]) {
                NeedDefinition(definition);
            }
        }
        Sweep(function_.body);
        for (Trivia& trivia : function_.trivia) {
            while (trivia.stmt.valid() && !kept_[trivia.stmt]) {
                trivia.stmt = next_[trivia.stmt];
            }
        }
        for (StmtId id : function_.stmts.ids()) {
            if (kept_[id]) {
                Trim(id);
            }
        }
    }

private:
    static constexpr uint32_t kResult = 0xFFFFFFFFu;
    struct Definition {
        StmtId stmt;
        uint32_t param;  ///< of a Loop; kResult: the statement's result
    };

    static bool HasEffect(const Stmt& stmt)
    {
        switch (stmt.kind) {
        case StmtKind::Prim: return !Info(stmt.prim).is_pure() || !Info(stmt.prim).has_result();
        case StmtKind::Move:
        case StmtKind::Assign:
        case StmtKind::MakeClosure:
        case StmtKind::LoadGlobal:
        case StmtKind::If:
        case StmtKind::Yield: return false;
        default: return true;
        }
    }

    /// `if c { return } else { return }` is `return`: nothing depends on the condition.
    void MergeReturns(BlockId block)
    {
        for (const StmtId id : function_.blocks[block].stmts) {
            Stmt& stmt = function_.stmts[id];
            for (const BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    MergeReturns(inner);
                }
            }
            if (stmt.kind == StmtKind::If && OnlyReturns(stmt.blocks[0]) && OnlyReturns(stmt.blocks[1])) {
                stmt = function_.stmts[function_.blocks[stmt.blocks[0]].stmts[0]];
            }
        }
    }

    [[nodiscard]] bool OnlyReturns(BlockId block) const
    {
        const Stmt& first = function_.stmts[function_.blocks[block].stmts[0]];
        return first.kind == StmtKind::Return && first.arg_count == 0;
    }

    /// Notes what stands around each statement, what defines each variable, and what has to stay.
    void Survey(BlockId block, StmtId enclosing, StmtId loop, StmtId target_if)
    {
        for (const StmtId id : function_.blocks[block].stmts) {
            const Stmt& stmt = function_.stmts[id];
            enclosing_[id] = enclosing;
            if (stmt.result.valid()) {
                definitions_.Add(stmt.result, {id, kResult});
            }
            if (HasEffect(stmt)) {
                roots_.push_back(id);
            }
            switch (stmt.kind) {
            case StmtKind::If:
                Survey(stmt.blocks[0], id, loop, id);
                Survey(stmt.blocks[1], id, loop, id);
                break;
            case StmtKind::Loop: {
                const auto params = function_.loop_params_of(stmt);
                for (size_t i = 0; i < params.size(); ++i) {
                    definitions_.Add(params[i], {id, static_cast<uint32_t>(i)});
                }
                Survey(stmt.blocks[0], id, id, {});
                break;
            }
            case StmtKind::Yield: Arrive(id, target_if); break;
            case StmtKind::Break:
            case StmtKind::Continue: Arrive(id, loop); break;
            default: break;
            }
        }
    }

    void Arrive(StmtId from, StmtId at)
    {
        target_[from] = at;
        arrivals_.Add(at, from);
    }

    void Need(Atom atom)
    {
        if (atom.is_var() && !needed_[atom.var()]) {
            needed_[atom.var()] = true;
            open_.push_back(atom.var());
        }
    }

    void NeedArgs(StmtId id)
    {
        for (const Atom atom : function_.args(function_.stmts[id])) {
            Need(atom);
        }
    }

    /// The statement stays, and so do all conditions under which it runs.
    void Keep(StmtId id)
    {
        if (kept_[id]) {
            return;
        }
        kept_[id] = true;
        switch (function_.stmts[id].kind) {
        case StmtKind::Loop:
        case StmtKind::Continue:
        case StmtKind::Break:
        case StmtKind::Yield: break;  // what they carry is needed where it arrives
        default: NeedArgs(id); break;
        }
        for (StmtId outer = enclosing_[id]; outer.valid() && !kept_[outer]; outer = enclosing_[outer]) {
            kept_[outer] = true;
            if (function_.stmts[outer].kind == StmtKind::If) {
                NeedArgs(outer);
            }
        }
    }

    void NeedDefinition(const Definition& definition)
    {
        const Stmt& stmt = function_.stmts[definition.stmt];
        Keep(definition.stmt);
        if (stmt.kind == StmtKind::Loop && definition.param != kResult) {
            Need(function_.args(stmt)[definition.param]);
        }
        for (const StmtId from : arrivals_[definition.stmt]) {
            const Stmt& arrival = function_.stmts[from];
            if (definition.param == kResult && arrival.kind != StmtKind::Continue) {
                Keep(from);
                NeedArgs(from);
            } else if (definition.param != kResult && arrival.kind == StmtKind::Continue) {
                Need(function_.args(arrival)[definition.param]);
            }
        }
    }

    /// An arm that stays has to end, so its Yield stays with its If.
    void Sweep(BlockId block)
    {
        std::vector<StmtId>& stmts = function_.blocks[block].stmts;
        for (size_t i = 0; i < stmts.size(); ++i) {
            const Stmt& stmt = function_.stmts[stmts[i]];
            if (stmt.kind == StmtKind::Yield) {
                kept_[stmts[i]] = true;
            }
            if (i + 1 < stmts.size()) {
                next_[stmts[i]] = stmts[i + 1];
            }
            for (const BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    kept_[stmts[i]] ? Sweep(inner) : Clear(inner);
                }
            }
        }
        std::erase_if(stmts, [&](StmtId id) { return !kept_[id]; });
    }

    void Clear(BlockId block)
    {
        for (const StmtId id : function_.blocks[block].stmts) {
            for (const BlockId inner : function_.stmts[id].blocks) {
                if (inner.valid()) {
                    Clear(inner);
                }
            }
        }
        function_.blocks[block].stmts.clear();
    }

    [[nodiscard]] bool Wanted(VarId var) const { return var.valid() && needed_[var]; }

    /// Drops results, loop parameters and carried values that nobody needs.
    void Trim(StmtId id)
    {
        Stmt& stmt = function_.stmts[id];
        if (stmt.kind == StmtKind::Loop) {
            TrimLoop(id);
        } else if ((stmt.kind == StmtKind::Yield || stmt.kind == StmtKind::Break) &&
                   !Wanted(function_.stmts[target_[id]].result)) {
            stmt.arg_count = 0;
        }
        if (stmt.kind != StmtKind::Assign && stmt.result.valid() && !needed_[stmt.result]) {
            stmt.result = VarId();
        }
        if (stmt.kind == StmtKind::Prim && stmt.prim == Prim::Caught && !stmt.result.valid()) {
            stmt.prim = Prim::DropRaised;
        }
    }

    void TrimLoop(StmtId id)
    {
        Stmt& stmt = function_.stmts[id];
        const auto params = function_.loop_params_of(stmt);
        std::vector<bool> stays;
        for (const VarId param : params) {
            stays.push_back(needed_[param]);
        }
        if (std::find(stays.begin(), stays.end(), false) == stays.end()) {
            return;
        }
        TrimArgs(stmt, stays);
        for (const StmtId from : arrivals_[id]) {
            if (function_.stmts[from].kind == StmtKind::Continue) {
                TrimArgs(function_.stmts[from], stays);
            }
        }
        uint16_t count = 0;
        for (size_t i = 0; i < stays.size(); ++i) {
            if (stays[i]) {
                function_.loop_params[stmt.first_param + count++] = function_.loop_params[stmt.first_param + i];
            }
        }
        stmt.param_count = count;
    }

    void TrimArgs(Stmt& stmt, const std::vector<bool>& stays)
    {
        const auto args = function_.args(stmt);
        uint16_t count = 0;
        for (size_t i = 0; i < stays.size(); ++i) {
            if (stays[i]) {
                args[count++] = args[i];
            }
        }
        stmt.arg_count = count;
    }

    Function& function_;
    Table<StmtId, StmtId> enclosing_;  ///< the If or Loop around it
    Table<StmtId, StmtId> target_;     ///< of a Yield, Break or Continue
    Table<StmtId, StmtId> next_;       ///< the statement after it in its block, as the block was
    Table<StmtId, bool> kept_;
    Table<VarId, bool> needed_;
    Lists<VarId, Definition> definitions_;
    Lists<StmtId, StmtId> arrivals_;  ///< Yields of an If; Breaks and Continues of a Loop
    std::vector<StmtId> roots_;
    std::vector<VarId> open_;
};

}  // namespace

void RemoveUnused(Module& module)
{
    for (Function& function : module.functions) {
        if (function.body.valid()) {
            Remover(function).Run();
        }
    }
    OrderFunctions(module);
    MarkValues(module);
}

}  // namespace omni::core
