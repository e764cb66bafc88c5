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

}  // namespace omni::core
