#pragma once
// The abstract syntax of one top-level item: desugared, with every name resolved to a binding of the item or left as a
// global name for core to look up. What the surface has in many spellings (`let`, `do`, `cond`, inner defines ...) is
// here in few node kinds.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "source/span.h"
#include "support/id.h"
#include "support/symbol.h"
#include "support/table.h"

namespace omni::ast {

using NodeId = support::Id<struct AstNodeTag>;
using BindingId = support::Id<struct AstBindingTag>;
using LambdaId = support::Id<struct AstLambdaTag>;

/// Kinds of a type annotation, as a set of bits; `kAnyType` is no restriction.
using TypeSet = uint64_t;
namespace type {
inline constexpr TypeSet kInt = 1u << 0, kFloat = 1u << 1, kBool = 1u << 2, kChar = 1u << 3, kString = 1u << 4,
                         kSymbol = 1u << 5, kNothing = 1u << 6, kList = 1u << 7, kFunction = 1u << 8,
                         kVector = 1u << 9, kBytes = 1u << 10, kDict = 1u << 11,
                         /// beside kList and kVector: what their items are
                         kItemInt = 1u << 12, kItemFloat = 1u << 13, kItemBool = 1u << 14, kItemChar = 1u << 15,
                         kItemString = 1u << 16,
                         kItems = kItemInt | kItemFloat | kItemBool | kItemChar | kItemString;
inline constexpr unsigned kFirstStruct = 25, kLastStruct = 63;  ///< as core::kind has them
inline constexpr TypeSet kStructs = ~TypeSet{0} << kFirstStruct;
inline constexpr TypeSet kAny = ~TypeSet{0};
/// The struct type with this index among those of the program.
constexpr TypeSet OfStruct(size_t index)
{
    return TypeSet{1} << (index < kLastStruct - kFirstStruct ? kFirstStruct + index : kLastStruct);
}
}  // namespace type

enum class NodeKind : uint8_t {
    Literal,     ///< a scalar or string: literal, payload
    QuotedList,  ///< kids: the elements, then what follows the last pair (Nil as a rule). All of it literal
    QuotedVector, ///< kids: the elements. All of it literal
    LocalRef,    ///< binding
    GlobalRef,   ///< symbol: bound at the top level, in the library, or nowhere
    SetLocal,    ///< binding; kids: value
    SetGlobal,   ///< symbol; kids: value
    If,          ///< kids: test, then, and perhaps else (nothing when absent)
    And,         ///< kids: one or more
    Or,          ///< kids: one or more
    Seq,         ///< kids: one or more
    Let,         ///< bindings, kids: as many values, then the body. A binding may be None: value for effect only
    Letrec,      ///< the same, each value sees all bindings (letrec*)
    BindValues,  ///< kids: what gives several values; binds each to its binding, for the rest of the enclosing Let
    Lambda,      ///< lambda
    Call,        ///< kids: function, arguments
    While,       ///< kids: test, body
    Assert,      ///< kids: test, and perhaps a message
    RegionWish,  ///< a region as a value: no object, the plan makes its own regions; payload: its name for RegionEnd
    RegionEnd,   ///< where the region `payload` of the source ends
    RegionScope, ///< the region `payload` of the source ends behind it; kids: body. Its value may leave
};

enum class LiteralKind : uint8_t { Int, Float, Bool, Char, String, Symbol, Nil, Nothing, Bytes };

struct Node {
    NodeKind kind = NodeKind::Literal;
    LiteralKind literal = LiteralKind::Nothing;
    bool tail = false;         ///< Call: in tail position of the enclosing lambda
    bool has_set = false;      ///< a `set!` of a local stands somewhere inside
    bool has_trivia = false;   ///< see Unit::trivia
    bool library = false;      ///< GlobalRef: made by the desugaring, means the library's own whatever the user defines
    uint32_t first_kid = 0;
    uint32_t kid_count = 0;
    uint32_t first_binding = 0;  ///< Let, Letrec, BindValues: index into Unit::binding_lists
    /// Int, Bool, Char; bits of a Float; index of a String or Bytes; symbol, binding or lambda index; BindValues: number
    /// of bindings * 2, + 1 when the last takes the list of the rest
    uint64_t payload = 0;
    source::Span span;

