// What the names of the library mean: prims, their synonyms and compositions, functions of the prelude.
#include <algorithm>

#include "core/function_builder.h"
#include "core/module_builder.h"
#include "prelude/prelude.h"
#include "support/check.h"

namespace omni::core {

using ast::ItemKind;
using source::DiagKind;

namespace {

/// Names of the language's library that omnic does not have yet: told apart from misspelt ones.
constexpr std::string_view kNotYet[] = {
    "chan", "chan-send!", "chan-recv!", "chan-close!", "send!", "send", "recv!", "recv", "join", "weak",
    "weak-get", "eval", "environment", "interaction-environment", "load", "rationalize", "make-rectangular",
    "make-polar", "number->symbol"};

/// Of `n-1`, `a+b`: the call that was meant, `(- n 1)`; empty for other names.
std::string SplitInfix(std::string_view name)
{
    const size_t at = name.find_first_of("+-*/", 1);
    const std::string_view right = at == std::string_view::npos ? std::string_view() : name.substr(at + 1);
    const bool is_number = !right.empty() && right.find_first_not_of("0123456789") == std::string_view::npos;
    const bool is_letter = right.size() == 1 && at == 1 && right[0] >= 'a' && right[0] <= 'z';
    if (!is_number && !is_letter) {
        return {};
    }
    return fmt::format("({} {} {})", name[at], name.substr(0, at), right);
}

/// Names that mean the same as a prim.
struct Synonym {
    std::string_view name;
    std::string_view prim;
};
constexpr Synonym kSynonyms[] = {
    {"pair", "cons"},           {"empty?", "null?"},          {"exact->inexact", "inexact"},
    {"inexact->exact", "exact"}, {"exact-integer?", "int?"},   {"real?", "number?"},
    {"complex?", "number?"},    {"exact?", "int?"},           {"inexact?", "float?"},
    {"magnitude", "abs"},       {"write-simple", "write"},
    {"boolean=?", "eq?"},       {"symbol=?", "eq?"},          {"truncate-quotient", "quotient"},
    {"truncate-remainder", "remainder"}, {"floor-remainder", "modulo"},
    {"bytevector?", "bytes?"},  {"bytevector", "bytes"},      {"make-bytevector", "make-bytes"},
    {"bytevector-u8-ref", "bytes-ref"}, {"bytevector-u8-set!", "bytes-set!"},
    {"bytevector-length", "bytes-length"}, {"bytevector-copy", "bytes-copy"},
    {"bytevector-copy!", "bytes-copy!"}, {"bytevector-append", "bytes-append"},
    {"bytevector-fill!", "bytes-fill!"},
    {"dict-size", "dict-count"}, {"dict-contains?", "dict-has?"}, {"dict-delete!", "dict-remove!"},
    {"bitwise-and", "bit-and"},  {"bitwise-ior", "bit-or"},    {"bitwise-or", "bit-or"},
    {"bitwise-xor", "bit-xor"},  {"bitwise-not", "bit-not"},   {"flush-output", "flush-output-port"},
    {"hash-table?", "dict?"},   {"hash-table-set!", "dict-set!"},
    {"hash-table-delete!", "dict-remove!"}, {"hash-table-contains?", "dict-has?"},
    {"hash-table-exists?", "dict-has?"}, {"hash-table-size", "dict-count"},
    {"hash-table-count", "dict-count"}, {"hash-table-keys", "dict-keys"},
    {"hash-table-values", "dict-values"}, {"hash-table->alist", "dict->list"},
    {"hash-table-copy", "dict-copy"}, {"hash-table/put!", "dict-set!"}, {"hash-table/remove!", "dict-remove!"},
    {"hash-table/count", "dict-count"}, {"hash-table/get", "hash-table-ref/default"},
    {"make-equal-hash-table", "make-hash-table"},
    {"hashtable?", "dict?"},    {"hashtable-set!", "dict-set!"}, {"hashtable-delete!", "dict-remove!"},
    {"hashtable-contains?", "dict-has?"}, {"hashtable-size", "dict-count"},
    {"hashtable-ref", "hash-table-ref/default"}, {"hashtable-update!", "hash-table-update!/default"},
    {"hash-table-clear!", "hashtable-clear!"},
    {"logand", "bit-and"},      {"logior", "bit-or"},         {"logxor", "bit-xor"},
    {"lognot", "bit-not"},      {"ash", "arithmetic-shift"},  {"bitwise-arithmetic-shift", "arithmetic-shift"},
    {"bitwise-arithmetic-shift-left", "arithmetic-shift"},
    {"for-all", "every"},       {"exists", "any"},            {"append-reverse!", "append-reverse"},
    {"take!", "take"},          {"drop-right!", "drop-right"}, {"filter!", "filter"},
    {"remove!", "remove"},
    {"1+", "add1"},             {"1-", "sub1"},
    {"-1+", "sub1"},            {"reverse!", "reverse"},      {"set-box-value!", "set-box!"},
    {"except-last-pair!", "except-last-pair"}, {"make-initialized-list", "list-tabulate"},
    {"stream-car", "car"},      {"stream-first", "car"},      {"stream-rest", "stream-cdr"},
    {"stream-null?", "null?"},  {"empty-stream?", "null?"},
    {"call/cc", "call-with-current-continuation"}, {"call/ec", "call-with-current-continuation"},
    {"call-with-escape-continuation", "call-with-current-continuation"}};

std::string_view CanonicalName(std::string_view name)
{
    for (const Synonym& synonym : kSynonyms) {
        if (synonym.name == name) {
            return synonym.prim;
        }
    }
    return name;
}

/// The letters between c and r of car's compositions; empty for any other name.
std::string_view CarCdrPath(std::string_view name)
{
    if (name.size() < 4 || name.size() > 6 || name.front() != 'c' || name.back() != 'r') {
        return {};
    }
    const std::string_view path = name.substr(1, name.size() - 2);
    return path.find_first_not_of("ad") == std::string_view::npos ? path : std::string_view();
}

/// Does a definition that was reported make the name: `f`, or `make-Point`, `Point?`, `Point-x`, `set-Point-x!` of Point?
bool IsOfBroken(std::string_view name, const std::vector<support::Symbol>& broken)
{
    return std::any_of(broken.begin(), broken.end(), [&](support::Symbol symbol) {
        const std::string base(symbol.text());
        return name == base || name == base + "?" || name == "make-" + base || name.starts_with(base + "-") ||
               name.starts_with("set-" + base + "-");
    });
}

}  // namespace

support::Symbol CanonicalName(support::Symbol name)
{
    const std::string_view canonical = CanonicalName(name.text());
    return canonical.data() == name.text().data() ? name : support::Intern(canonical);
}

Entity ModuleBuilder::ResolveLibrary(support::Symbol name)
{
    name = CanonicalName(name);
    Entity entity;
    entity.prim = FindPrim(name.text());
    if (entity.prim != Prim::Count) {
        entity.kind = EntityKind::Prim;
        return entity;
    }
    entity.path = CarCdrPath(name.text());
    if (!entity.path.empty()) {
        entity.kind = EntityKind::CarCdr;
        return entity;
    }
    entity = FindPrelude(name);
    if (entity.kind == EntityKind::None) {
        for (std::string_view later : kNotYet) {
            if (later == name.text()) {
                entity.kind = EntityKind::NotYet;
            }
        }
    }
    return entity;
}

Entity ModuleBuilder::FindPrelude(support::Symbol name)
{
    if (const auto found = prelude_.find(name); found != prelude_.end()) {
        return found->second;
    }
    const prelude::Definition* definition = prelude::Find(name.text());
    if (definition == nullptr || definition->is_macro) {
        return {};
    }
    const source::FileId file =
        files_.Add(fmt::format("<prelude>/{}", definition->file), std::string(definition->text));
    syntax::ParsedFile parsed = syntax::ParseFile(files_, file, sink_);
    OMNI_CHECK(parsed.forms.size() == 1, "prelude definition of {}", name.text());
    const ast::TopLevel top = ast::CollectTopLevel(parsed.forms, sink_);
    OMNI_CHECK(top.items.size() == 1 && top.items[0].kind == ItemKind::Function, "prelude definition of {}",
               name.text());
    Entity entity;
    entity.kind = EntityKind::Function;
    entity.function = ReserveFunction(name);
    entity.min_args = top.items[0].min_args;
    entity.has_rest = top.items[0].has_rest;
    prelude_.emplace(name, entity);
    pending_.push_back({std::move(parsed.forms[0]), top.items[0], entity.function});
    return entity;
}

/// NAME-any or NAME, whichever has a rest parameter (`string-any` has none: it looks at the chars of a string); None when
/// there is neither.
Entity ModuleBuilder::FindVariadic(support::Symbol name)
{
    if (const Entity any = FindAny(name); any.has_rest) {
        return any;
    }
    const support::Symbol canonical = CanonicalName(name);
    const Entity any = canonical == name ? Entity() : FindAny(canonical);
    const Entity own = any.has_rest ? any : FindPrelude(canonical);
    return own.has_rest ? own : Entity();
}

/// `boolean=?` is `eq?`, but takes more.
Entity ModuleBuilder::FindAny(support::Symbol name)
{
    return FindPrelude(support::Intern(fmt::format("{}-any", name.text())));
}

FuncId ModuleBuilder::ValueOfLibrary(support::Symbol name, const Entity& entity)
{
    name = FindAny(name).has_rest ? name : CanonicalName(name);
    if (const auto found = library_values_.find(name); found != library_values_.end()) {
        return found->second;
    }
    std::vector<ArityClause> clauses;
    if (entity.kind == EntityKind::Prim) {
        clauses.push_back({Info(entity.prim).operands.size(), false, {}, entity.prim});
        if (const Prim longer = LongerPrim(entity.prim); longer != Prim::Count) {
            clauses.push_back({Info(longer).operands.size(), false, {}, longer});
        }
    } else if (entity.kind == EntityKind::Function && !entity.has_rest) {
        clauses.push_back({entity.min_args, false, entity.function});
    }
    constexpr size_t kMostArguments = 6;
    for (size_t count = 0; !clauses.empty() && count <= kMostArguments; ++count) {
        const Entity overload = FindPrelude(support::Intern(fmt::format("{}-{}", name.text(), count)));
        if (overload.kind == EntityKind::Function && count != clauses[0].min_args) {
            clauses.push_back({count, false, overload.function});
        }
    }
    const Entity variadic = FindVariadic(name);
    if (variadic.kind == EntityKind::Function) {
        clauses.push_back({variadic.min_args, true, variadic.function});
    }
    FuncId value;
    if (clauses.size() > 1) {
        value = BuildArityFunction(*this, name, clauses, {});
    } else if (clauses.size() == 1 && clauses[0].function.valid()) {
        value = clauses[0].function;
    } else {
        value = BuildPrimFunction(*this, name, entity);
    }
    library_values_.emplace(name, value);
    return value;
}

std::optional<KnownCall> ModuleBuilder::ClauseOf(FuncId procedure, size_t argument_count) const
{
    const auto found = clauses_of_.find(procedure);
    if (found == clauses_of_.end()) {
        return std::nullopt;
    }
    for (const ArityClause& clause : found->second) {
        if (clause.Takes(argument_count)) {
            return KnownCall{clause.function, clause.prim, clause.min_args, clause.has_rest};
        }
    }
    return std::nullopt;
}

/// `(define old-car car)` in front of the program's own `car` keeps the library's.
void ModuleBuilder::KeepLibraryValue(ast::Unit& unit, const ast::TopLevel& top, const ast::TopItem& item)
{
    ast::Node& value = unit.nodes[unit.lambdas[ast::LambdaId(0)].body];
    if (value.kind != ast::NodeKind::GlobalRef) {
        return;
    }
    const ast::TopItem* own = top.Find(value.symbol());
    if (own != nullptr && own > &item && Resolve(value.symbol(), false).kind != EntityKind::None) {
        value.library = true;
    }
}

FuncId ModuleBuilder::FunctionOfCases(support::Symbol name, const Entity& entity)
{
    FuncId& function = case_functions_[entity.cases - 1];
    if (!function.valid()) {
        const FuncId built = BuildArityFunction(*this, name, cases(entity), entity.span);
        module_.functions[built].is_prelude = false;
        case_functions_[entity.cases - 1] = built;
        return built;
    }
    return function;
}

void ModuleBuilder::ReportUnbound(support::Symbol name, source::Span span, const ast::Unit& unit)
{
    if (IsOfBroken(name.text(), broken_)) {
        return;
    }
    std::vector<std::string_view> candidates;
    for (const ast::Binding& binding : unit.bindings) {
        candidates.push_back(binding.name.text());
    }
    for (support::Symbol user : user_names_) {
        candidates.push_back(user.text());
    }
    for (size_t i = 0; i < static_cast<size_t>(Prim::Count); ++i) {
        if (!Info(static_cast<Prim>(i)).source_name.empty()) {
            candidates.push_back(Info(static_cast<Prim>(i)).source_name);
        }
    }
    for (const prelude::Definition& definition : prelude::All()) {
        candidates.push_back(definition.name);
    }
    std::erase_if(candidates, [](std::string_view candidate) { return candidate.starts_with("%"); });
    const std::string_view near =
        sink_.error_count() < 100 ? source::NearestName(name.text(), candidates) : std::string_view();
    std::string hint = near.empty() ? std::string() : "did you mean `" + std::string(near) + "`?";
    if (name.text() == "return") {
        hint = "a function gives the value of its last expression";
    } else if (const std::string split = SplitInfix(name.text()); near.empty() && !split.empty()) {
        hint = "write " + split;
    }
    sink_.Report(DiagKind::UnboundName, span, name).Hint(std::move(hint));
}

}  // namespace omni::core
