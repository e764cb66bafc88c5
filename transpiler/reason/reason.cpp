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

}  // namespace

std::string_view Name(ReasonKind kind) { return kEntries[static_cast<size_t>(kind)].name; }

std::string_view DefaultWording(ReasonKind kind) { return kEntries[static_cast<size_t>(kind)].wording; }

}  // namespace omni::reason
