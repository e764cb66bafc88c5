#include "core/procedure_versions.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/call_graph.h"
#include "core/finish.h"
#include "core/procedure_slots.h"

namespace omni::core {
namespace {

constexpr size_t kMostCaptured = 8;        ///< of one procedure: each becomes a parameter
constexpr size_t kMostParams = 16;
constexpr size_t kCopiedOfFunction = 240;  ///< statements in all copies of one function
constexpr size_t kSmall = 12;              ///< statements that are copied for a procedure that is called once
constexpr size_t kAddedStmts = 6000;       ///< in the program
constexpr size_t kMostVersions = 2000;
constexpr int kRounds = 8;                 ///< what a version calls may get versions next

/// Slots of a function and the procedures that they hold.
using Known = std::vector<std::pair<uint32_t, FuncId>>;

class Versions {
public:
    Versions(Module& module, ConstantId nil, const ChooseClause& choose) : module_(module), nil_(nil), choose_(choose) {}

    void Run()
    {
        for (int round = 0; round < kRounds && Round(); ++round) {
        }
        if (!copies_.empty()) {
            Finish();
        }
    }

private:
    // --- which calls ------------------------------------------------------------------------------------------

    bool Round()
    {
        const ProcedureSlots slots(module_);
        slots_ = &slots;
        children_.assign(module_.functions.size(), {});
        calls_.assign(module_.functions.size(), 0);
        for (const Function& function : module_.functions) {
            if (function.parent.valid()) {
                children_[function.parent.index()].push_back(function.id);
            }
            ForEachStmt(function, [&](const Stmt& stmt) {
                const bool names = stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure;
                if (names && slots.ComponentOf(stmt.callee) != slots.ComponentOf(function.id)) {
                    ++calls_[stmt.callee.index()];
                }
            });
        }
        bool changed = false;
        const size_t count = module_.functions.size();
        for (size_t i = 0; i < count; ++i) {
            if (module_.functions[FuncId(i)].body.valid()) {
                changed = VisitCalls(FuncId(i)) || changed;
            }
        }
        return changed;
    }

    bool VisitCalls(FuncId caller)
    {
        std::vector<StmtId> closures(module_.functions[caller].vars.size());
        std::vector<StmtId> calls;
        {
            const Function& function = module_.functions[caller];
            for (const Block& block : function.blocks) {
                for (const StmtId id : block.stmts) {
                    const Stmt& stmt = function.stmts[id];
                    if (stmt.kind == StmtKind::MakeClosure && stmt.result.valid() && !function.vars[stmt.result].assigned) {
                        closures[stmt.result.index()] = id;
                    } else if (stmt.kind == StmtKind::Call && stmt.arg_count > 0) {
                        calls.push_back(id);
                    }
                }
            }
            if (calls.empty() || std::none_of(closures.begin(), closures.end(), [](StmtId id) { return id.valid(); })) {
                return false;
            }
        }
        bool changed = false;
        for (const StmtId id : calls) {
            changed = VisitCall(caller, id, closures) || changed;
        }
        if (changed) {
            RemoveClosures(module_.functions[caller], closures);
        }
        return changed;
    }

    bool VisitCall(FuncId caller, StmtId id, const std::vector<StmtId>& closures)
    {
        const Function& function = module_.functions[caller];
        const Stmt& call = function.stmts[id];
        const FuncId callee = call.callee;
        if (callee.index() >= children_.size()) {
            return false;   // made in this round: looked at in the next
        }
        Known known;
        std::vector<Atom> args, captured;
        const auto operands = function.args(call);
        for (size_t i = 0; i < operands.size(); ++i) {
            const StmtId closure = operands[i].is_var() ? closures[operands[i].var().index()] : StmtId();
            if (closure.valid() && Fits(function, function.stmts[closure], callee, static_cast<uint32_t>(i))) {
                const auto holds = function.args(function.stmts[closure]);
                known.emplace_back(static_cast<uint32_t>(i), function.stmts[closure].callee);
                captured.insert(captured.end(), holds.begin(), holds.end());
            } else {
                args.push_back(operands[i]);
            }
        }
        if (known.empty() || args.size() + captured.size() > kMostParams) {
            return false;
        }
        const FuncId version = VersionFor(callee, known);
        if (!version.valid()) {
            return false;
        }
        args.insert(args.end(), captured.begin(), captured.end());
        Function& changed = module_.functions[caller];
        changed.SetArgs(changed.stmts[id], args);
        changed.stmts[id].callee = version;
        return true;
    }

