// Primitives as expressions, and what evaluating one does.

#include <fmt/core.h>

#include "core/heap_form.h"
#include "emit/function.h"

namespace omni::emit {

using core::Atom;
using core::Prim;
using core::PrimInfo;
using core::Repr;
using core::Stmt;
using core::StmtId;
using rir::RegionKind;

namespace {

Repr OperandRepr(const PrimInfo& info, size_t index)
{
    if (info.prim == Prim::Not) {
        return Repr::Bool;  // whatever it takes in the source, see TYPE-1
    }
    // A '*' or '?' behind a letter belongs to the letter; the last letter stands for all further operands.
    size_t letters = 0;
    char letter = 'o';
    for (const char c : info.operands) {
        if (c == '*' || c == '?') {
            continue;
        }
        letter = c;
        if (letters++ == index) {
            break;
        }
    }
    switch (letter) {
    case 'i': return Repr::Int;
    case 'f': return Repr::Float;
    case 'b': return Repr::Bool;
    case 'c': return Repr::Char;
    default: return Repr::Obj;
    }
}

// Looks at the word, not at the object behind it.
bool LooksAtWordOnly(Prim prim)
{
    switch (prim) {
    case Prim::IsNull:
    case Prim::IsSame:
    case Prim::IsNothing:
    case Prim::IsNoValues:
    case Prim::IsAbsent:
    case Prim::IsEofObject:
    case Prim::IsTrue:
    case Prim::IsBoolean:
    case Prim::IsChar:
    case Prim::BoolValue:
    case Prim::CharValue: return true;
    default: return false;
    }
}

bool IsOperator(std::string_view c_name) { return !((c_name[0] >= 'a' && c_name[0] <= 'z')); }

bool IsFloatRelation(Prim prim)
{
    return prim == Prim::FloatLt || prim == Prim::FloatGt || prim == Prim::FloatLe || prim == Prim::FloatGe;
}

bool IsCharRelation(Prim prim)
{
    return prim == Prim::CharLt || prim == Prim::CharGt || prim == Prim::CharLe || prim == Prim::CharGe;
}

}  // namespace

Effects PrimEffects(const PrimInfo& info)
{
    Effects effects = effect::kNone;
    if (info.takes_where() || info.never_returns()) {
        effects |= effect::kPanics;
    }
    if (info.has_effect()) {
        effects |= effect::kWrites | effect::kReads;
    }
    if (info.allocates()) {
        effects |= effect::kAllocates;
    }
    for (size_t i = 0; i < info.operands.size(); ++i) {
        // What a fresh pair, cell or box holds is copied, not looked into.
        const bool stores_only = info.storage == core::StorageEffect::FreshPair ||
                                 info.storage == core::StorageEffect::FreshCell ||
                                 info.storage == core::StorageEffect::FreshVector ||
                                 info.storage == core::StorageEffect::FreshStruct;
        if (OperandRepr(info, i) == Repr::Obj && !stores_only && !LooksAtWordOnly(info.prim)) {
            effects |= effect::kReads;
        }
    }
    return effects;
}

// What a primitive does to these operands. A word that is compared may be the address of an object: it has to be looked at
// before the object is gone.
Effects FunctionEmitter::EffectsOf(const Stmt& stmt) const
{
    if (core::Extends(stmt)) {
        return effect::kCall;
    }
    Effects effects = PrimEffects(core::Info(stmt.prim));
    if (stmt.cell.valid()) {
        effects |= effect::kWrites;  // cells are filled in the order of the plan
    }
    for (const Atom atom : code_->args(stmt)) {
        if (LooksAtWordOnly(stmt.prim) && facts_.IsInLocalRegion(atom)) {
            effects |= effect::kLooks;
        } else if (LooksAtWordOnly(stmt.prim) && facts_.IsInHeap(atom)) {
            effects |= effect::kReads;  // a call may free it
        }
    }
    return effects;
}

ExprId FunctionEmitter::PrimExpr(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    if (core::TakesStruct(stmt.prim)) {
        return StructExpr(id);
    }
    const PrimInfo& info = core::Info(stmt.prim);
    const auto args = code_->args(stmt);
    if (stmt.prim == Prim::BoxInt && args[0].is_constant()) {
        return AtomExpr(args[0], Repr::Obj);  // no box for a constant
    }
    std::vector<Operand> operands;
    const bool extends = core::Extends(stmt);
    if (stmt.cell.valid() && !extends) {
        operands.push_back({Atom(stmt.cell), Repr::Obj, {}});
    }
    for (size_t i = 0; i < args.size(); ++i) {
        operands.push_back({args[i], OperandRepr(info, i), {}});
    }
    const Effects effects = EffectsOf(stmt);
    const ExprId where = info.takes_where() ? Where(id) : ExprId();
    const size_t extra = kRoomForName + info.c_name.size() + 2 + (where.valid() ? pool_[where].width + 2 : 0);
    Fold(operands, effects, extra, Order::Any, Waits(stmt.result));

    if (IsOperator(info.c_name)) {
        if (operands.size() == 1) {
            return info.c_name == "!" ? pool_.Not(operands[0].expr) : pool_.Unary(info.c_name, operands[0].expr);
        }
        ExprId left = operands[0].expr;
        ExprId right = operands[1].expr;
        if (args[0] == args[1] && args[0].is_var() && info.result == 'b' && operands[0].repr != Repr::Float) {
            // The compilers complain about `x == x`.
            const bool equal = info.c_name == "==" || info.c_name == "<=" || info.c_name == ">=";
            return pool_.Binary(equal ? "==" : "!=", pool_.Binary("-", left, right, false), pool_.Text("0"), true, effects);
        }
        if (IsCharRelation(stmt.prim) && (pool_.IsText(left, "0x0") || pool_.IsText(right, "0x0"))) {
            left = pool_.Unary("(int64_t)", left);  // no complaint about a comparison of unsigned with zero
        }
        if (info.result == 'i') {
            return pool_.IntBinary(info.c_name, left, right, effects);
        }
        return pool_.Binary(info.c_name, left, right, info.result == 'b' && !IsFloatRelation(stmt.prim), effects);
    }

    std::vector<ExprId> list;
    std::string_view name = info.c_name;
    if (info.takes_dest()) {
        const bool on_stack = stmt.region.valid() && function_->regions[stmt.region].kind == RegionKind::Stack;
        if (extends) {
            name = core::NameOfExtension(stmt.prim);
        } else if (stmt.cell.valid()) {
            name = pool_.Keep(std::string(ReusePrefix(stmt)) + std::string(name.substr(3)));
        } else if (name.substr(0, 3) == "mk_") {
            name = pool_.Keep(std::string(name) + (InHeap(stmt) && !core::NamesHeap(info) ? "_heap"
                                                   : on_stack                         ? "_stack"
                                                                                      : "_region"));
        }
        if (!InHeap(stmt) || (core::NamesHeap(info) && !extends)) {
            list.push_back(on_stack ? pool_.OwnText(fmt::format("&{}", stack_names_[id.index()]))
                                    : RegionExpr(stmt.region));
        }
    }
    if (stmt.result.valid() && !info.has_result()) {
        name = stmt.prim == Prim::SetCar   ? "omni_replace_car"
               : stmt.prim == Prim::SetCdr ? "omni_replace_cdr"
                                           : "omni_vector_replace";
    }
    if (info.is_variadic()) {
        list.push_back(pool_.OwnText(std::to_string(operands.size())));
        list.push_back(ArrayOf(operands));
    } else {
        for (const Operand& operand : operands) {
            list.push_back(operand.expr);
        }
    }
    if (where.valid()) {
        list.push_back(where);
    }
    return pool_.Call(name, list, effects);
}

}  // namespace omni::emit
