#include "report/diff.h"

#include <algorithm>
#include <map>

#include "report/json.h"

namespace omni::report {

namespace {

using reason::PhraseId;
using Wording = reason::WordingTable;

// Storage classes from cheap and short-lived to dear and long-lived. A region's own name stands for `region`.
constexpr std::string_view kClasses[] = {"static", "stack",  "scratch", "borrowed",  "region", "consumed",
                                         "dest",   "holder", "heap",    "component", "global"};
constexpr size_t kRegionRank = 4;

size_t Rank(std::string_view place) {
  const auto found = std::find(std::begin(kClasses), std::end(kClasses), place);
  return found == std::end(kClasses) ? kRegionRank : static_cast<size_t>(found - std::begin(kClasses));
}

bool IsPlace(const PlanRow& row) { return row.kind == "place" || row.kind == "borrow"; }

std::string Because(const PlanRow& now, const PlanRow* before) {
  // Why the class that it had is not possible any more is the better answer.
  if (before != nullptr) {
    for (const auto& [choice, why] : now.rejected) {
      if (Rank(choice) <= Rank(before->place)) return why;
    }
  }
  return now.because.empty() ? std::string() : now.because[0];
}

// What a region is held for says how long it lives.
bool LivesAcrossLoop(const PlanRow& row, const Wording& words) {
  const std::string wording = words.Text(reason::ReasonKind::HoldsAcrossLoop);
  const std::string tail = wording.substr(wording.rfind("}}") + 2);
  return !row.because.empty() && row.because[0].find(tail) != std::string::npos;
}

std::string Kind(std::string_view kind, const Wording& words) { return words.Term("kind", kind); }

// A storage class in the reader's words, or the name of a region.
std::string Place(std::string_view place, const Wording& words) { return words.Term("class", place); }

// "region exit of temp_region", "loop"
std::string KindAt(const PlanRow& row, const Wording& words) {
  const std::string kind = Kind(row.kind, words);
  const std::string place = Place(row.place, words);
  return kind == place ? kind : words.Phrase(PhraseId::OfRegion, {.subject = kind, .place = place});
}

// "not stack: switched off by --no-stack (was: size unknown: built by f)"
std::string RejectedNow(const PlanRow& before, const PlanRow& now, const Wording& words) {
  const auto why_of = [](const PlanRow& row, const std::string& choice) {
    const auto found = std::find_if(row.rejected.begin(), row.rejected.end(), [&](const auto& r) { return r.first == choice; });
    return found == row.rejected.end() ? std::string("-") : found->second;
  };
  for (const PlanRow* side : {&now, &before}) {
    for (const auto& [choice, why] : side->rejected) {
      const std::string old_why = why_of(before, choice);
      const std::string new_why = why_of(now, choice);
      if (old_why == new_why) continue;
      return fmt::format("{}: {} ({})", words.Phrase(PhraseId::NotPlace, {.place = Place(choice, words)}), new_why,
                         words.Phrase(PhraseId::Was, {.subject = old_why}));
    }
  }
  return now.because.empty() ? std::string() : now.because[0];
}

Change Changed(const PlanRow& before, const PlanRow& now, const Wording& words) {
  Change change{Verdict::Other, now.function, ""};
  if (IsPlace(now) && before.place != now.place) {
    const size_t old_rank = Rank(before.place);
    const size_t new_rank = Rank(now.place);
    change.verdict = new_rank > old_rank ? Verdict::Worse : new_rank < old_rank ? Verdict::Better : Verdict::Other;
    change.text = fmt::format("`{}` {} -> {}, {}: {}", now.subject, Place(before.place, words), Place(now.place, words),
                              words.Phrase(PhraseId::Because), Because(now, &before));
    return change;
  }
  if (before.place != now.place) {
    change.text = fmt::format("{}: {}", KindAt(before, words), words.Phrase(PhraseId::Now, {.place = Place(now.place, words)}));
    return change;
  }
  if (now.kind == "region_create" && LivesAcrossLoop(before, words) != LivesAcrossLoop(now, words)) {
    change.verdict = LivesAcrossLoop(now, words) ? Verdict::Worse : Verdict::Better;
  }
  if (before.because == now.because) {  // another class was rejected for another reason
    change.text = fmt::format("`{}` {}: {}", now.subject, Place(now.place, words), RejectedNow(before, now, words));
    return change;
  }
  const std::string was = before.because.empty() ? std::string() : before.because[0];
  const std::string head = IsPlace(now) ? fmt::format("`{}` {}", now.subject, Place(now.place, words)) : KindAt(now, words);
  change.text = fmt::format("{}: {} ({})", head, Because(now, nullptr), words.Phrase(PhraseId::Was, {.subject = was}));
  return change;
}

// "`acc` temp_region" or "region exit of temp_region"
std::string What(const PlanRow& row, const Wording& words) {
  return IsPlace(row) ? fmt::format("`{}` {}", row.subject, Place(row.place, words)) : KindAt(row, words);
}

bool IsBad(const PlanRow& row) { return row.kind == "transmigrate" || (row.kind == "place" && row.place == "global"); }

Change Added(const PlanRow& now, const Wording& words) {
  return {IsBad(now) ? Verdict::Worse : Verdict::Other, now.function,
          fmt::format("{}: {}", words.Phrase(PhraseId::New, {.subject = What(now, words)}), Because(now, nullptr))};
}

Change Removed(const PlanRow& before, const Wording& words) {
  return {IsBad(before) ? Verdict::Better : Verdict::Other, before.function,
          words.Phrase(PhraseId::Gone, {.subject = What(before, words)})};
}

// Do the rows say the same to a reader? Lines may differ.
bool SaysTheSame(const PlanRow& a, const PlanRow& b) {
  return a.place == b.place && a.because == b.because && a.rejected == b.rejected;
}

using Rows = std::vector<const PlanRow*>;

// Decisions about the same thing: those that say the same are partners, then those that have the same place, then in order.
void CompareGroup(Rows before, Rows now, const Wording& words, std::vector<Change>& changes) {
  const auto pair_up = [&](const auto& alike, bool tell) {
    for (size_t i = 0; i < now.size();) {
      const auto partner = std::find_if(before.begin(), before.end(), [&](const PlanRow* row) { return alike(*row, *now[i]); });
      if (partner == before.end()) {
        ++i;
        continue;
      }
      if (tell) changes.push_back(Changed(**partner, *now[i], words));
      before.erase(partner);
      now.erase(now.begin() + static_cast<ptrdiff_t>(i));
    }
  };
  pair_up(SaysTheSame, false);
  pair_up([](const PlanRow& a, const PlanRow& b) { return a.place == b.place; }, true);
  pair_up([](const PlanRow&, const PlanRow&) { return true; }, true);
  for (const PlanRow* row : now) changes.push_back(Added(*row, words));
  for (const PlanRow* row : before) changes.push_back(Removed(*row, words));
}

std::string Word(Verdict verdict, const Wording& words) {
  switch (verdict) {
    case Verdict::Worse: return words.Phrase(PhraseId::Worse);
    case Verdict::Better: return words.Phrase(PhraseId::Better);
    case Verdict::Other: return words.Phrase(PhraseId::Other);
  }
  return "";
}

std::string Summary(const PlanDiff& diff, const Wording& words) {
  std::string text;
  for (const Verdict verdict : {Verdict::Worse, Verdict::Better, Verdict::Other}) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", diff.count(verdict), Word(verdict, words));
  }
  for (const auto& [choice, counts] : diff.totals) {
    if (counts.first != counts.second) {
      text += fmt::format("; {} {} -> {}", Place(choice, words), counts.first, counts.second);
    }
  }
  return text;
}

// Changes that read the same are shown once.
std::vector<std::pair<const Change*, size_t>> Counted(const std::vector<Change>& changes) {
  std::vector<std::pair<const Change*, size_t>> counted;
  for (const Change& change : changes) {
    const auto known = std::find_if(counted.begin(), counted.end(), [&](const auto& entry) {
      return entry.first->verdict == change.verdict && entry.first->function == change.function && entry.first->text == change.text;
    });
    if (known == counted.end()) {
      counted.emplace_back(&change, 1);
    } else {
      ++known->second;
    }
  }
  return counted;
}

std::string Times(size_t times, const Wording& words) {
  return times == 1 ? std::string() : fmt::format(" ({})", words.Phrase(PhraseId::Times, {.number = times}));
}

}  // namespace

