#pragma once
// Kinds of constants, operands and primitives.

#include "core/core.h"

namespace omni::types {

inline constexpr core::KindSet kListKinds = core::kind::kNil | core::kind::kPair;
/// Kinds whose values have parts that can be looked at: only these carry a shape.
inline constexpr core::KindSet kShapedKinds =
    core::kind::kPair | core::kind::kProcedure | core::kind::kCell | core::kind::kOther | core::kind::kVector |
    core::kind::kDict | core::kind::kValues | core::kind::kPromise;

core::KindSet KindOf(const core::Constant& constant);

/// The representation of a variable with these kinds: a scalar when they say exactly one scalar kind.
core::Repr ReprOf(core::KindSet kinds);
/// The only kind that a scalar representation can hold; kAny for Obj, kNone for None.
core::KindSet KindsOf(core::Repr repr);

/// Representation and accepted kinds of an operand or result letter of prims.def.
core::Repr ReprOfLetter(char letter);
core::KindSet KindsOfLetter(char letter);
/// Letter of operand `index` (a '*' repeats the letter before it), or 0 past the end.
char OperandLetter(const core::PrimInfo& info, size_t index);

/// Of an operand and of the result of a primitive, where the module's struct types have a say.
core::Repr OperandRepr(const core::Module& module, const core::Stmt& prim, size_t index);
core::Repr ResultRepr(const core::Module& module, const core::Stmt& prim);
/// The field that operand `index` of a primitive on structs goes into, or nullptr.
const core::StructField* FieldOf(const core::Module& module, const core::Stmt& prim, size_t index);
/// What the operand is known to be when the primitive has succeeded.
core::KindSet OperandKinds(const core::Module& module, const core::Stmt& prim, size_t index);

/// A predicate on kinds: what its operand may be after it said yes, and after it said no.
struct KindTest {
    core::KindSet if_true = core::kind::kAny;
    core::KindSet if_false = core::kind::kAny;
    [[nodiscard]] bool exists() const { return (if_true & if_false) != core::kind::kAny; }
};
KindTest TestOf(core::Prim prim);
KindTest TestOf(const core::Stmt& prim);

/// How the result of a generic arithmetic primitive follows from its operands. Int contagion: Int only from Ints; Float as
/// soon as one operand is a Float.
struct ArithmeticRule {
    bool is_arithmetic = false;
    bool float_always = false;  ///< Ints may also give a Float: `/`, `sqrt`, `expt`
};
ArithmeticRule ArithmeticOf(core::Prim prim);

/// Does the primitive begin a `for`?
bool IsSequenceStart(core::Prim prim);

/// Kinds of a primitive's result where they do not depend on its operands; kNone for arithmetic and loads.
core::KindSet FixedResultKinds(core::Prim prim);

}  // namespace omni::types
