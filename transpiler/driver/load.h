// Reads and parses a file and everything that it imports.
#pragma once

#include <optional>
#include <vector>

#include "core/from_ast.h"
#include "driver/pipeline.h"

namespace omni::driver {

// Imported files first, the main file last; each file once. Files that cannot be read, and files that import
// themselves, are reported to the sink with the imports that lead there.
std::vector<core::SourceUnit> LoadUnits(source::FileId main, const std::string& path, Stages& stages,
                                        Environment& environment, Translated& to);

// The text of a file, from disk; the sink says why there is none. `import`: where it is imported, or nothing;
// `name`: what it is called there.
std::optional<source::FileId> ReadSource(const std::string& path, source::Span import, const std::string& name,
                                         Environment& environment, Translated& to);

}  // namespace omni::driver
