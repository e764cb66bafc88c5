// What a program defines gets its ids before anything is built.
#include "core/function_builder.h"
#include "core/module_builder.h"

namespace omni::core {

using ast::ItemKind;
using ast::TopItem;
using source::DiagKind;

/// The comments in front of a definition and behind it on its last line.
std::vector<source::Span> CommentsOf(const syntax::Form& form, syntax::DatumId datum)
{
    const auto before = form.comments_before(datum);
    std::vector<source::Span> comments(before.begin(), before.end());
    if (form.trailing_comment(datum).valid()) {
        comments.push_back(form.trailing_comment(datum));
    }
    return comments;
}

void ModuleBuilder::DeclareStructs(const std::vector<ast::StructDef>& structs, const std::vector<syntax::Form>& forms)
{
    for (size_t i = module_.structs.size(); i < structs.size(); ++i) {
        const ast::StructDef& def = structs[i];
        StructType type;
        type.name = def.shape.name.spelled();
        type.span = def.shape.name_span;
        type.module = file_prefix_;
        type.constructor = def.shape.constructor;
        type.first_field = next_field_;
        type.comments = CommentsOf(forms[def.form], def.datum);
        for (size_t field = 0; field < def.shape.fields.size(); ++field) {
            StructField made;
            made.name = def.shape.fields[field].name;
            made.span = def.shape.fields[field].span;
            made.is_mutable = def.modifiers[field].valid();
            made.accessor = def.shape.fields[field].accessor;
            made.modifier = def.shape.fields[field].modifier;
            made.declared_kinds = KindsOf(def.types[field]);
            type.fields.push_back(made);
        }
        if (size_t{next_field_} + type.fields.size() > 60000) {
            sink_.Report(DiagKind::MalformedForm, type.span, "struct", "more than 60000 fields in one program");
            type.fields.clear();
        }
        next_field_ = static_cast<uint16_t>(next_field_ + type.fields.size());
        const auto structure = static_cast<uint32_t>(module_.structs.Add(std::move(type)).index());
        parameters_.push_back(def.shape.parameters);
        const auto declare = [&](support::Symbol name, ast::StructOpKind kind, source::Span span, size_t field = 0) {
            if (name.valid()) {
                Entity entity;
                entity.kind = EntityKind::StructOp;
                entity.struct_op = {kind, structure, static_cast<uint16_t>(field)};
                entity.span = span;
                SetEntity(name, entity);
            }
        };
        const source::Span span = def.shape.name_span;
        if (def.shape.is_record) {
            declare(def.type, ast::StructOpKind::Type, span);
        }
        declare(def.constructor, ast::StructOpKind::Constructor, span);
        declare(def.predicate, ast::StructOpKind::Predicate, span);
        for (size_t field = 0; field < def.shape.fields.size(); ++field) {
            declare(def.accessors[field], ast::StructOpKind::Accessor, def.shape.fields[field].span, field);
            declare(def.modifiers[field], ast::StructOpKind::Modifier, def.shape.fields[field].span, field);
        }
    }
}

/// What the function's parameters are declared, for its calls. Unknown types are reported where it is built.
void ModuleBuilder::DeclareProcedureParams(const TopItem& item, const syntax::Form& form, FuncId function)
{
    const ast::DefineShape shape = ast::ParseDefine(form, item.datum);
    source::Sink reported;
    for (size_t i = 0; shape.is_function && i < shape.signature.params.size(); ++i) {
        const auto procedure = ast::ParseProcedureType(form, shape.signature.params[i].type, struct_names_, reported);
        if (procedure) {
            procedure_params_.insert({{function, i}, *procedure});
        }
    }
}

/// Functions and variables get their ids before anything is built, so that every form may refer to every other.
void ModuleBuilder::DeclareItems(const ast::TopLevel& top, const std::vector<syntax::Form>& forms)
{
    struct_names_.clear();
    for (const ast::StructDef& def : top.structs) {
        struct_names_.push_back(def.shape.name.spelled());
    }
    DeclareStructs(top.structs, forms);
    for (const TopItem& item : top.items) {
        Entity entity;
        entity.span = item.name_span;
        switch (item.kind) {
        case ItemKind::Expression:
        case ItemKind::Values: break;
        case ItemKind::Extern: DeclareExtern(item, forms[item.form]); break;
        case ItemKind::StructOp:
            entity.kind = EntityKind::StructOp;
            entity.struct_op = item.struct_op;
            SetEntity(item.name, entity);
            break;
        case ItemKind::Function:
            entity.kind = EntityKind::Function;
            entity.function = ReserveFunction(item.name);
            entity.min_args = item.min_args;
            entity.has_rest = item.has_rest;
            SetEntity(item.name, entity);
            DeclareProcedureParams(item, forms[item.form], entity.function);
            break;
        case ItemKind::Cases:
            entity.kind = EntityKind::Function;
            cases_.push_back(std::vector<ArityClause>(item.arities.size()));
            case_functions_.emplace_back();
            entity.cases = static_cast<uint32_t>(cases_.size());
            SetEntity(item.name, entity);
            break;
        case ItemKind::Clause: break;
        case ItemKind::Value:
        case ItemKind::NameOfValues: {
            const syntax::Form& form = forms[item.form];
            entity.kind = EntityKind::Global;
            Global global;
            global.name = item.name;
            global.module = file_prefix_;
            global.span = item.name_span;
            global.assigned = top.is_assigned(item.name);
            std::optional<ast::ProcedureType> procedure;
            if (item.kind == ItemKind::Value) {
                const ast::DefineShape shape = ast::ParseDefine(form, item.datum);
                global.declared_kinds = KindsOf(ast::ParseType(form, shape.value_type, struct_names_, sink_));
                procedure = ast::ParseProcedureType(form, shape.value_type, struct_names_, sink_);
                global.comments = CommentsOf(form, item.datum);
            }
            procedure_of_.push_back(std::move(procedure));
            entity.global = module_.globals.Add(std::move(global));
            stored_.push_back(false);
            SetEntity(item.name, entity);
            break;
        }
        }
    }
}

/// The clauses of case-lambdas are functions; they get names that nothing else has.
void ModuleBuilder::DeclareClauses(const ast::TopLevel& top)
{
    for (const TopItem& item : top.items) {
        const Entity& entity = item.kind == ItemKind::Clause ? user_[item.name.index()] : Entity();
        if (entity.cases == 0) {
            continue;
        }
        const ast::Arity& arity = top.Find(item.name)->arities[item.clause];
        const std::string own = std::to_string(arity.min_args) + (arity.has_rest ? "-or-more" : "");
        const FuncId function = ReserveFunction(LiftedName(item.name, own));
        cases_[entity.cases - 1][item.clause] = {arity.min_args, arity.has_rest, function, Prim::Count};
    }
}

}  // namespace omni::core
