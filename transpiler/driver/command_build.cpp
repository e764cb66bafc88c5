#include <filesystem>
#include <system_error>
#include <utility>

#include "driver/commands.h"
#include "driver/compile_c.h"
#include "driver/process.h"
#include "rir/print.h"

namespace omni::driver {

namespace {

using source::DiagKind;

std::string_view Extension(Product product) {
  switch (product) {
    case Product::Program: return "";
    case Product::C: return ".c";
    case Product::Header: return ".h";
    case Product::Rir: return ".rir";
    case Product::Plan: return ".plan";
  }
  OMNI_UNREACHABLE("product {}", static_cast<int>(product));
}

// Where the product goes: -o as it stands, or in the folder that it names, or in this folder.
std::string OutputPath(const Options& options, Product product, Environment& environment) {
  const std::string name = ProgramName(options.input) + std::string(Extension(product));
  if (options.output.empty()) return options.input == "-" ? "-" : name;
  if (options.output.back() == '/') return options.output + name;
  return environment.files.IsDirectory(options.output) ? options.output + "/" + name : options.output;
}

std::string TakeText(Translated& translated, Product product) {
  switch (product) {
    case Product::C: return std::move(translated.c);
    case Product::Header: return std::move(translated.header);
    case Product::Rir: return rir::Print(*translated.program);
    case Product::Plan: return report::PlanText(translated.subject());
    case Product::Program: break;
  }
  OMNI_UNREACHABLE("no text of product {}", static_cast<int>(product));
}

int WriteText(const Options& options, Environment& environment, const std::string& path, const std::string& text) {
  if (path == "-") {
    environment.out << text;
    return static_cast<int>(ExitCode::Done);
  }
  const support::FileStatus status = environment.files.WriteAtomically(path, text);
  if (!status.ok()) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const bool has_folder = folder.empty() || environment.files.IsDirectory(folder);
    return Fail(DiagKind::FileUnwritable, options, environment, path,
                has_folder ? status.message() : fmt::format("there is no folder `{}`", folder));
  }
  return static_cast<int>(ExitCode::Done);
}

bool NamesFolder(const Options& options, Environment& environment) {
  return !options.output.empty() && (options.output.back() == '/' || environment.files.IsDirectory(options.output));
}

// One C file for each file of the program, with headers. Gives the paths.
std::vector<std::string> FilePaths(const Options& options, const std::vector<emit::OutputFile>& files) {
  const std::string folder = options.output.back() == '/' ? options.output : options.output + "/";
  std::vector<std::string> paths;
  for (const emit::OutputFile& file : files) paths.push_back(folder + file.name);
  return paths;
}

int WriteFiles(const Options& options, Environment& environment, const std::vector<emit::OutputFile>& files) {
  std::error_code error;
  std::filesystem::create_directories(options.output, error);  // what went wrong, writing the first file will say
  const std::vector<std::string> paths = FilePaths(options, files);
  for (size_t i = 0; i < files.size(); ++i) {
    // make looks at times: a file that stays as it was is not written
    const support::ReadResult before = environment.files.Read(paths[i]);
    if (before.ok() && before.text == files[i].text) continue;
    const int code = WriteText(options, environment, paths[i], files[i].text);
    if (code != 0) return code;
  }
  return static_cast<int>(ExitCode::Done);
}

// The executable is made under a name of its own and takes its final name when it is complete.
int WriteProgram(const Options& options, Environment& environment, const std::string& path, const std::string& c) {
  if (environment.files.IsDirectory(path)) {
    return Fail(DiagKind::FileUnwritable, options, environment, path, "is a directory; name the executable with -o");
  }
  const TemporaryFolder folder;
  if (!folder.ok()) return Fail(DiagKind::FileUnwritable, options, environment, "temporary folder", "cannot make one");
  const CProgram program{c, ProgramName(options.input), Definitions(options.translation)};
  const std::string unfinished = path + ".unfinished";
  std::error_code error;
  if (const auto problem = CompileProgram(environment, program, folder.path(), unfinished)) {
    std::filesystem::remove(unfinished, error);
    return Fail(DiagKind::ToolFailed, options, environment, environment.c_compiler, *problem);
  }
  if (!environment.files.Exists(unfinished)) {
    return Fail(DiagKind::ToolFailed, options, environment, environment.c_compiler, "it ended well, but there is no program");
  }
  std::filesystem::rename(unfinished, path, error);
  if (!error) return static_cast<int>(ExitCode::Done);
  const std::string message = error.message();
  std::filesystem::remove(unfinished, error);
  return Fail(DiagKind::FileUnwritable, options, environment, path, message);
}

// What make must know: the product depends on the source and on templates that replace built-in ones.
int WriteDepfile(const Options& options, Environment& environment, const source::SourceFiles& files,
                 const std::string& product_path, const std::vector<std::string>& targets) {
  const std::string path = options.depfile_path.empty() ? product_path + ".d" : options.depfile_path;
  std::string text;
  for (const std::string& target : targets) text += (text.empty() ? "" : " ") + target;
  text += ":";
  for (uint32_t i = 0; i < files.size(); ++i) {
    const std::string& source = files[source::FileId(i)].path();
    if (!source.starts_with("<") && source != "standard input") text += " " + source;
  }
  if (!options.translation.templates.empty()) {
    for (const std::string& name : environment.files.List(options.translation.templates)) {
      text += " \\\n  " + options.translation.templates + "/" + name;
    }
  }
  return WriteText(options, environment, path, text + "\n");
}

}  // namespace

int Build(const Options& options, Environment& environment) {
  const bool prints_only = !options.print.empty() && !options.product && options.output.empty();
  const Product product = options.product.value_or(Product::Program);
  const std::string path = OutputPath(options, product, environment);
  if (path == options.input && path != "-") {
    environment.err << "omnic: the output would replace the source\n";
    return static_cast<int>(ExitCode::Usage);
  }
  Request request = RequestOf(options, !prints_only && (product == Product::C || product == Product::Program));
  request.split = product == Product::C && !options.single && NamesFolder(options, environment);
  request.emit_header = product == Product::Header;
  request.main = options.main;
  request.translation.audit_plan = options.audit_plan && product == Product::C;
  const std::unique_ptr<Translated> translated = Translate(request, environment);
  int code = Report(*translated, options, environment);
  if (code != 0 || prints_only) return code;
  if (product == Product::Header && translated->header.empty()) {
    return Fail(DiagKind::NothingExported, options, environment, options.input, "");
  }
  std::vector<std::string> targets{path};
  if (request.split) {
    targets = FilePaths(options, translated->c_files);
    code = WriteFiles(options, environment, translated->c_files);
  } else if (product == Product::Program) {
    code = WriteProgram(options, environment, path, translated->c);
  } else {
    code = WriteText(options, environment, path, TakeText(*translated, product));
  }
  return code == 0 && options.depfile ? WriteDepfile(options, environment, translated->files, path, targets) : code;
}

}  // namespace omni::driver
