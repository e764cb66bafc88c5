#include "rir/parse.h"

#include <algorithm>
#include <cstdlib>

#include "rir/parser.h"
#include "rir/print.h"

namespace omni::rir {

using core::Stmt;
using core::StmtKind;
using source::DiagKind;

// --- words ----------------------------------------------------------------------------------------------------

void Parser::Advance()
{
    if (failed_) {
        token_ = {};
        return;
    }
    last_end_ = token_.span.end;
    const size_t errors = sink_.error_count();
    token_ = lexer_.Next();
    failed_ = sink_.error_count() != errors;
    any_failed_ = any_failed_ || failed_;
}

void Parser::Fail(DiagKind kind, source::Span span, std::string_view what)
{
    if (!failed_) {
        sink_.Report(kind, span, what);
    }
    failed_ = any_failed_ = true;
    token_ = {};
}

bool Parser::AcceptPunct(std::string_view text)
{
    const bool found = IsPunct(text);
    if (found) {
        Advance();
    }
    return found;
}

bool Parser::AcceptWord(std::string_view text)
{
    const bool found = IsWord(text);
    if (found) {
        Advance();
    }
    return found;
}

void Parser::ExpectPunct(std::string_view text)
{
    if (!AcceptPunct(text)) {
        Expected("`" + std::string(text) + "`");
    }
}

void Parser::ExpectWord(std::string_view text)
{
    if (!AcceptWord(text)) {
        Expected("`" + std::string(text) + "`");
    }
}

std::string Parser::ExpectName(std::string_view what)
{
    if (token_.kind != TokenKind::Name) {
        Expected(what);
        return "";
    }
    std::string text = std::move(token_.text);
    Advance();
    return text;
}

void Parser::EndLine()
{
    if (token_.kind != TokenKind::Newline && token_.kind != TokenKind::End) {
        Expected("the end of the line");
    }
    SkipNewlines();
}

void Parser::SkipNewlines()
{
    while (token_.kind == TokenKind::Newline) {
        Advance();
    }
}

// --- definitions ----------------------------------------------------------------------------------------------

std::optional<Module> Parser::Run()
{
    for (size_t i = 0; i < static_cast<size_t>(core::Prim::Count); ++i) {
        const auto prim = static_cast<core::Prim>(i);
        prims_.emplace(core::Info(prim).id, prim);
    }
    Advance();
    SkipNewlines();
    ParseModuleLine();
    for (;;) {
        if (failed_) {
            failed_ = false;
            if (!lexer_.SkipToTopLevel()) {
                break;
            }
            Advance();
        }
        SkipNewlines();
        if (token_.kind == TokenKind::End && !failed_) {
            break;
        }
        if (AcceptWord("structs")) {
            ParseStructNames();
        } else if (AcceptWord("struct")) {
            ParseStruct();
        } else if (AcceptWord("global")) {
            ParseGlobal();
        } else if (AcceptWord("fn")) {
            ParseFunction(false);
        } else if (AcceptWord("extern")) {
            ParseFunction(true);
        } else {
            Expected("`fn`, `extern`, `global` or `struct`");
        }
    }
    if (!any_failed_) {
        NumberFields();
        ResolveNames();
    }
    if (any_failed_) {
        return std::nullopt;
    }
    return std::move(module_);
}

void Parser::ParseModuleLine()
{
    ExpectWord("module");
    module_.name = ExpectName("the module's name");
    EndLine();
}

void Parser::ParseGlobal()
{
    core::Global global;
    const source::Span span = token_.span;
    const std::string name = ExpectName("the variable's name");
    global.name = support::Intern(name);
    global.span = span;
    ExpectPunct(":");
    ParseType(global.repr, global.kinds);
    global.assigned = AcceptWord("assigned");
    global.in_heap = AcceptWord("heap");
    EndLine();
    if (!failed_ && !globals_.emplace(name, module_.globals.next_id()).second) {
        Fail(DiagKind::DuplicateDefinition, span, name);
    }
    module_.globals.Add(std::move(global));
}

/// `structs @Point @Line` names the types, because a field may hold values of a later one.
void Parser::ParseStructNames()
{
    while (!failed_ && token_.kind == TokenKind::Name) {
        const source::Span span = token_.span;
        const std::string name = ExpectName("the type's name");
        if (name.size() < 2 || name[0] != '@') {
            Fail(DiagKind::MissingText, span, "a type such as `@Point`");
        } else if (!structs_.emplace(name, module_.structs.next_id()).second) {
            Fail(DiagKind::DuplicateDefinition, span, name);
        }
        core::StructType type;
        type.name = support::Intern(name.empty() ? name : name.substr(1));
        type.span = span;
        module_.structs.Add(std::move(type));
    }
    EndLine();
}

/// struct @Point {x: float, next: obj(nil @Point) mutable}
void Parser::ParseStruct()
{
    const core::StructId id = ParseStructName();
    std::vector<core::StructField> fields;
    List("{", "}", [&] {
        core::StructField field;
        field.span = token_.span;
        field.name = support::Intern(ExpectName("a field's name"));
        ExpectPunct(":");
        ParseType(field.repr, field.kinds);
        field.is_mutable = AcceptWord("mutable");
        fields.push_back(field);
    });
    EndLine();
    if (id.valid()) {
        module_.structs[id].fields = std::move(fields);
    }
}

void Parser::NumberFields()
{
    size_t number = 0;
    for (core::StructType& type : module_.structs) {
        type.first_field = static_cast<uint16_t>(number);
        number += type.fields.size();
    }
}

core::StructId Parser::ParseStructName()
{
    const source::Span span = token_.span;
    const std::string name = ExpectName("a struct type");
    const auto found = structs_.find(name);
    if (found == structs_.end() || failed_) {
        Fail(DiagKind::UnknownType, span, name);
        return {};
    }
    return found->second;
}

void Parser::ParseFunction(bool is_extern)
{
    Function function;
    function_ = &function;
    vars_.clear();
    regions_.clear();
    holders_.clear();
    lenders_.clear();
    core::Function& code = function.code;
    code.span = token_.span;
    code.id = core::FuncId(module_.functions.size());
    code.is_extern = is_extern;
    const std::string name = ExpectName("the function's name");
    code.name = support::Intern(name);
    if (!failed_ && !functions_.emplace(name, code.id).second) {
        Fail(DiagKind::DuplicateDefinition, code.span, name);
    }
    if (AcceptWord("captures")) {
        List("(", ")", [&] { code.captured.push_back(DeclareParam(core::VarKind::Captured)); });
    }
    List("(", ")", [&] { code.params.push_back(DeclareParam(core::VarKind::Param)); });
    ParseFlags();
    ExpectWord("->");
    ParseType(code.result_repr, code.result_kinds);
    function.result_node = OptionalNode();
    code.extern_fresh = is_extern && function.takes_dest;
    if (!is_extern) {
        ExpectPunct("{");
        SkipNewlines();
        while (IsWord("region") || IsWord("node")) {
            AcceptWord("region") ? ParseRegion() : ParseNode();
        }
        code.body = ParseBlock(0);
        code.span.end = std::max(code.span.end, token_.span.end);
        ExpectPunct("}");
    }
    EndLine();
    ResolveLenders();
    for (const auto& [region, holder, span] : holders_) {
        const auto found = vars_.find(holder);
        if (found == vars_.end()) {
            Fail(DiagKind::UnboundName, span, "%" + holder);
        } else {
            function.regions[region].holder = found->second;
        }
    }
    const auto check = [&](NodeId node) {
        if (node.valid() && !function.nodes.contains(node)) {
            Fail(DiagKind::UnboundName, code.span, "n" + std::to_string(node.index()));
        }
    };
    std::for_each(function.node_of.begin(), function.node_of.end(), check);
    check(function.result_node);
    for (const Node& node : function.nodes) {
        std::for_each(node.fields.begin(), node.fields.end(), [&](const Field& field) { check(field.target); });
    }
    module_.functions.push_back(std::move(function));
}

void Parser::ParseFlags()
{
    core::Function& code = function_->code;
    while (!failed_ && !IsWord("->")) {
        if (AcceptWord("dest")) {
            function_->takes_dest = true;
        } else if (AcceptWord("rest")) {
            code.has_rest = true;
        } else if (AcceptWord("optional")) {
            const size_t most = code.params.size() - (code.has_rest && !code.params.empty() ? 1 : 0);
            if (token_.kind != TokenKind::Int || token_.integer < 0 || token_.integer > static_cast<int64_t>(most)) {
                Expected("a number of parameters");
                return;
            }
            code.optional_count = static_cast<uint16_t>(token_.integer);
            Advance();
        } else if (AcceptWord("recursive")) {
            code.is_recursive = true;
        } else if (AcceptWord("entry")) {
            code.is_entry = true;
            module_.entry = code.id;
        } else if (AcceptWord("prelude")) {
            code.is_prelude = true;
        } else if (AcceptWord("borrows")) {
            code.contracts.assign(code.params.size(), core::Contract::Borrow);
        } else if (AcceptWord("contracts")) {
            ParseContracts();
        } else if (AcceptWord("parent")) {
            const source::Span span = token_.span;
            parents_.emplace_back(code.id, ExpectName("the parent's name"), span);
        } else if (AcceptWord("as") && token_.kind == TokenKind::String) {
            code.extern_name = token_.text;
            Advance();
        } else if (AcceptWord("from") && token_.kind == TokenKind::String) {
            code.extern_header = token_.text;
            Advance();
        } else {
            Expected("`->`");
        }
    }
}

void Parser::ParseContracts()
{
    core::Function& code = function_->code;
    for (size_t i = 0; i < code.params.size() && !failed_; ++i) {
        bool known = false;
        for (const core::Contract contract : {core::Contract::Unknown, core::Contract::Borrow, core::Contract::Own,
                                              core::Contract::Stores}) {
            if (!known && AcceptWord(Word(contract))) {
                code.contracts.push_back(contract);
                known = true;
            }
        }
        if (!known) {
            Expected("`unknown`, `borrow`, `own` or `stores`, for each parameter");
        }
    }
}

void Parser::ParseRegion()
{
    Region region;
    const source::Span span = token_.span;
    region.name = ExpectName("the region's name");
    const source::Span kind_span = token_.span;
    const std::string kind = ExpectName("the region's kind");
    bool known = false;
    for (const RegionKind candidate : {RegionKind::Local, RegionKind::Stack, RegionKind::Dest, RegionKind::Outside,
                                       RegionKind::Global, RegionKind::Heap}) {
        if (Word(candidate) == kind) {
            region.kind = candidate;
            known = true;
        }
    }
    if (!known) {
        Fail(DiagKind::MissingText, kind_span, "`local`, `stack`, `dest`, `outside`, `global` or `heap`");
    }
    if (AcceptWord("of")) {
        holders_.emplace_back(function_->regions.next_id(), token_.text, token_.span);
        if (token_.kind != TokenKind::Var) {
            Expected("the variable whose region it is");
        }
        Advance();
    }
    if (AcceptWord("scratch")) {
        if (token_.kind != TokenKind::Int || token_.integer < 0 || token_.integer > (1 << 20)) {
            Expected("a number of bytes");
            return;
        }
        region.scratch_bytes = static_cast<uint32_t>(token_.integer);
        Advance();
    }
    EndLine();
    if (!failed_ && !regions_.emplace(region.name, function_->regions.next_id()).second) {
        Fail(DiagKind::DuplicateDefinition, span, region.name);
    }
    function_->regions.Add(std::move(region));
}

void Parser::ParseNode()
{
    ExpectWord("node");
    const source::Span span = token_.span;
    const NodeId id = ParseNodeName(false);
    if (!failed_ && id != function_->nodes.next_id()) {
        Fail(DiagKind::MissingText, span, "`n" + std::to_string(function_->nodes.size()) + "`");
    }
    Node node;
    node.region = ParseRegionName();
    node.allocated_into = AcceptWord("allocated");
    node.any = AcceptWord("any");
    node.unique = AcceptWord("unique");
    if (IsPunct("{")) {
        List("{", "}", [&] { node.fields.push_back(ParseField()); });
    }
    EndLine();
    function_->nodes.Add(std::move(node));
}

Field Parser::ParseField()
{
    const source::Span span = token_.span;
    const std::string word = ExpectName("a field");
    const size_t dot = word.find('.');
    for (const FieldKind kind : {FieldKind::Car, FieldKind::Cdr, FieldKind::Content, FieldKind::Elem,
                                 FieldKind::Key, FieldKind::Value, FieldKind::Captured, FieldKind::Field,
                                 FieldKind::Param, FieldKind::Result}) {
        const bool indexed =
            kind == FieldKind::Captured || kind == FieldKind::Field || kind == FieldKind::Param;
        if (word.substr(0, dot) != Word(kind) || indexed != (dot != std::string::npos)) {
            continue;
        }
        const int index = indexed ? std::atoi(word.c_str() + dot + 1) : 0;
        ExpectPunct(":");
        return {kind, static_cast<uint16_t>(index), ParseNodeName(false)};
    }
    Fail(DiagKind::MissingText, span, "a field");
    return {};
}

void Parser::ResolveNames()
{
    for (const NameUse& use : uses_) {
        Stmt& stmt = module_.functions[use.function.index()].code.stmts[use.stmt];
        if (use.is_global) {
            const auto found = globals_.find(use.name);
            if (found == globals_.end()) {
                failed_ = false;
                Fail(DiagKind::UnboundName, use.span, use.name);
                continue;
            }
            stmt.global = found->second;
            continue;
        }
        const auto found = functions_.find(use.name);
        if (found == functions_.end()) {
            failed_ = false;
            Fail(DiagKind::UnboundName, use.span, use.name);
            continue;
        }
        stmt.callee = found->second;
        core::Function& callee = module_.functions[found->second.index()].code;
        callee.used_as_value = callee.used_as_value || stmt.kind == StmtKind::MakeClosure;
    }
    for (const auto& [function, name, span] : parents_) {
        const auto found = functions_.find(name);
        if (found == functions_.end()) {
            failed_ = false;
            Fail(DiagKind::UnboundName, span, name);
        } else {
            module_.functions[function.index()].code.parent = found->second;
        }
    }
}

std::optional<Module> Parse(const source::SourceFiles& files, source::FileId file, source::Sink& sink)
{
    return Parser(files, file, sink).Run();
}

}  // namespace omni::rir
