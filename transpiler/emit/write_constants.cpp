// The definitions of constants.

#include <fmt/core.h>

#include <algorithm>

#include "emit/constants.h"
#include "source/source_file.h"

namespace omni::emit {

using core::Constant;
using core::ConstantId;
using core::ConstantKind;
using core::Repr;

namespace {

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

std::string NumberText(const Constant& number)
{
    return number.kind == ConstantKind::Int ? IntText(number.integer) : FloatText(number.real);
}

// Text that is not ASCII only says how many chars it has.
void WriteText(const std::string& name, const std::string& text, Writer& writer, ExprPool& pool)
{
    const ExprId value = TextValue(name, text, writer, pool);
    const std::string bytes = std::to_string(text.size());
    const size_t chars = source::CountCodePoints(text);
    if (chars == text.size()) {
        writer.Render(Template::TextConstant, {name, value, bytes});
    } else {
        writer.Render(Template::WideTextConstant, {name, value, bytes, std::to_string(chars)});
    }
}

}  // namespace

void Constants::WriteScalar(ConstantId id, Progress& progress) const
{
    const Constant& constant = module_.constants[id];
    const std::string& name = names_[id.index()];
    Writer& writer = progress.writer;
    ExprPool& pool = progress.pool;
    switch (constant.kind) {
    case ConstantKind::String:
        WriteText(name, constant.text, writer, pool);
        break;
    case ConstantKind::Symbol:
        writer.Render(shares_symbols() ? Template::SharedSymbol : Template::SymbolConstant, {name, pool.OwnText(StringLiteral(constant.symbol.text()))});
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
    const Repr numbers = module_.constants[id].items;
    std::vector<std::string> items;
    size_t next_list = 0;
    for (ConstantId at = module_.constants[id].car; module_.constants[at].kind == ConstantKind::Pair;
         at = module_.constants[at].cdr) {
        const ConstantId item = module_.constants[at].car;
        if (module_.constants[item].kind == ConstantKind::Vector) {
            WriteVector(item, progress);
        }
        items.push_back(numbers != Repr::Obj ? NumberText(module_.constants[item])
                        : module_.constants[item].kind == ConstantKind::Pair
                            ? fmt::format("OMNI_REF({}[0])", lists[next_list++])
                            : Part(item, {}, {}));
    }
    const std::string& name = names_[id.index()];
    progress.writer.BlankLine();
    if (!items.empty()) {
        const std::string_view type = numbers == Repr::Int     ? "const int64_t"
                                      : numbers == Repr::Float ? "const double"
                                                               : "Obj *const";
        progress.writer.Begin(Template::ItemsConstant, {type, name + "_items", std::to_string(items.size())});
        ArrayLines lines(progress.writer);
        for (size_t i = 0; i < items.size(); ++i) {
            lines.Add(items[i], i + 1 == items.size());
        }
        progress.writer.End();
    }
    progress.writer.Render(Template::VectorConstant,
                           {numbers == Repr::Int ? "INT_" : numbers == Repr::Float ? "FLOAT_" : "", name,
                            items.empty() ? "NULL" : name + "_items", std::to_string(items.size())});
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

void Constants::Write(Writer& writer, ExprPool& pool, bool shared_symbols) const
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
        const bool elsewhere = kind == ConstantKind::Symbol && shares_symbols() && !shared_symbols;
        if (kind == ConstantKind::Vector || elsewhere) {
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
