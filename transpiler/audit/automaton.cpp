#include "audit/automaton.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace omni::audit {

uint32_t Labels::Intern(std::string_view label)
{
    const uint32_t known = numbers_.Find(label);
    if (known != NameIndex::kNone) {
        return known;
    }
    texts_.emplace_back(label);
    const auto number = static_cast<uint32_t>(texts_.size() - 1);
    numbers_.Add(texts_.back(), number);
    return number;
}

Automaton::Automaton(const Sequence& body, Labels& labels, const SpellStep& spell, Iterations iterations)
    : labels_(labels), spell_(spell), iterations_(iterations)
{
    returned_ = Add();
    stopped_ = Add();
    start_ = Build(body, AddEdge(Labels::kReturn, returned_, nullptr), nullptr);
    met_.assign(states_.size(), 0);
}

// Gives the state in front of `sequence`, when the state behind it is `next`.
Automaton::StateId Automaton::Build(const Sequence& sequence, StateId next, const Exits* loop)
{
    for (size_t i = sequence.size(); i-- > 0;) {
        const Step& step = sequence[i];
        switch (step.kind) {
        case StepKind::Operation: {
            label_.clear();
            spell_(step, label_);
            if (!label_.empty()) {
                next = AddEdge(labels_.Intern(label_), next, &step);
            }
            break;
        }
        case StepKind::If: {
            const StateId yes = Build(step.first, next, loop);
            const StateId no = Build(step.second, next, loop);
            next = yes;
            if (yes != no) {
                next = Add();
                states_[next].silent[0] = yes;
                states_[next].silent[1] = no;
            }
            break;
        }
        case StepKind::Loop: {
            const StateId head = Add();
            const StateId back = iterations_ == Iterations::Counted && HasOperation(step) ? AddEdge(Labels::kAgain, head, &step) : head;
            const Exits in_step{next, back};
            const StateId again = Build(step.second, back, &in_step);
            const Exits in_body{next, again};
            const StateId body = Build(step.first, again, &in_body);
            states_[head].silent[0] = body;
            next = head;
            break;
        }
        case StepKind::Break: next = loop != nullptr ? loop->leave : stopped_; break;
        case StepKind::Continue: next = loop != nullptr ? loop->again : stopped_; break;
        case StepKind::Return: next = AddEdge(Labels::kReturn, returned_, &step); break;
        case StepKind::Stop: next = stopped_; break;
        case StepKind::Use:
        case StepKind::Define: break;
        }
    }
    return next;
}

bool Automaton::HasOperation(const Step& loop)
{
    bool any = false;
    for (const Sequence* part : {&loop.first, &loop.second}) {
        ForEachOperation(*part, [&](const Step& step) {
            if (!any) {
                label_.clear();
                spell_(step, label_);
                any = !label_.empty();
            }
        });
    }
    return any;
}

void Automaton::Close(std::vector<StateId>& states) const
{
    size_t kept = 0;
    const auto meet = [this](StateId state) { return state != kNowhere && std::exchange(met_[state], 1) == 0; };
    for (const StateId state : states) {
        if (meet(state)) {
            states[kept++] = state;
        }
    }
    states.resize(kept);
    for (size_t i = 0; i < states.size(); ++i) {
        for (const StateId target : states_[states[i]].silent) {
            if (meet(target)) {
                states.push_back(target);
            }
        }
    }
    for (const StateId state : states) {
        met_[state] = 0;
    }
    std::sort(states.begin(), states.end());
}

