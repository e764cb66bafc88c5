// `match`: each clause becomes an `if` whose test asks for everything that the pattern wants, with the names bound in
// front of the body:
//
//   (match xs [(list) 0] [(cons a _) :when (> a 1) a] [_ 1])
//   (if (null? xs) 0 (if (and (pair? xs) (let ((a (car xs))) (> a 1))) (let ((a (car xs))) a) 1))
//
// The inference knows what a failed or passed test says of the value, so that tests which repeat each other vanish.
#include <algorithm>

#include "ast/expander.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

// --- patterns as expressions ----------------------------------------------------------------------------------

/// The value at a place. `checked`: what the tests found may not be true any more, because a guard came between.
NodeId Expander::AddPlace(const Pattern& pattern, uint32_t index, BindingId subject, bool checked)
{
    const Place& place = pattern.places[index];
    const source::Span span = pattern.span;
    if (place.kind == Place::Kind::Root) {
        return AddRef(subject, span);
    }
    NodeId node = AddPlace(pattern, place.of, subject, checked);
    const auto car = [&](NodeId pair) { return AddGlobalCall(checked ? "car" : "car of a pair", span, {pair}); };
    const auto cdr = [&](NodeId pair) { return AddGlobalCall(checked ? "cdr" : "cdr of a pair", span, {pair}); };
    switch (place.kind) {
    case Place::Kind::Head: return car(node);
    case Place::Kind::Tail: return cdr(node);
    case Place::Kind::Field: return AddGlobalCall(structs_[place.structure].accessors[place.index], span, {node});
    default: break;
    }
    const auto item_of_list = [&](NodeId list) {
        for (uint32_t i = 0; i < place.index; ++i) {
            list = cdr(list);
        }
        return place.kind == Place::Kind::Item ? car(list) : list;
    };
    if (place.sequence == Sequence::List) {
        return item_of_list(node);
    }
    const auto again = [&] { return AddPlace(pattern, place.of, subject, checked); };
    const NodeId index_node = AddLiteral(LiteralKind::Int, span, place.index);
    const NodeId of_vector =
        place.kind == Place::Kind::Item
            ? AddGlobalCall("vector-ref", span, {node, index_node})
            : AddGlobalCall("subvector", span, {node, index_node, AddGlobalCall("vector-length", span, {again()})});
    if (place.sequence == Sequence::Vector) {
        return of_vector;
    }
    const NodeId is_vector = AddGlobalCall("vector?", span, {again()});
    return Add(NodeKind::If, span, std::vector<NodeId>{is_vector, of_vector, item_of_list(again())});
}

/// Is it a list, or a vector, of so many items (or more)?
NodeId Expander::AddItemsTest(const Pattern& pattern, const PatternTest& test, bool is_vector, BindingId subject)
{
    const source::Span span = pattern.span;
    const auto value = [&] { return AddPlace(pattern, test.place, subject, false); };
    const auto both = [&](NodeId first, NodeId second) {
        return Add(NodeKind::And, span, std::vector<NodeId>{first, second});
    };
    const auto number = [&] { return AddLiteral(LiteralKind::Int, span, test.number); };
    if (is_vector) {
        const NodeId kind = AddGlobalCall("vector?", span, {value()});
        if (test.number == 0 && test.has_rest) {
            return kind;
        }
        const NodeId length = AddGlobalCall("vector-length", span, {value()});
        return both(kind, AddGlobalCall(test.has_rest ? ">=" : "=", span, {length, number()}));
    }
    if (test.number == 0) {
        const NodeId null = AddGlobalCall("null?", span, {value()});
        return test.has_rest
                   ? Add(NodeKind::Or, span, std::vector<NodeId>{null, AddGlobalCall("pair?", span, {value()})})
                   : null;
    }
    if (test.number == 1) {
        const NodeId pair = AddGlobalCall("pair?", span, {value()});
        return test.has_rest
                   ? pair
                   : both(pair, AddGlobalCall("null?", span, {AddGlobalCall("cdr of a pair", span, {value()})}));
    }
    const NodeId subject_value = value();
    return AddGlobalCall(test.has_rest ? "begins with so many pairs" : "is a list of so many items", span,
                         {subject_value, number()});
}

