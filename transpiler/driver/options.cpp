#include "driver/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <map>

#include "driver/process.h"
#include "emit/templates.h"

namespace omni::driver {

namespace {

const char* const kVersion = OMNI_VERSION;

const char* const kOverview =
    "omnic turns OmniLisp programs into C99 that a person can read. No garbage collector runs: omnic decides where every\n"
    "object lives and when it dies, and writes the reason beside each decision.\n"
    "\n"
    "  omnic run app.omni                      translate, compile, run\n"
    "  omnic build app.omni --emit=c -o -      look at the C\n"
    "  omnic explain app.omni:12               why are the objects of line 12 where they are?\n"
    "\n"
    "`omnic COMMAND --help` shows each command with an example.\n";

const char* const kExitCodes =
    "Exit codes: 0 done, 1 the program is wrong, 2 wrong use of omnic, 3 a defect of omnic.\n"
    "Environment: CC and CFLAGS compile the C (cc, -O2 -std=c99); OMNIC_HOME is the folder that holds runtime-c/.";

const char* const kRunHelp =
    "Translates a program, compiles the C in a temporary folder with $CC $CFLAGS and runs it. Exits as the program does.\n"
    "\n"
    "  omnic run examples/statistics.omni\n"
    "  omnic run app.omni -- --size 10         what follows `--` goes to the program\n"
    "  echo '(println (+ 1 2))' | omnic run -\n";

const char* const kBuildHelp =
    "Translates a program and writes an executable, the C, its header, the region IR or the plan.\n"
    "\n"
    "  omnic build app.omni -o app             an executable\n"
    "  omnic build app.omni -o app.c           C, all in one (as --emit=c)\n"
    "  omnic build app.omni --emit=c -o -      the same on standard output\n"
    "  omnic build app.omni --emit=c -o out/   out/app.c, and a C file and a header for each file that it imports\n"
    "  omnic build app.omni --emit=header      app.h: what app.omni exports, for C\n"
    "  omnic build app.omni --emit=c --no-main app.c without main, for a firmware that calls app_init()\n"
    "  omnic build app.omni --print=core,rir   what two stages made of it\n"
    "  omnic build app.omni --emit=c -o - --no-outliving\n"
    "                                          the C with one optimisation off\n";

const char* const kExplainHelp =
    "Shows the memory decisions of a file, a line or a name: reasons, rejected alternatives, what would change them, and the\n"
    "lines of the C.\n"
    "\n"
    "  omnic explain app.omni                  all decisions\n"
    "  omnic explain app.omni:12               those about line 12\n"
    "  omnic explain app.omni:12:7             those about the name or expression at line 12, column 7\n"
    "  omnic explain app.omni:make-pair        those about a function, a binding, or an id `function/binding`\n"
    "  omnic explain E0204                     what a diagnostic means, with an example\n"
    "  omnic explain last_use                  the same for a reason\n";

const char* const kPlanHelp =
    "Shows the memory plan: each decision with its id, subject, choice and reasons.\n"
    "\n"
    "  omnic plan app.omni                     for a terminal\n"
    "  omnic plan app.omni --format=json       for tools; sorted, the same bytes each time\n"
    "  omnic plan app.omni --format=sarif      SARIF 2.1.0 for code hosts: decisions are notes, memory that grows is a\n"
    "                                          warning, and what is wrong with the program an error\n"
    "  omnic plan app.omni --format=html > plan.html   source and C side by side, in one page that needs no network\n";

const char* const kDiffHelp =
    "Shows which memory decisions changed between two programs, and whether for better or worse: a class that lives longer or\n"
    "costs more is worse, so are a copy and memory that is never given back. Each side is a source, a saved plan (text or JSON)\n"
    "or REVISION:FILE, the file as git has it.\n"
    "\n"
    "  omnic diff old.omni new.omni\n"
    "  omnic diff app.plan app.omni            a saved plan and what the source gives now\n"
    "  omnic diff HEAD~1:app.omni app.omni     what the last commit and today's changes did\n"
    "  omnic diff --rev main..HEAD app.omni    two revisions of one file\n"
    "  omnic diff main:app.omni app.omni --format=markdown --fail-on=worse\n"
    "                                          a comment for a pull request; exit code 1 when something got worse\n";

const char* const kGoldenHelp =
    "Snapshots of programs: the C, the plan, and what the program prints.\n"
    "\n"
    "  omnic golden check                      fails when any snapshot differs; shows which decisions changed, then the lines\n"
    "  omnic golden update                     writes them anew; what does not translate, compile and run keeps its old ones\n"
    "  omnic golden check --sources 'src/*.omni' --snapshots golden\n"
    "                                          the same without a configuration\n"
    "\n"
    "omnic.toml in the folder says which sources have snapshots, and where:\n"
    "\n"
    "  [golden]\n"
    "  sources = [\"src/**/*.omni\"]\n"
    "  snapshots = \"golden\"\n"
    "\n"
    "Without it every source of the folder has them beside it: name.omni has name.c, name.plan and name.out.\n"
    "A file name.variants beside the source asks for several snapshots, one line each: `off: --no-stack` gives\n"
    "name.off.c, name.off.plan and name.off.out; the line `: --allow-extern` gives switches to name.c itself.\n"
    "A source bad_name.omni is one that must be refused; its diagnostics are kept in bad_name.err.\n";

const char* const kAuditHelp =
    "Reads emitted C again and compares each memory operation, on each path, with the plan that the C carries at its\n"
    "end. What somebody has added, left out, moved or doubled is reported with its place; so is other edited code.\n"
    "\n"
    "  omnic audit app.c                       against the plan at its end, or else against app.omni beside it\n"
    "  omnic audit app.c --against app.omni    against the source, translated again with the switches given here\n"
    "  omnic audit app.c --against app.json    against the plan that `omnic plan --format=json` gave\n"
    "  omnic audit app.c --against first.c     against the C as it came out of omnic\n"
    "  omnic audit app.c --format=json         one JSON object, for tools\n";

void AddTranslation(CLI::App& app, Translation& translation) {
  const std::string group = "How to translate";
  const auto add_no = [&](const char* name, bool& value, const char* text) {
    app.add_flag_callback(name, [&value] { value = false; }, text)->group(group);
  };
  add_no("--no-stack", translation.plan.stack, "No objects in C frames");
  add_no("--no-nonlexical", translation.plan.nonlexical, "Regions end with the scope, not at the last use");
  add_no("--no-outliving", translation.plan.outliving, "Results are built locally and copied out");
  add_no("--no-narrowing", translation.plan.narrowing, "What is returned on some paths only is built in the caller's region");
  add_no("--no-loop-reset", translation.plan.loop_reset, "A region of one iteration is created and ended in each");
  add_no("--no-reorder", translation.plan.reorder, "Operations keep their order when a region could end sooner");
  add_no("--no-scratch", translation.plan.scratch, "No region begins in a C frame");
  add_no("--no-heap", translation.plan.heap, "No objects that are freed one by one");
  add_no("--no-reuse", translation.plan.reuse, "The memory of a heap object that dies is not used for the next");
  add_no("--no-borrow", translation.plan.borrow, "Functions take over all heap objects that they are given");
  add_no("--no-elide", translation.plan.elide, "Every reference to a heap object is counted");
  add_no("--no-trmc", translation.trmc, "A recursive call at the end of a fresh list stays a call");
  add_no("--no-pending-calls", translation.pending_calls, "Tail calls of unknown functions take C stack");
  add_no("--no-specialise", translation.specialise, "No copies of functions for the types of their arguments, or the procedures among them");
  add_no("--no-ranges", translation.ranges, "Every Int operation is checked, also where overflow is impossible");
  app.add_option("--stack-limit", translation.plan.stack_limit, "Largest object in a C frame, in bytes")
      ->check(CLI::Range(0, 1 << 20))->option_text("BYTES [256]")->group(group);
  app.add_option("--transmigrate-bytes", translation.plan.transmigrate_bytes,
                 "Largest structure that is copied out on the paths that return it")
      ->check(CLI::Range(0, 65535))->option_text("BYTES [64]")->group(group);
  app.add_option("--scratch-bytes", translation.plan.scratch_bytes, "Size of a region's buffer in a C frame")
      ->check(CLI::Range(256, 1 << 16))->option_text("BYTES [512]")->group(group);
  app.add_option("--mode", translation.plan.mode, "Precise plan, or a coarse one in less time")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, plan::Mode>{{"aot", plan::Mode::Precise}, {"jit", plan::Mode::Coarse}}))
      ->option_text("aot|jit")->group(group);
  app.add_flag_callback("--allow-extern", [&translation] { translation.allow_extern = true; },
                        "Names that are not bound are C functions, which may keep their arguments")->group(group);
  app.add_flag_callback("--allow-extern-borrow",
                        [&translation] { translation.allow_extern = translation.extern_borrows = true; },
                        "The same (also spelled --allow-extern=borrow), but they only look at their arguments")
      ->group(group);
  app.add_option_function<std::string>(
         "--overflow", [&translation](const std::string& text) { translation.wrap_overflow = text == "wrap"; },
         "Int overflow; C compiled by hand for wrap wants -DOMNI_OVERFLOW_WRAP=1")
      ->check(CLI::IsMember({"error", "wrap"}))->option_text("error|wrap")->group(group);
  app.add_option("--annotate", translation.annotate, "How much the comments of the C say")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Annotate>{
          {"full", Annotate::Full}, {"brief", Annotate::Brief}, {"none", Annotate::None}}))
      ->option_text("full|brief|none")->group(group);
  app.add_option("--templates", translation.templates, "Folder with templates that replace the built-in ones")
      ->option_text("DIR")->group(group);
  const std::vector<std::string_view> languages = emit::Templates::Languages();
  app.add_option("--wording", translation.wording, "Language of the reasons")
      ->check(CLI::IsMember(std::vector<std::string>(languages.begin(), languages.end())))
      ->option_text("en|de")->group(group);
  app.add_flag("--line-directives", translation.line_directives, "#line directives in the C, for debuggers")->group(group);
}

