#pragma once
// Literals: spelled in place where C can, otherwise static constant objects.
//
//   "hello"  text_hello     'red  sym_red     2.5  float_2_5     '(1 2)  list_in_colours, an array of its pairs
//   #(1 2)  vector_1_2      #u8(1 255)  bytes_1_255
//
// A constant's name comes from its content, a list's from the function that quotes it: neither depends on other code.

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "emit/names.h"
#include "emit/writer.h"
#include "rir/rir.h"

namespace omni::emit {

std::string IntText(int64_t value);
/// The shortest text that reads back as the same double; always a C expression of type double.
std::string FloatText(double value);
std::string CharText(uint32_t code_point);

class Constants {
public:
    /// Gives the constants of a C file their names, which are free in `names`. `wanted`: by constant, is it one of the file's?
    /// `symbol_prefix`: symbols are shared with other C files, and their names begin so; otherwise they belong to the file.
    Constants(const rir::Module& module, NameScope names, const std::vector<char>& wanted, std::string symbol_prefix);

    /// `id` as an `Obj *`. `function`: C name of the function that it stands in, for lists.
    std::string Value(core::ConstantId id, std::string_view function);
    /// Every symbol of the module goes into a table for string->symbol.
    void UseSymbolTable();
    /// What other C files refer to is defined here.
    void UseSharedSymbols(const Constants& others);
    /// Names of the symbols that are referred to, sorted.
    [[nodiscard]] std::vector<std::string> SymbolNames() const;
    [[nodiscard]] bool shares_symbols() const { return !symbol_prefix_.empty(); }

    /// Is `name` the name of a constant object?
    [[nodiscard]] bool IsName(std::string_view name) const { return taken_.count(std::string(name)) != 0; }
    /// Definitions of all that were asked for, by kind and name; of shared symbols when they are wanted.
    void Write(Writer& writer, ExprPool& pool, bool shared_symbols) const;

private:
    struct List {
        core::ConstantId root;
        std::vector<core::ConstantId> pairs;  ///< in the order of the array
        std::unordered_map<core::ConstantId, size_t> index;
    };
    void NameAll(core::ConstantKind kind, NameScope& file_names, const std::vector<char>& wanted);
    [[nodiscard]] std::string Part(core::ConstantId id, const List& list, std::string_view name) const;
    std::string ListName(core::ConstantId id, std::string_view function);
    void Use(core::ConstantId id);
    void UseVector(core::ConstantId id);
    [[nodiscard]] std::string DatumText(core::ConstantId id) const;
    [[nodiscard]] std::string Content(core::ConstantId id) const;

    /// What Write has written so far.
    struct Progress {
        Writer& writer;
        ExprPool& pool;
        std::unordered_map<std::string, bool> lists;
        std::vector<bool> vectors;
    };
    void WriteScalar(core::ConstantId id, Progress& progress) const;
    void WriteBytes(core::ConstantId id, Writer& writer) const;
    void WriteList(const std::string& name, Progress& progress) const;
    void WriteVector(core::ConstantId id, Progress& progress) const;
    void WriteSymbolTable(const std::vector<core::ConstantId>& order, Writer& writer) const;

    const rir::Module& module_;
    std::string symbol_prefix_;
    std::vector<std::string> names_;                ///< by constant; empty: not an object
    std::vector<char> used_;
    std::unordered_map<std::string, int> taken_;
    std::map<std::string, List> lists_;             ///< by name
    std::unordered_map<core::ConstantId, std::vector<std::string>> lists_of_vector_;  ///< those among its items
    std::unordered_map<std::string, std::vector<std::string>> lists_of_function_;
    bool symbol_table_ = false;
};

}  // namespace omni::emit
