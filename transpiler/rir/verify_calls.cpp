// V8, V9, V10: calls. The callee was checked against its own certificate, with the nodes that callers know left open:
// a call is safe when the caller's nodes behave as the callee claims. That is a homomorphism of the two graphs which
// respects regions. The callee's claims about itself are assumed here and checked there; recursion is covered because
// both are steps of one induction over the run.

#include <algorithm>
#include <set>
#include <unordered_map>

#include "rir/verify_context.h"

namespace omni::rir {
namespace {

using core::Atom;
using core::Stmt;
using core::StmtId;

/// The image of the callee's nodes in the caller, for one call.
class CallChecker {
public:
    CallChecker(Context& context, StmtId id)
        : context_(context),
          id_(id),
          stmt_(context.code.stmts[id]),
          callee_(context.module.functions[stmt_.callee.index()]),
          interface_(context.interfaces[stmt_.callee.index()])
    {
        const auto& maps = context.function.call_maps;
        const auto found = std::lower_bound(maps.begin(), maps.end(), id,
                                            [](const CallMap& map, StmtId call) { return map.call < call; });
        map_ = found != maps.end() && found->call == id ? &*found : nullptr;
    }

    /// The map gives one known node of the caller to each node that callers know.
    bool IsTotal()
    {
        if (map_ != nullptr) {
            for (size_t i = 0; i < map_->nodes.size(); ++i) {
                if (!callee_.nodes.contains(map_->nodes[i].first) ||
                    !context_.function.nodes.contains(map_->nodes[i].second) ||
                    (i > 0 && !(map_->nodes[i - 1].first < map_->nodes[i].first))) {
                    Report("the call map is not a map");
                    return false;
                }
            }
        }
        for (const NodeId node : interface_) {
            if (!Image(node).valid()) {
                Report("the call map leaves out {} of {}", Context::Name(node), callee_.code.name.text());
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] NodeId Image(NodeId node) const
    {
        if (map_ == nullptr || !node.valid()) {
            return {};
        }
        const auto found =
            std::lower_bound(map_->nodes.begin(), map_->nodes.end(), node,
                             [](const auto& entry, NodeId wanted) { return entry.first < wanted; });
        return found != map_->nodes.end() && found->first == node ? found->second : NodeId();
    }

    /// m(n).f = m(n.f), and what the callee says of the region of n holds for m(n). `dest`: the region that the callee
    /// will build its result in.
    void CheckHomomorphism(RegionId dest)
    {
        std::unordered_map<uint32_t, RegionId> added_to;  // callee's region -> caller's
        for (const NodeId node : interface_) {
            const NodeId image = Image(node);
            const bool image_is_any = context_.function.nodes[image].any;
            if (callee_.nodes[node].any && !image_is_any) {
                Report("nothing is known of the callee's {}, but {} is not `any`", Context::Name(node),
                       Context::Name(image));
            }
            for (const Field& field : callee_.nodes[node].fields) {
                if (image_is_any && !IsPointer(field.kind) && !context_.IsWorldly(image)) {
                    Report("{} calls {}, of which nothing is known: it may keep what must not end before the program",
                           callee_.code.name.text(), Context::Name(image));
                }
                const NodeId target = context_.FieldOf(image, field.kind, field.index);
                if (target != Image(field.target)) {
                    Report("{} of {} is {}, but the callee's {} becomes {}", Word(field.kind), Context::Name(image),
                           Context::Name(target), Context::Name(field.target), Context::Name(Image(field.target)));
                }
                if (IsInHeap(callee_, node) && IsInHeap(context_.function, target) && !IsInHeap(callee_, field.target)) {
                    context_.Report("V5", id_, "{} does not know that {} of {} are in the heap", callee_.code.name.text(),
                                    Word(field.kind), Context::Name(image));
                }
            }
            CheckRegion(callee_.nodes[node], image, dest);
            if (callee_.nodes[node].allocated_into) {
                CheckAddedTo(callee_.nodes[node], image, added_to);
            }
        }
    }

    /// Parameters, from operand `first` on.
    void CheckArguments()
    {
        const auto args = context_.code.args(stmt_);
        for (size_t i = 0; i < callee_.code.params.size(); ++i) {
            CheckBound(args[i], callee_.code.params[i]);
        }
    }

    /// A value flows into a parameter or captured variable of the callee.
    void CheckBound(Atom arg, core::VarId var)
    {
        CheckFlow(context_, id_, arg, Image(NodeOfCallee(var)), HoldsObject(callee_.code.vars[var]), "a parameter");
    }

    [[nodiscard]] NodeId NodeOfCallee(core::VarId var) const
    {
        return HoldsObject(callee_.code.vars[var]) ? callee_.node_of[var.index()] : NodeId();
    }

    template <class... Args>
    void Report(fmt::format_string<Args...> text, Args&&... args)
    {
        context_.Report("V8", id_, text, std::forward<Args>(args)...);
    }

    [[nodiscard]] const Function& callee() const { return callee_; }

private:
    void CheckRegion(const Node& node, NodeId image, RegionId dest)
    {
        const RegionId region = context_.RegionOf(image);
        const RegionKind kind = node.region.valid() ? callee_.regions[node.region].kind : RegionKind::Global;
        switch (kind) {
            case RegionKind::Dest:
                if (!dest.valid() || region != dest) {
                    Report("{} makes objects of {} in {}, but it lives in {}", callee_.code.name.text(),
                           Context::Name(image), context_.Name(dest), context_.Name(region));
                } else if (context_.IsKind(region, RegionKind::Outside) &&
                           !context_.function.nodes[image].allocated_into) {
                    Report("adds to {}, but callers are not told so", Context::Name(image));
                }
                break;
            case RegionKind::Global:  // or none: the callee may keep it for ever
                if (!context_.IsWorldly(image)) {
                    Report("{} may keep {} until the program ends, but it lives in {}", callee_.code.name.text(),
                           Context::Name(image), context_.Name(region));
                }
                break;
            case RegionKind::Heap:
                if (!context_.IsKind(region, RegionKind::Heap) ||
                    context_.function.nodes[image].unique != node.unique) {
                    context_.Report("V5", id_, "{} frees objects of {} {}, but here it is not so",
                                    callee_.code.name.text(), Context::Name(image),
                                    node.unique ? "without a count" : "by their count");
                }
                break;
            case RegionKind::Outside:
            case RegionKind::Local:  // V8 of the callee itself
            case RegionKind::Stack: break;
        }
    }

    /// The callee finds the region of such nodes through an object at run time: that object and what is added to it
    /// must share a region here as well, and one that can grow.
    void CheckAddedTo(const Node& node, NodeId image, std::unordered_map<uint32_t, RegionId>& added_to)
    {
        const RegionId region = context_.RegionOf(image);
        if (context_.IsKind(region, RegionKind::Heap)) {
            context_.Report("V5", id_, "{} adds objects to {}, which is in the heap", callee_.code.name.text(),
                            Context::Name(image));
        } else if (context_.IsKind(region, RegionKind::Stack)) {
            Report("{} adds objects to {}, which is on the stack", callee_.code.name.text(), Context::Name(image));
        } else if (context_.IsKind(region, RegionKind::Outside) && !context_.function.nodes[image].allocated_into) {
            Report("{} adds objects to {}, but callers are not told so", callee_.code.name.text(),
                   Context::Name(image));
        }
        const auto [known, added] = added_to.emplace(node.region.index(), region);
        if (!added && known->second != region) {
            Report("{} adds objects to {} as to one region, but it lives in {} and others in {}",
                   callee_.code.name.text(), Context::Name(image), context_.Name(region),
                   context_.Name(known->second));
        }
    }

    Context& context_;
    StmtId id_;
    const Stmt& stmt_;
    const Function& callee_;
    const std::vector<NodeId>& interface_;
    const CallMap* map_ = nullptr;
};

}  // namespace

void CheckCall(Context& context, StmtId id)
{
    const Stmt& stmt = context.code.stmts[id];
    const core::Function& code = context.module.functions[stmt.callee.index()].code;
    if (code.is_extern) {
        CheckExternCall(context, id, code);
        return;
    }
    if (!context.well_formed[stmt.callee.index()]) {
        return;
    }
    CallChecker call(context, id);
    if (!call.IsTotal()) {
        return;
    }
    const Function& callee = call.callee();
    if (callee.takes_dest != stmt.region.valid()) {
        call.Report("{} takes {}dest", code.name.text(), callee.takes_dest ? "a " : "no ");
    } else if (context.IsKind(stmt.region, RegionKind::Stack)) {
        context.Report("V7", id, "the stack cannot be a dest");
    } else if (context.IsKind(stmt.region, RegionKind::Heap)) {
        context.Report("V5", id, "the heap cannot be a dest");
    }
    call.CheckArguments();
    call.CheckHomomorphism(stmt.region);
    if (ReturnsObject(code)) {
        CheckResult(context, id, call.Image(callee.result_node));
    }
}

void CheckMakeClosure(Context& context, StmtId id)
{
    const Stmt& stmt = context.code.stmts[id];
    const auto args = context.code.args(stmt);
    const NodeId closure = stmt.result.valid() ? context.NodeOf(stmt.result) : NodeId();
    if (args.empty() == stmt.region.valid()) {
        context.Report("V1", id, "a closure lives in a region exactly when it captures something");
        return;
    }
    if (!stmt.result.valid()) {
        return;  // nobody can call it
    }
    if (!closure.valid() || (stmt.region.valid() && context.RegionOf(closure) != stmt.region)) {
        context.Report("V1", id, "the closure is made in {}, but {} lives in {}", context.Name(stmt.region),
                       Context::Name(closure), context.Name(context.RegionOf(closure)));
        return;
    }
    if (context.IsKind(stmt.region, RegionKind::Outside) && !context.function.nodes[closure].allocated_into) {
        context.Report("V8", id, "adds to {}, but callers are not told so", Context::Name(closure));
    }
    if (context.IsKind(stmt.region, RegionKind::Heap)) {
        context.Report("V5", id, "a closure has no form for the heap");
    }
    const core::Function& code = context.module.functions[stmt.callee.index()].code;
    if (code.is_extern) {
        if (!context.IsWorldly(closure)) {
            context.Report("V9", id, "{} may keep what it is called with", code.name.text());
        }
        return;
    }
    if (!context.well_formed[stmt.callee.index()]) {
        return;
    }
    CallChecker call(context, id);
    if (!call.IsTotal()) {
        return;
    }
    const Function& callee = call.callee();
    const NodeId result = context.FieldOf(closure, FieldKind::Result);
    for (size_t i = 0; i < args.size(); ++i) {
        call.CheckBound(args[i], code.captured[i]);
        const NodeId captured = call.Image(call.NodeOfCallee(code.captured[i]));
        if (captured.valid() && context.FieldOf(closure, FieldKind::Captured, i) != captured) {
            call.Report("captured {} of {} is not {}", i, Context::Name(closure), Context::Name(captured));
        }
    }
    for (size_t i = 0; i < code.params.size(); ++i) {
        const bool rest = code.has_rest && i + 1 == code.params.size();
        const bool holds = HoldsObject(callee.code.vars[code.params[i]]);
        const NodeId param = call.NodeOfCallee(code.params[i]);
        const size_t last = rest ? core::kLastParamField : std::min<size_t>(i, core::kLastParamField);
        for (size_t index = std::min<size_t>(i, core::kLastParamField); holds && index <= last; ++index) {
            const NodeId bound = context.FieldOf(closure, FieldKind::Param, index);
            const NodeId image = call.Image(param);
            const NodeId wanted = rest && image.valid() ? context.FieldOf(image, FieldKind::Car) : image;
            // a rest list takes any number of arguments, none included: a field that is not there is never bound
            if (!param.valid() || (bound != wanted && !(rest && !bound.valid()))) {
                call.Report("parameter {} of {} is {}, but the callee's becomes {}", index, Context::Name(closure),
                            Context::Name(bound), Context::Name(wanted));
            }
        }
        if (rest && param.valid() && context.RegionOf(call.Image(param)) != context.RegionOf(result)) {
            call.Report("the list of further arguments is made in dest, but {} lives in {}",
                        Context::Name(call.Image(param)), context.Name(context.RegionOf(call.Image(param))));
        }
    }
    if (ReturnsObject(code) && callee.result_node.valid() && call.Image(callee.result_node) != result) {
        call.Report("the result of {} is {}, but the callee's becomes {}", Context::Name(closure),
                    Context::Name(result), Context::Name(call.Image(callee.result_node)));
    }
    call.CheckHomomorphism(context.RegionOf(result));
}

void CheckTransmigrate(Context& context, StmtId id)
{
    const Stmt& stmt = context.code.stmts[id];
    const NodeId original = context.NodeOf(context.code.args(stmt)[0]);
    const NodeId copy = context.NodeOf(stmt.result);
    if (!original.valid()) {
        return;  // not an object: it is its own copy
    }
    if (!copy.valid() || context.IsKind(stmt.into, RegionKind::Stack) || stmt.into == stmt.region) {
        context.Report("V10", id, "the copy has no place");
        return;
    }
    // what lives in the source region is copied, everything else stays shared
    std::set<std::pair<NodeId, NodeId>> seen;
    std::vector<std::pair<NodeId, NodeId>> work{{original, copy}};
    while (!work.empty()) {
        const auto [from, to] = work.back();
        work.pop_back();
        if (!seen.insert({from, to}).second) {
            continue;
        }
        if (context.RegionOf(from) != stmt.region) {
            if (from != to) {
                context.Report("V10", id, "{} is not copied, but becomes {}", Context::Name(from), Context::Name(to));
                return;
            }
            continue;
        }
        if (context.RegionOf(to) != stmt.into) {
            context.Report("V10", id, "the copy of {} is {}, which does not live in {}", Context::Name(from),
                           Context::Name(to), context.Name(stmt.into));
            return;
        }
        if (context.function.nodes[from].any && !context.function.nodes[to].any) {
            context.Report("V10", id, "the copy of {} is not `any`", Context::Name(from));
            return;
        }
        for (const Field& field : context.function.nodes[from].fields) {
            const NodeId target = context.FieldOf(to, field.kind, field.index);
            if (!target.valid()) {
                context.Report("V10", id, "the copy of {} has no {}", Context::Name(from), Word(field.kind));
                return;
            }
            work.emplace_back(field.target, target);
        }
    }
    if (context.IsKind(stmt.into, RegionKind::Outside) && !context.function.nodes[copy].allocated_into) {
        context.Report("V8", id, "adds to {}, but callers are not told so", Context::Name(copy));
    }
}

}  // namespace omni::rir
