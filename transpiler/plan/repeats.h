#pragma once
// Is a function called again and again while the region lives on in which it builds its result? Then what dies in there
// piles up. Evidence is a call in a loop that outlives the iteration, or a recursion that hands its own dest down.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/storage.h"
#include "plan/structure.h"

namespace omni::plan {

/// A call that is repeated while what it makes lives on.
struct Repeat {
    core::FuncId caller;
    core::StmtId call;
};

class Repeats {
public:
    Repeats(const core::Module& module, analysis::Facts& facts) : module_(module), facts_(facts) {}

    /// Found on demand, and kept. Without evidence nothing, which does not say that there are no such calls.
    std::optional<Repeat> Of(core::FuncId function);

private:
    struct Caller {
        core::FuncId function;
        const analysis::CallClone* call;
    };
    const core::Module& module_;
    analysis::Facts& facts_;
    std::vector<std::vector<Caller>> callers_;   ///< by FuncId index; empty: not collected yet
    std::map<core::FuncId, std::optional<Repeat>> known_;
    std::map<core::FuncId, std::unique_ptr<Structure>> structures_;

    void CollectCallers();
    const Structure& StructureOf(core::FuncId function);
    [[nodiscard]] bool LivesOn(core::FuncId caller, core::StmtId call, analysis::Node made);
    [[nodiscard]] bool GoesOn(core::FuncId caller, core::StmtId loop, core::StmtId stmt);
    [[nodiscard]] bool ReachesFromOutside(core::FuncId caller, core::StmtId loop, analysis::Node node_class);
};

}  // namespace omni::plan
