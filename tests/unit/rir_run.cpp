#include "rir_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <map>

namespace rir_run {
namespace {

using omni::core::Atom;
using omni::core::BlockId;
using omni::core::ConstantId;
using omni::core::ConstantKind;
using omni::core::Prim;
using omni::core::Stmt;
using omni::core::StmtId;
using omni::core::StmtKind;
using omni::core::VarId;
using omni::rir::Function;
using omni::rir::Module;
using omni::rir::RegionId;
using omni::rir::RegionKind;

constexpr size_t kMaxSteps = 100'000;

struct Object;

/// A scalar, a constant or an object.
struct Value {
    int64_t integer = 0;
    double real = 0;
    ConstantId constant;
    Object* object = nullptr;
    bool is_raised = false;  ///< the result of a `try` whose body raised
};

/// A run of a region: from its creation, or from the reservation of stack objects, to its end.
struct Storage {
    bool alive = true;
};

struct Object {
    Storage* storage;
    bool overwritten = false;  ///< a stack object whose place has been filled again
    std::string kind;
    Value slots[2];
    const Function* code = nullptr;
    std::vector<Value> captured;
};

struct Frame {
    const Function* function;
    std::vector<Value> vars;
    std::vector<Storage*> regions;
    std::map<uint32_t, Object*> stack_objects;  ///< by statement
    Value jump;                                 ///< value of the last jump
    std::vector<Value> next;                    ///< arguments of the last continue
};

enum class Flow { Next, Yield, Continue, Break, Return, Raise, Fault };

class Machine {
public:
    explicit Machine(const Module& module) : module_(module), globals_(module.globals.size()) {}

    Outcome Run()
    {
        Call(module_.functions[module_.entry.index()], {}, {}, &forever_);
        return std::move(outcome_);
    }

private:
    Value Call(const Function& function, const std::vector<Value>& args, const std::vector<Value>& captured,
               Storage* dest);
    Flow RunBlock(Frame& frame, BlockId block);
    Flow RunStmt(Frame& frame, StmtId id);
    Flow RunLoop(Frame& frame, const Stmt& stmt);
    Flow RunRegionOp(Frame& frame, const Stmt& stmt);
    Value RunPrim(Frame& frame, StmtId id);
    /// A copy of what lies in `from`, or of everything when that is nullptr.
    Value Copy(Value value, Storage* from, Storage* into, std::map<Object*, Object*>& copies);

    Value Get(Frame& frame, Atom atom)
    {
        if (atom.is_var()) {
            return frame.vars[atom.var().index()];
        }
        Value value;
        value.constant = atom.constant();
        const omni::core::Constant& constant = module_.constants[atom.constant()];
        value.integer = constant.integer;
        value.real = constant.real;
        return value;
    }
    std::vector<Value> GetAll(Frame& frame, std::span<const Atom> atoms)
    {
        std::vector<Value> values;
        for (const Atom atom : atoms) {
            values.push_back(Get(frame, atom));
        }
        return values;
    }
    bool IsConstant(const Value& value, ConstantKind kind) const
    {
        return value.constant.valid() && module_.constants[value.constant].kind == kind;
    }

    Flow Fail(const std::string& what)
    {
        if (outcome_.fault.empty()) {
            outcome_.fault = what;
        }
        return Flow::Fault;
    }
    bool failed() const { return !outcome_.fault.empty(); }

    /// The object that is about to be looked at.
    Object* Look(const Value& value)
    {
        if (value.object == nullptr) {
            Fail("not an object");
            return &nothing_;
        }
        if (!value.object->storage->alive || value.object->overwritten) {
            Fail("use of a " + value.object->kind + " after its end");
        }
        return value.object;
    }
    Value Make(Frame& frame, StmtId id, const char* kind);
    Storage* Place(Frame& frame, RegionId region);
    void Display(const Value& value);
    void DisplayConstant(ConstantId constant);

