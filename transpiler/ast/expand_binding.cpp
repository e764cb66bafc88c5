// let in all spellings, letrec, named let, loop and recur, set!.
#include "ast/expander.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

/// `(x 1)`, `[x 1]`, `(x {Int} 1)`, `[[a b] list]`.
bool Expander::ParsePairClause(DatumId clause, LetClauses& out)
{
    const DatumKind kind = form_->kind(clause);
    if (kind != DatumKind::List && kind != DatumKind::Bracket) {
        return false;
    }
    const auto parts = form_->children(clause);
    const bool typed = parts.size() == 3 && form_->kind(parts[1]) == DatumKind::Brace;
    if (parts.size() != 2 && !typed) {
        return false;
    }
    LetClause result;
    result.place = clause;
    result.value = parts.back();
    if (form_->kind(parts[0]) == DatumKind::Symbol) {
        result.param = {form_->symbol(parts[0]), form_->span(parts[0]), typed ? parts[1] : DatumId()};
    } else if ((form_->kind(parts[0]) == DatumKind::Bracket && !ParseParam(*form_, parts[0], result.param)) ||
               form_->kind(parts[0]) == DatumKind::List) {
        result.pattern = parts[0];
    } else if (!ParseParam(*form_, parts[0], result.param)) {
        return false;
    }
    out.clauses.push_back(result);
    return true;
}

/// `[x 1 y {Int} 2]` and `(x 1 y 2)`.
bool Expander::ParseFlatClauses(DatumId list, LetClauses& out)
{
    const auto parts = form_->children(list);
    for (size_t i = 0; i < parts.size();) {
        LetClause clause;
        clause.place = parts[i];
        if (form_->kind(parts[i]) == DatumKind::Symbol) {
            clause.param = {form_->symbol(parts[i]), form_->span(parts[i]), {}};
            if (i + 2 < parts.size() && form_->kind(parts[i + 1]) == DatumKind::Brace) {
                clause.param.type = parts[++i];
            }
        } else if (form_->kind(parts[i]) == DatumKind::Bracket || (i > 0 && form_->kind(parts[i]) == DatumKind::List)) {
            clause.pattern = parts[i];
        } else {
            return false;
        }
        if (++i >= parts.size()) {
            return false;
        }
        clause.value = parts[i++];
        out.clauses.push_back(clause);
    }
    return true;
}

/// The bindings of a let whose binding list is child `at`.
Expander::LetClauses Expander::ParseClauses(DatumId list, size_t at)
{
    LetClauses out;
    const auto children = form_->children(list);
    out.body_begin = at + 1;
    out.ok = false;
    if (at >= children.size()) {
        Malformed(list, HeadText(list), "a binding list is missing");
        return out;
    }
    const DatumId first = children[at];
    const DatumKind kind = form_->kind(first);
    if (kind != DatumKind::List && kind != DatumKind::Bracket) {
        Malformed(first, HeadText(list), "expected a binding list");
        return out;
    }
    const auto parts = form_->children(first);
    const bool pairs = kind == DatumKind::List && (parts.empty() || form_->kind(parts[0]) != DatumKind::Symbol);
    if (pairs) {
        out.parallel = true;
        for (DatumId clause : parts) {
            if (!ParsePairClause(clause, out)) {
                Malformed(clause, HeadText(list), "a binding is (name value)");
                return out;
            }
        }
    } else {
        if (!ParseFlatClauses(first, out)) {
            Malformed(first, HeadText(list), "expected name value pairs");
            return out;
        }
        // [x 1] [y 2] body: further brackets are bindings as long as a body follows.
        while (kind == DatumKind::Bracket && out.body_begin + 1 < children.size() &&
               form_->kind(children[out.body_begin]) == DatumKind::Bracket &&
               form_->children(children[out.body_begin]).size() >= 2) {
            if (!ParseFlatClauses(children[out.body_begin], out)) {
                Malformed(children[out.body_begin], HeadText(list), "expected name value pairs");
                return out;
            }
            ++out.body_begin;
        }
    }
    out.ok = true;
    return out;
}

