// Continuations that go outwards, for as long as what they leave has not ended:
//
//   (call/cc (lambda (k) body ...))     (let ((exit (box nothing)))
//   (let/cc k body ...)                   (let ((k (lambda (value) (%exit-to exit value))))
//                                           (%call-with-exit (lambda () body ...) exit)))
//
// What k is given goes through the box. So it is stored like anything else, lives where the value of the form lives,
// and is no copy. Where k is called in tail positions of the body only, its argument is the value of the body:
//
//   (call/cc (lambda (k) (if a (k 1) (k 2))))        ((lambda () (if a 1 2)))
#include <algorithm>

#include "ast/expander.h"

namespace omni::ast {

using syntax::DatumId;
using syntax::DatumKind;

bool Expander::IsCallWithExit(DatumId list) const
{
    static const support::Symbol kNames[] = {
        support::Intern("call/cc"), support::Intern("call-with-current-continuation"), support::Intern("call/ec"),
        support::Intern("call-with-escape-continuation")};
    return form_->children(list).size() == 2 &&
           std::any_of(std::begin(kNames), std::end(kNames),
                       [&](support::Symbol name) { return IsLibraryCall(list, name); });
}

NodeId Expander::ExpandCallWithExit(DatumId list, bool tail)
{
    const DatumId receiver = form_->children(list)[1];
    const source::Span span = form_->span(list);
    if (IsLambda(receiver)) {
        const Signature signature = ParseLambda(*form_, receiver);
        if (signature.error.ok() && !signature.has_rest && signature.params.size() == 1) {
            return AddCallWithExit(span, signature.params[0], tail, [&](BindingId) {
                return ExpandBody(signature.list, signature.body_begin, true);
            });
        }
    }
    const NodeId value = Expand(receiver, false);
    const BindingId temp = NewTemp("receiver", form_->span(receiver));
    ParamSpec name;
    name.name = support::Intern("k");
    name.span = span;
    const NodeId call = AddCallWithExit(span, name, tail, [&](BindingId k) {
        return AddLocalCall(temp, span, {AddRef(k, span)}, true);
    });
    return AddLet(NodeKind::Let, span, {temp}, {value}, call);
}

/// (let/cc k body ...)
NodeId Expander::ExpandLetExit(DatumId list, bool tail)
{
    const source::Span span = form_->span(list);
    if (!CheckCount(list, 2, SIZE_MAX)) {
        return AddNothing(span);
    }
    ParamSpec name;
    const DatumId k = form_->children(list)[1];
    if (!ParseParam(*form_, k, name)) {
        return Malformed(k, HeadText(list), "expected a name for the continuation");
    }
    return AddCallWithExit(span, name, tail, [&](BindingId) { return ExpandBody(list, 2, true); });
}

NodeId Expander::AddCallWithExit(source::Span span, const ParamSpec& name, bool tail,
                                 const std::function<NodeId(BindingId)>& expand_body)
{
    const LambdaId outer = lambda_;
    const BindingId outer_recur = recur_target_;
    const BindingId exit = NewTemp("exit", name.span);
    const BindingId k = NewBinding(name.name, name.span);
    const LambdaId body = ReserveLambda(support::Intern("body"), span, {});
    lambda_ = body;
    recur_target_ = {};
    EnterScope();
    Bind(k);
    const NodeId value = expand_body(k);
    LeaveScope();
    unit_.lambdas[body].body = value;
    lambda_ = outer;
    recur_target_ = outer_recur;
    const NodeId procedure = AddLambda(body);
    if (IsCalledInTailOnly(k, body)) {
        ReplaceByArgument(k);
        const BindingId called = NewTemp("body", span);
        unit_.bindings[called].lambda = body;
        const NodeId call = AddLocalCall(called, span, {}, tail);
        return AddLet(NodeKind::Let, span, {called}, {procedure}, call);
    }
    const NodeId leave = AddExitFunction(exit, k);
    const NodeId box = AddGlobalCall("box", span, {AddNothing(span)});
    const NodeId call = AddGlobalCall("%call-with-exit", span, {procedure, AddRef(exit, span)});
    const NodeId with_k = AddLet(NodeKind::Let, span, {k}, {leave}, call);
    return AddLet(NodeKind::Let, span, {exit}, {box}, with_k);
}

/// Is every mention of `k` a call with one argument whose value would be that of `body`? Lambdas that are only called,
/// and in such places, hand on what they give.
bool Expander::IsCalledInTailOnly(BindingId k, LambdaId body) const
{
    std::vector<bool> hands_on(unit_.lambdas.size(), false);
    for (size_t i = body.index() + 1; i < hands_on.size(); ++i) {
        const BindingId binding = unit_.lambdas[LambdaId(i)].binding;
        hands_on[i] = binding.valid() && !unit_.bindings[binding].assigned &&
                      unit_.bindings[binding].lambda == LambdaId(i);
    }
    hands_on[body.index()] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (const Ref& ref : unit_.refs) {
            const LambdaId called = unit_.bindings[ref.binding].lambda;
            if (!called.valid() || called.index() <= body.index() || !hands_on[called.index()]) {
                continue;
            }
            if (!ref.is_call || !ref.tail || ref.in.index() < body.index() || !hands_on[ref.in.index()]) {
                hands_on[called.index()] = false;
                changed = true;
            }
        }
    }
    return std::all_of(unit_.refs.begin(), unit_.refs.end(), [&](const Ref& ref) {
        return ref.binding != k || (ref.is_call && ref.tail && ref.arg_count == 1 && hands_on[ref.in.index()]);
    });
}

