#pragma once
// The reader of region IR text, for rir/parse only: parse.cpp has words and definitions, parse_statement.cpp the rest.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "rir/lexer.h"
#include "rir/rir.h"

namespace omni::rir {

inline constexpr int kMaxDepth = 10'000;  // of nested blocks and of quoted lists, as for brackets of the language

/// A recursive descent over lines. After the first error of a definition `failed_` is set and everything returns until
/// the next definition.
class Parser {
public:
    Parser(const source::SourceFiles& files, source::FileId file, source::Sink& sink)
        : lexer_(files, file, sink), sink_(sink)
    {
        module_.main_file = file;
    }

    std::optional<Module> Run();

private:
    // words
    void Advance();
    void Fail(source::DiagKind kind, source::Span span, std::string_view what);
    void Expected(std::string_view what) { Fail(source::DiagKind::MissingText, token_.span, what); }
    bool IsPunct(std::string_view text) const { return token_.kind == TokenKind::Punct && token_.text == text; }
    bool IsWord(std::string_view text) const
    {
        return token_.kind == TokenKind::Name && !token_.quoted && token_.text == text;
    }
    bool AcceptPunct(std::string_view text);
    bool AcceptWord(std::string_view text);
    void ExpectPunct(std::string_view text);
    void ExpectWord(std::string_view text);
    std::string ExpectName(std::string_view what);
    void EndLine();
    void SkipNewlines();
    template <class Item>
    void List(std::string_view open, std::string_view close, Item&& item);

    // definitions
    void ParseModuleLine();
    void ParseGlobal();
    void ParseStructNames();
    void ParseStruct();
    void NumberFields();
    /// `@Point`, which must be known.
    core::StructId ParseStructName();
    void ParseStructOperand(core::Stmt& stmt);
    void ParseFunction(bool is_extern);
    void ParseContracts();
    void ParseFlags();
    void ParseRegion();
    void ParseNode();
    Field ParseField();
    void ResolveNames();

    // parts
    void ParseType(core::Repr& repr, core::KindSet& kinds);
    NodeId ParseNodeName(bool must_exist);
    NodeId OptionalNode();
    RegionId ParseRegionName();
    core::VarId ParseVar();
    core::VarId ParseDefinition(core::VarKind kind);
    void ParseCell(core::Var& var);
    core::VarId DeclareParam(core::VarKind kind);
    core::Atom ParseAtom();
    bool AtAtom() const;
    core::ConstantId ParseDatum(int depth);
    core::ConstantId ParseListTail(int depth);
    core::ConstantId ParseNumbers(core::Repr items, int depth);
    core::ConstantId Intern(const core::Constant& constant);

    // statements
    core::BlockId ParseBlock(int depth);
    void ParseStmt(core::BlockId block, int depth);
    void ParseOperation(core::Stmt& stmt, core::StmtId id, int depth);
    void ParseWordOperation(core::Stmt& stmt, core::StmtId id, int depth, const std::string& word);
    void ParseBlocks(core::Stmt& stmt, int depth);
    void ParseLoopHead(core::Stmt& stmt);
    void ParsePrim(core::Stmt& stmt, const std::string& word, source::Span span);
    void ParseCallMap(core::StmtId id);
    void SetArgs(core::Stmt& stmt, const std::vector<core::Atom>& args);
    void OptionalAtom(core::Stmt& stmt);
    void OptionalRegion(core::Stmt& stmt, std::string_view word);

    // heap objects: parse_heap.cpp
    void ParseHeapOperation(core::Stmt& stmt, const std::string& word);
    void ParseBorrow(core::VarId var);
    void ResolveLenders();

    struct NameUse {
        core::FuncId function;
        core::StmtId stmt;
        std::string name;
        source::Span span;
        bool is_global;
    };

    Lexer lexer_;
    source::Sink& sink_;
    Module module_;
    Token token_;
    uint32_t last_end_ = 0;
    bool failed_ = false, any_failed_ = false;

    Function* function_ = nullptr;
    std::unordered_map<std::string, core::VarId> vars_;
    std::unordered_map<std::string, RegionId> regions_;
    std::vector<std::tuple<RegionId, std::string, source::Span>> holders_;
    std::vector<std::tuple<core::VarId, std::string, source::Span>> lenders_;
    std::unordered_map<std::string, core::FuncId> functions_;
    std::unordered_map<std::string, core::GlobalId> globals_;
    std::unordered_map<std::string, core::StructId> structs_;
    std::vector<NameUse> uses_;
    std::vector<std::tuple<core::FuncId, std::string, source::Span>> parents_;
    using ConstantKey = std::tuple<core::ConstantKind, int64_t, std::string, uint32_t, uint32_t>;
    std::map<ConstantKey, core::ConstantId> constants_;
    std::unordered_map<std::string, core::Prim> prims_;
};

template <class Item>
void Parser::List(std::string_view open, std::string_view close, Item&& item)
{
    ExpectPunct(open);
    SkipNewlines();
    while (!failed_ && !AcceptPunct(close)) {
        item();
        SkipNewlines();
        if (!IsPunct(close)) {
            ExpectPunct(",");
            SkipNewlines();
        }
    }
}

}  // namespace omni::rir
