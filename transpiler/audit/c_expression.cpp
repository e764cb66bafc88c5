// Expressions: operands from left to right, then what is done with them. omnic writes at most one operand that may have
// an effect in each call, so that the order in which C evaluates them makes no difference.

#include <algorithm>
#include <iterator>
#include <utility>

#include "audit/c_function_reader.h"
#include "audit/operations.h"

namespace omni::audit {

namespace {

// `=`, `+=`, `<<=` ...
bool IsAssignment(const Token& token)
{
    if (token.kind != TokenKind::Sign || token.text.back() != '=') {
        return false;
    }
    const bool compares = token.Is("==") || token.Is("!=") || token.Is("<=") || token.Is(">=");
    return !compares;
}

// Binary operators that take both of their operands, whatever their precedence.
bool IsOperator(const Token& token)
{
    if (token.kind != TokenKind::Sign || token.text.size() > 2) {
        return false;
    }
    const char first = token.text[0];
    if (token.text.size() == 1) {
        switch (first) {
        case '+': case '-': case '*': case '/': case '%': case '&': case '|': case '^': case '<': case '>': return true;
        default: return false;
        }
    }
    return token.text[1] == '=' ? first == '<' || first == '>' || first == '=' || first == '!'
                                : token.Is("<<") || token.Is(">>");
}

bool IsScalarType(std::string_view name)
{
    static constexpr std::string_view kTypes[] = {"void",     "int",      "bool",     "double",   "float",   "char",
                                                  "int64_t",  "int32_t",  "uint32_t", "uint64_t", "uint8_t", "size_t",
                                                  "intptr_t", "unsigned", "long",     "short",    "uintptr_t"};
    return std::find(std::begin(kTypes), std::end(kTypes), name) != std::end(kTypes);
}

}  // namespace

void FunctionReader::Settle(const Value& value, Sequence& to)
{
    if (value.kind == Value::Variable || value.kind == Value::Created) {
        Step step;
        step.begin = value.begin;
        step.end = value.end;
        step.name = value.name;
        step.kind = StepKind::Use;
        if (value.kind == Value::Created) {  // a region that no variable holds
            step.kind = StepKind::Operation;
            step.operands = value.operands;
        }
        to.push_back(std::move(step));
    }
}

// `target = value`
void FunctionReader::Store(std::string_view target, const Value& value, Sequence& to, uint32_t begin)
{
    const Local* local = function_.Find(target);
    const bool is_region = local != nullptr && local->is_region;
    Step step;
    step.begin = begin;
    step.end = LastEnd();
    if (value.kind == Value::Created || (is_region && value.kind == Value::Region)) {
        step.kind = StepKind::Operation;
        step.name = value.kind == Value::Created ? value.name : "=";
        step.operands.push_back(target);
        if (value.kind == Value::Created) {
            step.operands.insert(step.operands.end(), value.operands.begin(), value.operands.end());
        } else {
            step.operands.push_back(value.name);
        }
        to.push_back(std::move(step));
        return;
    }
    Settle(value, to);
    if (local == nullptr) {
        return;
    }
    step.kind = StepKind::Define;
    step.name = target;
    if (!value.lives_in.empty()) {
        step.operands.push_back(value.lives_in);
    }
    to.push_back(std::move(step));
}

void FunctionReader::Expression(Sequence& to)
{
    do {
        Settle(Assignment(to), to);
    } while (!failed_ && Accept(","));
}

FunctionReader::Value FunctionReader::Assignment(Sequence& to)
{
    Value target = Conditional(to);
    if (failed_ || !IsAssignment(Peek())) {
        return target;
    }
    if (Take().text != "=") {
        Settle(target, to);
    }
    const Value value = Assignment(to);
    if (target.kind == Value::Variable || target.kind == Value::Region) {
        Store(target.name, value, to, target.begin);
    } else {
        Settle(value, to);
    }
    return {};
}

FunctionReader::Value FunctionReader::Conditional(Sequence& to)
{
    Value value = Logical(to, Operators(to), 0);
    if (failed_ || !Peek().Is("?")) {
        return value;
    }
    Settle(value, to);
    Step step;
    step.kind = StepKind::If;
    step.begin = Take().begin;
    Expression(step.first);
    Expect(":");
    Settle(Conditional(step.second), step.second);
    step.end = LastEnd();
    to.push_back(std::move(step));
    return {};
}

// What follows the operand `first` of `||` (level 0) and `&&` (level 1): the right side is carried out only on one of two
// ways.
FunctionReader::Value FunctionReader::Logical(Sequence& to, Value first, int level)
{
    while (!failed_ && (Peek().Is("&&") || (level == 0 && Peek().Is("||")))) {
        const bool is_and = Peek().Is("&&");
        Settle(first, to);
        first = {};
        Step step;
        step.kind = StepKind::If;
        step.begin = Take().begin;
        Value right = Operators(step.first);
        Settle(is_and ? right : Logical(step.first, std::move(right), 1), step.first);
        step.end = LastEnd();
        to.push_back(std::move(step));
    }
    return first;
}

FunctionReader::Value FunctionReader::Operators(Sequence& to)
{
    Value value = Unary(to);
    while (!failed_ && IsOperator(Peek())) {
        const std::string_view sign = Take().text;
        const bool looks = sign == "==" || sign == "!=";  // at the words of its operands
        if (!looks || value.kind == Value::Created) {
            Settle(value, to);
        }
        value = Unary(to);
        if (!looks || value.kind == Value::Created) {
            Settle(value, to);
        }
        value = {};
    }
    return value;
}

// Does a type in brackets begin here?
bool FunctionReader::AtCast() const
{
    if (!Peek().Is("(")) {
        return false;
    }
    size_t i = 1;
    while (Peek(i).kind == TokenKind::Name || Peek(i).Is("*") || Peek(i).Is("[") || Peek(i).Is("]")) {
        ++i;
    }
    if (i == 1 || !Peek(i).Is(")") || Peek(1).kind != TokenKind::Name) {
        return false;
    }
    const Token& last = Peek(i - 1);
    return last.Is("*") || last.Is("]") || last.Is("const") || IsScalarType(last.text);
}

FunctionReader::Value FunctionReader::Unary(Sequence& to)
{
    const Token& token = Peek();
    if (AtCast()) {
        while (!Take().Is(")")) {
        }
        return Peek().Is("{") ? BraceList(to) : Unary(to);
    }
    if (token.Is("&")) {
        Take();
        Value value = Unary(to);
        if (value.kind == Value::Variable || value.kind == Value::Address) {
            value.kind = Value::Address;
            return value;
        }
        return {};
    }
    if (token.Is("++") || token.Is("--")) {
        const uint32_t begin = Take().begin;
        const Value value = Unary(to);
        Settle(value, to);
        if (value.kind == Value::Variable) {
            Store(value.name, {}, to, begin);
        }
        return {};
    }
    if (token.Is("!") || token.Is("~") || token.Is("-") || token.Is("+") || token.Is("*") || token.Is("sizeof")) {
        Take();
        Settle(Unary(to), to);
        return {};
    }
    return Postfix(to);
}

FunctionReader::Value FunctionReader::Postfix(Sequence& to)
{
    Value value = Primary(to);
    while (!failed_) {
        if (Accept("[")) {
            Settle(value, to);
            Expression(to);
            Expect("]");
        } else if (Peek().Is(".") || Peek().Is("->")) {
            Settle(value, to);
            Take();
            Take();
        } else if (Peek().Is("++") || Peek().Is("--")) {
            Take();
            Settle(value, to);
            if (value.kind == Value::Variable) {
                Store(value.name, {}, to, value.begin);
            }
        } else if (Peek().Is("(")) {
            Unreadable("omnic calls functions by their names only");
        } else {
            return value;
        }
        value = {};
    }
    return value;
}

FunctionReader::Value FunctionReader::Primary(Sequence& to)
{
    const Token token = Take();
    if (token.Is("(")) {
        Value value = Assignment(to);
        while (!failed_ && Accept(",")) {
            Settle(value, to);
            value = Assignment(to);
        }
        Expect(")");
        return value;
    }
    if (token.kind == TokenKind::Text) {
        while (Peek().kind == TokenKind::Text) {
            Take();
        }
        return {};
    }
    if (token.kind == TokenKind::Number) {
        return {};
    }
    if (token.kind != TokenKind::Name) {
        --at_;
        Unreadable("this is not an expression as omnic writes it");
        return {};
    }
    if (Peek().Is("(")) {
        return Call(token, to);
    }
    Value value;
    value.name = token.text;
    value.begin = token.begin;
    value.end = token.end;
    if (const Local* local = function_.Find(token.text); local != nullptr) {
        value.kind = local->is_region ? Value::Region : Value::Variable;
    } else if (token.text == "omni_global" || token.text == "omni_heap") {
        value.kind = Value::Region;
    }
    return value;
}

FunctionReader::Value FunctionReader::BraceList(Sequence& to)
{
    Expect("{");
    while (!failed_ && !Peek().Is("}")) {
        const Value value = Peek().Is("{") ? BraceList(to) : Assignment(to);
        if (listed_ != nullptr && value.kind == Value::Variable) {
            listed_->push_back(value.name);
        }
        Settle(value, to);
        if (!Accept(",")) {
            break;
        }
    }
    Expect("}");
    return {};
}

// `&buffer, sizeof buffer)`, of a buffer that no other region has.
bool FunctionReader::IsOwnBuffer()
{
    const std::string_view buffer = Peek(1).text;
    const size_t name = Peek(4).Is("(") ? 5 : 4;
    const bool known = std::find(buffers_.begin(), buffers_.end(), buffer) != buffers_.end();
    buffers_.push_back(buffer);
    return !known && Peek().Is("&") && Peek(2).Is(",") && Peek(3).Is("sizeof") && Peek(name).text == buffer &&
           Peek(name + 1).Is(")");
}

FunctionReader::Value FunctionReader::Call(const Token& callee, Sequence& to)
{
    Expect("(");
    const bool has_room = callee.text != "stack_alloc_region" || IsOwnBuffer();
    const Meaning meaning = MeaningOf(callee.text);
    const bool is_operation = meaning.effect != Effect::None || IsHeapMaker(callee.text);
    const bool looks = meaning.looks_at_word_only;
    const bool on_stack = callee.text.ends_with("_stack");
    Step step;
    step.kind = StepKind::Operation;
    step.name = callee.text;
    std::string_view first_region;
    std::vector<std::string_view> listed;
    std::vector<std::string_view>* const around = std::exchange(listed_, is_operation ? &listed : nullptr);
    for (size_t index = 0; !failed_ && !Peek().Is(")"); ++index) {
        const Value value = Assignment(to);
        if (!looks || value.kind == Value::Created) {
            Settle(value, to);
        }
        const bool is_region = value.kind == Value::Region || value.kind == Value::Created;
        if (is_region || (on_stack && value.kind == Value::Address) || (is_operation && value.kind == Value::Variable)) {
            step.operands.push_back(value.kind == Value::Created ? "region_of" : value.name);
        } else if (index == 0 && EndsObject(callee.text)) {
            step.operands.push_back(kNoVariable);
        }
        step.operands.insert(step.operands.end(), listed.begin(), listed.end());
        listed.clear();
        if (index == 0 && value.kind == Value::Region) {
            first_region = value.name;
        }
        if (!Accept(",")) {
            break;
        }
    }
    listed_ = around;
    Expect(")");
    step.begin = callee.begin;
    step.end = LastEnd();
    Value result;
    result.begin = step.begin;
    result.end = step.end;
    if (meaning.effect == Effect::Create || meaning.effect == Effect::Holder) {
        result.kind = Value::Created;
        result.name = callee.text;
        result.operands = std::move(step.operands);
        if (!has_room) {
            result.operands.push_back(kNoVariable);  // not what any plan has
        }
        return result;
    }
    if (callee.text.starts_with("mk_")) {
        result.lives_in = first_region;
    }
    if (is_operation || !step.operands.empty()) {
        to.push_back(std::move(step));
    }
    if (meaning.never_returns) {
        Step stop;
        stop.kind = StepKind::Stop;
        stop.begin = result.begin;
        stop.end = result.end;
        to.push_back(std::move(stop));
    }
    return result;
}

}  // namespace omni::audit
