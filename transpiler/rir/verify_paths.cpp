// V2, V3, V4, V7, V10 along the paths of one function, in one walk over its blocks.
//
// At each point the walk knows which regions are open, and which variables are *stale*: since their value was given to
// them, something that it may reach has ended. A stale variable may be overwritten but not read. That is liveness seen
// from the other side: a variable is live at an exit of a region that it reaches exactly when a path leads from there
// to a read of the stale value. It needs no iteration: at the head of a loop everything that reaches storage of one
// iteration is stale, whatever the body does.

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "rir/verify_context.h"
#include "support/bit_set.h"

namespace omni::rir {
namespace {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using support::BitSet;

constexpr uint32_t kUntracked = 0xFFFFFFFFU;

/// What is true at a point, on every path to it.
struct State {
    BitSet open;     ///< Local regions: created and not exited; the same on every path
    BitSet created;  ///< Local regions: created on some path
    BitSet ready;    ///< Stack and Outside regions: reserved, or looked up, in an enclosing block
    BitSet stale;    ///< tracked variables that may not be read
};

/// The nearest statement that a jump of a kind leads to.
struct Target {
    StmtId stmt;
    std::optional<State> joined;  ///< of all jumps behind the statement
    const BitSet* head = nullptr; ///< Loop: the regions open at its head
};

class PathChecker {
public:
    explicit PathChecker(Context& context) : context_(context), code_(context.code) {}

    void Run()
    {
        const size_t regions = context_.function.regions.size();
        if (!NeedsWalk()) {
            return;
        }
        reaching_.resize(regions);
        TrackVars();
        CollectLoops(code_.body);
        std::optional<State> state = State{BitSet(regions), BitSet(regions), BitSet(regions), BitSet(tracked_count_)};
        WalkBlock(code_.body, state, nullptr, nullptr);
    }

private:
    bool NeedsWalk() const;
    void TrackVars();
    void CollectLoops(BlockId block);
    void WalkBlock(BlockId block, std::optional<State>& state, Target* branch, Target* loop);
    void WalkStmt(StmtId id, std::optional<State>& state, Target* branch, Target* loop);
    void WalkIf(StmtId id, std::optional<State>& state, Target* loop);
    void WalkLoop(StmtId id, std::optional<State>& state);
    void Join(Target& target, State&& state, const char* what);
    void CompareOpen(StmtId id, const BitSet& expected, const BitSet& found, const char* where);
    void Use(StmtId id, const State& state, Atom atom);
    void Define(State& state, VarId var);
    void RequirePlace(StmtId id, const State& state, RegionId region);
    void Outdate(State& state, RegionId region, StmtId cause);
    void ReportStale(StmtId id, VarId var);
    [[nodiscard]] std::vector<bool> CopiedNodes(NodeId original, RegionId region) const;
    void DoRegionOp(StmtId id, const Stmt& stmt, State& state);

    RegionKind KindOf(RegionId region) const { return context_.function.regions[region].kind; }

