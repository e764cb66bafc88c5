// Typed 32-bit handles: an id names an element of the table that its tag belongs to.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace omni {
namespace support {

// A handle that cannot be mixed up with another kind of handle: `using VarId = Id<struct VarTag>;`.
// The default is None, the absent id.
template <class Tag>
class Id {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFFU;

  constexpr Id() = default;
  explicit constexpr Id(size_t index) : index_(static_cast<uint32_t>(index)) {}

  static constexpr Id None() { return Id(); }

  constexpr bool valid() const { return index_ != kNone; }
  constexpr uint32_t index() const { return index_; }

  friend constexpr bool operator==(Id a, Id b) { return a.index_ == b.index_; }
  friend constexpr std::strong_ordering operator<=>(Id a, Id b) { return a.index_ <=> b.index_; }

 private:
  uint32_t index_ = kNone;
};

}  // namespace support

using support::Id;

}  // namespace omni

template <class Tag>
struct std::hash<omni::support::Id<Tag>> {
  size_t operator()(omni::support::Id<Tag> id) const noexcept { return std::hash<uint32_t>()(id.index()); }
};
