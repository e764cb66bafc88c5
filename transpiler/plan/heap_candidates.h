#pragma once
// Which nodes may be worth the heap: the objects that a loop or a recursion makes, and that are dead long before the
// region ends in which they would be kept otherwise. Evidence only: whether something is freed is seen when the
// operations are placed, heap_select.cpp.

#include <unordered_map>
#include <vector>

#include "analysis/storage.h"
#include "plan/heap_scope.h"
#include "plan/structure.h"

namespace omni::plan {

/// Why objects of a node die early, and where that is seen.
struct HeapCandidate {
    enum Kind : uint8_t {
        /// A loop carries objects and builds new ones of them; without a loop the function calls itself, looks into
        /// what that gives, and builds its own result of it, like (insert (car xs) (sort (cdr xs))).
        Rebuilt,
        /// The function calls itself more than once and builds for these calls onto what it was given, like
        /// (try (cdr x) (cons (car x) z)); its result holds nothing of it. It is dead when the call returns.
        Backtracking,
        /// A top-level variable that is set again and again holds it, or it has a field that is.
        Replaced,
        /// Asked for by a contract.
        Wished,
    };
    Kind kind;
    core::FuncId function;
    core::StmtId loop;         ///< Rebuilt: the loop, or None
    analysis::Node node;
    core::StmtId call = {};    ///< Backtracking: a call that is given what was built
    core::VarId holder = {};   ///< Backtracking: the parameter that it is built onto
    source::Span by = {};      ///< Replaced: what sets the variable or field
};

class HeapCandidates {
public:
    HeapCandidates(const core::Module& module, analysis::Facts& facts, HeapScope& scope);

    /// What top-level variables hold that are set in a loop or by functions, one for each.
    [[nodiscard]] std::vector<HeapCandidate> OfGlobals() const;
    /// Objects with fields that are set again and again, in the functions that own them or reach them by a variable.
    [[nodiscard]] std::vector<HeapCandidate> OfFields() const;
    /// What is put into containers of top-level variables again and again: it could be given up there if containers were in the heap.
    struct Contained {
        core::FuncId function;
        analysis::Node node;
        source::Span by;
    };
    [[nodiscard]] std::vector<Contained> InContainers() const;
    /// Those that the function makes, or that are made below it, as nodes of the function.
    [[nodiscard]] const std::vector<HeapCandidate>& Of(core::FuncId function) const
    {
        return of_function_[function.index()];
    }

private:
    const core::Module& module_;
    analysis::Facts& facts_;
    analysis::StorageGraph& graph_;
    HeapScope& scope_;
    std::vector<std::vector<HeapCandidate>> of_function_;

    /// The change of a field, or of a container, of what the function itself decides about, that happens again and again; or null.
    [[nodiscard]] bool HoldsNumbersOnly(const core::Function& function, analysis::Node node, const HeapScope::Change& change) const;
    [[nodiscard]] const HeapScope::Change* ChangedAgain(const core::Function& function, analysis::Node node, bool in_field) const;
    [[nodiscard]] analysis::Node NodeOf(const analysis::FunctionFacts& facts, core::Atom atom);
    void FindIn(const core::Function& function, const std::vector<core::FuncId>& component, bool branches);
    void FindCarried(const core::Function& function, const Structure& structure);
    void FindRebuiltByRecursion(const core::Function& function, const Structure& structure);
    void FindBacktracking(const core::Function& function, const Structure& structure,
                          const std::vector<core::FuncId>& component);
    [[nodiscard]] bool IsRebuilt(const core::Function& function, const std::vector<core::StmtId>& body, analysis::Node node);
    [[nodiscard]] bool IsMadeIn(const analysis::FunctionFacts& facts, const std::vector<core::StmtId>& body,
                                analysis::Node node);
    [[nodiscard]] bool IsLookedInto(const core::Function& function, const analysis::FunctionFacts& facts,
                                    const std::vector<core::StmtId>& body, analysis::Node node);
};

}  // namespace omni::plan