NodeId Expander::ExpandLet(DatumId list, bool tail)
{
    const auto children = form_->children(list);
    if (children.size() > 2 && form_->kind(children[1]) == DatumKind::Symbol) {
        const LetClauses clauses = ParseClauses(list, 2);
        if (!clauses.ok) {
            return AddNothing(form_->span(list));
        }
        return ExpandNamedLet(list, clauses, form_->symbol(children[1]), form_->span(children[1]), tail);
    }
    const LetClauses clauses = ParseClauses(list, 1);
    return clauses.ok ? ExpandPlainLet(list, clauses, tail) : AddNothing(form_->span(list));
}

NodeId Expander::ExpandLetStar(DatumId list, bool tail)
{
    LetClauses clauses = ParseClauses(list, 1);
    clauses.parallel = false;
    return clauses.ok ? ExpandPlainLet(list, clauses, tail) : AddNothing(form_->span(list));
}

bool Expander::CheckDistinct(DatumId list, const LetClauses& clauses)
{
    std::unordered_map<support::Symbol, source::Span> names;
    for (const LetClause& clause : clauses.clauses) {
        if (clause.pattern.valid()) {
            continue;
        }
        const auto [first, is_new] = names.emplace(clause.param.name, clause.param.span);
        if (!is_new) {
            sink_.Report(DiagKind::DuplicateBinding, clause.param.span, clause.param.name, HeadText(list))
                .Note(first->second, "first bound here");
            return false;
        }
    }
    return true;
}

NodeId Expander::ExpandPlainLet(DatumId list, const LetClauses& clauses, bool tail)
{
    if (clauses.parallel) {
        CheckDistinct(list, clauses);
    }
    EnterScope();
    std::vector<BindingId> bindings;
    std::vector<NodeId> values;
    std::vector<BindingId> to_bind;   // of a parallel let: visible after all values
    for (const LetClause& clause : clauses.clauses) {
        const NodeId value = Expand(clause.value, false);
        AddTrivia(clause.place, value);
        values.push_back(value);
        if (clause.pattern.valid()) {
            bindings.push_back(NewTemp("parts", form_->span(clause.pattern)));
            const size_t first = bindings.size();
            if (!ExpandPattern(clause.pattern, bindings.back(), bindings, values)) {
                continue;
            }
            for (size_t i = first; i < bindings.size(); ++i) {
                if (!unit_.bindings[bindings[i]].is_temp) {
                    to_bind.push_back(bindings[i]);
                }
            }
        } else {
            bindings.push_back(NewBinding(clause.param));
            to_bind.push_back(bindings.back());
            if (unit_.nodes[value].kind == NodeKind::Lambda) {
                DeclareLambda(unit_.nodes[value].lambda(), clause.param.name, clause.param.type);
            }
            NoteRegion(bindings.back(), value);
        }
        // A region is in scope from its creation on, also for the values beside it.
        if (!clauses.parallel || unit_.nodes[value].kind == NodeKind::RegionWish) {
            for (BindingId binding : to_bind) {
                Bind(binding);
            }
            to_bind.clear();
        }
    }
    for (BindingId binding : to_bind) {
        Bind(binding);
    }
    const NodeId body = ExpandBody(list, clauses.body_begin, tail);
    LeaveScope();
    return values.empty() ? body : AddLet(NodeKind::Let, form_->span(list), bindings, values, body);
}

/// A pattern that is no list of items: (cons a b), (Point x y) as in `match`.
bool Expander::ExpandOtherPattern(DatumId datum, BindingId source, std::vector<BindingId>& bindings,
                                  std::vector<NodeId>& values)
{
    Pattern pattern;
    pattern.span = form_->span(datum);
    ReadPattern(datum, 0, pattern);
    for (const PatternTest& test : pattern.tests) {
        if (test.datum.valid() && (test.kind == PatternTest::Kind::Literal || test.kind == PatternTest::Kind::Quoted)) {
            Malformed(test.datum, "let", "a pattern holds names and further patterns; `match` compares");
            return false;
        }
    }
    for (const PatternName& name : pattern.names) {
        values.push_back(AddPlace(pattern, name.place, source, true));
        bindings.push_back(NewBinding(name.name, name.span, name.type));
    }
    return pattern.ok;
}

