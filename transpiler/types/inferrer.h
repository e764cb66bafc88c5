#pragma once
// Constraint generation and solving.

#include <vector>

#include "types/flow_facts.h"
#include "types/graph.h"
#include "types/scheme.h"
#include "types/types.h"
#include "types/units.h"
#include "types/vector_layout.h"

namespace omni::types {

/// Makes the constraints of all units, callees first, then lets kinds flow down from callers to callees.
class Inferrer {
public:
    explicit Inferrer(const core::Module& module) : module_(module), schemes_(graph_), layouts_(graph_) {}

    Inference Run();

private:
    /// A copy of a function's scheme; what arrives at the copy arrives at the original.
    struct Copy {
        core::FuncId caller, callee;
        SlotId first;
        core::StmtId stmt;  ///< the call; None: a closure is made
    };
    /// The If or Loop whose end a terminator means.
    struct Context {
        core::VarId if_result, loop_result;
        const core::Stmt* loop = nullptr;
    };

    void AllocateSlots();
    void SeedImpossible();
    void ChooseLayouts();
    void CollectCallTypes();
    void CollectBrokenItems();
    void CheckItems(SlotId slot, core::KindSet declared, support::Symbol name, source::Span span);
    void AllocateFieldSlots();
    void InferUnit(uint32_t unit);
    void AddFunctionBounds(const core::Function& function);
    void WalkFunction(const core::Function& function);
    void WalkBlock(core::BlockId block, const Context& context);
    void WalkStmt(core::StmtId id, const Context& context);
    void WalkIf(core::StmtId id, const Context& context);
    void WalkLoop(core::StmtId id, const Context& context);
    void WalkPrim(const core::Stmt& stmt);
    void WalkLoad(const core::Stmt& stmt);
    void WalkContainer(const core::Stmt& stmt);
    void NoteLayout(const core::Stmt& stmt);
    void NoteSequence(const core::Stmt& stmt);
    void WalkArithmetic(const core::Stmt& stmt);
    void WalkCall(core::StmtId id);
    void WalkCallClosure(const core::Stmt& stmt);
    void WalkMakeClosure(const core::Stmt& stmt);
    void NarrowBySuccess(const core::Stmt& stmt);

    [[nodiscard]] SlotId SlotOf(core::VarId var) const { return SlotOf(current_->id, var); }
    [[nodiscard]] SlotId SlotOf(core::FuncId function, core::VarId var) const
    {
        return static_cast<SlotId>(result_.first_var_[function.index()] + offset_ + var.index());
    }
    [[nodiscard]] SlotId ResultSlot(core::FuncId function) const { return result_slots_ + function.index(); }
    /// Of a field of a struct type: one for the whole program.
    [[nodiscard]] SlotId FieldSlot(core::StructId type, size_t field) const
    {
        return field_slots_ + module_.structs[type].FieldNumber(field);
    }
    void Flow(core::Atom from, SlotId to);
    void FlowOrNothing(const core::Stmt& stmt, SlotId to);
    void AddConstant(SlotId to, core::ConstantId constant);
    ShapeId ShapeOf(core::Atom atom);
    void MarkScalar(core::VarId var);
    /// Slots of the callee's parameters and result as this caller sees them: the originals, or copies.
    struct Interface {
        std::vector<SlotId> params;
        SlotId result;
    };
    Interface InterfaceOf(core::FuncId callee);
    void FlowDown(bool live);
    void SeedExported();
    void SeedUncalled();
    void Collect();

    const core::Module& module_;
    Graph graph_;
    SchemeBuilder schemes_;
    VectorLayouts layouts_;
    Units units_;
    std::vector<Scheme> scheme_of_;       ///< by function; empty when there is no caller outside of the unit
    std::vector<Copy> copies_;
    SlotId offset_ = 0, result_slots_ = 0, global_slots_ = 0, field_slots_ = 0;
    const core::Function* current_ = nullptr;
    uint32_t current_unit_ = 0;
    FlowFacts* facts_ = nullptr;
    /// A statement that begins a `for`.
    struct SequenceStart {
        core::FuncId function;
        uint32_t stmt;
        core::Atom over;
        core::KindSet filter;             ///< kinds that tests in front of it leave
    };
    std::vector<SequenceStart> sequences_;
    std::vector<SlotId> arithmetic_;      ///< results of calculations in code that is reached
    Inference result_;
};

}  // namespace omni::types
