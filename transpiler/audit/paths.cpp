#include "audit/paths.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "audit/operations.h"
#include "support/shared_vector.h"

namespace omni::audit {

namespace {

enum class Activity : uint8_t { No, Yes, Unknown };  ///< Unknown: ways have disagreed, which was told already

struct Place {
    uint32_t begin = 0, end = 0;
};

/// What is known of a subject at one point of the function.
struct Known {
    Activity active = Activity::No;
    Place changed;           ///< where a region was created or exited last
    Place dead;              ///< where what it refers to was freed or exited; 0, 0: alive
    int32_t dead_with = -1;  ///< the region that exited, or -1
    int32_t lives_in = -1;   ///< the region in which its object surely is, or -1
};

/// What holds at one point of the function.
struct State {
    bool reached = true;
    SharedVector<Known> of;  ///< by subject
};

class PathChecker {
public:
    PathChecker(const CFunction& function, const std::map<std::string_view, std::vector<std::string_view>>& holds)
        : function_(function)
    {
        FindSubjects(function.body);
        for (const auto& [region, variables] : holds) {
            AddSubject(region);
            for (const std::string_view variable : variables) {
                AddSubject(variable);
            }
        }
        for (const auto& [region, variables] : holds) {
            const int32_t r = Number(region);
            for (const std::string_view variable : variables) {
                if (const int32_t v = Number(variable); r >= 0 && v >= 0) {
                    held_[r].push_back(v);
                }
            }
        }
        FindHomes(function.body);
    }

    std::vector<PathProblem> Run()
    {
        State state;
        const size_t count = subjects_.size();
        if (count == 0) {
            return {};
        }
        state.of = SharedVector<Known>(count);
        Walk(function_.body, state, nullptr);
        if (state.reached) {
            Return(state, function_.end - 1, function_.end);
        }
        return std::move(problems_);
    }

private:
    struct Loop {
        State left, again;  ///< united states of the Breaks and Continues
    };

    void AddSubject(std::string_view name)
    {
        const Local* local = function_.Find(name);
        if (local != nullptr && number_.Add(name, static_cast<uint32_t>(subjects_.size()))) {
            subjects_.push_back(local);
        }
    }

    /// The locals that any rule is about, so that states stay small: regions of this function, and variables whose objects
    /// lie in one or are freed.
    void FindSubjects(const Sequence& sequence)
    {
        for (const Step& step : sequence) {
            const bool ends = step.kind == StepKind::Operation && EndsObject(step.name);
            for (size_t i = 0; i < step.operands.size(); ++i) {
                const std::string_view operand = step.operands[i];
                const Local* local = function_.Find(operand);
                if (local == nullptr) {
                    continue;
                }
                if (IsOwn(*local) || (ends && i == 0 && !local->is_region)) {
                    AddSubject(operand);
                }
                if (step.kind == StepKind::Define && IsOwn(*local)) {
                    AddSubject(step.name);
                }
            }
            FindSubjects(step.first);
            FindSubjects(step.second);
        }
    }

    /// Notes for each region which subjects are ever defined with an object in it.
    void FindHomes(const Sequence& sequence)
    {
        for (const Step& step : sequence) {
            if (step.kind == StepKind::Define && !step.operands.empty()) {
                const int32_t region = Number(step.operands[0]);
                const int32_t variable = Number(step.name);
                if (region >= 0 && variable >= 0) {
                    homes_[region].insert(variable);
                }
            }
            FindHomes(step.first);
            FindHomes(step.second);
        }
    }

    [[nodiscard]] int32_t Number(std::string_view name) const
    {
        const uint32_t number = number_.Find(name);
        return number == NameIndex::kNone ? -1 : static_cast<int32_t>(number);
    }
    /// A region that this function creates itself.
    static bool IsOwn(const Local& local) { return local.is_region && !local.is_parameter && !local.is_holder; }

