#include "reason/reason.h"

#include <array>

namespace omni::reason {
namespace {

struct Entry {
    std::string_view name, wording;
};

constexpr std::array<Entry, static_cast<size_t>(ReasonKind::Count)> kEntries = {{
#define REASON(id, name, wording) Entry{name, wording},
#include "reason/kinds.def"
}};

constexpr std::array<Entry, static_cast<size_t>(PhraseId::Count)> kPhrases = {{
#define PHRASE(id, name, wording) Entry{name, wording},
#include "reason/phrases.def"
}};

}  // namespace

std::string_view Name(ReasonKind kind) { return kEntries[static_cast<size_t>(kind)].name; }

std::string_view DefaultWording(ReasonKind kind) { return kEntries[static_cast<size_t>(kind)].wording; }

std::string_view Name(PhraseId phrase) { return kPhrases[static_cast<size_t>(phrase)].name; }

std::string_view DefaultWording(PhraseId phrase) { return kPhrases[static_cast<size_t>(phrase)].wording; }

}  // namespace omni::reason
