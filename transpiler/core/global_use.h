#pragma once
// Which top-level variables a call may read or set.

#include <vector>

#include "core/core.h"
#include "support/bit_set.h"

namespace omni::core {

/// Of a whole program. A call of what is not known here may run each function that is a procedure somewhere or that C may
/// call.
class GlobalUse {
public:
    /// `functions`: by FuncId; they must outlive this.
    GlobalUse(const std::vector<const Function*>& functions, size_t globals);

    /// May the statement set the variable, itself or by a call, or one in its blocks?
    [[nodiscard]] bool MaySet(const Function& function, StmtId stmt, GlobalId global) const
    {
        return May(function, stmt, global, sets_, any_sets_, false);
    }
    /// May it read or set it?
    [[nodiscard]] bool MayTouch(const Function& function, StmtId stmt, GlobalId global) const
    {
        return May(function, stmt, global, touches_, any_touches_, true);
    }
    /// May a handler, or what is to be done on the way out, look at variables where anything fails?
    [[nodiscard]] bool is_watched() const { return is_watched_; }

private:
    std::vector<BitSet> sets_, touches_;  ///< by FuncId: of GlobalId
    BitSet any_sets_, any_touches_;       ///< of a call of what is not known
    bool is_watched_ = false;

    [[nodiscard]] static bool May(const Function& function, StmtId stmt, GlobalId global, const std::vector<BitSet>& by_function,
                                  const BitSet& by_unknown, bool reads);
    void Close(const std::vector<const Function*>& functions);
};

}  // namespace omni::core
