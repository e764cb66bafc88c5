#pragma once
// One function while its heap objects are planned; see heap.h.

#include <optional>
#include <set>

#include "core/place_use.h"
#include "plan/heap.h"
#include "support/bit_set.h"

namespace omni::plan {

/// What an object is, as far as taking it apart needs it.
struct ObjectLayout {
    enum Shape : uint8_t { None, Pair, Values, Struct } shape = None;
    core::StructId type;
    friend bool operator==(const ObjectLayout& a, const ObjectLayout& b) = default;
};
/// Of what a primitive makes or looks into.
ObjectLayout LayoutOf(const core::Stmt& stmt);
class HeapCode;
/// Does it make a string or bytes out of one in the heap that may end there, and get longer itself?
bool MayExtend(const HeapCode& code, const core::Stmt& stmt);
/// Reads a field without a check.
bool IsPlainLoad(const core::Stmt& stmt);

/// A variable that was loaded from a field.
struct LoadedFrom {
    core::VarId holder;
    core::FieldKind kind = core::FieldKind::Car;
    uint16_t index = 0;
    ObjectLayout layout;
};

/// Why a top-level variable or a field does not hold an object any longer.
struct ReplacedAt {
    support::Symbol name;  ///< what held it: `recent`, `(queue-front q)`
    source::Span by;       ///< what sets it; none: the program ends
};

/// A reference that is taken out of a variable or field, which is empty until it is set again.
struct Taking {
    core::StmtId stmt;
    core::VarId var;       ///< what owns the reference from there on
    support::Symbol name;  ///< what held it
    source::Span by;       ///< what sets it again
};

/// What all steps ask about one function, and the code that they change: a copy, because a trial may be given up.
class HeapCode {
public:
    HeapCode(const core::Module& module, const core::Function& function, const analysis::FunctionFacts& facts,
             analysis::StorageGraph& graph, const core::PlaceUse& use, const NodeSet& heap, const std::vector<bool>& globals,
             const std::vector<HeapFunction>& functions);

    [[nodiscard]] analysis::Node NodeOf(core::VarId var) const;
    [[nodiscard]] bool IsTracked(core::VarId var) const;
    [[nodiscard]] bool IsTracked(core::Atom atom) const { return atom.is_var() && IsTracked(atom.var()); }
    [[nodiscard]] bool InHeap(analysis::Node node) const;
    /// Does the top-level variable that the statement reads or sets hold heap objects?
    [[nodiscard]] bool OfHeapGlobal(const core::Stmt& stmt) const { return globals[stmt.global.index()]; }
    /// Is it the target of an assignment? Loop parameters are not: they have one value in an iteration.
    [[nodiscard]] bool IsReassigned(core::VarId var) const { return reassigned_[var.index()]; }
    /// The statement that binds a variable, or None.
    [[nodiscard]] core::StmtId definition(core::VarId var) const { return definition_[var.index()]; }
    /// Of a variable that was added.
    void NoteDefinition(core::VarId var, core::StmtId stmt);
    /// Does the statement itself make a heap object?
    [[nodiscard]] bool Makes(const core::Stmt& stmt) const;
    /// Does the call give its result away?
    [[nodiscard]] bool Gives(const core::Stmt& stmt) const;
    /// Does the statement consume its operand, whatever the modes of joins are? Jumps and moves are not asked.
    [[nodiscard]] bool Consumes(const core::Stmt& stmt, size_t operand) const;
    /// Does it set a field that owns what it holds? With a result, that is the reference that the field had.
    [[nodiscard]] bool SetsHeapField(const core::Stmt& stmt) const { return HeapFieldSetBy(stmt) != analysis::kNoNode; }
    /// The node of what that field holds, or kNoNode.
    [[nodiscard]] analysis::Node HeapFieldSetBy(const core::Stmt& stmt) const;
    /// Does it read a field of a heap object that nothing in the whole function may set? It reads the same everywhere.
    [[nodiscard]] bool IsSteadyLoad(const core::Stmt& stmt) const;
    /// Does it read a field of a heap object, or an item of a vector there, and gives what is in the heap?
    [[nodiscard]] bool ReadsHeapField(const core::Stmt& stmt) const;
    /// Is it a load of a field, and of which? An item of a vector is none: its index may be any.
    [[nodiscard]] std::optional<LoadedFrom> LoadOf(const core::Stmt& stmt) const;
    /// Fields of an object of this layout that may hold heap objects.
    [[nodiscard]] std::vector<analysis::StorageGraph::Edge> HeapFields(core::VarId var, const ObjectLayout& layout) const;

