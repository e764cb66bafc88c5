#pragma once
// Data to abstract syntax: one top-level item at a time. Each family of forms has its own expand_<family>.cpp; forms.def
// names the method for each form.

#include <deque>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ast/ast.h"
#include "ast/macro_expand.h"
#include "ast/signature.h"
#include "ast/toplevel.h"
#include "source/diagnostics.h"
#include "syntax/datum.h"

namespace omni::ast {

/// The name of a form, or a word inside of forms: `else`.
[[nodiscard]] bool IsSyntax(support::Symbol name);

/// Expands items of one program (or of the prelude). Names are resolved as they are met: a local binding hides a
/// top-level definition of `top`, which hides a special form. What is neither stays a global name.
class Expander : private NameComparer {
public:
    Expander(const TopLevel& top, source::Sink& sink);

    /// Reports what is wrong to the sink; the unit is sound (and of no use) even then. The definition of a function is
    /// lambda 0, and binding 0 is its name; all others are expressions of the entry. Not for Extern items. What macros
    /// expand to is appended to the form.
    Unit ExpandItem(syntax::Form& form, const TopItem& item);
    /// The struct types of the top level, and behind them those of the bodies that were expanded so far.
    [[nodiscard]] const std::vector<StructDef>& structs() const { return structs_; }

private:
    using Handler = NodeId (Expander::*)(syntax::DatumId list, bool tail);
    friend struct FormTable;

    // --- expander.cpp: names, calls, scopes, nodes
    NodeId Expand(syntax::DatumId datum, bool tail);
    NodeId ExpandBare(syntax::DatumId datum, bool tail);
    NodeId ExpandName(syntax::DatumId datum);
    NodeId ExpandCombination(syntax::DatumId list, bool tail);
    NodeId ExpandCall(syntax::DatumId list, bool tail);
    NodeId ExpandPlainCall(syntax::DatumId list, bool tail);
    /// The handler of the special form that `list` is a use of, or nullptr.
    Handler FormOf(syntax::DatumId list, bool& unsupported) const;
    [[nodiscard]] bool IsOwnClause(support::Symbol name, size_t arg_count) const;
    void CheckCalls();

    BindingId NewBinding(support::Symbol name, source::Span span, TypeSet type = type::kAny);
    /// With what its annotation says.
    BindingId NewBinding(const ParamSpec& param);
    BindingId NewTemp(std::string_view name, source::Span span);
    void EnterScope() { scope_marks_.push_back(locals_.size()); }
    void LeaveScope();
    void Bind(BindingId binding) { BindLocal(keys_[binding.index()], binding, nullptr); }
    /// The binding of the item that a name means, or None.
    [[nodiscard]] BindingId Lookup(support::Symbol name) const { return Resolve(name).binding; }

    /// What a name means where the expansion stands.
    struct Meaning {
        BindingId binding;             ///< of the item
        const Macro* macro = nullptr;
        support::Symbol global;        ///< when it is neither: without aliases, unless the program defines an alias
    };
    static constexpr uint32_t kAllScopes = 0xFFFFFFFFu;
    [[nodiscard]] Meaning Resolve(support::Symbol name, uint32_t scope = kAllScopes) const;
    /// The item of the program that a name means here, or nullptr.
    [[nodiscard]] const TopItem* GlobalItem(support::Symbol name) const
    {
        const Meaning meaning = Resolve(name);
        return meaning.global.valid() ? top_.Find(meaning.global) : nullptr;
    }
    /// Is it this word of the language, not hidden by a binding?
    [[nodiscard]] bool IsWord(syntax::DatumId datum, support::Symbol word) const;
    /// Does the symbol mean what the language calls so?
    [[nodiscard]] bool IsWordOfLanguage(syntax::DatumId datum) const;
    void BindLocal(support::Symbol name, BindingId binding, const Macro* macro);

    // --- expand_macro.cpp
    [[nodiscard]] bool SameMeaning(support::Symbol at_use, support::Symbol in_macro,
                                   const Macro& macro) const override;
    /// The macro that a list is a use of, or nullptr.
    [[nodiscard]] const Macro* MacroOf(syntax::DatumId list) const;
    NodeId ExpandMacroUse(const Macro& macro, syntax::DatumId list, bool tail);
    NodeId ExpandLetSyntax(syntax::DatumId list, bool tail);
    NodeId ExpandStrayRules(syntax::DatumId list, bool tail);
    NodeId ExpandSyntaxError(syntax::DatumId list, bool tail);
    void BindMacro(syntax::DatumId name, syntax::DatumId spec, uint32_t scope);

