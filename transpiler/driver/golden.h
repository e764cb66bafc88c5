// Snapshots beside sources.
//
// A case is a file name.omni. It has one snapshot `name.c name.plan name.out`, or, where name.variants stands beside it,
// one for each of that file's lines: `off: --no-stack` is the snapshot `name.off.c name.off.plan name.off.out`, made
// with that switch; the line `: --allow-extern` gives switches to `name.c` itself. Text after `#` is a remark.
//
// Programs that call C functions which the case does not have (--allow-extern) are compiled but not run: no .out.
// A source bad_name.omni must be refused: its snapshot is bad_name.err, the diagnostics.
#pragma once

#include <string>
#include <vector>

#include "driver/environment.h"
#include "driver/options.h"
#include "driver/process.h"

namespace omni::driver {

// One source under one set of switches.
struct GoldenCase {
  std::string source;       // golden/stack/pair.omni
  std::string stem;         // golden/stack/pair or golden/stack/pair.off
  Translation translation;
  bool must_fail = false;   // bad_*.omni
  bool runs = true;
  std::vector<std::string> c_flags;  // for compiling its C
  std::string problem;      // why the case cannot be tried, e.g. an unknown switch in .variants
};

// What is kept of a case: file extension and text, in the order c, plan, out, or err alone.
struct Snapshot {
  std::string extension;
  std::string text;
};

struct GoldenTree {
  std::vector<GoldenCase> cases;       // sorted by path; variants in the order of their file
  std::string problem;                 // what is wrong with the configuration, "" when all is well
  std::vector<std::string> snapshots;  // all .c .plan .out .err files found
};

// One source under one set of switches; `suffix` sets its snapshots apart from others of the source.
GoldenCase MakeGoldenCase(const std::string& source, std::string_view suffix, std::string_view flags);

// All cases below `folder` whose source path holds `filter`.
GoldenTree FindGoldenCases(const std::string& folder, const std::string& filter, Environment& environment);

// Compiles and runs emitted C: strictly, with each compiler that the machine has, then under sanitizers.
class GoldenToolchain {
 public:
  // Compiles the runtime for all of `cases`. `stress`: its stress build.
  GoldenToolchain(const std::vector<GoldenCase>& cases, bool stress, Environment& environment);

  bool ok() const { return problem_.empty(); }
  const std::string& problem() const { return problem_; }
  // Compilers that are not on this machine.
  const std::vector<std::string>& missing() const { return missing_; }

  struct Outcome {
    std::string problem;  // "" when the C is clean and the program, if it was run, ended as programs may
    std::string output;   // what it printed; then, if it failed, its messages and `[exit N]`
  };
  // Safe to call from several threads for different `number`s.
  Outcome Try(const GoldenCase& golden_case, const std::string& c, size_t number) const;

 private:
  std::vector<std::string> SanitizedFlags(bool wrap) const;
  void CompileRuntime(bool wrap, Environment& environment);
  std::string CheckStrictly(const std::string& c_path, const GoldenCase& golden_case) const;

  TemporaryFolder folder_;
  std::string home_;
  bool stress_;
  std::string problem_;
  std::vector<std::string> compilers_;
  std::vector<std::string> missing_;
  std::vector<std::string> objects_[2];  // of the runtime: checked and wrapping Int overflow
};

}  // namespace omni::driver
