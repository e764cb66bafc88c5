#pragma once
// What the rules of rir/verify share: the certificate of one function, made easy to ask.

#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

#include "core/place_use.h"
#include "rir/places.h"
#include "rir/print.h"
#include "rir/rir.h"
#include "rir/verify.h"

namespace omni::rir {

/// Does the region end before the program does, by this function's doing?
inline bool IsOwn(RegionKind kind) { return kind == RegionKind::Local || kind == RegionKind::Stack; }

/// Is the field a pointer in memory? Param and Result only describe calls.
inline bool IsPointer(FieldKind kind) { return kind != FieldKind::Param && kind != FieldKind::Result; }

/// May a value of this variable be an object? Otherwise it needs no node, and flows anywhere.
inline bool HoldsObject(const core::Var& var)
{
    return var.repr == core::Repr::Obj && (var.kinds & core::kind::kObject) != 0;
}
/// May the function's result be an object?
inline bool ReturnsObject(const core::Function& code)
{
    return code.result_repr == core::Repr::Obj && (code.result_kinds & core::kind::kObject) != 0;
}

/// Nodes that callers know: all that parameters, captured variables and the result reach through any field.
std::vector<NodeId> InterfaceOf(const Function& function);

/// One function under check.
class Context {
public:
    /// `interfaces`: InterfaceOf each function, None where the function is not well-formed.
    Context(const Module& program, const Function& checked, const std::vector<std::vector<NodeId>>& all_interfaces,
            const std::vector<bool>& all_sound, std::vector<Violation>& violations);

    const Module& module;
    const Function& function;
    const core::Function& code;
    const std::vector<std::vector<NodeId>>& interfaces;  ///< by FuncId
    const std::vector<bool>& well_formed;                ///< by FuncId

    /// Local and stack regions that a value of the node reaches through pointers, its own included; sorted.
    [[nodiscard]] const std::vector<RegionId>& Reach(NodeId node) const { return sets_[set_of_[node.index()]]; }
    /// Does everything reached through any field live until the program ends (global region, or static)?
    [[nodiscard]] bool IsWorldly(NodeId node) const { return worldly_[node.index()]; }

    /// The same, where heap objects count as alive: those that top-level variables own.
    [[nodiscard]] bool IsWorldlyOrHeap(NodeId node) const { return worldly_or_heap_[node.index()]; }

    /// Node of an operand; None for constants and for values without objects.
    [[nodiscard]] NodeId NodeOf(core::Atom atom) const;
    /// Target of a field, or None. All fields of an `any` node lead to itself.
    [[nodiscard]] NodeId FieldOf(NodeId node, FieldKind kind, size_t index = 0) const;
    [[nodiscard]] RegionId RegionOf(NodeId node) const
    {
        return node.valid() ? function.nodes[node].region : RegionId();
    }
    [[nodiscard]] bool IsKind(RegionId region, RegionKind kind) const
    {
        return region.valid() && function.regions[region].kind == kind;
    }

    [[nodiscard]] std::string Name(RegionId region) const;
    [[nodiscard]] std::string Name(core::Atom atom) const;
    [[nodiscard]] static std::string Name(NodeId node);

    /// `rule: text, in function: statement`.
    template <class... Args>
    void Report(const char* rule, core::StmtId stmt, fmt::format_string<Args...> text, Args&&... args)
    {
        Add(rule, stmt, fmt::format(text, std::forward<Args>(args)...));
    }
    [[nodiscard]] bool full() const { return reported_ >= kMaxReported; }

private:
    static constexpr size_t kMaxReported = 50;

    void Add(const char* rule, core::StmtId stmt, std::string text);
    [[nodiscard]] std::vector<bool> ComputeWorldly(bool with_heap) const;
    void ComputeReach();
    void CloseComponent(const std::vector<uint32_t>& members);

