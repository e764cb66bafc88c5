// V0: the program is a program. Everything else may index and walk without asking again.

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "rir/verify_context.h"

namespace omni::rir {
namespace {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

/// A store gives what the field held, if that is in the heap.
bool HasResult(core::Prim prim)
{
    const core::PrimInfo& info = core::Info(prim);
    const bool stores = info.storage == core::StorageEffect::StoreCar || info.storage == core::StorageEffect::StoreCdr ||
                        info.storage == core::StorageEffect::StoreField || prim == core::Prim::VectorSet;
    return info.result != 'v' || (stores && prim != core::Prim::PairSetCdr);
}

class ShapeChecker {
public:
    ShapeChecker(const Module& module, const Function& function, std::vector<Violation>& violations)
        : module_(module), function_(function), code_(function.code), violations_(violations)
    {
    }

    bool Run()
    {
        const size_t before = violations_.size();
        CheckTables();
        if (violations_.size() == before) {
            defined_.assign(code_.vars.size(), false);
            seen_stmts_.assign(code_.stmts.size(), false);
            seen_blocks_.assign(code_.blocks.size(), false);
            for (const auto* list : {&code_.params, &code_.captured}) {
                for (const VarId var : *list) {
                    Define({}, var);
                }
            }
            CheckBlock(code_.body, StmtKind::Return, 0);
        }
        return violations_.size() == before;
    }

private:
    template <class... Args>
    void Fail(StmtId stmt, fmt::format_string<Args...> text, Args&&... args)
    {
        if (violations_.size() > kEnough) {
            return;
        }
        std::string message =
            fmt::format("V0: {}, in {}", fmt::format(text, std::forward<Args>(args)...), code_.name.text());
        if (stmt.valid()) {
            message += fmt::format(", statement {}", stmt.index());
        }
        violations_.push_back({"V0", code_.id, stmt, std::move(message)});
    }

    bool IsNode(NodeId node) const { return function_.nodes.contains(node); }
    bool IsRegion(RegionId region) const { return function_.regions.contains(region); }

    void CheckTables();
    void CheckPending(StmtId id, const Stmt& stmt, const Stmt* next);
    void CheckRegions();
    /// Does a path through the block yield to the If around it?
    bool CheckBlock(BlockId block, StmtKind owner, uint16_t loop_params);
    /// Can control come out of the end of the statement?
    bool CheckStmt(StmtId id, const Stmt& stmt, StmtKind owner, uint16_t loop_params);
    bool CheckInner(StmtId id, const Stmt& stmt, uint16_t loop_params);
    void CheckOperands(StmtId id, const Stmt& stmt, uint16_t loop_params);
    void CheckRegionOperand(StmtId id, const Stmt& stmt);
    bool CountFits(const Stmt& stmt, uint16_t loop_params) const;
    void Define(StmtId id, VarId var);

    static constexpr size_t kEnough = 1000;