size_t PlanDiff::count(Verdict verdict) const {
  return static_cast<size_t>(
      std::count_if(changes.begin(), changes.end(), [&](const Change& change) { return change.verdict == verdict; }));
}

PlanDiff Compare(const std::vector<PlanRow>& old_plan, const std::vector<PlanRow>& new_plan, const Wording& words) {
  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
  std::map<Key, std::pair<Rows, Rows>> groups;
  std::vector<Key> order;
  const auto gather = [&](const std::vector<PlanRow>& plan, Rows std::pair<Rows, Rows>::*side) {
    for (const PlanRow& row : plan) {
      const Key key{row.function, row.kind, row.subject};
      const auto [entry, added] = groups.try_emplace(key);
      if (added) order.push_back(key);
      (entry->second.*side).push_back(&row);
    }
  };
  gather(new_plan, &std::pair<Rows, Rows>::second);
  gather(old_plan, &std::pair<Rows, Rows>::first);
  PlanDiff diff;
  for (const Key& key : order) CompareGroup(groups[key].first, groups[key].second, words, diff.changes);
  std::stable_sort(diff.changes.begin(), diff.changes.end(),
                   [](const Change& a, const Change& b) { return a.verdict < b.verdict; });
  for (const std::string_view choice : kClasses) {
    const auto objects = [&](const std::vector<PlanRow>& plan) {
      return static_cast<size_t>(std::count_if(plan.begin(), plan.end(), [&](const PlanRow& row) {
        return IsPlace(row) && kClasses[Rank(row.place)] == choice;
      }));
    };
    diff.totals.push_back({std::string(choice), {objects(old_plan), objects(new_plan)}});
  }
  return diff;
}

