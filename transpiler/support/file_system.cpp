#include "support/file_system.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace omni::support {

namespace {

constexpr uint64_t kLargestFile = 0xFFFFFFFEU;

FileStatus StatusOf(int error_number) {
  switch (error_number) {
    case ENOENT:
      return {FileError::Missing, ""};
    case EISDIR:
      return {FileError::IsDirectory, ""};
    case ENOTDIR:
      return {FileError::NotDirectory, ""};
    case EACCES:
    case EPERM:
    case EROFS:
      return {FileError::NoPermission, ""};
    case EFBIG:
      return {FileError::TooLarge, ""};
    default:
      return {FileError::Other, std::strerror(error_number)};
  }
}

// Closes a descriptor at the end of the scope; Close() for those who want to hear about errors.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }
  bool Close() {
    if (value_ < 0) return true;
    const int closed = ::close(value_);
    value_ = -1;
    return closed == 0;
  }

 private:
  int value_;
};

bool WriteAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    text.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

std::string Parent(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// Through a symbolic link to the file that it names, so that the link stays.
std::string Resolved(const std::string& path) {
  std::error_code error;
  const std::filesystem::path target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

}  // namespace

std::string_view Describe(FileError error) {
  switch (error) {
    case FileError::None:
      return "no error";
    case FileError::Missing:
      return "no such file";
    case FileError::IsDirectory:
      return "is a directory";
    case FileError::NotDirectory:
      return "part of the path is not a directory";
    case FileError::NoPermission:
      return "permission denied";
    case FileError::TooLarge:
      return "larger than 4 GiB";
    case FileError::Other:
      return "input or output error";
  }
  return "";
}

std::string FileStatus::message() const { return detail.empty() ? std::string(Describe(error)) : detail; }

ReadResult DiskFileSystem::Read(const std::string& path) {
  ReadResult result;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts = {};
  if (file.value() < 0 || ::fstat(file.value(), &facts) != 0) {
    result.status = StatusOf(errno);
    return result;
  }
  if (S_ISDIR(facts.st_mode)) {
    result.status = StatusOf(EISDIR);
    return result;
  }
  // The size is a hint only: pipes have none, and files grow.
  const uint64_t expected = facts.st_size > 0 ? static_cast<uint64_t>(facts.st_size) : 0;
  size_t filled = 0;
  if (expected <= kLargestFile) result.text.resize(static_cast<size_t>(expected) + 1);
  while (true) {
    if (expected > kLargestFile || filled > kLargestFile) {
      result.status = StatusOf(EFBIG);
      break;
    }
    if (filled == result.text.size()) result.text.resize(filled * 2 + 4096);
    const ssize_t got = ::read(file.value(), result.text.data() + filled, result.text.size() - filled);
    if (got == 0) break;
    if (got < 0) {
      if (errno == EINTR) continue;
      result.status = StatusOf(errno);
      break;
    }
    filled += static_cast<size_t>(got);
  }
  result.text.resize(result.ok() ? filled : 0);
  return result;
}

FileStatus DiskFileSystem::WriteAtomically(const std::string& path, std::string_view text) {
  if (IsDirectory(path)) return StatusOf(EISDIR);
  struct stat facts = {};
  const bool exists = ::stat(path.c_str(), &facts) == 0;
  if (exists && !S_ISREG(facts.st_mode)) {
    // A device or pipe (/dev/stdout): replacing it by a file would be wrong.
    Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (device.value() < 0 || !WriteAll(device.value(), text)) return StatusOf(errno);
    return {};
  }
  const std::string target = Resolved(path);
  std::string temporary = target + ".XXXXXX";
  Descriptor file(::mkstemp(temporary.data()));
  if (file.value() < 0) return StatusOf(errno);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? (facts.st_mode & 07777U) : (0666U & ~mask);
  const bool done = WriteAll(file.value(), text) && ::fchmod(file.value(), mode) == 0 && file.Close() &&
                    ::rename(temporary.c_str(), target.c_str()) == 0;
  if (done) return {};
  const int reason = errno;
  ::unlink(temporary.c_str());
  return StatusOf(reason);
}

FileStatus DiskFileSystem::MakeDirectories(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return StatusOf(error.value());
  return IsDirectory(path) ? FileStatus{} : StatusOf(ENOTDIR);
}

bool DiskFileSystem::Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

bool DiskFileSystem::IsDirectory(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

std::vector<std::string> DiskFileSystem::List(const std::string& path) {
  std::set<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator entries(path, error);
  const std::filesystem::directory_iterator end;
  while (!error && entries != end) {
    names.insert(entries->path().filename().string());
    entries.increment(error);
  }
  return {names.begin(), names.end()};
}

ReadResult MemoryFileSystem::Read(const std::string& path) {
  ReadResult result;
  const auto found = files_.find(path);
  if (denied_.count(path) != 0) {
    result.status.error = FileError::NoPermission;
  } else if (found != files_.end()) {
    result.text = found->second;
  } else {
    result.status.error = IsDirectory(path) ? FileError::IsDirectory : FileError::Missing;
  }
  return result;
}

FileStatus MemoryFileSystem::WriteAtomically(const std::string& path, std::string_view text) {
  if (denied_.count(path) != 0) return {FileError::NoPermission, ""};
  if (IsDirectory(path)) return {FileError::IsDirectory, ""};
  files_[path] = std::string(text);
  return {};
}

FileStatus MemoryFileSystem::MakeDirectories(const std::string& path) {
  if (files_.count(path) != 0) return {FileError::NotDirectory, ""};
  for (std::string folder = path; folder != "." && folder != "/"; folder = Parent(folder)) directories_.insert(folder);
  return {};
}

bool MemoryFileSystem::Exists(const std::string& path) { return files_.count(path) != 0 || IsDirectory(path); }

bool MemoryFileSystem::IsDirectory(const std::string& path) {
  if (path == "." || path == "/" || directories_.count(path) != 0) return true;
  const std::string prefix = path + "/";
  const auto next = files_.lower_bound(prefix);
  return next != files_.end() && next->first.compare(0, prefix.size(), prefix) == 0;
}

std::vector<std::string> MemoryFileSystem::List(const std::string& path) {
  const std::string prefix = path == "." ? "" : path + "/";
  std::set<std::string> names;
  const auto collect = [&](const std::string& entry) {
    if (entry.size() <= prefix.size() || entry.compare(0, prefix.size(), prefix) != 0) return;
    names.insert(entry.substr(prefix.size(), entry.find('/', prefix.size()) - prefix.size()));
  };
  for (const auto& file : files_) collect(file.first);
  for (const std::string& folder : directories_) collect(folder);
  return {names.begin(), names.end()};
}

}  // namespace omni::support
