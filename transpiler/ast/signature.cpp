#include <algorithm>

#include "ast/signature.h"

#include "ast/optional.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

Words::Words()
{
    using support::Intern;
    define = Intern("define"), defn = Intern("defn"), lambda = Intern("lambda"), fn = Intern("fn");
    lambda_sign = Intern("λ"), begin = Intern("begin"), else_ = Intern("else"), arrow = Intern("=>");
    dots = Intern(".."), dot = Intern("."), quote = Intern("quote"), quasiquote = Intern("quasiquote");
    unquote = Intern("unquote"), unquote_splicing = Intern("unquote-splicing"), set = Intern("set!");
    extern_ = Intern("extern"), export_ = Intern("export"), import = Intern("import"), nothing = Intern("nothing");
    nil = Intern("nil"), underscore = Intern("_"), unless_ = Intern("unless"), or_ = Intern("or");
    region_create = Intern("region-create"), region_exit = Intern("region-exit");
    region_split = Intern("region-split"), loop = Intern("loop"), header = Intern("header");
    borrow = Intern("borrow"), own = Intern("own"), stores = Intern("stores"), fresh = Intern("fresh");
    define_values = Intern("define-values"), values = Intern("values"), call_with_values = Intern("call-with-values");
    case_lambda = Intern("case-lambda");
    when = Intern("when"), list = Intern("list"), cons = Intern("cons"), pair = Intern("pair");
    vector = Intern("vector");
    define_syntax = Intern("define-syntax"), syntax_rules = Intern("syntax-rules"), ellipsis = Intern("...");
    cond_expand = Intern("cond-expand");
    struct_ = Intern("struct"), defstruct = Intern("defstruct"), define_record_type = Intern("define-record-type");
}

