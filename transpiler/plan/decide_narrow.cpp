// Branch-level narrowing: objects that leave the function with its result, but not all of them, or not on every path. Built
// in the caller's region they would stay there until that region ends, also where they are dead at once. The rows
// "escaping" of the allocation matrix:
//
//   some iteration of a loop returns it     a region for each iteration; what is returned is copied, once for each call
//   returned on some paths, and small       a region of this function; copied on the paths that return it
//   a small part of much that dies          the same
//   larger, or of unknown size              the caller's region: copying on the usual path could cost more than it saves
//   cyclic                                  the caller's region
//
// A copy is another object. Nobody can tell when the original is dead afterwards and nothing else holds a part of it: then
// nothing that is copied is reachable from a parameter, a captured variable, or a procedure that stays where it is.
// The second row wants evidence that the paths on which objects die are taken again while the caller's region lives on.

#include <algorithm>

#include "core/pending_calls.h"
#include "plan/function_decider.h"

namespace omni::plan {

using core::Stmt;
using core::StmtId;
using core::StmtKind;
using reason::ReasonKind;

/// May what is built in dest be built in a region of this function, and copied out at the returns?
bool FunctionDecider::CanBeCopiedOut()
{
    const auto from_result = analysis::Reach(graph_, {mine_.result}, true);
    std::vector<Node> others;
    for (const auto* list : {&function_.params, &function_.captured}) {
        for (core::VarId var : *list) {
            if (mine_.node_of[var.index()] != analysis::kNoNode) {
                others.push_back(mine_.node_of[var.index()]);
            }
        }
    }
    others = analysis::Reach(graph_, others, false);
    const ClassInfo& info = classes_[ClassIndex(mine_.dest)];
    for (Node member : info.members) {
        const bool fresh = std::find(others.begin(), others.end(), member) == others.end();
        const bool in_result = std::find(from_result.begin(), from_result.end(), member) != from_result.end();
        const bool on_interface =
            std::find(mine_.interface.begin(), mine_.interface.end(), member) != mine_.interface.end();
        if (!fresh || (on_interface && !in_result)) {
            return false;
        }
    }
    if (info.sites.empty()) {
        return false;
    }
    // A procedure that stays where it is may take or give what would be copied: callers would know the original.
    const auto is_member = [&](Node node) {
        return std::find(info.members.begin(), info.members.end(), graph_.Find(node)) != info.members.end();
    };
    const auto leads_back = [&](Node node) {
        const auto edges = graph_.Edges(node);
        return !is_member(graph_.Find(node)) &&
               std::any_of(edges.begin(), edges.end(), [&](const auto& edge) { return is_member(edge.target); });
    };
    return std::none_of(from_result.begin(), from_result.end(), leads_back) &&
           std::none_of(mine_.interface.begin(), mine_.interface.end(), leads_back);
}

/// --no-outliving: what is returned and belongs to nobody else is built in a region of our own and copied at the return.
void FunctionDecider::AssignCopiedOut()
{
    if (mine_.dest == analysis::kNoNode || mine_.result == analysis::kNoNode || core::MayPend(function_)) {
        return;  // what a pending call returns is made by its caller
    }
    if (options_.outliving) {
        DecideNarrowing();
    } else if (CanBeCopiedOut()) {
        out_.copied_out = core::RegionId(0);  // marks the class as owned; AssignRegions gives the real id
    }
}

/// Statements that bind or use what reaches the class.
Mentions FunctionDecider::MentionsOf(uint32_t index)
{
    std::unordered_map<Node, bool> known;
    const auto reaches = [&](core::VarId var) {
        if (!var.valid() || mine_.node_of[var.index()] == analysis::kNoNode) {
            return false;
        }
        const Node node = graph_.Find(mine_.node_of[var.index()]);
        const auto [entry, added] = known.emplace(node, false);
        if (added) {
            const auto reached = analysis::Reach(graph_, {node}, true);
            entry->second = std::any_of(reached.begin(), reached.end(),
                                        [&](Node each) { return ClassIndex(each) == index; });
        }
        return entry->second;
    };
    Mentions mentions;
    for (StmtId id : structure_.order()) {
        const Stmt& stmt = function_.stmts[id];
        const auto params = function_.loop_params_of(stmt);
        if (reaches(stmt.result) || std::any_of(params.begin(), params.end(), reaches)) {
            mentions.bindings.push_back(id);
        }
        const auto args = function_.args(stmt);
        if (std::any_of(args.begin(), args.end(), [&](core::Atom arg) { return arg.is_var() && reaches(arg.var()); })) {
            mentions.uses.push_back(id);
        }
    }
    const std::vector<StmtId>& sites = classes_[index].sites;
    mentions.bindings.insert(mentions.bindings.end(), sites.begin(), sites.end());
    return mentions;
}

/// The variable that a Return in front of which the region ends gives back, when it may lie in the region; or None.
core::VarId FunctionDecider::ReturnedAt(const Exit& exit)
{
    const auto& stmts = function_.blocks[exit.position.block].stmts;
    if (exit.position.index >= stmts.size()) {
        return {};
    }
    const Stmt& jump = function_.stmts[stmts[exit.position.index]];
    if (jump.kind != StmtKind::Return || jump.arg_count == 0 || !function_.args(jump)[0].is_var()) {
        return {};
    }
    const core::VarId var = function_.args(jump)[0].var();
    return mine_.node_of[var.index()] == analysis::kNoNode ? core::VarId() : var;
}

/// Can an object of the class have been made when control comes to `position`?
bool FunctionDecider::IsMadeBefore(const ClassInfo& info, Position position) const
{
    return std::any_of(info.sites.begin(), info.sites.end(), [&](StmtId site) {
        const core::BlockId common = structure_.CommonBlock(structure_.position(site).block, position.block);
        Position at = position;
        while (at.block != common) {
            at = structure_.position(structure_.owner(at.block));
        }
        return structure_.Within(common, site).index < at.index;
    });
}

/// Does a call of the function itself, or through others, build a part of the result? Then each level would copy.
bool FunctionDecider::IsBuiltByRecursion(const ClassInfo& info) const
{
    if (!function_.is_recursive) {
        return false;
    }
    const auto own = std::find_if(facts_.components.begin(), facts_.components.end(), [this](const auto& component) {
        return std::find(component.begin(), component.end(), function_.id) != component.end();
    });
    return std::any_of(info.sites.begin(), info.sites.end(), [&](StmtId site) {
        const Stmt& stmt = function_.stmts[site];
        return stmt.kind == StmtKind::CallClosure ||
               (stmt.kind == StmtKind::Call && std::find(own->begin(), own->end(), stmt.callee) != own->end());
    });
}

/// How objects of dest leave the function.
FunctionDecider::Leaving FunctionDecider::FindLeaving(uint32_t index)
{
    const ClassInfo& info = classes_[index];
    Leaving leaving;
    std::vector<Node> members = info.members;
    std::sort(members.begin(), members.end());
    leaving.on_some_paths = leaving.in_iterations = true;
    for (const RegionLife& life : PlaceRegion(structure_, MentionsOf(index), options_.nonlexical)) {
        bool dies = false;
        for (const Exit& exit : life.exits) {
            const core::VarId returned = ReturnedAt(exit);
            if (returned.valid()) {
                const Node node = mine_.node_of[returned.index()];
                leaving.roots.push_back(node);
                leaving.bytes = std::max(leaving.bytes, on_demand_.bounds().StructureBytes(node, members));
            } else {
                dies |= exit.cause != ExitCause::Left && IsMadeBefore(info, exit.position);
            }
        }
        leaving.on_some_paths &= dies;
        leaving.in_iterations &= structure_.LoopAround(life.create.block).valid();
        leaving.much_is_made |=
            on_demand_.bounds().BytesOnce(function_, life.create.block, info.sites) == analysis::kUnbounded;
    }
    return leaving;
}

void FunctionDecider::DecideNarrowing()
{
    const uint32_t index = ClassIndex(mine_.dest);
    ClassInfo& info = classes_[index];
    if (is_coarse() || info.in_heap || info.sites.empty() || !info.latent.empty() || IsBuiltByRecursion(info) ||
        !CanBeCopiedOut()) {
        return;
    }
    std::vector<StmtId> sites = info.sites;
    std::sort(sites.begin(), sites.end());
    std::swap(sites, info.sites);
    Leaving leaving = FindLeaving(index);
    std::swap(sites, info.sites);
    const bool small = leaving.bytes <= static_cast<int64_t>(options_.transmigrate_bytes);
    if (leaving.roots.empty() || (!leaving.on_some_paths && !(small && leaving.much_is_made))) {
        return;  // what is made is returned
    }
    const auto reject = [&](reason::ReasonId because) { info.rejected.push_back({StorageClass::Region, because}); };
    std::optional<Repeat> repeat;
    if (leaving.on_some_paths && leaving.in_iterations) {
        leaving.why = ReasonKind::NarrowedIteration;
    } else if (small && leaving.much_is_made) {
        leaving.why = ReasonKind::NarrowedPart;
    } else {
        repeat = on_demand_.repeats().Of(function_.id);
        if (!repeat) {
            reject(Because(ReasonKind::NotRepeated, function_.span, function_.name));
            return;
        }
        leaving.why = ReasonKind::NarrowedPath;
    }
    if (const auto cause = on_demand_.shapes().CycleIn(leaving.roots)) {
        reject(Because(ReasonKind::CyclicStays, cause->expression, cause->subject));
        return;
    }
    if (leaving.why == ReasonKind::NarrowedPath && !small) {
        reject(leaving.bytes == analysis::kUnbounded
                   ? Because(ReasonKind::CopyUnbounded, function_.span, function_.name)
                   : Because(ReasonKind::CopyTooBig, function_.span, function_.name, {}, leaving.bytes,
                             options_.transmigrate_bytes));
        return;
    }
    if (!options_.narrowing) {
        reject(options_.heap_unproven.valid()
                   ? Because(ReasonKind::NarrowingNotProven, function_.span, options_.heap_unproven)
                   : Because(ReasonKind::SwitchedOff, {}, support::Intern("--no-narrowing")));
        return;
    }
    if (repeat) {
        const core::Function& caller = module_.functions[repeat->caller];
        leaving.not_in_dest = Because(ReasonKind::WouldPileUp, caller.stmts[repeat->call].span,
                                      caller.is_entry ? support::Intern("the program") : caller.name);
    } else {
        leaving.not_in_dest = Because(ReasonKind::WouldStay, function_.span, function_.name);
    }
    out_.copied_out = core::RegionId(0);
    narrowed_ = leaving;
    plan_.narrowed = true;
}

/// Why a narrowed object lives in a region of this function.
reason::ReasonId FunctionDecider::NarrowedReason()
{
    const int64_t bytes = narrowed_->bytes == analysis::kUnbounded ? 0 : narrowed_->bytes;
    return Because(narrowed_->why, function_.span, function_.name, {}, bytes, options_.transmigrate_bytes);
}

}  // namespace omni::plan