    /// Can the callee's parameter be this procedure?
    bool Fits(const Function& function, const Stmt& closure, FuncId callee, uint32_t slot) const
    {
        const Function& procedure = module_.functions[closure.callee];
        if (!slots_->IsOnlyCalled(callee, slot) || procedure.is_extern || closure.callee.index() >= children_.size() ||
            closure.arg_count > kMostCaptured || !Stays(function, closure)) {
            return false;
        }
        const uint32_t counts = slots_->CountsOf(callee, slot);
        for (size_t count = 0; count < 32; ++count) {
            if ((counts >> count & 1) != 0 && !CallOf(closure.callee, count)) {
                return false;
            }
        }
        return true;
    }

    /// Do the variables still have the values that the closure took, wherever it is called by this name?
    static bool Stays(const Function& function, const Stmt& closure)
    {
        for (const Atom atom : function.args(closure)) {
            if (!atom.is_var() || !function.vars[atom.var()].assigned) {
                continue;
            }
            const bool is_loop_param = std::find(function.loop_params.begin(), function.loop_params.end(), atom.var()) !=
                                       function.loop_params.end();
            bool assigned = !is_loop_param;
            for (const Stmt& stmt : function.stmts) {
                assigned = assigned || (stmt.kind == StmtKind::Assign && stmt.result == atom.var());
            }
            if (assigned) {
                return false;
            }
        }
        return true;
    }

    std::optional<KnownCall> CallOf(FuncId procedure, size_t count) const
    {
        if (const std::optional<KnownCall> clause = choose_(procedure, count)) {
            return clause;
        }
        const Function& function = module_.functions[procedure];
        const size_t fixed = function.params.size() - (function.has_rest ? 1 : 0);
        if (function.optional_count != 0 || count < fixed || (count > fixed && !function.has_rest)) {
            return std::nullopt;
        }
        return KnownCall{procedure, Prim::Count, fixed, function.has_rest};
    }

    // --- how many versions ------------------------------------------------------------------------------------

    /// All that a version of the function copies.
    size_t SizeOf(FuncId root) const
    {
        size_t size = 0;
        std::vector<FuncId> work = {root};
        while (!work.empty()) {
            const FuncId id = work.back();
            work.pop_back();
            ForEachStmt(module_.functions[id], [&](const Stmt&) { ++size; });
            work.insert(work.end(), children_[id.index()].begin(), children_[id.index()].end());
        }
        return size;
    }

    FuncId VersionFor(FuncId callee, const Known& known)
    {
        if (const auto found = made_.find({callee, known}); found != made_.end()) {
            return found->second;
        }
        const size_t size = SizeOf(callee);
        const Function& function = module_.functions[callee];
        const bool moves = calls_[callee.index()] == 1 && !function.exported && !function.is_entry;
        if (!moves) {
            const bool often = std::any_of(known.begin(), known.end(), [&](const auto& entry) {
                return slots_->IsCalledOften(callee, entry.first);
            });
            size_t& copied = copied_[callee];
            if ((!often && size > kSmall) || copied + size > kCopiedOfFunction || added_ + size > kAddedStmts) {
                return {};
            }
            copied += size;
        }
        if (copies_.size() >= kMostVersions) {
            return {};
        }
        Tree tree{callee, {}, false, {}};
        const size_t added = added_;
        const FuncId version = Make(tree, callee, known);
        added_ = moves ? added : added_;
        return version;
    }

    // --- versions ---------------------------------------------------------------------------------------------

    /// A function and those in it, which are copied together.
    struct Tree {
        FuncId root;
        FuncId version;    ///< of the root
        bool lifted;       ///< the root's captured variables become parameters
        std::map<std::pair<FuncId, Known>, FuncId> made;
    };

    bool IsIn(const Tree& tree, FuncId id) const
    {
        while (id.valid() && id != tree.root) {
            id = module_.functions[id].parent;
        }
        return id.valid();
    }

