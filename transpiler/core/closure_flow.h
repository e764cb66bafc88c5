#pragma once
// Which functions a procedure may be (0-CFA): flow of closures through variables, results, top-level variables, and one
// place for each kind of field of objects.

#include <cstdint>
#include <vector>

#include "core/core.h"
#include "core/field.h"

namespace omni::core {

/// Closures are followed while that takes few steps for each statement of the program; beyond that every function that is
/// a value may be any procedure.
class ClosureFlow {
public:
    explicit ClosureFlow(const Module& module);

    /// The functions that args[0] of a CallClosure may be, in order of their ids.
    [[nodiscard]] const std::vector<FuncId>& CalleesOf(const Function& function, const Stmt& call) const;

private:
    using Place = uint32_t;
    static constexpr Place kNoPlace = 0xFFFFFFFFu;

    [[nodiscard]] Place OfVar(const Function& function, VarId var) const
    {
        return var.valid() ? first_var_[function.id.index()] + var.index() : kNoPlace;
    }
    [[nodiscard]] Place Of(const Function& function, Atom atom) const
    {
        return atom.is_var() ? OfVar(function, atom.var()) : kNoPlace;
    }
    [[nodiscard]] Place OfResult(FuncId function) const { return first_result_ + function.index(); }
    [[nodiscard]] Place OfField(FieldKind kind) const { return first_field_ + static_cast<uint32_t>(kind); }
    [[nodiscard]] Place OfStructField(const Stmt& stmt, size_t index) const;

    void Walk(const Function& function, BlockId block, const Stmt* branch, const Stmt* loop);
    void WalkStmt(const Function& function, const Stmt& stmt, const Stmt* branch, const Stmt* loop);
    void WalkPrim(const Function& function, const Stmt& stmt);
    void Flow(Place from, Place to);
    void Add(Place place, FuncId function);
    /// The function is called where `call` stands in `caller`.
    void Bind(const Function& caller, const Stmt& call, FuncId callee);
    void Solve();

    struct Call {
        const Function* caller;
        const Stmt* stmt;
    };

    const Module& module_;
    std::vector<uint32_t> first_var_;               ///< by FuncId
    uint32_t first_result_ = 0, first_global_ = 0, first_field_ = 0, first_struct_field_ = 0, raised_ = 0;
    std::vector<std::vector<FuncId>> holds_;        ///< by Place; sorted
    std::vector<std::vector<Place>> out_;           ///< by Place
    std::vector<std::vector<uint32_t>> calls_of_;   ///< by Place: calls of what it holds
    std::vector<Call> calls_;
    std::vector<std::pair<Place, FuncId>> work_;
    std::vector<FuncId> values_;                    ///< all functions that are values
    size_t steps_left_ = 0;
    bool gave_up_ = false;
};

}  // namespace omni::core