namespace {

ShapeError Error(source::Span span, std::string text, DiagKind kind = DiagKind::MalformedForm)
{
    return {kind, span, std::move(text)};
}

bool IsSymbol(const Form& form, DatumId datum) { return form.kind(datum) == DatumKind::Symbol; }

bool IsSequence(const Form& form, DatumId datum)
{
    return form.kind(datum) == DatumKind::List || form.kind(datum) == DatumKind::Bracket;
}

/// Parameters from the children of `list`, beginning with child `begin`.
void ParseParams(const Form& form, DatumId list, size_t begin, Signature& out)
{
    const auto children = form.children(list);
    bool rest_follows = false;
    for (size_t i = begin; i < children.size(); ++i) {
        const DatumId child = children[i];
        if (out.has_rest) {
            out.error = Error(form.span(child), "nothing can follow the rest parameter");
            return;
        }
        if (form.is_symbol(child, W().dots) || form.is_symbol(child, W().dot)) {
            if (i + 1 >= children.size() || !IsSymbol(form, children[i + 1])) {
                out.error = Error(form.span(child), "a name must follow `..`");
                return;
            }
            rest_follows = true;
            continue;
        }
        ParamSpec param;
        if (form.kind(child) == DatumKind::Meta) {
            out.error = Error(form.span(child), "metadata on a parameter is", DiagKind::NotYetSupported);
            return;
        }
        if (form.kind(child) == DatumKind::Brace && i > begin && i + 1 == children.size()) {
            out.result_type = child;   // (f [x {Int}] {Int})
            break;
        }
        if (!ParseParam(form, child, param)) {
            out.error = Error(form.span(child), "a parameter must be a name");
            return;
        }
        if (IsSymbol(form, child) && i + 1 < children.size() && form.kind(children[i + 1]) == DatumKind::Brace) {
            param.type = children[++i];
        }
        out.has_rest = rest_follows;
        out.params.push_back(param);
    }
    const DatumId tail = form.tail(list);
    if (tail.valid()) {
        if (!IsSymbol(form, tail) || out.has_rest) {
            out.error = Error(form.span(tail), "the rest parameter must be a name");
            return;
        }
        out.params.push_back({form.symbol(tail), form.span(tail), {}});
        out.has_rest = true;
    }
}

/// The parameter part of `(define f <here> body ...)` and `(fn <here> body ...)`, then the result type and the body.
/// Several brackets of one typed parameter each are read as one list.
void ParseParamsAndBody(const Form& form, DatumId list, size_t at, Signature& out)
{
    const auto children = form.children(list);
    out.list = list;
    if (IsSymbol(form, children[at])) {   // (lambda args ...): all arguments as a list
        out.params.push_back({form.symbol(children[at]), form.span(children[at]), {}});
        out.has_rest = true;
        out.body_begin = at + 1;
    } else if (IsSequence(form, children[at])) {
        ParseParams(form, children[at], 0, out);
        ++at;
        const auto is_typed_param = [&](DatumId datum) {
            return form.kind(datum) == DatumKind::Bracket && form.children(datum).size() == 2 &&
                   IsSymbol(form, form.children(datum)[0]) && form.kind(form.children(datum)[1]) == DatumKind::Brace;
        };
        if (is_typed_param(children[at - 1])) {
            while (at + 1 < children.size() && is_typed_param(children[at])) {
                ParseParams(form, children[at++], 0, out);
            }
        }
        out.body_begin = at;
    } else {
        out.error = Error(form.span(children[at]), "expected a parameter list");
        return;
    }
    if (out.body_begin + 1 < children.size() && form.kind(children[out.body_begin]) == DatumKind::Brace) {
        out.result_type = children[out.body_begin++];
    }
    if (form.tail(list).valid()) {
        out.error = Error(form.span(form.tail(list)), "a form cannot end in a dotted tail");
    }
}

/// (define (f a b) body ...)
void ParseDefineWithHeader(const Form& form, DatumId list, DefineShape& out)
{
    const auto children = form.children(list);
    const DatumId header = children[1];
    const auto parts = form.children(header);
    if (parts.empty() || !IsSymbol(form, parts[0])) {
        out.error = Error(form.span(header), "the function's name is missing");
        return;
    }
    out.name = form.symbol(parts[0]);
    out.name_span = form.span(parts[0]);
    out.is_function = true;
    ParseParams(form, header, 1, out.signature);
    out.signature.list = list;
    out.signature.body_begin = 2;
    if (children.size() > 3 && form.kind(children[2]) == DatumKind::Brace) {
        out.signature.result_type = children[2];
        out.signature.body_begin = 3;
    }
}

/// (define f a b body): all between the first and the last part are plain names.
bool IsShorthand(const Form& form, std::span<const DatumId> children)
{
    if (children.size() < 4) {
        return false;
    }
    for (size_t i = 2; i + 1 < children.size(); ++i) {
        if (!IsSymbol(form, children[i])) {
            return false;
        }
    }
    return true;
}

void ParseShorthand(const Form& form, DatumId list, DefineShape& out)
{
    const auto children = form.children(list);
    out.is_function = true;
    for (size_t i = 2; i + 1 < children.size(); ++i) {
        if (form.is_symbol(children[i], W().dots)) {
            out.signature.has_rest = i + 3 == children.size();
            if (!out.signature.has_rest) {
                out.error = Error(form.span(children[i]), "one name must follow `..`");
            }
            continue;
        }
        out.signature.params.push_back({form.symbol(children[i]), form.span(children[i]), {}});
    }
    out.signature.list = list;
    out.signature.body_begin = children.size() - 1;
}

void ParseDefineOfName(const Form& form, DatumId list, DefineShape& out)
{
    const auto children = form.children(list);
    out.name = form.symbol(children[1]);
    out.name_span = form.span(children[1]);
    const bool is_defn = form.is_symbol(children[0], W().defn);
    if (children.size() < 3) {
        out.error = Error(form.span(list), "a value is missing");
    } else if (is_defn) {
        out.is_function = true;
        ParseParamsAndBody(form, list, 2, out.signature);
    } else if (IsShorthand(form, children)) {
        ParseShorthand(form, list, out);
    } else if (form.kind(children[2]) == DatumKind::Bracket && children.size() > 3) {
        out.is_function = true;
        ParseParamsAndBody(form, list, 2, out.signature);
    } else {
        size_t at = 2;
        if (form.kind(children[2]) == DatumKind::Brace && children.size() > 3) {
            out.value_type = children[at++];
        }
        if (children.size() != at + 1) {
            out.error = Error(form.span(children[at + 1]), "expected one value");
            return;
        }
        out.value = children[at];
        if (IsLambdaForm(form, out.value)) {
            out.is_function = true;
            out.signature = ParseLambda(form, out.value);
        }
    }
}

}  // namespace

