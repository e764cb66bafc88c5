#include "audit/automaton.h"

#include <algorithm>
#include <map>
#include <set>

namespace omni::audit {

uint32_t Labels::Intern(const std::string& label)
{
    const auto [entry, added] = numbers_.emplace(label, static_cast<uint32_t>(texts_.size()));
    if (added) {
        texts_.push_back(label);
    }
    return entry->second;
}

Automaton::Automaton(const Sequence& body, Labels& labels, const std::function<std::string(const Step&)>& spell)
    : labels_(labels), spell_(spell)
{
    returned_ = Add();
    stopped_ = Add();
    const StateId end = Add();
    states_[end].edges.push_back({Labels::kReturn, returned_, nullptr});
    start_ = Build(body, end, nullptr);
}

// Gives the state in front of `sequence`, when the state behind it is `next`.
Automaton::StateId Automaton::Build(const Sequence& sequence, StateId next, const Exits* loop)
{
    for (size_t i = sequence.size(); i-- > 0;) {
        const Step& step = sequence[i];
        switch (step.kind) {
        case StepKind::Operation: {
            const std::string label = spell_(step);
            if (!label.empty()) {
                const StateId state = Add();
                states_[state].edges.push_back({labels_.Intern(label), next, &step});
                next = state;
            }
            break;
        }
        case StepKind::If: {
            const StateId yes = Build(step.first, next, loop);
            const StateId no = Build(step.second, next, loop);
            if (yes != no) {
                const StateId state = Add();
                states_[state].silent = {yes, no};
                next = state;
            }
            break;
        }
        case StepKind::Loop: {
            const StateId head = Add();
            const Exits in_step{next, head};
            const StateId again = Build(step.second, head, &in_step);
            const Exits in_body{next, again};
            const StateId body = Build(step.first, again, &in_body);
            states_[head].silent.push_back(body);
            next = head;
            break;
        }
        case StepKind::Break: next = loop != nullptr ? loop->leave : stopped_; break;
        case StepKind::Continue: next = loop != nullptr ? loop->again : stopped_; break;
        case StepKind::Return: {
            const StateId state = Add();
            states_[state].edges.push_back({Labels::kReturn, returned_, &step});
            next = state;
            break;
        }
        case StepKind::Stop: next = stopped_; break;
        case StepKind::Use:
        case StepKind::Define: break;
        }
    }
    return next;
}

void Automaton::Close(std::vector<StateId>& states) const
{
    std::set<StateId> seen(states.begin(), states.end());
    for (size_t i = 0; i < states.size(); ++i) {
        for (const StateId target : states_[states[i]].silent) {
            if (seen.insert(target).second) {
                states.push_back(target);
            }
        }
    }
    states.assign(seen.begin(), seen.end());
}

namespace {

using States = std::vector<Automaton::StateId>;

struct Ways {
    States targets;
    const Step* step = nullptr;
};

std::map<uint32_t, Ways> WaysOf(const Automaton& automaton, const States& states)
{
    std::map<uint32_t, Ways> ways;
    for (const Automaton::StateId state : states) {
        for (const Automaton::Edge& edge : automaton.edges(state)) {
            Ways& way = ways[edge.label];
            way.targets.push_back(edge.target);
            way.step = way.step == nullptr ? edge.step : way.step;
        }
    }
    for (auto& [label, way] : ways) {
        automaton.Close(way.targets);
    }
    return ways;
}

}  // namespace

std::vector<Mismatch> Compare(const Automaton& left, const Automaton& right, const Labels& labels, size_t limit,
                              bool& gave_up)
{
    constexpr size_t kMostPairs = 200'000;
    struct Pair {
        States left, right;
        const Step* after;
    };
    std::vector<Mismatch> mismatches;
    std::vector<Pair> work{{{left.start()}, {right.start()}, nullptr}};
    left.Close(work[0].left);
    right.Close(work[0].right);
    std::set<std::pair<States, States>> seen{{work[0].left, work[0].right}};
    gave_up = false;
    for (size_t next = 0; next < work.size() && mismatches.size() < limit; ++next) {
        if (work.size() > kMostPairs) {
            gave_up = true;
            break;
        }
        const Pair at = work[next];
        auto ours = WaysOf(left, at.left);
        auto theirs = WaysOf(right, at.right);
        std::vector<std::string> missing;
        for (const auto& [label, way] : theirs) {
            if (ours.count(label) == 0) {
                missing.push_back(labels.Text(label));
            }
        }
        std::sort(missing.begin(), missing.end());
        bool told = false;
        for (auto& [label, way] : ours) {
            const auto same = theirs.find(label);
            if (same == theirs.end()) {
                mismatches.push_back({way.step, labels.Text(label), missing, at.after});
                told = true;
                continue;
            }
            if (seen.emplace(way.targets, same->second.targets).second) {
                work.push_back({std::move(way.targets), std::move(same->second.targets),
                                way.step == nullptr ? at.after : way.step});
            }
        }
        if (!told && !missing.empty()) {
            mismatches.push_back({nullptr, {}, missing, at.after});
        }
    }
    return mismatches;
}

}  // namespace omni::audit
