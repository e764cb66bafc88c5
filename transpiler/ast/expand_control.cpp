// Conditionals, sequences, loops, assertions.
#include "ast/expander.h"
#include "ast/cond_expand.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

NodeId Expander::ExpandIf(DatumId list, bool tail)
{
    if (!CheckCount(list, 2, 3)) {
        return AddNothing(form_->span(list));
    }
    std::vector<NodeId> kids{Expand(form_->children(list)[1], false), Expand(form_->children(list)[2], tail)};
    if (form_->children(list).size() == 4) {
        kids.push_back(Expand(form_->children(list)[3], tail));
    }
    return Add(NodeKind::If, form_->span(list), kids);
}

NodeId Expander::ExpandCond(DatumId list, bool tail) { return ExpandCondClause(list, 1, tail); }

NodeId Expander::ExpandCondClause(DatumId list, size_t index, bool tail, const Raised* raised)
{
    if (index >= form_->children(list).size()) {
        return raised != nullptr ? AddGlobalCall("raise", raised->guard, {AddRef(raised->value, raised->guard)})
                                 : AddNothing(form_->span(list));
    }
    const DatumId clause = form_->children(list)[index];
    const source::Span span = form_->span(clause);
    const DatumKind kind = form_->kind(clause);
    const std::string_view form_name = raised != nullptr ? "guard" : "cond";
    if ((kind != DatumKind::List && kind != DatumKind::Bracket) || form_->children(clause).empty()) {
        return Malformed(clause, form_name, "a clause is (test body ...)");
    }
    const size_t parts = form_->children(clause).size();
    if (IsWord(form_->children(clause)[0], W().else_)) {
        if (index + 1 < form_->children(list).size()) {
            Malformed(form_->children(list)[index + 1], form_name, "nothing can follow the `else` clause");
        }
        const NodeId body = ExpandBody(clause, 1, tail);
        AddTrivia(clause, body);
        return body;
    }
    const NodeId test = Expand(form_->children(clause)[0], false);
    AddTrivia(clause, test);
    if (parts == 1) {
        const NodeId rest = ExpandCondClause(list, index + 1, tail, raised);
        return Add(NodeKind::Or, span, std::vector<NodeId>{test, rest});
    }
    if (IsWord(form_->children(clause)[1], W().arrow)) {
        if (parts != 3) {
            return Malformed(clause, form_name, "`=>` takes one function");
        }
        const BindingId value = NewTemp("found", span);
        const NodeId condition = AddRef(value, span);
        const NodeId call = ExpandReceiver(form_->children(clause)[2], span, value, tail);
        const NodeId rest = ExpandCondClause(list, index + 1, tail, raised);
        const NodeId choice = Add(NodeKind::If, span, std::vector<NodeId>{condition, call, rest});
        return AddLet(NodeKind::Let, span, {value}, {test}, choice);
    }
    const NodeId body = ExpandBody(clause, 1, tail);
    const NodeId rest = ExpandCondClause(list, index + 1, tail, raised);
    return Add(NodeKind::If, span, std::vector<NodeId>{test, body, rest});
}

/// `=> receiver`: a call of what it gives. A name is called as anywhere else, so that it may be a loop that goes on.
NodeId Expander::ExpandReceiver(DatumId receiver, source::Span span, BindingId argument, bool tail)
{
    if (form_->kind(receiver) == DatumKind::Symbol) {
        const BindingId callee =
            IsOwnClause(form_->symbol(receiver), 1) ? BindingId(0) : Lookup(form_->symbol(receiver));
        if (callee.valid()) {
            return AddLocalCall(callee, span, {AddRef(argument, span)}, tail);
        }
    }
    const NodeId function = Expand(receiver, false);
    const NodeId call = Add(NodeKind::Call, span, std::vector<NodeId>{function, AddRef(argument, span)});
    unit_.nodes[call].tail = tail;
    return call;
}

NodeId Expander::ExpandCase(DatumId list, bool tail)
{
    if (!CheckCount(list, 1, SIZE_MAX)) {
        return AddNothing(form_->span(list));
    }
    const NodeId value = Expand(form_->children(list)[1], false);
    const BindingId key = NewTemp("key", form_->span(form_->children(list)[1]));
    const NodeId body = ExpandCaseClause(list, 2, key, tail);
    return AddLet(NodeKind::Let, form_->span(list), {key}, {value}, body);
}

