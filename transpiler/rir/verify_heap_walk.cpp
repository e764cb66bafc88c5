// V5 and V6 along the paths of one function, in one walk over its blocks.
//
// A *unit* is the right and duty to give up one reference. Each variable of a heap node has some units at each point: one
// from the statement that makes or receives the object, one more from each `dup`. Consuming takes one away; at the end
// none may be left. A variable without units may be read as long as its *lenders* may: what it was loaded from, what it
// was linked into, what its declaration names. That is a proof on its own: nothing of the planner is believed.

#include <algorithm>
#include <optional>
#include <set>

#include "core/never_again.h"
#include "rir/verify_context.h"

namespace omni::rir {
namespace {

using core::Atom;
using core::BlockId;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::StorageEffect;
using core::VarId;

/// Layout of an object that is taken apart, and of a cell.
enum class Shape : uint8_t { Unknown, Pair, Values, Struct };
struct Layout {
    Shape shape = Shape::Unknown;
    core::StructId type;
    friend bool operator==(const Layout& a, const Layout& b) = default;
};

/// What is known of a variable of a heap node, or of a cell, at a point.
struct VarState {
    uint8_t units = 0;
    bool bound = false;
    bool empty = false;             ///< is known to be no object: consuming it does nothing
    StmtId empty_at_first;          ///< ... in the first iteration of this loop
    bool lent = false;              ///< without units, but kept alive by all of `lenders`
    std::vector<VarId> lenders;     ///< none: by the caller, or it is no object
    VarId holder;                   ///< it was loaded from this variable's object
    Field field{FieldKind::Car, 0, {}};
    Layout layout;
};

using State = std::vector<VarState>;  // by VarId index

/// A place that jumps lead to.
struct Target {
    StmtId stmt;
    State outer;                    ///< when the statement was entered
    std::optional<State> joined;
};

class HeapWalker {
public:
    explicit HeapWalker(Context& context) : context_(context), code_(context.code) {}

    void Run()
    {
        if (std::none_of(context_.function.regions.begin(), context_.function.regions.end(),
                         [](const Region& region) { return region.kind == RegionKind::Heap; })) {
            CheckNoOperations();
            return;
        }
        is_cell_.assign(code_.vars.size(), false);
        reassigned_.assign(code_.vars.size(), false);
        definition_.assign(code_.vars.size(), StmtId());
        FindDefinitions(code_.body);
        std::optional<State> state = State(code_.vars.size());
        for (const auto* list : {&code_.params, &code_.captured}) {
            for (const VarId var : *list) {
                if (IsTracked(var)) {
                    Declare(*state, {}, var);
                }
            }
        }
        WalkBlock(code_.body, state, nullptr, nullptr);
    }

private:
    void FindDefinitions(BlockId block)
    {
        for (const StmtId id : code_.blocks[block].stmts) {
            const Stmt& stmt = code_.stmts[id];
            if (stmt.kind == StmtKind::Assign) {
                reassigned_[stmt.result.index()] = true;
            } else if (stmt.result.valid()) {
                definition_[stmt.result.index()] = id;
                is_cell_[stmt.result.index()] = stmt.kind == StmtKind::Reuse;
            }
            for (const BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    FindDefinitions(inner);
                }
            }
        }
    }

    void CheckNoOperations()
    {
        for (const StmtId id : code_.stmts.ids()) {
            if (core::IsHeapOperation(code_.stmts[id].kind) || code_.stmts[id].cell.valid()) {
                context_.Report("V5", id, "{} has no heap objects", code_.name.text());
                return;
            }
        }
    }

    [[nodiscard]] bool IsHeap(NodeId node) const
    {
        return context_.IsKind(context_.RegionOf(node), RegionKind::Heap);
    }
    [[nodiscard]] bool IsTracked(VarId var) const
    {
        const NodeId node = context_.NodeOf(Atom(var));
        return node.valid() && IsHeap(node);
    }
    [[nodiscard]] bool IsTracked(Atom atom) const { return atom.is_var() && IsTracked(atom.var()); }
    [[nodiscard]] bool IsBorrowed(VarId var) const { return context_.function.borrow_of(var) != nullptr; }
    [[nodiscard]] std::string Name(VarId var) const { return context_.Name(Atom(var)); }

