#include "driver/stages.h"

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <memory>

namespace omni::driver {

namespace {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

// Processor time, not time of the day: it says the same on a machine that has other things to do.
double ProcessorSeconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// The most memory that the process has had so far.
std::string PeakMemory() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return fmt::format(", peak {} MiB", usage.ru_maxrss / 1024);
}

void Log(Environment& environment, std::string_view stage, double seconds, std::string_view remark) {
  spdlog::logger log("omnic", std::make_shared<spdlog::sinks::ostream_sink_st>(environment.err, true));
  log.set_pattern("omnic: %v");
  log.info("{:<14} {:>9.3f} ms{}", stage, seconds * 1000, remark);
}

}  // namespace

Stages::Stages(Environment& environment, Settings settings)
    : environment_(environment), settings_(std::move(settings)), begin_(Clock::now()),
      processor_begin_(ProcessorSeconds()) {}

Stages::~Stages() {
  if (progress_shown_) environment_.err << "\r\033[K" << std::flush;
  if (settings_.verbose) Log(environment_, "total", ProcessorSeconds() - processor_begin_, PeakMemory());
}

Stages::Running::Running(Stages& stages, const char* name)
    : stages_(stages), name_(name), scope_(name), processor_begin_(ProcessorSeconds()) {
  const bool tell = stages_.environment_.err_is_terminal && !stages_.settings_.quiet && !stages_.settings_.verbose;
  if (tell && Seconds(Clock::now() - stages_.begin_) > 1) {
    stages_.environment_.err << "\r\033[K" << name << " ..." << std::flush;
    stages_.progress_shown_ = true;
  }
}

Stages::Running::~Running() {
  if (stages_.settings_.verbose) {
    Log(stages_.environment_, name_, ProcessorSeconds() - processor_begin_, PeakMemory());
  }
}

void Stages::LogPart(std::string_view what, double seconds) {
  if (settings_.verbose) Log(environment_, std::string("  ") + std::string(what), seconds, " of it");
}

bool Stages::Wanted(std::string_view name) const {
  return std::find(settings_.print.begin(), settings_.print.end(), name) != settings_.print.end();
}

void Stages::Write(std::string_view name, const std::string& text) {
  if (settings_.print.size() > 1) environment_.out << "; --- " << name << "\n";
  environment_.out << text;
  if (!text.empty() && text.back() != '\n') environment_.out << "\n";
}

}  // namespace omni::driver
