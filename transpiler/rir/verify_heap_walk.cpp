// The paths of a function, for V5 and V6: blocks, branches and loops.

#include <algorithm>

#include "core/never_again.h"
#include "rir/heap_walker.h"

namespace omni::rir {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::StorageEffect;
using core::VarId;

void HeapWalker::Run()
{
    const auto& globals = context_.module.globals;
    if (!program_.has_globals() &&
        std::none_of(context_.function.regions.begin(), context_.function.regions.end(),
                     [](const Region& region) { return region.kind == RegionKind::Heap; })) {
        CheckNoOperations();
        return;
    }
    is_cell_.assign(code_.vars.size(), false);
    reassigned_.assign(code_.vars.size(), false);
    definition_.assign(code_.vars.size(), StmtId());
    named_.assign(code_.vars.size(), false);
    loads_ = Lists<VarId, VarId>(code_.vars.size());
    FindDefinitions(code_.body);
    std::optional<State> state = State(code_.vars.size() + globals.size());
    for (const core::GlobalId global : globals.ids()) {
        state->Change(SlotOf(global)).empty = code_.id == context_.module.entry;
    }
    DeclareParams(*state);
    WalkBlock(code_.body, state, nullptr, nullptr);
}

void HeapWalker::DeclareParams(State& state)
{
    for (const auto* list : {&code_.params, &code_.captured}) {
        for (const VarId var : *list) {
            if (IsTracked(var)) {
                Declare(state, {}, var);
            } else if (code_.vars[var].cell.kind != core::Cell::None) {
                if (code_.exported || code_.used_as_value) {
                    context_.Report("V6", {}, "callers that are not known here have no memory for {}", Name(var));
                }
                is_cell_[var.index()] = true;
                state.Change(var.index()).bound = true;
                state.Change(var.index()).units = 1;
                state.Change(var.index()).layout = LayoutOf(code_.vars[var].cell);
            }
        }
    }
}

void HeapWalker::FindDefinitions(BlockId block)
{
    for (const StmtId id : code_.blocks[block].stmts) {
        const Stmt& stmt = code_.stmts[id];
        if (stmt.kind == StmtKind::Assign) {
            reassigned_[stmt.result.index()] = true;
        } else if (stmt.result.valid()) {
            definition_[stmt.result.index()] = id;
            is_cell_[stmt.result.index()] = stmt.kind == StmtKind::Reuse;
            if (stmt.kind == StmtKind::Prim && stmt.arg_count != 0 && code_.args(stmt)[0].is_var()) {
                loads_.Add(code_.args(stmt)[0].var(), stmt.result);
            }
        }
        for (const BlockId inner : stmt.blocks) {
            if (inner.valid()) {
                FindDefinitions(inner);
            }
        }
    }
}

void HeapWalker::CheckNoOperations()
{
    for (const VarId var : code_.params) {
        if (code_.vars[var].cell.kind != core::Cell::None) {
            context_.Report("V5", {}, "{} has no heap objects", code_.name.text());
            return;
        }
    }
    for (const StmtId id : code_.stmts.ids()) {
        const Stmt& stmt = code_.stmts[id];
        const bool takes_out = stmt.kind == StmtKind::Prim && stmt.result.valid() && !core::Info(stmt.prim).has_result() &&
                               (program_.use().ReferenceSetBy(stmt).valid() || core::Info(stmt.prim).storage == StorageEffect::StoreField);
        const bool calls = stmt.kind == StmtKind::Call && stmt.callee.valid() &&
                           stmt.callee.index() < context_.module.functions.size() &&  // not so of statements that stand nowhere
                           context_.well_formed[stmt.callee.index()];
        const auto* callee = calls ? &context_.module.functions[stmt.callee.index()].code : nullptr;
        const bool passes_cell = callee != nullptr && std::any_of(callee->params.begin(), callee->params.end(), [&](VarId param) {
            return callee->vars[param].cell.kind != core::Cell::None;
        });
        if (core::IsHeapOperation(stmt.kind) || stmt.cell.valid() || takes_out || passes_cell) {
            context_.Report("V5", id, "{} has no heap objects", code_.name.text());
            return;
        }
    }
}

void HeapWalker::WalkBlock(BlockId block, std::optional<State>& state, Target* branch, Target* loop)
{
    for (const StmtId id : code_.blocks[block].stmts) {
        if (!state || context_.full()) {
            return;
        }
        WalkStmt(id, state, branch, loop);
    }
}

void HeapWalker::WalkStmt(StmtId id, std::optional<State>& state, Target* branch, Target* loop)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    if (stmt.kind != StmtKind::Free || !args[0].is_var() || !is_cell_[args[0].var().index()]) {
        for (const Atom arg : args) {
            Use(*state, id, arg);
        }
    }
    CheckNoCells(id);
    switch (stmt.kind) {
        case StmtKind::Prim:
            if (stmt.prim == core::Prim::Signal) {
                WalkSetters(id, *state);
                Use(*state, id, args[0]);  // the handler runs before it is given up
            }
            WalkPrim(id, *state);
            break;
        case StmtKind::Call: WalkCall(id, *state); break;
        case StmtKind::CallClosure:
            WalkSetters(id, *state);
            BindUntracked(id, *state);
            break;
        case StmtKind::LoadGlobal:
        case StmtKind::StoreGlobal: WalkGlobal(id, *state); break;
        case StmtKind::Move:
        case StmtKind::Assign: WalkMove(id, *state); break;
        case StmtKind::If: WalkIf(id, state, loop); break;
        case StmtKind::Loop: WalkLoop(id, state); break;
        case StmtKind::Yield:
            if (!args.empty()) {
                Unite(branch->through, Give(*state, id, args[0], code_.stmts[branch->stmt].result));
            }
            Join(*branch, std::move(*state), id);
            state.reset();
            break;
        case StmtKind::Break:
            if (!args.empty()) {
                Unite(loop->through, Give(*state, id, args[0], code_.stmts[loop->stmt].result));
            }
            Join(*loop, std::move(*state), id);
            state.reset();
            break;
        case StmtKind::Continue:
            WalkContinue(id, *state, *loop);
            state.reset();
            break;
        case StmtKind::Return:
            if (!args.empty() && IsHeap(context_.function.result_node)) {
                Consume(*state, id, args[0], context_.function.result_node);
            }
            LeaveScope(*state, id, nullptr);
            CheckEmptied(id, *state);
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
                ++state->Change(args[0].var().index()).units;
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
        default: BindUntracked(id, *state); break;
    }
}

