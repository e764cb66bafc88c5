// Where references begin and end: precise dup and drop after Perceus (Reinking et al., PLDI 2021), on core IR.
//
// One walk in the order of execution, with the variables that own a reference at each point. At a use that consumes, the
// reference moves when nobody needs it afterwards; otherwise there is one more. A variable that nobody needs any more is
// given up at once: behind its last use, or at the head of the arm that does not use it. Needed is also what lends to a
// variable that is still read. When an object itself is not read any more, but parts of it are going to be consumed, it
// is *taken apart*: its memory is free from there on, and its parts have owners of their own. That is Perceus' drop
// specialisation, done where the drop is made, so that no dup of a part is needed in the first place.

#include <algorithm>
#include <optional>
#include <map>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>

#include "plan/heap_function.h"
#include "support/check.h"

namespace omni::plan {
namespace {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using reason::ReasonKind;
using support::BitSet;

/// Who owns a reference, and what the others live on.
struct State {
    BitSet owned;                              ///< by VarId
    BitSet bound;                              ///< by VarId: has a value here
    BitSet empty;                              ///< by VarId: is known to be no object
    std::map<VarId, StmtId> empty_at_first;    ///< ... in the first iteration of the loop
    std::vector<std::vector<VarId>> lenders;   ///< by VarId, of variables without a reference
};

class Placer {
public:
    Placer(HeapCode& code, const Modes& modes, const PlanOptions& options, reason::Ledger& ledger, HeapFunction& out)
        : heap_(code), code_(code.code), modes_(modes), options_(options), ledger_(ledger), out_(out)
    {
    }

    bool Run()
    {
        universe_ = code_.vars.size() + kNewVars;
        live_after_.assign(code_.stmts.size(), BitSet(universe_));
        head_live_.assign(code_.blocks.size(), BitSet(universe_));
        arm_of_.assign(code_.blocks.size(), StmtId());
        for (const StmtId id : code_.stmts.ids()) {
            if (code_.stmts[id].kind == StmtKind::If) {
                arm_of_[code_.stmts[id].blocks[0].index()] = arm_of_[code_.stmts[id].blocks[1].index()] = id;
            }
        }
        LiveInBlock(code_.body);
        State state{BitSet(universe_), BitSet(universe_), BitSet(universe_), {}, std::vector<std::vector<VarId>>(universe_)};
        for (const VarId param : code_.params) {
            if (heap_.IsTracked(param)) {
                Bind(state, param);
            }
        }
        WalkBlock(code_.body, std::move(state));
        MakeBorrows();
        std::sort(out_.operations.begin(), out_.operations.end(),
                  [](const HeapOperation& a, const HeapOperation& b) { return a.stmt < b.stmt; });
        return !failed_;
    }

private:
    HeapCode& heap_;
    core::Function& code_;
    const Modes& modes_;
    const PlanOptions& options_;
    reason::Ledger& ledger_;
    HeapFunction& out_;
    static constexpr size_t kNewVars = 256;  ///< more parts that nobody has loaded do not get a variable
    size_t universe_ = 0;                    ///< of the sets
    bool failed_ = false;
    std::vector<BitSet> live_after_;         ///< by StmtId; of a jump: at its target, with what the jump defines
    std::vector<BitSet> head_live_;          ///< by BlockId: at its head
    std::vector<StmtId> arm_of_;             ///< by BlockId
    std::vector<BitSet> yield_live_, break_live_, loop_live_;
    std::vector<StmtId> loops_;
    std::vector<StmtId> placed_;             ///< statements of the block so far
    /// Where jumps of the innermost constructs lead.
    struct Target {
        StmtId stmt;
        BitSet outer_bound, head_owned;
        std::optional<State> joined;
    };
    std::vector<Target> branches_, loop_targets_;
    std::unordered_map<uint32_t, LoadedFrom> loaded_;  ///< by VarId
    std::vector<VarId> loaded_vars_;                   ///< in order

    // --- liveness: who is read later, on some path -------------------------------------------------------------

    void AddArgs(BitSet& live, const Stmt& stmt) const
    {
        for (const Atom arg : code_.args(stmt)) {
            if (heap_.IsTracked(arg)) {
                live.Set(arg.var().index());
            }
        }
    }
    void RemoveVar(BitSet& live, VarId var) const
    {
        if (var.valid()) {
            live.Reset(var.index());
        }
    }

