// V9: calls of C functions. What C does is in the contract of each parameter and of the result; nobody checks C itself.
#include "rir/verify_context.h"

namespace omni::rir {
namespace {

using core::Atom;
using core::Contract;
using core::Stmt;
using core::StmtId;

/// C may call a function that it is given, with what it has, and keep what that yields.
void CheckCallback(Context& context, StmtId id, const core::Function& callee, Atom arg, NodeId node)
{
    if ((context.code.vars[arg.var()].kinds & core::kind::kProcedure) == 0) {
        return;
    }
    const auto check = [&](NodeId part) {
        if (part.valid() && !context.IsWorldly(part)) {
            context.Report("V9", id, "{} may call {} ({}) with what it keeps, but {} may end before the program does",
                           callee.name.text(), context.Name(arg), Context::Name(node), Context::Name(part));
        }
    };
    if (context.function.nodes[node].any) {
        check(node);
        return;
    }
    for (size_t i = 0; i <= core::kLastParamField; ++i) {
        const NodeId param = context.FieldOf(node, FieldKind::Param, i);
        if (!param.valid()) {
            context.Report("V9", id, "nothing is said of parameter {} of {}, which {} may call", i, Context::Name(node),
                           callee.name.text());
        }
        check(param);
    }
    check(context.FieldOf(node, FieldKind::Result));
}

/// A result that C declares to be new is made in the region that C is given, and nothing is known of its structure.
void CheckFresh(Context& context, StmtId id, const core::Function& callee)
{
    const Stmt& stmt = context.code.stmts[id];
    CheckAllocation(context, id);
    if (context.IsKind(stmt.region, RegionKind::Stack)) {
        context.Report("V7", id, "the stack cannot be a dest");
    }
    const NodeId result = stmt.result.valid() ? context.NodeOf(stmt.result) : NodeId();
    if (result.valid() && !context.function.nodes[result].any) {
        context.Report("V9", id, "nothing is known of what {} builds, but {} is not `any`", callee.name.text(),
                       Context::Name(result));
    }
}

}  // namespace

void CheckExternCall(Context& context, StmtId id, const core::Function& callee)
{
    const Stmt& stmt = context.code.stmts[id];
    const auto args = context.code.args(stmt);
    for (size_t i = 0; i < args.size(); ++i) {
        const NodeId node = context.NodeOf(args[i]);
        if (!node.valid()) {
            continue;
        }
        const Contract contract = callee.contract(i);
        if (contract == Contract::Borrow || contract == Contract::Own) {
            CheckCallback(context, id, callee, args[i], node);
        } else if (!context.IsWorldly(node)) {
            context.Report("V9", id, "{} may keep {} ({}), which may end before the program does", callee.name.text(),
                           context.Name(args[i]), Context::Name(node));
        }
    }
    if (callee.extern_fresh) {
        CheckFresh(context, id, callee);
        return;
    }
    if (stmt.result.valid() && HoldsObject(context.code.vars[stmt.result])) {
        const NodeId result = context.NodeOf(stmt.result);
        if (!result.valid() || !context.IsKind(context.RegionOf(result), RegionKind::Global)) {
            context.Report("V9", id, "what {} returns is not known to live until the program ends",
                           callee.name.text());
        }
    }
    if (stmt.region.valid()) {
        context.Report("V9", id, "a C function takes no dest");
    }
}

}  // namespace omni::rir
