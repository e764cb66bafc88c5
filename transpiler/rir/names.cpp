#include "rir/names.h"

#include <fmt/core.h>

#include <algorithm>

#include "rir/print.h"

namespace omni::rir {
namespace {

bool IsBareChar(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        return true;
    }
    return c != 0 && std::string_view("!$&*+-./<=>?@^_~").find(c) != std::string_view::npos;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Would the name be read as a number?
bool StartsLikeNumber(std::string_view name)
{
    if (IsDigit(name[0])) {
        return true;
    }
    const bool sign = name[0] == '+' || name[0] == '-' || name[0] == '.';
    return sign && name.size() > 1 && (IsDigit(name[1]) || name[1] == '.' || name == "+inf.0" || name == "-inf.0" ||
                                       name == "+nan.0");
}

}  // namespace

void AppendEscaped(std::string& out, std::string_view text, char quote)
{
    out += quote;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte == 0x7f) {
            out += fmt::format("\\x{:02x}", byte);
        } else {
            out += c;
        }
    }
    out += quote;
}

std::string NameGiver::Give(std::string_view wanted)
{
    std::string name(wanted);
    int count = ++given_[name];
    while (count > 1) {
        std::string numbered = fmt::format("{}.{}", wanted, count);
        if (given_.emplace(numbered, 1).second) {
            given_[name] = count;
            return numbered;
        }
        ++count;
    }
    return name;
}

FunctionNames::FunctionNames(const Function& function)
{
    NameGiver vars;
    vars_.reserve(function.code.vars.size());
    for (const core::Var& var : function.code.vars) {
        vars_.push_back(vars.Give(var.name.text()));
    }
    NameGiver regions;
    for (const Region& region : function.regions) {
        regions_.push_back(regions.Give(region.name.empty() ? Word(region.kind) : std::string_view(region.name)));
    }
}

std::string SpellName(std::string_view name)
{
    if (!name.empty() && std::all_of(name.begin(), name.end(), IsBareChar) && !StartsLikeNumber(name)) {
        return std::string(name);
    }
    std::string text;
    AppendEscaped(text, name, '|');
    return text;
}

std::string_view Word(RegionKind kind)
{
    constexpr std::string_view words[] = {"local", "stack", "dest", "outside", "global", "heap"};
    return words[static_cast<size_t>(kind)];
}

std::string_view Word(FieldKind kind)
{
    constexpr std::string_view words[] = {"car",   "cdr",      "content", "elem",  "key",
                                          "value", "captured", "field",   "param", "result"};
    return words[static_cast<size_t>(kind)];
}

std::string_view Word(core::Repr repr)
{
    constexpr std::string_view words[] = {"obj", "int", "float", "bool", "char", "none"};
    return words[static_cast<size_t>(repr)];
}

std::string_view Word(core::Contract contract)
{
    constexpr std::string_view words[] = {"unknown", "borrow", "own", "stores"};
    return words[static_cast<size_t>(contract)];
}

std::string_view KindWord(unsigned bit)
{
    constexpr std::string_view words[] = {"int",     "float", "bool",      "char", "symbol", "string", "nil",
                                          "nothing", "pair",  "procedure", "cell", "eof",    "other",
                                          "vector",  "bytes", "dict",      "port", "values",  "absent",
                                          "promise"};
    return bit < std::size(words) ? words[bit] : std::string_view();
}

}  // namespace omni::rir
