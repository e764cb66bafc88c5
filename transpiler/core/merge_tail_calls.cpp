#include "core/merge_tail_calls.h"

#include <algorithm>

#include "core/added_constants.h"
#include "core/call_graph.h"
#include "core/tail_calls.h"

namespace omni::core {
namespace {

constexpr size_t kNoIndex = SIZE_MAX;

/// Makes one function of a group.
class Merger {
public:
    /// `mentions` has for each function the calls and closures of it other than tail calls from its group.
    Merger(Module& module, AddedConstants& constants, const std::vector<uint32_t>& members,
           const std::vector<uint32_t>& mentions)
        : module_(module), constants_(constants)
    {
        bool any = false;
        for (uint32_t member : members) {
            members_.push_back(FuncId(member));
            is_entered_.push_back(mentions[member] > 0 || module.functions[FuncId(member)].exported);
            any = any || is_entered_.back();
        }
        if (!any) {   // a fragment: all may be called from somewhere
            is_entered_.assign(members_.size(), true);
        }
    }

    void Run()
    {
        const Function& first = module_.functions[members_[0]];
        std::string name(first.name.text());
        for (size_t i = 1; i < members_.size() && i < 3; ++i) {
            name += "-" + std::string(module_.functions[members_[i]].name.text());
        }
        merged_.name = support::Intern(name);
        merged_.id = module_.functions.next_id();
        merged_.parent = ParentOfMerged();
        merged_.span = first.span;
        merged_.is_prelude = first.is_prelude;
        merged_.declared_result_kinds = first.declared_result_kinds;
        merged_.is_copy = true;
        for (FuncId member : members_) {
            const Function& function = module_.functions[member];
            if (function.declared_result_kinds != first.declared_result_kinds) {
                merged_.declared_result_kinds = kind::kAny;   // of several, none is a scalar: those are never checked
            }
            merged_.is_copy = merged_.is_copy && function.is_copy;
            merged_.is_guarded = merged_.is_guarded || function.is_guarded;
        }
        AddSlots();
        const BlockId loop_body = AddLoop();
        BlockId block = loop_body;
        for (size_t i = 0; i < members_.size(); ++i) {
            const BlockId body = Copy(module_.functions[members_[i]]);
            FixBlock(body, 0);
            if (i + 1 == members_.size()) {
                auto& stmts = merged_.blocks[block].stmts;
                stmts = merged_.blocks[body].stmts;
                merged_.blocks[body].stmts.clear();
                break;
            }
            const Atom test = Compare(block, Prim::NumEq, state_, Int(static_cast<int64_t>(i)),
                                      "at-" + std::string(module_.functions[members_[i]].name.text()));
            Stmt choose;
            choose.kind = StmtKind::If;
            choose.span = module_.functions[members_[i]].span;
            choose.blocks[0] = body;
            choose.blocks[1] = merged_.blocks.Add({});
            Append(block, choose, {{test}});
            block = choose.blocks[1];
        }
        std::sort(merged_.trivia.begin(), merged_.trivia.end(),
                  [](const Trivia& a, const Trivia& b) { return a.stmt < b.stmt; });
        const FuncId id = module_.functions.Add(std::move(merged_));
        for (size_t i = 0; i < members_.size(); ++i) {
            MakeWrapper(module_.functions[members_[i]], i, id);
            if (!is_entered_[i]) {
                module_.functions[members_[i]].parent = id;   // nothing mentions it: it goes
            }
        }
    }

private:
    /// The first member that is called from outside; not when a member around it goes, which stands in the merged one then.
    [[nodiscard]] FuncId ParentOfMerged() const
    {
        const auto first = std::find(is_entered_.begin(), is_entered_.end(), true);
        FuncId parent = members_[static_cast<size_t>(first - is_entered_.begin())];
        for (FuncId at = parent; at.valid(); at = module_.functions[at].parent) {
            const size_t member = MemberOf(at);
            parent = member != kNoIndex && !is_entered_[member] ? module_.functions[at].parent : parent;
        }
        return parent;
    }

    /// A parameter of the loop: that of one name in all members that have it.
    struct Slot {
        bool is_param;        ///< of the merged function, too; else it begins as `undefined`
        Var var;
        VarId param;
        VarId loop_param;
    };

