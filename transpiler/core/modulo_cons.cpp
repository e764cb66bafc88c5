#include "core/modulo_cons.h"

#include <algorithm>

namespace omni::core {
namespace {

/// A block that ends in `%t = call self(...)`, Conses that put %t at the end of a list, `return` of the list.
struct Site {
    BlockId block;
    size_t call;             ///< index of the call in the block
};

class ConsLooper {
public:
    ConsLooper(Function& function, ConstantId nil, ConstantId undefined)
        : function_(function), nil_(nil), undefined_(undefined)
    {
    }

    /// Says whether the function has become a loop.
    bool Run()
    {
        CountUses();
        SinkIntoArms(function_.body);
        if (const StmtId own = OwnLoop(); own.valid()) {
            FindSites(function_.stmts[own].blocks[0]);
            loop_ = own;
        } else {
            FindSites(function_.body);
        }
        if (sites_.empty() || !EveryReturnHasValue()) {
            return false;
        }
        if (!loop_.valid()) {
            WrapBody();
        }
        AddVariables();
        const size_t block_count = function_.blocks.size();
        for (size_t i = 0; i < block_count; ++i) {
            FixReturn(BlockId(i));
        }
        FixContinues(function_.stmts[loop_].blocks[0]);
        for (const Site& site : sites_) {
            FixSite(site);
        }
        FinishLoop();
        function_.modulo_cons = true;
        return true;
    }

private:
    std::vector<StmtId>& stmts(BlockId block) { return function_.blocks[block].stmts; }

    void CountUses()
    {
        uses_.assign(function_.vars.size(), 0);
        Count(function_.body);
    }

    void Count(BlockId block)
    {
        for (StmtId id : stmts(block)) {
            const Stmt& stmt = function_.stmts[id];
            for (Atom atom : function_.args(stmt)) {
                if (atom.is_var()) {
                    ++uses_[atom.var().index()];
                }
            }
            for (BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    Count(inner);
                }
            }
        }
    }

    [[nodiscard]] bool UsedOnce(VarId var) const
    {
        return uses_[var.index()] == 1 && !function_.vars[var].assigned;
    }

    /// Index of the first of the Conses at the end of a block, each at the end of the next one's list, whose list the
    /// last statement returns or yields; the number of statements when there is none. `end` becomes the first one's end.
    size_t FirstCons(BlockId block, StmtKind last, VarId& end)
    {
        const auto& list = stmts(block);
        const size_t none = list.size();
        if (list.size() < 2) {
            return none;
        }
        const Stmt& leave = function_.stmts[list.back()];
        if (leave.kind != last || leave.arg_count != 1 || !function_.args(leave)[0].is_var()) {
            return none;
        }
        end = function_.args(leave)[0].var();
        size_t first = none;
        for (size_t i = list.size() - 1; i-- > 0;) {
            const Stmt& cons = function_.stmts[list[i]];
            if (cons.kind != StmtKind::Prim || cons.prim != Prim::Cons || cons.result != end || !UsedOnce(end) ||
                !function_.args(cons)[1].is_var()) {
                break;
            }
            first = i;
            end = function_.args(cons)[1].var();
        }
        return first;
    }

    /// (cons x (if c (self a) b)) is (if c (cons x (self a)) (cons x b)).
    void SinkIntoArms(BlockId block)
    {
        VarId end;
        const size_t first = FirstCons(block, StmtKind::Return, end);
        if (first < stmts(block).size() && first > 0) {
            const StmtId before = stmts(block)[first - 1];
            const Stmt choice = function_.stmts[before];
            if (choice.kind == StmtKind::If && choice.result == end && UsedOnce(end) && ArmCallsSelf(before)) {
                const std::vector<StmtId> tail(stmts(block).begin() + static_cast<std::ptrdiff_t>(first),
                                               stmts(block).end());
                stmts(block).resize(first);
                function_.stmts[before].result = {};
                for (BlockId arm : choice.blocks) {
                    AppendTail(arm, tail, end);
                }
                CountUses();
            }
        }
        for (size_t i = 0; i < stmts(block).size(); ++i) {
            const Stmt stmt = function_.stmts[stmts(block)[i]];
            for (BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    SinkIntoArms(inner);
                }
            }
        }
    }

