// What `for` walks over: lists, vectors and the keys of dicts as they are, strings and bytes as lists.

#include "types/kinds.h"
#include "types/lowerer.h"

namespace omni::types {

using core::Atom;
using core::KindSet;
using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
namespace kind = core::kind;

namespace {

constexpr KindSet kTextKinds = kind::kString | kind::kBytes;

Prim StartOf(KindSet kinds, bool live)
{
    if ((kinds & kTextKinds) == 0 || (kinds == kind::kAny && !live)) {
        return Prim::Sequence;
    }
    return kinds == kind::kString  ? Prim::SequenceOfText
           : kinds == kind::kBytes ? Prim::SequenceOfBytes
                                   : Prim::SequenceOfAny;
}

}  // namespace

bool MakeSequences(core::Module& module, const Inference& inference)
{
    bool changed = false;
    for (const Inference::Sequence& sequence : inference.sequences()) {
        Stmt& stmt = module.functions[sequence.function].stmts[sequence.stmt];
        const Prim wanted = StartOf(sequence.kinds, inference.Live(sequence.function));
        // kinds only grow from one inference to the next, and so does what a sequence may be
        const bool is_wider = stmt.prim == Prim::Sequence || wanted == Prim::SequenceOfAny;
        if (stmt.prim != wanted && is_wider) {
            stmt.prim = wanted;
            changed = true;
        }
    }
    return changed;
}

/// Where it is proven to be a list, or a vector, the operations are those of lists or vectors.
bool Lowerer::LowerSequence(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    if (stmt.prim == Prim::Sequence) {
        Bind(stmt.result, function_.args(stmt)[0]);
        return true;
    }
    const bool is_step = stmt.prim == Prim::SequenceDone || stmt.prim == Prim::SequenceItem ||
                         stmt.prim == Prim::SequenceRest || stmt.prim == Prim::SequenceNext;
    if (!is_step) {
        return false;
    }
    const Atom over = function_.args(stmt)[0];
    const KindSet kinds = Kinds(over);
    const bool is_list =
        kinds != kind::kNone && (kinds & (kind::kVector | kind::kDict | kTextKinds)) == 0 && (kinds & kListKinds) != 0;
    const bool is_vector = kinds == kind::kVector;
    if (!is_list && !is_vector) {
        return false;
    }
    switch (stmt.prim) {
    case Prim::SequenceDone: {
        if (is_list) {
            SetPrim(id, Prim::IsNull, {Convert(over, Repr::Obj)});
        } else {
            const Atom vector = Convert(over, Repr::Obj);
            const Atom index = Convert(function_.args(stmt)[1], Repr::Int);
            SetPrim(id, Prim::IntGe, {index, EmitConversion(Prim::VectorLength, vector, core::VarId())});
        }
        EmitWithResult(id, Repr::Bool);
        break;
    }
    case Prim::SequenceItem:
        if (is_list) {
            SetPrim(id, Prim::Car, {over});
        } else {
            function_.stmts[id].prim = Prim::VectorRef;
        }
        LowerByLetters(id);
        break;
    case Prim::SequenceRest:
        if (is_list) {
            function_.stmts[id].prim = Prim::Cdr;
            LowerByLetters(id);
        } else {
            // nothing but the next iteration looks at it: the loop's parameter stands for it
            replacement_[stmt.result.index()] = Resolve(over);
        }
        break;
    default: {
        const Atom index = Convert(function_.args(stmt)[1], Repr::Int);
        if (is_list || index.is_constant()) {
            Bind(stmt.result, pool_.Int(0));
        } else {
            SetPrim(id, Prim::IntAdd, {index, pool_.Int(1)});
            EmitWithResult(id, Repr::Int);
        }
        break;
    }
    }
    return true;
}

void Lowerer::SetPrim(StmtId id, Prim prim, std::initializer_list<Atom> args)
{
    function_.stmts[id].prim = prim;
    const std::vector<Atom> operands(args);
    function_.SetArgs(function_.stmts[id], operands);
}

}  // namespace omni::types
