#include "rir/lexer.h"

#include <charconv>
#include <limits>

namespace omni::rir {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsNameChar(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7f &&
           std::string_view("(){}[],:;'\"|%#\\`").find(c) == std::string_view::npos;
}

}  // namespace

Lexer::Lexer(const source::SourceFiles& files, source::FileId file, source::Sink& sink)
    : text_(files[file].text()), file_(file), sink_(sink)
{
}

Token Lexer::Finish(Token token) const
{
    token.span = {file_, static_cast<uint32_t>(begin_), static_cast<uint32_t>(at_)};
    return token;
}

Token Lexer::Fail(source::DiagKind kind, std::string_view what)
{
    at_ = at_ > text_.size() ? text_.size() : at_;
    Token token = Finish({});
    if (kind == source::DiagKind::UnclosedString || kind == source::DiagKind::UnclosedSymbol) {
        sink_.Report(kind, token.span);
    } else {
        sink_.Report(kind, token.span, what);
    }
    return token;
}

std::string Lexer::BareName()
{
    const size_t begin = at_;
    while (at_ < text_.size() && IsNameChar(text_[at_])) {
        ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
}

/// Reads up to the closing `quote`, which stands at `at_` as the opening one. False when the text ends first.
bool Lexer::Quoted(char quote, std::string& out)
{
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
        const char c = text_[at_];
        if (c == quote) {
            ++at_;
            return true;
        }
        if (c != '\\') {
            out += c;
            continue;
        }
        const char escape = ++at_ < text_.size() ? text_[at_] : '\0';
        unsigned byte = 0;
        if (escape == 'x' && at_ + 2 < text_.size() &&
            std::from_chars(&text_[at_ + 1], &text_[at_ + 1] + 2, byte, 16).ec == std::errc()) {
            out += static_cast<char>(byte);
            at_ += 2;
        } else {
            out += escape == 'n' ? '\n' : escape == 't' ? '\t' : escape;
        }
    }
    return false;
}

Token Lexer::Number()
{
    const std::string text = BareName();
    Token token;
    const char* const begin = text.data() + (text[0] == '+' ? 1 : 0);
    const char* const end = text.data() + text.size();
    std::from_chars_result result{};
    if (text == "+inf.0" || text == "-inf.0" || text == "+nan.0") {
        token.kind = TokenKind::Float;
        token.real = text == "+nan.0" ? std::numeric_limits<double>::quiet_NaN()
                                      : std::numeric_limits<double>::infinity() * (text[0] == '-' ? -1 : 1);
        return Finish(token);
    }
    if (text.find_first_of(".eE") == std::string::npos) {
        token.kind = TokenKind::Int;
        result = std::from_chars(begin, end, token.integer);
    } else {
        token.kind = TokenKind::Float;
        result = std::from_chars(begin, end, token.real);
    }
    if (result.ec != std::errc() || result.ptr != end) {
        return Fail(source::DiagKind::MalformedNumber, text);
    }
    return Finish(token);
}

/// #t #f #nothing #undefined #\c #\x41, and the brackets #( #u8( #int( #float(
Token Lexer::Hash()
{
    Token token;
    ++at_;
    if (at_ < text_.size() && text_[at_] == '\\') {
        ++at_;
        token.kind = TokenKind::Char;
        const size_t begin = at_;
        BareName();
        const std::string_view name = text_.substr(begin, at_ - begin);
        if (name.size() <= 1) {
            at_ = begin + 1;
            token.integer = begin < text_.size() ? static_cast<unsigned char>(text_[begin]) : 0;
            return token.integer > 0x20 && token.integer < 0x7f ? Finish(token)
                                                                : Fail(source::DiagKind::MalformedChar, "#\\");
        }
        const auto result = std::from_chars(name.data() + 1, name.data() + name.size(), token.integer, 16);
        if (name[0] != 'x' || result.ec != std::errc() || result.ptr != name.data() + name.size() ||
            token.integer > 0x10ffff) {
            return Fail(source::DiagKind::MalformedChar, text_.substr(begin_, at_ - begin_));
        }
        return Finish(token);
    }
    for (const std::string_view bracket : {"(", "u8(", "int(", "float("}) {
        if (text_.substr(at_).starts_with(bracket)) {
            at_ += bracket.size();
            token.kind = TokenKind::Punct;
            token.text = "#" + std::string(bracket);
            return Finish(token);
        }
    }
    const std::string name = BareName();
    token.kind = name == "t"           ? TokenKind::True
                 : name == "f"         ? TokenKind::False
                 : name == "nothing"   ? TokenKind::Nothing
                 : name == "undefined" ? TokenKind::Undefined
                                       : TokenKind::End;
    if (token.kind == TokenKind::End) {
        return Fail(source::DiagKind::UnknownHash, "#" + name);
    }
    return Finish(token);
}

Token Lexer::Next()
{
    Token token;
    bool newline = false;
    for (begin_ = at_; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == ';') {
            at_ = std::min(text_.find('\n', at_), text_.size());
            newline = true;
        } else if (c == '\n') {
            newline = true;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            break;
        }
    }
    at_ = std::min(at_, text_.size());
    if (newline) {
        token.kind = TokenKind::Newline;
        return Finish(token);
    }
    begin_ = at_;
    if (at_ >= text_.size()) {
        return Finish(token);
    }
    const char c = text_[at_];
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == '"') {
        token.kind = TokenKind::String;
        return Quoted('"', token.text) ? Finish(token) : Fail(source::DiagKind::UnclosedString, "");
    }
    if (c == '#') {
        return Hash();
    }
    if (c == '%' || c == '|') {
        token.kind = c == '%' ? TokenKind::Var : TokenKind::Name;
        at_ += c == '%' ? 1 : 0;
        token.quoted = at_ < text_.size() && text_[at_] == '|';
        if (token.quoted) {
            return Quoted('|', token.text) ? Finish(token) : Fail(source::DiagKind::UnclosedSymbol, "");
        }
        token.text = BareName();
        return token.text.empty() ? Fail(source::DiagKind::MissingText, "a name after `%`") : Finish(token);
    }
    const std::string_view rest = text_.substr(at_);
    const bool infinite = rest.starts_with("+inf.0") || rest.starts_with("-inf.0") || rest.starts_with("+nan.0");
    if (IsDigit(c) || ((c == '+' || c == '-') && IsDigit(next)) || infinite) {
        return Number();
    }
    if (IsNameChar(c)) {
        token.kind = TokenKind::Name;
        token.text = BareName();
        return Finish(token);
    }
    token.kind = TokenKind::Punct;
    token.text = c == ':' && next == '=' ? ":=" : std::string(1, c);
    at_ += token.text.size();
    if (std::string_view("(){}[],:'").find(c) == std::string_view::npos) {
        return Fail(source::DiagKind::UnreadableText, token.text);
    }
    return Finish(token);
}

bool Lexer::SkipToTopLevel()
{
    for (;;) {
        const size_t line_end = text_.find('\n', at_);
        if (line_end == std::string_view::npos) {
            at_ = text_.size();
            return false;
        }
        at_ = line_end + 1;
        if (at_ < text_.size() && text_[at_] >= 'a' && text_[at_] <= 'z') {
            return true;
        }
    }
}

}  // namespace omni::rir