void AddMessages(CLI::App& app, Options& options) {
  const std::string group = "Messages";
  app.add_option("--error-format", options.error_format, "Diagnostics for people or one JSON object a line")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, ErrorFormat>{{"text", ErrorFormat::Text}, {"json", ErrorFormat::Json}}))
      ->option_text("text|json")->group(group);
  app.add_option("--color", options.colour, "Colour in messages; auto: only on a terminal")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Colour>{
          {"auto", Colour::Auto}, {"always", Colour::Always}, {"never", Colour::Never}}))
      ->option_text("auto|always|never")->group(group);
  app.add_flag("-v,--verbose", options.verbose, "Log each stage with its processor time and the peak of memory")->group(group);
}

CLI::App* AddCommand(CLI::App& app, Options& options, CommandKind kind, const char* name, const char* summary,
                     const char* help) {
  CLI::App* command = app.add_subcommand(name, summary);
  command->footer(std::string("\n") + help + "\n" + kExitCodes);
  command->callback([&options, kind] { options.command = kind; });
  return command;
}

void AddBuildOptions(CLI::App& build, Options& options) {
  build.add_option("-o", options.output, "Where to write: a file, a folder (DIR/), or - for standard output")
      ->option_text("FILE");
  build.add_option("--emit", options.product, "What to write instead of an executable; without it, -o NAME.c, .h, .rir or .plan says so")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Product>{
          {"program", Product::Program}, {"c", Product::C}, {"header", Product::Header}, {"rir", Product::Rir},
          {"plan", Product::Plan}}))
      ->option_text("c|header|rir|plan");
  build.add_flag_callback("--no-audit-plan", [&options] { options.audit_plan = false; },
                          "C without the plan at its end that `omnic audit` compares it with");
  build.add_flag("--single", options.single, "One C file also in a folder, without headers");
  build.add_flag_callback("--main", [&options] { options.main = true; },
                          "A main function beside what the program exports (the default for one file)");
  build.add_flag_callback("--no-main", [&options] { options.main = false; },
                          "No main function: C calls NAME_init and NAME_shutdown (the default for a folder)");
  build.add_option("--print", options.print, "Stages to show on standard output, separated by commas")
      ->delimiter(',')->check(CLI::IsMember({"syntax", "core", "types", "storage", "shape", "summaries", "plan", "rir"}))
      ->option_text("syntax,core,types,storage,shape,summaries,plan,rir");
  build.add_flag("--MD", options.depfile, "Also write a depfile, OUTPUT.d (also spelled -MD)");
  build.add_option("--MF", options.depfile_path, "Name of the depfile (also spelled -MF)")->option_text("FILE");
}