namespace {

using States = std::vector<Automaton::StateId>;

/// Where a label leads.
struct Way {
    uint32_t label;
    States targets;
    const Step* step;
};

/// All ways that lead on from a set of states, sorted by label.
std::vector<Way> WaysOf(const Automaton& automaton, const States& states)
{
    std::vector<Way> ways;
    for (const Automaton::StateId state : states) {
        const Automaton::Edge* edge = automaton.edge(state);
        if (edge == nullptr) {
            continue;
        }
        const auto place = std::lower_bound(ways.begin(), ways.end(), edge->label,
                                            [](const Way& way, uint32_t label) { return way.label < label; });
        if (place == ways.end() || place->label != edge->label) {
            ways.insert(place, {edge->label, {edge->target}, edge->step});
            continue;
        }
        place->targets.push_back(edge->target);
        place->step = place->step == nullptr ? edge->step : place->step;
    }
    for (Way& way : ways) {
        automaton.Close(way.targets);
    }
    return ways;
}

/// Sets of states in which the two are after the same operations.
struct Pair {
    States left, right;
    const Step* after = nullptr;

    friend bool operator==(const Pair& a, const Pair& b) { return a.left == b.left && a.right == b.right; }
};

/// Pairs in the order in which they were found, each once.
class Pairs {
public:
    void Add(Pair pair)
    {
        size_t hash = 0;
        for (const States* states : {&pair.left, &pair.right}) {
            for (const Automaton::StateId state : *states) {
                hash = (hash ^ state) * 0x9E3779B97F4A7C15u;
            }
            hash ^= hash >> 29u;
        }
        const auto [begin, end] = by_hash_.equal_range(hash);
        const bool known = std::any_of(begin, end, [&](const auto& entry) { return pairs_[entry.second] == pair; });
        if (!known) {
            by_hash_.emplace(hash, pairs_.size());
            pairs_.push_back(std::move(pair));
        }
    }
    [[nodiscard]] size_t size() const { return pairs_.size(); }
    /// The reference stays good.
    [[nodiscard]] const Pair& operator[](size_t index) const { return pairs_[index]; }

private:
    std::deque<Pair> pairs_;
    std::unordered_multimap<size_t, size_t> by_hash_;
};

}  // namespace

std::vector<Mismatch> Compare(const Automaton& left, const Automaton& right, const Labels& labels, size_t limit,
                              bool& gave_up)
{
    constexpr size_t kMostPairs = 200'000;
    std::vector<Mismatch> mismatches;
    Pair start{{left.start()}, {right.start()}};
    left.Close(start.left);
    right.Close(start.right);
    Pairs work;
    work.Add(std::move(start));
    gave_up = false;
    for (size_t next = 0; next < work.size() && mismatches.size() < limit; ++next) {
        if (work.size() > kMostPairs) {
            gave_up = true;
            break;
        }
        const Pair& at = work[next];
        std::vector<Way> ours = WaysOf(left, at.left);
        std::vector<Way> theirs = WaysOf(right, at.right);
        const auto find = [](std::vector<Way>& ways, uint32_t label) {
            const auto place = std::lower_bound(ways.begin(), ways.end(), label,
                                                [](const Way& way, uint32_t wanted) { return way.label < wanted; });
            return place != ways.end() && place->label == label ? place : ways.end();
        };
        std::vector<std::string> missing;
        std::vector<std::string> wanted;
        for (const Way& way : theirs) {
            wanted.push_back(labels.Text(way.label));
            if (find(ours, way.label) == ours.end()) {
                missing.push_back(labels.Text(way.label));
            }
        }
        std::sort(missing.begin(), missing.end());
        std::sort(wanted.begin(), wanted.end());
        bool told = false;
        for (Way& way : ours) {
            const auto same = find(theirs, way.label);
            if (same == theirs.end()) {
                // What the right does here it may do on another way of the left.
                mismatches.push_back({way.step, labels.Text(way.label), missing.empty() ? wanted : missing, at.after});
                told = true;
                continue;
            }
            work.Add({std::move(way.targets), std::move(same->targets), way.step == nullptr ? at.after : way.step});
        }
        if (!told && !missing.empty()) {
            mismatches.push_back({nullptr, {}, missing, at.after});
        }
    }
    return mismatches;
}

}  // namespace omni::audit
