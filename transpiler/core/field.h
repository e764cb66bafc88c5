#pragma once
// Edges of the storage graph: what an object holds.

#include <cstdint>

namespace omni::core {

/// Edge label of a storage node.
enum class FieldKind : uint8_t {
    Car, Cdr, Content,  ///< pair fields, content of a cell
    Elem,               ///< what a vector holds
    Key, Value,         ///< what a dict holds
    Captured,           ///< captured variable `index` of a closure
    Field,              ///< field of a struct; the index is the field's number in the module
    Param, Result,      ///< of a procedure: what a call through it binds and yields. Not a pointer: no closure property
};

/// Highest parameter index that is told apart on a procedure's node; later parameters share its field.
inline constexpr uint16_t kLastParamField = 15;

}  // namespace omni::core
