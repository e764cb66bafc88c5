#pragma once
// The table of primitive operations, from prims.def.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace omni::core {

/// A primitive operation of the core IR. `prims.def` has one line for each.
enum class Prim : uint16_t {
#define PRIM(id, source, operands, result, storage, flags, c_name) id,
#include "core/prims.def"
    Count
};

/// What a primitive does to storage nodes; the storage graph needs no other knowledge of it.
enum class StorageEffect : uint8_t {
    None, Fresh, FreshPair, FreshList, FreshCell, LoadCar, LoadCdr, LoadCell, StoreCar, StoreCdr, StoreCell, Same, Box,
    FreshSymbols, FreshAny, FreshStruct, LoadField, StoreField,
    // containers: core/container_flow.h says what each of them joins
    FreshVector, FreshFill, FreshElems, LoadElem, StoreElem, MoveElems, LoadKey, LoadValue, StoreEntry,
    LoadItem, LoadRest, SameOrList
};

/// Does the operation put something into its first operand?
[[nodiscard]] inline bool StoresIntoFirst(StorageEffect effect)
{
    switch (effect) {
    case StorageEffect::StoreCar:
    case StorageEffect::StoreCdr:
    case StorageEffect::StoreCell:
    case StorageEffect::StoreField:
    case StorageEffect::StoreElem:
    case StorageEffect::MoveElems:
    case StorageEffect::StoreEntry: return true;
    default: return false;
    }
}

/// The flags of a primitive: a set of capital letters.
class PrimFlags {
public:
    constexpr PrimFlags(const char* letters)  // NOLINT: implicit on purpose
    {
        for (; *letters != '\0'; ++letters) {
            bits_ |= Bit(*letters);
        }
    }
    [[nodiscard]] constexpr bool Has(char letter) const { return (bits_ & Bit(letter)) != 0; }

private:
    static constexpr uint32_t Bit(char letter) { return uint32_t{1} << (letter - 'A'); }
    uint32_t bits_ = 0;
};

/// One line of `prims.def`.
struct PrimInfo {
    Prim prim;
    std::string_view id;           ///< the enumerator's name, used in dumps: `Add`
    std::string_view source_name;  ///< `+`; empty when only the types stage makes it
    std::string_view operands;     ///< a letter each, see prims.def
    char result;
    StorageEffect storage;
    PrimFlags flags;
    std::string_view c_name;

    [[nodiscard]] bool Has(char flag) const { return flags.Has(flag); }
    [[nodiscard]] bool is_pure() const { return Has('P'); }
    [[nodiscard]] bool takes_where() const { return Has('F'); }
    [[nodiscard]] bool takes_dest() const { return Has('D'); }
    [[nodiscard]] bool has_effect() const { return Has('E'); }
    [[nodiscard]] bool never_returns() const { return result == '!'; }
    [[nodiscard]] bool has_result() const { return result != 'v' && result != '!'; }
    [[nodiscard]] bool is_variadic() const { return operands.ends_with('*'); }
    /// Is the result a vector, dict or port, which has a buffer beside it?
    [[nodiscard]] bool makes_container() const { return result == 'V' || result == 'D' || result == 'P'; }
    /// Does the operation change the object that operand `index` of `count` is?
    [[nodiscard]] bool changes(size_t index, size_t count) const
    {
        return (index == 0 && (StoresIntoFirst(storage) || Has('W'))) || (index + 1 == count && Has('L'));
    }
    /// May this operation make a new object?
    [[nodiscard]] bool allocates() const { return takes_dest(); }
};

/// By primitive.
extern const std::array<PrimInfo, static_cast<size_t>(Prim::Count)> kPrimTable;

/// The table line of `prim`.
inline const PrimInfo& Info(Prim prim) { return kPrimTable[static_cast<size_t>(prim)]; }

/// The primitive with this source name, or `Prim::Count`. Overloads by operand count share a name:
/// the first line with the name that accepts `argument_count` wins (variadic and chained ones accept any).
Prim FindPrim(std::string_view source_name);

}  // namespace omni::core
