// Plans broken in what they do to heap objects: references that are lost, given up twice or moved.

#include <algorithm>

#include "core/heap_form.h"
#include "rir_mutator.h"

namespace rir_mutate {

/// Every reference is given up once: an operation that is missing, is there twice or stands on the wrong side of a use
/// is always wrong.
void FunctionMutator::MutateHeapOp(BlockId block, size_t index)
{
    const std::vector<StmtId>& stmts = OldStmts(block);
    const StmtId id = stmts[index];
    const Stmt& stmt = StmtAt(id);
    const auto at = static_cast<std::ptrdiff_t>(index);
    StmtsOf(block).erase(StmtsOf(block).begin() + at);
    Show("delete " + NameOf(stmt.kind), At(id), straight_);

    const StmtId twin = function_.code.stmts.Add(stmt);
    StmtsOf(block).insert(StmtsOf(block).begin() + at + 1, twin);
    Show("double " + NameOf(stmt.kind), At(id), stmt.kind != StmtKind::Dup || straight_);

    const auto args = original_.code.args(stmt);
    const auto reads = [&](StmtId other) {
        const auto operands = original_.code.args(StmtAt(other));
        return std::find(operands.begin(), operands.end(), args[0]) != operands.end();
    };
    if (index > 0 && reads(stmts[index - 1]) && stmt.kind != StmtKind::Dup) {
        std::swap(StmtsOf(block)[index], StmtsOf(block)[index - 1]);
        Show("move up " + NameOf(stmt.kind), At(id), true);
    }
    if (stmt.kind == StmtKind::Drop) {
        function_.code.stmts[id].kind = StmtKind::FreeTree;
        Show("free what is counted", At(id), true);
    }
    if (args.size() > 1) {
        --function_.code.stmts[id].arg_count;
        Show("keep a part less", At(id), true);
        function_.code.args(function_.code.stmts[id])[1] = args[0];
        Show("keep the object", At(id), true);
    }
}

/// What a top-level variable held, which is to be owned by what it is given to.
void FunctionMutator::MutateGlobal(BlockId block, size_t index)
{
    const StmtId id = OldStmts(block)[index];
    const Stmt& stmt = StmtAt(id);
    if (stmt.kind != StmtKind::StoreGlobal || stmt.arg_count != 2) {
        return;
    }
    function_.code.stmts[id].arg_count = 1;
    Show("set without giving", At(id), true);
    StmtsOf(block).erase(StmtsOf(block).begin() + static_cast<std::ptrdiff_t>(index));
    Show("do not empty", At(id), straight_);
}

/// Does it store into a field of a heap object that may hold one?
bool FunctionMutator::IsHeapField(const Stmt& stmt) const
{
    using omni::core::StorageEffect;
    const StorageEffect effect = stmt.kind == StmtKind::Prim ? omni::core::Info(stmt.prim).storage : StorageEffect::None;
    const bool is_item = stmt.kind == StmtKind::Prim && omni::core::SetsItem(stmt.prim);
    const bool stores = effect == StorageEffect::StoreCar || effect == StorageEffect::StoreCdr ||
                        effect == StorageEffect::StoreField || is_item;
    const NodeId node = stores && stmt.prim != omni::core::Prim::PairSetCdr ? NodeOf(original_.code.args(stmt)[0]) : NodeId();
    if (!node.valid() || !omni::rir::IsInHeap(original_, node)) {
        return false;
    }
    const auto& fields = original_.nodes[node].fields;
    return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
        const bool same = is_item                             ? field.kind == FieldKind::Elem
                          : effect == StorageEffect::StoreCar ? field.kind == FieldKind::Car
                          : effect == StorageEffect::StoreCdr ? field.kind == FieldKind::Cdr
                                                              : field.kind == FieldKind::Field &&
                                                                    field.index == module_.structs[stmt.struct_type].FieldNumber(stmt.field);
        return same && omni::rir::IsInHeap(original_, field.target);
    });
}

/// What a field held, which is to be owned by the result; and what is put into an empty one.
void FunctionMutator::MutateStore(BlockId block, size_t index)
{
    const std::vector<StmtId>& stmts = OldStmts(block);
    const StmtId id = stmts[index];
    const Stmt& stmt = StmtAt(id);
    if (!IsHeapField(stmt)) {
        return;
    }
    const auto at = static_cast<std::ptrdiff_t>(index);
    const auto args = original_.code.args(stmt);
    const std::optional<size_t> value = omni::core::StoredOperand(stmt);
    const bool owns = value && args[*value].is_var() && NodeOf(args[*value]).valid();
    if (owns) {
        const StmtId twin = function_.code.stmts.Add(stmt);
        StmtsOf(block).insert(StmtsOf(block).begin() + at + 1, twin);
        Show("double store", At(id), true);
        std::swap(function_.code.args(function_.code.stmts[id])[0], function_.code.args(function_.code.stmts[id])[*value]);
        Show("swap store", At(id), NodeOf(args[0]) != NodeOf(args[*value]));
    }
    if (stmt.result.valid() || owns) {  // a constant that is not stored changes what is computed, not who owns what
        StmtsOf(block).erase(StmtsOf(block).begin() + at);
        Show("delete store", At(id), stmt.result.valid() && straight_);
    }
    if (!stmt.result.valid()) {
        return;
    }
    function_.code.stmts[id].result = {};
    Show("store without result", At(id), straight_);
    const bool dropped = index + 1 < stmts.size() &&
                         (StmtAt(stmts[index + 1]).kind == StmtKind::Drop || StmtAt(stmts[index + 1]).kind == StmtKind::FreeTree) &&
                         original_.code.args(StmtAt(stmts[index + 1]))[0] == omni::core::Atom(stmt.result);
    if (dropped) {
        function_.code.stmts[id].result = {};
        StmtsOf(block).erase(StmtsOf(block).begin() + at + 1);
        Show("fill what is not empty", At(id), true);
    }
}

void FunctionMutator::MutateCell(StmtId id)
{
    function_.code.stmts[id].cell = {};
    Show("forget a cell", At(id), straight_);
    for (const StmtId other : placed_) {
        if (other != id && StmtAt(other).kind == StmtKind::Prim && StmtAt(other).cell.valid() &&
            StmtAt(other).cell != StmtAt(id).cell) {
            function_.code.stmts[id].cell = StmtAt(other).cell;
            Show("other cell", At(id), straight_);
        }
    }
}

/// What may become longer in its own memory, although somebody owns it afterwards.
void FunctionMutator::MutateText(StmtId id)
{
    const Stmt& stmt = StmtAt(id);
    const bool gets_longer =
        stmt.prim == omni::core::Prim::StringAppend || stmt.prim == omni::core::Prim::BytesAppend;
    if (!gets_longer || !stmt.region.valid() || original_.regions[stmt.region].kind != RegionKind::Heap) {
        return;
    }
    const auto args = original_.code.args(stmt);
    for (const auto arg : args) {
        if (arg.is_var()) {
            function_.code.stmts[id].cell = arg.var();
            Show("extend what lives on", At(id), straight_);
        }
    }
}

}  // namespace rir_mutate
