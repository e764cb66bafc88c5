#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>

#include "driver/commands.h"
#include "driver/golden.h"
#include "driver/golden_config.h"
#include "driver/text_diff.h"
#include "report/diff.h"
#include "source/render.h"

namespace omni::driver {

namespace {

// A case, tried: what its snapshot should hold now, or why there is nothing to hold.
struct Tried {
  std::vector<Snapshot> snapshots;
  std::string problem;
};

// Diagnostics name the file without its folders, so that a snapshot does not depend on where it stands.
std::string ShortDiagnostics(const GoldenCase& golden_case, const Translated& translated) {
  const std::string name = golden_case.source.substr(golden_case.source.rfind('/') + 1);
  std::string text = source::RenderText(translated.files, translated.sink, {});
  for (size_t at = 0; (at = text.find(golden_case.source, at)) != std::string::npos; at += name.size()) {
    text.replace(at, golden_case.source.size(), name);
  }
  return text;
}

Tried TranslateCase(const GoldenCase& golden_case, Environment& environment) {
  Tried tried;
  tried.problem = golden_case.problem;
  if (!tried.problem.empty()) return tried;
  Request request;
  request.path = golden_case.source;
  request.translation = golden_case.translation;
  request.stages.quiet = true;
  request.emit_c = true;
  const std::unique_ptr<Translated> translated = Translate(request, environment);
  if (!translated->internal_error.empty()) {
    tried.problem = translated->internal_error;
  } else if (golden_case.must_fail == translated->ok()) {
    tried.problem = golden_case.must_fail ? "it must be refused, but it translates"
                                          : "it does not translate:\n" + ShortDiagnostics(golden_case, *translated);
  } else if (golden_case.must_fail) {
    tried.snapshots = {{".err", ShortDiagnostics(golden_case, *translated)}};
  } else {
    tried.snapshots = {{".c", translated->c}, {".plan", report::PlanText(translated->subject())}};
  }
  return tried;
}

// A line on the terminal that says how far the work is, once it takes longer than a second.
class Progress {
 public:
  Progress(Environment& environment, size_t count)
      : environment_(environment), count_(count), begin_(std::chrono::steady_clock::now()) {}
  ~Progress() {
    if (shown_) environment_.err << "\r\033[K" << std::flush;
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Done(const std::string& name) {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++done_;
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin_;
    if (!environment_.err_is_terminal || elapsed.count() < 1) return;
    environment_.err << "\r\033[K" << done_ << "/" << count_ << " " << name << std::flush;
    shown_ = true;
  }

 private:
  Environment& environment_;
  size_t count_;
  std::chrono::steady_clock::time_point begin_;
  std::mutex mutex_;
  size_t done_ = 0;
  bool shown_ = false;
};

// What a helper answers: the problem and the snapshots, each text behind its length.
std::string Packed(const Tried& tried) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += std::to_string(part.size()) + ":" + part; };
  add(tried.problem);
  for (const Snapshot& snapshot : tried.snapshots) {
    add(snapshot.extension);
    add(snapshot.text);
  }
  return text;
}

Tried Unpacked(const std::string& text) {
  size_t at = 0;
  const auto take = [&] {
    const size_t colon = text.find(':', at);
    const size_t size = std::stoul(text.substr(at, colon - at));
    at = colon + 1 + size;
    return text.substr(colon + 1, size);
  };
  Tried tried;
  tried.problem = take();
  while (at < text.size()) {
    std::string extension = take();
    tried.snapshots.push_back({std::move(extension), take()});
  }
  return tried;
}

// Each thread has a copy of this process that translates for it, because a translation shares tables of its process. What a
// copy has translated, its thread gives to the C compilers.
std::vector<Tried> TryAll(const std::vector<GoldenCase>& cases, const GoldenToolchain& toolchain, size_t jobs,
                          Environment& environment) {
  std::vector<Tried> tried(cases.size());
  std::vector<std::unique_ptr<Helper>> idle;
  for (size_t i = 0; i < std::min(jobs, cases.size()); ++i) {
    idle.push_back(std::make_unique<Helper>([&](size_t k) { return Packed(TranslateCase(cases[k], environment)); }));
  }
  Progress progress(environment, cases.size());
  std::mutex mutex;
  const auto translate = [&](size_t i) {
    std::unique_ptr<Helper> helper;
    {
      const std::lock_guard<std::mutex> lock(mutex);
      helper = std::move(idle.back());
      idle.pop_back();
    }
    const std::optional<std::string> answer = helper->Ask(i);
    const std::lock_guard<std::mutex> lock(mutex);
    idle.push_back(std::move(helper));
    return answer;
  };
  ForEachInParallel(
      cases.size(),
      [&](size_t i) {
        const std::optional<std::string> answer = translate(i);
        tried[i] = answer ? Unpacked(*answer) : Tried{{}, "its translation ended without a result"};
        if (tried[i].problem.empty() && !cases[i].must_fail) {
          GoldenToolchain::Outcome outcome = toolchain.Try(cases[i], tried[i].snapshots[0].text, i);
          tried[i].problem = std::move(outcome.problem);
          if (cases[i].runs) tried[i].snapshots.push_back({".out", std::move(outcome.output)});
        }
        progress.Done(cases[i].stem);
      },
      jobs);
  return tried;
}

std::set<std::string> ExpectedFiles(const std::vector<GoldenCase>& cases) {
  std::set<std::string> files;
  for (const GoldenCase& golden_case : cases) {
    if (golden_case.must_fail) {
      files.insert(golden_case.stem + ".err");
      continue;
    }
    files.insert(golden_case.stem + ".c");
    files.insert(golden_case.stem + ".plan");
    if (golden_case.runs) files.insert(golden_case.stem + ".out");
  }
  return files;
}

// Snapshots that no case accounts for. Under a filter nobody knows, so none is reported.
std::vector<std::string> Orphans(const GoldenTree& tree, const Options& options) {
  std::vector<std::string> orphans;
  if (!options.filter.empty()) return orphans;
  const std::set<std::string> expected = ExpectedFiles(tree.cases);
  std::copy_if(tree.snapshots.begin(), tree.snapshots.end(), std::back_inserter(orphans),
               [&](const std::string& path) { return expected.count(path) == 0; });
  return orphans;
}

// What the new plan decides otherwise than the one on disk: what a reviewer wants to know before the lines.
std::string DecisionDiff(const std::string& kept, const std::string& now) {
  const auto before = report::ReadPlan(kept);
  const auto after = report::ReadPlan(now);
  const reason::WordingTable words;
  return before && after ? report::DiffText(report::Compare(*before, *after, words), words) : "";
}

// The differences between the snapshots on disk and the new ones, "" when there are none.
std::string Differences(const GoldenCase& golden_case, const Tried& tried, Environment& environment) {
  constexpr size_t kShownBytes = 6000;
  std::string decisions;
  std::string text;
  for (const Snapshot& snapshot : tried.snapshots) {
    const std::string path = golden_case.stem + snapshot.extension;
    const support::ReadResult kept = environment.files.Read(path);
    if (!kept.ok()) {
      text += fmt::format("{}: {}; `omnic golden update` writes it\n", path, kept.status.message());
      continue;
    }
    text += UnifiedDiff(kept.text, snapshot.text, path, path + " (now)");
    if (snapshot.extension == ".plan") decisions = DecisionDiff(kept.text, snapshot.text);
  }
  if (text.size() > kShownBytes) text = text.substr(0, text.rfind('\n', kShownBytes) + 1) + "... and more\n";
  return decisions.empty() ? text : "decisions: " + decisions + text;
}

// The cases that the command line names, or omnic.toml in the folder, or else every source in it.
GoldenTree FindCases(const Options& options, Environment& environment) {
  GoldenConfig config;
  config.run = {"**"};
  const std::string path = options.input + "/omnic.toml";
  if (!options.golden_sources.empty()) {
    config.sources = options.golden_sources;
    config.snapshots = options.golden_snapshots;
  } else if (environment.files.Exists(path)) {
    const support::ReadResult read = environment.files.Read(path);
    auto [parsed, problem] = read.ok() ? ParseGoldenConfig(read.text, path)
                                       : std::pair(std::optional<GoldenConfig>(), read.status.message());
    if (!parsed) {
      GoldenTree broken;
      broken.problem = problem;
      return broken;
    }
    config = std::move(*parsed);
  } else {
    return FindGoldenCases(options.input, options.filter, environment);
  }
  GoldenTree tree = FindConfiguredCases(config, options.input, options.filter, environment);
  if (tree.cases.empty() && options.filter.empty()) tree.problem = "no source matches `sources`";
  return tree;
}

struct Prepared {
  GoldenTree tree;
  std::vector<Tried> tried;
};

// Everything that check and update have in common. An empty result: the reason was reported.
std::optional<Prepared> Prepare(const Options& options, Environment& environment) {
  if (!environment.files.IsDirectory(options.input)) {
    Fail(source::DiagKind::FileUnreadable, options, environment, options.input,
         environment.files.Exists(options.input) ? "not a folder" : "no such folder");
    return std::nullopt;
  }
  Prepared prepared;
  prepared.tree = FindCases(options, environment);
  if (!prepared.tree.problem.empty()) {
    Fail(source::DiagKind::FileUnreadable, options, environment, options.input + "/omnic.toml", prepared.tree.problem);
    return std::nullopt;
  }
  const GoldenToolchain toolchain(prepared.tree.cases, options.stress, environment);
  if (!toolchain.ok()) {
    Fail(source::DiagKind::ToolFailed, options, environment, "golden", toolchain.problem());
    return std::nullopt;
  }
  for (const std::string& compiler : toolchain.missing()) {
    environment.err << "omnic: " << compiler << " is not installed; the C is not checked with it\n";
  }
  prepared.tried = TryAll(prepared.tree.cases, toolchain, options.jobs == 0 ? CoreCount() : options.jobs, environment);
  return prepared;
}

int Summary(size_t passed, size_t failed, Environment& environment) {
  environment.out << passed << " passed, " << failed << " failed\n";
  return static_cast<int>(failed == 0 ? ExitCode::Done : ExitCode::ProgramWrong);
}

void Tell(Environment& environment, const std::string& name, const std::string& text) {
  environment.out << "FAIL " << name << "\n" << text << (text.empty() || text.back() == '\n' ? "" : "\n");
}

}  // namespace