    /// Units of its own, or lenders that all may be read.
    [[nodiscard]] bool IsAlive(const State& state, VarId var, size_t depth = 0) const
    {
        const VarState& info = state[var.index()];
        if (info.units > 0 || info.empty) {
            return true;
        }
        return info.lent && depth <= state.size() &&
               std::all_of(info.lenders.begin(), info.lenders.end(),
                           [&](VarId lender) { return IsAlive(state, lender, depth + 1); });
    }

    void Use(const State& state, StmtId id, Atom atom) const
    {
        if (IsTracked(atom) && !IsAlive(state, atom.var())) {
            context_.Report("V5", id, "{} is used after its object was given up", context_.Name(atom));
        }
    }

    /// A new value: nothing may go on borrowing from the old one.
    void Bind(State& state, StmtId id, VarId var)
    {
        if (state[var.index()].units != 0 && !state[var.index()].empty) {
            context_.Report("V5", id, "{} is overwritten, but nobody consumed what it holds", Name(var));
        }
        for (VarState& other : state) {
            if (std::find(other.lenders.begin(), other.lenders.end(), var) != other.lenders.end()) {
                other.lent = false;
                other.lenders.clear();
            }
            if (other.holder == var) {
                other.holder = {};
            }
        }
        state[var.index()] = VarState{};
        state[var.index()].bound = true;
    }
    void BindOwned(State& state, StmtId id, VarId var)
    {
        Bind(state, id, var);
        state[var.index()].units = 1;
    }
    void BindLent(State& state, StmtId id, VarId var, std::vector<VarId> lenders)
    {
        Bind(state, id, var);
        std::sort(lenders.begin(), lenders.end());
        lenders.erase(std::unique(lenders.begin(), lenders.end()), lenders.end());
        lenders.erase(std::remove(lenders.begin(), lenders.end(), var), lenders.end());
        state[var.index()].lent = true;
        state[var.index()].lenders = std::move(lenders);
    }
    /// As the declaration says.
    void Declare(State& state, StmtId id, VarId var)
    {
        if (const Borrow* borrow = context_.function.borrow_of(var)) {
            BindLent(state, id, var, borrow->lenders);
        } else {
            BindOwned(state, id, var);
        }
    }

    /// What is taken apart without a look at its header must not be a constant.
    void CheckConstant(StmtId id, Atom atom)
    {
        const core::ConstantKind kind = context_.module.constants[atom.constant()].kind;
        if (kind == core::ConstantKind::Pair || kind == core::ConstantKind::Vector) {
            context_.Report("V6", id, "a constant becomes an object that is freed without a count");
        }
    }

    /// One unit less. `into`: what holds the object from now on, so that the variable may still be read.
    void Consume(State& state, StmtId id, Atom atom, NodeId target, VarId into = {})
    {
        if (atom.is_constant()) {
            if (target.valid() && context_.function.nodes[target].unique) {
                CheckConstant(id, atom);
            }
            return;
        }
        if (!IsTracked(atom)) {
            return;
        }
        VarState& info = state[atom.var().index()];
        if (info.empty) {
            return;
        }
        if (info.units == 0) {
            context_.Report("V5", id, "{} is consumed, but holds no reference of its own here", context_.Name(atom));
            return;
        }
        if (--info.units == 0 && into.valid() && into != atom.var()) {
            info.lent = true;
            info.lenders = {into};
        }
    }

    /// Is the operand kept alive by `lenders` alone?
    [[nodiscard]] bool IsCovered(const State& state, VarId var, const std::vector<VarId>& lenders,
                                 size_t depth = 0) const
    {
        if (std::find(lenders.begin(), lenders.end(), var) != lenders.end()) {
            return true;
        }
        const VarState& info = state[var.index()];
        return info.units == 0 && info.lent && depth <= state.size() &&
               std::all_of(info.lenders.begin(), info.lenders.end(),
                           [&](VarId lender) { return IsCovered(state, lender, lenders, depth + 1); });
    }

