#include "audit/c_reader.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "audit/c_function_reader.h"
#include "audit/operations.h"

namespace omni::audit {

void FunctionReader::AddLocal(std::string_view name, bool is_region, bool is_parameter)
{
    if (function_.local_index.Add(name, static_cast<uint32_t>(function_.locals.size()))) {
        function_.locals.push_back({name, is_region, is_parameter});
    }
}

void FunctionReader::ReadParameters(size_t begin, size_t end)
{
    size_t first = begin;
    int depth = 0;
    for (size_t i = begin; i <= end; ++i) {
        if (i < end && (tokens_[i].Is("(") || tokens_[i].Is("["))) {
            ++depth;
        } else if (i < end && (tokens_[i].Is(")") || tokens_[i].Is("]"))) {
            --depth;
        } else if (i == end || (depth == 0 && tokens_[i].Is(","))) {
            size_t name = i;
            while (name > first && tokens_[name - 1].kind != TokenKind::Name) {
                --name;
            }
            if (name > first + 1) {
                const bool is_region = std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                                                   tokens_.begin() + static_cast<std::ptrdiff_t>(name) - 1,
                                                   [](const Token& token) { return token.Is("Region"); });
                AddLocal(tokens_[name - 1].text, is_region, true);
            }
            first = i + 1;
        }
    }
}

void FunctionReader::ReadBody()
{
    Block(function_.body);
    // A holder is a region variable that is only ever set to the region of an object.
    ForEachOperation(function_.body, [&](const Step& step) {
        const Effect effect = EffectOf(step.name);
        if (step.operands.empty() || (effect != Effect::Holder && effect != Effect::Create && effect != Effect::Exit)) {
            return;
        }
        if (const uint32_t place = function_.local_index.Find(step.operands[0]); place != NameIndex::kNone) {
            Local& local = function_.locals[place];
            (effect == Effect::Holder ? local.is_holder : local.is_own) = local.is_region && !local.is_parameter;
        }
    });
    for (Local& local : function_.locals) {
        local.is_holder = local.is_holder && !local.is_own;
    }
}

void FunctionReader::Unreadable(const char* what)
{
    if (!failed_) {
        problems_.push_back({Peek().begin, Peek().end, what});
    }
    failed_ = true;
}

void FunctionReader::Block(Sequence& to)
{
    Expect("{");
    while (!failed_ && !Peek().Is("}") && Peek().kind != TokenKind::End) {
        Statement(to);
    }
    Expect("}");
}

void FunctionReader::Statement(Sequence& to)
{
    const Token& token = Peek();
    const auto jump = [&](StepKind kind) {
        const uint32_t begin = Take().begin;
        if (kind == StepKind::Return && !Peek().Is(";")) {
            Expression(to);
        }
        Step step;
        step.kind = kind;
        step.begin = begin;
        step.end = LastEnd();
        Expect(";");
        to.push_back(std::move(step));
    };
    if (token.Is("{")) {
        Block(to);
    } else if (token.Is(";")) {
        Take();
    } else if (token.Is("if")) {
        If(to);
    } else if (token.Is("while")) {
        While(to);
    } else if (token.Is("do")) {
        DoWhile(to);
    } else if (token.Is("for")) {
        For(to);
    } else if (token.Is("return")) {
        jump(StepKind::Return);
    } else if (token.Is("break")) {
        jump(StepKind::Break);
    } else if (token.Is("continue")) {
        jump(StepKind::Continue);
    } else if (token.Is("switch") || token.Is("goto") || token.Is("asm") || token.Is("case") || token.Is("default")) {
        Unreadable("omnic writes no such statement");
    } else if (AtDeclaration()) {
        Declaration(to);
    } else {
        Expression(to);
        Expect(";");
    }
}

// A condition in its brackets; true when it is the constant truth.
bool FunctionReader::Condition(Sequence& to)
{
    Expect("(");
    const bool always = (Peek().Is("true") || Peek().Is("1")) && Peek(1).Is(")");
    Expression(to);
    Expect(")");
    return always;
}

void FunctionReader::If(Sequence& to)
{
    Step step;
    step.kind = StepKind::If;
    step.begin = Take().begin;
    Condition(to);
    step.end = LastEnd();
    Statement(step.first);
    if (Accept("else")) {
        Statement(step.second);
    }
    to.push_back(std::move(step));
}

