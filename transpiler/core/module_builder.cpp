#include "core/module_builder.h"

#include <algorithm>
#include <bit>

#include "core/finish.h"
#include "core/function_builder.h"
#include "core/merge_tail_calls.h"
#include "core/modulo_cons.h"
#include "core/pending_calls.h"

namespace omni::core {

using ast::ItemKind;
using ast::LambdaId;
using ast::TopItem;
using source::DiagKind;

namespace {

/// `lib` of `my lib`; numbers need a word: `srfi-9`.
std::string NameOfLibrary(const std::string& library)
{
    const std::string last = library.substr(library.rfind(' ') + 1);
    if (last.find_first_not_of("0123456789") != std::string::npos) {
        return last;
    }
    std::string all = library;
    std::replace(all.begin(), all.end(), ' ', '-');
    return all;
}

std::string ModuleName(const std::string& path)
{
    const size_t slash = path.find_last_of('/');
    const std::string file = slash == std::string::npos ? path : path.substr(slash + 1);
    const size_t dot = file.find_last_of('.');
    return dot == std::string::npos || dot == 0 ? file : file.substr(0, dot);
}

}  // namespace

ModuleBuilder::ModuleBuilder(source::SourceFiles& files, const BuildOptions& options, source::Sink& sink)
    : files_(files), options_(options), sink_(sink)
{
}

// --- constants ------------------------------------------------------------------------------------------------

ConstantId ModuleBuilder::Scalar(ConstantKind kind, uint64_t bits)
{
    const auto [it, added] = constants_.try_emplace(ConstantKey{kind, bits});
    if (added) {
        Constant constant;
        constant.kind = kind;
        if (kind == ConstantKind::Float) {
            constant.real = std::bit_cast<double>(bits);
        } else if (kind == ConstantKind::Symbol) {
            constant.symbol = support::Symbol(static_cast<uint32_t>(bits));
        } else {
            constant.integer = static_cast<int64_t>(bits);
        }
        it->second = module_.constants.Add(std::move(constant));
    }
    return it->second;
}

ConstantId ModuleBuilder::String(std::string_view text)
{
    const auto [it, added] = constants_.try_emplace(ConstantKey{ConstantKind::String, support::Intern(text).index()});
    if (added) {
        Constant constant;
        constant.kind = ConstantKind::String;
        constant.text = std::string(text);
        it->second = module_.constants.Add(std::move(constant));
    }
    return it->second;
}

ConstantId ModuleBuilder::Pair(ConstantId car, ConstantId cdr)
{
    const uint64_t bits = uint64_t{car.index()} << 32 | cdr.index();
    const auto [it, added] = constants_.try_emplace(ConstantKey{ConstantKind::Pair, bits});
    if (added) {
        Constant constant;
        constant.kind = ConstantKind::Pair;
        constant.car = car;
        constant.cdr = cdr;
        it->second = module_.constants.Add(std::move(constant));
    }
    return it->second;
}

ConstantId ModuleBuilder::Vector(ConstantId list)
{
    const auto [it, added] = constants_.try_emplace(ConstantKey{ConstantKind::Vector, list.index()});
    if (added) {
        Constant constant;
        constant.kind = ConstantKind::Vector;
        constant.car = list;
        it->second = module_.constants.Add(std::move(constant));
    }
    return it->second;
}

ConstantId ModuleBuilder::Bytes(std::string_view bytes)
{
    const auto [it, added] = constants_.try_emplace(ConstantKey{ConstantKind::Bytes, support::Intern(bytes).index()});
    if (added) {
        Constant constant;
        constant.kind = ConstantKind::Bytes;
        constant.text = std::string(bytes);
        it->second = module_.constants.Add(std::move(constant));
    }
    return it->second;
}

// --- names ----------------------------------------------------------------------------------------------------

void ModuleBuilder::SetEntity(support::Symbol name, const Entity& entity)
{
    if (name.index() >= user_.size()) {
        user_.resize(name.index() + 256);
    }
    user_[name.index()] = entity;
    user_names_.push_back(name);
}

Entity ModuleBuilder::Resolve(support::Symbol name, bool user)
{
    if (user && IsUserName(name)) {
        return user_[name.index()];
    }
    if (user && name.text().starts_with("%")) {
        return {};   // for the prelude only
    }
    if (user && !library_imports_.empty() && name == support::Intern(name.text()) && ast::IsLeftOut(library_imports_, name)) {
        return {};
    }
    const auto [known, is_new] = library_.try_emplace(name);
    if (is_new) {
        known->second = ResolveLibrary(name);
    }
    if (user && known->second.kind == EntityKind::Prim && Info(known->second.prim).Has('M')) {
        return {};
    }
    return known->second;
}

FuncId ModuleBuilder::ImplicitExtern(support::Symbol name, source::Span name_span, source::Span call, size_t arg_count)
{
    const auto found = externs_.find(name);
    if (found != externs_.end()) {
        if (found->second.min_args == arg_count) {
            return found->second.function;
        }
        sink_.Report(DiagKind::WrongArgumentCount, call, name,
                     fmt::format("{} argument{}", found->second.min_args, found->second.min_args == 1 ? "" : "s"),
                     std::to_string(arg_count))
            .Note(found->second.span, "first called here");
        return {};
    }
    sink_.Report(DiagKind::ImplicitExtern, name_span, name);
    Entity entity;
    entity.kind = EntityKind::Function;
    entity.function = ReserveFunction(name);
    entity.min_args = static_cast<uint32_t>(arg_count);
    entity.span = call;
    externs_.emplace(name, entity);
    Function& function = module_.functions[entity.function];
    function.is_extern = true;
    function.contracts.assign(arg_count, options_.extern_borrows ? Contract::Borrow : Contract::Unknown);
    function.span = call;
    for (size_t i = 0; i < arg_count; ++i) {
        Var param;
        param.name = support::Intern(arg_count == 1 ? "value" : fmt::format("value-{}", i + 1));
        param.kind = VarKind::Param;
        function.params.push_back(function.AddVar(param));
    }
    return entity.function;
}

FuncId ModuleBuilder::ReserveFunction(support::Symbol name)
{
    Function function;
    function.name = name;
    const FuncId id = module_.functions.Add(std::move(function));
    module_.functions[id].id = id;
    module_.functions[id].is_prelude = in_prelude_;
    module_.functions[id].module = in_prelude_ ? support::Symbol() : file_prefix_;
    return id;
}

support::Symbol ModuleBuilder::LiftedName(support::Symbol parent, std::string_view name)
{
    const support::Symbol full = support::Intern(fmt::format("{}-{}", parent.text(), name));
    const uint32_t count = ++lifted_names_[full] + (IsUserName(full) ? 1 : 0);
    return count == 1 ? full : support::Intern(fmt::format("{}-{}", full.text(), count));
}

// --- the program ----------------------------------------------------------------------------------------------

/// Builds the functions of a unit: its root (or its part of the entry), then every lambda that became a function.
void ModuleBuilder::BuildUnit(ast::Unit& unit, FuncId root, support::Symbol root_name, const TopItem* value_item)
{
    UnitState state{unit, ComputeFrames(unit), {}, {}, !in_prelude_};
    state.functions.Resize(unit.lambdas.size());
    state.closures.Resize(unit.lambdas.size());
    state.functions[LambdaId(0)] = root;
    state.closures[LambdaId(0)] = root;
    for (LambdaId id : unit.lambdas.ids()) {
        const Frame& frame = state.frames.frames[id];
        if (id.index() == 0 || frame.role == Role::Loop) {
            continue;
        }
        const ast::Lambda& lambda = unit.lambdas[id];
        const FuncId parent = state.functions[state.frames.frames[lambda.parent].host];
        const support::Symbol parent_name = parent == root ? root_name : function(parent).name;
        const std::string_view own = lambda.name.valid() ? lambda.name.text() : std::string_view("lambda");
        const bool is_value = value_item != nullptr && lambda.name == root_name && lambda.parent.index() == 0;
        const support::Symbol name = is_value ? root_name : LiftedName(parent_name, own);
        const FuncId direct = ReserveFunction(name);
        function(direct).parent = parent;
        state.functions[id] = direct;
        state.closures[id] = direct;
        if (frame.is_value && frame.called && !frame.needs.empty()) {
            state.closures[id] = ReserveFunction(LiftedName(name, "closure"));
            function(state.closures[id]).parent = parent;
        }
    }
    for (LambdaId id : unit.lambdas.ids()) {
        const Frame& frame = state.frames.frames[id];
        if (frame.role == Role::Loop) {
            continue;
        }
        const FuncId direct = state.functions[id];
        if (id.index() == 0 && direct == entry_.id) {
            const GlobalId global = value_item != nullptr ? user_[value_item->name.index()].global : GlobalId();
            if (!entry_ended_) {
                entry_ended_ = FunctionBuilder(*this, state, entry_).BuildEntryPart(global);
            }
            continue;
        }
        const auto build = [&](FuncId target, bool wrapper) {
            Function built = std::move(function(target));
            FunctionBuilder builder(*this, state, built);
            if (wrapper) {
                builder.BuildWrapper(id);
            } else {
                builder.BuildLambda(id, state.closures[id] == direct && frame.is_value);
            }
            built.used_as_value = built.used_as_value || function(target).used_as_value;
            ShrinkToFit(built);
            function(target) = std::move(built);
        };
        build(direct, false);
        if (state.closures[id] != direct) {
            build(state.closures[id], true);
        }
    }
}

void ModuleBuilder::BuildItem(ast::Expander& expander, const ast::TopLevel& top, const TopItem& item,
                              std::vector<syntax::Form>& forms)
{
    syntax::Form& form = forms[item.form];
    if (item.kind == ItemKind::Extern || item.kind == ItemKind::StructOp || item.kind == ItemKind::Cases ||
        (item.kind == ItemKind::Clause && user_[item.name.index()].cases == 0)) {
        return;
    }
    if (item.kind == ItemKind::NameOfValues) {
        stored_[user_[item.name.index()].global.index()] = true;
        return;
    }
    ast::Unit unit = expander.ExpandItem(form, item);
    DeclareStructs(expander.structs(), forms);
    if (item.kind == ItemKind::Clause) {
        const FuncId id = cases_[user_[item.name.index()].cases - 1][item.clause].function;
        BuildUnit(unit, id, function(id).name, nullptr);
        function(id).comments = CommentsOf(form, item.datum);
        return;
    }
    if (item.kind == ItemKind::Function) {
        const FuncId id = user_[item.name.index()].function;
        BuildUnit(unit, id, item.name, nullptr);
        function(id).comments = CommentsOf(form, item.datum);
        return;
    }
    const bool is_value = item.kind == ItemKind::Value;
    if (is_value) {
        KeepLibraryValue(unit, top, item);
    }
    BuildUnit(unit, entry_.id, is_value ? item.name : support::Intern("main"), is_value ? &item : nullptr);
    if (is_value) {
        stored_[user_[item.name.index()].global.index()] = true;
    }
}

/// Prelude functions may reach further ones, which are appended to the queue meanwhile.
void ModuleBuilder::BuildPrelude()
{
    in_prelude_ = true;
    ast::TopLevel nothing;
    nothing.takes_values =
        std::any_of(built_.begin(), built_.end(), [](const BuiltFile& file) { return file.top.takes_values; });
    ast::Expander expander(nothing, sink_);
    for (size_t i = 0; i < pending_.size(); ++i) {
        PendingPrelude pending = std::move(pending_[i]);
        function(pending.function).is_prelude = true;
        function(pending.function).module = {};
        // (+ a b) inside of the library's `+` is the primitive operation, and so is `apply` in `apply`.
        static const support::Symbol kApply = support::Intern("apply");
        pending.item.names_itself =
            Resolve(pending.item.name, false).kind == EntityKind::Function && pending.item.name != kApply;
        ast::Unit unit = expander.ExpandItem(pending.form, pending.item);
        BuildUnit(unit, pending.function, pending.item.name, nullptr);
    }
    pending_.clear();
    in_prelude_ = false;
}

/// Declares and builds what a file defines. The files that it imports are built already.
void ModuleBuilder::BuildFile(SourceUnit&& unit, bool is_main)
{
    std::vector<syntax::Form> forms = std::move(unit.parsed.forms);
    user_.clear();
    user_names_.clear();
    file_prefix_ = is_main ? support::Symbol() : PrefixOf(unit);
    BeginEntry(is_main);
    RenameLibraryNames(unit.imports, forms);
    BuiltFile built;
    built.path = files_[unit.file].path();
    ast::Imported imported = DeclareImports(unit.imports);
    AddLibraryMacros(forms, imported);
    built.top = ast::CollectTopLevel(forms, sink_, imported);
    broken_.insert(broken_.end(), built.top.broken.begin(), built.top.broken.end());
    DeclareItems(built.top, forms);
    DeclareClauses(built.top);
    MarkExports(built.top, is_main);
    ast::Expander expander(built.top, sink_);
    const std::vector<TopItem>& items = built.top.items;
    for (size_t i = 0; i < items.size(); ++i) {
        BuildItem(expander, built.top, items[i], forms);
        if (i + 1 == items.size() || items[i + 1].form != items[i].form) {
            forms[items[i].form] = syntax::Form();
        }
    }
    structs_.insert(structs_.end(), expander.structs().begin() + static_cast<std::ptrdiff_t>(structs_.size()),
                    expander.structs().end());
    built.names = std::move(user_);
    built_.push_back(std::move(built));
    if (is_main) {
        for (source::Span comment : unit.parsed.comments_at_end) {
            entry_.trivia.push_back({{}, comment, false});
        }
    }
    FinishEntry();
}

/// The name of an imported file or library in C. Files of one name in different folders get different ones.
support::Symbol ModuleBuilder::PrefixOf(const SourceUnit& unit)
{
    const std::string name = unit.library.empty() ? ModuleName(files_[unit.file].path()) : NameOfLibrary(unit.library);
    std::string prefix = name;
    const auto taken = [&] {
        return prefix == module_.name ||
               std::any_of(prefixes_.begin(), prefixes_.end(), [&](auto other) { return other.text() == prefix; });
    };
    for (size_t number = 2; taken(); ++number) {
        prefix = fmt::format("{}-{}", name, number);
    }
    prefixes_.push_back(support::Intern(prefix));
    return prefixes_.back();
}

/// The top-level expressions of each file are a function; that of the main file begins by calling the others.
void ModuleBuilder::BeginEntry(bool is_main)
{
    entry_ = Function();
    entry_ended_ = false;
    entry_.id = is_main ? module_.entry : ReserveFunction(support::Intern("init"));
    entry_.name = support::Intern(is_main ? "main" : "init");
    entry_.module = file_prefix_;
    entry_.is_entry = true;
    entry_.body = entry_.blocks.Add({});
    for (size_t i = 0; is_main && i < file_entries_.size(); ++i) {
        Stmt stmt;
        stmt.kind = StmtKind::Call;
        stmt.callee = file_entries_[i];
        entry_.blocks[entry_.body].stmts.push_back(entry_.stmts.Add(stmt));
    }
}

/// Who may use what the file exports: C, when it is the main file, else other files.
void ModuleBuilder::MarkExports(const ast::TopLevel& top, bool is_main)
{
    module_.has_exports = is_main && !top.exports.empty();
    for (const ast::Export& entry : top.exports) {
        const support::Symbol name = top.ItemName(entry.name);
        if (!IsUserName(name)) {
            continue;
        }
        const Entity& entity = user_[name.index()];
        const auto mark = [is_main](auto& item) { (is_main ? item.exported : item.shared) = true; };
        const auto mark_function = [&](FuncId id, const std::string& suffix) {
            if (id.valid()) {
                mark(module_.functions[id]);
                module_.functions[id].export_name =
                    suffix.empty() ? entry.as : support::Intern(fmt::format("{}-{}", entry.as.text(), suffix));
            }
        };
        if (entity.kind == EntityKind::Global) {
            mark(module_.globals[entity.global]);
        } else if (entity.kind == EntityKind::StructOp) {
            mark(module_.structs[StructId(entity.struct_op.structure)]);
        } else if (entity.cases != 0) {
            for (const ArityClause& clause : cases_[entity.cases - 1]) {
                mark_function(clause.function, fmt::format("{}{}", clause.min_args, clause.has_rest ? "-or-more" : ""));
            }
        } else if (entity.kind == EntityKind::Function) {
            mark_function(entity.function, "");
        }
    }
}

Module ModuleBuilder::Build(std::vector<SourceUnit>&& units)
{
    module_.main_file = units.back().file;
    if (module_.main_file.valid()) {
        module_.name = ModuleName(files_[module_.main_file].path());
    }
    module_.entry = ReserveFunction(support::Intern("main"));
    for (size_t i = 0; i < units.size(); ++i) {
        BuildFile(std::move(units[i]), i + 1 == units.size());
    }
    BuildPrelude();
    if (sink_.has_errors()) {
        return std::move(module_);
    }
    if (options_.procedure_versions) {
        AddProcedureVersions(module_, Nil(), Bool(true),
                             [this](FuncId procedure, size_t count) { return ClauseOf(procedure, count); });
    }
    if (options_.trmc) {
        LoopModuloCons(module_, Nil(), Undefined());
    }
    MergeTailCalls(module_);
    if (options_.pending_calls) {
        MarkPendingCalls(module_);
    }
    OrderFunctions(module_);
    MarkRecursive(module_);
    return std::move(module_);
}

/// The entry returns `nothing` after its last expression. A file without top-level expressions has none.
void ModuleBuilder::FinishEntry()
{
    const bool is_main = entry_.id == module_.entry;
    const bool has_parts = std::any_of(module_.functions.begin(), module_.functions.end(),
                                       [&](const Function& function) { return function.parent == entry_.id; });
    auto& stmts = entry_.blocks[entry_.body].stmts;
    if (!entry_ended_) {
        Stmt stmt;
        stmt.kind = StmtKind::Return;
        const Atom nothing[] = {Nothing()};
        entry_.SetArgs(stmt, nothing);
        stmts.push_back(entry_.stmts.Add(stmt));
    }
    ShrinkToFit(entry_);
    if (!is_main && !has_parts && stmts.size() == 1) {
        return;
    }
    if (!is_main) {
        file_entries_.push_back(entry_.id);
    }
    module_.functions[entry_.id] = std::move(entry_);
}

Module BuildModule(source::SourceFiles& files, std::vector<SourceUnit>&& units, const BuildOptions& options,
                   source::Sink& sink)
{
    return ModuleBuilder(files, options, sink).Build(std::move(units));
}

Module BuildModule(source::SourceFiles& files, syntax::ParsedFile&& parsed, const BuildOptions& options,
                   source::Sink& sink)
{
    std::vector<SourceUnit> units(1);
    units[0].file = parsed.forms.empty() ? source::FileId(files.size() - 1) : parsed.forms[0].file();
    units[0].parsed = std::move(parsed);
    return BuildModule(files, std::move(units), options, sink);
}

}  // namespace omni::core
