#pragma once
// Where a region begins and ends.
//
// A region is *mentioned* where an object is made in it and where a variable that may reach it is bound or used. It is
// created in front of the first mention in its home block, the innermost block that holds all bindings, and exited on
// each path right after the last mention: inside the arms of an `if` whose other arm has no more use for it, at the head
// of an arm that does not mention it, before a `return`. (Aiken, Faehndrich and Levien, PLDI 1995, on structured code:
// because a region that is alive when a loop begins stays alive until the loop ends, mentions and liveness agree.)
//
//   (if c (let ((t (build))) (use t)) (other))      create and exit both lie in the first arm
//   (let ((t (build))) (if c (use t) (other)))      create in front of the `if`; exit after use, and at the head of
//                                                   the other arm

#include <vector>

#include "plan/structure.h"
#include "reason/reason.h"

namespace omni::plan {

/// What a region is mentioned by.
struct Mentions {
    std::vector<core::StmtId> bindings;  ///< statements that make objects in it or bind variables that reach it
    std::vector<core::StmtId> uses;      ///< statements with an operand that reaches it
};

enum class ExitCause : uint8_t {
    LastUse, NotOnThisPath, EndOfScope, BeforeReturn,
    AfterLoop,  ///< the region is emptied by each iteration of the loop in front
    Left,  ///< the statement in front never returns: who catches what it raises ends the region, or the program ends
};

struct Exit {
    Position position;
    ExitCause cause;
    core::StmtId last_use;  ///< LastUse, Left: the one just before; BeforeReturn: the last mention before, or None
    friend bool operator==(const Exit& a, const Exit& b) { return a.position == b.position; }
};

/// A place where a region is emptied, for the next iteration of the loop that it was created for.
struct Reset {
    Position position;
    core::StmtId last_use;  ///< the one just before; None: at the head of the iteration
};

/// One life of a region: a region that two arms use each on their own has two.
struct RegionLife {
    Position create;
    std::vector<Exit> exits;
    core::StmtId last_use;      ///< last mention in the home block, or None
    Position home;              ///< where what it holds begins to be made: `create`, or within the loop behind it
    std::vector<Reset> resets;  ///< none unless it is created for a loop
};

/// Home block of bindings: where their region would be created.
Position HomeOf(const Structure& structure, const std::vector<core::StmtId>& bindings);

/// Lives of a region. With `nonlexical` false it ends where its home block ends.
std::vector<RegionLife> PlaceRegion(const Structure& structure, const Mentions& mentions, bool nonlexical);

/// The life of a region that is created at `create`, in a block that contains all its mentions, and ends with that block.
RegionLife PlaceAtScope(const Structure& structure, Position create, const Mentions& mentions);

}  // namespace omni::plan
