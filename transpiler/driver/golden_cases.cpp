#include <algorithm>

#include "driver/golden.h"

namespace omni::driver {

namespace {

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string_view FileName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

void AppendCases(const std::string& source, std::string_view variants, std::vector<GoldenCase>& cases) {
  size_t made = 0;
  while (!variants.empty()) {
    const size_t end = std::min(variants.find('\n'), variants.size());
    std::string_view line = variants.substr(0, end);
    variants.remove_prefix(std::min(end + 1, variants.size()));
    line = Trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    const size_t colon = std::min(line.find(':'), line.size());
    cases.push_back(MakeGoldenCase(source, Trim(line.substr(0, colon)), Trim(line.substr(std::min(colon + 1, line.size())))));
    ++made;
  }
  if (made == 0) cases.push_back(MakeGoldenCase(source, "", ""));
}

void Walk(const std::string& folder, const std::string& filter, Environment& environment, GoldenTree& tree) {
  for (const std::string& name : environment.files.List(folder)) {
    const std::string path = folder + "/" + name;
    if (environment.files.IsDirectory(path)) {
      Walk(path, filter, environment, tree);
    } else if (EndsWith(name, ".omni") && path.find(filter) != std::string::npos) {
      const support::ReadResult variants = environment.files.Read(path.substr(0, path.rfind('.')) + ".variants");
      AppendCases(path, variants.text, tree.cases);
    } else if (EndsWith(name, ".c") || EndsWith(name, ".plan") || EndsWith(name, ".out") || EndsWith(name, ".err")) {
      tree.snapshots.push_back(path);
    }
  }
}

}  // namespace

GoldenCase MakeGoldenCase(const std::string& source, std::string_view suffix, std::string_view flags) {
  GoldenCase made;
  made.source = source;
  made.stem = source.substr(0, source.rfind('.'));
  made.must_fail = FileName(source).substr(0, 4) == "bad_";
  if (!suffix.empty()) made.stem += "." + std::string(suffix);
  const auto [translation, message] = ParseTranslation(std::string(flags));
  if (translation) {
    made.translation = *translation;
  } else {
    made.problem = "its .variants file: " + message;
  }
  made.runs = !made.must_fail && !made.translation.allow_extern;
  return made;
}

GoldenTree FindGoldenCases(const std::string& folder, const std::string& filter, Environment& environment) {
  GoldenTree tree;
  std::string root = folder;
  while (root.size() > 1 && root.back() == '/') root.pop_back();
  Walk(root, filter, environment, tree);
  return tree;
}

}  // namespace omni::driver
