#pragma once
// Core IR: small, structured, A-normal.
//
//   fn sum-list (xs: obj) -> int
//     %empty = IsNull xs
//     %result = if %empty {
//         yield 0
//     } else {
//         %head = Car xs
//         %tail = Cdr xs
//         %rest = call sum-list(%tail)
//         %sum  = IntAdd %head %rest
//         yield %sum
//     }
//     return %result
//
// Every intermediate has a name and can die alone. Control is structured, because it must come out as `if` and `while`
// again; the CFG of analysis/ is a view on it. `set!` on a local that no closure captures is `Assign` to a variable
// with `assigned` set; a captured and assigned variable has become a cell. The same structure, with the statements
// marked "region IR", carries the program after planning (rir/).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/prim.h"
#include "source/span.h"
#include "support/id.h"
#include "support/symbol.h"
#include "support/table.h"

namespace omni::core {

using VarId = support::Id<struct VarTag>;            ///< a variable of one function
using StmtId = support::Id<struct StmtTag>;          ///< a statement of one function
using BlockId = support::Id<struct BlockTag>;        ///< a statement list of one function
using FuncId = support::Id<struct FuncTag>;          ///< a function of the module
using GlobalId = support::Id<struct GlobalTag>;      ///< a top-level variable of the module
using ConstantId = support::Id<struct ConstantTag>;  ///< a literal of the module, interned
using RegionId = support::Id<struct RegionTag>;      ///< region IR: a region of one function, see rir/rir.h
using StructId = support::Id<struct StructTag>;      ///< a struct type of the module

/// How a variable is held in C.
enum class Repr : uint8_t {
    Obj,    ///< Obj *
    Int,    ///< int64_t
    Float,  ///< double
    Bool,   ///< bool
    Char,   ///< uint32_t
    None,   ///< no value at all (result of a call made for its effect)
};

/// Set of kinds that a value may have, one bit each. Each struct type is a kind of its own: so inference, tests and
/// annotations treat `Point` like `String`. Struct types beyond the bits that there are share the last one.
using KindSet = uint64_t;
namespace kind {
inline constexpr KindSet kInt = 1u << 0, kFloat = 1u << 1, kBool = 1u << 2, kChar = 1u << 3, kSymbol = 1u << 4,
                         kString = 1u << 5, kNil = 1u << 6, kNothing = 1u << 7, kPair = 1u << 8, kProcedure = 1u << 9,
                         kCell = 1u << 10, kEof = 1u << 11, kOther = 1u << 12, kVector = 1u << 13,
                         kBytes = 1u << 14, kDict = 1u << 15, kPort = 1u << 16,
                         kValues = 1u << 17,  ///< none or several results of a call, on the way to who takes them apart
                         kAbsent = 1u << 18,  ///< an argument that is not given
                         /// in declarations only, beside a kind of containers: what the items are
                         kItemInt = 1u << 19, kItemFloat = 1u << 20, kItemBool = 1u << 21, kItemChar = 1u << 22,
                         kItemString = 1u << 23, kPromise = 1u << 24;
inline constexpr unsigned kFirstStruct = 25, kLastStruct = 63;  ///< bits of struct types
inline constexpr KindSet kStructs = ~KindSet{0} << kFirstStruct;
inline constexpr KindSet kNone = 0, kNumber = kInt | kFloat, kAny = ((1u << 19) - 1) | kPromise | kStructs,
                         /// kinds whose values can be objects with a lifetime
                         kObject = kInt | kFloat | kString | kPair | kProcedure | kCell | kOther | kVector | kBytes |
                                   kDict | kPort | kValues | kPromise | kStructs;
/// The kind of a struct type, perhaps shared with others.
constexpr KindSet OfStruct(StructId id)
{
    return KindSet{1} << (id.index() < kLastStruct - kFirstStruct ? kFirstStruct + id.index() : kLastStruct);
}
/// Is it the kind of one struct type only?
constexpr bool IsOwn(StructId id) { return id.index() < kLastStruct - kFirstStruct; }
}  // namespace kind

/// An operand: a variable of the function or a constant of the module.
class Atom {
public:
    Atom() = default;
    Atom(VarId var) : bits_(var.index()) {}                       // NOLINT: implicit on purpose
    Atom(ConstantId constant) : bits_(constant.index() | kConstantBit) {}  // NOLINT
    [[nodiscard]] bool valid() const { return bits_ != kInvalid; }
    [[nodiscard]] bool is_var() const { return valid() && (bits_ & kConstantBit) == 0; }
    [[nodiscard]] bool is_constant() const { return valid() && (bits_ & kConstantBit) != 0; }
    [[nodiscard]] VarId var() const { return VarId(bits_); }
    [[nodiscard]] ConstantId constant() const { return ConstantId(bits_ & ~kConstantBit); }
    friend bool operator==(Atom a, Atom b) { return a.bits_ == b.bits_; }

private:
    static constexpr uint32_t kConstantBit = 0x80000000u, kInvalid = 0xFFFFFFFFu;
    uint32_t bits_ = kInvalid;
};

/// `Undefined` is no value at all: the argument for a parameter that the callee does not read on this path (merged tail
/// calls, see merge_tail_calls.h). It adds no kind to what it flows into; in C it is the zero of the representation.
enum class ConstantKind : uint8_t {
    Int, Float, Bool, Char, Symbol, String, Nil, Nothing, Pair, Undefined, Vector, Bytes
};

/// A literal. Pairs, vectors, strings and floats become `static const` objects. A function used as a value is not a constant
/// but a MakeClosure without operands.
struct Constant {
    ConstantKind kind = ConstantKind::Nothing;
    int64_t integer = 0;       ///< Int; Bool (0 or 1); Char (code point)
    double real = 0;           ///< Float
    support::Symbol symbol;    ///< Symbol
    std::string text;          ///< String, UTF-8; Bytes, one char each
    ConstantId car, cdr;       ///< Pair; Vector: the list of its elements in car
    Repr items = Repr::Obj;    ///< Vector: how its elements are held; set by types
};

enum class VarKind : uint8_t {
    Param,     ///< parameter of the function
    Captured,  ///< captured variable of a closure, read from `self` at entry
    Local,     ///< bound in the source
    Temp,      ///< intermediate; its name says what it holds (`sum`, `tail`), from the operation or the callee
};

/// Memory of an object that was taken apart, for another one of its kind.
struct Cell {
    enum Kind : uint8_t { None, Pair, Values, Struct } kind = None;
    bool is_given = false;     ///< there always is one; otherwise it may be NULL
    StructId type;             ///< Struct: of this type
};

struct Var {
    KindSet kinds = kind::kAny;///< set by types: what the value may be
    KindSet declared_kinds = kind::kAny;
    support::Symbol name;      ///< source name; for a Temp a word for what it holds. Need not be unique.
    VarKind kind = VarKind::Local;
    bool assigned = false;     ///< target of an Assign (or a loop parameter): not single-assignment
    bool declared_repr = false;///< `declared_kinds` comes from a type annotation in the source
    Repr repr = Repr::Obj;     ///< set by types
    source::Span span;         ///< where it is bound
    Cell cell;                 ///< region IR, a parameter: it is no value, but memory that the caller passes
};

enum class StmtKind : uint8_t {
    Prim,         ///< result = prim(args)
    Move,         ///< result = args[0]
    Assign,       ///< target (in `result`) := args[0]; target.assigned
    Call,         ///< result = callee(args)          a known function
    CallClosure,  ///< result = args[0](args[1..])    an unknown one
    MakeClosure,  ///< result = closure of `callee` over args (its captured variables, in order)
    LoadGlobal,   ///< result = global
    StoreGlobal,  ///< global := args[0]
    If,           ///< result = if args[0] blocks[0] else blocks[1]; each arm ends in a terminator
    Loop,         ///< params := args; result = repeat blocks[0] until Break
    // terminators, last in a block and only there
    Yield,        ///< value of the enclosing If arm: args[0], or none
    Continue,     ///< next iteration of the innermost Loop with args as its parameters
    Break,        ///< leave the innermost Loop with args[0] as its result, or none
    Return,       ///< args[0], or none
    Unreachable,  ///< after a call that does not return
    // region IR only, made by rir/
    RegionCreate,  ///< region := region_create()
    RegionExit,    ///< region_exit(region)
    RegionReset,   ///< region_reset(region): empty again, and goes on
    RegionOf,      ///< region := region_of(args[0]): the region that holds this object
    StackReserve,  ///< declares the C objects of a stack region here
    Transmigrate,  ///< result = transmigrate(args[0], region, into)
    // heap objects: see docs/records/0008
    Dup,       ///< one more reference to args[0]
    Drop,      ///< one reference less to args[0]; the last one frees it and gives up what it holds
    FreeTree,  ///< args[0] is the only reference: frees it and all that it holds
    Free,      ///< args[0] is taken apart: its memory is freed, the fields args[1..] live on; or args[0] is an unused cell
    Reuse,     ///< result = the memory of args[0], which is taken apart as by Free; for one allocation, or for Free
};

/// A statement. Operands stand in the function's operand pool: `function.args(stmt)`.
struct Stmt {
    // In an order without holes: a program of a million lines has some ten million of these.
    StmtKind kind = StmtKind::Unreachable;
    Prim prim = Prim::Count;
    uint16_t arg_count = 0;
    uint16_t param_count = 0;  ///< Loop: number of parameters
    bool spread : 1 = false;   ///< CallClosure: the last argument is a list, whose elements are the last arguments
    bool guarded : 1 = false;  ///< CallClosure: when it raises, its result is the mark that IsRaised tells (omni_try)
    bool handled : 1 = false;  ///< CallClosure: args[1], called without arguments, answers to what is raised meanwhile
    bool has_exit : 1 = false; ///< CallClosure: ExitTo of the box args[1] ends it and gives what the box holds
    bool wound : 1 = false;    ///< CallClosure: args[1] is called without arguments when a raise or exit leaves it
    bool pending : 1 = false;  ///< Call, CallClosure: a tail call that goes on in the caller, see pending_calls.h
    bool finish : 1 = false;   ///< Call: makes the calls that are left when the callee returns
    bool promised : 1 = false; ///< Return: another function, which ended in a call of this one, declared the result
    uint16_t field = 0;        ///< Prim on structs: index of the field
    StructId struct_type;      ///< Prim on structs: of which type
    VarId result;              ///< None when there is no result or nobody wants it
    uint32_t first_arg = 0;
    uint32_t first_param = 0;  ///< Loop: index into Function::loop_params
    FuncId callee;             ///< Call, MakeClosure
    GlobalId global;
    BlockId blocks[2];         ///< If: then, else. Loop: body in [0]
    RegionId region;           ///< region IR: the region created, exited, allocated in, or passed as dest
    RegionId into;             ///< region IR, Transmigrate: the target
    /// CallClosure: args[1] is no argument of the procedure.
    [[nodiscard]] bool has_companion() const { return handled || has_exit || wound; }

