// Names that a file has from other files.
#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "core/module_builder.h"

namespace omni::core {

using source::DiagKind;
using support::Symbol;

/// What a file exports, in source order. A struct type comes with all names that it defines.
std::vector<ModuleBuilder::Brought> ModuleBuilder::ExportsOf(const BuiltFile& file) const
{
    std::vector<Brought> names;
    const auto add = [&](Symbol as, Symbol name, source::Span span) {
        const bool known =
            std::any_of(names.begin(), names.end(), [as](const Brought& entry) { return entry.as == as; });
        if (name.valid() && !known) {
            names.push_back({as, name, span});
        }
    };
    for (const ast::Export& entry : file.top.exports) {
        add(entry.as, entry.name, entry.span);
        for (const ast::StructDef& def : file.top.structs) {
            if (def.shape.is_record || def.shape.name != entry.name || entry.as != entry.name) {
                continue;
            }
            add(def.predicate, def.predicate, entry.span);
            for (size_t i = 0; i < def.accessors.size(); ++i) {
                add(def.accessors[i], def.accessors[i], entry.span);
                add(def.modifiers[i], def.modifiers[i], entry.span);
            }
        }
    }
    return names;
}

void ModuleBuilder::ApplyStep(const ast::ImportStep& step, const ast::Import& import, std::vector<Brought>& names)
{
    using Kind = ast::ImportStep::Kind;
    if (step.kind == Kind::Prefix) {
        for (Brought& entry : names) {
            entry.as = support::Intern(fmt::format("{}{}", step.names[0].to.text(), entry.as.text()));
        }
        return;
    }
    std::vector<Brought> chosen;
    for (const ast::ImportStep::Pair& pair : step.names) {
        const auto found =
            std::find_if(names.begin(), names.end(), [&](const Brought& entry) { return entry.as == pair.from; });
        if (found == names.end()) {
            sink_.Report(DiagKind::NotExported, pair.span, import.path, pair.from);
        } else if (step.kind == Kind::Rename) {
            found->as = pair.to;
        } else if (step.kind == Kind::Except) {
            names.erase(found);
        } else {
            chosen.push_back(*found);
        }
    }
    if (step.kind == Kind::Only) {
        names = std::move(chosen);
    }
}

void ModuleBuilder::ImportName(const BuiltFile& from, const Brought& brought, ast::Imported& out)
{
    const Symbol name = from.top.ItemName(brought.name);
    if (const ast::Macro* macro = from.top.FindMacro(brought.name, static_cast<uint32_t>(from.top.macros.size()))) {
        ImportMacro(from, *macro, brought.as, brought.span, out);
        return;
    }
    if (name.index() >= from.names.size() || from.names[name.index()].kind == EntityKind::None) {
        return;   // the export is reported
    }
    const Entity& entity = from.names[name.index()];
    if (IsUserName(brought.as)) {
        const Entity& known = user_[brought.as.index()];
        const ast::StructOp &a = known.struct_op, &b = entity.struct_op;
        const bool same = known.kind == entity.kind && known.function == entity.function &&
                          known.global == entity.global && a.structure == b.structure && a.kind == b.kind &&
                          a.field == b.field;
        if (!same) {
            const auto first = std::find_if(out.names.begin(), out.names.end(),
                                            [&](const auto& entry) { return entry.first == brought.as; });
            sink_.Report(DiagKind::ImportClash, brought.span, brought.as).Note(first->second, "first imported here");
        }
        return;
    }
    SetEntity(brought.as, entity);
    out.names.emplace_back(brought.as, brought.span);
    const ast::StructOpKind op = entity.struct_op.kind;
    const bool is_type = entity.kind == EntityKind::StructOp &&
                         (op == ast::StructOpKind::Type || op == ast::StructOpKind::Constructor);
    if (is_type && structs_[entity.struct_op.structure].shape.name == brought.name) {
        out.structs[entity.struct_op.structure].shape.name = brought.as;
    }
}

/// What the macro inserts means what it means in its own file: names of that file are imported under aliases.
void ModuleBuilder::ImportMacro(const BuiltFile& from, const ast::Macro& macro, Symbol as, source::Span span,
                                ast::Imported& out)
{
    constexpr size_t kMostMacros = 1000;   // macros that use one another in a circle
    ast::Macro copy = macro;
    copy.name = as;
    const auto macro_count = static_cast<uint32_t>(from.top.macros.size());
    std::vector<std::pair<Symbol, Symbol>> macros;
    for (ast::Rule& rule : copy.rules) {
        for (Symbol& inserted : rule.inserted) {
            const Symbol name = from.top.ItemName(inserted);
            const bool is_macro = from.top.FindMacro(inserted, macro_count) != nullptr;
            const bool is_name = name.index() < from.names.size() && from.names[name.index()].kind != EntityKind::None;
            if (inserted == macro.name) {
                inserted = as;
            } else if (is_macro || is_name) {
                const Symbol alias = support::Symbols().AddAlias(inserted, ast::kTopScope);
                if (is_name) {
                    ImportName(from, {alias, inserted, span}, out);
                } else {
                    macros.emplace_back(inserted, alias);
                }
                inserted = alias;
            }
        }
    }
    out.macros.emplace_back(as, std::move(copy));
    for (const auto& [inserted, alias] : macros) {
        if (out.macros.size() < kMostMacros) {
            ImportName(from, {alias, inserted, span}, out);
        }
    }
}

/// `s:car` of (import (prefix (scheme base) s:)) becomes an alias that means the library's `car`, whatever the program calls
/// `car`. Words of the language become the word itself. What is quoted stays.
void ModuleBuilder::RenameLibraryNames(const std::vector<ast::Import>& imports, std::vector<syntax::Form>& forms)
{
    const auto changes_names = [](const ast::Import& import) { return import.is_library && !import.steps.empty(); };
    library_imports_.clear();
    if (std::none_of(imports.begin(), imports.end(), changes_names)) {
        return;
    }
    std::copy_if(imports.begin(), imports.end(), std::back_inserter(library_imports_),
                 [](const ast::Import& import) { return import.is_library; });
    static const Symbol kQuote = support::Intern("quote");
    std::unordered_map<Symbol, Symbol> known;
    const auto renamed = [&](Symbol name) {
        const auto [entry, is_new] = known.emplace(name, Symbol());
        if (is_new) {
            const Symbol library = ast::LibraryName(imports, name);
            if (library.valid() && ast::IsSyntax(library)) {
                entry->second = library;
            } else if (library.valid() && ResolveLibrary(library).kind != EntityKind::None) {
                entry->second = support::Symbols().AddAlias(library, ast::kLibraryScope);
            }
        }
        return entry->second;
    };
    for (syntax::Form& form : forms) {
        std::vector<syntax::DatumId> open{form.root()};
        while (!open.empty()) {
            const syntax::DatumId datum = open.back();
            open.pop_back();
            if (!datum.valid()) {
                continue;
            }
            if (form.kind(datum) == syntax::DatumKind::Symbol) {
                if (const Symbol name = renamed(form.symbol(datum)); name.valid()) {
                    form.Rename(datum, name);
                }
                continue;
            }
            const bool is_list = form.kind(datum) == syntax::DatumKind::List;
            if (is_list && !form.children(datum).empty() && form.is_symbol(form.children(datum)[0], kQuote)) {
                continue;
            }
            for (const syntax::DatumId child : form.children(datum)) {
                open.push_back(child);
            }
            open.push_back(form.tail(datum));
        }
    }
}

/// Makes the imported names those of the file that is built now.
ast::Imported ModuleBuilder::DeclareImports(const std::vector<ast::Import>& imports)
{
    ast::Imported out;
    out.structs = structs_;
    for (ast::StructDef& def : out.structs) {
        def.shape.name = {};
        def.shape.second_constructor = {};
    }
    for (const ast::Import& import : imports) {
        if (import.is_library) {
            continue;
        }
        const BuiltFile& from = built_[import.target];
        std::vector<Brought> names = ExportsOf(from);
        for (const ast::ImportStep& step : import.steps) {
            ApplyStep(step, import, names);
        }
        for (Brought& brought : names) {
            brought.span = import.span;
            ImportName(from, brought, out);
        }
    }
    return out;
}

}  // namespace omni::core
