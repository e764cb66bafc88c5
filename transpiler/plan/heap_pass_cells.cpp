// Reuse across calls: what drop-guided reuse (Lorenzen and Leijen, ICFP 2022) does within a function, from caller to callee. A cell
// that a caller frees is passed to a callee that makes an object of the same layout, and has a parameter for it. That is done
// where each call of the function has a cell, and each path through it fills one: then it always pays, and no path frees.

#include <algorithm>
#include <map>
#include <set>

#include "core/call_graph.h"
#include "plan/heap_function.h"
#include "plan/heap_loops.h"

namespace omni::plan {
namespace {

using core::BlockId;
using core::FuncId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using reason::ReasonKind;

class CellPasser {
public:
    CellPasser(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const core::PlaceUse& use, HeapPlan& plan)
        : module_(module), facts_(facts), ledger_(ledger), use_(use), plan_(plan)
    {
    }

    void Run()
    {
        for (const FuncId id : module_.functions.ids()) {
            const core::Function& function = module_.functions[id];
            if (!function.is_extern) {
                core::ForEachReachable(function, [&](StmtId stmt) {
                    if (function.stmts[stmt].kind == StmtKind::Call) {
                        callers_[function.stmts[stmt].callee].push_back(id);
                    }
                });
            }
        }
        for (const FuncId id : module_.functions.ids()) {
            const core::Function& function = module_.functions[id];
            const bool is_known = plan_.functions[id.index()].used && !function.exported && !function.shared &&
                                  !function.used_as_value && !function.is_entry && !function.is_extern;
            if (is_known) {
                TryFunction(id);
            }
        }
    }

private:
    /// A place where a cell is freed, and the call behind it that could have the cell.
    struct Offer {
        FuncId function;
        BlockId block;
        size_t free;    ///< index in the block
        StmtId call;
    };
    enum class Way : uint8_t { Falls, Fills, Ends, Fails };

    core::Module& module_;
    analysis::Facts& facts_;
    reason::Ledger& ledger_;
    const core::PlaceUse& use_;
    HeapPlan& plan_;
    std::map<FuncId, std::vector<FuncId>> callers_;  ///< one entry for each call

    [[nodiscard]] HeapCode CodeOf(FuncId id) const
    {
        return HeapCode(module_, module_.functions[id], facts_.functions[id.index()], facts_.graph, use_, plan_.nodes,
                        plan_.globals, plan_.functions);
    }

    void TryFunction(FuncId id)
    {
        const HeapCode code = CodeOf(id);
        std::vector<ObjectLayout> tried;
        core::ForEachReachable(code.code, [&](StmtId stmt) {
            const ObjectLayout layout = LayoutOf(code.code.stmts[stmt]);
            if (Fits(code, code.code.stmts[stmt], layout) && std::find(tried.begin(), tried.end(), layout) == tried.end()) {
                tried.push_back(layout);
            }
        });
        for (const ObjectLayout& layout : tried) {
            if (WayThrough(code, code.code.body, layout) != Way::Fills) {
                continue;
            }
            std::vector<Offer> offers;
            if (FindOffers(id, layout, offers)) {
                Pass(id, layout, offers);
                return;
            }
        }
    }

    [[nodiscard]] static bool Fits(const HeapCode& code, const Stmt& stmt, const ObjectLayout& layout)
    {
        return layout.shape != ObjectLayout::None && code.Makes(stmt) && !stmt.cell.valid() && LayoutOf(stmt) == layout;
    }

    /// Does each way through the block that does not end in an error make an object that could have the cell?
    [[nodiscard]] static Way WayThrough(const HeapCode& code, BlockId block, const ObjectLayout& layout)
    {
        for (const StmtId id : code.code.blocks[block].stmts) {
            const Stmt& stmt = code.code.stmts[id];
            if (Fits(code, stmt, layout)) {
                return Way::Fills;
            }
            switch (stmt.kind) {
            case StmtKind::If: {
                const Way then = WayThrough(code, stmt.blocks[0], layout), otherwise = WayThrough(code, stmt.blocks[1], layout);
                if (then == Way::Fails || otherwise == Way::Fails || (then == Way::Fills && otherwise == Way::Falls) ||
                    (then == Way::Falls && otherwise == Way::Fills)) {
                    return Way::Fails;
                }
                if (then != Way::Falls && otherwise != Way::Falls) {
                    return then == Way::Fills || otherwise == Way::Fills ? Way::Fills : Way::Ends;
                }
                break;
            }
            case StmtKind::Loop: {
                std::vector<StmtId> body;
                CollectBody(code.code, stmt.blocks[0], body);
                if (std::any_of(body.begin(), body.end(),
                                [&](StmtId inner) { return code.code.stmts[inner].kind == StmtKind::Return; })) {
                    return Way::Fails;
                }
                break;
            }
            case StmtKind::Unreachable: return Way::Ends;
            case StmtKind::Return:
            case StmtKind::Break:
            case StmtKind::Continue: return Way::Fails;
            default: break;
            }
        }
        return Way::Falls;
    }

