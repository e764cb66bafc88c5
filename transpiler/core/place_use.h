#pragma once
// Which top-level variables a call may read or set, and which fields of objects it may set.

#include <vector>

#include "core/core.h"
#include "core/field.h"
#include "support/bit_set.h"

namespace omni::core {

/// What can be set: a top-level variable, or a field, of whatever object it is; the items of vectors are one. Ids are those of one
/// PlaceUse.
using PlaceId = support::Id<struct PlaceTag>;

/// Of a whole program. A call of what is not known here may run each function that is a procedure somewhere or that C may
/// call.
class PlaceUse {
public:
    /// `functions`: by FuncId. They and `structs` must outlive this.
    PlaceUse(const std::vector<const Function*>& functions, size_t globals, const support::Table<StructId, StructType>& structs);

    [[nodiscard]] PlaceId PlaceOf(GlobalId global) const { return PlaceId(global.index()); }
    /// Of a field that a store of its own can set: of pairs, structs and vectors. None: another one.
    [[nodiscard]] PlaceId PlaceOf(FieldKind kind, uint16_t index) const;
    /// The field that the statement itself sets, or None. Linking a pair that nobody has seen yet is no setting. What sets many
    /// items of a vector at once is not told apart.
    [[nodiscard]] PlaceId FieldSetBy(const Stmt& stmt) const;
    /// The same, of a field that may hold a reference.
    [[nodiscard]] PlaceId ReferenceSetBy(const Stmt& stmt) const;
    /// The field that the statement itself reads, and nothing else of the object; or None.
    [[nodiscard]] PlaceId FieldReadBy(const Stmt& stmt) const;

    /// May the statement set the place, itself or by a call, or one in its blocks?
    [[nodiscard]] bool MaySet(const Function& function, StmtId stmt, PlaceId place) const
    {
        return May(function, stmt, place, sets_, any_sets_, false);
    }
    [[nodiscard]] bool MaySet(const Function& function, StmtId stmt, GlobalId global) const
    {
        return MaySet(function, stmt, PlaceOf(global));
    }
    /// May the function, or one that it calls?
    [[nodiscard]] bool MaySet(FuncId function, PlaceId place) const { return sets_[function.index()].Test(place.index()); }
    /// Does any function set it?
    [[nodiscard]] bool IsEverSet(PlaceId place) const { return ever_set_.Test(place.index()); }
    /// May it read or set it?
    [[nodiscard]] bool MayTouch(const Function& function, StmtId stmt, PlaceId place) const
    {
        return May(function, stmt, place, touches_, any_touches_, true);
    }
    [[nodiscard]] bool MayTouch(const Function& function, StmtId stmt, GlobalId global) const
    {
        return MayTouch(function, stmt, PlaceOf(global));
    }
    /// May a handler, or what is to be done on the way out, look at variables where anything fails?
    [[nodiscard]] bool is_watched() const { return is_watched_; }

private:
    const support::Table<StructId, StructType>& structs_;
    const size_t globals_, places_;
    std::vector<BitSet> sets_, touches_;  ///< by FuncId: of PlaceId
    BitSet any_sets_, any_touches_;       ///< of a call of what is not known
    BitSet ever_set_;
    bool is_watched_ = false;

    [[nodiscard]] bool May(const Function& function, StmtId stmt, PlaceId place, const std::vector<BitSet>& by_function,
                           const BitSet& by_unknown, bool reads) const;
    /// Does it look into objects otherwise than FieldReadBy says?
    [[nodiscard]] bool ReadsDeeply(const Stmt& stmt) const;
    void TouchFields(BitSet& touches) const;
    void Find(const Function& function, BitSet& sets, BitSet& touches) const;
    void Close(const std::vector<const Function*>& functions);
};

}  // namespace omni::core