    /// The operand becomes the value of a parameter or of an `if` or loop.
    void Give(State& state, StmtId id, Atom atom, VarId target)
    {
        if (!target.valid() || !IsTracked(target)) {
            return;
        }
        const Borrow* borrow = context_.function.borrow_of(target);
        if (borrow == nullptr) {
            Consume(state, id, atom, context_.NodeOf(Atom(target)));
        } else if (IsTracked(atom) && !IsCovered(state, atom.var(), borrow->lenders)) {
            context_.Report("V5", id, "{} borrows, but not from what keeps {} alive", Name(target),
                            context_.Name(atom));
        }
    }

    /// V5: at a jump, what was bound inside has been consumed.
    void LeaveScope(const State& state, StmtId id, const State* outer, const std::vector<VarId>& renewed = {})
    {
        for (size_t i = 0; i < state.size(); ++i) {
            const VarId var(i);
            const bool inside = outer == nullptr || !(*outer)[i].bound ||
                                std::find(renewed.begin(), renewed.end(), var) != renewed.end();
            if (inside && state[i].units != 0 && !state[i].empty) {
                context_.Report("V5", id, "{} is never consumed on this path", Name(var));
            }
        }
    }

    void CompareUnits(StmtId id, const State& a, const State& b, const State& outer, const std::vector<VarId>& except = {})
    {
        for (size_t i = 0; i < a.size(); ++i) {
            if (outer[i].bound && a[i].units != b[i].units && !a[i].empty && !b[i].empty &&
                std::find(except.begin(), except.end(), VarId(i)) == except.end()) {
                context_.Report("V5", id, "{} is consumed on one way here, but not on another", Name(VarId(i)));
                return;
            }
        }
    }

    void Join(Target& target, State&& state, StmtId jump)
    {
        LeaveScope(state, jump, &target.outer);
        if (!target.joined) {
            target.joined = std::move(state);
            return;
        }
        State& joined = *target.joined;
        CompareUnits(target.stmt, joined, state, target.outer);
        const State before = joined;
        for (size_t i = 0; i < joined.size(); ++i) {
            VarState& a = joined[i];
            const VarState& b = state[i];
            if (a.lenders != b.lenders && !a.empty && !b.empty) {
                std::set<VarId> owners;
                FindOwners(before, VarId(i), owners);
                FindOwners(state, VarId(i), owners);
                a.lenders.assign(owners.begin(), owners.end());
            } else if (a.empty) {
                a.lenders = b.lenders;
            }
            a.lent = (a.lent || a.empty) && (b.lent || b.empty);
            if (a.empty_at_first != b.empty_at_first) {
                a.empty_at_first = {};
            }
            a.units = a.empty ? b.units : a.units;
            a.empty = a.empty && b.empty;
            if (a.holder != b.holder || a.field.kind != b.field.kind || a.field.index != b.field.index) {
                a.holder = {};
            }
            if (!(a.layout == b.layout)) {
                a.layout = {};
            }
        }
    }

    /// The variables with units that the value is kept alive by.
    void FindOwners(const State& state, VarId var, std::set<VarId>& owners, size_t depth = 0) const
    {
        const VarState& info = state[var.index()];
        for (const VarId lender : info.lenders) {
            if (state[lender.index()].units > 0 || !state[lender.index()].lent || depth > state.size()) {
                owners.insert(lender);
            } else {
                FindOwners(state, lender, owners, depth + 1);
            }
        }
    }

    /// What the condition of an `if` tells of the variable that it tests: nothing to give up, when it is no object.
    void Learn(State& state, Atom condition, bool outcome) const
    {
        if (!condition.is_var() || reassigned_[condition.var().index()]) {
            return;
        }
        const StmtId test = definition_[condition.var().index()];
        if (!test.valid() || code_.stmts[test].kind != StmtKind::Prim || code_.stmts[test].arg_count == 0) {
            return;
        }
        const Atom tested = code_.args(code_.stmts[test])[0];
        if (!IsTracked(tested) || reassigned_[tested.var().index()]) {
            return;
        }
        const core::KindSet rest =
            core::KindsBehindTest(code_.stmts[test], code_.vars[tested.var()].kinds, outcome);
        if ((rest & core::kind::kObject) == 0) {
            state[tested.var().index()].empty = true;
            const StmtId first_time = core::NeverAgain(code_, tested.var(), rest);
            for (VarState& info : state) {
                info.empty = info.empty || (first_time.valid() && info.empty_at_first == first_time);
            }
        }
    }

