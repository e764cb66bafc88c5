#include "types/number_versions.h"

#include <algorithm>
#include <map>

#include "core/added_constants.h"
#include "types/copy_unit.h"
#include "types/kinds.h"
#include "types/units.h"
#include "types/walk.h"

namespace omni::types {

using core::Atom;
using core::FuncId;
using core::Function;
using core::KindSet;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
namespace kind = core::kind;

namespace {

/// Is it arithmetic or a comparison: are all operands numbers?
bool TakesNumbers(const Stmt& stmt, size_t arg_count)
{
    const core::PrimInfo& info = core::Info(stmt.prim);
    for (size_t i = 0; i < arg_count; ++i) {
        if (OperandLetter(info, i) != 'n') {
            return false;
        }
    }
    return arg_count > 0 && info.storage != core::StorageEffect::FreshList &&
           (ArithmeticOf(stmt.prim).is_arithmetic || info.result == 'b');
}

/// What would be an Int (or a Float) in the functions of one recursion if those parameters of `root` were that may be
/// anything now.
class Prospect {
public:
    Prospect(const core::Module& module, const Inference& inference, const std::vector<FuncId>& members, KindSet wanted)
        : module_(module), inference_(inference), members_(members), wanted_(wanted)
    {
    }

    /// The parameters of `root` to test; empty when a version would not pay.
    std::vector<VarId> ParamsToTest(FuncId root)
    {
        Begin(root);
        while (Weed()) {
        }
        FindUse();
        if (!repeats_ || gained_ < 2 || gained_ <= mixed_ || (wanted_ == kind::kFloat && !sees_float_)) {
            return {};
        }
        while (Spread()) {
        }
        std::vector<VarId> params;
        for (const VarId param : module_.functions[root].params) {
            if (Of(root, param).used) {
                params.push_back(param);
            }
        }
        return params;
    }

private:
    struct State {
        bool hopeful = false;  ///< may be anything now, and would be `wanted_`
        bool used = false;     ///< and arithmetic would gain from that
    };

    State& Of(FuncId function, VarId var) { return states_[first_.at(function) + var.index()]; }
    bool IsMember(FuncId id) const { return first_.find(id) != first_.end(); }

    KindSet KindsOfAtom(const Function& function, Atom atom) const
    {
        return atom.is_constant() ? KindOf(module_.constants[atom.constant()])
                                  : inference_.Kinds(function.id, atom.var());
    }
    bool IsHopeful(const Function& function, Atom atom) { return atom.is_var() && Of(function.id, atom.var()).hopeful; }
    bool IsWanted(const Function& function, Atom atom)
    {
        return IsHopeful(function, atom) || KindsOfAtom(function, atom) == wanted_;
    }
    /// Held as a scalar that arithmetic of the wanted kind can take: Floats take Ints, too.
    bool IsScalar(const Function& function, Atom atom)
    {
        const KindSet kinds = KindsOfAtom(function, atom);
        return IsWanted(function, atom) || (wanted_ == kind::kFloat && kinds == kind::kInt);
    }

    void Begin(FuncId root)
    {
        size_t size = 0;
        for (const FuncId id : members_) {
            first_[id] = size;
            size += module_.functions[id].vars.size();
        }
        states_.assign(size, {});
        for (const FuncId id : members_) {
            const Function& function = module_.functions[id];
            const bool is_open = id != root && (function.used_as_value || function.exported);
            for (uint32_t i = 0; i < function.vars.size(); ++i) {
                const VarId var(i);
                const KindSet kinds = inference_.Kinds(id, var);
                const core::VarKind role = function.vars[var].kind;
                Of(id, var).hopeful = ReprOf(kinds) == Repr::Obj && (kinds & wanted_) != 0 &&
                                      role != core::VarKind::Captured && !(is_open && role == core::VarKind::Param);
            }
            for (size_t i = function.params.size() - OpenParams(function); i < function.params.size(); ++i) {
                Of(id, function.params[i]).hopeful = false;
            }
        }
        ExcludeOtherUses();
    }

