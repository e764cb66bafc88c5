// A list for each id, all in one vector: for the many short lists that a walk gathers and forgets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace omni {
namespace support {

template <class IdType, class T>
class Lists {
 public:
  explicit Lists(size_t count) : ends_(count) {}

  void Add(IdType list, T item) {
    Ends& ends = ends_[list.index()];
    const auto place = static_cast<uint32_t>(items_.size());
    (ends.first == kNone ? ends.first : items_[ends.last].next) = place;
    ends.last = place;
    items_.push_back({std::move(item), kNone});
  }

  // The items of a list, in the order in which they were added. `Add` ends the walk.
  class Items {
   public:
    class Iterator {
     public:
      Iterator(const Lists& lists, uint32_t place) : lists_(lists), place_(place) {}
      const T& operator*() const { return lists_.items_[place_].item; }
      Iterator& operator++() {
        place_ = lists_.items_[place_].next;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return place_ != other.place_; }

     private:
      const Lists& lists_;
      uint32_t place_;
    };
    Items(const Lists& lists, uint32_t first) : lists_(lists), first_(first) {}
    Iterator begin() const { return Iterator(lists_, first_); }
    Iterator end() const { return Iterator(lists_, kNone); }

   private:
    const Lists& lists_;
    uint32_t first_;
  };
  Items operator[](IdType list) const { return Items(*this, ends_[list.index()].first); }

 private:
  static constexpr uint32_t kNone = 0xFFFFFFFFU;
  struct Ends {
    uint32_t first = kNone, last = kNone;
  };
  struct Link {
    T item;
    uint32_t next;
  };
  std::vector<Ends> ends_;
  std::vector<Link> items_;
};

}  // namespace support

using support::Lists;

}  // namespace omni