    BitSet LiveInBlock(BlockId block)
    {
        BitSet live(universe_);
        const auto& stmts = code_.blocks[block].stmts;
        for (size_t i = stmts.size(); i-- > 0;) {
            const StmtId id = stmts[i];
            const Stmt& stmt = code_.stmts[id];
            switch (stmt.kind) {
            case StmtKind::Yield: live = yield_live_.back(); break;
            case StmtKind::Break: live = break_live_.back(); break;
            case StmtKind::Continue: live = loop_live_.back(); break;
            case StmtKind::Return:
            case StmtKind::Unreachable: live.Clear(); break;
            default: break;
            }
            live_after_[id.index()] = live;
            switch (stmt.kind) {
            case StmtKind::If: {
                yield_live_.push_back(live);
                live = LiveInBlock(stmt.blocks[0]);
                live.Or(LiveInBlock(stmt.blocks[1]));
                yield_live_.pop_back();
                AddArgs(live, stmt);
                break;
            }
            case StmtKind::Loop: LiveInLoop(id, live); break;
            case StmtKind::Continue:
                for (const VarId param : code_.loop_params_of(code_.stmts[loops_.back()])) {
                    RemoveVar(live, param);
                }
                AddArgs(live, stmt);
                break;
            case StmtKind::Yield:
                RemoveVar(live, code_.stmts[arm_of_[block.index()]].result);
                AddArgs(live, stmt);
                break;
            case StmtKind::Break:
                RemoveVar(live, code_.stmts[loops_.back()].result);
                AddArgs(live, stmt);
                break;
            default:
                RemoveVar(live, stmt.result);
                AddArgs(live, stmt);
                break;
            }
        }
        head_live_[block.index()] = live;
        return live;
    }

    void LiveInLoop(StmtId id, BitSet& live)
    {
        const Stmt& stmt = code_.stmts[id];
        BitSet head(universe_);
        break_live_.push_back(live);
        loops_.push_back(id);
        for (;;) {
            loop_live_.push_back(head);
            BitSet found = LiveInBlock(stmt.blocks[0]);
            loop_live_.pop_back();
            found.Or(head);
            if (found == head) {
                break;
            }
            head = found;
        }
        loops_.pop_back();
        break_live_.pop_back();
        live = head;
        for (const VarId param : code_.loop_params_of(stmt)) {
            RemoveVar(live, param);
        }
        AddArgs(live, stmt);
    }

    // --- who owns, who lends ------------------------------------------------------------------------------------

    void Bind(State& state, VarId var)
    {
        state.bound.Set(var.index());
        state.empty.Reset(var.index());
        state.lenders[var.index()].clear();
        if (modes_.owned[var.index()]) {
            state.owned.Set(var.index());
        } else {
            state.owned.Reset(var.index());
            state.lenders[var.index()] = modes_.lenders[var.index()];
        }
    }

    /// Marks the owners that `var` lives on.
    void Climb(const State& state, VarId var, BitSet& needed, BitSet& seen) const
    {
        if (!seen.Set(var.index())) {
            return;
        }
        if (state.owned.Test(var.index())) {
            needed.Set(var.index());
            return;
        }
        for (const VarId lender : state.lenders[var.index()]) {
            Climb(state, lender, needed, seen);
        }
    }

    [[nodiscard]] BitSet Needed(const State& state, const BitSet& live) const
    {
        BitSet needed(universe_);
        BitSet seen(universe_);
        live.ForEach([&](size_t i) { Climb(state, VarId(i), needed, seen); });
        return needed;
    }

    /// Does `var` live on `owner`, perhaps through others?
    [[nodiscard]] bool LivesOn(const State& state, VarId var, VarId owner) const
    {
        BitSet needed(universe_);
        BitSet seen(universe_);
        Climb(state, var, needed, seen);
        return needed.Test(owner.index());
    }

    // --- operations ---------------------------------------------------------------------------------------------

