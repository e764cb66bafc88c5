// Several values. What gives them and what takes them are often seen together: then they are variables from the
// beginning and no object is made. Otherwise they come in a Values, which is taken apart here.
#include "core/function_builder.h"

namespace omni::core {

using ast::BindingId;
using ast::LambdaId;
using ast::NodeId;
using ast::NodeKind;
using source::DiagKind;

namespace {

/// Library functions that give two values, each by a function of its own.
struct TwoResults {
    std::string_view name, first, second;
};
constexpr TwoResults kTwoResults[] = {{"floor/", "floor-quotient", "floor-remainder"},
                                      {"truncate/", "truncate-quotient", "truncate-remainder"}};

const TwoResults* FindTwoResults(support::Symbol name)
{
    for (const TwoResults& two : kTwoResults) {
        if (two.name == name.text()) {
            return &two;
        }
    }
    return nullptr;
}

}  // namespace

/// The library's function that a call goes to, when it is one that gives several values in sight; else absent.
support::Symbol FunctionBuilder::ValuesCallee(const ast::Node& call) const
{
    static const support::Symbol kValues = support::Intern("values");
    const ast::Node& head = unit_.nodes[unit_.kids_of(call)[0]];
    if (head.kind != NodeKind::GlobalRef || (state_.user && !head.library && module_.IsUserName(head.symbol()))) {
        return {};
    }
    const support::Symbol name = head.symbol();
    const bool two = FindTwoResults(name) != nullptr && call.kid_count == 3;
    return name == kValues || two ? name : support::Symbol();
}

/// Does some way through the expression end in a call of `values`?
bool FunctionBuilder::ShowsValues(NodeId id) const
{
    const ast::Node& node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    switch (node.kind) {
    case NodeKind::Seq:
    case NodeKind::Let:
    case NodeKind::Letrec: return ShowsValues(kids.back());
    case NodeKind::If: return ShowsValues(kids[1]) || (kids.size() > 2 && ShowsValues(kids[2]));
    case NodeKind::Call: {
        const LambdaId loop = LoopOf(node);
        return loop.valid() ? ShowsValues(unit_.lambdas[loop].body) : ValuesCallee(node).valid();
    }
    default: return false;
    }
}

/// The loop that a call enters, or None.
LambdaId FunctionBuilder::LoopOf(const ast::Node& call) const
{
    const ast::Node& head = unit_.nodes[unit_.kids_of(call)[0]];
    const LambdaId lambda =
        head.kind == NodeKind::LocalRef ? Frames::FunctionOf(unit_, head.binding()) : LambdaId();
    if (!lambda.valid() || state_.frames.frames[lambda].role != Role::Loop) {
        return {};
    }
    for (const ActiveLoop& active : loops_) {
        if (active.lambda == lambda) {
            return {};   // goes on with it
        }
    }
    return lambda;
}

bool FunctionBuilder::CheckValueCount(size_t count, const ValueShape& shape, source::Span span)
{
    if (count == shape.fixed || (shape.has_rest && count > shape.fixed)) {
        return true;
    }
    module_.sink().Report(DiagKind::WrongValueCount, span, shape.has_rest ? "at least " : "", shape.fixed,
                          shape.fixed == 1 ? "value" : "values", count);
    return false;
}

Atom FunctionBuilder::CallLibrary(std::string_view name, std::span<const Atom> args, source::Span span)
{
    const Entity entity = module_.Resolve(support::Intern(name), false);
    if (entity.kind == EntityKind::Prim) {
        return EmitPrim(entity.prim, args, span, nullptr);
    }
    return CallFunction(entity.function, args, span, nullptr, true);
}

/// The values that an expression gives, as many as the shape has names. None when control does not come back.
std::vector<Atom> FunctionBuilder::Several(NodeId id, const ValueShape& shape)
{
    TakeTrivia(id);
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    if (dead_) {
        return {};
    }
    switch (node.kind) {
    case NodeKind::Seq:
        for (size_t i = 0; i + 1 < kids.size(); ++i) {
            Effect(kids[i]);
        }
        return Several(kids.back(), shape);
    case NodeKind::Let:
    case NodeKind::Letrec:
        LetBindings(node);
        return Several(kids.back(), shape);
    case NodeKind::Call: {
        const support::Symbol callee = ValuesCallee(node);
        if (!callee.valid()) {
            break;
        }
        std::vector<Atom> args = Args(kids.subspan(1));
        if (dead_) {
            return {};
        }
        if (const TwoResults* two = FindTwoResults(callee)) {
            const Atom first = CallLibrary(two->first, args, node.span);
            args = {first, CallLibrary(two->second, args, node.span)};
        }
        if (!CheckValueCount(args.size(), shape, node.span)) {
            dead_ = true;
            return {};
        }
        if (shape.has_rest) {
            GatherRest(args, shape.fixed, node.span);
        }
        return args;
    }
    default: break;
    }
    if ((node.kind == NodeKind::If || node.kind == NodeKind::Call) && ShowsValues(id)) {
        return SeveralByWays(id, shape);
    }
    return TakeApart(ValueBare(id, nullptr), shape, node.span);
}

/// Several ways lead to the values: they become variables that each way assigns.
std::vector<Atom> FunctionBuilder::SeveralByWays(NodeId id, const ValueShape& shape)
{
    const source::Span span = unit_.nodes[id].span;
    ValueTargets targets{shape, {}};
    for (const Hint& hint : shape.hints) {
        const VarId var = NewVar(&hint, {}, span);
        function_.vars[var].assigned = true;
        EmitWith(StmtKind::Move, span, {{Atom(module_.Undefined())}}, var);
        targets.vars.push_back(var);
    }
    const std::vector<Atom> atoms(targets.vars.begin(), targets.vars.end());
    std::swap(targets, value_targets_);
    IntoTargets(id);
    std::swap(targets, value_targets_);
    return dead_ ? std::vector<Atom>() : atoms;
}

/// Assigns the values of an expression to the targets.
void FunctionBuilder::IntoTargets(NodeId id)
{
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    if (dead_) {
        return;
    }
    switch (node.kind) {
    case NodeKind::Seq:
    case NodeKind::Let:
    case NodeKind::Letrec:
        TakeTrivia(id);
        if (node.kind == NodeKind::Seq) {
            for (size_t i = 0; i + 1 < kids.size(); ++i) {
                Effect(kids[i]);
            }
        } else {
            LetBindings(node);
        }
        IntoTargets(kids.back());
        return;
    case NodeKind::If:
        TakeTrivia(id);
        IfIntoTargets(node);
        return;
    case NodeKind::Call:
        if (const LambdaId loop = LoopOf(node); loop.valid()) {
            TakeTrivia(id);
            InlineLoop(node, loop, Exit::BreakValues, nullptr);
            return;
        }
        break;
    default: break;
    }
    ValueTargets targets;
    std::swap(targets, value_targets_);   // the expression may need targets of its own
    const std::vector<Atom> atoms = Several(id, targets.shape);
    std::swap(targets, value_targets_);
    Assign(atoms, node.span);
}

void FunctionBuilder::Assign(std::span<const Atom> atoms, source::Span span)
{
    for (size_t i = 0; i < atoms.size(); ++i) {
        EmitWith(StmtKind::Assign, span, {{atoms[i]}}, value_targets_.vars[i]);
    }
}

std::vector<Atom> FunctionBuilder::TakeApart(Atom value, const ValueShape& shape, source::Span span)
{
    std::vector<Atom> atoms;
    if (dead_) {
        return atoms;
    }
    if (shape.fixed == 1 && !shape.has_rest) {
        return {value};
    }
    const Atom count = module_.Int(static_cast<int64_t>(shape.fixed));
    const auto hint = [&](size_t i) { return i < shape.hints.size() ? &shape.hints[i] : nullptr; };
    if (!shape.has_rest) {
        EmitPrim(Prim::CheckValues, {{value, count}}, span, nullptr, false);
        for (size_t i = 0; i + 1 < shape.fixed; ++i) {
            atoms.push_back(EmitPrim(Prim::ValuesFirst, {{value}}, span, hint(i)));
            value = EmitPrim(Prim::ValuesRest, {{value}}, span, i + 2 == shape.fixed ? hint(i + 1) : nullptr);
        }
        if (shape.fixed > 0) {
            atoms.push_back(value);
        }
        return atoms;
    }
    if (shape.fixed > 0) {
        EmitPrim(Prim::CheckValuesMin, {{value, count}}, span, nullptr, false);
    }
    Atom list = CallLibrary("%values->list", {{value}}, span);
    for (size_t i = 0; i < shape.fixed; ++i) {
        atoms.push_back(EmitPrim(Prim::Car, {{list}}, span, hint(i)));
        list = EmitPrim(Prim::Cdr, {{list}}, span, i + 1 == shape.fixed ? hint(i + 1) : nullptr);
    }
    atoms.push_back(list);
    return atoms;
}

void FunctionBuilder::BindValues(const ast::Node& node)
{
    const auto bindings = unit_.values_of(node);
    ValueShape shape;
    shape.has_rest = (node.payload & 1) != 0;
    shape.fixed = bindings.size() - (shape.has_rest ? 1 : 0);
    for (BindingId binding : bindings) {
        Hint hint = HintFor(binding);
        if (state_.frames.is_cell[binding]) {
            hint.kind = VarKind::Temp;
        }
        shape.hints.push_back(hint);
    }
    const std::vector<Atom> atoms = Several(unit_.kids_of(node)[0], shape);
    for (size_t i = 0; i < bindings.size(); ++i) {
        if (i < atoms.size()) {
            BindResult(bindings[i], atoms[i]);
        } else if (!slots_[bindings[i]].valid()) {
            slots_[bindings[i]] = module_.Undefined();
        }
    }
}

/// (values a b c): none, one, or a chain of Values.
Atom FunctionBuilder::MakeValues(std::span<const Atom> args, source::Span span, const Hint* hint)
{
    if (args.empty()) {
        return EmitPrim(Prim::NoValues, {}, span, hint);
    }
    if (args.size() == 1) {
        return Named(args[0], hint, span);
    }
    Atom values = args.back();
    for (size_t i = args.size() - 1; i-- > 0;) {
        values = EmitPrim(Prim::ValuesNew, {{args[i], values}}, span, i == 0 ? hint : nullptr);
    }
    return values;
}

}  // namespace omni::core
