#pragma once
// How the top-level items of a program are collected: what its parts share.
//
// toplevel.cpp visits the forms; toplevel_define.cpp takes definitions apart; toplevel_names.cpp gives items and macros
// their names and reports those that are taken.

#include <vector>

#include "ast/macro_expand.h"
#include "ast/toplevel.h"

namespace omni::ast {

class TopLevelCollector : public NameComparer {
public:
    TopLevelCollector(std::vector<syntax::Form>& forms, source::Sink& sink, const Imported& imported);

    TopLevel Run();
    bool SameMeaning(support::Symbol at_use, support::Symbol in_macro, const Macro&) const override;

private:
    std::vector<syntax::Form>& forms_;
    source::Sink& sink_;
    MacroExpander expander_;
    syntax::Form* form_ = nullptr;
    bool macros_assign_ = false;   ///< some macro may expand to a `set!`
    uint32_t index_ = 0;
    TopLevel out_;
    size_t first_struct_;          ///< types before this one belong to other files
    struct OptionalFunction {
        size_t item;
        support::Symbol self;      ///< by which its clauses call it
    };
    std::vector<OptionalFunction> optional_;

    // --- forms --------------------------------------------------------------------------------------------------

    void Visit(syntax::DatumId datum, uint32_t depth);
    /// (export name (rename name new-name) ...)
    void VisitExport(syntax::DatumId datum);
    void Report(const ShapeError& error, std::string_view form_name);
    /// What uses the names of a definition that was reported is not reported again.
    void NoteBroken(syntax::DatumId datum);
    /// Every name that some `set!` in this form writes to, bound locally or not: a superset is safe.
    void ScanAssignments();
    /// Expands every item for the sake of the names that it assigns to: which those are, only the expansion tells.
    void FindAssignmentsOfMacros();
    static bool TakesValues(const syntax::Form& form, syntax::DatumId datum);
    void MarkAssigned(support::Symbol name);

    // --- definitions --------------------------------------------------------------------------------------------

    void VisitDefine(TopItem& item);
    /// (define true #t) says nothing new.
    [[nodiscard]] bool IsDefinitionOfBool(syntax::DatumId datum) const;
    /// (define f (case-lambda clause ...)): an item for each clause. Says whether it is that.
    bool VisitCases(TopItem item, const DefineShape& shape);
    void VisitDefineValues(TopItem item);
    void VisitDefineSyntax(syntax::DatumId datum);
    void VisitExtern(TopItem& item);
    /// Every name that the type defines is an item of its own.
    void VisitStruct(TopItem item);
    /// A field may be of a type that is defined later.
    void ReadFieldTypes();
    /// `make-Point`, unless the program has something of its own by that name.
    void AddSecondConstructors();

    // --- names --------------------------------------------------------------------------------------------------

    support::Symbol Resolve(support::Symbol name) const { return out_.Resolve(name, MacroCount()); }
    uint32_t MacroCount() const { return static_cast<uint32_t>(out_.macros.size()); }
    [[nodiscard]] bool Defines(support::Symbol name) const { return out_.Find(name) != nullptr; }
    /// The name that the item has now.
    support::Symbol AddNamed(TopItem item);
    /// `name-1`, or with the next number that nothing in the program is called by.
    static support::Symbol NewName(support::Symbol alias);
    /// A name that is imported cannot be defined.
    bool ReportImported(support::Symbol name, source::Span span);
    /// Of the next item.
    void NameItem(support::Symbol name);
    TopItem* FindItem(support::Symbol name);
    /// Of the next macro.
    void NameMacro(support::Symbol name);
};

}  // namespace omni::ast