    StmtId Add(StmtKind kind, const std::vector<Atom>& args, source::Span span)
    {
        Stmt stmt;
        stmt.kind = kind;
        stmt.span = span;
        code_.SetArgs(stmt, args);
        const StmtId id = code_.stmts.Add(stmt);
        placed_.push_back(id);
        return id;
    }

    void Explain(StmtId stmt, DecisionKind kind, VarId var, ReasonKind why, source::Span expression = {},
                 std::vector<support::Symbol> names = {})
    {
        reason::Reason reason;
        reason.kind = why;
        reason.function = code_.id;
        reason.expression = expression;
        reason.subject = heap_.Spelling(var);
        reason.names = std::move(names);
        out_.operations.push_back({stmt, kind, code_.vars[var].name, ledger_.Add(std::move(reason))});
    }

    void Dup(VarId var, source::Span cause)
    {
        Explain(Add(StmtKind::Dup, {var}, cause), DecisionKind::Dup, var, ReasonKind::SecondReference, cause);
    }

    void Drop(VarId var, source::Span last_use)
    {
        const StmtId id = Add(StmtKind::Drop, {var}, last_use);
        Explain(id, DecisionKind::Drop, var, last_use.valid() ? ReasonKind::LastUse : ReasonKind::DeadOnPath, last_use,
                {heap_.Spelling(var)});
    }

    /// Gives up what is not in `live` and lends to nothing in it. `last_use`: the statement in front, or none.
    void EndLives(State& state, const BitSet& live, source::Span last_use)
    {
        for (bool again = true; again;) {
            again = false;
            const BitSet needed = Needed(state, live);
            for (size_t i = 0; i < code_.vars.size() && !again; ++i) {
                const VarId var(i);
                if (!state.owned.Test(i) || live.Test(i)) {
                    continue;
                }
                if (!needed.Test(i) && state.empty.Test(i) && heap_.IsReassigned(var)) {
                    continue;  // nothing to give up until it is assigned
                }
                if (!needed.Test(i)) {
                    if (!state.empty.Test(i)) {
                        Drop(var, last_use);
                    }
                    state.owned.Reset(i);
                    again = true;
                } else if (options_.elide && TakeApart(state, live, var)) {
                    again = true;
                }
            }
        }
    }

    /// True when parts of `var` get owners of their own, because they are going to be consumed.
    bool TakeApart(State& state, const BitSet& live, VarId var)
    {
        std::vector<VarId> parts;  // variables that hold a part, in order
        ObjectLayout layout;
        bool wanted = false;
        for (const VarId part : loaded_vars_) {
            const LoadedFrom& from = loaded_.at(part.index());
            if (from.holder != var || !state.bound.Test(part.index()) || state.owned.Test(part.index())) {
                continue;
            }
            parts.push_back(part);
            layout = from.layout;
            wanted = wanted || (IsDemanded(part) && IsRead(state, live, part));
        }
        if (!wanted) {
            return false;
        }
        std::vector<Atom> args{var};
        std::vector<support::Symbol> names;
        for (const auto& field : heap_.HeapFields(var, layout)) {
            VarId keep;
            int best = -1;
            for (const VarId part : parts) {
                if (IsOf(part, field)) {
                    const int worth = IsRead(state, live, part) ? (IsDemanded(part) ? 2 : 1) : 0;
                    if (worth >= best) {
                        best = worth;
                        keep = part;
                    }
                }
            }
            if (!keep.valid()) {
                keep = LoadPart(state, var, layout, field);
            } else if (best > 0) {
                names.push_back(heap_.Spelling(keep));
            }
            for (const VarId part : parts) {
                if (IsOf(part, field) && part != keep) {
                    state.lenders[part.index()] = {keep};
                }
            }
            args.push_back(keep);
            state.owned.Set(keep.index());
            state.lenders[keep.index()].clear();
        }
        state.owned.Reset(var.index());
        Explain(Add(StmtKind::Free, args, code_.vars[var].span), DecisionKind::Free, var, ReasonKind::CellFreed, {},
                names);
        return true;
    }

