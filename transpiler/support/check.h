// Broken invariants of omnic itself: they end the process with exit code 3, never with a guess.
#pragma once

#include <fmt/core.h>

#include <string>

namespace omni {
namespace support {

// Names the stage that runs on this thread for as long as the scope lives; failing checks print the stack of stages.
class StageScope {
 public:
  explicit StageScope(const char* stage);  // `stage` must outlive the scope: a literal
  ~StageScope();
  StageScope(const StageScope&) = delete;
  StageScope& operator=(const StageScope&) = delete;
};

// The innermost stage name of this thread, or "" outside of every stage.
const char* CurrentStage();

// Prints "internal error: ..." with stage, condition and place to stderr and leaves with exit code 3.
[[noreturn]] void CheckFailed(const char* condition, const char* file, int line, const std::string& message);

}  // namespace support

using support::StageScope;

}  // namespace omni

// OMNI_CHECK(condition, "fmt text with {}", args...): evaluated in every build.
#define OMNI_CHECK(condition, ...)                                                                  \
  do {                                                                                              \
    if (!(condition)) [[unlikely]] {                                                                \
      ::omni::support::CheckFailed(#condition, __FILE__, __LINE__, ::fmt::format(__VA_ARGS__));     \
    }                                                                                               \
  } while (false)

// For a place that no input can reach.
#define OMNI_UNREACHABLE(...) \
  ::omni::support::CheckFailed("unreachable", __FILE__, __LINE__, ::fmt::format(__VA_ARGS__))
