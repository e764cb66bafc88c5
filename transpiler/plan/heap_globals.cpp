// What reading and setting a top-level variable means when it holds heap objects: one reference to each is the
// variable's. Loads and stores are put into the form that the placement of counts and the verifier understand; who owns
// what is read is decided here, where the reference ends is not.

#include <algorithm>
#include <optional>

#include "plan/heap_merge.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

using core::Atom;
using core::BlockId;
using core::GlobalId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

class GlobalPlacer {
public:
    GlobalPlacer(HeapCode& code, const core::PlaceUse& use, core::ConstantId nothing)
        : heap_(code), code_(code.code), structure_(code.code), use_(use), nothing_(nothing)
    {
    }

    void Run()
    {
        FindFirstStores();
        const size_t blocks = code_.blocks.size();
        for (size_t i = 0; i < blocks; ++i) {
            VisitBlock(BlockId(i));
        }
    }

private:
    HeapCode& heap_;
    core::Function& code_;
    const Structure structure_;  ///< of the code as it was
    const core::PlaceUse& use_;
    const core::ConstantId nothing_;
    std::set<StmtId> into_empty_;  ///< stores into a variable that holds nothing there

    [[nodiscard]] bool IsOf(const Stmt& stmt, StmtKind kind) const { return stmt.kind == kind && heap_.OfHeapGlobal(stmt); }

    /// The definitions of the main file: nothing can have set the variable before.
    void FindFirstStores()
    {
        if (code_.id != heap_.module.entry) {
            return;
        }
        const auto& stmts = code_.blocks[code_.body].stmts;
        for (size_t i = 0; i < stmts.size(); ++i) {
            const Stmt& stmt = code_.stmts[stmts[i]];
            if (IsOf(stmt, StmtKind::StoreGlobal) &&
                std::none_of(stmts.begin(), stmts.begin() + static_cast<ptrdiff_t>(i),
                             [&](StmtId before) { return use_.MaySet(code_, before, stmt.global); })) {
                into_empty_.insert(stmts[i]);
            }
        }
    }

    void VisitBlock(BlockId block)
    {
        const std::vector<StmtId> old = code_.blocks[block].stmts;
        std::vector<StmtId> stmts;
        for (size_t i = 0; i < old.size(); ++i) {
            const Stmt stmt = code_.stmts[old[i]];
            if (IsOf(stmt, StmtKind::LoadGlobal) && stmt.result.valid() && heap_.IsTracked(stmt.result)) {
                stmts.push_back(old[i]);
                if (const auto store = FindTaking(old, i)) {
                    TakeOut(old[i], *store, stmts);
                } else if (!MayBorrow(old, i)) {
                    heap_.owning_loads.insert(old[i]);
                    heap_.counting_loads.insert(old[i]);
                }
                continue;
            }
            if (IsOf(stmt, StmtKind::StoreGlobal) && into_empty_.count(old[i]) == 0) {
                Replace(old[i], stmts);
            }
            if (stmt.kind == StmtKind::Return && code_.id == heap_.module.entry) {
                EmptyAll(stmts);
            }
            stmts.push_back(old[i]);
        }
        code_.blocks[block].stmts = std::move(stmts);
    }