    /// Is it, or something that lives on it, read later?
    [[nodiscard]] bool IsRead(const State& state, const BitSet& live, VarId part) const
    {
        bool is_read = false;
        live.ForEach([&](size_t i) { is_read = is_read || DependsOn(state, VarId(i), part); });
        return is_read;
    }
    [[nodiscard]] bool IsOf(VarId part, const analysis::StorageGraph::Edge& field) const
    {
        const LoadedFrom& from = loaded_.at(part.index());
        return from.kind == field.kind && from.index == field.index;
    }

    /// Is `part` the variable, or something that it lives on?
    [[nodiscard]] bool DependsOn(const State& state, VarId var, VarId part, size_t depth = 0) const
    {
        if (var == part) {
            return true;
        }
        if (state.owned.Test(var.index()) || depth > code_.vars.size()) {
            return false;
        }
        const auto& lenders = state.lenders[var.index()];
        return std::any_of(lenders.begin(), lenders.end(),
                           [&](VarId lender) { return DependsOn(state, lender, part, depth + 1); });
    }

    /// A field that nobody has loaded: it has to be given up.
    VarId LoadPart(State& state, VarId var, const ObjectLayout& layout, const analysis::StorageGraph::Edge& field)
    {
        if (code_.vars.size() >= universe_) {
            failed_ = true;
            return var;
        }
        core::Var part;
        part.kind = core::VarKind::Temp;
        Stmt load;
        load.kind = StmtKind::Prim;
        load.span = code_.vars[var].span;
        switch (layout.shape) {
        case ObjectLayout::Struct: {
            const core::StructType& type = heap_.module.structs[layout.type];
            load.prim = core::Prim::StructField;
            load.struct_type = layout.type;
            load.field = static_cast<uint16_t>(field.index - type.first_field);
            part.name = type.fields[load.field].name;
            part.kinds = type.fields[load.field].kinds;
            break;
        }
        case ObjectLayout::Values:
            load.prim = field.kind == core::FieldKind::Car ? core::Prim::ValuesFirst : core::Prim::ValuesRest;
            part.name = support::Intern(field.kind == core::FieldKind::Car ? "first" : "rest");
            break;
        default:
            load.prim = field.kind == core::FieldKind::Car ? core::Prim::PairCar : core::Prim::PairCdr;
            part.name = support::Intern(field.kind == core::FieldKind::Car ? "head" : "tail");
            break;
        }
        load.result = code_.AddVar(part);
        heap_.node_of.push_back(field.target);
        const Atom holder(var);
        code_.SetArgs(load, {&holder, 1});
        placed_.push_back(code_.stmts.Add(load));
        state.bound.Set(load.result.index());
        return load.result;
    }
    [[nodiscard]] bool IsDemanded(VarId var) const
    {
        return var.index() < modes_.demanded.size() && modes_.demanded[var.index()];
    }

    // --- the walk -----------------------------------------------------------------------------------------------

    /// Operand `operand` of `stmt` is consumed; those before it that were, are marked in `done`. `live`: who is read
    /// afterwards. `into`: what holds the object then.
    void Consume(State& state, const Stmt& stmt, size_t operand, const BitSet& live, std::vector<bool>& done,
                 VarId into = {})
    {
        const std::vector<Atom> args(code_.args(stmt).begin(), code_.args(stmt).end());
        done.resize(args.size(), false);
        const Atom atom = args[operand];
        if (!heap_.IsTracked(atom)) {
            return;
        }
        const VarId var = atom.var();
        bool needed = !state.owned.Test(var.index());
        if (!needed) {
            needed = Needed(state, live).Test(var.index()) && !(into.valid() && IsOnlyRead(state, live, var));
            for (size_t i = 0; i < args.size() && !into.valid(); ++i) {
                needed = needed || (i != operand && !done[i] && heap_.IsTracked(args[i]) &&
                                    LivesOn(state, args[i].var(), var));
            }
        }
        done[operand] = true;
        if (needed) {
            Dup(var, stmt.span);
            if (stmt.kind == StmtKind::Call) {
                out_.shares_with.push_back(stmt.callee);
            }
            return;
        }
        state.owned.Reset(var.index());
        state.lenders[var.index()].clear();
        if (into.valid()) {
            state.lenders[var.index()].push_back(into);
        }
    }

