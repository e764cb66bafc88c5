#pragma once
// C names for OmniLisp names.
//
//   make-pair -> make_pair     empty? -> is_empty     set-x! -> set_x     a->b -> a_to_b     *global* -> global
//
// Mangling is readable, not injective; a NameScope makes it so: of two source names with the same C name, the later one
// gets a suffix. A scope knows only its own names and what its owner reserves, so that no name depends on
// code that it has nothing to do with.

#include <string>
#include <string_view>
#include <unordered_map>

namespace omni::emit {

/// The C identifier that reads like `source_name`. May be a keyword or a name of the runtime; see NameScope.
std::string Mangle(std::string_view source_name);

/// Is `name` a C keyword, a macro of the headers that emitted code includes, or a name of the runtime?
bool IsReservedAnywhere(std::string_view name);

/// Is `name` a function that the C library or the compiler declares at file scope? A local variable may have it.
bool IsReservedAtFileScope(std::string_view name);

/// Text of a literal as part of a name: letters and digits kept, all else one underscore, at most `limit` characters.
std::string Slug(std::string_view text, size_t limit);

/// The names in use in a scope.
class NameScope {
public:
    enum class Level { File, Function };
    explicit NameScope(Level level) : level_(level) {}

    /// Forgets all names, keeps the memory.
    void Clear() { next_suffix_.clear(); }
    /// False: it is taken.
    bool Reserve(std::string_view name) { return next_suffix_.emplace(name, 2).second; }
    [[nodiscard]] bool Free(std::string_view name) const;
    /// `wanted`, or with a trailing underscore where it is reserved, or with `_2`, `_3` ... where it is taken.
    std::string Take(std::string_view wanted);

private:
    Level level_;
    std::unordered_map<std::string, int> next_suffix_;  ///< names in use, and the suffix to try for the next of this name
};

}  // namespace omni::emit
