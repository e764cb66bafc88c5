// Operations of struct types: constructors, predicates, accessors and modifiers.
#include "core/function_builder.h"

namespace omni::core {

using ast::StructOpKind;

namespace {

/// A word for a value of the type: `point` for Point and <point>.
support::Symbol WordFor(const StructType& type)
{
    std::string text(type.name.text());
    if (text.size() > 2 && text.front() == '<' && text.back() == '>') {
        text = text.substr(1, text.size() - 2);
    }
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') {
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    }
    return support::Intern(text);
}

Prim PrimOf(StructOpKind kind)
{
    switch (kind) {
    case StructOpKind::Constructor: return Prim::StructNew;
    case StructOpKind::Predicate: return Prim::IsStruct;
    case StructOpKind::Accessor: return Prim::StructGet;
    case StructOpKind::Modifier: return Prim::StructSet;
    case StructOpKind::Type: break;
    }
    return Prim::Count;
}

}  // namespace

size_t ModuleBuilder::OperandCount(const ast::StructOp& op) const
{
    switch (op.kind) {
    case StructOpKind::Constructor: return parameters_[op.structure].size();
    case StructOpKind::Modifier: return 2;
    default: return 1;
    }
}

/// `args` are the operands that the source gives. A field that the constructor does not take holds nothing.
Atom FunctionBuilder::EmitStructOp(const ast::StructOp& op, std::span<const Atom> args, source::Span span,
                                   const Hint* hint, bool wanted)
{
    const StructId id(op.structure);
    const StructType& type = module_.struct_type(id);
    const Prim prim = PrimOf(op.kind);
    if (dead_) {
        return module_.Undefined();
    }
    if (!wanted && Info(prim).is_pure()) {
        return NothingAtom();
    }
    std::vector<Atom> operands(args.begin(), args.end());
    support::Symbol word = WordFor(type);
    if (op.kind == StructOpKind::Constructor) {
        const std::vector<uint16_t>& parameters = module_.parameters_of(id);
        operands.assign(type.fields.size(), NothingAtom());
        for (size_t i = 0; i < parameters.size(); ++i) {
            operands[parameters[i]] = args[i];
        }
    } else if (op.kind == StructOpKind::Accessor) {
        word = type.fields[op.field].name;
    } else if (op.kind == StructOpKind::Predicate) {
        word = support::Intern(std::string(word.text()) + "?");
    }
    Stmt stmt;
    stmt.kind = StmtKind::Prim;
    stmt.prim = prim;
    stmt.span = span;
    stmt.struct_type = id;
    stmt.field = op.field;
    function_.SetArgs(stmt, operands);
    if (wanted && Info(prim).has_result()) {
        stmt.result = NewVar(hint, word, span);
    }
    Emit(stmt);
    return stmt.result.valid() ? Atom(stmt.result) : Named(NothingAtom(), wanted ? hint : nullptr, span);
}

Atom FunctionBuilder::CallStructOp(const ast::Node& node, support::Symbol name, const Entity& entity, const Hint* hint,
                                   bool wanted)
{
    const ast::StructOp& op = entity.struct_op;
    const auto nodes = unit_.kids_of(node).subspan(1);
    if (op.kind == StructOpKind::Type) {
        module_.sink().Report(source::DiagKind::NotAFunction, node.span, "a record type");
        return module_.Undefined();
    }
    const size_t count = module_.OperandCount(op);
    if (!CheckCount(name, nodes.size(), count, count, node.span, entity.span)) {
        return module_.Undefined();
    }
    const std::vector<Atom> args = Args(nodes);
    return dead_ ? Atom(module_.Undefined()) : EmitStructOp(op, args, node.span, hint, wanted);
}

FuncId ModuleBuilder::FunctionOfStructOp(support::Symbol name, const Entity& entity)
{
    const auto found = struct_functions_.find(name);
    if (found != struct_functions_.end()) {
        return found->second;
    }
    const FuncId id = BuildStructFunction(*this, name, entity.struct_op);
    struct_functions_.emplace(name, id);
    return id;
}

FuncId BuildStructFunction(ModuleBuilder& module, support::Symbol name, const ast::StructOp& op)
{
    const StructType& type = module.struct_type(StructId(op.structure));
    const FuncId id = module.ReserveFunction(name);
    Function function;
    function.name = name;
    function.id = id;
    function.span = type.span;
    ast::Unit unit;
    UnitState state{unit, {}, {}, {}, false};
    FunctionBuilder builder(module, state, function);
    function.body = function.blocks.Add({});
    builder.block_ = function.body;
    std::vector<Atom> args;
    const auto add = [&](support::Symbol param) {
        FunctionBuilder::Hint hint;
        hint.name = param;
        hint.kind = VarKind::Param;
        hint.span = type.span;
        function.params.push_back(builder.NewVar(&hint, {}, type.span));
        args.push_back(function.params.back());
    };
    if (op.kind == StructOpKind::Constructor) {
        for (const uint16_t field : module.parameters_of(StructId(op.structure))) {
            add(type.fields[field].name);
        }
    } else {
        add(WordFor(type));
        if (op.kind == StructOpKind::Modifier) {
            add(support::Intern("value"));
        }
    }
    const Atom result = builder.EmitStructOp(op, args, type.span, nullptr, true);
    builder.Finish(FunctionBuilder::Exit::Return, result, type.span);
    module.function(id) = std::move(function);
    return id;
}

}  // namespace omni::core
