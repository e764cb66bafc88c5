#pragma once
// What must be known of the whole program before its first C file is written: names, which file each thing stands in, and
// what one file uses of others.

#include <set>
#include <vector>

#include "emit/context.h"

namespace omni::emit {

/// What a function refers to.
struct References {
    std::vector<core::FuncId> calls;          ///< functions called, with repetitions
    std::vector<core::FuncId> closures;       ///< functions that closures are made of
    std::vector<core::GlobalId> globals;
    std::vector<core::StructId> structs;
};

/// Fills the context; afterwards `references` are the program's, by FuncId.
class Program {
public:
    /// `split`: one C file for each file of the program.
    Program(Context& context, bool split);

    [[nodiscard]] const References& of(core::FuncId id) const { return references_[id.index()]; }
    /// Is the variable read or written by what is emitted?
    [[nodiscard]] bool is_used(core::GlobalId id) const { return global_used_[id.index()] != 0; }
    [[nodiscard]] bool makes_symbols() const { return makes_symbols_; }
    [[nodiscard]] bool split() const { return split_; }
    /// Is the function written at all?
    [[nodiscard]] bool is_emitted(core::FuncId id) const;
    /// Functions of a part in the order of its file: the user's in source order, the entry, the library's.
    [[nodiscard]] std::vector<core::FuncId> Order(uint32_t part) const;

private:
    void MakeParts();
    void NameAll();
    std::string WantedName(core::FuncId id);
    void FindReferences();
    void NoteReferences(const core::Function& code, References& out);
    void FindReachable();
    void FindPublic();

    Context& context_;
    const bool split_;
    std::vector<References> references_;
    std::vector<char> global_used_;
    bool makes_symbols_ = false;
};

}  // namespace omni::emit