    static size_t OpenParams(const Function& function)
    {
        return std::min(function.params.size(), function.optional_count + size_t{function.has_rest});
    }

    /// What is also taken for something else than a number is left as it is: the function tests that itself.
    void ExcludeOtherUses()
    {
        for (const FuncId id : members_) {
            const Function& function = module_.functions[id];
            ForEachStmt(function, [&](StmtId, const Stmt& stmt) {
                const auto args = function.args(stmt);
                for (size_t i = 0; i < args.size(); ++i) {
                    const bool is_other =
                        (stmt.kind == StmtKind::Prim &&
                         (TestOf(stmt).exists() || (OperandKinds(module_, stmt, i) & wanted_) == 0)) ||
                        stmt.kind == StmtKind::If || (stmt.kind == StmtKind::CallClosure && i == 0);
                    if (is_other && args[i].is_var()) {
                        Of(id, args[i].var()).hopeful = false;
                    }
                }
                if (stmt.kind == StmtKind::MakeClosure && IsMember(stmt.callee)) {
                    for (const VarId param : module_.functions[stmt.callee].params) {
                        Of(stmt.callee, param).hopeful = false;
                    }
                }
            });
        }
    }

    /// Calls visit(function, var, source's function, source) for each way in which a value comes into a variable. The
    /// source is a null atom when it can be none of the wanted numbers.
    template <class Visit>
    void ForEachMove(Visit&& visit)
    {
        for (const FuncId id : members_) {
            const Function& function = module_.functions[id];
            VisitBlock(function, function.body, nullptr, nullptr, visit);
        }
    }

    template <class Visit>
    void VisitBlock(const Function& function, core::BlockId block, const Stmt* choice, const Stmt* loop, Visit& visit)
    {
        const auto move = [&](VarId to, const Function& from_function, Atom from) {
            if (to.valid()) {
                visit(function.id, to, from_function.id, from);
            }
        };
        for (const StmtId id : function.blocks[block].stmts) {
            const Stmt& stmt = function.stmts[id];
            const auto args = function.args(stmt);
            const Atom value = args.empty() ? Atom() : args[0];
            switch (stmt.kind) {
            case StmtKind::Move:
            case StmtKind::Assign: move(stmt.result, function, value); break;
            case StmtKind::If:
                VisitBlock(function, stmt.blocks[0], &stmt, loop, visit);
                VisitBlock(function, stmt.blocks[1], &stmt, loop, visit);
                break;
            case StmtKind::Loop:
                for (size_t i = 0; i < args.size(); ++i) {
                    move(function.loop_params_of(stmt)[i], function, args[i]);
                }
                VisitBlock(function, stmt.blocks[0], nullptr, &stmt, visit);
                break;
            case StmtKind::Yield: move(choice->result, function, value); break;
            case StmtKind::Continue:
                for (size_t i = 0; i < args.size(); ++i) {
                    move(function.loop_params_of(*loop)[i], function, args[i]);
                }
                break;
            case StmtKind::Break: move(loop->result, function, value); break;
            case StmtKind::Call:
                if (!IsMember(stmt.callee)) {
                    move(stmt.result, function, Atom());
                    break;
                }
                for (size_t i = 0; i < args.size() && i < module_.functions[stmt.callee].params.size(); ++i) {
                    visit(stmt.callee, module_.functions[stmt.callee].params[i], function.id, args[i]);
                }
                if (stmt.result.valid()) {
                    VisitReturns(module_.functions[stmt.callee], function.id, stmt.result, visit);
                }
                break;
            case StmtKind::Prim:
                if (stmt.result.valid() && !(ArithmeticOf(stmt.prim).is_arithmetic && GivesWanted(function, stmt))) {
                    move(stmt.result, function, Atom());
                }
                break;
            default: move(stmt.result, function, Atom()); break;
            }
        }
    }

    template <class Visit>
    void VisitReturns(const Function& callee, FuncId caller, VarId result, Visit& visit)
    {
        ForEachStmt(callee, [&](StmtId, const Stmt& stmt) {
            if (stmt.kind == StmtKind::Return) {
                visit(caller, result, callee.id, stmt.arg_count == 0 ? Atom() : callee.args(stmt)[0]);
            }
        });
    }

