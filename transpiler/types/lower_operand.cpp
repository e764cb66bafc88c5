// Operands of the rewritten program: constants, conversions, and the statements that they need.

#include <bit>

#include "types/kinds.h"
#include "types/lowerer.h"

namespace omni::types {

using core::Atom;
using core::ConstantKind;
using core::KindSet;
using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
namespace kind = core::kind;

ConstantPool::ConstantPool(core::Module& module) : module_(module)
{
    for (const core::ConstantId id : module.constants.ids()) {
        const core::Constant& constant = module.constants[id];
        switch (constant.kind) {
        case ConstantKind::Int: ints_.emplace(constant.integer, id); break;
        case ConstantKind::Float: floats_.emplace(std::bit_cast<uint64_t>(constant.real), id); break;
        case ConstantKind::Bool: bools_[constant.integer] = id; break;
        case ConstantKind::Nothing: nothing_ = id; break;
        default: break;
        }
    }
}

core::ConstantId ConstantPool::Float(double value)
{
    core::ConstantId& known = floats_[std::bit_cast<uint64_t>(value)];
    if (!known.valid()) {
        core::Constant constant;
        constant.kind = ConstantKind::Float;
        constant.real = value;
        known = module_.constants.Add(std::move(constant));
    }
    return known;
}

core::ConstantId ConstantPool::Scalar(ConstantKind kind, int64_t value)
{
    core::ConstantId& known = kind == ConstantKind::Int    ? ints_[value]
                              : kind == ConstantKind::Bool ? bools_[value]
                                                           : nothing_;
    if (!known.valid()) {
        core::Constant constant;
        constant.kind = kind;
        constant.integer = value;
        known = module_.constants.Add(std::move(constant));
    }
    return known;
}

KindSet Lowerer::Kinds(Atom atom) const
{
    if (atom.is_constant()) {
        return KindOf(module_.constants[atom.constant()]);
    }
    const KindSet kinds = function_.vars[atom.var()].kinds;
    return atom.var().index() < original_vars_ ? kinds & facts_.Of(atom.var()) : kinds;
}

Atom Lowerer::Resolve(Atom atom) const
{
    if (atom.is_var() && atom.var().index() < original_vars_ && replacement_[atom.var().index()].valid()) {
        return replacement_[atom.var().index()];
    }
    return atom;
}

Repr Lowerer::ReprOfAtom(Atom atom) const
{
    return atom.is_var() ? function_.vars[atom.var()].repr : ReprOf(KindOf(module_.constants[atom.constant()]));
}

VarId Lowerer::NewTemp(Atom named_after, Repr repr, KindSet kinds)
{
    core::Var temp;
    temp.kind = core::VarKind::Temp;
    temp.repr = repr;
    temp.kinds = kinds;
    temp.span = span_;
    static const support::Symbol kValue = support::Intern("value");
    temp.name = named_after.is_var() ? function_.vars[named_after.var()].name : kValue;
    return function_.AddVar(std::move(temp));
}

void Lowerer::Emit(StmtId id)
{
    for (const uint32_t trivia : pending_trivia_) {
        const StmtId original = function_.trivia[trivia].stmt;
        for (size_t i = trivia; i < function_.trivia.size() && function_.trivia[i].stmt == original; ++i) {
            function_.trivia[i].stmt = id;
        }
    }
    pending_trivia_.clear();
    out_->push_back(id);
}

StmtId Lowerer::EmitPrim(Prim prim, std::initializer_list<Atom> args, VarId result)
{
    Stmt stmt;
    stmt.kind = StmtKind::Prim;
    stmt.prim = prim;
    stmt.result = result;
    stmt.span = span_;
    stmt.first_arg = static_cast<uint32_t>(function_.operands.size());
    stmt.arg_count = static_cast<uint16_t>(args.size());
    function_.operands.insert(function_.operands.end(), args.begin(), args.end());
    const StmtId id = function_.stmts.Add(stmt);
    Emit(id);
    return id;
}

Atom Lowerer::EmitConversion(Prim prim, Atom operand, VarId into)
{
    const char letter = core::Info(prim).result;
    if (!into.valid()) {
        const KindSet kinds = FixedResultKinds(prim);
        into = NewTemp(operand, ReprOfLetter(letter), kinds);
    }
    EmitPrim(prim, {operand}, into);
    return into;
}

namespace {

Prim BoxOf(Repr repr)
{
    switch (repr) {
    case Repr::Int: return Prim::BoxInt;
    case Repr::Float: return Prim::BoxFloat;
    case Repr::Bool: return Prim::BoxBool;
    default: return Prim::BoxChar;
    }
}

/// From Obj: a plain access when the kind is proven, else a checked one.
Prim UnboxOf(Repr repr, bool proven)
{
    switch (repr) {
    case Repr::Int: return proven ? Prim::IntValue : Prim::UnboxInt;
    case Repr::Float: return proven ? Prim::FloatValue : Prim::UnboxFloat;
    case Repr::Bool: return proven ? Prim::BoolValue : Prim::UnboxBool;
    default: return proven ? Prim::CharValue : Prim::UnboxChar;
    }
}

bool Subset(KindSet kinds, KindSet of) { return kinds != kind::kNone && (kinds & ~of) == 0; }

}  // namespace

Atom Lowerer::Convert(Atom atom, Repr want, bool arithmetic)
{
    const Atom converted = ConvertTo(Resolve(atom), Kinds(atom), want, arithmetic, VarId());
    if (atom.is_var() && want != Repr::Obj && atom.var().index() < original_vars_) {
        facts_.Narrow(atom.var(), arithmetic && want == Repr::Float ? kind::kNumber : KindsOf(want));
    }
    return converted;
}

Atom Lowerer::ConvertTo(Atom atom, KindSet kinds, Repr want, bool arithmetic, VarId into)
{
    if (atom.is_constant()) {
        const core::Constant& constant = module_.constants[atom.constant()];
        if (want == Repr::Obj || want == ReprOfAtom(atom) || constant.kind == ConstantKind::Undefined) {
            return atom;
        }
        if (arithmetic && want == Repr::Float && constant.kind == ConstantKind::Int) {
            return pool_.Float(static_cast<double>(constant.integer));
        }
        return EmitConversion(UnboxOf(want, false), atom, into);
    }
    const Repr have = ReprOfAtom(atom);
    if (have == want) {
        return atom;
    }
    if (have != Repr::Obj) {
        if (want == Repr::Obj) {
            return EmitConversion(BoxOf(have), atom, into);
        }
        if (arithmetic && have == Repr::Int && want == Repr::Float) {
            return EmitConversion(Prim::IntToFloat, atom, into);
        }
        // Never right: the check behind the box says so at run time.
        return EmitConversion(UnboxOf(want, false), EmitConversion(BoxOf(have), atom, VarId()), into);
    }
    if (arithmetic && want == Repr::Float && !Subset(kinds, kind::kFloat)) {
        if (Subset(kinds, kind::kInt)) {
            return EmitConversion(Prim::IntToFloat, EmitConversion(Prim::IntValue, atom, VarId()), into);
        }
        return EmitConversion(Prim::UnboxNumber, atom, into);
    }
    return EmitConversion(UnboxOf(want, Subset(kinds, KindsOf(want))), atom, into);
}

Atom Lowerer::Carry(Atom atom, Repr want, KindSet kinds)
{
    const Atom converted = Convert(atom, want);
    if (want != Repr::Obj || (kinds & kind::kObject) != 0 || !converted.is_var() ||
        (function_.vars[converted.var()].kinds & kind::kObject) == 0) {
        return converted;
    }
    if (kinds == kind::kNil) {
        return pool_.Nil();
    }
    core::Stmt move;
    move.kind = core::StmtKind::Move;
    move.span = span_;
    move.result = NewTemp(converted, want, kinds);
    function_.SetArgs(move, {&converted, 1});
    Emit(function_.stmts.Add(std::move(move)));
    return function_.stmts[out_->back()].result;
}

/// A Bool for the truth of any value: a constant where the kinds decide it.
Atom Lowerer::Condition(Atom atom)
{
    const Atom value = Resolve(atom);
    const KindSet kinds = Kinds(atom);
    if (value.is_constant()) {
        const core::Constant& constant = module_.constants[value.constant()];
        const bool is_false = constant.kind == ConstantKind::Nothing ||
                              (constant.kind == ConstantKind::Bool && constant.integer == 0);
        return pool_.Bool(!is_false);
    }
    if (ReprOfAtom(value) == Repr::Bool) {
        return value;
    }
    if (kinds != kind::kNone && (kinds & (kind::kBool | kind::kNothing)) == 0) {
        return pool_.Bool(true);
    }
    if (kinds == kind::kNothing) {
        return pool_.Bool(false);
    }
    return EmitConversion(kinds == kind::kBool ? Prim::BoolValue : Prim::IsTrue, Convert(atom, Repr::Obj), VarId());
}

void Lowerer::EmitWithResult(StmtId id, Repr natural)
{
    const VarId result = function_.stmts[id].result;
    if (!Wanted(result)) {
        Stmt& stmt = function_.stmts[id];
        stmt.result = VarId();
        if (stmt.kind != StmtKind::LoadGlobal && (stmt.kind != StmtKind::Prim || !core::Info(stmt.prim).is_pure())) {
            Emit(id);
        }
        return;
    }
    if (natural == Repr::None) {
        function_.stmts[id].result = VarId();
        Emit(id);
        Bind(result, pool_.Nothing());
        return;
    }
    const core::Var& var = function_.vars[result];
    if (var.repr == natural) {
        Emit(id);
        return;
    }
    // What is declared is checked; what was inferred is proven.
    const KindSet kinds = var.declared_repr ? kind::kAny : var.kinds;
    const VarId temp = NewTemp(result, natural, kinds);
    function_.stmts[id].result = temp;
    Emit(id);
    ConvertTo(temp, kinds, function_.vars[result].repr, false, result);
}

void Lowerer::Bind(VarId var, Atom atom)
{
    if (!Wanted(var)) {
        return;
    }
    const Atom value = Convert(atom, function_.vars[var].repr);
    const core::Var& info = function_.vars[var];
    const bool stable = value.is_constant() || !function_.vars[value.var()].assigned;
    if (info.kind == core::VarKind::Temp && !info.assigned && stable) {
        replacement_[var.index()] = value;
        return;
    }
    Stmt move;
    move.kind = StmtKind::Move;
    move.result = var;
    move.span = span_;
    move.first_arg = static_cast<uint32_t>(function_.operands.size());
    move.arg_count = 1;
    function_.operands.push_back(value);
    Emit(function_.stmts.Add(move));
}

}  // namespace omni::types
