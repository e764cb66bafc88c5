#include "emit/constants.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "source/source_file.h"

namespace omni::emit {

using core::Constant;
using core::ConstantId;
using core::ConstantKind;
using core::Repr;

namespace {

// Immediate integers that every machine has: 31 bits.
constexpr int64_t kFixnumLimit = int64_t{1} << 30;

bool IsFixnum(int64_t value) { return value >= -kFixnumLimit && value < kFixnumLimit; }

uint32_t Hash(std::string_view text)
{
    uint32_t hash = 2166136261u;  // FNV-1a
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    }
    return hash;
}

// Names of what a text without letters and digits consists of.
std::string PunctuationWords(std::string_view text)
{
    constexpr std::pair<char, std::string_view> kWords[] = {
        {' ', "space"}, {'\n', "newline"}, {'\t', "tab"},   {',', "comma"},  {'.', "dot"},     {':', "colon"},
        {';', "semi"},  {'(', "open"},     {')', "close"},  {'[', "open"},   {']', "close"},   {'-', "dash"},
        {'+', "plus"},  {'*', "star"},     {'/', "slash"},  {'=', "equals"}, {'<', "less"},    {'>', "greater"},
        {'!', "bang"},  {'?', "question"}, {'|', "bar"},    {'#', "hash"},   {'%', "percent"}, {'_', "underscore"},
        {'"', "quote"}, {'\'', "quote"},   {'$', "dollar"}, {'&', "and"},    {'@', "at"},      {'\\', "backslash"},
    };
    if (text.empty()) {
        return "empty";
    }
    std::string out;
    for (const char c : text.substr(0, 3)) {
        for (const auto& [sign, word] : kWords) {
            if (sign == c) {
                (out += out.empty() ? "" : "_") += word;
            }
        }
    }
    return out.empty() ? "signs" : out;
}

std::string_view Prefix(ConstantKind kind)
{
    switch (kind) {
    case ConstantKind::String: return "text_";
    case ConstantKind::Symbol: return "sym_";
    case ConstantKind::Float: return "float_";
    case ConstantKind::Vector: return "vector_";
    case ConstantKind::Bytes: return "bytes_";
    default: return "int_";
    }
}

std::string Stem(const Constant& constant, std::string_view content)
{
    if (constant.kind == ConstantKind::Symbol) {
        return Mangle(content);
    }
    std::string slug = Slug(content, 28);
    const bool is_number = constant.kind == ConstantKind::Float || constant.kind == ConstantKind::Int;
    if (is_number && content[0] == '-') {
        slug.insert(0, "minus_");
    }
    const bool is_container = constant.kind == ConstantKind::Vector || constant.kind == ConstantKind::Bytes;
    return !slug.empty() ? slug : is_container ? "empty" : PunctuationWords(content);
}

}  // namespace

std::string IntText(int64_t value)
{
    if (value == INT64_MIN) {
        return "INT64_MIN";
    }
    return value >= INT32_MIN && value <= INT32_MAX ? std::to_string(value) : fmt::format("INT64_C({})", value);
}

