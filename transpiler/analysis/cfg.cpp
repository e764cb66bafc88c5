#include "analysis/cfg.h"

namespace omni::analysis {
namespace {

using core::BlockId;
using core::StmtId;
using core::StmtKind;

class Builder {
public:
    explicit Builder(const core::Function& function) : function_(function) {}

    Cfg Run()
    {
        BuildBlock(function_.body, Context{});
        return std::move(cfg_);
    }

private:
    /// Where jumps of the innermost constructs lead. Jumps to a place that has no segment yet are kept until it has.
    struct Jump {
        SegmentId from;
        BlockId block;
        uint32_t index;
    };
    struct Context {
        std::vector<Jump>* yields = nullptr;
        std::vector<Jump>* breaks = nullptr;
        SegmentId loop_head;
    };

    const core::Function& function_;
    Cfg cfg_;

    void AddEdge(SegmentId from, SegmentId to, EdgeKind kind, BlockId block, uint32_t index)
    {
        const EdgeId edge = cfg_.edges.Add({from, to, kind, block, index});
        cfg_.segments[from].out.push_back(edge);
        cfg_.segments[to].in.push_back(edge);
    }

    SegmentId Open(BlockId block, uint32_t begin)
    {
        Segment segment;
        segment.block = block;
        segment.begin = segment.end = begin;
        return cfg_.segments.Add(std::move(segment));
    }

    /// First segment of the block.
    SegmentId BuildBlock(BlockId block, const Context& context)
    {
        const auto& stmts = function_.blocks[block].stmts;
        const SegmentId first = Open(block, 0);
        SegmentId current = first;
        for (uint32_t i = 0; i < stmts.size(); ++i) {
            cfg_.segments[current].end = i + 1;
            const core::Stmt& stmt = function_.stmts[stmts[i]];
            std::vector<Jump> joins;
            if (stmt.kind == StmtKind::If) {
                Context inner = context;
                inner.yields = &joins;
                for (int arm = 0; arm < 2; ++arm) {
                    const SegmentId head = BuildBlock(stmt.blocks[arm], inner);
                    AddEdge(current, head, arm == 0 ? EdgeKind::Then : EdgeKind::Else, stmt.blocks[arm], 0);
                }
            } else if (stmt.kind == StmtKind::Loop) {
                const SegmentId head = cfg_.segments.next_id();
                Context inner;
                inner.breaks = &joins;
                inner.loop_head = head;
                BuildBlock(stmt.blocks[0], inner);
                AddEdge(current, head, EdgeKind::LoopEntry, block, i);
            } else {
                AddJump(stmt.kind, {current, block, i}, context);
                continue;
            }
            const EdgeKind kind = stmt.kind == StmtKind::If ? EdgeKind::Join : EdgeKind::LoopExit;
            current = Open(block, i + 1);
            for (const Jump& jump : joins) {
                AddEdge(jump.from, current, kind, jump.block, jump.index);
            }
        }
        return first;
    }

    void AddJump(StmtKind kind, Jump jump, const Context& context)
    {
        if (kind == StmtKind::Yield) {
            context.yields->push_back(jump);
        } else if (kind == StmtKind::Break) {
            context.breaks->push_back(jump);
        } else if (kind == StmtKind::Continue) {
            AddEdge(jump.from, context.loop_head, EdgeKind::LoopBack, jump.block, jump.index);
        }
    }
};

}  // namespace

Cfg BuildCfg(const core::Function& function) { return Builder(function).Run(); }

}  // namespace omni::analysis
