// Operations on vectors whose elements are held as C numbers.

#include "types/kinds.h"
#include "types/lowerer.h"

namespace omni::types {

using core::Atom;
using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
namespace kind = core::kind;

namespace {

/// The forms of an operation for vectors of Ints and of Floats; Count where it is the same for all vectors.
struct ItemForms {
    Prim of_ints = Prim::Count, of_floats = Prim::Count;
    /// where the operand is known to be a vector, and one that may be changed: they look at the position only
    Prim proven_ints = Prim::Count, proven_floats = Prim::Count;
    bool makes = false, changes = false;
};

ItemForms FormsOf(Prim prim)
{
    switch (prim) {
    case Prim::Vector: return {Prim::IntVector, Prim::FloatVector, Prim::Count, Prim::Count, true};
    case Prim::MakeVector: return {Prim::MakeIntVector, Prim::MakeFloatVector, Prim::Count, Prim::Count, true};
    case Prim::NewVector:
    case Prim::ZeroVector: return {Prim::NewIntVector, Prim::NewFloatVector, Prim::Count, Prim::Count, true};
    case Prim::VectorRef: return {Prim::IntVectorRef, Prim::FloatVectorRef, Prim::IntItem, Prim::FloatItem};
    case Prim::VectorSet:
        return {Prim::IntVectorSet, Prim::FloatVectorSet, Prim::SetIntItem, Prim::SetFloatItem, false, true};
    case Prim::VectorFill: return {Prim::IntVectorFill, Prim::FloatVectorFill};
    case Prim::VectorPush: return {Prim::IntVectorPush, Prim::FloatVectorPush};
    case Prim::VectorPop: return {Prim::IntVectorPop, Prim::FloatVectorPop};
    default: return {};
    }
}

}  // namespace

Inference::Items Lowerer::ItemsOf(Atom vector) const
{
    if (vector.is_constant()) {
        return {module_.constants[vector.constant()].items, true};
    }
    return vector.var().index() < original_vars_ ? inference_.ItemsOf(function_.id, vector.var()) : Inference::Items();
}

void Lowerer::ChooseItems(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    const ItemForms forms = FormsOf(stmt.prim);
    if (forms.of_ints == Prim::Count || (forms.makes && !stmt.result.valid())) {
        return;
    }
    const Atom vector = forms.makes ? Atom(stmt.result) : function_.args(stmt)[0];
    const Inference::Items items = ItemsOf(vector);
    if (items.repr == Repr::Obj) {
        return;
    }
    const bool ints = items.repr == Repr::Int;
    const Prim proven = ints ? forms.proven_ints : forms.proven_floats;
    const bool is_proven = proven != Prim::Count && Kinds(vector) == kind::kVector &&
                           !(forms.changes && items.may_be_constant);
    function_.stmts[id].prim = is_proven ? proven : ints ? forms.of_ints : forms.of_floats;
}

}  // namespace omni::types
