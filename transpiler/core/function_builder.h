#pragma once
// One function from the abstract syntax: A-normal form, loops, cells, closures. The families of expressions are in
// build_binding.cpp, build_control.cpp, build_call.cpp and build_prim.cpp.

#include <string_view>
#include <vector>

#include "core/module_builder.h"

namespace omni::core {

/// What is known of a unit while its functions are built.
struct UnitState {
    ast::Unit& unit;
    Frames frames;
    support::Table<ast::LambdaId, FuncId> functions;  ///< Role::Function: the direct version, or the closure when alone
    support::Table<ast::LambdaId, FuncId> closures;   ///< what MakeClosure takes: the same, or a wrapper that captures
    bool user = true;                                 ///< of the user's program, not of the prelude
};

class FunctionBuilder {
public:
    FunctionBuilder(ModuleBuilder& module, UnitState& state, Function& function)
        : module_(module), state_(state), unit_(state.unit), function_(function)
    {
        slots_.Resize(unit_.bindings.size());
    }

    /// Builds the whole function of a lambda: parameters, needs (captured or lifted), body.
    void BuildLambda(ast::LambdaId lambda, bool captures);
    /// Builds a closure that hands its captured variables to the direct version of the lambda.
    void BuildWrapper(ast::LambdaId lambda);
    /// Appends the unit's expression to the entry's body; stores its value when `global` is valid. Says
    /// whether control never gets behind it.
    [[nodiscard]] bool BuildEntryPart(GlobalId global);

private:
    /// A name for the variable that a value goes to.
    struct Hint {
        support::Symbol name;
        VarKind kind = VarKind::Temp;
        source::Span span;
        KindSet declared = kind::kAny;
    };
    /// Where the value of an expression in tail position goes.
    enum class Exit : uint8_t { Return, Break, BreakNone, BreakValues };   // BreakValues: into value_targets_
    /// A loop whose body is being built.
    struct ActiveLoop {
        ast::LambdaId lambda;            ///< None for `while`
        std::vector<bool> invariant;     ///< by parameter: the same in each iteration, no loop parameter
        StmtId stmt;
        BlockId block;                   ///< that holds the Loop statement
        std::vector<VarId> next;         ///< the next parameters, when set from inside of another loop
        ast::LambdaId exit_to;           ///< the loop around it that goes on when this one is left
        bool has_break = false;
    };

    /// A letrec whose values are being built.
    struct OpenLetrec {
        const ast::Node* node;
        BlockId block;
        size_t position;                 ///< of its first statement in the block
    };

    /// What takes several values: so many names, and perhaps one more for the list of the rest.
    struct ValueShape {
        size_t fixed = 0;
        bool has_rest = false;
        std::vector<Hint> hints;         ///< one for each name
    };
    /// The variables that the values of an expression with several ways go to.
    struct ValueTargets {
        ValueShape shape;
        std::vector<VarId> vars;
    };

    // --- function_builder.cpp
    Atom Value(ast::NodeId node, const Hint* hint = nullptr);
    Atom ValueBare(ast::NodeId node, const Hint* hint);
    void Effect(ast::NodeId node);
    void Tail(ast::NodeId node, Exit exit);
    void Finish(Exit exit, Atom value, source::Span span);
    Atom Test(ast::NodeId node);
    Atom Literal(const ast::Node& node);
    ConstantId QuotedConstant(ast::NodeId node);
    Atom Named(Atom atom, const Hint* hint, source::Span span);
    void TakeTrivia(ast::NodeId node);

    StmtId Emit(Stmt stmt);
    StmtId EmitWith(StmtKind kind, source::Span span, std::span<const Atom> args, VarId result = {});
    VarId NewVar(const Hint* hint, support::Symbol fallback, source::Span span);
    /// Ends the current block; `saved` is what was current before.
    struct Saved {
        BlockId block;
        bool dead;
    };
    Saved Begin(BlockId block);
    void End(const Saved& saved);
    Atom NothingAtom() { return module_.Nothing(); }

    // --- build_binding.cpp
    Hint HintFor(ast::BindingId binding) const;
    void LetBindings(const ast::Node& node);
    std::vector<ast::BindingId> BoundBy(const ast::Node& node) const;
    void AssignForward(ast::BindingId binding, Atom atom);
    void BindValue(ast::BindingId binding, ast::NodeId value);
    void BindAtom(ast::BindingId binding, Atom atom);
    void BindResult(ast::BindingId binding, Atom atom);
    void DeclareForward(const ast::Node& node);
    Atom Capture(ast::BindingId binding);
    void BindParams(ast::LambdaId lambda, const std::vector<VarId>& vars);
    Atom ReadLocal(ast::NodeId node, const Hint* hint);
    Atom GlobalValue(ast::NodeId node, const Hint* hint);
    void SetLocal(ast::NodeId node);
    void SetGlobal(ast::NodeId node);

