// The first look at a file: linear, ours, and afraid of nothing. It cuts the text into top-level forms, so that the
// parser only ever sees balanced text of bounded depth, and it explains unbalanced brackets better than a grammar can.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "source/diagnostics.h"
#include "source/source_file.h"

namespace omni::syntax {

// Brackets and marks like ' within one another, at most.
constexpr size_t kMaxDepth = 10000;

struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct ScanResult {
  std::vector<ByteRange> forms;     // top-level forms with balanced brackets, in source order
  std::vector<ByteRange> comments;  // those outside of every form, in source order
};

// Reports bad bytes, unbalanced brackets, endless strings and comments, and nesting beyond kMaxDepth.
// Time and memory are linear in the size of the file.
ScanResult ScanBrackets(const source::SourceFiles& files, source::FileId file, source::Sink& sink);

}  // namespace omni::syntax