bool ParseParam(const Form& form, DatumId datum, ParamSpec& param)
{
    if (IsSymbol(form, datum)) {
        param = {form.symbol(datum), form.span(datum), {}};
        return true;
    }
    if (!IsSequence(form, datum)) {
        return false;
    }
    const auto parts = form.children(datum);
    if (parts.empty() || parts.size() > 2 || !IsSymbol(form, parts[0]) ||
        (parts.size() == 2 && form.kind(parts[1]) != DatumKind::Brace)) {
        return false;
    }
    param = {form.symbol(parts[0]), form.span(parts[0]), parts.size() == 2 ? parts[1] : DatumId()};
    return true;
}

bool IsLambdaForm(const Form& form, DatumId datum)
{
    if (form.kind(datum) != DatumKind::List || form.children(datum).empty()) {
        return false;
    }
    const DatumId head = form.children(datum)[0];
    if (!IsSymbol(form, head)) {
        return false;
    }
    const support::Symbol name = form.symbol(head);
    return (name == W().lambda || name == W().fn || name == W().lambda_sign) && !HasOptional(form, datum);
}

Signature ParseLambda(const Form& form, DatumId list)
{
    Signature out;
    out.list = list;
    if (form.children(list).size() < 2) {
        out.error = Error(form.span(list), "expected a parameter list");
        return out;
    }
    ParseParamsAndBody(form, list, 1, out);
    return out;
}

Signature ParseFormals(const Form& form, DatumId formals)
{
    Signature out;
    out.list = formals;
    if (IsSymbol(form, formals)) {
        out.params.push_back({form.symbol(formals), form.span(formals), {}});
        out.has_rest = true;
    } else if (IsSequence(form, formals)) {
        ParseParams(form, formals, 0, out);
    } else {
        out.error = Error(form.span(formals), "expected names such as (a b)");
    }
    return out;
}

Signature ParseClause(const Form& form, DatumId clause)
{
    Signature out;
    out.list = clause;
    if (!IsSequence(form, clause) || form.children(clause).empty()) {
        out.error = Error(form.span(clause), "a clause is ((name ...) body ...)");
        return out;
    }
    ParseParamsAndBody(form, clause, 0, out);
    return out;
}

DefineShape ParseDefine(const Form& form, DatumId list)
{
    DefineShape out;
    const auto children = form.children(list);
    if (children.size() < 2) {
        out.error = Error(form.span(list), "a name is missing");
        return out;
    }
    const DatumKind kind = form.kind(children[1]);
    if (kind == DatumKind::List && !form.is_symbol(children[0], W().defn)) {
        ParseDefineWithHeader(form, list, out);
    } else if (kind == DatumKind::Symbol) {
        ParseDefineOfName(form, list, out);
    } else if (kind == DatumKind::Brace) {
        out.error = Error(form.span(children[1]), "a type is defined as {struct Name}");
    } else if (kind == DatumKind::Meta) {
        out.error = Error(form.span(children[1]), "metadata on a definition is", DiagKind::NotYetSupported);
    } else {
        out.error = Error(form.span(children[1]), "the name of a definition must be a symbol");
    }
    if (out.error.ok()) {
        out.error = out.signature.error;
    }
    return out;
}

namespace {

/// What `{List Int}` and `{Vector Float}` say of the items. Items of other types than these are not promised anything.
TypeSet ItemType(const Form& form, DatumId brace, TypeSet container, const StructNames& structs, source::Sink& sink)
{
    const bool has_items = container == type::kList || container == type::kVector;
    if (!has_items || IsSymbol(form, brace) || form.children(brace).size() < 2) {
        return 0;
    }
    static constexpr std::pair<TypeSet, TypeSet> kItemTypes[] = {{type::kInt, type::kItemInt},
                                                                 {type::kFloat, type::kItemFloat},
                                                                 {type::kBool, type::kItemBool},
                                                                 {type::kChar, type::kItemChar},
                                                                 {type::kString, type::kItemString}};
    const TypeSet item = ParseType(form, form.children(brace)[1], structs, sink);
    for (const auto& [type, bit] : kItemTypes) {
        if (item == type) {
            return bit;
        }
    }
    return 0;
}

}  // namespace

