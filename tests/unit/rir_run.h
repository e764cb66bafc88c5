#pragma once
// Runs region IR on a machine that knows which storage is alive: the second opinion on what the checker accepts.
//
// Boxes are never immediate, freed storage is never reused, every object is looked at when it is read, stored into,
// called or printed, and every region that a call leaves behind is a leak.

#include <string>

#include "rir/rir.h"

namespace rir_run {

struct Outcome {
    std::string fault;   ///< empty: nothing wrong
    std::string output;  ///< what the program displayed
};

/// Runs the entry function. Knows what the operations on pairs, structs, cells, vectors, numbers and heap objects mean, and
/// of strings the length; of the others only what they do to objects (rir_run_effect.cpp).
Outcome Run(const omni::rir::Module& module);

}  // namespace rir_run
