#include "core/frames.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace omni::core {

using ast::BindingId;
using ast::LambdaId;
using ast::Ref;

namespace {

class FrameFinder {
public:
    explicit FrameFinder(const ast::Unit& unit) : unit_(unit)
    {
        out_.frames.Resize(unit.lambdas.size());
        out_.is_cell.Resize(unit.bindings.size(), 0);
        out_.is_assigned.Resize(unit.bindings.size(), 0);
        out_.holds_closure.Resize(unit.bindings.size(), 0);
        handed_on_.Resize(unit.nodes.size(), 0);
        entry_call_.resize(unit.lambdas.size(), nullptr);
        out_.calls.resize(unit.lambdas.size());
    }

    Frames Run()
    {
        for (BindingId id : unit_.bindings.ids()) {
            const ast::Binding& binding = unit_.bindings[id];
            out_.is_assigned[id] =
                binding.assigned || (binding.forward && !Frames::FunctionOf(unit_, id).valid());
        }
        CollectCalls();
        FindHandedOn();
        FindLoops();
        for (LambdaId id : unit_.lambdas.ids()) {
            out_.frames[id].host = Host(id);
        }
        FindCalled();
        FindNeeds();
        if (FindHeldClosures()) {
            for (LambdaId id : unit_.lambdas.ids()) {
                out_.frames[id].needs.clear();
            }
            FindNeeds();
        }
        FindCells();
        return std::move(out_);
    }

private:
    LambdaId FunctionOf(BindingId binding) const { return Frames::FunctionOf(unit_, binding); }

    void CollectCalls()
    {
        for (const Ref& ref : unit_.refs) {
            const LambdaId lambda = FunctionOf(ref.binding);
            if (!lambda.valid()) {
                continue;
            }
            if (ref.is_call) {
                out_.calls[lambda.index()].push_back(&ref);
            } else {
                out_.frames[lambda].is_value = true;
            }
        }
    }

    /// Of arguments of functions that are known by name: they call it, as map does, or hand it on. Those that keep or
    /// compare it could tell two closures of it apart.
    void FindHandedOn()
    {
        static constexpr std::string_view kKeepOrCompare[] = {"eq?",  "eqv?", "equal?", "cons", "list",
                                                              "vector", "memq", "memv", "assq", "assv"};
        for (const ast::Node& node : unit_.nodes) {
            if (node.kind != ast::NodeKind::Call) {
                continue;
            }
            const auto kids = unit_.kids_of(node);
            const ast::Node& callee = unit_.nodes[kids[0]];
            const bool by_name = callee.kind == ast::NodeKind::GlobalRef
                                     ? std::find(std::begin(kKeepOrCompare), std::end(kKeepOrCompare),
                                                 callee.symbol().text()) == std::end(kKeepOrCompare)
                                     : callee.kind == ast::NodeKind::LocalRef && FunctionOf(callee.binding()).valid();
            for (size_t i = 1; i < kids.size() && by_name; ++i) {
                handed_on_[kids[i]] = 1;
            }
        }
    }

    /// The code that a lambda's body is part of: itself, or where the loop's one call from outside stands.
    LambdaId Host(LambdaId id) const
    {
        while (out_.frames[id].role == Role::Loop) {
            id = entry_call_[id.index()]->in;
        }
        return id;
    }

    /// How a call of `target` stands to it.
    enum class Place : uint8_t { Outside, SelfTail, SelfOther };

    /// Goes out from `call` through loops until `target` or a function that is none. `through` counts the loops between.
    Place Classify(const Ref& call, LambdaId target, size_t& through) const
    {
        LambdaId at = call.in;
        bool tail = call.tail;
        through = 0;
        while (at != target) {
            if (out_.frames[at].role != Role::Loop) {
                return IsInside(at, target) ? Place::SelfOther : Place::Outside;
            }
            const Ref* entry = entry_call_[at.index()];
            tail = tail && entry->tail;
            at = entry->in;
            ++through;
        }
        return tail ? Place::SelfTail : Place::SelfOther;
    }

