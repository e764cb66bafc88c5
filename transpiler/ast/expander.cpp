#include "ast/expander.h"
#include "ast/form_shapes.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "support/check.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

/// Special forms by the index of their symbol.
struct FormTable {
    struct Entry {
        Expander::Handler handler = nullptr;
        bool unsupported = false;
    };
    std::vector<Entry> entries;

    FormTable()
    {
#define FORM(name, method) Put(name, {&Expander::method, false});
#define UNSUPPORTED(name) Put(name, {nullptr, true});
#include "ast/forms.def"
    }
    void Put(std::string_view name, Entry entry)
    {
        const uint32_t index = support::Intern(name).index();
        if (index >= entries.size()) {
            entries.resize(index + 1);
        }
        entries[index] = entry;
    }
    [[nodiscard]] Entry Find(support::Symbol name) const
    {
        return name.index() < entries.size() ? entries[name.index()] : Entry{};
    }
    static const FormTable& Get()
    {
        static const FormTable table;
        return table;
    }
};

bool IsSyntax(support::Symbol name)
{
    const FormTable::Entry form = FormTable::Get().Find(name);
    return form.handler != nullptr || form.unsupported || name == W().else_ || name == W().arrow ||
           name == W().underscore || name == W().ellipsis || name == W().nothing || name == W().nil;
}

Expander::Expander(const TopLevel& top, source::Sink& sink) : top_(top), sink_(sink), expander_(sink), structs_(top.structs)
{
    FormTable::Get();
    for (const StructDef& def : structs_) {
        struct_names_.push_back(def.shape.name.spelled());
    }
}

Unit Expander::ExpandItem(syntax::Form& form, const TopItem& item)
{
    if (form_ != &form || form_index_ != item.form) {
        expander_.Forget();
    }
    form_ = &form;
    form_index_ = item.form;
    constexpr size_t kLong = 256;  // more is asked for when it is needed: a form may have many items
    unit_ = Unit();
    unit_.nodes.Reserve(std::min(form.size(), kLong));
    unit_.kids.reserve(std::min(form.size(), kLong));
    macros_.clear();
    regions_.clear();
    split_.clear();
    keys_.clear();
    macros_before_ = item.macros_before;
    expansions_ = 0;
    initialised_.clear();
    lambda_ = {};
    recur_target_ = {};
    clause_ = item.kind == ItemKind::Clause ? &item : nullptr;
    EnterScope();
    if (item.kind == ItemKind::Function) {
        const DefineShape shape = ParseDefinition(item.datum);
        const BindingId self = NewBinding(item.name, item.name_span);
        if (item.names_itself) {
            BindLocal(shape.name, self, nullptr);
        }
        const LambdaId lambda = ReserveLambda(item.name, form.span(item.datum), self);
        ExpandFunction(shape.signature, lambda);
        DeclareLambda(lambda, shape.name, shape.value_type);
    } else if (item.kind == ItemKind::Clause) {
        const BindingId self = NewBinding(item.name, item.name_span);
        ExpandFunction(ParseClause(form, item.datum), ReserveLambda(item.name, form.span(item.datum), self));
    } else {
        lambda_ = ReserveLambda({}, form.span(item.datum), {});
        NodeId body;
        if (item.kind == ItemKind::Values) {
            body = ExpandTopValues(item);
        } else if (item.kind == ItemKind::Value) {
            const DefineShape shape = ParseDefinition(item.datum);
            body = shape.is_function
                       ? ExpandFunction(shape.signature, ReserveLambda(item.name, form.span(item.datum), {}))
                       : Expand(shape.value, false);
        } else {
            body = Expand(item.datum, false);
        }
        unit_.lambdas[LambdaId(0)].body = body;
    }
    LeaveScope();
    CheckCalls();
    std::stable_sort(unit_.trivia.begin(), unit_.trivia.end(),
                     [](const NodeTrivia& a, const NodeTrivia& b) { return a.node < b.node; });
    return std::move(unit_);
}

NodeId Expander::Expand(DatumId datum, bool tail)
{
    if (expansions_ > 0 && !expander_.Count(*form_, datum)) {
        return AddNothing(form_->span(datum));
    }
    const NodeId node = ExpandBare(datum, tail);
    AddTrivia(datum, node);
    return node;
}

