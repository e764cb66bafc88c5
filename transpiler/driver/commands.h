// The commands of omnic, one function each.
#pragma once

#include "driver/environment.h"
#include "driver/options.h"
#include "driver/pipeline.h"

namespace omni::driver {

// Parses the command line and does what it says. Gives the process's exit code.
int Main(int count, const char* const* arguments, Environment& environment);

int RunProgram(const Options& options, Environment& environment);
int Build(const Options& options, Environment& environment);
int Explain(const Options& options, Environment& environment);
int ShowPlan(const Options& options, Environment& environment);
int Diff(const Options& options, Environment& environment);
int GoldenCheck(const Options& options, Environment& environment);
int GoldenUpdate(const Options& options, Environment& environment);
int Audit(const Options& options, Environment& environment);

// What the options ask of the pipeline.
Request RequestOf(const Options& options, bool emit_c);

// Prints the diagnostics of a translation, or the internal error. Gives the exit code that follows.
int Report(const Translated& translated, const Options& options, Environment& environment);

// An error that belongs to no place of the source, in the format the user wants. Gives exit code 1.
int Fail(source::DiagKind kind, const Options& options, Environment& environment, const std::string& subject,
         const std::string& detail);

}  // namespace omni::driver
