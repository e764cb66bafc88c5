#include "types/hints.h"
#include "types/kinds.h"
#include "types/lowerer.h"

namespace omni::types {

using core::Atom;
using core::KindSet;
using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::VarId;
namespace kind = core::kind;

namespace {

/// Forms of a generic numeric primitive for proven Ints and for proven Floats; Count where there is none.
struct NumericForms {
    Prim of_int = Prim::Count;
    Prim of_float = Prim::Count;
    bool int_identity = false;  ///< rounds: an Int is its own result
};

NumericForms FormsOf(Prim prim)
{
    switch (prim) {
    case Prim::Add: return {Prim::IntAdd, Prim::FloatAdd};
    case Prim::Sub: return {Prim::IntSub, Prim::FloatSub};
    case Prim::Neg: return {Prim::IntNeg, Prim::FloatNeg};
    case Prim::Mul: return {Prim::IntMul, Prim::FloatMul};
    case Prim::Div: return {Prim::Count, Prim::FloatDiv};
    case Prim::Quotient: return {Prim::IntQuotient, Prim::FloatQuotient};
    case Prim::Remainder: return {Prim::IntRemainder, Prim::FloatRemainder};
    case Prim::Modulo: return {Prim::IntModulo, Prim::FloatModulo};
    case Prim::Abs: return {Prim::IntAbs, Prim::FloatAbs};
    case Prim::Min: return {Prim::IntMin, Prim::FloatMin};
    case Prim::Max: return {Prim::IntMax, Prim::FloatMax};
    case Prim::Expt: return {Prim::Count, Prim::FloatExpt};
    case Prim::Sqrt: return {Prim::Count, Prim::FloatSqrt};
    case Prim::Floor: return {Prim::Count, Prim::FloatFloor, true};
    case Prim::Ceiling: return {Prim::Count, Prim::FloatCeiling, true};
    case Prim::Round: return {Prim::Count, Prim::FloatRound, true};
    case Prim::Truncate: return {Prim::Count, Prim::FloatTruncate, true};
    case Prim::Exact: return {Prim::Count, Prim::FloatToInt, true};
    case Prim::Inexact: return {Prim::IntToFloat, Prim::Count};
    case Prim::IsEven: return {Prim::IntIsEven, Prim::FloatIsEven};
    case Prim::IsOdd: return {Prim::IntIsOdd, Prim::FloatIsOdd};
    case Prim::NumEq: return {Prim::IntEq, Prim::FloatEq};
    case Prim::NumLt: return {Prim::IntLt, Prim::FloatLt};
    case Prim::NumGt: return {Prim::IntGt, Prim::FloatGt};
    case Prim::NumLe: return {Prim::IntLe, Prim::FloatLe};
    case Prim::NumGe: return {Prim::IntGe, Prim::FloatGe};
    default: return {};
    }
}

/// The comparison that `zero?`, `positive?` and `negative?` are.
NumericForms ComparisonWithZero(Prim prim)
{
    switch (prim) {
    case Prim::IsZero: return {Prim::IntEq, Prim::FloatEq};
    case Prim::IsPositive: return {Prim::IntGt, Prim::FloatGt};
    case Prim::IsNegative: return {Prim::IntLt, Prim::FloatLt};
    default: return {};
    }
}

/// The comparison of an Int with a Float that gives what `prim` gives; `swapped`: of a Float with an Int. Count: no comparison.
Prim MixedComparison(Prim prim, bool swapped)
{
    switch (prim) {
    case Prim::NumEq: return Prim::IntEqFloat;
    case Prim::NumLt: return swapped ? Prim::IntGtFloat : Prim::IntLtFloat;
    case Prim::NumGt: return swapped ? Prim::IntLtFloat : Prim::IntGtFloat;
    case Prim::NumLe: return swapped ? Prim::IntGeFloat : Prim::IntLeFloat;
    case Prim::NumGe: return swapped ? Prim::IntLeFloat : Prim::IntGeFloat;
    default: return Prim::Count;
    }
}

/// Ints up to here are Floats exactly.
constexpr int64_t kLargestExact = int64_t{1} << 53;

/// Kinds whose values are the same when their words are: one object for each symbol, none for the others.
constexpr KindSet kWordKinds = kind::kSymbol | kind::kNil | kind::kNothing | kind::kBool | kind::kChar | kind::kEof;
/// Kinds with one value each.
constexpr KindSet kUnitKinds = kind::kNil | kind::kNothing | kind::kEof;

}  // namespace

void Lowerer::LowerPrim(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    const auto args = function_.args(stmt);
    const std::vector<Atom> operands(args.begin(), args.end());
    ReportImpossible(stmt);
    if (stmt.prim == Prim::NoClause && !function_.is_prelude && !function_.is_copy) {
        const KindSet left = Kinds(operands[0]);
        sink_.Report(source::DiagKind::NotExhaustive, stmt.span, "match",
                     left == kind::kAny ? "anything else" : DescribeKinds(left));
    }
    const bool dead = core::Info(stmt.prim).is_pure() && !Wanted(stmt.result);
    if (!dead && !FoldTest(id) && !LowerArithmetic(id) && !LowerComparisonWithZero(id) && !LowerEquality(id) &&
        !LowerDisplay(id) && !LowerSequence(id)) {
        LowerByLetters(id);
    }
    if (!dead) {
        NarrowBySuccess(stmt, operands);
    }
}

void Lowerer::NarrowBySuccess(const Stmt& stmt, const std::vector<Atom>& operands)
{
    for (size_t i = 0; i < operands.size(); ++i) {
        const KindSet accepted = OperandKinds(module_, stmt, i);
        if (operands[i].is_var() && accepted != kind::kAny) {
            facts_.Narrow(operands[i].var(), accepted);
        }
    }
}

/// Is what is known of the value here certain to matter when control gets here? A variable from outside of the If arm may be
/// guarded by a test that says more than we know, and so may a call of this function: then only what it makes itself is.
bool Lowerer::Certain(Atom atom) const
{
    const size_t id = function_.id.index();
    return !function_.is_prelude && !function_.is_guarded &&
           (certain_.called[id] || (MadeHere(atom) && !certain_.caught[id])) &&
           (atom.is_constant() || arm_of_[atom.var().index()] == arm_);
}

bool Lowerer::MadeHere(Atom atom) const { return atom.is_constant() || made_here_[atom.var().index()]; }

bool Lowerer::Breaks(Atom value, KindSet declared) const
{
    const KindSet found = Kinds(value);
    if (value.is_var() && (found & function_.vars[value.var()].declared_kinds) == 0) {
        return false;  // the fault lies where the value met the declaration of this variable
    }
    return found != kind::kNone && (found & declared) == 0 && Certain(value);
}

void Lowerer::CheckDeclared(VarId id, Atom value)
{
    const core::Var& var = function_.vars[id];
    if (var.declared_repr && Breaks(value, var.declared_kinds)) {
        ReportDeclared(id, Kinds(value));
    }
}

/// The same for a variable that a closure is made for.
void Lowerer::CheckDeclaredProcedure(VarId id)
{
    const core::Var& var = function_.vars[id];
    if (var.declared_repr && (var.declared_kinds & kind::kProcedure) == 0 && Certain(id)) {
        ReportDeclared(id, kind::kProcedure);
    }
}

void Lowerer::ReportDeclared(VarId id, KindSet found)
{
    const core::Var& var = function_.vars[id];
    sink_.Report(source::DiagKind::AnnotationBroken, span_, var.name, DescribeKinds(var.declared_kinds),
                 DescribeKinds(found))
        .Note(var.span, "declared here");
}

std::string_view OwnName(const core::Module& module, const core::Function& function)
{
    const std::string_view name = core::SourceName(function).text();
    if (!function.parent.valid()) {
        return name;
    }
    const std::string_view outer = module.functions[function.parent].name.text();
    const bool has_outer = name.size() > outer.size() + 1 && name.starts_with(outer) && name[outer.size()] == '-';
    return has_outer ? name.substr(outer.size() + 1) : name;
}

void Lowerer::CheckDeclaredResult(Atom value)
{
    if (function_.declared_result_kinds != kind::kNothing && Breaks(value, function_.declared_result_kinds)) {
        sink_.Report(source::DiagKind::ResultType, span_, OwnName(module_, function_),
                     DescribeKinds(function_.declared_result_kinds), DescribeKinds(Kinds(value)));
    }
}

void Lowerer::ReportImpossible(const Stmt& stmt)
{
    const auto args = function_.args(stmt);
    for (size_t i = 0; i < args.size(); ++i) {
        const core::StructField* field = FieldOf(module_, stmt, i);
        const KindSet accepted = field != nullptr ? field->declared_kinds : OperandKinds(module_, stmt, i);
        const KindSet found = Kinds(args[i]);
        if (Breaks(args[i], accepted)) {
            sink_.Report(source::DiagKind::ArgumentType, stmt.span, i + 1, SourceName(stmt), DescribeKinds(accepted),
                         DescribeKinds(found))
                .Hint(HintForArgument(stmt.prim, accepted, found));
            return;
        }
    }
}

std::string Lowerer::SourceName(const Stmt& stmt) const
{
    if (!core::TakesStruct(stmt.prim)) {
        return std::string(core::Info(stmt.prim).source_name);
    }
    const core::StructType& type = module_.structs[stmt.struct_type];
    const support::Symbol name = stmt.prim == Prim::StructGet   ? type.fields[stmt.field].accessor
                                 : stmt.prim == Prim::StructSet ? type.fields[stmt.field].modifier
                                 : stmt.prim == Prim::StructNew ? type.constructor
                                                                : type.name;
    return std::string(name.valid() ? name.text() : type.name.text());
}

/// A predicate whose answer the kinds know.
bool Lowerer::FoldTest(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    const auto args = function_.args(stmt);
    if (stmt.prim == Prim::Not) {
        const Atom condition = Condition(args[0]);
        if (condition.is_constant()) {
            Bind(stmt.result, pool_.Bool(module_.constants[condition.constant()].integer == 0));
            return true;
        }
        SetArg(stmt, 0, condition);
        EmitWithResult(id, Repr::Bool);
        return true;
    }
    const KindTest test = TestOf(stmt);
    if (!test.exists()) {
        return false;
    }
    const KindSet kinds = Kinds(args[0]);
    if (kinds == kind::kNone || ((kinds & test.if_true) != 0 && (kinds & test.if_false) != 0)) {
        return false;
    }
    Bind(stmt.result, pool_.Bool((kinds & test.if_true) != 0));
    return true;
}

bool Lowerer::LowerArithmetic(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    const NumericForms forms = FormsOf(stmt.prim);
    const auto args = function_.args(stmt);
    bool all_int = true, any_float = false;
    for (const Atom atom : args) {
        const KindSet number = Kinds(atom) & kind::kNumber;
        if (number == kind::kNone) {
            return false;
        }
        all_int = all_int && number == kind::kInt;
        any_float = any_float || number == kind::kFloat;
    }
    if (all_int && forms.int_identity) {
        const Atom value = Convert(args[0], Repr::Int);
        Bind(stmt.result, value);
        return true;
    }
    const Prim form = all_int ? forms.of_int : any_float ? forms.of_float : Prim::Count;
    if (form == Prim::Count) {
        return false;
    }
    if (MixedComparison(stmt.prim, false) != Prim::Count && !all_int && !ComparesAsFloats(stmt)) {
        return LowerMixedComparison(id);
    }
    for (size_t i = 0; i < stmt.arg_count; ++i) {
        SetArg(stmt, i, Convert(function_.args(stmt)[i], all_int ? Repr::Int : Repr::Float, true));
    }
    function_.stmts[id].prim = form;
    EmitWithResult(id, ReprOfLetter(core::Info(form).result));
    return true;
}

/// Is no operand of a comparison rounded when it becomes a Float?
bool Lowerer::ComparesAsFloats(const Stmt& stmt) const
{
    for (const Atom atom : function_.args(stmt)) {
        const Atom operand = Resolve(atom);
        const bool small = operand.is_constant() &&
                           module_.constants[operand.constant()].kind == core::ConstantKind::Int &&
                           module_.constants[operand.constant()].integer <= kLargestExact &&
                           module_.constants[operand.constant()].integer >= -kLargestExact;
        if (!small && (Kinds(atom) & kind::kNumber) != kind::kFloat) {
            return false;
        }
    }
    return true;
}

/// A Float with an Int; with a number of unknown kind it stays generic.
bool Lowerer::LowerMixedComparison(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    const auto args = function_.args(stmt);
    const bool swapped = (Kinds(args[0]) & kind::kNumber) == kind::kFloat;
    if ((Kinds(args[swapped ? 1 : 0]) & kind::kNumber) != kind::kInt) {
        return false;
    }
    const Atom integer = Convert(args[swapped ? 1 : 0], Repr::Int, true);
    const Atom operands[] = {integer, Convert(function_.args(stmt)[swapped ? 0 : 1], Repr::Float, true)};
    function_.stmts[id].prim = MixedComparison(stmt.prim, swapped);
    function_.SetArgs(function_.stmts[id], operands);
    EmitWithResult(id, Repr::Bool);
    return true;
}

bool Lowerer::LowerComparisonWithZero(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    const NumericForms forms = ComparisonWithZero(stmt.prim);
    if (forms.of_int == Prim::Count) {
        return false;
    }
    const Atom value = function_.args(stmt)[0];
    const KindSet number = Kinds(value) & kind::kNumber;
    if (number != kind::kInt && number != kind::kFloat) {
        return false;
    }
    const bool is_int = number == kind::kInt;
    const Atom operands[] = {Convert(value, is_int ? Repr::Int : Repr::Float),
                             is_int ? Atom(pool_.Int(0)) : Atom(pool_.Float(0))};
    function_.stmts[id].prim = is_int ? forms.of_int : forms.of_float;
    function_.SetArgs(function_.stmts[id], operands);
    EmitWithResult(id, Repr::Bool);
    return true;
}

bool Lowerer::LowerEquality(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    if (stmt.prim != Prim::IsEq && stmt.prim != Prim::IsEqv && stmt.prim != Prim::IsEqual) {
        return false;
    }
    const auto args = function_.args(stmt);
    const KindSet a = Kinds(args[0]), b = Kinds(args[1]);
    if (a == kind::kNone || b == kind::kNone) {
        return false;
    }
    if ((a & b) == 0 || (a == b && (a & (a - 1)) == 0 && (a & kUnitKinds) != 0)) {
        Bind(stmt.result, pool_.Bool((a & b) != 0));
        return true;
    }
    if (a == kind::kNil || b == kind::kNil) {
        const Atom value = Convert(args[a == kind::kNil ? 1 : 0], Repr::Obj);
        function_.stmts[id].prim = Prim::IsNull;
        function_.SetArgs(function_.stmts[id], {&value, 1});
        EmitWithResult(id, Repr::Bool);
        return true;
    }
    if (a == kind::kBool && b == kind::kBool && (args[0].is_constant() || args[1].is_constant())) {
        const Atom constant = args[args[1].is_constant() ? 1 : 0];
        const Atom value = Convert(args[args[1].is_constant() ? 0 : 1], Repr::Bool);
        if (module_.constants[constant.constant()].integer != 0) {
            Bind(stmt.result, value);
        } else {
            function_.stmts[id].prim = Prim::Not;
            function_.SetArgs(function_.stmts[id], {&value, 1});
            EmitWithResult(id, Repr::Bool);
        }
        return true;
    }
    if (((a & ~kWordKinds) == 0 || (b & ~kWordKinds) == 0) && ReprOf(a) == Repr::Obj && ReprOf(b) == Repr::Obj) {
        SetArg(stmt, 0, Convert(args[0], Repr::Obj));
        SetArg(stmt, 1, Convert(function_.args(stmt)[1], Repr::Obj));
        function_.stmts[id].prim = Prim::IsSame;
        EmitWithResult(id, Repr::Bool);
        return true;
    }
    const Repr repr = a == b ? ReprOf(a) : Repr::Obj;
    const Prim form = repr == Repr::Int    ? Prim::IntEq
                      : repr == Repr::Char ? Prim::CharIsEq
                      : repr == Repr::Bool ? Prim::BoolEq
                                           : Prim::Count;
    if (form == Prim::Count) {
        return false;
    }
    SetArg(stmt, 0, Convert(args[0], repr));
    SetArg(stmt, 1, Convert(function_.args(stmt)[1], repr));
    function_.stmts[id].prim = form;
    EmitWithResult(id, Repr::Bool);
    return true;
}

bool Lowerer::LowerDisplay(StmtId id)
{
    const Stmt stmt = function_.stmts[id];
    if (stmt.prim != Prim::Display && stmt.prim != Prim::Write) {
        return false;
    }
    const Repr repr = ReprOfAtom(Resolve(function_.args(stmt)[0]));
    const Prim form = repr == Repr::Int     ? Prim::DisplayInt
                      : repr == Repr::Float ? Prim::DisplayFloat
                      : repr == Repr::Bool  ? Prim::DisplayBool
                      : repr == Repr::Char && stmt.prim == Prim::Display ? Prim::DisplayChar
                                                                         : Prim::Count;
    if (form == Prim::Count) {
        return false;
    }
    SetArg(stmt, 0, Convert(function_.args(stmt)[0], repr));
    function_.stmts[id].prim = form;
    EmitWithResult(id, Repr::None);
    return true;
}

/// Operands and result as the primitive's line in prims.def says.
void Lowerer::LowerByLetters(StmtId id)
{
    ChooseItems(id);
    const Stmt stmt = function_.stmts[id];
    const bool loads = stmt.prim == Prim::Car || stmt.prim == Prim::Cdr;
    if (loads && Kinds(function_.args(stmt)[0]) == kind::kPair) {
        function_.stmts[id].prim = stmt.prim == Prim::Car ? Prim::PairCar : Prim::PairCdr;
    }
    const bool accesses = stmt.prim == Prim::StructGet || stmt.prim == Prim::StructSet;
    if (accesses && core::kind::IsOwn(stmt.struct_type) &&
        Kinds(function_.args(stmt)[0]) == kind::OfStruct(stmt.struct_type)) {
        function_.stmts[id].prim = stmt.prim == Prim::StructGet ? Prim::StructField : Prim::StructPut;
    }
    const core::PrimInfo& info = core::Info(function_.stmts[id].prim);
    for (size_t i = 0; i < stmt.arg_count; ++i) {
        const char letter = OperandLetter(info, i);
        SetArg(stmt, i, Convert(function_.args(stmt)[i], OperandRepr(module_, function_.stmts[id], i), letter == 'f'));
    }
    EmitWithResult(id, ResultRepr(module_, function_.stmts[id]));
}

}  // namespace omni::types
