#pragma once
// What can be made in the heap, and what operations on it mean for who holds it.

#include "core/core.h"

namespace omni::core {

/// Does the primitive make an object that holds no others, in a region or in the heap: a string, bytes, numbers?
[[nodiscard]] inline bool MakesLeaf(const PrimInfo& info) { return info.Has('H'); }

/// Can what it makes be in the heap?
[[nodiscard]] inline bool HasHeapForm(const PrimInfo& info)
{
    return MakesLeaf(info) || info.storage == StorageEffect::FreshPair || info.storage == StorageEffect::FreshStruct ||
           info.storage == StorageEffect::Box;
}

/// Does it change bytes or numbers of its first operand only? What that holds, and who holds it, stays the same.
[[nodiscard]] inline bool ChangesNumbers(const PrimInfo& info)
{
    return info.Has('W') && info.storage == StorageEffect::None &&
           (info.operands.starts_with('B') || info.operands.starts_with('V'));
}

/// Can it make its object in the memory of its first operand, when that dies?
[[nodiscard]] inline bool CanExtend(const Stmt& stmt)
{
    return stmt.kind == StmtKind::Prim && (stmt.prim == Prim::StringAppend || stmt.prim == Prim::BytesAppend);
}

/// Does it? The operand is the statement's cell then.
[[nodiscard]] inline bool Extends(const Stmt& stmt) { return CanExtend(stmt) && stmt.cell.valid(); }

/// What the runtime calls that.
[[nodiscard]] inline std::string_view NameOfExtension(Prim prim)
{
    return prim == Prim::StringAppend ? "reuse_or_mk_longer_string" : "reuse_or_mk_longer_bytes";
}

}  // namespace omni::core