    bool IsInside(LambdaId inner, LambdaId outer) const
    {
        while (inner.valid() && inner != outer) {
            inner = unit_.lambdas[inner].parent;
        }
        return inner.valid();
    }

    /// Everything that is only called begins as a loop; what breaks a rule becomes a function, until nothing changes.
    void FindLoops()
    {
        std::vector<LambdaId> candidates;
        for (LambdaId id : unit_.lambdas.ids()) {
            const ast::Lambda& lambda = unit_.lambdas[id];
            if (!lambda.binding.valid() || FunctionOf(lambda.binding) != id || out_.frames[id].is_value ||
                lambda.has_rest || out_.calls[id.index()].empty() || !FindEntry(id)) {
                continue;
            }
            out_.frames[id].role = Role::Loop;
            candidates.push_back(id);
        }
        for (bool changed = true; changed;) {
            changed = false;
            for (LambdaId id : candidates) {
                if (out_.frames[id].role == Role::Loop && !IsSoundLoop(id)) {
                    out_.frames[id].role = Role::Function;
                    changed = true;
                }
            }
            for (LambdaId id : candidates) {
                if (out_.frames[id].role == Role::Loop && ExitCount(id) > 1) {
                    out_.frames[id].role = Role::Function;
                    changed = true;
                }
            }
        }
    }

    /// The one call from outside of the lambda's text, and at least one from inside; false when that is not so.
    bool FindEntry(LambdaId id)
    {
        bool has_self = false;
        for (const Ref* call : out_.calls[id.index()]) {
            if (IsInside(call->in, id)) {
                has_self = true;
            } else if (entry_call_[id.index()] == nullptr) {
                entry_call_[id.index()] = call;
            } else {
                return false;
            }
        }
        return has_self && entry_call_[id.index()] != nullptr;
    }

    bool IsSoundLoop(LambdaId id) const
    {
        const LambdaId owner = unit_.bindings[unit_.lambdas[id].binding].owner;
        for (const Ref* call : out_.calls[id.index()]) {
            size_t through = 0;
            switch (Classify(*call, id, through)) {
            case Place::Outside:
                if (Host(call->in) != Host(owner)) {
                    return false;
                }
                break;
            case Place::SelfTail:
                // From inside of another loop it goes on here by leaving that loop: the values of that loop must then
                // leave the function, so that the two ways out cannot be mixed up.
                if (through > 0 && !IsFunctionTail(id)) {
                    return false;
                }
                break;
            case Place::SelfOther: return false;
            }
        }
        return true;
    }

    /// Is the loop in tail position of the function that holds it? (Nothing is in tail position of the module's entry.)
    bool IsFunctionTail(LambdaId id) const
    {
        while (out_.frames[id].role == Role::Loop) {
            if (!entry_call_[id.index()]->tail) {
                return false;
            }
            id = entry_call_[id.index()]->in;
        }
        return true;
    }

    /// Does some call of `target` leave the loop `id` on its way there?
    bool LeavesThrough(LambdaId id, LambdaId target) const
    {
        for (const Ref* call : out_.calls[target.index()]) {
            bool passes = false;
            LambdaId at = call->in;
            while (at != target && out_.frames[at].role == Role::Loop) {
                passes = passes || at == id;
                at = entry_call_[at.index()]->in;
            }
            if (passes && at == target) {
                return true;
            }
        }
        return false;
    }

    /// To how many loops or functions around it does the body of this loop go on?
    size_t ExitCount(LambdaId id) const
    {
        size_t exits = 0;
        for (LambdaId at = id; out_.frames[at].role == Role::Loop;) {
            at = entry_call_[at.index()]->in;
            exits += LeavesThrough(id, at) ? 1 : 0;
        }
        return exits;
    }

    void FindCalled()
    {
        for (LambdaId id : unit_.lambdas.ids()) {
            Frame& frame = out_.frames[id];
            if (frame.role == Role::Loop) {
                continue;
            }
            for (const Ref* call : out_.calls[id.index()]) {
                size_t through = 0;
                if (Classify(*call, id, through) == Place::SelfTail) {
                    frame.self_tail = true;
                } else {
                    frame.called = true;
                }
            }
        }
    }

