#pragma once
// Reasons as sentences. All wording comes from one table, so that comment, plan and explanation cannot disagree.
//
// A wording file has one line `name: sentence with {{holes}}` for each kind of kinds.def; lines that begin with `#` and
// empty lines are skipped.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "reason/reason.h"
#include "source/source_file.h"

namespace omni::reason {

/// A line of a wording file that cannot be used.
struct WordingProblem {
    size_t line = 0;  ///< 1-based
    std::string message;
};

/// What fills the holes of a phrase.
struct Holes {
    std::string_view subject = {}, function = {}, place = {};
    size_t number = 0, limit = 0;
};

/// The sentences of all kinds, cut at their holes. Starts with the built-in wording.
class WordingTable {
public:
    WordingTable();
    /// Replaces the sentences that `text` (a wording file) has. Kinds that it leaves out keep theirs.
    std::vector<WordingProblem> Load(std::string_view text);
    /// The sentence of `kind` with its holes, as a wording file has it.
    [[nodiscard]] std::string Text(ReasonKind kind) const;
    [[nodiscard]] std::string Text(PhraseId phrase) const;
    [[nodiscard]] std::string Phrase(PhraseId phrase, const Holes& holes = {}) const;
    /// What a name of the plan is called: `stack` of the family `class`, `region_exit` of `kind`. A name that the family
    /// does not have stays as it is.
    [[nodiscard]] std::string Term(std::string_view family, std::string_view name) const;
    /// The name that is called so, or "".
    [[nodiscard]] std::string_view Meant(std::string_view family, std::string_view term) const;
    /// The words of a kind that stands between sentences; `subject` fills its hole.
    [[nodiscard]] std::string Phrase(ReasonKind kind, std::string_view subject) const;

private:
    friend std::string Word(const Reason&, const WordingTable&, const source::SourceFiles&);

    enum class Hole : uint8_t { None, Subject, Expression, Names, Number, Limit, Function, Place };
    struct Segment {
        std::string literal;
        Hole hole = Hole::None;  ///< what follows the literal
    };
    /// Empty when `wording` is well-formed, else what is wrong.
    static std::string Cut(std::string_view wording, std::vector<Segment>& out, bool is_phrase);
    static std::string Joined(const std::vector<Segment>& segments);

    std::array<std::vector<Segment>, static_cast<size_t>(ReasonKind::Count)> segments_;
    std::array<std::vector<Segment>, static_cast<size_t>(PhraseId::Count)> phrases_;
};

/// `reason` as a sentence: lower case, no final stop. `{{expression}}` is ExpressionText of the reason's span.
std::string Word(const Reason& reason, const WordingTable& table, const source::SourceFiles& files);

/// Source text on one line: comments dropped, runs of whitespace one blank, cut with "..." to `limit` code points.
std::string ExpressionText(const source::SourceFiles& files, source::Span span, size_t limit = 40);

}  // namespace omni::reason
