// Types, operands and statements of region IR text.

#include <algorithm>

#include "rir/parser.h"
#include "rir/print.h"

namespace omni::rir {

using core::Atom;
using core::ConstantId;
using core::ConstantKind;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using source::DiagKind;

// --- parts ----------------------------------------------------------------------------------------------------

void Parser::ParseType(core::Repr& repr, core::KindSet& kinds)
{
    const source::Span span = token_.span;
    const std::string word = ExpectName("a type");
    bool known = false;
    for (const core::Repr candidate : {core::Repr::Obj, core::Repr::Int, core::Repr::Float, core::Repr::Bool,
                                       core::Repr::Char, core::Repr::None}) {
        if (Word(candidate) == word) {
            repr = candidate;
            known = true;
        }
    }
    if (!known) {
        Fail(DiagKind::UnknownType, span, word);
        return;
    }
    if (repr != core::Repr::Obj || !AcceptPunct("(")) {
        return;
    }
    kinds = core::kind::kNone;
    while (!failed_ && !AcceptPunct(")")) {
        const source::Span kind_span = token_.span;
        if (token_.kind == TokenKind::Name && token_.text.starts_with('@')) {
            const core::StructId id = ParseStructName();
            kinds |= id.valid() ? core::kind::OfStruct(id) : core::kind::kNone;
            continue;
        }
        const std::string name = ExpectName("a kind");
        if (name == kAnyStruct) {
            kinds |= core::kind::kStructs;
            continue;
        }
        unsigned bit = 0;
        while (!KindWord(bit).empty() && KindWord(bit) != name) {
            ++bit;
        }
        if (KindWord(bit).empty()) {
            Fail(DiagKind::UnknownType, kind_span, name);
        }
        kinds |= core::KindSet{1} << bit;
    }
}

NodeId Parser::ParseNodeName(bool must_exist)
{
    const source::Span span = token_.span;
    const std::string name = ExpectName("a node");
    uint32_t number = 0;
    bool digits = name.size() > 1 && name.size() < 9 && name[0] == 'n';
    for (size_t i = 1; i < name.size(); ++i) {
        digits = digits && name[i] >= '0' && name[i] <= '9';
        number = number * 10 + static_cast<uint32_t>(name[i] - '0');
    }
    if (!digits || (must_exist && !function_->nodes.contains(NodeId(number)))) {
        Fail(digits ? DiagKind::UnboundName : DiagKind::MissingText, span, digits ? name : "a node such as `n0`");
        return {};
    }
    return NodeId(number);
}

NodeId Parser::OptionalNode()
{
    if (token_.kind != TokenKind::Name || IsWord("=") || IsWord("borrowed")) {
        return {};
    }
    return ParseNodeName(false);
}

RegionId Parser::ParseRegionName()
{
    const source::Span span = token_.span;
    const bool none = IsWord("-");
    const std::string name = ExpectName("a region");
    if (none || failed_) {
        return {};
    }
    const auto found = regions_.find(name);
    if (found == regions_.end()) {
        Fail(DiagKind::UnboundName, span, name);
        return {};
    }
    return found->second;
}

VarId Parser::ParseVar()
{
    if (token_.kind != TokenKind::Var) {
        Expected("a variable");
        return {};
    }
    const auto found = vars_.find(token_.text);
    if (found == vars_.end()) {
        Fail(DiagKind::UnboundName, token_.span, "%" + token_.text);
        return {};
    }
    Advance();
    return found->second;
}

/// `%x: type node` makes a variable; `%x` alone names one that there is.
VarId Parser::ParseDefinition(core::VarKind kind)
{
    const Token name = token_;
    if (name.kind != TokenKind::Var) {
        Expected("a variable");
        return {};
    }
    Advance();
    if (!AcceptPunct(":")) {
        const auto found = vars_.find(name.text);
        if (found == vars_.end()) {
            Fail(DiagKind::UnboundName, name.span, "%" + name.text);
            return {};
        }
        return found->second;
    }
    core::Var var;
    var.name = support::Intern(name.text);
    var.kind = kind;
    var.span = name.span;
    const bool is_cell = kind == core::VarKind::Param && AcceptWord("cell");
    is_cell ? ParseCell(var) : ParseType(var.repr, var.kinds);
    const NodeId node = is_cell ? NodeId() : OptionalNode();
    const VarId id = function_->code.AddVar(std::move(var));
    function_->node_of.push_back(node);
    ParseBorrow(id);
    if (!vars_.emplace(name.text, id).second) {
        Fail(DiagKind::DuplicateDefinition, name.span, "%" + name.text);
    }
    return id;
}

VarId Parser::DeclareParam(core::VarKind kind)
{
    const VarId id = ParseDefinition(kind);
    return id;
}

bool Parser::AtAtom() const
{
    switch (token_.kind) {
        case TokenKind::Var:
        case TokenKind::Int:
        case TokenKind::Float:
        case TokenKind::Char:
        case TokenKind::String:
        case TokenKind::True:
        case TokenKind::False:
        case TokenKind::Nothing:
        case TokenKind::Undefined: return true;
        default: return IsPunct("'") || IsPunct("#u8(");
    }
}

Atom Parser::ParseAtom()
{
    if (token_.kind == TokenKind::Var) {
        return ParseVar();
    }
    if (!AtAtom()) {
        Expected("an operand");
        return {};
    }
    AcceptPunct("'");
    return ParseDatum(0);
}

// --- statements -----------------------------------------------------------------------------------------------

core::BlockId Parser::ParseBlock(int depth)
{
    const core::BlockId block = function_->code.blocks.Add({});
    if (depth > kMaxDepth) {
        sink_.Report(DiagKind::NestedTooDeep, token_.span, kMaxDepth);
        failed_ = any_failed_ = true;
        return block;
    }
    SkipNewlines();
    while (!failed_ && !IsPunct("}") && token_.kind != TokenKind::End) {
        ParseStmt(block, depth);
    }
    return block;
}

void Parser::ParseStmt(core::BlockId block, int depth)
{
    core::Function& code = function_->code;
    const StmtId id = code.stmts.Add({});
    code.blocks[block].stmts.push_back(id);
    Stmt stmt;
    stmt.span = token_.span;
    const bool source_bound = AcceptWord("let");
    if (source_bound || token_.kind == TokenKind::Var) {
        stmt.result = ParseDefinition(source_bound ? core::VarKind::Local : core::VarKind::Temp);
        if (AcceptPunct(":=")) {
            stmt.kind = StmtKind::Assign;
            SetArgs(stmt, {ParseAtom()});
        } else {
            ExpectWord("=");
        }
    }
    if (!failed_ && stmt.kind != StmtKind::Assign) {
        ParseOperation(stmt, id, depth);
    }
    if (stmt.kind == StmtKind::Assign && stmt.result.valid()) {
        code.vars[stmt.result].assigned = true;
    }
    stmt.span.end = std::max(stmt.span.end, last_end_);
    code.stmts[id] = stmt;
    EndLine();
}

void Parser::ParseOperation(Stmt& stmt, StmtId id, int depth)
{
    const source::Span span = token_.span;
    stmt.pending = AcceptWord("pending");
    stmt.finish = !stmt.pending && AcceptWord("finish");
    const std::string word = ExpectName("an operation");
    if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') {
        ParsePrim(stmt, word, span);
    } else if (!failed_) {
        ParseWordOperation(stmt, id, depth, word);
        if (stmt.kind == StmtKind::Unreachable && word != "unreachable") {
            Fail(DiagKind::UnreadableText, span, word);
        }
    }
}

