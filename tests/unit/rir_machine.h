#pragma once
// The machine of rir_run.h.

#include <fmt/core.h>

#include <deque>
#include <map>

#include "rir_run.h"

namespace rir_run {

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

constexpr size_t kMaxSteps = 20'000, kMaxDepth = 400;

struct Object;

/// A scalar, a constant or an object.
struct Value {
    int64_t integer = 0;
    double real = 0;
    ConstantId constant;
    Object* object = nullptr;
    bool is_raised = false;  ///< the result of a `try` whose body raised
    bool is_absent = false;  ///< the argument that is not given
    bool is_no_values = false;
};

/// A run of a region: from its creation, or from the reservation of stack objects, to its end; or one heap object.
struct Storage {
    bool alive = true;
    int64_t references = 0;  ///< of a heap object
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
        for (const Object& object : objects_) {
            if (object.storage->references > 0 && object.storage->alive && !raising_) {  // the end of a program frees nothing
                Fail("a " + object.kind + " in the heap is never freed");
            }
        }
        return std::move(outcome_);
    }

private:
    Value Call(const Function& function, const std::vector<Value>& args, const std::vector<Value>& captured,
               Storage* dest);
    Value CallC(const Function& function, const std::vector<Value>& args, Storage* dest);
    Flow RunBlock(Frame& frame, BlockId block);
    Flow RunStmt(Frame& frame, StmtId id);
    Flow RunLoop(Frame& frame, const Stmt& stmt);
    Flow RunRegionOp(Frame& frame, const Stmt& stmt);
    Flow RunHeapOp(Frame& frame, const Stmt& stmt);
    void Drop(const Value& value);
    Value RunPrim(Frame& frame, StmtId id);
    /// Those on pairs, constants included.
    bool RunPairPrim(Frame& frame, StmtId id, const std::vector<Value>& args, Value& result);
    /// Those on vectors, strings (of which only the length is known), several values and boxes.
    bool RunItemPrim(Frame& frame, StmtId id, const std::vector<Value>& args, Value& result);
    /// Those of which only their effect on objects is known (rir_run_effect.cpp).
    Value RunByEffect(Frame& frame, StmtId id, const std::vector<Value>& args);
    bool RunTest(Prim prim, const std::vector<Value>& args, bool& result) const;
    Value MakeByEffect(Frame& frame, StmtId id, const omni::core::PrimInfo& info, const std::vector<Value>& args);
    Value LoadByEffect(omni::core::StorageEffect effect, const std::vector<Value>& args);
    void StoreByEffect(omni::core::StorageEffect effect, const std::vector<Value>& args);
    void LookDeep(const Value& value);
    bool IsOfKind(const Value& value, std::string_view kind, ConstantKind constant) const;
    static const char* KindOfResult(char letter);
    Value Nil() const;
    int64_t NextNumber();
    void SpreadLast(std::vector<Value>& args);
    /// Arguments of a call as the function's parameters: a list of the further ones, marks for those that are absent.
    bool FitArguments(const omni::core::Function& code, std::vector<Value>& args, Storage* dest);
    /// Those that only compute with numbers.
    static bool RunNumberPrim(Prim prim, const std::vector<Value>& args, Value& result);
    Value OfConstant(ConstantId id) const
    {
        Value value;
        value.constant = id;
        value.integer = module_.constants[id].integer;
        value.real = module_.constants[id].real;
        return value;
    }
    /// A copy of what lies in `from`, or of everything when that is nullptr.
    Value Copy(Value value, Storage* from, Storage* into, std::map<Object*, Object*>& copies);

    Value Get(Frame& frame, Atom atom)
    {
        if (atom.is_var()) {
            return frame.vars[atom.var().index()];
        }
        return OfConstant(atom.constant());
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
    Value raised_, spare_;
    bool raising_ = false;
    bool exits_ = false;  ///< nothing catches what is raised
    uint64_t number_ = 1;
    Object nothing_{&forever_, false, "nothing", {}, nullptr, {}};
    Outcome outcome_;
    size_t steps_ = 0, depth_ = 0;
};

}  // namespace rir_run
