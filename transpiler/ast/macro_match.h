#pragma once
// Uses of macros against the patterns of their rules (R7RS 4.3.2).

#include <vector>

#include "ast/macro.h"

namespace omni::ast {

/// What a variable of a pattern stands for: a datum of the use, or for each ellipsis after it a list of them.
struct Match {
    syntax::DatumId datum;
    std::vector<Match> items;
};

/// Tells whether two names mean the same thing.
class NameComparer {
public:
    virtual ~NameComparer() = default;
    /// `at_use` where the expansion stands now, `in_macro` where the macro was defined.
    [[nodiscard]] virtual bool SameMeaning(support::Symbol at_use, support::Symbol in_macro,
                                           const Macro& macro) const = 0;
};

/// Why a rule was not taken.
struct Mismatch {
    size_t rule = 0;
    size_t progress = 0;              ///< parts of the pattern that had matched
    syntax::DatumId pattern;          ///< in Macro::form: what did not match
    std::string text;
};

class Matcher {
public:
    Matcher(const Macro& macro, syntax::Form& form, const NameComparer& names)
        : macro_(macro), form_(form), names_(names)
    {
    }

    /// The first rule that matches `use`, with the matches of its variables; nullptr when none does. Lists for dotted
    /// tails are appended to the form.
    const Rule* FindRule(syntax::DatumId use, std::vector<Match>& matches);
    /// After no rule matched: the one that came nearest.
    [[nodiscard]] const Mismatch& nearest() const { return nearest_; }

private:
    const Rule* FindRuleOnce(syntax::DatumId use, std::vector<Match>& matches);
    bool MatchOne(PatternId id, syntax::DatumId datum);
    bool MatchSequence(const Pattern& pattern, syntax::DatumId datum, size_t begin);
    bool MatchRepeated(PatternId item, std::span<const syntax::DatumId> data);
    bool SameConstant(syntax::DatumId pattern, syntax::DatumId datum) const;
    bool Fail(syntax::DatumId pattern, std::string_view text);

    const Macro& macro_;
    syntax::Form& form_;
    const NameComparer& names_;
    std::vector<Match> matches_;
    bool takes_brackets_ = false;   ///< as it stands no rule fits: a list of the pattern is also what stands in brackets
    size_t rule_ = 0;
    size_t progress_ = 0;
    bool has_nearest_ = false;
    Mismatch nearest_;
};

}  // namespace omni::ast
