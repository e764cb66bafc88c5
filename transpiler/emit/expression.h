#pragma once
// C expressions as small trees: built while statements are folded, printed when the statement that holds them is known.
// Each node knows its printed width and what its evaluation does, which decides what may be folded into what.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.h"
#include "support/id.h"

namespace omni::emit {

using ExprId = support::Id<struct ExprTag>;

/// C precedence levels, loosest first.
enum class Precedence : uint8_t {
    Conditional, Or, And, BitOr, BitXor, BitAnd, Equality, Relation, Shift, Sum, Product, Unary, Primary
};

/// What evaluating an expression does besides yielding a value.
using Effects = uint8_t;
namespace effect {
inline constexpr Effects kNone = 0,
                         kReadsVariable = 1,  ///< reads a variable that is assigned somewhere
                         kWritesVariable = 2, ///< assigns such a variable
                         kReads = 4,          ///< reads memory that can change or end
                         kWrites = 8,         ///< writes memory, does input or output, or calls what may
                         kPanics = 16,        ///< may end the program with a message
                         kAllocates = 32,     ///< makes an object
                         kRegion = 64,        ///< begins or ends a region
                         kLooks = 128,        ///< looks at a pointer into a region of this function, which is no value any
                                              ///< more when the region has ended
                         kCall = kReads | kWrites | kPanics | kAllocates;
}  // namespace effect

/// May the two not change places?
bool Conflict(Effects a, Effects b);

enum class ExprKind : uint8_t {
    Text,       ///< a name or literal
    Variable,   ///< a local variable: `var` says which
    Call,       ///< text(children)
    Unary,      ///< text child; a cast too
    Binary,     ///< child text child
    Conditional,///< child ? child : child
    Array,      ///< (Obj *[]){ children }, or of another type
    List,       ///< children with commas: parameters
};

struct Expr {
    ExprKind kind = ExprKind::Text;
    Precedence precedence = Precedence::Primary;
    Effects effects = effect::kNone;
    bool can_flip = false;       ///< Binary: a comparison whose opposite is the opposite operator (not of floats)
    uint16_t depth = 0;          ///< of nesting
    uint32_t width = 0;          ///< printed on one line, in code points
    std::string_view text;
    std::string_view mark;       ///< Call: holds its place in the C, see trace.h
    core::VarId var;
    uint32_t first_child = 0;
    uint32_t child_count = 0;
};

/// Owner of the expressions of one function.
class ExprPool {
public:
    void Clear();

    ExprId Text(std::string_view text, Precedence precedence = Precedence::Primary);  ///< `text` must stay
    ExprId OwnText(std::string text, Precedence precedence = Precedence::Primary);
    ExprId Global(std::string_view name, Effects effects);
    ExprId Variable(core::VarId var, std::string_view name, bool assigned);
    ExprId Call(std::string_view name, std::span<const ExprId> args, Effects effects);
    /// Puts a mark in front of a call.
    void SetMark(ExprId id, std::string mark) { exprs_[id.index()].mark = Keep(std::move(mark)); }
    ExprId Unary(std::string_view op, ExprId operand, Effects effects = effect::kNone);
    ExprId Binary(std::string_view op, ExprId left, ExprId right, bool can_flip, Effects effects = effect::kNone);
    /// An operator on Ints, in 64 bits: C computes in `int` where all that it sees are small literals, and that is left so
    /// only where the value fits.
    ExprId IntBinary(std::string_view op, ExprId left, ExprId right, Effects effects);
    ExprId Conditional(ExprId condition, ExprId yes, ExprId no);
    ExprId Array(std::span<const ExprId> elements, std::string_view opening = "(Obj *[]){ ");
    ExprId List(std::span<const ExprId> elements);
    ExprId Not(ExprId operand);

    const Expr& operator[](ExprId id) const { return exprs_[id.index()]; }
    [[nodiscard]] std::span<const ExprId> children(const Expr& expr) const
    {
        return {children_.data() + expr.first_child, expr.child_count};
    }
    /// Does child `index` of `parent` need parentheses?
    [[nodiscard]] bool NeedsParentheses(const Expr& parent, size_t index) const;
    [[nodiscard]] bool Reads(ExprId id, core::VarId var) const;
    [[nodiscard]] bool IsText(ExprId id, std::string_view text) const;
    /// Text that lives as long as the pool's expressions.
    std::string_view Keep(std::string text);

    /// Appends the expression on one line.
    void Print(ExprId id, std::string& out) const;
    /// Appends the expression, with line breaks where it does not fit. `column`: where it begins, in code points.
    /// `indent`: of its statement. `rest`: code points that follow it on its last line.
    void Format(ExprId id, size_t column, size_t indent, size_t rest, std::string& out) const;

private:
    friend class Layout;
    /// The values of what has the type `int` in C.
    struct Range {
        int64_t low, high;
    };
    ExprId Add(Expr expr, std::span<const ExprId> children);
    [[nodiscard]] std::optional<Range> RangeAsInt(ExprId id) const;
    [[nodiscard]] static Range RangeOf(char op, Range left, Range right);

    std::vector<Expr> exprs_;
    std::vector<ExprId> children_;
    std::vector<std::unique_ptr<char[]>> chunks_;  ///< owners of texts
    size_t chunk_left_ = 0;
    char* chunk_next_ = nullptr;
};

}  // namespace omni::emit