/// [a b .. rest] against a list or vector: each part takes the car of what is left, `rest` what remains. A part is a name, `_`,
/// a name with its type, or a pattern.
bool Expander::ExpandPattern(DatumId pattern, BindingId source, std::vector<BindingId>& bindings,
                             std::vector<NodeId>& values)
{
    if (form_->kind(pattern) != DatumKind::Bracket) {
        return ExpandOtherPattern(pattern, source, bindings, values);
    }
    const size_t count = form_->children(pattern).size();
    const source::Span whole = form_->span(pattern);
    const auto is_vector = [&] { return AddGlobalCall("vector?", whole, {AddRef(source, whole)}); };
    // What is left of a list; of a vector, which is taken apart by index, nothing.
    const auto of_list = [&](source::Span span, NodeId rest) {
        return Add(NodeKind::If, span, std::vector<NodeId>{is_vector(), AddLiteral(LiteralKind::Nil, span), rest});
    };
    BindingId current = NewTemp("items", whole);
    values.push_back(AddRef(source, whole));
    bindings.push_back(current);
    for (size_t i = 0; i < count; ++i) {
        DatumId part = form_->children(pattern)[i];
        const source::Span span = form_->span(part);
        const bool is_rest = form_->is_symbol(part, W().dots);
        if (is_rest && i + 2 == count) {
            part = form_->children(pattern)[i + 1];
        }
        const DatumKind kind = form_->kind(part);
        const bool is_name = kind == DatumKind::Symbol;
        if ((is_rest && (i + 2 != count || !is_name)) ||
            !(is_name || kind == DatumKind::Bracket || kind == DatumKind::List)) {
            Malformed(part, "let", "a pattern is [a b .. rest]");
            return false;
        }
        if (is_rest) {
            const NodeId length = AddGlobalCall("vector-length", span, {AddRef(source, span)});
            const NodeId items = AddGlobalCall(
                "subvector", span, {AddRef(source, span), AddLiteral(LiteralKind::Int, span, i), length});
            values.push_back(
                Add(NodeKind::If, span, std::vector<NodeId>{is_vector(), items, AddRef(current, span)}));
            bindings.push_back(NewBinding(form_->symbol(part), form_->span(part)));
            return true;
        }
        if (!form_->is_symbol(part, W().underscore)) {
            const NodeId item = AddGlobalCall(
                "vector-ref", span, {AddRef(source, span), AddLiteral(LiteralKind::Int, span, i)});
            values.push_back(Add(NodeKind::If, span,
                                 std::vector<NodeId>{is_vector(), item,
                                                     AddGlobalCall("car", span, {AddRef(current, span)})}));
            ParamSpec param;
            if (is_name) {
                bindings.push_back(NewBinding(form_->symbol(part), span));
            } else if (kind == DatumKind::Bracket && ParseParam(*form_, part, param)) {
                bindings.push_back(NewBinding(param));
            } else {
                bindings.push_back(NewTemp("part", span));
                if (!ExpandPattern(part, bindings.back(), bindings, values)) {
                    return false;
                }
            }
        }
        if (i + 1 < count) {
            values.push_back(of_list(span, AddGlobalCall("cdr", span, {AddRef(current, span)})));
            current = NewTemp("tail", span);
            bindings.push_back(current);
        }
    }
    return true;
}

BindingId Expander::BeginLoop(support::Symbol name, source::Span span)
{
    EnterScope();
    const BindingId loop = NewBinding(name, span);
    const LambdaId lambda = ReserveLambda(name, span, loop);
    unit_.lambdas[lambda].params.clear();
    lambda_ = lambda;
    return loop;
}

BindingId Expander::LoopParam(BindingId loop, const ParamSpec& spec)
{
    const LambdaId lambda = unit_.bindings[loop].lambda;
    const BindingId known = Lookup(spec.name);
    if (known.valid() && unit_.bindings[known].owner == lambda) {
        sink_.Report(DiagKind::DuplicateParameter, spec.span, spec.name)
            .Note(unit_.bindings[known].span, "first bound here");
    }
    const BindingId param = NewBinding(spec);
    unit_.lambdas[lambda].params.push_back(param);
    Bind(param);
    return param;
}

