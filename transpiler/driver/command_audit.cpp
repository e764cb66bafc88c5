#include <algorithm>

#include "audit/compare.h"
#include "driver/big_stack.h"
#include "driver/commands.h"
#include "driver/load.h"

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

bool IsC(const std::string& path) { return path.ends_with(".c"); }

// What the C is compared with. The texts that the plan's names point into live as long as this.
struct Reference {
  std::string text;  // C that carries the plan
  std::optional<audit::Plan> plan;
};

// From other C, or from a source that is translated again. The sink, or the result of the translation, says why not.
bool LoadReference(const Options& options, const std::string& path, Environment& environment, Translated& to,
                   Reference& reference, int& code) {
  if (IsC(path)) {
    const std::optional<source::FileId> file = ReadSource(path, {}, path, environment, to);
    if (!file) return false;
    reference.text = std::string(to.files[*file].text());
  } else {
    Options source = options;
    source.input = path;
    source.translation.audit_plan = true;
    const std::unique_ptr<Translated> translated = Translate(RequestOf(source, true), environment);
    code = Report(*translated, source, environment);
    if (code != 0) return false;
    reference.text = translated->c;
  }
  RunOnBigStack([&] {
    reference.plan = audit::ReadTrailer(reference.text).plan;
  });
  if (!reference.plan) to.sink.Report(DiagKind::PlanUnreadable, {}).Hint("`" + path + "` carries no plan");
  return reference.plan.has_value();
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
      if (!LoadReference(options, against, environment, to, reference, code)) return;
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
