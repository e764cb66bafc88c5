#pragma once
// What stands in a loop, for the search of what loops rebuild; see heap_select.cpp.

#include <vector>

#include "core/core.h"

namespace omni::plan {

/// Statements of a loop's body, inner ones included.
void CollectBody(const core::Function& function, core::BlockId block, std::vector<core::StmtId>& stmts);
/// Statements of a loop's body that a later iteration may follow.
void CollectIterating(const core::Function& function, core::BlockId block, std::vector<core::StmtId>& stmts);

}  // namespace omni::plan
