#pragma once
// What the functions of a module share while they are built: names, constants, the prelude, extern functions.

#include <map>
#include <unordered_map>
#include <vector>

#include "ast/expander.h"
#include "core/core.h"
#include "core/from_ast.h"
#include "core/frames.h"
#include "core/procedure_versions.h"
#include "source/source_file.h"

namespace omni::core {

enum class EntityKind : uint8_t {
    None,      ///< unbound
    Function,  ///< a known function, of the user or the prelude
    Global,    ///< a top-level variable
    Prim,      ///< a primitive operation
    StructOp,  ///< constructor, predicate, accessor or modifier of a struct type
    CarCdr,    ///< c[ad]{2,4}r: `path` holds the letters
    NotYet,    ///< a library name that omnic does not have yet
};

/// One of several functions that a name stands for, by the number of arguments.
struct ArityClause {
    size_t min_args = 0;
    bool has_rest = false;
    FuncId function;            ///< None: `prim`
    Prim prim = Prim::Count;
    [[nodiscard]] bool Takes(size_t count) const { return count == min_args || (has_rest && count > min_args); }
};

/// What a global name means.
struct Entity {
    EntityKind kind = EntityKind::None;
    bool has_rest = false;
    uint32_t min_args = 0;
    FuncId function;
    GlobalId global;
    Prim prim = Prim::Count;
    ast::StructOp struct_op;    ///< `structure` is the index of a StructId
    std::string_view path;
    source::Span span;          ///< of its definition, when the user made it
    uint32_t cases = 0;         ///< of a case-lambda, which has no `function`: number of its clauses' entry, from 1
};

/// The name that a library name is a synonym of, or the name itself.
support::Symbol CanonicalName(support::Symbol name);

class ModuleBuilder {
public:
    ModuleBuilder(source::SourceFiles& files, const BuildOptions& options, source::Sink& sink);

    Module Build(std::vector<SourceUnit>&& units);

    // --- for FunctionBuilder
    /// What `name` means in the user's program (`user`) or in the library.
    Entity Resolve(support::Symbol name, bool user);
    /// A library function written in OmniLisp; None when there is none.
    Entity FindPrelude(support::Symbol name);
    /// NAME-N of the prelude: NAME with N arguments, where that differs from NAME itself; else NAME-any, with any number.
    /// A synonym may have its own, or it has those of what it stands for.
    Entity FindOverload(support::Symbol name, size_t arg_count)
    {
        for (const std::string_view base : {name.text(), CanonicalName(name).text()}) {
            for (const std::string& suffix : {std::to_string(arg_count), std::string("any")}) {
                const Entity found = FindPrelude(support::Intern(fmt::format("{}-{}", base, suffix)));
                if (found.kind != EntityKind::None) {
                    return found;
                }
            }
        }
        return {};
    }
    /// The function that stands for an operation of a struct type where it is a value.
    FuncId FunctionOfStructOp(support::Symbol name, const Entity& entity);
    /// Operands of the operation where the source calls it.
    [[nodiscard]] size_t OperandCount(const ast::StructOp& op) const;
    [[nodiscard]] const StructType& struct_type(StructId id) const { return module_.structs[id]; }
    /// Fields that the constructor of the type takes, in order.
    [[nodiscard]] const std::vector<uint16_t>& parameters_of(StructId id) const { return parameters_[id.index()]; }
    /// The overload, if it takes so many arguments.
    Entity FindMatching(support::Symbol name, size_t arg_count)
    {
        const Entity found = FindOverload(name, arg_count);
        return found.has_rest && arg_count < found.min_args ? Entity() : found;
    }
    /// The function that a library name is as a value: one that takes every number of arguments that the name takes.
    FuncId ValueOfLibrary(support::Symbol name, const Entity& entity);
    /// A library function with a rest parameter for every number of arguments that the name takes; None if there is none.
    Entity FindVariadic(support::Symbol name);
    Entity FindAny(support::Symbol name);
    FuncId FunctionOfExtern(FuncId callee);
    /// The function chooses one of the clauses by the number of its arguments.
    void SetClausesOf(FuncId function, std::span<const ArityClause> clauses)
    {
        clauses_of_[function].assign(clauses.begin(), clauses.end());
    }
    /// The same for a case-lambda of the program.
    FuncId FunctionOfCases(support::Symbol name, const Entity& entity);
    [[nodiscard]] const std::vector<ArityClause>& cases(const Entity& entity) const { return cases_[entity.cases - 1]; }
    /// The extern function that stands for a call of an unbound name; None without --allow-extern.
    FuncId ImplicitExtern(support::Symbol name, source::Span name_span, source::Span call, size_t arg_count);
    /// Has the user defined it at the top level?
    [[nodiscard]] bool IsUserName(support::Symbol name) const
    {
        return name.index() < user_.size() && user_[name.index()].kind != EntityKind::None;
    }
    void ReportUnbound(support::Symbol name, source::Span span, const ast::Unit& unit);

