#pragma once
// syntax-rules: macros as the source defines them, taken apart for matching and for building the result.

#include <string>
#include <vector>

#include "source/diagnostics.h"
#include "support/table.h"
#include "syntax/datum.h"

namespace omni::ast {

/// Scopes of an item are counted from 1; what is defined at the top level sees that one and no other.
inline constexpr uint32_t kTopScope = 1;
/// Note of an alias that means a name of the library, whatever the program calls by it.
inline constexpr uint32_t kLibraryScope = 0xFFFFFFF0u;
[[nodiscard]] inline bool IsLibraryAlias(support::Symbol name)
{
    return support::Symbols().is_alias(name) && support::Symbols().alias_note(name) == kLibraryScope;
}

using PatternId = support::Id<struct PatternTag>;
using TemplateId = support::Id<struct TemplateTag>;

struct Pattern {
    enum class Kind : uint8_t {
        Anything,  ///< `_`
        Variable,  ///< number first_variable of the rule
        Literal,   ///< a name that must mean the same as where the macro was defined
        Constant,  ///< an equal number, string, char, boolean or keyword
        Sequence,  ///< a list, vector or other container of the same kind as `datum`
    };
    static constexpr uint32_t kNone = 0xFFFFFFFFu;

    Kind kind = Kind::Anything;
    syntax::DatumId datum;            ///< in Macro::form
    uint32_t first_variable = 0;      ///< the variables inside are numbered without a gap
    uint32_t variable_count = 0;
    uint32_t repeated = kNone;        ///< index of the item that the ellipsis follows
    std::vector<PatternId> items;
    PatternId tail;                   ///< what follows the dot
};

struct Template {
    enum class Kind : uint8_t {
        Variable,  ///< index: of the rule's variables
        Inserted,  ///< index: of the rule's inserted names
        Constant,
        Sequence,
        Repeat,    ///< items[0], once for each match of the drivers
    };

    Kind kind = Kind::Constant;
    syntax::DatumId datum;            ///< in Macro::form
    uint32_t index = 0;
    std::vector<TemplateId> items;
    std::vector<uint32_t> drivers;    ///< Repeat: the variables whose matches are gone through side by side
    TemplateId tail;
};

struct Rule {
    struct Variable {
        support::Symbol name;
        uint32_t depth = 0;           ///< number of ellipses that follow it
        source::Span span;
    };
    PatternId pattern;                ///< a Sequence without the keyword in front
    TemplateId result;
    std::vector<Variable> variables;
    std::vector<support::Symbol> inserted;   ///< names of the template that are no variables, each once
    source::Span span;                       ///< of the pattern
};

struct Macro {
    support::Symbol name;
    source::Span span;                ///< of the name where it is defined
    uint32_t scope = kTopScope;       ///< names that it inserts mean what they mean in this scope and those around it
    syntax::Form form;                ///< its own copy of the rules
    support::Table<PatternId, Pattern> patterns;
    support::Table<TemplateId, Template> templates;
    std::vector<Rule> rules;          ///< only the sound ones
    bool sound = true;                ///< nothing wrong was found in its definition
};

/// Reads `(syntax-rules (literal ...) (pattern template) ...)`. Reports what is wrong to the sink: a rule that is not
/// sound is left out.
Macro ParseMacro(const syntax::Form& form, syntax::DatumId spec, support::Symbol name, source::Span name_span,
                 uint32_t scope, source::Sink& sink);

/// Appends a copy of a datum to `to`. Symbols, numbers and so on keep their spans.
syntax::DatumId CopyDatum(const syntax::Form& from, syntax::DatumId datum, syntax::Form& to);

/// The name and the rules of `(define-syntax name spec)`; invalid when it is malformed, which is reported.
struct MacroDefinition {
    syntax::DatumId name;
    syntax::DatumId spec;
};
MacroDefinition ParseDefineSyntax(const syntax::Form& form, syntax::DatumId list, source::Sink& sink);

}  // namespace omni::ast
