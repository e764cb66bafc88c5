// omnic.toml: which programs of a user's project have snapshots, and where these are kept.
//
//   [golden]
//   sources = ["src/**/*.omni"]     # relative to the file; * within a name, ** over folders, ? one character
//   exclude = ["src/old/*"]
//   snapshots = "golden"            # folder of the snapshots; "." keeps them beside the sources
//   run = true                      # is there an .out? Or a list of patterns of the programs that are run
//   flags = "--stack-limit=128"     # switches of every translation
//   c_flags = "-Iinclude"           # for compiling the C
//
//   [[golden.variant]]              # one more snapshot of a source, NAME.no-stack.c ...
//   source = "src/app.omni"
//   name = "no-stack"
//   flags = "--no-stack"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "driver/golden.h"

namespace omni::driver {

struct GoldenConfig {
  struct Variant {
    std::string source, name, flags;
  };
  std::vector<std::string> sources, exclude, run;
  std::string snapshots = "golden";
  std::string flags, c_flags;
  std::vector<Variant> variants;
};

// Reads omnic.toml. On failure the second is a message with the line.
std::pair<std::optional<GoldenConfig>, std::string> ParseGoldenConfig(std::string_view text, const std::string& path);

// Does a path match a pattern with * ** and ?
bool MatchesPattern(std::string_view path, std::string_view pattern);

// The cases that the configuration names in `folder`, sorted, and the snapshots that are there.
GoldenTree FindConfiguredCases(const GoldenConfig& config, const std::string& folder, const std::string& filter,
                               Environment& environment);

}  // namespace omni::driver
