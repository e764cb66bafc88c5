#include "driver/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

extern char** environ;

namespace omni::driver {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSpawnAttempts = 6;
constexpr std::chrono::milliseconds kSpawnPause{50};

struct Pipe {
  int read_end = -1;
  int write_end = -1;

  // Close-on-exec: programs that other threads start must not hold our pipes open.
  bool Open() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    read_end = ends[0];
    write_end = ends[1];
    return true;
  }
  void CloseWriteEnd() {
    if (write_end >= 0) close(write_end);
    write_end = -1;
  }
  ~Pipe() {
    CloseWriteEnd();
    if (read_end >= 0) close(read_end);
  }
};

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> ChildVariables(const Command& command) {
  std::vector<std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const bool replaced = std::any_of(command.variables.begin(), command.variables.end(), [&](const auto& variable) {
      return text.substr(0, text.find('=')) == variable.first;
    });
    if (!replaced) variables.emplace_back(text);
  }
  for (const auto& variable : command.variables) variables.push_back(variable.first + "=" + variable.second);
  return variables;
}

bool WillNotChange(int error) {
  return error == ENOENT || error == EACCES || error == ENOTDIR || error == ENOEXEC || error == E2BIG || error == EINVAL;
}

// The started process, or -1 with the system's word in `failure`.
pid_t Start(const Command& command, const Pipe* out, const Pipe* err, std::string& failure) {
  std::vector<std::string> arguments = command.arguments;
  std::vector<std::string> variables = ChildVariables(command);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (command.no_input) posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  if (out != nullptr) posix_spawn_file_actions_adddup2(&actions, out->write_end, 1);
  if (err != nullptr) posix_spawn_file_actions_adddup2(&actions, err->write_end, 2);
  if (!command.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
  pid_t child = -1;
  int error = 0;
  // A system that is short of processes, memory or files for a moment gets a few more chances.
  for (int attempt = 0; attempt < kSpawnAttempts; ++attempt) {
    error = posix_spawnp(&child, arguments[0].c_str(), &actions, nullptr, Pointers(arguments).data(),
                         Pointers(variables).data());
    if (error == 0 || WillNotChange(error)) break;
    std::this_thread::sleep_for(kSpawnPause * (attempt + 1));
  }
  posix_spawn_file_actions_destroy(&actions);
  if (error == 0) return child;
  failure = std::strerror(error);
  return -1;
}

ProcessResult NoPipe() {
  ProcessResult result;
  result.err = std::strerror(errno);
  return result;
}

int Wait(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

struct Channel {
  int from;
  std::string* into;
  bool forward;       // to our standard error
  size_t keep;        // at most this many last bytes; 0 is all
  bool open = true;
};

void WriteAll(int to, const char* data, size_t size) {
  while (size > 0) {
    const ssize_t written = write(to, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    data += written;
    size -= static_cast<size_t>(written);
  }
}

void Receive(Channel& channel) {
  char buffer[8192];
  const ssize_t count = read(channel.from, buffer, sizeof buffer);
  if (count < 0 && errno == EINTR) return;
  if (count <= 0) {
    channel.open = false;
    return;
  }
  const auto size = static_cast<size_t>(count);
  if (channel.forward) WriteAll(2, buffer, size);
  channel.into->append(buffer, size);
  if (channel.keep != 0 && channel.into->size() > channel.keep) {
    channel.into->erase(0, channel.into->size() - channel.keep);
  }
}

// Reads until all channels are closed; false when the time is over before that.
bool Drain(std::vector<Channel> channels, double time_limit) {
  const auto deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(time_limit));
  while (true) {
    std::vector<pollfd> waiting;
    std::vector<Channel*> owners;
    for (Channel& channel : channels) {
      if (!channel.open) continue;
      waiting.push_back({channel.from, POLLIN, 0});
      owners.push_back(&channel);
    }
    if (waiting.empty()) return true;
    int patience = -1;
    if (time_limit > 0) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) return false;
      patience = static_cast<int>(std::min<long long>(left, 1000));
    }
    if (poll(waiting.data(), waiting.size(), patience) <= 0) continue;
    for (size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].revents != 0) Receive(*owners[i]);
    }
  }
}

}  // namespace

