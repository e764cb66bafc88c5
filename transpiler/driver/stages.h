// What surrounds each stage of the pipeline: its name for internal errors, its time, its dump, a sign of progress.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "driver/environment.h"
#include "support/check.h"

namespace omni::driver {

class Stages {
 public:
  struct Settings {
    std::vector<std::string> print;  // stages whose result is shown on standard output
    bool verbose = false;            // log each stage with its processor time and the peak of memory
    bool quiet = false;              // no progress: something else shows it
  };

  Stages(Environment& environment, Settings settings);
  ~Stages();
  Stages(const Stages&) = delete;
  Stages& operator=(const Stages&) = delete;

  // Calls work() as stage `name` (a literal) and gives its value.
  template <class Work>
  auto Run(const char* name, Work&& work) {
    const Running running(*this, name);
    return work();
  }

  // Shows show() (a text) when --print asks for the stage `name`.
  template <class Show>
  void Print(std::string_view name, Show&& show) {
    if (Wanted(name)) Write(name, show());
  }

  // Logs a part of the stage that ran last: what it is, and its seconds.
  void LogPart(std::string_view what, double seconds);

 private:
  class Running {
   public:
    Running(Stages& stages, const char* name);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

   private:
    Stages& stages_;
    const char* name_;
    StageScope scope_;
    double processor_begin_;
  };

  bool Wanted(std::string_view name) const;
  void Write(std::string_view name, const std::string& text);

  Environment& environment_;
  Settings settings_;
  std::chrono::steady_clock::time_point begin_;
  double processor_begin_;
  bool progress_shown_ = false;
};

}  // namespace omni::driver