    /// Two parameters of a member may have one name: each is a slot of its own.
    size_t SlotOf(const Function& member, VarId param) const
    {
        const auto is_like = [&var = member.vars[param]](const Var& other) {
            return other.name == var.name && other.declared_kinds == var.declared_kinds;
        };
        auto before = std::count_if(member.params.begin(), std::find(member.params.begin(), member.params.end(), param),
                                    [&](VarId other) { return is_like(member.vars[other]); });
        for (size_t i = 0; i < slots_.size(); ++i) {
            if (is_like(slots_[i].var) && before-- == 0) {
                return i;
            }
        }
        return kNoIndex;
    }

    VarId AddVar(support::Symbol name, VarKind kind, bool assigned, source::Span span)
    {
        Var var;
        var.name = name;
        var.kind = kind;
        var.assigned = assigned;
        var.span = span;
        return merged_.AddVar(var);
    }

    void AddSlots()
    {
        const support::Symbol state = support::Intern("state");
        const VarId which = AddVar(state, VarKind::Param, false, {});
        merged_.vars[which].declared_kinds = kind::kInt;
        merged_.vars[which].declared_repr = true;  // nobody else calls it with anything else
        merged_.params.push_back(which);
        for (size_t i = 0; i < members_.size(); ++i) {
            const Function& function = module_.functions[members_[i]];
            for (VarId param : function.params) {
                if (SlotOf(function, param) == kNoIndex) {
                    slots_.push_back({false, function.vars[param], {}, {}});
                }
                Slot& slot = slots_[SlotOf(function, param)];
                slot.is_param = slot.is_param || is_entered_[i];
            }
        }
        for (Slot& slot : slots_) {
            slot.var.assigned = false;
            if (slot.is_param) {
                slot.param = merged_.AddVar(slot.var);
                merged_.params.push_back(slot.param);
            }
        }
        state_ = AddVar(state, VarKind::Local, true, {});
        for (Slot& slot : slots_) {
            slot.var.kind = VarKind::Local;
            slot.var.assigned = true;
            slot.loop_param = merged_.AddVar(slot.var);
        }
    }

    BlockId AddLoop()
    {
        merged_.body = merged_.blocks.Add({});
        Stmt loop;
        loop.kind = StmtKind::Loop;
        loop.span = merged_.span;
        loop.blocks[0] = merged_.blocks.Add({});
        loop.param_count = static_cast<uint16_t>(slots_.size() + 1);
        merged_.loop_params.push_back(state_);
        std::vector<Atom> args{merged_.params[0]};
        for (const Slot& slot : slots_) {
            merged_.loop_params.push_back(slot.loop_param);
            args.push_back(slot.is_param ? Atom(slot.param) : Atom(Undefined()));
        }
        Append(merged_.body, loop, args);
        return loop.blocks[0];
    }

    StmtId AddStmt(Stmt stmt, std::span<const Atom> args)
    {
        merged_.SetArgs(stmt, args);
        return merged_.stmts.Add(stmt);
    }

    void Append(BlockId block, const Stmt& stmt, std::span<const Atom> args)
    {
        const StmtId id = AddStmt(stmt, args);
        merged_.blocks[block].stmts.push_back(id);
    }

    void AppendSimple(BlockId block, StmtKind kind, source::Span span, VarId result, std::span<const Atom> args)
    {
        Stmt stmt;
        stmt.kind = kind;
        stmt.span = span;
        stmt.result = result;
        Append(block, stmt, args);
    }

    Atom Compare(BlockId block, Prim prim, VarId var, Atom with, const std::string& name)
    {
        Stmt stmt;
        stmt.kind = StmtKind::Prim;
        stmt.prim = prim;
        stmt.result = AddVar(support::Intern(name), VarKind::Temp, false, {});
        Append(block, stmt, {{Atom(var), with}});
        return stmt.result;
    }

    ConstantId Int(int64_t value) { return constants_.Get(module_, ConstantKind::Int, value); }
    ConstantId Undefined() { return constants_.Get(module_, ConstantKind::Undefined, 0); }

