#pragma once
// What can be made in the heap, and what operations on it mean for who holds it.

#include <optional>

#include "core/core.h"

namespace omni::core {

/// Does the primitive make an object that holds no others, in a region or in the heap: a string, bytes, numbers?
[[nodiscard]] inline bool MakesLeaf(const PrimInfo& info) { return info.Has('H'); }

/// Does it make a vector of values: of its operands, or of one value many times?
[[nodiscard]] inline bool MakesVector(const PrimInfo& info)
{
    return info.storage == StorageEffect::FreshVector || info.storage == StorageEffect::FreshFill ||
           info.prim == Prim::ZeroVector || info.prim == Prim::NewVector;
}

/// Can what it makes be in the heap?
[[nodiscard]] inline bool HasHeapForm(const PrimInfo& info)
{
    return MakesLeaf(info) || MakesVector(info) || info.storage == StorageEffect::FreshPair ||
           info.storage == StorageEffect::FreshStruct || info.storage == StorageEffect::Box;
}

/// Does it get `omni_heap` in place of a region when it makes its object there? The others have a function of their own.
[[nodiscard]] inline bool NamesHeap(const PrimInfo& info) { return MakesLeaf(info) || MakesVector(info); }

/// Does it change one item of a vector of values: set it, put one behind the last, take the last one out?
[[nodiscard]] inline bool SetsItem(Prim prim)
{
    return prim == Prim::VectorSet || prim == Prim::VectorPush || prim == Prim::VectorPop;
}

/// The operand that an operation puts into an object; none for one that only takes out.
[[nodiscard]] inline std::optional<size_t> StoredOperand(const Stmt& stmt)
{
    return stmt.prim == Prim::VectorPop ? std::nullopt : std::optional<size_t>(stmt.arg_count - 1u);
}

/// Is there something that the object does not hold any longer?
[[nodiscard]] inline bool TakesOut(Prim prim) { return prim != Prim::VectorPush && prim != Prim::PairSetCdr; }

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
