#pragma once
// Runs core, before or after the types stage. After it, every variable is watched: its value must be of one of the kinds
// that were inferred, fit its representation, and no unchecked operation may meet a value of another kind.

#include <cmath>
#include <string>
#include <vector>

#include "core/core.h"
#include "types/kinds.h"

namespace types_test {

using namespace omni;
using core::Atom;
using core::Prim;
using core::Stmt;
using core::StmtKind;

struct Value {
    core::KindSet kind = core::kind::kNothing;
    int64_t integer = 0;   ///< Int, Bool, Char; index of a pair, cell or closure; constant of a string or symbol
    double real = 0;
};

class Interpreter {
public:
    enum class Outcome { Finished, Panicked, OutOfSteps, Unsound };

    Interpreter(const core::Module& module, bool typed) : module_(module), typed_(typed), globals_(module.globals.size()) {}

    Outcome Run()
    {
        Call(module_.entry, {}, {});
        return outcome_;
    }
    std::string output;
    std::string problem;   ///< of Unsound

private:
    using Values = std::vector<Value>;
    struct Closure {
        core::FuncId function;
        Values captured;
    };
    struct Frame {
        const core::Function* function;
        Values vars;
        Value result;      ///< of the terminator that was met last
        const std::vector<core::VarId>* unused = nullptr;
    };
    enum class Exit { Open, Yield, Continue, Break, Return };

    [[nodiscard]] bool Stopped() const { return outcome_ != Outcome::Finished; }
    Value Stop(Outcome outcome, const std::string& why)
    {
        if (!Stopped()) {
            outcome_ = outcome;
            problem = why;
        }
        return {};
    }
    Value Panic() { return Stop(Outcome::Panicked, ""); }

    static Value Make(core::KindSet kind, int64_t integer = 0) { return {kind, integer, 0}; }
    static Value Int(int64_t value) { return Make(core::kind::kInt, value); }
    static Value Bool(bool value) { return Make(core::kind::kBool, value ? 1 : 0); }
    static Value Float(double value) { return {core::kind::kFloat, 0, value}; }
    static bool True(const Value& value)
    {
        return value.kind != core::kind::kNothing && (value.kind != core::kind::kBool || value.integer != 0);
    }
    static double Number(const Value& value)
    {
        return value.kind == core::kind::kInt ? static_cast<double>(value.integer) : value.real;
    }

    Value OfConstant(core::ConstantId id)
    {
        const core::Constant& constant = module_.constants[id];
        switch (constant.kind) {
        case core::ConstantKind::Float: return Float(constant.real);
        case core::ConstantKind::Symbol: return Make(core::kind::kSymbol, constant.symbol.index());
        case core::ConstantKind::String: return Make(core::kind::kString, id.index());
        case core::ConstantKind::Pair: {
            const Value car = OfConstant(constant.car), cdr = OfConstant(constant.cdr);
            return Cons(car, cdr);
        }
        default: return Make(types::KindOf(constant), constant.integer);
        }
    }
    Value Cons(Value car, Value cdr)
    {
        pairs_.push_back({car, cdr});
        return Make(core::kind::kPair, static_cast<int64_t>(pairs_.size()) - 1);
    }
    Value Get(const Frame& frame, Atom atom)
    {
        return atom.is_var() ? frame.vars[atom.var().index()] : OfConstant(atom.constant());
    }
    void Set(Frame& frame, core::VarId var, Value value)
    {
        if (!var.valid() || Stopped()) {
            return;
        }
        const core::Var& info = frame.function->vars[var];
        // `Undefined` has no kind and is not read.
        if (typed_ && value.kind != core::kind::kNone &&
            ((info.kinds & value.kind) == 0 || (types::KindsOf(info.repr) & value.kind) == 0)) {
            Stop(Outcome::Unsound, std::string(frame.function->name.text()) + ": variable " +
                                       std::string(info.name.text()) + " is " + types::KindText(info.kinds) +
                                       " but got " + types::KindText(value.kind));
        }
        frame.vars[var.index()] = value;
    }

