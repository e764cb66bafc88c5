#include "audit/paths.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "audit/operations.h"

namespace omni::audit {

namespace {

enum class Activity : uint8_t { No, Yes, Unknown };  ///< Unknown: ways have disagreed, which was told already

struct Place {
    uint32_t begin = 0, end = 0;
};

/// What holds at one point of the function; vectors by subject.
struct State {
    bool reached = true;
    std::vector<Activity> active;
    std::vector<Place> changed;     ///< where a region was created or exited last
    std::vector<Place> dead;        ///< where what it refers to was freed or exited; 0, 0: alive
    std::vector<int32_t> dead_with; ///< the region that exited, or -1
    std::vector<int32_t> lives_in;  ///< the region in which its object surely is, or -1
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
    }

    std::vector<PathProblem> Run()
    {
        State state;
        const size_t count = subjects_.size();
        if (count == 0) {
            return {};
        }
        state.active.assign(count, Activity::No);
        state.changed.assign(count, {});
        state.dead.assign(count, {});
        state.dead_with.assign(count, -1);
        state.lives_in.assign(count, -1);
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
        for (size_t i = 0; i < into.active.size(); ++i) {
            if (into.active[i] != from.active[i]) {
                if (into.active[i] != Activity::Unknown && from.active[i] != Activity::Unknown) {
                    const Place changed = into.changed[i].end != 0 ? into.changed[i] : from.changed[i];
                    Report(PathRule::WaysDisagree, static_cast<int32_t>(i), -1, place, changed);
                }
                into.active[i] = Activity::Unknown;
            }
            if (into.dead[i].end == 0) {
                into.dead[i] = from.dead[i];
                into.dead_with[i] = from.dead_with[i];
            }
            if (into.lives_in[i] != from.lives_in[i]) {
                into.lives_in[i] = -1;
            }
        }
    }

    void Return(State& state, uint32_t begin, uint32_t end)
    {
        for (size_t i = 0; i < state.active.size(); ++i) {
            if (state.active[i] == Activity::Yes) {
                Report(PathRule::NotExited, static_cast<int32_t>(i), -1, {begin, end}, state.changed[i]);
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
        for (size_t i = 0; i < a.active.size(); ++i) {
            if (a.active[i] != b.active[i] || (a.dead[i].end == 0) != (b.dead[i].end == 0) ||
                a.lives_in[i] != b.lives_in[i]) {
                return false;
            }
        }
        return true;
    }

    void Use(const Step& step, State& state)
    {
        const int32_t local = Number(step.name);
        if (local < 0 || state.dead[static_cast<size_t>(local)].end == 0) {
            return;
        }
        const int32_t region = state.dead_with[static_cast<size_t>(local)];
        Report(region < 0 ? PathRule::UsedAfterFree : PathRule::UsedAfterExit, local, region, {step.begin, step.end},
               state.dead[static_cast<size_t>(local)]);
    }

    void Define(const Step& step, State& state)
    {
        const int32_t local = Number(step.name);
        if (local < 0) {
            return;
        }
        const auto i = static_cast<size_t>(local);
        state.dead[i] = {};
        state.dead_with[i] = -1;
        state.lives_in[i] = step.operands.empty() ? -1 : Number(step.operands[0]);
    }

    void EndObjectsOf(int32_t region, const Step& step, State& state)
    {
        const auto die = [&](size_t variable) {
            state.dead[variable] = {step.begin, step.end};
            state.dead_with[variable] = region;
        };
        if (const auto held = held_.find(region); held != held_.end()) {
            for (const int32_t variable : held->second) {
                die(static_cast<size_t>(variable));
            }
        }
        for (size_t i = 0; i < state.lives_in.size(); ++i) {
            if (state.lives_in[i] == region) {
                die(i);
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
                state.dead[i] = place;
                state.dead_with[i] = -1;
                continue;
            }
            if (!IsOwn(*subjects_[i])) {
                continue;
            }
            if (effect == Effect::Create && k == 0) {
                if (state.active[i] == Activity::Yes) {
                    Report(PathRule::CreatedTwice, local, -1, place, state.changed[i]);
                }
                state.active[i] = Activity::Yes;
                state.changed[i] = place;
                continue;
            }
            if (state.active[i] == Activity::No && effect != Effect::Hold) {
                Report(effect == Effect::Exit ? PathRule::ExitedTwice : PathRule::NotActive, local, -1, place,
                       state.changed[i]);
            }
            if (effect == Effect::Exit || effect == Effect::Reset) {
                EndObjectsOf(local, step, state);
            }
            if (effect == Effect::Exit) {
                state.active[i] = Activity::No;
                state.changed[i] = place;
            }
        }
    }

    const CFunction& function_;
    std::vector<const Local*> subjects_;
    NameIndex number_;
    std::map<int32_t, std::vector<int32_t>> held_;  ///< by region
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
