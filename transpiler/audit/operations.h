#pragma once
// The memory operations of the runtime, by their names in C.

#include <cstdint>
#include <string_view>

namespace omni::audit {

enum class Effect : uint8_t {
    None,     ///< an operation only for what it is given: an allocation in a region, a call that builds in one
    Create,   ///< the result is a new region, which this function has to end
    Exit,     ///< the region given ends
    Reset,    ///< the objects of the region given end
    Holder,   ///< the result is the region of an object
    Copy,     ///< what the first operand reaches is copied out of a region
    Hold,     ///< a region outlives its exit, from here or until here
    Free,     ///< the object given is freed, or its count goes down: it is not used afterwards
    Count,    ///< a reference is counted
    Finish,   ///< the calls that a call has left to its caller are made
};

/// What is known of a C function.
struct Meaning {
    Effect effect = Effect::None;
    bool looks_at_word_only = false;  ///< at the word of a value, never at the object behind it: may follow the object's end
    bool never_returns = false;
};

/// By the function's name. Nothing, for all that are not known.
Meaning MeaningOf(std::string_view function);
inline Effect EffectOf(std::string_view function) { return MeaningOf(function).effect; }

/// Does it make an object that is freed on its own, perhaps in the memory of one that died?
bool IsHeapMaker(std::string_view function);

/// Is the object that it is given first not to be used afterwards: is it freed, or its memory taken?
bool EndsObject(std::string_view function);

/// Is `function` an operation whatever it is given?
bool IsOperation(std::string_view function);

}  // namespace omni::audit
