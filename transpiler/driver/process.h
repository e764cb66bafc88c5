// Other programs: C compilers and the programs that they make.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace omni::driver {

struct Command {
  std::vector<std::string> arguments;  // the first one is looked up in PATH
  std::string folder;                  // where it runs; "" is here
  std::vector<std::pair<std::string, std::string>> variables;  // set on top of our own
  double time_limit = 0;               // seconds; 0 is none
  bool no_input = false;               // reads from /dev/null instead of our standard input
};

struct ProcessResult {
  bool started = false;
  bool timed_out = false;
  int exit_code = 0;  // 128 + n after signal n, as shells say it
  std::string out;    // what it printed, where that was captured
  std::string err;    // what it complained of; where it did not start, why

  bool ok() const { return started && !timed_out && exit_code == 0; }
};

// Runs to the end with both outputs captured. A command over its time limit is killed.
ProcessResult RunCaptured(const Command& command);

// Runs on our own standard streams, except that standard error passes through us: it is forwarded as it comes, and the
// last part of it (at most `tail_bytes`) comes back in `err`.
ProcessResult RunAttached(const Command& command, size_t tail_bytes);

// Cuts "gcc -m32" into arguments at blanks.
std::vector<std::string> SplitFlags(std::string_view text);

// Is there such a program in PATH (or at that path)?
bool ProgramExists(const std::string& name);

// As many as the machine has cores.
size_t CoreCount();

// Calls work(0) ... work(count - 1) on `jobs` threads; 0: as many as the machine has cores.
void ForEachInParallel(size_t count, const std::function<void(size_t)>& work, size_t jobs = 0);

// A copy of this process that answers questions: for work that shares tables of the process and cannot be done on several
// threads. All copies are made before any thread is started.
class Helper {
 public:
  // `answer` runs in the copy.
  explicit Helper(const std::function<std::string(size_t)>& answer);
  ~Helper();
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  // What answer(question) gives there; nothing when the copy has died.
  std::optional<std::string> Ask(size_t question);

 private:
  int socket_ = -1;
  int process_ = -1;
};

// A fresh folder that vanishes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  bool ok() const { return !path_.empty(); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace omni::driver