    /// The body of a member with its parameters replaced by their slots.
    BlockId Copy(const Function& from)
    {
        std::vector<VarId> vars(from.vars.size());
        for (VarId param : from.params) {
            vars[param.index()] = slots_[SlotOf(from, param)].loop_param;
        }
        for (VarId id : from.vars.ids()) {
            if (!vars[id.index()].valid()) {
                vars[id.index()] = merged_.AddVar(from.vars[id]);
            }
        }
        const auto stmt_base = merged_.stmts.size();
        const auto block_base = merged_.blocks.size();
        const auto operand_base = static_cast<uint32_t>(merged_.operands.size());
        const auto param_base = static_cast<uint32_t>(merged_.loop_params.size());
        for (Atom atom : from.operands) {
            merged_.operands.push_back(atom.is_var() ? Atom(vars[atom.var().index()]) : atom);
        }
        for (VarId param : from.loop_params) {
            merged_.loop_params.push_back(vars[param.index()]);
        }
        for (Stmt stmt : from.stmts) {
            stmt.result = stmt.result.valid() ? vars[stmt.result.index()] : VarId();
            stmt.first_arg += operand_base;
            stmt.first_param += param_base;
            for (BlockId& block : stmt.blocks) {
                block = block.valid() ? BlockId(block.index() + block_base) : block;
            }
            merged_.stmts.Add(stmt);
        }
        for (const Block& block : from.blocks) {
            Block copy;
            for (StmtId id : block.stmts) {
                copy.stmts.push_back(StmtId(id.index() + stmt_base));
            }
            merged_.blocks.Add(std::move(copy));
        }
        for (Trivia trivia : from.trivia) {
            if (trivia.stmt.valid()) {
                trivia.stmt = StmtId(trivia.stmt.index() + stmt_base);
            }
            merged_.trivia.push_back(trivia);
        }
        return BlockId(from.body.index() + block_base);
    }

    size_t MemberOf(FuncId id) const
    {
        const auto found = std::find(members_.begin(), members_.end(), id);
        return found == members_.end() ? kNoIndex : static_cast<size_t>(found - members_.begin());
    }

    /// State and slots for a call of member `index`.
    std::vector<Atom> SlotValues(size_t index, std::span<const Atom> args)
    {
        std::vector<Atom> values(slots_.size() + 1, Atom(Undefined()));
        values[0] = Int(static_cast<int64_t>(index));
        const Function& callee = module_.functions[members_[index]];
        for (size_t i = 0; i < args.size(); ++i) {
            values[SlotOf(callee, callee.params[i]) + 1] = args[i];
        }
        return values;
    }

    /// Rewrites the tail calls of the group in a block that stands in `depth` loops of its member. Says whether some
    /// statement of it now leaves the innermost of these loops to go on with another member.
    bool FixBlock(BlockId block, size_t depth)
    {
        bool leaves = false;
        for (size_t i = 0; i < merged_.blocks[block].stmts.size(); ++i) {
            const StmtId id = merged_.blocks[block].stmts[i];
            const Stmt stmt = merged_.stmts[id];
            if (stmt.kind == StmtKind::If) {
                const bool then_leaves = FixBlock(stmt.blocks[0], depth);
                leaves = FixBlock(stmt.blocks[1], depth) || then_leaves || leaves;
            } else if (stmt.kind == StmtKind::Loop && FixBlock(stmt.blocks[0], depth + 1)) {
                i = GoOnBehind(block, i, depth);
                leaves = leaves || depth > 0;
            }
        }
        const Stmt* found = TailCallOf(merged_, merged_.blocks[block]);
        if (found == nullptr || MemberOf(found->callee) == kNoIndex) {
            return leaves;
        }
        const Stmt call = *found;
        const std::vector<Atom> args(merged_.args(call).begin(), merged_.args(call).end());
        const std::vector<Atom> values = SlotValues(MemberOf(call.callee), args);
        auto& stmts = merged_.blocks[block].stmts;
        const StmtId call_id = stmts[stmts.size() - 2];
        stmts.resize(stmts.size() - 2);
        const StmtId first_new = merged_.stmts.next_id();
        if (depth == 0) {
            AppendSimple(block, StmtKind::Continue, call.span, {}, values);
        } else {
            NeedNext();
            AppendSimple(block, StmtKind::Assign, call.span, next_state_, {{values[0]}});
            for (size_t i = 0; i < slots_.size(); ++i) {
                if (values[i + 1] != Atom(Undefined())) {
                    AppendSimple(block, StmtKind::Assign, call.span, Next(i), {{values[i + 1]}});
                }
            }
            AppendSimple(block, StmtKind::Break, call.span, {}, {});
        }
        for (Trivia& trivia : merged_.trivia) {
            trivia.stmt = trivia.stmt == call_id ? first_new : trivia.stmt;
        }
        return depth > 0;
    }