int GoldenCheck(const Options& options, Environment& environment) {
  const std::optional<Prepared> prepared = Prepare(options, environment);
  if (!prepared) return static_cast<int>(ExitCode::ProgramWrong);
  size_t failed = 0;
  const std::vector<GoldenCase>& cases = prepared->tree.cases;
  for (size_t i = 0; i < cases.size(); ++i) {
    const std::string problem = prepared->tried[i].problem.empty() ? Differences(cases[i], prepared->tried[i], environment)
                                                                   : prepared->tried[i].problem;
    if (problem.empty()) continue;
    ++failed;
    Tell(environment, cases[i].stem, problem);
  }
  const size_t passed = cases.size() - failed;
  for (const std::string& path : Orphans(prepared->tree, options)) {
    ++failed;
    Tell(environment, path, "a snapshot without a case");
  }
  return Summary(passed, failed, environment);
}

int GoldenUpdate(const Options& options, Environment& environment) {
  const std::optional<Prepared> prepared = Prepare(options, environment);
  if (!prepared) return static_cast<int>(ExitCode::ProgramWrong);
  size_t failed = 0;
  const std::vector<GoldenCase>& cases = prepared->tree.cases;
  for (size_t i = 0; i < cases.size(); ++i) {
    const Tried& tried = prepared->tried[i];
    if (!tried.problem.empty()) {
      ++failed;
      Tell(environment, cases[i].stem, tried.problem + "\nits snapshots stay as they are");
      continue;
    }
    for (const Snapshot& snapshot : tried.snapshots) {
      const std::string path = cases[i].stem + snapshot.extension;
      const support::ReadResult kept = environment.files.Read(path);
      if (kept.ok() && kept.text == snapshot.text) continue;
      environment.files.MakeDirectories(path.substr(0, path.rfind('/')));
      const support::FileStatus written = environment.files.WriteAtomically(path, snapshot.text);
      environment.out << (written.ok() ? "wrote " + path : "cannot write " + path + ": " + written.message()) << "\n";
      failed += written.ok() ? 0U : 1U;
    }
  }
  for (const std::string& path : Orphans(prepared->tree, options)) {
    environment.out << path << ": a snapshot without a case; delete it\n";
    ++failed;
  }
  return Summary(cases.size() - std::min(failed, cases.size()), failed, environment);
}

}  // namespace omni::driver