    void Report(PathRule rule, int32_t subject, int32_t region, Place place, Place cause)
    {
        const auto key = std::make_tuple(place.begin, static_cast<int>(rule), subject);
        if (told_.insert(key).second) {
            problems_.push_back({rule, subjects_[static_cast<size_t>(subject)]->name,
                                 region < 0 ? std::string_view() : subjects_[static_cast<size_t>(region)]->name,
                                 place.begin, place.end, cause.begin, cause.end});
        }
    }

    void Merge(State& into, const State& from, Place place)
    {
        if (!from.reached) {
            return;
        }
        if (!into.reached) {
            into = from;
            return;
        }
        into.of.ForEachUnshared(from.of, [&](size_t i) {
            Known& mine = into.of.Change(i);
            const Known& other = from.of[i];
            if (mine.active != other.active) {
                if (mine.active != Activity::Unknown && other.active != Activity::Unknown) {
                    const Place changed = mine.changed.end != 0 ? mine.changed : other.changed;
                    Report(PathRule::WaysDisagree, static_cast<int32_t>(i), -1, place, changed);
                }
                mine.active = Activity::Unknown;
            }
            if (mine.dead.end == 0) {
                mine.dead = other.dead;
                mine.dead_with = other.dead_with;
            }
            if (mine.lives_in != other.lives_in) {
                mine.lives_in = -1;
            }
        });
    }

    void Return(State& state, uint32_t begin, uint32_t end)
    {
        for (size_t i = 0; i < state.of.size(); ++i) {
            if (state.of[i].active == Activity::Yes) {
                Report(PathRule::NotExited, static_cast<int32_t>(i), -1, {begin, end}, state.of[i].changed);
            }
        }
        state.reached = false;
    }

    static bool OnlyUses(const Sequence& sequence)
    {
        return std::all_of(sequence.begin(), sequence.end(), [](const Step& s) { return s.kind == StepKind::Use; });
    }

    void Walk(const Sequence& sequence, State& state, Loop* loop)
    {
        for (const Step& step : sequence) {
            if (!state.reached) {
                return;
            }
            const Place place{step.begin, step.end};
            switch (step.kind) {
            case StepKind::Operation: Operation(step, state); break;
            case StepKind::Use: Use(step, state); break;
            case StepKind::Define: Define(step, state); break;
            case StepKind::If: {
                if (step.second.empty() && OnlyUses(step.first)) {
                    Walk(step.first, state, loop);
                    break;
                }
                State other = state;
                Walk(step.first, state, loop);
                Walk(step.second, other, loop);
                Merge(state, other, place);
                break;
            }
            case StepKind::Loop: WalkLoop(step, state); break;
            case StepKind::Break:
            case StepKind::Continue:
                if (loop != nullptr) {
                    Merge(step.kind == StepKind::Break ? loop->left : loop->again, state, place);
                }
                state.reached = false;
                break;
            case StepKind::Return: Return(state, step.begin, step.end); break;
            case StepKind::Stop: state.reached = false; break;
            }
        }
    }

    // What is dead at the end of an iteration is dead at the head of the next: repeated until nothing is added.
    void WalkLoop(const Step& step, State& state)
    {
        const Place place{step.begin, step.end};
        State head = state;
        for (size_t round = 0; round <= subjects_.size(); ++round) {
            Loop loop;
            loop.left.reached = loop.again.reached = false;
            State body = head;
            Walk(step.first, body, &loop);
            Merge(body, loop.again, place);
            Walk(step.second, body, &loop);
            State next = head;
            Merge(next, body, place);
            const bool same = Equal(next, head);
            head = std::move(next);
            state = std::move(loop.left);
            if (same) {
                return;
            }
        }
    }

    static bool Equal(const State& a, const State& b)
    {
        bool equal = true;
        a.of.ForEachUnshared(b.of, [&](size_t i) {
            const Known& x = a.of[i];
            const Known& y = b.of[i];
            equal = equal && x.active == y.active && (x.dead.end == 0) == (y.dead.end == 0) && x.lives_in == y.lives_in;
        });
        return equal;
    }

