#pragma once
// Plans broken on purpose, to test the region IR checker.
//
// Each mutant is a program with one change to its plan: an operation deleted, doubled or moved, a region exchanged, a
// node of the certificate redirected. Where the change provably makes the program unsafe, or its certificate
// inconsistent, it is marked so; the others may be harmless (a region that is created earlier, or exited later).

#include <functional>
#include <map>
#include <string>

#include "rir/rir.h"

namespace rir_mutate {

struct Mutant {
    std::string kind;      ///< `delete region.exit`
    std::string place;     ///< function and statement or node
    bool must_reject;      ///< false: may be harmless
};

/// Calls `visit` with each mutant of the program; the same mutants in the same order each time. `module` is changed
/// during a visit and is as before afterwards.
void ForEachMutant(omni::rir::Module& module, const std::function<void(const Mutant&)>& visit);

/// What the checker made of the mutants.
struct Score {
    struct Line {
        int must = 0, must_rejected = 0, may = 0, may_rejected = 0;
    };
    std::map<std::string, Line> by_kind;
    std::string missed;    ///< mutants that had to be rejected and were not, one a line

    [[nodiscard]] std::string Report() const;
};

/// Checks all mutants of the program and adds them to the score. `accepted` sees each mutant that passed.
void Judge(omni::rir::Module& module, Score& score, const std::function<void(const Mutant&)>& accepted = nullptr);

}  // namespace rir_mutate
