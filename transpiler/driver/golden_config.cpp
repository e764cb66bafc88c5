#include "driver/golden_config.h"

#include <toml++/toml.h>

#include <algorithm>

namespace omni::driver {

namespace {

bool MatchesAny(std::string_view path, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) { return MatchesPattern(path, pattern); });
}

// Reads keys of one table and remembers what is wrong with them.
class Keys {
 public:
  Keys(const toml::table& table, std::string& problem) : table_(table), problem_(problem) {}

  void Text(std::string_view key, std::string& value) {
    if (const toml::node* node = Take(key)) {
      if (const auto text = node->value<std::string>(); text && node->is_string()) {
        value = *text;
      } else {
        Complain(*node, key, "has to be a text");
      }
    }
  }

  void Patterns(std::string_view key, std::vector<std::string>& value) {
    const toml::node* node = Take(key);
    if (node == nullptr) return;
    if (const auto all = node->value<bool>(); all && node->is_boolean() && key == "run") {
      value = *all ? std::vector<std::string>{"**"} : std::vector<std::string>{};
      return;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr) return Complain(*node, key, "has to be a list of patterns");
    value.clear();
    for (const toml::node& element : *list) {
      const auto text = element.value<std::string>();
      if (!text || !element.is_string()) return Complain(element, key, "has to be a list of patterns");
      value.push_back(*text);
    }
  }

  // Nothing may be left that nobody has asked for: a misspelt key must not go unnoticed.
  void Finish(std::initializer_list<std::string_view> tables) {
    for (const auto& [key, node] : table_) {
      const bool known = std::find(taken_.begin(), taken_.end(), key.str()) != taken_.end() ||
                         std::find(tables.begin(), tables.end(), key.str()) != tables.end();
      if (!known) Complain(node, key.str(), "is not known here");
    }
  }

 private:
  const toml::node* Take(std::string_view key) {
    taken_.emplace_back(key);
    return table_.get(key);
  }

  void Complain(const toml::node& node, std::string_view key, std::string_view what) {
    if (problem_.empty()) problem_ = fmt::format("line {}: `{}` {}", node.source().begin.line, key, what);
  }

  const toml::table& table_;
  std::string& problem_;
  std::vector<std::string> taken_;
};

void ReadVariants(const toml::table& golden, GoldenConfig& config, std::string& problem) {
  const toml::array* list = golden["variant"].as_array();
  if (list == nullptr) return;
  for (const toml::node& element : *list) {
    const toml::table* table = element.as_table();
    if (table == nullptr) continue;
    GoldenConfig::Variant variant;
    Keys keys(*table, problem);
    keys.Text("source", variant.source);
    keys.Text("name", variant.name);
    keys.Text("flags", variant.flags);
    keys.Finish({});
    const bool good_name = !variant.name.empty() && variant.name.find_first_of("/.") == std::string::npos;
    if (problem.empty() && (variant.source.empty() || !good_name)) {
      problem = fmt::format("line {}: a variant needs a source, and a name without dot or slash", table->source().begin.line);
    }
    config.variants.push_back(std::move(variant));
  }
}

void Walk(const std::string& root, const std::string& below, Environment& environment, std::vector<std::string>& paths) {
  for (const std::string& name : environment.files.List(below.empty() ? root : root + "/" + below)) {
    if (name.empty() || name[0] == '.') continue;
    const std::string path = below.empty() ? name : below + "/" + name;
    if (environment.files.IsDirectory(root + "/" + path)) {
      Walk(root, path, environment, paths);
    } else {
      paths.push_back(path);
    }
  }
}

std::string WithoutExtension(const std::string& path) { return path.substr(0, path.rfind('.')); }

std::string_view Extension(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos || path.find('/', dot) != std::string_view::npos ? std::string_view() : path.substr(dot);
}

// Beside sources there is C that was written by hand: it is no orphan.
bool IsSnapshot(const std::string& path, bool beside, Environment& environment) {
  const std::string_view extension = Extension(path);
  if (extension == ".plan") return true;
  if (extension == ".out" || extension == ".err") return !beside;
  if (extension != ".c") return false;
  const support::ReadResult read = environment.files.Read(path);
  return !beside || read.text.substr(0, read.text.find('\n')).find(", translated by omnic") != std::string::npos;
}

}  // namespace