    void WalkBlock(BlockId block, std::optional<State>& state, Target* branch, Target* loop)
    {
        for (const StmtId id : code_.blocks[block].stmts) {
            if (!state || context_.full()) {
                return;
            }
            WalkStmt(id, state, branch, loop);
        }
    }

    void WalkStmt(StmtId id, std::optional<State>& state, Target* branch, Target* loop);
    void WalkIf(StmtId id, std::optional<State>& state, Target* loop);
    void WalkLoop(StmtId id, std::optional<State>& state);
    void WalkPrim(StmtId id, State& state);
    void WalkCall(StmtId id, State& state);
    void WalkMove(StmtId id, State& state);
    void TakeApart(StmtId id, State& state);
    void GiveUpCell(StmtId id, State& state, VarId cell, const Layout* wanted);
    void Load(State& state, StmtId id, Layout layout, FieldKind kind, uint16_t index);
    [[nodiscard]] Layout LayoutOf(const Stmt& stmt) const;
    [[nodiscard]] bool HasField(const Layout& layout, const Field& field) const;

    Context& context_;
    const core::Function& code_;
    std::vector<bool> is_cell_, reassigned_;  ///< by VarId
    std::vector<StmtId> definition_;          ///< by VarId
    std::vector<StmtId> loops_;
};

void HeapWalker::WalkStmt(StmtId id, std::optional<State>& state, Target* branch, Target* loop)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    if (stmt.kind != StmtKind::Free || !args[0].is_var() || !is_cell_[args[0].var().index()]) {
        for (const Atom arg : args) {
            Use(*state, id, arg);
        }
    }
    switch (stmt.kind) {
        case StmtKind::Prim: WalkPrim(id, *state); break;
        case StmtKind::Call: WalkCall(id, *state); break;
        case StmtKind::Move:
        case StmtKind::Assign: WalkMove(id, *state); break;
        case StmtKind::If: WalkIf(id, state, loop); break;
        case StmtKind::Loop: WalkLoop(id, state); break;
        case StmtKind::Yield:
            if (!args.empty()) {
                Give(*state, id, args[0], code_.stmts[branch->stmt].result);
            }
            Join(*branch, std::move(*state), id);
            state.reset();
            break;
        case StmtKind::Break:
            if (!args.empty()) {
                Give(*state, id, args[0], code_.stmts[loop->stmt].result);
            }
            Join(*loop, std::move(*state), id);
            state.reset();
            break;
        case StmtKind::Continue: {
            const auto params = code_.loop_params_of(code_.stmts[loop->stmt]);
            for (size_t i = 0; i < params.size(); ++i) {
                Give(*state, id, args[i], params[i]);
            }
            LeaveScope(*state, id, &loop->outer, {params.begin(), params.end()});
            CompareUnits(id, loop->outer, *state, loop->outer, {params.begin(), params.end()});
            state.reset();
            break;
        }
        case StmtKind::Return:
            if (!args.empty() && IsHeap(context_.function.result_node)) {
                Consume(*state, id, args[0], context_.function.result_node);
            }
            LeaveScope(*state, id, nullptr);
            state.reset();
            break;
        case StmtKind::Unreachable: state.reset(); break;
        case StmtKind::Dup: {
            const NodeId node = context_.NodeOf(args[0]);
            if (!node.valid() || !IsHeap(node)) {
                context_.Report("V5", id, "{} is not in the heap", context_.Name(args[0]));
            } else if (context_.function.nodes[node].unique) {
                context_.Report("V6", id, "a second reference to an object of {}, which is freed without a count",
                                Context::Name(node));
            } else {
                ++(*state)[args[0].var().index()].units;
            }
            break;
        }
        case StmtKind::Drop:
        case StmtKind::FreeTree: {
            const NodeId node = context_.NodeOf(args[0]);
            if (!node.valid() || !IsHeap(node)) {
                context_.Report("V5", id, "{} is not in the heap", context_.Name(args[0]));
            } else if (stmt.kind == StmtKind::FreeTree && !context_.function.nodes[node].unique) {
                context_.Report("V6", id, "{} may have other references", context_.Name(args[0]));
            } else {
                Consume(*state, id, args[0], {});
            }
            break;
        }
        case StmtKind::Free:
            if (is_cell_[args[0].var().index()]) {
                GiveUpCell(id, *state, args[0].var(), nullptr);
                break;
            }
            [[fallthrough]];
        case StmtKind::Reuse: TakeApart(id, *state); break;
        default:
            if (stmt.result.valid() && IsTracked(stmt.result)) {
                BindLent(*state, id, stmt.result, {});  // not from the heap: CheckHeapNodes
            }
            break;
    }
}

