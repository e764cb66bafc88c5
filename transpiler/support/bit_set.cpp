#include "support/bit_set.h"

#include "support/check.h"

namespace omni::support {

namespace {

// Applies `change` word by word; says whether any word became another.
template <class Change>
bool Update(std::vector<uint64_t>& words, Change&& change) {
  uint64_t changed = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    const uint64_t before = words[i];
    words[i] = change(before, i);
    changed |= before ^ words[i];
  }
  return changed != 0;
}

}  // namespace

bool BitSet::Set(size_t bit) {
  OMNI_CHECK(bit < size_, "bit {} of a set of {}", bit, size_);
  const uint64_t mask = uint64_t{1} << (bit % 64);
  const bool added = (words_[bit / 64] & mask) == 0;
  words_[bit / 64] |= mask;
  return added;
}

bool BitSet::Reset(size_t bit) {
  OMNI_CHECK(bit < size_, "bit {} of a set of {}", bit, size_);
  const uint64_t mask = uint64_t{1} << (bit % 64);
  const bool removed = (words_[bit / 64] & mask) != 0;
  words_[bit / 64] &= ~mask;
  return removed;
}

void BitSet::SetAll() {
  for (uint64_t& word : words_) word = ~uint64_t{0};
  if (size_ % 64 != 0) words_.back() = (uint64_t{1} << (size_ % 64)) - 1;
}

void BitSet::Clear() {
  for (uint64_t& word : words_) word = 0;
}

bool BitSet::Or(const BitSet& other) {
  OMNI_CHECK(size_ == other.size_, "sets of {} and {}", size_, other.size_);
  return Update(words_, [&](uint64_t word, size_t i) { return word | other.words_[i]; });
}

bool BitSet::And(const BitSet& other) {
  OMNI_CHECK(size_ == other.size_, "sets of {} and {}", size_, other.size_);
  return Update(words_, [&](uint64_t word, size_t i) { return word & other.words_[i]; });
}

bool BitSet::AndNot(const BitSet& other) {
  OMNI_CHECK(size_ == other.size_, "sets of {} and {}", size_, other.size_);
  return Update(words_, [&](uint64_t word, size_t i) { return word & ~other.words_[i]; });
}

bool BitSet::OrTransfer(const BitSet& gen, const BitSet& out, const BitSet& kill) {
  OMNI_CHECK(size_ == gen.size_ && size_ == out.size_ && size_ == kill.size_, "sets of different sizes");
  return Update(words_, [&](uint64_t word, size_t i) {
    return word | gen.words_[i] | (out.words_[i] & ~kill.words_[i]);
  });
}

bool BitSet::Intersects(const BitSet& other) const {
  OMNI_CHECK(size_ == other.size_, "sets of {} and {}", size_, other.size_);
  for (size_t i = 0; i < words_.size(); ++i) {
    if ((words_[i] & other.words_[i]) != 0) return true;
  }
  return false;
}

bool BitSet::Contains(const BitSet& other) const {
  OMNI_CHECK(size_ == other.size_, "sets of {} and {}", size_, other.size_);
  for (size_t i = 0; i < words_.size(); ++i) {
    if ((other.words_[i] & ~words_[i]) != 0) return false;
  }
  return true;
}

size_t BitSet::Count() const {
  size_t count = 0;
  for (const uint64_t word : words_) count += static_cast<size_t>(std::popcount(word));
  return count;
}

bool BitSet::Empty() const {
  for (const uint64_t word : words_) {
    if (word != 0) return false;
  }
  return true;
}

}  // namespace omni::support
