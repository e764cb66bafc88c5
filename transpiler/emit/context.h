#pragma once
// What all functions of a C file share.

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "emit/constants.h"
#include "emit/emit.h"
#include "emit/names.h"
#include "emit/trace.h"

namespace omni::emit {

struct Context {
    const rir::Module& module;
    const source::SourceFiles& files;
    const Templates& templates;
    const EmitOptions& options;
    NameScope file_names{NameScope::Level::File};
    std::vector<std::string> function_names;  ///< by FuncId
    std::vector<char> is_closure;             ///< by FuncId: a closure of it is made and used
    std::vector<char> reachable;              ///< by FuncId: called, directly or not, by the program itself
    std::vector<std::string> global_names;    ///< by GlobalId
    std::unordered_set<std::string> variable_names;  ///< of top-level variables: no local may hide one
    /// A struct type in C, and what of it the emitted functions use.
    struct StructNames {
        std::string type;
        std::vector<std::string> fields;
        std::vector<char> reads, writes;      ///< by field
        bool used = false, makes_region = false, makes_stack = false;
        bool makes_heap = false, reuses = false, may_reuse = false;
    };
    std::vector<StructNames> struct_names;    ///< by StructId
    bool registers_symbols = false;           ///< main enters the symbols of the program into the runtime's table
    Marks marks;                              ///< places of memory operations and plan lines in the text so far
    std::vector<VariableName> variables;      ///< C names of what was emitted
    std::vector<std::string> mangled;         ///< by symbol, filled when first asked for

    Context(const rir::Module& m, const source::SourceFiles& f, const Templates& t, const EmitOptions& o)
        : module(m), files(f), templates(t), options(o) {}

    /// The name of a symbol in C, before anything that it may clash with is looked at.
    std::string_view Mangled(support::Symbol symbol)
    {
        if (!symbol.valid()) {
            return "value";
        }
        if (symbol.index() >= mangled.size()) {
            mangled.resize(symbol.index() + 1);
        }
        std::string& name = mangled[symbol.index()];
        if (name.empty()) {
            name = Mangle(symbol.text());
        }
        return name;
    }
    [[nodiscard]] std::string EntryName(core::FuncId id) const { return function_names[id.index()] + "_entry"; }
    [[nodiscard]] std::string ClosureName(core::FuncId id) const { return function_names[id.index()] + "_closure"; }
};

/// C type of a representation, with the blank that a following name needs: `Obj *`, `int64_t `.
std::string_view TypeText(core::Repr repr);

}  // namespace omni::emit
