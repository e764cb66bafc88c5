#include "ast/curried.h"

#include "ast/macro.h"

namespace omni::ast {

using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

namespace {

bool IsCurried(const Form& form, DatumId list)
{
    const auto parts = form.children(list);
    if (parts.size() < 3 || form.kind(parts[1]) != DatumKind::List || form.is_symbol(parts[0], W().defn)) {
        return false;
    }
    const auto header = form.children(parts[1]);
    return !header.empty() && form.kind(header[0]) == DatumKind::List;
}

}  // namespace

void UncurryDefine(Form& form, DatumId list)
{
    while (IsCurried(form, list)) {
        const std::vector<DatumId> parts(form.children(list).begin(), form.children(list).end());
        const std::vector<DatumId> header(form.children(parts[1]).begin(), form.children(parts[1]).end());
        const source::Span span = form.span(list);
        const support::Symbol lambda_name = support::Symbols().AddAlias(W().lambda, kTopScope);
        const DatumId params = form.AddList(DatumKind::List, form.span(parts[1]), std::span(header).subspan(1),
                                            form.tail(parts[1]));
        std::vector<DatumId> lambda = {form.AddSymbol(form.span(parts[0]), lambda_name), params};
        lambda.insert(lambda.end(), parts.begin() + 2, parts.end());
        const DatumId define[] = {parts[0], header[0],
                                  form.AddList(DatumKind::List, span, lambda, form.tail(list))};
        form.Replace(list, form.AddList(DatumKind::List, span, define));
    }
}

}  // namespace omni::ast
