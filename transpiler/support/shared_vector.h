// A vector whose copies share what none of them has changed: for walks that keep what is known at many points of a program.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace omni {
namespace support {

// Of fixed size. A copy costs a pointer for each chunk; a change copies one chunk when it is shared.
template <class T>
class SharedVector {
 public:
  SharedVector() = default;
  explicit SharedVector(size_t size, const T& value = T()) : size_(size) {
    if (size >= kChunk) chunks_.assign(size / kChunk, std::make_shared<Chunk>(kChunk, value));
    if (size % kChunk != 0) chunks_.push_back(std::make_shared<Chunk>(size % kChunk, value));
  }

  size_t size() const { return size_; }
  const T& operator[](size_t at) const { return (*chunks_[at / kChunk])[at % kChunk]; }
  T& Change(size_t at) {
    std::shared_ptr<Chunk>& chunk = chunks_[at / kChunk];
    if (chunk.use_count() != 1) chunk = std::make_shared<Chunk>(*chunk);
    return (*chunk)[at % kChunk];
  }

  // Calls visit(place) wherever the two, which have the same size, may differ. It may change this vector.
  template <class Visit>
  void ForEachUnshared(const SharedVector& other, Visit&& visit) const {
    for (size_t chunk = 0; chunk < chunks_.size(); ++chunk) {
      if (chunks_[chunk] == other.chunks_[chunk]) continue;
      const size_t end = std::min(size_, (chunk + 1) * kChunk);
      for (size_t at = chunk * kChunk; at < end; ++at) visit(at);
    }
  }

 private:
  static constexpr size_t kChunk = 32;
  using Chunk = std::vector<T>;

  size_t size_ = 0;
  std::vector<std::shared_ptr<Chunk>> chunks_;
};

}  // namespace support

using support::SharedVector;

}  // namespace omni