    /// The procedure as a function that takes what it captured behind its parameters.
    FuncId Lifted(FuncId procedure)
    {
        if (module_.functions[procedure].captured.empty()) {
            return procedure;
        }
        FuncId& lifted = lifted_[procedure];
        if (!lifted.valid()) {
            Tree tree{procedure, {}, true, {}};
            const FuncId made = Make(tree, procedure, {});
            lifted_[procedure] = made;   // the map may have grown meanwhile
            return made;
        }
        return lifted;
    }

    FuncId Make(Tree& tree, FuncId original, const Known& known)
    {
        const bool is_root = original == tree.root;
        Function copy = module_.functions[original];
        ForEachStmt(copy, [&](const Stmt&) { ++added_; });
        copy.id = module_.functions.next_id();
        copy.exported = copy.shared = copy.used_as_value = false;
        if (is_root) {
            tree.version = copy.id;
        } else {
            copy.parent = tree.version;
        }
        tree.made[{original, known}] = copy.id;
        if (is_root && !tree.lifted) {
            made_[{original, known}] = copy.id;
        }
        copies_[original].push_back(copy.id);
        if (is_root && tree.lifted) {
            for (const VarId var : copy.captured) {
                copy.vars[var].kind = VarKind::Param;
                copy.params.push_back(var);
            }
            copy.captured.clear();
            copy.has_rest = false;
        }
        if (!known.empty()) {
            NameFor(copy, tree, known);
        }
        const FuncId id = module_.functions.Add(std::move(copy));
        Rewrite(tree, id, known);
        return id;
    }

    /// `map-square`; what stands in a function is named after its version.
    void NameFor(Function& copy, const Tree& tree, const Known& known) const
    {
        constexpr size_t kLongest = 60;
        std::string names, suffix;
        for (const auto& [slot, procedure] : known) {
            const std::string_view name = module_.functions[procedure].name.text();
            names += (names.empty() ? "" : ", ") + std::string(name);
            suffix += "-" + std::string(name);
            if (slot < copy.params.size()) {   // it is called with other arguments now, never through a value
                copy.has_rest = false;
                copy.optional_count = 0;
            }
        }
        copy.calls_known = support::Intern(names);
        copy.source_name = SourceName(copy);
        const std::string name(copy.name.text());
        const std::string root = std::string(module_.functions[tree.root].name.text()) + "-";
        const bool is_inside = copy.id != tree.version && name.starts_with(root);
        const std::string made = is_inside ? std::string(module_.functions[tree.version].name.text()) + "-" + name.substr(root.size())
                                           : name + suffix;
        copy.name = made.size() <= kLongest ? support::Intern(made) : copy.name;
    }

    /// One function on the way from the original to its version.
    struct Rewriting {
        Tree& tree;
        FuncId id;
        const Known& known;
        std::vector<uint32_t> slot_of;              ///< by VarId of the original
        std::map<uint32_t, std::vector<Atom>> held; ///< by slot: what the procedure there captured
    };

    void Rewrite(Tree& tree, FuncId id, const Known& known)
    {
        Rewriting rewriting{tree, id, known, {}, {}};
        if (!known.empty()) {
            TakeSlots(rewriting);
        }
        for (size_t block = 0; block < module_.functions[id].blocks.size(); ++block) {
            const std::vector<StmtId> stmts = std::move(module_.functions[id].blocks[BlockId(block)].stmts);
            std::vector<StmtId> out;
            for (const StmtId stmt : stmts) {
                RewriteStmt(rewriting, stmt, out);
            }
            module_.functions[id].blocks[BlockId(block)].stmts = std::move(out);
        }
    }

    /// The slots go; what their procedures captured comes behind the parameters, or the captured variables.
    void TakeSlots(Rewriting& rewriting)
    {
        Function& function = module_.functions[rewriting.id];
        rewriting.slot_of = SlotOfVars(function);
        const auto param_count = static_cast<uint32_t>(function.params.size());
        std::vector<VarId> params, captured;
        for (const auto& [slot, procedure] : rewriting.known) {
            const Function& from = module_.functions[procedure];
            std::vector<Atom>& held = rewriting.held[slot];
            for (const VarId var : from.captured) {
                Var copy = from.vars[var];
                copy.kind = slot < param_count ? VarKind::Param : VarKind::Captured;
                const VarId added = function.AddVar(std::move(copy));
                (slot < param_count ? params : captured).push_back(added);
                held.push_back(added);
            }
        }
        const auto replace = [&](std::vector<VarId>& vars, uint32_t first, const std::vector<VarId>& added) {
            std::vector<VarId> kept;
            for (uint32_t i = 0; i < vars.size(); ++i) {
                if (rewriting.held.find(first + i) == rewriting.held.end()) {
                    kept.push_back(vars[i]);
                }
            }
            kept.insert(kept.end(), added.begin(), added.end());
            vars = std::move(kept);
        };
        replace(function.params, 0, params);
        replace(function.captured, param_count, captured);
    }