    void NeedNext()
    {
        if (!next_state_.valid()) {
            next_state_ = AddVar(support::Intern("next-state"), VarKind::Temp, true, {});
            next_.assign(slots_.size(), VarId());
        }
    }

    VarId Next(size_t slot)
    {
        if (!next_[slot].valid()) {
            Var var = merged_.vars[slots_[slot].loop_param];
            var.name = support::Intern("next-" + std::string(slots_[slot].var.name.text()));
            var.kind = VarKind::Temp;
            next_[slot] = merged_.AddVar(var);
        }
        return next_[slot];
    }

    /// Behind a loop that is left to go on with another member: on, if that is why it was left. Gives the index of the
    /// loop after the insertions in front of it.
    size_t GoOnBehind(BlockId block, size_t index, size_t depth)
    {
        auto insert = [&](const Stmt& stmt, Atom arg) {
            const StmtId id = AddStmt(stmt, {{arg}});
            auto& stmts = merged_.blocks[block].stmts;
            stmts.insert(stmts.begin() + static_cast<std::ptrdiff_t>(index++), id);
        };
        BlockId after = block;
        const auto& stmts = merged_.blocks[block].stmts;
        if (index + 1 < stmts.size()) {   // it could be left before, too: the state says which it was
            const StmtId before = stmts.back();
            merged_.blocks[block].stmts.pop_back();
            Stmt reset;
            reset.kind = StmtKind::Assign;
            reset.result = next_state_;
            insert(reset, Int(-1));
            const Atom test = Compare(block, Prim::NumLt, next_state_, Int(0), "same-state");
            Stmt choose;
            choose.kind = StmtKind::If;
            choose.blocks[0] = merged_.blocks.Add({});
            choose.blocks[1] = after = merged_.blocks.Add({});
            merged_.blocks[choose.blocks[0]].stmts.push_back(before);
            Append(block, choose, {{test}});
        }
        if (depth > 0) {
            AppendSimple(after, StmtKind::Break, {}, {}, {});
            return index;
        }
        std::vector<Atom> values{next_state_};
        for (VarId next : next_) {   // a slot that no way out sets is not read behind any of them
            values.push_back(next.valid() ? Atom(next) : Atom(Undefined()));
        }
        AppendSimple(after, StmtKind::Continue, {}, {}, values);
        for (Atom var : values) {
            if (!var.is_var()) {
                continue;
            }
            Stmt declare;
            declare.kind = StmtKind::Move;
            declare.result = var.var();
            insert(declare, Undefined());
        }
        next_state_ = {};
        next_.clear();
        return index;
    }

    /// What is left of a member: a call of the merged function in its state.
    void MakeWrapper(Function& function, size_t index, FuncId merged)
    {
        std::vector<Atom> values = SlotValues(index, KeepParams(function));
        for (size_t i = slots_.size(); i-- > 0;) {
            if (!slots_[i].is_param) {
                values.erase(values.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            }
        }
        CallInstead(function, merged, values);
    }

    Module& module_;
    AddedConstants& constants_;
    std::vector<FuncId> members_;
    std::vector<bool> is_entered_;   // by member: called or made a closure of from outside of the group
    Function merged_;
    VarId state_;
    std::vector<Slot> slots_;
    VarId next_state_;             // with next_: of the outermost loop of a member that is being rewritten
    std::vector<VarId> next_;
};

}  // namespace

void MergeTailCalls(Module& module)
{
    SpreadPromises(module);
    auto edges = TailCallEdges(module);
    for (FuncId id : module.functions.ids()) {
        std::erase_if(edges[id.index()], [&](uint32_t callee) {   // such a call surely breaks a promise
            return PromiseOf(module.functions[FuncId(callee)]) != PromiseOf(module.functions[id]);
        });
    }
    std::vector<uint32_t> mentions = Mentions(module);
    AddedConstants constants;
    std::vector<uint32_t> group(module.functions.size(), 0);
    uint32_t group_number = 0;
    for (const std::vector<uint32_t>& component : Components(edges)) {
        if (component.size() < 2) {
            continue;
        }
        ++group_number;
        for (uint32_t member : component) {
            group[member] = group_number;
        }
        for (uint32_t member : component) {
            for (uint32_t callee : edges[member]) {
                mentions[callee] -= group[callee] == group_number ? 1 : 0;
            }
        }
        Merger(module, constants, component, mentions).Run();
    }
}

}  // namespace omni::core
