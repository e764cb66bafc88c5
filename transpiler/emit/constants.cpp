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

// Writes the parts as lines of an array.
class ArrayLines {
public:
    explicit ArrayLines(Writer& writer) : writer_(writer) {}
    void Add(std::string_view part, bool last)
    {
        if (!line_.empty() && line_.size() + part.size() + 2 > kLineLimit - kIndent) {
            line_.back() = '\n';
            writer_.Text(line_);
            line_.clear();
        }
        (line_ += part) += last ? ",\n" : ", ";
        if (last) {
            writer_.Text(line_);
        }
    }

private:
    Writer& writer_;
    std::string line_;
};

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
    for (const auto kind : {ConstantKind::String, ConstantKind::Symbol, ConstantKind::Float, ConstantKind::Int,
                            ConstantKind::Vector, ConstantKind::Bytes}) {
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
        std::string content = Content(id);
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

void Constants::WriteScalar(ConstantId id, Progress& progress) const
{
    const Constant& constant = module_.constants[id];
    const std::string& name = names_[id.index()];
    Writer& writer = progress.writer;
    ExprPool& pool = progress.pool;
    switch (constant.kind) {
    case ConstantKind::String:
        writer.Render(Template::TextConstant,
                      {name, TextValue(name, constant.text, writer, pool), std::to_string(constant.text.size())});
        break;
    case ConstantKind::Symbol:
        writer.Render(Template::SymbolConstant, {name, pool.OwnText(StringLiteral(constant.symbol.text()))});
        break;
    case ConstantKind::Float: writer.Render(Template::FloatConstant, {name, FloatText(constant.real)}); break;
    case ConstantKind::Bytes: WriteBytes(id, writer); break;
    default: writer.Render(Template::IntConstant, {name, IntText(constant.integer)}); break;
    }
}

void Constants::WriteBytes(ConstantId id, Writer& writer) const
{
    const std::string& text = module_.constants[id].text;
    const std::string& name = names_[id.index()];
    const std::string count = std::to_string(text.size());
    if (!text.empty()) {
        writer.Begin(Template::OctetsConstant, {name + "_data", count});
        ArrayLines lines(writer);
        for (size_t i = 0; i < text.size(); ++i) {
            lines.Add(std::to_string(static_cast<unsigned>(static_cast<unsigned char>(text[i]))), i + 1 == text.size());
        }
        writer.End();
    }
    writer.Render(Template::ByteVectorConstant, {name, text.empty() ? "NULL" : name + "_data", count});
}

// What a constant refers to is defined before it.
void Constants::WriteList(const std::string& name, Progress& progress) const
{
    if (!progress.lists.emplace(name, true).second) {
        return;
    }
    const List& list = lists_.at(name);
    for (const ConstantId id : list.pairs) {
        for (const ConstantId part : {module_.constants[id].car, module_.constants[id].cdr}) {
            if (module_.constants[part].kind == ConstantKind::Vector) {
                WriteVector(part, progress);
            }
        }
    }
    progress.writer.BlankLine();
    progress.writer.Begin(Template::ListConstant, {name, std::to_string(list.pairs.size())});
    for (const ConstantId id : list.pairs) {
        const Constant& pair = module_.constants[id];
        const ExprId fields[] = {progress.pool.OwnText(Part(pair.car, list, name)),
                                 progress.pool.OwnText(Part(pair.cdr, list, name))};
        progress.writer.Render(Template::ListCell, {progress.pool.List(fields)});
    }
    progress.writer.End();
}

void Constants::WriteVector(ConstantId id, Progress& progress) const
{
    if (progress.vectors[id.index()]) {
        return;
    }
    progress.vectors[id.index()] = true;
    const auto known = lists_of_vector_.find(id);
    const std::vector<std::string> lists =
        known == lists_of_vector_.end() ? std::vector<std::string>() : known->second;
    for (const std::string& list : lists) {
        WriteList(list, progress);
    }
    std::vector<std::string> items;
    size_t next_list = 0;
    for (ConstantId at = module_.constants[id].car; module_.constants[at].kind == ConstantKind::Pair;
         at = module_.constants[at].cdr) {
        const ConstantId item = module_.constants[at].car;
        if (module_.constants[item].kind == ConstantKind::Vector) {
            WriteVector(item, progress);
        }
        items.push_back(module_.constants[item].kind == ConstantKind::Pair
                            ? fmt::format("OMNI_REF({}[0])", lists[next_list++])
                            : Part(item, {}, {}));
    }
    const std::string& name = names_[id.index()];
    progress.writer.BlankLine();
    if (!items.empty()) {
        progress.writer.Begin(Template::ItemsConstant, {name + "_items", std::to_string(items.size())});
        ArrayLines lines(progress.writer);
        for (size_t i = 0; i < items.size(); ++i) {
            lines.Add(items[i], i + 1 == items.size());
        }
        progress.writer.End();
    }
    progress.writer.Render(Template::VectorConstant,
                           {name, items.empty() ? "NULL" : name + "_items", std::to_string(items.size())});
}

void Constants::WriteSymbolTable(const std::vector<ConstantId>& order, Writer& writer) const
{
    writer.BlankLine();
    writer.Begin(Template::SymbolTable, {});
    for (const ConstantId id : order) {
        if (module_.constants[id].kind == ConstantKind::Symbol) {
            writer.Render(Template::SymbolTableEntry, {names_[id.index()]});
        }
    }
    writer.End();
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
    Progress progress{writer, pool, {}, std::vector<bool>(module_.constants.size())};
    ConstantKind last = ConstantKind::Pair;
    for (const ConstantId id : order) {
        const ConstantKind kind = module_.constants[id].kind;
        if (kind == ConstantKind::Vector) {
            continue;
        }
        if (kind != last) {
            writer.BlankLine();
            last = kind;
        }
        WriteScalar(id, progress);
    }
    for (const ConstantId id : order) {
        if (module_.constants[id].kind == ConstantKind::Vector) {
            WriteVector(id, progress);
        }
    }
    for (const auto& [name, list] : lists_) {
        WriteList(name, progress);
    }
    if (symbol_table_) {
        WriteSymbolTable(order, writer);
    }
}

}  // namespace omni::emit