NodeId Expander::ExpandCaseClause(DatumId list, size_t index, BindingId key, bool tail)
{
    if (index >= form_->children(list).size()) {
        return AddNothing(form_->span(list));
    }
    const DatumId clause = form_->children(list)[index];
    const source::Span span = form_->span(clause);
    const DatumKind kind = form_->kind(clause);
    if ((kind != DatumKind::List && kind != DatumKind::Bracket) || form_->children(clause).size() < 2) {
        return Malformed(clause, "case", "a clause is ((datum ...) body ...)");
    }
    const auto expand_body = [&] {
        NodeId body;
        if (IsWord(form_->children(clause)[1], W().arrow) && form_->children(clause).size() == 3) {
            body = ExpandReceiver(form_->children(clause)[2], span, key, tail);
        } else {
            body = ExpandBody(clause, 1, tail);
        }
        AddTrivia(clause, body);
        return body;
    };
    if (IsWord(form_->children(clause)[0], W().else_)) {
        if (index + 1 < form_->children(list).size()) {
            Malformed(form_->children(list)[index + 1], "case", "nothing can follow the `else` clause");
        }
        return expand_body();
    }
    const DatumId data = form_->children(clause)[0];
    if (form_->kind(data) != DatumKind::List && form_->kind(data) != DatumKind::Bracket) {
        return Malformed(data, "case", "expected a list of data");
    }
    std::vector<NodeId> tests;
    for (size_t i = 0; i < form_->children(data).size(); ++i) {
        const DatumId datum = form_->children(data)[i];
        const source::Span datum_span = form_->span(datum);
        tests.push_back(AddGlobalCall("eqv?", datum_span, {AddRef(key, datum_span), Quoted(datum)}));
        if (form_->is_bool_word(datum)) {   // the name, and what it means as an expression
            tests.push_back(AddGlobalCall("eqv?", datum_span, {AddRef(key, datum_span), Expand(datum, false)}));
        }
    }
    const NodeId body = expand_body();
    const NodeId rest = ExpandCaseClause(list, index + 1, key, tail);
    NodeId test;
    if (tests.empty()) {
        test = AddLiteral(LiteralKind::Bool, span, 0);
    } else {
        test = tests.size() == 1 ? tests[0] : Add(NodeKind::Or, form_->span(data), tests);
    }
    return Add(NodeKind::If, span, std::vector<NodeId>{test, body, rest});
}

/// `when` and `unless`.
NodeId Expander::ExpandWhen(DatumId list, bool tail)
{
    if (!CheckCount(list, 2, SIZE_MAX)) {
        return AddNothing(form_->span(list));
    }
    const source::Span span = form_->span(list);
    const NodeId test = Expand(form_->children(list)[1], false);
    const NodeId body = ExpandBody(list, 2, tail);
    if (form_->is_symbol(form_->children(list)[0], W().unless_)) {
        return Add(NodeKind::If, span, std::vector<NodeId>{test, AddNothing(span), body});
    }
    return Add(NodeKind::If, span, std::vector<NodeId>{test, body});
}

NodeId Expander::ExpandAndOr(DatumId list, bool tail)
{
    const bool is_or = form_->is_symbol(form_->children(list)[0], W().or_);
    const size_t count = form_->children(list).size();
    std::vector<NodeId> kids;
    for (size_t i = 1; i < count; ++i) {
        kids.push_back(Expand(form_->children(list)[i], tail && i + 1 == count));
    }
    if (kids.empty()) {
        return AddLiteral(LiteralKind::Bool, form_->span(list), is_or ? 0 : 1);
    }
    return kids.size() == 1 ? kids[0] : Add(is_or ? NodeKind::Or : NodeKind::And, form_->span(list), kids);
}

/// A macro may well expand to `(begin)`.
NodeId Expander::ExpandSequence(DatumId list, bool tail)
{
    const bool is_empty = form_->is_synthesised(list) && form_->children(list).size() == 1;
    return is_empty ? AddNothing(form_->span(list)) : ExpandBody(list, 1, tail);
}

NodeId Expander::ExpandCondExpand(DatumId list, bool tail)
{
    const DatumId chosen = SelectFeatures(*form_, list, sink_);
    return chosen.valid() ? ExpandSequence(chosen, tail) : AddNothing(form_->span(list));
}

