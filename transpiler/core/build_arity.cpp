// Calls whose number of arguments chooses what is called, or is known only when the program runs: case-lambda, library
// names with several arities, apply.
#include <algorithm>

#include "core/function_builder.h"

namespace omni::core {

using ast::NodeKind;
using source::DiagKind;

/// A call of a case-lambda that the program defines: straight to the clause.
Atom FunctionBuilder::CallCases(const ast::Node& node, support::Symbol name, const Entity& entity, const Hint* hint,
                                bool wanted)
{
    std::vector<Atom> args = Args(unit_.kids_of(node).subspan(1));
    if (dead_) {
        return module_.Undefined();
    }
    const std::vector<ArityClause>& clauses = module_.cases(entity);
    for (const ArityClause& clause : clauses) {
        if (clause.Takes(args.size())) {
            if (clause.has_rest) {
                GatherRest(args, clause.min_args, node.span);
            }
            return CallFunction(clause.function, args, node.span, hint, wanted);
        }
    }
    std::vector<ArityClause> sorted = clauses;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const ArityClause& a, const ArityClause& b) { return a.min_args < b.min_args; });
    std::string takes;
    for (size_t i = 0; i < sorted.size(); ++i) {
        takes += i == 0 ? "" : i + 1 == sorted.size() ? " or " : ", ";
        takes += (sorted[i].has_rest ? "at least " : "") + std::to_string(sorted[i].min_args);
    }
    takes += sorted.back().min_args == 1 ? " argument" : " arguments";
    module_.sink()
        .Report(DiagKind::WrongArgumentCount, node.span, name, takes, std::to_string(args.size()))
        .Note(entity.span, "defined here");
    return module_.Undefined();
}

/// (apply f a b list). The list goes to a library function's rest parameter as it is; every other function is called
/// with the elements.
Atom FunctionBuilder::CallApply(const ast::Node& node, const Hint* hint, bool wanted)
{
    const auto nodes = unit_.kids_of(node).subspan(1);
    const ast::Node& function = unit_.nodes[nodes[0]];
    if (function.kind == NodeKind::GlobalRef &&
        !(state_.user && !function.library && module_.IsUserName(function.symbol()))) {
        const Entity entity = module_.Resolve(function.symbol(), false);
        if (entity.kind == EntityKind::Prim || entity.kind == EntityKind::Function) {
            const Entity callee = module_.FindVariadic(function.symbol());
            if (callee.kind == EntityKind::Function) {
                TakeTrivia(nodes[0]);
                const std::vector<Atom> args = Args(nodes.subspan(1));
                return dead_ ? Atom(module_.Undefined()) : ApplyKnown(callee, function.symbol(), args, node.span, hint, wanted);
            }
        }
    }
    const std::vector<Atom> args = Args(nodes);
    if (dead_) {
        return module_.Undefined();
    }
    Stmt stmt;
    stmt.kind = StmtKind::CallClosure;
    stmt.spread = true;
    stmt.span = node.span;
    function_.SetArgs(stmt, args);
    if (wanted) {
        const support::Symbol name =
            args[0].is_var() ? function_.vars[args[0].var()].name : support::Intern("function");
        stmt.result = NewVar(hint, support::Intern(std::string(name.text()) + "-result"), node.span);
    }
    Emit(stmt);
    return wanted ? Atom(stmt.result) : NothingAtom();
}

/// Ends the program when the list that is to give a further argument is empty.
void FunctionBuilder::CheckMoreArguments(Atom list, size_t count, source::Span span)
{
    const Atom empty = EmitPrim(Prim::IsNull, {{list}}, span, nullptr);
    EmitIf(
        empty, span, {},
        [&] {
            EmitPrim(Prim::WrongArity, {{module_.Int(static_cast<int64_t>(count))}}, span, nullptr, false);
            return false;
        },
        [&] {
            YieldArm(module_.Undefined(), false, span);
            return true;
        });
}

/// The last argument is a list: it gives the parameters that the ones before it leave open, and then the rest.
Atom FunctionBuilder::ApplyKnown(const Entity& callee, support::Symbol name, std::vector<Atom> args,
                                 source::Span span, const Hint* hint, bool wanted)
{
    Atom list = args.back();
    args.pop_back();
    while (args.size() < callee.min_args) {
        if (list == Atom(module_.Nil())) {
            module_.sink().Report(DiagKind::WrongArgumentCount, span, name,
                                  fmt::format("at least {} argument{}", callee.min_args, callee.min_args == 1 ? "" : "s"),
                                  std::to_string(args.size()));
            return module_.Undefined();
        }
        CheckMoreArguments(list, args.size(), span);
        args.push_back(EmitPrim(Prim::Car, {{list}}, span, nullptr));
        list = EmitPrim(Prim::Cdr, {{list}}, span, nullptr);
    }
    list = BuildList(std::span<const Atom>(args).subspan(callee.min_args), list, span, nullptr);
    args.resize(callee.min_args);
    args.push_back(list);
    return CallFunction(callee.function, args, span, hint, wanted);
}

