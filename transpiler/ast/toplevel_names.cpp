// Names of top-level items and macros: each is defined once, and a name that a macro made gets one of its own.

#include "ast/toplevel_collector.h"

namespace omni::ast {

using source::DiagKind;

support::Symbol TopLevelCollector::AddNamed(TopItem item)
{
    const TopItem* first = out_.Find(item.name);
    const Macro* macro = out_.FindMacro(item.name, MacroCount());
    if (ReportImported(item.name, item.name_span)) {
        return item.name;
    }
    if (first != nullptr || macro != nullptr) {
        sink_.Report(DiagKind::DuplicateDefinition, item.name_span, item.name)
            .Note(macro != nullptr ? macro->span : first->name_span, "first defined here")
            .Hint(macro != nullptr || item.kind != ItemKind::Value ? "" : "(set! name value) changes a variable");
        return item.name;
    }
    if (support::Symbols().is_alias(item.name)) {
        const support::Symbol alias = item.name;
        item.name = NewName(alias);
        NameItem(alias);
    }
    NameItem(item.name);
    out_.items.push_back(item);
    return item.name;
}

support::Symbol TopLevelCollector::NewName(support::Symbol alias)
{
    const std::string base(alias.text());
    size_t number = 1;
    while (support::Symbols().Find(base + "-" + std::to_string(number)).valid()) {
        ++number;
    }
    return support::Intern(base + "-" + std::to_string(number));
}

bool TopLevelCollector::ReportImported(support::Symbol name, source::Span span)
{
    if (!out_.is_imported(name)) {
        return false;
    }
    sink_.Report(DiagKind::ImportClash, span, name).Note(out_.imported[name.index()], "imported here");
    return true;
}

void TopLevelCollector::NameItem(support::Symbol name)
{
    if (name.index() >= out_.item_of_symbol.size()) {
        out_.item_of_symbol.resize(name.index() + 64, TopLevel::kNoItem);
    }
    out_.item_of_symbol[name.index()] = static_cast<uint32_t>(out_.items.size());
}

TopItem* TopLevelCollector::FindItem(support::Symbol name)
{
    return out_.Find(name) == nullptr ? nullptr : &out_.items[out_.item_of_symbol[name.index()]];
}

void TopLevelCollector::NameMacro(support::Symbol name)
{
    if (name.index() >= out_.macro_of_symbol.size()) {
        out_.macro_of_symbol.resize(name.index() + 64, TopLevel::kNoItem);
    }
    out_.macro_of_symbol[name.index()] = MacroCount();
}

}  // namespace omni::ast
