// The disk as an interface, so that every test can bring its own.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace omni {
namespace support {

enum class FileError { None, Missing, IsDirectory, NotDirectory, NoPermission, TooLarge, Other };

// "no such file", "is a directory", ...: lower case, no final stop.
std::string_view Describe(FileError error);

struct FileStatus {
  FileError error = FileError::None;
  std::string detail;  // what the system said, where Describe(error) does not say it all

  bool ok() const { return error == FileError::None; }
  std::string message() const;
};

struct ReadResult {
  FileStatus status;
  std::string text;

  bool ok() const { return status.ok(); }
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // The whole file. Files of 4 GiB and more are refused (spans are 32 bit).
  virtual ReadResult Read(const std::string& path) = 0;
  // All or nothing: the text goes to a temporary file beside `path`, which then takes its name. After a failure the old
  // file is untouched and no temporary file remains.
  virtual FileStatus WriteAtomically(const std::string& path, std::string_view text) = 0;
  virtual FileStatus MakeDirectories(const std::string& path) = 0;  // existing ones are fine
  virtual bool Exists(const std::string& path) = 0;
  virtual bool IsDirectory(const std::string& path) = 0;
  // Names (not paths) in a folder, sorted; empty when it cannot be read.
  virtual std::vector<std::string> List(const std::string& path) = 0;
};

class DiskFileSystem final : public FileSystem {
 public:
  ReadResult Read(const std::string& path) override;
  FileStatus WriteAtomically(const std::string& path, std::string_view text) override;
  FileStatus MakeDirectories(const std::string& path) override;
  bool Exists(const std::string& path) override;
  bool IsDirectory(const std::string& path) override;
  std::vector<std::string> List(const std::string& path) override;
};

// Paths are compared as text; the folders of a file exist because the file does.
class MemoryFileSystem final : public FileSystem {
 public:
  ReadResult Read(const std::string& path) override;
  FileStatus WriteAtomically(const std::string& path, std::string_view text) override;
  FileStatus MakeDirectories(const std::string& path) override;
  bool Exists(const std::string& path) override;
  bool IsDirectory(const std::string& path) override;
  std::vector<std::string> List(const std::string& path) override;

  // Reading or writing this path fails with NoPermission from now on.
  void Deny(const std::string& path) { denied_.insert(path); }

 private:
  std::map<std::string, std::string> files_;
  std::set<std::string> directories_;
  std::set<std::string> denied_;
};

}  // namespace support
}  // namespace omni
