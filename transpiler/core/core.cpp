#include "core/core.h"

namespace omni::core {

void Function::SetArgs(Stmt& stmt, std::span<const Atom> atoms)
{
    stmt.first_arg = static_cast<uint32_t>(operands.size());
    stmt.arg_count = static_cast<uint16_t>(atoms.size());
    operands.insert(operands.end(), atoms.begin(), atoms.end());
}

bool TakesStruct(Prim prim) { return prim == Prim::StructNew || prim == Prim::IsStruct || TakesField(prim); }

bool TakesField(Prim prim)
{
    return prim == Prim::StructGet || prim == Prim::StructField || prim == Prim::StructSet || prim == Prim::StructPut;
}

size_t OperandCount(const StructType& type, Prim prim)
{
    if (prim == Prim::StructNew) {
        return type.fields.size();
    }
    return prim == Prim::StructSet || prim == Prim::StructPut ? 2 : 1;
}

KindSet KindsBehindTest(const Stmt& stmt, KindSet kinds, bool outcome)
{
    KindSet tested = kind::kNone;
    switch (stmt.prim) {
    case Prim::IsNull: tested = kind::kNil; break;
    case Prim::IsPair: tested = kind::kPair; break;
    case Prim::IsStruct:
        if (!outcome && !kind::IsOwn(stmt.struct_type)) {
            return kinds;
        }
        tested = kind::OfStruct(stmt.struct_type);
        break;
    default: return kinds;
    }
    return outcome ? kinds & tested : kinds & ~tested;
}

}  // namespace omni::core
