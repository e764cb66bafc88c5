#include "core/spoken_name.h"
#include "plan/function_decider.h"

namespace omni::plan {

using core::Stmt;
using core::StmtId;
using core::StmtKind;
using reason::ReasonKind;

void FunctionDecider::DecideStack(ClassInfo& info)
{
    auto reject = [&](ReasonKind kind, source::Span span, support::Symbol subject, int64_t number = 0,
                      int64_t limit = 0) {
        info.rejected.push_back({StorageClass::Stack, Because(kind, span, subject, {}, number, limit)});
    };
    if (info.escape == analysis::Escape::Dest) {
        reject(ReasonKind::OutlivesFrame, {}, function_.name);
        return;
    }
    if (is_coarse()) {
        reject(ReasonKind::SwitchedOff, {}, support::Intern("--mode=jit"));
        return;
    }
    if (!options_.stack) {
        reject(ReasonKind::SwitchedOff, {}, support::Intern("--no-stack"));
        return;
    }
    if (WantsRegion(info)) {
        reject(ReasonKind::AskedByContract, {}, support::Intern("^:region"));
        return;
    }
    if (!info.latent.empty()) {
        const core::Stmt& maker = function_.stmts[info.latent.front()];
        reject(ReasonKind::SizeUnknown, maker.span, core::SpokenName(module_.functions[maker.callee]));
        return;
    }
    const Position home = HomeOf(structure_, info.mentions.bindings);
    int64_t size = 0;
    for (StmtId site : info.sites) {
        const Stmt& stmt = function_.stmts[site];
        const int64_t bytes =
            stmt.kind == StmtKind::Prim || stmt.kind == StmtKind::MakeClosure ? analysis::ObjectBytes(stmt) : 0;
        if (stmt.kind == StmtKind::Prim && core::Info(stmt.prim).makes_container()) {
            reject(ReasonKind::OwnBuffer, stmt.span, {});
            return;
        }
        if (bytes == 0) {
            const support::Symbol maker = stmt.kind == StmtKind::Call
                                              ? core::SpokenName(module_.functions[stmt.callee])
                                              : stmt.kind == StmtKind::Prim
                                                    ? support::Intern(stmt.prim == core::Prim::Caught
                                                                          ? "raise"
                                                                          : core::Info(stmt.prim).source_name)
                                                    : function_.vars[function_.args(stmt)[0].var()].name;
            reject(ReasonKind::SizeUnknown, stmt.span, maker);
            return;
        }
        size += bytes;
        const StmtId loop = structure_.LoopBetween(home.block, site);
        if (loop.valid()) {
            reject(ReasonKind::LoopCarried, stmt.span, SubjectOf(info));
            return;
        }
    }
    if (info.by_callee || info.allocated_into) {
        reject(ReasonKind::CalleeStores, {}, support::Intern("a callee"));
        return;
    }
    for (Node member : info.members) {
        if ((graph_.flags(member) & analysis::kCall) != 0) {
            reject(ReasonKind::SizeUnknown, {}, support::Intern("a callee"));
            return;
        }
    }
    if (size > options_.stack_limit) {
        reject(ReasonKind::TooBig, {}, {}, size, options_.stack_limit);
        return;
    }
    info.on_stack = true;
}

}  // namespace omni::plan