    /// Nobody consumes the variable, nor a part of it, after this: it may be read through what holds it.
    [[nodiscard]] bool IsOnlyRead(const State& state, const BitSet& live, VarId var) const
    {
        bool only_read = !modes_.lenders[var.index()].empty();
        live.ForEach([&](size_t i) {
            if (VarId(i) != var && LivesOn(state, VarId(i), var) && IsDemanded(VarId(i))) {
                only_read = false;
            }
        });
        return only_read;
    }

    [[nodiscard]] bool EndsInError(BlockId block) const
    {
        const auto& stmts = code_.blocks[block].stmts;
        return !stmts.empty() && code_.stmts[stmts.back()].kind == StmtKind::Unreachable;
    }

    void WalkBlock(BlockId block, State state)
    {
        const Learned learned = LearnAtHead(heap_, block, arm_of_[block.index()]);
        if (learned.empty.valid()) {
            state.empty.Set(learned.empty.index());
        }
        for (const auto& [var, loop] : state.empty_at_first) {
            if (loop == learned.first_time) {
                state.empty.Set(var.index());
            }
        }
        std::vector<StmtId> outside = std::exchange(placed_, {});
        const std::vector<StmtId> stmts = code_.blocks[block].stmts;
        const bool ends_in_error = EndsInError(block);  // nobody frees on the way to the end of the program
        if (!ends_in_error) {
            EndLives(state, head_live_[block.index()], {});
        }
        bool falls = true;
        for (size_t i = 0; i < stmts.size() && falls; ++i) {
            const StmtKind kind = code_.stmts[stmts[i]].kind;
            if (core::IsTerminator(kind)) {
                Jump(stmts[i], state, i == 0 ? source::Span{} : code_.stmts[stmts[i - 1]].span);
                falls = false;
            } else if (kind == StmtKind::If) {
                falls = WalkIf(stmts[i], state);
            } else if (kind == StmtKind::Loop) {
                falls = WalkLoop(stmts[i], state);
            } else {
                WalkPlain(stmts[i], state);
            }
            if (falls && !ends_in_error) {
                EndLives(state, live_after_[stmts[i].index()], code_.stmts[stmts[i]].span);
            }
        }
        code_.blocks[block].stmts = std::exchange(placed_, std::move(outside));
    }

    void WalkPlain(StmtId id, State& state)
    {
        const Stmt stmt = code_.stmts[id];
        const std::vector<Atom> args(code_.args(stmt).begin(), code_.args(stmt).end());
        BitSet live = live_after_[id.index()];
        RemoveVar(live, stmt.result);
        std::vector<bool> done;
        if (stmt.kind == StmtKind::Assign || stmt.kind == StmtKind::Move) {
            WalkMove(id, stmt, args[0], state, live);
            return;
        }
        for (size_t i = 0; i < args.size(); ++i) {
            if (heap_.Consumes(stmt, i)) {
                const bool links = stmt.kind == StmtKind::Prim && stmt.prim == core::Prim::PairSetCdr;
                Consume(state, stmt, i, live, done, links ? args[0].var() : VarId());
            }
        }
        placed_.push_back(id);
        if (!stmt.result.valid() || !heap_.IsTracked(stmt.result)) {
            return;
        }
        state.bound.Set(stmt.result.index());
        std::vector<VarId>& lenders = state.lenders[stmt.result.index()];
        lenders.clear();
        if (heap_.Makes(stmt) || heap_.Gives(stmt)) {
            state.owned.Set(stmt.result.index());
            return;
        }
        for (const Atom arg : args) {
            if (heap_.IsTracked(arg) && arg.var() != stmt.result) {
                lenders.push_back(arg.var());
            }
        }
        if (const auto load = heap_.LoadOf(stmt); load && !heap_.IsReassigned(stmt.result)) {
            if (loaded_.emplace(stmt.result.index(), *load).second) {
                loaded_vars_.push_back(stmt.result);
            }
        }
    }

