// Patterns of `match` taken apart: what each asks of which part of the value, and which names it binds.
#include <algorithm>

#include "ast/expander.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

namespace {

constexpr uint32_t kNoStruct = 0xFFFFFFFFu;

}  // namespace

void Expander::BadPattern(DatumId at, std::string_view text, Pattern& out)
{
    if (out.ok) {
        Malformed(at, "match", text);
    }
    out.ok = false;
}

void Expander::ReadPattern(DatumId datum, uint32_t place, Pattern& out)
{
    const auto test = [&](PatternTest::Kind kind) {
        PatternTest made;
        made.kind = kind;
        made.place = place;
        made.datum = datum;
        out.tests.push_back(made);
    };
    switch (form_->kind(datum)) {
    case DatumKind::Symbol: {
        const support::Symbol name = form_->symbol(datum).spelled();
        if (name == W().nothing || name == W().nil) {
            test(PatternTest::Kind::Nothing);
        } else if (name != W().underscore && name != W().else_) {
            for (const PatternName& other : out.names) {
                if (other.name == form_->symbol(datum)) {
                    sink_.Report(DiagKind::DuplicateBinding, form_->span(datum), name, "match")
                        .Note(other.span, "first bound here");
                    return;
                }
            }
            out.names.push_back({form_->symbol(datum), form_->span(datum), type::kAny, place});
        }
        return;
    }
    case DatumKind::Int:
    case DatumKind::Float:
    case DatumKind::Bool:
    case DatumKind::Char:
    case DatumKind::String:
    case DatumKind::Keyword: test(PatternTest::Kind::Literal); return;
    case DatumKind::List: ReadListPattern(datum, place, out); return;
    case DatumKind::Bracket: {
        const auto parts = form_->children(datum);
        if (parts.size() == 2 && form_->kind(parts[1]) == DatumKind::Brace) {   // [n {Int}]
            const size_t names = out.names.size();
            test(PatternTest::Kind::Type);
            const size_t at = out.tests.size() - 1;
            out.tests[at].type = ParseType(*form_, parts[1], sink_);
            if (form_->kind(parts[0]) != DatumKind::Symbol) {
                BadPattern(parts[0], "a type test is [name {Type}]", out);
                return;
            }
            ReadPattern(parts[0], place, out);
            if (out.names.size() > names) {
                out.names.back().type = out.tests[at].type;
            }
            if (out.tests[at].type == type::kAny) {
                out.tests.erase(out.tests.begin() + static_cast<std::ptrdiff_t>(at));
            }
            return;
        }
        ReadItems(datum, 0, Sequence::Either, place, out);
        return;
    }
    default: BadPattern(datum, "this is no pattern", out); return;
    }
}

/// `()`, `'datum`, `(list p ...)`, `(cons p p)`, `(Point p ...)`
void Expander::ReadListPattern(DatumId datum, uint32_t place, Pattern& out)
{
    const auto children = form_->children(datum);
    PatternTest test;
    test.place = place;
    test.datum = datum;
    if (children.empty()) {
        test.kind = PatternTest::Kind::Null;
        out.tests.push_back(test);
        return;
    }
    if (form_->tail(datum).valid() || form_->kind(children[0]) != DatumKind::Symbol) {
        BadPattern(datum, "a pattern in parentheses begins with `list`, `cons`, a struct type or a quote", out);
        return;
    }
    const support::Symbol head = form_->symbol(children[0]).spelled();
    const auto part = [&](Place::Kind kind, DatumId inner) {
        out.places.push_back({kind, place, 0, 0, {}});
        ReadPattern(inner, static_cast<uint32_t>(out.places.size() - 1), out);
    };
    if (head == W().quote && children.size() == 2) {
        const bool is_empty = form_->kind(children[1]) == DatumKind::List && form_->children(children[1]).empty();
        test.kind = is_empty ? PatternTest::Kind::Null : PatternTest::Kind::Quoted;
        test.datum = children[1];
        out.tests.push_back(test);
        return;
    }
    if (const uint32_t structure = StructOfPattern(form_->symbol(children[0])); structure != kNoStruct) {
        ReadStructPattern(datum, structure, place, out);
    } else if (head == W().list) {
        ReadItems(datum, 1, Sequence::List, place, out);
    } else if (head == W().vector) {
        ReadItems(datum, 1, Sequence::Vector, place, out);
    } else if (head == W().cons || head == W().pair) {
        if (children.size() != 3) {
            BadPattern(datum, "(cons head tail) has two parts", out);
            return;
        }
        test.kind = PatternTest::Kind::Pair;
        out.tests.push_back(test);
        const DatumId tail = children[2];
        part(Place::Kind::Head, children[1]);
        part(Place::Kind::Tail, tail);
    } else {
        BadPattern(children[0], "a pattern in parentheses begins with `list`, `cons`, a struct type or a quote", out);
    }
}