bool MatchesPattern(std::string_view path, std::string_view pattern) {
  if (pattern.empty()) return path.empty();
  if (pattern.substr(0, 3) == "**/") {
    for (size_t at = 0;; ++at) {
      if (MatchesPattern(path.substr(at), pattern.substr(3))) return true;
      at = path.find('/', at);
      if (at == std::string_view::npos) return false;
    }
  }
  if (pattern == "**") return true;
  if (pattern[0] == '*') {
    for (size_t at = 0;; ++at) {
      if (MatchesPattern(path.substr(at), pattern.substr(1))) return true;
      if (at == path.size() || path[at] == '/') return false;
    }
  }
  return !path.empty() && (pattern[0] == path[0] || (pattern[0] == '?' && path[0] != '/')) &&
         MatchesPattern(path.substr(1), pattern.substr(1));
}

std::pair<std::optional<GoldenConfig>, std::string> ParseGoldenConfig(std::string_view text, const std::string& path) {
  toml::table root;
  try {
    root = toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    return {std::nullopt, fmt::format("line {}: {}", error.source().begin.line, error.description())};
  }
  std::string problem;
  const toml::table* golden = root["golden"].as_table();
  if (golden == nullptr) return {std::nullopt, "there is no table [golden]"};
  GoldenConfig config;
  config.run = {"**"};
  Keys keys(*golden, problem);
  keys.Patterns("sources", config.sources);
  keys.Patterns("exclude", config.exclude);
  keys.Patterns("run", config.run);
  keys.Text("snapshots", config.snapshots);
  keys.Text("flags", config.flags);
  keys.Text("c_flags", config.c_flags);
  keys.Finish({"variant"});
  ReadVariants(*golden, config, problem);
  if (problem.empty() && config.sources.empty()) problem = "`sources` names no source";
  if (!problem.empty()) return {std::nullopt, problem};
  return {config, ""};
}

GoldenTree FindConfiguredCases(const GoldenConfig& config, const std::string& folder, const std::string& filter,
                               Environment& environment) {
  std::string root = folder;
  while (root.size() > 1 && root.back() == '/') root.pop_back();
  const std::string inside_root = root == "." ? "" : root + "/";  // what paths in it begin with
  const bool beside = config.snapshots == ".";
  const std::string kept = inside_root + (beside ? "" : config.snapshots + "/");
  std::vector<std::string> paths;
  Walk(root, "", environment, paths);
  GoldenTree tree;
  const auto add = [&](const std::string& path, const std::string& suffix, const std::string& flags) {
    GoldenCase made = MakeGoldenCase(inside_root + path, suffix, config.flags.empty() ? flags : config.flags + " " + flags);
    made.stem = kept + WithoutExtension(path) + (suffix.empty() ? "" : "." + suffix);
    made.runs = made.runs && MatchesAny(path, config.run);
    made.c_flags = SplitFlags(config.c_flags);
    for (std::string& flag : made.c_flags) {
      if (flag.size() > 2 && flag.substr(0, 2) == "-I" && flag[2] != '/') flag = "-I" + inside_root + flag.substr(2);
    }
    tree.cases.push_back(std::move(made));
  };
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    const bool wanted = MatchesAny(path, config.sources) && !MatchesAny(path, config.exclude);
    if (!wanted || path.find(filter) == std::string::npos) continue;
    add(path, "", "");
    for (const GoldenConfig::Variant& variant : config.variants) {
      if (MatchesPattern(path, variant.source)) add(path, variant.name, variant.flags);
    }
  }
  for (const std::string& path : paths) {
    const bool inside = beside || path.compare(0, config.snapshots.size() + 1, config.snapshots + "/") == 0;
    if (inside && IsSnapshot(inside_root + path, beside, environment)) tree.snapshots.push_back(inside_root + path);
  }
  return tree;
}

}  // namespace omni::driver
