#pragma once
// The operations on all paths of a function, as a finite automaton: a state for each place between two operations, an
// edge for each operation. Two functions do the same to memory when their automata accept the same sequences, whatever
// the shapes of their loops and branches.

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/name_index.h"
#include "audit/sequence.h"

namespace omni::audit {

/// Labels as numbers, shared by the automata that are compared.
class Labels {
public:
    uint32_t Intern(std::string_view label);
    [[nodiscard]] const std::string& Text(uint32_t label) const { return texts_[label]; }
    static constexpr uint32_t kReturn = 0;
    static constexpr uint32_t kAgain = 1;  ///< the next iteration of a loop with operations
    Labels()
    {
        Intern("return");
        Intern("the next iteration");
    }

private:
    NameIndex numbers_;
    std::deque<std::string> texts_;
};

/// Appends an operation's label; nothing leaves the operation out.
using SpellStep = std::function<void(const Step&, std::string&)>;

class Automaton {
public:
    using StateId = uint32_t;
    struct Edge {
        uint32_t label;
        StateId target;
        const Step* step;  ///< the operation or return; none at the end of the body
    };

    /// Are iterations told apart? Then none may miss what the other side does in each, but loops must be the same ones.
    enum class Iterations : uint8_t { Same, Counted };

    Automaton(const Sequence& body, Labels& labels, const SpellStep& spell, Iterations iterations = Iterations::Same);

    [[nodiscard]] StateId start() const { return start_; }
    /// The operation that leads on from a state, or null.
    [[nodiscard]] const Edge* edge(StateId state) const
    {
        return states_[state].edge.target == kNowhere ? nullptr : &states_[state].edge;
    }
    /// Adds all states that are reached from `states` without an operation; sorted, without repetitions.
    void Close(std::vector<StateId>& states) const;

private:
    static constexpr StateId kNowhere = 0xFFFFFFFFu;
    struct State {
        Edge edge{0, kNowhere, nullptr};             ///< the operation that leads on from here, if any
        StateId silent[2] = {kNowhere, kNowhere};    ///< reached without an operation
    };
    struct Exits {
        StateId leave, again;
    };
    StateId Add()
    {
        states_.emplace_back();
        return static_cast<StateId>(states_.size() - 1);
    }
    StateId AddEdge(uint32_t label, StateId target, const Step* step)
    {
        const StateId state = Add();
        states_[state].edge = {label, target, step};
        return state;
    }
    StateId Build(const Sequence& sequence, StateId next, const Exits* loop);
    bool HasOperation(const Step& loop);

    Labels& labels_;
    const SpellStep& spell_;
    Iterations iterations_;
    std::string label_;  ///< of the step in hand
    std::vector<State> states_;
    mutable std::vector<char> met_;  ///< by state: for Close, all 0 in between
    StateId start_ = 0;
    StateId returned_ = 0;
    StateId stopped_ = 0;
};

/// One place where the two do not agree.
struct Mismatch {
    const Step* found = nullptr;   ///< what `left` does; none: the end of its body
    std::string found_label;       ///< empty: `left` lacks something here
    std::vector<std::string> wanted;  ///< what `right` does there; sorted
    const Step* after = nullptr;   ///< the operation of `left` before this place; none at the head
};

/// Where `left` does what `right` does not, and the reverse; at most `limit` places, the nearest first. Both are made
/// deterministic on the way (pairs of sets of states). `gave_up`: there are too many sets.
std::vector<Mismatch> Compare(const Automaton& left, const Automaton& right, const Labels& labels, size_t limit,
                              bool& gave_up);

}  // namespace omni::audit