    Value Call(core::FuncId id, const Values& args, const Values& captured)
    {
        const core::Function& function = module_.functions[id];
        if (++steps_ > kMaxSteps || ++depth_ > kMaxDepth) {
            return Stop(Outcome::OutOfSteps, "");
        }
        if (args.size() != function.params.size()) {
            return Panic();
        }
        Frame frame{&function, Values(function.vars.size()), {}};
        for (size_t i = 0; i < args.size(); ++i) {
            Set(frame, function.params[i], args[i]);
        }
        for (size_t i = 0; i < captured.size(); ++i) {
            Set(frame, function.captured[i], captured[i]);
        }
        Block(frame, function.body);
        --depth_;
        return frame.result;
    }

    Exit Block(Frame& frame, core::BlockId block)
    {
        for (const core::StmtId id : frame.function->blocks[block].stmts) {
            const Exit exit = Execute(frame, frame.function->stmts[id]);
            if (Stopped()) {
                return Exit::Return;
            }
            if (exit != Exit::Open) {
                return exit;
            }
        }
        return Exit::Return;
    }

    Exit Execute(Frame& frame, const Stmt& stmt)
    {
        if (++steps_ > kMaxSteps) {
            Stop(Outcome::OutOfSteps, "");
            return Exit::Return;
        }
        Values args;
        for (const Atom atom : frame.function->args(stmt)) {
            args.push_back(Get(frame, atom));
        }
        switch (stmt.kind) {
        case StmtKind::Prim: Set(frame, stmt.result, Apply(stmt.prim, args)); return Exit::Open;
        case StmtKind::Move:
        case StmtKind::Assign: Set(frame, stmt.result, args[0]); return Exit::Open;
        case StmtKind::Call: Set(frame, stmt.result, Call(stmt.callee, args, {})); return Exit::Open;
        case StmtKind::CallClosure: {
            if (args[0].kind != core::kind::kProcedure) {
                Panic();
                return Exit::Return;
            }
            const Closure closure = closures_[static_cast<size_t>(args[0].integer)];
            Set(frame, stmt.result,
                Call(closure.function, Values(args.begin() + (stmt.has_companion() ? 2 : 1), args.end()), closure.captured));
            return Exit::Open;
        }
        case StmtKind::MakeClosure:
            closures_.push_back({stmt.callee, args});
            Set(frame, stmt.result, Make(core::kind::kProcedure, static_cast<int64_t>(closures_.size()) - 1));
            return Exit::Open;
        case StmtKind::LoadGlobal: Set(frame, stmt.result, globals_[stmt.global.index()]); return Exit::Open;
        case StmtKind::StoreGlobal: globals_[stmt.global.index()] = args[0]; return Exit::Open;
        case StmtKind::If: {
            if (typed_ && args[0].kind != core::kind::kBool) {
                Stop(Outcome::Unsound, "condition is no Bool");
            }
            const Exit exit = Block(frame, stmt.blocks[True(args[0]) ? 0 : 1]);
            if (exit != Exit::Yield) {
                return exit;
            }
            Set(frame, stmt.result, frame.result);
            return Exit::Open;
        }
        case StmtKind::Loop: return ExecuteLoop(frame, stmt, args);
        case StmtKind::Yield: return Leave(frame, args, Exit::Yield);
        case StmtKind::Break: return Leave(frame, args, Exit::Break);
        case StmtKind::Return: return Leave(frame, args, Exit::Return);
        case StmtKind::Continue: next_ = args; return Exit::Continue;
        default: Panic(); return Exit::Return;
        }
    }

    Exit ExecuteLoop(Frame& frame, const Stmt& stmt, Values values)
    {
        for (;;) {
            const auto params = frame.function->loop_params_of(stmt);
            for (size_t i = 0; i < params.size(); ++i) {
                Set(frame, params[i], values[i]);
            }
            const Exit exit = Block(frame, stmt.blocks[0]);
            if (Stopped()) {
                return Exit::Return;
            }
            if (exit == Exit::Break) {
                Set(frame, stmt.result, frame.result);
                return Exit::Open;
            }
            if (exit != Exit::Continue) {
                return exit;
            }
            values = next_;
        }
    }

    static Exit Leave(Frame& frame, const Values& args, Exit exit)
    {
        frame.result = args.empty() ? Value() : args[0];
        return exit;
    }

