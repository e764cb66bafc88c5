#pragma once
// One function of region IR as C.
//
// Statements are walked in order. What a temporary with a single use computes waits as a pending expression until the
// statement that uses it is reached; it is folded in there when nothing that it may not change places with comes between
// (folding.cpp), otherwise it becomes a C variable. `if` and loops get back their shape in control.cpp.

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "emit/context.h"
#include "emit/expression.h"
#include "emit/facts.h"
#include "emit/writer.h"

namespace omni::emit {

/// The effects of a statement that nothing is known of.
inline constexpr Effects kEverything = effect::kRegion | effect::kCall | effect::kWritesVariable;

inline constexpr size_t kRoomForName = 16;  ///< in front of a value that gets a variable

/// Is it an If or a Loop?
constexpr bool HasBlocks(core::StmtKind kind)
{
    return kind == core::StmtKind::If || kind == core::StmtKind::Loop;
}

/// What a primitive does when it is evaluated.
Effects PrimEffects(const core::PrimInfo& info);

class FunctionEmitter {
public:
    explicit FunctionEmitter(Context& context, Constants& constants)
        : context_(context), constants_(constants), writer_(context.templates, pool_)
    {
    }

    /// The function with its comments and, when it is used as a value, its closure entry.
    std::string Emit(const rir::Function& function);
    /// What the C of the function emitted last calls its variables and regions.
    [[nodiscard]] Names::Function LocalNames() const;
    std::string Prototype(const rir::Function& function);
    std::string EntryPrototype(const rir::Function& function);
    /// A declaration as headers have it, with a comment that says what becomes of each parameter.
    std::string Declaration(const rir::Function& function, const std::string& comment);

private:
    /// Where the value of a block goes.
    struct Target {
        enum Kind : uint8_t { Discard, Variable, Return } kind = Discard;
        core::VarId var;
    };
    /// What surrounds a block.
    struct Place {
        Target target;
        bool loop_tail = false;  ///< what stands behind the block is the next iteration of the innermost loop
        bool ends = false;       ///< ... is the end of a function without result
    };
    struct LoopFrame {
        core::StmtId stmt;
        Target target;
        bool left = false;       ///< the code stands behind the loop: Break needs no `break`
    };
    struct Pending {
        core::VarId var;
        ExprId expr;
        int operand = -1;        ///< scratch of Fold: position among the operands
        bool declare = false;    ///< scratch of Fold
    };
    struct Operand {
        core::Atom atom;
        core::Repr repr;
        ExprId expr;
    };
    enum class Order : uint8_t { Any, InSequence, Free };

    // function.cpp: the frame
    void Start(const rir::Function& function);
    void WriteBody();
    void WriteMain();
    void NameVariables();
    void ReadCaptured();
    ExprId Parameters(const rir::Function& function, bool with_names);
    ExprId EntryParameters();
    void WriteClosureEntry(const rir::Function& function);
    void EndFunction(Marks::Kind kind);
    [[nodiscard]] std::string_view EntryLinkage(const rir::Function& function) const;
    [[nodiscard]] bool IsMain() const;
    std::string_view Linkage(const rir::Function& function) const;
    std::string_view FunctionLinkage(const rir::Function& function) const;
    std::string_view ResultType() const;

    // folding.cpp: pending expressions and variables
    void Fold(std::span<Operand> operands, Effects own, size_t extra_width, Order order = Order::Any,
              bool deferred = false);
    ExprId FoldOne(core::Atom atom, core::Repr repr, Effects own, bool deferred = false);
    bool Waits(core::VarId result) const;
    bool IsUndefined(core::Atom atom) const;
    ExprId AtomExpr(core::Atom atom, core::Repr repr);
    void AddPending(core::VarId var, ExprId expr);
    void DropPending(size_t count);
    void FlushPending();
    void Deliver(core::VarId result, ExprId expr);
    void Declare(core::VarId var, ExprId value);
    void DeclareOnly(core::VarId var);
    void Assign(core::VarId var, ExprId value);
    void Evaluate(ExprId expr);
    std::string_view NameOf(core::VarId var);
    std::string_view TakeName(std::string_view wanted);
    [[nodiscard]] bool HidesFileName(const std::string& name) const;

