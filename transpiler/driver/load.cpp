#include "driver/load.h"

#include <filesystem>
#include <iterator>
#include <map>

#include "syntax/parse.h"

namespace omni::driver {

namespace {

using source::DiagKind;

class Loader {
 public:
  Loader(Stages& stages, Environment& environment, Translated& to)
      : stages_(stages), environment_(environment), to_(to) {}

  std::vector<core::SourceUnit> Run(source::FileId main, const std::string& path) {
    known_.emplace(Normal(path), kOpen);
    Load(main, path);
    stages_.LogPart("bracket scan", times_.scan);
    stages_.LogPart("tree-sitter", times_.tree_sitter);
    return std::move(units_);
  }

 private:
  static constexpr uint32_t kOpen = 0xFFFFFFFFu;
  static inline const support::Symbol kInclude = support::Intern("include");
  struct Step {
    std::string path;
    source::Span import;  // where the file is imported; invalid for the main file
  };

  static std::string Normal(const std::string& path) { return std::filesystem::path(path).lexically_normal().string(); }

  // The path of an imported file as seen from here.
  static std::string Resolve(const std::string& importing, const std::string& path) {
    const std::filesystem::path wanted(path);
    if (wanted.is_absolute() || importing == "-") return Normal(path);
    return Normal((std::filesystem::path(importing).parent_path() / wanted).string());
  }

  void NoteChain(source::Diagnostic& diagnostic) {
    for (size_t i = chain_.size(); i-- > 1;) {
      diagnostic.Note(chain_[i].import, fmt::format("`{}` is imported here", chain_[i].path));
    }
  }

  uint32_t Load(source::FileId file, const std::string& path) {
    chain_.push_back({path, chain_.empty() ? source::Span() : import_});
    core::SourceUnit unit;
    unit.file = file;
    unit.parsed = stages_.Run("syntax", [&] { return syntax::ParseFile(to_.files, file, to_.sink, &times_); });
    Include(unit.parsed.forms, path, 0);
    unit.imports = ast::FindImports(unit.parsed.forms, to_.sink);
    std::vector<ast::Import> found;
    for (ast::Import& import : unit.imports) {
      if (import.is_library || Follow(import, path)) found.push_back(std::move(import));
    }
    unit.imports = std::move(found);
    chain_.pop_back();
    units_.push_back(std::move(unit));
    return static_cast<uint32_t>(units_.size() - 1);
  }

  // Puts the forms of the files in the place of each `(include "file" ...)` at the top level.
  void Include(std::vector<syntax::Form>& forms, const std::string& including, size_t depth) {
    constexpr size_t kDeepest = 100;
    std::vector<syntax::Form> all;
    for (syntax::Form& form : forms) {
      const syntax::DatumId root = form.root();
      if (form.kind(root) != syntax::DatumKind::List || !form.is_call_of(root, kInclude)) {
        all.push_back(std::move(form));
        continue;
      }
      for (const syntax::DatumId part : form.children(root).subspan(1)) {
        const source::Span span = form.span(part);
        if (form.kind(part) != syntax::DatumKind::String) {
          to_.sink.Report(DiagKind::MalformedForm, span, "include", "expected the path of a file");
          continue;
        }
        const std::string written(form.text(part));
        const std::string path = Resolve(including, written);
        if (depth >= kDeepest) {
          to_.sink.Report(DiagKind::ImportCycle, span, written);
          continue;
        }
        const std::optional<source::FileId> file = ReadSource(path, span, written, environment_, to_);
        if (!file) continue;
        auto parsed = stages_.Run("syntax", [&] { return syntax::ParseFile(to_.files, *file, to_.sink, &times_); });
        Include(parsed.forms, path, depth + 1);
        std::move(parsed.forms.begin(), parsed.forms.end(), std::back_inserter(all));
      }
    }
    forms = std::move(all);
  }

  bool Follow(ast::Import& import, const std::string& importing) {
    constexpr size_t kDeepest = 1000;
    const std::string path = Resolve(importing, import.path);
    const auto [known, is_new] = known_.emplace(path, kOpen);
    if (!is_new && known->second != kOpen) {
      import.target = known->second;
      return true;
    }
    if (!is_new || chain_.size() > kDeepest) {
      NoteChain(to_.sink.Report(DiagKind::ImportCycle, import.span, import.path));
      return false;
    }
    import_ = import.span;
    const std::optional<source::FileId> file = ReadSource(path, import.span, import.path, environment_, to_);
    if (!file) return false;
    import.target = Load(*file, path);
    known_[path] = import.target;
    return true;
  }

  Stages& stages_;
  Environment& environment_;
  Translated& to_;
  syntax::ParseTimes times_;
  source::Span import_;
  std::vector<Step> chain_;
  std::map<std::string, uint32_t> known_;  // by normal path: its unit, or kOpen while it is loaded
  std::vector<core::SourceUnit> units_;
};

}  // namespace

namespace {

// `#!/usr/bin/env omnic` in the first line of a script becomes a comment of the same length, and so do the lines after it up
// to a line `!#`, if there is one before the first that is no option of the interpreter.
void HideScriptLines(std::string& text) {
  if (!text.starts_with("#!/") && !text.starts_with("#! /")) return;
  text[0] = ';';
  std::vector<size_t> begins;
  for (size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
    begins.push_back(at + 1);
    const std::string_view line = std::string_view(text).substr(at + 1);
    if (line.starts_with("!#")) {
      for (const size_t begin : begins) text[begin] = text[begin] == '\n' ? '\n' : ';';
      return;
    }
    if (line.starts_with("(") || begins.size() > 5) return;
  }
}

}  // namespace

std::optional<source::FileId> ReadSource(const std::string& path, source::Span import, const std::string& name,
                                         Environment& environment, Translated& to) {
  support::ReadResult read = environment.files.Read(path);
  if (read.ok()) {
    HideScriptLines(read.text);
    return to.files.Add(path, std::move(read.text));
  }
  if (read.status.error == support::FileError::TooLarge) {
    to.sink.Report(DiagKind::FileTooLarge, import, name);
  } else {
    to.sink.Report(DiagKind::FileUnreadable, import, name, read.status.message());
  }
  return std::nullopt;
}

std::vector<core::SourceUnit> LoadUnits(source::FileId main, const std::string& path, Stages& stages,
                                        Environment& environment, Translated& to) {
  return Loader(stages, environment, to).Run(main, path);
}

}  // namespace omni::driver