    bool GivesWanted(const Function& function, const Stmt& stmt)
    {
        const auto args = function.args(stmt);
        const auto scalar = [&](Atom atom) { return IsScalar(function, atom); };
        const auto wanted = [&](Atom atom) { return IsWanted(function, atom); };
        if (wanted_ == kind::kInt) {
            return !ArithmeticOf(stmt.prim).float_always && std::all_of(args.begin(), args.end(), wanted);
        }
        return std::all_of(args.begin(), args.end(), scalar) && std::any_of(args.begin(), args.end(), wanted);
    }

    /// Gives up hope for what gets a value that would not be of the wanted kind; true when any was.
    bool Weed()
    {
        bool changed = false;
        ForEachMove([&](FuncId function, VarId var, FuncId from_function, Atom from) {
            State& state = Of(function, var);
            if (state.hopeful && !(from.valid() && IsWanted(module_.functions[from_function], from))) {
                state.hopeful = false;
                changed = true;
            }
        });
        return changed;
    }

    /// Marks the operands that gain, and counts them.
    void FindUse()
    {
        for (const FuncId id : members_) {
            const Function& function = module_.functions[id];
            ForEachStmt(function, [&](StmtId, const Stmt& stmt) {
                const auto args = function.args(stmt);
                repeats_ = repeats_ || stmt.kind == StmtKind::Loop ||
                           (stmt.kind == StmtKind::Call && IsMember(stmt.callee));
                if (stmt.kind != StmtKind::Prim || !TakesNumbers(stmt, args.size()) ||
                    std::none_of(args.begin(), args.end(), [&](Atom atom) { return IsHopeful(function, atom); })) {
                    return;
                }
                if (!std::all_of(args.begin(), args.end(), [&](Atom atom) { return IsScalar(function, atom); })) {
                    ++mixed_;
                    return;
                }
                ++gained_;
                for (const Atom atom : args) {
                    sees_float_ = sees_float_ || KindsOfAtom(function, atom) == kind::kFloat;
                    if (IsHopeful(function, atom)) {
                        Of(id, atom.var()).used = true;
                    }
                }
            });
        }
    }

    /// What a used value is made of is used; true when any was not known to be.
    bool Spread()
    {
        bool changed = false;
        const auto mark = [&](FuncId function, Atom atom) {
            if (atom.is_var() && Of(function, atom.var()).hopeful && !Of(function, atom.var()).used) {
                Of(function, atom.var()).used = true;
                changed = true;
            }
        };
        ForEachMove([&](FuncId function, VarId var, FuncId from_function, Atom from) {
            if (Of(function, var).used && from.valid()) {
                mark(from_function, from);
            }
        });
        return changed;
    }

    const core::Module& module_;
    const Inference& inference_;
    const std::vector<FuncId>& members_;
    const KindSet wanted_;
    std::map<FuncId, size_t> first_;
    std::vector<State> states_;
    bool repeats_ = false;     ///< there is a loop, or a call among the members
    bool sees_float_ = false;  ///< an operation that gains has an operand that is surely a Float
    size_t gained_ = 0;        ///< operations whose operands would all be scalars
    size_t mixed_ = 0;         ///< operations for which a scalar would have to be boxed
};

/// Puts the test in front of the body.
class Door {
public:
    Door(core::Module& module, core::AddedConstants& constants, Function& function)
        : module_(module), constants_(constants), function_(function)
    {
    }