NodeId Expander::AddTypeTest(TypeSet type, const Pattern& pattern, uint32_t place, BindingId subject)
{
    struct Predicate {
        TypeSet type;
        std::string_view name;
    };
    static constexpr Predicate kPredicates[] = {
        {type::kInt | type::kFloat, "number?"}, {type::kInt, "int?"},         {type::kFloat, "float?"},
        {type::kBool, "boolean?"},              {type::kChar, "char?"},       {type::kString, "string?"},
        {type::kSymbol, "symbol?"},             {type::kNothing, "nothing?"}, {type::kFunction, "procedure?"},
        {type::kVector, "vector?"},             {type::kBytes, "bytes?"},     {type::kDict, "dict?"}};
    const source::Span span = pattern.span;
    std::vector<NodeId> tests;
    for (const Predicate& predicate : kPredicates) {
        if ((type & predicate.type) == predicate.type) {
            tests.push_back(AddGlobalCall(predicate.name, span, {AddPlace(pattern, place, subject, false)}));
            type &= ~predicate.type;
        }
    }
    if ((type & type::kList) != 0) {
        tests.push_back(AddGlobalCall("null?", span, {AddPlace(pattern, place, subject, false)}));
        tests.push_back(AddGlobalCall("pair?", span, {AddPlace(pattern, place, subject, false)}));
    }
    for (size_t i = 0; i < structs_.size(); ++i) {
        if ((type & type::OfStruct(i)) != 0) {
            tests.push_back(AddGlobalCall(structs_[i].predicate, span, {AddPlace(pattern, place, subject, false)}));
        }
    }
    return tests.size() == 1 ? tests[0] : Add(NodeKind::Or, span, tests);
}

NodeId Expander::AddTest(const Pattern& pattern, const PatternTest& test, BindingId subject)
{
    const source::Span span = pattern.span;
    const auto value = [&] { return AddPlace(pattern, test.place, subject, false); };
    switch (test.kind) {
    case PatternTest::Kind::Nothing: return AddGlobalCall("nothing?", span, {value()});
    case PatternTest::Kind::Null: return AddGlobalCall("null?", span, {value()});
    case PatternTest::Kind::Pair: return AddGlobalCall("pair?", span, {value()});
    case PatternTest::Kind::Boolean: return AddGlobalCall("boolean?", span, {value()});
    case PatternTest::Kind::Struct: return AddGlobalCall(structs_[test.number].predicate, span, {value()});
    case PatternTest::Kind::Type: return AddTypeTest(test.type, pattern, test.place, subject);
    case PatternTest::Kind::Literal:
    case PatternTest::Kind::Quoted: {
        const DatumKind kind = form_->kind(test.datum);
        const bool has_parts = kind == DatumKind::String || kind == DatumKind::List || kind == DatumKind::Vector ||
                               kind == DatumKind::Bracket || kind == DatumKind::Bytes;
        const NodeId left = value();
        return AddGlobalCall(has_parts ? "equal?" : "eqv?", span, {left, test.kind == PatternTest::Kind::Quoted ? Quoted(test.datum) : Expand(test.datum, false)});
    }
    case PatternTest::Kind::Items: break;
    }
    if (test.sequence != Sequence::Either) {
        return AddItemsTest(pattern, test, test.sequence == Sequence::Vector, subject);
    }
    const NodeId list = AddItemsTest(pattern, test, false, subject);
    return Add(NodeKind::Or, span, std::vector<NodeId>{list, AddItemsTest(pattern, test, true, subject)});
}

/// The Let around a body in which the pattern's names are known. What no name mentions is not looked up.
NodeId Expander::AddPatternLet(const Pattern& pattern, const std::vector<BindingId>& bindings,
                               std::vector<NodeId> values, NodeId body)
{
    if (bindings.empty()) {
        return body;
    }
    for (size_t i = 0; i < bindings.size(); ++i) {
        if (!unit_.bindings[bindings[i]].mentioned) {
            values[i] = AddNothing(pattern.span);
        }
    }
    return AddLet(NodeKind::Let, pattern.span, bindings, values, body);
}

