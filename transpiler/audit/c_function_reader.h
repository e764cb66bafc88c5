#pragma once
// The parser of one function body, for c_reader.cpp and c_expression.cpp.

#include <string>
#include <vector>

#include "audit/c_reader.h"

namespace omni::audit {

class FunctionReader {
public:
    FunctionReader(const std::vector<Token>& tokens, size_t at, CFunction& function, std::vector<CProblem>& problems)
        : tokens_(tokens), at_(at), function_(function), problems_(problems)
    {
    }

    /// The tokens between the round brackets of the parameter list.
    void ReadParameters(size_t begin, size_t end);
    /// From the opening bracket of the body to the closing one.
    void ReadBody();

private:
    /// What an expression is, as far as memory operations want to know.
    struct Value {
        enum Kind : uint8_t { Other, Variable, Region, Address, Created } kind = Other;
        std::string_view name;                   ///< Variable, Region, Address; Created: the function that makes the region
        std::vector<std::string_view> operands;  ///< Created: what that function is given
        std::string_view lives_in;               ///< the region in which the new object surely is
        uint32_t begin = 0, end = 0;
    };

    // c_reader.cpp: statements
    void Statement(Sequence& to);
    void Block(Sequence& to);
    void If(Sequence& to);
    void While(Sequence& to);
    void DoWhile(Sequence& to);
    void For(Sequence& to);
    void Declaration(Sequence& to);
    void Unreadable(const char* what);
    [[nodiscard]] bool AtDeclaration() const;
    size_t AfterType(size_t at) const;
    void AddLocal(std::string_view name, bool is_region, bool is_parameter);
    void LeaveUnless(const Value& condition, bool constant, Sequence& to, const Sequence& rest);
    bool Condition(Sequence& to);

    // c_expression.cpp
    void Expression(Sequence& to);
    Value Assignment(Sequence& to);
    Value Conditional(Sequence& to);
    Value Logical(Sequence& to, Value first, int level);
    Value Operators(Sequence& to);
    Value Unary(Sequence& to);
    Value Postfix(Sequence& to);
    Value Primary(Sequence& to);
    Value Call(const Token& callee, Sequence& to);
    [[nodiscard]] bool IsOwnBuffer();
    Value BraceList(Sequence& to);
    void Store(std::string_view target, const Value& value, Sequence& to, uint32_t begin);
    void Settle(const Value& value, Sequence& to);
    [[nodiscard]] bool AtCast() const;

    [[nodiscard]] const Token& Peek(size_t ahead = 0) const
    {
        return tokens_[at_ + ahead < tokens_.size() ? at_ + ahead : tokens_.size() - 1];
    }
    const Token& Take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
    bool Accept(Word sign)
    {
        if (!Peek().Is(sign)) {
            return false;
        }
        Take();
        return true;
    }
    void Expect(Word sign)
    {
        if (!Accept(sign)) {
            Unreadable("this is not C as omnic writes it");
        }
    }
    [[nodiscard]] uint32_t LastEnd() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end; }

    const std::vector<Token>& tokens_;
    std::vector<std::string_view>* listed_ = nullptr;  ///< gets the variables of a list in brackets; null: nobody asks
    std::vector<std::string_view> buffers_;            ///< of regions that begin in the C frame
    size_t at_;
    CFunction& function_;
    std::vector<CProblem>& problems_;
    bool failed_ = false;
};

}  // namespace omni::audit
