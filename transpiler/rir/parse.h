#pragma once
// Region IR from its text (docs/rir.md). What is read is not yet known to be safe: rir/verify says that.

#include <optional>

#include "rir/rir.h"
#include "source/diagnostics.h"
#include "source/source_file.h"

namespace omni::rir {

/// Reads a program. Each faulty function gives one diagnostic with its place, and no program then comes back.
/// Statements, variables and functions carry the spans of their text.
std::optional<Module> Parse(const source::SourceFiles& files, source::FileId file, source::Sink& sink);

}  // namespace omni::rir
