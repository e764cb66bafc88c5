// The top-level items of a program: which forms there are, and which names are exported and assigned to.
#include <algorithm>

#include "ast/cond_expand.h"
#include "ast/expander.h"
#include "ast/form_shapes.h"
#include "ast/optional.h"
#include "ast/toplevel_collector.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

TopLevelCollector::TopLevelCollector(std::vector<Form>& forms, source::Sink& sink, const Imported& imported)
    : forms_(forms), sink_(sink), expander_(sink), first_struct_(imported.structs.size())
{
    out_.structs = imported.structs;
    out_.takes_values = !imported.names.empty();
    for (const auto& [name, span] : imported.names) {
        if (name.index() >= out_.imported.size()) {
            out_.imported.resize(name.index() + 64);
        }
        out_.imported[name.index()] = span;
    }
    for (const auto& [name, macro] : imported.macros) {
        NameMacro(name);
        out_.macros.push_back(macro);
    }
}

TopLevel TopLevelCollector::Run()
{
    for (uint32_t i = 0; i < forms_.size(); ++i) {
        form_ = &forms_[i];
        index_ = i;
        expander_.Forget();
        Visit(form_->root(), 0);
        ScanAssignments();
    }
    AddSecondConstructors();
    ReadFieldTypes();
    out_.takes_values = out_.takes_values || !out_.exports.empty();
    for (const Export& entry : out_.exports) {
        if (FindItem(entry.name) == nullptr && !out_.is_imported(entry.name) &&
            out_.FindMacro(entry.name, MacroCount()) == nullptr) {
            sink_.Report(DiagKind::UnboundExport, entry.span, entry.name);
        }
    }
    if (macros_assign_) {
        FindAssignmentsOfMacros();
    }
    for (TopItem& item : out_.items) {
        if ((item.kind == ItemKind::Function || item.kind == ItemKind::Cases) && out_.is_assigned(item.name)) {
            item.kind = ItemKind::Value;
        }
    }
    for (const OptionalFunction& function : optional_) {
        if (const TopItem& item = out_.items[function.item]; item.kind == ItemKind::Value) {
            Form& form = forms_[item.form];
            BindSelf(form, form.children(item.datum)[2], function.self);   // its name may come to mean another function
        }
    }
    return std::move(out_);
}

bool TopLevelCollector::SameMeaning(support::Symbol at_use, support::Symbol in_macro, const Macro&) const
{
    return Resolve(at_use) == Resolve(in_macro);
}

void TopLevelCollector::Visit(DatumId datum, uint32_t depth)
{
    TopItem item;
    item.form = index_;
    item.datum = datum;
    item.macros_before = MacroCount();
    const Form& form = *form_;
    if (form.kind(datum) == DatumKind::List && !form.children(datum).empty() &&
        form.kind(form.children(datum)[0]) == DatumKind::Symbol) {
        const support::Symbol head = Resolve(form.symbol(form.children(datum)[0]));
        if (const Macro* macro = out_.FindMacro(head, MacroCount())) {
            const DatumId result = expander_.Expand(*macro, *form_, datum, depth, *this);
            if (result.valid()) {
                Visit(result, depth + 1);
            }
            return;
        }
        if (head == W().define_syntax) {
            VisitDefineSyntax(datum);
            return;
        }
        if (IsStructForm(form, datum) && !Defines(head)) {
            VisitStruct(item);
            return;
        }
        if (IsDefinitionOfBool(datum)) {
            return;
        }
        if (head == W().define || head == W().defn) {
            VisitDefine(item);
            return;
        }
        if (head == W().define_values) {
            VisitDefineValues(item);
            return;
        }
        if (head == W().begin) {
            for (size_t i = 1; i < form.children(datum).size(); ++i) {
                Visit(form.children(datum)[i], depth);
            }
            return;
        }
        if (head == W().cond_expand) {
            const DatumId chosen = SelectFeatures(*form_, datum, sink_);
            if (chosen.valid()) {
                Visit(chosen, depth);
            }
            return;
        }
        if (head == W().export_) {
            VisitExport(datum);
            return;
        }
        if (head == W().import) {
            return;   // FindImports has read it
        }
        if (head == W().extern_) {
            VisitExtern(item);
            return;
        }
    }
    out_.items.push_back(item);
}

