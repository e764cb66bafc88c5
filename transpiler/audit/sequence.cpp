#include "audit/sequence.h"

#include <utility>

namespace omni::audit {

namespace {

bool HasOperation(const Sequence& sequence)
{
    bool found = false;
    ForEachOperation(sequence, [&found](const Step&) { found = true; });
    return found;
}

// Does control leave `sequence` other than at its end, for a place outside of it? Breaks of its own loops do not count.
bool Leaves(const Sequence& sequence, bool in_loop)
{
    for (const Step& step : sequence) {
        switch (step.kind) {
        case StepKind::Break:
        case StepKind::Continue:
            if (!in_loop) {
                return true;
            }
            break;
        case StepKind::Return:
        case StepKind::Stop: return true;
        case StepKind::If:
        case StepKind::Loop: {
            const bool inside = in_loop || step.kind == StepKind::Loop;
            if (Leaves(step.first, inside) || Leaves(step.second, inside)) {
                return true;
            }
            break;
        }
        default: break;
        }
    }
    return false;
}

Sequence Simplified(const Sequence& sequence)
{
    Sequence simple;
    for (const Step& step : sequence) {
        switch (step.kind) {
        case StepKind::Use:
        case StepKind::Define: break;
        case StepKind::If:
        case StepKind::Loop: {
            Step copy{step.kind, {}, {}, Simplified(step.first), Simplified(step.second), step.begin, step.end};
            const bool empty = step.kind == StepKind::If
                                   ? copy.first.empty() && copy.second.empty()
                                   : !HasOperation(copy.first) && !HasOperation(copy.second) &&
                                         !Leaves(copy.first, true);
            if (!empty) {
                if (step.kind == StepKind::If && copy.first.empty()) {
                    std::swap(copy.first, copy.second);  // conditions play no part
                }
                simple.push_back(std::move(copy));
            }
            break;
        }
        case StepKind::Operation: simple.push_back(step); break;
        default: simple.push_back(step); return simple;
        }
    }
    return simple;
}

void Spell(const Sequence& sequence, const std::function<void(std::string_view)>& take, std::string& label)
{
    const auto block = [&](const Sequence& inner) {
        take("{");
        Spell(inner, take, label);
        take("}");
    };
    for (const Step& step : sequence) {
        switch (step.kind) {
        case StepKind::Operation:
            label.clear();
            AppendLabel(step, label);
            take(label);
            break;
        case StepKind::If:
            take("if");
            block(step.first);
            if (!step.second.empty()) {
                take("else");
                block(step.second);
            }
            break;
        case StepKind::Loop:
            take("loop");
            block(step.first);
            if (!step.second.empty()) {
                take("next");
                block(step.second);
            }
            break;
        case StepKind::Break: take("break"); break;
        case StepKind::Continue: take("continue"); break;
        case StepKind::Return: take("return"); break;
        case StepKind::Stop: take("stop"); break;
        case StepKind::Use:
        case StepKind::Define: break;
        }
    }
}

bool ReadBlock(const std::vector<std::string_view>& words, size_t& at, Sequence& sequence)
{
    if (at >= words.size() || words[at] != "{") {
        return false;
    }
    ++at;
    if (!ReadWords(words, at, sequence) || at >= words.size()) {
        return false;
    }
    ++at;  // the bracket that ended it
    return true;
}

bool ReadOperation(std::string_view word, Step& step)
{
    const size_t open = word.find('(');
    if (open == std::string_view::npos || open == 0 || word.back() != ')') {
        return false;
    }
    step.kind = StepKind::Operation;
    step.name = word.substr(0, open);
    std::string_view rest = word.substr(open + 1, word.size() - open - 2);
    while (!rest.empty()) {
        const size_t comma = rest.find(',');
        step.operands.push_back(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return true;
}

}  // namespace

void AppendLabel(const Step& operation, std::string& text)
{
    text += operation.name;
    text += '(';
    for (size_t i = 0; i < operation.operands.size(); ++i) {
        text += i == 0 ? "" : ",";
        text += operation.operands[i];
    }
    text += ')';
}

std::string Label(const Step& operation)
{
    std::string text;
    AppendLabel(operation, text);
    return text;
}

Sequence Simplify(const Sequence& sequence)
{
    Sequence simple = Simplified(sequence);
    if (!HasOperation(simple)) {
        simple.clear();
    } else if (simple.back().kind == StepKind::Return) {
        simple.pop_back();  // so does the end of the body
    }
    return simple;
}

void ForEachWord(const Sequence& sequence, const std::function<void(std::string_view)>& take)
{
    std::string label;
    Spell(sequence, take, label);
}

bool ReadWords(const std::vector<std::string_view>& words, size_t& at, Sequence& sequence)
{
    while (at < words.size() && words[at] != "}") {
        const std::string_view word = words[at++];
        Step step;
        if (word == "if" || word == "loop") {
            const bool is_if = word == "if";
            step.kind = is_if ? StepKind::If : StepKind::Loop;
            if (!ReadBlock(words, at, step.first)) {
                return false;
            }
            if (at < words.size() && words[at] == (is_if ? "else" : "next") && !ReadBlock(words, ++at, step.second)) {
                return false;
            }
        } else if (word == "break") {
            step.kind = StepKind::Break;
        } else if (word == "continue") {
            step.kind = StepKind::Continue;
        } else if (word == "return") {
            step.kind = StepKind::Return;
        } else if (word == "stop") {
            step.kind = StepKind::Stop;
        } else if (!ReadOperation(word, step)) {
            return false;
        }
        sequence.push_back(std::move(step));
    }
    return true;
}

}  // namespace omni::audit
