// What the user asked for on the command line.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "driver/environment.h"
#include "plan/plan.h"

namespace omni::driver {

enum class CommandKind { Run, Build, Explain, Plan, Diff, GoldenCheck, GoldenUpdate, Audit };
enum class Product { Program, C, Header, Rir, Plan };
enum class ErrorFormat { Text, Json };
enum class Colour { Auto, Always, Never };
enum class Annotate { Full, Brief, None };
enum class PlanFormat { Text, Json, Sarif, Html };
enum class DiffFormat { Text, Markdown };
enum class AuditFormat { Text, Json };
enum class FailOn { Never, Worse, Change };

// How a program is translated; the same for each command, and what a line of a golden case's .variants file holds.
struct Translation {
  plan::PlanOptions plan;
  bool allow_extern = false;
  bool extern_borrows = false;  // --allow-extern=borrow
  bool trmc = true;             // recursions modulo cons become loops
  bool specialise = true;       // functions are copied for the types of their arguments
  bool ranges = true;           // Int operations that cannot overflow are not checked
  bool wrap_overflow = false;
  bool pending_calls = true;    // tail calls of unknown functions that may come back take no stack
  Annotate annotate = Annotate::Full;
  bool line_directives = false;
  bool audit_plan = false;      // the C ends with the plan that `omnic audit` compares it with
  std::string templates;        // folder; "" is the built-in set
  std::string wording = "en";   // language of the reasons
};

struct Options {
  CommandKind command = CommandKind::Build;
  Translation translation;
  std::string input;                           // path, or "-"; for golden the folder
  std::vector<std::string> program_arguments;  // run: what stands after `--`
  std::string output;                          // -o
  std::optional<Product> product;              // --emit
  bool single = false;                         // --single: one C file, also in a folder
  std::optional<bool> main;                    // --main, --no-main: with a main function, when C can call the program
  std::vector<std::string> print;              // --print: names of stages
  bool all = false;          // explain: whole chains of reasons
  PlanFormat plan_format = PlanFormat::Text;
  std::string second;        // diff: what `input` is compared with
  std::string revisions;     // diff: A..B, two revisions of `input`
  DiffFormat diff_format = DiffFormat::Text;
  FailOn fail_on = FailOn::Never;
  ErrorFormat error_format = ErrorFormat::Text;
  Colour colour = Colour::Auto;
  bool verbose = false;
  bool depfile = false;      // -MD
  std::string depfile_path;  // -MF
  std::vector<std::string> golden_sources;  // golden: patterns instead of omnic.toml
  std::string golden_snapshots = "golden";  // golden: folder of the snapshots, with golden_sources
  std::string filter;        // golden: only cases whose path holds this
  bool audit_plan = true;    // build: C carries its plan
  std::string against;       // audit: a source, a plan in JSON, or C that carries its plan
  AuditFormat audit_format = AuditFormat::Text;
  size_t jobs = 0;           // golden: how many programs at a time; 0: as many as the machine has cores
  bool stress = false;       // golden check: with the stress build of the runtime
};

// Either the options, or the code to leave with: help was shown (Done), or the command line is wrong (Usage).
std::variant<Options, ExitCode> ParseOptions(int count, const char* const* arguments, Environment& environment);

// Switches of a translation alone, as in a .variants file. On failure the second is a message.
std::pair<std::optional<Translation>, std::string> ParseTranslation(const std::string& flags);

}  // namespace omni::driver
