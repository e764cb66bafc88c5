#pragma once
// The part of the library that is written in OmniLisp: *.omni of this folder, built into the program.

#include <span>
#include <string_view>

namespace omni::prelude {

/// A top-level definition.
struct Definition {
    std::string_view name;
    std::string_view file;   ///< of this folder
    bool is_macro;
    std::string_view text;
};

/// The definition of a name, or nullptr.
const Definition* Find(std::string_view name);
/// All of them, sorted by name.
std::span<const Definition> All();

}  // namespace omni::prelude
