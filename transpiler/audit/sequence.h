#pragma once
// What a function does to memory, as a tree of steps: the common form of emitted C, of region IR and of the plan that a C
// file carries. Names are views into the text that was read.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace omni::audit {

enum class StepKind : uint8_t {
    Operation,  ///< a call that creates, fills, copies or ends storage
    Use,        ///< the value of a variable is needed
    Define,     ///< a variable gets a value
    If,         ///< one of two arms
    Loop,       ///< a body until a Break; `second` runs before each further iteration
    Break,
    Continue,
    Return,
    Stop,       ///< the program ends here, or leaves for a handler
};

struct Step {
    StepKind kind = StepKind::Stop;
    std::string_view name;                    ///< Operation: the C function. Use, Define: the variable
    std::vector<std::string_view> operands;   ///< Operation: regions and objects. Define: the region of the new object
    std::vector<Step> first, second;          ///< If: the arms. Loop: see above
    uint32_t begin = 0, end = 0;              ///< its place in the C
};
using Sequence = std::vector<Step>;

/// Stands for an operand that ends with the operation and is no variable: `free_obj(take_cell(...))`.
inline constexpr std::string_view kNoVariable = "...";

/// `region_exit(temp_region)`
std::string Label(const Step& operation);
void AppendLabel(const Step& operation, std::string& text);

/// Without uses and definitions, and without branches that decide nothing about memory. Empty when there is no operation.
Sequence Simplify(const Sequence& sequence);

/// Calls `visit` for each operation, in the order of the text.
template <class Visit>
void ForEachOperation(const Sequence& sequence, Visit&& visit)
{
    for (const Step& step : sequence) {
        if (step.kind == StepKind::Operation) {
            visit(step);
        }
        ForEachOperation(step.first, visit);
        ForEachOperation(step.second, visit);
    }
}

/// As words: `region_create(a) if { region_exit(a) return } region_exit(a)`.
void ForEachWord(const Sequence& sequence, const std::function<void(std::string_view)>& take);

/// The inverse of ForEachWord. `at` moves behind what was read; false when it cannot be read. Ends before an unmatched `}`.
bool ReadWords(const std::vector<std::string_view>& words, size_t& at, Sequence& sequence);

}  // namespace omni::audit
