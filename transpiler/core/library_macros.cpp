// Macros of the library (prelude/macros.omni). A file gets those that it uses, as if it imported them; its own definition of
// such a name holds.
#include <algorithm>

#include "core/module_builder.h"
#include "prelude/prelude.h"
#include "support/check.h"

namespace omni::core {

using support::Symbol;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

namespace {

/// Which of the macros' names stand in front of a list, and which in a definition.
struct MacroNames {
    std::vector<Symbol> all, used, defined;

    [[nodiscard]] bool Has(const std::vector<Symbol>& names, Symbol name) const
    {
        return std::find(names.begin(), names.end(), name) != names.end();
    }

    void Look(const Form& form, DatumId list)
    {
        const auto parts = form.children(list);
        if (form.kind(list) != DatumKind::List || parts.empty() || form.kind(parts[0]) != DatumKind::Symbol) {
            return;
        }
        const Symbol head = form.symbol(parts[0]);
        if (Has(all, head)) {
            used.push_back(head);
        }
        const std::string_view word = head.text();
        const bool is_type = word == "define-record-type" || word == "struct" || word == "defstruct";
        if (is_type || word.starts_with("def") || word == "extern") {
            for (size_t i = 1; i < (is_type ? parts.size() : std::min<size_t>(parts.size(), 2)); ++i) {
                AddDefined(form, parts[i]);
            }
        }
    }

private:
    void AddDefined(const Form& form, DatumId datum)
    {
        std::vector<DatumId> open{datum};
        while (!open.empty()) {
            const DatumId at = open.back();
            open.pop_back();
            if (at.valid() && form.kind(at) == DatumKind::Symbol && Has(all, form.symbol(at))) {
                defined.push_back(form.symbol(at));
            } else if (at.valid()) {
                open.insert(open.end(), form.children(at).begin(), form.children(at).end());
            }
        }
    }
};

void LookAtAll(const Form& form, MacroNames& names)
{
    std::vector<DatumId> open{form.root()};
    while (!open.empty()) {
        const DatumId datum = open.back();
        open.pop_back();
        if (datum.valid()) {
            names.Look(form, datum);
            open.insert(open.end(), form.children(datum).begin(), form.children(datum).end());
            open.push_back(form.tail(datum));
        }
    }
}

}  // namespace

void ModuleBuilder::AddLibraryMacros(const std::vector<Form>& forms, ast::Imported& out)
{
    MacroNames names;
    for (const prelude::Definition& definition : prelude::All()) {
        if (definition.is_macro) {
            names.all.push_back(support::Intern(definition.name));
        }
    }
    for (const Form& form : forms) {
        LookAtAll(form, names);
    }
    for (const auto& [name, span] : out.names) {
        names.defined.push_back(name);
    }
    for (const auto& [name, macro] : out.macros) {
        names.defined.push_back(name);
    }
    for (const Symbol name : names.all) {
        if (names.Has(names.used, name) && !names.Has(names.defined, name)) {
            AddLibraryMacro(prelude::Find(name.text())->text, name, out);
        }
    }
}

/// What it inserts are words of the language and names of the library, whatever the program calls by them.
void ModuleBuilder::AddLibraryMacro(std::string_view text, Symbol name, ast::Imported& out)
{
    const source::FileId file = files_.Add(fmt::format("<prelude>/{}", name.text()), std::string(text));
    const syntax::ParsedFile parsed = syntax::ParseFile(files_, file, sink_);
    OMNI_CHECK(parsed.forms.size() == 1, "prelude definition of {}", name.text());
    const Form& form = parsed.forms[0];
    const ast::MacroDefinition definition = ast::ParseDefineSyntax(form, form.root(), sink_);
    ast::Macro macro =
        ast::ParseMacro(form, definition.spec, name, form.span(definition.name), ast::kTopScope, sink_);
    OMNI_CHECK(macro.sound, "prelude definition of {}", name.text());
    for (ast::Rule& rule : macro.rules) {
        for (Symbol& inserted : rule.inserted) {
            if (inserted != name && !ast::IsSyntax(inserted) && ResolveLibrary(inserted).kind != EntityKind::None) {
                inserted = support::Symbols().AddAlias(inserted, ast::kLibraryScope);
            }
        }
    }
    out.macros.emplace_back(name, std::move(macro));
}

}  // namespace omni::core