NodeId Expander::ExpandBare(DatumId datum, bool tail)
{
    const source::Span span = form_->span(datum);
    switch (form_->kind(datum)) {
    case DatumKind::Int:
    case DatumKind::Float:
    case DatumKind::String:
    case DatumKind::Char:
    case DatumKind::Keyword:
        return Quoted(datum);
    case DatumKind::Bool:
        return AddLiteral(LiteralKind::Bool, span, form_->boolean(datum) ? 1 : 0);
    case DatumKind::Symbol:
        return ExpandName(datum);
    case DatumKind::List:
        return ExpandCombination(datum, tail);
    case DatumKind::Vector:
    case DatumKind::Bytes:
        return Quoted(datum);
    case DatumKind::Bracket:
        return ExpandContainer(datum, "vector");
    case DatumKind::Dict:
        return ExpandContainer(datum, "dict");
    case DatumKind::Path: {
        Path path = ParsePath(datum);
        return path.head.valid() ? ExpandPath(path, path.steps.size()) : AddNothing(span);
    }
    case DatumKind::Meta:
        return NotYet(datum, "metadata is");
    case DatumKind::Brace:
        sink_.Report(DiagKind::SyntaxAsValue, span, "{...}");
        return AddNothing(span);
    }
    OMNI_UNREACHABLE("datum kind");
}

NodeId Expander::ExpandName(DatumId datum)
{
    const source::Span span = form_->span(datum);
    const Meaning meaning = Resolve(form_->symbol(datum));
    if (meaning.binding.valid()) {
        return AddRef(meaning.binding, span);
    }
    const support::Symbol name = meaning.global;
    if (meaning.macro != nullptr) {
        sink_.Report(DiagKind::SyntaxAsValue, span, form_->symbol(datum));
        return AddNothing(span);
    }
    if (!top_.Knows(name)) {
        if (name == W().nothing || name == W().nil) {
            return AddNothing(span);
        }
        const FormTable::Entry form = FormTable::Get().Find(name);
        if (form.handler != nullptr || form.unsupported || name == W().else_ || name == W().arrow) {
            sink_.Report(DiagKind::SyntaxAsValue, span, name)
                .Hint(name == W().else_ ? "`else` begins the last clause of `cond`, `case` or `guard`" : ShapeHint(name.text()));
            return AddNothing(span);
        }
        if (Path path = ParsePath(datum); path.head.valid()) {
            return ExpandPath(path, path.steps.size());
        }
    }
    if (IsLibraryAlias(name) && !top_.Knows(name)) {
        return AddGlobal(name.text(), span);
    }
    return Add(NodeKind::GlobalRef, span, {}, name.index());
}

Expander::Handler Expander::FormOf(DatumId list, bool& unsupported) const
{
    const DatumId head = form_->children(list)[0];
    if (form_->kind(head) != DatumKind::Symbol) {
        return nullptr;
    }
    const support::Symbol name = form_->symbol(head);
    const FormTable::Entry entry = FormTable::Get().Find(name.spelled());
    if (entry.handler == nullptr && !entry.unsupported) {
        return nullptr;
    }
    const Meaning meaning = Resolve(name);
    if (meaning.binding.valid() || meaning.macro != nullptr || top_.Knows(meaning.global)) {
        return nullptr;
    }
    unsupported = entry.unsupported;
    return entry.handler;
}

NodeId Expander::ExpandCombination(DatumId list, bool tail)
{
    const auto children = form_->children(list);
    if (children.empty()) {
        return AddLiteral(LiteralKind::Nil, form_->span(list));
    }
    if (const Macro* macro = MacroOf(list)) {
        return ExpandMacroUse(*macro, list, tail);
    }
    bool unsupported = false;
    const Handler handler = FormOf(list, unsupported);
    if (unsupported) {
        return NotYet(list, "`" + std::string(HeadText(list)) + "` is");
    }
    if (form_->tail(list).valid()) {
        return Malformed(form_->tail(list), handler != nullptr ? HeadText(list) : "call",
                         "a form cannot end in a dotted tail");
    }
    return handler != nullptr ? (this->*handler)(list, tail) : ExpandCall(list, tail);
}

NodeId Expander::ExpandCall(DatumId list, bool tail)
{
    if (form_->children(list).size() == 3 && IsLibraryCall(list, W().call_with_values)) {
        return ExpandCallWithValues(list, tail);
    }
    if (IsCallWithExit(list)) {
        return ExpandCallWithExit(list, tail);
    }
    return ExpandPlainCall(list, tail);
}

