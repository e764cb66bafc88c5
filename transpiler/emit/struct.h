#pragma once
// Struct types in C: a typedef with the source's names, its description for the runtime, and small functions that make
// objects and reach fields. Only what the emitted functions use is written.

#include "emit/context.h"
#include "emit/writer.h"

namespace omni::emit {

/// Gives every struct type its name in C.
void NameStructs(Context& context);
/// What the C file of a part says of them: of its own, what its functions need so far; of those that others see too,
/// everything that is not in the header. `split`: there is one, with the type and its functions.
void WriteStructs(const Context& context, uint32_t part, bool split, Writer& writer, ExprPool& pool);
/// What a header says of a type. `split`: the type with its functions, else declarations.
void DeclareStruct(const Context& context, core::StructId id, bool split, Writer& writer, ExprPool& pool);

}  // namespace omni::emit