void HeapWalker::WalkIf(StmtId id, std::optional<State>& state, Target* loop)
{
    const Stmt& stmt = code_.stmts[id];
    Target target;
    target.stmt = id;
    target.outer = *state;
    std::optional<State> other = state;
    Learn(*state, code_.args(stmt)[0], true);
    Learn(*other, code_.args(stmt)[0], false);
    WalkBlock(stmt.blocks[0], state, &target, loop);
    WalkBlock(stmt.blocks[1], other, &target, loop);
    state = std::move(target.joined);
    if (state && stmt.result.valid() && IsTracked(stmt.result)) {
        Declare(*state, id, stmt.result);
    }
}

void HeapWalker::WalkLoop(StmtId id, std::optional<State>& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const auto params = code_.loop_params_of(stmt);
    for (size_t i = 0; i < params.size(); ++i) {
        const Borrow* borrow = context_.function.borrow_of(params[i]);
        for (size_t k = 0; borrow != nullptr && k < borrow->lenders.size(); ++k) {
            if (!(*state)[borrow->lenders[k].index()].bound) {
                context_.Report("V5", id, "{} borrows from {}, which is not there before the loop", Name(params[i]),
                                Name(borrow->lenders[k]));
            }
        }
        Give(*state, id, args[i], params[i]);
    }
    for (const VarId param : params) {
        if (IsTracked(param)) {
            Declare(*state, id, param);
        }
    }
    for (size_t i = 0; i < state->size(); ++i) {
        VarState& info = (*state)[i];
        info.empty_at_first = info.empty && reassigned_[i] ? id : StmtId();
        info.empty = info.empty && !reassigned_[i];
    }
    Target target;
    target.stmt = id;
    target.outer = *state;
    WalkBlock(stmt.blocks[0], state, nullptr, &target);
    state = std::move(target.joined);
    if (state) {
        for (const VarId param : params) {
            if ((*state)[param.index()].units != 0) {
                context_.Report("V5", id, "{} is never consumed when the loop is left", Name(param));
            }
            (*state)[param.index()] = VarState{};
        }
        if (stmt.result.valid() && IsTracked(stmt.result)) {
            Declare(*state, id, stmt.result);
        }
    }
}

Layout HeapWalker::LayoutOf(const Stmt& stmt) const
{
    switch (stmt.prim) {
        case Prim::Cons:
        case Prim::Car:
        case Prim::Cdr:
        case Prim::PairCar:
        case Prim::PairCdr: return {Shape::Pair, {}};
        case Prim::ValuesNew: return {Shape::Values, {}};
        case Prim::StructNew:
        case Prim::StructGet:
        case Prim::StructField: return {Shape::Struct, stmt.struct_type};
        default: return {};
    }
}

void HeapWalker::Load(State& state, StmtId id, Layout layout, FieldKind kind, uint16_t index)
{
    const Stmt& stmt = code_.stmts[id];
    const Atom holder = code_.args(stmt)[0];
    if (IsTracked(holder)) {
        state[holder.var().index()].layout = layout;
    }
    if (!stmt.result.valid() || !IsTracked(stmt.result)) {
        return;
    }
    BindLent(state, id, stmt.result, IsTracked(holder) ? std::vector<VarId>{holder.var()} : std::vector<VarId>{});
    if (IsTracked(holder)) {
        state[stmt.result.index()].holder = holder.var();
        state[stmt.result.index()].field = {kind, index, {}};
    }
}