NodeId Expander::FinishLoop(BindingId loop, source::Span span, NodeId body, const std::vector<NodeId>& inits,
                            bool tail)
{
    LeaveScope();
    const LambdaId lambda = unit_.bindings[loop].lambda;
    unit_.lambdas[lambda].body = body;
    lambda_ = unit_.lambdas[lambda].parent;
    const NodeId function = AddLambda(lambda);
    const NodeId call = AddLocalCall(loop, span, inits, tail);
    return AddLet(NodeKind::Letrec, span, {loop}, {function}, call);
}

NodeId Expander::ExpandNamedLet(DatumId list, const LetClauses& clauses, support::Symbol name,
                                source::Span name_span, bool tail)
{
    const source::Span span = form_->span(list);
    const bool is_loop = form_->is_symbol(form_->children(list)[0], W().loop);
    std::vector<NodeId> inits;
    for (const LetClause& clause : clauses.clauses) {
        inits.push_back(Expand(clause.value, false));
        AddTrivia(clause.place, inits.back());
    }
    const BindingId outer_recur = recur_target_;
    const BindingId loop = BeginLoop(name, name_span);
    if (is_loop) {
        recur_target_ = loop;
    } else {
        recur_target_ = {};
        Bind(loop);
    }
    std::vector<BindingId> bindings;
    std::vector<NodeId> values;
    EnterScope();   // what patterns take apart anew in each round
    for (const LetClause& clause : clauses.clauses) {
        if (clause.pattern.valid()) {
            const BindingId whole = NewTemp("parts", form_->span(clause.pattern));
            unit_.lambdas[unit_.bindings[loop].lambda].params.push_back(whole);
            ExpandPattern(clause.pattern, whole, bindings, values);
        } else {
            LoopParam(loop, clause.param);
        }
    }
    for (BindingId binding : bindings) {
        if (!unit_.bindings[binding].is_temp) {
            Bind(binding);
        }
    }
    NodeId body = ExpandBody(list, clauses.body_begin, true);
    LeaveScope();
    if (values.size() == bindings.size() && !values.empty()) {
        body = AddLet(NodeKind::Let, span, bindings, values, body);
    }
    recur_target_ = outer_recur;
    return FinishLoop(loop, span, body, inits, tail);
}

/// (loop [i 0 acc '()] body ... (recur ...)) is a named let that `recur` calls.
NodeId Expander::ExpandLoop(DatumId list, bool tail)
{
    const LetClauses clauses = ParseClauses(list, 1);
    if (!clauses.ok) {
        return AddNothing(form_->span(list));
    }
    return ExpandNamedLet(list, clauses, W().loop, form_->span(form_->children(list)[0]), tail);
}

NodeId Expander::ExpandRecur(DatumId list, bool tail)
{
    const source::Span span = form_->span(list);
    std::vector<NodeId> args;
    for (size_t i = 1; i < form_->children(list).size(); ++i) {
        args.push_back(Expand(form_->children(list)[i], false));
    }
    if (!recur_target_.valid() || !tail || unit_.bindings[recur_target_].lambda != lambda_) {
        sink_.Report(DiagKind::RecurOutside, span);
        return AddNothing(span);
    }
    return AddLocalCall(recur_target_, span, args, true);
}