    void WalkMove(StmtId id, const Stmt& stmt, Atom source, State& state, const BitSet& live)
    {
        std::vector<bool> done;
        const bool tracked = stmt.result.valid() && heap_.IsTracked(stmt.result);
        if (tracked && state.owned.Test(stmt.result.index()) && stmt.kind == StmtKind::Assign) {
            BitSet others = live;
            RemoveVar(others, stmt.result);
            if (Needed(state, others).Test(stmt.result.index())) {
                failed_ = true;  // something is read later that lives on the old value
            }
            if (source.is_var() && LivesOn(state, source.var(), stmt.result)) {
                failed_ = true;
            }
            if (!state.empty.Test(stmt.result.index())) {
                Drop(stmt.result, stmt.span);
            }
            state.owned.Reset(stmt.result.index());
        }
        if (tracked && modes_.owned[stmt.result.index()]) {
            Consume(state, stmt, 0, live, done, stmt.result);
        }
        placed_.push_back(id);
        if (!tracked) {
            return;
        }
        const bool owned = modes_.owned[stmt.result.index()];
        state.empty_at_first.erase(stmt.result);
        state.empty.Reset(stmt.result.index());
        if (source.is_constant() && IsImmediate(source.constant())) {
            state.empty.Set(stmt.result.index());
        }
        state.bound.Set(stmt.result.index());
        state.lenders[stmt.result.index()].clear();
        if (owned) {
            state.owned.Set(stmt.result.index());
        } else if (heap_.IsTracked(source)) {
            state.lenders[stmt.result.index()].push_back(source.var());
        }
    }

    [[nodiscard]] bool IsImmediate(core::ConstantId constant) const
    {
        const core::ConstantKind kind = heap_.module.constants[constant].kind;
        return kind == core::ConstantKind::Nil || kind == core::ConstantKind::Nothing ||
               kind == core::ConstantKind::Bool || kind == core::ConstantKind::Undefined;
    }

    /// What has to live on when a jump binds `vars`.
    void AddLenders(BitSet& live, const BitSet& target, std::span<const VarId> vars) const
    {
        for (const VarId var : vars) {
            if (var.valid() && heap_.IsTracked(var) && target.Test(var.index()) && !modes_.owned[var.index()]) {
                for (const VarId lender : modes_.lenders[var.index()]) {
                    live.Set(lender.index());
                }
            }
        }
    }

    /// Operands of `stmt` become `vars`: those that own consume. `target`: who is read there. `before`: the statement
    /// that was in front.
    void Give(const Stmt& stmt, std::span<const VarId> vars, State& state, const BitSet& target, source::Span before,
              bool is_jump)
    {
        BitSet live = target;
        for (const VarId var : vars) {
            RemoveVar(live, var);
        }
        AddLenders(live, target, vars);
        if (is_jump) {
            BitSet with_operands = live;
            AddArgs(with_operands, stmt);
            EndLives(state, with_operands, before);
        }
        std::vector<bool> done;
        const size_t count = code_.args(stmt).size();
        for (size_t i = 0; i < count && i < vars.size(); ++i) {
            if (vars[i].valid() && heap_.IsTracked(vars[i]) && modes_.owned[vars[i].index()]) {
                Consume(state, stmt, i, live, done);
            }
        }
        EndLives(state, live, stmt.span);
    }

    void Jump(StmtId id, State& state, source::Span before)
    {
        const Stmt stmt = code_.stmts[id];
        const BitSet& target = live_after_[id.index()];
        switch (stmt.kind) {
        case StmtKind::Return: {
            BitSet live(universe_);
            AddArgs(live, stmt);
            EndLives(state, live, before);
            std::vector<bool> done;
            if (stmt.arg_count == 1 && heap_.InHeap(heap_.result)) {
                Consume(state, stmt, 0, BitSet(universe_), done);
            }
            EndLives(state, BitSet(universe_), stmt.span);
            break;
        }
        case StmtKind::Yield: {
            const VarId result = code_.stmts[branches_.back().stmt].result;
            Give(stmt, {&result, 1}, state, target, before, true);
            Join(branches_.back(), state);
            break;
        }
        case StmtKind::Break: {
            const VarId result = code_.stmts[loop_targets_.back().stmt].result;
            Give(stmt, {&result, 1}, state, target, before, true);
            Join(loop_targets_.back(), state);
            break;
        }
        case StmtKind::Continue: {
            const Stmt loop = code_.stmts[loop_targets_.back().stmt];
            const std::vector<VarId> params(code_.loop_params_of(loop).begin(), code_.loop_params_of(loop).end());
            Give(stmt, params, state, target, before, true);
            failed_ = failed_ || !(state.owned == loop_targets_.back().head_owned);
            break;
        }
        default: break;
        }
        placed_.push_back(id);
    }

