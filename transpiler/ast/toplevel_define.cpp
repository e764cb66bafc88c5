// Top-level definitions: functions, values, cases, macros, C functions and struct types.

#include "ast/curried.h"
#include "ast/optional.h"
#include "ast/toplevel_collector.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

void TopLevelCollector::VisitDefine(TopItem& item)
{
    UncurryDefine(*form_, item.datum);
    if (HasOptional(*form_, item.datum)) {
        ShapeError error;
        const support::Symbol self = ExpandOptionalDefine(*form_, item.datum, error);
        if (!error.ok()) {
            Report(error, form_->symbol(form_->children(item.datum)[0]).text());
            NoteBroken(form_->children(item.datum)[1]);
            return;
        }
        optional_.push_back({out_.items.size(), self});
    }
    DefineShape shape = ParseDefine(*form_, item.datum);
    if (shape.is_function && shape.value.valid() &&   // the program may mean something else by `lambda`
        out_.FindMacro(Resolve(form_->symbol(form_->children(shape.value)[0])), MacroCount()) != nullptr) {
        shape.is_function = false;
    }
    if (!shape.error.ok()) {
        Report(shape.error, form_->symbol(form_->children(item.datum)[0]).text());
        if (form_->children(item.datum).size() > 1) {
            NoteBroken(form_->children(item.datum)[1]);
        }
        return;
    }
    if (!shape.is_function && VisitCases(item, shape)) {
        return;
    }
    item.kind = shape.is_function ? ItemKind::Function : ItemKind::Value;
    item.name = shape.name;
    item.name_span = shape.name_span;
    item.min_args = static_cast<uint16_t>(shape.signature.params.empty() ? 0 : shape.signature.min_args());
    item.has_rest = shape.signature.has_rest;
    AddNamed(item);
}

bool TopLevelCollector::IsDefinitionOfBool(DatumId datum) const
{
    const Form& form = *form_;
    const auto parts = form.children(datum);
    return parts.size() == 3 && Resolve(form.symbol(parts[0])) == W().define && form.is_bool_word(parts[1]) &&
           form.kind(parts[2]) == DatumKind::Bool && form.boolean(parts[1]) == form.boolean(parts[2]);
}

bool TopLevelCollector::VisitCases(TopItem item, const DefineShape& shape)
{
    if (shape.value_type.valid() || form_->kind(shape.value) != DatumKind::List ||
        !form_->is_call_of(shape.value, W().case_lambda) || form_->tail(shape.value).valid() ||
        Resolve(form_->symbol(form_->children(shape.value)[0])) != W().case_lambda ||
        out_.Find(W().case_lambda) != nullptr) {
        return false;
    }
    std::vector<TopItem> clauses;
    for (DatumId clause : form_->children(shape.value).subspan(1)) {
        const Signature signature = ParseClause(*form_, clause);
        if (!signature.error.ok() || signature.params.size() > 60000) {
            return false;   // the expansion of the value reports it
        }
        TopItem part = item;
        part.kind = ItemKind::Clause;
        part.datum = clause;
        part.name = shape.name;
        part.name_span = shape.name_span;
        part.clause = static_cast<uint16_t>(clauses.size());
        item.arities.push_back({static_cast<uint16_t>(signature.min_args()), signature.has_rest});
        clauses.push_back(part);
    }
    if (clauses.empty() || clauses.size() > 1000) {
        return false;
    }
    item.kind = ItemKind::Cases;
    item.name = shape.name;
    item.name_span = shape.name_span;
    AddNamed(item);
    for (TopItem& clause : clauses) {
        clause.name = out_.ItemName(shape.name);
        out_.items.push_back(clause);
    }
    return true;
}

void TopLevelCollector::VisitDefineValues(TopItem item)
{
    const auto parts = form_->children(item.datum);
    if (parts.size() != 3 || form_->tail(item.datum).valid()) {
        sink_.Report(DiagKind::MalformedForm, form_->span(item.datum), "define-values",
                     "expected (define-values (name ...) expression)");
        return;
    }
    const Signature formals = ParseFormals(*form_, parts[1]);
    if (!formals.error.ok()) {
        Report(formals.error, "define-values");
        return;
    }
    item.kind = ItemKind::Values;
    out_.items.push_back(item);
    for (const ParamSpec& param : formals.params) {
        item.kind = ItemKind::NameOfValues;
        item.name = param.name;
        item.name_span = param.span;
        AddNamed(item);
    }
}