std::string FloatText(double value)
{
    if (std::isnan(value)) {
        return "NAN";
    }
    if (std::isinf(value)) {
        return value < 0 ? "-INFINITY" : "INFINITY";
    }
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    std::string text(buffer, end.ptr);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string CharText(uint32_t code_point)
{
    switch (code_point) {
    case '\n': return "'\\n'";
    case '\t': return "'\\t'";
    case '\r': return "'\\r'";
    case '\'': return "'\\''";
    case '\\': return "'\\\\'";
    default: break;
    }
    return code_point >= 0x20 && code_point < 0x7F ? fmt::format("'{}'", static_cast<char>(code_point))
                                                   : fmt::format("0x{:X}", code_point);
}

Constants::Constants(const rir::Module& module, NameScope names, const std::vector<char>& wanted,
                     std::string symbol_prefix)
    : module_(module),
      symbol_prefix_(std::move(symbol_prefix)),
      names_(module.constants.size()),
      used_(module.constants.size(), 0)
{
    const std::vector<char> all(module.constants.size(), 1);
    for (const auto kind : {ConstantKind::String, ConstantKind::Symbol, ConstantKind::Float, ConstantKind::Int,
                            ConstantKind::Vector, ConstantKind::Bytes}) {
        // what is shared has one name in all files
        NameAll(kind, names, kind == ConstantKind::Symbol && shares_symbols() ? all : wanted);
    }
}

// Of constants with the same stem, the one that the stem spells keeps it, the others get a hash of their content: the
// order in which they occur must not matter.
void Constants::NameAll(ConstantKind kind, NameScope& file_names, const std::vector<char>& wanted)
{
    struct Named {
        std::string stem;
        std::string content;
        ConstantId id;
        bool operator<(const Named& other) const
        {
            return stem != other.stem ? stem < other.stem : content < other.content;
        }
    };
    std::vector<Named> all;
    for (const ConstantId id : module_.constants.ids()) {
        const Constant& constant = module_.constants[id];
        if (wanted[id.index()] == 0 || constant.kind != kind || (kind == ConstantKind::Int && IsFixnum(constant.integer))) {
            continue;
        }
        std::string content = Content(id);
        std::string stem = Stem(constant, content);
        all.push_back({std::move(stem), std::move(content), id});
    }
    std::sort(all.begin(), all.end());
    for (size_t i = 0; i < all.size(); ++i) {
        const Named& named = all[i];
        const bool alone = (i == 0 || all[i - 1].stem != named.stem) &&
                           (i + 1 == all.size() || all[i + 1].stem != named.stem);
        std::string name = (kind == ConstantKind::Symbol ? symbol_prefix_ : "") + std::string(Prefix(kind)) + named.stem;
        if (!alone && named.content != named.stem) {
            name += fmt::format("_{:04x}", Hash(named.content) & 0xFFFFu);
        }
        name = file_names.Take(name);
        taken_.emplace(name, 0);
        names_[named.id.index()] = std::move(name);
    }
}

// What names of constants are made from. Of long data the beginning has to do.
std::string Constants::DatumText(ConstantId id) const
{
    constexpr size_t kEnough = 200;
    std::string text;
    std::vector<ConstantId> open = {id};
    while (!open.empty() && text.size() < kEnough) {
        const ConstantId at = open.back();
        const Constant& constant = module_.constants[at];
        open.pop_back();
        if (constant.kind == ConstantKind::Pair) {
            open.push_back(constant.cdr);
            open.push_back(constant.car);
        } else if (constant.kind == ConstantKind::Vector) {
            text += "#";
            open.push_back(constant.car);
        } else if (constant.kind == ConstantKind::Char) {
            source::AppendUtf8(text, static_cast<char32_t>(constant.integer));
            text += ' ';
        } else if (constant.kind == ConstantKind::Bool) {
            text += constant.integer != 0 ? "t " : "f ";
        } else if (constant.kind != ConstantKind::Nil) {
            text += Content(at) + ' ';
        }
    }
    return text;
}

std::string Constants::Content(ConstantId id) const
{
    const Constant& constant = module_.constants[id];
    switch (constant.kind) {
    case ConstantKind::String: return constant.text;
    case ConstantKind::Symbol: return std::string(constant.symbol.text());
    case ConstantKind::Float: return FloatText(constant.real);
    case ConstantKind::Vector: return DatumText(constant.car);
    case ConstantKind::Bytes: {
        std::string text;
        for (const char c : constant.text) {
            text += fmt::format("{} ", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
        return text;
    }
    default: return std::to_string(constant.integer);
    }
}

void Constants::Use(ConstantId id)
{
    if (used_[id.index()] == 0) {
        used_[id.index()] = 1;
        if (module_.constants[id].kind == ConstantKind::Vector) {
            UseVector(id);
        }
    }
}

void Constants::UseVector(ConstantId vector)
{
    if (module_.constants[vector].items != Repr::Obj) {
        return;  // the numbers stand in it
    }
    for (ConstantId at = module_.constants[vector].car; module_.constants[at].kind == ConstantKind::Pair;
         at = module_.constants[at].cdr) {
        const ConstantId item = module_.constants[at].car;
        if (module_.constants[item].kind == ConstantKind::Pair) {
            lists_of_vector_[vector].push_back(ListName(item, names_[vector.index()]));
        } else {
            Use(item);
        }
    }
}

void Constants::UseSymbolTable()
{
    symbol_table_ = true;
    for (const ConstantId id : module_.constants.ids()) {
        if (module_.constants[id].kind == ConstantKind::Symbol) {
            Use(id);
        }
    }
}

void Constants::UseSharedSymbols(const Constants& others)
{
    for (const ConstantId id : module_.constants.ids()) {
        if (module_.constants[id].kind == ConstantKind::Symbol && others.used_[id.index()] != 0) {
            Use(id);
        }
    }
}

std::vector<std::string> Constants::SymbolNames() const
{
    std::vector<std::string> names;
    for (const ConstantId id : module_.constants.ids()) {
        if (module_.constants[id].kind == ConstantKind::Symbol && used_[id.index()] != 0) {
            names.push_back(names_[id.index()]);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string Constants::Value(ConstantId id, std::string_view function)
{
    const Constant& constant = module_.constants[id];
    if (constant.kind == ConstantKind::Pair) {
        return fmt::format("OMNI_REF({}[0])", ListName(id, function));
    }
    Use(id);
    return Part(id, {}, {});
}

std::string Constants::Part(ConstantId id, const List& list, std::string_view name) const
{
    const Constant& constant = module_.constants[id];
    switch (constant.kind) {
    case ConstantKind::Nil: return "OMNI_NIL";
    case ConstantKind::Nothing:
    case ConstantKind::Undefined: return "OMNI_NOTHING";
    case ConstantKind::Bool: return constant.integer != 0 ? "OMNI_TRUE" : "OMNI_FALSE";
    case ConstantKind::Char: return fmt::format("OMNI_CHAR_CONST({})", CharText(static_cast<uint32_t>(constant.integer)));
    case ConstantKind::Int:
        if (IsFixnum(constant.integer)) {
            return fmt::format("OMNI_FIX({})", constant.integer);
        }
        break;
    case ConstantKind::Pair: return fmt::format("OMNI_REF({}[{}])", name, list.index.at(id));
    default: break;
    }
    return fmt::format("OMNI_REF({})", names_[id.index()]);
}

std::string Constants::ListName(ConstantId root, std::string_view function)
{
    auto& own = lists_of_function_[std::string(function)];
    for (const std::string& name : own) {
        if (lists_[name].root == root) {
            return name;
        }
    }
    std::string name = fmt::format("list_in_{}", function);
    if (!own.empty()) {
        name += fmt::format("_{}", own.size() + 1);
    }
    List& list = lists_[name];
    list.root = root;
    // The pairs of a list stand together; those of the lists inside it follow.
    std::vector<ConstantId> heads = {root};
    for (size_t i = 0; i < heads.size(); ++i) {
        ConstantId id = heads[i];
        while (module_.constants[id].kind == ConstantKind::Pair && list.index.emplace(id, list.pairs.size()).second) {
            list.pairs.push_back(id);
            const Constant& pair = module_.constants[id];
            if (module_.constants[pair.car].kind == ConstantKind::Pair) {
                heads.push_back(pair.car);
            } else {
                Use(pair.car);
            }
            id = pair.cdr;
        }
        Use(id);
    }
    own.push_back(name);
    return name;
}

}  // namespace omni::emit