void TopLevelCollector::VisitExport(DatumId datum)
{
    static const support::Symbol kRename = support::Intern("rename");
    const auto parts = form_->children(datum);
    for (size_t i = 1; i < parts.size(); ++i) {
        const source::Span span = form_->span(parts[i]);
        const bool renames = form_->kind(parts[i]) == DatumKind::List && form_->is_call_of(parts[i], kRename) &&
                             form_->children(parts[i]).size() == 3;
        const DatumId name = renames ? form_->children(parts[i])[1] : parts[i];
        const DatumId as = renames ? form_->children(parts[i])[2] : parts[i];
        if (form_->kind(name) == DatumKind::Symbol && form_->kind(as) == DatumKind::Symbol) {
            out_.exports.push_back({form_->symbol(name), form_->symbol(as), span});
        } else {
            sink_.Report(DiagKind::MalformedForm, span, "export", "expected names or (rename name new-name)");
        }
    }
}

void TopLevelCollector::Report(const ShapeError& error, std::string_view form_name)
{
    if (error.kind == DiagKind::NotYetSupported) {
        sink_.Report(error.kind, error.span, error.text);
    } else {
        sink_.Report(error.kind, error.span, form_name, error.text).Hint(ShapeHint(form_name));
    }
}

void TopLevelCollector::NoteBroken(DatumId datum)
{
    const DatumKind kind = form_->kind(datum);
    if (kind == DatumKind::Symbol) {
        out_.broken.push_back(form_->symbol(datum).spelled());
    } else if (kind == DatumKind::List || kind == DatumKind::Bracket || kind == DatumKind::Brace) {
        for (size_t i = 0; i < form_->children(datum).size(); ++i) {
            NoteBroken(form_->children(datum)[i]);
        }
    }
}

/// Is it the name of a form that takes several values?
bool TopLevelCollector::TakesValues(const Form& form, DatumId datum)
{
    static const support::Symbol kNames[] = {W().call_with_values, W().define_values, support::Intern("receive"),
                                             support::Intern("let-values"), support::Intern("let*-values")};
    return std::any_of(std::begin(kNames), std::end(kNames),
                       [&](support::Symbol name) { return form.is_symbol(datum, name); });
}

void TopLevelCollector::ScanAssignments()
{
    const Form& form = *form_;
    bool has_rules = false;
    bool has_set = false;
    for (size_t i = 0; i < form.size(); ++i) {
        const DatumId id(i);
        has_rules = has_rules || form.is_symbol(id, W().syntax_rules);
        has_set = has_set || form.is_symbol(id, W().set);
        out_.takes_values = out_.takes_values || TakesValues(form, id);
        if (form.kind(id) != DatumKind::List || !form.is_call_of(id, W().set)) {
            continue;
        }
        const auto parts = form.children(id);
        if (parts.size() > 1 && form.kind(parts[1]) == DatumKind::Symbol) {
            MarkAssigned(Resolve(form.symbol(parts[1])));
        }
    }
    macros_assign_ = macros_assign_ || (has_rules && has_set);
}

void TopLevelCollector::FindAssignmentsOfMacros()
{
    source::Sink unheard;
    Expander expander(out_, unheard);
    Form copy;
    for (size_t i = 0; i < out_.items.size(); ++i) {
        const TopItem& item = out_.items[i];
        if (i == 0 || item.form != out_.items[i - 1].form) {
            copy = forms_[item.form];
        }
        if (item.kind == ItemKind::Extern || item.kind == ItemKind::NameOfValues ||
            item.kind == ItemKind::Cases || item.kind == ItemKind::StructOp) {
            continue;
        }
        const Unit unit = expander.ExpandItem(copy, item);
        for (const Node& node : unit.nodes) {
            if (node.kind == NodeKind::SetGlobal) {
                MarkAssigned(node.symbol());
            }
        }
    }
}

void TopLevelCollector::MarkAssigned(support::Symbol name)
{
    if (name.index() >= out_.assigned.size()) {
        out_.assigned.resize(name.index() + 64, false);
    }
    out_.assigned[name.index()] = true;
}

TopLevel CollectTopLevel(std::vector<Form>& forms, source::Sink& sink, const Imported& imported)
{
    return TopLevelCollector(forms, sink, imported).Run();
}

}  // namespace omni::ast
