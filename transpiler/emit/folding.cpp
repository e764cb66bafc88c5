#include "emit/function.h"

namespace omni::emit {

using core::Atom;
using core::Repr;
using core::VarId;

namespace {

constexpr uint16_t kMaxDepth = 6;  // of expressions: deeper ones are hard to read
constexpr size_t kMaxPending = 24;
constexpr uint32_t kAlwaysFolded = 24;  // columns

}  // namespace

std::string_view TypeText(Repr repr)
{
    switch (repr) {
    case Repr::Obj: return "Obj *";
    case Repr::Int: return "int64_t ";
    case Repr::Float: return "double ";
    case Repr::Bool: return "bool ";
    case Repr::Char: return "uint32_t ";
    case Repr::None: return "void ";
    }
    return {};
}

// The C name of a variable; a temporary gets its name here, when it turns out to need one.
std::string_view FunctionEmitter::NameOf(VarId var)
{
    var = facts_.Resolve(var);
    std::string_view& name = names_[var.index()];
    if (name.empty()) {
        std::string wanted(context_.Mangled(code_->vars[var].name));
        const std::string spelled = IsReservedAnywhere(wanted) ? wanted + '_' : wanted;
        // A call's result is named after the function, but it may not hide it.
        if (callee_names_.count(spelled) != 0) {
            wanted += code_->vars[var].kind == core::VarKind::Temp ? "_result" : "_value";
        } else if (constants_.IsName(wanted) || context_.variable_names.count(spelled) != 0 ||
                   wanted.substr(0, 8) == "list_in_") {
            wanted += "_value";
        }
        name = TakeName(wanted);
    }
    return name;
}

// Of all that a function declares in C: it hides nothing of the file that the function may use.
std::string_view FunctionEmitter::TakeName(std::string_view wanted)
{
    std::string taken = scope_.Take(wanted);
    while (HidesFileName(taken)) {
        taken = scope_.Take(wanted);
    }
    return pool_.Keep(taken);
}

bool FunctionEmitter::HidesFileName(const std::string& name) const
{
    return callee_names_.contains(name) || context_.variable_names.contains(name) || constants_.IsName(name);
}

bool FunctionEmitter::IsUndefined(Atom atom) const
{
    return atom.is_constant() &&
           context_.module.constants[atom.constant()].kind == core::ConstantKind::Undefined;
}

ExprId FunctionEmitter::AtomExpr(Atom atom, Repr repr)
{
    atom = facts_.Resolve(atom);
    if (atom.is_var()) {
        const int32_t at = pending_of_[atom.var().index()];
        if (at >= 0) {
            return pending_[static_cast<size_t>(at)].expr;
        }
        return pool_.Variable(atom.var(), NameOf(atom.var()), facts_.assigned(atom.var()));
    }
    const core::Constant& constant = context_.module.constants[atom.constant()];
    switch (repr) {
    case Repr::Int:
        return pool_.OwnText(IntText(constant.integer), constant.integer < 0 ? Precedence::Unary : Precedence::Primary);
    case Repr::Float:
        return pool_.OwnText(FloatText(constant.real), constant.real < 0 ? Precedence::Unary : Precedence::Primary);
    case Repr::Bool: return pool_.Text(constant.integer != 0 ? "true" : "false");
    case Repr::Char: return pool_.OwnText(CharText(static_cast<uint32_t>(constant.integer)));
    default: return pool_.OwnText(constants_.Value(atom.constant(), c_name_));
    }
}

void FunctionEmitter::AddPending(VarId var, ExprId expr)
{
    if (!trying_ && pending_.size() >= kMaxPending) {
        FlushPending();
    }
    pending_of_[var.index()] = static_cast<int32_t>(pending_.size());
    pending_.push_back({var, expr, -1, false});
}

// Forgets all pendings from position `count` on.
void FunctionEmitter::DropPending(size_t count)
{
    while (pending_.size() > count) {
        pending_of_[pending_.back().var.index()] = -1;
        pending_.pop_back();
    }
}

void FunctionEmitter::FlushPending()
{
    Fold({}, effect::kRegion | effect::kCall | effect::kWritesVariable, 0);
    // What has no effect at all is left.
    const std::vector<Pending> rest(pending_.begin() + static_cast<ptrdiff_t>(pending_base_), pending_.end());
    DropPending(pending_base_);
    for (const Pending& pending : rest) {
        Declare(pending.var, pending.expr);
    }
}

// Decides which pending expressions are folded into the operands of a statement that does `own`, and makes variables of
// those that cannot wait. Going backwards through the pendings, each may move to the statement only if it does not
// conflict with what would then be evaluated before it although it was computed after it: other operands (C does not
// say in which order they are evaluated), new variables and, for those that go on waiting, the statement itself.
// `order`: operands are evaluated in any order, in sequence, or the caller takes care of it.
// `deferred`: the statement itself goes on waiting, so it must stay behind the pendings that do.
void FunctionEmitter::Fold(std::span<Operand> operands, Effects own, size_t extra_width, Order order, bool deferred)
{
    size_t width = extra_width;
    for (size_t i = 0; i < operands.size(); ++i) {
        operands[i].atom = facts_.Resolve(operands[i].atom);
        const Atom atom = operands[i].atom;
        if (atom.is_var() && pending_of_[atom.var().index()] >= 0) {
            pending_[static_cast<size_t>(pending_of_[atom.var().index()])].operand = static_cast<int>(i);
        } else {
            operands[i].expr = AtomExpr(atom, operands[i].repr);
            width += pool_[operands[i].expr].width + 2;
        }
    }
    // What is tried becomes part of a condition: it needs no room for the name of a variable.
    const size_t limit = kLineLimit - writer_.indent() + (trying_ ? kRoomForName : 0);
    Effects declared = effect::kNone;
    Effects folded = effect::kNone;
    Effects waiting = effect::kNone;
    bool any_declared = false;
    for (size_t k = pending_.size(); k-- > pending_base_;) {
        Pending& pending = pending_[k];
        const Expr& expr = pool_[pending.expr];
        if (pending.operand >= 0) {
            // A statement of one expression is no better for a part of it standing alone, nor for a small part.
            const bool wide = order == Order::Any && expr.width > kAlwaysFolded && width + expr.width > limit;
            pending.declare = Conflict(expr.effects, declared) || Conflict(expr.effects, waiting) ||
                              (expr.child_count != 0 && (wide || expr.depth >= kMaxDepth));
            if (order == Order::Any) {
                pending.declare = pending.declare || Conflict(expr.effects, folded);
            } else if (order == Order::InSequence) {
                for (size_t j = k + 1; j < pending_.size(); ++j) {
                    const Pending& later = pending_[j];
                    pending.declare = pending.declare || (later.operand >= 0 && !later.declare &&
                                                          later.operand < pending.operand &&
                                                          Conflict(expr.effects, pool_[later.expr].effects));
                }
            }
        } else {
            const Effects now = deferred ? effect::kNone : static_cast<Effects>(folded | own);
            pending.declare = Conflict(expr.effects, static_cast<Effects>(declared | now));
            if (deferred && !pending.declare) {
                waiting |= expr.effects;
            }
        }
        if (pending.declare) {
            declared |= expr.effects;
            any_declared = true;
        } else if (pending.operand >= 0) {
            folded |= expr.effects;
            width += order == Order::Any ? expr.width + 2 : 0;
        }
    }
    if (trying_ && any_declared) {
        try_failed_ = true;
    }
    // Take out what is folded or declared, in the order of computation.
    size_t kept = pending_base_;
    for (size_t k = pending_base_; k < pending_.size(); ++k) {
        const Pending pending = pending_[k];
        if (!pending.declare && pending.operand < 0) {
            pending_of_[pending.var.index()] = static_cast<int32_t>(kept);
            pending_[kept++] = pending;
            continue;
        }
        pending_of_[pending.var.index()] = -1;
        ExprId value = pending.expr;
        if (pending.declare && !trying_) {
            Declare(pending.var, pending.expr);
            value = pool_.Variable(pending.var, NameOf(pending.var), false);
        }
        if (pending.operand >= 0) {
            operands[static_cast<size_t>(pending.operand)].expr = value;
        }
    }
    pending_.resize(kept);
}

ExprId FunctionEmitter::FoldOne(Atom atom, Repr repr, Effects own, bool deferred)
{
    Operand operand{atom, repr, {}};
    Fold(std::span(&operand, 1), own, 0, Order::Free, deferred);
    return operand.expr;
}

bool FunctionEmitter::Waits(VarId result) const { return result.valid() && facts_.uses(result) != 0 && facts_.foldable(result); }

// Hands a computed value on: to the one expression that uses it, to a variable, or to nobody.
void FunctionEmitter::Deliver(VarId result, ExprId expr)
{
    if (!result.valid() || facts_.uses(result) == 0) {
        if ((pool_[expr].effects & (effect::kWrites | effect::kPanics | effect::kAllocates)) != 0) {
            Evaluate(expr);
        }
    } else if (facts_.foldable(result)) {
        AddPending(result, expr);
    } else {
        Declare(result, expr);
    }
}

void FunctionEmitter::Declare(VarId var, ExprId value)
{
    if (trying_) {
        try_failed_ = true;
        return;
    }
    BeginStatement();
    writer_.Render(Template::Declare, {TypeText(code_->vars[var].repr), NameOf(var), value});
}

void FunctionEmitter::DeclareOnly(VarId var)
{
    BeginStatement();
    writer_.Render(Template::DeclareOnly, {TypeText(code_->vars[var].repr), NameOf(var)});
}

void FunctionEmitter::Assign(VarId var, ExprId value)
{
    if (trying_) {
        try_failed_ = true;
        return;
    }
    BeginStatement();
    writer_.Render(Template::Assign, {NameOf(var), value});
}

void FunctionEmitter::Evaluate(ExprId expr)
{
    if (trying_) {
        try_failed_ = true;
        return;
    }
    BeginStatement();
    // An operator's value would be noticed as unused.
    writer_.Render(Template::Expression,
                   {pool_[expr].kind == ExprKind::Call ? expr : pool_.Unary("(void)", expr)});
}

}  // namespace omni::emit