    /// One for each call, or false.
    [[nodiscard]] bool FindOffers(FuncId callee, const ObjectLayout& layout, std::vector<Offer>& offers) const
    {
        const auto calls = callers_.find(callee);
        if (calls == callers_.end()) {
            return false;
        }
        std::vector<FuncId> callers = calls->second;
        callers.erase(std::unique(callers.begin(), callers.end()), callers.end());
        for (const FuncId caller : callers) {
            if (!plan_.functions[caller.index()].used) {
                return false;
            }
            const HeapCode code = CodeOf(caller);
            std::set<StmtId> reached;
            core::ForEachReachable(code.code, [&](StmtId id) { reached.insert(id); });
            for (const BlockId block : code.code.blocks.ids()) {
                const auto& stmts = code.code.blocks[block].stmts;
                if (!stmts.empty() && reached.count(stmts.front()) != 0) {
                    FindOffersIn(code, block, callee, layout, offers);
                }
            }
        }
        return offers.size() == calls->second.size();
    }

    static void FindOffersIn(const HeapCode& code, BlockId block, FuncId callee, const ObjectLayout& layout, std::vector<Offer>& offers)
    {
        const auto& stmts = code.code.blocks[block].stmts;
        std::vector<size_t> taken;
        for (size_t i = 0; i < stmts.size(); ++i) {
            const Stmt& call = code.code.stmts[stmts[i]];
            if (call.kind != StmtKind::Call || call.callee != callee) {
                continue;
            }
            for (size_t k = i; k-- > 0;) {
                const Stmt& free = code.code.stmts[stmts[k]];
                if (free.kind == StmtKind::Free && std::find(taken.begin(), taken.end(), k) == taken.end() &&
                    LayoutOfFreed(code, free) == layout) {
                    taken.push_back(k);
                    offers.push_back({code.code.id, block, k, stmts[i]});
                    break;
                }
            }
        }
    }

    /// Of a cell that is not used, or of an object that is taken apart.
    [[nodiscard]] static ObjectLayout LayoutOfFreed(const HeapCode& code, const Stmt& free)
    {
        const VarId var = code.code.args(free)[0].var();
        const StmtId made = code.definition(var);
        const bool is_cell = made.valid() && code.code.stmts[made].kind == StmtKind::Reuse;
        return code.LayoutOfTaken(is_cell ? code.code.stmts[made] : free);
    }

    [[nodiscard]] static core::Cell CellOf(const ObjectLayout& layout)
    {
        core::Cell cell;
        cell.kind = layout.shape == ObjectLayout::Pair     ? core::Cell::Pair
                    : layout.shape == ObjectLayout::Values ? core::Cell::Values
                                                           : core::Cell::Struct;
        cell.type = layout.type;
        return cell;
    }

    void Pass(FuncId id, const ObjectLayout& layout, std::vector<Offer>& offers)
    {
        core::Cell cell = CellOf(layout);
        cell.is_given = std::all_of(offers.begin(), offers.end(), [&](const Offer& offer) { return IsUnique(offer); });
        core::Function& function = module_.functions[id];
        core::Var param;
        param.kind = core::VarKind::Param;
        param.name = support::Intern("cell");
        param.kinds = core::kind::kNone;
        param.span = function.span;
        param.cell = cell;
        const VarId var = function.AddVar(param);
        facts_.functions[id.index()].node_of.push_back(analysis::kNoNode);
        function.params.push_back(var);
        plan_.functions[id.index()].consumes.push_back(false);
        const HeapCode code = CodeOf(id);
        Fill(code, function, function.body, layout, var);
        // from the end of each block, so that the indices in front stay
        std::sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) { return a.free > b.free; });
        for (const Offer& offer : offers) {
            Hand(offer, code.code);
        }
        for (const FuncId caller : callers_[id]) {
            std::vector<HeapOperation>& operations = plan_.functions[caller.index()].operations;
            std::sort(operations.begin(), operations.end(), [](const HeapOperation& a, const HeapOperation& b) { return a.stmt < b.stmt; });
        }
    }