    void Show(const Value& value, bool in_list = false)
    {
        switch (value.kind) {
        case core::kind::kInt: output += std::to_string(value.integer); break;
        case core::kind::kFloat: output += fmt::format("{}", value.real); break;
        case core::kind::kBool: output += value.integer != 0 ? "#t" : "#f"; break;
        case core::kind::kNil: output += in_list ? "" : "()"; break;
        case core::kind::kPair:
            if (output.size() > kMaxOutput) {
                Stop(Outcome::OutOfSteps, "");
                return;
            }
            output += "(";
            Show(pairs_[static_cast<size_t>(value.integer)].first);
            output += " . ";
            Show(pairs_[static_cast<size_t>(value.integer)].second);
            output += ")";
            break;
        default: output += types::KindText(value.kind); break;
        }
    }

    bool Same(const Value& a, const Value& b, int depth)
    {
        if (a.kind != b.kind || depth > 100) {
            return false;
        }
        if (a.kind == core::kind::kFloat) {
            return a.real == b.real;
        }
        if (a.kind != core::kind::kPair || a.integer == b.integer || depth < 0) {
            return a.integer == b.integer;
        }
        const auto& x = pairs_[static_cast<size_t>(a.integer)];
        const auto& y = pairs_[static_cast<size_t>(b.integer)];
        return Same(x.first, y.first, depth + 1) && Same(x.second, y.second, depth + 1);
    }

    /// The operands must have the kind without a check; only then is the operation right.
    Value Unchecked(const Value& value, core::KindSet kind)
    {
        return value.kind == kind ? value : Stop(Outcome::Unsound, "unchecked operation on " + types::KindText(value.kind));
    }
    Value Checked(const Value& value, core::KindSet kinds) { return (value.kind & kinds) != 0 ? value : Panic(); }

    Value Arithmetic(char operation, const Value& a, const Value& b)
    {
        if (((a.kind | b.kind) & ~core::kind::kNumber) != 0) {
            return Panic();
        }
        const bool ints = a.kind == core::kind::kInt && b.kind == core::kind::kInt;
        int64_t sum = 0;
        switch (operation) {
        case '+':
            if (!ints) return Float(Number(a) + Number(b));
            return __builtin_add_overflow(a.integer, b.integer, &sum) ? Panic() : Int(sum);
        case '-':
            if (!ints) return Float(Number(a) - Number(b));
            return __builtin_sub_overflow(a.integer, b.integer, &sum) ? Panic() : Int(sum);
        case '*':
            if (!ints) return Float(Number(a) * Number(b));
            return __builtin_mul_overflow(a.integer, b.integer, &sum) ? Panic() : Int(sum);
        case '/':
            if (!ints) return Float(Number(a) / Number(b));
            if (b.integer == 0) return Panic();
            return a.integer % b.integer == 0 ? Int(a.integer / b.integer) : Float(Number(a) / Number(b));
        case '=': return Bool(ints ? a.integer == b.integer : Number(a) == Number(b));
        case '<': return Bool(ints ? a.integer < b.integer : Number(a) < Number(b));
        default: return Bool(ints ? a.integer > b.integer : Number(a) > Number(b));
        }
    }

    Value Field(const Value& pair, bool car, bool checked)
    {
        if (pair.kind != core::kind::kPair) {
            return checked ? Panic() : Unchecked(pair, core::kind::kPair);
        }
        const auto& fields = pairs_[static_cast<size_t>(pair.integer)];
        return car ? fields.first : fields.second;
    }

