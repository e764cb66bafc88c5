#include <algorithm>

#include "core/spoken_name.h"
#include "plan/function_decider.h"

namespace omni::plan {

using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarKind;
using reason::ReasonKind;

reason::ReasonId FunctionDecider::Because(ReasonKind kind, source::Span expression, support::Symbol subject,
                                          std::vector<support::Symbol> names, int64_t number, int64_t limit)
{
    reason::Reason why;
    why.kind = kind;
    why.function = function_.id;
    why.expression = expression;
    why.subject = subject;
    why.names = std::move(names);
    why.number = number;
    why.limit = limit;
    return ledger_.Add(std::move(why));
}

DecisionId FunctionDecider::AddDecision(DecisionKind kind, support::Symbol subject, StorageClass choice,
                                        const std::string& region, source::Span site, reason::ReasonId because,
                                        std::vector<Rejected> rejected)
{
    std::string path = plan_.paths[function_.id.index()] + "/" + std::string(subject.text());
    if (kind != DecisionKind::Place && kind != DecisionKind::Borrow) {
        path += ":";
        path += Name(kind);
    }
    const uint32_t count = ++used_paths_[path];
    if (count > 1) {
        path += "." + std::to_string(count);
    }
    Decision decision{kind,   function_.id, std::move(path), subject, choice,
                      region, site,         {because},       std::move(rejected), {}};
    for (reason::ReasonId next = ledger_[because].because; next.valid(); next = ledger_[next].because) {
        decision.because.push_back(next);
    }
    return plan_.decisions.Add(std::move(decision));
}

/// The source names of the variables that hold objects of the class; without any, the first temporary, whose name the region
/// has too; without one, the function that makes the objects for itself.
std::vector<support::Symbol> FunctionDecider::NamesOf(const ClassInfo& info) const
{
    for (const bool temporaries : {false, true}) {
        std::vector<support::Symbol> names;
        for (core::VarId var : info.vars) {
            const core::Var& data = function_.vars[var];
            if ((data.kind == VarKind::Temp) == temporaries &&
                std::find(names.begin(), names.end(), data.name) == names.end()) {
                names.push_back(data.name);
            }
        }
        if (!names.empty()) {
            names.resize(temporaries ? 1 : names.size());
            return names;
        }
    }
    for (const core::StmtId site : info.sites) {
        const core::Stmt& stmt = function_.stmts[site];
        if (stmt.kind == core::StmtKind::Call) {
            return {core::SpokenName(module_.functions[stmt.callee])};
        }
    }
    return {function_.name};
}

support::Symbol FunctionDecider::SubjectOf(const ClassInfo& info) const { return NamesOf(info).front(); }

std::string FunctionDecider::RegionName(const ClassInfo& info) { return UniqueRegionName(SubjectOf(info)); }

/// A region is named after what it holds; a later one of the same name in the function gets a number.
std::string FunctionDecider::UniqueRegionName(support::Symbol holds)
{
    std::string name = std::string(holds.text()) + "_region";
    std::string in_c = name;   // where `a-b` and `a_b` are one name
    std::replace(in_c.begin(), in_c.end(), '-', '_');
    const uint32_t count = ++used_names_[in_c];
    return count == 1 ? name : name + "_" + std::to_string(count);
}

reason::ReasonId FunctionDecider::CreateReason(const ClassInfo& info, const RegionLife& life)
{
    const auto names = NamesOf(info);
    const source::Span last = life.last_use.valid() ? function_.stmts[life.last_use].span : source::Span{};
    if (!life.resets.empty()) {
        return Because(ReasonKind::HoldsEachIteration, last, {}, names);
    }
    const StmtId owner = structure_.owner(life.create.block);
    for (StmtId site : info.sites) {
        if (structure_.CommonBlock(structure_.position(site).block, life.create.block) == life.create.block &&
            structure_.LoopBetween(life.create.block, site).valid()) {
            return Because(ReasonKind::HoldsAcrossLoop, last, {}, names);
        }
    }
    if (owner.valid()) {
        const bool iteration = structure_.IsIteration(life.create.block);
        return Because(iteration ? ReasonKind::HoldsInLoop : ReasonKind::HoldsInBranch, last, {}, names);
    }
    return Because(ReasonKind::HoldsUntil, last, {}, names);
}

reason::ReasonId FunctionDecider::ExitReason(const ClassInfo& info, const Exit& exit)
{
    const auto names = NamesOf(info);
    if (out_.copied_out.valid() && info.region == out_.copied_out && exit.cause != ExitCause::LastUse) {
        if (ReturnedAt(exit).valid()) {
            return Because(narrowed_ ? ReasonKind::AfterCopy : ReasonKind::CopiedOut, {}, names.front(), names);
        }
    }
    const source::Span last = exit.last_use.valid() ? function_.stmts[exit.last_use].span : source::Span{};
    switch (exit.cause) {
    case ExitCause::LastUse:
    case ExitCause::BeforeReturn: {
        const bool is_site = exit.last_use.valid() &&
                             std::find(info.sites.begin(), info.sites.end(), exit.last_use) != info.sites.end();
        if (!last.valid()) {
            return Because(ReasonKind::DeadOnPath, last, {}, names);
        }
        if (moved_ != nullptr && moved_->count(exit.last_use.index()) != 0) {
            return Because(ReasonKind::LastUseMoved, last, moved_->at(exit.last_use.index()), names);
        }
        return Because(is_site && info.mentions.uses.empty() ? ReasonKind::DeadAtOnce : ReasonKind::LastUse, last, {},
                       names);
    }
    case ExitCause::NotOnThisPath: return Because(ReasonKind::DeadOnPath, last, {}, names);
    case ExitCause::EndOfScope:
        return Because(is_coarse() ? ReasonKind::EndOfCoarseScope : ReasonKind::EndOfScope, last, {}, names);
    case ExitCause::AfterLoop: return Because(ReasonKind::LoopOver, last, {}, names);
    case ExitCause::Left: return Because(ReasonKind::LeftByError, last, {}, names);
    }
    return {};
}

reason::ReasonId FunctionDecider::ResetReason(const ClassInfo& info, const Reset& reset)
{
    const auto names = NamesOf(info);
    if (!reset.last_use.valid()) {
        return Because(ReasonKind::EmptiedAtHead, {}, {}, names);
    }
    return Because(ReasonKind::EmptiedAtLastUse, function_.stmts[reset.last_use].span, {}, names);
}

reason::ReasonId FunctionDecider::HolderReason(const ClassInfo& info)
{
    const core::VarId holder = out_.regions[info.region].holder;
    return Because(ReasonKind::StoredInParam, {}, function_.vars[holder].name);
}

core::VarId FunctionDecider::LastToDie(const ClassInfo& info, const RegionLife& life)
{
    if (info.vars.size() < 2 || !life.last_use.valid()) {
        return {};
    }
    if (!liveness_) {
        liveness_ = analysis::ComputeLiveness(function_, analysis::BuildCfg(function_));
    }
    for (size_t i = info.vars.size(); i-- > 0;) {
        const auto& uses = liveness_->last_uses[info.vars[i].index()];
        const bool last = std::any_of(uses.begin(), uses.end(), [&](StmtId use) {
            const core::BlockId home = life.home.block;
            return structure_.CommonBlock(structure_.position(use).block, home) == home &&
                   structure_.Within(home, use) == structure_.Within(home, life.last_use);
        });
        if (last && function_.vars[info.vars[i]].kind == VarKind::Local) {
            return info.vars[i];
        }
    }
    return {};
}

/// `var`: the variable that the object is made for, or None; `place`: where it is made.
reason::ReasonId FunctionDecider::PlaceReason(const ClassInfo& info, core::VarId var, source::Span place,
                                              const RegionLife* life)
{
    const source::Span last =
        life != nullptr && life->last_use.valid() ? function_.stmts[life->last_use].span : source::Span{};
    if (info.in_heap) {
        return HeapReason(info);
    }
    switch (info.escape) {
    case analysis::Escape::Global: {
        const reason::ReasonId why = graph_.why_global(info.members.front());
        const reason::Reason cause = why.valid() ? ledger_[why] : reason::Reason{};
        const ReasonKind kind = why.valid() ? cause.kind : ReasonKind::StoredInGlobal;
        return Because(kind, cause.expression, cause.subject);
    }
    case analysis::Escape::Dest: {
        if (narrowed_) {
            return NarrowedReason();
        }
        if (!var.valid()) {
            return Because(ReasonKind::BesideResult, place);
        }
        if (out_.copied_out.valid()) {
            return Because(ReasonKind::CopiedOut, function_.vars[var].span, function_.vars[var].name);
        }
        const Node result = mine_.result;
        const Node node = mine_.node_of[var.index()];
        if (result != analysis::kNoNode && graph_.Find(node) == graph_.Find(result)) {
            return Because(ReasonKind::Returned, function_.vars[var].span);
        }
        if ((graph_.flags(node) & analysis::kPended) != 0) {
            return Because(ReasonKind::PendedPart, function_.vars[var].span);
        }
        const auto& outside = mine_.interface;
        if (std::find(outside.begin(), outside.end(), graph_.Find(node)) == outside.end()) {
            return Because(ReasonKind::BesideResult, function_.vars[var].span);
        }
        return Because(ReasonKind::PartOfResult, function_.vars[var].span, support::Intern("the result"));
    }
    case analysis::Escape::Holder: return HolderReason(info);
    case analysis::Escape::Outside: return Because(ReasonKind::OnlyRead);
    case analysis::Escape::Local: break;
    }
    if (info.on_stack) {
        int64_t size = 0;
        for (StmtId site : info.sites) {
            size += analysis::ObjectBytes(function_.stmts[site]);
        }
        return Because(ReasonKind::FitsStack, last, {}, {}, size, options_.stack_limit);
    }
    if (is_coarse()) {
        return Because(ReasonKind::CoarseScratch);
    }
    if (info.in_scratch && info.frame_bytes != 0) {
        return Because(ReasonKind::FitsFrame, last, MakerOf(info), {}, info.frame_bytes);
    }
    if (info.in_scratch) {
        return Because(ReasonKind::FitsScratch, last, {}, {}, options_.scratch_bytes);
    }
    if (info.mentions.uses.empty()) {
        return Because(ReasonKind::NeverUsed);
    }
    if (life == nullptr || !last.valid()) {
        return Because(ReasonKind::LocalOnly, function_.span);
    }
    const core::VarId last_to_die = LastToDie(info, *life);
    if (last_to_die.valid() && last_to_die != var &&
        (!var.valid() || function_.vars[last_to_die].name != function_.vars[var].name)) {
        return Because(ReasonKind::SameLifetime, last, function_.vars[last_to_die].name);
    }
    if (structure_.owner(life->home.block).valid()) {
        const bool iteration = structure_.IsIteration(life->home.block);
        return Because(iteration ? ReasonKind::IterationOnly : ReasonKind::BranchOnly, last);
    }
    return Because(ReasonKind::LocalOnly, last);
}

StorageClass FunctionDecider::ChoiceOf(const ClassInfo& info) const
{
    if (info.in_heap) {
        return StorageClass::Heap;
    }
    switch (IsOwned(info) ? analysis::Escape::Local : info.escape) {
    case analysis::Escape::Local:
        return info.on_stack ? StorageClass::Stack : info.in_scratch ? StorageClass::Scratch : StorageClass::Region;
    case analysis::Escape::Dest: return StorageClass::Dest;
    case analysis::Escape::Holder: return StorageClass::Holder;
    case analysis::Escape::Outside: return StorageClass::Borrowed;
    case analysis::Escape::Global: return StorageClass::Global;
    }
    return StorageClass::Region;
}

/// A Place decision for each variable that an object is made for.
void FunctionDecider::DecidePlaces(const std::vector<Life>& lives)
{
    std::vector<const RegionLife*> life_of(classes_.size(), nullptr);
    for (const Life& life : lives) {
        if (life_of[life.class_index] == nullptr) {
            life_of[life.class_index] = &life.life;
        }
    }
    for (uint32_t index = 0; index < classes_.size(); ++index) {
        const ClassInfo& info = classes_[index];
        if (info.sites.empty()) {
            continue;
        }
        const bool named = function_.vars.size() != 0 && std::any_of(info.vars.begin(), info.vars.end(), [&](core::VarId var) {
            return function_.vars[var].kind == VarKind::Local;
        });
        bool headed = false;
        for (StmtId site : info.sites) {
            const Stmt& stmt = function_.stmts[site];
            const bool holds = stmt.result.valid() && mine_.node_of[stmt.result.index()] != analysis::kNoNode &&
                               ClassIndex(mine_.node_of[stmt.result.index()]) == index;
            const DecisionId decision = AddDecision(
                DecisionKind::Place, holds ? function_.vars[stmt.result].name : MakerOf(stmt),
                ChoiceOf(info),
                info.on_stack || info.in_heap ? std::string() : out_.regions[info.region].name, stmt.span,
                PlaceReason(info, holds ? stmt.result : core::VarId(), stmt.span, life_of[index]), info.rejected);
            AddGuard(stmt, decision);
            out_.site_decisions.emplace_back(site, decision);
            if (holds && (function_.vars[stmt.result].kind == VarKind::Local || (!named && !headed))) {
                headed = true;
                out_.header.push_back(decision);
            }
        }
    }
    std::sort(out_.site_decisions.begin(), out_.site_decisions.end());
    DecideUnkept();
    DecideEntry();
    auto place = [&](DecisionId id) { return plan_.decisions[id].site.begin; };
    std::stable_sort(out_.header.begin(), out_.header.end(),
                     [&](DecisionId a, DecisionId b) { return place(a) < place(b); });
}

/// What a statement that makes objects without keeping them in a variable is called by: the function that it calls.
support::Symbol FunctionDecider::MakerOf(const Stmt& stmt) const
{
    switch (stmt.kind) {
    case StmtKind::Call:
    case StmtKind::MakeClosure: return core::SpokenName(module_.functions[stmt.callee]);
    case StmtKind::CallClosure: return function_.args(stmt)[0].is_var() ? function_.vars[function_.args(stmt)[0].var()].name
                                                                        : function_.name;
    default: return stmt.result.valid() ? function_.vars[stmt.result].name
                                        : support::Intern(core::Info(stmt.prim).source_name);
    }
}

/// The first function that builds a part of the class.
support::Symbol FunctionDecider::MakerOf(const ClassInfo& info) const
{
    const auto call = std::find_if(info.sites.begin(), info.sites.end(), [this](StmtId site) {
        return function_.stmts[site].kind == StmtKind::Call;
    });
    return MakerOf(function_.stmts[call != info.sites.end() ? *call : info.sites.front()]);
}

/// Where a guard calls its body, the regions that the call may leave behind are the reader's question; where a call goes
/// on in the caller, that it does.
void FunctionDecider::AddGuard(const Stmt& stmt, DecisionId decision)
{
    if (stmt.guarded || (stmt.pending && stmt.kind == StmtKind::CallClosure)) {
        plan_.decisions[decision].because.push_back(
            Because(stmt.guarded ? ReasonKind::GuardedCall : ReasonKind::PendingCall, stmt.span));
    }
}

/// Calls that must name a region although nothing of what may be made in it is kept: the global one will do.
void FunctionDecider::DecideUnkept()
{
    std::vector<std::pair<StmtId, DecisionId>> found;
    for (StmtId id : structure_.order()) {
        const Stmt& stmt = function_.stmts[id];
        const bool wants_region = stmt.kind == StmtKind::CallClosure ||
                                  (stmt.kind == StmtKind::Prim && core::Info(stmt.prim).takes_dest());
        const auto known = std::lower_bound(out_.site_decisions.begin(), out_.site_decisions.end(),
                                            std::pair(id, DecisionId(0)));
        if (!wants_region || (known != out_.site_decisions.end() && known->first == id)) {
            continue;
        }
        const DecisionId decision = AddDecision(DecisionKind::Place, MakerOf(stmt), StorageClass::Global, "global",
                                                stmt.span, Because(ReasonKind::NobodyKeeps, stmt.span));
        AddGuard(stmt, decision);
        found.emplace_back(id, decision);
    }
    out_.site_decisions.insert(out_.site_decisions.end(), found.begin(), found.end());
    std::sort(out_.site_decisions.begin(), out_.site_decisions.end());
}

/// The closure entry boxes a number for its callers, makes the list of further arguments, or hands the region on.
void FunctionDecider::DecideEntry()
{
    const bool boxes = function_.result_repr == core::Repr::Int || function_.result_repr == core::Repr::Float;
    if (!function_.used_as_value || (!boxes && !function_.has_rest && !out_.dest.valid())) {
        return;
    }
    const ReasonKind kind = function_.has_rest ? ReasonKind::EntryRest
                            : boxes            ? ReasonKind::EntryBox
                                               : ReasonKind::EntryDest;
    out_.entry = AddDecision(DecisionKind::Entry, function_.name, StorageClass::Dest, "dest", function_.span,
                             Because(kind, function_.span, function_.name));
}

}  // namespace omni::plan
