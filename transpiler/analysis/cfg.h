#pragma once
// Control flow graph: a view on the structured core, with edges as objects.
//
//   (if c a b)      entry --then--> a --join--> rest      Operations "on an edge" have a place in the structured code:
//                         --else--> b --join-->           the head of an arm, or the end of a block before its jump.

#include <vector>

#include "core/core.h"
#include "support/id.h"
#include "support/table.h"

namespace omni::analysis {

using SegmentId = support::Id<struct SegmentTag>;  ///< straight-line part of a core block
using EdgeId = support::Id<struct EdgeTag>;

enum class EdgeKind : uint8_t { Then, Else, Join, LoopEntry, LoopBack, LoopExit };

/// A way from one segment to another.
struct CfgEdge {
    SegmentId from, to;
    EdgeKind kind;
    core::BlockId block;  ///< where operations on this edge go: in front of statement `index` of this block
    uint32_t index;
};

/// Statements [begin, end) of a core block, without a branch between them. An If or Loop ends its segment and belongs
/// to it, as does the jump that ends a block.
struct Segment {
    core::BlockId block;
    uint32_t begin = 0, end = 0;
    std::vector<EdgeId> in, out;
};

struct Cfg {
    support::Table<SegmentId, Segment> segments;  ///< [0] is the entry; source order
    support::Table<EdgeId, CfgEdge> edges;
};

/// Builds the view of a function that has a body.
Cfg BuildCfg(const core::Function& function);

}  // namespace omni::analysis