    Value Apply(Prim prim, const Values& args)
    {
        // Operands of the typed forms have the representation that the table says.
        const core::PrimInfo& info = core::Info(prim);
        for (size_t i = 0; typed_ && i < args.size(); ++i) {
            const core::Repr repr = types::ReprOfLetter(types::OperandLetter(info, i));
            if (repr != core::Repr::Obj) {
                Unchecked(args[i], types::KindsOf(repr));
            }
        }
        switch (prim) {
        case Prim::Add: case Prim::IntAdd: case Prim::FloatAdd: return Arithmetic('+', args[0], args[1]);
        case Prim::Sub: case Prim::IntSub: case Prim::FloatSub: return Arithmetic('-', args[0], args[1]);
        case Prim::Mul: case Prim::IntMul: case Prim::FloatMul: return Arithmetic('*', args[0], args[1]);
        case Prim::Div: case Prim::FloatDiv: return Arithmetic('/', args[0], args[1]);
        case Prim::Neg: case Prim::IntNeg:
            return args[0].kind == core::kind::kInt ? Arithmetic('-', Int(0), args[0]) : Arithmetic('*', Float(-1), args[0]);
        case Prim::FloatNeg: return Float(-Number(args[0]));
        case Prim::NumEq: case Prim::IntEq: case Prim::FloatEq: case Prim::IntEqFloat: return Arithmetic('=', args[0], args[1]);
        case Prim::NumLt: case Prim::IntLt: case Prim::FloatLt: case Prim::IntLtFloat: return Arithmetic('<', args[0], args[1]);
        case Prim::NumGt: case Prim::IntGt: case Prim::FloatGt: case Prim::IntGtFloat: return Arithmetic('>', args[0], args[1]);
        case Prim::IsZero: return Arithmetic('=', args[0], Int(0));
        case Prim::IntToFloat: return Float(Number(args[0]));
        case Prim::BoxInt: case Prim::BoxFloat: case Prim::BoxBool: case Prim::BoxChar: return args[0];
        case Prim::UnboxInt: return Checked(args[0], core::kind::kInt);
        case Prim::UnboxFloat: return Checked(args[0], core::kind::kFloat);
        case Prim::UnboxBool: return Checked(args[0], core::kind::kBool);
        case Prim::UnboxNumber: return Float(Number(Checked(args[0], core::kind::kNumber)));
        case Prim::IntValue: return Unchecked(args[0], core::kind::kInt);
        case Prim::FloatValue: return Unchecked(args[0], core::kind::kFloat);
        case Prim::BoolValue: return Unchecked(args[0], core::kind::kBool);
        case Prim::IsTrue: return Bool(True(args[0]));
        case Prim::Not: return Bool(!True(args[0]));
        case Prim::IsEq: case Prim::IsEqv: case Prim::IsSame: return Bool(Same(args[0], args[1], -1));
        case Prim::IsEqual: return Bool(Same(args[0], args[1], 0));
        case Prim::BoolEq: case Prim::CharIsEq: return Bool(args[0].integer == args[1].integer);
        case Prim::Cons: return Cons(args[0], args[1]);
        case Prim::Car: case Prim::PairCar: return Field(args[0], true, prim == Prim::Car);
        case Prim::Cdr: case Prim::PairCdr: return Field(args[0], false, prim == Prim::Cdr);
        case Prim::SetCar: case Prim::SetCdr: case Prim::PairSetCdr: {
            if (args[0].kind != core::kind::kPair) return Panic();
            auto& fields = pairs_[static_cast<size_t>(args[0].integer)];
            (prim == Prim::SetCar ? fields.first : fields.second) = args[1];
            return {};
        }
        case Prim::CellNew:
            cells_.push_back(args[0]);
            return Make(core::kind::kCell, static_cast<int64_t>(cells_.size()) - 1);
        case Prim::CellGet: return cells_[static_cast<size_t>(args[0].integer)];
        case Prim::CellSet: cells_[static_cast<size_t>(args[0].integer)] = args[1]; return {};
        case Prim::StringLength:
            Checked(args[0], core::kind::kString);
            return Stopped() ? Value()
                             : Int(static_cast<int64_t>(
                                   module_.constants[core::ConstantId(static_cast<size_t>(args[0].integer))].text.size()));
        case Prim::Display: case Prim::Write: case Prim::DisplayInt: case Prim::DisplayFloat: case Prim::DisplayBool:
            Show(args[0]);
            return {};
        case Prim::Newline: output += "\n"; return {};
        default: break;
        }
        const types::KindTest test = types::TestOf(prim);
        if (test.exists() && prim != Prim::IsInteger && prim != Prim::IsList) {
            return Bool((args[0].kind & test.if_true) != 0);
        }
        return Stop(Outcome::Unsound, "the interpreter does not know " + std::string(info.id));
    }

    static constexpr size_t kMaxSteps = 20000, kMaxDepth = 300, kMaxOutput = 4000;

    const core::Module& module_;
    const bool typed_;
    Outcome outcome_ = Outcome::Finished;
    size_t steps_ = 0, depth_ = 0;
    Values globals_, next_, cells_;
    std::vector<std::pair<Value, Value>> pairs_;
    std::vector<Closure> closures_;
};

}  // namespace types_test