    [[nodiscard]] support::Symbol symbol() const { return support::Symbol(static_cast<uint32_t>(payload)); }
    [[nodiscard]] BindingId binding() const { return BindingId(static_cast<uint32_t>(payload)); }
    [[nodiscard]] LambdaId lambda() const { return LambdaId(static_cast<uint32_t>(payload)); }
};

/// What `{Fn [Int Float] Bool}` says of a procedure: of calls, not of the value alone.
struct ProcedureType {
    std::vector<TypeSet> params;
    TypeSet result = type::kAny;
    source::Span span;

    /// Can it be called as the type says, when it takes from `least` to `most` arguments?
    [[nodiscard]] bool Takes(size_t least, size_t most) const { return params.size() >= least && params.size() <= most; }
};
/// "a function of 2 arguments", for messages.
[[nodiscard]] std::string FunctionOf(size_t arguments, bool and_more);

struct Binding {
    support::Symbol name;
    source::Span span;
    TypeSet type = type::kAny;
    uint32_t procedure = 0;      ///< declared `{Fn [...] ...}`: number of its ProcedureType, from 1
    LambdaId owner;              ///< the lambda whose activation holds it
    LambdaId lambda;             ///< the lambda that it is bound to for good; None for a variable
    bool assigned = false;       ///< target of a `set!`, or read by a closure before it has its value
    bool forward = false;        ///< may be read before it has its value: holds `nothing` until then
    bool mentioned = false;      ///< by a reference or call
    bool is_temp = false;        ///< made by the desugaring, not written in the source
};

struct Lambda {
    support::Symbol name;        ///< of its binding; absent for an anonymous one
    source::Span span;
    LambdaId parent;
    BindingId binding;           ///< the binding that holds it for good; None otherwise
    std::vector<BindingId> params;
    bool has_rest = false;       ///< the last parameter takes the list of further arguments
    uint16_t optional_count = 0; ///< so many parameters, the last ones, may be absent; not together with has_rest
    bool is_guarded = false;     ///< the body of a `guard`
    TypeSet result_type = type::kAny;
    NodeId body;
    std::vector<source::Span> comments;      ///< in front of its definition
    std::vector<source::Span> end_comments;  ///< after the last expression of its body

    [[nodiscard]] size_t min_args() const { return params.size() - (has_rest ? 1 : 0) - optional_count; }
    [[nodiscard]] size_t max_args() const { return has_rest ? SIZE_MAX : params.size(); }
};

/// A mention of a local binding.
struct Ref {
    NodeId node;                 ///< LocalRef or SetLocal; Call when the binding is called
    BindingId binding;
    LambdaId in;
    bool is_call = false;
    bool is_set = false;
    bool tail = false;           ///< of a call
    uint32_t arg_count = 0;      ///< of a call
};

/// Comment or blank line in front of a node.
struct NodeTrivia {
    NodeId node;
    source::Span comment;        ///< empty span: only a blank line
    bool blank_line_before = false;
};

/// One top-level definition or expression. Lambda 0 is the function that is defined; for a value or an expression it is
/// the module's entry, whose body is the expression.
struct Unit {
    support::Table<NodeId, Node> nodes;
    support::Table<BindingId, Binding> bindings;
    support::Table<LambdaId, Lambda> lambdas;
    std::vector<NodeId> kids;
    std::vector<BindingId> binding_lists;
    std::vector<std::string> strings;
    std::vector<ProcedureType> procedure_types;
    std::vector<Ref> refs;             ///< in source order
    std::vector<NodeTrivia> trivia;    ///< sorted by node after Expand

    [[nodiscard]] std::span<const NodeId> kids_of(const Node& node) const
    {
        return {kids.data() + node.first_kid, node.kid_count};
    }
    /// What the binding is declared to be, `{Fn [Int] Int}`; nullptr: no such thing.
    [[nodiscard]] const ProcedureType* procedure_of(BindingId id) const
    {
        const uint32_t number = bindings[id].procedure;
        return number != 0 ? &procedure_types[number - 1] : nullptr;
    }
    [[nodiscard]] std::span<const NodeId> kids_of(NodeId id) const { return kids_of(nodes[id]); }
    /// BindValues: one for each value.
    [[nodiscard]] std::span<const BindingId> values_of(const Node& node) const
    {
        return {binding_lists.data() + node.first_binding, node.payload / 2};
    }
    /// Let, Letrec: one for each value.
    [[nodiscard]] std::span<const BindingId> bindings_of(const Node& node) const
    {
        return {binding_lists.data() + node.first_binding, node.kid_count - 1};
    }
};

}  // namespace omni::ast
