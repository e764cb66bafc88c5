#pragma once
// Pass 1: what a program defines, so that every form may refer to every other. Uses of macros at the top level are
// expanded, because they may define something.

#include <deque>
#include <vector>

#include "ast/macro.h"
#include "ast/signature.h"
#include "ast/struct_shape.h"

namespace omni::ast {

enum class ItemKind : uint8_t {
    Function, Value, Expression, Extern,
    Values,       ///< a define-values; an item for each name follows
    NameOfValues, ///< a variable that the define-values before it gives its value
    Cases,        ///< a function that is a case-lambda; an item for each clause follows
    Clause,       ///< of the Cases before it, unless some `set!` made that a Value
    StructOp,     ///< a name that a struct type defines
};

/// Numbers of arguments that a clause takes.
struct Arity {
    uint16_t min_args = 0;
    bool has_rest = false;
    [[nodiscard]] bool Takes(size_t count) const { return count == min_args || (has_rest && count > min_args); }
};

/// A top-level definition or expression. A function that some `set!` may replace is a Value.
struct TopItem {
    ItemKind kind = ItemKind::Expression;
    bool has_rest = false;        ///< Function
    uint16_t min_args = 0;        ///< Function
    StructOp struct_op;           ///< StructOp: a name that belongs to a struct type
    uint16_t clause = 0;          ///< Clause: which one
    std::vector<Arity> arities;   ///< Cases: what each clause takes
    uint32_t form = 0;            ///< index of its form
    syntax::DatumId datum;
    support::Symbol name;         ///< absent for an expression; for a name that a macro inserts, one that is new
    source::Span name_span;
    bool names_itself = true;     ///< Function: its own name in its body means the function (not in library operators)
    uint32_t macros_before = 0;   ///< how many macros are defined in front of it: it sees no others
};

/// What a file has from others when its definitions are collected.
struct Imported {
    std::vector<std::pair<support::Symbol, source::Span>> names;  ///< as the file calls them, and where it imports them
    std::vector<std::pair<support::Symbol, Macro>> macros;
    std::vector<StructDef> structs;  ///< of the files before; those that are not imported have no name
};

/// A name for other files and for C.
struct Export {
    support::Symbol name;            ///< in the file
    support::Symbol as;              ///< for others
    source::Span span;
};

struct TopLevel {
    std::vector<TopItem> items;                  ///< in source order
    std::vector<uint32_t> item_of_symbol;        ///< by index of a symbol or alias: index into items, or kNoItem
    std::vector<bool> assigned;                  ///< by symbol index: target of some `set!`
    std::vector<StructDef> structs;              ///< in source order, those of files before this one first
    std::vector<source::Span> imported;          ///< by symbol index: where the file imports it; invalid if it does not
    std::vector<Export> exports;                 ///< in source order
    bool takes_values = false;                   ///< something in the file, or what imports it, may take several values
    std::vector<support::Symbol> broken;         ///< names in definitions that were reported: what they define is not known
    std::deque<Macro> macros;                    ///< in source order
    std::vector<uint32_t> macro_of_symbol;       ///< by symbol index: index into macros, or kNoItem
    static constexpr uint32_t kNoItem = 0xFFFFFFFFu;

    [[nodiscard]] const TopItem* Find(support::Symbol name) const
    {
        if (name.index() >= item_of_symbol.size() || item_of_symbol[name.index()] == kNoItem) {
            return nullptr;
        }
        return &items[item_of_symbol[name.index()]];
    }
    [[nodiscard]] bool is_imported(support::Symbol name) const
    {
        return name.index() < imported.size() && imported[name.index()].valid();
    }
    /// Does the program say what it means, here or in a file that is imported?
    [[nodiscard]] bool Knows(support::Symbol name) const { return Find(name) != nullptr || is_imported(name); }
    /// The macro of that name if it is one of the first `seen`.
    [[nodiscard]] const Macro* FindMacro(support::Symbol name, uint32_t seen) const
    {
        const uint32_t index = name.index() < macro_of_symbol.size() ? macro_of_symbol[name.index()] : kNoItem;
        return index < seen ? &macros[index] : nullptr;
    }
    /// What a name without a local binding stands for: the name of the item when the program defines it, else the name
    /// that it is an alias of.
    [[nodiscard]] support::Symbol Resolve(support::Symbol name, uint32_t macros_seen) const
    {
        while (support::Symbols().is_alias(name) && !IsLibraryAlias(name) && !Knows(name) && FindMacro(name, macros_seen) == nullptr) {
            name = support::Symbols().alias_of(name);
        }
        return ItemName(name);
    }
    [[nodiscard]] support::Symbol ItemName(support::Symbol name) const
    {
        return support::Symbols().is_alias(name) && Find(name) != nullptr ? Find(name)->name : name;
    }
    [[nodiscard]] bool is_assigned(support::Symbol name) const
    {
        return name.index() < assigned.size() && assigned[name.index()];
    }
};

/// Reports redefinitions, malformed definitions and exports of nothing.
/// What macros expand to is appended to the forms.
TopLevel CollectTopLevel(std::vector<syntax::Form>& forms, source::Sink& sink, const Imported& imported = {});

/// An `extern` form taken apart: `(extern name "c_name" [pin {Int}] ... {Result} :header "hal.h" :borrow pin :fresh)`.
struct ExternShape {
    /// What a keyword says of a parameter.
    struct Contract {
        support::Symbol word;            ///< `borrow`, `own` or `stores`
        size_t param = 0;
        source::Span span;
        bool by_name = false;            ///< said of this parameter, not of all
    };
    std::string c_name;
    std::string header;
    std::vector<Contract> contracts;     ///< in source order
    source::Span fresh;                  ///< valid when the result is said to be new
    Signature signature;
};
ExternShape ParseExtern(const syntax::Form& form, const TopItem& item);

}  // namespace omni::ast