void HeapWalker::WalkPrim(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const StorageEffect effect = core::Info(stmt.prim).storage;
    if (context_.IsKind(stmt.region, RegionKind::Heap)) {
        const NodeId node = stmt.result.valid() ? context_.NodeOf(Atom(stmt.result)) : NodeId();
        for (size_t i = 0; i < args.size(); ++i) {
            const FieldKind kind = effect == StorageEffect::FreshStruct ? FieldKind::Field
                                   : i == 0                             ? FieldKind::Car
                                                                        : FieldKind::Cdr;
            const size_t index = effect == StorageEffect::FreshStruct
                                     ? context_.module.structs[stmt.struct_type].FieldNumber(i)
                                     : 0;
            Consume(state, id, args[i],
                    node.valid() && effect != StorageEffect::Box ? context_.FieldOf(node, kind, index) : NodeId());
        }
        if (stmt.cell.valid()) {
            const Layout wanted = LayoutOf(stmt);
            GiveUpCell(id, state, stmt.cell, &wanted);
        }
        if (stmt.result.valid() && IsTracked(stmt.result)) {
            BindOwned(state, id, stmt.result);
        } else {
            context_.Report("V5", id, "the object is never consumed");
        }
        return;
    }
    if (stmt.cell.valid()) {
        context_.Report("V6", id, "a cell is used for an object that is not in the heap");
    }
    switch (effect) {
        case StorageEffect::LoadCar: Load(state, id, LayoutOf(stmt), FieldKind::Car, 0); return;
        case StorageEffect::LoadCdr: Load(state, id, LayoutOf(stmt), FieldKind::Cdr, 0); return;
        case StorageEffect::LoadField:
            Load(state, id, LayoutOf(stmt), FieldKind::Field,
                 context_.module.structs[stmt.struct_type].FieldNumber(stmt.field));
            return;
        case StorageEffect::StoreCdr:
            if (IsTracked(args[0])) {
                Consume(state, id, args[1], context_.FieldOf(context_.NodeOf(args[0]), FieldKind::Cdr),
                        args[0].var());
                for (VarState& other : state) {
                    if (other.holder == args[0].var() && other.field.kind == FieldKind::Cdr) {
                        other.holder = {};
                    }
                }
            }
            return;
        default: break;
    }
    if (stmt.result.valid() && IsTracked(stmt.result)) {
        std::vector<VarId> lenders;
        for (const Atom arg : args) {
            if (IsTracked(arg)) {
                lenders.push_back(arg.var());
            }
        }
        BindLent(state, id, stmt.result, std::move(lenders));
    }
}

void HeapWalker::WalkCall(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const Function& callee = context_.module.functions[stmt.callee.index()];
    const auto heap_in_callee = [&callee](NodeId node) {
        return node.valid() && node.index() < callee.nodes.size() && callee.nodes[node].region.valid() &&
               callee.regions[callee.nodes[node].region].kind == RegionKind::Heap;
    };
    std::vector<VarId> lenders;
    for (size_t i = 0; i < args.size() && i < callee.code.params.size() && !callee.code.is_extern; ++i) {
        const VarId param = callee.code.params[i];
        if (heap_in_callee(callee.node_of[param.index()]) && callee.borrow_of(param) == nullptr) {
            if (args[i].is_constant() && callee.nodes[callee.node_of[param.index()]].unique) {
                CheckConstant(id, args[i]);
            }
            Consume(state, id, args[i], {});
        }
    }
    for (size_t i = 0; i < args.size(); ++i) {
        const bool consumed = !callee.code.is_extern && i < callee.code.params.size() &&
                              heap_in_callee(callee.node_of[callee.code.params[i].index()]) &&
                              callee.borrow_of(callee.code.params[i]) == nullptr;
        if (IsTracked(args[i]) && !consumed) {
            if (!IsAlive(state, args[i].var())) {
                context_.Report("V5", id, "{} is lent to a call that also takes over what keeps it alive",
                                context_.Name(args[i]));
            }
            lenders.push_back(args[i].var());
        }
    }
    if (heap_in_callee(callee.result_node)) {
        if (stmt.result.valid() && IsTracked(stmt.result)) {
            BindOwned(state, id, stmt.result);
        } else {
            context_.Report("V5", id, "the result is never consumed");
        }
    } else if (stmt.result.valid() && IsTracked(stmt.result)) {
        BindLent(state, id, stmt.result, std::move(lenders));
    }
}