    void Open(const std::vector<VarId>& params, FuncId version, KindSet wanted)
    {
        const core::BlockId front = function_.blocks.Add({});
        const VarId is_wanted = Test(front, params, 0, wanted == kind::kInt ? core::Prim::IsInt : core::Prim::IsFloat);
        const core::BlockId inside = function_.blocks.Add({});
        Stmt call = Make(StmtKind::Call);
        call.callee = version;
        std::vector<Atom> args(function_.params.begin(), function_.params.end());
        const VarId result = function_.AddVar(Temp(function_.name));
        call.result = result;
        Append(inside, call, args);
        Append(inside, Make(StmtKind::Return), {result});
        Stmt choice = Make(StmtKind::If);
        choice.blocks[0] = inside;
        choice.blocks[1] = function_.body;
        Append(front, choice, {is_wanted});
        function_.body = front;
    }

private:
    Stmt Make(StmtKind kind) const
    {
        Stmt stmt;
        stmt.kind = kind;
        stmt.span = function_.span;
        return stmt;
    }
    core::Var Temp(support::Symbol name) const
    {
        core::Var var;
        var.kind = core::VarKind::Temp;
        var.name = name;
        var.span = function_.span;
        return var;
    }
    void Append(core::BlockId block, Stmt stmt, const std::vector<Atom>& args)
    {
        function_.SetArgs(stmt, args);
        const StmtId id = function_.stmts.Add(stmt);
        function_.blocks[block].stmts.push_back(id);
    }

    /// Appends the test of params[index] and all behind it; the variable that says whether they hold.
    VarId Test(core::BlockId block, const std::vector<VarId>& params, size_t index, core::Prim test)
    {
        Stmt one = Make(StmtKind::Prim);
        one.prim = test;
        const VarId holds = function_.AddVar(Temp(support::Intern("is-number")));
        one.result = holds;
        Append(block, one, {params[index]});
        if (index + 1 == params.size()) {
            return holds;
        }
        const core::BlockId then = function_.blocks.Add({});
        const VarId others = Test(then, params, index + 1, test);
        Append(then, Make(StmtKind::Yield), {others});
        const core::BlockId otherwise = function_.blocks.Add({});
        Append(otherwise, Make(StmtKind::Yield), {constants_.Get(module_, core::ConstantKind::Bool, 0)});
        Stmt choice = Make(StmtKind::If);
        choice.blocks[0] = then;
        choice.blocks[1] = otherwise;
        const VarId all = function_.AddVar(Temp(support::Intern("are-numbers")));
        choice.result = all;
        Append(block, choice, {holds});
        return all;
    }

    core::Module& module_;
    core::AddedConstants& constants_;
    Function& function_;
};

}  // namespace

bool AddNumberVersions(core::Module& module, const Inference& inference, SpecialiseLimits& limits)
{
    const Units units = ComputeUnits(module);
    core::AddedConstants constants;
    bool changed = false;
    for (uint32_t unit = 0; unit < units.bottom_up.size(); ++unit) {
        const std::vector<FuncId>& members = units.bottom_up[unit];
        size_t stmts = 0;
        for (const FuncId id : members) {
            ForEachStmt(module.functions[id], [&](StmtId, const Stmt&) { ++stmts; });
        }
        if (stmts > std::min(limits.function_stmts, limits.added_stmts)) {
            continue;
        }
        for (const FuncId root : members) {
            const Function& function = module.functions[root];
            const bool is_entered =
                units.called_from_outside[root.index()] || function.exported || function.used_as_value;
            if (!is_entered || !units.live[root.index()] || function.is_extern || function.is_entry ||
                function.is_prelude || !function.captured.empty() || function.params.empty()) {
                continue;
            }
            for (const KindSet wanted : {kind::kFloat, kind::kInt}) {
                const std::vector<VarId> params = Prospect(module, inference, members, wanted).ParamsToTest(root);
                if (params.empty()) {
                    continue;
                }
                const FuncId version = CopyUnit(module, members, root, wanted == kind::kInt ? "Int" : "Float");
                module.functions[version].copy_calls = 1;  // behind the test
                Door(module, constants, module.functions[root]).Open(params, version, wanted);
                for (const FuncId id : members) {
                    module.functions[id].is_guarded = true;   // what is left is for the other kind, if it ever comes
                }
                limits.added_stmts -= stmts;
                changed = true;
                break;
            }
            if (changed && stmts > limits.added_stmts) {
                break;
            }
        }
    }
    return changed;
}

}  // namespace omni::types