    // --- build_values.cpp
    [[nodiscard]] support::Symbol ValuesCallee(const ast::Node& call) const;
    [[nodiscard]] bool ShowsValues(ast::NodeId node) const;
    [[nodiscard]] ast::LambdaId LoopOf(const ast::Node& call) const;
    bool CheckValueCount(size_t count, const ValueShape& shape, source::Span span);
    std::vector<Atom> Several(ast::NodeId node, const ValueShape& shape);
    std::vector<Atom> SeveralByWays(ast::NodeId node, const ValueShape& shape);
    void IntoTargets(ast::NodeId node);
    void Assign(std::span<const Atom> atoms, source::Span span);
    std::vector<Atom> TakeApart(Atom value, const ValueShape& shape, source::Span span);
    void BindValues(const ast::Node& node);
    Atom MakeValues(std::span<const Atom> args, source::Span span, const Hint* hint);
    Atom CallLibrary(std::string_view name, std::span<const Atom> args, source::Span span);

    // --- build_control.cpp
    void IfIntoTargets(const ast::Node& node);
    Atom IfValue(ast::NodeId node, const Hint* hint);
    Atom AndOrValue(ast::NodeId node, const Hint* hint, bool as_test);
    static size_t DecidedFirst(std::span<const ast::NodeId> kids, bool tests);
    Atom AndOrRest(std::span<const ast::NodeId> kids, bool is_or, const Hint* hint, bool as_test, source::Span span);
    void TailAndOr(std::span<const ast::NodeId> kids, bool is_or, Exit exit, source::Span span);
    void EffectIf(ast::NodeId test, ast::NodeId then_node, ast::NodeId else_node, source::Span span);
    void EffectAndOr(std::span<const ast::NodeId> kids, bool is_or, source::Span span);
    void TailIf(ast::NodeId node, Exit exit);
    void While(ast::NodeId node);
    void Assert(ast::NodeId node);
    void MarkRegion(const ast::Node& node, bool ends, Atom leaves);
    /// An If statement whose arms are filled by `then_arm` and `else_arm`; says whether control can come out of it.
    template <class ThenArm, class ElseArm>
    bool EmitIf(Atom test, source::Span span, VarId result, ThenArm&& then_arm, ElseArm&& else_arm);
    void YieldArm(Atom value, bool wanted, source::Span span);
    Atom InlineLoop(const ast::Node& call, ast::LambdaId lambda, Exit exit, const Hint* hint);
    void LoopBody(ast::LambdaId lambda, const std::vector<Atom>& inits, Exit exit, VarId result, source::Span span);
    std::vector<bool> Invariants(ast::LambdaId lambda) const;
    bool ContinueLoop(const ast::Node& call, ast::LambdaId lambda, Exit exit);
    void LeaveTo(ast::LambdaId target, source::Span span);

    // --- build_call.cpp
    Atom Call(ast::NodeId node, const Hint* hint, bool wanted);
    Atom CallLocal(const ast::Node& node, ast::LambdaId lambda, const Hint* hint, bool wanted);
    Atom CallGlobal(ast::NodeId node, const Hint* hint, bool wanted);
    Atom CallFunction(FuncId callee, std::span<const Atom> args, source::Span span, const Hint* hint, bool wanted);
    Atom CallCases(const ast::Node& node, support::Symbol name, const Entity& entity, const Hint* hint, bool wanted);
    Atom CallApply(const ast::Node& node, const Hint* hint, bool wanted);
    void CheckMoreArguments(Atom list, size_t count, source::Span span);
    Atom ApplyKnown(const Entity& callee, support::Symbol name, std::vector<Atom> args, source::Span span,
                    const Hint* hint, bool wanted);
    struct ArityFunction;
    Atom EndsAt(const ArityFunction& arity, size_t count);
    void ChooseClause(const ArityFunction& arity, size_t count);
    Atom RestFrom(const ArityFunction& arity, size_t from);
    void CallClause(const ArityFunction& arity, const ArityClause* clause, size_t count, bool and_more);
    const ast::ProcedureType* DeclaredProcedure(const ast::Node& function);
    bool DeclareArguments(std::vector<Atom>& args, const ast::ProcedureType& declared, support::Symbol name, source::Span span);
    void CheckProcedure(ast::NodeId arg, const ast::ProcedureType* declared, size_t number, support::Symbol callee);
    Atom CallUnknown(const ast::Node& node, const Hint* hint, bool wanted);
    Atom ClosureOf(ast::LambdaId lambda, const Hint* hint, source::Span span);
    Atom MakeClosure(FuncId callee, std::span<const Atom> captured, support::Symbol name, const Hint* hint,
                     source::Span span);
    std::vector<Atom> Args(std::span<const ast::NodeId> nodes);
    void GatherRest(std::vector<Atom>& args, size_t fixed, source::Span span);
    bool CheckCount(support::Symbol name, size_t count, size_t least, size_t most, source::Span span,
                    source::Span defined);