    void Use(const Step& step, State& state)
    {
        const int32_t local = Number(step.name);
        if (local < 0) {
            return;
        }
        const Known& known = state.of[static_cast<size_t>(local)];
        if (known.dead.end != 0) {
            Report(known.dead_with < 0 ? PathRule::UsedAfterFree : PathRule::UsedAfterExit, local, known.dead_with,
                   {step.begin, step.end}, known.dead);
        }
    }

    void Define(const Step& step, State& state)
    {
        const int32_t local = Number(step.name);
        if (local < 0) {
            return;
        }
        Known& known = state.of.Change(static_cast<size_t>(local));
        known.dead = {};
        known.dead_with = -1;
        known.lives_in = step.operands.empty() ? -1 : Number(step.operands[0]);
    }

    void EndObjectsOf(int32_t region, const Step& step, State& state)
    {
        const auto die = [&](int32_t variable) {
            Known& known = state.of.Change(static_cast<size_t>(variable));
            known.dead = {step.begin, step.end};
            known.dead_with = region;
        };
        if (const auto held = held_.find(region); held != held_.end()) {
            for (const int32_t variable : held->second) {
                die(variable);
            }
        }
        if (const auto homes = homes_.find(region); homes != homes_.end()) {
            for (const int32_t variable : homes->second) {
                if (state.of[static_cast<size_t>(variable)].lives_in == region) {
                    die(variable);
                }
            }
        }
    }

    void Operation(const Step& step, State& state)
    {
        const Effect effect = EffectOf(step.name);
        const Place place{step.begin, step.end};
        for (size_t k = 0; k < step.operands.size(); ++k) {
            const int32_t local = Number(step.operands[k]);
            if (local < 0) {
                continue;
            }
            const auto i = static_cast<size_t>(local);
            if (k == 0 && EndsObject(step.name) && !subjects_[i]->is_region) {
                Known& known = state.of.Change(i);
                known.dead = place;
                known.dead_with = -1;
                continue;
            }
            if (!IsOwn(*subjects_[i])) {
                continue;
            }
            if (effect == Effect::Create && k == 0) {
                if (state.of[i].active == Activity::Yes) {
                    Report(PathRule::CreatedTwice, local, -1, place, state.of[i].changed);
                }
                state.of.Change(i).active = Activity::Yes;
                state.of.Change(i).changed = place;
                continue;
            }
            if (state.of[i].active == Activity::No && effect != Effect::Hold) {
                Report(effect == Effect::Exit ? PathRule::ExitedTwice : PathRule::NotActive, local, -1, place,
                       state.of[i].changed);
            }
            if (effect == Effect::Exit || effect == Effect::Reset) {
                EndObjectsOf(local, step, state);
            }
            if (effect == Effect::Exit) {
                state.of.Change(i).active = Activity::No;
                state.of.Change(i).changed = place;
            }
        }
    }

    const CFunction& function_;
    std::vector<const Local*> subjects_;
    NameIndex number_;
    std::map<int32_t, std::vector<int32_t>> held_;  ///< by region
    std::map<int32_t, std::set<int32_t>> homes_;    ///< by region: subjects that may be defined with an object in it
    std::set<std::tuple<uint32_t, int, int32_t>> told_;
    std::vector<PathProblem> problems_;
};

}  // namespace

std::string_view Describe(PathRule rule)
{
    switch (rule) {
    case PathRule::CreatedTwice: return "is created while it is active";
    case PathRule::ExitedTwice: return "is exited where it is not active";
    case PathRule::NotActive: return "is used where it is not active";
    case PathRule::NotExited: return "is still active when this returns";
    case PathRule::WaysDisagree: return "is active on one way through this and not on another";
    case PathRule::UsedAfterExit: return "is used after its region has exited";
    case PathRule::UsedAfterFree: return "is used after it was freed";
    }
    return "";
}

std::vector<PathProblem> CheckPaths(const CFunction& function,
                                    const std::map<std::string_view, std::vector<std::string_view>>& holds)
{
    return PathChecker(function, holds).Run();
}

}  // namespace omni::audit