    const Module& module_;
    std::vector<Value> globals_;
    std::deque<Object> objects_;
    std::deque<Storage> storages_;
    Storage forever_;
    Storage pending_;
    Value raised_;
    bool raising_ = false;
    Object nothing_{&forever_, false, "nothing", {}, nullptr, {}};
    Outcome outcome_;
    size_t steps_ = 0;
};

Storage* Machine::Place(Frame& frame, RegionId region)
{
    const RegionKind kind = frame.function->regions[region].kind;
    Storage* const storage = kind == RegionKind::Global ? &forever_ : frame.regions[region.index()];
    if (storage == nullptr || !storage->alive) {
        Fail("use of region " + frame.function->regions[region].name + ", which is not active");
        return &forever_;
    }
    return storage;
}

Value Machine::Make(Frame& frame, StmtId id, const char* kind)
{
    const RegionId region = frame.function->code.stmts[id].region;
    Object object{&forever_, false, kind, {}, nullptr, {}};
    if (region.valid()) {
        object.storage = Place(frame, region);
    }
    objects_.push_back(std::move(object));
    Value value;
    value.object = &objects_.back();
    if (region.valid() && frame.function->regions[region].kind == RegionKind::Stack) {
        Object*& slot = frame.stack_objects[id.index()];
        if (slot != nullptr) {
            slot->overwritten = true;
        }
        slot = value.object;
    }
    return value;
}

Value Machine::Call(const Function& function, const std::vector<Value>& args, const std::vector<Value>& captured,
                    Storage* dest)
{
    Frame frame{&function, {}, {}, {}, {}, {}};
    frame.vars.resize(function.code.vars.size());
    frame.regions.resize(function.regions.size(), nullptr);
    for (const RegionId region : function.regions.ids()) {
        if (function.regions[region].kind == RegionKind::Dest) {
            frame.regions[region.index()] = dest;
        }
    }
    for (size_t i = 0; i < args.size(); ++i) {
        frame.vars[function.code.params[i].index()] = args[i];
    }
    for (size_t i = 0; i < captured.size(); ++i) {
        frame.vars[function.code.captured[i].index()] = captured[i];
    }
    RunBlock(frame, function.code.body);
    for (const RegionId region : function.regions.ids()) {
        Storage* const storage = frame.regions[region.index()];
        if (function.regions[region].kind == RegionKind::Local && storage != nullptr && storage->alive && raising_) {
            storage->alive = false;  // the runtime ends it
        } else if (function.regions[region].kind == RegionKind::Local && storage != nullptr && storage->alive) {
            Fail("region " + function.regions[region].name + " is never exited");
        }
    }
    return frame.jump;
}

Flow Machine::RunBlock(Frame& frame, BlockId block)
{
    std::vector<RegionId> reserved;
    Flow flow = Flow::Next;
    for (const StmtId id : frame.function->code.blocks[block].stmts) {
        const Stmt& stmt = frame.function->code.stmts[id];
        if (stmt.kind == StmtKind::StackReserve) {
            reserved.push_back(stmt.region);
        }
        flow = ++steps_ > kMaxSteps ? Fail("does not end") : RunStmt(frame, id);
        if (flow != Flow::Next || failed()) {
            break;
        }
    }
    for (const RegionId region : reserved) {
        frame.regions[region.index()]->alive = false;
    }
    return failed() ? Flow::Fault : flow;
}

Flow Machine::RunStmt(Frame& frame, StmtId id)
{
    const omni::core::Function& code = frame.function->code;
    const Stmt& stmt = code.stmts[id];
    const auto args = code.args(stmt);
    Value result;
    switch (stmt.kind) {
        case StmtKind::Prim: result = RunPrim(frame, id); break;
        case StmtKind::Move:
        case StmtKind::Assign: result = Get(frame, args[0]); break;
        case StmtKind::Call:
            result = Call(module_.functions[stmt.callee.index()], GetAll(frame, args), {},
                          stmt.region.valid() ? Place(frame, stmt.region) : nullptr);
            break;
        case StmtKind::CallClosure: {
            const Object* const closure = Look(Get(frame, args[0]));
            if (closure->code == nullptr) {
                return Fail("not a procedure");
            }
            // what is raised in a `handle` here reaches the `try` around it: the handler is never asked
            const auto given = stmt.handled ? args.subspan(2) : args.subspan(1);
            result = Call(*closure->code, GetAll(frame, given), closure->captured, Place(frame, stmt.region));
            if (raising_ && stmt.guarded) {
                raising_ = false;
                result = Value();
                result.is_raised = true;
            }
            break;
        }
        case StmtKind::MakeClosure:
            result = Make(frame, id, "closure");
            result.object->code = &module_.functions[stmt.callee.index()];
            result.object->captured = GetAll(frame, args);
            break;
        case StmtKind::LoadGlobal: result = globals_[stmt.global.index()]; break;
        case StmtKind::StoreGlobal: globals_[stmt.global.index()] = Get(frame, args[0]); break;
        case StmtKind::If: {
            const Flow flow = RunBlock(frame, stmt.blocks[Get(frame, args[0]).integer != 0 ? 0 : 1]);
            if (flow != Flow::Yield) {
                return flow;
            }
            result = frame.jump;
            break;
        }
        case StmtKind::Loop: {
            const Flow flow = RunLoop(frame, stmt);
            if (flow != Flow::Break) {
                return flow;
            }
            result = frame.jump;
            break;
        }
        case StmtKind::Continue: frame.next = GetAll(frame, args); return Flow::Continue;
        case StmtKind::Yield:
        case StmtKind::Break:
        case StmtKind::Return:
            frame.jump = args.empty() ? Value() : Get(frame, args[0]);
            return stmt.kind == StmtKind::Yield   ? Flow::Yield
                   : stmt.kind == StmtKind::Break ? Flow::Break
                                                  : Flow::Return;
        case StmtKind::Unreachable: return Fail("unreachable");
        case StmtKind::Transmigrate: {
            std::map<Object*, Object*> copies;
            result = Copy(Get(frame, args[0]), Place(frame, stmt.region), Place(frame, stmt.into), copies);
            break;
        }
        case StmtKind::RegionCreate:
        case StmtKind::RegionExit:
        case StmtKind::RegionReset:
        case StmtKind::RegionOf:
        case StmtKind::StackReserve: return RunRegionOp(frame, stmt);
        case StmtKind::Dup:
        case StmtKind::Drop:
        case StmtKind::FreeTree:
        case StmtKind::Free:
        case StmtKind::Reuse: return Fail("heap objects are not interpreted");
    }
    if (raising_) {
        return Flow::Raise;
    }
    if (stmt.result.valid()) {
        frame.vars[stmt.result.index()] = result;
    }
    return Flow::Next;
}

Flow Machine::RunLoop(Frame& frame, const Stmt& stmt)
{
    frame.next = GetAll(frame, frame.function->code.args(stmt));
    for (;;) {
        const auto params = frame.function->code.loop_params_of(stmt);
        for (size_t i = 0; i < params.size(); ++i) {
            frame.vars[params[i].index()] = frame.next[i];
        }
        const Flow flow = RunBlock(frame, stmt.blocks[0]);
        if (flow != Flow::Continue) {
            return flow;
        }
    }
}

Flow Machine::RunRegionOp(Frame& frame, const Stmt& stmt)
{
    Storage*& region = frame.regions[stmt.region.index()];
    const std::string& name = frame.function->regions[stmt.region].name;
    switch (stmt.kind) {
        case StmtKind::RegionCreate:
            if (region != nullptr && region->alive) {
                return Fail("region " + name + " is created again");
            }
            region = &storages_.emplace_back();
            break;
        case StmtKind::RegionExit:
            if (region == nullptr || !region->alive) {
                return Fail("region " + name + " is exited again");
            }
            region->alive = false;
            break;
        case StmtKind::RegionReset:
            if (region == nullptr || !region->alive) {
                return Fail("region " + name + " is reset after its end");
            }
            region->alive = false;
            region = &storages_.emplace_back();
            break;
        case StmtKind::RegionOf: {
            const Value holder = Get(frame, frame.function->code.args(stmt)[0]);
            region = holder.object == nullptr ? &forever_ : Look(holder)->storage;
            break;
        }
        default: {  // StackReserve
            region = &storages_.emplace_back();
            const auto& stmts = frame.function->code.stmts;
            for (const StmtId id : stmts.ids()) {
                if (stmts[id].region == stmt.region) {
                    frame.stack_objects.erase(id.index());
                }
            }
            break;
        }
    }
    return Flow::Next;
}

Value Machine::Copy(Value value, Storage* from, Storage* into, std::map<Object*, Object*>& copies)
{
    if (value.object == nullptr || (from != nullptr && value.object->storage != from)) {
        return value;
    }
    Object*& copy = copies[value.object];
    if (copy == nullptr) {
        objects_.push_back(*Look(value));
        copy = &objects_.back();
        copy->storage = into;
        Object* const fresh = copy;
        for (Value& slot : fresh->slots) {
            slot = Copy(slot, from, into, copies);
        }
        for (Value& slot : fresh->captured) {
            slot = Copy(slot, from, into, copies);
        }
        value.object = fresh;
        return value;
    }
    value.object = copy;
    return value;
}

Value Machine::RunPrim(Frame& frame, StmtId id)
{
    const Stmt& stmt = frame.function->code.stmts[id];
    const std::vector<Value> args = GetAll(frame, frame.function->code.args(stmt));
    Value result;
    switch (stmt.prim) {
        case Prim::PlainAdd:
        case Prim::IntAdd: result.integer = args[0].integer + args[1].integer; break;
        case Prim::PlainSub:
        case Prim::IntSub: result.integer = args[0].integer - args[1].integer; break;
        case Prim::PlainMul:
        case Prim::IntMul: result.integer = args[0].integer * args[1].integer; break;
        case Prim::IntEq: result.integer = args[0].integer == args[1].integer ? 1 : 0; break;
        case Prim::IntLt: result.integer = args[0].integer < args[1].integer ? 1 : 0; break;
        case Prim::IntGe: result.integer = args[0].integer >= args[1].integer ? 1 : 0; break;
        case Prim::IsNull: result.integer = IsConstant(args[0], ConstantKind::Nil) ? 1 : 0; break;
        case Prim::Cons:
            result = Make(frame, id, "pair");
            result.object->slots[0] = args[0];
            result.object->slots[1] = args[1];
            break;
        case Prim::PairSetCdr: Look(args[0])->slots[1] = args[1]; break;
        case Prim::Car: result = Look(args[0])->slots[0]; break;
        case Prim::Cdr: result = Look(args[0])->slots[1]; break;
        case Prim::StructNew:
            result = Make(frame, id, "struct");
            result.object->captured = args;
            break;
        case Prim::StructGet:
        case Prim::StructField: result = Look(args[0])->captured[stmt.field]; break;
        case Prim::StructSet:
        case Prim::StructPut: Look(args[0])->captured[stmt.field] = args[1]; break;
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
        case Prim::IntValue: result.integer = Look(args[0])->slots[0].integer; break;
        case Prim::ListLength:
            for (Value rest = args[0]; rest.object != nullptr && !failed(); rest = Look(rest)->slots[1]) {
                ++result.integer;
            }
            break;
        case Prim::Display:
            Display(args[0]);
            outcome_.output += "\n";
            break;
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
        default: Fail("unknown primitive " + std::string(omni::core::Info(stmt.prim).id)); break;
    }
    return result;
}

void Machine::Display(const Value& value)
{
    if (failed() || ++steps_ > kMaxSteps) {
        Fail("does not end");
        return;
    }
    if (value.object == nullptr) {
        value.constant.valid() ? DisplayConstant(value.constant) : static_cast<void>(outcome_.output += "?");
        return;
    }
    const Object* const object = Look(value);
    if (object->kind == "box") {
        outcome_.output += fmt::format("{}{}", object->slots[0].integer, object->slots[0].real != 0 ? ".5" : "");
        return;
    }
    outcome_.output += object->kind == "pair" ? "(" : "<";
    Display(object->slots[0]);
    outcome_.output += " . ";
    Display(object->slots[1]);
    outcome_.output += ")";
}

void Machine::DisplayConstant(ConstantId id)
{
    const omni::core::Constant& constant = module_.constants[id];
    outcome_.output += constant.kind == ConstantKind::Nil      ? "()"
                       : constant.kind == ConstantKind::Symbol ? std::string(constant.symbol.text())
                                                               : fmt::format("{}", constant.integer);
}

}  // namespace

Outcome Run(const Module& module) { return Machine(module).Run(); }

}  // namespace rir_run
