#pragma once
// Struct types in C: a typedef with the source's names, its description for the runtime, and small functions that make
// objects and reach fields. Only what the emitted functions use is written.

#include "emit/context.h"
#include "emit/writer.h"

namespace omni::emit {

/// Gives every struct type its name in C.
void NameStructs(Context& context);
/// What the functions emitted so far need of them.
void WriteStructs(const Context& context, Writer& writer, ExprPool& pool);

}  // namespace omni::emit
