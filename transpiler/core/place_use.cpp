#include "core/place_use.h"

#include <algorithm>

#include "core/call_graph.h"
#include "core/heap_form.h"

namespace omni::core {

namespace {

/// A handler runs, and may come back.
bool IsSignal(const Stmt& stmt) { return stmt.kind == StmtKind::Prim && stmt.prim == Prim::Signal; }

/// May functions that are not known here run within the call?
bool CallsUnknown(const std::vector<const Function*>& functions, const Stmt& stmt)
{
    return stmt.kind == StmtKind::CallClosure || IsSignal(stmt) ||
           (stmt.kind == StmtKind::Call && functions[stmt.callee.index()]->is_extern);
}

constexpr size_t kCar = 0, kCdr = 1, kElem = 2, kFirstOfStructs = 3;  // of the fields

size_t FieldCount(const support::Table<StructId, StructType>& structs)
{
    size_t count = kFirstOfStructs;
    for (const StructType& type : structs) {
        count = std::max(count, kFirstOfStructs + type.first_field + type.fields.size());
    }
    return count;
}

}  // namespace

PlaceUse::PlaceUse(const std::vector<const Function*>& functions, size_t globals,
                   const support::Table<StructId, StructType>& structs)
    : structs_(structs), globals_(globals), places_(globals + FieldCount(structs)), sets_(functions.size(), BitSet(places_)),
      touches_(functions.size(), BitSet(places_)), any_sets_(places_), any_touches_(places_),
      ever_set_(places_)
{
    for (size_t i = 0; i < functions.size(); ++i) {
        Find(*functions[i], sets_[i], touches_[i]);
    }
    Close(functions);
    for (const BitSet& sets : sets_) {
        ever_set_.Or(sets);
    }
}

PlaceId PlaceUse::PlaceOf(FieldKind kind, uint16_t index) const
{
    switch (kind) {
    case FieldKind::Car: return PlaceId(globals_ + kCar);
    case FieldKind::Cdr: return PlaceId(globals_ + kCdr);
    case FieldKind::Elem: return PlaceId(globals_ + kElem);
    case FieldKind::Field: return PlaceId(globals_ + kFirstOfStructs + index);
    default: return {};
    }
}

PlaceId PlaceUse::FieldSetBy(const Stmt& stmt) const
{
    if (stmt.kind != StmtKind::Prim || stmt.prim == Prim::PairSetCdr) {
        return {};
    }
    switch (Info(stmt.prim).storage) {
    case StorageEffect::StoreCar: return PlaceOf(FieldKind::Car, 0);
    case StorageEffect::StoreCdr: return PlaceOf(FieldKind::Cdr, 0);
    case StorageEffect::StoreField: return PlaceOf(FieldKind::Field, structs_[stmt.struct_type].FieldNumber(stmt.field));
    default: return SetsItem(stmt.prim) ? PlaceOf(FieldKind::Elem, 0) : PlaceId();
    }
}

PlaceId PlaceUse::ReferenceSetBy(const Stmt& stmt) const
{
    const bool is_scalar = stmt.kind == StmtKind::Prim && Info(stmt.prim).storage == StorageEffect::StoreField &&
                           structs_[stmt.struct_type].fields[stmt.field].repr != Repr::Obj;
    return is_scalar ? PlaceId() : FieldSetBy(stmt);
}

PlaceId PlaceUse::FieldReadBy(const Stmt& stmt) const
{
    if (stmt.kind != StmtKind::Prim) {
        return {};
    }
    switch (Info(stmt.prim).storage) {
    case StorageEffect::LoadCar: return PlaceOf(FieldKind::Car, 0);
    case StorageEffect::LoadCdr: return PlaceOf(FieldKind::Cdr, 0);
    case StorageEffect::LoadField: return PlaceOf(FieldKind::Field, structs_[stmt.struct_type].FieldNumber(stmt.field));
    default: return stmt.prim == Prim::VectorRef ? PlaceOf(FieldKind::Elem, 0) : PlaceId();
    }
}

bool PlaceUse::ReadsDeeply(const Stmt& stmt) const
{
    if (stmt.kind != StmtKind::Prim || FieldReadBy(stmt).valid() || FieldSetBy(stmt).valid()) {
        return false;
    }
    const PrimInfo& info = Info(stmt.prim);
    switch (stmt.prim) {
    case Prim::IsEqual:
    case Prim::IsList:
    case Prim::HasPairs:
    case Prim::IsListOf: return true;
    default: break;
    }
    switch (info.storage) {
    case StorageEffect::FreshPair:
    case StorageEffect::FreshStruct:
    case StorageEffect::FreshCell:
    case StorageEffect::LoadCell:
    case StorageEffect::StoreCell:
    case StorageEffect::StoreField:
    case StorageEffect::StoreCdr: return false;
    default: return !info.is_pure() && info.operands.find_first_of("olpVDkrmxaP") != std::string_view::npos;
    }
}

void PlaceUse::TouchFields(BitSet& touches) const
{
    for (size_t i = globals_; i < places_; ++i) {
        touches.Set(i);
    }
}

void PlaceUse::Find(const Function& function, BitSet& sets, BitSet& touches) const
{
    ForEachReachable(function, [&](StmtId id) {
        const Stmt& stmt = function.stmts[id];
        if (stmt.kind == StmtKind::StoreGlobal) {
            sets.Set(stmt.global.index());
        }
        if (stmt.kind == StmtKind::StoreGlobal || stmt.kind == StmtKind::LoadGlobal) {
            touches.Set(stmt.global.index());
        }
        if (const PlaceId set = FieldSetBy(stmt); set.valid()) {
            sets.Set(set.index());
            touches.Set(set.index());
        }
        if (const PlaceId read = FieldReadBy(stmt); read.valid()) {
            touches.Set(read.index());
        }
        if (ReadsDeeply(stmt)) {
            TouchFields(touches);
        }
    });
}

/// Upwards along the calls, until nothing is added.
void PlaceUse::Close(const std::vector<const Function*>& functions)
{
    std::vector<bool> may_be_called(functions.size(), false), calls_unknown(functions.size(), false);
    std::vector<std::vector<FuncId>> calls(functions.size());
    for (size_t i = 0; i < functions.size(); ++i) {
        may_be_called[i] = may_be_called[i] || functions[i]->exported;
        if (functions[i]->is_extern) {
            TouchFields(any_touches_);
        }
        ForEachReachable(*functions[i], [&](StmtId id) {
            const Stmt& stmt = functions[i]->stmts[id];
            is_watched_ = is_watched_ || (stmt.kind == StmtKind::CallClosure && (stmt.handled || stmt.wound));
            if (CallsUnknown(functions, stmt)) {
                calls_unknown[i] = true;
            } else if (stmt.kind == StmtKind::Call) {
                calls[i].push_back(stmt.callee);
            } else if (stmt.kind == StmtKind::MakeClosure) {
                may_be_called[stmt.callee.index()] = true;
            }
        });
    }
    bool backwards = false;  // in turn, so that a long way of calls is short in one of the two orders
    for (bool again = true; again; backwards = !backwards) {
        again = false;
        const auto add = [&](size_t to, const BitSet& sets, const BitSet& touches) {
            again = sets_[to].Or(sets) || again;
            again = touches_[to].Or(touches) || again;
        };
        for (size_t turn = 0; turn < functions.size(); ++turn) {
            const size_t i = backwards ? functions.size() - 1 - turn : turn;
            for (const FuncId callee : calls[i]) {
                add(i, sets_[callee.index()], touches_[callee.index()]);
            }
            if (calls_unknown[i]) {
                add(i, any_sets_, any_touches_);
            }
            if (may_be_called[i]) {
                again = any_sets_.Or(sets_[i]) || again;
                again = any_touches_.Or(touches_[i]) || again;
            }
        }
    }
    for (size_t i = 0; i < functions.size(); ++i) {
        if (functions[i]->is_extern) {
            sets_[i] = any_sets_;
            touches_[i] = any_touches_;
        }
    }
}

bool PlaceUse::May(const Function& function, StmtId id, PlaceId place, const std::vector<BitSet>& by_function,
                   const BitSet& by_unknown, bool reads) const
{
    const Stmt& stmt = function.stmts[id];
    switch (stmt.kind) {
    case StmtKind::StoreGlobal: return PlaceOf(stmt.global) == place;
    case StmtKind::LoadGlobal: return reads && PlaceOf(stmt.global) == place;
    case StmtKind::Call: return by_function[stmt.callee.index()].Test(place.index());
    case StmtKind::CallClosure: return by_unknown.Test(place.index());
    default: break;
    }
    if (IsSignal(stmt)) {
        return by_unknown.Test(place.index());
    }
    if (stmt.kind == StmtKind::Prim) {
        return FieldSetBy(stmt) == place ||
               (reads && (FieldReadBy(stmt) == place || (place.index() >= globals_ && ReadsDeeply(stmt))));
    }
    for (const BlockId block : stmt.blocks) {
        if (!block.valid()) {
            continue;
        }
        for (const StmtId inner : function.blocks[block].stmts) {
            if (May(function, inner, place, by_function, by_unknown, reads)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace omni::core
