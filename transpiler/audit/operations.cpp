#include "audit/operations.h"

#include <unordered_map>

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

constexpr std::string_view kLooks[] = {"omni_is_null",      "omni_is_nothing", "omni_is_absent", "omni_is_eof",
                                       "omni_is_no_values", "omni_is_true",    "omni_is_bool",   "omni_is_char",
                                       "omni_bool_value",   "omni_char_value", "omni_is_raised"};

using Meanings = std::unordered_map<std::string_view, Meaning>;

Meanings AllMeanings()
{
    Meanings meanings;
    for (const auto& [function, effect] : kKnown) {
        meanings[function].effect = effect;
    }
    for (const std::string_view function : kLooks) {
        meanings[function].looks_at_word_only = true;
    }
    for (const char* function : {"omni_panic", "abort", "exit"}) {
        meanings[function].never_returns = true;
    }
    for (size_t i = 0; i < static_cast<size_t>(core::Prim::Count); ++i) {
        const core::PrimInfo& info = core::Info(static_cast<core::Prim>(i));
        if (info.never_returns()) {
            meanings[info.c_name].never_returns = true;
        }
    }
    return meanings;
}

}  // namespace

Meaning MeaningOf(std::string_view function)
{
    static const Meanings meanings = AllMeanings();
    const auto found = meanings.find(function);
    return found == meanings.end() ? Meaning() : found->second;
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

}  // namespace omni::audit