    // --- build_prim.cpp
    Atom CallPrim(const ast::Node& node, support::Symbol name, Prim prim, const Hint* hint, bool wanted);
    Atom EmitPrim(Prim prim, std::span<const Atom> args, source::Span span, const Hint* hint, bool wanted = true);
    Atom Variadic(Prim prim, support::Symbol name, const ast::Node& node, const Hint* hint, bool wanted);
    Atom Chain(Prim prim, std::span<const Atom> args, source::Span span, const Hint* hint);
    Atom CarCdr(std::string_view path, const ast::Node& node, const Hint* hint, bool wanted);
    Atom CallInline(const ast::Node& node, support::Symbol name, const Hint* hint, bool wanted, bool& done);
    Atom BuildContainer(const ast::Node& node, support::Symbol name, const Hint* hint, bool wanted);
    /// The operations that the desugaring of `guard` and the prelude name: %try, %raised?, %caught, %error, %handle.
    Atom CallHidden(const ast::Node& node, support::Symbol name, const Hint* hint, bool& done);
    Atom BuildList(std::span<const Atom> items, Atom end, source::Span span, const Hint* hint);

    // --- build_struct.cpp
    Atom CallStructOp(const ast::Node& node, support::Symbol name, const Entity& entity, const Hint* hint, bool wanted);
    Atom EmitStructOp(const ast::StructOp& op, std::span<const Atom> args, source::Span span, const Hint* hint,
                      bool wanted);

    ModuleBuilder& module_;
    UnitState& state_;
    ast::Unit& unit_;
    Function& function_;
    ast::LambdaId lambda_;                          // whose function this is
    support::Table<ast::BindingId, Atom> slots_;    // the value, or the cell that holds it
    std::vector<ActiveLoop> loops_;
    ValueTargets value_targets_;                    // of the innermost Exit::BreakValues
    std::vector<OpenLetrec> open_letrecs_;
    std::vector<ast::NodeTrivia> pending_trivia_;
    BlockId block_;
    bool dead_ = false;                             // control does not come here: nothing is emitted
    friend FuncId BuildPrimFunction(ModuleBuilder&, support::Symbol, const Entity&);
    friend FuncId BuildStructFunction(ModuleBuilder&, support::Symbol, const ast::StructOp&);
    friend FuncId BuildExternFunction(ModuleBuilder&, FuncId);
    friend FuncId BuildArityFunction(ModuleBuilder&, support::Symbol, std::span<const ArityClause>, source::Span);
};

template <class ThenArm, class ElseArm>
bool FunctionBuilder::EmitIf(Atom test, source::Span span, VarId result, ThenArm&& then_arm, ElseArm&& else_arm)
{
    const BlockId then_block = function_.blocks.Add({});
    const BlockId else_block = function_.blocks.Add({});
    Stmt stmt;
    stmt.kind = StmtKind::If;
    stmt.span = span;
    stmt.result = result;
    stmt.blocks[0] = then_block;
    stmt.blocks[1] = else_block;
    function_.SetArgs(stmt, {{test}});
    const StmtId id = Emit(stmt);
    Saved saved = Begin(then_block);
    const bool then_falls = then_arm();
    End(saved);
    saved = Begin(else_block);
    const bool else_falls = else_arm();
    End(saved);
    const bool falls = then_falls || else_falls;
    if (!falls) {
        function_.stmts[id].result = {};
        dead_ = true;
    }
    return falls;
}

/// A function that does what a prim or car-cdr path does, for where that is a value.
FuncId BuildPrimFunction(ModuleBuilder& module, support::Symbol name, const Entity& entity);

/// A function that does what an operation of a struct type does.
FuncId BuildStructFunction(ModuleBuilder& module, support::Symbol name, const ast::StructOp& op);
/// The function that calls a C function, for where that is a value.
FuncId BuildExternFunction(ModuleBuilder& module, FuncId callee);
/// A function that hands its arguments to the first clause that takes so many.
FuncId BuildArityFunction(ModuleBuilder& module, support::Symbol name, std::span<const ArityClause> clauses,
                          source::Span span);
/// A prim that shares its source name with `prim` and takes one operand more; Count when there is none.
Prim LongerPrim(Prim prim);

/// Kinds that a type annotation allows.
KindSet KindsOf(ast::TypeSet type);
/// A word for what the prim's result is: `head` for car, `sum` for +.
support::Symbol WordFor(Prim prim);

}  // namespace omni::core
