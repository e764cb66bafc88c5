// Primitives whose meaning the machine does not know. It does to objects what their line in prims.def says, and takes
// what they compute from a sequence of numbers that is the same in every run: the program then goes one of the ways on
// which its plan has to hold, with and without the change.

#include <algorithm>
#include <set>

#include "rir_machine.h"

namespace rir_run {

using omni::core::PrimInfo;
using omni::core::StorageEffect;

/// Whoever prints, compares or hashes looks at all that an operand reaches.
void Machine::LookDeep(const Value& value)
{
    constexpr size_t kMost = 200;
    std::vector<Value> work{value};
    std::set<const Object*> seen;
    while (!work.empty() && seen.size() < kMost && !failed()) {
        const Value next = work.back();
        work.pop_back();
        if (next.object == nullptr || !seen.insert(next.object).second) {
            continue;
        }
        const Object* const object = Look(next);
        work.insert(work.end(), std::begin(object->slots), std::end(object->slots));
        if (object->code == nullptr) {
            work.insert(work.end(), object->captured.begin(), object->captured.end());
        }
    }
}

int64_t Machine::NextNumber()
{
    number_ = number_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int64_t>(number_ >> 33);
}

Value Machine::Nil() const
{
    for (const ConstantId id : module_.constants.ids()) {
        if (module_.constants[id].kind == ConstantKind::Nil) {
            return OfConstant(id);
        }
    }
    return {};
}

bool Machine::IsOfKind(const Value& value, std::string_view kind, ConstantKind constant) const
{
    return value.object != nullptr ? value.object->kind == kind : IsConstant(value, constant);
}

/// The operations that tell values apart: what the program does next depends on them being right.
bool Machine::RunTest(Prim prim, const std::vector<Value>& args, bool& result) const
{
    const Value none;
    const Value& a = args.empty() ? none : args[0];
    const Value& b = args.size() < 2 ? none : args[1];
    const auto is_true = [&](const Value& value) {
        return value.object != nullptr || (value.constant.valid() && !IsConstant(value, ConstantKind::Bool) &&
                                           !IsConstant(value, ConstantKind::Nothing)) ||
               value.integer != 0;
    };
    const auto is_same = [&] {
        return a.object == b.object && a.constant.valid() == b.constant.valid() &&
               (a.constant == b.constant || (a.integer == b.integer && a.real == b.real));
    };
    switch (prim) {
        case Prim::IsTrue: result = is_true(a); break;
        case Prim::BoolValue: result = a.integer != 0; break;
        case Prim::Not: result = !is_true(a); break;
        case Prim::IsSame:
        case Prim::IsEq:
        case Prim::IsEqv:
        case Prim::IsEqual: result = is_same(); break;
        case Prim::IsInt:
        case Prim::IsInteger:
        case Prim::IsNumber: result = IsOfKind(a, "box", ConstantKind::Int); break;
        case Prim::IsString: result = IsOfKind(a, "string", ConstantKind::String); break;
        case Prim::IsVector: result = IsOfKind(a, "vector", ConstantKind::Vector); break;
        case Prim::IsSymbol: result = IsConstant(a, ConstantKind::Symbol); break;
        case Prim::IsProcedure: result = IsOfKind(a, "closure", ConstantKind::Undefined); break;
        case Prim::IsDict: result = IsOfKind(a, "dict", ConstantKind::Undefined); break;
        case Prim::IsBox: result = IsOfKind(a, "cell", ConstantKind::Undefined); break;
        case Prim::IsPort: result = IsOfKind(a, "port", ConstantKind::Undefined); break;
        case Prim::IsPromise: result = IsOfKind(a, "promise", ConstantKind::Undefined); break;
        case Prim::IsValues: result = IsOfKind(a, "values", ConstantKind::Undefined); break;
        case Prim::IsAbsent: result = a.is_absent; break;
        case Prim::IsNoValues: result = a.is_no_values; break;
        case Prim::IsListOf:
        case Prim::HasPairs: {
            Value rest = a;
            int64_t count = 0;
            while (count < b.integer && rest.object != nullptr && rest.object->kind == "pair") {
                rest = rest.object->slots[1];
                ++count;
            }
            result = count == b.integer && (prim == Prim::HasPairs || IsConstant(rest, ConstantKind::Nil));
            break;
        }
        case Prim::SequenceDone:
            result = a.object != nullptr && a.object->kind != "pair"
                         ? b.integer >= std::max<int64_t>(a.object->slots[0].integer,
                                                          static_cast<int64_t>(a.object->captured.size()))
                         : a.object == nullptr && !IsConstant(a, ConstantKind::Pair);
            break;
        default: return false;
    }
    return true;
}

const char* Machine::KindOfResult(char letter)
{
    switch (letter) {
        case 's': return "string";
        case 'n': return "box";
        case 'V': return "vector";
        case 'D': return "dict";
        case 'P': return "port";
        case 'r': return "promise";
        case 'x': return "cell";
        case 'm': return "values";
        default: return "other";
    }
}

/// What the operation makes.
Value Machine::MakeByEffect(Frame& frame, StmtId id, const PrimInfo& info, const std::vector<Value>& args)
{
    const bool is_list = info.storage == StorageEffect::FreshList || info.storage == StorageEffect::FreshSymbols ||
                         info.storage == StorageEffect::FreshPair;
    Value result = Make(frame, id, is_list && info.result != 'm' ? "pair" : KindOfResult(info.result));
    Object& object = *result.object;
    switch (info.storage) {
        case StorageEffect::FreshPair:
            object.slots[0] = args.empty() ? Value() : args[0];
            object.slots[1] = args.size() < 2 ? Nil() : args[1];
            break;
        case StorageEffect::FreshList:
        case StorageEffect::FreshSymbols: object.slots[1] = Nil(); break;
        case StorageEffect::FreshCell: object.slots[0] = args[0]; break;
        case StorageEffect::FreshVector: object.captured = args; break;
        case StorageEffect::FreshFill: object.captured.assign(2, args[1]); break;
        case StorageEffect::FreshElems:
            for (const Value& arg : args) {
                if (arg.object != nullptr && arg.object->kind == "vector") {
                    object.captured.insert(object.captured.end(), arg.object->captured.begin(), arg.object->captured.end());
                }
            }
            break;
        default: object.slots[0].integer = NextNumber() % 4; break;
    }
    return result;
}

/// What the operation reads out of its first operand.
Value Machine::LoadByEffect(StorageEffect effect, const std::vector<Value>& args)
{
    const Value& from = args[0];
    const int64_t at = args.size() < 2 || args[1].object != nullptr ? 0 : std::max<int64_t>(args[1].integer, 0);
    if (from.object == nullptr) {
        const bool is_pair = IsConstant(from, ConstantKind::Pair);
        const bool takes_rest = effect == StorageEffect::LoadCdr || effect == StorageEffect::LoadRest;
        if (is_pair || IsConstant(from, ConstantKind::Vector)) {
            const omni::core::Constant& constant = module_.constants[from.constant];
            return OfConstant(is_pair && takes_rest ? constant.cdr : constant.car);
        }
        return effect == StorageEffect::LoadRest ? from : Value();
    }
    const Object& object = *Look(from);
    const bool is_pair = object.kind == "pair";
    const auto item = [&](size_t stride, size_t offset) {
        const size_t count = object.captured.size() / stride;
        return count == 0 ? Value() : object.captured[(static_cast<size_t>(at) % count) * stride + offset];
    };
    switch (effect) {
        case StorageEffect::LoadCdr: return object.slots[1];
        case StorageEffect::LoadElem: return item(1, 0);
        case StorageEffect::LoadItem: return is_pair ? object.slots[0] : item(1, 0);
        case StorageEffect::LoadRest: return is_pair ? object.slots[1] : from;
        case StorageEffect::LoadKey: return item(2, 0);
        case StorageEffect::LoadValue: return object.captured.empty() && args.size() > 2 ? args[2] : item(2, 1);
        default: return object.slots[0];
    }
}

void Machine::StoreByEffect(StorageEffect effect, const std::vector<Value>& args)
{
    if (args[0].object == nullptr) {
        return;   // a constant: the program ends with a message
    }
    Object& object = *Look(args[0]);
    switch (effect) {
        case StorageEffect::StoreCdr: object.slots[1] = args.back(); break;
        case StorageEffect::StoreElem:
            if (object.captured.empty()) {
                object.captured.push_back(args.back());
            } else {
                const size_t at = args.size() < 3 ? 0 : static_cast<size_t>(std::max<int64_t>(args[1].integer, 0));
                object.captured[at % object.captured.size()] = args.back();
            }
            break;
        case StorageEffect::MoveElems:
            if (args.size() > 2 && args[2].object != nullptr) {
                const std::vector<Value> moved = Look(args[2])->captured;
                object.captured.insert(object.captured.end(), moved.begin(), moved.end());
            }
            break;
        case StorageEffect::StoreEntry:
            object.captured.push_back(args[1]);
            object.captured.push_back(args[2]);
            break;
        default: object.slots[0] = args.back(); break;
    }
}

Value Machine::RunByEffect(Frame& frame, StmtId id, const std::vector<Value>& args)
{
    const Stmt& stmt = frame.function->code.stmts[id];
    const PrimInfo& info = omni::core::Info(stmt.prim);
    for (const Value& arg : args) {
        LookDeep(arg);
    }
    Value result;
    bool holds = false;
    if (failed()) {
        return result;
    }
    if (RunTest(stmt.prim, args, holds)) {
        result.integer = holds ? 1 : 0;
        return result;
    }
    if (info.never_returns()) {
        std::map<Object*, Object*> copies;
        raised_ = args.empty() ? Value() : Copy(args.back(), nullptr, &pending_, copies);
        raising_ = true;
        exits_ = stmt.prim == Prim::Exit;
        return result;
    }
    if (stmt.prim == Prim::Absent || stmt.prim == Prim::NoValues) {
        (stmt.prim == Prim::Absent ? result.is_absent : result.is_no_values) = true;
        return result;
    }
    if (stmt.prim == Prim::SequenceNext) {
        result.integer = args[1].integer + 1;
        return result;
    }
    switch (info.storage) {
        case StorageEffect::None:
            if (info.has_result()) {
                result.integer = NextNumber() % (info.result == 'b' ? 2 : 5);
                result.real = info.result == 'f' ? static_cast<double>(result.integer) : 0;
            }
            return result;
        case StorageEffect::Same:
        case StorageEffect::SameOrList: return args[0];
        case StorageEffect::LoadCar:
        case StorageEffect::LoadCdr:
        case StorageEffect::LoadCell:
        case StorageEffect::LoadElem:
        case StorageEffect::LoadItem:
        case StorageEffect::LoadRest:
        case StorageEffect::LoadKey:
        case StorageEffect::LoadValue: return LoadByEffect(info.storage, args);
        default: break;
    }
    if (omni::core::StoresIntoFirst(info.storage)) {
        StoreByEffect(info.storage, args);
        return result;
    }
    return MakeByEffect(frame, id, info, args);
}

}  // namespace rir_run