    ConstantId Int(int64_t value) { return Scalar(ConstantKind::Int, static_cast<uint64_t>(value)); }
    ConstantId Bool(bool value) { return Scalar(ConstantKind::Bool, value ? 1 : 0); }
    ConstantId Nil() { return Scalar(ConstantKind::Nil, 0); }
    ConstantId Nothing() { return Scalar(ConstantKind::Nothing, 0); }
    ConstantId Undefined() { return Scalar(ConstantKind::Undefined, 0); }
    ConstantId String(std::string_view text);
    ConstantId Pair(ConstantId car, ConstantId cdr);
    /// A vector of the elements of a constant list.
    ConstantId Vector(ConstantId list);
    ConstantId Bytes(std::string_view bytes);
    ConstantId Scalar(ConstantKind kind, uint64_t bits);

    /// A place in the table for a function that is built later.
    FuncId ReserveFunction(support::Symbol name);
    /// A name for a function made from inside of another: `parent-name`, unique in the module.
    support::Symbol LiftedName(support::Symbol parent, std::string_view name);

    [[nodiscard]] Function& function(FuncId id) { return module_.functions[id]; }
    [[nodiscard]] Global& global(GlobalId id) { return module_.globals[id]; }
    [[nodiscard]] const Constant& constant(ConstantId id) const { return module_.constants[id]; }
    [[nodiscard]] source::Sink& sink() { return sink_; }
    [[nodiscard]] const BuildOptions& options() const { return options_; }
    /// Has the entry stored this global where it stands now?
    [[nodiscard]] bool is_stored(GlobalId id) const { return stored_[id.index()]; }
    /// What a variable that is declared `{Fn [Int] Int}` says of calls of its value; nullptr: nothing.
    [[nodiscard]] const ast::ProcedureType* ProcedureOf(GlobalId id) const
    {
        return procedure_of_[id.index()] ? &*procedure_of_[id.index()] : nullptr;
    }
    /// The same for a parameter of a function of the program.
    [[nodiscard]] const ast::ProcedureType* ProcedureOf(FuncId function, size_t param) const
    {
        const auto found = procedure_params_.find({function, param});
        return found != procedure_params_.end() ? &found->second : nullptr;
    }

private:
    Entity ResolveLibrary(support::Symbol name);
    /// Makes the struct types that are not in the module yet.
    void DeclareStructs(const std::vector<ast::StructDef>& structs, const std::vector<syntax::Form>& forms);
    void DeclareItems(const ast::TopLevel& top, const std::vector<syntax::Form>& forms);
    void DeclareProcedureParams(const ast::TopItem& item, const syntax::Form& form, FuncId function);
    // --- build_import.cpp
    /// What is left of a file when it is built, for those that import it.
    struct BuiltFile {
        std::string path;
        std::vector<Entity> names;          ///< by symbol index
        ast::TopLevel top;
    };
    /// A name that an import brings: for others, in the file.
    struct Brought {
        support::Symbol as, name;
        source::Span span;
    };
    ast::Imported DeclareImports(const std::vector<ast::Import>& imports);
    void RenameLibraryNames(const std::vector<ast::Import>& imports, std::vector<syntax::Form>& forms);
    /// The library's macros that the file uses and does not define.
    void AddLibraryMacros(const std::vector<syntax::Form>& forms, ast::Imported& out);
    void AddLibraryMacro(std::string_view text, support::Symbol name, ast::Imported& out);
    std::vector<Brought> ExportsOf(const BuiltFile& file) const;
    void ApplyStep(const ast::ImportStep& step, const ast::Import& import, std::vector<Brought>& names);
    void ImportName(const BuiltFile& from, const Brought& brought, ast::Imported& out);
    void ImportMacro(const BuiltFile& from, const ast::Macro& macro, support::Symbol as, source::Span span,
                     ast::Imported& out);
    void BuildFile(SourceUnit&& unit, bool is_main);
    void DeclareClauses(const ast::TopLevel& top);
    void DeclareExtern(const ast::TopItem& item, const syntax::Form& form);
    void CheckSameExtern(const Function& function);
    void BuildItem(ast::Expander& expander, const ast::TopLevel& top, const ast::TopItem& item,
                   std::vector<syntax::Form>& forms);
    void KeepLibraryValue(ast::Unit& unit, const ast::TopLevel& top, const ast::TopItem& item);
    void BuildUnit(ast::Unit& unit, FuncId root, support::Symbol root_name, const ast::TopItem* value_item);
    void BuildPrelude();
    [[nodiscard]] std::optional<KnownCall> ClauseOf(FuncId procedure, size_t argument_count) const;
    void BeginEntry(bool is_main);
    void FinishEntry();
    support::Symbol PrefixOf(const SourceUnit& unit);
    void MarkExports(const ast::TopLevel& top, bool is_main);
    void SetEntity(support::Symbol name, const Entity& entity);

