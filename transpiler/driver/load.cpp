#include "driver/load.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>

#include "ast/cond_expand.h"
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
    main_path_ = path;
    Load(main, path);
    stages_.LogPart("bracket scan", times_.scan);
    stages_.LogPart("tree-sitter", times_.tree_sitter);
    return std::move(units_);
  }

 private:
  static constexpr uint32_t kOpen = 0xFFFFFFFFu;
  static constexpr size_t kDeepest = 1000;  // chain of imports
  static constexpr uint32_t kUnbuilt = 0xFFFFFFFEu;
  static inline const support::Symbol kIncludes[] = {support::Intern("include"), support::Intern("include-ci"),
                                                     support::Intern("include-library-declarations")};
  struct Step {
    std::string path;
    source::Span import;  // where the file is imported; invalid for the main file
  };
  // What `(define-library name declaration ...)` holds. It is built when it is first imported.
  struct Library {
    source::FileId file;
    std::string path;
    source::Span span;
    std::vector<syntax::Form> declarations;
    uint32_t unit = kUnbuilt;  // or kOpen, or its unit
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
    TakeLibraries(unit.parsed.forms, file, path);
    return Add(std::move(unit), path);
  }

  // Loads what the unit imports, and then adds it.
  uint32_t Add(core::SourceUnit&& unit, const std::string& path) {
    unit.imports = ast::FindImports(unit.parsed.forms, to_.sink);
    std::vector<ast::Import> found;
    for (ast::Import& import : unit.imports) {
      const bool is_known = import.is_library ? FollowLibrary(import, path) : Follow(import, path);
      if (is_known) found.push_back(std::move(import));
    }
    unit.imports = std::move(found);
    chain_.pop_back();
    units_.push_back(std::move(unit));
    return static_cast<uint32_t>(units_.size() - 1);
  }

  // Puts the libraries that the forms define aside.
  void TakeLibraries(std::vector<syntax::Form>& forms, source::FileId file, const std::string& path) {
    static const support::Symbol kDefineLibrary = support::Intern("define-library");
    std::vector<syntax::Form> rest;
    for (syntax::Form& form : forms) {
      const syntax::DatumId root = form.root();
      if (form.kind(root) != syntax::DatumKind::List || !form.is_call_of(root, kDefineLibrary)) {
        rest.push_back(std::move(form));
        continue;
      }
      const auto parts = form.children(root);
      const std::string name = parts.size() < 2 ? std::string() : ast::LibraryNameOf(form, parts[1]);
      if (name.empty()) {
        to_.sink.Report(DiagKind::MalformedForm, form.span(root), "define-library",
                        "expected (define-library (name ...) declaration ...)");
        continue;
      }
      Library library{file, path, form.span(parts[1]), {}, kUnbuilt};
      for (const syntax::DatumId part : parts.subspan(2)) AddDeclaration(form, part, library.declarations);
      Include(library.declarations, path, 0);
      const auto [known, is_new] = libraries_.emplace(name, std::move(library));
      if (!is_new) {
        to_.sink.Report(DiagKind::DuplicateDefinition, form.span(parts[1]), "(" + name + ")")
            .Note(known->second.span, "first defined here");
      }
    }
    forms = std::move(rest);
  }

  void AddDeclaration(const syntax::Form& form, syntax::DatumId datum, std::vector<syntax::Form>& out) {
    static const support::Symbol kCondExpand = support::Intern("cond-expand");
    if (form.kind(datum) == syntax::DatumKind::List && form.is_call_of(datum, kCondExpand)) {
      const std::optional<std::vector<syntax::DatumId>> chosen = ast::SelectedForms(form, datum, to_.sink);
      if (!chosen) return;
      for (const syntax::DatumId part : *chosen) AddDeclaration(form, part, out);
      return;
    }
    out.push_back(form);
    out.back().set_root(datum);
  }

  static bool IsInclude(const syntax::Form& form) {
    return form.kind(form.root()) == syntax::DatumKind::List &&
           std::any_of(std::begin(kIncludes), std::end(kIncludes),
                       [&](support::Symbol word) { return form.is_call_of(form.root(), word); });
  }

  // Puts the forms of the files in the place of each `(include "file" ...)` at the top level.
  void Include(std::vector<syntax::Form>& forms, const std::string& including, size_t depth) {
    constexpr size_t kDeepestInclude = 100;
    std::vector<syntax::Form> all;
    for (syntax::Form& form : forms) {
      const syntax::DatumId root = form.root();
      if (!IsInclude(form)) {
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
        if (depth >= kDeepestInclude) {
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

  // A library that the program defines, in a file that has been read or in one that is called like it: `my/lib.sld`
  // beside the importing file or the main file. What is built in stays as it is, unless the program has a library of
  // that name.
  bool FollowLibrary(ast::Import& import, const std::string& importing) {
    std::map<std::string, Library>::iterator library = libraries_.find(import.library);
    import.path = "(" + import.library + ")";
    if (library == libraries_.end()) {
      if (!import.is_own) return true;
      const std::string path = FileOfLibrary(import.library, importing);
      if (path.empty()) return ReportUnknown(import);
      const auto known = known_.find(path);
      if (known == known_.end()) {
        import_ = import.span;
        const std::optional<source::FileId> file = ReadSource(path, import.span, import.path, environment_, to_);
        if (!file) return false;
        syntax::ParsedFile parsed =
            stages_.Run("syntax", [&] { return syntax::ParseFile(to_.files, *file, to_.sink, &times_); });
        Include(parsed.forms, path, 0);
        TakeLibraries(parsed.forms, *file, path);
      }
      library = libraries_.find(import.library);
      if (library == libraries_.end()) return ReportUnknown(import);
    }
    import.is_library = false;
    Library& found = library->second;
    if (found.unit == kOpen || chain_.size() > kDeepest) {
      NoteChain(to_.sink.Report(DiagKind::ImportCycle, import.span, import.path));
      return false;
    }
    if (found.unit == kUnbuilt) {
      found.unit = kOpen;
      chain_.push_back({import.path, import.span});
      core::SourceUnit unit;
      unit.file = found.file;
      unit.library = import.library;
      unit.parsed.forms = std::move(found.declarations);
      found.unit = Add(std::move(unit), found.path);
    }
    import.target = found.unit;
    return true;
  }

  bool ReportUnknown(const ast::Import& import) {
    std::string file = import.library;
    std::replace(file.begin(), file.end(), ' ', '/');
    to_.sink.Report(DiagKind::UnknownLibrary, import.span)
        .Hint(fmt::format("it is looked for in `{}.sld`, `{}.scm` and `{}.omni`; any other file is imported by its "
                          "path: (import \"lib/util.omni\")", file, file, file));
    return false;
  }

  std::string FileOfLibrary(const std::string& library, const std::string& importing) const {
    std::string name = library;
    std::replace(name.begin(), name.end(), ' ', '/');
    for (const std::string& from : {importing, main_path_}) {
      for (const char* ending : {".sld", ".scm", ".omni"}) {
        const std::string path = Resolve(from, name + ending);
        if (environment_.files.Exists(path)) return path;
      }
    }
    return {};
  }

  bool Follow(ast::Import& import, const std::string& importing) {
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
  std::string main_path_;
  std::map<std::string, Library> libraries_;  // by name
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