    /// needs(F) = what F mentions and does not own + needs of every function that F calls or makes a closure of.
    void FindNeeds()
    {
        std::vector<std::vector<LambdaId>> uses(unit_.lambdas.size());
        for (const Ref& ref : unit_.refs) {
            const LambdaId user = out_.frames[ref.in].host;
            const LambdaId function = FunctionOf(ref.binding);
            if (function.valid() && !ReadsHeldClosure(ref)) {
                if (out_.frames[function].role == Role::Function && function != user) {
                    uses[user.index()].push_back(function);
                }
            } else if (Owner(ref.binding) != user) {
                Need(user, ref.binding);
            }
        }
        for (LambdaId id : unit_.lambdas.ids()) {
            const LambdaId parent = unit_.lambdas[id].parent;
            const BindingId binding = unit_.lambdas[id].binding;
            const bool made_here = !binding.valid() || FunctionOf(binding) != id || out_.holds_closure[binding] != 0;
            if (parent.valid() && made_here && out_.frames[id].role == Role::Function) {
                uses[out_.frames[parent].host.index()].push_back(id);
                out_.frames[id].is_value = true;
            }
        }
        for (bool changed = true; changed;) {
            changed = false;
            for (size_t i = unit_.lambdas.size(); i-- > 0;) {   // inner lambdas have the higher numbers
                for (LambdaId used : uses[i]) {
                    const auto needed = out_.frames[used].needs;
                    for (BindingId binding : needed) {
                        changed = (Owner(binding) != LambdaId(i) && Need(LambdaId(i), binding)) || changed;
                    }
                }
            }
        }
    }

    void FindCells()
    {
        for (LambdaId id : unit_.lambdas.ids()) {
            for (BindingId binding : out_.frames[id].needs) {
                out_.is_cell[binding] = out_.is_assigned[binding];
            }
        }
    }

    bool ReadsHeldClosure(const Ref& ref) const
    {
        return !ref.is_call && out_.holds_closure[ref.binding] != 0 &&
               (handed_on_[ref.node] == 0 || !IsInside(ref.in, unit_.bindings[ref.binding].lambda));
    }

    /// A closure that captures and is mentioned more than once, in a loop, or in itself (a message-passing object that
    /// answers with itself), is made once: it stays the same object.
    bool FindHeldClosures()
    {
        bool any = false;
        std::vector<uint32_t> mentions(unit_.bindings.size(), 0);
        for (const Ref& ref : unit_.refs) {
            const LambdaId function = FunctionOf(ref.binding);
            const bool is_inside = function.valid() && IsInside(ref.in, function);
            if (!function.valid() || ref.is_call || function.index() == 0 || out_.frames[function].needs.empty() ||
                (is_inside && handed_on_[ref.node] != 0)) {
                continue;
            }
            const bool is_many = is_inside || ref.in != unit_.bindings[ref.binding].owner;
            mentions[ref.binding.index()] += is_many ? 2 : 1;
            if (mentions[ref.binding.index()] > 1) {
                out_.holds_closure[ref.binding] = 1;
                any = true;
            }
        }
        return any;
    }

    LambdaId Owner(BindingId binding) const { return out_.frames[unit_.bindings[binding].owner].host; }

    bool Need(LambdaId user, BindingId binding)
    {
        auto& needs = out_.frames[user].needs;
        if (std::find(needs.begin(), needs.end(), binding) != needs.end()) {
            return false;
        }
        needs.push_back(binding);
        return true;
    }

    const ast::Unit& unit_;
    Frames out_;
    support::Table<ast::NodeId, uint8_t> handed_on_;   ///< bool: argument of a function that is called by name
    std::vector<const Ref*> entry_call_;              // by lambda: its call from outside, for loops
};

}  // namespace

Frames ComputeFrames(const ast::Unit& unit) { return FrameFinder(unit).Run(); }

}  // namespace omni::core
