// Diagnostics for people and for tools.
#pragma once

#include <cstddef>
#include <string>

#include "source/diagnostics.h"
#include "source/source_file.h"

namespace omni::source {

struct RenderOptions {
  bool colour = false;
  size_t width = 100;  // longer source lines are shortened around the caret
  size_t tab_width = 4;
};

// file:line:col: error[E0201]: message, then the source line with ^~~~, notes with their own snippets, and the hint.
std::string RenderText(const SourceFiles& files, const Diagnostic& diagnostic, const RenderOptions& options);
// All diagnostics of a sink, in its order, with one empty line between them.
std::string RenderText(const SourceFiles& files, const Sink& sink, const RenderOptions& options);

// One JSON object a line: code, severity, message, file, line, column, end_line, end_column, notes[], hint.
std::string RenderJson(const SourceFiles& files, const Diagnostic& diagnostic);
std::string RenderJson(const SourceFiles& files, const Sink& sink);

}  // namespace omni::source