    VarId cell;                ///< region IR, Prim that makes an object in the heap: the memory to use, a result of Reuse
    source::Span span;         ///< the source expression (for `where` texts and reasons)
};

/// Ends in a terminator, or in an If or Loop whose end is never reached (all arms leave; no Break), or in a Prim that
/// never returns followed by Unreachable.
struct Block {
    std::vector<StmtId> stmts;
};

/// What a C function does with an argument (`extern`). Unknown is the most general answer.
enum class Contract : uint8_t {
    Unknown,  ///< may keep it, and change it
    Borrow,   ///< only looks at it while the call lasts; a function may be called meanwhile
    Own,      ///< gets a copy in a region of its own, and ends that region itself
    Stores,   ///< keeps it
};

/// A source comment or blank line that precedes a statement.
struct Trivia {
    StmtId stmt;               ///< None: at the end of the body
    source::Span comment;      ///< empty span: only a blank line
    bool blank_line_before = false;
};

struct Function {
    support::Symbol name;          ///< source name; a lifted lambda is named after its binding or its parent
    support::Symbol module;        ///< of an imported file: its name, which goes before the name in C
    FuncId id;
    FuncId parent;                 ///< the function whose body held it, for lifted lambdas
    source::Span span;             ///< the whole definition
    std::vector<source::Span> comments;  ///< source comments in front of the definition
    bool is_prelude = false;       ///< comes from the library, not from the user's file
    bool is_entry = false;         ///< holds the top-level expressions of a file; the program starts in that of the main file
    bool is_extern = false;        ///< a C function; no body
    bool extern_fresh = false;     ///< extern: its result is new, and built in the `dest` that it gets
    std::vector<Contract> contracts;  ///< extern: by parameter; shorter: the rest is Unknown
    bool has_rest = false;         ///< last parameter takes the list of further arguments
    uint16_t optional_count = 0;   ///< so many parameters, the last before a rest one, may be absent
    bool modulo_cons = false;      ///< was a recursion, see modulo_cons.h
    bool used_as_value = false;    ///< a closure of it is made somewhere: calls with unknown arguments are possible
    bool exported = false;         ///< named by an `export` form of the main file: C may call it
    bool shared = false;           ///< named by an `export` form of an imported file
    support::Symbol export_name;   ///< exported: what C calls it
    support::Symbol source_name;   ///< of a version: what the source calls it, for messages; see SourceName
    support::Symbol calls_known;   ///< this version calls these procedures ("square, <"), see procedure_versions.h
    FuncId heap_version_of;        ///< this version is for callers that keep in the heap what it builds, see plan/heap_workers.cpp
    bool is_copy = false;          ///< what is wrong with it is reported of the function that it was copied from
    bool is_guarded = false;       ///< body of a `guard`: what fails in it is raised, so nothing in it is surely wrong
    bool is_guard_body = false;    ///< such a body itself, and no version that stands behind a test
    bool is_recursive = false;     ///< reaches itself in the call graph other than by loops: needs a stack check
    std::string extern_name;       ///< C name of an extern; empty: spelled like any other function
    std::string extern_header;     ///< header that declares it; empty: declared in the emitted C
    KindSet declared_result_kinds = kind::kAny;  ///< from a result annotation in the source
    support::Symbol copy_for;      ///< this version is for arguments of these types ("Int"), see types/specialise.h
    uint32_t copy_calls = 0;       ///< and how many calls it was made for
    Repr result_repr = Repr::Obj;  ///< set by types; None: never returns a useful value
    KindSet result_kinds = kind::kAny;
    support::Table<VarId, Var> vars;
    support::Table<StmtId, Stmt> stmts;
    support::Table<BlockId, Block> blocks;
    std::vector<Atom> operands;
    std::vector<VarId> loop_params;
    std::vector<VarId> params;
    std::vector<VarId> captured;   ///< Captured variables, in the order of the closure's slots; `self` is implicit
    BlockId body;
    std::vector<Trivia> trivia;    ///< in source order

