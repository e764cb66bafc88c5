// What was decided about heap objects (heap.h), as decisions beside the others.

#include <algorithm>

#include "plan/function_decider.h"

namespace omni::plan {

using reason::ReasonKind;

/// Of the function that owns the objects, or puts them on top of a parameter: the evidence; of one that only makes
/// them: for whom.
reason::ReasonId FunctionDecider::HeapReason(const ClassInfo& info)
{
    const Node node = graph_.Find(info.members.front());
    const auto evidence = heap_.because.find(node);
    const auto counting = heap_.counting.find(node);
    reason::ReasonId counts = counting != heap_.counting.end() ? counting->second : Because(ReasonKind::HeapUnique);
    const bool on_top_of_param = info.escape == analysis::Escape::Holder && evidence != heap_.because.end() &&
                                 ledger_[evidence->second].kind == ReasonKind::DeadAtReturn;
    const bool in_global = info.escape == analysis::Escape::Global && evidence != heap_.because.end();
    if (!on_top_of_param && !in_global && (info.escape != analysis::Escape::Local || evidence == heap_.because.end())) {
        return Because(ReasonKind::BuiltForCaller);
    }
    reason::Reason why = ledger_[evidence->second];
    why.function = function_.id;
    why.because = counts;
    for (const core::VarId param : function_.params) {
        const Node held = mine_.node_of[param.index()];
        if (on_top_of_param && held != analysis::kNoNode && graph_.Find(held) == node) {
            why.subject = function_.vars[param].name;
        }
    }
    return ledger_.Add(std::move(why));
}

/// Why the objects of a region of this function are not freed one by one.
void FunctionDecider::RejectHeap(ClassInfo& info)
{
    for (const Node member : info.members) {
        const auto found = heap_.rejected.find(graph_.ClassOf(member));
        if (found != heap_.rejected.end()) {
            info.rejected.insert(info.rejected.end(), found->second.begin(), found->second.end());
            return;
        }
    }
}

bool FunctionDecider::TakesOver(core::VarId param) const
{
    const HeapFunction& heap = heap_.functions[function_.id.index()];
    for (size_t i = 0; heap.used && i < function_.params.size(); ++i) {
        if (function_.params[i] == param) {
            return heap.consumes[i];
        }
    }
    return false;
}

void FunctionDecider::DecideHeapOperations()
{
    const HeapFunction& heap = heap_.functions[function_.id.index()];
    out_.unique.reserve(out_.nodes.size());
    for (const Node node : out_.nodes) {
        out_.unique.push_back(heap_.unique.count(graph_.Find(node)) != 0);
    }
    out_.borrows = heap.borrows;
    for (const HeapOperation& operation : heap.operations) {
        if (structure_.is_placed(operation.stmt)) {
            out_.site_decisions.emplace_back(
                operation.stmt, AddDecision(operation.kind, operation.subject, StorageClass::Heap, "",
                                            function_.stmts[operation.stmt].span, operation.because));
        }
    }
    std::sort(out_.site_decisions.begin(), out_.site_decisions.end());
}

}  // namespace omni::plan