/// Not from the heap: CheckHeapNodes.
void HeapWalker::BindUntracked(StmtId id, State& state)
{
    const Stmt& stmt = code_.stmts[id];
    if (stmt.result.valid() && IsTracked(stmt.result)) {
        BindLent(state, id, stmt.result, {});
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
        Declare(*state, id, stmt.result, target.through);
    }
}

void HeapWalker::WalkContinue(StmtId id, State& state, const Target& loop)
{
    const auto args = code_.args(code_.stmts[id]);
    const auto params = code_.loop_params_of(code_.stmts[loop.stmt]);
    for (size_t i = 0; i < params.size(); ++i) {
        const Places through = Give(state, id, args[i], params[i]);
        if (!IncludesAll(loop.outer[params[i].index()].through, through)) {
            context_.Report("V5", id, "{} borrows, but {} was found through what it does not know of", Name(params[i]),
                            context_.Name(args[i]));
        }
    }
    LeaveScope(state, id, &loop.outer, {params.begin(), params.end()});
    CompareUnits(id, loop.outer, state, loop.outer, {params.begin(), params.end()});
}

void HeapWalker::WalkLoop(StmtId id, std::optional<State>& state)
{
    const Stmt& stmt = code_.stmts[id];
    const auto args = code_.args(stmt);
    const auto params = code_.loop_params_of(stmt);
    std::vector<Places> through;  // by parameter
    for (size_t i = 0; i < params.size(); ++i) {
        const Borrow* borrow = context_.function.borrow_of(params[i]);
        for (size_t k = 0; borrow != nullptr && k < borrow->lenders.size(); ++k) {
            if (!(*state)[borrow->lenders[k].index()].bound) {
                context_.Report("V5", id, "{} borrows from {}, which is not there before the loop", Name(params[i]),
                                Name(borrow->lenders[k]));
            }
        }
        through.push_back(Give(*state, id, args[i], params[i]));
    }
    WalkSetters(id, *state);
    ForgetWhatIsBound(*state, stmt.blocks[0]);
    for (size_t i = 0; i < params.size(); ++i) {
        if (IsTracked(params[i])) {
            if (IsBorrowed(params[i]) && !program_.settable().empty()) {
                FindThrough(stmt.blocks[0], LeadingTo(context_.function, context_.NodeOf(Atom(params[i]))), through[i]);
            }
            Declare(*state, id, params[i], through[i]);
        }
    }
    for (size_t i = 0; i < code_.vars.size(); ++i) {
        if ((*state)[i].empty || (*state)[i].empty_at_first.valid()) {
            VarState& info = state->Change(i);
            info.empty_at_first = info.empty && reassigned_[i] ? id : StmtId();
            info.empty = info.empty && !reassigned_[i];
        }
    }
    Target target;
    target.stmt = id;
    target.outer = *state;
    WalkBlock(stmt.blocks[0], state, nullptr, &target);
    state = std::move(target.joined);
    if (state) {
        for (const VarId param : params) {
            if ((*state)[param.index()].units != 0 && !(*state)[param.index()].empty) {
                context_.Report("V5", id, "{} is never consumed when the loop is left", Name(param));
            }
            state->Change(param.index()) = VarState{};
        }
        if (stmt.result.valid() && IsTracked(stmt.result)) {
            Declare(*state, id, stmt.result, target.through);
        }
    }
}

void HeapWalker::Learn(State& state, Atom condition, bool outcome) const
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
        state.Change(tested.var().index()).empty = true;
        const StmtId first_time = core::NeverAgain(code_, tested.var(), rest);
        for (size_t i = 0; i < code_.vars.size() && first_time.valid(); ++i) {
            if (state[i].empty_at_first == first_time) {
                state.Change(i).empty = true;
            }
        }
    }
}

void CheckHeapPaths(Context& context, const HeapProgram& program) { HeapWalker(context, program).Run(); }

}  // namespace omni::rir