    [[nodiscard]] Contract contract(size_t param) const
    {
        return param < contracts.size() ? contracts[param] : Contract::Unknown;
    }
    [[nodiscard]] std::span<const Atom> args(const Stmt& stmt) const
    {
        return {operands.data() + stmt.first_arg, stmt.arg_count};
    }
    [[nodiscard]] std::span<Atom> args(const Stmt& stmt)
    {
        return {operands.data() + stmt.first_arg, stmt.arg_count};
    }
    [[nodiscard]] std::span<const VarId> loop_params_of(const Stmt& stmt) const
    {
        return {loop_params.data() + stmt.first_param, stmt.param_count};
    }
    /// Appends operands to the pool and points `stmt` at them.
    void SetArgs(Stmt& stmt, std::span<const Atom> atoms);
    VarId AddVar(Var var) { return vars.Add(std::move(var)); }
};

/// What messages at run time call a function: as the source does, also where it is a version for some types or procedures.
[[nodiscard]] inline support::Symbol SourceName(const Function& function)
{
    return function.source_name.valid() ? function.source_name : function.name;
}

/// A top-level variable. Functions defined at the top level are not globals unless they are assigned.
struct Global {
    support::Symbol name;
    support::Symbol module;    ///< as of a function
    source::Span span;
    bool assigned = false;     ///< target of a `set!` besides its definition
    bool exported = false;     ///< named by an `export` form of the main file: C may read it
    bool shared = false;       ///< named by an `export` form of an imported file
    bool in_heap = false;      ///< it owns a reference to a heap object, see plan/heap.h
    Repr repr = Repr::Obj;
    KindSet kinds = kind::kAny;
    KindSet declared_kinds = kind::kAny;
    std::vector<source::Span> comments;
};

/// A field of a struct type. A scalar representation makes it a C field of that type; others are `Obj *`.
struct StructField {
    support::Symbol name;
    support::Symbol accessor, modifier;  ///< what the program calls them, for messages; absent: no name
    source::Span span;
    bool is_mutable = false;
    Repr repr = Repr::Obj;     ///< set by types
    KindSet kinds = kind::kAny;
    KindSet declared_kinds = kind::kAny;
};

/// A struct or record type. Every field of the module has a number, so that fields of different types that share a
/// storage node stay apart.
struct StructType {
    support::Symbol name;      ///< as the program writes it, also `<point>`
    support::Symbol module;    ///< as of a function
    bool exported = false;     ///< named by an `export` form of the main file: C may make and read its objects
    bool shared = false;       ///< named by an `export` form of an imported file
    support::Symbol constructor;
    source::Span span;
    uint16_t first_field = 0;  ///< number of its first field
    std::vector<StructField> fields;
    std::vector<source::Span> comments;

