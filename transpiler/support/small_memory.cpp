#include "support/small_memory.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define OMNI_WATCHED_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OMNI_WATCHED_MEMORY 1
#endif
#endif

namespace omni {
namespace support {

#ifdef OMNI_WATCHED_MEMORY

void* Allocate(size_t size) { return std::malloc(size); }
void* AllocateZeroed(size_t count, size_t size) { return std::calloc(count, size); }
void* Reallocate(void* memory, size_t size) { return std::realloc(memory, size); }
void Free(void* memory) { std::free(memory); }
void ShareFreeCells() {}

#else

namespace {

// A cell is a word that says of how many units it is, and the object behind that, which begins on a whole unit:
//
//   slab  |  . n | object .............. n | object ...
//         0    8   16
//
// A word of 0 marks memory that is too large for a cell and came from malloc, 16 bytes further in front.
constexpr size_t kUnit = 16;
constexpr size_t kWord = sizeof(size_t);
constexpr size_t kMostUnits = 32;
constexpr size_t kSlabBytes = size_t{1} << 20;

// What stands in a free cell. The first cell of a list that is shared also leads to the next list.
struct FreeCell {
  FreeCell* next;
  FreeCell* next_list;
};
constexpr size_t kLeastUnits = (sizeof(FreeCell) + kWord + kUnit - 1) / kUnit;

// The part of a slab of which no cell was made yet, kept at its begin.
struct Rest {
  Rest* next;
  char* end;
};

size_t& UnitsOf(void* object) { return static_cast<size_t*>(object)[-1]; }

// What threads have left over.
struct Shared {
  std::mutex mutex;
  FreeCell* lists[kMostUnits + 1] = {};
  Rest* rests = nullptr;
};

Shared& TheShared() {
  static Shared* const shared = new (std::malloc(sizeof(Shared))) Shared;  // outlives all threads
  return *shared;
}

// The free cells of one thread.
class Cells {
 public:
  ~Cells() { Share(); }

  void* Take(size_t units) {
    FreeCell* const cell = lists_[units];
    if (cell == nullptr) return TakeFresh(units);
    lists_[units] = cell->next;
    return cell;
  }

  void Put(void* object, size_t units) {
    auto* const cell = static_cast<FreeCell*>(object);
    cell->next = lists_[units];
    lists_[units] = cell;
  }

  void Share() {
    Shared& shared = TheShared();
    const std::lock_guard<std::mutex> lock(shared.mutex);
    for (size_t units = kLeastUnits; units <= kMostUnits; ++units) {
      if (FreeCell* const first = lists_[units]; first != nullptr) {
        first->next_list = shared.lists[units];
        shared.lists[units] = first;
        lists_[units] = nullptr;
      }
    }
    if (static_cast<size_t>(end_ - fresh_) >= kUnit * kMostUnits) {
      shared.rests = new (fresh_) Rest{shared.rests, end_};
    }
    fresh_ = end_ = nullptr;
  }

 private:
  FreeCell* lists_[kMostUnits + 1] = {};
  char* fresh_ = nullptr;  // where the next object of a new cell begins
  char* end_ = nullptr;

  void* TakeFresh(size_t units) {
    if (static_cast<size_t>(end_ - fresh_) < kUnit * units) {
      if (FreeCell* const cell = TakeShared(units); cell != nullptr) return cell;
    }
    char* const object = fresh_;
    fresh_ += kUnit * units;
    UnitsOf(object) = units;
    return object;
  }

  // A list or a rest that another thread left over, or else a new slab. Gives a cell when there was a list.
  FreeCell* TakeShared(size_t units) {
    Shared& shared = TheShared();
    const std::lock_guard<std::mutex> lock(shared.mutex);
    if (FreeCell* const cell = shared.lists[units]; cell != nullptr) {
      shared.lists[units] = cell->next_list;
      lists_[units] = cell->next;
      return cell;
    }
    if (Rest* const rest = shared.rests; rest != nullptr) {
      shared.rests = rest->next;
      end_ = rest->end;
      fresh_ = reinterpret_cast<char*>(rest);
      return nullptr;
    }
    char* const slab = static_cast<char*>(std::malloc(kSlabBytes));
    if (slab == nullptr) throw std::bad_alloc();
    fresh_ = slab + kUnit;
    end_ = slab + kSlabBytes;
    return nullptr;
  }
};

thread_local Cells cells;

}  // namespace

void* Allocate(size_t size) {
  const size_t units = (size + kWord + kUnit - 1) / kUnit;
  if (units <= kMostUnits) return cells.Take(std::max(units, kLeastUnits));
  void* const memory = size < SIZE_MAX - kUnit ? std::malloc(size + kUnit) : nullptr;
  if (memory == nullptr) throw std::bad_alloc();
  void* const object = static_cast<char*>(memory) + kUnit;
  UnitsOf(object) = 0;
  return object;
}

void Free(void* memory) {
  if (memory == nullptr) return;
  const size_t units = UnitsOf(memory);
  if (units != 0) return cells.Put(memory, units);
  std::free(static_cast<char*>(memory) - kUnit);
}

void* AllocateZeroed(size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) throw std::bad_alloc();
  return std::memset(Allocate(count * size), 0, count * size);
}

void* Reallocate(void* memory, size_t size) {
  if (memory == nullptr) return Allocate(size);
  const size_t units = UnitsOf(memory);
  if (units != 0) {
    const size_t room = units * kUnit - kWord;
    if (size <= room) return memory;
    void* const larger = Allocate(size);
    std::memcpy(larger, memory, room);
    Free(memory);
    return larger;
  }
  void* const moved = size < SIZE_MAX - kUnit ? std::realloc(static_cast<char*>(memory) - kUnit, size + kUnit) : nullptr;
  if (moved == nullptr) throw std::bad_alloc();
  return static_cast<char*>(moved) + kUnit;
}

void ShareFreeCells() { cells.Share(); }

#endif

}  // namespace support
}  // namespace omni

#ifndef OMNI_WATCHED_MEMORY
void* operator new(size_t size) { return omni::support::Allocate(size); }
void* operator new[](size_t size) { return omni::support::Allocate(size); }
void operator delete(void* memory) noexcept { omni::support::Free(memory); }
void operator delete[](void* memory) noexcept { omni::support::Free(memory); }
void operator delete(void* memory, size_t) noexcept { omni::support::Free(memory); }
void operator delete[](void* memory, size_t) noexcept { omni::support::Free(memory); }
#endif