    // --- add_nodes.cpp
    NodeId Add(NodeKind kind, source::Span span, std::span<const NodeId> kids, uint64_t payload = 0);
    NodeId AddLiteral(LiteralKind kind, source::Span span, uint64_t payload = 0);
    NodeId AddNothing(source::Span span) { return AddLiteral(LiteralKind::Nothing, span); }
    NodeId AddGlobal(std::string_view name, source::Span span);
    NodeId AddGlobalCall(std::string_view name, source::Span span, std::initializer_list<NodeId> args);
    /// Of an operation of a struct type of the program.
    NodeId AddGlobalCall(support::Symbol name, source::Span span, std::initializer_list<NodeId> args);
    NodeId AddRef(BindingId binding, source::Span span);
    NodeId AddLocalCall(BindingId binding, source::Span span, const std::vector<NodeId>& args, bool tail);
    NodeId AddLet(NodeKind kind, source::Span span, const std::vector<BindingId>& bindings,
                  const std::vector<NodeId>& values, NodeId body);
    NodeId AddLambda(LambdaId id);
    NodeId AddSeq(source::Span span, const std::vector<NodeId>& parts);
    void AddTrivia(syntax::DatumId datum, NodeId node);

    // --- expander.cpp: what is wrong
    NodeId Malformed(syntax::DatumId at, std::string_view form_name, std::string_view text);
    NodeId NotYet(syntax::DatumId at, std::string text);
    void ReportShape(const ShapeError& error, syntax::DatumId list);
    [[nodiscard]] std::string_view HeadText(syntax::DatumId list) const;
    /// Children from the second on; checks their number and the absence of a dotted tail.
    bool CheckCount(syntax::DatumId list, size_t least, size_t most);

    // --- expand_function.cpp: lambdas, definitions, bodies
    NodeId ExpandLambdaForm(syntax::DatumId list, bool tail);
    NodeId ExpandCaseLambda(syntax::DatumId list, bool tail);
    NodeId ExpandFixedClauses(syntax::DatumId list, const std::vector<Signature>& clauses);
    NodeId ExpandClauses(syntax::DatumId list, const std::vector<Signature>& clauses);
    NodeId ExpandClause(syntax::DatumId list, const Signature& signature, BindingId arguments);
    NodeId ExpandStrayDefine(syntax::DatumId list, bool tail);
    LambdaId ReserveLambda(support::Symbol name, source::Span span, BindingId binding);
    /// Parameters and body of a reserved lambda; gives the Lambda node.
    NodeId ExpandFunction(const Signature& signature, LambdaId id);
    NodeId ExpandBody(syntax::DatumId list, size_t begin, bool tail);
    /// A definition or expression of a body, with uses of macros expanded as far as it takes to tell which.
    struct BodyPart {
        syntax::DatumId datum;
        syntax::DatumId place;        ///< what the source has there, for its comments
        uint32_t expansions = 0;      ///< that it came out of
        bool is_define = false;
        BindingId binding;            ///< of a sound definition
        LambdaId lambda;              ///< of the definition of a function
        bool is_values = false;       ///< a sound define-values
        std::vector<BindingId> values;   ///< its bindings
    };
    struct Body {
        std::vector<BodyPart> parts;
        std::vector<DefineShape> defines;   ///< of the parts that are definitions, in order
        size_t first_binding = 0;
        bool is_broken = false;             ///< a part is missing because a macro could not be expanded
    };
    void ScanBody(syntax::DatumId list, size_t begin, Body& body);
    void ScanBodyPart(syntax::DatumId datum, syntax::DatumId place, Body& body);
    void ScanDefine(BodyPart part, Body& body);
    void ScanDefineValues(BodyPart part, Body& body);
    void CheckNewInBody(const Body& body, support::Symbol name, source::Span span);
    NodeId ExpandDefineValues(const BodyPart& part, const Signature& formals);
    NodeId ExpandPart(const BodyPart& part, bool tail);
    NodeId ExpandInnerDefines(syntax::DatumId list, const Body& body, bool tail);
    DefineShape ParseDefinition(syntax::DatumId list) const;
    /// The variable `name`, declared `{Fn [Int] Int}`, is bound to the lambda: its parameters and result are declared so.
    void DeclareLambda(LambdaId lambda, support::Symbol name, syntax::DatumId type);
    bool IsLambda(syntax::DatumId datum) const;
    bool IsForm(syntax::DatumId datum, support::Symbol name) const;

