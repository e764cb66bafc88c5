#pragma once
// The ledger of becauses: each verdict of an analysis is written down at the moment it falls, with the place that
// caused it and the earlier verdict it rests on. Plan, comments, `explain` and reports quote it and cannot disagree.
//
//   site      %pair = Cons 1 2              choice  dest
//   because   Returned  %pair reaches `return` in (make-pair)
//   rejected  stack     OutlivesFrame

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.h"
#include "source/span.h"
#include "support/id.h"
#include "support/table.h"

namespace omni::reason {

using ReasonId = support::Id<struct ReasonTag>;

enum class ReasonKind : uint8_t {
#define REASON(id, name, wording) id,
#include "reason/kinds.def"
    Count
};

/// What reports say around the reasons.
enum class PhraseId : uint8_t {
#define PHRASE(id, name, wording) id,
#include "reason/phrases.def"
    Count
};

/// A because. Only the fields that its wording names need to be filled.
struct Reason {
    ReasonKind kind = ReasonKind::Count;
    core::FuncId function;                 ///< where it holds
    source::Span expression;               ///< the expression that causes it
    support::Symbol subject;
    std::vector<support::Symbol> names;    ///< in source order
    int64_t number = 0;
    int64_t limit = 0;
    ReasonId because;                      ///< the reason it rests on, or None
};

/// Key of `kind` in the wording file: `last_use`.
std::string_view Name(ReasonKind kind);
/// The built-in wording, with {{holes}}.
std::string_view DefaultWording(ReasonKind kind);
/// The same of a phrase.
std::string_view Name(PhraseId phrase);
std::string_view DefaultWording(PhraseId phrase);

/// Owner of all reasons of a program. Reasons are only added.
class Ledger {
public:
    ReasonId Add(Reason reason) { return reasons_.Add(std::move(reason)); }
    [[nodiscard]] const Reason& operator[](ReasonId id) const { return reasons_[id]; }
    [[nodiscard]] size_t size() const { return reasons_.size(); }

private:
    support::Table<ReasonId, Reason> reasons_;
};

}  // namespace omni::reason
