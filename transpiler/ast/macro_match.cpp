#include "ast/macro_match.h"

#include <fmt/format.h>

namespace omni::ast {

using syntax::DatumId;
using syntax::DatumKind;

namespace {

std::string Parts(size_t count) { return fmt::format("{} part{}", count, count == 1 ? "" : "s"); }

}  // namespace

const Rule* Matcher::FindRule(DatumId use, std::vector<Match>& matches)
{
    takes_brackets_ = false;
    const Rule* rule = FindRuleOnce(use, matches);
    if (rule == nullptr) {
        takes_brackets_ = true;
        rule = FindRuleOnce(use, matches);
    }
    return rule;
}

const Rule* Matcher::FindRuleOnce(DatumId use, std::vector<Match>& matches)
{
    for (rule_ = 0; rule_ < macro_.rules.size(); ++rule_) {
        const Rule& rule = macro_.rules[rule_];
        matches_.assign(rule.variables.size(), {});
        progress_ = 0;
        if (MatchSequence(macro_.patterns[rule.pattern], use, 1)) {
            matches = std::move(matches_);
            return &rule;
        }
    }
    return nullptr;
}

bool Matcher::Fail(DatumId pattern, std::string_view text)
{
    if (!has_nearest_ || progress_ > nearest_.progress) {
        has_nearest_ = true;
        nearest_ = {rule_, progress_, pattern, std::string(text)};
    }
    return false;
}

bool Matcher::MatchOne(PatternId id, DatumId datum)
{
    const Pattern& pattern = macro_.patterns[id];
    switch (pattern.kind) {
    case Pattern::Kind::Anything: break;
    case Pattern::Kind::Variable:
        matches_[pattern.first_variable].datum = datum;
        break;
    case Pattern::Kind::Literal: {
        const support::Symbol literal = macro_.form.symbol(pattern.datum);
        if (form_.kind(datum) != DatumKind::Symbol || !names_.SameMeaning(form_.symbol(datum), literal, macro_)) {
            return Fail(pattern.datum, fmt::format("expected the name `{}` here", literal.text()));
        }
        break;
    }
    case Pattern::Kind::Constant:
        if (!SameConstant(pattern.datum, datum)) {
            return Fail(pattern.datum, "expected this constant here");
        }
        break;
    case Pattern::Kind::Sequence:
        return MatchSequence(pattern, datum, 0);
    }
    ++progress_;
    return true;
}

/// The children of `datum` from `begin` on against the items of the pattern.
bool Matcher::MatchSequence(const Pattern& pattern, DatumId datum, size_t begin)
{
    const DatumKind kind = macro_.form.kind(pattern.datum);
    const bool stands_for_list =
        takes_brackets_ && kind == DatumKind::List && form_.kind(datum) == DatumKind::Bracket;
    if (form_.kind(datum) != kind && !stands_for_list) {
        return Fail(pattern.datum, fmt::format("expected a {} here", syntax::Name(kind)));
    }
    const auto children = form_.children(datum);
    std::vector<DatumId> data(children.begin() + static_cast<std::ptrdiff_t>(begin), children.end());
    DatumId tail = form_.tail(datum);
    while (tail.valid() && form_.kind(tail) == DatumKind::List) {   // (a . (b c)) is (a b c)
        const auto more = form_.children(tail);
        data.insert(data.end(), more.begin(), more.end());
        tail = form_.tail(tail);
    }
    const bool has_repeat = pattern.repeated != Pattern::kNone;
    const size_t fixed = pattern.items.size() - (has_repeat ? 1 : 0);
    const bool open = has_repeat || pattern.tail.valid();
    if (data.size() < fixed || (!open && data.size() > fixed)) {
        return Fail(pattern.datum, fmt::format("expected {}{}, found {}", open ? "at least " : "", Parts(fixed),
                                               data.size()));
    }
    if (tail.valid() && !pattern.tail.valid()) {
        return Fail(pattern.datum, "expected no dotted tail");
    }
    const size_t repeats = has_repeat ? data.size() - fixed : 0;
    size_t at = 0;
    for (size_t i = 0; i < pattern.items.size(); ++i) {
        if (i == pattern.repeated) {
            if (!MatchRepeated(pattern.items[i], std::span<const DatumId>(data).subspan(at, repeats))) {
                return false;
            }
            at += repeats;
        } else if (!MatchOne(pattern.items[i], data[at++])) {
            return false;
        }
    }
    if (!pattern.tail.valid()) {
        return true;
    }
    if (at == data.size() && tail.valid()) {
        return MatchOne(pattern.tail, tail);
    }
    const source::Span place = at < data.size() ? source::Cover(form_.span(data[at]), form_.span(data.back()))
                                                : form_.span(datum);
    return MatchOne(pattern.tail,
                    form_.AddList(DatumKind::List, place, std::span<const DatumId>(data).subspan(at), tail));
}

bool Matcher::MatchRepeated(PatternId item, std::span<const DatumId> data)
{
    const uint32_t first = macro_.patterns[item].first_variable;
    const uint32_t count = macro_.patterns[item].variable_count;
    std::vector<Match> collected(count);
    for (DatumId datum : data) {
        for (uint32_t i = 0; i < count; ++i) {
            matches_[first + i] = {};
        }
        if (!MatchOne(item, datum)) {
            return false;
        }
        for (uint32_t i = 0; i < count; ++i) {
            collected[i].items.push_back(std::move(matches_[first + i]));
        }
    }
    for (uint32_t i = 0; i < count; ++i) {
        matches_[first + i] = std::move(collected[i]);
    }
    return true;
}

bool Matcher::SameConstant(DatumId pattern, DatumId datum) const
{
    const syntax::Form& rules = macro_.form;
    const DatumKind kind = rules.kind(pattern);
    if (form_.kind(datum) != kind) {
        return false;
    }
    switch (kind) {
    case DatumKind::Int: return rules.integer(pattern) == form_.integer(datum);
    case DatumKind::Float: return rules.real(pattern) == form_.real(datum);
    case DatumKind::String: return rules.text(pattern) == form_.text(datum);
    case DatumKind::Char: return rules.character(pattern) == form_.character(datum);
    case DatumKind::Bool: return rules.boolean(pattern) == form_.boolean(datum);
    case DatumKind::Keyword: return rules.symbol(pattern) == form_.symbol(datum);
    case DatumKind::Symbol:
    case DatumKind::List:
    case DatumKind::Bracket:
    case DatumKind::Brace:
    case DatumKind::Dict:
    case DatumKind::Vector:
    case DatumKind::Bytes:
    case DatumKind::Path:
    case DatumKind::Meta: return false;
    }
    return false;
}

}  // namespace omni::ast
