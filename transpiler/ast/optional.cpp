#include "ast/optional.h"

#include "ast/macro.h"

namespace omni::ast {

using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

namespace {

/// A name that means what it means at the top level, wherever it is inserted.
support::Symbol TopLevelName(support::Symbol name) { return support::Symbols().AddAlias(name, kTopScope); }

support::Symbol OptionalMark()
{
    static const support::Symbol kMark = support::Intern("#!optional");
    return kMark;
}

support::Symbol RestMark()
{
    static const support::Symbol kMark = support::Intern("#!rest");
    return kMark;
}

/// Where the parts of a function stand.
struct Place {
    DatumId list;       ///< the form whose children from `body` on are the result type, if any, and the body; None: no function
    DatumId params;     ///< parameters are its children from `first` on
    size_t first = 0;
    size_t body = 0;
};

bool IsSequence(const Form& form, DatumId datum)
{
    return form.kind(datum) == DatumKind::List || form.kind(datum) == DatumKind::Bracket;
}

bool IsLambdaHead(const Form& form, DatumId datum)
{
    return form.is_symbol(datum, W().lambda) || form.is_symbol(datum, W().fn) || form.is_symbol(datum, W().lambda_sign);
}

Place FindParts(const Form& form, DatumId list)
{
    const auto parts = form.children(list);
    if (parts.size() < 2) {
        return {};
    }
    if (IsLambdaHead(form, parts[0])) {
        return IsSequence(form, parts[1]) ? Place{list, parts[1], 0, 2} : Place();
    }
    if (form.kind(parts[1]) == DatumKind::List && !form.is_symbol(parts[0], W().defn)) {
        return {list, parts[1], 1, 2};
    }
    if (parts.size() < 3 || form.kind(parts[1]) != DatumKind::Symbol) {
        return {};
    }
    if (form.is_symbol(parts[0], W().defn) || (form.kind(parts[2]) == DatumKind::Bracket && parts.size() > 3)) {
        return IsSequence(form, parts[2]) ? Place{list, parts[2], 0, 3} : Place();
    }
    const bool holds_lambda = parts.size() == 3 && form.kind(parts[2]) == DatumKind::List &&
                              !form.children(parts[2]).empty() && IsLambdaHead(form, form.children(parts[2])[0]);
    return holds_lambda ? FindParts(form, parts[2]) : Place();
}

/// `[b 5]`, `(b 5)` or `[b {Int} 5]`
bool HasDefault(const Form& form, DatumId param)
{
    if (!IsSequence(form, param)) {
        return false;
    }
    const auto parts = form.children(param);
    const bool is_typed = parts.size() > 1 && form.kind(parts[1]) == DatumKind::Brace;
    return parts.size() == (is_typed ? 3 : 2) && form.kind(parts[0]) == DatumKind::Symbol;
}

/// Takes the parameters apart and makes the clauses.
class OptionalExpander {
public:
    OptionalExpander(Form& form, const Place& place, ShapeError& error) : form_(form), place_(place), error_(error) {}

    /// The clauses of a function that calls itself `self`; none when something is wrong.
    std::vector<DatumId> Clauses(support::Symbol self)
    {
        Read();
        std::vector<DatumId> clauses;
        if (error_.ok()) {
            clauses.push_back(FullClause());
            for (size_t count = params_.size(); count-- > required_;) {
                clauses.push_back(ShortClause(self, count));
            }
        }
        return clauses;
    }

private:
    struct Param {
        DatumId name, type, value;   ///< type and value may be None
    };

    void Fail(DatumId at, std::string text)
    {
        if (error_.ok()) {
            error_ = {source::DiagKind::MalformedForm, form_.span(at), std::move(text)};
        }
    }

    void Read()
    {
        const std::vector<DatumId> items = Copy(place_.params, place_.first);
        bool may_be_left_out = false, rest_follows = false;
        rest_ = form_.tail(place_.params);
        for (size_t i = 0; i < items.size() && error_.ok(); ++i) {
            const DatumId item = items[i];
            const bool is_name = form_.kind(item) == DatumKind::Symbol;
            if (form_.is_symbol(item, OptionalMark())) {
                may_be_left_out = true;
            } else if (form_.is_symbol(item, RestMark()) || form_.is_symbol(item, W().dots) ||
                       form_.is_symbol(item, W().dot)) {
                rest_follows = true;
            } else if (form_.kind(item) == DatumKind::Brace && i > 0 && i + 1 == items.size()) {
                result_type_ = item;
            } else if (rest_.valid()) {
                Fail(item, "nothing can follow the rest parameter");
            } else if (rest_follows && is_name) {
                rest_ = item;
            } else if (rest_follows) {
                Fail(item, "the rest parameter must be a name");
            } else if (HasDefault(form_, item)) {
                const auto parts = form_.children(item);
                AddParam({parts[0], parts.size() == 3 ? parts[1] : DatumId(), parts.back()}, true);
            } else if (is_name && i + 1 < items.size() && form_.kind(items[i + 1]) == DatumKind::Brace) {
                AddParam({item, items[++i], {}}, may_be_left_out);
            } else if (ParamSpec spec; ParseParam(form_, item, spec)) {
                AddParam({is_name ? item : form_.children(item)[0], spec.type, {}}, may_be_left_out);
            } else {
                Fail(item, "a parameter must be a name, or (name default)");
            }
        }
        if (rest_follows && !rest_.valid()) {
            Fail(items.back(), "a name must follow");
        }
    }