std::string DiffText(const PlanDiff& diff, const Wording& words) {
  if (diff.changes.empty()) return "";
  std::string text = Summary(diff, words) + "\n";
  for (const auto& [change, times] : Counted(diff.changes)) {
    text += fmt::format("  {:<6}  {}: {}{}\n", Word(change->verdict, words), change->function, change->text, Times(times, words));
  }
  return text;
}

std::string DiffMarkdown(const PlanDiff& diff, std::string_view title, const Wording& words) {
  std::string text = fmt::format("### {}\n\n", words.Phrase(PhraseId::DiffTitle, {.subject = title}));
  if (diff.changes.empty()) return text + words.Phrase(PhraseId::NothingChanged) + "\n";
  text += fmt::format("{}\n\n| | {} | {} |\n| --- | --- | --- |\n", Summary(diff, words), words.Phrase(PhraseId::Function),
                      words.Phrase(PhraseId::Decision));
  for (const auto& [change, times] : Counted(diff.changes)) {
    std::string cell = change->text + Times(times, words);
    for (size_t at = 0; (at = cell.find('|', at)) != std::string::npos; at += 2) cell.insert(at, "\\");
    const std::string word = Word(change->verdict, words);
    text += fmt::format("| {} | `{}` | {} |\n", change->verdict == Verdict::Worse ? "**" + word + "**" : word, change->function,
                        cell);
  }
  return text;
}

}  // namespace omni::report
