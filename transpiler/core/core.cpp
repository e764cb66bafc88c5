#include "core/core.h"

namespace omni::core {

void Function::SetArgs(Stmt& stmt, std::span<const Atom> atoms)
{
    stmt.first_arg = static_cast<uint32_t>(operands.size());
    stmt.arg_count = static_cast<uint16_t>(atoms.size());
    operands.insert(operands.end(), atoms.begin(), atoms.end());
}

}  // namespace omni::core