namespace {

Step LeaveHere(uint32_t begin, uint32_t end)
{
    Step leave;
    leave.kind = StepKind::If;
    leave.begin = begin;
    leave.end = end;
    Step out;
    out.kind = StepKind::Break;
    out.begin = begin;
    out.end = end;
    leave.second.push_back(std::move(out));
    return leave;
}

}  // namespace

void FunctionReader::While(Sequence& to)
{
    Step loop;
    loop.kind = StepKind::Loop;
    loop.begin = Take().begin;
    const bool always = Condition(loop.first);
    loop.end = LastEnd();
    if (!always) {
        loop.first.push_back(LeaveHere(loop.begin, loop.end));
    }
    Statement(loop.first);
    to.push_back(std::move(loop));
}

void FunctionReader::DoWhile(Sequence& to)
{
    Step loop;
    loop.kind = StepKind::Loop;
    loop.begin = Take().begin;
    Statement(loop.first);
    Expect("while");
    const bool always = Condition(loop.second);
    loop.end = LastEnd();
    if (!always) {
        loop.second.push_back(LeaveHere(loop.begin, loop.end));
    }
    Expect(";");
    to.push_back(std::move(loop));
}

void FunctionReader::For(Sequence& to)
{
    Step loop;
    loop.kind = StepKind::Loop;
    loop.begin = Take().begin;
    Expect("(");
    if (!Peek().Is(";")) {
        if (AtDeclaration()) {
            Declaration(to);
        } else {
            Expression(to);
            Expect(";");
        }
    } else {
        Take();
    }
    if (!Peek().Is(";")) {
        Expression(loop.first);
        loop.first.push_back(LeaveHere(loop.begin, LastEnd()));
    }
    Expect(";");
    if (!Peek().Is(")")) {
        Expression(loop.second);
    }
    Expect(")");
    loop.end = LastEnd();
    Statement(loop.first);
    to.push_back(std::move(loop));
}

// The token behind a type that begins at `at`, or `at` when there is none: words, stars, and the storage macro.
size_t FunctionReader::AfterType(size_t at) const
{
    const auto is = [this](size_t i, Word sign) { return i < tokens_.size() && tokens_[i].Is(sign); };
    size_t i = at;
    while (is(i, "static") || is(i, "const") || is(i, "struct") || is(i, "unsigned") || is(i, "volatile")) {
        ++i;
    }
    if (i >= tokens_.size() || tokens_[i].kind != TokenKind::Name) {
        return at;
    }
    ++i;
    if (is(i, "(") && (tokens_[i - 1].text == "OMNI_CLOSURE_STORAGE" || tokens_[i - 1].text == "OMNI_SCRATCH_STORAGE")) {
        while (i < tokens_.size() && !tokens_[i].Is(")")) {
            ++i;
        }
        ++i;
    }
    while (is(i, "*") || is(i, "const") || is(i, "restrict")) {
        ++i;
    }
    return i;
}

bool FunctionReader::AtDeclaration() const
{
    const size_t name = AfterType(at_);
    if (name == at_ || name + 1 >= tokens_.size() || tokens_[name].kind != TokenKind::Name) {
        return false;
    }
    const Token& next = tokens_[name + 1];
    return next.Is("=") || next.Is(";") || next.Is(",") || next.Is("[");
}

void FunctionReader::Declaration(Sequence& to)
{
    const bool is_region = Peek().Is("Region");
    at_ = AfterType(at_);
    do {
        while (Accept("*") || Accept("const")) {
        }
        const Token name = Take();
        AddLocal(name.text, is_region, false);
        std::erase(buffers_, name.text);  // another buffer, which no region has yet
        while (Accept("[")) {
            if (!Peek().Is("]")) {
                Expression(to);
            }
            Expect("]");
        }
        if (Accept("=")) {
            const Value value = Peek().Is("{") ? BraceList(to) : Assignment(to);
            Store(name.text, value, to, name.begin);
        }
    } while (!failed_ && Accept(","));
    Expect(";");
}

