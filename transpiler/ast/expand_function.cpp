// Lambdas, definitions and bodies.
#include <algorithm>

#include "ast/cond_expand.h"
#include "ast/expander.h"
#include "ast/form_shapes.h"
#include "ast/curried.h"
#include "ast/optional.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

LambdaId Expander::ReserveLambda(support::Symbol name, source::Span span, BindingId binding)
{
    Lambda lambda;
    lambda.name = name;
    lambda.span = span;
    lambda.parent = lambda_;
    lambda.binding = binding;
    const LambdaId id = unit_.lambdas.Add(std::move(lambda));
    if (binding.valid()) {
        unit_.bindings[binding].lambda = id;
    }
    return id;
}

NodeId Expander::ExpandFunction(const Signature& signature, LambdaId id)
{
    const LambdaId outer = lambda_;
    const BindingId outer_recur = recur_target_;
    lambda_ = id;
    recur_target_ = {};
    EnterScope();
    for (const ParamSpec& param : signature.params) {
        const BindingId known = Lookup(param.name);
        if (known.valid() && unit_.bindings[known].owner == id) {
            sink_.Report(DiagKind::DuplicateParameter, param.span, param.name)
                .Note(unit_.bindings[known].span, "first bound here");
        }
        const BindingId binding = NewBinding(param);
        unit_.lambdas[id].params.push_back(binding);
        Bind(binding);
    }
    unit_.lambdas[id].has_rest = signature.has_rest;
    unit_.lambdas[id].result_type = ParseType(*form_, signature.result_type, sink_);
    const NodeId body = ExpandBody(signature.list, signature.body_begin, true);
    unit_.lambdas[id].body = body;
    const auto end_comments = form_->comments_at_end(signature.list);
    unit_.lambdas[id].end_comments.assign(end_comments.begin(), end_comments.end());
    LeaveScope();
    lambda_ = outer;
    recur_target_ = outer_recur;
    return AddLambda(id);
}

void Expander::DeclareLambda(LambdaId id, support::Symbol name, DatumId type)
{
    if (!type.valid()) {
        return;
    }
    Lambda& lambda = unit_.lambdas[id];
    if ((ParseType(*form_, type, sink_) & type::kFunction) == 0) {
        sink_.Report(DiagKind::AnnotationBroken, lambda.span, name, "{" + std::string(HeadText(type)) + "}", "a function")
            .Note(form_->span(type), "declared here");
        return;
    }
    const std::optional<ProcedureType> declared = ParseProcedureType(*form_, type, struct_names_, sink_);
    if (!declared) {
        return;
    }
    const size_t least = lambda.min_args();
    if (!declared->Takes(least, lambda.max_args())) {
        sink_.Report(DiagKind::AnnotationBroken, lambda.span, name, FunctionOf(declared->params.size(), false),
                     FunctionOf(least, lambda.has_rest))
            .Note(declared->span, "declared here");
        return;
    }
    for (size_t i = 0; i < std::min(declared->params.size(), least); ++i) {
        Binding& param = unit_.bindings[lambda.params[i]];
        param.type = param.type == type::kAny ? declared->params[i] : param.type;
    }
    lambda.result_type = lambda.result_type == type::kAny ? declared->result : lambda.result_type;
}

NodeId Expander::ExpandLambdaForm(DatumId list, bool tail)
{
    if (HasOptional(*form_, list)) {
        ShapeError error;
        ExpandOptionalLambda(*form_, list, error);
        if (!error.ok()) {
            ReportShape(error, list);
            return AddNothing(form_->span(list));
        }
        return ExpandBare(list, tail);
    }
    const Signature signature = ParseLambda(*form_, list);
    if (!signature.error.ok()) {
        ReportShape(signature.error, list);
        return AddNothing(form_->span(list));
    }
    return ExpandFunction(signature, ReserveLambda({}, form_->span(list), {}));
}