    [[nodiscard]] uint16_t FieldNumber(size_t field) const { return static_cast<uint16_t>(first_field + field); }
};

/// What a value of `kinds` can still be after the test `stmt` (null?, pair?, of a struct type) has said so.
[[nodiscard]] KindSet KindsBehindTest(const Stmt& stmt, KindSet kinds, bool outcome);
/// Does the primitive belong to a struct type; to a field of one?
[[nodiscard]] bool TakesStruct(Prim prim);
[[nodiscard]] bool TakesField(Prim prim);
[[nodiscard]] size_t OperandCount(const StructType& type, Prim prim);

/// A program. `entry` runs the top-level definitions and expressions in source order.
struct Module {
    std::string name;              ///< file name without directories and extension
    bool has_exports = false;      ///< the main file has an `export` form: C calls the program
    support::Table<FuncId, Function> functions;  ///< source order; prelude functions after the user's
    support::Table<GlobalId, Global> globals;
    support::Table<ConstantId, Constant> constants;
    support::Table<StructId, StructType> structs;
    FuncId entry;
    source::FileId main_file;
};

/// The function of the runtime that does a CallClosure.
[[nodiscard]] inline std::string_view RuntimeCall(const Stmt& stmt)
{
    return stmt.guarded    ? "omni_try"
           : stmt.handled  ? "omni_handle"
           : stmt.has_exit ? "omni_call_with_exit"
           : stmt.wound    ? "omni_wind"
           : stmt.spread   ? (stmt.pending ? "omni_pend_apply" : "omni_apply")
           : stmt.pending  ? "omni_pend_call"
                           : "omni_call";
}

/// Operations on heap objects.
[[nodiscard]] inline bool IsHeapOperation(StmtKind kind) { return kind >= StmtKind::Dup && kind <= StmtKind::Reuse; }

[[nodiscard]] inline bool IsTerminator(StmtKind kind)
{
    return kind >= StmtKind::Yield && kind <= StmtKind::Unreachable;
}

}  // namespace omni::core
