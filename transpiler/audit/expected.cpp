#include "audit/expected.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "core/heap_form.h"
#include "rir/verify_context.h"

namespace omni::audit {

namespace {

using core::Stmt;
using core::StmtId;
using core::StmtKind;

class Builder {
public:
    Builder(const rir::Module& module, core::FuncId id, const emit::Names& names)
        : module_(module), function_(module.functions[id.index()]), code_(function_.code), names_(names),
          locals_(names.locals[id.index()])
    {
        for (const auto& [var, name] : locals_.vars) {
            variable_names_.emplace(var.index(), name);
        }
    }

    Expected Run()
    {
        if (code_.body.valid()) {
            Walk(code_.body, out_.body);
        }
        FindHolds();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string_view RegionName(core::RegionId region) const
    {
        switch (function_.regions[region].kind) {
        case rir::RegionKind::Dest: return "dest";
        case rir::RegionKind::Global: return "omni_global";
        case rir::RegionKind::Heap: return "omni_heap";
        case rir::RegionKind::Outside: return kHolder;
        default: break;
        }
        return region.index() < locals_.regions.size() ? std::string_view(locals_.regions[region.index()]) : "none";
    }

    void Add(std::string_view name, std::vector<core::RegionId> regions, Sequence& to)
    {
        Step step;
        step.kind = StepKind::Operation;
        step.name = name;
        for (const core::RegionId region : regions) {
            if (!region.valid()) {
                return;  // nothing is built
            }
            step.operands.push_back(RegionName(region));
        }
        to.push_back(std::move(step));
    }

    [[nodiscard]] std::string_view VariableName(core::Atom atom) const
    {
        const auto found = atom.is_var() ? variable_names_.find(atom.var().index()) : variable_names_.end();
        return found == variable_names_.end() ? kNoVariable : found->second;
    }

    /// An operation on a heap object and, when it is taken apart, on those of its fields that have a variable.
    void AddOwned(std::string name, core::Atom object, std::span<const core::Atom> parts, Sequence& to)
    {
        Step step;
        step.kind = StepKind::Operation;
        step.name = *out_.texts.insert(std::move(name)).first;
        step.operands.push_back(VariableName(object));
        for (const core::Atom part : parts) {
            if (const std::string_view variable = VariableName(part); variable != kNoVariable) {
                step.operands.push_back(variable);
            }
        }
        to.push_back(std::move(step));
    }

    [[nodiscard]] bool IsUnique(core::Atom atom) const
    {
        const rir::NodeId node = atom.is_var() ? function_.node_of[atom.var().index()] : rir::NodeId();
        return node.valid() && function_.nodes[node].unique;
    }

    /// An object to which there is one reference is taken apart by reading its fields: nothing of that is seen in the C.
    void TakeApart(const Stmt& stmt, Sequence& to)
    {
        const auto args = code_.args(stmt);
        const bool reuses = stmt.kind == StmtKind::Reuse;
        if (IsUnique(args[0])) {
            if (reuses) {
                cells_without_count_.insert(stmt.result.index());
            } else {
                AddOwned("free_obj", args[0], {}, to);
            }
            return;
        }
        const bool takes_apart = reuses || args.size() > 1;
        if (takes_apart) {
            AddOwned("take_cell", args[0], args.subspan(1), to);
        }
        if (!reuses) {
            AddOwned("free_obj", takes_apart ? core::Atom() : args[0], {}, to);
        }
    }

    static void AddPlain(StepKind kind, Sequence& to)
    {
        to.emplace_back();
        to.back().kind = kind;
    }

    void Allocation(const std::string& maker, const Stmt& stmt, Sequence& to)
    {
        if (!stmt.region.valid()) {
            return;
        }
        const rir::RegionKind kind = function_.regions[stmt.region].kind;
        const bool names_heap = stmt.kind == StmtKind::Prim && core::NamesHeap(core::Info(stmt.prim));
        const bool has_region = kind != rir::RegionKind::Stack && (kind != rir::RegionKind::Heap || names_heap);
        if (stmt.cell.valid()) {
            if (core::Extends(stmt)) {
                AddOwned(std::string(core::NameOfExtension(stmt.prim)), core::Atom(stmt.cell), {}, to);
                return;
            }
            const bool is_own = cells_without_count_.count(stmt.cell.index()) != 0 || code_.vars[stmt.cell].cell.is_given;
            AddOwned((is_own ? "reuse_as_" : "reuse_or_mk_") + maker.substr(3), core::Atom(stmt.cell), {}, to);
            return;
        }
        std::string name = maker;
        if (maker.starts_with("mk_")) {
            name += kind == rir::RegionKind::Stack ? "_stack" : has_region ? "_region" : "_heap";
        }
        Step step;
        step.name = name;
        if (has_region) {
            step.operands.push_back(RegionName(stmt.region));
        }
        ++out_.allocations[Label(step)];
    }

    void Primitive(const Stmt& stmt, Sequence& to)
    {
        const core::PrimInfo& info = core::Info(stmt.prim);
        if (stmt.prim == core::Prim::StructNew) {
            Allocation("mk_" + names_.structs[stmt.struct_type.index()], stmt, to);
        } else if (info.takes_dest()) {
            Allocation(std::string(info.c_name), stmt, to);
        }
        if (info.never_returns()) {
            AddPlain(StepKind::Stop, to);
        }
    }

    void Walk(core::BlockId block, Sequence& to)
    {
        for (const StmtId id : code_.blocks[block].stmts) {
            const Stmt& stmt = code_.stmts[id];
            switch (stmt.kind) {
            case StmtKind::RegionCreate:
                Add(function_.regions[stmt.region].scratch_bytes != 0 ? "stack_alloc_region" : "region_create",
                    {stmt.region}, to);
                break;
            case StmtKind::RegionExit: Add("region_exit", {stmt.region}, to); break;
            case StmtKind::RegionReset: Add("region_reset", {stmt.region}, to); break;
            case StmtKind::Transmigrate: Add("transmigrate", {stmt.region, stmt.into}, to); break;
            case StmtKind::Call:
                if (module_.functions[stmt.callee.index()].takes_dest) {
                    Add(names_.functions[stmt.callee.index()], {stmt.region}, to);
                }
                if (stmt.finish) {
                    Add("omni_finish", {}, to);
                }
                break;
            case StmtKind::CallClosure:
                Add(core::RuntimeCall(stmt), {stmt.region}, to);
                break;
            case StmtKind::MakeClosure:
                if (stmt.arg_count != 0) {
                    Allocation("mk_closure", stmt, to);
                }
                break;
            case StmtKind::Dup: AddOwned("inc_ref", code_.args(stmt)[0], {}, to); break;
            case StmtKind::Drop: AddOwned("dec_ref", code_.args(stmt)[0], {}, to); break;
            case StmtKind::FreeTree: AddOwned("free_tree", code_.args(stmt)[0], {}, to); break;
            case StmtKind::Free:
            case StmtKind::Reuse: TakeApart(stmt, to); break;
            case StmtKind::Prim: Primitive(stmt, to); break;
            case StmtKind::If:
            case StmtKind::Loop: {
                Step step;
                step.kind = stmt.kind == StmtKind::If ? StepKind::If : StepKind::Loop;
                Walk(stmt.blocks[0], step.first);
                if (stmt.kind == StmtKind::If) {
                    Walk(stmt.blocks[1], step.second);
                }
                to.push_back(std::move(step));
                break;
            }
            case StmtKind::Continue: AddPlain(StepKind::Continue, to); break;
            case StmtKind::Break: AddPlain(StepKind::Break, to); break;
            case StmtKind::Return: AddPlain(StepKind::Return, to); break;
            case StmtKind::Unreachable: AddPlain(StepKind::Stop, to); break;
            default: break;
            }
        }
    }

    void FindHolds()
    {
        if (locals_.vars.empty()) {
            return;
        }
        std::vector<rir::Violation> violations;
        const std::vector<std::vector<rir::NodeId>> no_interfaces;
        const std::vector<bool> none_sound;
        const rir::Context context(module_, function_, no_interfaces, none_sound, violations);
        for (const auto& [var, name] : locals_.vars) {
            const rir::NodeId node = context.NodeOf(core::Atom(var));
            if (!node.valid()) {
                continue;
            }
            for (const core::RegionId region : context.Reach(node)) {
                if (function_.regions[region].kind != rir::RegionKind::Local) {
                    continue;
                }
                std::vector<std::string_view>& held = out_.holds[RegionName(region)];
                if (std::find(held.begin(), held.end(), name) == held.end()) {
                    held.emplace_back(name);
                }
            }
        }
    }

    const rir::Module& module_;
    const rir::Function& function_;
    const core::Function& code_;
    const emit::Names& names_;
    const emit::Names::Function& locals_;
    std::unordered_map<uint32_t, std::string_view> variable_names_;  ///< by VarId index
    std::unordered_set<uint32_t> cells_without_count_;               ///< by VarId index
    Expected out_;
};

}  // namespace

Expected ExpectedOf(const rir::Module& module, core::FuncId function, const emit::Names& names)
{
    return Builder(module, function, names).Run();
}

}  // namespace omni::audit