    void AddParam(Param param, bool may_be_left_out)
    {
        if (!may_be_left_out && params_.size() > required_) {
            Fail(param.name, "a parameter without a default cannot follow one that has one");
        }
        params_.push_back(param);
        required_ += may_be_left_out ? 0 : 1;
    }

    std::vector<DatumId> Copy(DatumId list, size_t first) const
    {
        const auto children = form_.children(list);
        return {children.begin() + static_cast<std::ptrdiff_t>(first), children.end()};
    }

    DatumId Name(const Param& param) { return form_.AddSymbol(form_.span(param.name), form_.symbol(param.name)); }

    /// The parameter list `(a [b {Int}] . rest)` of the first `count` parameters.
    DatumId Formals(size_t count, DatumId rest)
    {
        std::vector<DatumId> formals;
        for (size_t i = 0; i < count; ++i) {
            const DatumId name = Name(params_[i]);
            const DatumId typed[] = {name, params_[i].type};
            formals.push_back(params_[i].type.valid()
                                  ? form_.AddList(DatumKind::Bracket, form_.span(params_[i].name), typed)
                                  : name);
        }
        if (rest.valid() && formals.empty()) {
            return rest;
        }
        return form_.AddList(DatumKind::List, form_.span(place_.params), formals, rest);
    }

    DatumId FullClause()
    {
        std::vector<DatumId> clause = {Formals(params_.size(), rest_)};
        if (result_type_.valid()) {
            clause.push_back(result_type_);
        }
        const std::vector<DatumId> body = Copy(place_.list, place_.body);
        clause.insert(clause.end(), body.begin(), body.end());
        return form_.AddList(DatumKind::List, form_.span(place_.list), clause, form_.tail(place_.list));
    }

    DatumId ShortClause(support::Symbol self, size_t count)
    {
        const Param& next = params_[count];
        const source::Span span = form_.span(next.name);
        std::vector<DatumId> call = {form_.AddSymbol(span, self)};
        for (size_t i = 0; i < count; ++i) {
            call.push_back(Name(params_[i]));
        }
        call.push_back(next.value.valid() ? next.value : form_.AddBool(span, false));
        const DatumId clause[] = {Formals(count, {}), form_.AddList(DatumKind::List, span, call)};
        return form_.AddList(DatumKind::List, span, clause);
    }

    Form& form_;
    Place place_;
    ShapeError& error_;
    std::vector<Param> params_;
    size_t required_ = 0;
    DatumId rest_, result_type_;
};

/// (case-lambda clause ...); None when something is wrong.
DatumId CaseLambda(Form& form, const Place& place, support::Symbol self, ShapeError& error)
{
    std::vector<DatumId> clauses = OptionalExpander(form, place, error).Clauses(self);
    if (clauses.empty()) {
        return {};
    }
    const source::Span span = form.span(place.list);
    clauses.insert(clauses.begin(), form.AddSymbol(span, TopLevelName(W().case_lambda)));
    return form.AddList(DatumKind::List, span, clauses);
}

}  // namespace

bool HasOptional(const Form& form, DatumId list)
{
    const Place place = FindParts(form, list);
    if (!place.list.valid()) {
        return false;
    }
    const auto params = form.children(place.params);
    for (size_t i = place.first; i < params.size(); ++i) {
        if (HasDefault(form, params[i]) || form.is_symbol(params[i], OptionalMark()) ||
            form.is_symbol(params[i], RestMark())) {
            return true;
        }
    }
    return false;
}

support::Symbol ExpandOptionalDefine(Form& form, DatumId list, ShapeError& error)
{
    const Place place = FindParts(form, list);
    const DatumId head = form.children(list)[0];
    const DatumId header = form.children(list)[1];
    const DatumId name = form.kind(header) == DatumKind::Symbol ? header
                         : form.children(header).empty()        ? header
                                                                : form.children(header)[0];
    if (form.kind(name) != DatumKind::Symbol) {
        error = {source::DiagKind::MalformedForm, form.span(header), "the function's name is missing"};
        return {};
    }
    const support::Symbol self = TopLevelName(form.symbol(name));
    const DatumId value = CaseLambda(form, place, self, error);
    if (value.valid()) {
        const DatumId define = form.AddSymbol(form.span(head), TopLevelName(W().define));
        const DatumId parts[] = {define, name, value};
        form.Replace(list, form.AddList(DatumKind::List, form.span(list), parts));
    }
    return self;
}

void ExpandOptionalLambda(Form& form, DatumId value, ShapeError& error)
{
    static const support::Symbol kSelf = support::Intern("lambda");
    const support::Symbol self = TopLevelName(kSelf);
    const DatumId cases = CaseLambda(form, FindParts(form, value), self, error);
    if (cases.valid()) {
        form.Replace(value, cases);
        BindSelf(form, value, self);
    }
}

void BindSelf(Form& form, DatumId value, support::Symbol self)
{
    static const support::Symbol kLetrec = support::Intern("letrec");
    const source::Span span = form.span(value);
    const std::vector<DatumId> parts(form.children(value).begin(), form.children(value).end());
    const DatumId binding[] = {form.AddSymbol(span, self), form.AddList(DatumKind::List, span, parts)};
    const DatumId bindings[] = {form.AddList(DatumKind::List, span, binding)};
    const DatumId letrec[] = {form.AddSymbol(span, TopLevelName(kLetrec)), form.AddList(DatumKind::List, span, bindings),
                              form.AddSymbol(span, self)};
    form.Replace(value, form.AddList(DatumKind::List, span, letrec));
}

}  // namespace omni::ast
