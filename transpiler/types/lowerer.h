#pragma once
// Rewriting of one function so that every operand has the representation that its operation wants.

#include <unordered_map>
#include <vector>

#include "core/core.h"
#include "source/diagnostics.h"
#include "types/certain_calls.h"
#include "types/flow_facts.h"
#include "types/types.h"

namespace omni::types {

/// Literals that the rewriting needs; each is added to the module once.
class ConstantPool {
public:
    explicit ConstantPool(core::Module& module);

    core::ConstantId Bool(bool value) { return Scalar(core::ConstantKind::Bool, value ? 1 : 0); }
    core::ConstantId Int(int64_t value) { return Scalar(core::ConstantKind::Int, value); }
    core::ConstantId Nothing() { return Scalar(core::ConstantKind::Nothing, 0); }
    core::ConstantId Nil() { return Scalar(core::ConstantKind::Nil, 0); }
    core::ConstantId Float(double value);

private:
    core::ConstantId Scalar(core::ConstantKind kind, int64_t value);

    core::Module& module_;
    std::unordered_map<int64_t, core::ConstantId> ints_;
    std::unordered_map<uint64_t, core::ConstantId> floats_;  ///< by bit pattern
    core::ConstantId bools_[2], nothing_;
};

/// Variables that hold numbers nobody calculates with keep the representation Obj; after all others are known.
void KeepBoxed(core::Module& module, const Inference& inference);

/// What the source calls a function that may stand inside of another, without the other's name in front.
[[nodiscard]] std::string_view OwnName(const core::Module& module, const core::Function& function);

class Lowerer {
public:
    /// All functions' variables and results have their representation already.
    Lowerer(core::Module& module, const Inference& inference, ConstantPool& pool, source::Sink& sink,
            const CertainCalls& certain, core::Function& function);

    void Run();

private:
    /// What a terminator of the current block ends.
    struct Context {
        core::VarId if_result;
        bool inlined = false;         ///< the arm was put in place of its If
        core::VarId loop_result;
        const core::Stmt* loop = nullptr;
        bool* loop_left = nullptr;    ///< set when a Break is met
    };
    enum class End : uint8_t { Open, Yielded, Left };  ///< after a statement: goes on; the arm is over; never gets here

    // --- lower.cpp: control, calls, operands
    bool LowerBlock(core::BlockId block, const Context& context);
    End LowerStmts(const std::vector<core::StmtId>& stmts, const Context& context);
    End LowerStmt(core::StmtId id, const Context& context);
    End LowerIf(core::StmtId id, const Context& context);
    End LowerLoop(core::StmtId id, const Context& context);
    End LowerYield(core::StmtId id, const Context& context);
    void LowerCall(core::StmtId id);
    void LowerCallClosure(core::StmtId id);
    void LowerMove(core::StmtId id);
    [[nodiscard]] bool Wanted(core::VarId var) const;

    [[nodiscard]] core::KindSet Kinds(core::Atom atom) const;
    [[nodiscard]] core::Atom Resolve(core::Atom atom) const;
    [[nodiscard]] core::Repr ReprOfAtom(core::Atom atom) const;
    /// The atom's value in the representation, by a conversion in front of the current statement where one is needed.
    /// `arithmetic`: an Int may become a Float.
    core::Atom Convert(core::Atom atom, core::Repr want, bool arithmetic = false);
    core::Atom ConvertTo(core::Atom atom, core::KindSet kinds, core::Repr want, bool arithmetic, core::VarId into);
    /// The same for what a jump takes along to a place of these kinds. One that holds no objects gets a variable that
    /// holds none either, so that storage which the value could have lived in may end before the jump.
    core::Atom Carry(core::Atom atom, core::Repr want, core::KindSet kinds);
    core::Atom Carry(core::Atom atom, core::VarId to)
    {
        return Carry(atom, function_.vars[to].repr, function_.vars[to].kinds);
    }
    core::Atom Condition(core::Atom atom);
    core::Atom EmitConversion(core::Prim prim, core::Atom operand, core::VarId into);
    core::VarId NewTemp(core::Atom named_after, core::Repr repr, core::KindSet kinds);
    void SetArg(const core::Stmt& stmt, size_t index, core::Atom atom) { function_.args(stmt)[index] = atom; }

    core::StmtId EmitPrim(core::Prim prim, std::initializer_list<core::Atom> args, core::VarId result);
    void Emit(core::StmtId id);
    /// Emits the statement; its operation gives `natural`, its result variable may want another representation.
    void EmitWithResult(core::StmtId id, core::Repr natural);
    /// The variable has the atom's value: by name only, where that is enough, else by a Move.
    void Bind(core::VarId var, core::Atom atom);

    // --- lower_prim.cpp: primitives
    void LowerPrim(core::StmtId id);
    bool FoldTest(core::StmtId id);
    bool LowerArithmetic(core::StmtId id);
    [[nodiscard]] bool ComparesAsFloats(const core::Stmt& stmt) const;
    bool LowerMixedComparison(core::StmtId id);
    bool LowerComparisonWithZero(core::StmtId id);
    bool LowerEquality(core::StmtId id);
    bool LowerDisplay(core::StmtId id);
    bool LowerSequence(core::StmtId id);   // sequence.cpp
    void ChooseItems(core::StmtId id);     // lower_items.cpp
    [[nodiscard]] Inference::Items ItemsOf(core::Atom vector) const;
    void SetPrim(core::StmtId id, core::Prim prim, std::initializer_list<core::Atom> args);
    void LowerByLetters(core::StmtId id);
    void NarrowBySuccess(const core::Stmt& stmt, const std::vector<core::Atom>& operands);
    /// What the source calls the operation of a primitive.
    [[nodiscard]] std::string SourceName(const core::Stmt& stmt) const;
    [[nodiscard]] std::string DescribeKinds(core::KindSet kinds) const { return types::DescribeKinds(kinds, &module_); }
    /// Can the value, certainly here, be none of the declared kinds?
    [[nodiscard]] bool Breaks(core::Atom value, core::KindSet declared) const;
    void CheckDeclared(core::VarId var, core::Atom value);
    void CheckDeclaredProcedure(core::VarId var);
    void ReportDeclared(core::VarId var, core::KindSet found);
    void CheckDeclaredResult(core::Atom value);
    void ReportImpossible(const core::Stmt& stmt);
    [[nodiscard]] bool Certain(core::Atom atom) const;
    [[nodiscard]] bool MadeHere(core::Atom atom) const;

    core::Module& module_;
    const Inference& inference_;
    ConstantPool& pool_;
    source::Sink& sink_;
    const CertainCalls& certain_;
    core::Function& function_;
    FlowFacts facts_;
    std::vector<core::Atom> replacement_;      ///< by variable: what stands for it
    std::vector<uint32_t> arm_of_;             ///< by variable: the If arm that defines it
    std::vector<bool> made_here_;              ///< by variable: the result of a primitive or MakeClosure
    uint32_t arm_ = 0, arm_count_ = 1;
    std::vector<core::StmtId>* out_ = nullptr;
    source::Span span_;                        ///< of the statement being lowered
    size_t original_vars_;
    std::vector<uint32_t> trivia_of_;          ///< by statement: index + 1 of its first trivia
    std::vector<uint32_t> pending_trivia_;
};

}  // namespace omni::types