/// What the function needs to know of its clauses: the first that takes a number of arguments, and its own parameters.
struct FunctionBuilder::ArityFunction {
    std::span<const ArityClause> clauses;
    size_t least = SIZE_MAX;     ///< numbers of arguments that some clause takes
    size_t most = 0;
    bool has_rest = false;
    std::vector<Atom> params;    ///< `most`, and the rest

    [[nodiscard]] const ArityClause* ClauseFor(size_t count) const
    {
        const auto found = std::find_if(clauses.begin(), clauses.end(),
                                        [count](const ArityClause& clause) { return clause.Takes(count); });
        return found == clauses.end() ? nullptr : &*found;
    }
};

FuncId BuildArityFunction(ModuleBuilder& module, support::Symbol name, std::span<const ArityClause> clauses,
                          source::Span span)
{
    const FuncId id = module.ReserveFunction(name);
    module.SetClausesOf(id, clauses);
    Function function;
    function.name = name;
    function.id = id;
    function.is_prelude = true;
    function.span = span;
    ast::Unit unit;
    UnitState state{unit, {}, {}, {}, false};
    FunctionBuilder builder(module, state, function);
    function.body = function.blocks.Add({});
    builder.block_ = function.body;
    FunctionBuilder::ArityFunction arity;
    arity.clauses = clauses;
    for (const ArityClause& clause : clauses) {
        arity.least = std::min(arity.least, clause.min_args);
        arity.most = std::max(arity.most, clause.min_args);
        arity.has_rest = arity.has_rest || clause.has_rest;
    }
    for (size_t i = 0; i < arity.most + (arity.has_rest ? 1 : 0); ++i) {
        FunctionBuilder::Hint hint;
        hint.name = i == arity.most ? support::Intern("more")
                    : i < 26        ? support::Intern(std::string(1, static_cast<char>('a' + i)))
                                    : support::Intern(fmt::format("argument-{}", i + 1));
        hint.kind = VarKind::Param;
        function.params.push_back(builder.NewVar(&hint, {}, span));
        arity.params.push_back(function.params.back());
    }
    function.has_rest = arity.has_rest;
    function.optional_count = static_cast<uint16_t>(arity.most - arity.least);
    builder.ChooseClause(arity, arity.least);
    module.function(id) = std::move(function);
    return id;
}

/// Is the parameter behind the first `count` given, or nothing in the list of the rest?
Atom FunctionBuilder::EndsAt(const ArityFunction& arity, size_t count)
{
    const bool at_rest = count == arity.most;
    return EmitPrim(at_rest ? Prim::IsNull : Prim::IsAbsent, {{arity.params[count]}}, function_.span, nullptr);
}

/// There are `count` arguments at least.
void FunctionBuilder::ChooseClause(const ArityFunction& arity, size_t count)
{
    const ArityClause* clause = arity.ClauseFor(count);
    bool same_from_here = clause != nullptr && clause->has_rest;
    for (size_t n = count; n <= arity.most + 1; ++n) {
        same_from_here = same_from_here && arity.ClauseFor(n) == clause;
    }
    if (count > arity.most || same_from_here || (count == arity.most && !arity.has_rest)) {
        CallClause(arity, clause, count, count > arity.most || same_from_here);
        return;
    }
    EmitIf(
        EndsAt(arity, count), function_.span, {},
        [&] {
            CallClause(arity, clause, count, false);
            return false;
        },
        [&] {
            ChooseClause(arity, count + 1);
            return false;
        });
}

/// The arguments from position `from` on, of which there may be any number, as a list.
Atom FunctionBuilder::RestFrom(const ArityFunction& arity, size_t from)
{
    if (from >= arity.most) {
        return arity.params.back();
    }
    const VarId result = NewVar(nullptr, support::Intern("rest"), function_.span);
    EmitIf(
        EndsAt(arity, from), function_.span, result,
        [&] {
            YieldArm(module_.Nil(), true, function_.span);
            return true;
        },
        [&] {
            const Atom rest = RestFrom(arity, from + 1);
            YieldArm(EmitPrim(Prim::Cons, {{arity.params[from], rest}}, function_.span, nullptr), true, function_.span);
            return true;
        });
    return result;
}

/// Calls a clause with `count` arguments, or with so many and what follows.
void FunctionBuilder::CallClause(const ArityFunction& arity, const ArityClause* clause, size_t count, bool and_more)
{
    const source::Span span = function_.span;
    if (clause == nullptr) {
        EmitPrim(Prim::WrongArity, {{module_.Int(static_cast<int64_t>(count))}}, span, nullptr, false);
        return;
    }
    count = std::min(count, arity.most);
    std::vector<Atom> args(arity.params.begin(), arity.params.begin() + static_cast<std::ptrdiff_t>(clause->min_args));
    if (clause->has_rest) {
        const Atom end = and_more ? RestFrom(arity, count) : Atom(module_.Nil());
        const std::span<const Atom> params = arity.params;
        args.push_back(BuildList(params.subspan(clause->min_args, count - clause->min_args), end, span, nullptr));
    }
    const bool is_prim = clause->prim != Prim::Count;
    const Atom result = is_prim ? EmitPrim(clause->prim, args, span, nullptr)
                                : CallFunction(clause->function, args, span, nullptr, true);
    Finish(Exit::Return, result, span);
}

}  // namespace omni::core