    /// The slot that the operand is, when its procedure is known.
    static uint32_t KnownSlot(const Rewriting& rewriting, Atom atom)
    {
        if (!atom.is_var() || atom.var().index() >= rewriting.slot_of.size()) {
            return kNoSlot;
        }
        const uint32_t slot = rewriting.slot_of[atom.var().index()];
        return rewriting.held.find(slot) == rewriting.held.end() ? kNoSlot : slot;
    }

    static FuncId ProcedureOf(const Known& known, uint32_t slot)
    {
        return std::find_if(known.begin(), known.end(), [&](const auto& entry) { return entry.first == slot; })->second;
    }

    void RewriteStmt(Rewriting& rewriting, StmtId id, std::vector<StmtId>& out)
    {
        const Stmt stmt = module_.functions[rewriting.id].stmts[id];
        switch (stmt.kind) {
        case StmtKind::Call:
        case StmtKind::MakeClosure: RewriteNames(rewriting, id); break;
        case StmtKind::CallClosure: {
            const uint32_t slot = KnownSlot(rewriting, module_.functions[rewriting.id].args(stmt)[0]);
            if (slot != kNoSlot) {
                CallKnown(rewriting, id, slot, out);
            }
            break;
        }
        case StmtKind::Move:
            if (KnownSlot(rewriting, module_.functions[rewriting.id].args(stmt)[0]) != kNoSlot) {
                return;
            }
            break;
        case StmtKind::Loop:
        case StmtKind::Continue: DropSlots(rewriting, id); break;
        default: break;
        }
        out.push_back(id);
    }

    /// A loop does not carry what is known.
    void DropSlots(const Rewriting& rewriting, StmtId id)
    {
        Function& function = module_.functions[rewriting.id];
        Stmt& stmt = function.stmts[id];
        std::vector<Atom> args;
        std::vector<VarId> params;
        for (size_t i = 0; i < stmt.arg_count; ++i) {
            const Atom atom = function.args(stmt)[i];
            if (KnownSlot(rewriting, atom) == kNoSlot) {
                args.push_back(atom);
                if (stmt.kind == StmtKind::Loop) {
                    params.push_back(function.loop_params_of(stmt)[i]);
                }
            }
        }
        if (args.size() == stmt.arg_count) {
            return;
        }
        function.SetArgs(stmt, args);
        if (stmt.kind == StmtKind::Loop) {
            stmt.first_param = static_cast<uint32_t>(function.loop_params.size());
            stmt.param_count = static_cast<uint16_t>(params.size());
            function.loop_params.insert(function.loop_params.end(), params.begin(), params.end());
        }
    }

    /// A call or closure of a function that gets a known procedure, or that is copied together with this one.
    void RewriteNames(Rewriting& rewriting, StmtId id)
    {
        const Function& function = module_.functions[rewriting.id];
        const Stmt& stmt = function.stmts[id];
        const FuncId callee = stmt.callee;
        const auto first = static_cast<uint32_t>(
            stmt.kind == StmtKind::MakeClosure ? module_.functions[callee].params.size() : 0);
        Known known;
        std::vector<Atom> args, held;
        for (uint32_t i = 0; i < stmt.arg_count; ++i) {
            const Atom atom = function.args(stmt)[i];
            const uint32_t slot = KnownSlot(rewriting, atom);
            if (slot == kNoSlot) {
                args.push_back(atom);
                continue;
            }
            known.emplace_back(first + i, ProcedureOf(rewriting.known, slot));
            const std::vector<Atom>& captured = rewriting.held[slot];
            held.insert(held.end(), captured.begin(), captured.end());
        }
        args.insert(args.end(), held.begin(), held.end());
        FuncId target = callee;
        if (IsIn(rewriting.tree, callee)) {
            const bool is_closure_of_root = callee == rewriting.tree.root && rewriting.tree.lifted;
            const auto found = rewriting.tree.made.find({callee, known});
            target = is_closure_of_root                     ? callee
                     : found != rewriting.tree.made.end()   ? found->second
                                                            : Make(rewriting.tree, callee, known);
        } else if (!known.empty()) {
            const auto found = made_.find({callee, known});
            Tree tree{callee, {}, false, {}};
            target = found != made_.end() ? found->second : Make(tree, callee, known);
        }
        Function& changed = module_.functions[rewriting.id];
        changed.SetArgs(changed.stmts[id], args);
        changed.stmts[id].callee = target;
        if (changed.stmts[id].kind == StmtKind::MakeClosure) {
            module_.functions[target].used_as_value = true;
        }
    }