void Parser::ParseWordOperation(Stmt& stmt, StmtId id, int depth, const std::string& word)
{
    const auto use = [&](StmtKind kind, bool is_global) {
        stmt.kind = kind;
        const source::Span span = token_.span;
        uses_.push_back({function_->code.id, id, ExpectName("a name"), span, is_global});
    };
    const auto arguments = [&](std::vector<Atom> args) {
        List("(", ")", [&] { args.push_back(ParseAtom()); });
        SetArgs(stmt, args);
    };
    const auto region = [&](StmtKind kind) {
        stmt.kind = kind;
        stmt.region = ParseRegionName();
    };
    if (word == "move") {
        stmt.kind = StmtKind::Move;
        SetArgs(stmt, {ParseAtom()});
    } else if (word == "call") {
        use(StmtKind::Call, false);
        arguments({});
        OptionalRegion(stmt, "into");
        ParseCallMap(id);
    } else if (word == "apply" || word == "try" || word == "handle" || word == "with_exit" || word == "wind" ||
               word == "spread") {
        stmt.kind = StmtKind::CallClosure;
        stmt.guarded = word == "try";
        stmt.handled = word == "handle";
        stmt.has_exit = word == "with_exit";
        stmt.wound = word == "wind";
        stmt.spread = word == "spread";
        arguments({ParseAtom()});
        OptionalRegion(stmt, "into");
    } else if (word == "closure") {
        use(StmtKind::MakeClosure, false);
        arguments({});
        OptionalRegion(stmt, "in");
        ParseCallMap(id);
    } else if (word == "global") {
        use(StmtKind::LoadGlobal, true);
        if (!stmt.result.valid()) {
            stmt.kind = StmtKind::StoreGlobal;
            ExpectPunct(":=");
            std::vector<Atom> args{ParseAtom()};
            if (AcceptWord("giving")) {
                args.push_back(ParseAtom());
            }
            SetArgs(stmt, args);
        }
    } else if (word == "if") {
        stmt.kind = StmtKind::If;
        SetArgs(stmt, {ParseAtom()});
        ParseBlocks(stmt, depth);
    } else if (word == "loop") {
        stmt.kind = StmtKind::Loop;
        ParseLoopHead(stmt);
        ParseBlocks(stmt, depth);
    } else if (word == "yield") {
        stmt.kind = StmtKind::Yield;
        OptionalAtom(stmt);
    } else if (word == "break") {
        stmt.kind = StmtKind::Break;
        OptionalAtom(stmt);
    } else if (word == "return") {
        stmt.kind = StmtKind::Return;
        OptionalAtom(stmt);
    } else if (word == "continue") {
        stmt.kind = StmtKind::Continue;
        arguments({});
    } else if (word == "region.create") {
        region(StmtKind::RegionCreate);
    } else if (word == "region.reset") {
        region(StmtKind::RegionReset);
    } else if (word == "region.exit") {
        region(StmtKind::RegionExit);
    } else if (word == "stack.reserve") {
        region(StmtKind::StackReserve);
    } else if (word == "region.of") {
        region(StmtKind::RegionOf);
        ExpectWord("=");
        SetArgs(stmt, {ParseAtom()});
    } else if (word == "transmigrate") {
        stmt.kind = StmtKind::Transmigrate;
        SetArgs(stmt, {ParseAtom()});
        ExpectWord("from");
        stmt.region = ParseRegionName();
        ExpectWord("into");
        stmt.into = ParseRegionName();
    } else {
        ParseHeapOperation(stmt, word);
    }
}