    /// Does an arm of the If end in a call of the function itself, perhaps with Conses around it?
    bool ArmCallsSelf(StmtId choice)
    {
        for (BlockId arm : function_.stmts[choice].blocks) {
            const auto& list = stmts(arm);
            const Stmt& leave = function_.stmts[list.back()];
            if (list.size() < 2 || leave.kind != StmtKind::Yield || leave.arg_count != 1 ||
                !function_.args(leave)[0].is_var()) {
                continue;
            }
            VarId end;
            const size_t first = std::min(FirstCons(arm, StmtKind::Yield, end), list.size() - 1);
            const VarId wanted = first == list.size() - 1 ? function_.args(leave)[0].var() : end;
            if (first == 0) {
                continue;
            }
            const Stmt& before = function_.stmts[list[first - 1]];
            if (before.result == wanted && (IsSelfCall(before) || (before.kind == StmtKind::If && UsedOnce(wanted) &&
                                                                   ArmCallsSelf(list[first - 1])))) {
                return true;
            }
        }
        return false;
    }

    /// What followed the If follows in the arm, with the arm's value in the place of `value`.
    void AppendTail(BlockId arm, const std::vector<StmtId>& tail, VarId value)
    {
        const Stmt leave = function_.stmts[stmts(arm).back()];
        if (leave.kind != StmtKind::Yield) {
            return;
        }
        std::vector<std::pair<VarId, Atom>> renamed{{value, function_.args(leave)[0]}};
        stmts(arm).pop_back();
        for (StmtId id : tail) {
            Stmt copy = function_.stmts[id];
            std::vector<Atom> args(function_.args(copy).begin(), function_.args(copy).end());
            for (Atom& atom : args) {
                for (const auto& [from, to] : renamed) {
                    atom = atom == Atom(from) ? to : atom;
                }
            }
            if (copy.result.valid()) {
                const VarId result = function_.AddVar(function_.vars[copy.result]);
                renamed.emplace_back(copy.result, result);
                copy.result = result;
            }
            function_.SetArgs(copy, args);
            stmts(arm).push_back(function_.stmts.Add(copy));
        }
    }

    [[nodiscard]] bool IsSelfCall(const Stmt& stmt) const
    {
        return stmt.kind == StmtKind::Call && stmt.callee == function_.id && stmt.result.valid();
    }

    /// The loop that the whole body is, when what it begins with are parameters and constants; else None.
    StmtId OwnLoop()
    {
        if (stmts(function_.body).size() != 1) {
            return {};
        }
        const StmtId id = stmts(function_.body)[0];
        const Stmt& stmt = function_.stmts[id];
        return stmt.kind == StmtKind::Loop && !stmt.result.valid() ? id : StmtId();
    }

    /// Does the block call the function with the same arguments in front of the call? That call goes as deep, so a loop in
    /// the place of the second one spares no C stack, and only costs the links: (cons (make (- n 1)) (make (- n 1))).
    bool HasTwin(BlockId block, size_t index)
    {
        const auto& list = stmts(block);
        const auto wanted = function_.args(function_.stmts[list[index]]);
        return std::any_of(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(index), [&](StmtId id) {
            const Stmt& stmt = function_.stmts[id];
            const auto given = function_.args(stmt);
            return IsSelfCall(stmt) && std::equal(given.begin(), given.end(), wanted.begin(), wanted.end(),
                                                  [&](Atom a, Atom b) { return IsSame(block, a, b); });
        });
    }

    /// Are both the same value: one variable or constant, or results of one arithmetic on the same operands in the block?
    bool IsSame(BlockId block, Atom a, Atom b)
    {
        if (a == b) {
            return !a.is_var() || !function_.vars[a.var()].assigned;
        }
        const auto definition = [&](Atom atom) -> const Stmt* {
            const auto& list = stmts(block);
            const auto found = std::find_if(list.begin(), list.end(), [&](StmtId id) {
                return atom.is_var() && function_.stmts[id].result == atom.var();
            });
            return found == list.end() ? nullptr : &function_.stmts[*found];
        };
        const Stmt* first = definition(a);
        const Stmt* second = definition(b);
        if (first == nullptr || second == nullptr || first->kind != StmtKind::Prim || second->kind != StmtKind::Prim ||
            first->prim != second->prim || first->prim < Prim::Add || first->prim > Prim::Modulo) {
            return false;
        }
        const auto of_first = function_.args(*first);
        const auto of_second = function_.args(*second);
        return std::equal(of_first.begin(), of_first.end(), of_second.begin(), of_second.end(), [&](Atom x, Atom y) {
            return x == y && (!x.is_var() || !function_.vars[x.var()].assigned);
        });
    }

    /// In a block and the arms of its Ifs: what stands in a further loop stays a call.
    void FindSites(BlockId block)
    {
        VarId end;
        const size_t first = FirstCons(block, StmtKind::Return, end);
        if (first < stmts(block).size() && first > 0) {
            const Stmt& call = function_.stmts[stmts(block)[first - 1]];
            if (IsSelfCall(call) && call.result == end && UsedOnce(end) && !HasTwin(block, first - 1)) {
                sites_.push_back({block, first - 1});
            }
        }
        for (StmtId id : stmts(block)) {
            const Stmt& stmt = function_.stmts[id];
            if (stmt.kind == StmtKind::If) {
                FindSites(stmt.blocks[0]);
                FindSites(stmt.blocks[1]);
            }
        }
    }

