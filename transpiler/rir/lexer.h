#pragma once
// Words of region IR text, for rir/parse only.

#include <string>
#include <string_view>

#include "source/diagnostics.h"
#include "source/source_file.h"
#include "source/span.h"

namespace omni::rir {

enum class TokenKind : uint8_t {
    Name,     ///< bare or in bars; `text` without bars
    Var,      ///< %name; `text` without the sign
    Int, Float, Char, String, True, False, Nothing, Undefined,
    Punct,    ///< one of ( ) { } [ ] , : ' and := #( #u8( #int( #float(
    Newline,  ///< one for any number of line ends
    End,
};

struct Token {
    TokenKind kind = TokenKind::End;
    bool quoted = false;   ///< Name in bars
    std::string text;      ///< Name, Var, String, Punct
    int64_t integer = 0;   ///< Int, Char
    double real = 0;
    source::Span span;
};

/// Cuts the text into tokens. A malformed word is reported and comes out as End.
class Lexer {
public:
    Lexer(const source::SourceFiles& files, source::FileId file, source::Sink& sink);
    Token Next();
    /// Goes to the next line that begins with a letter in its first column. False at the end of the text.
    bool SkipToTopLevel();

private:
    Token Finish(Token token) const;
    Token Fail(source::DiagKind kind, std::string_view what);
    std::string BareName();
    bool Quoted(char quote, std::string& out);
    Token Number();
    Token Hash();

    std::string_view text_;
    source::FileId file_;
    source::Sink& sink_;
    size_t at_ = 0, begin_ = 0;
};

}  // namespace omni::rir