    /// The call of an unknown procedure becomes a call of what it is.
    void CallKnown(Rewriting& rewriting, StmtId id, uint32_t slot, std::vector<StmtId>& out)
    {
        const FuncId procedure = ProcedureOf(rewriting.known, slot);
        std::vector<Atom> args;
        {
            const Function& function = module_.functions[rewriting.id];
            const auto operands = function.args(function.stmts[id]);
            args.assign(operands.begin() + 1, operands.end());
        }
        const KnownCall call = *CallOf(procedure, args.size());
        if (call.has_rest) {
            args = {GatherRest(rewriting.id, id, args, call.fixed, out)};
        }
        const std::vector<Atom>& held = rewriting.held[slot];
        const FuncId target = call.function.valid() ? Lifted(call.function) : FuncId();
        Function& function = module_.functions[rewriting.id];
        Stmt& stmt = function.stmts[id];
        if (call.function == procedure) {
            args.insert(args.end(), held.begin(), held.end());
        }
        stmt.kind = target.valid() ? StmtKind::Call : StmtKind::Prim;
        stmt.callee = target;
        stmt.prim = call.prim;
        function.SetArgs(stmt, args);
        if (target.valid()) {
            InlineOne(function, stmt, module_.functions[target]);
        }
    }

    std::vector<Atom> GatherRest(FuncId id, StmtId call, const std::vector<Atom>& args, size_t fixed, std::vector<StmtId>& out)
    {
        Function& function = module_.functions[id];
        Atom rest = nil_;
        for (size_t i = args.size(); i-- > fixed;) {
            Stmt cons;
            cons.kind = StmtKind::Prim;
            cons.prim = Prim::Cons;
            cons.span = function.stmts[call].span;
            Var var;
            var.name = support::Intern("rest");
            var.kind = VarKind::Temp;
            var.span = cons.span;
            cons.result = function.AddVar(std::move(var));
            const Atom operands[] = {args[i], rest};
            function.SetArgs(cons, operands);
            out.push_back(function.stmts.Add(cons));
            rest = cons.result;
        }
        std::vector<Atom> all(args.begin(), args.begin() + static_cast<std::ptrdiff_t>(fixed));
        all.push_back(rest);
        return all;
    }

    /// A call of a function that does one operation on its parameters, or calls another with them, is that operation or call.
    static void InlineOne(Function& caller, Stmt& call, const Function& callee)
    {
        const auto& stmts = callee.blocks[callee.body].stmts;
        if (stmts.size() != 2 || !callee.trivia.empty() || callee.declared_result_kinds != kind::kAny) {
            return;
        }
        const Stmt& only = callee.stmts[stmts[0]];
        const Stmt& end = callee.stmts[stmts[1]];
        if ((only.kind != StmtKind::Prim && only.kind != StmtKind::Call) || end.kind != StmtKind::Return || end.arg_count != 1 || !only.result.valid() ||
            callee.args(end)[0] != Atom(only.result)) {
            return;
        }
        std::vector<Atom> args;
        for (const Atom atom : callee.args(only)) {
            const auto found = atom.is_var() ? std::find(callee.params.begin(), callee.params.end(), atom.var())
                                             : callee.params.end();
            if (atom.is_var() && (found == callee.params.end() || callee.vars[atom.var()].declared_repr)) {
                return;
            }
            args.push_back(atom.is_var() ? caller.args(call)[static_cast<size_t>(found - callee.params.begin())] : atom);
        }
        call.kind = only.kind;
        call.callee = only.callee;
        call.prim = only.prim;
        call.field = only.field;
        call.struct_type = only.struct_type;
        caller.SetArgs(call, args);
    }

