#include "emit/trace.h"

#include <unordered_map>
#include <utility>

namespace omni::emit {
namespace {

constexpr size_t kMarkBytes = 5;  // of six bits

/// Does the byte continue a character of UTF-8? In front of a character, that is the first byte of a mark.
bool Continues(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

/// Bytes that follow the first one of a character.
size_t BytesBehind(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0xC0 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
}

/// Writes down what marks stand for, in the order of the text.
class Recorder {
public:
    explicit Recorder(Trace& trace) : trace_(trace) {}

    void Record(Operation operation, uint32_t line, uint32_t column)
    {
        operation.line = line;
        operation.column = column;
        operation.ordinal = operations_in_[{operation.function, operation.in_entry}]++;
        trace_.operations.push_back(std::move(operation));
    }

    FunctionLines& LinesOf(core::FuncId function)
    {
        const auto [entry, is_new] = lines_of_.emplace(function, trace_.functions.size());
        if (is_new) {
            trace_.functions.emplace_back().function = function;
        }
        return trace_.functions[entry->second];
    }

private:
    struct HashFunction {
        size_t operator()(const std::pair<core::FuncId, bool>& key) const { return key.first.index() * 2 + key.second; }
    };
    Trace& trace_;
    std::unordered_map<core::FuncId, size_t> lines_of_;
    std::unordered_map<std::pair<core::FuncId, bool>, uint32_t, HashFunction> operations_in_;
};

}  // namespace

std::string Marks::Spell(Mark mark)
{
    const size_t number = marks_.size();
    OMNI_CHECK(number < size_t{1} << (6 * kMarkBytes), "too many marks");
    marks_.push_back(mark);
    std::string bytes;
    for (size_t i = kMarkBytes; i-- > 0;) {
        bytes += static_cast<char>(0x80u | (number >> (6 * i) & 0x3Fu));
    }
    return bytes;
}

std::string Marks::Add(Operation operation)
{
    if (!wanted_) {
        return {};
    }
    const Mark mark{Kind::Operation, operation.function, operation.decision, static_cast<uint32_t>(operations_.size())};
    operations_.push_back(std::move(operation));
    return Spell(mark);
}

std::string Marks::Add(Kind kind, core::FuncId function, plan::DecisionId decision)
{
    return wanted_ ? Spell({kind, function, decision, 0}) : std::string();
}

std::string Marks::Resolve(std::string text, Trace& trace)
{
    std::string out;
    out.reserve(text.size());
    Recorder recorder(trace);
    uint32_t line = 1;
    uint32_t column = 1;
    size_t copied = 0;  // what stands in front of it is in `out`
    for (size_t at = 0; at < text.size();) {
        if (!Continues(text[at])) {
            const bool ends_line = text[at] == '\n';
            line += ends_line ? 1 : 0;
            column = ends_line ? 1 : column + 1;
            at += 1 + BytesBehind(text[at]);
            continue;
        }
        out.append(text, copied, at - copied);
        size_t number = 0;
        for (size_t i = 0; i < kMarkBytes; ++i) {
            number = number << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
        }
        at += kMarkBytes;
        copied = at;
        const Mark& mark = marks_[number];
        switch (mark.kind) {
        case Kind::Operation: recorder.Record(std::move(operations_[mark.operation]), line, column); break;
        case Kind::PlanLine: trace.plan_lines.push_back({mark.decision, line}); break;
        case Kind::FunctionComment: recorder.LinesOf(mark.function).comment = line; break;
        case Kind::FunctionFirst: recorder.LinesOf(mark.function).first = line; break;
        case Kind::FunctionLast: recorder.LinesOf(mark.function).last = line; break;
        case Kind::EntryFirst: recorder.LinesOf(mark.function).entry_first = line; break;
        case Kind::EntryLast: recorder.LinesOf(mark.function).entry_last = line; break;
        }
    }
    return out.append(text, copied);
}

}  // namespace omni::emit
