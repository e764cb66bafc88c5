#pragma once
// Sets of things with labelled edges between the sets: where two sets become one, so do those that their edges of one label
// lead to (Steensgaard, POPL 1996).

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace omni {
namespace support {

template <class Member, class Label>
class LabelledSets {
 public:
  using Id = uint32_t;

  Id Add(Member member) {
    const Id set = static_cast<Id>(sets_.size());
    sets_.push_back({set, {std::move(member)}, {}});
    return set;
  }
  // The set that `set` has become part of.
  Id Find(Id set) const {
    while (sets_[set].parent != set) set = sets_[set].parent;
    return set;
  }
  void Link(Id from, const Label& label, Id to) {
    const auto [known, added] = sets_[Find(from)].edges.emplace(label, to);
    if (!added) Unify(known->second, to);
  }
  void Unify(Id a, Id b) {
    std::vector<std::pair<Id, Id>> work{{a, b}};
    while (!work.empty()) {
      const Id x = Find(work.back().first), y = Find(work.back().second);
      work.pop_back();
      if (x == y) continue;
      sets_[y].parent = x;
      sets_[x].members.insert(sets_[x].members.end(), sets_[y].members.begin(), sets_[y].members.end());
      sets_[y].members.clear();
      for (const auto& [label, target] : sets_[y].edges) {
        const auto [known, added] = sets_[x].edges.emplace(label, target);
        if (!added) work.emplace_back(known->second, target);
      }
    }
  }

  const std::vector<Member>& MembersOf(Id set) const { return sets_[Find(set)].members; }
  const std::map<Label, Id>& EdgesOf(Id set) const { return sets_[Find(set)].edges; }
  // Calls visit(id) for each set that is not part of another.
  template <class Visit>
  void ForEach(Visit&& visit) const {
    for (Id set = 0; set < sets_.size(); ++set) {
      if (sets_[set].parent == set) visit(set);
    }
  }

 private:
  struct Set {
    Id parent;
    std::vector<Member> members;
    std::map<Label, Id> edges;
  };
  std::vector<Set> sets_;
};

}  // namespace support
}  // namespace omni
