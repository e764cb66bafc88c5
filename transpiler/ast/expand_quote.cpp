// Literals, quote and quasiquote.
#include <bit>

#include "ast/expander.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

NodeId Expander::ExpandQuote(DatumId list, bool)
{
    return CheckCount(list, 1, 1) ? Quoted(form_->children(list)[1]) : AddNothing(form_->span(list));
}

NodeId Expander::Quoted(DatumId datum)
{
    const source::Span span = form_->span(datum);
    switch (form_->kind(datum)) {
    case DatumKind::Int:
        return AddLiteral(LiteralKind::Int, span, static_cast<uint64_t>(form_->integer(datum)));
    case DatumKind::Float:
        return AddLiteral(LiteralKind::Float, span, std::bit_cast<uint64_t>(form_->real(datum)));
    case DatumKind::Bool:
        if (form_->is_bool_word(datum)) {   // quoted, it is a name as any other
            const support::Symbol name = support::Intern(form_->boolean(datum) ? "true" : "false");
            return AddLiteral(LiteralKind::Symbol, span, name.index());
        }
        return AddLiteral(LiteralKind::Bool, span, form_->boolean(datum) ? 1 : 0);
    case DatumKind::Char:
        return AddLiteral(LiteralKind::Char, span, form_->character(datum));
    case DatumKind::Symbol:
    case DatumKind::Keyword:
        return AddLiteral(LiteralKind::Symbol, span, form_->symbol(datum).spelled().index());
    case DatumKind::String:
        unit_.strings.emplace_back(form_->text(datum));
        return AddLiteral(LiteralKind::String, span, unit_.strings.size() - 1);
    case DatumKind::List: {
        const auto children = form_->children(datum);
        const DatumId tail = form_->tail(datum);
        if (children.empty()) {
            return AddLiteral(LiteralKind::Nil, span);
        }
        std::vector<NodeId> kids;
        kids.reserve(children.size() + 1);
        for (size_t i = 0; i < children.size(); ++i) {
            kids.push_back(Quoted(form_->children(datum)[i]));
        }
        kids.push_back(tail.valid() ? Quoted(tail) : AddLiteral(LiteralKind::Nil, span));
        return Add(NodeKind::QuotedList, span, kids);
    }
    case DatumKind::Bracket:
    case DatumKind::Vector: {
        std::vector<NodeId> kids;
        for (size_t i = 0; i < form_->children(datum).size(); ++i) {
            kids.push_back(Quoted(form_->children(datum)[i]));
        }
        return Add(NodeKind::QuotedVector, span, kids);
    }
    case DatumKind::Bytes: {
        std::string bytes;
        for (DatumId child : form_->children(datum)) {
            bytes += static_cast<char>(form_->integer(child));
        }
        unit_.strings.push_back(std::move(bytes));
        return AddLiteral(LiteralKind::Bytes, span, unit_.strings.size() - 1);
    }
    case DatumKind::Dict:
        return Malformed(datum, "quote", "a dict cannot be quoted: #{...} makes a new one each time");
    case DatumKind::Brace:
    case DatumKind::Path:
    case DatumKind::Meta:
        return NotYet(datum, "this kind of quoted data is");
    }
    return AddNothing(span);
}

/// [a b] is (vector a b), and #{k v} is (dict k v): a new object each time.
NodeId Expander::ExpandContainer(DatumId datum, std::string_view maker)
{
    const source::Span span = form_->span(datum);
    const size_t count = form_->children(datum).size();
    if (form_->kind(datum) == DatumKind::Dict && count % 2 != 0) {
        return Malformed(datum, "dict", "the last key has no value");
    }
    std::vector<NodeId> kids{AddGlobal(maker, span)};
    for (size_t i = 0; i < count; ++i) {
        kids.push_back(Expand(form_->children(datum)[i], false));
    }
    return Add(NodeKind::Call, span, kids);
}

NodeId Expander::ExpandQuasiquote(DatumId list, bool)
{
    return CheckCount(list, 1, 1) ? Quasi(form_->children(list)[1], 1) : AddNothing(form_->span(list));
}

NodeId Expander::ExpandStrayUnquote(DatumId list, bool)
{
    sink_.Report(DiagKind::UnquoteOutside, form_->span(list), HeadText(list));
    return AddNothing(form_->span(list));
}

bool Expander::HasUnquote(DatumId datum) const
{
    const DatumKind kind = form_->kind(datum);
    if (kind != DatumKind::List && kind != DatumKind::Vector && kind != DatumKind::Bracket) {
        return false;
    }
    if (kind == DatumKind::List &&
        (form_->is_call_of(datum, W().unquote) || form_->is_call_of(datum, W().unquote_splicing))) {
        return true;
    }
    for (DatumId child : form_->children(datum)) {
        if (HasUnquote(child)) {
            return true;
        }
    }
    return kind == DatumKind::List && form_->tail(datum).valid() && HasUnquote(form_->tail(datum));
}

NodeId Expander::Quasi(DatumId datum, int depth)
{
    if (!HasUnquote(datum)) {
        return Quoted(datum);
    }
    const source::Span span = form_->span(datum);
    if (form_->kind(datum) != DatumKind::List) {
        return AddGlobalCall("list->vector", span, {QuasiList(datum, depth, 0)});
    }
    const bool nested = form_->is_call_of(datum, W().quasiquote);
    const bool unquote = form_->is_call_of(datum, W().unquote);
    const bool splicing = form_->is_call_of(datum, W().unquote_splicing) && depth > 1;
    if ((nested || unquote || splicing) && form_->children(datum).size() == 2) {
        if (unquote && depth == 1) {
            return Expand(form_->children(datum)[1], false);
        }
        const NodeId rest = QuasiList(datum, depth + (nested ? 1 : -1), 1);
        return AddGlobalCall("cons", span, {Quoted(form_->children(datum)[0]), rest});
    }
    return QuasiList(datum, depth, 0);
}

/// (a ,b ,@c . d) is (cons 'a (cons b (append c d))); from item `first` on.
NodeId Expander::QuasiList(DatumId list, int depth, size_t first)
{
    const source::Span span = form_->span(list);
    const DatumId tail = form_->kind(list) == DatumKind::List ? form_->tail(list) : DatumId();
    std::vector<NodeId> parts;
    std::vector<bool> spliced;
    for (size_t i = first; i < form_->children(list).size(); ++i) {
        const DatumId child = form_->children(list)[i];
        const bool splice = depth == 1 && form_->kind(child) == DatumKind::List &&
                            form_->is_call_of(child, W().unquote_splicing) && form_->children(child).size() == 2;
        parts.push_back(splice ? Expand(form_->children(child)[1], false) : Quasi(child, depth));
        spliced.push_back(splice);
    }
    NodeId result = tail.valid() ? Quasi(tail, depth) : AddLiteral(LiteralKind::Nil, span);
    for (size_t i = parts.size(); i-- > 0;) {
        const bool whole = spliced[i] && i + 1 == parts.size() && !tail.valid();
        result = whole ? parts[i] : AddGlobalCall(spliced[i] ? "append" : "cons", span, {parts[i], result});
    }
    return result;
}

}  // namespace omni::ast
