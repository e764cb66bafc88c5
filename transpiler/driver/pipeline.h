// From a source file to C: the stages in their order.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "driver/environment.h"
#include "driver/options.h"
#include "driver/stages.h"
#include "emit/emit.h"
#include "emit/templates.h"
#include "emit/trace.h"
#include "report/report.h"
#include "rir/rir.h"
#include "rir/verify.h"
#include "source/diagnostics.h"
#include "source/source_file.h"

namespace omni::driver {

struct Request {
  std::string path;             // "-" is standard input
  Translation translation;
  Stages::Settings stages;
  bool emit_c = false;          // is the C wanted, or only the plan?
  bool trace = false;           // is it to be known where in the C the plan is found?
  bool counterfactuals = false; // should decisions say what would change them?
  bool emit_header = false;     // the header for C that calls the program
  bool split = false;           // the C as one file for each file of the program, with headers
  // Judges a plan with heap objects; tests bring their own.
  std::function<std::vector<rir::Violation>(const rir::Module&)> judge = rir::Verify;
  std::optional<bool> main;     // with a main function, when C can call the program; otherwise: only when not split
};

// A program on its way, as far as it came.
struct Translated {
  source::SourceFiles files;
  source::Sink sink;
  emit::Templates templates;
  std::optional<rir::Module> program;  // absent when the program is wrong
  std::string c;                       // when asked for
  emit::Trace trace;                   // where in it the plan is found, when asked for
  std::string audit_plan;              // what its functions do to memory, as it stands at the end of C that carries it
  std::string header;                  // when asked for
  std::vector<emit::OutputFile> c_files;  // when asked for as several
  std::string internal_error;          // a verifier's complaint: a defect of omnic

  ExitCode exit_code() const {
    if (!internal_error.empty()) return ExitCode::Internal;
    return sink.has_errors() ? ExitCode::ProgramWrong : ExitCode::Done;
  }
  bool ok() const { return exit_code() == ExitCode::Done; }
  report::Subject subject() const { return {*program, files, templates.wording(), trace, c, audit_plan}; }
};

// Name of the program in a file: without folders and extension; of standard input `program`.
std::string ProgramName(const std::string& path);

// Runs the pipeline; what is wrong stands in the result, nothing is printed but dumps and logs.
std::unique_ptr<Translated> Translate(const Request& request, Environment& environment);

}  // namespace omni::driver
