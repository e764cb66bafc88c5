// Sets of small numbers, of a size fixed when the set is made: what dataflow equations are solved on.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace omni {
namespace support {

// Operations of two sets require the same size.
class BitSet {
 public:
  BitSet() = default;
  explicit BitSet(size_t size) : size_(size), words_((size + 63) / 64, 0) {}

  size_t size() const { return size_; }

  bool Test(size_t bit) const { return ((words_[bit / 64] >> (bit % 64)) & 1U) != 0; }
  // Both say whether the set changed.
  bool Set(size_t bit);
  bool Reset(size_t bit);
  void SetAll();
  void Clear();

  // this |= other, this &= other, this &= ~other; each says whether this changed.
  bool Or(const BitSet& other);
  bool And(const BitSet& other);
  bool AndNot(const BitSet& other);
  // this |= gen | (out & ~kill): a whole transfer function in one sweep; says whether this changed.
  bool OrTransfer(const BitSet& gen, const BitSet& out, const BitSet& kill);

  bool Intersects(const BitSet& other) const;
  bool Contains(const BitSet& other) const;  // is `other` a subset of this
  size_t Count() const;
  bool Empty() const;

  friend bool operator==(const BitSet& a, const BitSet& b) { return a.size_ == b.size_ && a.words_ == b.words_; }

  // Calls visit(bit) for each member, in ascending order. The set must not be changed meanwhile.
  template <class Visit>
  void ForEach(Visit&& visit) const {
    for (size_t i = 0; i < words_.size(); ++i) {
      for (uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(i * 64 + static_cast<size_t>(std::countr_zero(word)));
      }
    }
  }

 private:
  size_t size_ = 0;
  std::vector<uint64_t> words_;
};

}  // namespace support

using support::BitSet;

}  // namespace omni
