// Calls and closures.
#include <algorithm>

#include "core/function_builder.h"
#include "core/spoken_name.h"

namespace omni::core {
namespace {

/// What a function gives is named after it; the library's own helpers (`%item-ref`) have a word for it in front (`item`).
support::Symbol WordForResult(support::Symbol function)
{
    const std::string_view name = function.text();
    return name.starts_with('%') ? support::Intern(name.substr(1, name.find('-') - 1)) : function;
}

}  // namespace

using ast::BindingId;
using ast::LambdaId;
using ast::NodeId;
using ast::NodeKind;
using source::DiagKind;

/// Operands from left to right. A variable that a later operand assigns is read now, into a variable of its own.
std::vector<Atom> FunctionBuilder::Args(std::span<const NodeId> nodes)
{
    constexpr size_t kMostOperands = 60000;   // a statement counts its operands in 16 bits
    std::vector<Atom> args;
    if (nodes.size() > kMostOperands) {
        module_.sink().Report(DiagKind::MalformedForm, unit_.nodes[nodes[0]].span, "call",
                              fmt::format("more than {} arguments", kMostOperands));
        dead_ = true;
        return args;
    }
    args.reserve(nodes.size());
    size_t last_set = 0;
    for (size_t i = 0; i < nodes.size(); ++i) {
        last_set = unit_.nodes[nodes[i]].has_set ? i : last_set;
    }
    for (size_t i = 0; i < nodes.size(); ++i) {
        Atom atom = Value(nodes[i]);
        if (i < last_set && atom.is_var() && function_.vars[atom.var()].assigned) {
            const VarId copy = NewVar(nullptr, function_.vars[atom.var()].name, unit_.nodes[nodes[i]].span);
            EmitWith(StmtKind::Move, unit_.nodes[nodes[i]].span, {{atom}}, copy);
            atom = copy;
        }
        args.push_back(atom);
    }
    return args;
}

bool FunctionBuilder::CheckCount(support::Symbol name, size_t count, size_t least, size_t most, source::Span span,
                                 source::Span defined)
{
    if (count >= least && count <= most) {
        return true;
    }
    std::string takes = most == SIZE_MAX ? "at least " + std::to_string(least) : std::to_string(least);
    if (most != SIZE_MAX && most != least) {
        takes += " to " + std::to_string(most);
    }
    takes += (most == SIZE_MAX ? least : most) == 1 ? " argument" : " arguments";
    source::Diagnostic& diagnostic =
        module_.sink().Report(DiagKind::WrongArgumentCount, span, name, takes, std::to_string(count));
    if (defined.valid()) {
        diagnostic.Note(defined, "defined here");
    }
    return false;
}

/// What the variable that is called is declared to be; nullptr: nothing.
const ast::ProcedureType* FunctionBuilder::DeclaredProcedure(const ast::Node& function)
{
    if (function.kind == NodeKind::LocalRef) {
        return unit_.procedure_of(function.binding());
    }
    if (function.kind == NodeKind::GlobalRef) {
        const Entity entity = module_.Resolve(function.symbol(), state_.user && !function.library);
        return entity.kind == EntityKind::Global ? module_.ProcedureOf(entity.global) : nullptr;
    }
    return nullptr;
}

/// The arguments behind the procedure itself are what it is declared to take.
bool FunctionBuilder::DeclareArguments(std::vector<Atom>& args, const ast::ProcedureType& declared, support::Symbol name,
                                       source::Span span)
{
    const size_t count = declared.params.size();
    if (!CheckCount(name, args.size() - 1, count, count, span, declared.span)) {
        return false;
    }
    for (size_t i = 0; i < count; ++i) {
        if (declared.params[i] != ast::type::kAny) {
            const Hint hint{support::Intern(fmt::format("{}-argument", name.text())), VarKind::Local, declared.span,
                            KindsOf(declared.params[i])};
            args[i + 1] = Named(args[i + 1], &hint, span);
        }
    }
    return true;
}

/// Is a known function that is given for a parameter declared `{Fn [Int] Int}` one of so many arguments?
void FunctionBuilder::CheckProcedure(NodeId arg, const ast::ProcedureType* declared, size_t number, support::Symbol callee)
{
    if (declared == nullptr) {
        return;
    }
    const ast::Node& node = unit_.nodes[arg];
    const LambdaId lambda = node.kind == NodeKind::Lambda     ? node.lambda()
                            : node.kind == NodeKind::LocalRef ? Frames::FunctionOf(unit_, node.binding())
                                                              : LambdaId();
    size_t least = 0;
    size_t most = 0;
    if (lambda.valid()) {
        least = unit_.lambdas[lambda].min_args();
        most = unit_.lambdas[lambda].max_args();
    } else if (node.kind == NodeKind::GlobalRef && state_.user && !node.library && module_.IsUserName(node.symbol())) {
        const Entity entity = module_.Resolve(node.symbol(), true);
        if (entity.kind != EntityKind::Function || entity.cases != 0) {
            return;
        }
        least = entity.min_args;
        most = entity.has_rest ? SIZE_MAX : least;
    } else {
        return;
    }
    if (!declared->Takes(least, most)) {
        module_.sink()
            .Report(DiagKind::ArgumentType, node.span, number, callee, ast::FunctionOf(declared->params.size(), false),
                    ast::FunctionOf(least, most == SIZE_MAX))
            .Note(declared->span, "declared here");
    }
}

Atom FunctionBuilder::Call(NodeId id, const Hint* hint, bool wanted)
{
    const ast::Node& node = unit_.nodes[id];
    const ast::Node& function = unit_.nodes[unit_.kids_of(node)[0]];
    if (function.kind == NodeKind::LocalRef) {
        const LambdaId lambda = Frames::FunctionOf(unit_, function.binding());
        if (lambda.valid()) {
            return CallLocal(node, lambda, hint, wanted);
        }
    } else if (function.kind == NodeKind::GlobalRef) {
        return CallGlobal(id, hint, wanted);
    }
    return CallUnknown(node, hint, wanted);
}

Atom FunctionBuilder::CallLocal(const ast::Node& node, LambdaId lambda, const Hint* hint, bool wanted)
{
    const Frame& frame = state_.frames.frames[lambda];
    if (frame.role == Role::Loop) {
        return Named(InlineLoop(node, lambda, wanted ? Exit::Break : Exit::BreakNone, hint), wanted ? nullptr : hint,
                     node.span);
    }
    const ast::Lambda& info = unit_.lambdas[lambda];
    const auto kids = unit_.kids_of(node);
    const size_t fixed = info.params.size() - (info.has_rest ? 1 : 0);
    for (size_t i = 0; i < std::min(fixed, kids.size() - 1); ++i) {
        CheckProcedure(kids[i + 1], unit_.procedure_of(info.params[i]), i + 1, info.name);
    }
    std::vector<Atom> args = Args(kids.subspan(1));
    if (dead_ || args.size() < fixed || (args.size() > fixed && !info.has_rest)) {
        return module_.Undefined();
    }
    if (info.has_rest) {
        GatherRest(args, fixed, node.span);
    }
    for (BindingId needed : frame.needs) {
        args.push_back(Capture(needed));
    }
    return CallFunction(state_.functions[lambda], args, node.span, hint, wanted);
}

/// The arguments after the first `fixed` become one list.
void FunctionBuilder::GatherRest(std::vector<Atom>& args, size_t fixed, source::Span span)
{
    const Atom rest = BuildList(std::span<const Atom>(args).subspan(fixed), module_.Nil(), span, nullptr);
    args.resize(fixed);
    args.push_back(rest);
}

Atom FunctionBuilder::CallFunction(FuncId callee, std::span<const Atom> args, source::Span span, const Hint* hint,
                                   bool wanted)
{
    Stmt stmt;
    stmt.kind = StmtKind::Call;
    stmt.span = span;
    stmt.callee = callee;
    function_.SetArgs(stmt, args);
    if (wanted) {
        stmt.result = NewVar(hint, WordForResult(SpokenName(module_.function(callee))), span);
    }
    Emit(stmt);
    return wanted ? Atom(stmt.result) : NothingAtom();
}

Atom FunctionBuilder::CallGlobal(NodeId id, const Hint* hint, bool wanted)
{
    const ast::Node& node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    const ast::Node& head = unit_.nodes[kids[0]];
    const support::Symbol name = head.symbol();
    const bool user = state_.user && !head.library;
    TakeTrivia(kids[0]);
    if (!user) {
        bool done = false;
        const Atom result = CallHidden(node, name, hint, done);
        if (done) {
            return result;
        }
    }
    if (!user || !module_.IsUserName(name)) {
        bool done = false;
        const Atom result = CallInline(node, name, hint, wanted, done);
        if (done) {
            return result;
        }
    }
    Entity entity = module_.Resolve(name, user);
    if (entity.kind == EntityKind::Function && !entity.span.valid() && !entity.has_rest &&
        entity.min_args != kids.size() - 1) {
        const Entity other = module_.FindMatching(name, kids.size() - 1);
        entity = other.kind == EntityKind::Function ? other : entity;
    }
    switch (entity.kind) {
    case EntityKind::Prim: return CallPrim(node, name, entity.prim, hint, wanted);
    case EntityKind::StructOp: return CallStructOp(node, name, entity, hint, wanted);
    case EntityKind::CarCdr: return CarCdr(entity.path, node, hint, wanted);
    case EntityKind::Function: {
        if (entity.cases != 0) {
            return CallCases(node, name, entity, hint, wanted);
        }
        for (size_t i = 1; i < kids.size(); ++i) {
            CheckProcedure(kids[i], module_.ProcedureOf(entity.function, i - 1), i, name);
        }
        std::vector<Atom> args = Args(kids.subspan(1));
        const size_t most = entity.has_rest ? SIZE_MAX : entity.min_args;
        if (!CheckCount(name, args.size(), entity.min_args, most, node.span, entity.span) || dead_) {
            return module_.Undefined();
        }
        if (entity.has_rest) {
            GatherRest(args, entity.min_args, node.span);
        }
        return CallFunction(entity.function, args, node.span, hint, wanted);
    }
    case EntityKind::Global: return CallUnknown(node, hint, wanted);
    case EntityKind::NotYet: GlobalValue(kids[0], nullptr); return module_.Undefined();
    case EntityKind::None: break;
    }
    if (user && module_.options().allow_extern) {
        const FuncId callee = module_.ImplicitExtern(name, head.span, node.span, kids.size() - 1);
        const std::vector<Atom> args = Args(kids.subspan(1));
        return callee.valid() && !dead_ ? CallFunction(callee, args, node.span, hint, wanted)
                                        : Atom(module_.Undefined());
    }
    module_.ReportUnbound(name, head.span, unit_);
    Args(kids.subspan(1));
    return module_.Undefined();
}

Atom FunctionBuilder::CallUnknown(const ast::Node& node, const Hint* hint, bool wanted)
{
    std::vector<Atom> args = Args(unit_.kids_of(node));
    if (dead_) {
        return module_.Undefined();
    }
    const support::Symbol name = args[0].is_var() ? function_.vars[args[0].var()].name : support::Intern("function");
    const ast::ProcedureType* declared = DeclaredProcedure(unit_.nodes[unit_.kids_of(node)[0]]);
    if (declared != nullptr && !DeclareArguments(args, *declared, name, node.span)) {
        return module_.Undefined();
    }
    VarId result;
    if (wanted) {
        Hint named = hint != nullptr ? *hint
                                     : Hint{support::Intern(fmt::format("{}-result", name.text())), VarKind::Temp, node.span};
        // A result declared Nothing is one that nobody looks at, as of a function.
        const bool says = declared != nullptr && declared->result != ast::type::kNothing;
        named.declared = says && named.declared == kind::kAny ? KindsOf(declared->result) : named.declared;
        result = NewVar(&named, {}, node.span);
    }
    EmitWith(StmtKind::CallClosure, node.span, args, result);
    return wanted ? Atom(result) : NothingAtom();
}

Atom FunctionBuilder::ClosureOf(LambdaId lambda, const Hint* hint, source::Span span)
{
    std::vector<Atom> captured;
    for (BindingId needed : state_.frames.frames[lambda].needs) {
        captured.push_back(Capture(needed));
    }
    const ast::Lambda& info = unit_.lambdas[lambda];
    const bool named = info.binding.valid();
    return MakeClosure(state_.closures[lambda], captured, named ? info.name : support::Intern("function"), hint, span);
}

Atom FunctionBuilder::MakeClosure(FuncId callee, std::span<const Atom> captured, support::Symbol name,
                                  const Hint* hint, source::Span span)
{
    if (dead_) {
        return module_.Undefined();
    }
    module_.function(callee).used_as_value = true;
    Stmt stmt;
    stmt.kind = StmtKind::MakeClosure;
    stmt.span = span;
    stmt.callee = callee;
    stmt.result = NewVar(hint, name, span);
    function_.SetArgs(stmt, captured);
    Emit(stmt);
    return stmt.result;
}

}  // namespace omni::core
