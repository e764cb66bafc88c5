#include "ast/macro_expand.h"

#include <algorithm>
#include <unordered_map>

#include "ast/signature.h"
#include "support/check.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

namespace {

/// Of the paths that expansions brought, by alias.
std::unordered_map<support::Symbol, support::Symbol>& PathHeads()
{
    static std::unordered_map<support::Symbol, support::Symbol> heads;
    return heads;
}

}  // namespace

support::Symbol HeadOfPath(support::Symbol path)
{
    const auto found = PathHeads().find(path);
    return found != PathHeads().end() ? found->second : support::Symbol();
}

DatumId MacroExpander::Expand(const Macro& macro, Form& form, DatumId use, uint32_t depth, const NameComparer& names)
{
    if (depth == 0) {
        given_up_ = false;
        data_ = 0;
        outermost_ = &macro;
        outermost_span_ = form.span(use);
    }
    if (given_up_) {
        return {};
    }
    Matcher matcher(macro, form, names);
    std::vector<Match> matches;
    const Rule* rule = matcher.FindRule(use, matches);
    if (rule == nullptr) {
        ReportNoRule(macro, form.span(use), matcher);
        return {};
    }
    if (!form.is_synthesised(use)) {
        sink_.AddExpansion(form.span(use), macro.name, rule->span);
    }
    macro_ = &macro;
    rule_ = rule;
    form_ = &form;
    span_ = form.span(use);
    uneven_ = false;
    aliases_.assign(rule->inserted.size(), {});
    current_.clear();
    for (const Match& match : matches) {
        current_.push_back(&match);
    }
    const DatumId result = Build(rule->result);
    if (given_up_) {
        GiveUp(span_);
        return {};
    }
    if (uneven_) {
        sink_.Report(DiagKind::NoMatchingRule, span_, macro.name)
            .Note(rule->span, "variables of this rule that are repeated together match different numbers of parts");
        return {};
    }
    Measure(form);
    const Size& size = sizes_[result.index()];
    if (depth + 1 >= kMaxDepth || size.depth >= kMaxDepth || size.data >= kMaxData) {
        GiveUp(span_);
        return {};
    }
    return result;
}

bool MacroExpander::Count(const Form& form, DatumId datum)
{
    if (given_up_) {
        return false;
    }
    if (++data_ > kMaxData) {
        GiveUp(form.span(datum));
        return false;
    }
    return true;
}

void MacroExpander::GiveUp(source::Span place)
{
    given_up_ = true;
    const bool known = outermost_ != nullptr;
    sink_.Report(DiagKind::ExpansionTooDeep, known ? outermost_span_ : place, (known ? outermost_ : macro_)->name);
}

void MacroExpander::ReportNoRule(const Macro& macro, source::Span use, const Matcher& matcher)
{
    if (!macro.sound) {
        return;   // its definition has been reported
    }
    source::Diagnostic& diagnostic = sink_.Report(DiagKind::NoMatchingRule, use, macro.name);
    diagnostic.Note(macro.span, "defined here");
    if (!macro.rules.empty()) {
        const Mismatch& nearest = matcher.nearest();
        diagnostic.Note(macro.form.span(nearest.pattern), "nearest rule: " + nearest.text);
    }
}

void MacroExpander::Measure(const Form& form)
{
    const size_t known = sizes_.size();
    sizes_.resize(form.size());
    for (size_t i = known; i < form.size(); ++i) {
        Measure(form, DatumId(i));
    }
}

/// Children come before their parents, but for those of a definition that was rewritten.
void MacroExpander::Measure(const Form& form, DatumId datum)
{
    if (sizes_[datum.index()].data != 0) {
        return;
    }
    Size size{1, 1};
    const auto add = [&](DatumId child) {
        Measure(form, child);
        size.depth = std::max(size.depth, sizes_[child.index()].depth + 1);
        size.data = std::min<uint32_t>(size.data + sizes_[child.index()].data, kMaxData);
    };
    for (DatumId child : form.children(datum)) {
        add(child);
    }
    if (form.tail(datum).valid()) {
        add(form.tail(datum));
    }
    sizes_[datum.index()] = size;
}