    // --- expand_binding.cpp
    /// One `name value` of a let in any spelling.
    struct LetClause {
        ParamSpec param;
        syntax::DatumId pattern;   ///< destructuring pattern in place of a name
        syntax::DatumId value;
        syntax::DatumId place;     ///< the clause itself, for its comments
    };
    struct LetClauses {
        std::vector<LetClause> clauses;
        bool parallel = false;
        size_t body_begin = 0;
        bool ok = true;
    };
    NodeId ExpandLet(syntax::DatumId list, bool tail);
    NodeId ExpandLetStar(syntax::DatumId list, bool tail);
    NodeId ExpandLetrec(syntax::DatumId list, bool tail);
    NodeId ExpandLoop(syntax::DatumId list, bool tail);
    NodeId ExpandRecur(syntax::DatumId list, bool tail);
    NodeId ExpandSet(syntax::DatumId list, bool tail);
    LetClauses ParseClauses(syntax::DatumId list, size_t at);
    bool ParsePairClause(syntax::DatumId clause, LetClauses& out);
    bool ParseFlatClauses(syntax::DatumId list, LetClauses& out);
    NodeId ExpandPlainLet(syntax::DatumId list, const LetClauses& clauses, bool tail);
    NodeId ExpandNamedLet(syntax::DatumId list, const LetClauses& clauses, support::Symbol name, source::Span name_span,
                          bool tail);
    bool ExpandOtherPattern(syntax::DatumId pattern, BindingId source, std::vector<BindingId>& bindings,
                            std::vector<NodeId>& values);
    bool ExpandPattern(syntax::DatumId pattern, BindingId source, std::vector<BindingId>& bindings,
                       std::vector<NodeId>& values);
    bool CheckDistinct(syntax::DatumId list, const LetClauses& clauses);

    /// A binding and a lambda for a loop that the desugaring makes. Its body is expanded between this and FinishLoop;
    /// its parameters are bound by the caller with LoopParam.
    BindingId BeginLoop(support::Symbol name, source::Span span);
    BindingId LoopParam(BindingId loop, const ParamSpec& spec);
    /// The Letrec that holds the loop and calls it with `inits`.
    NodeId FinishLoop(BindingId loop, source::Span span, NodeId body, const std::vector<NodeId>& inits, bool tail);

    // --- expand_values.cpp
    NodeId ExpandLetValues(syntax::DatumId list, bool tail);
    NodeId ExpandReceive(syntax::DatumId list, bool tail);
    /// Is it a list whose head means the library's `name`, not something of the program?
    bool IsLibraryCall(syntax::DatumId list, support::Symbol name) const;
    NodeId ExpandCallWithValues(syntax::DatumId list, bool tail);
    NodeId ExpandProducer(syntax::DatumId producer);
    std::vector<BindingId> NewValueBindings(const Signature& formals);
    NodeId AddBindValues(source::Span span, const std::vector<BindingId>& bindings, bool has_rest, NodeId producer);
    bool ReportFormals(const Signature& formals, syntax::DatumId list);
    /// A top-level define-values: binds temporaries and assigns them to the globals.
    NodeId ExpandTopValues(const TopItem& item);

    // --- expand_struct.cpp
    TypeSet ParseType(const syntax::Form& form, syntax::DatumId type, source::Sink& sink) const;
    void ScanStruct(syntax::DatumId datum);
    void BindStructOp(support::Symbol name, support::Symbol global);
    /// One step of a path: `.x` or `.[i]`.
    struct PathStep {
        support::Symbol field;
        syntax::DatumId index;         ///< None: a field
        source::Span span;
    };
    struct Path {
        NodeId head;                   ///< None: the datum is no path
        std::string text;              ///< as far as it has been followed
        TypeSet type = type::kAny;     ///< of what has been reached
        std::vector<PathStep> steps;
    };
    Path ParsePath(syntax::DatumId datum);
    NodeId ExpandPath(Path& path, size_t steps);
    NodeId ExpandPathSet(syntax::DatumId list, Path& path);
    /// Struct types whose field the step may mean. Reports when there are none.
    std::vector<StructOp> Candidates(const Path& path, const PathStep& step, bool for_set);
    NodeId AddFieldAccess(const std::vector<StructOp>& candidates, NodeId object, NodeId value, source::Span span);

    NodeId AddItemAccess(TypeSet type, const std::vector<NodeId>& values, source::Span span);

