// Text to data, through tree-sitter.
#pragma once

#include <vector>

#include "source/diagnostics.h"
#include "source/source_file.h"
#include "syntax/datum.h"

namespace omni::syntax {

// Seconds of one or more calls of ParseFile, added up.
struct ParseTimes {
  double scan = 0;         // our bracket scan
  double tree_sitter = 0;  // inside of the parser library
  double data = 0;         // from its tree to data
};

struct ParsedFile {
  std::vector<Form> forms;                     // in source order; broken ones are left out
  std::vector<source::Span> comments_at_end;   // after the last form
};

// Reads a whole file. Everything that is wrong with it goes to `sink` in one run; forms that are sound come back even
// so. No input, however long, deep or broken, ends the process.
ParsedFile ParseFile(const source::SourceFiles& files, source::FileId file, source::Sink& sink,
                     ParseTimes* times = nullptr);

}  // namespace omni::syntax