void Expander::BindPattern(const Pattern& pattern, BindingId subject, bool checked, std::vector<BindingId>& bindings,
                           std::vector<NodeId>& values)
{
    for (const PatternName& name : pattern.names) {
        values.push_back(AddPlace(pattern, name.place, subject, checked));
        bindings.push_back(NewBinding(name.name, name.span, name.type));
    }
    for (const BindingId binding : bindings) {
        Bind(binding);
    }
}

// --- clauses --------------------------------------------------------------------------------------------------

/// `[pattern body ...]` and `[pattern :when test body ...]` when all are in brackets, else `pattern body` pairs.
std::vector<Expander::MatchClause> Expander::ReadMatchClauses(DatumId list)
{
    std::vector<MatchClause> clauses;
    const size_t count = form_->children(list).size();
    const auto child = [&](DatumId of, size_t i) { return form_->children(of)[i]; };
    const auto is_guard = [&](DatumId of, size_t i) {
        return i < form_->children(of).size() && form_->kind(child(of, i)) == DatumKind::Keyword &&
               form_->symbol(child(of, i)).spelled() == W().when;
    };
    bool all_brackets = true;
    for (size_t i = 2; i < count; ++i) {
        all_brackets = all_brackets && form_->kind(child(list, i)) == DatumKind::Bracket;
    }
    for (size_t i = 2; i < count;) {
        MatchClause clause;
        const DatumId of = all_brackets ? child(list, i) : list;
        size_t at = all_brackets ? 0 : i;
        const size_t end = form_->children(of).size();
        clause.place = child(list, i);
        const DatumId pattern = at < end ? child(of, at++) : DatumId();
        if (is_guard(of, at)) {
            clause.guard = at + 1 < end ? child(of, at + 1) : DatumId();
            at += 2;
        }
        if (at >= end) {
            Malformed(clause.place, "match", "a clause is [pattern body ...] or [pattern :when test body ...]");
            clauses.clear();
            return clauses;
        }
        clause.body = all_brackets ? of : child(list, at);
        clause.body_begin = all_brackets ? at : 0;
        clause.pattern.span = form_->span(pattern);
        ReadPattern(pattern, 0, clause.pattern);
        clauses.push_back(std::move(clause));
        i = all_brackets ? i + 1 : at + 1;
    }
    return clauses;
}

bool Expander::SameLiteral(const PatternTest& a, const PatternTest& b) const
{
    if (a.kind != b.kind || a.place != 0 || b.place != 0) {
        return false;
    }
    switch (a.kind) {
    case PatternTest::Kind::Struct: return a.number == b.number;
    case PatternTest::Kind::Items: return a.number == b.number && a.has_rest == b.has_rest && a.sequence == b.sequence;
    case PatternTest::Kind::Type: return a.type == b.type;
    case PatternTest::Kind::Literal:
    case PatternTest::Kind::Quoted: break;
    default: return true;
    }
    const DatumKind kind = form_->kind(a.datum);
    if (kind != form_->kind(b.datum)) {
        return false;
    }
    switch (kind) {
    case DatumKind::Int: return form_->integer(a.datum) == form_->integer(b.datum);
    case DatumKind::Bool: return form_->boolean(a.datum) == form_->boolean(b.datum);
    case DatumKind::Char: return form_->character(a.datum) == form_->character(b.datum);
    case DatumKind::String: return form_->text(a.datum) == form_->text(b.datum);
    case DatumKind::Symbol:
    case DatumKind::Keyword: return form_->symbol(a.datum).spelled() == form_->symbol(b.datum).spelled();
    default: return false;
    }
}

/// Clauses that no value comes to. And a Bool that is not the one that an earlier clause takes is the other.
void Expander::CheckMatchClauses(std::vector<MatchClause>& clauses)
{
    for (size_t i = 0; i < clauses.size(); ++i) {
        Pattern& pattern = clauses[i].pattern;
        for (size_t j = 0; j < i; ++j) {
            const MatchClause& earlier = clauses[j];
            const bool takes_all = earlier.pattern.tests.empty();
            const bool takes_same = earlier.pattern.tests.size() == 1 && !pattern.tests.empty() &&
                                    SameLiteral(earlier.pattern.tests[0], pattern.tests[0]);
            if (!earlier.guard.valid() && earlier.pattern.ok && (takes_all || takes_same)) {
                sink_.Report(DiagKind::UnreachableCode, pattern.span)
                    .Note(earlier.pattern.span, "this pattern takes all of it");
                break;
            }
            const bool both_bool = earlier.pattern.tests.size() == 1 && pattern.tests.size() == 1 &&
                                   earlier.pattern.tests[0].kind == PatternTest::Kind::Literal &&
                                   pattern.tests[0].kind == PatternTest::Kind::Literal &&
                                   earlier.pattern.tests[0].place == 0 && pattern.tests[0].place == 0 &&
                                   form_->kind(earlier.pattern.tests[0].datum) == DatumKind::Bool &&
                                   form_->kind(pattern.tests[0].datum) == DatumKind::Bool;
            if (both_bool && !earlier.guard.valid()) {
                pattern.tests[0].kind = PatternTest::Kind::Boolean;
            }
        }
    }
}