NodeId Expander::ExpandPlainCall(DatumId list, bool tail)
{
    const source::Span span = form_->span(list);
    const DatumId head = form_->children(list)[0];
    const size_t count = form_->children(list).size() - 1;
    if (IsLambda(head)) {   // ((lambda (x) body) value) is a let
        const Signature signature = ParseLambda(*form_, head);
        if (signature.error.ok() && !signature.has_rest && signature.params.size() == count) {
            std::vector<NodeId> values;
            for (size_t i = 0; i < count; ++i) {
                values.push_back(Expand(form_->children(list)[i + 1], false));
            }
            std::vector<BindingId> bindings;
            EnterScope();
            for (const ParamSpec& param : signature.params) {
                bindings.push_back(NewBinding(param));
                Bind(bindings.back());
            }
            const NodeId body = ExpandBody(signature.list, signature.body_begin, tail);
            LeaveScope();
            return AddLet(NodeKind::Let, span, bindings, values, body);
        }
        if (signature.error.ok() && (count < signature.min_args() || !signature.has_rest)) {
            sink_.Report(DiagKind::WrongArgumentCount, span, "lambda",
                         std::to_string(signature.min_args()) +
                             (signature.min_args() == 1 ? " argument" : " arguments"),
                         std::to_string(count));
        }
    }
    BindingId callee;
    if (form_->kind(head) == DatumKind::Symbol) {
        callee = Lookup(form_->symbol(head));
        if (!callee.valid() && IsOwnClause(form_->symbol(head), count)) {
            callee = BindingId(0);
        }
    }
    std::vector<NodeId> kids;
    kids.reserve(count + 1);
    kids.push_back(callee.valid() ? NodeId() : Expand(head, false));
    for (size_t i = 0; i < count; ++i) {
        kids.push_back(Expand(form_->children(list)[i + 1], false));
    }
    if (callee.valid()) {
        return AddLocalCall(callee, span, {kids.begin() + 1, kids.end()}, tail);
    }
    const Node& function = unit_.nodes[kids[0]];
    if (function.kind == NodeKind::Literal || function.kind == NodeKind::QuotedList ||
        function.kind == NodeKind::QuotedVector) {
        if (!sink_.has_errors() || function.literal != LiteralKind::Nothing) {
            sink_.Report(DiagKind::NotAFunction, function.span, "this constant")
                .Hint("parentheses call what stands first in them; data are quoted: '(1 2 3)");
        }
        return AddNothing(span);
    }
    const NodeId call = Add(NodeKind::Call, span, kids);
    unit_.nodes[call].tail = tail;
    return call;
}

/// Does a call go to the clause of a case-lambda that is being expanded?
bool Expander::IsOwnClause(support::Symbol name, size_t arg_count) const
{
    const TopItem* item = clause_ == nullptr ? nullptr : GlobalItem(name);
    if (item == nullptr || item->kind != ItemKind::Cases || item->name != clause_->name) {
        return false;
    }
    size_t index = 0;
    while (index < item->arities.size() && !item->arities[index].Takes(arg_count)) {
        ++index;
    }
    return index == clause_->clause;
}

/// Calls of local functions that are known for good are checked here, when all of them have been seen.
void Expander::CheckCalls()
{
    for (const Ref& ref : unit_.refs) {
        const Binding& binding = unit_.bindings[ref.binding];
        if (!ref.is_call || !binding.lambda.valid() || binding.assigned) {
            continue;
        }
        const Lambda& lambda = unit_.lambdas[binding.lambda];
        const size_t least = lambda.params.size() - (lambda.has_rest ? 1 : 0);
        if (ref.arg_count < least || (!lambda.has_rest && ref.arg_count > least)) {
            sink_.Report(DiagKind::WrongArgumentCount, unit_.nodes[ref.node].span, binding.name,
                         (lambda.has_rest ? "at least " : "") + std::to_string(least) +
                             (least == 1 ? " argument" : " arguments"),
                         std::to_string(ref.arg_count))
                .Note(binding.span, "defined here");
        }
    }
}

BindingId Expander::NewBinding(support::Symbol name, source::Span span, TypeSet type)
{
    Binding binding;
    binding.name = name.spelled();
    binding.span = span;
    binding.type = type;
    binding.owner = lambda_;
    initialised_.push_back(true);
    keys_.push_back(name);
    return unit_.bindings.Add(binding);
}

