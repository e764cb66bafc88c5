#pragma once
// One function's part of the shape analysis: see shape.h.

#include <optional>
#include <unordered_map>
#include <vector>

#include "analysis/liveness.h"
#include "analysis/shape.h"

namespace omni::analysis {

class ShapeWalker {
public:
    ShapeWalker(const core::Module& module, const core::Function& function, Facts& facts, Shapes& shapes);
    /// True when something was found that was not known before.
    bool Run();
    [[nodiscard]] bool is_recursive() const { return function_.is_recursive; }

private:
    /// What is known of the object that a variable holds.
    enum Bit : uint8_t {
        kHeld = 1,    ///< a field may refer to it
        kLoaded = 2,  ///< it came out of a field, or from elsewhere
        kOther = 4,   ///< another variable may hold it, too
        kParam = 8,   ///< it may be the caller's argument
    };
    using State = std::vector<uint8_t>;  ///< by VarId index

    /// Where jumps of a kind lead to: what is true there.
    struct Target {
        std::optional<State> state;
        uint8_t result = 0;
    };

    const core::Module& module_;
    const core::Function& function_;
    Facts& facts_;
    StorageGraph& graph_;
    const FunctionFacts& mine_;
    Shapes& shapes_;
    Shapes::Summary& summary_;
    const Liveness liveness_;
    std::vector<const core::Stmt*> made_by_;   ///< by VarId: the operation that made the object, or null
    std::vector<bool> exposed_;                ///< by VarId: it may be changed after it was made
    std::vector<const core::Stmt*> loops_;     ///< around the statement, outermost first
    bool changed_ = false;
    bool again_ = false;                       ///< in the second walk over a loop

    void FindMakers();
    void WalkBlock(core::BlockId block, std::optional<State>& state, Target* branch, Target* leave, Target* next);
    void WalkStmt(core::StmtId id, std::optional<State>& state, Target* branch, Target* leave, Target* next);
    void WalkIf(const core::Stmt& stmt, std::optional<State>& state, Target* leave, Target* next);
    void WalkLoop(core::StmtId id, const core::Stmt& stmt, std::optional<State>& state);
    void WalkPrim(core::StmtId id, const core::Stmt& stmt, State& state);
    void WalkContainer(core::StmtId id, const core::Stmt& stmt, State& state);
    void WalkCall(core::StmtId id, const core::Stmt& stmt, State& state);
    void ApplySummary(core::StmtId id, const core::Stmt& stmt);

    [[nodiscard]] Node NodeOf(core::Atom atom) const;
    [[nodiscard]] uint8_t Pass(core::StmtId id, State& state, core::Atom atom);
    void Store(State& state, core::Atom atom, const core::Stmt& stmt);
    void Link(core::Atom container, core::Atom stored, const core::Stmt& stmt);
    void LinkNodes(Node container, Node stored, const ShapeCause& cause);
    [[nodiscard]] bool IsNewTo(core::Atom stored, Node container) const;
    void Raise(Node node, const ShapeCause& cause);
    [[nodiscard]] ShapeCause CauseOf(Shape shape, reason::ReasonKind kind, const core::Stmt& stmt,
                                     core::Atom subject = {}) const;
    static void Join(Target& target, State&& state);
};

}  // namespace omni::analysis
