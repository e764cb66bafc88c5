#include "emit/expression.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "source/source_file.h"

namespace omni::emit {
namespace {

Precedence BinaryPrecedence(std::string_view op)
{
    switch (op[0]) {
    case '*':
    case '/':
    case '%': return Precedence::Product;
    case '+':
    case '-': return Precedence::Sum;
    case '<':
    case '>': return op == "<<" || op == ">>" ? Precedence::Shift : Precedence::Relation;
    case '=':
    case '!': return Precedence::Equality;
    case '&': return op == "&&" ? Precedence::And : Precedence::BitAnd;
    case '|': return op == "||" ? Precedence::Or : Precedence::BitOr;
    case '^': return Precedence::BitXor;
    default: OMNI_UNREACHABLE("no binary operator `{}`", op);
    }
}

bool IsBitwise(Precedence p) { return p == Precedence::BitAnd || p == Precedence::BitOr || p == Precedence::BitXor; }

std::string_view Opposite(std::string_view op)
{
    return op == "==" ? "!=" : op == "!=" ? "==" : op == "<" ? ">=" : op == ">" ? "<=" : op == "<=" ? ">" : "<";
}

// INT32_MIN is none: C reads it as the negation of a literal that has 64 bits.
bool IsIntLiteral(std::string_view text)
{
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    return !digits.empty() && digits != "2147483648" && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

bool Conflict(Effects a, Effects b)
{
    using namespace effect;
    const auto one_way = [](Effects x, Effects y) {
        return ((x & kWritesVariable) != 0 && (y & (kReadsVariable | kWritesVariable)) != 0) ||
               ((x & kWrites) != 0 && (y & (kReads | kWrites | kPanics)) != 0) ||
               ((x & kPanics) != 0 && (y & kPanics) != 0) ||
               ((x & kRegion) != 0 && (y & (kReads | kWrites | kPanics | kAllocates | kRegion | kLooks)) != 0);
    };
    return one_way(a, b) || one_way(b, a);
}

void ExprPool::Clear()
{
    exprs_.clear();
    children_.clear();
    if (chunks_.size() > 1) {
        chunks_.clear();
        chunk_left_ = 0;
    } else if (!chunks_.empty()) {
        chunk_left_ += static_cast<size_t>(chunk_next_ - chunks_[0].get());
        chunk_next_ = chunks_[0].get();
    }
}

std::string_view ExprPool::Keep(std::string text)
{
    if (text.size() > chunk_left_) {
        const size_t size = std::max<size_t>(text.size(), size_t{1} << 16);
        chunks_.push_back(std::make_unique<char[]>(size));
        chunk_next_ = chunks_.back().get();
        chunk_left_ = size;
    }
    std::memcpy(chunk_next_, text.data(), text.size());
    const std::string_view kept(chunk_next_, text.size());
    chunk_next_ += text.size();
    chunk_left_ -= text.size();
    return kept;
}

ExprId ExprPool::Add(Expr expr, std::span<const ExprId> children)
{
    expr.first_child = static_cast<uint32_t>(children_.size());
    expr.child_count = static_cast<uint32_t>(children.size());
    children_.insert(children_.end(), children.begin(), children.end());
    for (size_t i = 0; i < children.size(); ++i) {
        const Expr& child = (*this)[children[i]];
        expr.effects |= child.effects;
        // A chain of `&&` and `||` is read from left to right, however long it is.
        const bool chain = expr.kind == ExprKind::Binary && (expr.text == "&&" || expr.text == "||");
        expr.depth = std::max<uint16_t>(expr.depth, static_cast<uint16_t>(child.depth + (chain ? 0 : 1)));
        expr.width += child.width + (NeedsParentheses(expr, i) ? 2 : 0);
    }
    exprs_.push_back(expr);
    return ExprId(exprs_.size() - 1);
}

ExprId ExprPool::Text(std::string_view text, Precedence precedence)
{
    Expr expr;
    expr.text = text;
    expr.precedence = precedence;
    expr.width = static_cast<uint32_t>(source::CountCodePoints(text));
    return Add(expr, {});
}

ExprId ExprPool::OwnText(std::string text, Precedence precedence) { return Text(Keep(std::move(text)), precedence); }

ExprId ExprPool::Global(std::string_view name, Effects effects)
{
    Expr expr;
    expr.text = name;
    expr.effects = effects;
    expr.width = static_cast<uint32_t>(name.size());
    return Add(expr, {});
}

ExprId ExprPool::Variable(core::VarId var, std::string_view name, bool assigned)
{
    Expr expr;
    expr.kind = ExprKind::Variable;
    expr.text = name;
    expr.var = var;
    expr.effects = assigned ? effect::kReadsVariable : effect::kNone;
    expr.width = static_cast<uint32_t>(name.size());
    return Add(expr, {});
}

ExprId ExprPool::Call(std::string_view name, std::span<const ExprId> args, Effects effects)
{
    Expr expr;
    expr.kind = ExprKind::Call;
    expr.text = name;
    expr.effects = effects;
    expr.width = static_cast<uint32_t>(name.size() + 2 + (args.empty() ? 0 : 2 * (args.size() - 1)));
    return Add(expr, args);
}

ExprId ExprPool::Unary(std::string_view op, ExprId operand, Effects effects)
{
    Expr expr;
    expr.kind = ExprKind::Unary;
    expr.precedence = Precedence::Unary;
    expr.text = op;
    expr.effects = effects;
    expr.width = static_cast<uint32_t>(op.size());
    return Add(expr, std::span(&operand, 1));
}

ExprId ExprPool::Binary(std::string_view op, ExprId left, ExprId right, bool can_flip, Effects effects)
{
    Expr expr;
    expr.kind = ExprKind::Binary;
    expr.precedence = BinaryPrecedence(op);
    expr.text = op;
    expr.can_flip = can_flip;
    expr.effects = effects;
    expr.width = static_cast<uint32_t>(op.size() + 2);
    const ExprId operands[] = {left, right};
    return Add(expr, operands);
}

ExprPool::Range ExprPool::RangeOf(char op, Range left, Range right)
{
    const auto largest = [](Range range) { return std::max(std::abs(range.low), std::abs(range.high)); };
    switch (op) {
    case '+': return {left.low + right.low, left.high + right.high};
    case '-': return {left.low - right.high, left.high - right.low};
    case '*': {
        const auto [low, high] = std::minmax({left.low * right.low, left.low * right.high, left.high * right.low,
                                              left.high * right.high});
        return {low, high};
    }
    case '/':
    case '%': return {-largest(left), largest(left)};
    default: {
        const auto bits = static_cast<int64_t>(std::bit_ceil(
            static_cast<uint64_t>(std::max(largest(left), largest(right))) + 1));
        return {-bits, bits - 1};
    }
    }
}

std::optional<ExprPool::Range> ExprPool::RangeAsInt(ExprId id) const
{
    const Expr& expr = (*this)[id];
    if (expr.kind == ExprKind::Text) {
        if (!IsIntLiteral(expr.text)) {
            return std::nullopt;
        }
        int64_t value = 0;
        std::from_chars(expr.text.data(), expr.text.data() + expr.text.size(), value);
        return Range{value, value};
    }
    const bool operation = expr.kind == ExprKind::Binary || (expr.kind == ExprKind::Unary && expr.text == "~");
    if (!operation && expr.kind != ExprKind::Conditional) {
        return std::nullopt;
    }
    const auto left = RangeAsInt(children(expr)[expr.kind == ExprKind::Conditional ? 1 : 0]);
    const auto right = RangeAsInt(children(expr).back());
    if (!left || !right) {
        return std::nullopt;
    }
    return operation ? RangeOf(expr.text[0], *left, *right)
                     : Range{std::min(left->low, right->low), std::max(left->high, right->high)};
}

ExprId ExprPool::IntBinary(std::string_view op, ExprId left, ExprId right, Effects effects)
{
    const auto left_range = RangeAsInt(left);
    const auto right_range = left_range ? RangeAsInt(right) : std::nullopt;
    if (right_range) {
        const Range range = RangeOf(op[0], *left_range, *right_range);
        if (range.low < INT32_MIN || range.high > INT32_MAX) {
            const bool on_left = (*this)[left].kind == ExprKind::Text || (*this)[right].kind != ExprKind::Text;
            ExprId& wide = on_left ? left : right;
            wide = (*this)[wide].kind == ExprKind::Text ? OwnText("INT64_C(" + std::string((*this)[wide].text) + ")")
                                                        : Unary("(int64_t)", wide);
        }
    }
    return Binary(op, left, right, false, effects);
}

ExprId ExprPool::Conditional(ExprId condition, ExprId yes, ExprId no)
{
    Expr expr;
    expr.kind = ExprKind::Conditional;
    expr.precedence = Precedence::Conditional;
    expr.width = 6;
    const ExprId operands[] = {condition, yes, no};
    return Add(expr, operands);
}

ExprId ExprPool::Array(std::span<const ExprId> elements, std::string_view opening)
{
    Expr expr;
    expr.kind = ExprKind::Array;
    expr.text = opening;
    expr.width = static_cast<uint32_t>(expr.text.size() + 2 + 2 * (elements.size() - 1));
    return Add(expr, elements);
}

ExprId ExprPool::List(std::span<const ExprId> elements)
{
    Expr expr;
    expr.kind = ExprKind::List;
    expr.width = elements.empty() ? 0 : static_cast<uint32_t>(2 * (elements.size() - 1));
    return Add(expr, elements);
}

ExprId ExprPool::Not(ExprId operand)
{
    const Expr expr = (*this)[operand];
    if (expr.kind == ExprKind::Unary && expr.text == "!") {
        return children(expr)[0];
    }
    if (expr.kind == ExprKind::Binary && expr.can_flip) {
        return Binary(Opposite(expr.text), children(expr)[0], children(expr)[1], true, expr.effects);
    }
    if (expr.kind == ExprKind::Binary && (expr.text == "&&" || expr.text == "||")) {
        const ExprId left = Not(children(expr)[0]);
        return Binary(expr.text == "&&" ? "||" : "&&", left, Not(children(expr)[1]), false);
    }
    if (expr.kind == ExprKind::Text && (expr.text == "true" || expr.text == "false")) {
        return Text(expr.text == "true" ? "false" : "true");
    }
    return Unary("!", operand);
}

bool ExprPool::IsText(ExprId id, std::string_view text) const
{
    return (*this)[id].kind == ExprKind::Text && (*this)[id].text == text;
}

bool ExprPool::NeedsParentheses(const Expr& parent, size_t index) const
{
    const Expr& child = (*this)[children(parent)[index]];
    switch (parent.kind) {
    case ExprKind::Unary: return child.precedence < Precedence::Unary;
    case ExprKind::Conditional: return child.precedence <= Precedence::Conditional;
    case ExprKind::Binary: {
        const Precedence p = parent.precedence;
        if (p == Precedence::Or || p == Precedence::And) {
            // The compilers want `a && b` in parentheses inside `||`.
            return child.precedence < p || (p == Precedence::Or && child.precedence == Precedence::And);
        }
        if (IsBitwise(p)) {
            return child.precedence < Precedence::Unary && !(child.precedence == p && index == 0);
        }
        if (p == Precedence::Equality || p == Precedence::Relation) {
            return child.precedence <= Precedence::Relation;
        }
        return index == 0 ? child.precedence < p : child.precedence <= p;
    }
    default: return false;
    }
}

bool ExprPool::Reads(ExprId id, core::VarId var) const
{
    const Expr& expr = (*this)[id];
    if (expr.kind == ExprKind::Variable) {
        return expr.var == var;
    }
    if ((expr.effects & effect::kReadsVariable) == 0) {
        return false;
    }
    for (const ExprId child : children(expr)) {
        if (Reads(child, var)) {
            return true;
        }
    }
    return false;
}

void ExprPool::Print(ExprId id, std::string& out) const
{
    const Expr& expr = (*this)[id];
    const auto parts = children(expr);
    const auto print_child = [&](size_t index) {
        const bool parentheses = NeedsParentheses(expr, index);
        if (parentheses) {
            out += '(';
        }
        Print(parts[index], out);
        if (parentheses) {
            out += ')';
        }
    };
    const auto print_list = [&] {
        for (size_t i = 0; i < parts.size(); ++i) {
            out += i == 0 ? "" : ", ";
            Print(parts[i], out);
        }
    };
    switch (expr.kind) {
    case ExprKind::Text:
    case ExprKind::Variable: out += expr.text; break;
    case ExprKind::Call:
        ((out += expr.mark) += expr.text) += '(';
        print_list();
        out += ')';
        break;
    case ExprKind::Unary:
        out += expr.text;
        print_child(0);
        break;
    case ExprKind::Binary:
        print_child(0);
        ((out += ' ') += expr.text) += ' ';
        print_child(1);
        break;
    case ExprKind::Conditional:
        print_child(0);
        out += " ? ";
        print_child(1);
        out += " : ";
        print_child(2);
        break;
    case ExprKind::Array:
        out += expr.text;
        print_list();
        out += " }";
        break;
    case ExprKind::List: print_list(); break;
    }
}

}  // namespace omni::emit