void AddDiff(CLI::App& app, Options& options) {
  CLI::App* diff = AddCommand(app, options, CommandKind::Diff, "diff", "Which memory decisions changed, better or worse", kDiffHelp);
  diff->add_option("OLD", options.input, "A source, a saved plan or REVISION:FILE")->required();
  diff->add_option("NEW", options.second, "The same; not with --rev");
  diff->add_option("--rev", options.revisions, "Two revisions of one file; without B the file as it stands")->option_text("A..B");
  diff->add_option("--format", options.diff_format, "For a terminal, or for a comment on a pull request")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, DiffFormat>{{"text", DiffFormat::Text}, {"markdown", DiffFormat::Markdown}}))
      ->option_text("text|markdown");
  diff->add_option("--fail-on", options.fail_on, "What makes the exit code 1")
      ->transform(CLI::CheckedTransformer(std::map<std::string, FailOn>{
          {"never", FailOn::Never}, {"worse", FailOn::Worse}, {"change", FailOn::Change}}))
      ->option_text("never|worse|change");
  AddTranslation(*diff, options.translation);
  AddMessages(*diff, options);
}

void AddGolden(CLI::App& app, Options& options) {
  CLI::App* golden = app.add_subcommand("golden", "Check or update snapshots of C, plan and output");
  golden->footer(std::string("\n") + kGoldenHelp + "\n" + kExitCodes);
  golden->require_subcommand(1);
  const auto add = [&](const char* name, CommandKind kind, const char* summary) {
    CLI::App* command = AddCommand(*golden, options, kind, name, summary, kGoldenHelp);
    command->add_option("DIR", options.input, "Folder with the cases, or with omnic.toml [. where that is, else golden]")
        ->default_str("");
    command->add_option("--sources", options.golden_sources, "Patterns of sources in DIR, instead of omnic.toml")
        ->allow_extra_args(false)->option_text("PATTERN ...");
    command->add_option("--snapshots", options.golden_snapshots, "With --sources: the folder in DIR that keeps the snapshots")
        ->option_text("FOLDER [golden]");
    command->add_option("--filter", options.filter, "Only cases whose path holds this text")->type_name("TEXT");
    command->add_option("-j,--jobs", options.jobs, "How many programs at a time")
        ->check(CLI::Range(1, 1024))->option_text("N [cores]");
    AddMessages(*command, options);
    return command;
  };
  add("check", CommandKind::GoldenCheck, "Compare, compile and run every case")
      ->add_flag("--stress", options.stress, "Run on the stress build of the runtime");
  add("update", CommandKind::GoldenUpdate, "Write the snapshots anew");
}

