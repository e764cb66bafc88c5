// Conditionals and loops.
#include <algorithm>

#include "core/function_builder.h"

namespace omni::core {

using ast::BindingId;
using ast::LambdaId;
using ast::NodeId;
using ast::NodeKind;

void FunctionBuilder::YieldArm(Atom value, bool wanted, source::Span span)
{
    if (wanted) {
        EmitWith(StmtKind::Yield, span, {{value}});
    } else {
        EmitWith(StmtKind::Yield, span, {});
    }
}

Atom FunctionBuilder::IfValue(NodeId id, const Hint* hint)
{
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    const Atom test = Test(kids[0]);
    if (dead_) {
        return module_.Undefined();
    }
    const VarId result = NewVar(hint, support::Intern("result"), node.span);
    const auto arm = [&](NodeId body) {
        const Atom value = body.valid() ? Value(body) : NothingAtom();
        const bool falls = !dead_;
        YieldArm(value, true, body.valid() ? unit_.nodes[body].span : node.span);
        return falls;
    };
    const bool falls = EmitIf(test, node.span, result, [&] { return arm(kids[1]); },
                              [&] { return arm(kids.size() > 2 ? kids[2] : NodeId()); });
    return falls ? Atom(result) : Atom(module_.Undefined());
}

/// A condition: `and` and `or` in it give Bools, so that the printer can fold them into && and ||.
Atom FunctionBuilder::Test(NodeId id)
{
    const NodeKind kind = unit_.nodes[id].kind;
    if (kind == NodeKind::And || kind == NodeKind::Or) {
        TakeTrivia(id);
        return dead_ ? Atom(module_.Undefined()) : AndOrValue(id, nullptr, true);
    }
    return Value(id);
}

Atom FunctionBuilder::AndOrValue(NodeId id, const Hint* hint, bool as_test)
{
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    return AndOrRest(kids, node.kind == NodeKind::Or, hint, as_test, node.span);
}

/// How many operands of an `and` or `or` become one condition in front of the rest: all but the last where their values
/// are only tested, the first of an `or` whose value may be the result.
size_t FunctionBuilder::DecidedFirst(std::span<const NodeId> kids, bool tests) { return tests ? kids.size() - 1 : 1; }

/// and: if first {rest} else {#f}; or: if first {first, or #t as a test} else {rest}
Atom FunctionBuilder::AndOrRest(std::span<const NodeId> kids, bool is_or, const Hint* hint, bool as_test,
                                source::Span span)
{
    if (kids.size() == 1) {
        return as_test ? Test(kids[0]) : Value(kids[0], hint);
    }
    const bool tests_first = as_test || !is_or;
    const size_t decided = as_test ? 1 : DecidedFirst(kids, tests_first);
    const Atom first = tests_first ? AndOrRest(kids.first(decided), is_or, nullptr, true, span) : Value(kids[0]);
    if (dead_) {
        return module_.Undefined();
    }
    const VarId result = NewVar(hint, support::Intern(is_or ? "either" : "both"), span);
    const auto rest_arm = [&] {
        const Atom value = AndOrRest(kids.subspan(decided), is_or, nullptr, as_test, span);
        const bool falls = !dead_;
        YieldArm(value, true, span);
        return falls;
    };
    const auto decided_arm = [&] {
        YieldArm(is_or && !as_test ? first : Atom(module_.Bool(is_or)), true, span);
        return true;
    };
    if (is_or) {
        EmitIf(first, span, result, decided_arm, rest_arm);
    } else {
        EmitIf(first, span, result, rest_arm, decided_arm);
    }
    return result;
}

void FunctionBuilder::TailAndOr(std::span<const NodeId> kids, bool is_or, Exit exit, source::Span span)
{
    if (kids.size() == 1) {
        Tail(kids[0], exit);
        return;
    }
    const bool as_test = !is_or || exit == Exit::BreakNone;
    const size_t decided = DecidedFirst(kids, as_test);
    const Atom first = as_test ? AndOrRest(kids.first(decided), is_or, nullptr, true, span) : Value(kids[0]);
    if (dead_) {
        return;
    }
    const auto rest_arm = [&] {
        TailAndOr(kids.subspan(decided), is_or, exit, span);
        return false;
    };
    const auto decided_arm = [&] {
        Finish(exit, is_or ? first : Atom(module_.Bool(false)), span);
        return false;
    };
    if (is_or) {
        EmitIf(first, span, {}, decided_arm, rest_arm);
    } else {
        EmitIf(first, span, {}, rest_arm, decided_arm);
    }
}

void FunctionBuilder::EffectIf(NodeId test_node, NodeId then_node, NodeId else_node, source::Span span)
{
    const Atom test = Test(test_node);
    if (dead_) {
        return;
    }
    const auto arm = [&](NodeId body) {
        if (body.valid()) {
            Effect(body);
        }
        const bool falls = !dead_;
        YieldArm({}, false, span);
        return falls;
    };
    EmitIf(test, span, {}, [&] { return arm(then_node); }, [&] { return arm(else_node); });
}

void FunctionBuilder::EffectAndOr(std::span<const NodeId> kids, bool is_or, source::Span span)
{
    if (kids.size() == 1) {
        Effect(kids[0]);
        return;
    }
    const size_t decided = DecidedFirst(kids, true);
    const Atom first = AndOrRest(kids.first(decided), is_or, nullptr, true, span);
    if (dead_) {
        return;
    }
    const auto rest_arm = [&] {
        EffectAndOr(kids.subspan(decided), is_or, span);
        const bool falls = !dead_;
        YieldArm({}, false, span);
        return falls;
    };
    const auto decided_arm = [&] {
        YieldArm({}, false, span);
        return true;
    };
    if (is_or) {
        EmitIf(first, span, {}, decided_arm, rest_arm);
    } else {
        EmitIf(first, span, {}, rest_arm, decided_arm);
    }
}

void FunctionBuilder::TailIf(NodeId id, Exit exit)
{
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    const Atom test = Test(kids[0]);
    if (dead_) {
        return;
    }
    const auto arm = [&](size_t index) {
        if (index < kids.size()) {
            Tail(kids[index], exit);
        } else {
            Finish(exit, NothingAtom(), node.span);
        }
        return false;
    };
    EmitIf(test, node.span, {}, [&] { return arm(1); }, [&] { return arm(2); });
}

void FunctionBuilder::IfIntoTargets(const ast::Node& node)
{
    const auto kids = unit_.kids_of(node);
    const Atom test = Test(kids[0]);
    if (dead_) {
        return;
    }
    const auto arm = [&](size_t index) {
        if (index < kids.size()) {
            IntoTargets(kids[index]);
        } else {
            Assign(TakeApart(NothingAtom(), value_targets_.shape, node.span), node.span);
        }
        const bool falls = !dead_;
        YieldArm({}, false, node.span);
        return falls;
    };
    EmitIf(test, node.span, {}, [&] { return arm(1); }, [&] { return arm(2); });
}

/// A region of the source begins or ends here; what the variable `leaves` reaches may be used behind its end.
void FunctionBuilder::MarkRegion(const ast::Node& node, bool ends, Atom leaves)
{
    if (dead_) {
        return;
    }
    const source::Span place = leaves.is_var() ? function_.vars[leaves.var()].span : source::Span();
    const Atom operands[] = {Atom(module_.Int(static_cast<int64_t>(node.payload))), Atom(module_.Int(ends ? 1 : 0)),
                             Atom(module_.Int(place.valid() ? int64_t{place.begin} : -1))};
    EmitPrim(Prim::RegionMark, operands, node.span, nullptr, false);
}

void FunctionBuilder::Assert(NodeId id)
{
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    const Atom test = Test(kids[0]);
    if (dead_) {
        return;
    }
    const auto holds = [&] {
        YieldArm({}, false, node.span);
        return true;
    };
    const auto fails = [&] {
        if (kids.size() > 1) {
            const Atom message = Value(kids[1]);
            EmitPrim(Prim::Error, {{message, module_.Nil()}}, node.span, nullptr, false);
        } else {
            EmitPrim(Prim::AssertFailed, {}, node.span, nullptr, false);
        }
        return false;
    };
    EmitIf(test, node.span, {}, holds, fails);
}

/// loop { if test { body; continue } else { break } }
void FunctionBuilder::While(NodeId id)
{
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    Stmt stmt;
    stmt.kind = StmtKind::Loop;
    stmt.span = node.span;
    stmt.blocks[0] = function_.blocks.Add({});
    stmt.first_param = static_cast<uint32_t>(function_.loop_params.size());
    const StmtId loop = Emit(stmt);
    ActiveLoop active;
    active.stmt = loop;
    active.block = block_;
    loops_.push_back(active);
    const Saved saved = Begin(stmt.blocks[0]);
    const Atom test = Test(kids[0]);
    const auto go_on = [&] {
        Effect(kids[1]);
        EmitWith(StmtKind::Continue, node.span, {});
        return false;
    };
    const auto leave = [&] {
        Finish(Exit::BreakNone, {}, node.span);
        return false;
    };
    if (!dead_) {
        EmitIf(test, node.span, {}, go_on, leave);
    }
    End(saved);
    dead_ = !loops_.back().has_break;
    loops_.pop_back();
}

/// By parameter: does every call from inside hand on the parameter itself? Then it is no parameter of the loop.
std::vector<bool> FunctionBuilder::Invariants(LambdaId id) const
{
    const ast::Lambda& lambda = unit_.lambdas[id];
    std::vector<bool> invariant(lambda.params.size(), true);
    for (size_t i = 0; i < lambda.params.size(); ++i) {
        const bool is_rest = lambda.has_rest && i + 1 == lambda.params.size();   // each call makes a list of its own
        invariant[i] = !is_rest && !state_.frames.is_assigned[lambda.params[i]];
    }
    for (const ast::Ref* ref : state_.frames.calls[id.index()]) {
        LambdaId at = ref->in;   // only calls that come round the loop count
        while (at != id && state_.frames.frames[at].role == Role::Loop) {
            at = unit_.lambdas[at].parent;
        }
        if (at != id || !ref->tail) {
            continue;
        }
        const auto kids = unit_.kids_of(ref->node);
        for (size_t i = 0; i < lambda.params.size() && i + 1 < kids.size(); ++i) {
            const ast::Node& arg = unit_.nodes[kids[i + 1]];
            invariant[i] = invariant[i] && arg.kind == NodeKind::LocalRef && arg.binding() == lambda.params[i];
        }
    }
    return invariant;
}

Atom FunctionBuilder::InlineLoop(const ast::Node& call, LambdaId lambda, Exit exit, const Hint* hint)
{
    const auto kids = unit_.kids_of(call);
    const std::vector<Atom> inits = Args(kids.subspan(1));
    if (dead_) {
        return module_.Undefined();
    }
    if (inits.size() != unit_.lambdas[lambda].params.size()) {
        return NothingAtom();   // reported by ast
    }
    const VarId result =
        exit == Exit::Break ? NewVar(hint, support::Intern("result"), call.span) : VarId();
    LoopBody(lambda, inits, exit, result, call.span);
    return exit == Exit::Break && !dead_ ? Atom(result) : NothingAtom();
}

void FunctionBuilder::LoopBody(LambdaId id, const std::vector<Atom>& inits, Exit exit, VarId result,
                               source::Span span)
{
    const ast::Lambda& lambda = unit_.lambdas[id];
    ActiveLoop active;
    active.lambda = id;
    active.invariant = Invariants(id);
    active.block = block_;
    std::vector<VarId> vars(lambda.params.size());
    std::vector<VarId> params;
    std::vector<Atom> args;
    for (size_t i = 0; i < lambda.params.size(); ++i) {
        const BindingId binding = lambda.params[i];
        Hint hint = HintFor(binding);
        if (active.invariant[i]) {
            const bool same = inits[i].is_var() && function_.vars[inits[i].var()].name == hint.name &&
                              !function_.vars[inits[i].var()].assigned;
            slots_[binding] = same ? inits[i] : Named(inits[i], &hint, span);
            continue;
        }
        vars[i] = NewVar(&hint, {}, unit_.bindings[binding].span);
        function_.vars[vars[i]].assigned = true;
        params.push_back(vars[i]);
        args.push_back(inits[i]);
    }
    Stmt stmt;
    stmt.kind = StmtKind::Loop;
    stmt.span = span;
    stmt.result = result;
    stmt.blocks[0] = function_.blocks.Add({});
    stmt.first_param = static_cast<uint32_t>(function_.loop_params.size());
    stmt.param_count = static_cast<uint16_t>(params.size());
    function_.loop_params.insert(function_.loop_params.end(), params.begin(), params.end());
    function_.SetArgs(stmt, args);
    active.stmt = Emit(stmt);
    loops_.push_back(active);
    const Saved saved = Begin(stmt.blocks[0]);
    BindParams(id, vars);
    Tail(lambda.body, exit);
    End(saved);
    const ActiveLoop done = loops_.back();
    loops_.pop_back();
    if (!done.has_break) {
        function_.stmts[done.stmt].result = {};
        dead_ = true;
    } else if (done.exit_to.valid()) {
        LeaveTo(done.exit_to, span);
    }
}

/// A tail call of a loop that is being built, or of the function itself: on with the next iteration.
bool FunctionBuilder::ContinueLoop(const ast::Node& call, LambdaId lambda, Exit exit)
{
    size_t index = loops_.size();
    while (index > 0 && loops_[index - 1].lambda != lambda) {
        --index;
    }
    if (index == 0) {
        return false;
    }
    const size_t depth = index - 1;
    if (index != loops_.size() && exit != Exit::Return) {
        return false;   // in tail position of an inner loop only
    }
    const auto kids = unit_.kids_of(call);
    const std::vector<bool> invariant = loops_[depth].invariant;  // a copy: loops in the operands move `loops_`
    const bool has_rest = unit_.lambdas[lambda].has_rest;
    const size_t fixed = invariant.size() - (has_rest ? 1 : 0);
    if (kids.size() < fixed + 1 || (kids.size() > fixed + 1 && !has_rest)) {
        return true;   // reported by ast
    }
    std::vector<NodeId> wanted;
    for (size_t i = 0; i < fixed; ++i) {
        if (!invariant[i]) {
            wanted.push_back(kids[i + 1]);
        }
    }
    const size_t before_rest = wanted.size();
    wanted.insert(wanted.end(), kids.begin() + static_cast<std::ptrdiff_t>(fixed) + 1, kids.end());
    std::vector<Atom> args = Args(wanted);
    if (dead_) {
        return true;
    }
    if (has_rest) {
        GatherRest(args, before_rest, call.span);
    }
    if (depth + 1 == loops_.size()) {
        EmitWith(StmtKind::Continue, call.span, args);
        return true;
    }
    // The loops between end first; the next parameters wait in variables of their own.
    ActiveLoop& target = loops_[depth];
    if (target.next.empty() && !args.empty()) {
        const auto& params = unit_.lambdas[lambda].params;
        auto& stmts = function_.blocks[loops_[depth + 1].block].stmts;
        for (size_t i = 0; i < params.size(); ++i) {
            if (invariant[i]) {
                continue;
            }
            Hint hint = HintFor(params[i]);
            hint.name = support::Intern("next-" + std::string(hint.name.text()));
            hint.kind = VarKind::Temp;
            const VarId var = NewVar(&hint, {}, call.span);
            function_.vars[var].assigned = true;
            target.next.push_back(var);
            Stmt move;
            move.kind = StmtKind::Move;
            move.span = call.span;
            move.result = var;
            function_.SetArgs(move, {{Atom(module_.Undefined())}});
            const StmtId id = function_.stmts.Add(move);
            stmts.insert(std::find(stmts.begin(), stmts.end(), loops_[depth + 1].stmt), id);
        }
    }
    for (size_t i = 0; i < args.size(); ++i) {
        EmitWith(StmtKind::Assign, call.span, {{args[i]}}, loops_[depth].next[i]);
    }
    LeaveTo(lambda, call.span);
    return true;
}

/// Goes on with `target`, whose next parameters are set: at once, or by leaving the innermost loop first.
void FunctionBuilder::LeaveTo(LambdaId target, source::Span span)
{
    ActiveLoop& innermost = loops_.back();
    if (innermost.lambda == target) {
        const std::vector<Atom> args(innermost.next.begin(), innermost.next.end());
        innermost.next.clear();
        EmitWith(StmtKind::Continue, span, args);
        return;
    }
    innermost.exit_to = target;
    innermost.has_break = true;
    EmitWith(StmtKind::Break, span, {});
}

}  // namespace omni::core
