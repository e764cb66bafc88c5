// Dense facts by id: a vector that only the right kind of id can index.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "support/check.h"

namespace omni {
namespace support {

// A value for each id from 0 to size() - 1. Both the owner of things (`Add` gives the next id) and a side table
// (`Table<VarId, Fact> facts(vars.size())`). `Add` and `Resize` invalidate references to elements.
template <class IdType, class T>
class Table {
 public:
  // The ids of a table, in order: `for (VarId id : vars.ids())`.
  class Ids {
   public:
    class Iterator {
     public:
      explicit Iterator(size_t index) : index_(index) {}
      IdType operator*() const { return IdType(index_); }
      Iterator& operator++() {
        ++index_;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return index_ != other.index_; }

     private:
      size_t index_;
    };
    explicit Ids(size_t count) : count_(count) {}
    Iterator begin() const { return Iterator(0); }
    Iterator end() const { return Iterator(count_); }

   private:
    size_t count_;
  };

  Table() = default;
  explicit Table(size_t count, const T& value = T()) : items_(count, value) {}

  IdType Add(T value) {
    items_.push_back(std::move(value));
    return IdType(items_.size() - 1);
  }
  void Resize(size_t count, const T& value = T()) { items_.resize(count, value); }
  void Reserve(size_t count) { items_.reserve(count); }
  void Clear() { items_.clear(); }
  void ShrinkToFit() { items_.shrink_to_fit(); }

  decltype(auto) operator[](IdType id) {
    OMNI_CHECK(id.index() < items_.size(), "id {} of a table of {}", id.index(), items_.size());
    return items_[id.index()];
  }
  decltype(auto) operator[](IdType id) const {
    OMNI_CHECK(id.index() < items_.size(), "id {} of a table of {}", id.index(), items_.size());
    return items_[id.index()];
  }

  bool contains(IdType id) const { return id.index() < items_.size(); }
  size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  IdType next_id() const { return IdType(items_.size()); }
  Ids ids() const { return Ids(items_.size()); }

  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};

}  // namespace support

using support::Table;

}  // namespace omni