    // statement.cpp, memory.cpp: everything without a block
    void Plain(core::StmtId id);
    ExprId PlainExpr(core::StmtId id);
    ExprId ComputedBy(core::StmtId id);
    ExprId PrimExpr(core::StmtId id);
    ExprId StructExpr(core::StmtId id);  // struct.cpp
    ExprId CallExpr(core::StmtId id);
    ExprId CallClosureExpr(core::StmtId id);
    std::string CommentBeside(core::StmtId id) const;
    bool ReturnPending(core::StmtId call, core::StmtId id, const Place& place);
    ExprId MakeClosureExpr(core::StmtId id);
    ExprId ArrayOf(std::span<const Operand> operands);
    ExprId RegionExpr(core::RegionId region);
    ExprId Where(core::StmtId id);
    void RegionStatement(core::StmtId id);
    void MarkStatement(size_t start, core::StmtId id, std::string_view kind, std::string_view name,
                       std::string_view where);
    void MarkCall(ExprId call, core::StmtId id);
    void MarkEntryCall(ExprId call, std::string_view kind);
    void DeclareScratch(core::RegionId region);
    void HeapStatement(core::StmtId id);  // heap.cpp
    void CommentOf(plan::DecisionId decision);
    void CommentInFront(core::StmtId id);
    ExprId TakeCell(core::StmtId id);
    /// `reuse_as_` when the memory of a dead object is used for what the statement makes, `reuse_or_mk_` when it may be.
    std::string_view ReusePrefix(const core::Stmt& stmt) const;
    [[nodiscard]] bool InHeap(const core::Stmt& stmt) const
    {
        return stmt.region.valid() && function_->regions[stmt.region].kind == rir::RegionKind::Heap;
    }
    void StackObjects(core::StmtId id);
    std::string_view StackObjectName(core::StmtId allocation);
    void QueueTrivia(core::StmtId id);
    void QueueTriviaAhead(core::BlockId block, size_t index);
    void BeginStatement();
    void AddComment(size_t start, const std::string& comment);

    // control.cpp, loop.cpp, condition.cpp: blocks
    bool Block(core::BlockId block, const Place& place);
    bool BlockFrom(core::BlockId block, size_t index, const Place& place);
    bool Terminator(core::StmtId id, const Place& place);
    bool ContinueLoop(core::StmtId id, const Place& place);
    bool BreakLoop(core::StmtId id);
    bool GiveValue(core::Atom atom, const Target& target);
    Target Forward(core::BlockId block, size_t index, const Place& place, bool& consumed, bool& breaks);
    size_t If(core::BlockId block, size_t index, const Place& place, bool& falls);
    bool IfArms(core::StmtId id, ExprId condition, const Place& place);
    bool ChainedIf(core::BlockId block, Place& place, core::StmtId& inner, ExprId& condition);
    core::VarId ContinueTarget(core::BlockId block, size_t index) const;
    Effects EffectsOf(core::BlockId block, size_t& budget) const;
    Effects EffectsOf(const core::Stmt& stmt) const;
    bool StandsLast(core::BlockId block, size_t index) const;
    bool IsEmptyArm(core::BlockId block, const Place& place) const;
    size_t Loop(core::BlockId block, size_t index, const Place& place, bool& falls);
    bool WhileHead(core::StmtId loop, size_t& index, ExprId& condition, int& leaving_arm);
    bool LeavesPlainly(core::BlockId block) const;
    ExprId TryIf(core::StmtId id);
    [[nodiscard]] size_t WidestPart(ExprId id) const;
    ExprId TryArm(core::BlockId block, core::Repr repr);
    bool TryStatements(core::BlockId block, size_t begin, size_t end);
    bool HasComment(core::StmtId id) const;

    Context& context_;
    Constants& constants_;
    ExprPool pool_;
    Writer writer_;
    Facts facts_;
    NameScope scope_{NameScope::Level::Function};
    const rir::Function* function_ = nullptr;
    const core::Function* code_ = nullptr;
    std::string_view c_name_;
    std::unordered_set<std::string> callee_names_;  ///< and of what makes closures of them
    std::vector<std::string_view> names_;        ///< by var; empty: not named yet
    std::vector<std::string_view> region_names_; ///< by region
    std::vector<std::string_view> scratch_names_;///< by region: its buffer in the frame; empty: none
    std::vector<ExprId> region_exprs_;           ///< by region: RegionOf that is folded into its single use
    std::vector<std::string_view> stack_names_;  ///< by stmt of the allocation
    std::vector<int32_t> pending_of_;            ///< by var: index in pending_, or -1
    std::vector<Pending> pending_;
    size_t pending_base_ = 0;                    ///< the pendings below belong to enclosing blocks
    std::vector<LoopFrame> loops_;
    std::vector<uint32_t> trivia_of_;            ///< by stmt: first entry, or kNoTrivia
    std::vector<uint32_t> trivia_queue_;
    core::StmtId current_;                       ///< the statement that text is written for
    bool dest_used_ = false;
    bool trying_ = false;                        ///< nothing may be written: folding that needs to has failed
    bool try_failed_ = false;
    size_t try_budget_ = 0;
};

}  // namespace omni::emit
