// Uses of macros, and macros that hold in a part of the program only.
#include "ast/expander.h"

#include "syntax/print.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

bool Expander::SameMeaning(support::Symbol at_use, support::Symbol in_macro, const Macro& macro) const
{
    const Meaning a = Resolve(at_use);
    const Meaning b = Resolve(in_macro, macro.scope);
    return a.binding == b.binding && a.macro == b.macro && a.global == b.global;
}

const Macro* Expander::MacroOf(DatumId list) const
{
    if (top_.macros.empty() && macros_.empty()) {
        return nullptr;
    }
    const auto children = form_->children(list);
    if (children.empty() || form_->kind(children[0]) != DatumKind::Symbol) {
        return nullptr;
    }
    return Resolve(form_->symbol(children[0])).macro;
}

NodeId Expander::ExpandMacroUse(const Macro& macro, DatumId list, bool tail)
{
    const DatumId result = expander_.Expand(macro, *form_, list, expansions_, *this);
    if (!result.valid()) {
        return AddNothing(form_->span(list));
    }
    ++expansions_;
    const NodeId node = Expand(result, tail);
    --expansions_;
    return node;
}

void Expander::BindMacro(DatumId name, DatumId spec, uint32_t scope)
{
    const support::Symbol symbol = form_->symbol(name);
    macros_.push_back(ParseMacro(*form_, spec, symbol, form_->span(name), scope, sink_));
    BindLocal(symbol, {}, &macros_.back());
}

/// (let-syntax ((name rules) ...) body ...): with letrec-syntax the macros see one another.
NodeId Expander::ExpandLetSyntax(DatumId list, bool tail)
{
    if (!CheckCount(list, 1, SIZE_MAX)) {
        return AddNothing(form_->span(list));
    }
    const DatumId clauses = form_->children(list)[1];
    if (form_->kind(clauses) != DatumKind::List && form_->kind(clauses) != DatumKind::Bracket) {
        return Malformed(clauses, HeadText(list), "expected a list of macros");
    }
    const auto outer_scope = static_cast<uint32_t>(scope_marks_.size());
    const bool sees_itself = HeadText(list) == "letrec-syntax";
    EnterScope();
    for (size_t i = 0; i < form_->children(clauses).size(); ++i) {
        const DatumId clause = form_->children(clauses)[i];
        const auto parts = form_->children(clause);
        if (parts.size() != 2 || form_->kind(parts[0]) != DatumKind::Symbol) {
            Malformed(clause, HeadText(list), "a macro is (name (syntax-rules ...))");
            continue;
        }
        BindMacro(parts[0], parts[1], outer_scope + (sees_itself ? 1 : 0));
    }
    const NodeId body = ExpandBody(list, 2, tail);
    LeaveScope();
    return body;
}

NodeId Expander::ExpandStrayRules(DatumId list, bool)
{
    sink_.Report(DiagKind::SyntaxAsValue, form_->span(list), HeadText(list));
    return AddNothing(form_->span(list));
}

/// (syntax-error "message" datum ...): what a macro expands to when its use is wrong.
NodeId Expander::ExpandSyntaxError(DatumId list, bool)
{
    std::string text;
    for (size_t i = 1; i < form_->children(list).size(); ++i) {
        const DatumId part = form_->children(list)[i];
        const bool is_message = i == 1 && form_->kind(part) == DatumKind::String;
        text += (i > 1 ? " " : "") + (is_message ? std::string(form_->text(part)) : syntax::Spell(*form_, part));
    }
    sink_.Report(DiagKind::SyntaxError, form_->span(list), text);
    return AddNothing(form_->span(list));
}

}  // namespace omni::ast