    const Module& module_;
    const Function& function_;
    const core::Function& code_;
    std::vector<Violation>& violations_;
    std::vector<bool> defined_, seen_stmts_, seen_blocks_;
    std::vector<VarId> scope_;  ///< variables defined so far, innermost block last
    bool breaks_ = false;       ///< the innermost loop is left by a Break
};

void ShapeChecker::CheckTables()
{
    const Function& function = function_;
    CheckRegions();
    for (const NodeId id : function.nodes.ids()) {
        const Node& node = function.nodes[id];
        if (node.region.valid() && !IsRegion(node.region)) {
            Fail({}, "n{} has an unknown region", id.index());
        }
        if (node.any && !node.fields.empty()) {
            Fail({}, "n{} is `any` and has fields", id.index());
        }
        for (size_t i = 0; i < node.fields.size(); ++i) {
            const Field& field = node.fields[i];
            const bool sorted = i == 0 || std::pair(node.fields[i - 1].kind, node.fields[i - 1].index) <
                                              std::pair(field.kind, field.index);
            if (!IsNode(field.target) || !sorted) {
                Fail({}, "the fields of n{} are not in order", id.index());
            }
        }
    }
    if (function.node_of.size() != code_.vars.size()) {
        Fail({}, "{} variables, but nodes of {}", code_.vars.size(), function.node_of.size());
    }
    for (const NodeId node : function.node_of) {
        if (node.valid() && !IsNode(node)) {
            Fail({}, "a variable has an unknown node");
        }
    }
    for (size_t i = 0; i < function.borrows.size(); ++i) {
        const Borrow& borrow = function.borrows[i];
        bool fits = code_.vars.contains(borrow.var) && (i == 0 || function.borrows[i - 1].var < borrow.var);
        for (const VarId lender : borrow.lenders) {
            fits = fits && code_.vars.contains(lender);
        }
        if (!fits) {
            Fail({}, "the variables that borrow are not in order");
        }
    }
    if (function.result_node.valid() && !IsNode(function.result_node)) {
        Fail({}, "the result has an unknown node");
    }
    for (const auto* list : {&code_.params, &code_.captured, &code_.loop_params}) {
        for (const VarId var : *list) {
            if (!code_.vars.contains(var)) {
                Fail({}, "an unknown parameter");
            }
        }
    }
    for (size_t i = 0; i < function.call_maps.size(); ++i) {
        const StmtId call = function.call_maps[i].call;
        const bool is_call = code_.stmts.contains(call) && (code_.stmts[call].kind == StmtKind::Call ||
                                                            code_.stmts[call].kind == StmtKind::MakeClosure);
        if (!is_call || (i > 0 && !(function.call_maps[i - 1].call < call))) {
            Fail({}, "the call maps are not in order");
        }
    }
}

/// The mark of a pending call goes to a caller that knows of it, and nowhere else.
void ShapeChecker::CheckPending(StmtId id, const Stmt& stmt, const Stmt* next)
{
    const bool is_call = (stmt.kind == StmtKind::CallClosure && !stmt.guarded && !stmt.has_companion()) ||
                         (stmt.kind == StmtKind::Call && !module_.functions[stmt.callee.index()].code.is_extern);
    const bool returned = next != nullptr && next->kind == StmtKind::Return && next->arg_count == 1 &&
                          stmt.result.valid() && code_.args(*next)[0] == Atom(stmt.result);
    if (!is_call || !returned) {
        Fail(id, "a pending call whose mark is not returned at once");
    }
    if (code_.is_entry || code_.exported || code_.result_repr != core::Repr::Obj) {
        Fail(id, "a pending call in a function whose callers know no mark");
    }
}

void ShapeChecker::CheckRegions()
{
    std::unordered_set<std::string> names;
    int dests = 0, globals = 0;
    for (const Region& region : function_.regions) {
        dests += region.kind == RegionKind::Dest ? 1 : 0;
        globals += region.kind == RegionKind::Global ? 1 : 0;
        const bool named = region.kind != RegionKind::Outside && region.kind != RegionKind::Global &&
                           region.kind != RegionKind::Heap;
        if ((named || region.holder.valid()) && (region.name.empty() || !names.insert(region.name).second)) {
            Fail({}, "two regions are called `{}`", region.name);
        }
        constexpr uint32_t kLeast = 256;  // OMNI_SCRATCH_MIN_BYTES
        if (region.scratch_bytes != 0 && (region.kind != RegionKind::Local || region.scratch_bytes < kLeast)) {
            Fail({}, "`{}` cannot begin in the C frame", region.name);
        }
        if (region.holder.valid() && (region.kind != RegionKind::Outside || !code_.vars.contains(region.holder))) {
            Fail({}, "`{}` cannot be the region of an object", region.name);
        }
    }
    if (dests > 1 || globals > 1 || (dests == 1 && !function_.takes_dest)) {
        Fail({}, "{} dest and {} global regions, but the function takes {} dest", dests, globals,
             function_.takes_dest ? 1 : 0);
    }
}

/// `owner`: the kind of statement that the block belongs to, Return for a body. `loop_params`: parameters of the
/// innermost loop + 1, or 0 outside of loops.
bool ShapeChecker::CheckBlock(BlockId block, StmtKind owner, uint16_t loop_params)
{
    if (!code_.blocks.contains(block) || seen_blocks_[block.index()]) {
        Fail({}, "a block is missing, or stands in two places");
        return true;
    }
    seen_blocks_[block.index()] = true;
    const size_t scope = scope_.size();
    const std::vector<StmtId>& stmts = code_.blocks[block].stmts;
    bool falls = true;
    bool yields = false;
    for (size_t i = 0; i < stmts.size(); ++i) {
        const StmtId id = stmts[i];
        if (!code_.stmts.contains(id) || seen_stmts_[id.index()]) {
            Fail(id, "a statement is missing, or stands in two places");
            continue;
        }
        if (code_.stmts[id].pending) {
            const bool has_next = i + 1 < stmts.size() && code_.stmts.contains(stmts[i + 1]);
            CheckPending(id, code_.stmts[id], has_next ? &code_.stmts[stmts[i + 1]] : nullptr);
        }
        if (!falls) {
            Fail(id, "a statement behind the end of its block");
        }
        seen_stmts_[id.index()] = true;
        const Stmt& stmt = code_.stmts[id];
        falls = CheckStmt(id, stmt, owner, loop_params);
        yields = yields || stmt.kind == StmtKind::Yield;
        breaks_ = breaks_ || stmt.kind == StmtKind::Break;
    }
    if (falls) {
        Fail({}, "a block without an end");
    }
    for (; scope_.size() > scope; scope_.pop_back()) {
        defined_[scope_.back().index()] = false;
    }
    return yields;
}

bool ShapeChecker::CheckStmt(StmtId id, const Stmt& stmt, StmtKind owner, uint16_t loop_params)
{
    if ((stmt.kind == StmtKind::Yield && owner != StmtKind::If) ||
        ((stmt.kind == StmtKind::Continue || stmt.kind == StmtKind::Break) && loop_params == 0)) {
        Fail(id, "a jump out of nothing");
    }
    CheckOperands(id, stmt, loop_params);
    CheckRegionOperand(id, stmt);
    const bool falls = CheckInner(id, stmt, loop_params);
    if (stmt.result.valid()) {
        Define(id, stmt.result);
    }
    return falls;
}

bool ShapeChecker::CheckInner(StmtId id, const Stmt& stmt, uint16_t loop_params)
{
    if (stmt.kind == StmtKind::If) {
        const bool then_yields = CheckBlock(stmt.blocks[0], StmtKind::If, loop_params);
        const bool else_yields = CheckBlock(stmt.blocks[1], StmtKind::If, loop_params);
        return then_yields || else_yields;
    }
    if (stmt.kind == StmtKind::Loop) {
        const size_t scope = scope_.size();
        const bool params_fit = size_t{stmt.first_param} + stmt.param_count <= code_.loop_params.size();
        if (!params_fit) {
            Fail(id, "loop parameters are missing");
            return true;
        }
        const bool outer_breaks = std::exchange(breaks_, false);
        for (const VarId param : code_.loop_params_of(stmt)) {
            Define(id, param);
        }
        CheckBlock(stmt.blocks[0], StmtKind::Loop, static_cast<uint16_t>(stmt.param_count + 1));
        for (; scope_.size() > scope; scope_.pop_back()) {
            defined_[scope_.back().index()] = false;
        }
        return std::exchange(breaks_, outer_breaks);
    }
    return !core::IsTerminator(stmt.kind);
}

void ShapeChecker::Define(StmtId id, VarId var)
{
    if (!code_.vars.contains(var)) {
        Fail(id, "an unknown result");
    } else if (!defined_[var.index()]) {
        defined_[var.index()] = true;
        scope_.push_back(var);
    } else if (!code_.vars[var].assigned) {
        Fail(id, "`{}` is defined twice", code_.vars[var].name.text());
    }
}

void ShapeChecker::CheckOperands(StmtId id, const Stmt& stmt, uint16_t loop_params)
{
    if (size_t{stmt.first_arg} + stmt.arg_count > code_.operands.size()) {
        Fail(id, "operands are missing");
        return;
    }
    for (const Atom atom : code_.args(stmt)) {
        const bool known = atom.is_var() ? code_.vars.contains(atom.var())
                                         : atom.is_constant() && module_.constants.contains(atom.constant());
        if (!known) {
            Fail(id, "an unknown operand");
        } else if (atom.is_var() && !defined_[atom.var().index()]) {
            Fail(id, "`{}` is used before it is defined", code_.vars[atom.var()].name.text());
        }
    }
    if (core::IsHeapOperation(stmt.kind)) {
        for (const Atom atom : code_.args(stmt)) {
            if (!atom.is_var()) {
                Fail(id, "an operation on heap objects takes variables");
                return;
            }
        }
    }
    if (stmt.kind == StmtKind::Prim && stmt.prim < core::Prim::Count && stmt.result.valid() && !HasResult(stmt.prim)) {
        Fail(id, "an operation without a result");
    }
    if (stmt.cell.valid() &&
        (stmt.kind != StmtKind::Prim || !code_.vars.contains(stmt.cell) || !defined_[stmt.cell.index()])) {
        Fail(id, "an unknown cell");
        return;
    }
    const bool calls = stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure;
    const bool global = stmt.kind == StmtKind::LoadGlobal || stmt.kind == StmtKind::StoreGlobal;
    if ((calls && stmt.callee.index() >= module_.functions.size()) ||
        (global && !module_.globals.contains(stmt.global))) {
        Fail(id, "an unknown function or variable");
    } else if (!CountFits(stmt, loop_params)) {
        Fail(id, "{} operands", stmt.arg_count);
    }
}

bool ShapeChecker::CountFits(const Stmt& stmt, uint16_t loop_params) const
{
    const size_t count = stmt.arg_count;
    switch (stmt.kind) {
        case StmtKind::Prim: {
            if (stmt.prim >= core::Prim::Count || stmt.prim == core::Prim::RegionMark) {
                return false;
            }
            if (core::TakesStruct(stmt.prim)) {
                return module_.structs.contains(stmt.struct_type) &&
                       count == core::OperandCount(module_.structs[stmt.struct_type], stmt.prim) &&
                       (!core::TakesField(stmt.prim) ||
                        stmt.field < module_.structs[stmt.struct_type].fields.size());
            }
            const std::string_view letters = core::Info(stmt.prim).operands;
            return letters.find_first_of("*?") != std::string_view::npos || letters.size() == count;
        }
        case StmtKind::Move:
        case StmtKind::Assign:
        case StmtKind::If:
        case StmtKind::RegionOf:
        case StmtKind::Transmigrate:
        case StmtKind::Dup:
        case StmtKind::Drop:
        case StmtKind::FreeTree: return count == 1;
        case StmtKind::StoreGlobal: return count == 1 || (count == 2 && module_.globals[stmt.global].in_heap && code_.args(stmt)[1].is_var());
        case StmtKind::Free: return count >= 1;
        case StmtKind::Reuse: return count >= 1 && stmt.result.valid();
        case StmtKind::Yield:
        case StmtKind::Break:
        case StmtKind::Return: return count <= 1;
        case StmtKind::Call: {
            const core::Function& callee = module_.functions[stmt.callee.index()].code;
            return callee.is_extern || (count == callee.params.size() && callee.captured.empty());
        }
        case StmtKind::MakeClosure:
            return count == module_.functions[stmt.callee.index()].code.captured.size();
        case StmtKind::CallClosure: return stmt.has_companion() ? count == 2 : count >= 1;
        case StmtKind::Loop: return count == stmt.param_count;
        case StmtKind::Continue: return count + 1 == loop_params;
        case StmtKind::LoadGlobal:
        case StmtKind::Unreachable:
        case StmtKind::RegionCreate:
        case StmtKind::RegionExit:
        case StmtKind::RegionReset:
        case StmtKind::StackReserve: return count == 0;
    }
    return false;
}

void ShapeChecker::CheckRegionOperand(StmtId id, const Stmt& stmt)
{
    const auto fail = [&] { Fail(id, "a region that does not fit the operation"); };
    if ((stmt.region.valid() && !IsRegion(stmt.region)) || (stmt.into.valid() && !IsRegion(stmt.into))) {
        fail();
        return;
    }
    const auto is = [&](RegionKind kind) { return stmt.region.valid() && function_.regions[stmt.region].kind == kind; };
    switch (stmt.kind) {
        case StmtKind::RegionCreate:
        case StmtKind::RegionExit:
        case StmtKind::RegionReset:
            if (!is(RegionKind::Local)) {
                fail();
            }
            break;
        case StmtKind::StackReserve:
            if (!is(RegionKind::Stack)) {
                fail();
            }
            break;
        case StmtKind::Transmigrate:
            if (!is(RegionKind::Local) || !stmt.into.valid() || !stmt.result.valid()) {
                fail();
            }
            break;
        case StmtKind::RegionOf:
            if (!is(RegionKind::Outside) || stmt.arg_count != 1 || !code_.args(stmt)[0].is_var() ||
                code_.args(stmt)[0].var() != function_.regions[stmt.region].holder) {
                Fail(id, "the region of an object other than its holder");
            }
            break;
        case StmtKind::Prim:
        case StmtKind::Call:
        case StmtKind::CallClosure:
        case StmtKind::MakeClosure: break;
        default:
            if (stmt.region.valid()) {
                fail();
            }
            break;
    }
}

}  // namespace

bool CheckShape(const Module& module, const Function& function, std::vector<Violation>& violations)
{
    return ShapeChecker(module, function, violations).Run();
}

}  // namespace omni::rir