    // --- read_pattern.cpp, expand_match.cpp
    /// What a pattern of items takes.
    enum class Sequence : uint8_t { List, Vector, Either };
    /// A part of the value that is matched: the value itself (0), or a part of another place.
    struct Place {
        enum class Kind : uint8_t { Root, Head, Tail, Item, Rest, Field } kind = Kind::Root;
        uint32_t of = 0;
        uint32_t index = 0;            ///< Item, Rest: how many items stand in front; Field: of the struct
        uint32_t structure = 0;        ///< Field
        Sequence sequence = Sequence::List;  ///< Item, Rest
    };
    /// What a pattern asks of a place.
    struct PatternTest {
        enum class Kind : uint8_t { Literal, Quoted, Nothing, Null, Pair, Items, Type, Struct, Boolean };
        Kind kind = Kind::Literal;
        bool has_rest = false;         ///< Items: or more than that
        Sequence sequence = Sequence::List;
        uint32_t place = 0;
        uint32_t number = 0;           ///< Items: how many; Struct: which
        syntax::DatumId datum;         ///< Literal, Quoted
        TypeSet type = type::kAny;     ///< Type
    };
    struct PatternName {
        support::Symbol name;
        source::Span span;
        TypeSet type = type::kAny;
        uint32_t place = 0;
    };
    struct Pattern {
        source::Span span;
        std::vector<Place> places{1};
        std::vector<PatternTest> tests;
        std::vector<PatternName> names;
        bool ok = true;
    };
    struct MatchClause {
        Pattern pattern;
        syntax::DatumId place;         ///< for comments
        syntax::DatumId guard;         ///< or None
        syntax::DatumId body;          ///< a clause, whose children from `body_begin` on are the body, or one expression
        size_t body_begin = 0;         ///< 0: one expression
    };
    NodeId ExpandMatch(syntax::DatumId list, bool tail);
    std::vector<MatchClause> ReadMatchClauses(syntax::DatumId list);
    void CheckMatchClauses(std::vector<MatchClause>& clauses);
    NodeId ExpandMatchClause(syntax::DatumId list, const std::vector<MatchClause>& clauses, size_t index,
                             BindingId subject, bool tail);
    NodeId ExpandMatchBody(const MatchClause& clause, bool tail);
    void ReadPattern(syntax::DatumId datum, uint32_t place, Pattern& out);
    void ReadListPattern(syntax::DatumId datum, uint32_t place, Pattern& out);
    void ReadItems(syntax::DatumId datum, size_t begin, Sequence sequence, uint32_t place, Pattern& out);
    void ReadStructPattern(syntax::DatumId datum, uint32_t structure, uint32_t place, Pattern& out);
    [[nodiscard]] uint32_t StructOfPattern(support::Symbol head) const;
    void BadPattern(syntax::DatumId at, std::string_view text, Pattern& out);
    NodeId AddPlace(const Pattern& pattern, uint32_t place, BindingId subject, bool checked);
    NodeId AddTest(const Pattern& pattern, const PatternTest& test, BindingId subject);
    NodeId AddItemsTest(const Pattern& pattern, const PatternTest& test, bool is_vector, BindingId subject);
    NodeId AddTypeTest(TypeSet type, const Pattern& pattern, uint32_t place, BindingId subject);
    /// Bindings of the pattern's names, in the current scope.
    void BindPattern(const Pattern& pattern, BindingId subject, bool checked, std::vector<BindingId>& bindings,
                     std::vector<NodeId>& values);
    NodeId AddPatternLet(const Pattern& pattern, const std::vector<BindingId>& bindings, std::vector<NodeId> values,
                         NodeId body);
    bool SameLiteral(const PatternTest& a, const PatternTest& b) const;

    // --- expand_control.cpp
    NodeId ExpandIf(syntax::DatumId list, bool tail);
    NodeId ExpandCond(syntax::DatumId list, bool tail);
    /// What a `guard` has caught, and the guard.
    struct Raised {
        BindingId value;
        source::Span guard;
    };
    /// `raised`: the clauses are those of a `guard`, which raises this again when none applies.
    NodeId ExpandCondClause(syntax::DatumId list, size_t index, bool tail, const Raised* raised = nullptr);
    NodeId ExpandCase(syntax::DatumId list, bool tail);
    NodeId ExpandCaseClause(syntax::DatumId list, size_t index, BindingId key, bool tail);
    NodeId ExpandReceiver(syntax::DatumId receiver, source::Span span, BindingId argument, bool tail);
    NodeId ExpandWhen(syntax::DatumId list, bool tail);
    NodeId ExpandAndOr(syntax::DatumId list, bool tail);
    NodeId ExpandSequence(syntax::DatumId list, bool tail);
    NodeId ExpandCondExpand(syntax::DatumId list, bool tail);
    NodeId ExpandDo(syntax::DatumId list, bool tail);
    NodeId ExpandDoLoop(syntax::DatumId list, bool tail);
    NodeId ExpandWhile(syntax::DatumId list, bool tail);
    NodeId ExpandFor(syntax::DatumId list, bool tail);
    NodeId ExpandForRange(syntax::DatumId list, const ParamSpec& param, bool tail);
    NodeId ExpandForEach(syntax::DatumId list, const ParamSpec& param, bool tail);
    NodeId ExpandAssert(syntax::DatumId list, bool tail);
    NodeId ExpandRegionWish(syntax::DatumId list, bool tail);
    NodeId ExpandWithRegion(syntax::DatumId list, bool tail);
    void NoteRegion(BindingId binding, NodeId value);

