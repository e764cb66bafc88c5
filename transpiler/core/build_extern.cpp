// C functions: `extern` forms, and the functions that stand for them where they are values.
#include <algorithm>

#include "core/function_builder.h"
#include "core/module_builder.h"

namespace omni::core {

using ast::TopItem;
using source::DiagKind;

namespace {

/// Kinds whose values are objects, or may be: numbers and the like are passed to C by value.
constexpr KindSet kOnlyObjects = kind::kObject & ~(kind::kInt | kind::kFloat);

}  // namespace

void ModuleBuilder::DeclareExtern(const TopItem& item, const syntax::Form& form)
{
    ast::ExternShape shape = ast::ParseExtern(form, item);
    Entity entity;
    entity.kind = EntityKind::Function;
    entity.function = ReserveFunction(item.name);
    entity.min_args = item.min_args;
    entity.span = item.name_span;
    SetEntity(item.name, entity);
    Function& function = module_.functions[entity.function];
    function.is_extern = true;
    function.extern_name = std::move(shape.c_name);
    function.extern_header = std::move(shape.header);
    function.span = form.span(item.datum);
    function.declared_result_kinds = KindsOf(ast::ParseType(form, shape.signature.result_type, struct_names_, sink_));
    function.extern_fresh = shape.fresh.valid();
    if (shape.fresh.valid() && (function.declared_result_kinds & kOnlyObjects) == 0) {
        sink_.Report(DiagKind::ContractBroken, shape.fresh, ":fresh", "the result is no object");
    }
    for (const ast::ParamSpec& spec : shape.signature.params) {
        Var param;
        param.name = spec.name;
        param.kind = VarKind::Param;
        param.span = spec.span;
        param.declared_kinds = KindsOf(ast::ParseType(form, spec.type, struct_names_, sink_));
        param.declared_repr = param.declared_kinds != kind::kAny;
        function.params.push_back(function.AddVar(param));
    }
    function.contracts.assign(function.params.size(), Contract::Unknown);
    for (const ast::ExternShape::Contract& said : shape.contracts) {
        const Var& param = function.vars[function.params[said.param]];
        if ((param.declared_kinds & kOnlyObjects) != 0) {
            function.contracts[said.param] = said.word == ast::W().borrow ? Contract::Borrow
                                             : said.word == ast::W().own  ? Contract::Own
                                                                          : Contract::Stores;
        } else if (said.by_name) {
            sink_.Report(DiagKind::ContractBroken, said.span, fmt::format(":{}", said.word.text()),
                         fmt::format("`{}` is passed by value", param.name.text()));
        }
    }
    CheckSameExtern(function);
}

/// One C function has one type.
void ModuleBuilder::CheckSameExtern(const Function& function)
{
    const auto same = [](const Function& a, const Function& b) {
        return a.declared_result_kinds == b.declared_result_kinds && a.extern_fresh == b.extern_fresh &&
               std::equal(a.params.begin(), a.params.end(), b.params.begin(), b.params.end(), [&](VarId x, VarId y) {
                   return a.vars[x].declared_kinds == b.vars[y].declared_kinds;
               });
    };
    for (const Function& other : module_.functions) {
        if (other.is_extern && other.id != function.id && other.extern_name == function.extern_name &&
            !same(function, other)) {
            sink_.Report(DiagKind::MalformedForm, function.span, "extern",
                         fmt::format("the C function `{}` is declared with another type too", function.extern_name))
                .Note(other.span, "declared here");
            return;
        }
    }
}

/// What a C function is as a value: a function that calls it, with the contract of the call.
FuncId ModuleBuilder::FunctionOfExtern(FuncId callee)
{
    const auto [known, is_new] = extern_functions_.try_emplace(callee.index());
    if (is_new) {
        const FuncId made = BuildExternFunction(*this, callee);   // may enter others
        extern_functions_[callee.index()] = made;
        return made;
    }
    return known->second;
}

FuncId BuildExternFunction(ModuleBuilder& module, FuncId callee)
{
    const FuncId id = module.ReserveFunction(module.LiftedName(module.function(callee).name, "function"));
    Function made = std::move(module.function(id));
    const Function& c_function = module.function(callee);
    made.span = c_function.span;
    made.body = made.blocks.Add({});
    ast::Unit unit;
    UnitState state{unit, {}, {}, {}, false};
    FunctionBuilder builder(module, state, made);
    builder.block_ = made.body;
    std::vector<Atom> args;
    for (const VarId param : c_function.params) {
        made.params.push_back(made.AddVar(c_function.vars[param]));
        args.emplace_back(made.params.back());
    }
    Stmt stmt;
    stmt.kind = StmtKind::Call;
    stmt.callee = callee;
    stmt.span = made.span;
    made.SetArgs(stmt, args);
    stmt.result = builder.NewVar(nullptr, c_function.name, made.span);
    builder.Emit(stmt);
    builder.Finish(FunctionBuilder::Exit::Return, stmt.result, made.span);
    module.function(id) = std::move(made);
    return id;
}

}  // namespace omni::core
