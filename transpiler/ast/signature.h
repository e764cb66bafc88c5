#pragma once
// The shapes of definitions and parameter lists: every spelling of `define`, `defn` and `lambda`, taken apart once.

#include <optional>
#include <string>
#include <vector>

#include "ast/ast.h"
#include "source/diagnostics.h"
#include "syntax/datum.h"

namespace omni::ast {

struct ParamSpec {
    support::Symbol name;
    source::Span span;
    syntax::DatumId type;   ///< `{Int}`, or None
};

/// What is wrong with a form, for the caller to report; `text` is empty when nothing is.
struct ShapeError {
    source::DiagKind kind = source::DiagKind::MalformedForm;
    source::Span span;
    std::string text;
    source::Span first{};   ///< of a name that stands twice: where it stands first
    [[nodiscard]] bool ok() const { return text.empty(); }
};

/// Parameters, result type and body of a function in any spelling.
struct Signature {
    std::vector<ParamSpec> params;
    bool has_rest = false;
    syntax::DatumId result_type;   ///< None: not stated
    syntax::DatumId list;          ///< the list whose children from `body_begin` on are the body
    size_t body_begin = 0;
    ShapeError error;

    [[nodiscard]] size_t min_args() const { return params.size() - (has_rest ? 1 : 0); }
};

/// A `define` or `defn`.
struct DefineShape {
    support::Symbol name;
    source::Span name_span;
    bool is_function = false;
    Signature signature;           ///< of a function
    syntax::DatumId value;         ///< of a value
    syntax::DatumId value_type;    ///< `{Int}`, or None; also of a function that is defined by a lambda
    ShapeError error;
};

/// `list` is a list whose head is `define` or `defn`.
DefineShape ParseDefine(const syntax::Form& form, syntax::DatumId list);
/// `list` is a list whose head is `lambda`, `fn` or `λ`.
Signature ParseLambda(const syntax::Form& form, syntax::DatumId list);
/// A parameter list on its own: `(a b . rest)`, `[a b .. rest]`, or a name that takes all.
Signature ParseFormals(const syntax::Form& form, syntax::DatumId formals);
/// A clause of case-lambda: `((a b) body ...)`.
Signature ParseClause(const syntax::Form& form, syntax::DatumId clause);
/// `[x {Int}]`, `x` or what else stands for one parameter or binding name; false when it is none.
bool ParseParam(const syntax::Form& form, syntax::DatumId datum, ParamSpec& param);
/// Is it a list with the head `lambda`, `fn` or `λ`, whose parameters must all be given?
bool IsLambdaForm(const syntax::Form& form, syntax::DatumId datum);

/// Names of the program's struct types, by index.
using StructNames = std::vector<support::Symbol>;
/// The kinds that an annotation `{...}`, or a type's name alone, allows. Reports unknown types; `None` gives kAny.
TypeSet ParseType(const syntax::Form& form, syntax::DatumId type, const StructNames& structs, source::Sink& sink);
/// What `{Fn [Int] Int}` says of calls; nothing for other types, and for `Fn` alone. Reports unknown types.
std::optional<ProcedureType> ParseProcedureType(const syntax::Form& form, syntax::DatumId type, const StructNames& structs,
                                                source::Sink& sink);

/// Names that forms look for.
struct Words {
    support::Symbol define, defn, lambda, fn, lambda_sign, begin, else_, arrow, dots, dot, quote, quasiquote, unquote,
        unquote_splicing, set, extern_, export_, import, nothing, nil, underscore, unless_, or_, region_create,
        region_exit, region_split, loop, header, define_values, values, call_with_values, case_lambda, when, list, cons,
        pair, vector, borrow, own, stores, fresh,
        define_syntax, syntax_rules, ellipsis, struct_, defstruct, define_record_type, cond_expand;
    Words();
};
inline const Words& W()
{
    static const Words words;
    return words;
}

}  // namespace omni::ast
