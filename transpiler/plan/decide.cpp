#include "plan/decide.h"

#include <algorithm>

#include "analysis/escape.h"
#include "plan/function_decider.h"

namespace omni::plan {

using analysis::Escape;
using analysis::kNoNode;
using core::Stmt;
using core::StmtId;
using core::StmtKind;

FunctionDecider::FunctionDecider(const core::Module& module, const core::Function& function, analysis::Facts& facts,
                                 reason::Ledger& ledger, const PlanOptions& options, const HeapPlan& heap,
                                 std::span<const syntax::Contract> contracts, OnDemand& on_demand, Plan& plan)
    : module_(module),
      function_(function),
      facts_(facts),
      graph_(facts.graph),
      mine_(facts.functions[function.id.index()]),
      ledger_(ledger),
      options_(options),
      heap_(heap),
      contracts_(contracts),
      on_demand_(on_demand),
      plan_(plan),
      out_(plan.functions[function.id.index()]),
      structure_(function)
{
}

void FunctionDecider::Run()
{
    CollectClasses();
    CollectSites();
    AssignCopiedOut();
    CollectMentions();
    FindContracts();
    CheckRegionScopes();  // before classes are merged that only end together
    for (ClassInfo& info : classes_) {
        if (info.escape == analysis::Escape::Global && HasObjects(info)) {
            RejectHeap(info);
        }
        if (IsOwned(info) && HasObjects(info)) {
            DecideStack(info);
            RejectHeap(info);
        }
    }
    if (narrowed_) {
        classes_[ClassIndex(mine_.dest)].rejected.push_back({StorageClass::Dest, narrowed_->not_in_dest});
    }
    CoalesceBoxes();
    AssignRegions();
    PlaceOwned();
    EmitHandles();
    DecideParams();
    DecideHeapOperations();
    AssignPlaces();
    SortInsertions();
    NoteMade();
    CheckContracts();
}

uint32_t FunctionDecider::ClassIndex(Node node)
{
    uint32_t index = class_index_.at(ClassKey(node));
    while (classes_[index].merged_into != index) {
        index = classes_[index].merged_into;
    }
    return index;
}

void FunctionDecider::CollectClasses()
{
    const auto escapes = analysis::EscapeOf(function_, graph_, mine_);
    out_.nodes = mine_.nodes;
    for (size_t i = 0; i < mine_.nodes.size(); ++i) {
        const Node node = mine_.nodes[i];
        const auto [entry, added] =
            class_index_.emplace(ClassKey(node), static_cast<uint32_t>(classes_.size()));
        if (added) {
            classes_.emplace_back();
            classes_.back().escape = escapes[i];
            classes_.back().merged_into = entry->second;
            classes_.back().in_heap = InHeap(node);
        }
        ClassInfo& info = classes_[entry->second];
        info.members.push_back(node);
        info.allocated_into |= !info.in_heap && (graph_.flags(node) & analysis::kAllocatedInto) != 0;
    }
}

void FunctionDecider::CollectSites()
{
    for (const analysis::AllocSite& site : mine_.sites) {
        if (!structure_.is_placed(site.stmt)) {
            continue;
        }
        ClassInfo& info = classes_[ClassIndex(site.node)];
        info.sites.push_back(site.stmt);
        info.by_callee |= site.by_callee;
    }
    for (const analysis::AllocSite& site : mine_.latent) {
        if (structure_.is_placed(site.stmt)) {
            classes_[ClassIndex(site.node)].latent.push_back(site.stmt);
        }
    }
    for (ClassInfo& info : classes_) {
        std::sort(info.sites.begin(), info.sites.end(), [this](StmtId a, StmtId b) {
            return function_.stmts[a].span.begin != function_.stmts[b].span.begin
                       ? function_.stmts[a].span.begin < function_.stmts[b].span.begin
                       : a < b;
        });
    }
}

bool FunctionDecider::IsOwned(const ClassInfo& info) const
{
    if (info.in_heap) {
        return false;
    }
    return info.escape == Escape::Local ||
           (out_.copied_out.valid() && info.escape == Escape::Dest);
}

const std::vector<uint32_t>& FunctionDecider::OwnedReach(Node node)
{
    node = graph_.Find(node);
    const auto known = reach_.find(node);
    if (known != reach_.end()) {
        return known->second;
    }
    std::vector<uint32_t> owned;
    for (Node reached : analysis::Reach(graph_, {node}, true)) {
        const uint32_t index = ClassIndex(reached);
        if (IsOwned(classes_[index]) && HasObjects(classes_[index])) {
            owned.push_back(index);
        }
    }
    std::sort(owned.begin(), owned.end());
    owned.erase(std::unique(owned.begin(), owned.end()), owned.end());
    return reach_.emplace(node, std::move(owned)).first->second;
}

void FunctionDecider::CollectMentions()
{
    auto bind = [this](StmtId stmt, core::VarId var) {
        if (var.valid() && mine_.node_of[var.index()] != kNoNode) {
            for (uint32_t index : OwnedReach(mine_.node_of[var.index()])) {
                classes_[index].mentions.bindings.push_back(stmt);
            }
        }
    };
    for (StmtId id : structure_.order()) {
        const Stmt& stmt = function_.stmts[id];
        bind(id, stmt.result);
        for (core::VarId param : function_.loop_params_of(stmt)) {
            bind(id, param);
        }
        for (core::Atom arg : function_.args(stmt)) {
            if (arg.is_var() && mine_.node_of[arg.var().index()] != kNoNode) {
                for (uint32_t index : OwnedReach(mine_.node_of[arg.var().index()])) {
                    classes_[index].mentions.uses.push_back(id);
                }
            }
        }
    }
    for (ClassInfo& info : classes_) {
        if (IsOwned(info)) {
            info.mentions.bindings.insert(info.mentions.bindings.end(), info.sites.begin(), info.sites.end());
            info.mentions.bindings.insert(info.mentions.bindings.end(), info.latent.begin(), info.latent.end());
        }
    }
    for (StmtId id : structure_.order()) {
        const Stmt& stmt = function_.stmts[id];
        auto own = [&](core::VarId var) {
            if (var.valid() && mine_.node_of[var.index()] != kNoNode) {
                auto& vars = classes_[ClassIndex(mine_.node_of[var.index()])].vars;
                if (std::find(vars.begin(), vars.end(), var) == vars.end()) {
                    vars.push_back(var);
                }
            }
        };
        for (core::VarId param : function_.loop_params_of(stmt)) {
            own(param);
        }
        own(stmt.result);
    }
}

void FunctionDecider::MergeInto(uint32_t keep, uint32_t gone)
{
    ClassInfo& to = classes_[keep];
    ClassInfo& from = classes_[gone];
    to.members.insert(to.members.end(), from.members.begin(), from.members.end());
    to.sites.insert(to.sites.end(), from.sites.begin(), from.sites.end());
    to.latent.insert(to.latent.end(), from.latent.begin(), from.latent.end());
    to.vars.insert(to.vars.end(), from.vars.begin(), from.vars.end());
    to.by_callee |= from.by_callee;
    for (const auto member : {&Mentions::bindings, &Mentions::uses}) {
        auto& into = to.mentions.*member;
        const auto& more = from.mentions.*member;
        into.insert(into.end(), more.begin(), more.end());
    }
    from = ClassInfo{};
    from.escape = Escape::Outside;  // nothing left to decide
    from.merged_into = keep;
}

/// Boxes of numbers have no identity: they live in the region of the one structure that holds them.
void FunctionDecider::CoalesceBoxes()
{
    std::vector<std::vector<uint32_t>> holders(classes_.size());
    for (uint32_t index = 0; index < classes_.size(); ++index) {
        for (Node member : classes_[index].members) {
            for (const auto& edge : graph_.Edges(member)) {
                const uint32_t target = ClassIndex(edge.target);
                if (analysis::IsPointer(edge.kind) && target != index) {
                    holders[target].push_back(index);
                }
            }
        }
    }
    for (uint32_t index = 0; index < classes_.size(); ++index) {
        const ClassInfo& info = classes_[index];
        auto& holding = holders[index];
        std::sort(holding.begin(), holding.end());
        holding.erase(std::unique(holding.begin(), holding.end()), holding.end());
        const bool only_boxes =
            !info.sites.empty() && std::all_of(info.sites.begin(), info.sites.end(), [this](StmtId site) {
                return function_.stmts[site].kind == StmtKind::Prim &&
                       core::Info(function_.stmts[site].prim).storage == core::StorageEffect::Box;
            });
        if (only_boxes && IsOwned(info) && !info.on_stack && holding.size() == 1 &&
            classes_[holding[0]].escape == info.escape && !classes_[holding[0]].on_stack && !classes_[holding[0]].sites.empty()) {
            MergeInto(holding[0], index);
        }
    }
}

void FunctionDecider::AssignRegions()
{
    core::RegionId outside, global, heap;
    auto shared = [this](core::RegionId& id, RegionKind kind, const char* name) {
        if (!id.valid()) {
            id = out_.regions.Add(Region{kind, name, {}});
        }
        return id;
    };
    if (mine_.dest != kNoNode) {
        out_.dest = out_.regions.Add(Region{RegionKind::Dest, "dest", {}});
        used_names_["dest"] = 1;
    }
    for (ClassInfo& info : classes_) {
        if (info.in_heap) {
            info.region = shared(heap, RegionKind::Heap, "heap");
            continue;
        }
        switch (info.escape) {
        case Escape::Global: info.region = shared(global, RegionKind::Global, "global"); break;
        case Escape::Outside:
            if (!info.members.empty()) {
                info.region = shared(outside, RegionKind::Outside, "outside");
            }
            break;
        case Escape::Dest:
            if (!IsOwned(info)) {
                info.region = out_.dest;
                break;
            }
            [[fallthrough]];
        case Escape::Local:
            if (HasObjects(info)) {
                info.region = out_.regions.Add(Region{
                    info.on_stack ? RegionKind::Stack : RegionKind::Local, RegionName(info), {}});
                if (info.escape == Escape::Dest) {
                    out_.copied_out = info.region;
                }
            }
            break;
        case Escape::Holder: {
            core::VarId holder;
            for (const auto* list : {&function_.params, &function_.captured}) {
                for (core::VarId var : *list) {
                    const Node node = mine_.node_of[var.index()];
                    if (!holder.valid() && node != kNoNode && &classes_[ClassIndex(node)] == &info) {
                        holder = var;
                    }
                }
            }
            OMNI_CHECK(holder.valid(), "no parameter of {} holds a class that is made there", function_.name.text());
            info.region = out_.regions.Add(
                Region{RegionKind::Outside, UniqueRegionName(function_.vars[holder].name), holder});
            break;
        }
        }
    }
}

void FunctionDecider::AssignPlaces()
{
    out_.region_of.reserve(out_.nodes.size());
    for (Node node : out_.nodes) {
        out_.region_of.push_back(classes_[ClassIndex(node)].region);
    }
    out_.place.assign(function_.stmts.size(), core::RegionId());
    for (const ClassInfo& info : classes_) {
        for (StmtId site : info.sites) {
            const Stmt& stmt = function_.stmts[site];
            const bool takes_dest =
                stmt.kind != StmtKind::Call || module_.functions[stmt.callee].is_extern ||
                facts_.functions[stmt.callee.index()].dest != kNoNode;
            out_.place[site.index()] = takes_dest ? info.region : core::RegionId();
        }
    }
}

Plan Decide(const core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const PlanOptions& options,
            const HeapPlan& heap, std::span<const syntax::Contract> contracts, const Moves& moves)
{
    Plan plan;
    plan.functions.resize(module.functions.size());
    std::vector<const core::Function*> functions;
    for (const core::Function& function : module.functions) {
        functions.push_back(&function);
    }
    plan.paths = FunctionPaths(functions);
    OnDemand on_demand(module, facts);
    for (const core::Function& function : module.functions) {
        if (!function.is_extern) {
            FunctionDecider decider(module, function, facts, ledger, options, heap, contracts, on_demand, plan);
            if (!moves.empty()) {
                decider.TellMoves(moves[function.id.index()]);
            }
            decider.Run();
        }
    }
    CheckFunctionContracts(module, facts, contracts, plan);
    return plan;
}

std::vector<std::string> FunctionPaths(const std::vector<const core::Function*>& functions)
{
    std::vector<std::string> paths(functions.size());
    std::unordered_map<std::string, uint32_t> used;
    const auto name = [&](size_t index, const auto& self) -> const std::string& {
        std::string& path = paths[index];
        const core::Function& function = *functions[index];
        if (!path.empty()) {
            return path;
        }
        path = function.is_entry ? "top-level" : std::string(function.name.text());
        if (function.module.valid()) {
            path = std::string(function.module.text()) + "-" + path;
        }
        if (function.parent.valid() && function.parent.index() < index && !functions[function.parent.index()]->is_entry) {
            const bool anonymous = function.name == functions[function.parent.index()]->name;
            path = self(function.parent.index(), self) + "." + (anonymous ? "lambda" : path);
        }
        const uint32_t count = ++used[path];
        if (count > 1) {
            path += "." + std::to_string(count);
        }
        return path;
    };
    for (size_t i = 0; i < functions.size(); ++i) {
        name(i, name);
    }
    return paths;
}

std::string_view Name(StorageClass choice)
{
    switch (choice) {
    case StorageClass::Static: return "static";
    case StorageClass::Stack: return "stack";
    case StorageClass::Scratch: return "scratch";
    case StorageClass::Region: return "region";
    case StorageClass::Dest: return "dest";
    case StorageClass::Holder: return "holder";
    case StorageClass::Global: return "global";
    case StorageClass::Borrowed: return "borrowed";
    case StorageClass::Heap: return "heap";
    }
    return "";
}

std::string_view Name(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Place: return "place";
    case DecisionKind::Borrow: return "borrow";
    case DecisionKind::RegionCreate: return "region_create";
    case DecisionKind::RegionExit: return "region_exit";
    case DecisionKind::RegionReset: return "region_reset";
    case DecisionKind::Transmigrate: return "transmigrate";
    case DecisionKind::Entry: return "entry";
    case DecisionKind::Copy: return "copy";
    case DecisionKind::Loop: return "loop";
    case DecisionKind::Consume: return "consume";
    case DecisionKind::Dup: return "dup";
    case DecisionKind::Drop: return "drop";
    case DecisionKind::Free: return "free";
    case DecisionKind::Reuse: return "reuse";
    }
    return "";
}

}  // namespace omni::plan
