#include "emit/trace.h"

#include <map>
#include <utility>

namespace omni::emit {
namespace {

constexpr size_t kMarkBytes = 5;  // of six bits

/// Bytes of the character that begins with `lead`; 0 for a byte that continues one.
size_t CharacterBytes(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xC0 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

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
    const Mark mark{Kind::Operation, operation.function, operation.decision, static_cast<uint32_t>(operations_.size())};
    operations_.push_back(std::move(operation));
    return Spell(mark);
}

std::string Marks::Add(Kind kind, core::FuncId function, plan::DecisionId decision)
{
    return Spell({kind, function, decision, 0});
}

std::string Marks::Resolve(std::string_view text, Trace& trace) const
{
    std::string out;
    out.reserve(text.size());
    uint32_t line = 1;
    uint32_t column = 1;
    std::map<std::pair<core::FuncId, bool>, uint32_t> ordinals;
    const auto lines_of = [&](core::FuncId function) -> FunctionLines& {
        for (size_t i = trace.functions.size(); i-- > 0;) {
            if (trace.functions[i].function == function) {
                return trace.functions[i];
            }
        }
        trace.functions.emplace_back().function = function;
        return trace.functions.back();
    };
    for (size_t at = 0; at < text.size();) {
        const size_t bytes = CharacterBytes(text[at]);
        if (bytes != 0) {
            out += text.substr(at, bytes);
            ++column;
            if (text[at] == '\n') {
                ++line;
                column = 1;
            }
            at += bytes;
            continue;
        }
        size_t number = 0;
        for (size_t i = 0; i < kMarkBytes; ++i) {
            number = number << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
        }
        at += kMarkBytes;
        const Mark& mark = marks_[number];
        switch (mark.kind) {
        case Kind::Operation: {
            Operation operation = operations_[mark.operation];
            operation.line = line;
            operation.column = column;
            operation.ordinal = ordinals[{operation.function, operation.in_entry}]++;
            trace.operations.push_back(std::move(operation));
            break;
        }
        case Kind::PlanLine: trace.plan_lines.push_back({mark.decision, line}); break;
        case Kind::FunctionComment: lines_of(mark.function).comment = line; break;
        case Kind::FunctionFirst: lines_of(mark.function).first = line; break;
        case Kind::FunctionLast: lines_of(mark.function).last = line; break;
        case Kind::EntryFirst: lines_of(mark.function).entry_first = line; break;
        case Kind::EntryLast: lines_of(mark.function).entry_last = line; break;
        }
    }
    return out;
}

}  // namespace omni::emit