    Context& context_;
    const core::Function& code_;
    std::vector<uint32_t> tracked_;                 ///< by VarId: number among the tracked, or kUntracked
    std::vector<VarId> tracked_vars_;
    uint32_t tracked_count_ = 0;
    std::vector<std::vector<uint32_t>> reaching_;   ///< by RegionId: tracked variables that reach it
    std::vector<StmtId> stale_because_;             ///< by tracked variable: what made it stale last
    std::unordered_map<uint32_t, std::vector<RegionId>> per_iteration_;  ///< by Loop: what ends with an iteration
    std::vector<StmtId> enclosing_loops_;
};

/// Most functions own no storage and look up no region: nothing can go wrong on their paths.
bool PathChecker::NeedsWalk() const
{
    const auto places = [&](const Stmt& stmt) {
        return stmt.region.valid() && KindOf(stmt.region) != RegionKind::Dest &&
               KindOf(stmt.region) != RegionKind::Global && KindOf(stmt.region) != RegionKind::Heap;
    };
    return std::any_of(context_.function.regions.begin(), context_.function.regions.end(),
                       [](const Region& region) { return IsOwn(region.kind); }) ||
           std::any_of(code_.stmts.begin(), code_.stmts.end(), places);
}

/// Only variables that reach a region of this function can become stale.
void PathChecker::TrackVars()
{
    tracked_.assign(code_.vars.size(), kUntracked);
    for (const VarId var : code_.vars.ids()) {
        const NodeId node = context_.NodeOf(var);
        if (node.valid() && !context_.Reach(node).empty()) {
            tracked_[var.index()] = tracked_count_++;
            tracked_vars_.push_back(var);
            for (const RegionId region : context_.Reach(node)) {
                reaching_[region.index()].push_back(tracked_[var.index()]);
            }
        }
    }
    stale_because_.resize(tracked_count_);
}

/// Regions that are created in a loop end in the same iteration (V4); those that are reset in it lose what earlier
/// iterations made. Stack objects are reused by the next iteration when they are reserved or filled in the loop.
void PathChecker::CollectLoops(BlockId block)
{
    for (const StmtId id : code_.blocks[block].stmts) {
        const Stmt& stmt = code_.stmts[id];
        if (stmt.kind == StmtKind::If) {
            CollectLoops(stmt.blocks[0]);
            CollectLoops(stmt.blocks[1]);
        } else if (stmt.kind == StmtKind::Loop) {
            enclosing_loops_.push_back(id);
            CollectLoops(stmt.blocks[0]);
            enclosing_loops_.pop_back();
            const auto found = per_iteration_.find(id.index());
            if (found != per_iteration_.end()) {
                std::sort(found->second.begin(), found->second.end());
                found->second.erase(std::unique(found->second.begin(), found->second.end()), found->second.end());
            }
        } else if (stmt.region.valid() &&
                   (stmt.kind == StmtKind::RegionCreate || stmt.kind == StmtKind::RegionReset || KindOf(stmt.region) == RegionKind::Stack)) {
            for (const StmtId loop : enclosing_loops_) {
                per_iteration_[loop.index()].push_back(stmt.region);
            }
        }
    }
}

/// `state` is without value behind a jump.
void PathChecker::WalkBlock(BlockId block, std::optional<State>& state, Target* branch, Target* loop)
{
    for (const StmtId id : code_.blocks[block].stmts) {
        if (!state || context_.full()) {
            return;
        }
        WalkStmt(id, state, branch, loop);
    }
}

void PathChecker::WalkStmt(StmtId id, std::optional<State>& state, Target* branch, Target* loop)
{
    const Stmt& stmt = code_.stmts[id];
    for (const Atom arg : code_.args(stmt)) {
        Use(id, *state, arg);
    }
    switch (stmt.kind) {
        case StmtKind::If: WalkIf(id, state, loop); break;
        case StmtKind::Loop: WalkLoop(id, state); break;
        case StmtKind::Yield:
            Join(*branch, std::move(*state), "one arm");
            state.reset();
            return;
        case StmtKind::Break:
            Join(*loop, std::move(*state), "one way out");
            state.reset();
            return;
        case StmtKind::Continue:
            CompareOpen(id, *loop->head, state->open, "at the next iteration");
            state.reset();
            return;
        case StmtKind::Return:
            CompareOpen(id, BitSet(state->open.size()), state->open, "at the return");
            state.reset();
            return;
        case StmtKind::Unreachable: state.reset(); return;
        case StmtKind::RegionCreate:
        case StmtKind::RegionExit:
        case StmtKind::RegionReset:
        case StmtKind::RegionOf:
        case StmtKind::StackReserve:
        case StmtKind::Transmigrate: DoRegionOp(id, stmt, *state); break;
        default:
            if (stmt.region.valid()) {
                RequirePlace(id, *state, stmt.region);
            }
            break;
    }
    if (state && stmt.result.valid()) {
        Define(*state, stmt.result);
    }
}

void PathChecker::WalkIf(StmtId id, std::optional<State>& state, Target* loop)
{
    const Stmt& stmt = code_.stmts[id];
    BitSet ready = state->ready;
    Target target;
    target.stmt = id;
    std::optional<State> other = state;
    WalkBlock(stmt.blocks[0], state, &target, loop);
    WalkBlock(stmt.blocks[1], other, &target, loop);
    state = std::move(target.joined);
    if (state) {
        state->ready = std::move(ready);
    }
}

void PathChecker::WalkLoop(StmtId id, std::optional<State>& state)
{
    const Stmt& stmt = code_.stmts[id];
    const BitSet ready = state->ready;
    const BitSet head = state->open;
    for (const VarId param : code_.loop_params_of(stmt)) {
        Define(*state, param);
    }
    const auto found = per_iteration_.find(id.index());
    if (found != per_iteration_.end()) {
        for (const RegionId region : found->second) {
            Outdate(*state, region, id);
        }
    }
    Target target;
    target.stmt = id;
    target.head = &head;
    WalkBlock(stmt.blocks[0], state, nullptr, &target);
    state = std::move(target.joined);
    if (state) {
        state->ready = ready;
    }
}

void PathChecker::Join(Target& target, State&& state, const char* what)
{
    if (!target.joined) {
        target.joined = std::move(state);
        return;
    }
    State& joined = *target.joined;
    if (!(joined.open == state.open)) {
        CompareOpen(target.stmt, joined.open, state.open, what);
        joined.open.And(state.open);
    }
    joined.created.Or(state.created);
    joined.stale.Or(state.stale);
}

/// V4: the same regions are open, whichever way was taken.
void PathChecker::CompareOpen(StmtId id, const BitSet& expected, const BitSet& found, const char* where)
{
    if (expected == found) {
        return;
    }
    for (const RegionId region : context_.function.regions.ids()) {
        if (expected.Test(region.index()) != found.Test(region.index())) {
            context_.Report("V4", id, "{} is {}active {}", context_.Name(region),
                            found.Test(region.index()) ? "" : "not ", where);
            return;
        }
    }
}

/// V2: all that the value may reach is alive.
void PathChecker::Use(StmtId id, const State& state, Atom atom)
{
    if (!atom.is_var() || tracked_[atom.var().index()] == kUntracked) {
        return;
    }
    if (state.stale.Test(tracked_[atom.var().index()])) {
        ReportStale(id, atom.var());
        return;
    }
    for (const RegionId region : context_.Reach(context_.NodeOf(atom))) {
        const bool stack = KindOf(region) == RegionKind::Stack;
        if (!(stack ? state.ready : state.open).Test(region.index())) {
            context_.Report(stack ? "V7" : "V2", id, "{} is used, but may reach {}, which is not active here",
                            context_.Name(atom), context_.Name(region));
            return;
        }
    }
}

void PathChecker::Define(State& state, VarId var)
{
    if (tracked_[var.index()] != kUntracked) {
        state.stale.Reset(tracked_[var.index()]);
    }
}

/// V2: objects are made in a region that is there.
void PathChecker::RequirePlace(StmtId id, const State& state, RegionId region)
{
    switch (KindOf(region)) {
        case RegionKind::Local:
            if (!state.open.Test(region.index())) {
                context_.Report("V2", id, "{} is not active here", context_.Name(region));
            }
            break;
        case RegionKind::Stack:
            if (!state.ready.Test(region.index())) {
                context_.Report("V7", id, "{} is not reserved in this block", context_.Name(region));
            }
            break;
        case RegionKind::Outside:
            if (!state.ready.Test(region.index())) {
                context_.Report("V2", id, "{} has not been looked up here", context_.Name(region));
            }
            break;
        case RegionKind::Dest:
        case RegionKind::Global:
        case RegionKind::Heap: break;
    }
}

void PathChecker::Outdate(State& state, RegionId region, StmtId cause)
{
    for (const uint32_t var : reaching_[region.index()]) {
        state.stale.Set(var);
        stale_because_[var] = cause;
    }
}

void PathChecker::ReportStale(StmtId id, VarId var)
{
    const StmtId cause = stale_because_[tracked_[var.index()]];
    const Stmt& stmt = code_.stmts[cause];
    const std::string name = context_.Name(Atom(var));
    if (stmt.kind == StmtKind::RegionExit || stmt.kind == StmtKind::RegionReset) {
        context_.Report("V3", id, "{} is {} while {} is still live", context_.Name(stmt.region),
                        stmt.kind == StmtKind::RegionExit ? "exited" : "reset", name);
    } else if (stmt.kind == StmtKind::Transmigrate) {
        context_.Report("V10", id, "{} is used after it was transmigrated", name);
    } else {
        const bool stack = KindOf(context_.Reach(context_.NodeOf(var)).front()) == RegionKind::Stack;
        context_.Report(stack ? "V7" : "V3", id, "{} may reach storage of an earlier iteration", name);
    }
}

/// By NodeId: objects of it are copied with the original, so a name of one would see another object than the copy's owner.
std::vector<bool> PathChecker::CopiedNodes(NodeId original, RegionId region) const
{
    std::vector<bool> copied(context_.function.nodes.size(), false);
    std::vector<NodeId> work;
    if (original.valid()) {
        work.push_back(original);
    }
    while (!work.empty()) {
        const NodeId node = work.back();
        work.pop_back();
        if (context_.RegionOf(node) != region || copied[node.index()]) {
            continue;
        }
        copied[node.index()] = true;
        for (const Field& field : context_.function.nodes[node].fields) {
            work.push_back(field.target);
        }
    }
    return copied;
}

void PathChecker::DoRegionOp(StmtId id, const Stmt& stmt, State& state)
{
    const size_t region = stmt.region.index();
    switch (stmt.kind) {
        case StmtKind::RegionCreate:
            if (state.created.Test(region)) {
                context_.Report("V4", id, "{} is created a second time", context_.Name(stmt.region));
            }
            state.created.Set(region);
            state.open.Set(region);
            break;
        case StmtKind::RegionExit:
            if (!state.open.Test(region)) {
                context_.Report("V4", id, "{} is exited, but not active", context_.Name(stmt.region));
            }
            state.open.Reset(region);
            Outdate(state, stmt.region, id);
            break;
        case StmtKind::RegionReset:
            if (!state.open.Test(region)) {
                context_.Report("V4", id, "{} is reset, but not active", context_.Name(stmt.region));
            }
            Outdate(state, stmt.region, id);
            break;
        case StmtKind::RegionOf:
        case StmtKind::StackReserve:
            if (!state.ready.Set(region)) {
                context_.Report(stmt.kind == StmtKind::RegionOf ? "V10" : "V7", id, "{} is already there",
                                context_.Name(stmt.region));
            }
            break;
        default: {  // Transmigrate
            RequirePlace(id, state, stmt.region);
            RequirePlace(id, state, stmt.into);
            const std::vector<bool> copied = CopiedNodes(context_.NodeOf(code_.args(stmt)[0]), stmt.region);
            for (const uint32_t var : reaching_[region]) {
                if (copied[context_.NodeOf(tracked_vars_[var]).index()]) {
                    state.stale.Set(var);
                    stale_because_[var] = id;
                }
            }
            break;
        }
    }
}

}  // namespace

void CheckPaths(Context& context) { PathChecker(context).Run(); }

}  // namespace omni::rir
