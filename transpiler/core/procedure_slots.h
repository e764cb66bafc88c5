#pragma once
// Which parameters and captured variables only ever hold a procedure to call, or to hand on to such a place.
//
//   (define (map f items) ... (f (car items)) ... (map f (cdr items)))     `f` is only called
//   (define (keep f) (cons f '()))                                        here it is a value like any other
//   (define (get f) (if (procedure? f) (f) f))                            `f` is only called where it is a procedure

#include <cstdint>
#include <vector>

#include "core/core.h"

namespace omni::core {

inline constexpr uint32_t kNoSlot = 0xFFFFFFFFu;

/// The parameter (0, 1, ...) or captured variable (behind the parameters) that each variable of the function always
/// equals, by VarId; kNoSlot for the others. Parameters of loops that hand on what they got count, and so do Moves.
std::vector<uint32_t> SlotOfVars(const Function& function);

/// By StmtId: the slot of which an `if` asks whether it is a procedure, where the first arm can stand for the whole;
/// kNoSlot for other statements. `slot_of`: SlotOfVars.
std::vector<uint32_t> ProcedureTests(const Function& function, const std::vector<uint32_t>& slot_of);

/// A slot of a function counts when it is only called, and when each call or closure of the function that its own recursion
/// makes passes it on: so a version of the recursion for one procedure calls nothing but itself (the static arguments of
/// A. Santos, "Compilation by transformation in non-strict functional languages", 1995, chapter 7).
class ProcedureSlots {
public:
    explicit ProcedureSlots(const Module& module);

    [[nodiscard]] bool IsOnlyCalled(FuncId function, uint32_t slot) const { return good_[Of(function, slot)]; }
    /// Bit n: it may be called with n arguments.
    [[nodiscard]] uint32_t CountsOf(FuncId function, uint32_t slot) const { return counts_[Of(function, slot)]; }
    /// It is called again and again: in a loop, in a recursion, or in what it is handed on to.
    [[nodiscard]] bool IsCalledOften(FuncId function, uint32_t slot) const { return often_[Of(function, slot)]; }
    /// By FuncId: the recursion that the function is part of.
    [[nodiscard]] uint32_t ComponentOf(FuncId function) const { return component_[function.index()]; }

private:
    [[nodiscard]] uint32_t Of(FuncId function, uint32_t slot) const { return first_[function.index()] + slot; }
    void FindComponents(const Module& module);
    void FindUses(const Module& module, const Function& function);
    void Visit(const Module& module, const Function& function, BlockId block, const Stmt* loop);
    void UseOperand(const Module& module, const Function& function, const Stmt& stmt, const Stmt* loop, size_t position);
    void Solve();

    std::vector<uint32_t> first_;                  ///< by FuncId: number of the function's first slot
    std::vector<bool> good_;                       ///< by slot
    std::vector<uint32_t> counts_;                 ///< by slot
    std::vector<bool> often_;                      ///< by slot
    std::vector<uint32_t> slot_of_;                ///< by VarId of the function that is looked at
    std::vector<uint32_t> tests_;                  ///< by StmtId of it: ProcedureTests
    std::vector<uint32_t> no_procedures_;          ///< slots of it that hold something else where we are
    std::vector<std::vector<uint32_t>> passed_to_; ///< by slot: slots that are passed on to it
    std::vector<std::vector<uint32_t>> needed_by_; ///< by slot: slots that are only good when it is
    std::vector<uint32_t> component_;
    std::vector<bool> is_recursive_;               ///< by component
};

}  // namespace omni::core
