#pragma once
// Numbers of names: a hash table for the few names of one function, made and forgotten many times.

#include <cstdint>
#include <string_view>
#include <vector>

namespace omni::audit {

class NameIndex {
public:
    static constexpr uint32_t kNone = 0xFFFFFFFFu;

    /// Gives `name` a number; false when it has one.
    bool Add(std::string_view name, uint32_t number)
    {
        if (2 * (used_ + 1) > slots_.size()) {
            Grow();
        }
        Slot& slot = slots_[PlaceOf(name)];
        if (slot.number != kNone) {
            return false;
        }
        slot = {name, number};
        ++used_;
        return true;
    }

    /// The number of a name, or kNone.
    [[nodiscard]] uint32_t Find(std::string_view name) const
    {
        return slots_.empty() ? kNone : slots_[PlaceOf(name)].number;
    }

private:
    struct Slot {
        std::string_view name;
        uint32_t number = kNone;
    };
    std::vector<Slot> slots_;  ///< open addressing; a power of two, at most half of it used
    size_t used_ = 0;

    static size_t Hash(std::string_view name)
    {
        uint64_t hash = name.size();
        for (size_t i = 0; i < name.size(); ++i) {
            hash = (hash ^ static_cast<unsigned char>(name[i])) * 0x9E3779B97F4A7C15u;
        }
        return static_cast<size_t>(hash >> 32u);
    }

    [[nodiscard]] size_t PlaceOf(std::string_view name) const
    {
        const size_t mask = slots_.size() - 1;
        size_t at = Hash(name) & mask;
        while (slots_[at].number != kNone && slots_[at].name != name) {
            at = (at + 1) & mask;
        }
        return at;
    }

    void Grow()
    {
        std::vector<Slot> old(slots_.empty() ? 16 : 2 * slots_.size());
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.number != kNone) {
                slots_[PlaceOf(slot.name)] = slot;
            }
        }
    }
};

}  // namespace omni::audit