    [[nodiscard]] bool IsSite(BlockId block) const
    {
        return std::any_of(sites_.begin(), sites_.end(), [block](const Site& site) { return site.block == block; });
    }

    bool EveryReturnHasValue()
    {
        return std::all_of(function_.blocks.begin(), function_.blocks.end(), [&](const Block& block) {
            return block.stmts.empty() || function_.stmts[block.stmts.back()].kind != StmtKind::Return ||
                   function_.stmts[block.stmts.back()].arg_count == 1;
        });
    }

    void WrapBody()
    {
        Stmt loop;
        loop.kind = StmtKind::Loop;
        loop.span = function_.span;
        loop.blocks[0] = function_.blocks.Add({});
        function_.SetArgs(loop, {});
        stmts(loop.blocks[0]).swap(stmts(function_.body));
        for (Site& site : sites_) {
            site.block = site.block == function_.body ? loop.blocks[0] : site.block;
        }
        loop_ = function_.stmts.Add(loop);
        stmts(function_.body).push_back(loop_);
    }

    VarId AddVar(const char* name, bool assigned)
    {
        Var var;
        var.name = support::Intern(name);
        var.kind = VarKind::Temp;
        var.assigned = assigned;
        var.span = function_.span;
        return function_.AddVar(var);
    }

    /// `first`, `last`, and a loop parameter for each parameter that changes from call to call and is read in the loop.
    void AddVariables()
    {
        const Stmt& loop = function_.stmts[loop_];
        inits_.assign(function_.args(loop).begin(), function_.args(loop).end());
        loop_params_.assign(function_.loop_params_of(loop).begin(), function_.loop_params_of(loop).end());
        old_param_count_ = loop_params_.size();
        CountUses();
        for (size_t i = 0; i < function_.params.size(); ++i) {
            const VarId param = function_.params[i];
            size_t as_init = static_cast<size_t>(std::count(inits_.begin(), inits_.end(), Atom(param)));
            const bool varies = std::any_of(sites_.begin(), sites_.end(), [&](const Site& site) {
                return function_.args(function_.stmts[stmts(site.block)[site.call]])[i] != Atom(param);
            });
            if (!varies || (uses_[param.index()] == as_init && !function_.vars[param].assigned)) {
                continue;
            }
            Var var = function_.vars[param];
            var.kind = VarKind::Local;
            var.assigned = true;
            const VarId copy = function_.AddVar(var);
            Rename(param, copy);
            inits_.push_back(param);
            loop_params_.push_back(copy);
        }
        last_ = AddVar("last", true);
        first_ = AddVar("first", true);
        inits_.push_back(nil_);
        loop_params_.push_back(last_);
    }

    void Rename(VarId from, VarId to)
    {
        for (Atom& atom : function_.operands) {
            atom = atom == Atom(from) ? Atom(to) : atom;
        }
        for (StmtId id : function_.stmts.ids()) {
            Stmt& stmt = function_.stmts[id];
            stmt.result = stmt.result == from ? to : stmt.result;
        }
        function_.vars[from].assigned = false;
    }

    StmtId Add(StmtKind kind, source::Span span, std::span<const Atom> args, VarId result = {})
    {
        Stmt stmt;
        stmt.kind = kind;
        stmt.span = span;
        stmt.result = result;
        function_.SetArgs(stmt, args);
        return function_.stmts.Add(stmt);
    }

    StmtId AddPrim(Prim prim, source::Span span, std::span<const Atom> args, VarId result = {})
    {
        const StmtId id = Add(StmtKind::Prim, span, args, result);
        function_.stmts[id].prim = prim;
        return id;
    }

    /// An If on whether there is no pair yet; the arms are the caller's to fill.
    Stmt AddChoice(BlockId block, source::Span span)
    {
        Var test;
        test.name = support::Intern("empty");
        test.kind = VarKind::Temp;
        test.span = span;
        const VarId empty = function_.AddVar(test);
        stmts(block).push_back(AddPrim(Prim::IsNull, span, {{Atom(last_)}}, empty));
        Stmt choice;
        choice.kind = StmtKind::If;
        choice.span = span;
        choice.blocks[0] = function_.blocks.Add({});
        choice.blocks[1] = function_.blocks.Add({});
        function_.SetArgs(choice, {{Atom(empty)}});
        stmts(block).push_back(function_.stmts.Add(choice));
        return choice;
    }

