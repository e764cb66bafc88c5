// Calls of primitives, and of library names that expand in place.
#include <array>
#include <bit>

#include "core/function_builder.h"

namespace omni::core {

using ast::NodeId;
using ast::NodeKind;
using source::DiagKind;

support::Symbol WordFor(Prim prim)
{
    static const auto kWords = [] {
        std::array<support::Symbol, static_cast<size_t>(Prim::Count)> words;
        for (size_t i = 0; i < words.size(); ++i) {
            // number->string holds a string, string-length a length, null? says whether it is null.
            std::string text(Info(static_cast<Prim>(i)).source_name);
            if (const size_t arrow = text.find("->"); arrow != std::string::npos) {
                text = text.substr(arrow + 2);
            }
            while (!text.empty() && (text.back() == '?' || text.back() == '!' || text.back() == '=')) {
                text.pop_back();
            }
            words[i] = support::Intern(text.empty() ? "value" : text);
        }
        const auto set = [&](Prim which, std::string_view word) {
            words[static_cast<size_t>(which)] = support::Intern(word);
        };
        set(Prim::Add, "sum"), set(Prim::Sub, "difference"), set(Prim::Neg, "negated"), set(Prim::Mul, "product"), set(Prim::Div, "quotient");
        set(Prim::Expt, "power"), set(Prim::Sqrt, "root"), set(Prim::Abs, "magnitude");
        set(Prim::Quotient, "quotient"), set(Prim::Remainder, "remainder"), set(Prim::Modulo, "remainder");
        set(Prim::Min, "smaller"), set(Prim::Max, "larger"), set(Prim::Floor, "floor");
        set(Prim::NumEq, "equal"), set(Prim::NumLt, "less"), set(Prim::NumGt, "greater");
        set(Prim::NumLe, "at-most"), set(Prim::NumGe, "at-least");
        set(Prim::Not, "inverse"), set(Prim::IsEq, "same"), set(Prim::IsSame, "same"), set(Prim::IsEqv, "same"), set(Prim::IsEqual, "equal");
        set(Prim::PairCar, "head"), set(Prim::PairCdr, "tail"), set(Prim::HasPairs, "fits"), set(Prim::IsListOf, "fits");
        set(Prim::IsNull, "empty"), set(Prim::IsEofObject, "at-end");
        set(Prim::Cons, "pair"), set(Prim::Car, "head"), set(Prim::Cdr, "tail"), set(Prim::ListLength, "length");
        set(Prim::ValuesNew, "values"), set(Prim::NoValues, "values"), set(Prim::ValuesFirst, "first");
        set(Prim::ValuesRest, "rest"), set(Prim::CellNew, "cell"), set(Prim::CellGet, "content");
        set(Prim::CharEq, "equal"), set(Prim::CharLt, "less"), set(Prim::CharGt, "greater");
        set(Prim::CharLe, "at-most"), set(Prim::CharGe, "at-least"), set(Prim::CharUpcase, "upper");
        set(Prim::CharDowncase, "lower"), set(Prim::StringLength, "length"), set(Prim::StringRef, "char");
        set(Prim::Substring, "part"), set(Prim::StringAppend, "text"), set(Prim::StringCopy, "copy");
        set(Prim::StringEq, "equal"), set(Prim::StringLt, "less"), set(Prim::StringGt, "greater");
        set(Prim::StringLe, "at-most"), set(Prim::StringGe, "at-least"), set(Prim::StringUpcase, "upper");
        set(Prim::StringDowncase, "lower"), set(Prim::StringIndex, "index"), set(Prim::StringContains, "index");
        set(Prim::StringSearch, "index");
        set(Prim::NumberToStringRadix, "string"), set(Prim::StringToNumberRadix, "number");
        set(Prim::IsRaised, "raised"), set(Prim::Caught, "caught"), set(Prim::ErrorMessage, "message");
        set(Prim::ErrorIrritants, "irritants");
        set(Prim::OpenInputFile, "port"), set(Prim::OpenOutputFile, "port"), set(Prim::Read, "datum");
        set(Prim::ReadFrom, "datum"), set(Prim::NewPromise, "promise"), set(Prim::PromiseState, "state"), set(Prim::PromiseContent, "content");
        set(Prim::MakeString, "string"), set(Prim::ReadLine, "line"), set(Prim::CommandLine, "arguments");
        set(Prim::CurrentTimeMs, "now"), set(Prim::BitAnd, "bits"), set(Prim::BitOr, "bits");
        set(Prim::BitXor, "bits"), set(Prim::BitNot, "bits"), set(Prim::ShiftLeft, "shifted");
        set(Prim::ShiftRight, "shifted"), set(Prim::Atan2, "angle");
        set(Prim::Vector, "vector"), set(Prim::MakeVector, "vector"), set(Prim::NewVector, "vector");
        set(Prim::ZeroVector, "vector");
        set(Prim::VectorLength, "length"), set(Prim::VectorRef, "item"), set(Prim::VectorPop, "item");
        set(Prim::Subvector, "part"), set(Prim::VectorCopy, "copy"), set(Prim::VectorAppend, "vector");
        set(Prim::VectorGrow, "larger"), set(Prim::MakeBytes, "bytes"), set(Prim::BytesLength, "length");
        set(Prim::BytesRef, "byte"), set(Prim::Subbytes, "part"), set(Prim::BytesAppend, "bytes");
        set(Prim::StringToUtf8, "bytes"), set(Prim::MakeDict, "dict"), set(Prim::DictRef, "value");
        set(Prim::DictRefOr, "value"), set(Prim::DictHas, "known"), set(Prim::DictCount, "count");
        set(Prim::DictPlaces, "places"), set(Prim::DictIsPlace, "used"), set(Prim::DictKeyAt, "key");
        set(Prim::DictValueAt, "value"), set(Prim::MakeBox, "box"), set(Prim::Unbox, "content");
        set(Prim::CurrentOutput, "port"), set(Prim::CurrentError, "port"), set(Prim::CurrentInput, "port");
        set(Prim::OpenOutputString, "port"), set(Prim::OpenInputString, "port"), set(Prim::GetOutputString, "text");
        set(Prim::ReadChar, "char"), set(Prim::ReadCharFrom, "char"), set(Prim::PeekChar, "char");
        set(Prim::PeekCharFrom, "char"), set(Prim::ReadLineFrom, "line"), set(Prim::ReadString, "text");
        set(Prim::ReadStringFrom, "text"), set(Prim::Sequence, "items"), set(Prim::SequenceDone, "done");
        set(Prim::SequenceItem, "item"), set(Prim::SequenceRest, "rest"), set(Prim::SequenceNext, "index");
        set(Prim::SequenceOfText, "chars"), set(Prim::SequenceOfBytes, "numbers"), set(Prim::SequenceOfAny, "items");
        set(Prim::BytesToList, "numbers");
        return words;
    }();
    return kWords[static_cast<size_t>(prim)];
}

Atom FunctionBuilder::EmitPrim(Prim prim, std::span<const Atom> args, source::Span span, const Hint* hint,
                               bool wanted)
{
    const PrimInfo& info = Info(prim);
    if (dead_) {
        return module_.Undefined();
    }
    if (!wanted && info.is_pure()) {
        return NothingAtom();
    }
    Stmt stmt;
    stmt.kind = StmtKind::Prim;
    stmt.prim = prim;
    stmt.span = span;
    function_.SetArgs(stmt, args);
    if (wanted && info.has_result()) {
        stmt.result = NewVar(hint, WordFor(prim), span);
    }
    Emit(stmt);
    if (info.never_returns()) {
        EmitWith(StmtKind::Unreachable, span, {});
        return module_.Undefined();
    }
    return stmt.result.valid() ? Atom(stmt.result) : Named(NothingAtom(), wanted ? hint : nullptr, span);
}

Prim LongerPrim(Prim prim)
{
    switch (prim) {
    case Prim::NumberToString: return Prim::NumberToStringRadix;
    case Prim::StringToNumber: return Prim::StringToNumberRadix;
    case Prim::Atan: return Prim::Atan2;
    case Prim::DictRef: return Prim::DictRefOr;
    case Prim::ZeroVector: return Prim::MakeVector;
    case Prim::Display: return Prim::DisplayTo;
    case Prim::Write: return Prim::WriteTo;
    case Prim::WriteShared: return Prim::WriteSharedTo;
    case Prim::Newline: return Prim::NewlineTo;
    case Prim::WriteString: return Prim::WriteStringTo;
    case Prim::WriteChar: return Prim::WriteCharTo;
    case Prim::ReadChar: return Prim::ReadCharFrom;
    case Prim::PeekChar: return Prim::PeekCharFrom;
    case Prim::ReadLine: return Prim::ReadLineFrom;
    case Prim::ReadString: return Prim::ReadStringFrom;
    case Prim::Read: return Prim::ReadFrom;
    default: return Prim::Count;
    }
}

Atom FunctionBuilder::CallPrim(const ast::Node& node, support::Symbol name, Prim prim, const Hint* hint, bool wanted)
{
    const PrimInfo& info = Info(prim);
    const auto nodes = unit_.kids_of(node).subspan(1);
    if (info.Has('V') || (prim == Prim::Sub || prim == Prim::Div)) {
        return Variadic(prim, name, node, hint, wanted);
    }
    if (info.Has('C')) {
        if (!CheckCount(name, nodes.size(), 1, SIZE_MAX, node.span, {})) {
            return module_.Undefined();
        }
        const std::vector<Atom> args = Args(nodes);
        return dead_ ? Atom(module_.Undefined()) : Chain(prim, args, node.span, hint);
    }
    if (prim == Prim::Error) {
        if (!CheckCount(name, nodes.size(), 1, SIZE_MAX, node.span, {})) {
            return module_.Undefined();
        }
        std::vector<Atom> args = Args(nodes);
        if (!dead_) {
            GatherRest(args, 1, node.span);
        }
        return EmitPrim(prim, args, node.span, hint, wanted);
    }
    if ((prim == Prim::Exit || prim == Prim::EmergencyExit) && nodes.empty()) {
        return EmitPrim(prim, {{Atom(module_.Int(0))}}, node.span, hint, wanted);
    }
    if (nodes.size() == info.operands.size() + 1 && LongerPrim(prim) != Prim::Count) {
        prim = LongerPrim(prim);
    } else if (nodes.size() != info.operands.size()) {
        const Entity other = module_.FindMatching(name, nodes.size());
        if (other.kind == EntityKind::Function) {
            std::vector<Atom> args = Args(nodes);
            if (other.has_rest && !dead_) {
                GatherRest(args, other.min_args, node.span);
            }
            return dead_ ? Atom(module_.Undefined()) : CallFunction(other.function, args, node.span, hint, wanted);
        }
        CheckCount(name, nodes.size(), info.operands.size(), info.operands.size(), node.span, {});
        return module_.Undefined();
    }
    const std::vector<Atom> args = Args(nodes);
    return EmitPrim(prim, args, node.span, hint, wanted);
}

/// (+ a b c) is (+ (+ a b) c); fewer than two operands by the rules of R7RS.
Atom FunctionBuilder::Variadic(Prim prim, support::Symbol name, const ast::Node& node, const Hint* hint, bool wanted)
{
    const auto nodes = unit_.kids_of(node).subspan(1);
    const bool has_unit = prim == Prim::Add || prim == Prim::Mul || prim == Prim::StringAppend;
    const bool may_be_none = has_unit || prim == Prim::VectorAppend || prim == Prim::BytesAppend;
    if (!CheckCount(name, nodes.size(), may_be_none ? 0 : 1, SIZE_MAX, node.span, {})) {
        return module_.Undefined();
    }
    const std::vector<Atom> args = Args(nodes);
    if (dead_) {
        return module_.Undefined();
    }
    if (prim == Prim::VectorAppend && args.size() < 2) {
        return args.empty() ? EmitPrim(Prim::Vector, {}, node.span, hint, wanted)
                            : EmitPrim(Prim::VectorCopy, args, node.span, hint, wanted);
    }
    if (prim == Prim::BytesAppend && args.size() < 2) {
        const Atom empty = module_.Bytes("");
        return EmitPrim(prim, {{args.empty() ? empty : args[0], empty}}, node.span, hint, wanted);
    }
    if (args.empty()) {
        const Atom unit = prim == Prim::StringAppend ? module_.String("") : module_.Int(prim == Prim::Mul ? 1 : 0);
        return Named(unit, hint, node.span);
    }
    if (args.size() == 1) {
        if (prim == Prim::Sub) {
            if (args[0].is_constant()) {
                const Constant constant = module_.constant(args[0].constant());
                if (constant.kind == ConstantKind::Int && constant.integer != INT64_MIN) {
                    return Named(module_.Int(-constant.integer), hint, node.span);
                }
                if (constant.kind == ConstantKind::Float) {
                    return Named(module_.Scalar(ConstantKind::Float, std::bit_cast<uint64_t>(-constant.real)), hint,
                                 node.span);
                }
            }
            return EmitPrim(Prim::Neg, args, node.span, hint, wanted);
        }
        if (prim == Prim::Div) {
            return EmitPrim(prim, {{Atom(module_.Int(1)), args[0]}}, node.span, hint, wanted);
        }
        // The operation with its unit checks the operand's kind.
        if (has_unit || prim == Prim::BitXor) {
            const Atom unit = prim == Prim::StringAppend ? module_.String("") : module_.Int(prim == Prim::Mul ? 1 : 0);
            return EmitPrim(prim, {{args[0], unit}}, node.span, hint, wanted);
        }
        return EmitPrim(prim, {{args[0], args[0]}}, node.span, hint, wanted);
    }
    Atom result = args[0];
    for (size_t i = 1; i < args.size(); ++i) {
        const bool last = i + 1 == args.size();
        result = EmitPrim(prim, {{result, args[i]}}, node.span, last ? hint : nullptr, !last || wanted);
    }
    return result;
}

/// (< a b c) is a < b and b < c, each operand evaluated once.
Atom FunctionBuilder::Chain(Prim prim, std::span<const Atom> args, source::Span span, const Hint* hint)
{
    if (args.size() == 1) {
        return Named(module_.Bool(true), hint, span);
    }
    if (args.size() == 2) {
        return EmitPrim(prim, args, span, hint);
    }
    const Atom first = EmitPrim(prim, args.first(2), span, nullptr);
    const VarId result = NewVar(hint, support::Intern("ordered"), span);
    const BlockId then_block = function_.blocks.Add({});
    const BlockId else_block = function_.blocks.Add({});
    Stmt stmt;
    stmt.kind = StmtKind::If;
    stmt.span = span;
    stmt.result = result;
    stmt.blocks[0] = then_block;
    stmt.blocks[1] = else_block;
    function_.SetArgs(stmt, {{first}});
    Emit(stmt);
    Saved saved = Begin(then_block);
    YieldArm(Chain(prim, args.subspan(1), span, nullptr), true, span);
    End(saved);
    saved = Begin(else_block);
    YieldArm(module_.Bool(false), true, span);
    End(saved);
    return result;
}

/// (cadr x) is (car (cdr x)): the letters of the path apply from right to left.
Atom FunctionBuilder::CarCdr(std::string_view path, const ast::Node& node, const Hint* hint, bool wanted)
{
    const auto nodes = unit_.kids_of(node).subspan(1);
    const support::Symbol name = support::Intern("c" + std::string(path) + "r");
    if (!CheckCount(name, nodes.size(), 1, 1, node.span, {})) {
        return module_.Undefined();
    }
    Atom at = Args(nodes)[0];
    for (size_t i = path.size(); i-- > 0;) {
        at = EmitPrim(path[i] == 'a' ? Prim::Car : Prim::Cdr, {{at}}, node.span, i == 0 ? hint : nullptr,
                      i != 0 || wanted);
    }
    return at;
}

/// Conses from the last item to the first onto `end`.
Atom FunctionBuilder::BuildList(std::span<const Atom> items, Atom end, source::Span span, const Hint* hint)
{
    static const support::Symbol kList = support::Intern("list");
    if (items.empty()) {
        return Named(end, hint, span);
    }
    Atom list = end;
    for (size_t i = items.size(); i-- > 0;) {
        Hint name;
        name.name = kList;
        list = EmitPrim(Prim::Cons, {{items[i], list}}, span, i == 0 && hint != nullptr ? hint : &name);
    }
    return list;
}

/// (vector a b) makes it of its items; (dict k v) and (bytes 1 2) make one and fill it.
Atom FunctionBuilder::BuildContainer(const ast::Node& node, support::Symbol name, const Hint* hint, bool wanted)
{
    static const support::Symbol kVector = support::Intern("vector"), kDict = support::Intern("dict");
    const auto nodes = unit_.kids_of(node).subspan(1);
    if (name == kDict && nodes.size() % 2 != 0) {
        CheckCount(name, nodes.size(), nodes.size() + 1, nodes.size() + 1, node.span, {});
        return module_.Undefined();
    }
    const std::vector<Atom> args = Args(nodes);
    if (dead_) {
        return module_.Undefined();
    }
    if (name == kVector) {
        return EmitPrim(Prim::Vector, args, node.span, hint, wanted);
    }
    if (name == kDict) {
        const Atom dict = EmitPrim(Prim::MakeDict, {}, node.span, hint);
        for (size_t i = 0; i < args.size(); i += 2) {
            EmitPrim(Prim::DictSet, {{dict, args[i], args[i + 1]}}, node.span, nullptr, false);
        }
        return dict;
    }
    const Atom length = module_.Int(static_cast<int64_t>(args.size()));
    std::string constant;
    for (const Atom arg : args) {
        const bool is_byte = arg.is_constant() && module_.constant(arg.constant()).kind == ConstantKind::Int &&
                             module_.constant(arg.constant()).integer >= 0 &&
                             module_.constant(arg.constant()).integer < 256;
        if (is_byte) {
            constant += static_cast<char>(module_.constant(arg.constant()).integer);
        }
    }
    if (constant.size() == args.size()) {
        return EmitPrim(Prim::Subbytes, {{Atom(module_.Bytes(constant)), Atom(module_.Int(0)), length}}, node.span,
                        hint, wanted);
    }
    const Atom bytes = EmitPrim(Prim::MakeBytes, {{length, Atom(module_.Int(0))}}, node.span, hint);
    for (size_t i = 0; i < args.size(); ++i) {
        EmitPrim(Prim::BytesSet, {{bytes, Atom(module_.Int(static_cast<int64_t>(i))), args[i]}}, node.span, nullptr,
                 false);
    }
    return bytes;
}

/// Library names that take any number of operands and need no list of them: list, vector, dict, bytes, cons*, append,
/// print, println, apply.
Atom FunctionBuilder::CallInline(const ast::Node& node, support::Symbol name, const Hint* hint, bool wanted, bool& done)
{
    static const support::Symbol kList = support::Intern("list"), kConsStar = support::Intern("cons*"),
                                 kAppend = support::Intern("append"), kPrint = support::Intern("print"),
                                 kPrintln = support::Intern("println"), kApply = support::Intern("apply"),
                                 kValues = support::Intern("values"),   kVector = support::Intern("vector"),
                                 kDict = support::Intern("dict"),       kBytes = support::Intern("bytes");
    const auto nodes = unit_.kids_of(node).subspan(1);
    done = true;
    name = CanonicalName(name);
    if (name == kList || (name == kConsStar && !nodes.empty())) {
        const std::vector<Atom> args = Args(nodes);
        if (dead_ || !wanted) {
            return NothingAtom();
        }
        if (name == kList) {
            return BuildList(args, module_.Nil(), node.span, hint);
        }
        return BuildList(std::span<const Atom>(args).first(args.size() - 1), args.back(), node.span, hint);
    }
    if (name == kValues) {
        const std::vector<Atom> args = Args(nodes);
        if (dead_) {
            return module_.Undefined();
        }
        return wanted ? MakeValues(args, node.span, hint) : NothingAtom();
    }
    if (name == kVector || name == kDict || name == kBytes) {
        return BuildContainer(node, name, hint, wanted);
    }
    if (name == kAppend && nodes.size() != 2) {
        const std::vector<Atom> args = Args(nodes);
        if (dead_) {
            return module_.Undefined();
        }
        Atom list = args.empty() ? Atom(module_.Nil()) : args.back();
        for (size_t i = args.empty() ? 0 : args.size() - 1; i-- > 0;) {
            list = CallFunction(module_.FindPrelude(name).function, {{args[i], list}}, node.span, nullptr, true);
        }
        return Named(list, hint, node.span);
    }
    if (name == kPrint || name == kPrintln) {
        const std::vector<Atom> args = Args(nodes);
        for (Atom arg : args) {
            EmitPrim(Prim::Display, {{arg}}, node.span, nullptr, false);
        }
        if (name == kPrintln) {
            EmitPrim(Prim::Newline, {}, node.span, nullptr, false);
        }
        return Named(dead_ ? Atom(module_.Undefined()) : NothingAtom(), hint, node.span);
    }
    if (name == kApply && nodes.size() >= 2) {
        return CallApply(node, hint, wanted);
    }
    done = false;
    return {};
}

Atom FunctionBuilder::CallHidden(const ast::Node& node, support::Symbol name, const Hint* hint, bool& done)
{
    static const support::Symbol kTry = support::Intern("%try"), kIsRaised = support::Intern("%raised?"),
                                 kCaught = support::Intern("%caught"), kError = support::Intern("%error"),
                                 kHandle = support::Intern("%handle"), kWind = support::Intern("%wind"),
                                 kWithExit = support::Intern("%call-with-exit");
    static const support::Symbol kBody = support::Intern("body");
    const auto nodes = unit_.kids_of(node).subspan(1);
    done = true;
    if (name == kHandle || name == kTry || name == kWithExit || name == kWind) {
        const Hint body{kBody, VarKind::Temp, unit_.nodes[nodes[0]].span};
        const std::vector<Atom> args = name == kTry ? std::vector<Atom>{Value(nodes[0], &body)} : Args(nodes);
        if (dead_) {
            return module_.Undefined();
        }
        Stmt stmt;
        stmt.kind = StmtKind::CallClosure;
        stmt.span = node.span;
        stmt.handled = name == kHandle;
        stmt.guarded = name == kTry;
        stmt.has_exit = name == kWithExit;
        stmt.wound = name == kWind;
        stmt.result = NewVar(hint, support::Intern(stmt.guarded ? "outcome" : "result"), node.span);
        function_.SetArgs(stmt, args);
        Emit(stmt);
        return stmt.result;
    }
    if (name == kIsRaised) {
        return EmitPrim(Prim::IsRaised, Args(nodes), node.span, hint);
    }
    if (name == kCaught) {
        return EmitPrim(Prim::Caught, {}, node.span, hint);
    }
    if (name == kError) {
        const std::vector<Atom> args = Args(nodes);
        return EmitPrim(Prim::Error, args, node.span, hint);
    }
    done = false;
    return {};
}

FuncId BuildPrimFunction(ModuleBuilder& module, support::Symbol name, const Entity& entity)
{
    const FuncId id = module.ReserveFunction(name);
    Function function;
    function.name = name;
    function.id = id;
    function.is_prelude = true;
    ast::Unit unit;
    UnitState state{unit, {}, {}, {}, false};
    FunctionBuilder builder(module, state, function);
    function.body = function.blocks.Add({});
    builder.block_ = function.body;
    static constexpr std::string_view kNames[] = {"a", "b", "c", "d"};
    const size_t count = entity.kind == EntityKind::CarCdr ? 1 : Info(entity.prim).operands.size();
    std::vector<Atom> args;
    for (size_t i = 0; i < count; ++i) {
        FunctionBuilder::Hint hint;
        hint.name = support::Intern(kNames[i]);
        hint.kind = VarKind::Param;
        function.params.push_back(builder.NewVar(&hint, {}, {}));
        args.push_back(function.params.back());
    }
    Atom result;
    if (entity.kind == EntityKind::CarCdr) {
        result = args[0];
        for (size_t i = entity.path.size(); i-- > 0;) {
            result = builder.EmitPrim(entity.path[i] == 'a' ? Prim::Car : Prim::Cdr, {{result}}, {}, nullptr);
        }
    } else {
        result = builder.EmitPrim(entity.prim, args, {}, nullptr);
    }
    builder.Finish(FunctionBuilder::Exit::Return, result, {});
    module.function(id) = std::move(function);
    return id;
}

}  // namespace omni::core
