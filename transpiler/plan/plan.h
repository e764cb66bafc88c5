#pragma once
// The plan: every memory decision of a program as data. Each has a subject, a choice, a because and what was rejected.
// No Decision can be made without a reason.

#include <string>
#include <vector>

#include "core/core.h"
#include "reason/reason.h"
#include "support/id.h"
#include "support/table.h"

namespace omni::plan {

using DecisionId = support::Id<struct DecisionTag>;

/// Where an object lives (design section 1).
enum class StorageClass : uint8_t {
    Static,   ///< constant data
    Stack,    ///< a C object in a block of the function
    Scratch,  ///< a region that this function creates and exits, whose first chunk lies in the C frame
    Region,   ///< a region that this function creates and exits
    Dest,     ///< the region that the caller passed for the result
    Holder,   ///< the region that holds a parameter or captured object (region_of)
    Global,   ///< the region that lives until the program ends
    Borrowed, ///< not decided here: the caller's
    Heap,     ///< freed one by one: at the last use, or when a count says so
};
inline constexpr size_t kStorageClasses = static_cast<size_t>(StorageClass::Heap) + 1;

enum class RegionKind : uint8_t {
    Local,    ///< created and exited in this function
    Stack,    ///< C objects of a block; declared by StackReserve
    Dest,     ///< passed by the caller for the result
    Outside,  ///< the caller's storage, alive for the whole call; allocations use the region of an object (`holder`)
    Global,   ///< until the program ends
    Heap,     ///< no region: objects that are freed one by one
};

struct Region {
    RegionKind kind = RegionKind::Outside;
    std::string name;        ///< C name: `temp_region`, `dest`; unique in the function
    core::VarId holder;      ///< Outside with allocations: the object whose region is meant; see StmtKind::RegionOf
    uint32_t scratch_bytes = 0;  ///< Local: size of its first chunk in the C frame; 0: it has none there
};

/// A variable of a heap node that holds no reference of its own from where it is bound: what it holds is kept alive by
/// the variables `lenders`, by the caller when there are none.
struct Borrow {
    core::VarId var;
    std::vector<core::VarId> lenders;  ///< sorted
};

enum class DecisionKind : uint8_t {
    Place,         ///< in which storage class the objects of a variable live
    Borrow,        ///< a parameter that is only looked at (or passed through, or mutated)
    RegionCreate,
    RegionExit,
    RegionReset,
    Transmigrate,
    Entry,         ///< what the closure entry of a function makes for callers that do not know it
    Copy,          ///< a function has this version for the types of its callers' arguments; the place is `version`
    Loop,          ///< a recursion of the source that is a loop; no storage is concerned, the place is `loop`
    Consume,       ///< a parameter whose objects the function takes over
    Dup,           ///< a second reference to a heap object
    Drop,          ///< a reference to a heap object ends
    Free,          ///< a heap object dies
    Reuse,         ///< the memory of a heap object that dies is used for the next
};

/// Another class: one that was rejected and why, or one that a change of the program would allow and which change.
struct Rejected {
    StorageClass choice;
    reason::ReasonId because;
};

struct Decision {
    DecisionKind kind;
    core::FuncId function;
    std::string path;              ///< stable id: `function/binding`, with `.2` for the second of equals in source order
    support::Symbol subject;       ///< the binding or what a temporary holds; for regions the region's first binding
    StorageClass choice;
    std::string region;            ///< C name of the region concerned: `temp_region`, `dest`; empty for stack and static
    source::Span site;             ///< the expression decided about
    std::vector<reason::ReasonId> because;  ///< first the main reason; at least one
    std::vector<Rejected> rejected;         ///< better classes first
    std::vector<Rejected> would_be;         ///< the class if one thing were not so, in source order: counterfactuals
};

/// How much is decided: for the least memory, or in the shortest time (branch-level narrowing, section 4).
enum class Mode : uint8_t {
    Precise,  ///< --mode=aot: each branch for itself, the whole allocation matrix
    Coarse,   ///< --mode=jit: locals go to a scratch arena of the function or the loop's iteration
};

/// Switches that change decisions; each is an option of the command line.
struct PlanOptions {
    bool stack = true;        ///< --no-stack
    bool nonlexical = true;   ///< --no-nonlexical
    bool outliving = true;    ///< --no-outliving
    bool loop_reset = true;   ///< --no-loop-reset
    bool scratch = true;      ///< --no-scratch
    Mode mode = Mode::Precise;
    uint32_t stack_limit = 256;  ///< bytes; --stack-limit
    uint32_t scratch_bytes = 512;  ///< of the buffer in the C frame; --scratch-bytes
    bool heap = true;         ///< --no-heap
    bool reuse = true;        ///< --no-reuse
    bool borrow = true;       ///< --no-borrow
    bool elide = true;        ///< --no-elide
    bool reorder = true;      ///< --no-reorder
    bool narrowing = true;    ///< --no-narrowing
    uint16_t transmigrate_bytes = 64;  ///< largest structure that is copied on a path that returns it; --transmigrate-bytes
    std::vector<core::FuncId> heap_unproven_in;  ///< no switch: functions in which the verifier could not prove the counts; what
                                                 ///< needs them is not in the heap
    support::Symbol heap_unproven;  ///< no switch: where the verifier could not prove a plan with heap objects, or with
                                    ///< copies on some paths
};

/// A name for each function that is unique in the program: `f`, `f.lambda`, `f.inner`, `f.lambda.2` for the second of equals
/// in source order. Ids of decisions begin with it.
std::vector<std::string> FunctionPaths(const std::vector<const core::Function*>& functions);

/// A contract of the source that the plan cannot keep.
struct BrokenContract {
    std::string contract;          ///< as the program spells it
    source::Span place;            ///< of the contract
    std::string what;              ///< why not, in front of the reason: "`p` lives in dest"
    reason::ReasonId because;      ///< may be None
    source::Span site;             ///< the expression that makes the object, or calls who does
    std::string counterfactual;    ///< what would have to be otherwise; may be empty
};

/// A place that makes objects in each iteration of a loop that never ends, in storage that outlives the iteration.
struct Growth {
    support::Symbol carried;       ///< what keeps them
    source::Span site, loop;
    std::string region;
};

/// Something that is made in a region of the source and used behind its end.
struct LateUse {
    support::Symbol binding;       ///< through which it is reached
    source::Span use, end, made;
};

/// Name of a storage class as comments and JSON spell it: `stack`, `region`, `dest` ...
std::string_view Name(StorageClass choice);
std::string_view Name(DecisionKind kind);

}  // namespace omni::plan
