// A byte range of a source file, carried by everything that has a place in the source.
#pragma once

#include <cstdint>

#include "support/id.h"

namespace omni::source {

using FileId = Id<struct FileTag>;

// Bytes [begin, end) of a file. A span without a file belongs to no place (synthesised, command line).
struct Span {
  FileId file;
  uint32_t begin = 0;
  uint32_t end = 0;

  bool valid() const { return file.valid(); }
  uint32_t size() const { return end - begin; }
  friend bool operator==(const Span& a, const Span& b) = default;
};

// The smallest span over both; the first one alone when the files differ.
inline Span Cover(Span a, Span b) {
  if (!a.valid()) return b;
  if (!b.valid() || a.file != b.file) return a;
  return Span{a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace omni::source
