#include "core/closure_flow.h"

#include <algorithm>
#include <utility>

#include "core/container_flow.h"

namespace omni::core {

namespace {

constexpr size_t kStepsForEachStmt = 100;

}  // namespace

ClosureFlow::ClosureFlow(const Module& module) : module_(module)
{
    uint32_t count = 0;
    for (const Function& function : module.functions) {
        first_var_.push_back(count);
        count += static_cast<uint32_t>(function.vars.size());
        steps_left_ += kStepsForEachStmt * (function.stmts.size() + 1);
        if (function.used_as_value) {
            values_.push_back(function.id);
        }
    }
    const auto take = [&count](size_t places) { return std::exchange(count, count + static_cast<uint32_t>(places)); };
    first_result_ = take(module.functions.size());
    first_global_ = take(module.globals.size());
    first_field_ = take(static_cast<size_t>(FieldKind::Result) + 1);
    raised_ = take(1);
    first_struct_field_ = count;
    for (const StructType& type : module.structs) {
        take(type.fields.size());
    }
    holds_.resize(count);
    out_.resize(count);
    calls_of_.resize(count);
    for (const Function& function : module.functions) {
        if (function.body.valid()) {
            Walk(function, function.body, nullptr, nullptr);
        }
    }
    Solve();
}

const std::vector<FuncId>& ClosureFlow::CalleesOf(const Function& function, const Stmt& call) const
{
    static const std::vector<FuncId> kNone;
    const Place place = Of(function, function.args(call)[0]);
    return place == kNoPlace ? kNone : gave_up_ ? values_ : holds_[place];
}

ClosureFlow::Place ClosureFlow::OfStructField(const Stmt& stmt, size_t index) const
{
    return first_struct_field_ + module_.structs[stmt.struct_type].FieldNumber(index);
}

void ClosureFlow::Walk(const Function& function, BlockId block, const Stmt* branch, const Stmt* loop)
{
    for (const StmtId id : function.blocks[block].stmts) {
        WalkStmt(function, function.stmts[id], branch, loop);
    }
}

void ClosureFlow::WalkStmt(const Function& function, const Stmt& stmt, const Stmt* branch, const Stmt* loop)
{
    const auto args = function.args(stmt);
    const Place result = OfVar(function, stmt.result);
    const auto bind_params = [&](const Stmt& head) {
        const auto params = function.loop_params_of(head);
        for (size_t i = 0; i < params.size() && i < args.size(); ++i) {
            Flow(Of(function, args[i]), OfVar(function, params[i]));
        }
    };
    switch (stmt.kind) {
    case StmtKind::Prim: WalkPrim(function, stmt); break;
    case StmtKind::Move:
    case StmtKind::Assign: Flow(Of(function, args[0]), result); break;
    case StmtKind::Call: {
        const Function& callee = module_.functions[stmt.callee];
        for (size_t i = 0; i < args.size() && i < callee.params.size(); ++i) {
            Flow(Of(function, args[i]), OfVar(callee, callee.params[i]));
        }
        Flow(OfResult(stmt.callee), result);
        break;
    }
    case StmtKind::CallClosure:
        for (size_t i = 0; i < (stmt.handled || stmt.wound ? 2u : 1u); ++i) {
            if (const Place procedure = Of(function, args[i]); procedure != kNoPlace) {
                calls_of_[procedure].push_back(static_cast<uint32_t>(calls_.size()));
            }
        }
        calls_.push_back({&function, &stmt});
        break;
    case StmtKind::MakeClosure: {
        const Function& callee = module_.functions[stmt.callee];
        for (size_t i = 0; i < args.size() && i < callee.captured.size(); ++i) {
            Flow(Of(function, args[i]), OfVar(callee, callee.captured[i]));
        }
        if (result != kNoPlace) {
            Add(result, stmt.callee);
        }
        break;
    }
    case StmtKind::LoadGlobal: Flow(first_global_ + stmt.global.index(), result); break;
    case StmtKind::StoreGlobal: Flow(Of(function, args[0]), first_global_ + stmt.global.index()); break;
    case StmtKind::If:
        Walk(function, stmt.blocks[0], &stmt, loop);
        Walk(function, stmt.blocks[1], &stmt, loop);
        break;
    case StmtKind::Loop:
        bind_params(stmt);
        Walk(function, stmt.blocks[0], nullptr, &stmt);
        break;
    case StmtKind::Continue: bind_params(*loop); break;
    case StmtKind::Yield:
        if (!args.empty() && branch != nullptr) {
            Flow(Of(function, args[0]), OfVar(function, branch->result));
        }
        break;
    case StmtKind::Break:
        if (!args.empty()) {
            Flow(Of(function, args[0]), OfVar(function, loop->result));
        }
        break;
    case StmtKind::Return:
        if (!args.empty()) {
            Flow(Of(function, args[0]), OfResult(function.id));
        }
        break;
    default: break;
    }
}

void ClosureFlow::WalkPrim(const Function& function, const Stmt& stmt)
{
    const auto args = function.args(stmt);
    const PrimInfo& info = Info(stmt.prim);
    const Place result = OfVar(function, stmt.result);
    const auto arg = [&](size_t i) { return i < args.size() ? Of(function, args[i]) : kNoPlace; };
    switch (info.storage) {
    case StorageEffect::FreshPair:
        Flow(arg(0), OfField(FieldKind::Car));
        Flow(arg(1), OfField(FieldKind::Cdr));
        break;
    case StorageEffect::FreshCell: Flow(arg(0), OfField(FieldKind::Content)); break;
    case StorageEffect::LoadCar: Flow(OfField(FieldKind::Car), result); break;
    case StorageEffect::LoadCdr: Flow(OfField(FieldKind::Cdr), result); break;
    case StorageEffect::LoadCell: Flow(OfField(FieldKind::Content), result); break;
    case StorageEffect::StoreCar: Flow(arg(1), OfField(FieldKind::Car)); break;
    case StorageEffect::StoreCdr: Flow(arg(1), OfField(FieldKind::Cdr)); break;
    case StorageEffect::StoreCell: Flow(arg(1), OfField(FieldKind::Content)); break;
    case StorageEffect::Same: Flow(arg(0), result); break;
    case StorageEffect::FreshAny: Flow(raised_, result); break;
    case StorageEffect::FreshStruct:
        for (size_t i = 0; i < args.size(); ++i) {
            Flow(arg(i), OfStructField(stmt, i));
        }
        break;
    case StorageEffect::LoadField: Flow(OfStructField(stmt, stmt.field), result); break;
    case StorageEffect::StoreField: Flow(arg(1), OfStructField(stmt, stmt.field)); break;
    default: {
        const auto place = [&](const FlowPlace& part) {
            return part.field                             ? OfField(*part.field)
                   : part.operand == FlowPlace::kResult ? result
                                                        : arg(part.operand);
        };
        ForEachContainerFlow(info, args.size(),
                             [&](const FlowPlace& from, const FlowPlace& to) { Flow(place(from), place(to)); });
        break;
    }
    }
    if (info.never_returns()) {
        for (size_t i = 0; i < args.size(); ++i) {
            Flow(arg(i), raised_);
        }
    }
}

void ClosureFlow::Flow(Place from, Place to)
{
    if (from == kNoPlace || to == kNoPlace || from == to) {
        return;
    }
    out_[from].push_back(to);
    for (size_t i = 0; i < holds_[from].size(); ++i) {
        Add(to, holds_[from][i]);
    }
}

void ClosureFlow::Add(Place place, FuncId function)
{
    auto& list = holds_[place];
    const auto at = std::lower_bound(list.begin(), list.end(), function);
    if (at == list.end() || *at != function) {
        list.insert(at, function);
        work_.emplace_back(place, function);
    }
}

void ClosureFlow::Bind(const Function& caller, const Stmt& call, FuncId id)
{
    const Function& callee = module_.functions[id];
    const auto args = caller.args(call);
    const size_t fixed = callee.params.size() - (callee.has_rest ? 1 : 0);
    const auto bind = [&](Place value, size_t param) {
        Flow(value, param < fixed ? OfVar(callee, callee.params[param])
                    : callee.has_rest ? OfField(FieldKind::Car)
                                      : kNoPlace);
    };
    const size_t single = call.has_companion() ? 1 : args.size() - (call.spread ? 1 : 0);
    for (size_t i = 1; i < single; ++i) {
        bind(Of(caller, args[i]), i - 1);
    }
    for (size_t param = single - 1; call.spread && param < callee.params.size(); ++param) {
        bind(OfField(FieldKind::Car), param);
    }
    Flow(OfResult(id), OfVar(caller, call.result));
    if (call.has_exit) {
        Flow(OfField(FieldKind::Content), OfVar(caller, call.result));
    }
}

void ClosureFlow::Solve()
{
    while (!work_.empty()) {
        const auto [place, function] = work_.back();
        work_.pop_back();
        const size_t steps = 1 + out_[place].size() + calls_of_[place].size();
        if (steps > steps_left_) {
            gave_up_ = true;
            return;
        }
        steps_left_ -= steps;
        for (size_t i = 0; i < out_[place].size(); ++i) {
            Add(out_[place][i], function);
        }
        for (size_t i = 0; i < calls_of_[place].size(); ++i) {
            const Call call = calls_[calls_of_[place][i]];
            Bind(*call.caller, *call.stmt, function);
        }
    }
}

}  // namespace omni::core