/// `do` with a binding list is Scheme's loop, otherwise a sequence.
NodeId Expander::ExpandDo(DatumId list, bool tail)
{
    const auto children = form_->children(list);
    const auto is_binding_list = [&](DatumId datum) {
        if (form_->kind(datum) != DatumKind::List) {
            return false;
        }
        for (DatumId clause : form_->children(datum)) {
            const DatumKind kind = form_->kind(clause);
            if ((kind != DatumKind::List && kind != DatumKind::Bracket) || form_->children(clause).size() < 2 ||
                form_->kind(form_->children(clause)[0]) != DatumKind::Symbol) {
                return false;
            }
        }
        return true;
    };
    if (children.size() >= 3 && is_binding_list(children[1]) &&
        (form_->kind(children[2]) == DatumKind::List || form_->kind(children[2]) == DatumKind::Bracket) &&
        !form_->children(children[2]).empty()) {
        return ExpandDoLoop(list, tail);
    }
    return ExpandBody(list, 1, tail);
}

/// (do ((var init step) ...) (test result ...) body ...)
NodeId Expander::ExpandDoLoop(DatumId list, bool tail)
{
    const source::Span span = form_->span(list);
    const DatumId clauses = form_->children(list)[1];
    const DatumId exit = form_->children(list)[2];
    const size_t count = form_->children(clauses).size();
    std::vector<NodeId> inits;
    for (size_t i = 0; i < count; ++i) {
        const DatumId clause = form_->children(clauses)[i];
        if (form_->children(clause).size() > 3) {
            return Malformed(clause, "do", "a clause is (name init step)");
        }
        inits.push_back(Expand(form_->children(clause)[1], false));
        AddTrivia(clause, inits.back());
    }
    const BindingId loop = BeginLoop(support::Intern("do"), span);
    std::vector<BindingId> params;
    for (size_t i = 0; i < count; ++i) {
        const DatumId name = form_->children(form_->children(clauses)[i])[0];
        params.push_back(LoopParam(loop, {form_->symbol(name), form_->span(name), {}}));
    }
    const NodeId test = Expand(form_->children(exit)[0], false);
    AddTrivia(exit, test);
    const NodeId result = form_->children(exit).size() > 1 ? ExpandBody(exit, 1, true) : AddNothing(span);
    std::vector<NodeId> parts;
    for (size_t i = 3; i < form_->children(list).size(); ++i) {
        parts.push_back(Expand(form_->children(list)[i], false));
    }
    std::vector<NodeId> steps;
    for (size_t i = 0; i < count; ++i) {
        const DatumId clause = form_->children(clauses)[i];
        const bool has_step = form_->children(clause).size() == 3;
        steps.push_back(has_step ? Expand(form_->children(clause)[2], false)
                                 : AddRef(params[i], form_->span(form_->children(clause)[0])));
    }
    parts.push_back(AddLocalCall(loop, span, steps, true));
    const NodeId body = Add(NodeKind::If, span, std::vector<NodeId>{test, result, AddSeq(span, parts)});
    return FinishLoop(loop, span, body, inits, tail);
}

NodeId Expander::ExpandWhile(DatumId list, bool)
{
    if (!CheckCount(list, 1, SIZE_MAX)) {
        return AddNothing(form_->span(list));
    }
    const source::Span span = form_->span(list);
    const NodeId test = Expand(form_->children(list)[1], false);
    const NodeId body = form_->children(list).size() > 2 ? ExpandBody(list, 2, false) : AddNothing(span);
    return Add(NodeKind::While, span, std::vector<NodeId>{test, body});
}

/// (for [i from to] body ...) counts up to but not including `to`; (for [x list] body ...) takes each element.
NodeId Expander::ExpandFor(DatumId list, bool tail)
{
    if (!CheckCount(list, 1, SIZE_MAX)) {
        return AddNothing(form_->span(list));
    }
    const DatumId clause = form_->children(list)[1];
    const DatumKind kind = form_->kind(clause);
    const size_t parts = kind == DatumKind::Bracket || kind == DatumKind::List ? form_->children(clause).size() : 0;
    const DatumId element = parts > 0 ? form_->children(clause)[0] : DatumId();
    ParamSpec param;
    const bool is_name = parts > 0 && ParseParam(*form_, element, param);
    const bool is_pattern = parts == 2 && !is_name && form_->kind(element) == DatumKind::Bracket;
    if (parts < 2 || parts > 3 || (!is_name && !is_pattern)) {
        return Malformed(clause, "for", "expected [name list], [[a b] list] or [name from to]");
    }
    return parts == 3 ? ExpandForRange(list, param, tail) : ExpandForEach(list, param, tail);
}

