#include "emit/facts.h"

#include <algorithm>

namespace omni::emit {

using core::Atom;
using core::BlockId;
using core::RegionId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using core::VarKind;

namespace {

// Without effect, so that it may vanish with its result.
bool CanVanish(const Stmt& stmt)
{
    switch (stmt.kind) {
    case StmtKind::Prim: return core::Info(stmt.prim).is_pure() && !core::Info(stmt.prim).allocates();
    case StmtKind::Move:
    case StmtKind::LoadGlobal: return true;
    default: return false;
    }
}

}  // namespace

bool Facts::foldable(VarId var) const
{
    const size_t i = var.index();
    return code_->vars[var].kind == VarKind::Temp && uses_[i] == 1 && assigned_[i] == 0 && is_word_[i] == 0 && def_block_[i].valid() &&
           def_block_[i] == use_block_[i];
}

Atom Facts::Resolve(Atom atom) const
{
    while (atom.is_var() && alias_[atom.var().index()].valid()) {
        atom = alias_[atom.var().index()];
    }
    return atom;
}

VarId Facts::Resolve(VarId var) const
{
    const Atom atom = Resolve(Atom(var));
    return atom.is_var() ? atom.var() : var;
}

std::vector<StmtId> Facts::stack_objects(RegionId region) const
{
    std::vector<StmtId> found;
    auto entry = std::lower_bound(stack_objects_.begin(), stack_objects_.end(), region,
                                  [](const auto& object, RegionId id) { return object.first < id; });
    for (; entry != stack_objects_.end() && entry->first == region; ++entry) {
        found.push_back(entry->second);
    }
    return found;
}

void Facts::Compute(const rir::Function& function)
{
    function_ = &function;
    code_ = &function.code;
    const size_t vars = code_->vars.size();
    const size_t stmts = code_->stmts.size();
    uses_.assign(vars, 0);
    def_block_.assign(vars, BlockId());
    use_block_.assign(vars, BlockId());
    def_loop_.assign(vars, 0);
    assigned_.assign(vars, 0);
    varying_.assign(vars, 0);
    alias_.assign(vars, Atom());
    is_word_.assign(vars, 0);
    dead_.assign(stmts, 0);
    breaks_.assign(stmts, 0);
    loop_of_stmt_.assign(stmts, 0);
    loops_.assign(1, Loop{});
    region_uses_.assign(function.regions.size(), 0);
    open_creates_.assign(function.regions.size(), 0);
    region_at_head_.assign(function.regions.size(), 0);
    stack_objects_.clear();
    callees_.clear();
    globals_.clear();
    wants_yield_.clear();
    wants_break_.clear();
    if (code_->body.valid()) {
        NameCells();
        WalkForward(code_->body, 0);
        std::stable_sort(stack_objects_.begin(), stack_objects_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        WalkBackward(code_->body);
    }
}

/// The memory of an object without a count is known by the object's own name.
void Facts::NameCells()
{
    for (const Stmt& stmt : code_->stmts) {
        if (stmt.kind == StmtKind::Reuse && IsUnique(code_->args(stmt)[0])) {
            alias_[stmt.result.index()] = code_->args(stmt)[0];
        }
    }
}

bool Facts::IsInHeap(Atom atom) const { return IsIn(atom, rir::RegionKind::Heap); }
bool Facts::IsInLocalRegion(Atom atom) const { return IsIn(atom, rir::RegionKind::Local); }

bool Facts::IsIn(Atom atom, rir::RegionKind kind) const
{
    const rir::NodeId node = atom.is_var() ? function_->node_of[atom.var().index()] : rir::NodeId();
    return node.valid() && function_->nodes[node].region.valid() &&
           function_->regions[function_->nodes[node].region].kind == kind;
}

bool Facts::IsUnique(Atom atom) const
{
    const rir::NodeId node = atom.is_var() ? function_->node_of[atom.var().index()] : rir::NodeId();
    return node.valid() && function_->nodes[node].unique;
}

void Facts::NoteRegion(RegionId region)
{
    if (!region.valid()) {
        return;
    }
    ++region_uses_[region.index()];
    const rir::RegionKind kind = function_->regions[region].kind;
    const bool has_variable = kind == rir::RegionKind::Local || kind == rir::RegionKind::Outside;
    if (has_variable && open_creates_[region.index()] == 0) {
        region_at_head_[region.index()] = 1;
    }
}

void Facts::WalkForward(BlockId block, uint32_t loop)
{
    std::vector<RegionId> created;
    for (const StmtId id : code_->blocks[block].stmts) {
        const Stmt& stmt = code_->stmts[id];
        loop_of_stmt_[id.index()] = loop;
        if (stmt.result.valid() && stmt.kind != StmtKind::Assign) {
            def_block_[stmt.result.index()] = block;
            def_loop_[stmt.result.index()] = loop;
        }
        switch (stmt.kind) {
        case StmtKind::Assign: assigned_[stmt.result.index()] = 1; break;
        case StmtKind::Move: {
            // No object, as the types have proven, though the operand's type does not say so: a value of its own, which may
            // be read after the region has ended that the operand may reach.
            const Atom from = code_->args(stmt)[0];
            if (stmt.result.valid() && from.is_var() && (code_->vars[from.var()].kinds & core::kind::kObject) != 0 &&
                (code_->vars[stmt.result].kinds & core::kind::kObject) == 0) {
                is_word_[stmt.result.index()] = 1;
            }
            break;
        }
        case StmtKind::Call:
        case StmtKind::MakeClosure: callees_.push_back(stmt.callee); break;
        case StmtKind::LoadGlobal:
        case StmtKind::StoreGlobal: globals_.push_back(stmt.global); break;
        case StmtKind::If:
            WalkForward(stmt.blocks[0], loop);
            WalkForward(stmt.blocks[1], loop);
            break;
        case StmtKind::Loop: {
            const auto inner = static_cast<uint32_t>(loops_.size());
            loops_.push_back({id, loop});
            for (const VarId param : code_->loop_params_of(stmt)) {
                def_loop_[param.index()] = inner;
            }
            WalkForward(stmt.blocks[0], inner);
            break;
        }
        case StmtKind::Continue: {
            const auto params = code_->loop_params_of(code_->stmts[loops_[loop].stmt]);
            for (size_t i = 0; i < params.size(); ++i) {
                if (code_->args(stmt)[i] != Atom(params[i])) {
                    varying_[params[i].index()] = 1;
                }
            }
            break;
        }
        case StmtKind::Break: ++breaks_[loops_[loop].stmt.index()]; break;
        case StmtKind::RegionCreate:
        case StmtKind::RegionOf:
            if (open_creates_[stmt.region.index()]++ != 0) {
                region_at_head_[stmt.region.index()] = 1;  // begins again in the same block
            }
            created.push_back(stmt.region);
            continue;
        default: break;
        }
        if (stmt.region.valid() && function_->regions[stmt.region].kind == rir::RegionKind::Stack &&
            stmt.kind != StmtKind::StackReserve) {
            stack_objects_.emplace_back(stmt.region, id);
        }
        NoteRegion(stmt.region);
        NoteRegion(stmt.into);
    }
    for (const RegionId region : created) {
        --open_creates_[region.index()];
    }
}

void Facts::Use(Atom atom, BlockId block)
{
    if (atom.is_var()) {
        ++uses_[atom.var().index()];
        use_block_[atom.var().index()] = block;
    }
}

void Facts::CountLoop(StmtId id, BlockId block, bool wanted)
{
    const Stmt& stmt = code_->stmts[id];
    wants_break_.push_back(wanted);
    WalkBackward(stmt.blocks[0]);
    wants_break_.pop_back();
    current_loop_ = loop_of_stmt_[id.index()];
    const auto params = code_->loop_params_of(stmt);
    const auto args = code_->args(stmt);
    for (size_t i = 0; i < params.size(); ++i) {
        const size_t p = params[i].index();
        if (uses_[p] == 0) {
            continue;  // never declared
        }
        const Atom from = args[i];
        const core::Var& param = code_->vars[params[i]];
        bool share = false;
        if (from.is_var() && !alias_[from.var().index()].valid()) {
            const size_t v = from.var().index();
            const core::Var& var = code_->vars[from.var()];
            uint32_t same = 0;
            for (const Atom other : args) {
                same += other == from;
            }
            // It is the same variable for the reader: it has the same name, or one of the two has none of its own.
            const bool same_name = param.name == var.name || param.kind == VarKind::Temp;
            const bool never_changes = varying_[p] == 0 && assigned_[p] == 0 && assigned_[v] == 0;
            // The parameter may take over the variable when nobody else reads it from here on.
            const bool takes_over = uses_[v] == 0 && same == 1 && def_loop_[v] == current_loop_ &&
                                    var.kind != VarKind::Captured && param.name == var.name &&
                                    var.kind != VarKind::Temp;
            share = param.repr == var.repr && ((same_name && never_changes) || takes_over);
            if (share) {
                assigned_[v] |= assigned_[p] | varying_[p];
                uses_[v] += uses_[p];
                use_block_[v] = BlockId();
            }
        }
        if (share) {
            alias_[p] = from;
        } else {
            assigned_[p] |= varying_[p];
            Use(from, block);
        }
    }
}

void Facts::WalkBackward(BlockId block)
{
    const auto& stmts = code_->blocks[block].stmts;
    for (size_t i = stmts.size(); i-- > 0;) {
        const Stmt& stmt = code_->stmts[stmts[i]];
        const bool wanted = stmt.result.valid() && uses_[stmt.result.index()] != 0;
        current_loop_ = loop_of_stmt_[stmts[i].index()];
        if (!wanted && CanVanish(stmt)) {
            dead_[stmts[i].index()] = 1;
            continue;
        }
        switch (stmt.kind) {
        case StmtKind::If:
            wants_yield_.push_back(wanted);
            WalkBackward(stmt.blocks[1]);
            WalkBackward(stmt.blocks[0]);
            wants_yield_.pop_back();
            current_loop_ = loop_of_stmt_[stmts[i].index()];
            Use(code_->args(stmt)[0], block);
            continue;
        case StmtKind::Loop: CountLoop(stmts[i], block, wanted); continue;
        case StmtKind::Yield:
            if (wants_yield_.empty() || wants_yield_.back() == 0) {
                continue;
            }
            break;
        case StmtKind::Break:
            if (wants_break_.empty() || wants_break_.back() == 0) {
                continue;
            }
            break;
        case StmtKind::Continue: {
            const auto params = code_->loop_params_of(code_->stmts[loops_[current_loop_].stmt]);
            for (size_t k = 0; k < params.size(); ++k) {
                if (code_->args(stmt)[k] != Atom(params[k])) {
                    Use(code_->args(stmt)[k], block);
                }
            }
            continue;
        }
        case StmtKind::RegionOf:
            if (function_->regions[stmt.region].kind != rir::RegionKind::Outside ||
                region_uses_[stmt.region.index()] == 0) {
                continue;
            }
            break;
        default: break;
        }
        for (const Atom atom : code_->args(stmt)) {
            const bool is_cell = stmt.kind == StmtKind::Call && atom.is_var() && code_->vars[atom.var()].kinds == core::kind::kNone;
            Use(core::IsHeapOperation(stmt.kind) || is_cell ? Resolve(atom) : atom, block);
        }
        if (stmt.cell.valid()) {
            Use(Resolve(Atom(stmt.cell)), block);
        }
    }
}

}  // namespace omni::emit