    struct PendingPrelude {
        syntax::Form form;
        ast::TopItem item;
        FuncId function;
    };
    struct ConstantKey {
        ConstantKind kind;
        uint64_t bits;
        friend bool operator==(const ConstantKey& a, const ConstantKey& b) = default;
    };
    struct ConstantHash {
        size_t operator()(const ConstantKey& key) const noexcept
        {
            return static_cast<size_t>((key.bits + static_cast<uint64_t>(key.kind)) * 0x9E3779B97F4A7C15ull >> 7);
        }
    };

    source::SourceFiles& files_;
    const BuildOptions& options_;
    source::Sink& sink_;
    Module module_;
    Function entry_;                                           // of the file; grows with each top-level expression
    bool entry_ended_ = false;                                 // control never gets behind what it has
    std::vector<FuncId> file_entries_;                         // of the imported files that have one
    std::vector<support::Symbol> prefixes_;                    // of the files so far
    std::vector<Entity> user_;                                 // by symbol index
    std::unordered_map<support::Symbol, Entity> library_;      // resolved so far
    std::unordered_map<support::Symbol, Entity> prelude_;      // requested so far
    std::unordered_map<support::Symbol, FuncId> library_values_;
    std::unordered_map<support::Symbol, FuncId> struct_functions_;
    std::unordered_map<uint32_t, FuncId> extern_functions_;    // by FuncId index of the C function
    std::vector<std::vector<ArityClause>> cases_;
    std::map<FuncId, std::vector<ArityClause>> clauses_of_;
    std::vector<FuncId> case_functions_;                       // by entry of cases_, where it is a value
    std::unordered_map<support::Symbol, Entity> externs_;      // implicit ones
    ast::StructNames struct_names_;
    uint16_t next_field_ = 0;                                  // number of the next field of a struct type
    std::vector<std::vector<uint16_t>> parameters_;            // by struct type
    std::vector<PendingPrelude> pending_;
    std::unordered_map<ConstantKey, ConstantId, ConstantHash> constants_;
    std::unordered_map<support::Symbol, uint32_t> lifted_names_;
    std::vector<support::Symbol> user_names_;
    std::vector<ast::Import> library_imports_;   ///< of the file that is built now, when some of them change or hide names
    std::vector<support::Symbol> broken_;                      // names in definitions that were reported
    std::vector<BuiltFile> built_;                             // by unit
    std::vector<ast::StructDef> structs_;                      // of all files so far
    support::Symbol file_prefix_;                              // of an imported file
    std::vector<bool> stored_;                                 // by global
    std::vector<std::optional<ast::ProcedureType>> procedure_of_;  // by global
    std::map<std::pair<FuncId, size_t>, ast::ProcedureType> procedure_params_;
    bool in_prelude_ = false;
};

/// The comments in front of a definition and behind it on its last line.
std::vector<source::Span> CommentsOf(const syntax::Form& form, syntax::DatumId datum);

}  // namespace omni::core
