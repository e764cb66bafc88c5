#include <nlohmann/json.hpp>

#include <set>

#include "audit/compare.h"
#include "driver/big_stack.h"
#include "driver/commands.h"
#include "driver/load.h"
#include "report/report.h"
#include "source/render.h"

namespace omni::driver {

namespace {

using source::DiagKind;

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

// The source beside a C file: name.omni for name.c, and for name.variant.c.
std::string SourceBeside(const std::string& path, Environment& environment) {
  const std::string folder = FolderOf(path);
  std::string name = path.substr(folder.size());
  for (size_t dot = name.rfind('.'); dot != std::string::npos && dot != 0; dot = name.rfind('.')) {
    name.resize(dot);
    for (const char* extension : {".omni", ".scm", ".rir"}) {
      if (environment.files.Exists(folder + name + extension)) return folder + name + extension;
    }
  }
  return {};
}

// What the C is compared with. The texts that the plan's names point into live as long as this.
struct Reference {
  std::string text;  // ends with the plan
  std::optional<audit::Plan> plan;
};

std::string NameOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// How many functions of the plan the file does not have, and the reverse.
size_t Distance(const audit::CFile& file, const std::optional<audit::Plan>& plan) {
  std::set<std::string_view> apart;
  for (const audit::CFunction& function : file.functions) apart.insert(function.name);
  if (!plan) return SIZE_MAX;
  for (const audit::PlanFunction& function : plan->functions) {
    if (!apart.erase(function.name)) apart.insert(function.name);
  }
  return apart.size();
}

// The C of a source, translated again: the whole, or the one of its files that has the audited file's name.
int LoadSource(const Options& options, const std::string& path, const audit::CFile& file, Environment& environment,
               Reference& reference) {
  Options source = options;
  source.input = path;
  source.translation.audit_plan = true;
  Request request = RequestOf(source, true);
  request.split = true;
  request.main = true;
  const std::unique_ptr<Translated> translated = Translate(request, environment);
  const int code = Report(*translated, source, environment);
  if (code != 0) return code;
  reference.text = translated->c;
  for (const emit::OutputFile& part : translated->c_files) {
    if (part.name != NameOf(options.input)) continue;
    RunOnBigStack([&] {
      const size_t whole = Distance(file, audit::ReadTrailer(reference.text).plan);
      if (Distance(file, audit::ReadTrailer(part.text).plan) < whole) reference.text = part.text;
    });
  }
  return code;
}

// The sink, or the result of a translation, says why there is none.
bool LoadReference(const Options& options, const std::string& path, const audit::CFile& file, Environment& environment,
                   Translated& to, Reference& reference, int& code) {
  if (path.ends_with(".c") || path.ends_with(".json")) {
    const std::optional<source::FileId> id = ReadSource(path, {}, path, environment, to);
    if (!id) return false;
    reference.text = std::string(to.files[*id].text());
    if (path.ends_with(".json")) reference.text = report::AuditPlanOf(reference.text).value_or("");
  } else {
    code = LoadSource(options, path, file, environment, reference);
    if (code != 0) return false;
  }
  RunOnBigStack([&] { reference.plan = audit::ReadTrailer(reference.text).plan; });
  if (!reference.plan) to.sink.Report(DiagKind::PlanUnreadable, {}).Hint("`" + path + "` carries no plan");
  return reference.plan.has_value();
}

// The verdict for tools: one object, keys sorted.
std::string Verdict(const Options& options, const Translated& to, bool compared, const audit::Totals& totals) {
  nlohmann::json findings = nlohmann::json::array();
  for (const source::Diagnostic* diagnostic : to.sink.Sorted()) {
    findings.push_back(nlohmann::json::parse(source::RenderJson(to.files, *diagnostic)));
  }
  const nlohmann::json verdict{{"schema", "omnic-audit-1"}, {"file", options.input}, {"sound", !to.sink.has_errors()},
                               {"compared", compared},      {"functions", totals.functions},
                               {"operations", totals.operations}, {"findings", std::move(findings)}};
  return verdict.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string Count(size_t count, const char* what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

}  // namespace

int Audit(const Options& options, Environment& environment) {
  Translated to;
  int code = 0;
  audit::Totals totals;
  bool compared = false;
  const std::optional<source::FileId> id = ReadSource(options.input, {}, options.input, environment, to);
  if (!id) return Report(to, options, environment);
  Reference reference;
  RunOnBigStack([&] {
    const audit::ReadTrailerResult own = audit::ReadTrailer(to.files[*id].text());
    const audit::Plan* plan = own.plan ? &*own.plan : nullptr;
    std::string against = options.against;
    if (against.empty() && own.broken) {
      to.sink.Report(DiagKind::PlanUnreadable, source::Span{*id, own.begin, own.end})
          .Hint("`--against FILE` compares with a source, or with C as it came out of omnic");
      return;
    }
    if (against.empty() && plan == nullptr) against = SourceBeside(options.input, environment);
    if (!against.empty()) {
      const audit::CFile file = audit::ReadC(to.files[*id].text());
      if (!LoadReference(options, against, file, environment, to, reference, code)) return;
      plan = &*reference.plan;
    }
    compared = plan != nullptr;
    if (!compared) {
      to.sink.Report(DiagKind::NoPlanToCompare, source::Span{*id, 0, 0})
          .Hint("`--against FILE` names the source; without it only the rules on paths are checked");
    }
    const audit::Aliases none;
    const audit::CFile file = audit::ReadC(to.files[*id].text(), compared ? plan->aliases : none);
    totals = audit::Audit(file, *id, plan, to.sink);
  });
  if (code != 0) return code;
  if (options.audit_format == AuditFormat::Json) {
    environment.out << Verdict(options, to, compared, totals);
    return static_cast<int>(to.exit_code());
  }
  code = Report(to, options, environment);
  if (code != 0) return code;
  const std::string what = fmt::format("{} in {}", Count(totals.operations, "operation"), Count(totals.functions, "function"));
  environment.out << options.input
                  << (compared ? ": no memory operation changed; the plan and the rules on paths hold for "
                               : ": the rules on paths hold for ")
                  << what << "\n";
  return code;
}

}  // namespace omni::driver
