#pragma once
// Tokens of C. Comments, blanks and directives of the preprocessor are left out.

#include <cstdint>
#include <string_view>
#include <vector>

namespace omni::audit {

enum class TokenKind : uint8_t { Name, Number, Text, Sign, End };

struct Token {
    TokenKind kind = TokenKind::End;
    uint32_t begin = 0, end = 0;  ///< bytes of the file
    std::string_view text;

    [[nodiscard]] bool Is(std::string_view sign) const { return kind != TokenKind::Text && text == sign; }
};

/// Gives the tokens of a file piece by piece, so that no more than one function is held at a time.
class Tokeniser {
public:
    explicit Tokeniser(std::string_view text) : text_(text) {}

    /// The next declaration or function, and an End. False: there are no more.
    bool NextExternal(std::vector<Token>& tokens);

    /// `#define`, `#undef` ... that were passed: the first two words of each, as one token.
    [[nodiscard]] const std::vector<Token>& directives() const { return directives_; }

private:
    bool Next(std::vector<Token>& tokens);
    void Add(TokenKind kind, size_t end, std::vector<Token>& tokens);
    void SkipComment();
    void SkipDirective();
    [[nodiscard]] char At(size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

    std::string_view text_;
    size_t at_ = 0;
    bool line_start_ = true;
    std::vector<Token> directives_;
};

}  // namespace omni::audit
