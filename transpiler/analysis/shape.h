#pragma once
// Shape: is what an object reaches a tree, a dag, or may it be cyclic? From what the program does, not from types.
//
//   tree     no two fields ever refer to the same object
//   dag      two may; no object reaches itself
//   cyclic   an object may reach itself
//
// Sharing. Each variable holds an object that no field holds yet, or one that a field may hold: what was loaded, what was
// stored before, what has another name that is still in use. Storing the latter makes a second reference: a dag.
//
//   (cons xs xs)                              xs is stored a second time
//   (cons (car xs) '())                       (car xs) is part of xs when it is stored
//   (let loop ((i 0)) ... (cons x acc) ...)   x is stored again in each iteration
//
// Cycles. A fresh object refers only to older ones, so only a store into an object that is there already can close a
// cycle: when what is stored may reach the object that it is stored into. (A closure that captures itself is such a store,
// into the cell that it captures.) What was just made, of operands that do not reach the object, closes none.
//
// Functions are walked once for each round over their component of the call graph; what callers need to know of a callee
// stands in its summary: which parameters it stores, which of their nodes it links, whether its result may be held.
// Names of fields prove nothing here; they only propose (`BackEdgeHint`).

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/storage.h"
#include "reason/reason.h"

namespace omni::analysis {

enum class Shape : uint8_t { Tree, Dag, Cyclic };
std::string_view Name(Shape shape);

/// Where a node stopped being a tree. Its words are a reason that the ledger can take.
struct ShapeCause {
    Shape shape = Shape::Tree;
    reason::ReasonKind kind = reason::ReasonKind::Count;
    core::FuncId function;
    source::Span expression;
    support::Symbol subject;
    /// The same as an entry for the ledger.
    [[nodiscard]] reason::Reason AsReason() const;
};

class Shapes {
public:
    Shapes(const core::Module& module, Facts& facts);

    /// The shape of the node's own objects, seen alone.
    [[nodiscard]] ShapeCause Own(Node node) const;
    /// The shape of all that the roots reach: that of the worst node.
    [[nodiscard]] ShapeCause Of(const std::vector<Node>& roots) const;
    /// Why what the roots reach may be cyclic, or nothing.
    [[nodiscard]] std::optional<ShapeCause> CycleIn(const std::vector<Node>& roots) const;

    /// `stored` may be linked into `container`: what callers ask of their own nodes.
    struct Link {
        Node container, stored;
        ShapeCause cause;
    };
    struct Summary {
        std::vector<uint8_t> stores;   ///< by parameter: a field refers to it afterwards
        bool result_held = false;      ///< a field may refer to the result
        std::vector<Link> links;       ///< of nodes that callers know
    };

private:
    friend class ShapeWalker;
    Facts& facts_;
    std::unordered_map<Node, ShapeCause> causes_;   ///< by representative; trees have none
    std::vector<Summary> summaries_;                ///< by FuncId index
};

/// A field whose name says that it leads back, in a structure that may be cyclic: a proposal for a weak field.
struct BackEdgeHint {
    core::StructId type;
    uint16_t field;
};
/// Does the name consist of words of which one says so: `parent`, `prev-node`, `owner`? Whole words only.
bool IsBackEdgeName(std::string_view name);
std::vector<BackEdgeHint> BackEdgeHints(const core::Module& module, Facts& facts, const Shapes& shapes);

/// Text of the shapes of each function's nodes, for `--print=shape`: with the variables that hold objects of the node, and
/// in the right margin why it is no tree, as `word` says it.
std::string PrintShapes(const core::Module& module, Facts& facts, const Shapes& shapes,
                        const std::function<std::string(const reason::Reason&)>& word);

}  // namespace omni::analysis