void HeapWalker::WalkMove(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const Atom source = code_.args(stmt)[0];
    if (!stmt.result.valid() || !IsTracked(stmt.result)) {
        return;
    }
    if (IsBorrowed(stmt.result)) {
        BindLent(state, id, stmt.result,
                 IsTracked(source) ? std::vector<VarId>{source.var()} : std::vector<VarId>{});
        return;
    }
    Consume(state, id, source, context_.NodeOf(Atom(stmt.result)));
    BindOwned(state, id, stmt.result);
    if (source.is_constant()) {
        const core::ConstantKind kind = context_.module.constants[source.constant()].kind;
        state[stmt.result.index()].empty = kind == core::ConstantKind::Nil || kind == core::ConstantKind::Nothing ||
                                           kind == core::ConstantKind::Bool || kind == core::ConstantKind::Undefined;
    }
    if (IsTracked(source) && state[source.var().index()].units == 0) {
        state[source.var().index()].lent = true;
        state[source.var().index()].lenders = {stmt.result};
    }
}

bool HeapWalker::HasField(const Layout& layout, const Field& field) const
{
    switch (layout.shape) {
        case Shape::Unknown: return false;
        case Shape::Pair:
        case Shape::Values: return field.kind == FieldKind::Car || field.kind == FieldKind::Cdr;
        case Shape::Struct: {
            const core::StructType& type = context_.module.structs[layout.type];
            return field.kind == FieldKind::Field && field.index >= type.first_field &&
                   field.index < type.first_field + type.fields.size();
        }
    }
    return false;
}

/// The object's unit is consumed, and the variables of `keeping` get the units that its fields held: each field that may
/// hold a heap object once.
void HeapWalker::TakeApart(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const VarId var = args[0].var();
    if (!IsTracked(var)) {
        context_.Report("V5", id, "{} is not in the heap", Name(var));
        return;
    }
    const Layout layout = state[var.index()].layout;
    if (layout.shape == Shape::Unknown) {
        context_.Report("V6", id, "it is not known here what kind of object {} is", Name(var));
        return;
    }
    Consume(state, id, args[0], {});
    if (state[var.index()].units != 0) {
        context_.Report("V6", id, "{} has another reference", Name(var));
    }
    state[var.index()].lent = false;
    std::set<std::pair<FieldKind, uint16_t>> kept;
    for (const Atom atom : args.subspan(1)) {
        VarState& info = state[atom.var().index()];
        if (!IsTracked(atom) || info.holder != var || info.units != 0 ||
            !kept.emplace(info.field.kind, info.field.index).second) {
            context_.Report("V6", id, "{} is not a field of {} that it takes over", context_.Name(atom), Name(var));
            return;
        }
        info.units = 1;
        info.lent = false;
        info.lenders.clear();
        for (size_t i = 0; i < state.size(); ++i) {
            VarState& other = state[i];
            const bool same = VarId(i) != atom.var() && other.units == 0 && other.lent && other.holder == var &&
                              other.field.kind == info.field.kind && other.field.index == info.field.index;
            if (same) {
                other.lenders = {atom.var()};
            }
        }
    }
    for (const Field& field : context_.function.nodes[context_.NodeOf(Atom(var))].fields) {
        if (HasField(layout, field) && IsHeap(field.target) && kept.count({field.kind, field.index}) == 0) {
            context_.Report("V5", id, "{} of {} may hold an object that nobody takes over", Word(field.kind), Name(var));
        }
    }
    if (stmt.kind == StmtKind::Reuse) {
        BindOwned(state, id, stmt.result);
        state[stmt.result.index()].layout = layout;
    }
}

void HeapWalker::GiveUpCell(StmtId id, State& state, VarId cell, const Layout* wanted)
{
    VarState& info = state[cell.index()];
    if (!is_cell_[cell.index()] || info.units != 1) {
        context_.Report("V6", id, "{} is not a cell that is free here", Name(cell));
        return;
    }
    if (wanted != nullptr && !(*wanted == info.layout)) {
        context_.Report("V6", id, "{} has another size", Name(cell));
    }
    info.units = 0;
}

}  // namespace

void CheckHeapPaths(Context& context) { HeapWalker(context).Run(); }

}  // namespace omni::rir