    /// What the object was that the statement takes apart: its parts were loaded from it.
    [[nodiscard]] ObjectLayout LayoutOfTaken(const core::Stmt& taking) const;
    /// What a reader knows the variable by: its name, or for a part of an object that has none `(cdr e)`.
    [[nodiscard]] support::Symbol Spelling(core::VarId var) const;

    const core::Module& module;
    analysis::StorageGraph& graph;
    const core::PlaceUse& use;
    const NodeSet& heap;
    const std::vector<bool>& globals;  ///< by GlobalId: those that hold heap objects
    const std::vector<HeapFunction>& functions;
    std::set<core::StmtId> owning_loads;  ///< of top-level variables and fields: what is read has an owner here
    std::set<core::StmtId> counting_loads;  ///< ... besides the variable or field: that is a second reference
    std::unordered_map<uint32_t, ReplacedAt> replaced;  ///< by VarId: what a top-level variable or a field held
    std::vector<Taking> takings;
    NodeSet open;  ///< nodes whose objects are not taken apart: HeapClosure::OpenNodes
    core::Function code;
    std::vector<analysis::Node> node_of;
    std::vector<std::pair<core::GlobalId, analysis::Node>> global_nodes;
    analysis::Node result;

private:
    std::vector<bool> reassigned_;
    std::vector<core::StmtId> definition_;

    [[nodiscard]] std::string PathOf(core::VarId var) const;
    void FindDefinitions(core::BlockId block);
};

/// What the condition of an `if` tells in one of its arms.
struct Learned {
    core::VarId empty;        ///< this variable of a heap node is no object here
    core::StmtId first_time;  ///< this loop is in its first iteration: a parameter that later is a pair is the empty list
};
Learned LearnAtHead(const HeapCode& code, core::BlockId arm, core::StmtId owner);

/// A top-level variable with heap objects owns what it holds. Where it is set, what it held before is read in front and
/// owned here; where it is read and set again before anybody reads it, it is taken out; what is read otherwise is counted
/// once more, unless nothing can set the variable meanwhile. At the end of the program all of them are emptied.
/// `nothing`: the constant.
void PlaceGlobals(HeapCode& code, const core::PlaceUse& use, core::ConstantId nothing);

/// The same for fields of heap objects that are set: what such a field held comes out of the statement that sets it.
/// `places`: fields that are set of any heap object. Says which variables cannot borrow.
std::vector<core::VarId> PlaceFields(HeapCode& code, const std::set<core::PlaceId>& places, core::ConstantId nothing);

/// Modes of variables where values meet; see heap_modes.cpp.
struct Modes {
    std::vector<bool> owned;                          ///< by VarId: parameter, result of `if` or loop, target of a move
    std::vector<bool> demanded;                       ///< by VarId: it, or a part of it, is consumed somewhere
    std::vector<std::vector<core::VarId>> lenders;    ///< by VarId: what keeps a borrowing variable alive
};
Modes InferModes(const HeapCode& code, const HeapFunction& function, bool borrow);

/// Loads in the branches behind a call move in front of it when it would be given a sibling of what they read and the
/// object is not needed otherwise.
void HoistLoads(HeapCode& code);
/// Loads of fields move in front of the call or allocation that would be given their siblings: then the object can be
/// taken apart there.
void AdvanceLoads(HeapCode& code);
/// A field that was loaded before is not loaded again, so that each part of an object has one name.
void MergeLoads(HeapCode& code);

/// Inserts dup, drop and taking apart. False: the paths of the function do not fit together.
bool PlaceCounts(HeapCode& code, const Modes& modes, const PlanOptions& options, reason::Ledger& ledger,
                 HeapFunction& out);
/// Passes cells that a caller only frees to callees that make an object of the same layout on each of their paths, where each
/// call has one to pass. Runs when all operations stand.
void PassCells(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const core::PlaceUse& use, HeapPlan& plan);
/// Makes Reuse of Free where a later allocation has the same layout.
void AssignCells(HeapCode& code, reason::Ledger& ledger, HeapFunction& out);

}  // namespace omni::plan
