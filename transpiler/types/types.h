#pragma once
// What is known of every value before it runs, and the representation that follows from it.
//
// Infer computes, for each variable, function result and global, the set of kinds that its values may have. Lower then
// gives each of them a C representation (a variable that is always an Int is an int64_t) and rewrites the program, so
// that every operand of every statement has the representation that its operation wants.
//
// The inference is soft: a program is never refused because a kind is not known, it is checked at run time there
// (A. K. Wright, R. Cartwright, "A practical soft type system for Scheme", TOPLAS 19(1), 1997). Structure (what the
// fields of a pair hold, what a procedure takes and gives) is unified (B. Steensgaard, "Points-to analysis in almost
// linear time", POPL 1996); the kinds of variables flow one way along moves (M. Das, "Unification-based pointer analysis
// with directional assignments", PLDI 2000). Functions are polymorphic: each known call from outside of the function's
// own recursion gets a copy of what the function demands and gives.

#include <string>
#include <utility>
#include <vector>

#include "core/core.h"
#include "source/diagnostics.h"

namespace omni::types {

/// The result of Infer. Everything is indexed by the ids of the module that was inferred.
class Inference {
public:
    /// Kinds that the variable may hold; kAny where nothing is known (also in code that is never called).
    [[nodiscard]] core::KindSet Kinds(core::FuncId function, core::VarId var) const
    {
        return kinds_[first_var_[function.index()] + var.index()];
    }
    /// How the elements of the vectors are held that the variable may hold, see vector_layout.h.
    struct Items {
        core::Repr repr = core::Repr::Obj;
        bool may_be_constant = true;
    };
    [[nodiscard]] Items ItemsOf(core::FuncId function, core::VarId var) const
    {
        return items_[first_var_[function.index()] + var.index()];
    }
    [[nodiscard]] const std::vector<std::pair<core::ConstantId, core::Repr>>& constant_items() const
    {
        return constant_items_;
    }
    /// Is the variable's value ever looked at? Pure statements that compute unneeded values may go.
    [[nodiscard]] bool Needed(core::FuncId function, core::VarId var) const
    {
        return needed_[first_var_[function.index()] + var.index()];
    }
    [[nodiscard]] core::KindSet ResultKinds(core::FuncId function) const { return result_kinds_[function.index()]; }
    /// Does any caller look at the result?
    [[nodiscard]] bool ResultNeeded(core::FuncId function) const { return result_needed_[function.index()]; }
    /// Can the function be reached from the module's entry or from an exported function?
    [[nodiscard]] bool Live(core::FuncId function) const { return live_[function.index()]; }
    /// Of a field of a struct type, by the field's number.
    [[nodiscard]] core::KindSet FieldKinds(uint16_t number) const { return field_kinds_[number]; }
    [[nodiscard]] core::KindSet GlobalKinds(core::GlobalId global) const { return global_kinds_[global.index()]; }
    /// A part of what a call passes or gets back: a parameter, the result, or what their objects hold.
    struct PartTypes {
        core::KindSet kinds;     ///< in this call
        core::KindSet generic;   ///< in all calls of the function
        bool element;            ///< elements of vectors
    };
    /// A known call whose types say more than those of all calls together.
    struct CallTypes {
        core::FuncId caller, callee;
        core::StmtId stmt;
        std::vector<PartTypes> parts;
    };
    [[nodiscard]] const std::vector<CallTypes>& call_types() const { return call_types_; }
    /// A declaration of what a list or vector holds that cannot be right.
    struct BrokenItems {
        support::Symbol name;
        source::Span span;
        core::KindSet declared, found;
    };
    [[nodiscard]] const std::vector<BrokenItems>& broken_items() const { return broken_items_; }
    /// A statement that begins a `for`, and the kinds of what it walks over.
    struct Sequence {
        core::FuncId function;
        core::StmtId stmt;
        core::KindSet kinds;
    };
    [[nodiscard]] const std::vector<Sequence>& sequences() const { return sequences_; }

private:
    friend class Inferrer;
    friend void ComputeNeeded(const core::Module& module, const std::vector<core::FuncId>& callers_first,
                              Inference& inference);

    std::vector<size_t> first_var_;
    std::vector<core::KindSet> kinds_;
    std::vector<bool> needed_;
    std::vector<Items> items_;
    std::vector<std::pair<core::ConstantId, core::Repr>> constant_items_;
    std::vector<core::KindSet> result_kinds_;
    std::vector<bool> result_needed_;
    std::vector<bool> live_;
    std::vector<core::KindSet> global_kinds_, field_kinds_;
    std::vector<Sequence> sequences_;
    std::vector<CallTypes> call_types_;
    std::vector<BrokenItems> broken_items_;
};

/// Computes the kinds of all values of the module. Linear in the size of the program in practice.
Inference Infer(const core::Module& module, source::Sink& sink);

/// A `for` over a string or bytes walks over a list of its chars or numbers: puts the operation there that makes it.
/// True when something changed: what was inferred holds no more.
bool MakeSequences(core::Module& module, const Inference& inference);

/// Fills representations and kinds, and rewrites the module in place (core.h: "after types"). Reports operations that
/// cannot succeed (E0302, E0305, E0306, E0309, E0207).
void Lower(core::Module& module, const Inference& inference, source::Sink& sink);

/// Rules that hold after Lower, as texts "TYPE-n: function: ..."; empty when all hold:
///   TYPE-1 operands and result of a primitive have the representations of its line in prims.def; `Not` takes a Bool
///   TYPE-2 the condition of an If is a Bool
///   TYPE-3 arguments and result of a call are as the callee's parameters and result
///   TYPE-4 operands and result of CallClosure, and operands of MakeClosure, are Obj
///   TYPE-5 moves, yields, loop parameters and results keep the representation
///   TYPE-6 stored and loaded globals have the global's representation
std::vector<std::string> Verify(const core::Module& module);

/// The dump of core with the kinds of each statement's result beside it, where the representation does not say them.
std::string Print(const core::Module& module);

/// The kinds of items that a declaration promises; kAny when it says nothing of them.
core::KindSet ItemKinds(core::KindSet declared);
/// "int", "int|float", "any": for dumps.
std::string KindText(core::KindSet kinds, const core::Module* module = nullptr);
/// "an Int", "a List", "an Int or a String": for messages.
std::string DescribeKinds(core::KindSet kinds, const core::Module* module = nullptr);

}  // namespace omni::types