ProcessResult RunCaptured(const Command& command) {
  ProcessResult result;
  Pipe out;
  Pipe err;
  if (!out.Open() || !err.Open()) return NoPipe();
  const pid_t child = Start(command, &out, &err, result.err);
  if (child < 0) return result;
  result.started = true;
  out.CloseWriteEnd();
  err.CloseWriteEnd();
  result.timed_out = !Drain({{out.read_end, &result.out, false, 0}, {err.read_end, &result.err, false, 0}}, command.time_limit);
  if (result.timed_out) kill(child, SIGKILL);
  result.exit_code = Wait(child);
  return result;
}

ProcessResult RunAttached(const Command& command, size_t tail_bytes) {
  ProcessResult result;
  Pipe err;
  if (!err.Open()) return NoPipe();
  const pid_t child = Start(command, nullptr, &err, result.err);
  if (child < 0) return result;
  result.started = true;
  err.CloseWriteEnd();
  // An interrupt from the keyboard reaches both of us; the program decides what it means.
  struct sigaction ignore = {};
  struct sigaction before = {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignore, &before);
  Drain({{err.read_end, &result.err, true, tail_bytes}}, 0);
  result.exit_code = Wait(child);
  sigaction(SIGINT, &before, nullptr);
  return result;
}

std::vector<std::string> SplitFlags(std::string_view text) {
  std::vector<std::string> parts;
  size_t at = 0;
  while (true) {
    at = text.find_first_not_of(" \t\n", at);
    if (at == std::string_view::npos) return parts;
    const size_t end = std::min(text.find_first_of(" \t\n", at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end;
  }
}

bool ProgramExists(const std::string& name) {
  if (name.find('/') != std::string::npos) return access(name.c_str(), X_OK) == 0;
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "";
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
    if (access((std::string(folder) + "/" + name).c_str(), X_OK) == 0) return true;
  }
  return false;
}

size_t CoreCount() { return std::max(1U, std::thread::hardware_concurrency()); }

void ForEachInParallel(size_t count, const std::function<void(size_t)>& work, size_t jobs) {
  std::atomic<size_t> next{0};
  const auto worker = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> threads;
  const size_t wanted = std::min(jobs == 0 ? CoreCount() : jobs, count);
  for (size_t i = 1; i < wanted; ++i) threads.emplace_back(worker);
  worker();
  for (std::thread& thread : threads) thread.join();
}

namespace {

constexpr size_t kNoMoreQuestions = SIZE_MAX;

// Without a signal when nobody is at the other end.
bool SendAll(int to, const void* data, size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size != 0) {
    const ssize_t sent = send(to, at, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    at += sent;
    size -= static_cast<size_t>(sent);
  }
  return true;
}

bool ReceiveAll(int from, void* data, size_t size) {
  char* at = static_cast<char*>(data);
  while (size != 0) {
    const ssize_t got = recv(from, at, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= static_cast<size_t>(got);
  }
  return true;
}

[[noreturn]] void AnswerAll(int socket, const std::function<std::string(size_t)>& answer) {
  for (size_t question = 0; ReceiveAll(socket, &question, sizeof question) && question != kNoMoreQuestions;) {
    const std::string text = answer(question);
    const size_t size = text.size();
    if (!SendAll(socket, &size, sizeof size) || !SendAll(socket, text.data(), size)) break;
  }
  _exit(0);
}

}  // namespace

Helper::Helper(const std::function<std::string(size_t)>& answer) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
  process_ = fork();
  if (process_ == 0) {
    close(ends[0]);
    AnswerAll(ends[1], answer);
  }
  close(ends[1]);
  socket_ = ends[0];
}

Helper::~Helper() {
  if (process_ > 0) {
    SendAll(socket_, &kNoMoreQuestions, sizeof kNoMoreQuestions);  // copies made later keep the socket open
    waitpid(process_, nullptr, 0);
  }
  if (socket_ >= 0) close(socket_);
}

std::optional<std::string> Helper::Ask(size_t question) {
  size_t size = 0;
  if (process_ <= 0 || !SendAll(socket_, &question, sizeof question) || !ReceiveAll(socket_, &size, sizeof size)) {
    return std::nullopt;
  }
  std::string text(size, '\0');
  return ReceiveAll(socket_, text.data(), size) ? std::optional(std::move(text)) : std::nullopt;
}

TemporaryFolder::TemporaryFolder() {
  const char* base = std::getenv("TMPDIR");
  std::string pattern = std::string(base != nullptr && *base != '\0' ? base : "/tmp") + "/omnic-XXXXXX";
  if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (ok()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace omni::driver