NodeId Expander::ExpandCaseLambda(DatumId list, bool)
{
    const source::Span span = form_->span(list);
    std::vector<Signature> clauses;
    for (DatumId clause : form_->children(list).subspan(1)) {
        clauses.push_back(ParseClause(*form_, clause));
        if (!clauses.back().error.ok()) {
            ReportShape(clauses.back().error, list);
            return AddNothing(span);
        }
    }
    if (!CheckCount(list, 1, SIZE_MAX)) {
        return AddNothing(span);
    }
    const LambdaId outer = lambda_;
    const BindingId outer_recur = recur_target_;
    lambda_ = ReserveLambda({}, span, {});
    recur_target_ = {};
    const LambdaId id = lambda_;
    const bool fixed = std::none_of(clauses.begin(), clauses.end(), [](const Signature& s) { return s.has_rest; });
    const NodeId body = fixed ? ExpandFixedClauses(list, clauses) : ExpandClauses(list, clauses);
    unit_.lambdas[id].body = body;
    lambda_ = outer;
    recur_target_ = outer_recur;
    return AddLambda(id);
}

/// Parameters for the longest clause: how many of them are absent chooses the clause.
NodeId Expander::ExpandFixedClauses(DatumId list, const std::vector<Signature>& clauses)
{
    const source::Span span = form_->span(list);
    size_t least = clauses.empty() ? 0 : SIZE_MAX, most = 0;
    for (const Signature& clause : clauses) {
        least = std::min(least, clause.params.size());
        most = std::max(most, clause.params.size());
    }
    std::vector<BindingId> params;
    for (const Signature& clause : clauses) {
        for (size_t i = params.size(); i < clause.params.size(); ++i) {
            params.push_back(NewTemp(clause.params[i].name.spelled().text(), clause.params[i].span));
        }
    }
    unit_.lambdas[lambda_].params = params;
    unit_.lambdas[lambda_].optional_count = static_cast<uint16_t>(most - least);
    std::vector<NodeId> body_of(most + 1);
    for (const Signature& clause : clauses) {
        ReportFormals(clause, list);
        std::vector<BindingId> bindings;
        std::vector<NodeId> values;
        for (size_t i = 0; i < clause.params.size(); ++i) {
            const ParamSpec& param = clause.params[i];
            values.push_back(AddRef(params[i], param.span));
            bindings.push_back(NewBinding(param));
        }
        EnterScope();
        for (const BindingId binding : bindings) {
            Bind(binding);
        }
        const NodeId body = ExpandBody(clause.list, clause.body_begin, true);
        LeaveScope();
        if (NodeId& slot = body_of[clause.params.size()]; !slot.valid()) {   // the first that fits counts
            slot = values.empty() ? body : AddLet(NodeKind::Let, form_->span(clause.list), bindings, values, body);
        }
    }
    NodeId choice;
    for (size_t count = most + 1; count-- > least;) {
        const NodeId body = body_of[count].valid()
                                ? body_of[count]
                                : AddGlobalCall("%wrong-argument-count", span,
                                                {AddLiteral(LiteralKind::Int, span, count)});
        choice = count == most
                     ? body
                     : Add(NodeKind::If, span,
                           std::vector<NodeId>{AddGlobalCall("%absent?", span, {AddRef(params[count], span)}), body,
                                               choice});
    }
    return choice;
}

/// A list of all arguments, whose length chooses the clause.
NodeId Expander::ExpandClauses(DatumId list, const std::vector<Signature>& clauses)
{
    const source::Span span = form_->span(list);
    const LambdaId id = lambda_;
    const BindingId arguments = NewTemp("arguments", span);
    const BindingId count = NewTemp("count", span);
    unit_.lambdas[id].params = {arguments};
    unit_.lambdas[id].has_rest = true;
    const NodeId length = AddGlobalCall("length", span, {AddRef(arguments, span)});
    std::vector<NodeId> tests, bodies;
    for (const Signature& clause : clauses) {
        const source::Span at = form_->span(clause.list);
        const NodeId wanted = AddLiteral(LiteralKind::Int, at, clause.min_args());
        tests.push_back(AddGlobalCall(clause.has_rest ? ">=" : "=", at, {AddRef(count, at), wanted}));
        bodies.push_back(ExpandClause(list, clause, arguments));
    }
    NodeId choice = AddGlobalCall("%wrong-argument-count", span, {AddRef(count, span)});
    for (size_t i = clauses.size(); i-- > 0;) {
        const NodeId kids[] = {tests[i], bodies[i], choice};
        choice = Add(NodeKind::If, form_->span(clauses[i].list), kids);
    }
    return AddLet(NodeKind::Let, span, {count}, {length}, choice);
}