NodeId Expander::ExpandMatch(DatumId list, bool tail)
{
    const source::Span span = form_->span(list);
    if (!CheckCount(list, 2, SIZE_MAX)) {
        return AddNothing(span);
    }
    const DatumId datum = form_->children(list)[1];
    const NodeId value = Expand(datum, false);
    std::vector<MatchClause> clauses = ReadMatchClauses(list);
    if (clauses.empty()) {
        return AddNothing(span);
    }
    CheckMatchClauses(clauses);
    if (unit_.nodes[value].kind == NodeKind::LocalRef) {   // needs no name of its own
        const BindingId variable = unit_.nodes[value].binding();
        if (!unit_.bindings[variable].assigned && !top_.is_assigned(unit_.bindings[variable].name)) {
            return ExpandMatchClause(list, clauses, 0, variable, tail);
        }
    }
    const BindingId subject = NewTemp("subject", form_->span(datum));
    const NodeId body = ExpandMatchClause(list, clauses, 0, subject, tail);
    return AddLet(NodeKind::Let, span, {subject}, {value}, body);
}

/// With the pattern's names bound.
NodeId Expander::ExpandMatchBody(const MatchClause& clause, bool tail)
{
    const NodeId body =
        clause.body_begin == 0 ? Expand(clause.body, tail) : ExpandBody(clause.body, clause.body_begin, tail);
    AddTrivia(clause.place, body);
    return body;
}

NodeId Expander::ExpandMatchClause(DatumId list, const std::vector<MatchClause>& clauses, size_t index,
                                   BindingId subject, bool tail)
{
    if (index == clauses.size()) {
        return AddGlobalCall("no clause fits", form_->span(list), {AddRef(subject, form_->span(list))});
    }
    const MatchClause& clause = clauses[index];
    const Pattern& pattern = clause.pattern;
    std::vector<NodeId> tests;
    if (pattern.ok) {
        for (const PatternTest& test : pattern.tests) {
            tests.push_back(AddTest(pattern, test, subject));
        }
    }
    if (clause.guard.valid()) {
        EnterScope();
        std::vector<BindingId> bindings;
        std::vector<NodeId> values;
        BindPattern(pattern, subject, false, bindings, values);
        const NodeId guard = Expand(clause.guard, false);
        if (tests.empty()) {   // the names serve guard and body
            const NodeId body = ExpandMatchBody(clause, tail);
            LeaveScope();
            const NodeId rest = ExpandMatchClause(list, clauses, index + 1, subject, tail);
            const NodeId choice = Add(NodeKind::If, pattern.span, std::vector<NodeId>{guard, body, rest});
            return AddPatternLet(pattern, bindings, values, choice);
        }
        LeaveScope();
        tests.push_back(AddPatternLet(pattern, bindings, values, guard));
    }
    EnterScope();
    std::vector<BindingId> bindings;
    std::vector<NodeId> values;
    BindPattern(pattern, subject, clause.guard.valid(), bindings, values);
    const NodeId body = AddPatternLet(pattern, bindings, values, ExpandMatchBody(clause, tail));
    LeaveScope();
    if (tests.empty()) {
        return body;
    }
    const NodeId test = tests.size() == 1 ? tests[0] : Add(NodeKind::And, pattern.span, tests);
    const NodeId rest = ExpandMatchClause(list, clauses, index + 1, subject, tail);
    return Add(NodeKind::If, pattern.span, std::vector<NodeId>{test, body, rest});
}

}  // namespace omni::ast
