#pragma once
// Uses of macros to the data that they stand for. Hygiene is by renaming: each name that a template inserts becomes an
// alias (support::SymbolTable::AddAlias) that is new for this expansion. Whoever resolves names takes a bound alias as
// a name of its own, and a free one as the name that it stands for in the scope of the macro (alias_note).

#include <vector>

#include "ast/macro_match.h"

namespace omni::ast {

class MacroExpander {
public:
    explicit MacroExpander(source::Sink& sink) : sink_(sink) {}

    /// A use of a macro that comes out of an expansion is one deeper than the use of that; those of the source are 0.
    static constexpr uint32_t kMaxDepth = 10'000;
    /// Data that may come out of one use in the source, with all expansions of what comes out.
    static constexpr size_t kMaxData = 1'000'000;

    /// The datum that `use` (a list, from this form) expands to, appended to `form`; None when something was reported.
    /// What the template inserts has the span of the use.
    syntax::DatumId Expand(const Macro& macro, syntax::Form& form, syntax::DatumId use, uint32_t depth,
                           const NameComparer& names);

    /// To be called when another form takes the place of the last one.
    void Forget() { sizes_.clear(); }

    /// Counts work on what an expansion made. False when it is too much: that is reported once for each use in the
    /// source, and nothing expands any more until the next one.
    bool Count(const syntax::Form& form, syntax::DatumId datum);

private:
    syntax::DatumId Build(TemplateId id);
    void BuildInto(TemplateId id, std::vector<syntax::DatumId>& out);
    syntax::DatumId BuildSequence(const Template& part);
    support::Symbol BuildInserted(uint32_t index);
    syntax::DatumId BuildConstant(syntax::DatumId datum);
    void ReportNoRule(const Macro& macro, source::Span use, const Matcher& matcher);
    void GiveUp(source::Span place);
    void Measure(const syntax::Form& form);
    void Measure(const syntax::Form& form, syntax::DatumId datum);

    /// Of a datum with everything inside.
    struct Size {
        uint32_t depth = 0;
        uint32_t data = 0;
    };

    source::Sink& sink_;
    const Macro* macro_ = nullptr;
    const Rule* rule_ = nullptr;
    syntax::Form* form_ = nullptr;
    source::Span span_;                          ///< of the use
    std::vector<const Match*> current_;          ///< by variable
    std::vector<support::Symbol> aliases_;       ///< by inserted name
    bool uneven_ = false;                        ///< variables under one ellipsis have matches of different number
    bool given_up_ = false;
    size_t data_ = 0;                            ///< made since the last use in the source
    const Macro* outermost_ = nullptr;           ///< the macro of that use
    source::Span outermost_span_;
    std::vector<Size> sizes_;                    ///< by datum of the measured form
};

/// What the head of a path from a template stands for: `p` of `p.x` where the macro introduces `p` or takes it as an argument.
/// Absent when `path` comes from no template.
support::Symbol HeadOfPath(support::Symbol path);

}  // namespace omni::ast