NodeId Expander::ExpandClause(DatumId list, const Signature& signature, BindingId arguments)
{
    const source::Span span = form_->span(signature.list);
    std::vector<BindingId> bindings, to_bind;
    std::vector<NodeId> values;
    BindingId rest = arguments;
    ReportFormals(signature, list);
    for (size_t i = 0; i < signature.params.size(); ++i) {
        const ParamSpec& param = signature.params[i];
        const bool takes_rest = signature.has_rest && i + 1 == signature.params.size();
        values.push_back(takes_rest ? AddRef(rest, span) : AddGlobalCall("car", span, {AddRef(rest, span)}));
        bindings.push_back(NewBinding(param));
        to_bind.push_back(bindings.back());
        if (i + 1 < signature.params.size()) {
            values.push_back(AddGlobalCall("cdr", span, {AddRef(rest, span)}));
            rest = NewTemp("rest", span);
            bindings.push_back(rest);
        }
    }
    EnterScope();
    for (BindingId binding : to_bind) {
        Bind(binding);
    }
    const NodeId body = ExpandBody(signature.list, signature.body_begin, true);
    LeaveScope();
    return values.empty() ? body : AddLet(NodeKind::Let, span, bindings, values, body);
}

NodeId Expander::ExpandStrayDefine(DatumId list, bool)
{
    sink_.Report(DiagKind::DefineInExpression, form_->span(list), HeadText(list));
    return AddNothing(form_->span(list));
}

bool Expander::IsForm(DatumId datum, support::Symbol name) const
{
    if (form_->kind(datum) != DatumKind::List || !form_->is_call_of(datum, name)) {
        return false;
    }
    return IsWord(form_->children(datum)[0], name) && top_.Find(name) == nullptr;
}

/// A list whose head is `lambda`, `fn` or `λ` and means just that.
bool Expander::IsLambda(DatumId datum) const
{
    if (!IsLambdaForm(*form_, datum)) {
        return false;
    }
    const Meaning meaning = Resolve(form_->symbol(form_->children(datum)[0]));
    return meaning.global.valid() && top_.Find(meaning.global) == nullptr;
}

DefineShape Expander::ParseDefinition(DatumId list) const
{
    DefineShape shape = ParseDefine(*form_, list);
    if (shape.is_function && shape.value.valid() && !IsLambda(shape.value)) {
        shape.is_function = false;
    }
    return shape;
}

/// Splices each `(begin ...)` that may hold a definition.
void Expander::ScanBody(DatumId list, size_t begin, Body& body)
{
    const size_t count = form_->children(list).size();
    for (size_t i = begin; i < count; ++i) {
        const DatumId part = form_->children(list)[i];
        ScanBodyPart(part, part, body);
    }
}

