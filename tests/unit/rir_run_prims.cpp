// The primitives of the machine of rir_run.h.

#include <algorithm>
#include <utility>

#include "core/heap_form.h"
#include "rir_machine.h"

namespace rir_run {

bool Machine::RunNumberPrim(Prim prim, const std::vector<Value>& args, Value& result)
{
    const int64_t a = args.empty() ? 0 : args[0].integer, b = args.size() < 2 ? 0 : args[1].integer;
    const double x = args.empty() ? 0 : args[0].real, y = args.size() < 2 ? 0 : args[1].real;
    const bool divides = prim == Prim::IntQuotient || prim == Prim::PlainQuotient || prim == Prim::IntRemainder ||
                         prim == Prim::PlainRemainder || prim == Prim::IntModulo;
    if (divides && b == 0) {
        return false;
    }
    switch (prim) {
        case Prim::PlainAdd:
        case Prim::IntAdd: result.integer = a + b; break;
        case Prim::PlainSub:
        case Prim::IntSub: result.integer = a - b; break;
        case Prim::PlainMul:
        case Prim::IntMul: result.integer = a * b; break;
        case Prim::PlainQuotient:
        case Prim::IntQuotient: result.integer = a / b; break;
        case Prim::PlainRemainder:
        case Prim::IntRemainder: result.integer = a % b; break;
        case Prim::IntModulo: result.integer = ((a % b) + b) % b; break;
        case Prim::IntNeg: result.integer = -a; break;
        case Prim::IntAbs: result.integer = a < 0 ? -a : a; break;
        case Prim::IntMin: result.integer = std::min(a, b); break;
        case Prim::IntMax: result.integer = std::max(a, b); break;
        case Prim::BoolEq:
        case Prim::CharIsEq:
        case Prim::IntEq: result.integer = a == b ? 1 : 0; break;
        case Prim::IntLt: result.integer = a < b ? 1 : 0; break;
        case Prim::IntGt: result.integer = a > b ? 1 : 0; break;
        case Prim::IntLe: result.integer = a <= b ? 1 : 0; break;
        case Prim::IntGe: result.integer = a >= b ? 1 : 0; break;
        case Prim::IntIsEven: result.integer = a % 2 == 0 ? 1 : 0; break;
        case Prim::IntIsOdd: result.integer = a % 2 != 0 ? 1 : 0; break;
        case Prim::FloatAdd: result.real = x + y; break;
        case Prim::FloatSub: result.real = x - y; break;
        case Prim::FloatMul: result.real = x * y; break;
        case Prim::FloatDiv: result.real = x / y; break;
        case Prim::FloatLt: result.integer = x < y ? 1 : 0; break;
        case Prim::FloatGt: result.integer = x > y ? 1 : 0; break;
        case Prim::IntToFloat: result.real = static_cast<double>(a); break;
        default: return false;
    }
    return true;
}

bool Machine::RunPairPrim(Frame& frame, StmtId id, const std::vector<Value>& args, Value& result)
{
    const auto is_pair = [&](const Value& value) {
        return value.object != nullptr ? value.object->kind == "pair" : IsConstant(value, ConstantKind::Pair);
    };
    const auto part = [&](const Value& pair, size_t index) {
        if (IsConstant(pair, ConstantKind::Pair)) {
            const omni::core::Constant& constant = module_.constants[pair.constant];
            return OfConstant(index == 0 ? constant.car : constant.cdr);
        }
        return Look(pair)->slots[index];
    };
    switch (frame.function->code.stmts[id].prim) {
        case Prim::IsNull: result.integer = IsConstant(args[0], ConstantKind::Nil) ? 1 : 0; break;
        case Prim::IsPair: result.integer = is_pair(args[0]) ? 1 : 0; break;
        case Prim::Cons:
            result = Make(frame, id, "pair");
            result.object->slots[0] = args[0];
            result.object->slots[1] = args[1];
            break;
        case Prim::PairCar:
        case Prim::Car: result = part(args[0], 0); break;
        case Prim::PairCdr:
        case Prim::Cdr: result = part(args[0], 1); break;
        case Prim::SetCar: result = std::exchange(Look(args[0])->slots[0], args[1]); break;
        case Prim::SetCdr:
        case Prim::PairSetCdr: result = std::exchange(Look(args[0])->slots[1], args[1]); break;
        case Prim::ListLength:
            for (Value rest = args[0]; is_pair(rest) && !failed(); rest = part(rest, 1)) {
                ++result.integer;
                if (++steps_ > kMaxSteps) {
                    Fail("does not end");
                }
            }
            break;
        default: return false;
    }
    return true;
}

bool Machine::RunItemPrim(Frame& frame, StmtId id, const std::vector<Value>& args, Value& result)
{
    if (omni::core::Info(frame.function->code.stmts[id].prim).operands.starts_with('V') && args[0].object == nullptr) {
        return false;  // a constant
    }
    const auto item = [&]() -> Value& {
        std::vector<Value>& items = Look(args[0])->captured;
        if (args[1].integer < 0 || static_cast<size_t>(args[1].integer) >= items.size()) {
            Fail("an index that is too large");
            return spare_;
        }
        return items[static_cast<size_t>(args[1].integer)];
    };
    const auto length = [&](const Value& text) {
        return IsConstant(text, ConstantKind::String) ? static_cast<int64_t>(module_.constants[text.constant].text.size())
                                                      : Look(text)->slots[0].integer;
    };
    const auto make_text = [&](int64_t size) {
        result = Make(frame, id, "string");
        result.object->slots[0].integer = size;
    };
    switch (frame.function->code.stmts[id].prim) {
        case Prim::Vector:
        case Prim::IntVector:
        case Prim::FloatVector:
            result = Make(frame, id, "vector");
            result.object->captured = args;
            break;
        case Prim::MakeVector:
        case Prim::MakeIntVector:
        case Prim::MakeFloatVector:
            if (args[0].integer < 0 || args[0].integer > static_cast<int64_t>(kMaxSteps)) {
                Fail("does not end");
                break;
            }
            result = Make(frame, id, "vector");
            result.object->captured.assign(static_cast<size_t>(args[0].integer), args[1]);
            break;
        case Prim::VectorRef:
        case Prim::IntVectorRef:
        case Prim::FloatVectorRef: result = item(); break;
        case Prim::VectorSet:
        case Prim::IntVectorSet:
        case Prim::FloatVectorSet: result = std::exchange(item(), args[2]); break;
        case Prim::VectorPush:
        case Prim::IntVectorPush:
        case Prim::FloatVectorPush: Look(args[0])->captured.push_back(args[1]); break;
        case Prim::VectorPop:
        case Prim::IntVectorPop:
        case Prim::FloatVectorPop: {
            std::vector<Value>& items = Look(args[0])->captured;
            if (items.empty()) {
                Fail("an index that is too large");
                break;
            }
            result = items.back();
            items.pop_back();
            break;
        }
        case Prim::VectorLength:
            result.integer = static_cast<int64_t>(Look(args[0])->captured.size());
            break;
        case Prim::NumberToString:
            make_text(static_cast<int64_t>(
                std::to_string(args[0].object == nullptr ? args[0].integer : Look(args[0])->slots[0].integer).size()));
            break;
        case Prim::MakeString: make_text(args[0].integer); break;
        case Prim::StringCopy: make_text(length(args[0])); break;
        case Prim::StringAppend:
            make_text(length(args[0]) + length(args[1]));
            if (omni::core::Extends(frame.function->code.stmts[id])) {
                Drop(args[0]);
            }
            break;
        case Prim::StringLength: result.integer = length(args[0]); break;
        case Prim::ValuesNew:
            result = Make(frame, id, "values");
            result.object->slots[0] = args[0];
            result.object->slots[1] = args[1];
            break;
        case Prim::ValuesFirst: result = Look(args[0])->slots[0]; break;
        case Prim::ValuesRest: result = Look(args[0])->slots[1]; break;
        case Prim::MakeBox:
            result = Make(frame, id, "cell");
            result.object->slots[0] = args[0];
            break;
        case Prim::Unbox: result = Look(args[0])->slots[0]; break;
        default: return false;
    }
    return true;
}

Value Machine::RunPrim(Frame& frame, StmtId id)
{
    const Stmt& stmt = frame.function->code.stmts[id];
    const std::vector<Value> args = GetAll(frame, frame.function->code.args(stmt));
    Value result;
    if (RunNumberPrim(stmt.prim, args, result) || RunPairPrim(frame, id, args, result) ||
        RunItemPrim(frame, id, args, result)) {
        return result;
    }
    switch (stmt.prim) {
        case Prim::StructNew:
            result = Make(frame, id, "struct");
            result.object->captured = args;
            break;
        case Prim::StructGet:
        case Prim::StructField: result = Look(args[0])->captured[stmt.field]; break;
        case Prim::StructSet:
        case Prim::StructPut: result = std::exchange(Look(args[0])->captured[stmt.field], args[1]); break;
        case Prim::IsStruct: result.integer = args[0].object != nullptr && args[0].object->kind == "struct" ? 1 : 0; break;
        case Prim::CellNew:
            result = Make(frame, id, "cell");
            result.object->slots[0] = args[0];
            break;
        case Prim::CellGet: result = Look(args[0])->slots[0]; break;
        case Prim::CellSet: Look(args[0])->slots[0] = args[1]; break;
        case Prim::BoxInt:
        case Prim::BoxFloat:
            result = Make(frame, id, "box");
            result.object->slots[0] = args[0];
            break;
        case Prim::UnboxInt:
        case Prim::IntValue:
            result.integer = args[0].object == nullptr ? args[0].integer : Look(args[0])->slots[0].integer;
            break;
        case Prim::FloatValue:
            result.real = args[0].object == nullptr ? args[0].real : Look(args[0])->slots[0].real;
            break;
        case Prim::Newline: outcome_.output += "\n"; break;
        case Prim::DisplayFloat: outcome_.output += fmt::format("{}\n", args[0].real); break;
        case Prim::Write:
        case Prim::Display:
            Display(args[0]);
            outcome_.output += "\n";
            break;
        case Prim::DisplayBool:
        case Prim::DisplayChar:
        case Prim::DisplayInt: outcome_.output += fmt::format("{}\n", args[0].integer); break;
        case Prim::Raise: {
            std::map<Object*, Object*> copies;
            raised_ = Copy(args[0], nullptr, &pending_, copies);
            raising_ = true;
            break;
        }
        case Prim::IsRaised: result.integer = args[0].is_raised ? 1 : 0; break;
        case Prim::Caught: {
            std::map<Object*, Object*> copies;
            const RegionId region = stmt.region;
            result = Copy(raised_, &pending_, region.valid() ? Place(frame, region) : &forever_, copies);
            break;
        }
        default: return RunByEffect(frame, id, args);
    }
    return result;
}

}  // namespace rir_run
