#include "emit/constants.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace omni::emit {

using core::Constant;
using core::ConstantId;
using core::ConstantKind;

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
    return kind == ConstantKind::String ? "text_" : kind == ConstantKind::Symbol ? "sym_"
           : kind == ConstantKind::Float ? "float_" : "int_";
}

std::string Content(const Constant& constant)
{
    switch (constant.kind) {
    case ConstantKind::String: return constant.text;
    case ConstantKind::Symbol: return std::string(constant.symbol.text());
    case ConstantKind::Float: return FloatText(constant.real);
    default: return std::to_string(constant.integer);
    }
}

std::string Stem(const Constant& constant, std::string_view content)
{
    if (constant.kind == ConstantKind::Symbol) {
        return Mangle(content);
    }
    std::string slug = Slug(content, 28);
    if (constant.kind != ConstantKind::String && content[0] == '-') {
        slug.insert(0, "minus_");
    }
    return slug.empty() ? PunctuationWords(content) : slug;
}

// A string literal, or the name of an array for a text that is longer than C promises for literals.
ExprId TextValue(const std::string& name, const std::string& text, Writer& writer, ExprPool& pool)
{
    constexpr size_t kLongestLiteral = 4000;
    if (text.size() <= kLongestLiteral) {
        return pool.OwnText(StringLiteral(text));
    }
    const std::string array = name + "_bytes";
    writer.Begin(Template::BytesConstant, {array, std::to_string(text.size() + 1)});
    std::string line;
    for (size_t i = 0; i <= text.size(); ++i) {
        const auto c = i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>('\0');
        line += c >= 0x20 && c < 0x7F ? CharText(c) : fmt::format("'\\{:03o}'", c);
        line += i == text.size() || line.size() > kLineLimit - 20 ? ",\n" : ", ";
        if (line.back() == '\n') {
            writer.Text(line);
            line.clear();
        }
    }
    writer.End();
    return pool.OwnText(array);
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

Constants::Constants(const rir::Module& module, NameScope& file_names)
    : module_(module), names_(module.constants.size()), used_(module.constants.size(), 0)
{
    for (const auto kind : {ConstantKind::String, ConstantKind::Symbol, ConstantKind::Float, ConstantKind::Int}) {
        NameAll(kind, file_names);
    }
}

// Of constants with the same stem, the one that the stem spells keeps it, the others get a hash of their content: the
// order in which they occur must not matter.
void Constants::NameAll(ConstantKind kind, NameScope& file_names)
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
        if (constant.kind != kind || (kind == ConstantKind::Int && IsFixnum(constant.integer))) {
            continue;
        }
        std::string content = Content(constant);
        std::string stem = Stem(constant, content);
        all.push_back({std::move(stem), std::move(content), id});
    }
    std::sort(all.begin(), all.end());
    for (size_t i = 0; i < all.size(); ++i) {
        const Named& named = all[i];
        const bool alone = (i == 0 || all[i - 1].stem != named.stem) &&
                           (i + 1 == all.size() || all[i + 1].stem != named.stem);
        std::string name = std::string(Prefix(kind)) + named.stem;
        if (!alone && named.content != named.stem) {
            name += fmt::format("_{:04x}", Hash(named.content) & 0xFFFFu);
        }
        name = file_names.Take(name);
        taken_.emplace(name, 0);
        names_[named.id.index()] = std::move(name);
    }
}

void Constants::Use(ConstantId id) { used_[id.index()] = 1; }

void Constants::UseSymbolTable()
{
    symbol_table_ = true;
    for (const ConstantId id : module_.constants.ids()) {
        if (module_.constants[id].kind == ConstantKind::Symbol) {
            Use(id);
        }
    }
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

void Constants::Write(Writer& writer, ExprPool& pool) const
{
    std::vector<ConstantId> order;
    for (const ConstantId id : module_.constants.ids()) {
        if (used_[id.index()] != 0 && !names_[id.index()].empty()) {
            order.push_back(id);
        }
    }
    std::sort(order.begin(), order.end(), [this](ConstantId a, ConstantId b) {
        const auto kind = [this](ConstantId id) { return module_.constants[id].kind; };
        return kind(a) != kind(b) ? kind(a) < kind(b) : names_[a.index()] < names_[b.index()];
    });
    ConstantKind last = ConstantKind::Pair;
    for (const ConstantId id : order) {
        const Constant& constant = module_.constants[id];
        const std::string& name = names_[id.index()];
        if (constant.kind != last) {
            writer.BlankLine();
            last = constant.kind;
        }
        switch (constant.kind) {
        case ConstantKind::String:
            writer.Render(Template::TextConstant, {name, TextValue(name, constant.text, writer, pool),
                                                    std::to_string(constant.text.size())});
            break;
        case ConstantKind::Symbol:
            writer.Render(Template::SymbolConstant, {name, pool.OwnText(StringLiteral(constant.symbol.text()))});
            break;
        case ConstantKind::Float: writer.Render(Template::FloatConstant, {name, FloatText(constant.real)}); break;
        default: writer.Render(Template::IntConstant, {name, IntText(constant.integer)}); break;
        }
    }
    for (const auto& [name, list] : lists_) {
        writer.BlankLine();
        writer.Begin(Template::ListConstant, {name, std::to_string(list.pairs.size())});
        for (const ConstantId id : list.pairs) {
            const Constant& pair = module_.constants[id];
            const ExprId fields[] = {pool.OwnText(Part(pair.car, list, name)), pool.OwnText(Part(pair.cdr, list, name))};
            writer.Render(Template::ListCell, {pool.List(fields)});
        }
        writer.End();
    }
    if (symbol_table_) {
        writer.BlankLine();
        writer.Begin(Template::SymbolTable, {});
        for (const ConstantId id : order) {
            if (module_.constants[id].kind == ConstantKind::Symbol) {
                writer.Render(Template::SymbolTableEntry, {names_[id.index()]});
            }
        }
        writer.End();
    }
}

}  // namespace omni::emit
