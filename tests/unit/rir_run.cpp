#include <algorithm>

#include "rir_machine.h"

namespace rir_run {
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
    if (region.valid() && frame.function->regions[region].kind == RegionKind::Heap) {
        object.storage = &storages_.emplace_back();
        object.storage->references = 1;
    } else if (region.valid()) {
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

/// The items of the list in the place of the last argument.
void Machine::SpreadLast(std::vector<Value>& args)
{
    Value rest = args.back();
    args.pop_back();
    while ((rest.object != nullptr || IsConstant(rest, ConstantKind::Pair)) && !failed()) {
        args.push_back(LoadByEffect(omni::core::StorageEffect::LoadCar, {rest}));
        rest = LoadByEffect(omni::core::StorageEffect::LoadCdr, {rest});
    }
}

bool Machine::FitArguments(const omni::core::Function& code, std::vector<Value>& args, Storage* dest)
{
    const size_t fixed = code.params.size() - (code.has_rest ? 1 : 0);
    Value absent;
    absent.is_absent = true;
    while (args.size() < fixed && args.size() + code.optional_count >= fixed) {
        args.push_back(absent);
    }
    if (args.size() < fixed || (args.size() > fixed && !code.has_rest)) {
        return false;
    }
    if (code.has_rest) {
        Value rest = Nil();
        while (args.size() > fixed) {
            objects_.push_back({dest, false, "pair", {args.back(), rest}, nullptr, {}});
            rest = Value();
            rest.object = &objects_.back();
            args.pop_back();
        }
        args.push_back(rest);
    }
    return true;
}

/// A C function looks at what it is given, and gives an immediate or what it makes in its caller's region.
Value Machine::CallC(const Function& function, const std::vector<Value>& args, Storage* dest)
{
    for (const Value& arg : args) {
        LookDeep(arg);
    }
    Value result;
    if (function.code.extern_fresh && dest != nullptr) {
        objects_.push_back({dest, false, "other", {}, nullptr, {}});
        result.object = &objects_.back();
    } else {
        result.integer = NextNumber() % 5;
    }
    return result;
}

Value Machine::Call(const Function& function, const std::vector<Value>& args, const std::vector<Value>& captured,
                    Storage* dest)
{
    if (function.code.is_extern) {
        return CallC(function, args, dest);
    }
    if (depth_ >= kMaxDepth) {
        Fail("does not end");
        return {};
    }
    ++depth_;
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
    --depth_;
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
            const auto given = stmt.has_companion() ? args.subspan(2) : args.subspan(1);
            std::vector<Value> values = GetAll(frame, given);
            Storage* const dest = Place(frame, stmt.region);
            if (stmt.spread) {
                SpreadLast(values);
            }
            if (!FitArguments(closure->code->code, values, dest)) {
                return Fail("a call with another number of arguments");
            }
            result = Call(*closure->code, values, closure->captured, dest);
            if (raising_ && stmt.guarded && !exits_) {
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
        case StmtKind::Reuse: return RunHeapOp(frame, stmt);
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

/// A reference ends. With the last one the object dies, and gives up what it holds.
void Machine::Drop(const Value& value)
{
    std::vector<Value> work{value};
    while (!work.empty() && !failed()) {
        const Value next = work.back();
        work.pop_back();
        if (next.object == nullptr || Look(next)->storage->references == 0) {
            continue;  // an immediate, a constant, or what lies in a region
        }
        if (--next.object->storage->references == 0) {
            next.object->storage->alive = false;
            work.insert(work.end(), std::begin(next.object->slots), std::end(next.object->slots));
            work.insert(work.end(), next.object->captured.begin(), next.object->captured.end());
        }
    }
}

Flow Machine::RunHeapOp(Frame& frame, const Stmt& stmt)
{
    const auto args = GetAll(frame, frame.function->code.args(stmt));
    Storage* const storage = args[0].object == nullptr ? nullptr : Look(args[0])->storage;
    if (failed()) {
        return Flow::Fault;
    }
    switch (stmt.kind) {
        case StmtKind::Dup:
            if (storage != nullptr && storage->references > 0) {
                ++storage->references;
            }
            break;
        case StmtKind::FreeTree:
            if (storage != nullptr && storage->references > 1) {
                return Fail("free_tree of an object that has another reference");
            }
            [[fallthrough]];
        case StmtKind::Drop: Drop(args[0]); break;
        default:  // Free, Reuse: what the fields hold has owners of its own from here on
            if (storage == nullptr || storage->references == 0) {
                break;
            }
            if (--storage->references == 0) {
                storage->alive = false;
            } else {
                for (size_t i = 1; i < args.size(); ++i) {
                    if (args[i].object != nullptr && Look(args[i])->storage->references > 0) {
                        ++args[i].object->storage->references;
                    }
                }
            }
            break;
    }
    if (stmt.result.valid()) {
        frame.vars[stmt.result.index()] = Value();
    }
    return failed() ? Flow::Fault : Flow::Next;
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

void Machine::Display(const Value& value)
{
    if (failed() || ++steps_ > kMaxSteps || depth_ > kMaxDepth) {
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
    ++depth_;
    for (const Value& item : object->kind == "vector" ? object->captured : std::vector<Value>()) {
        Display(item);
        outcome_.output += " ";
    }
    Display(object->slots[0]);
    outcome_.output += " . ";
    Display(object->slots[1]);
    --depth_;
    outcome_.output += ")";
}

void Machine::DisplayConstant(ConstantId id)
{
    const omni::core::Constant& constant = module_.constants[id];
    outcome_.output += constant.kind == ConstantKind::Nil      ? "()"
                       : constant.kind == ConstantKind::Symbol ? std::string(constant.symbol.text())
                                                               : fmt::format("{}", constant.integer);
}

Outcome Run(const Module& module) { return Machine(module).Run(); }

}  // namespace rir_run