// CLI11 would take a single-dash word of two letters for two flags, and an optional value would swallow the file that
// follows: such spellings are brought to one form first.
std::vector<std::string> Normalise(const std::vector<std::string>& arguments) {
  std::vector<std::string> normal;
  for (const std::string& argument : arguments) {
    if (argument == "-MD") {
      normal.push_back("--MD");
    } else if (argument == "-MF") {
      normal.push_back("--MF");
    } else if (argument == "--allow-extern=borrow") {
      normal.push_back("--allow-extern-borrow");
    } else {
      normal.push_back(argument);
    }
  }
  return normal;
}

// `-o app.c` asks for C: the name of the output says what it is to be, unless --emit does.
void TakeProductFromName(Options& options) {
  if (options.product) return;
  const std::string extension = std::filesystem::path(options.output).extension().string();
  if (extension == ".c") options.product = Product::C;
  if (extension == ".h") options.product = Product::Header;
  if (extension == ".rir") options.product = Product::Rir;
  if (extension == ".plan") options.product = Product::Plan;
}

// "--format: Check xml value in {html->3,json->1} OR {3,1} FAILED" as a person would say it.
std::string Readable(const std::string& message) {
  constexpr std::string_view kCheck = ": Check ";
  constexpr std::string_view kValues = " value in {";
  const size_t check = message.find(kCheck);
  const size_t values = message.find(kValues, check == std::string::npos ? 0 : check);
  const size_t end = message.find('}', values == std::string::npos ? 0 : values);
  if (check == std::string::npos || values == std::string::npos || end == std::string::npos) return message;
  const size_t given = check + kCheck.size();
  std::string known;
  for (size_t at = values + kValues.size(); at < end;) {
    const size_t next = std::min(message.find(',', at), end);
    known += (known.empty() ? "" : ", ") + message.substr(at, message.find("->", at) - at);
    at = next + 1;
  }
  return message.substr(0, check) + ": `" + message.substr(given, values - given) + "` is none of " + known;
}