TypeSet ParseType(const Form& form, DatumId brace, const StructNames& structs, source::Sink& sink)
{
    if (!brace.valid()) {
        return type::kAny;
    }
    DatumId head = brace;
    if (!IsSymbol(form, brace)) {
        const auto parts = form.children(brace);
        if (parts.empty() || !IsSymbol(form, parts[0])) {
            sink.Report(DiagKind::UnknownType, form.span(brace), "{}");
            return type::kAny;
        }
        head = parts[0];
    }
    for (size_t i = structs.size(); i-- > 0;) {
        if (structs[i] == form.symbol(head).spelled()) {
            return type::OfStruct(i);
        }
    }
    const std::string_view name = form.symbol(head).text();
    struct Known {
        std::string_view name;
        TypeSet type;
    };
    static constexpr Known kKnown[] = {
        {"Int", type::kInt},       {"Float", type::kFloat},     {"Bool", type::kBool}, {"Char", type::kChar},
        {"String", type::kString}, {"Symbol", type::kSymbol},   {"Any", type::kAny},   {"Nothing", type::kNothing},
        {"List", type::kList},     {"Fn", type::kFunction},     {"->", type::kFunction},
        {"Number", type::kInt | type::kFloat}, {"Vector", type::kVector},  {"Bytes", type::kBytes},
        {"Dict", type::kDict}};
    for (const Known& known : kKnown) {
        if (known.name == name) {
            return known.type | ItemType(form, brace, known.type, structs, sink);
        }
    }
    static constexpr std::string_view kLater[] = {"Chan"};
    for (std::string_view later : kLater) {
        if (later == name) {
            sink.Report(DiagKind::NotYetSupported, form.span(brace), "type `" + std::string(name) + "` is");
            return type::kAny;
        }
    }
    std::vector<std::string_view> names;
    for (const Known& known : kKnown) {
        names.push_back(known.name);
    }
    for (const support::Symbol known : structs) {
        names.push_back(known.text());
    }
    const std::string_view near = source::NearestName(name, names);
    sink.Report(DiagKind::UnknownType, form.span(head), name)
        .Hint(near.empty() ? "" : "did you mean `" + std::string(near) + "`?");
    return type::kAny;
}

std::optional<ProcedureType> ParseProcedureType(const Form& form, DatumId type, const StructNames& structs, source::Sink& sink)
{
    static const support::Symbol kNames[] = {support::Intern("Fn"), support::Intern("->")};
    if (!type.valid() || form.kind(type) != DatumKind::Brace || form.children(type).empty() ||
        !IsSymbol(form, form.children(type)[0]) ||
        std::find(std::begin(kNames), std::end(kNames), form.symbol(form.children(type)[0])) == std::end(kNames)) {
        return {};
    }
    const auto parts = form.children(type);
    if (parts.size() == 1) {
        return {};
    }
    if (parts.size() > 3 || form.kind(parts[1]) != DatumKind::Bracket) {
        sink.Report(DiagKind::MalformedForm, form.span(type), "Fn", "expected {Fn [Int ...] Int}, the types of the arguments and of the result");
        return {};
    }
    ProcedureType out;
    out.span = form.span(type);
    for (const DatumId param : form.children(parts[1])) {
        out.params.push_back(ParseType(form, param, structs, sink));
    }
    out.result = ParseType(form, parts.size() == 3 ? parts[2] : DatumId(), structs, sink);
    return out;
}

std::string FunctionOf(size_t arguments, bool and_more)
{
    return std::string("a function of ") + (and_more ? "at least " : "") + std::to_string(arguments) +
           (arguments == 1 ? " argument" : " arguments");
}

}  // namespace omni::ast