namespace {

// FNV-1a over the code of a function. Locals count by the order in which they appear; pieces of a text that stand side by
// side are one text, as they are to the compiler.
uint32_t Fingerprint(const std::vector<Token>& tokens, size_t begin, size_t end, const CFunction& function)
{
    uint64_t hash = 14695981039346656037U;
    const auto add = [&hash](std::string_view text) {
        for (const char c : text) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
        }
    };
    std::vector<uint32_t> number(function.locals.size(), 0);  // of a local, from 1; 0: not met yet
    uint32_t next = 0;
    for (size_t i = begin; i < end; ++i) {
        const Token& token = tokens[i];
        const bool member = i > begin && (tokens[i - 1].Is(".") || tokens[i - 1].Is("->"));
        const bool called = i + 1 < end && tokens[i + 1].Is("(");  // a function, also when a local has its name
        const uint32_t local = token.kind == TokenKind::Name && !member && !called
                                   ? function.local_index.Find(token.text)
                                   : NameIndex::kNone;
        if (local != NameIndex::kNone) {
            number[local] = number[local] == 0 ? ++next : number[local];
            char digits[16];
            const char* end_of_digits = std::to_chars(digits, digits + sizeof digits, number[local]).ptr;
            add("$");
            add({digits, static_cast<size_t>(end_of_digits - digits)});
        } else if (token.kind == TokenKind::Text && token.text[0] == '"') {
            const bool goes_on = i > begin && tokens[i - 1].kind == TokenKind::Text && tokens[i - 1].text[0] == '"';
            const bool more = i + 1 < end && tokens[i + 1].kind == TokenKind::Text && tokens[i + 1].text[0] == '"';
            add(goes_on ? "" : "\"");
            add(token.text.substr(1, token.text.size() < 2 ? 0 : token.text.size() - 2));
            add(more ? "" : "\"");
            if (more) {
                continue;
            }
        } else {
            add(token.text);
        }
        add(" ");
    }
    return static_cast<uint32_t>(hash ^ (hash >> 32U));
}

// The place of the bracket that opens the parameter list of a function, and of its body; 0, 0 for other declarations.
std::pair<size_t, size_t> FindFunction(const std::vector<Token>& tokens)
{
    size_t open = 0;
    int depth = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.Is("{") && depth == 0) {
            const bool named = open > 1 && i > 0 && tokens[i - 1].Is(")") && tokens[open - 1].kind == TokenKind::Name;
            return named ? std::make_pair(open, i) : std::make_pair(size_t{0}, size_t{0});
        }
        if (token.Is("(") || token.Is("[")) {
            open = depth++ == 0 ? i : open;
        } else if (token.Is(")") || token.Is("]")) {
            --depth;
        }
    }
    return {0, 0};
}

}  // namespace

void ReadC(std::string_view text, const Aliases& aliases, const std::function<void(CFunction&)>& take,
           std::vector<CProblem>& problems, std::vector<Token>& directives)
{
    Tokeniser source(text);
    std::vector<Token> tokens;
    while (source.NextExternal(tokens)) {
        for (Token& token : tokens) {
            if (token.kind == TokenKind::Name && !aliases.empty()) {
                const auto alias = aliases.find(token.text);
                token.text = alias == aliases.end() ? token.text : std::string_view(alias->second);
            }
        }
        const auto [open, body] = FindFunction(tokens);
        const Token& last = tokens[tokens.size() - 2];
        if (body == 0) {
            if (!last.Is(";")) {
                problems.push_back({last.begin, last.end, "this declaration does not end"});
            }
            continue;
        }
        CFunction function;
        function.name = tokens[open - 1].text;
        function.begin = tokens[open - 1].begin;
        function.end = last.end;
        FunctionReader reader(tokens, body, function, problems);
        reader.ReadParameters(open + 1, body - 1);
        reader.ReadBody();
        function.fingerprint = Fingerprint(tokens, 0, tokens.size() - 1, function);
        take(function);
    }
    directives = source.directives();
}

CFile ReadC(std::string_view text, const Aliases& aliases)
{
    CFile file;
    ReadC(text, aliases, [&file](CFunction& function) { file.functions.push_back(std::move(function)); }, file.problems,
          file.directives);
    return file;
}

}  // namespace omni::audit
