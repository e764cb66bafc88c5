#pragma once
// One trial of heap_select.cpp: operations on heap objects, placed in copies of the functions concerned.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "plan/heap_candidates.h"
#include "plan/heap_function.h"
#include "plan/heap_scope.h"

namespace omni::plan {

/// Functions whose operations were placed together. A trial that concerns one of them is placed with all of them anew.
struct HeapGroup {
    std::set<core::FuncId> functions;
    NodeSet open;  ///< HeapClosure::OpenNodes
};

class HeapTrial {
public:
    using Codes = std::map<uint32_t, std::unique_ptr<HeapCode>>;  ///< by FuncId index

    /// `plan`: what is in the heap already. `nothing`: the constant.
    HeapTrial(const core::Module& module, analysis::Facts& facts, const HeapScope& scope, const HeapPlan& plan,
              const PlanOptions& options, reason::Ledger& ledger, core::ConstantId nothing)
        : module_(module), facts_(facts), scope_(scope), plan_(plan), options_(options), ledger_(ledger), nothing_(nothing)
    {
    }

    /// The name of a function whose paths do not fit together, or null.
    const char* Place(const HeapClosure& closure, const HeapGroup& group);
    /// What shows that objects of the trial die early, as a place in the source; none: nothing is gained.
    [[nodiscard]] std::optional<source::Span> Evidence(const HeapCandidate& candidate) const;

    /// The copies.
    [[nodiscard]] Codes& codes() { return codes_; }
    /// HeapPlan::functions with the trial, cells assigned. `codes` is what it belongs to.
    [[nodiscard]] std::vector<HeapFunction> TakeFunctions();

private:
    /// What is found out about a function when operations are placed in it, and makes them be placed anew.
    struct Found {
        bool shares = false;                ///< a caller needs what it hands over afterwards
        std::vector<core::VarId> must_own;  ///< HeapFunction::must_own
    };

    const core::Module& module_;
    analysis::Facts& facts_;
    const HeapScope& scope_;
    const HeapPlan& plan_;
    const PlanOptions& options_;
    reason::Ledger& ledger_;
    const core::ConstantId nothing_;
    std::vector<HeapFunction> functions_;  ///< by FuncId index
    Codes codes_;

    const char* PlaceOnce(const HeapClosure& closure, const HeapGroup& group, std::map<uint32_t, Found>& found);
    void NameResults(HeapCode& code) const;
    [[nodiscard]] std::map<uint32_t, Modes> InferAll();
    [[nodiscard]] std::optional<source::Span> EvidenceOfReplaced(source::Span set) const;
    [[nodiscard]] bool Releases(const HeapCode& code, const core::Stmt& stmt) const;
    [[nodiscard]] bool IsRelease(const HeapCode& code, const core::Stmt& stmt) const;
    [[nodiscard]] std::vector<bool> Releasing() const;
};

}  // namespace omni::plan
