// Several values: let-values, receive, define-values, call-with-values.
#include "ast/expander.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

bool Expander::ReportFormals(const Signature& formals, DatumId list)
{
    if (!formals.error.ok()) {
        ReportShape(formals.error, list);
        return false;
    }
    for (size_t i = 1; i < formals.params.size() && formals.params.size() < 64; ++i) {
        for (size_t j = 0; j < i; ++j) {
            if (formals.params[i].name == formals.params[j].name) {
                sink_.Report(DiagKind::DuplicateBinding, formals.params[i].span, formals.params[i].name, HeadText(list))
                    .Note(formals.params[j].span, "first bound here");
                return false;
            }
        }
    }
    return true;
}

std::vector<BindingId> Expander::NewValueBindings(const Signature& formals)
{
    std::vector<BindingId> bindings;
    for (const ParamSpec& param : formals.params) {
        bindings.push_back(NewBinding(param));
    }
    return bindings;
}

NodeId Expander::AddBindValues(source::Span span, const std::vector<BindingId>& bindings, bool has_rest,
                               NodeId producer)
{
    const NodeId kids[] = {producer};
    const NodeId node = Add(NodeKind::BindValues, span, kids, bindings.size() * 2 + (has_rest ? 1 : 0));
    unit_.nodes[node].first_binding = static_cast<uint32_t>(unit_.binding_lists.size());
    unit_.binding_lists.insert(unit_.binding_lists.end(), bindings.begin(), bindings.end());
    return node;
}

/// (let-values (((a b) expression) ...) body ...). The names of let-values are bound behind all expressions, those of
/// let*-values at once.
NodeId Expander::ExpandLetValues(DatumId list, bool tail)
{
    static const support::Symbol kSequential = support::Intern("let*-values");
    const source::Span span = form_->span(list);
    if (!CheckCount(list, 2, SIZE_MAX)) {
        return AddNothing(span);
    }
    const bool sequential = form_->symbol(form_->children(list)[0]).spelled() == kSequential;
    const DatumId clauses = form_->children(list)[1];
    if (form_->kind(clauses) != DatumKind::List && form_->kind(clauses) != DatumKind::Bracket) {
        return Malformed(clauses, HeadText(list), "expected a binding list");
    }
    std::vector<NodeId> values;
    std::vector<BindingId> to_bind;
    const size_t count = form_->children(clauses).size();
    bool ok = true;
    EnterScope();
    for (size_t i = 0; i < count; ++i) {
        const DatumId clause = form_->children(clauses)[i];
        const DatumKind kind = form_->kind(clause);
        if ((kind != DatumKind::List && kind != DatumKind::Bracket) || form_->children(clause).size() != 2) {
            Malformed(clause, HeadText(list), "a binding is ((name ...) expression)");
            ok = false;
            continue;
        }
        const DatumId names = form_->children(clause)[0];
        const Signature formals = ParseFormals(*form_, names);
        const NodeId producer = Expand(form_->children(clause)[1], false);
        if (!ReportFormals(formals, list)) {
            ok = false;
            continue;
        }
        const std::vector<BindingId> bindings = NewValueBindings(formals);
        values.push_back(AddBindValues(form_->span(clause), bindings, formals.has_rest, producer));
        AddTrivia(clause, values.back());
        for (BindingId binding : bindings) {
            for (BindingId other : to_bind) {
                if (ok && !sequential && keys_[other.index()] == keys_[binding.index()]) {
                    sink_.Report(DiagKind::DuplicateBinding, unit_.bindings[binding].span,
                                 unit_.bindings[binding].name, HeadText(list))
                        .Note(unit_.bindings[other].span, "first bound here");
                    ok = false;
                }
            }
        }
        to_bind.insert(to_bind.end(), bindings.begin(), bindings.end());
        if (sequential) {
            for (BindingId binding : bindings) {
                Bind(binding);
            }
        }
    }
    for (BindingId binding : sequential ? std::vector<BindingId>() : to_bind) {
        Bind(binding);
    }
    const NodeId body = ExpandBody(list, 2, tail);
    LeaveScope();
    return values.empty() ? body
                          : AddLet(NodeKind::Let, span, std::vector<BindingId>(values.size()), values, body);
}

/// (receive formals expression body ...), SRFI 8.
NodeId Expander::ExpandReceive(DatumId list, bool tail)
{
    const source::Span span = form_->span(list);
    if (!CheckCount(list, 3, SIZE_MAX)) {
        return AddNothing(span);
    }
    const Signature formals = ParseFormals(*form_, form_->children(list)[1]);
    const NodeId producer = Expand(form_->children(list)[2], false);
    if (!ReportFormals(formals, list)) {
        return AddNothing(span);
    }
    EnterScope();
    const std::vector<BindingId> bindings = NewValueBindings(formals);
    for (BindingId binding : bindings) {
        Bind(binding);
    }
    const NodeId value = AddBindValues(span, bindings, formals.has_rest, producer);
    const NodeId body = ExpandBody(list, 3, tail);
    LeaveScope();
    return AddLet(NodeKind::Let, span, {BindingId()}, {value}, body);
}