/// Each call of `k` becomes what it is given.
void Expander::ReplaceByArgument(BindingId k)
{
    for (const Ref& ref : unit_.refs) {
        if (ref.binding == k) {
            Node& call = unit_.nodes[ref.node];
            call.kind = NodeKind::Seq;
            call.tail = false;
            ++call.first_kid;
            call.kid_count = 1;
        }
    }
    const auto is_of_k = [&](const Ref& ref) { return ref.binding == k; };
    unit_.refs.erase(std::remove_if(unit_.refs.begin(), unit_.refs.end(), is_of_k), unit_.refs.end());
}

/// The procedure that leaves through `exit`. It takes one value where all calls of it are seen, otherwise perhaps none
/// (as a continuation does whose value nobody wants), and any number where the file has forms that take several.
NodeId Expander::AddExitFunction(BindingId exit, BindingId k)
{
    const source::Span span = unit_.bindings[k].span;
    bool is_known = true, takes_several = false;
    for (const Ref& ref : unit_.refs) {
        if (ref.binding == k) {
            is_known = is_known && ref.is_call && ref.arg_count == 1;
            takes_several = takes_several || (ref.is_call && ref.arg_count > 1);
        }
    }
    takes_several = takes_several || (!is_known && top_.takes_values);
    const LambdaId outer = lambda_;
    const LambdaId id = ReserveLambda(unit_.bindings[k].name, span, {});
    lambda_ = id;
    const BindingId given = NewTemp(takes_several ? "values" : "value", span);
    unit_.lambdas[id].params = {given};
    unit_.lambdas[id].has_rest = takes_several;
    unit_.lambdas[id].optional_count = !is_known && !takes_several ? 1 : 0;
    NodeId value = AddRef(given, span);
    if (takes_several) {
        value = AddGlobalCall("%list->values", span, {value});
    } else if (!is_known) {
        const NodeId is_absent = AddGlobalCall("%absent?", span, {AddRef(given, span)});
        value = Add(NodeKind::If, span, std::vector<NodeId>{is_absent, AddNothing(span), value});
    }
    unit_.lambdas[id].body = AddGlobalCall("%exit-to", span, {AddRef(exit, span), value});
    lambda_ = outer;
    return AddLambda(id);
}

}  // namespace omni::ast
