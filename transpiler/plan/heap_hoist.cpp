// Loads of fields out of the branches behind a call, in front of it.
//
//   (let ((left (insert (Node-left tree) key)))     insert(tree.left) takes its argument over. When the other fields are
//     (if (red? left)                               read before, `tree` is not needed behind the call and can be taken
//         (balance left (Node-right tree))          apart in front of it: its unit of the left subtree goes to the call.
//         (Node left (Node-right tree))))           Otherwise the subtree would be held twice during the call.
//
// A load may move to any place where the object is known to have the field: there, behind the load of the sibling. It
// reads the same when nothing in the function may set the field.

#include <algorithm>

#include "plan/heap_function.h"

namespace omni::plan {
namespace {

using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

class LoadHoister {
public:
    explicit LoadHoister(HeapCode& code)
        : heap_(code),
          code_(code.code),
          owner_(code_.blocks.size()),
          block_of_(code_.stmts.size()),
          position_(code_.stmts.size(), 0),
          uses_(code_.vars.size())
    {
        Number(code_.body);
    }

    void Run()
    {
        for (const BlockId block : code_.blocks.ids()) {
            for (size_t i = 0; i < code_.blocks[block].stmts.size(); ++i) {
                i += HoistInFrontOf(code_.blocks[block].stmts[i]);
            }
        }
    }

private:
    HeapCode& heap_;
    core::Function& code_;
    std::vector<StmtId> owner_;              ///< by BlockId: the statement that the block belongs to
    std::vector<BlockId> block_of_;          ///< by StmtId
    std::vector<size_t> position_;           ///< by StmtId, in its block
    std::vector<std::vector<StmtId>> uses_;  ///< by VarId, of tracked variables

    void Number(BlockId block)
    {
        Renumber(block);
        for (const StmtId id : code_.blocks[block].stmts) {
            for (const core::Atom arg : code_.args(code_.stmts[id])) {
                if (heap_.IsTracked(arg)) {
                    uses_[arg.var().index()].push_back(id);
                }
            }
            for (const BlockId inner : code_.stmts[id].blocks) {
                if (inner.valid()) {
                    owner_[inner.index()] = id;
                    Number(inner);
                }
            }
        }
    }

    void Renumber(BlockId block)
    {
        const auto& stmts = code_.blocks[block].stmts;
        for (size_t i = 0; i < stmts.size(); ++i) {
            block_of_[stmts[i].index()] = block;
            position_[stmts[i].index()] = i;
        }
    }

    /// How many loads were moved in front of the statement.
    size_t HoistInFrontOf(StmtId id)
    {
        size_t moved = 0;
        const Stmt& stmt = code_.stmts[id];
        const auto args = code_.args(stmt);
        for (size_t k = 0; k < args.size(); ++k) {
            if (!heap_.Consumes(stmt, k) && !(stmt.kind == StmtKind::Call && heap_.IsTracked(args[k]))) {
                continue;
            }
            const StmtId source = heap_.definition(args[k].var());
            const auto load = source.valid() ? heap_.LoadOf(code_.stmts[source]) : std::nullopt;
            if (load && !heap_.IsReassigned(load->holder)) {
                moved += HoistLoadsOf(load->holder, load->layout, id);
            }
        }
        return moved;
    }

    size_t HoistLoadsOf(VarId holder, const ObjectLayout& layout, StmtId front)
    {
        std::vector<StmtId> loads;
        for (const StmtId use : uses_[holder.index()]) {
            if (!MayFollow(use, front)) {
                continue;
            }
            const Stmt& stmt = code_.stmts[use];
            if (!IsPlainLoad(stmt) || !heap_.IsSteadyLoad(stmt) || !(LayoutOf(stmt) == layout) || heap_.IsReassigned(stmt.result) ||
                !IsInside(use, block_of_[front.index()])) {
                return 0;  // the object is needed there anyway
            }
            loads.push_back(use);
        }
        for (const StmtId load : loads) {
            Move(load, front);
        }
        return loads.size();
    }

    /// The statement of `block` that holds `id`, or is it; None: there is none.
    StmtId AncestorIn(BlockId block, StmtId id) const
    {
        while (id.valid() && block_of_[id.index()] != block) {
            id = owner_[block_of_[id.index()].index()];
        }
        return id;
    }
    bool IsInside(StmtId id, BlockId block) const { return AncestorIn(block, id).valid(); }

    /// May `later` run behind `first`, in the same iteration of each loop around both?
    bool MayFollow(StmtId later, StmtId first) const
    {
        for (StmtId around = first; around.valid(); around = owner_[block_of_[around.index()].index()]) {
            const StmtId other = AncestorIn(block_of_[around.index()], later);
            if (other.valid()) {
                return later == first || position_[other.index()] > position_[around.index()];
            }
        }
        return false;
    }

    void Move(StmtId load, StmtId front)
    {
        const BlockId from = block_of_[load.index()];
        const BlockId to = block_of_[front.index()];
        auto& source = code_.blocks[from].stmts;
        const size_t index = position_[load.index()];
        for (core::Trivia& trivia : code_.trivia) {
            if (trivia.stmt == load) {
                trivia.stmt = source[index + 1];  // what the source says there stays in front of the next statement
            }
        }
        source.erase(source.begin() + static_cast<ptrdiff_t>(index));
        Renumber(from);
        auto& target = code_.blocks[to].stmts;
        target.insert(target.begin() + static_cast<ptrdiff_t>(position_[front.index()]), load);
        Renumber(to);
    }
};

}  // namespace

void HoistLoads(HeapCode& code) { LoadHoister(code).Run(); }

}  // namespace omni::plan
