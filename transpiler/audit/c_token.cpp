#include "audit/c_token.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <iterator>

namespace omni::audit {

namespace {

// What a character may be, as a set of bits; one look into a table tells.
enum CharClass : uint8_t { kNameStart = 1, kDigit = 2, kBlank = 4, kSecond = 8 };

constexpr std::array<uint8_t, 256> kCharClasses = [] {
    std::array<uint8_t, 256> classes{};
    const auto mark = [&classes](std::string_view characters, CharClass as) {
        for (const char c : characters) {
            classes[static_cast<unsigned char>(c)] |= as;
        }
    };
    mark("_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", kNameStart);
    mark("0123456789", kDigit);
    mark(" \t\r\n\f\v", kBlank);
    mark("<>=-+&|.#", kSecond);  // of a sign with more than one character
    return classes;
}();

bool Is(char c, int classes) { return (kCharClasses[static_cast<unsigned char>(c)] & classes) != 0; }
bool IsNameStart(char c) { return Is(c, kNameStart); }
bool IsDigit(char c) { return Is(c, kDigit); }
bool IsNamePart(char c) { return Is(c, kNameStart | kDigit); }
bool IsBlank(char c) { return Is(c, kBlank); }

constexpr std::string_view kLongSigns[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
                                           "&&",  "||",  "+=",  "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##"};

// CodeOf(text.substr(at, size)), with one load where the machine and the end of the text allow it.
uint64_t CodeAt(std::string_view text, size_t at, size_t size)
{
    if (std::endian::native != std::endian::little || text.size() - at < sizeof(uint64_t)) {
        return CodeOf(text.substr(at, size));
    }
    uint64_t code = 0;
    std::memcpy(&code, text.data() + at, sizeof code);
    return size >= sizeof code ? code : code & ((uint64_t{1} << (8 * size)) - 1);
}

uint32_t Offset(size_t at) { return static_cast<uint32_t>(at); }

}  // namespace

bool Tokeniser::NextExternal(std::vector<Token>& tokens)
{
    tokens.clear();
    int depth = 0;
    bool is_function = false;
    for (size_t before = 0; Next(tokens); before = tokens.size()) {
        if (tokens.size() == before) {
            continue;  // a comment or directive
        }
        const Token& token = tokens.back();
        if (tokens.size() == 1 && (token.Is("OMNI_BEGIN_C") || token.Is("OMNI_END_C"))) {
            tokens.clear();  // stands around the declarations of a header
            continue;
        }
        if (token.kind != TokenKind::Sign) {
            continue;
        }
        if (token.Is("(") || token.Is("[") || token.Is("{")) {
            if (depth++ == 0 && token.Is("{")) {
                is_function = tokens.size() > 1 && tokens[tokens.size() - 2].Is(")");
            }
        } else if (token.Is(")") || token.Is("]") || token.Is("}")) {
            if (--depth <= 0 && token.Is("}") && (is_function || depth < 0)) {
                break;
            }
        } else if (depth == 0 && token.Is(";")) {
            break;
        }
    }
    const bool any = !tokens.empty();
    tokens.push_back({TokenKind::End, Offset(at_), Offset(at_), {}, 0});
    return any;
}

void Tokeniser::Add(TokenKind kind, size_t end, std::vector<Token>& tokens)
{
    const std::string_view text = text_.substr(at_, end - at_);
    tokens.push_back({kind, Offset(at_), Offset(end), text, CodeAt(text_, at_, text.size())});
    at_ = end;
    line_start_ = false;
}

bool Tokeniser::Next(std::vector<Token>& tokens)
{
    while (at_ < text_.size() && IsBlank(text_[at_])) {
        line_start_ = line_start_ || text_[at_] == '\n';
        ++at_;
    }
    if (at_ >= text_.size()) {
        return false;
    }
    const char c = text_[at_];
    if (c == '/' && (At(at_ + 1) == '*' || At(at_ + 1) == '/')) {
        SkipComment();
    } else if (c == '#' && line_start_) {
        SkipDirective();
    } else if (c == '"' || c == '\'') {
        size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != c && text_[end] != '\n') {
            end += text_[end] == '\\' ? 2 : 1;
        }
        Add(TokenKind::Text, std::min(end + 1, text_.size()), tokens);
    } else if (IsNameStart(c)) {
        size_t end = at_ + 1;
        while (IsNamePart(At(end))) {
            ++end;
        }
        Add(TokenKind::Name, end, tokens);
    } else if (IsDigit(c) || (c == '.' && IsDigit(At(at_ + 1)))) {
        size_t end = at_ + 1;
        while (IsNamePart(At(end)) || At(end) == '.' ||
               ((At(end) == '+' || At(end) == '-') && std::string_view("eEpP").find(text_[end - 1]) != std::string_view::npos)) {
            ++end;
        }
        Add(TokenKind::Number, end, tokens);
    } else if (!Is(At(at_ + 1), kSecond)) {
        Add(TokenKind::Sign, at_ + 1, tokens);
    } else {
        const auto* sign = std::find_if(std::begin(kLongSigns), std::end(kLongSigns),
                                        [&](std::string_view s) { return text_.substr(at_, s.size()) == s; });
        Add(TokenKind::Sign, at_ + (sign == std::end(kLongSigns) ? 1 : sign->size()), tokens);
    }
    return true;
}

void Tokeniser::SkipComment()
{
    const bool block = text_[at_ + 1] == '*';
    const size_t found = block ? text_.find("*/", at_ + 2) : text_.find('\n', at_);
    const size_t end = found == std::string_view::npos ? text_.size() : found + (block ? 2 : 0);
    at_ = end;
}

// To the end of the line; a backslash or a block comment carries it over.
void Tokeniser::SkipDirective()
{
    const size_t begin = at_;
    size_t end = at_;
    while (end < text_.size() && text_[end] != '\n') {
        if (text_.substr(end, 2) == "/*") {
            const size_t close = text_.find("*/", end + 2);
            end = close == std::string_view::npos ? text_.size() : close + 2;
        } else {
            end += text_[end] == '\\' ? 2 : 1;
        }
    }
    end = std::min(end, text_.size());
    size_t words_end = begin + 1;
    for (int word = 0; word < 2; ++word) {
        while (words_end < end && IsBlank(text_[words_end])) {
            ++words_end;
        }
        while (words_end < end && IsNamePart(text_[words_end])) {
            ++words_end;
        }
    }
    const size_t rest = text_.substr(0, end).find_last_not_of(" \t\r") + 1;
    if (rest > words_end && text_.substr(begin, words_end - begin).starts_with("#define")) {
        words_end = rest;  // the macro stands for something
    }
    const std::string_view words = text_.substr(begin, words_end - begin);
    directives_.push_back({TokenKind::Sign, Offset(begin), Offset(words_end), words, CodeOf(words)});
    at_ = end;
}

}  // namespace omni::audit