void Expander::ScanBodyPart(DatumId datum, DatumId place, Body& body)
{
    BodyPart part;
    part.datum = datum;
    part.place = place;
    part.expansions = expansions_;
    if (form_->kind(datum) != DatumKind::List) {
        body.parts.push_back(part);
        return;
    }
    if (const Macro* macro = MacroOf(datum)) {
        const DatumId result = expander_.Expand(*macro, *form_, datum, expansions_, *this);
        if (result.valid()) {
            ++expansions_;
            ScanBodyPart(result, place, body);
            --expansions_;
        } else {
            body.is_broken = true;
        }
        return;
    }
    if (IsForm(datum, W().cond_expand)) {
        const DatumId chosen = SelectFeatures(*form_, datum, sink_);
        if (chosen.valid()) {
            ScanBody(chosen, 1, body);
        } else {
            body.is_broken = true;
        }
        return;
    }
    if (IsForm(datum, W().begin)) {
        const auto children = form_->children(datum);
        const bool may_define = std::any_of(children.begin(), children.end(), [&](DatumId inner) {
            return form_->kind(inner) == DatumKind::List &&
                   (MacroOf(inner) != nullptr || IsForm(inner, W().define) || IsForm(inner, W().defn) ||
                    IsForm(inner, W().define_values) || IsForm(inner, W().begin) ||
                    IsForm(inner, W().define_syntax) || IsForm(inner, W().cond_expand) || IsStructForm(*form_, inner));
        });
        if (may_define || (children.size() == 1 && form_->is_synthesised(datum))) {
            ScanBody(datum, 1, body);
        } else {
            body.parts.push_back(part);
        }
    } else if (IsStructForm(*form_, datum) && IsWordOfLanguage(form_->children(datum)[0])) {
        ScanStruct(datum);
    } else if (IsForm(datum, W().define) || IsForm(datum, W().defn)) {
        ScanDefine(part, body);
    } else if (IsForm(datum, W().define_values)) {
        ScanDefineValues(part, body);
    } else if (IsForm(datum, W().define_syntax)) {
        const MacroDefinition definition = ParseDefineSyntax(*form_, datum, sink_);
        if (definition.name.valid()) {
            BindMacro(definition.name, definition.spec, static_cast<uint32_t>(scope_marks_.size()));
        }
    } else {
        body.parts.push_back(part);
    }
}

void Expander::ScanDefine(BodyPart part, Body& body)
{
    part.is_define = true;
    UncurryDefine(*form_, part.datum);
    ShapeError error;
    if (HasOptional(*form_, part.datum)) {
        const support::Symbol self = ExpandOptionalDefine(*form_, part.datum, error);
        if (error.ok()) {
            BindSelf(*form_, form_->children(part.datum)[2], self);
        }
    }
    DefineShape shape = error.ok() ? ParseDefinition(part.datum) : DefineShape();
    if (!error.ok()) {
        shape.error = error;
    }
    if (!shape.error.ok()) {
        ReportShape(shape.error, part.datum);
    } else {
        CheckNewInBody(body, shape.name, shape.name_span);
        part.binding = NewBinding(shape.name, shape.name_span,
                                  shape.is_function ? type::kAny : ParseType(*form_, shape.value_type, sink_));
        initialised_[part.binding.index()] = false;
        if (shape.is_function) {
            part.lambda = ReserveLambda(shape.name, form_->span(part.datum), part.binding);
        }
        Bind(part.binding);
    }
    body.parts.push_back(part);
    body.defines.push_back(std::move(shape));
}

void Expander::CheckNewInBody(const Body& body, support::Symbol name, source::Span span)
{
    const BindingId known = Lookup(name);
    if (known.valid() && known.index() >= body.first_binding) {
        sink_.Report(DiagKind::DuplicateDefinition, span, name)
            .Note(unit_.bindings[known].span, "first defined here")
            .Hint("(set! name value) changes a variable");
    }
}

void Expander::ScanDefineValues(BodyPart part, Body& body)
{
    part.is_define = true;
    DefineShape shape;
    const auto children = form_->children(part.datum);
    if (children.size() != 3) {
        Malformed(part.datum, "define-values", "expected (define-values (name ...) expression)");
    } else {
        shape.signature = ParseFormals(*form_, children[1]);
        if (!shape.signature.error.ok()) {
            ReportShape(shape.signature.error, part.datum);
        } else {
            part.is_values = true;
            for (const ParamSpec& param : shape.signature.params) {
                CheckNewInBody(body, param.name, param.span);
                part.values.push_back(NewBinding(param));
                initialised_[part.values.back().index()] = false;
                Bind(part.values.back());
            }
        }
    }
    body.parts.push_back(part);
    body.defines.push_back(std::move(shape));
}