BindingId Expander::NewBinding(const ParamSpec& param)
{
    const BindingId binding = NewBinding(param.name, param.span, ParseType(*form_, param.type, sink_));
    if (std::optional<ProcedureType> procedure = ParseProcedureType(*form_, param.type, struct_names_, sink_)) {
        unit_.procedure_types.push_back(std::move(*procedure));
        unit_.bindings[binding].procedure = static_cast<uint32_t>(unit_.procedure_types.size());
    }
    return binding;
}

BindingId Expander::NewTemp(std::string_view name, source::Span span)
{
    const BindingId binding = NewBinding(support::Intern(name), span);
    unit_.bindings[binding].is_temp = true;
    return binding;
}

void Expander::LeaveScope()
{
    for (; locals_.size() > scope_marks_.back(); locals_.pop_back()) {
        local_[locals_.back().name.index()] = locals_.back().hidden;
    }
    scope_marks_.pop_back();
}

void Expander::BindLocal(support::Symbol name, BindingId binding, const Macro* macro)
{
    if (name.index() >= local_.size()) {
        local_.resize(name.index() + 64);
    }
    uint32_t& local = local_[name.index()];
    locals_.push_back({name, binding, macro, local, static_cast<uint32_t>(scope_marks_.size()), {}});
    local = static_cast<uint32_t>(locals_.size());
}

/// An alias that nothing binds means what its original means where the macro was defined: only the first so many
/// scopes count for it.
Expander::Meaning Expander::Resolve(support::Symbol name, uint32_t scope) const
{
    while (true) {
        uint32_t at = name.index() < local_.size() ? local_[name.index()] : 0;
        for (; at != 0; at = locals_[at - 1].hidden) {
            if (locals_[at - 1].scope <= scope) {
                return {locals_[at - 1].binding, locals_[at - 1].macro, locals_[at - 1].global};
            }
        }
        if (!top_.macros.empty()) {
            if (const Macro* macro = top_.FindMacro(name, macros_before_)) {
                return {{}, macro, {}};
            }
        }
        const support::SymbolTable& symbols = support::Symbols();
        if (!symbols.is_alias(name) || top_.Knows(name)) {
            return {{}, nullptr, top_.ItemName(name)};
        }
        if (IsLibraryAlias(name)) {
            return {{}, nullptr, name};
        }
        scope = symbols.alias_note(name);
        name = symbols.alias_of(name);
    }
}

bool Expander::IsWordOfLanguage(DatumId datum) const
{
    const support::Symbol word = form_->symbol(datum).spelled();
    return Resolve(form_->symbol(datum)).global == word && top_.Find(word) == nullptr;
}

bool Expander::IsWord(DatumId datum, support::Symbol word) const
{
    return form_->is_symbol(datum, word) && Resolve(form_->symbol(datum)).global == word;
}

NodeId Expander::Malformed(DatumId at, std::string_view form_name, std::string_view text)
{
    const bool is_of_form = text.find("pattern") == std::string_view::npos && text.find("dict") == std::string_view::npos;
    sink_.Report(DiagKind::MalformedForm, form_->span(at), form_name, text)
        .Hint(is_of_form ? ShapeHint(form_name) : std::string());
    return AddNothing(form_->span(at));
}

NodeId Expander::NotYet(DatumId at, std::string text)
{
    sink_.Report(DiagKind::NotYetSupported, form_->span(at), text);
    return AddNothing(form_->span(at));
}

void Expander::ReportShape(const ShapeError& error, DatumId list)
{
    if (error.kind == DiagKind::NotYetSupported) {
        sink_.Report(error.kind, error.span, error.text);
    } else {
        sink_.Report(error.kind, error.span, HeadText(list), error.text).Hint(ShapeHint(HeadText(list)));
    }
}

std::string_view Expander::HeadText(DatumId list) const
{
    const DatumId head = form_->children(list)[0];
    return form_->kind(head) == DatumKind::Symbol ? form_->symbol(head).text() : std::string_view("call");
}

bool Expander::CheckCount(DatumId list, size_t least, size_t most)
{
    const size_t count = form_->children(list).size() - 1;
    if (count >= least && count <= most) {
        return true;
    }
    std::string text = "expected ";
    text += least == most ? std::to_string(least) : std::to_string(least) + (most > 99 ? " or more" : " or more");
    if (least != most && most <= 99) {
        text = "expected " + std::to_string(least) + " to " + std::to_string(most);
    }
    text += (least == most && least == 1 ? " part, found " : " parts, found ") + std::to_string(count);
    Malformed(list, HeadText(list), text);
    return false;
}

}  // namespace omni::ast