bool Expander::IsLibraryCall(DatumId list, support::Symbol name) const
{
    return form_->kind(list) == DatumKind::List && !form_->children(list).empty() && !form_->tail(list).valid() &&
           IsForm(list, name);
}

/// What `producer`, called without arguments, gives: the body of a lambda expression stands in place.
NodeId Expander::ExpandProducer(DatumId producer)
{
    const source::Span span = form_->span(producer);
    if (IsLambda(producer)) {
        const Signature signature = ParseLambda(*form_, producer);
        if (signature.error.ok() && signature.params.empty()) {
            return ExpandBody(signature.list, signature.body_begin, false);
        }
    }
    if (form_->kind(producer) == DatumKind::Symbol) {
        const BindingId callee = Lookup(form_->symbol(producer));
        if (callee.valid()) {
            return AddLocalCall(callee, span, {}, false);
        }
    }
    const NodeId kids[] = {Expand(producer, false)};
    return Add(NodeKind::Call, span, kids);
}

/// (call-with-values producer consumer) where the number of values is known: from the consumer, which is a lambda
/// expression or a function of the program, or from the producer, which is (lambda () (values ...)). Otherwise the
/// library's function of that name does it.
NodeId Expander::ExpandCallWithValues(DatumId list, bool tail)
{
    const source::Span span = form_->span(list);
    const DatumId producer = form_->children(list)[1];
    const DatumId consumer = form_->children(list)[2];
    if (IsLambda(consumer)) {
        const Signature formals = ParseLambda(*form_, consumer);
        if (!formals.error.ok()) {
            ReportShape(formals.error, consumer);
            return AddNothing(span);
        }
        const NodeId value = ExpandProducer(producer);
        if (!ReportFormals(formals, consumer)) {
            return AddNothing(span);
        }
        EnterScope();
        const std::vector<BindingId> bindings = NewValueBindings(formals);
        for (BindingId binding : bindings) {
            Bind(binding);
        }
        const NodeId bind = AddBindValues(form_->span(consumer), bindings, formals.has_rest, value);
        const NodeId body = ExpandBody(formals.list, formals.body_begin, tail);
        LeaveScope();
        return AddLet(NodeKind::Let, span, {BindingId()}, {bind}, body);
    }
    const bool named = form_->kind(consumer) == DatumKind::Symbol;
    const BindingId local = named ? Lookup(form_->symbol(consumer)) : BindingId();
    size_t count = SIZE_MAX;
    if (IsLambda(producer)) {
        const Signature signature = ParseLambda(*form_, producer);
        const auto body = form_->children(producer);
        if (signature.error.ok() && signature.params.empty() && body.size() == signature.body_begin + 1 &&
            IsLibraryCall(body.back(), W().values)) {
            std::vector<NodeId> kids{named && local.valid() ? NodeId() : Expand(consumer, false)};
            for (size_t i = 1; i < form_->children(body.back()).size(); ++i) {
                kids.push_back(Expand(form_->children(body.back())[i], false));
            }
            if (local.valid()) {
                return AddLocalCall(local, span, {kids.begin() + 1, kids.end()}, tail);
            }
            const NodeId call = Add(NodeKind::Call, span, kids);
            unit_.nodes[call].tail = tail;
            return call;
        }
    }
    if (named && !local.valid()) {
        const TopItem* item = GlobalItem(form_->symbol(consumer));
        count = item != nullptr && item->kind == ItemKind::Function && !item->has_rest ? item->min_args : SIZE_MAX;
    }
    if (count == SIZE_MAX) {
        return ExpandPlainCall(list, tail);
    }
    const NodeId value = ExpandProducer(producer);
    std::vector<BindingId> bindings;
    std::vector<NodeId> kids{Expand(consumer, false)};
    for (size_t i = 0; i < count; ++i) {
        bindings.push_back(NewTemp("value", form_->span(producer)));
        kids.push_back(AddRef(bindings.back(), form_->span(producer)));
    }
    const NodeId bind = AddBindValues(span, bindings, false, value);
    const NodeId call = Add(NodeKind::Call, span, kids);
    unit_.nodes[call].tail = tail;
    return AddLet(NodeKind::Let, span, {BindingId()}, {bind}, call);
}

NodeId Expander::ExpandTopValues(const TopItem& item)
{
    const source::Span span = form_->span(item.datum);
    const auto parts = form_->children(item.datum);
    const Signature formals = ParseFormals(*form_, parts[1]);
    const NodeId producer = Expand(parts[2], false);
    std::vector<BindingId> bindings;
    std::vector<NodeId> stores;
    for (const ParamSpec& param : formals.params) {
        bindings.push_back(NewBinding(param));
        unit_.bindings[bindings.back()].is_temp = true;
        const NodeId value[] = {AddRef(bindings.back(), param.span)};
        stores.push_back(Add(NodeKind::SetGlobal, param.span, value, top_.ItemName(param.name).index()));
    }
    stores.push_back(AddNothing(span));
    const NodeId bind = AddBindValues(span, bindings, formals.has_rest, producer);
    return AddLet(NodeKind::Let, span, {BindingId()}, {bind}, AddSeq(span, stores));
}

}  // namespace omni::ast