std::optional<std::string> Inconsistency(const Options& options) {
  if (options.input.empty()) return "the name of the source file is empty";
  const bool prints_only = !options.print.empty() && !options.product && options.output.empty();
  const Product product = options.product.value_or(Product::Program);
  if (options.command == CommandKind::Build && product == Product::Program && !prints_only) {
    if (options.output == "-") return "an executable cannot be written to standard output; add --emit=c, header, rir or plan";
    if (options.input == "-" && options.output.empty()) return "a program from standard input needs -o for its executable";
  }
  if (!options.output.empty() && options.output == options.input && options.output != "-") {
    return "the output would replace the source";
  }
  if (options.main && options.product != Product::C) return "--main and --no-main are for --emit=c";
  if (options.single && options.product != Product::C) return "--single is for --emit=c";
  if (options.depfile && options.depfile_path.empty() && (options.output.empty() || options.output == "-")) {
    return "-MD needs -o with a file name, or -MF";
  }
  if (options.command == CommandKind::Diff && options.second.empty() == options.revisions.empty()) {
    return "diff needs two things to compare: OLD and NEW, or --rev A..B and a file";
  }
  if (!options.depfile && !options.depfile_path.empty()) return "-MF needs -MD";
  return std::nullopt;
}

}  // namespace

std::variant<Options, ExitCode> ParseOptions(int count, const char* const* arguments, Environment& environment) {
  Options options;
  CLI::App app(kOverview, "omnic");
  app.footer(std::string("\n") + kExitCodes);
  app.set_version_flag("--version", std::string("omnic ") + kVersion);
  app.require_subcommand(1);

  const auto add = [&](CommandKind kind, const char* name, const char* summary, const char* help) {
    CLI::App* command = AddCommand(app, options, kind, name, summary, help);
    command->add_option("FILE", options.input, "Source file; - reads standard input")->required();
    AddTranslation(*command, options.translation);
    AddMessages(*command, options);
    return command;
  };
  add(CommandKind::Run, "run", "Translate, compile and run a program", kRunHelp);
  AddBuildOptions(*add(CommandKind::Build, "build", "Translate a program; write an executable, C, region IR or plan",
                       kBuildHelp), options);
  add(CommandKind::Explain, "explain", "Why objects live where they live", kExplainHelp)
      ->add_flag("--all", options.all, "Whole chains of reasons, not only the first three");
  add(CommandKind::Plan, "plan", "The memory plan as text, JSON, SARIF or HTML", kPlanHelp)
      ->add_option("--format", options.plan_format, "For people or for tools")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, PlanFormat>{{"text", PlanFormat::Text}, {"json", PlanFormat::Json}, {"sarif", PlanFormat::Sarif},
                                            {"html", PlanFormat::Html}}))
      ->option_text("text|json|sarif|html");
  AddDiff(app, options);
  AddGolden(app, options);
  CLI::App* audit = add(CommandKind::Audit, "audit", "Compare emitted C with its plan, operation by operation", kAuditHelp);
  audit->get_option("FILE")->description("C file");
  audit->add_option("--against", options.against, "Source, plan (JSON) or C to compare with, in place of the plan that the file carries")
      ->option_text("FILE");
  audit->add_option("--format", options.audit_format, "For people, or one JSON object with the verdict and all findings")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, AuditFormat>{{"text", AuditFormat::Text}, {"json", AuditFormat::Json}}))
      ->option_text("text|json");

  std::vector<std::string> words(arguments + std::min(count, 1), arguments + count);
  if (!words.empty() && words[0] == "run") {
    const auto end = std::find(words.begin(), words.end(), "--");
    if (end != words.end()) options.program_arguments.assign(end + 1, words.end());
    words.erase(end, words.end());
  }
  words = Normalise(words);
  std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
  try {
    app.parse(words);
  } catch (const CLI::Success& shown) {
    app.exit(shown, environment.out, environment.err);
    return ExitCode::Done;
  } catch (const CLI::ParseError& error) {
    environment.err << "omnic: " << Readable(error.what()) << "\nTry `omnic --help`.\n";
    return ExitCode::Usage;
  }
  const bool golden = options.command == CommandKind::GoldenCheck || options.command == CommandKind::GoldenUpdate;
  if (golden && options.input.empty()) {
    options.input = !options.golden_sources.empty() || environment.files.Exists("omnic.toml") ? "." : "golden";
  }
  if (options.command == CommandKind::Build) TakeProductFromName(options);
  if (const std::optional<std::string> message = Inconsistency(options)) {
    environment.err << "omnic: " << *message << "\n";
    return ExitCode::Usage;
  }
  return options;
}

std::pair<std::optional<Translation>, std::string> ParseTranslation(const std::string& flags) {
  Translation translation;
  CLI::App app;
  AddTranslation(app, translation);
  std::vector<std::string> words = Normalise(SplitFlags(flags));
  std::reverse(words.begin(), words.end());
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, error.what()};
  }
  return {translation, ""};
}

}  // namespace omni::driver
