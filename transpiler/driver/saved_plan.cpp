#include "driver/saved_plan.h"

#include <algorithm>

#include "driver/commands.h"
#include "driver/process.h"

namespace omni::driver {

namespace {

using Rows = std::optional<std::vector<report::PlanRow>>;

bool IsSource(const std::string& path) {
  for (const char* extension : {".omni", ".scm", ".rir"}) {
    const std::string_view end = extension;
    if (path.size() > end.size() && std::string_view(path).substr(path.size() - end.size()) == end) return true;
  }
  return path == "-";
}

Rows OfSource(const std::string& path, const Options& options, Environment& environment) {
  Options asked = options;
  asked.input = path;
  const std::unique_ptr<Translated> translated = Translate(RequestOf(asked, false), environment);
  if (Report(*translated, asked, environment) != 0) return std::nullopt;
  return report::ReadPlan(report::PlanText(translated->subject()));
}

Rows Unreadable(const std::string& name, const std::string& why, const Options& options, Environment& environment) {
  Fail(source::DiagKind::FileUnreadable, options, environment, name, why);
  return std::nullopt;
}

ProcessResult Git(std::vector<std::string> arguments) {
  Command command;
  command.arguments = {"git"};
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  command.no_input = true;
  return RunCaptured(command);
}

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

// The whole tree of a revision, because a file that imports others wants them as they were. Gives the path of the file in
// it, "" when something failed.
std::string Unpack(const std::string& revision, const std::string& file, const std::string& folder) {
  const std::string archive = folder + "/tree.tar";
  const ProcessResult top = Git({"rev-parse", "--show-toplevel"});
  const ProcessResult prefix = Git({"rev-parse", "--show-prefix"});
  if (!top.ok() || !prefix.ok()) return "";
  if (!Git({"-C", FirstLine(top.out), "archive", "--format=tar", "-o", archive, revision}).ok()) return "";
  Command unpack;
  unpack.arguments = {"tar", "-xf", archive, "-C", folder};
  unpack.no_input = true;
  return RunCaptured(unpack).ok() ? folder + "/" + FirstLine(prefix.out) + file : "";
}

Rows OfRevision(const std::string& name, size_t colon, const Options& options, Environment& environment) {
  const std::string revision = name.substr(0, colon);
  const std::string file = name.substr(colon + 1);
  ProcessResult shown = Git({"show", revision + ":./" + file});
  const bool from_top = shown.started && !shown.ok();
  if (from_top) shown = Git({"show", revision + ":" + file});
  if (!shown.ok()) return Unreadable(name, FirstLine(shown.err), options, environment);
  if (!IsSource(file)) {
    Rows rows = report::ReadPlan(shown.out);
    return rows ? std::move(rows) : Unreadable(name, "neither a source nor a saved plan", options, environment);
  }
  const TemporaryFolder folder;
  if (!folder.ok()) return Unreadable(name, "no temporary folder can be made", options, environment);
  std::string path = folder.path() + "/" + file.substr(file.rfind('/') + 1);
  if (!from_top && shown.out.find("import") != std::string::npos) {
    path = Unpack(revision, file, folder.path());
    if (path.empty()) return Unreadable(name, "git archive cannot unpack this revision", options, environment);
  } else if (!environment.files.WriteAtomically(path, shown.out).ok()) {
    return Unreadable(name, "the temporary folder cannot be written", options, environment);
  }
  return OfSource(path, options, environment);
}

}  // namespace

Rows LoadPlan(const std::string& name, const Options& options, Environment& environment) {
  const size_t colon = name.find(':');
  if (!environment.files.Exists(name) && name != "-" && colon != std::string::npos && colon != 0) {
    return OfRevision(name, colon, options, environment);
  }
  if (IsSource(name)) return OfSource(name, options, environment);
  const support::ReadResult read = environment.files.Read(name);
  if (!read.ok()) return Unreadable(name, read.status.message(), options, environment);
  Rows rows = report::ReadPlan(read.text);
  return rows ? std::move(rows) : Unreadable(name, "neither a source nor a saved plan", options, environment);
}

}  // namespace omni::driver
