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

/// A C file that is written.
struct Part {
    std::string file;          ///< name of the file, without extension
    std::string name;          ///< the same in C
    std::string source;        ///< the file that it comes from; of the library nothing
    support::Symbol module;    ///< of what stands in it; absent: of the main file, or the library
    bool is_library = false;
};

struct Context {
    const rir::Module& module;
    const source::SourceFiles& files;
    const Templates& templates;
    const EmitOptions& options;
    NameScope file_names{NameScope::Level::File};
    std::vector<std::string> function_names;  ///< by FuncId
    std::vector<char> is_closure;             ///< by FuncId: a closure of it is made and used
    std::vector<char> reachable;              ///< by FuncId: called, directly or not, by the program itself, or exported
    std::vector<Part> parts;                  ///< the main file's first, the library's last; one when all is one file
    std::vector<uint32_t> part_of;            ///< by FuncId
    /// What other C files see, by id: functions, functions as values, entries of closures, variables, struct types.
    std::vector<char> public_functions, public_closures, public_entries, public_globals, public_structs;
    std::string init_name, shutdown_name;     ///< of a program that C calls
    std::vector<std::string> global_names;    ///< by GlobalId
    std::unordered_set<std::string> variable_names;  ///< of top-level variables: no local may hide one
    /// A struct type in C, and what of it the emitted functions use.
    struct StructNames {
        std::string type;
        std::vector<std::string> fields;
        std::vector<char> reads, writes, replaces;  ///< by field
        bool used = false, makes_region = false, makes_stack = false;
        bool makes_heap = false, reuses = false, may_reuse = false;
    };
    std::vector<StructNames> struct_names;    ///< by StructId
    bool registers_symbols = false;           ///< main enters the symbols of the program into the runtime's table
    Marks marks;                              ///< places of memory operations and plan lines in the text so far
    std::vector<VariableName> variables;      ///< C names of what was emitted
    std::vector<std::string> mangled;         ///< by symbol, filled when first asked for

    Context(const rir::Module& m, const source::SourceFiles& f, const Templates& t, const EmitOptions& o, bool traced)
        : module(m), files(f), templates(t), options(o), marks(traced) {}

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
    /// The part of what belongs to a file; `module` absent: to the main file.
    [[nodiscard]] uint32_t PartOf(support::Symbol file) const
    {
        for (uint32_t i = 1; i < parts.size() && file.valid(); ++i) {
            if (parts[i].module == file) {
                return i;
            }
        }
        return 0;
    }
    /// Has the file a header of its own?
    [[nodiscard]] bool is_public(core::FuncId id) const { return public_functions[id.index()] != 0; }
    [[nodiscard]] std::string EntryName(core::FuncId id) const { return function_names[id.index()] + "_entry"; }
    [[nodiscard]] std::string ClosureName(core::FuncId id) const { return function_names[id.index()] + "_closure"; }
};

/// C type of a representation, with the blank that a following name needs: `Obj *`, `int64_t `.
std::string_view TypeText(core::Repr repr);

}  // namespace omni::emit
