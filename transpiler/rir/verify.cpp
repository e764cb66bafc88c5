#include "rir/verify.h"

#include <algorithm>

#include "core/pending_calls.h"
#include "rir/verify_context.h"

namespace omni::rir {

/// Objects that outlive this function may not point to what it frees (V3), what unknown code may keep must live for
/// ever (V3), and callers may not be told of storage that is gone when they see it (V8). Heap objects that callers do not
/// know are dead when the function returns, because all their units are consumed (V5).
void CheckNodes(Context& context)
{
    const Function& function = context.function;
    const std::vector<NodeId>& known = context.interfaces[context.code.id.index()];
    for (const NodeId id : function.nodes.ids()) {
        const Node& node = function.nodes[id];
        if (!node.region.valid()) {
            continue;
        }
        const RegionKind kind = function.regions[node.region].kind;
        const bool dies_here =
            IsOwn(kind) || (kind == RegionKind::Heap && std::find(known.begin(), known.end(), id) == known.end());
        if (!dies_here && !context.Reach(id).empty()) {
            context.Report("V3", {}, "{} lives in {}, which outlives the call, but reaches {}", Context::Name(id),
                           context.Name(node.region), context.Name(context.Reach(id).front()));
        } else if (kind == RegionKind::Global && !context.IsWorldly(id)) {
            context.Report("V3", {}, "{} lives until the program ends, but reaches storage that does not",
                           Context::Name(id));
        }
        if (kind == RegionKind::Stack && node.allocated_into) {
            context.Report("V7", {}, "{} is on the stack, but objects are added to it through region_of",
                           Context::Name(id));
        }
    }
    for (const NodeId id : known) {
        const RegionId region = function.nodes[id].region;
        if (region.valid() && IsOwn(function.regions[region].kind)) {
            context.Report("V8", {}, "callers know {}, but it lives in {}, which ends here", Context::Name(id),
                           context.Name(region));
        }
    }
}

/// V11: who calls a function that may return the mark of a pending call makes that call, or returns the mark itself.
void CheckFinished(Context& context, const std::vector<bool>& may_pend)
{
    for (const core::Block& block : context.code.blocks) {
        for (const core::StmtId id : block.stmts) {
            const core::Stmt& stmt = context.code.stmts[id];
            if (stmt.kind == core::StmtKind::Call && may_pend[stmt.callee.index()] && !stmt.pending && !stmt.finish) {
                context.Report("V11", id, "`{}` may leave a call to its caller, who does not make it",
                               context.module.functions[stmt.callee.index()].code.name.text());
            }
        }
    }
}

std::vector<Violation> Verify(const Module& module)
{
    std::vector<Violation> violations;
    std::vector<std::vector<NodeId>> interfaces(module.functions.size());
    std::vector<bool> well_formed(module.functions.size(), true);
    for (size_t i = 0; i < module.functions.size(); ++i) {
        const Function& function = module.functions[i];
        if (!function.code.is_extern) {
            well_formed[i] = CheckShape(module, function, violations);
            if (well_formed[i]) {
                interfaces[i] = InterfaceOf(function);
            }
        }
    }
    std::vector<bool> may_pend;
    for (const Function& function : module.functions) {
        may_pend.push_back(core::MayPend(function.code));
    }
    const HeapProgram heap(module, well_formed);
    for (size_t i = 0; i < module.functions.size(); ++i) {
        const Function& function = module.functions[i];
        if (well_formed[i] && !function.code.is_extern) {
            Context context(module, function, interfaces, well_formed, violations);
            CheckNodes(context);
            CheckMap(context);
            CheckPaths(context);
            CheckHeapNodes(context, heap);
            CheckHeapPaths(context, heap);
            CheckFinished(context, may_pend);
        }
    }
    CheckHeapGlobals(module, well_formed, heap, violations);
    return violations;
}

}  // namespace omni::rir