NodeId Expander::ExpandLetrec(DatumId list, bool tail)
{
    const LetClauses clauses = ParseClauses(list, 1);
    if (!clauses.ok) {
        return AddNothing(form_->span(list));
    }
    CheckDistinct(list, clauses);
    EnterScope();
    std::vector<BindingId> bindings;
    for (const LetClause& clause : clauses.clauses) {
        if (clause.pattern.valid()) {
            LeaveScope();
            return Malformed(clause.pattern, "letrec", "a pattern cannot be bound recursively: use `let`");
        }
        bindings.push_back(NewBinding(clause.param));
        initialised_[bindings.back().index()] = false;
        if (IsLambda(clause.value)) {
            ReserveLambda(clause.param.name, form_->span(clause.value), bindings.back());
        }
    }
    for (BindingId binding : bindings) {
        Bind(binding);
    }
    std::vector<NodeId> values;
    for (size_t i = 0; i < bindings.size(); ++i) {
        const DatumId value = clauses.clauses[i].value;
        const LambdaId lambda = unit_.bindings[bindings[i]].lambda;
        if (lambda.valid()) {
            const Signature signature = ParseLambda(*form_, value);
            if (signature.error.ok()) {
                values.push_back(ExpandFunction(signature, lambda));
                DeclareLambda(lambda, clauses.clauses[i].param.name, clauses.clauses[i].param.type);
                const auto comments = form_->comments_before(clauses.clauses[i].place);
                unit_.lambdas[lambda].comments.assign(comments.begin(), comments.end());
            } else {
                ReportShape(signature.error, value);
                unit_.bindings[bindings[i]].lambda = {};
                unit_.lambdas[lambda].body = AddNothing(form_->span(value));
                values.push_back(AddNothing(form_->span(value)));
            }
        } else {
            values.push_back(Expand(value, false));
            AddTrivia(clauses.clauses[i].place, values.back());
        }
        initialised_[bindings[i].index()] = true;
    }
    const NodeId body = ExpandBody(list, clauses.body_begin, tail);
    LeaveScope();
    return bindings.empty() ? body : AddLet(NodeKind::Letrec, form_->span(list), bindings, values, body);
}

NodeId Expander::ExpandSet(DatumId list, bool)
{
    if (!CheckCount(list, 2, 2)) {
        return AddNothing(form_->span(list));
    }
    const DatumId target = form_->children(list)[1];
    if (form_->kind(target) != DatumKind::Symbol && form_->kind(target) != DatumKind::Path) {
        sink_.Report(DiagKind::MalformedForm, form_->span(target), "set!", "the target must be a name")
            .Hint("parts of objects have functions of their own: `set-car!`, `vector-set!`, `string-set!`");
        return AddNothing(form_->span(list));
    }
    if (Path path = ParsePath(target); path.head.valid()) {
        return ExpandPathSet(list, path);
    }
    if (form_->kind(target) == DatumKind::Path) {
        return AddNothing(form_->span(list));
    }
    const NodeId value = Expand(form_->children(list)[2], false);
    const Meaning meaning = Resolve(form_->symbol(target));
    const BindingId binding = meaning.binding;
    if (meaning.macro != nullptr) {
        sink_.Report(DiagKind::SyntaxAsValue, form_->span(target), form_->symbol(target));
        return AddNothing(form_->span(list));
    }
    if (!binding.valid()) {
        const support::Symbol name = meaning.global;
        const TopItem* item = top_.Find(name);
        if (top_.is_imported(name)) {
            sink_.Report(DiagKind::AssignmentOfConstant, form_->span(target), name, "it is imported")
                .Note(top_.imported[name.index()], "imported here");
        } else if (item == nullptr) {
            sink_.Report(DiagKind::SetOfUnbound, form_->span(target), name)
                .Hint(fmt::format("define it first: (define {} ...)", name.text()));
        } else if (item->kind == ItemKind::StructOp) {
            sink_.Report(DiagKind::AssignmentOfConstant, form_->span(target), name, "it belongs to a struct type")
                .Note(item->name_span, "defined here");
        }
        return Add(NodeKind::SetGlobal, form_->span(list), std::vector<NodeId>{value}, name.index());
    }
    unit_.bindings[binding].assigned = true;
    if (!initialised_[binding.index()]) {
        unit_.bindings[binding].forward = true;
    }
    const NodeId node = Add(NodeKind::SetLocal, form_->span(list), std::vector<NodeId>{value}, binding.index());
    Ref ref;
    ref.node = node;
    ref.binding = binding;
    ref.in = lambda_;
    ref.is_set = true;
    unit_.refs.push_back(ref);
    return node;
}

}  // namespace omni::ast