    /// The store behind the load at `index` that comes for certain, before anybody else reads or sets the variable.
    [[nodiscard]] std::optional<StmtId> FindTaking(const std::vector<StmtId>& stmts, size_t index) const
    {
        const Stmt& load = code_.stmts[stmts[index]];
        if (heap_.IsReassigned(load.result) || use_.is_watched()) {
            return std::nullopt;
        }
        for (size_t i = index + 1; i < stmts.size(); ++i) {
            const Stmt& stmt = code_.stmts[stmts[i]];
            if (stmt.kind == StmtKind::StoreGlobal && stmt.global == load.global) {
                return stmts[i];
            }
            if (use_.MayTouch(code_, stmts[i], load.global) || core::IsTerminator(stmt.kind) || structure_.diverges(stmts[i])) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// Nothing sets the variable from here on, or before the last use of what was read: uses that leave nothing behind, in
    /// the same block.
    [[nodiscard]] bool MayBorrow(const std::vector<StmtId>& stmts, size_t index) const
    {
        const Stmt& load = code_.stmts[stmts[index]];
        const auto sets = [&](StmtId id) { return use_.MaySet(code_, id, load.global); };
        if (!structure_.AnyAfter(stmts[index], sets)) {
            return true;
        }
        size_t uses = 0;
        for (size_t i = index + 1; i < stmts.size() && !sets(stmts[i]); ++i) {
            const Stmt& stmt = code_.stmts[stmts[i]];
            const auto args = code_.args(stmt);
            const auto here = static_cast<size_t>(std::count(args.begin(), args.end(), Atom(load.result)));
            const bool leaves_nothing = (stmt.kind == StmtKind::Prim || stmt.kind == StmtKind::Call) &&
                                        (!stmt.result.valid() || !heap_.IsTracked(stmt.result));
            if (here != 0 && !leaves_nothing) {
                return false;
            }
            uses += here;
        }
        return uses == static_cast<size_t>(std::count(code_.operands.begin(), code_.operands.end(), Atom(load.result)));
    }

    StmtId AddStore(GlobalId global, Atom value, std::optional<VarId> held, source::Span span)
    {
        Stmt store;
        store.kind = StmtKind::StoreGlobal;
        store.global = global;
        store.span = span;
        std::vector<Atom> args{value};
        if (held) {
            args.emplace_back(*held);
        }
        code_.SetArgs(store, args);
        return code_.stmts.Add(store);
    }

    void TakeOut(StmtId load, StmtId store, std::vector<StmtId>& stmts)
    {
        const Stmt stmt = code_.stmts[load];
        heap_.owning_loads.insert(load);
        into_empty_.insert(store);
        stmts.push_back(AddStore(stmt.global, Atom(nothing_), stmt.result, stmt.span));
        heap_.takings.push_back({stmts.back(), stmt.result, heap_.module.globals[stmt.global].name, code_.stmts[store].span});
    }

    /// Reads what the variable holds in front of a store.
    VarId AddLoad(GlobalId global, analysis::Node node, source::Span by, source::Span span, std::vector<StmtId>& stmts)
    {
        const core::Global& what = heap_.module.globals[global];
        core::Var held;
        held.kind = core::VarKind::Temp;
        held.name = support::Intern("old-" + std::string(what.name.text()));
        held.kinds = what.kinds;
        held.span = span;
        Stmt load;
        load.kind = StmtKind::LoadGlobal;
        load.global = global;
        load.span = span;
        load.result = code_.AddVar(held);
        heap_.node_of.push_back(node);
        heap_.replaced.emplace(load.result.index(), ReplacedAt{what.name, by});
        stmts.push_back(code_.stmts.Add(load));
        heap_.NoteDefinition(load.result, stmts.back());
        heap_.owning_loads.insert(stmts.back());
        return load.result;
    }

    [[nodiscard]] analysis::Node NodeOf(GlobalId global) const
    {
        for (const auto& [known, node] : heap_.global_nodes) {
            if (known == global) {
                return node;
            }
        }
        return analysis::kNoNode;
    }

    void Replace(StmtId id, std::vector<StmtId>& stmts)
    {
        const Stmt store = code_.stmts[id];
        const VarId held = AddLoad(store.global, NodeOf(store.global), store.span, store.span, stmts);
        const std::vector<Atom> args{code_.args(store)[0], Atom(held)};
        Stmt longer = store;
        code_.SetArgs(longer, args);
        code_.stmts[id] = longer;
    }

    void EmptyAll(std::vector<StmtId>& stmts)
    {
        for (const GlobalId global : heap_.module.globals.ids()) {
            if (heap_.globals[global.index()]) {
                const VarId held = AddLoad(global, NodeOf(global), {}, heap_.module.globals[global].span, stmts);
                stmts.push_back(AddStore(global, Atom(nothing_), held, heap_.module.globals[global].span));
            }
        }
    }
};

/// Top-level variables with heap objects, until something may set them.
struct GlobalReads {
    using Key = GlobalId;
    const HeapCode& heap;

    [[nodiscard]] std::optional<Key> KeyOf(const Stmt& stmt) const
    {
        const bool reads = stmt.kind == StmtKind::LoadGlobal && heap.OfHeapGlobal(stmt) && heap.IsTracked(stmt.result) &&
                           !heap.IsReassigned(stmt.result);
        return reads ? std::optional(stmt.global) : std::nullopt;
    }
    [[nodiscard]] bool MayBeOne(VarId first, const Stmt& read) const
    {
        return heap.NodeOf(first) == heap.NodeOf(read.result) && heap.code.vars[first].kinds == heap.code.vars[read.result].kinds;
    }
    [[nodiscard]] bool MayChange(StmtId stmt, GlobalId global) const { return heap.use.MaySet(heap.code, stmt, global); }
};

}  // namespace

void PlaceGlobals(HeapCode& code, const core::PlaceUse& use, core::ConstantId nothing)
{
    ReadMerger(code, GlobalReads{code}).Run();
    GlobalPlacer(code, use, nothing).Run();
}

}  // namespace omni::plan
