#include "audit/operations.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "core/prim.h"

namespace omni::audit {

namespace {

struct Known {
    std::string_view function;
    Effect effect;
};

constexpr Known kKnown[] = {
    {"region_create", Effect::Create},
    {"stack_alloc_region", Effect::Create},
    {"region_split", Effect::Create},
    {"region_exit", Effect::Exit},
    {"region_reset", Effect::Reset},
    {"region_of", Effect::Holder},
    {"transmigrate", Effect::Copy},
    {"omni_store_repair", Effect::Copy},
    {"region_retain", Effect::Hold},
    {"region_release", Effect::Hold},
    {"region_tether_start", Effect::Hold},
    {"region_tether_end", Effect::Hold},
    {"region_destroy_if_dead", Effect::Hold},
    {"region_bulk_free", Effect::Hold},
    {"free_obj", Effect::Free},
    {"free_tree", Effect::Free},
    {"dec_ref", Effect::Free},
    {"DEC_REF_IF_NEEDED", Effect::Free},
    {"take_cell", Effect::Free},
    {"free", Effect::Free},
    {"inc_ref", Effect::Count},
    {"INC_REF_IF_NEEDED", Effect::Count},
};

}  // namespace

Effect EffectOf(std::string_view function)
{
    const auto* found = std::find_if(std::begin(kKnown), std::end(kKnown),
                                     [&](const Known& known) { return known.function == function; });
    return found == std::end(kKnown) ? Effect::None : found->effect;
}

bool IsHeapMaker(std::string_view function)
{
    return function.starts_with("reuse_as_") || function.starts_with("reuse_or_mk_") ||
           (function.starts_with("mk_") && function.ends_with("_heap"));
}

bool EndsObject(std::string_view function)
{
    return EffectOf(function) == Effect::Free || function.starts_with("reuse_as_") || function.starts_with("reuse_or_mk_");
}

bool IsOperation(std::string_view function)
{
    return EffectOf(function) != Effect::None || IsHeapMaker(function);
}

bool LooksAtWordOnly(std::string_view function)
{
    static constexpr std::string_view kLooks[] = {"omni_is_null",   "omni_is_nothing",    "omni_is_absent",
                                                  "omni_is_eof",    "omni_is_no_values",  "omni_is_true",
                                                  "omni_is_bool",   "omni_is_char",       "omni_bool_value",
                                                  "omni_char_value", "omni_is_raised"};
    return std::find(std::begin(kLooks), std::end(kLooks), function) != std::end(kLooks);
}

bool NeverReturns(std::string_view function)
{
    static const std::unordered_set<std::string_view> known = [] {
        std::unordered_set<std::string_view> names = {"omni_panic", "abort", "exit"};
        for (size_t i = 0; i < static_cast<size_t>(core::Prim::Count); ++i) {
            const core::PrimInfo& info = core::Info(static_cast<core::Prim>(i));
            if (info.never_returns()) {
                names.insert(info.c_name);
            }
        }
        return names;
    }();
    return known.count(function) != 0;
}

}  // namespace omni::audit