    [[nodiscard]] bool IsUnique(const Offer& offer) const
    {
        const core::Function& function = module_.functions[offer.function];
        const VarId object = ObjectOf(function, function.stmts[function.blocks[offer.block].stmts[offer.free]]);
        const analysis::Node node = facts_.functions[offer.function.index()].node_of[object.index()];
        return plan_.unique.count(facts_.graph.Find(node)) != 0;
    }

    /// What was taken apart.
    [[nodiscard]] static VarId ObjectOf(const core::Function& function, const Stmt& free)
    {
        const core::Atom freed = function.args(free)[0];
        for (const Stmt& stmt : function.stmts) {
            if (stmt.kind == StmtKind::Reuse && core::Atom(stmt.result) == freed) {
                return function.args(stmt)[0].var();
            }
        }
        return freed.var();
    }

    /// The first object of the layout on each path gets the cell.
    void Fill(const HeapCode& code, core::Function& function, BlockId block, const ObjectLayout& layout, VarId cell) const
    {
        for (const StmtId id : code.code.blocks[block].stmts) {
            const Stmt& stmt = code.code.stmts[id];
            if (Fits(code, stmt, layout)) {
                function.stmts[id].cell = cell;
                return;
            }
            if (stmt.kind == StmtKind::If && (WayThrough(code, stmt.blocks[0], layout) == Way::Fills ||
                                              WayThrough(code, stmt.blocks[1], layout) == Way::Fills)) {
                Fill(code, function, stmt.blocks[0], layout, cell);
                Fill(code, function, stmt.blocks[1], layout, cell);
                return;
            }
        }
    }

    /// The call gets what would be freed in front of it.
    void Hand(const Offer& offer, const core::Function& callee)
    {
        core::Function& function = module_.functions[offer.function];
        std::vector<StmtId>& stmts = function.blocks[offer.block].stmts;
        const StmtId id = stmts[offer.free];
        const VarId object = ObjectOf(function, function.stmts[id]);
        VarId cell = function.args(function.stmts[id])[0].var();
        std::vector<HeapOperation>& operations = plan_.functions[offer.function.index()].operations;
        const bool is_taken_here = cell == object;
        if (is_taken_here) {
            core::Var memory;
            memory.kind = core::VarKind::Temp;
            memory.name = support::Intern(std::string(function.vars[object].name.text()) + "-cell");
            memory.kinds = core::kind::kNone;
            cell = function.AddVar(memory);
            facts_.functions[offer.function.index()].node_of.push_back(analysis::kNoNode);
            function.stmts[id].kind = StmtKind::Reuse;
            function.stmts[id].result = cell;
        } else {
            stmts.erase(stmts.begin() + static_cast<ptrdiff_t>(offer.free));
        }
        Stmt& call = function.stmts[offer.call];
        std::vector<core::Atom> args(function.args(call).begin(), function.args(call).end());
        args.emplace_back(cell);
        function.SetArgs(call, args);
        for (HeapOperation& operation : operations) {
            if (operation.stmt == id) {
                reason::Reason why;
                why.kind = is_taken_here ? ReasonKind::CellReused : ReasonKind::CellPassed;
                why.function = offer.function;
                why.subject = function.vars[object].name;
                why.expression = is_taken_here ? call.span : FirstFilled(callee);
                operation.stmt = is_taken_here ? id : offer.call;
                operation.kind = DecisionKind::Reuse;
                operation.because = ledger_.Add(std::move(why));
            }
        }
    }

    [[nodiscard]] source::Span FirstFilled(const core::Function& callee) const
    {
        const core::Function& now = module_.functions[callee.id];
        const VarId cell = now.params.back();
        source::Span first;
        for (const Stmt& stmt : now.stmts) {
            if (stmt.cell == cell && (!first.valid() || stmt.span.begin < first.begin)) {
                first = stmt.span;
            }
        }
        return first;
    }
};

}  // namespace

void PassCells(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const core::PlaceUse& use, HeapPlan& plan)
{
    CellPasser(module, facts, ledger, use, plan).Run();
}

}  // namespace omni::plan
