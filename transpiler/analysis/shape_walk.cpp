#include "analysis/shape_walk.h"

#include <algorithm>

#include "core/container_flow.h"
#include "core/spoken_name.h"

namespace omni::analysis {

using core::Atom;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::StorageEffect;
using core::VarId;
using reason::ReasonKind;

ShapeWalker::ShapeWalker(const core::Module& module, const core::Function& function, Facts& facts, Shapes& shapes)
    : module_(module),
      function_(function),
      facts_(facts),
      graph_(facts.graph),
      mine_(facts.functions[function.id.index()]),
      shapes_(shapes),
      summary_(shapes.summaries_[function.id.index()]),
      liveness_(ComputeLiveness(function, BuildCfg(function)))
{
    summary_.stores.assign(function.params.size(), 0);
    FindMakers();
}

bool ShapeWalker::Run()
{
    changed_ = false;
    State state(function_.vars.size(), 0);
    for (const VarId param : function_.params) {
        state[param.index()] = kParam;
    }
    for (const VarId captured : function_.captured) {
        state[captured.index()] = kHeld | kLoaded;
    }
    for (const Node node : mine_.nodes) {
        if ((graph_.flags(node) & kAny) != 0) {
            Raise(node, {Shape::Cyclic, ReasonKind::ShapeUnknown, function_.id, function_.span, function_.name});
        }
    }
    std::optional<State> at(std::move(state));
    WalkBlock(function_.body, at, nullptr, nullptr, nullptr);
    return changed_;
}

/// Which operation has made what a variable holds, and whether it may have been changed since.
void ShapeWalker::FindMakers()
{
    made_by_.assign(function_.vars.size(), nullptr);
    exposed_.assign(function_.vars.size(), false);
    for (const Stmt& stmt : function_.stmts) {
        if (stmt.kind == StmtKind::Prim && stmt.result.valid() && core::Info(stmt.prim).allocates()) {
            made_by_[stmt.result.index()] = &stmt;
        }
        const bool calls = stmt.kind == StmtKind::Call || stmt.kind == StmtKind::CallClosure;
        const auto args = function_.args(stmt);
        for (size_t i = 0; i < args.size(); ++i) {
            const bool changes = stmt.kind == StmtKind::Prim && core::Info(stmt.prim).changes(i, args.size());
            if (args[i].is_var() && (calls || changes || stmt.kind == StmtKind::MakeClosure)) {
                exposed_[args[i].var().index()] = true;
            }
        }
    }
}

Node ShapeWalker::NodeOf(Atom atom) const
{
    const Node node = atom.is_var() ? mine_.node_of[atom.var().index()] : kNoNode;
    return node == kNoNode ? kNoNode : graph_.Find(node);
}

void ShapeWalker::Raise(Node node, const ShapeCause& cause)
{
    ShapeCause& known = shapes_.causes_[graph_.Find(node)];
    if (known.shape < cause.shape) {
        known = cause;
        changed_ = true;
    }
}

ShapeCause ShapeWalker::CauseOf(Shape shape, ReasonKind kind, const Stmt& stmt, Atom subject) const
{
    return {shape, kind, function_.id, stmt.span.valid() ? stmt.span : function_.span,
            subject.is_var() ? function_.vars[subject.var()].name : function_.name};
}

/// A value gets another name: what is known of it. When the old name is still in use, both are.
uint8_t ShapeWalker::Pass(StmtId id, State& state, Atom atom)
{
    if (NodeOf(atom) == kNoNode) {
        return 0;
    }
    uint8_t& bits = state[atom.var().index()];
    const auto& last = liveness_.last_uses[atom.var().index()];
    const auto args = function_.args(function_.stmts[id]);
    if (std::find(last.begin(), last.end(), id) == last.end() || std::count(args.begin(), args.end(), atom) > 1) {
        bits |= kOther;
    }
    return bits;
}

/// A field refers to the object from here on. Boxes of numbers have no identity, so nobody can tell whether two are one.
void ShapeWalker::Store(State& state, Atom atom, const Stmt& stmt)
{
    const Node node = NodeOf(atom);
    if (node == kNoNode || (function_.vars[atom.var()].kinds & core::kind::kObject & ~core::kind::kNumber) == 0) {
        return;
    }
    uint8_t& bits = state[atom.var().index()];
    if ((bits & kHeld) != 0) {
        const ReasonKind kind = (bits & kLoaded) != 0 ? ReasonKind::StoredPart
                                : again_             ? ReasonKind::StoredEachTime
                                                     : ReasonKind::StoredAgain;
        Raise(node, CauseOf(Shape::Dag, kind, stmt, atom));
    }
    bits |= kHeld;
    const uint8_t before = bits;
    for (const VarId var : function_.vars.ids()) {
        const bool same = (before & kOther) != 0 && (state[var.index()] & kOther) != 0;
        if (same && NodeOf(Atom(var)) == node) {
            state[var.index()] |= kHeld;
        }
    }
    for (size_t i = 0; i < function_.params.size() && (before & kParam) != 0; ++i) {
        if (NodeOf(Atom(function_.params[i])) == node && summary_.stores[i] == 0) {
            summary_.stores[i] = 1;
            changed_ = true;
        }
    }
}

/// Was the stored object just made, of operands that do not reach the container?
bool ShapeWalker::IsNewTo(Atom stored, Node container) const
{
    const Stmt* maker = made_by_[stored.var().index()];
    if (maker == nullptr || exposed_[stored.var().index()]) {
        return false;
    }
    std::vector<Node> operands;
    for (const Atom atom : function_.args(*maker)) {
        if (NodeOf(atom) != kNoNode) {
            operands.push_back(NodeOf(atom));
        }
    }
    const auto reached = Reach(graph_, operands, true);
    return std::find(reached.begin(), reached.end(), container) == reached.end();
}

void ShapeWalker::Link(Atom container, Atom stored, const Stmt& stmt)
{
    if (NodeOf(container) != kNoNode && NodeOf(stored) != kNoNode && !IsNewTo(stored, NodeOf(container))) {
        LinkNodes(NodeOf(container), NodeOf(stored),
                  CauseOf(Shape::Cyclic, ReasonKind::StoredIntoItself, stmt, stored));
    }
}

void ShapeWalker::LinkNodes(Node container, Node stored, const ShapeCause& cause)
{
    const auto reached = Reach(graph_, {stored}, true);
    if (std::find(reached.begin(), reached.end(), container) != reached.end()) {
        Raise(container, cause);
        return;
    }
    const auto is_known = [&](Node node) {
        return std::any_of(mine_.interface.begin(), mine_.interface.end(),
                           [&](Node mine) { return graph_.Find(mine) == node; });
    };
    const bool had = std::any_of(summary_.links.begin(), summary_.links.end(), [&](const Shapes::Link& link) {
        return link.container == container && link.stored == stored;
    });
    if (!had && is_known(container) && is_known(stored)) {
        summary_.links.push_back({container, stored, cause});
        changed_ = true;
    }
}

void ShapeWalker::Join(Target& target, State&& state)
{
    if (!target.state) {
        target.state = std::move(state);
        return;
    }
    for (size_t i = 0; i < state.size(); ++i) {
        (*target.state)[i] |= state[i];
    }
}

/// `state` is without value behind a jump.
void ShapeWalker::WalkBlock(core::BlockId block, std::optional<State>& state, Target* branch, Target* leave, Target* next)
{
    for (const StmtId id : function_.blocks[block].stmts) {
        if (!state) {
            return;
        }
        WalkStmt(id, state, branch, leave, next);
    }
}

void ShapeWalker::WalkStmt(StmtId id, std::optional<State>& state, Target* branch, Target* leave, Target* next)
{
    const Stmt& stmt = function_.stmts[id];
    const auto args = function_.args(stmt);
    const auto define = [&](uint8_t bits) {
        if (stmt.result.valid() && state) {
            (*state)[stmt.result.index()] = bits;
        }
    };
    const auto jump = [&](Target* target) {
        target->result |= args.empty() ? 0 : Pass(id, *state, args[0]);
        Join(*target, std::move(*state));
        state.reset();
    };
    switch (stmt.kind) {
    case StmtKind::Prim: WalkPrim(id, stmt, *state); break;
    case StmtKind::Move: define(Pass(id, *state, args[0])); break;
    case StmtKind::Assign: define((*state)[stmt.result.index()] | Pass(id, *state, args[0])); break;
    case StmtKind::Call:
    case StmtKind::CallClosure:
    case StmtKind::MakeClosure: WalkCall(id, stmt, *state); break;
    case StmtKind::LoadGlobal: define(kHeld | kLoaded); break;
    case StmtKind::StoreGlobal: Store(*state, args[0], stmt); break;
    case StmtKind::If: WalkIf(stmt, state, leave, next); break;
    case StmtKind::Loop: WalkLoop(id, stmt, state); break;
    case StmtKind::Yield: jump(branch); break;
    case StmtKind::Break: jump(leave); break;
    case StmtKind::Continue: {
        const auto params = function_.loop_params_of(*loops_.back());
        std::vector<uint8_t> bits;
        for (const Atom arg : args) {
            bits.push_back(Pass(id, *state, arg));
        }
        for (size_t i = 0; i < params.size() && i < bits.size(); ++i) {
            (*state)[params[i].index()] = bits[i];
        }
        Join(*next, std::move(*state));
        state.reset();
        break;
    }
    case StmtKind::Return:
        if (!args.empty() && NodeOf(args[0]) != kNoNode &&
            ((*state)[args[0].var().index()] & (kHeld | kParam)) != 0 && !summary_.result_held) {
            summary_.result_held = true;
            changed_ = true;
        }
        state.reset();
        break;
    case StmtKind::Unreachable: state.reset(); break;
    default: break;   // operations of region IR, and those on counts, link nothing
    }
}

void ShapeWalker::WalkIf(const Stmt& stmt, std::optional<State>& state, Target* leave, Target* next)
{
    Target target;
    std::optional<State> other = state;
    WalkBlock(stmt.blocks[0], state, &target, leave, next);
    WalkBlock(stmt.blocks[1], other, &target, leave, next);
    state = std::move(target.state);
    if (state && stmt.result.valid()) {
        (*state)[stmt.result.index()] = target.result;
    }
}

/// A loop is walked twice: the second time with what the first has left behind, unless that says nothing new. In deep nests
/// everything is taken for held, and walked once.
void ShapeWalker::WalkLoop(StmtId id, const Stmt& stmt, std::optional<State>& state)
{
    constexpr size_t kDeep = 5;
    const auto params = function_.loop_params_of(stmt);
    const auto args = function_.args(stmt);
    for (size_t i = 0; i < params.size() && i < args.size(); ++i) {
        (*state)[params[i].index()] = Pass(id, *state, args[i]);
    }
    if (loops_.size() >= kDeep) {
        for (uint8_t& bits : *state) {
            bits |= kHeld | kLoaded | kOther;
        }
    }
    loops_.push_back(&stmt);
    Target leave;
    State head = *state;
    for (bool second = false;; second = true) {
        Target next;
        const bool outer = std::exchange(again_, again_ || second);
        std::optional<State> at(head);
        WalkBlock(stmt.blocks[0], at, nullptr, &leave, &next);
        again_ = outer;
        if (second || !next.state || loops_.size() > kDeep) {
            break;
        }
        bool grown = false;
        for (size_t i = 0; i < head.size(); ++i) {
            grown |= (head[i] | (*next.state)[i]) != head[i];
            head[i] |= (*next.state)[i];
        }
        if (!grown) {
            break;
        }
    }
    loops_.pop_back();
    state = std::move(leave.state);
    if (state && stmt.result.valid()) {
        (*state)[stmt.result.index()] = leave.result;
    }
}

void ShapeWalker::WalkPrim(StmtId id, const Stmt& stmt, State& state)
{
    const core::PrimInfo& info = core::Info(stmt.prim);
    const auto args = function_.args(stmt);
    uint8_t result = kHeld | kLoaded;
    switch (info.storage) {
    case StorageEffect::FreshPair:
    case StorageEffect::FreshStruct:
    case StorageEffect::FreshCell:
        for (const Atom arg : args) {
            Store(state, arg, stmt);
        }
        result = 0;
        break;
    case StorageEffect::None:
    case StorageEffect::Fresh:
    case StorageEffect::FreshList:
    case StorageEffect::FreshSymbols:
    case StorageEffect::Box: result = 0; break;
    case StorageEffect::StoreCar:
    case StorageEffect::StoreCdr:
    case StorageEffect::StoreCell:
    case StorageEffect::StoreField:
        Store(state, args[1], stmt);
        Link(args[0], args[1], stmt);
        break;
    case StorageEffect::Same: result = Pass(id, state, args[0]) | kHeld; break;
    case StorageEffect::LoadCar:
    case StorageEffect::LoadCdr:
    case StorageEffect::LoadCell:
    case StorageEffect::LoadField:
    case StorageEffect::FreshAny: break;
    default: WalkContainer(id, stmt, state); return;
    }
    if (stmt.result.valid()) {
        state[stmt.result.index()] = result;
    }
}

/// What a container takes is stored; what it takes out of another one is held by both from here on.
void ShapeWalker::WalkContainer(StmtId id, const Stmt& stmt, State& state)
{
    const core::PrimInfo& info = core::Info(stmt.prim);
    const auto args = function_.args(stmt);
    uint8_t result = 0;
    core::ForEachContainerFlow(info, args.size(), [&](const core::FlowPlace& from, const core::FlowPlace& to) {
        if (from.operand == core::FlowPlace::kResult || from.operand >= args.size() ||
            NodeOf(args[from.operand]) == kNoNode) {
            return;
        }
        const Atom source = args[from.operand];
        if (!to.field) {
            result |= from.field ? kHeld | kLoaded : Pass(id, state, source) | kHeld;
            return;
        }
        const bool into_result = to.operand == core::FlowPlace::kResult;
        if (!from.field) {
            Store(state, source, stmt);
            if (info.storage == StorageEffect::FreshFill) {
                Raise(NodeOf(source), CauseOf(Shape::Dag, ReasonKind::StoredAgain, stmt, source));
            }
            if (!into_result) {
                Link(args[to.operand], source, stmt);
            }
            return;
        }
        const Node part = graph_.FindField(NodeOf(source), *from.field, 0);
        if (part == kNoNode) {
            return;
        }
        Raise(part, CauseOf(Shape::Dag, ReasonKind::BothHold, stmt, source));
        if (!into_result && NodeOf(args[to.operand]) != kNoNode) {
            LinkNodes(NodeOf(args[to.operand]), graph_.Find(part),
                      CauseOf(Shape::Cyclic, ReasonKind::StoredIntoItself, stmt, source));
        }
    });
    if (stmt.result.valid()) {
        state[stmt.result.index()] = result;
    }
}

void ShapeWalker::WalkCall(StmtId id, const Stmt& stmt, State& state)
{
    const auto args = function_.args(stmt);
    uint8_t result = kHeld | kLoaded;
    if (stmt.kind == StmtKind::Call && !module_.functions[stmt.callee].is_extern) {
        const Shapes::Summary& callee = shapes_.summaries_[stmt.callee.index()];
        for (size_t i = 0; i < args.size() && i < callee.stores.size(); ++i) {
            if (callee.stores[i] != 0) {
                Store(state, args[i], stmt);
            }
        }
        result = callee.result_held ? kHeld | kLoaded : 0;
    } else if (stmt.kind == StmtKind::MakeClosure) {
        for (const Atom arg : args) {
            Store(state, arg, stmt);
        }
        result = 0;
    } else {
        const size_t first = stmt.kind == StmtKind::CallClosure ? 1 : 0;
        for (size_t i = first; i < args.size(); ++i) {
            const bool borrows = stmt.kind == StmtKind::Call &&
                                 module_.functions[stmt.callee].contract(i) == core::Contract::Borrow;
            if (NodeOf(args[i]) == kNoNode || borrows) {
                continue;
            }
            Store(state, args[i], stmt);
            if (stmt.kind == StmtKind::Call) {
                for (const Node node : Reach(graph_, {NodeOf(args[i])}, true)) {
                    Raise(node, CauseOf(Shape::Cyclic, ReasonKind::ShapeUnknown, stmt, args[i]));
                }
            }
        }
    }
    ApplySummary(id, stmt);
    if (stmt.result.valid()) {
        state[stmt.result.index()] = result;
    }
}

/// What the callee does to nodes that its callers know, it does to theirs.
void ShapeWalker::ApplySummary(StmtId id, const Stmt& stmt)
{
    const auto clone = std::find_if(mine_.calls.begin(), mine_.calls.end(),
                                    [id](const CallClone& call) { return call.call == id; });
    if (clone == mine_.calls.end()) {
        return;
    }
    std::unordered_map<Node, Node> image;
    for (const auto& [from, to] : clone->nodes) {
        image.emplace(graph_.Find(from), graph_.Find(to));
        const ShapeCause own = shapes_.Own(from);
        if (own.shape != Shape::Tree) {
            Raise(to, own);
        }
    }
    const std::vector<Shapes::Link> links = shapes_.summaries_[stmt.callee.index()].links;
    for (const Shapes::Link& link : links) {
        const auto container = image.find(graph_.Find(link.container));
        const auto stored = image.find(graph_.Find(link.stored));
        if (container != image.end() && stored != image.end()) {
            ShapeCause cause = CauseOf(Shape::Cyclic, ReasonKind::StoredIntoItself, stmt);
            cause.subject = core::SpokenName(module_.functions[stmt.callee]);
            LinkNodes(container->second, stored->second, cause);
        }
    }
}

}  // namespace omni::analysis