    void Join(Target& target, const State& state)
    {
        bool inside = false;
        state.owned.ForEach([&](size_t i) { inside = inside || !target.outer_bound.Test(i); });
        failed_ = failed_ || inside;
        if (!target.joined) {
            target.joined = state;
            return;
        }
        failed_ = failed_ || !(target.joined->owned == state.owned);
        target.joined->empty.And(state.empty);
        std::erase_if(target.joined->empty_at_first, [&](const auto& entry) {
            return state.empty_at_first.count(entry.first) == 0;
        });
        for (size_t i = 0; i < universe_; ++i) {
            auto& lenders = target.joined->lenders[i];
            lenders.insert(lenders.end(), state.lenders[i].begin(), state.lenders[i].end());
            std::sort(lenders.begin(), lenders.end());
            lenders.erase(std::unique(lenders.begin(), lenders.end()), lenders.end());
        }
    }

    bool WalkIf(StmtId id, State& state)
    {
        const Stmt stmt = code_.stmts[id];
        placed_.push_back(id);
        branches_.push_back({id, state.bound, {}, {}});
        WalkBlock(stmt.blocks[0], state);
        WalkBlock(stmt.blocks[1], state);
        return Resume(branches_, stmt, state);
    }

    bool WalkLoop(StmtId id, State& state)
    {
        const Stmt stmt = code_.stmts[id];
        const std::vector<VarId> params(code_.loop_params_of(stmt).begin(), code_.loop_params_of(stmt).end());
        Give(stmt, params, state, head_live_[stmt.blocks[0].index()], stmt.span, false);
        placed_.push_back(id);
        loop_targets_.push_back({id, state.bound, state.owned, {}});
        State inside = state;
        inside.empty_at_first.clear();
        state.empty.ForEach([&](size_t i) {
            if (heap_.IsReassigned(VarId(i))) {
                inside.empty.Reset(i);
                inside.empty_at_first.emplace(VarId(i), id);
            }
        });
        for (const VarId param : params) {
            if (heap_.IsTracked(param)) {
                Bind(inside, param);
            }
        }
        WalkBlock(stmt.blocks[0], std::move(inside));
        return Resume(loop_targets_, stmt, state);
    }

    /// Behind an `if` or loop. False: nothing comes there.
    bool Resume(std::vector<Target>& targets, const Stmt& stmt, State& state)
    {
        Target target = std::move(targets.back());
        targets.pop_back();
        if (!target.joined) {
            return false;
        }
        state = std::move(*target.joined);
        state.bound = target.outer_bound;
        if (stmt.result.valid() && heap_.IsTracked(stmt.result)) {
            Bind(state, stmt.result);
        }
        return true;
    }

    /// Declarations that the checker compares with what happens.
    void MakeBorrows()
    {
        const auto add = [&](VarId var) {
            if (var.valid() && heap_.IsTracked(var) && !modes_.owned[var.index()]) {
                out_.borrows.push_back({var, modes_.lenders[var.index()]});
            }
        };
        for (const VarId param : code_.params) {
            add(param);
        }
        for (const Stmt& stmt : code_.stmts) {
            if (stmt.kind == StmtKind::If || stmt.kind == StmtKind::Loop || stmt.kind == StmtKind::Move) {
                add(stmt.result);
                for (const VarId param : code_.loop_params_of(stmt)) {
                    add(param);
                }
            }
        }
        std::sort(out_.borrows.begin(), out_.borrows.end(), [](const Borrow& a, const Borrow& b) { return a.var < b.var; });
        out_.borrows.erase(std::unique(out_.borrows.begin(), out_.borrows.end(),
                                       [](const Borrow& a, const Borrow& b) { return a.var == b.var; }),
                           out_.borrows.end());
    }
};

}  // namespace

bool PlaceCounts(HeapCode& code, const Modes& modes, const PlanOptions& options, reason::Ledger& ledger,
                 HeapFunction& out)
{
    return Placer(code, modes, options, ledger, out).Run();
}

}  // namespace omni::plan
