// (guard (e clause ...) body ...): the body becomes a function of its own, which is called so that what it raises comes
// back as a mark in the place of its result:
//
//   (let ((outcome (%try (lambda () body ...))))
//     (if (%raised? outcome)
//         (let ((e (%caught))) (cond clause ... (else (raise e))))
//         outcome))
#include "ast/expander.h"

namespace omni::ast {

using syntax::DatumId;
using syntax::DatumKind;

NodeId Expander::ExpandGuard(DatumId list, bool tail)
{
    if (!CheckCount(list, 2, SIZE_MAX)) {
        return AddNothing(form_->span(list));
    }
    const source::Span span = form_->span(list);
    const DatumId clauses = form_->children(list)[1];
    const DatumKind kind = form_->kind(clauses);
    ParamSpec name;
    if ((kind != DatumKind::List && kind != DatumKind::Bracket) || form_->children(clauses).empty() ||
        !ParseParam(*form_, form_->children(clauses)[0], name) || name.type.valid()) {
        return Malformed(clauses, "guard", "expected (guard (name clause ...) body ...)");
    }
    static const support::Symbol kGuarded = support::Intern("guarded");
    Signature signature;
    signature.list = list;
    signature.body_begin = 2;
    const LambdaId body = ReserveLambda(kGuarded, span, {});
    unit_.lambdas[body].is_guarded = true;
    const NodeId outcome_value = AddGlobalCall("%try", span, {ExpandFunction(signature, body)});
    const BindingId outcome = NewTemp("outcome", span);

    const source::Span name_span = form_->span(form_->children(clauses)[0]);
    const NodeId caught = AddGlobalCall("%caught", name_span, {});
    EnterScope();
    const Raised raised{NewBinding(name.name, name_span), span};
    Bind(raised.value);
    const NodeId handler = ExpandCondClause(clauses, 1, tail, &raised);
    LeaveScope();
    const NodeId handled = AddLet(NodeKind::Let, span, {raised.value}, {caught}, handler);
    const NodeId test = AddGlobalCall("%raised?", span, {AddRef(outcome, span)});
    const NodeId choice =
        Add(NodeKind::If, span, std::vector<NodeId>{test, handled, AddRef(outcome, span)});
    return AddLet(NodeKind::Let, span, {outcome}, {outcome_value}, choice);
}

}  // namespace omni::ast
