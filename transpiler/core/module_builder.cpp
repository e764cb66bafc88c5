#include "core/module_builder.h"

#include <bit>

#include "core/finish.h"
#include "core/function_builder.h"
#include "core/merge_tail_calls.h"
#include "core/modulo_cons.h"

namespace omni::core {

using ast::ItemKind;
using ast::LambdaId;
using ast::TopItem;
using source::DiagKind;

namespace {

/// The comments in front of a definition and behind it on its last line.
std::vector<source::Span> CommentsOf(const syntax::Form& form, syntax::DatumId datum)
{
    const auto before = form.comments_before(datum);
    std::vector<source::Span> comments(before.begin(), before.end());
    if (form.trailing_comment(datum).valid()) {
        comments.push_back(form.trailing_comment(datum));
    }
    return comments;
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
    function.extern_borrows = options_.extern_borrows;
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
    return id;
}

support::Symbol ModuleBuilder::LiftedName(support::Symbol parent, std::string_view name)
{
    const support::Symbol full = support::Intern(fmt::format("{}-{}", parent.text(), name));
    const uint32_t count = ++lifted_names_[full] + (IsUserName(full) ? 1 : 0);
    return count == 1 ? full : support::Intern(fmt::format("{}-{}", full.text(), count));
}

// --- the program ----------------------------------------------------------------------------------------------

void ModuleBuilder::DeclareExtern(const TopItem& item, const syntax::Form& form)
{
    ast::ExternShape shape = ast::ParseExtern(form, item);
    Entity entity;
    entity.kind = EntityKind::Function;
    entity.function = ReserveFunction(item.name);
    entity.min_args = item.min_args;
    entity.span = item.name_span;
    SetEntity(item.name, entity);
    Function& function = module_.functions[entity.function];
    function.is_extern = true;
    function.extern_name = std::move(shape.c_name);
    function.extern_header = std::move(shape.header);
    function.span = form.span(item.datum);
    function.declared_result_kinds = KindsOf(ast::ParseType(form, shape.signature.result_type, struct_names_, sink_));
    for (const ast::ParamSpec& spec : shape.signature.params) {
        Var param;
        param.name = spec.name;
        param.kind = VarKind::Param;
        param.span = spec.span;
        param.declared_kinds = KindsOf(ast::ParseType(form, spec.type, struct_names_, sink_));
        param.declared_repr = param.declared_kinds != kind::kAny;
        function.params.push_back(function.AddVar(param));
    }
}

void ModuleBuilder::DeclareStructs(const std::vector<ast::StructDef>& structs, const std::vector<syntax::Form>& forms)
{
    for (size_t i = module_.structs.size(); i < structs.size(); ++i) {
        const ast::StructDef& def = structs[i];
        StructType type;
        type.name = def.shape.name.spelled();
        type.span = def.shape.name_span;
        type.constructor = def.shape.constructor;
        type.first_field = next_field_;
        type.comments = CommentsOf(forms[def.form], def.datum);
        for (size_t field = 0; field < def.shape.fields.size(); ++field) {
            StructField made;
            made.name = def.shape.fields[field].name;
            made.span = def.shape.fields[field].span;
            made.is_mutable = def.modifiers[field].valid();
            made.accessor = def.shape.fields[field].accessor;
            made.modifier = def.shape.fields[field].modifier;
            made.declared_kinds = KindsOf(def.types[field]);
            type.fields.push_back(made);
        }
        if (size_t{next_field_} + type.fields.size() > 60000) {
            sink_.Report(DiagKind::MalformedForm, type.span, "struct", "more than 60000 fields in one program");
            type.fields.clear();
        }
        next_field_ = static_cast<uint16_t>(next_field_ + type.fields.size());
        const auto structure = static_cast<uint32_t>(module_.structs.Add(std::move(type)).index());
        parameters_.push_back(def.shape.parameters);
        const auto declare = [&](support::Symbol name, ast::StructOpKind kind, source::Span span, size_t field = 0) {
            if (name.valid()) {
                Entity entity;
                entity.kind = EntityKind::StructOp;
                entity.struct_op = {kind, structure, static_cast<uint16_t>(field)};
                entity.span = span;
                SetEntity(name, entity);
            }
        };
        const source::Span span = def.shape.name_span;
        if (def.shape.is_record) {
            declare(def.type, ast::StructOpKind::Type, span);
        }
        declare(def.constructor, ast::StructOpKind::Constructor, span);
        declare(def.predicate, ast::StructOpKind::Predicate, span);
        for (size_t field = 0; field < def.shape.fields.size(); ++field) {
            declare(def.accessors[field], ast::StructOpKind::Accessor, def.shape.fields[field].span, field);
            declare(def.modifiers[field], ast::StructOpKind::Modifier, def.shape.fields[field].span, field);
        }
    }
}

/// Functions and variables get their ids before anything is built, so that every form may refer to every other.
void ModuleBuilder::DeclareItems(const ast::TopLevel& top, const std::vector<syntax::Form>& forms)
{
    struct_names_.clear();
    for (const ast::StructDef& def : top.structs) {
        struct_names_.push_back(def.shape.name.spelled());
    }
    DeclareStructs(top.structs, forms);
    for (const TopItem& item : top.items) {
        Entity entity;
        entity.span = item.name_span;
        switch (item.kind) {
        case ItemKind::Expression:
        case ItemKind::Values: break;
        case ItemKind::Extern: DeclareExtern(item, forms[item.form]); break;
        case ItemKind::StructOp:
            entity.kind = EntityKind::StructOp;
            entity.struct_op = item.struct_op;
            SetEntity(item.name, entity);
            break;
        case ItemKind::Function:
            entity.kind = EntityKind::Function;
            entity.function = ReserveFunction(item.name);
            entity.min_args = item.min_args;
            entity.has_rest = item.has_rest;
            module_.functions[entity.function].exported = item.exported;
            SetEntity(item.name, entity);
            break;
        case ItemKind::Cases:
            entity.kind = EntityKind::Function;
            cases_.push_back(std::vector<ArityClause>(item.arities.size()));
            case_functions_.emplace_back();
            entity.cases = static_cast<uint32_t>(cases_.size());
            SetEntity(item.name, entity);
            break;
        case ItemKind::Clause: break;
        case ItemKind::Value:
        case ItemKind::NameOfValues: {
            const syntax::Form& form = forms[item.form];
            entity.kind = EntityKind::Global;
            Global global;
            global.name = item.name;
            global.span = item.name_span;
            global.assigned = top.is_assigned(item.name);
            global.exported = item.exported;
            if (item.kind == ItemKind::Value) {
                const ast::DefineShape shape = ast::ParseDefine(form, item.datum);
                global.declared_kinds = KindsOf(ast::ParseType(form, shape.value_type, struct_names_, sink_));
                global.comments = CommentsOf(form, item.datum);
            }
            entity.global = module_.globals.Add(std::move(global));
            stored_.push_back(false);
            SetEntity(item.name, entity);
            break;
        }
        }
    }
}

/// The clauses of case-lambdas are functions; they get names that nothing else has.
void ModuleBuilder::DeclareClauses(const ast::TopLevel& top)
{
    for (const TopItem& item : top.items) {
        const Entity& entity = item.kind == ItemKind::Clause ? user_[item.name.index()] : Entity();
        if (entity.cases == 0) {
            continue;
        }
        const ast::Arity& arity = top.Find(item.name)->arities[item.clause];
        const std::string own = std::to_string(arity.min_args) + (arity.has_rest ? "-or-more" : "");
        const FuncId function = ReserveFunction(LiftedName(item.name, own));
        module_.functions[function].exported = top.Find(item.name)->exported;
        cases_[entity.cases - 1][item.clause] = {arity.min_args, arity.has_rest, function, Prim::Count};
    }
}

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
        if (id.index() == 0 && direct == module_.entry) {
            FunctionBuilder(*this, state, entry_).BuildEntryPart(
                value_item != nullptr ? user_[value_item->name.index()].global : GlobalId());
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

void ModuleBuilder::BuildItem(ast::Expander& expander, const TopItem& item, std::vector<syntax::Form>& forms)
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
    BuildUnit(unit, module_.entry, is_value ? item.name : support::Intern("main"), is_value ? &item : nullptr);
    if (is_value) {
        stored_[user_[item.name.index()].global.index()] = true;
    }
}

/// Prelude functions may reach further ones, which are appended to the queue meanwhile.
void ModuleBuilder::BuildPrelude()
{
    in_prelude_ = true;
    const ast::TopLevel nothing;
    ast::Expander expander(nothing, sink_);
    for (size_t i = 0; i < pending_.size(); ++i) {
        PendingPrelude pending = std::move(pending_[i]);
        function(pending.function).is_prelude = true;
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

Module ModuleBuilder::Build(syntax::ParsedFile&& parsed)
{
    std::vector<syntax::Form> forms = std::move(parsed.forms);
    if (!forms.empty()) {
        module_.main_file = forms[0].file();
    } else if (files_.size() > 0) {
        module_.main_file = source::FileId(files_.size() - 1);
    }
    if (module_.main_file.valid()) {
        module_.name = ModuleName(files_[module_.main_file].path());
    }
    const ast::TopLevel top = ast::CollectTopLevel(forms, sink_);
    DeclareItems(top, forms);
    DeclareClauses(top);
    module_.entry = ReserveFunction(support::Intern("main"));
    entry_.name = support::Intern("main");
    entry_.id = module_.entry;
    entry_.is_entry = true;
    entry_.body = entry_.blocks.Add({});
    ast::Expander expander(top, sink_);
    for (size_t i = 0; i < top.items.size(); ++i) {
        const TopItem& item = top.items[i];
        BuildItem(expander, item, forms);
        if (i + 1 == top.items.size() || top.items[i + 1].form != item.form) {
            forms[item.form] = syntax::Form();
        }
    }
    for (source::Span comment : parsed.comments_at_end) {
        entry_.trivia.push_back({{}, comment, false});
    }
    FinishEntry();
    BuildPrelude();
    if (sink_.has_errors()) {
        return std::move(module_);
    }
    if (options_.trmc) {
        LoopModuloCons(module_, Nil(), Undefined());
    }
    MergeTailCalls(module_);
    OrderFunctions(module_);
    MarkRecursive(module_);
    return std::move(module_);
}

/// The entry returns `nothing` after its last expression.
void ModuleBuilder::FinishEntry()
{
    auto& stmts = entry_.blocks[entry_.body].stmts;
    if (stmts.empty() || !IsTerminator(entry_.stmts[stmts.back()].kind)) {
        Stmt stmt;
        stmt.kind = StmtKind::Return;
        const Atom nothing[] = {Nothing()};
        entry_.SetArgs(stmt, nothing);
        stmts.push_back(entry_.stmts.Add(stmt));
    }
    ShrinkToFit(entry_);
    module_.functions[module_.entry] = std::move(entry_);
}

Module BuildModule(source::SourceFiles& files, syntax::ParsedFile&& parsed, const BuildOptions& options,
                   source::Sink& sink)
{
    return ModuleBuilder(files, options, sink).Build(std::move(parsed));
}

}  // namespace omni::core