/// The patterns of items from child `begin` on, `..` in front of what takes the rest.
void Expander::ReadItems(DatumId datum, size_t begin, Sequence sequence, uint32_t place, Pattern& out)
{
    const size_t count = form_->children(datum).size();
    PatternTest test;
    test.kind = PatternTest::Kind::Items;
    test.place = place;
    test.datum = datum;
    std::vector<DatumId> items;
    DatumId rest;
    for (size_t i = begin; i < count; ++i) {
        const DatumId item = form_->children(datum)[i];
        if (!form_->is_symbol(item, W().dots) && !form_->is_symbol(item, W().dot)) {
            items.push_back(item);
        } else if (i + 2 == count) {
            rest = form_->children(datum)[i + 1];
            break;
        } else {
            BadPattern(item, "one pattern must follow `..`", out);
            return;
        }
    }
    test.number = static_cast<uint32_t>(items.size());
    test.has_rest = rest.valid();
    test.sequence = sequence;
    if (sequence == Sequence::List && items.empty() && !rest.valid()) {
        test.kind = PatternTest::Kind::Null;
    } else if (sequence == Sequence::List && items.size() == 1 && rest.valid()) {
        test.kind = PatternTest::Kind::Pair;
    }
    out.tests.push_back(test);
    const auto part = [&](Place::Kind kind, size_t index, DatumId inner) {
        out.places.push_back({kind, place, static_cast<uint32_t>(index), 0, sequence});
        ReadPattern(inner, static_cast<uint32_t>(out.places.size() - 1), out);
    };
    for (size_t i = 0; i < items.size(); ++i) {
        part(Place::Kind::Item, i, items[i]);
    }
    if (rest.valid()) {
        part(Place::Kind::Rest, items.size(), rest);
    }
}

/// The struct type that a pattern's head names, by its constructor or by itself.
uint32_t Expander::StructOfPattern(support::Symbol head) const
{
    const support::Symbol global = Resolve(head).global;
    if (!global.valid()) {
        return kNoStruct;
    }
    const TopItem* item = top_.Find(global);
    if (item != nullptr && item->kind == ItemKind::StructOp &&
        (item->struct_op.kind == StructOpKind::Constructor || item->struct_op.kind == StructOpKind::Type)) {
        return item->struct_op.structure;
    }
    for (size_t i = structs_.size(); i-- > 0;) {
        if (structs_[i].constructor == global || structs_[i].type == global) {
            return static_cast<uint32_t>(i);
        }
    }
    return kNoStruct;
}

void Expander::ReadStructPattern(DatumId datum, uint32_t structure, uint32_t place, Pattern& out)
{
    const StructShape& shape = structs_[structure].shape;
    const size_t count = form_->children(datum).size() - 1;
    if (count != shape.parameters.size()) {
        sink_.Report(DiagKind::WrongArgumentCount, form_->span(datum), HeadText(datum),
                     std::to_string(shape.parameters.size()) + (shape.parameters.size() == 1 ? " part" : " parts"),
                     std::to_string(count))
            .Note(shape.name_span, "defined here");
        out.ok = false;
        return;
    }
    PatternTest test;
    test.kind = PatternTest::Kind::Struct;
    test.place = place;
    test.number = structure;
    test.datum = datum;
    out.tests.push_back(test);
    const std::vector<uint16_t> fields = shape.parameters;
    for (size_t i = 0; i < count; ++i) {
        out.places.push_back({Place::Kind::Field, place, fields[i], structure, {}});
        ReadPattern(form_->children(datum)[i + 1], static_cast<uint32_t>(out.places.size() - 1), out);
    }
}

}  // namespace omni::ast