    // --- expand_guard.cpp
    NodeId ExpandGuard(syntax::DatumId list, bool tail);

    // --- expand_exit.cpp
    /// Is it a call of call/cc, by any of its names?
    bool IsCallWithExit(syntax::DatumId list) const;
    NodeId ExpandCallWithExit(syntax::DatumId list, bool tail);
    NodeId ExpandLetExit(syntax::DatumId list, bool tail);
    /// `expand_body` makes the body, in tail position of a function of its own, where the binding it gets is `name`.
    NodeId AddCallWithExit(source::Span span, const ParamSpec& name, bool tail,
                           const std::function<NodeId(BindingId)>& expand_body);
    bool IsCalledInTailOnly(BindingId k, LambdaId body) const;
    void ReplaceByArgument(BindingId k);
    NodeId AddExitFunction(BindingId exit, BindingId k);

    // --- expand_dynamic.cpp
    NodeId ExpandThunk(syntax::DatumId list, size_t begin, std::string_view name);
    NodeId AddPromise(NodeId procedure, uint64_t state, source::Span span);
    NodeId ExpandDelay(syntax::DatumId list, bool tail);
    NodeId ExpandConsStream(syntax::DatumId list, bool tail);
    NodeId ExpandParameterize(syntax::DatumId list, bool tail);

    // --- expand_quote.cpp
    NodeId ExpandQuote(syntax::DatumId list, bool tail);
    NodeId ExpandQuasiquote(syntax::DatumId list, bool tail);
    NodeId ExpandStrayUnquote(syntax::DatumId list, bool tail);
    NodeId Quoted(syntax::DatumId datum);
    NodeId ExpandContainer(syntax::DatumId datum, std::string_view maker);
    NodeId Quasi(syntax::DatumId datum, int depth);
    NodeId QuasiList(syntax::DatumId list, int depth, size_t first);
    bool HasUnquote(syntax::DatumId datum) const;

    const TopLevel& top_;
    source::Sink& sink_;
    syntax::Form* form_ = nullptr;
    Unit unit_;
    const TopItem* clause_ = nullptr;            ///< the item, when it is a Clause
    LambdaId lambda_;                            ///< whose body is being expanded
    BindingId recur_target_;                     ///< of the innermost `loop`

    /// A name that is bound: to a binding of the unit, or to a macro.
    struct Local {
        support::Symbol name;
        BindingId binding;
        const Macro* macro = nullptr;
        uint32_t hidden = 0;                     ///< what the name meant before: index into locals_ + 1, or 0
        uint32_t scope = 0;                      ///< number of scopes around it
        support::Symbol global;                  ///< when it is neither: the operation of a struct type
    };
    std::vector<Local> locals_;                  ///< the innermost last
    std::vector<uint32_t> local_;                ///< by symbol index: index into locals_ + 1, or 0
    std::vector<size_t> scope_marks_;
    /// A region of the source.
    struct SourceRegion {
        uint64_t name;
        bool is_split = false;
    };
    std::unordered_map<uint32_t, SourceRegion> regions_;   // by binding that holds one
    std::unordered_map<uint32_t, uint64_t> split_;         // by node of a region-split: the name of the region
    std::vector<support::Symbol> keys_;          ///< by binding: the name that it is found by, perhaps an alias

    MacroExpander expander_;
    uint32_t form_index_ = 0;                    ///< of the form that expander_ knows
    std::deque<Macro> macros_;                   ///< of the item
    uint32_t macros_before_ = 0;                 ///< macros of the top level that the item sees
    uint32_t expansions_ = 0;                    ///< that what is being expanded came out of
    std::vector<StructDef> structs_;             ///< of the program, as far as they are known
    StructNames struct_names_;
    std::vector<bool> initialised_;              ///< by binding: has its value where the expansion stands
};

}  // namespace omni::ast