DatumId MacroExpander::Build(TemplateId id)
{
    const Template& part = macro_->templates[id];
    switch (part.kind) {
    case Template::Kind::Variable:
        return current_[part.index]->datum;
    case Template::Kind::Inserted: {
        return form_->AddSymbol(span_, BuildInserted(part.index));
    }
    case Template::Kind::Constant:
        return BuildConstant(part.datum);
    case Template::Kind::Sequence:
        return BuildSequence(part);
    case Template::Kind::Repeat:
        break;
    }
    OMNI_UNREACHABLE("an ellipsis outside of a list");
}

support::Symbol MacroExpander::BuildInserted(uint32_t index)
{
    if (aliases_[index].valid()) {
        return aliases_[index];
    }
    const support::Symbol name = rule_->inserted[index];
    const support::Symbol alias = support::Symbols().AddAlias(name, macro_->scope);
    const std::vector<support::Symbol> parts = syntax::PathParts(name);
    if (parts.empty()) {
        aliases_[index] = alias;
        return alias;
    }
    for (size_t i = 0; i < rule_->variables.size(); ++i) {   // an alias for each match
        const DatumId match = rule_->variables[i].name == parts[0] ? current_[i]->datum : DatumId();
        if (match.valid() && form_->kind(match) == DatumKind::Symbol) {
            PathHeads()[alias] = form_->symbol(match);
            return alias;
        }
    }
    aliases_[index] = alias;
    const auto head = std::find(rule_->inserted.begin(), rule_->inserted.end(), parts[0]);
    PathHeads()[alias] = head != rule_->inserted.end()
                             ? BuildInserted(static_cast<uint32_t>(head - rule_->inserted.begin()))
                             : support::Symbols().AddAlias(parts[0], macro_->scope);
    return alias;
}

DatumId MacroExpander::BuildConstant(DatumId datum)
{
    const Form& from = macro_->form;
    switch (from.kind(datum)) {
    case DatumKind::Int: return form_->AddInt(span_, from.integer(datum));
    case DatumKind::Float: return form_->AddFloat(span_, from.real(datum));
    case DatumKind::String: return form_->AddString(span_, from.text(datum));
    case DatumKind::Char: return form_->AddChar(span_, from.character(datum));
    case DatumKind::Keyword: return form_->AddKeyword(span_, from.symbol(datum));
    case DatumKind::Bool: return form_->AddBool(span_, from.boolean(datum), from.is_bool_word(datum));
    default: break;
    }
    OMNI_UNREACHABLE("a constant with parts");
}

DatumId MacroExpander::BuildSequence(const Template& part)
{
    std::vector<DatumId> items;
    for (TemplateId item : part.items) {
        BuildInto(item, items);
    }
    DatumId tail;
    if (part.tail.valid()) {
        tail = Build(part.tail);
        while (tail.valid() && form_->kind(tail) == DatumKind::List) {   // (a . (b c)) is (a b c)
            for (size_t i = 0; i < form_->children(tail).size(); ++i) {
                items.push_back(form_->children(tail)[i]);
            }
            tail = form_->tail(tail);
        }
    }
    // A long list is work too: a loop over all arguments would cost their square unseen.
    data_ += 1 + items.size() / 64;
    given_up_ = given_up_ || data_ > kMaxData;
    return form_->AddList(macro_->form.kind(part.datum), span_, items, tail);
}

void MacroExpander::BuildInto(TemplateId id, std::vector<DatumId>& out)
{
    const Template& part = macro_->templates[id];
    if (part.kind != Template::Kind::Repeat) {
        out.push_back(Build(id));
        return;
    }
    std::vector<const Match*> sources;
    for (uint32_t driver : part.drivers) {
        sources.push_back(current_[driver]);
    }
    const size_t count = sources[0]->items.size();
    for (const Match* source : sources) {
        uneven_ = uneven_ || source->items.size() != count;
    }
    for (size_t i = 0; i < count && !uneven_ && !given_up_; ++i) {
        for (size_t j = 0; j < sources.size(); ++j) {
            current_[part.drivers[j]] = &sources[j]->items[i];
        }
        BuildInto(part.items[0], out);
    }
    for (size_t j = 0; j < sources.size(); ++j) {
        current_[part.drivers[j]] = sources[j];
    }
}

}  // namespace omni::ast
