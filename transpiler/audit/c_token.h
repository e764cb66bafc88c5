#pragma once
// Tokens of C. Comments, blanks and directives of the preprocessor are left out.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace omni::audit {

enum class TokenKind : uint8_t { Name, Number, Text, Sign, End };

/// The first eight bytes of a text as a number: texts of at most eight bytes are equal when their codes are.
constexpr uint64_t CodeOf(std::string_view text)
{
    uint64_t code = 0;
    for (size_t i = 0; i < std::min<size_t>(text.size(), 8); ++i) {
        code |= uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    }
    return code;
}

/// A sign or name that tokens are compared with.
struct Word {
    template <size_t N>
    constexpr Word(const char (&literal)[N])  // NOLINT: implicit on purpose
        : text(literal, N - 1), code(CodeOf(text))
    {
    }
    std::string_view text;
    uint64_t code;
};

struct Token {
    TokenKind kind = TokenKind::End;
    uint32_t begin = 0, end = 0;  ///< bytes of the file
    std::string_view text;
    uint64_t code = 0;            ///< CodeOf(text)

    [[nodiscard]] bool Is(Word word) const
    {
        return code == word.code && kind != TokenKind::Text && (word.text.size() < 8 || text == word.text);
    }
};

/// Gives the tokens of a file piece by piece, so that no more than one function is held at a time.
class Tokeniser {
public:
    explicit Tokeniser(std::string_view text) : text_(text) {}

    /// The next declaration or function, and an End. False: there are no more.
    bool NextExternal(std::vector<Token>& tokens);

    /// `#define`, `#undef` ... that were passed: the first two words of each, as one token; what a macro
    /// stands for belongs to it.
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
