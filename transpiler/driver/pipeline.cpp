#include "driver/pipeline.h"

#include <algorithm>
#include <istream>
#include <iterator>

#include "analysis/shape.h"
#include "analysis/storage.h"
#include "audit/check.h"
#include "core/from_ast.h"
#include "core/join_returns.h"
#include "core/print.h"
#include "core/remove_unused.h"
#include "core/verify.h"
#include "driver/big_stack.h"
#include "driver/load.h"
#include "emit/emit.h"
#include "plan/counterfactual.h"
#include "plan/decide.h"
#include "plan/heap.h"
#include "plan/summaries.h"
#include "rir/build.h"
#include "rir/parse.h"
#include "rir/print.h"
#include "rir/verify.h"
#include "syntax/contract.h"
#include "syntax/parse.h"
#include "syntax/print.h"
#include "types/number_versions.h"
#include "types/ranges.h"
#include "types/specialise.h"
#include "types/types.h"

namespace omni::driver {

namespace {

using source::DiagKind;

// The source text, from disk or standard input; the sink says why there is none.
std::optional<source::FileId> Load(const std::string& path, Environment& environment, Translated& to) {
  if (path == "-") {
    std::string text{std::istreambuf_iterator<char>(environment.in), std::istreambuf_iterator<char>()};
    return to.files.Add("standard input", std::move(text));
  }
  return ReadSource(path, {}, path, environment, to);
}

bool LoadTemplates(const Translation& translation, Environment& environment, Translated& to) {
  if (translation.wording != "en") to.templates.LoadWording(translation.wording);
  if (translation.templates.empty()) return true;
  for (const emit::TemplateProblem& problem : to.templates.LoadDirectory(environment.files, translation.templates)) {
    to.sink.Report(DiagKind::FileUnreadable, {}, problem.file, fmt::format("line {}: {}", problem.line, problem.message));
  }
  return !to.sink.has_errors();
}

std::string PrintSyntax(const std::vector<syntax::Form>& forms) {
  TextWriter writer;
  syntax::Print(forms, writer);
  return writer.Take();
}

emit::EmitOptions EmitOptionsOf(const Request& request) {
  emit::EmitOptions options;
  switch (request.translation.annotate) {
    case Annotate::Full: options.annotate = emit::Annotate::Full; break;
    case Annotate::Brief: options.annotate = emit::Annotate::Brief; break;
    case Annotate::None: options.annotate = emit::Annotate::None; break;
  }
  options.line_directives = request.translation.line_directives;
  options.source_name = request.path == "-" ? "standard input" : request.path.substr(request.path.rfind('/') + 1);
  return options;
}

// A broken rule is a defect of omnic; whoever mends it needs the rule and the program as it stood.
std::string InternalError(std::string_view stage, const std::vector<std::string>& violations, const std::string& dump) {
  constexpr size_t kShown = 20;
  std::string text = fmt::format("internal error: what stage `{}` made breaks {} of its rules; no C is written\n", stage,
                                 violations.size());
  for (size_t i = 0; i < violations.size() && i < kShown; ++i) text += "  " + violations[i] + "\n";
  return text + dump;
}

std::vector<std::string> CoreViolations(const core::Module& module) { return core::Verify(module); }

std::vector<std::string> TypedViolations(const core::Module& module) {
  std::vector<std::string> violations = core::Verify(module);
  const std::vector<std::string> more = types::Verify(module);
  violations.insert(violations.end(), more.begin(), more.end());
  return violations;
}

// The rules of core after `stage`; false when they are broken.
template <class Check>
bool Sound(Stages& stages, const char* stage, const core::Module& module, Translated& to, Check&& check) {
  const std::vector<std::string> violations = stages.Run("verify core", [&] { return check(module); });
  if (!violations.empty()) to.internal_error = InternalError(stage, violations, core::Print(module, {{}, {}, true}));
  return violations.empty();
}

bool SoundRegions(Stages& stages, Translated& to) {
  const std::vector<rir::Violation> violations = stages.Run("verify rir", [&] { return rir::Verify(*to.program); });
  if (violations.empty()) return true;
  std::vector<std::string> texts;
  for (const rir::Violation& violation : violations) texts.push_back(violation.message);
  to.internal_error = InternalError("rir", texts, rir::Print(*to.program, violations[0].fn));
  return false;
}

// Reads C files back that were emitted, and puts the plan of each at its end. Gives the last one.
std::string Inspect(const Request& request, const emit::Names& names, const std::vector<std::string*>& texts, Stages& stages,
                    Translated& to) {
  const std::vector<std::string_view> files = [&] {
    std::vector<std::string_view> views;
    for (const std::string* text : texts) views.push_back(*text);
    return views;
  }();
  const audit::Inspection inspection =
      stages.Run("audit", [&] { return audit::Inspect(files, *to.program, names, to.templates, texts[0] == &to.c); });
  for (size_t i = 0; i < texts.size() && request.translation.audit_plan; ++i) (*texts[i] += '\n') += inspection.trailers[i];
  if (!inspection.violations.empty() && request.translation.templates.empty()) {
    to.internal_error = InternalError("emit", inspection.violations, rir::Print(*to.program));
  } else if (!inspection.violations.empty()) {
    to.sink.Report(DiagKind::TemplateLosesOperation, {}, request.translation.templates, inspection.violations[0]);
  }
  return inspection.trailers.empty() ? std::string() : inspection.trailers.back();
}

void Emit(const Request& request, Stages& stages, Translated& to) {
  emit::EmitOptions options = EmitOptionsOf(request);
  options.main = request.main.value_or(!request.split);
  if (request.emit_header) {
    to.header = stages.Run("emit", [&] { return emit::EmitHeader(*to.program, to.files, to.templates, options); });
  }
  if (!request.emit_c) return;
  emit::Names names;
  if (request.split) {
    to.c_files = stages.Run("emit", [&] { return emit::EmitFiles(*to.program, to.files, to.templates, options, &names); });
    std::vector<std::string*> texts;
    for (emit::OutputFile& file : to.c_files) texts.push_back(&file.text);  // headers have functions, too
    Inspect(request, names, texts, stages, to);
  }
  to.c = stages.Run("emit", [&] {
    return emit::EmitC(*to.program, to.files, to.templates, options, request.trace ? &to.trace : nullptr, &names);
  });
  to.audit_plan = Inspect(request, names, {&to.c}, stages, to);
}

bool IsRegionText(const std::string& path) { return path.size() > 4 && path.compare(path.size() - 4, 4, ".rir") == 0; }

// A program that is written in region IR starts in the middle. It is its author's, so a broken rule is its author's too.
void RunRegionText(const Request& request, source::FileId file, Stages& stages, Translated& to) {
  to.program = stages.Run("rir", [&] { return rir::Parse(to.files, file, to.sink); });
  if (!to.program) return;
  stages.Print("rir", [&] { return rir::Print(*to.program); });
  for (const rir::Violation& violation : stages.Run("verify rir", [&] { return rir::Verify(*to.program); })) {
    const core::Function& code = to.program->functions[violation.fn.index()].code;
    to.sink.Report(DiagKind::RegionMisuse, violation.stmt.valid() ? code.stmts[violation.stmt].span : code.span,
                   violation.message);
  }
  if (!to.sink.has_errors()) Emit(request, stages, to);
}

// Infers and lowers the types of the module; false when the program is wrong.
bool RunTypes(const Translation& translation, Stages& stages, core::Module& module, Translated& to) {
  constexpr int kRounds = 4;  // of copying: what a copy calls may be copied next
  types::SpecialiseLimits limits;
  types::Inference inference;
  int round = 0;
  bool has_versions = false;
  const auto specialise = [&] {
    if (!translation.specialise) return false;
    if (round++ < kRounds && types::Specialise(module, inference, limits)) return true;
    if (has_versions) return false;
    has_versions = true;
    round = 0;
    return types::AddNumberVersions(module, inference, limits);
  };
  do {
    inference = stages.Run("infer types", [&] { return types::Infer(module, to.sink); });
  } while (types::MakeSequences(module, inference) || specialise());
  stages.Run("lower types", [&] { types::Lower(module, inference, to.sink); });
  if (translation.ranges) stages.Run("ranges", [&] { types::ProveRanges(module); });
  return !to.sink.has_errors();
}

std::vector<syntax::Contract> TakeContracts(std::vector<core::SourceUnit>& units) {
  std::vector<syntax::Contract> contracts;
  for (core::SourceUnit& unit : units) {
    for (syntax::Form& form : unit.parsed.forms) {
      const std::vector<syntax::Contract> found = syntax::TakeContracts(form);
      contracts.insert(contracts.end(), found.begin(), found.end());
    }
  }
  return contracts;
}

// What the program asked for and does not get, and where it will run out of memory.
void ReportPlan(Translated& to) {
  const rir::Module& program = *to.program;
  const reason::Ledger& ledger = program.reasons;
  const auto word = [&](reason::ReasonId id) { return reason::Word(ledger[id], to.templates.wording(), to.files); };
  for (const plan::BrokenContract& broken : program.broken) {
    std::string text = broken.what;
    if (broken.because.valid()) text += ": " + word(broken.because);
    source::Diagnostic& report = to.sink.Report(DiagKind::ContractBroken, broken.place, broken.contract, text);
    if (broken.site.valid()) report.Note(broken.site, "made here");
    if (broken.because.valid()) {
      for (reason::ReasonId next = ledger[broken.because].because; next.valid(); next = ledger[next].because) {
        report.Note(ledger[next].expression, word(next));
      }
    }
    std::string hint = broken.counterfactual;
    for (const plan::Decision& decision : program.decisions) {
      if (decision.kind == plan::DecisionKind::Place && decision.site == broken.site && !decision.would_be.empty()) {
        hint = fmt::format("it would live in {} {}", plan::Name(decision.would_be.front().choice),
                           word(decision.would_be.front().because));
        break;
      }
    }
    report.Hint(hint);
  }
  for (const plan::LateUse& late : program.late_uses) {
    source::Diagnostic& report = to.sink.Report(DiagKind::UsedBehindEnd, late.use, late.binding);
    report.Note(late.made, "made here, in the region");
    report.Note(late.end, "the region ends here");
    report.Hint("end the region behind this use, or make the object outside of it");
  }
  for (const plan::Growth& growth : program.growing) {
    to.sink.Report(DiagKind::GrowingRegion, growth.site, growth.carried)
        .Note(growth.loop, fmt::format("this loop has no end, and {} outlives its iterations", growth.region))
        .Hint("let the loop end, or keep only what the next iteration needs");
  }
}

// What would be decided about another program, if the verifier proves it.
std::optional<support::Table<plan::DecisionId, plan::Decision>> DecisionsOf(const Request& request, core::Module module,
                                                                            plan::PlanOptions options,
                                                                            std::span<const syntax::Contract> contracts) {
  for (;;) {
    reason::Ledger ledger;
    analysis::Facts facts = analysis::ComputeStorage(module, ledger);
    plan::HeapPlan heap = plan::PlanHeapWithWorkers(module, facts, ledger, options, contracts);
    plan::Plan plan = plan::Decide(module, facts, ledger, options, heap, contracts);
    rir::Module program = rir::Build(std::move(module), std::move(plan), facts, std::move(ledger));
    if (request.judge(program).empty()) return std::move(program.decisions);
    if (heap.before == nullptr) return std::nullopt;
    module = std::move(*heap.before);
    options.heap = false;
  }
}

// Storage, plan and region IR. The storage graph is gone afterwards: what follows sees what the plan says. Gives the
// module as it was when the plan has put operations on heap objects into it, or copies out what is returned on some paths
// only (`narrowed`).
std::unique_ptr<core::Module> PlanRegions(const Request& request, const plan::PlanOptions& options,
                                          std::span<const syntax::Contract> contracts, Stages& stages,
                                          core::Module module, Translated& to, bool& narrowed) {
  reason::Ledger ledger;
  analysis::Facts facts = stages.Run("storage", [&] { return analysis::ComputeStorage(module, ledger); });
  stages.Print("storage", [&] { return analysis::PrintStorage(module, facts); });

  stages.Print("shape", [&] {
    const analysis::Shapes shapes(module, facts);
    return analysis::PrintShapes(module, facts, shapes, [&](const reason::Reason& why) {
      return reason::Word(why, to.templates.wording(), to.files);
    });
  });

  plan::HeapPlan heap =
      stages.Run("heap", [&] { return plan::PlanHeapWithWorkers(module, facts, ledger, options, contracts); });
  const plan::Moves moves =
      stages.Run("reorder", [&] { return plan::ReorderForRegions(module, facts, heap, options); });
  plan::Plan plan = stages.Run("plan", [&] { return plan::Decide(module, facts, ledger, options, heap, contracts, moves); });
  stages.Print("summaries", [&] { return plan::PrintSummaries(module, facts, heap, plan, ledger); });
  std::unique_ptr<core::Module> before = std::move(heap.before), original = std::move(heap.original);
  heap = {};
  narrowed = plan.narrowed;
  if (narrowed && before == nullptr) before = std::make_unique<core::Module>(module);
  if (request.counterfactuals || !plan.broken.empty()) {
    const plan::WholeProgram whole{before ? *before : module, [&](core::Module changed, const plan::PlanOptions& other) {
                                     return DecisionsOf(request, std::move(changed), other, contracts);
                                   }};
    stages.Run("what if", [&] { plan::AddCounterfactuals(module, plan, ledger, options, whole); });
  }
  to.program = stages.Run(
      "rir", [&] { return rir::Build(std::move(module), std::move(plan), facts, std::move(ledger)); });
  return original ? std::move(original) : std::move(before);
}

// Functions of the module in which something is not proven; none, when it is not only in these.
std::vector<core::FuncId> UnprovenIn(const std::vector<rir::Violation>& violations, const core::Module& module) {
  std::vector<core::FuncId> functions;
  for (const rir::Violation& violation : violations) {
    if (violation.fn.index() >= module.functions.size()) return {};  // a version that was made for heap objects
    if (std::find(functions.begin(), functions.end(), violation.fn) == functions.end()) functions.push_back(violation.fn);
  }
  return functions;
}

// What the verifier cannot prove of a plan with heap objects, or with copies on some paths, is given up for a plan without:
// first only in the functions concerned, then everywhere. Memory is kept longer, and the plan says so. True: the plan is
// proven already.
bool RunMiddle(const Request& request, std::span<const syntax::Contract> contracts, Stages& stages, core::Module module,
               Translated& to) {
  plan::PlanOptions options = request.translation.plan;
  for (;;) {
    bool narrowed = false;
    const std::unique_ptr<core::Module> before =
        PlanRegions(request, options, contracts, stages, std::move(module), to, narrowed);
    if (before == nullptr) return false;
    const std::vector<rir::Violation> violations =
        stages.Run("verify rir", [&] { return request.judge(*to.program); });
    if (violations.empty()) return true;
    const support::Symbol unproven = to.program->functions[violations[0].fn.index()].code.name;
    module = std::move(*before);
    const std::vector<core::FuncId> functions = UnprovenIn(violations, module);
    constexpr size_t kMostUnproven = 8;
    if (!narrowed && !functions.empty() && options.heap_unproven_in.size() + functions.size() <= kMostUnproven) {
      options.heap_unproven_in.insert(options.heap_unproven_in.end(), functions.begin(), functions.end());
      continue;
    }
    (narrowed ? options.narrowing : options.heap) = false;
    options.heap_unproven = unproven;
  }
}

// The stages in order. Each takes what the one before it made; what is wrong with the program is known after `types`.
void RunStages(const Request& request, source::FileId file, Stages& stages, Environment& environment, Translated& to) {
  std::vector<core::SourceUnit> units = LoadUnits(file, request.path, stages, environment, to);
  stages.Print("syntax", [&] {
    std::string text;
    for (const core::SourceUnit& unit : units) text += PrintSyntax(unit.parsed.forms);
    return text;
  });
  if (to.sink.has_errors()) return;
  const std::vector<syntax::Contract> contracts = TakeContracts(units);

  const core::BuildOptions names{request.translation.allow_extern, request.translation.extern_borrows,
                                 request.translation.trmc, request.translation.specialise,
                                 request.translation.pending_calls};
  core::Module module = stages.Run(
      "core", [&] { return core::BuildModule(to.files, std::move(units), names, to.sink); });
  if (to.sink.has_errors() || !Sound(stages, "core", module, to, CoreViolations)) return;
  stages.Print("core", [&] { return core::Print(module); });

  if (!RunTypes(request.translation, stages, module, to)) return;
  stages.Run("remove unused", [&] { core::RemoveUnused(module); });
  stages.Run("join returns", [&] { core::JoinReturns(module); });
  if (!Sound(stages, "types", module, to, TypedViolations)) return;
  stages.Print("types", [&] { return types::Print(module); });

  const bool proven = RunMiddle(request, contracts, stages, std::move(module), to);
  ReportPlan(to);
  if (to.sink.has_errors()) return;
  stages.Print("plan", [&] { return report::PlanText(to.subject()); });
  stages.Print("rir", [&] { return rir::Print(*to.program); });
  if (!proven && !SoundRegions(stages, to)) return;
  Emit(request, stages, to);
}

}  // namespace

std::string ProgramName(const std::string& path) {
  if (path == "-") return "program";
  const std::string name = path.substr(path.rfind('/') + 1);
  const size_t dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

std::unique_ptr<Translated> Translate(const Request& request, Environment& environment) {
  auto translated = std::make_unique<Translated>();
  Stages stages(environment, request.stages);
  if (!LoadTemplates(request.translation, environment, *translated)) return translated;
  const std::optional<source::FileId> file =
      stages.Run("source", [&] { return Load(request.path, environment, *translated); });
  if (file) {
    RunOnBigStack([&] {
      IsRegionText(request.path) ? RunRegionText(request, *file, stages, *translated)
                                 : RunStages(request, *file, stages, environment, *translated);
    });
  }
  return translated;
}

}  // namespace omni::driver