    std::vector<Violation>& violations_;
    size_t reported_ = 0;
    std::vector<bool> worldly_, worldly_or_heap_;
    std::vector<uint32_t> set_of_;                 ///< by node: its set
    std::vector<std::vector<RegionId>> sets_;      ///< the first is empty
};

// The rules, one file for each group.

/// V0: ids, operands, blocks and scopes. False: nothing else may be asked about the function.
bool CheckShape(const Module& module, const Function& function, std::vector<Violation>& violations);
/// V3, V7, V8 as far as they concern the nodes alone.
void CheckNodes(Context& context);
/// V1 and V9: each statement agrees with the nodes.
void CheckMap(Context& context);
/// V8: the calls agree with what their callees claim.
void CheckCall(Context& context, core::StmtId id);
void CheckMakeClosure(Context& context, core::StmtId id);
/// V9: C is given and gives what its contract allows.
void CheckExternCall(Context& context, core::StmtId id, const core::Function& callee);
/// V1: an object of the result's node is made in the node's region.
void CheckAllocation(Context& context, core::StmtId id);
/// V10: the copy has the shape of the original.
void CheckTransmigrate(Context& context, core::StmtId id);
/// V2, V3, V4, V7 and V10 on every path.
void CheckPaths(Context& context);

/// V5, V6: what the program needs to know of heap objects beyond one function.
class HeapProgram {
public:
    explicit HeapProgram(const Module& module, const std::vector<bool>& well_formed);
    /// May the function, or one that it calls, change fields of objects of the node?
    [[nodiscard]] bool Changes(core::FuncId function, NodeId node) const
    {
        return changed_[function.index()][node.index()];
    }
    /// May the function, or one that it calls, take objects of the node apart?
    [[nodiscard]] bool TakesApart(core::FuncId function, NodeId node) const
    {
        return taken_apart_[function.index()][node.index()];
    }
    /// May the function, or one that it calls, put objects of the node into heap objects as what is no heap object? Those do
    /// not count it, and yet give it up when they die.
    [[nodiscard]] bool HoldsUncounted(core::FuncId function, NodeId node) const
    {
        return held_uncounted_[function.index()][node.index()];
    }
    [[nodiscard]] const core::PlaceUse& use() const { return use_; }
    /// The fields of heap objects that the function, or one that it calls, stores into, as far as it knows the object by
    /// this node. `linked`: only where an object is stored.
    [[nodiscard]] const Places& StoredInto(core::FuncId function, NodeId node, bool linked) const;
    /// Does anybody store into a heap object?
    [[nodiscard]] bool has_stores() const { return !stored_.empty(); }
    /// The fields that may hold heap objects and are stored into somewhere in the program.
    [[nodiscard]] const Places& replaced() const { return replaced_; }
    /// ... and the top-level variables that hold heap objects.
    [[nodiscard]] const Places& settable() const { return settable_; }
    /// Does any top-level variable hold heap objects?
    [[nodiscard]] bool has_globals() const { return has_globals_; }
    /// May an error leave the function for a `try` around it?
    [[nodiscard]] bool IsLeftByErrors(core::FuncId function) const { return left_by_errors_[function.index()]; }

private:
    /// By function and node; empty where nobody stores into a heap object.
    using Stores = std::vector<std::vector<Places>>;

    void FindChanges(const Module& module, const std::vector<bool>& well_formed);
    void FindStores(const Module& module, const std::vector<bool>& well_formed);
    [[nodiscard]] bool IsNoChange(const Function& function, const core::Stmt& stmt, size_t arg, NodeId node) const;
    void FindTakenApart(const Module& module, const std::vector<bool>& well_formed);
    void FindHeldUncounted(const Module& module, const std::vector<bool>& well_formed);
    void Spread(const Module& module, const std::vector<bool>& well_formed, std::vector<std::vector<bool>>& marks);
    void FindLeftByErrors(const Module& module);
    std::vector<std::vector<bool>> changed_, taken_apart_, held_uncounted_;
    std::vector<bool> left_by_errors_;
    Stores stored_, linked_;
    Places replaced_, settable_;
    const core::PlaceUse use_;
    const bool has_globals_;
};
/// Calls add(callee, its node, caller, its node) for all that calls relate, until none of them adds anything.
template <class Add>
void SpreadUpwards(const Module& module, const std::vector<bool>& well_formed, Add&& add)
{
    bool backwards = false;  // in turn, so that a long way of calls is short in one of the two orders
    for (bool again = true; again; backwards = !backwards) {
        again = false;
        for (size_t turn = 0; turn < module.functions.size(); ++turn) {
            const size_t i = backwards ? module.functions.size() - 1 - turn : turn;
            for (const CallMap& map : module.functions[i].call_maps) {
                const size_t callee = module.functions[i].code.stmts[map.call].callee.index();
                for (const auto& [from, to] : map.nodes) {
                    if (well_formed[i] && module.functions[callee].nodes.contains(from) && module.functions[i].nodes.contains(to)) {
                        again = add(callee, from, i, to) || again;
                    }
                }
            }
        }
    }
}

/// Are the node's objects in the heap?
bool IsInHeap(const Function& function, NodeId node);
/// By node: do objects of `from` lead to it through pointers, or is it `from`?
std::vector<bool> ReachedFrom(const Function& function, NodeId from);
/// By node: do its objects lead to those of `to` through pointers, or is it `to`?
std::vector<bool> LeadingTo(const Function& function, NodeId to);
/// V5: what the callee stores into objects of the caller, it stores as references that are counted.
void CheckStoredFields(Context& context, const HeapProgram& program, const CallMap& map);
/// V5 as far as it concerns the nodes alone.
void CheckHeapNodes(Context& context, const HeapProgram& program);
/// V5 and V6 on every path.
void CheckHeapPaths(Context& context, const HeapProgram& program);
/// V5 for what top-level variables hold, and for cycles.
void CheckHeapGlobals(const Module& module, const std::vector<bool>& well_formed, const HeapProgram& program,
                      std::vector<Violation>& violations);

/// V1: a value may flow from `source` to a place of node `target`. `target_holds`: may that place hold an object?
void CheckFlow(Context& context, core::StmtId id, core::Atom source, NodeId target, bool target_holds,
               std::string_view place);
/// V1: a value of node `source` (None: no object) becomes the result of the statement.
void CheckResult(Context& context, core::StmtId id, NodeId source);

}  // namespace omni::rir
