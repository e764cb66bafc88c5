#include "core/function_builder.h"

#include <algorithm>

namespace omni::core {

using ast::BindingId;
using ast::LambdaId;
using ast::NodeId;
using ast::NodeKind;

KindSet KindsOf(ast::TypeSet type)
{
    if (type == ast::type::kAny) {
        return kind::kAny;
    }
    struct Pair {
        ast::TypeSet type;
        KindSet kinds;
    };
    static constexpr Pair kPairs[] = {
        {ast::type::kInt, kind::kInt},         {ast::type::kFloat, kind::kFloat},
        {ast::type::kBool, kind::kBool},       {ast::type::kChar, kind::kChar},
        {ast::type::kString, kind::kString},   {ast::type::kSymbol, kind::kSymbol},
        {ast::type::kNothing, kind::kNothing}, {ast::type::kList, kind::kPair | kind::kNil},
        {ast::type::kFunction, kind::kProcedure}, {ast::type::kVector, kind::kVector},
        {ast::type::kBytes, kind::kBytes},     {ast::type::kDict, kind::kDict},
        {ast::type::kItemInt, kind::kItemInt}, {ast::type::kItemFloat, kind::kItemFloat},
        {ast::type::kItemBool, kind::kItemBool}, {ast::type::kItemChar, kind::kItemChar},
        {ast::type::kItemString, kind::kItemString}};
    KindSet kinds = type & ast::type::kStructs;
    for (const Pair& pair : kPairs) {
        kinds |= (type & pair.type) != 0 ? pair.kinds : kind::kNone;
    }
    return kinds;
}

// --- statements and blocks ------------------------------------------------------------------------------------

StmtId FunctionBuilder::Emit(Stmt stmt)
{
    if (dead_) {
        return {};
    }
    const StmtId id = function_.stmts.Add(stmt);
    function_.blocks[block_].stmts.push_back(id);
    for (const ast::NodeTrivia& trivia : pending_trivia_) {
        function_.trivia.push_back({id, trivia.comment, trivia.blank_line_before});
    }
    pending_trivia_.clear();
    dead_ = IsTerminator(stmt.kind);
    return id;
}

StmtId FunctionBuilder::EmitWith(StmtKind kind, source::Span span, std::span<const Atom> args, VarId result)
{
    Stmt stmt;
    stmt.kind = kind;
    stmt.span = span;
    stmt.result = result;
    function_.SetArgs(stmt, args);
    return Emit(stmt);
}

VarId FunctionBuilder::NewVar(const Hint* hint, support::Symbol fallback, source::Span span)
{
    Var var;
    var.name = hint != nullptr ? hint->name : fallback;
    var.kind = hint != nullptr ? hint->kind : VarKind::Temp;
    var.span = hint != nullptr ? hint->span : span;
    if (hint != nullptr && hint->declared != kind::kAny) {
        var.declared_kinds = hint->declared;
        var.declared_repr = true;
    }
    return function_.AddVar(var);
}

FunctionBuilder::Saved FunctionBuilder::Begin(BlockId block)
{
    const Saved saved{block_, dead_};
    block_ = block;
    return saved;
}

void FunctionBuilder::End(const Saved& saved)
{
    block_ = saved.block;
    dead_ = saved.dead;
}

void FunctionBuilder::TakeTrivia(NodeId node)
{
    if (!unit_.nodes[node].has_trivia) {
        return;
    }
    unit_.nodes[node].has_trivia = false;
    const auto before = [](const ast::NodeTrivia& trivia, NodeId id) { return trivia.node < id; };
    for (auto it = std::lower_bound(unit_.trivia.begin(), unit_.trivia.end(), node, before);
         it != unit_.trivia.end() && it->node == node; ++it) {
        pending_trivia_.push_back(*it);
    }
}

// --- expressions ----------------------------------------------------------------------------------------------

/// The value in a variable of the name that the hint wants.
Atom FunctionBuilder::Named(Atom atom, const Hint* hint, source::Span span)
{
    if (hint == nullptr || dead_) {
        return atom;
    }
    const bool stable = atom.is_constant() || !function_.vars[atom.var()].assigned;
    if (hint->kind == VarKind::Temp && stable) {
        return atom;
    }
    const VarId var = NewVar(hint, {}, span);
    EmitWith(StmtKind::Move, span, {{atom}}, var);
    return var;
}

Atom FunctionBuilder::Value(NodeId node, const Hint* hint)
{
    TakeTrivia(node);
    if (dead_) {
        return module_.Undefined();
    }
    return ValueBare(node, hint);
}

Atom FunctionBuilder::ValueBare(NodeId id, const Hint* hint)
{
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    switch (node.kind) {
    case NodeKind::Literal: return Named(Literal(node), hint, node.span);
    case NodeKind::QuotedList:
    case NodeKind::QuotedVector: return Named(QuotedConstant(id), hint, node.span);
    case NodeKind::LocalRef: return ReadLocal(id, hint);
    case NodeKind::GlobalRef: return GlobalValue(id, hint);
    case NodeKind::SetLocal: SetLocal(id); return Named(NothingAtom(), hint, node.span);
    case NodeKind::SetGlobal: SetGlobal(id); return Named(NothingAtom(), hint, node.span);
    case NodeKind::If: return IfValue(id, hint);
    case NodeKind::And:
    case NodeKind::Or: return AndOrValue(id, hint, false);
    case NodeKind::Seq:
        for (size_t i = 0; i + 1 < kids.size(); ++i) {
            Effect(kids[i]);
        }
        return Value(kids.back(), hint);
    case NodeKind::Let:
    case NodeKind::Letrec:
        LetBindings(node);
        return Value(kids.back(), hint);
    case NodeKind::BindValues: BindValues(node); return Named(NothingAtom(), hint, node.span);
    case NodeKind::Lambda: return ClosureOf(node.lambda(), hint, node.span);
    case NodeKind::Call: return Call(id, hint, true);
    case NodeKind::While: While(id); return Named(NothingAtom(), hint, node.span);
    case NodeKind::Assert: Assert(id); return Named(NothingAtom(), hint, node.span);
    case NodeKind::RegionWish: return NothingAtom();
    case NodeKind::RegionEnd: MarkRegion(node, true, {}); return Named(NothingAtom(), hint, node.span);
    case NodeKind::RegionScope: {
        const Atom value = Value(kids[0], hint);
        MarkRegion(node, true, value);
        return value;
    }
    }
    return NothingAtom();
}

void FunctionBuilder::Effect(NodeId id)
{
    TakeTrivia(id);
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    if (dead_) {
        return;
    }
    switch (node.kind) {
    case NodeKind::Literal:
    case NodeKind::QuotedList:
    case NodeKind::QuotedVector:
    case NodeKind::LocalRef:
    case NodeKind::Lambda:
    case NodeKind::RegionWish: return;
    case NodeKind::GlobalRef: GlobalValue(id, nullptr); return;
    case NodeKind::SetLocal: SetLocal(id); return;
    case NodeKind::SetGlobal: SetGlobal(id); return;
    case NodeKind::If: EffectIf(kids[0], kids[1], kids.size() > 2 ? kids[2] : NodeId(), node.span); return;
    case NodeKind::And:
    case NodeKind::Or: EffectAndOr(kids, node.kind == NodeKind::Or, node.span); return;
    case NodeKind::Seq:
        for (NodeId kid : kids) {
            Effect(kid);
        }
        return;
    case NodeKind::Let:
    case NodeKind::Letrec:
        LetBindings(node);
        Effect(kids.back());
        return;
    case NodeKind::BindValues: BindValues(node); return;
    case NodeKind::Call: Call(id, nullptr, false); return;
    case NodeKind::While: While(id); return;
    case NodeKind::Assert: Assert(id); return;
    case NodeKind::RegionEnd: MarkRegion(node, true, {}); return;
    case NodeKind::RegionScope:
        Effect(kids[0]);
        MarkRegion(node, true, {});
        return;
    }
}

void FunctionBuilder::Tail(NodeId id, Exit exit)
{
    TakeTrivia(id);
    const ast::Node node = unit_.nodes[id];
    const auto kids = unit_.kids_of(node);
    if (dead_) {
        return;
    }
    switch (node.kind) {
    case NodeKind::If: TailIf(id, exit); return;
    case NodeKind::And:
    case NodeKind::Or: TailAndOr(kids, node.kind == NodeKind::Or, exit, node.span); return;
    case NodeKind::Seq:
        for (size_t i = 0; i + 1 < kids.size(); ++i) {
            Effect(kids[i]);
        }
        Tail(kids.back(), exit);
        return;
    case NodeKind::Let:
    case NodeKind::Letrec:
        LetBindings(node);
        Tail(kids.back(), exit);
        return;
    case NodeKind::Call:
        if (unit_.nodes[kids[0]].kind == NodeKind::LocalRef) {
            const LambdaId lambda = Frames::FunctionOf(unit_, unit_.nodes[kids[0]].binding());
            if (lambda.valid() && node.tail && ContinueLoop(node, lambda, exit)) {
                return;
            }
            if (lambda.valid() && state_.frames.frames[lambda].role == Role::Loop) {
                const Atom value = InlineLoop(node, lambda, exit, nullptr);
                if (exit != Exit::Return) {
                    Finish(exit, exit == Exit::BreakValues ? Atom() : value, node.span);
                }
                return;
            }
        }
        break;
    default: break;
    }
    if (exit == Exit::BreakValues) {
        IntoTargets(id);
        Finish(exit, {}, node.span);
    } else if (exit == Exit::BreakNone) {
        Effect(id);
        Finish(exit, {}, node.span);
    } else {
        Finish(exit, Value(id), node.span);
    }
}

void FunctionBuilder::Finish(Exit exit, Atom value, source::Span span)
{
    if (dead_) {
        return;
    }
    if (exit == Exit::Return) {
        EmitWith(StmtKind::Return, span, {{value}});
        return;
    }
    if (exit == Exit::BreakValues && value.valid()) {
        Assign(TakeApart(value, value_targets_.shape, span), span);
    }
    loops_.back().has_break = true;
    if (exit == Exit::Break) {
        EmitWith(StmtKind::Break, span, {{value}});
    } else {
        EmitWith(StmtKind::Break, span, {});
    }
}

// --- constants ------------------------------------------------------------------------------------------------

Atom FunctionBuilder::Literal(const ast::Node& node)
{
    switch (node.literal) {
    case ast::LiteralKind::Int: return module_.Scalar(ConstantKind::Int, node.payload);
    case ast::LiteralKind::Float: return module_.Scalar(ConstantKind::Float, node.payload);
    case ast::LiteralKind::Bool: return module_.Scalar(ConstantKind::Bool, node.payload);
    case ast::LiteralKind::Char: return module_.Scalar(ConstantKind::Char, node.payload);
    case ast::LiteralKind::Symbol: return module_.Scalar(ConstantKind::Symbol, node.payload);
    case ast::LiteralKind::String: return module_.String(unit_.strings[node.payload]);
    case ast::LiteralKind::Bytes: return module_.Bytes(unit_.strings[node.payload]);
    case ast::LiteralKind::Nil: return module_.Nil();
    case ast::LiteralKind::Nothing: return module_.Nothing();
    }
    return module_.Nothing();
}

ConstantId FunctionBuilder::QuotedConstant(NodeId id)
{
    const ast::Node& node = unit_.nodes[id];
    if (node.kind != NodeKind::QuotedList && node.kind != NodeKind::QuotedVector) {
        return Literal(node).constant();
    }
    const bool is_vector = node.kind == NodeKind::QuotedVector;
    const auto kids = unit_.kids_of(node);
    ConstantId list = is_vector ? module_.Nil() : QuotedConstant(kids.back());
    for (size_t i = kids.size() - (is_vector ? 0 : 1); i-- > 0;) {
        list = module_.Pair(QuotedConstant(kids[i]), list);
    }
    return is_vector ? module_.Vector(list) : list;
}

// --- whole functions ------------------------------------------------------------------------------------------

void FunctionBuilder::BuildLambda(LambdaId id, bool captures)
{
    constexpr size_t kUsual = 32;
    function_.vars.Reserve(kUsual);
    function_.stmts.Reserve(kUsual);
    function_.operands.reserve(kUsual);
    lambda_ = id;
    const ast::Lambda& lambda = unit_.lambdas[id];
    const Frame& frame = state_.frames.frames[id];
    function_.body = function_.blocks.Add({});
    block_ = function_.body;
    const auto add = [&](BindingId binding, VarKind kind) {
        Hint hint = HintFor(binding);
        hint.kind = kind;
        if (kind != VarKind::Param || state_.frames.is_cell[binding]) {
            hint.declared = kind == VarKind::Param ? hint.declared : kind::kAny;
        }
        const VarId var = NewVar(&hint, {}, unit_.bindings[binding].span);
        (kind == VarKind::Captured ? function_.captured : function_.params).push_back(var);
        return var;
    };
    std::vector<VarId> params;
    for (BindingId binding : lambda.params) {
        params.push_back(add(binding, VarKind::Param));
    }
    if (function_.params.size() + frame.needs.size() > 60000) {
        module_.sink().Report(source::DiagKind::MalformedForm, lambda.span, "define", "more than 60000 parameters");
        return;
    }
    function_.has_rest = lambda.has_rest && (captures || frame.needs.empty());
    for (BindingId binding : frame.needs) {
        const VarId var = add(binding, captures ? VarKind::Captured : VarKind::Param);
        if (state_.frames.is_cell[binding]) {
            function_.vars[var].declared_kinds = kind::kAny;
            function_.vars[var].declared_repr = false;
        }
        slots_[binding] = var;
    }
    function_.span = lambda.span;
    function_.optional_count = lambda.optional_count;
    function_.is_guarded = function_.is_guard_body = lambda.is_guarded;
    function_.comments = lambda.comments;
    function_.declared_result_kinds = KindsOf(lambda.result_type);
    if (frame.self_tail) {
        LoopBody(id, {params.begin(), params.end()}, Exit::Return, {}, lambda.span);
    } else {
        BindParams(id, params);
        Tail(lambda.body, Exit::Return);
    }
    for (source::Span comment : lambda.end_comments) {
        function_.trivia.push_back({{}, comment, false});
    }
}

void FunctionBuilder::BuildWrapper(LambdaId id)
{
    const ast::Lambda& lambda = unit_.lambdas[id];
    function_.body = function_.blocks.Add({});
    block_ = function_.body;
    function_.span = lambda.span;
    function_.has_rest = lambda.has_rest;
    std::vector<Atom> args;
    for (BindingId binding : lambda.params) {
        Hint hint = HintFor(binding);
        hint.kind = VarKind::Param;
        function_.params.push_back(NewVar(&hint, {}, unit_.bindings[binding].span));
        args.push_back(function_.params.back());
    }
    for (BindingId binding : state_.frames.frames[id].needs) {
        Hint hint = HintFor(binding);
        hint.kind = VarKind::Captured;
        hint.declared = kind::kAny;
        function_.captured.push_back(NewVar(&hint, {}, unit_.bindings[binding].span));
        args.push_back(function_.captured.back());
    }
    Stmt stmt;
    stmt.kind = StmtKind::Call;
    stmt.span = lambda.span;
    stmt.callee = state_.functions[id];
    stmt.result = NewVar(nullptr, support::Intern("result"), lambda.span);
    function_.SetArgs(stmt, args);
    Emit(stmt);
    EmitWith(StmtKind::Return, lambda.span, {{stmt.result}});
}

bool FunctionBuilder::BuildEntryPart(GlobalId global)
{
    lambda_ = LambdaId(0);
    block_ = function_.body;
    const NodeId body = unit_.lambdas[LambdaId(0)].body;
    if (!global.valid()) {
        Effect(body);
        return dead_;
    }
    Hint hint{module_.global(global).name, VarKind::Temp, module_.global(global).span};
    const Atom value = Value(body, &hint);
    Stmt stmt;
    stmt.kind = StmtKind::StoreGlobal;
    stmt.span = unit_.lambdas[LambdaId(0)].span;
    stmt.global = global;
    function_.SetArgs(stmt, {{value}});
    Emit(stmt);
    return dead_;
}

}  // namespace omni::core