NodeId Expander::ExpandBody(DatumId list, size_t begin, bool tail)
{
    Body body;
    body.first_binding = unit_.bindings.size();
    EnterScope();
    ScanBody(list, begin, body);
    NodeId result;
    if (!body.defines.empty()) {
        result = ExpandInnerDefines(list, body, tail);
    } else if (body.parts.empty()) {
        if (!body.is_broken) {
            sink_.Report(DiagKind::EmptyBody, form_->span(list), HeadText(list)).Hint(ShapeHint(HeadText(list)));
        }
        result = AddNothing(form_->span(list));
    } else {
        std::vector<NodeId> nodes;
        nodes.reserve(body.parts.size());
        for (size_t i = 0; i < body.parts.size(); ++i) {
            nodes.push_back(ExpandPart(body.parts[i], tail && i + 1 == body.parts.size()));
        }
        result = AddSeq(form_->span(list), nodes);
    }
    LeaveScope();
    return result;
}

NodeId Expander::ExpandPart(const BodyPart& part, bool tail)
{
    const uint32_t outer = expansions_;
    expansions_ = part.expansions;
    const NodeId node = Expand(part.datum, tail);
    expansions_ = outer;
    if (part.place != part.datum) {
        AddTrivia(part.place, node);
    }
    return node;
}

NodeId Expander::ExpandDefineValues(const BodyPart& part, const Signature& formals)
{
    const uint32_t outer = expansions_;
    expansions_ = part.expansions;
    const NodeId producer = Expand(form_->children(part.datum)[2], false);
    expansions_ = outer;
    const NodeId node = AddBindValues(form_->span(part.datum), part.values, formals.has_rest, producer);
    AddTrivia(part.place, node);
    for (BindingId binding : part.values) {
        initialised_[binding.index()] = true;
    }
    return node;
}

/// Inner defines are letrec*; an expression between them is a value without a binding.
NodeId Expander::ExpandInnerDefines(DatumId list, const Body& body, bool tail)
{
    const std::vector<BodyPart>& parts = body.parts;
    size_t define_end = parts.size();
    while (!parts[define_end - 1].is_define) {
        --define_end;
    }
    std::vector<BindingId> bindings;
    std::vector<NodeId> values;
    size_t define = 0;
    for (size_t i = 0; i < define_end; ++i) {
        const BodyPart& part = parts[i];
        if (!part.is_define) {
            bindings.push_back({});
            values.push_back(ExpandPart(part, false));
            continue;
        }
        const DefineShape& shape = body.defines[define++];
        if (part.is_values) {
            bindings.push_back({});
            values.push_back(ExpandDefineValues(part, shape.signature));
            continue;
        }
        if (!part.binding.valid()) {
            bindings.push_back({});
            values.push_back(AddNothing(form_->span(part.datum)));
            continue;
        }
        const uint32_t outer = expansions_;
        expansions_ = part.expansions;
        NodeId value;
        if (shape.is_function) {
            value = ExpandFunction(shape.signature, part.lambda);
            DeclareLambda(part.lambda, shape.name, shape.value_type);
            const auto comments = form_->comments_before(part.place);
            unit_.lambdas[part.lambda].comments.assign(comments.begin(), comments.end());
        } else {
            value = Expand(shape.value, false);
            AddTrivia(part.place, value);
            NoteRegion(part.binding, value);
        }
        expansions_ = outer;
        initialised_[part.binding.index()] = true;
        bindings.push_back(part.binding);
        values.push_back(value);
    }
    std::vector<NodeId> rest;
    for (size_t i = define_end; i < parts.size(); ++i) {
        rest.push_back(ExpandPart(parts[i], tail && i + 1 == parts.size()));
    }
    const source::Span span = form_->span(list);
    const NodeId last = rest.empty() ? AddNothing(span) : AddSeq(span, rest);
    return AddLet(NodeKind::Letrec, span, bindings, values, last);
}

}  // namespace omni::ast