    /// What is returned becomes the end of the list, if there is one.
    void FixReturn(BlockId block)
    {
        if (stmts(block).empty() || IsSite(block)) {
            return;
        }
        const StmtId id = stmts(block).back();
        const Stmt leave = function_.stmts[id];
        if (leave.kind != StmtKind::Return) {
            return;
        }
        const Atom value = function_.args(leave)[0];
        if (value == Atom(nil_)) {
            returns_nil_ = true;
            function_.args(leave)[0] = first_;
            return;
        }
        stmts(block).pop_back();
        const Stmt choice = AddChoice(block, leave.span);
        stmts(choice.blocks[0]).push_back(id);
        stmts(choice.blocks[1]).push_back(AddPrim(Prim::PairSetCdr, leave.span, {{Atom(last_), value}}));
        stmts(choice.blocks[1]).push_back(Add(StmtKind::Return, leave.span, {{Atom(first_)}}));
    }

    /// The loop's own iterations change nothing of what is new.
    void FixContinues(BlockId block)
    {
        for (StmtId id : std::vector<StmtId>(stmts(block))) {
            Stmt& stmt = function_.stmts[id];
            if (stmt.kind == StmtKind::Continue) {
                std::vector<Atom> args(function_.args(stmt).begin(), function_.args(stmt).end());
                args.insert(args.end(), loop_params_.begin() + static_cast<std::ptrdiff_t>(old_param_count_),
                            loop_params_.end());
                function_.SetArgs(stmt, args);
            } else if (stmt.kind == StmtKind::If) {
                const BlockId arms[] = {stmt.blocks[0], stmt.blocks[1]};
                FixContinues(arms[0]);
                FixContinues(arms[1]);
            }
        }
    }

    void FixSite(const Site& site)
    {
        const StmtId call_id = stmts(site.block)[site.call];
        const Stmt call = function_.stmts[call_id];
        const std::vector<Atom> args(function_.args(call).begin(), function_.args(call).end());
        const StmtId innermost = stmts(site.block)[site.call + 1];
        const Stmt leave = function_.stmts[stmts(site.block).back()];
        const Atom list = function_.args(leave)[0];
        function_.args(function_.stmts[innermost])[1] = nil_;
        stmts(site.block).pop_back();
        stmts(site.block).erase(stmts(site.block).begin() + static_cast<std::ptrdiff_t>(site.call));
        for (Trivia& trivia : function_.trivia) {
            trivia.stmt = trivia.stmt == call_id ? innermost : trivia.stmt;
        }
        const Stmt choice = AddChoice(site.block, leave.span);
        stmts(choice.blocks[0]).push_back(Add(StmtKind::Assign, leave.span, {{list}}, first_));
        stmts(choice.blocks[0]).push_back(Add(StmtKind::Yield, leave.span, {}));
        stmts(choice.blocks[1]).push_back(AddPrim(Prim::PairSetCdr, leave.span, {{Atom(last_), list}}));
        stmts(choice.blocks[1]).push_back(Add(StmtKind::Yield, leave.span, {}));
        std::vector<Atom> next;
        for (size_t i = 0; i + 1 < inits_.size(); ++i) {
            const auto param = std::find_if(function_.params.begin(), function_.params.end(),
                                            [&](VarId var) { return Atom(var) == inits_[i]; });
            next.push_back(param == function_.params.end()
                               ? inits_[i]
                               : args[static_cast<size_t>(param - function_.params.begin())]);
        }
        next.push_back(function_.stmts[innermost].result);
        stmts(site.block).push_back(Add(StmtKind::Continue, call.span, next));
    }

    void FinishLoop()
    {
        Stmt& loop = function_.stmts[loop_];
        function_.SetArgs(loop, inits_);
        loop.first_param = static_cast<uint32_t>(function_.loop_params.size());
        loop.param_count = static_cast<uint16_t>(loop_params_.size());
        function_.loop_params.insert(function_.loop_params.end(), loop_params_.begin(), loop_params_.end());
        const StmtId begin =
            Add(StmtKind::Move, function_.span, {{Atom(returns_nil_ ? nil_ : undefined_)}}, first_);
        stmts(function_.body).insert(stmts(function_.body).begin(), begin);
    }

    Function& function_;
    ConstantId nil_, undefined_;
    std::vector<uint32_t> uses_;        // by variable
    std::vector<Site> sites_;
    StmtId loop_;
    std::vector<Atom> inits_;           // of the loop
    std::vector<VarId> loop_params_;    // the old ones first
    size_t old_param_count_ = 0;
    VarId first_, last_;                // pair of the list
    bool returns_nil_ = false;
};

}  // namespace

void LoopModuloCons(Module& module, ConstantId nil, ConstantId undefined)
{
    for (Function& function : module.functions) {
        if (function.captured.empty() && !function.is_entry && !function.is_extern && function.body.valid()) {
            ConsLooper(function, nil, undefined).Run();
        }
    }
}

}  // namespace omni::core