void Parser::ParseBlocks(Stmt& stmt, int depth)
{
    ExpectPunct("{");
    stmt.blocks[0] = ParseBlock(depth + 1);
    ExpectPunct("}");
    if (stmt.kind == StmtKind::If && AcceptWord("else")) {
        ExpectPunct("{");
        stmt.blocks[1] = ParseBlock(depth + 1);
        ExpectPunct("}");
    }
}

/// (let %i: int = 0, %rest: obj n0 = %xs)
void Parser::ParseLoopHead(Stmt& stmt)
{
    std::vector<VarId> params;
    std::vector<Atom> args;
    List("(", ")", [&] {
        const bool source_bound = AcceptWord("let");
        params.push_back(ParseDefinition(source_bound ? core::VarKind::Local : core::VarKind::Temp));
        ExpectWord("=");
        args.push_back(ParseAtom());
        if (params.back().valid()) {
            function_->code.vars[params.back()].assigned = true;
        }
    });
    std::vector<VarId>& pool = function_->code.loop_params;
    stmt.first_param = static_cast<uint32_t>(pool.size());
    stmt.param_count = static_cast<uint16_t>(params.size());
    pool.insert(pool.end(), params.begin(), params.end());
    SetArgs(stmt, args);
}

void Parser::ParsePrim(Stmt& stmt, const std::string& word, source::Span span)
{
    const auto found = prims_.find(word);
    if (found == prims_.end()) {
        Fail(DiagKind::UnboundName, span, word);
        return;
    }
    stmt.kind = StmtKind::Prim;
    stmt.prim = found->second;
    ParseStructOperand(stmt);
    std::vector<Atom> args;
    while (!failed_ && AtAtom()) {
        args.push_back(ParseAtom());
    }
    SetArgs(stmt, args);
    OptionalRegion(stmt, "in");
    if (AcceptWord("reuse")) {
        stmt.cell = ParseVar();
    }
}

/// `@Point`, and the field's name where the primitive takes one.
void Parser::ParseStructOperand(Stmt& stmt)
{
    if (!core::TakesStruct(stmt.prim)) {
        return;
    }
    stmt.struct_type = ParseStructName();
    if (failed_ || !core::TakesField(stmt.prim)) {
        return;
    }
    const source::Span span = token_.span;
    const support::Symbol name = support::Intern(ExpectName("a field's name"));
    const auto& fields = module_.structs[stmt.struct_type].fields;
    for (size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name) {
            stmt.field = static_cast<uint16_t>(i);
            return;
        }
    }
    Fail(DiagKind::UnboundName, span, name.text());
}

void Parser::ParseCallMap(StmtId id)
{
    if (!IsPunct("[")) {
        return;
    }
    CallMap map;
    map.call = id;
    List("[", "]", [&] {
        const NodeId from = ParseNodeName(false);
        ExpectWord("->");
        map.nodes.emplace_back(from, ParseNodeName(true));
    });
    std::sort(map.nodes.begin(), map.nodes.end());
    function_->call_maps.push_back(std::move(map));
}

void Parser::SetArgs(Stmt& stmt, const std::vector<Atom>& args)
{
    std::vector<Atom>& pool = function_->code.operands;
    stmt.first_arg = static_cast<uint32_t>(pool.size());
    stmt.arg_count = static_cast<uint16_t>(args.size());
    pool.insert(pool.end(), args.begin(), args.end());
}

void Parser::OptionalAtom(Stmt& stmt)
{
    if (AtAtom()) {
        SetArgs(stmt, {ParseAtom()});
    }
}

void Parser::OptionalRegion(Stmt& stmt, std::string_view word)
{
    if (AcceptWord(word)) {
        stmt.region = ParseRegionName();
    }
}

}  // namespace omni::rir