NodeId Expander::ExpandForRange(DatumId list, const ParamSpec& param, bool tail)
{
    const source::Span span = form_->span(list);
    const DatumId clause = form_->children(list)[1];
    const NodeId from = Expand(form_->children(clause)[1], false);
    const NodeId to = Expand(form_->children(clause)[2], false);
    const source::Span to_span = form_->span(form_->children(clause)[2]);
    const BindingId limit = NewTemp("limit", to_span);
    const BindingId loop = BeginLoop(support::Intern("for"), span);
    const BindingId counter = LoopParam(loop, param);
    const NodeId test = AddGlobalCall("<", span, {AddRef(counter, param.span), AddRef(limit, to_span)});
    std::vector<NodeId> parts;
    for (size_t i = 2; i < form_->children(list).size(); ++i) {
        parts.push_back(Expand(form_->children(list)[i], false));
    }
    const NodeId one = AddLiteral(LiteralKind::Int, span, 1);
    const NodeId next = AddGlobalCall("+", span, {AddRef(counter, param.span), one});
    parts.push_back(AddLocalCall(loop, span, {next}, true));
    const NodeId body = Add(NodeKind::If, span, std::vector<NodeId>{test, AddSeq(span, parts)});
    const NodeId whole = FinishLoop(loop, span, body, {from}, tail);
    return AddLet(NodeKind::Let, span, {limit}, {to}, whole);
}

/// (for [x items] body ...) over a list, a vector, a string, bytes or the keys of a dict; (for [[a b] items] body ...) takes
/// each item apart, and a dict is then a list of (key value).
NodeId Expander::ExpandForEach(DatumId list, const ParamSpec& param, bool tail)
{
    const source::Span span = form_->span(list);
    const DatumId clause = form_->children(list)[1];
    const DatumId pattern = param.span.valid() ? DatumId() : form_->children(clause)[0];
    const NodeId given = Expand(form_->children(clause)[1], false);
    const source::Span rest_span = form_->span(form_->children(clause)[1]);
    std::vector<BindingId> outer;
    std::vector<NodeId> outer_values;
    NodeId over = given;
    if (pattern.valid()) {
        const BindingId entries = NewTemp("entries", rest_span);
        outer.push_back(entries);
        outer_values.push_back(given);
        const NodeId test = AddGlobalCall("dict?", rest_span, {AddRef(entries, rest_span)});
        const NodeId made = AddGlobalCall("dict-entries", rest_span, {AddRef(entries, rest_span)});
        over = Add(NodeKind::If, rest_span, std::vector<NodeId>{test, made, AddRef(entries, rest_span)});
    }
    const BindingId items = NewTemp("items", rest_span);
    outer.push_back(items);
    outer_values.push_back(AddGlobalCall("%sequence", rest_span, {over}));

    const BindingId loop = BeginLoop(support::Intern("for"), span);
    const BindingId rest = LoopParam(loop, {support::Intern("rest"), rest_span, {}});
    const BindingId index = LoopParam(loop, {support::Intern("index"), rest_span, {}});
    unit_.bindings[rest].is_temp = true;
    unit_.bindings[index].is_temp = true;
    LeaveScope();   // these names are not for the body
    EnterScope();
    const NodeId test =
        AddGlobalCall("%sequence-done?", rest_span, {AddRef(rest, rest_span), AddRef(index, rest_span)});
    const NodeId head = AddGlobalCall("%sequence-item", rest_span, {AddRef(rest, rest_span), AddRef(index, rest_span)});
    std::vector<BindingId> bindings;
    std::vector<NodeId> values{head};
    if (pattern.valid()) {
        bindings.push_back(NewTemp("entry", form_->span(pattern)));
        ExpandPattern(pattern, bindings[0], bindings, values);
    } else {
        bindings.push_back(NewBinding(param));
    }
    for (BindingId binding : bindings) {
        if (!unit_.bindings[binding].is_temp) {
            Bind(binding);
        }
    }
    std::vector<NodeId> parts;
    for (size_t i = 2; i < form_->children(list).size(); ++i) {
        parts.push_back(Expand(form_->children(list)[i], false));
    }
    const NodeId next = AddGlobalCall("%sequence-rest", rest_span, {AddRef(rest, rest_span)});
    const NodeId next_index =
        AddGlobalCall("%sequence-next", rest_span, {AddRef(rest, rest_span), AddRef(index, rest_span)});
    parts.push_back(AddLocalCall(loop, span, {next, next_index}, true));
    const NodeId step = AddLet(NodeKind::Let, span, bindings, values, AddSeq(span, parts));
    const NodeId body = Add(NodeKind::If, span, std::vector<NodeId>{test, AddNothing(span), step});
    const NodeId before = AddLiteral(LiteralKind::Int, rest_span, static_cast<uint64_t>(int64_t{-1}));
    const NodeId first = AddGlobalCall("%sequence-next", rest_span, {AddRef(items, rest_span), before});
    const NodeId whole = FinishLoop(loop, span, body, {AddRef(items, rest_span), first}, tail);
    return AddLet(NodeKind::Let, span, outer, outer_values, whole);
}

