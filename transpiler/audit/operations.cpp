#include "audit/operations.h"

#include <vector>

#include "audit/name_index.h"
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
    {"omni_finish", Effect::Finish},
};

constexpr std::string_view kLooks[] = {"omni_is_null",      "omni_is_nothing", "omni_is_absent", "omni_is_eof",
                                       "omni_is_no_values", "omni_is_true",    "omni_is_bool",   "omni_is_char",
                                       "omni_bool_value",   "omni_char_value", "omni_is_raised"};

class Meanings {
public:
    Meanings()
    {
        for (const auto& [function, effect] : kKnown) {
            At(function).effect = effect;
        }
        for (const std::string_view function : kLooks) {
            At(function).looks_at_word_only = true;
        }
        for (const char* function : {"omni_panic", "abort", "exit"}) {
            At(function).never_returns = true;
        }
        for (const core::PrimInfo& info : core::kPrimTable) {
            if (info.never_returns()) {
                At(info.c_name).never_returns = true;
            }
        }
    }

    [[nodiscard]] Meaning Of(std::string_view function) const
    {
        const uint32_t number = numbers_.Find(function);
        return number == NameIndex::kNone ? Meaning() : meanings_[number];
    }

private:
    Meaning& At(std::string_view function)
    {
        if (numbers_.Add(function, static_cast<uint32_t>(meanings_.size()))) {
            meanings_.emplace_back();
        }
        return meanings_[numbers_.Find(function)];
    }

    NameIndex numbers_;
    std::vector<Meaning> meanings_;
};

}  // namespace

Meaning MeaningOf(std::string_view function)
{
    static const Meanings meanings;
    return meanings.Of(function);
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
