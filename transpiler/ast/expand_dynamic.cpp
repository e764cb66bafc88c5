// What is evaluated later, or in another dynamic context:
//
//   (delay e)                              (%promise (lambda () e) 0)
//   (delay-force e)                        (%promise (lambda () e) 2)
//   (cons-stream a b)                      (cons a (delay b))
//   (parameterize ((p v) ...) body ...)    (%with-parameter p (p 'convert v) (lambda () body ...))
#include "ast/expander.h"

namespace omni::ast {

using syntax::DatumId;
using syntax::DatumKind;

/// A function without parameters over the rest of the form.
NodeId Expander::ExpandThunk(DatumId list, size_t begin, std::string_view name)
{
    Signature signature;
    signature.list = list;
    signature.body_begin = begin;
    return ExpandFunction(signature, ReserveLambda(support::Intern(name), form_->span(list), {}));
}

NodeId Expander::AddPromise(NodeId procedure, uint64_t state, source::Span span)
{
    return AddGlobalCall("%promise", span, {procedure, AddLiteral(LiteralKind::Int, span, state)});
}

NodeId Expander::ExpandDelay(DatumId list, bool)
{
    static const support::Symbol kDelayForce = support::Intern("delay-force");
    const source::Span span = form_->span(list);
    if (!CheckCount(list, 1, 1)) {
        return AddNothing(span);
    }
    const bool gives_promise = Resolve(form_->symbol(form_->children(list)[0])).global == kDelayForce;
    return AddPromise(ExpandThunk(list, 1, "delayed"), gives_promise ? 2 : 0, span);
}

NodeId Expander::ExpandConsStream(DatumId list, bool)
{
    const source::Span span = form_->span(list);
    if (!CheckCount(list, 2, 2)) {
        return AddNothing(span);
    }
    const NodeId first = Expand(form_->children(list)[1], false);
    return AddGlobalCall("cons", span, {first, AddPromise(ExpandThunk(list, 2, "delayed"), 0, span)});
}

NodeId Expander::ExpandParameterize(DatumId list, bool tail)
{
    static const support::Symbol kConvert = support::Intern("convert");
    const source::Span span = form_->span(list);
    if (!CheckCount(list, 2, SIZE_MAX)) {
        return AddNothing(span);
    }
    const DatumId pairs = form_->children(list)[1];
    const auto is_list = [&](DatumId datum) {
        const DatumKind kind = form_->kind(datum);
        return (kind == DatumKind::List || kind == DatumKind::Bracket) && !form_->tail(datum).valid();
    };
    if (!is_list(pairs)) {
        return Malformed(pairs, "parameterize", "expected ((parameter value) ...)");
    }
    std::vector<BindingId> bindings;
    std::vector<NodeId> values;
    for (const DatumId pair : form_->children(pairs)) {
        if (!is_list(pair) || form_->children(pair).size() != 2) {
            return Malformed(pair, "parameterize", "expected (parameter value)");
        }
        const source::Span place = form_->span(pair);
        const BindingId parameter = NewTemp("parameter", place), value = NewTemp("value", place);
        const NodeId procedure = Expand(form_->children(pair)[0], false);
        const NodeId given = Expand(form_->children(pair)[1], false);
        bindings.push_back(parameter);
        values.push_back(procedure);
        bindings.push_back(value);
        values.push_back(AddLocalCall(parameter, place,
                                      {AddLiteral(LiteralKind::Symbol, place, kConvert.index()), given}, false));
    }
    if (bindings.empty()) {
        return ExpandBody(list, 2, tail);
    }
    const NodeId body = ExpandThunk(list, 2, "parameterized");
    NodeId call;
    if (bindings.size() == 2) {
        call = AddGlobalCall("%with-parameter", span, {AddRef(bindings[0], span), AddRef(bindings[1], span), body});
    } else {
        NodeId parameters = AddLiteral(LiteralKind::Nil, span), given = AddLiteral(LiteralKind::Nil, span);
        for (size_t i = bindings.size(); i > 0; i -= 2) {
            parameters = AddGlobalCall("cons", span, {AddRef(bindings[i - 2], span), parameters});
            given = AddGlobalCall("cons", span, {AddRef(bindings[i - 1], span), given});
        }
        call = AddGlobalCall("%with-parameters", span, {parameters, given, body});
    }
    // One after the other: a conversion calls the parameter that is bound before it.
    for (size_t i = bindings.size(); i-- > 0;) {
        call = AddLet(NodeKind::Let, span, {bindings[i]}, {values[i]}, call);
    }
    return call;
}

}  // namespace omni::ast
