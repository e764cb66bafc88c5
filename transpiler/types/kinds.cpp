#include "types/kinds.h"

#include "core/print.h"
#include "types/types.h"

namespace omni::types {

using core::KindSet;
using core::Prim;
using core::Repr;
namespace kind = core::kind;

KindSet KindOf(const core::Constant& constant)
{
    using core::ConstantKind;
    switch (constant.kind) {
    case ConstantKind::Int: return kind::kInt;
    case ConstantKind::Float: return kind::kFloat;
    case ConstantKind::Bool: return kind::kBool;
    case ConstantKind::Char: return kind::kChar;
    case ConstantKind::Symbol: return kind::kSymbol;
    case ConstantKind::String: return kind::kString;
    case ConstantKind::Nil: return kind::kNil;
    case ConstantKind::Nothing: return kind::kNothing;
    case ConstantKind::Pair: return kind::kPair;
    case ConstantKind::Undefined: return kind::kNone;
    case ConstantKind::Vector: return kind::kVector;
    case ConstantKind::Bytes: return kind::kBytes;
    }
    return kind::kAny;
}

Repr ReprOf(KindSet kinds)
{
    switch (kinds) {
    case kind::kInt: return Repr::Int;
    case kind::kFloat: return Repr::Float;
    case kind::kBool: return Repr::Bool;
    case kind::kChar: return Repr::Char;
    default: return Repr::Obj;
    }
}

KindSet KindsOf(Repr repr)
{
    switch (repr) {
    case Repr::Int: return kind::kInt;
    case Repr::Float: return kind::kFloat;
    case Repr::Bool: return kind::kBool;
    case Repr::Char: return kind::kChar;
    case Repr::None: return kind::kNone;
    case Repr::Obj: break;
    }
    return kind::kAny;
}

Repr ReprOfLetter(char letter)
{
    switch (letter) {
    case 'i': return Repr::Int;
    case 'f': return Repr::Float;
    case 'b': return Repr::Bool;
    case 'c': return Repr::Char;
    case 'v':
    case '!': return Repr::None;
    default: return Repr::Obj;
    }
}

KindSet KindsOfLetter(char letter)
{
    switch (letter) {
    case 'i':
    case 'I': return kind::kInt;
    case 'f':
    case 'n': return kind::kNumber;
    case 'b': return kind::kBool;
    case 'c': return kind::kChar;
    case 'p': return kind::kPair;
    case 's': return kind::kString;
    case 'y': return kind::kSymbol;
    case 'l': return kListKinds;
    case 'k': return kind::kProcedure;
    case 'x': return kind::kCell;
    case 'm': return kind::kValues;
    case 'a': return kind::kAbsent;
    case 'V': return kind::kVector;
    case 'B': return kind::kBytes;
    case 'D': return kind::kDict;
    case 'P': return kind::kPort;
    case 'r': return kind::kPromise;
    case 'v': return kind::kNothing;
    case '!': return kind::kNone;
    default: return kind::kAny;
    }
}

char OperandLetter(const core::PrimInfo& info, size_t index)
{
    char last = 0;
    size_t position = 0;
    for (const char letter : info.operands) {
        if (letter == '*') {
            return last;
        }
        if (letter == '?') {
            continue;
        }
        if (position == index) {
            return letter;
        }
        last = letter;
        ++position;
    }
    return info.operands.find('*') != std::string_view::npos ? last : '\0';
}

const core::StructField* FieldOf(const core::Module& module, const core::Stmt& stmt, size_t index)
{
    const bool stores = stmt.prim == Prim::StructSet || stmt.prim == Prim::StructPut;
    if (stmt.prim != Prim::StructNew && !(stores && index == 1)) {
        return nullptr;
    }
    return &module.structs[stmt.struct_type].fields[stores ? stmt.field : index];
}

Repr OperandRepr(const core::Module& module, const core::Stmt& stmt, size_t index)
{
    const core::StructField* field = FieldOf(module, stmt, index);
    return field != nullptr ? field->repr : ReprOfLetter(OperandLetter(core::Info(stmt.prim), index));
}

Repr ResultRepr(const core::Module& module, const core::Stmt& stmt)
{
    const bool loads = stmt.prim == Prim::StructGet || stmt.prim == Prim::StructField;
    return loads ? module.structs[stmt.struct_type].fields[stmt.field].repr
                 : ReprOfLetter(core::Info(stmt.prim).result);
}

KindSet ItemKinds(KindSet declared)
{
    constexpr std::pair<KindSet, KindSet> kItems[] = {{kind::kItemInt, kind::kInt},
                                                      {kind::kItemFloat, kind::kFloat},
                                                      {kind::kItemBool, kind::kBool},
                                                      {kind::kItemChar, kind::kChar},
                                                      {kind::kItemString, kind::kString}};
    for (const auto& [item, kinds] : kItems) {
        if ((declared & item) != 0) {
            return kinds;
        }
    }
    return kind::kAny;
}

KindSet OperandKinds(const core::Module& module, const core::Stmt& stmt, size_t index)
{
    if (const core::StructField* field = FieldOf(module, stmt, index)) {
        return ReprOf(field->declared_kinds) != Repr::Obj ? field->declared_kinds : kind::kAny;
    }
    if (core::TakesField(stmt.prim)) {
        return kind::OfStruct(stmt.struct_type);
    }
    return KindsOfLetter(OperandLetter(core::Info(stmt.prim), index));
}

KindTest TestOf(const core::Stmt& stmt)
{
    if (stmt.prim != Prim::IsStruct) {
        return TestOf(stmt.prim);
    }
    const KindSet own = kind::OfStruct(stmt.struct_type);
    return {own, kind::IsOwn(stmt.struct_type) ? kind::kAny & ~own : kind::kAny};
}

KindTest TestOf(Prim prim)
{
    const auto exactly = [](KindSet kinds) { return KindTest{kinds, kind::kAny & ~kinds}; };
    switch (prim) {
    case Prim::IsNull: return exactly(kind::kNil);
    case Prim::IsPair: return exactly(kind::kPair);
    case Prim::HasPairs:   // match asks for one at least
    case Prim::IsListOf: return {kind::kPair, kind::kAny};
    case Prim::IsList: return {kListKinds, kind::kAny & ~kind::kNil};
    case Prim::IsNumber: return exactly(kind::kNumber);
    case Prim::IsInteger: return {kind::kNumber, kind::kAny & ~kind::kInt};
    case Prim::IsInt: return exactly(kind::kInt);
    case Prim::IsFloat: return exactly(kind::kFloat);
    case Prim::IsBoolean: return exactly(kind::kBool);
    case Prim::IsChar: return exactly(kind::kChar);
    case Prim::IsString: return exactly(kind::kString);
    case Prim::IsSymbol: return exactly(kind::kSymbol);
    case Prim::IsProcedure: return exactly(kind::kProcedure);
    case Prim::IsNothing: return exactly(kind::kNothing);
    case Prim::IsAbsent: return exactly(kind::kAbsent);
    case Prim::IsNoValues: return {kind::kValues, kind::kAny};
    case Prim::IsValues: return {kind::kValues, kind::kAny};
    case Prim::IsEofObject: return exactly(kind::kEof);
    case Prim::SequenceDone: return {kind::kAny & ~kind::kPair, kind::kAny & ~kind::kNil};
    case Prim::IsVector: return exactly(kind::kVector);
    case Prim::IsBytes: return exactly(kind::kBytes);
    case Prim::IsDict: return exactly(kind::kDict);
    case Prim::IsBox: return exactly(kind::kCell);
    case Prim::IsPort: return exactly(kind::kPort);
    case Prim::IsPromise: return exactly(kind::kPromise);
    case Prim::IsErrorObject: return {kind::kOther, kind::kAny};
    default: return {};
    }
}

ArithmeticRule ArithmeticOf(Prim prim)
{
    switch (prim) {
    case Prim::Add:
    case Prim::Sub:
    case Prim::Neg:
    case Prim::Mul:
    case Prim::Quotient:
    case Prim::Remainder:
    case Prim::Modulo:
    case Prim::Abs:
    case Prim::Min:
    case Prim::Max:
    case Prim::Floor:
    case Prim::Ceiling:
    case Prim::Round:
    case Prim::Truncate: return {true, false};
    case Prim::Div:
    case Prim::Expt:
    case Prim::Sqrt: return {true, true};
    default: return {};
    }
}

bool IsSequenceStart(Prim prim)
{
    return prim == Prim::Sequence || prim == Prim::SequenceOfText || prim == Prim::SequenceOfBytes ||
           prim == Prim::SequenceOfAny;
}

KindSet FixedResultKinds(Prim prim)
{
    switch (prim) {
    case Prim::StringToNumber:
    case Prim::StringToNumberRadix: return kind::kNumber | kind::kBool;
    case Prim::StringIndex:
    case Prim::StringContains:
    case Prim::StringSearch: return kind::kInt | kind::kBool;
    case Prim::ReadLine:
    case Prim::ReadLineFrom:
    case Prim::ReadString:
    case Prim::ReadStringFrom: return kind::kString | kind::kEof;
    case Prim::ReadChar:
    case Prim::ReadCharFrom:
    case Prim::PeekChar:
    case Prim::PeekCharFrom: return kind::kChar | kind::kEof;
    case Prim::EofObject: return kind::kEof;
    case Prim::BoxInt: return kind::kInt;
    case Prim::BoxFloat: return kind::kFloat;
    case Prim::BoxBool: return kind::kBool;
    case Prim::BoxChar: return kind::kChar;
    default: break;
    }
    const core::PrimInfo& info = core::Info(prim);
    if (ArithmeticOf(prim).is_arithmetic) {
        return kind::kNone;
    }
    switch (info.storage) {
    case core::StorageEffect::LoadCar:
    case core::StorageEffect::LoadCdr:
    case core::StorageEffect::LoadCell:
    case core::StorageEffect::LoadField:
    case core::StorageEffect::FreshStruct:
    case core::StorageEffect::LoadElem:
    case core::StorageEffect::LoadKey:
    case core::StorageEffect::LoadValue:
    case core::StorageEffect::LoadItem:
    case core::StorageEffect::LoadRest:
    case core::StorageEffect::Same:
    case core::StorageEffect::SameOrList: return kind::kNone;
    default: break;
    }
    return info.result == 'f' ? kind::kFloat : KindsOfLetter(info.result);
}

namespace {

struct KindName {
    KindSet kinds;
    const char* dump;
    const char* prose;
};

constexpr KindName kNames[] = {
    {kind::kInt, "int", "an Int"},       {kind::kFloat, "float", "a Float"},
    {kind::kBool, "bool", "a Bool"},     {kind::kChar, "char", "a Char"},
    {kind::kSymbol, "symbol", "a Symbol"}, {kind::kString, "string", "a String"},
    {kind::kNil, "nil", "the empty list"}, {kind::kPair, "pair", "a pair"},
    {kind::kProcedure, "procedure", "a function"}, {kind::kCell, "cell", "a box"},
    {kind::kEof, "eof", "the end of input"}, {kind::kOther, "other", "an object"},
    {kind::kVector, "vector", "a vector"}, {kind::kBytes, "bytes", "bytes"},
    {kind::kDict, "dict", "a dict"}, {kind::kPort, "port", "a port"}, {kind::kPromise, "promise", "a promise"},
    {kind::kNothing, "nothing", "nothing"}, {kind::kValues, "values", "several values"},
    {kind::kAbsent, "absent", "an argument that is not given"},
};

/// Of the struct types among the kinds; `struct` for all of them.
std::vector<std::string> StructNames(KindSet kinds, const core::Module* module)
{
    std::vector<std::string> names;
    if ((kinds & kind::kStructs) == kind::kStructs || (module == nullptr && (kinds & kind::kStructs) != 0)) {
        names.emplace_back("struct");
    } else if (module != nullptr) {
        for (const core::StructId id : module->structs.ids()) {
            if ((kinds & kind::OfStruct(id)) != 0) {
                names.emplace_back(module->structs[id].name.text());
            }
        }
    }
    return names;
}

}  // namespace

std::string KindText(KindSet kinds, const core::Module* module)
{
    if (kinds == kind::kAny) {
        return "any";
    }
    if (kinds == kind::kNone) {
        return "none";
    }
    std::string text;
    for (const KindName& name : kNames) {
        if ((kinds & name.kinds) != 0) {
            text += text.empty() ? "" : "|";
            text += name.dump;
        }
    }
    for (const std::string& name : StructNames(kinds, module)) {
        text += text.empty() ? "" : "|";
        text += name;
    }
    return text;
}

std::string Print(const core::Module& module)
{
    core::PrintOptions options;
    options.margin = [&module](const core::Function& function, core::StmtId id) -> std::string {
        const core::Stmt& stmt = function.stmts[id];
        if (!stmt.result.valid() || function.vars[stmt.result].repr != Repr::Obj) {
            return "";
        }
        return KindText(function.vars[stmt.result].kinds, &module);
    };
    return core::Print(module, options);
}

std::string DescribeKinds(KindSet kinds, const core::Module* module)
{
    if (kinds == kind::kAny) {
        return "anything";
    }
    std::vector<std::string> words;
    if ((kinds & kind::kNumber) == kind::kNumber) {
        words.push_back("a number");
        kinds &= ~kind::kNumber;
    }
    if ((kinds & kListKinds) == kListKinds) {
        words.push_back("a list");
        kinds &= ~kListKinds;
    }
    for (const KindName& name : kNames) {
        if ((kinds & name.kinds) != 0) {
            words.push_back(name.prose);
        }
    }
    for (const std::string& name : StructNames(kinds, module)) {
        const bool vowel = std::string_view("AEIOUaeiou").find(name[0]) != std::string_view::npos;
        words.push_back((vowel ? "an " : "a ") + name);
    }
    std::string text;
    for (size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        text += words[i];
    }
    return text;
}

}  // namespace omni::types