/// (assert test) and (assert test message)
NodeId Expander::ExpandAssert(DatumId list, bool)
{
    if (!CheckCount(list, 1, 2)) {
        return AddNothing(form_->span(list));
    }
    std::vector<NodeId> kids{Expand(form_->children(list)[1], false)};
    if (form_->children(list).size() == 3) {
        kids.push_back(Expand(form_->children(list)[2], false));
    }
    return Add(NodeKind::Assert, form_->span(list), kids);
}

namespace {

/// A region of the source is called after its place.
uint64_t RegionName(source::Span span) { return uint64_t{span.file.index()} << 32 | span.begin; }

}  // namespace

NodeId Expander::ExpandRegionWish(DatumId list, bool)
{
    const source::Span span = form_->span(list);
    const DatumId head = form_->children(list)[0];
    if (form_->is_symbol(head, W().region_create)) {
        return CheckCount(list, 0, 0) ? Add(NodeKind::RegionWish, span, {}, RegionName(span)) : AddNothing(span);
    }
    if (!CheckCount(list, 1, 1)) {
        return AddNothing(span);
    }
    const NodeId region = Expand(form_->children(list)[1], false);   // its value is not needed
    const bool exits = form_->is_symbol(head, W().region_exit);
    if (unit_.nodes[region].kind == NodeKind::LocalRef) {
        const auto found = regions_.find(unit_.nodes[region].binding().index());
        if (found != regions_.end() && exits) {
            return found->second.is_split ? AddNothing(span) : Add(NodeKind::RegionEnd, span, {}, found->second.name);
        }
        if (found != regions_.end()) {
            found->second.is_split = true;
            const NodeId rest = AddNothing(span);
            split_[rest.index()] = found->second.name;
            return rest;
        }
    }
    sink_.Report(DiagKind::RegionWish, span, HeadText(list));
    return exits ? AddNothing(span) : Add(NodeKind::RegionWish, span, {}, RegionName(span));
}

/// (with-region r body ...): in tail position nothing follows that could use what dies.
NodeId Expander::ExpandWithRegion(DatumId list, bool tail)
{
    const source::Span span = form_->span(list);
    if (!CheckCount(list, 2, SIZE_MAX)) {
        return AddNothing(span);
    }
    const DatumId name = form_->children(list)[1];
    if (form_->kind(name) != syntax::DatumKind::Symbol) {
        Malformed(name, "with-region", "the name of the region comes first");
        return AddNothing(span);
    }
    EnterScope();
    const BindingId region = NewBinding(form_->symbol(name), form_->span(name), type::kAny);
    const NodeId wish = Add(NodeKind::RegionWish, form_->span(name), {}, RegionName(span));
    NoteRegion(region, wish);
    Bind(region);
    NodeId body = ExpandBody(list, 2, tail);
    LeaveScope();
    if (!tail) {
        body = Add(NodeKind::RegionScope, span, std::vector<NodeId>{body}, RegionName(span));
    }
    return AddLet(NodeKind::Let, span, {region}, {wish}, body);
}

/// What the value of a region in the source is bound to can end it. Behind (region-split r) an exit of r ends what nobody
/// uses any more, which is no promise; what lives on belongs to the new name, and its exit ends it.
void Expander::NoteRegion(BindingId binding, NodeId value)
{
    if (unit_.nodes[value].kind == NodeKind::RegionWish) {
        regions_[binding.index()] = {unit_.nodes[value].payload};
    } else if (const auto rest = split_.find(value.index()); rest != split_.end()) {
        regions_[binding.index()] = {rest->second};
    }
}

}  // namespace omni::ast