    // --- what is left -----------------------------------------------------------------------------------------

    /// Closures that nobody holds any more are not made.
    static void RemoveClosures(Function& function, const std::vector<StmtId>& closures)
    {
        std::vector<bool> is_used(function.vars.size(), false);
        ForEachStmt(function, [&](const Stmt& stmt) {
            for (const Atom atom : function.args(stmt)) {
                if (atom.is_var()) {
                    is_used[atom.var().index()] = true;
                }
            }
        });
        std::vector<StmtId> next(function.stmts.size());
        for (Block& block : function.blocks) {
            std::vector<StmtId> kept;
            std::vector<StmtId> gone;
            for (const StmtId id : block.stmts) {
                const VarId result = function.stmts[id].result;
                if (function.stmts[id].kind == StmtKind::MakeClosure && result.valid() && closures[result.index()] == id &&
                    !is_used[result.index()]) {
                    gone.push_back(id);
                    continue;
                }
                for (const StmtId before : gone) {
                    next[before.index()] = id;
                }
                gone.clear();
                kept.push_back(id);
            }
            block.stmts = std::move(kept);
        }
        for (Trivia& trivia : function.trivia) {
            if (trivia.stmt.valid() && next[trivia.stmt.index()].valid()) {
                trivia.stmt = next[trivia.stmt.index()];
            }
        }
    }

    /// Marks functions that are reached from what the program does; a function that has versions is not reached by itself.
    std::vector<bool> FindLive() const
    {
        std::vector<bool> live(module_.functions.size(), false);
        std::vector<FuncId> work;
        const auto reach = [&](FuncId id) {
            if (!live[id.index()]) {
                live[id.index()] = true;
                work.push_back(id);
            }
        };
        for (const Function& function : module_.functions) {
            const bool is_root = !function.is_prelude && !function.parent.valid() &&
                                 (function.body.valid() || (function.is_extern && function.exported));
            if (is_root && (function.exported || function.shared || function.is_entry ||
                            copies_.find(function.id) == copies_.end())) {
                reach(function.id);
            }
        }
        reach(module_.entry);
        while (!work.empty()) {
            const FuncId id = work.back();
            work.pop_back();
            ForEachStmt(module_.functions[id], [&](const Stmt& stmt) {
                if (stmt.callee.valid()) {
                    reach(stmt.callee);
                }
            });
        }
        return live;
    }

    /// Originals that nobody calls go. What is wrong in a function is reported of it, or of its first version.
    void Finish()
    {
        const std::vector<bool> live = FindLive();
        for (const auto& [original, copies] : copies_) {
            bool reported = live[original.index()];
            for (const FuncId copy : copies) {
                if (!live[copy.index()]) {
                    continue;
                }
                Function& function = module_.functions[copy];
                if (reported) {
                    function.is_guarded = function.is_copy = true;
                    function.comments.clear();
                }
                reported = true;
            }
            Function& function = module_.functions[original];
            if (!live[original.index()] && !function.parent.valid()) {
                function.parent = copies.front();
            }
        }
        OrderFunctions(module_);
        for (Function& function : module_.functions) {
            function.used_as_value = false;
        }
        for (Function& function : module_.functions) {
            ForEachStmt(function, [&](const Stmt& stmt) {
                if (stmt.kind == StmtKind::MakeClosure) {
                    module_.functions[stmt.callee].used_as_value = true;
                }
            });
        }
    }

    Module& module_;
    const ConstantId nil_;
    const ChooseClause& choose_;
    const ProcedureSlots* slots_ = nullptr;            ///< of this round
    std::vector<std::vector<FuncId>> children_;        ///< by FuncId
    std::vector<uint32_t> calls_;                      ///< by FuncId: from outside of its recursion
    std::map<std::pair<FuncId, Known>, FuncId> made_;
    std::map<FuncId, FuncId> lifted_;
    std::map<FuncId, std::vector<FuncId>> copies_;     ///< by original
    std::map<FuncId, size_t> copied_;                  ///< statements
    size_t added_ = 0;
};

}  // namespace

void AddProcedureVersions(Module& module, ConstantId nil, const ChooseClause& choose)
{
    Versions(module, nil, choose).Run();
}

}  // namespace omni::core
