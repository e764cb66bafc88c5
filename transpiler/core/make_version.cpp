#include "core/make_version.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/call_graph.h"
#include "core/procedure_slots.h"

namespace omni::core {
namespace {

FuncId ProcedureOf(const Known& known, uint32_t slot)
{
    return std::find_if(known.begin(), known.end(), [&](const auto& entry) { return entry.first == slot; })->second;
}

/// A call of a function that does one operation on its parameters, or calls another with them, is that operation or call.
void InlineOne(Function& caller, Stmt& call, const Function& callee)
{
    const auto& stmts = callee.blocks[callee.body].stmts;
    if (stmts.size() != 2 || !callee.trivia.empty() || callee.declared_result_kinds != kind::kAny) {
        return;
    }
    const Stmt& only = callee.stmts[stmts[0]];
    const Stmt& end = callee.stmts[stmts[1]];
    const bool is_returned = end.kind == StmtKind::Return && end.arg_count == 1 && only.result.valid() &&
                             callee.args(end)[0] == Atom(only.result);
    if ((only.kind != StmtKind::Prim && only.kind != StmtKind::Call) || !is_returned) {
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

}  // namespace

std::optional<KnownCall> VersionMaker::CallOf(FuncId procedure, size_t count) const
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

FuncId VersionMaker::Find(FuncId original, const Known& known) const
{
    const auto found = made_.find({original, known});
    return found == made_.end() ? FuncId() : found->second;
}

FuncId VersionMaker::Make(FuncId original, const Known& known)
{
    Tree tree{original, {}, false, {}};
    return MakeIn(tree, original, known);
}

bool VersionMaker::IsIn(const Tree& tree, FuncId id) const
{
    while (id.valid() && id != tree.root) {
        id = module_.functions[id].parent;
    }
    return id.valid();
}

/// The procedure as a function that takes what it captured behind its parameters.
FuncId VersionMaker::Lifted(FuncId procedure)
{
    if (module_.functions[procedure].captured.empty()) {
        return procedure;
    }
    FuncId& lifted = lifted_[procedure];   // stays where it is when the map grows
    if (!lifted.valid()) {
        Tree tree{procedure, {}, true, {}};
        lifted = MakeIn(tree, procedure, {});
    }
    return lifted;
}

FuncId VersionMaker::MakeIn(Tree& tree, FuncId original, const Known& known)
{
    const bool is_root = original == tree.root;
    Function copy = module_.functions[original];
    ForEachStmt(copy, [&](const Stmt&) { ++copied_stmts_; });
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
void VersionMaker::NameFor(Function& copy, const Tree& tree, const Known& known) const
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
    std::string made = name + suffix;
    if (is_inside) {
        made = std::string(module_.functions[tree.version].name.text()) + "-" + name.substr(root.size());
    }
    copy.name = made.size() <= kLongest ? support::Intern(made) : copy.name;
}

void VersionMaker::Rewrite(Tree& tree, FuncId id, const Known& known)
{
    Rewriting rewriting{tree, id, known, {}, {}, {}};
    if (!known.empty()) {
        TakeSlots(rewriting);
    }
    RewriteBlock(rewriting, module_.functions[id].body);
}

void VersionMaker::RewriteBlock(Rewriting& rewriting, BlockId block)
{
    const std::vector<StmtId> stmts = std::move(module_.functions[rewriting.id].blocks[block].stmts);
    std::vector<StmtId> out;
    for (const StmtId stmt : stmts) {
        RewriteStmt(rewriting, stmt, out);
    }
    module_.functions[rewriting.id].blocks[block].stmts = std::move(out);
}

/// The slots go; what their procedures captured comes behind the parameters, or the captured variables.
void VersionMaker::TakeSlots(Rewriting& rewriting)
{
    Function& function = module_.functions[rewriting.id];
    rewriting.slot_of = SlotOfVars(function);
    rewriting.tests = ProcedureTests(function, rewriting.slot_of);
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
uint32_t VersionMaker::KnownSlot(const Rewriting& rewriting, Atom atom)
{
    if (!atom.is_var() || atom.var().index() >= rewriting.slot_of.size()) {
        return kNoSlot;
    }
    const uint32_t slot = rewriting.slot_of[atom.var().index()];
    return rewriting.held.find(slot) == rewriting.held.end() ? kNoSlot : slot;
}

void VersionMaker::RewriteStmt(Rewriting& rewriting, StmtId id, std::vector<StmtId>& out)
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
    case StmtKind::Prim:
        if (stmt.prim == Prim::IsProcedure &&
            KnownSlot(rewriting, module_.functions[rewriting.id].args(stmt)[0]) != kNoSlot) {
            Function& function = module_.functions[rewriting.id];
            function.stmts[id].kind = StmtKind::Move;
            function.SetArgs(function.stmts[id], {{Atom(true_)}});
        }
        break;
    case StmtKind::If:
        if (TakeThen(rewriting, id, out)) {
            return;
        }
        break;
    case StmtKind::Loop:
    case StmtKind::Continue: DropSlots(rewriting, id); break;
    default: break;
    }
    for (const BlockId inner : stmt.blocks) {
        if (inner.valid()) {
            RewriteBlock(rewriting, inner);
        }
    }
    out.push_back(id);
}

/// Of a test whether a known procedure is one, only the first arm is left. False: it is another `if`.
bool VersionMaker::TakeThen(Rewriting& rewriting, StmtId id, std::vector<StmtId>& out)
{
    const Stmt choose = module_.functions[rewriting.id].stmts[id];
    if (id.index() >= rewriting.tests.size() ||
        rewriting.held.find(rewriting.tests[id.index()]) == rewriting.held.end()) {
        return false;
    }
    RewriteBlock(rewriting, choose.blocks[0]);
    Function& function = module_.functions[rewriting.id];
    for (const StmtId inner : std::exchange(function.blocks[choose.blocks[0]].stmts, {})) {
        Stmt& stmt = function.stmts[inner];
        if (stmt.kind == StmtKind::Yield) {
            stmt.kind = StmtKind::Move;
            stmt.result = choose.result;
        }
        if (stmt.kind != StmtKind::Move || stmt.result.valid()) {
            out.push_back(inner);
        }
    }
    Empty(function, choose.blocks[1]);
    return true;
}

/// Nobody comes to the block any more.
void VersionMaker::Empty(Function& function, BlockId block) const
{
    for (const StmtId id : std::exchange(function.blocks[block].stmts, {})) {
        for (const BlockId inner : function.stmts[id].blocks) {
            if (inner.valid()) {
                Empty(function, inner);
            }
        }
    }
}

/// A loop does not carry what is known.
void VersionMaker::DropSlots(const Rewriting& rewriting, StmtId id)
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
void VersionMaker::RewriteNames(Rewriting& rewriting, StmtId id)
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
                                                        : MakeIn(rewriting.tree, callee, known);
    } else if (!known.empty()) {
        const FuncId made = Find(callee, known);
        target = made.valid() ? made : Make(callee, known);
    }
    Function& changed = module_.functions[rewriting.id];
    if (!known.empty()) {
        changed.SetArgs(changed.stmts[id], args);
    }
    changed.stmts[id].callee = target;
    if (changed.stmts[id].kind == StmtKind::MakeClosure) {
        module_.functions[target].used_as_value = true;
    }
}

/// The call of an unknown procedure becomes a call of what it is.
void VersionMaker::CallKnown(Rewriting& rewriting, StmtId id, uint32_t slot, std::vector<StmtId>& out)
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

std::vector<Atom> VersionMaker::GatherRest(FuncId id, StmtId call, const std::vector<Atom>& args, size_t fixed,
                                           std::vector<StmtId>& out)
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

}  // namespace omni::core