void TopLevelCollector::VisitDefineSyntax(DatumId datum)
{
    const MacroDefinition definition = ParseDefineSyntax(*form_, datum, sink_);
    if (!definition.name.valid()) {
        return;
    }
    const support::Symbol name = form_->symbol(definition.name);
    const source::Span span = form_->span(definition.name);
    const Macro* known = out_.FindMacro(name, MacroCount());
    if (ReportImported(name, span)) {
        return;
    }
    if (known != nullptr || out_.Find(name) != nullptr) {
        sink_.Report(DiagKind::DuplicateDefinition, span, name)
            .Note(known != nullptr ? known->span : out_.Find(name)->name_span, "first defined here");
        return;
    }
    NameMacro(name);
    out_.macros.push_back(ParseMacro(*form_, definition.spec, name, span, kTopScope, sink_));
}

void TopLevelCollector::VisitExtern(TopItem& item)
{
    const auto parts = form_->children(item.datum);
    if (parts.size() < 2 || form_->kind(parts[1]) != DatumKind::Symbol) {
        sink_.Report(DiagKind::MalformedForm, form_->span(item.datum), "extern", "a name is missing");
        return;
    }
    item.kind = ItemKind::Extern;
    item.name = form_->symbol(parts[1]);
    item.name_span = form_->span(parts[1]);
    const ExternShape shape = ParseExtern(*form_, item);
    if (!shape.signature.error.ok()) {
        Report(shape.signature.error, "extern");
        return;
    }
    item.min_args = static_cast<uint16_t>(shape.signature.params.size());
    AddNamed(item);
}

void TopLevelCollector::VisitStruct(TopItem item)
{
    StructShape shape = ParseStruct(*form_, item.datum);
    if (!shape.error.ok()) {
        ReportStructError(shape.error, form_->symbol(form_->children(item.datum)[0]).text(), sink_);
        NoteBroken(item.datum);
        return;
    }
    StructDef def = MakeStructDef(std::move(shape), false, out_.structs.size());
    def.form = index_;
    def.datum = item.datum;
    item.kind = ItemKind::StructOp;
    item.struct_op.structure = static_cast<uint32_t>(out_.structs.size());
    const auto add = [&](support::Symbol name, source::Span span, StructOpKind kind, size_t field = 0) {
        item.name = name;
        item.name_span = span;
        item.struct_op.kind = kind;
        item.struct_op.field = static_cast<uint16_t>(field);
        return AddNamed(item);
    };
    const StructShape& s = def.shape;
    const support::Symbol main_name = s.is_record ? s.name : s.constructor;
    if (Defines(main_name) || out_.FindMacro(main_name, MacroCount()) != nullptr) {
        add(main_name, s.name_span, StructOpKind::Type);   // which reports it
        return;
    }
    if (s.is_record) {
        def.type = add(def.type, s.name_span, StructOpKind::Type);
    }
    if (s.constructor.valid()) {
        def.constructor = add(def.constructor, s.constructor_span, StructOpKind::Constructor);
    }
    def.predicate = add(
        def.predicate, s.predicate.valid() ? s.predicate_span : s.name_span, StructOpKind::Predicate);
    for (size_t i = 0; i < s.fields.size(); ++i) {
        def.accessors[i] =
            add(def.accessors[i], s.fields[i].accessor.valid() ? s.fields[i].accessor_span : s.fields[i].span,
                StructOpKind::Accessor, i);
        if (def.modifiers[i].valid()) {
            def.modifiers[i] = add(def.modifiers[i], s.fields[i].modifier_span, StructOpKind::Modifier, i);
        }
    }
    out_.structs.push_back(std::move(def));
}

void TopLevelCollector::ReadFieldTypes()
{
    StructNames names;
    for (const StructDef& def : out_.structs) {
        names.push_back(def.shape.name.spelled());
    }
    for (size_t i = first_struct_; i < out_.structs.size(); ++i) {
        StructDef& def = out_.structs[i];
        for (const FieldShape& field : def.shape.fields) {
            def.types.push_back(ParseType(forms_[def.form], field.type, names, sink_));
        }
    }
}

void TopLevelCollector::AddSecondConstructors()
{
    for (size_t i = first_struct_; i < out_.structs.size(); ++i) {
        const StructDef& def = out_.structs[i];
        TopItem item;
        item.kind = ItemKind::StructOp;
        item.form = def.form;
        item.datum = def.datum;
        item.name = def.shape.second_constructor;
        item.name_span = def.shape.constructor_span;
        item.struct_op = {StructOpKind::Constructor, static_cast<uint32_t>(i), 0};
        if (item.name.valid() && !Defines(item.name) && out_.FindMacro(item.name, MacroCount()) == nullptr) {
            AddNamed(item);
        }
    }
}

}  // namespace omni::ast
