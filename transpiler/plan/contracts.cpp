// Contracts of the program on memory, checked against what was decided.
//
// A contract on a binding speaks of the objects that are made for it: those of the region class that its node belongs
// to. One on a function speaks of everything that a call of it makes, by itself or through the functions it calls.
// `^:region` and `^:heap` are wishes that the plan follows (heap_wishes.cpp); all say what must come out.

#include <algorithm>

#include <fmt/format.h>

#include "plan/function_decider.h"

namespace omni::plan {

using core::Stmt;
using core::StmtId;
using core::StmtKind;
using reason::ReasonKind;
using syntax::Contract;
using syntax::ContractKind;

namespace {

constexpr int64_t kUnbounded = -1;

bool IsFunctionOf(const Contract& contract, const core::Function& function)
{
    return function.span.valid() && (contract.definition == function.span || contract.target == function.span);
}

/// What would have to be otherwise, as far as the first obstacle tells.
std::string Counterfactual(const reason::Reason& why)
{
    const std::string subject(why.subject.valid() ? why.subject.text() : std::string_view());
    switch (why.kind) {
    case ReasonKind::OutlivesFrame:
    case ReasonKind::Returned:
    case ReasonKind::PartOfResult:
    case ReasonKind::BesideResult: return "it must not be part of what the function returns";
    case ReasonKind::StoredInGlobal:
    case ReasonKind::StoredInParam: return fmt::format("it must not be stored in `{}`", subject);
    case ReasonKind::PassedToExtern: return fmt::format("`{}` needs a contract that says it only borrows", subject);
    case ReasonKind::SizeUnknown: return fmt::format("it must be made here, not by `{}`", subject);
    case ReasonKind::OwnBuffer: return "a struct or a list has no buffer of its own";
    case ReasonKind::TooBig: return fmt::format("--stack-limit={} allows it", why.number);
    case ReasonKind::LoopCarried:
    case ReasonKind::ManyInLoop: return "there must be one at a time: no iteration may hand it to the next";
    case ReasonKind::ChangedInPlace: return "it must not be changed once it is made";
    case ReasonKind::MayCycle: return "no field may be set to what could lead back to it";
    case ReasonKind::UnknownCall: return "it must not go through a procedure that is not known";
    case ReasonKind::NoHeapForm: return "only pairs, structs, strings, bytes and vectors of numbers are freed one by one";
    case ReasonKind::SwitchedOff: return fmt::format("translate without {}", subject);
    default: return {};
    }
}

}  // namespace

void FunctionDecider::FindContracts()
{
    const auto ask = [this](const Contract& contract, Node node, support::Symbol binding, StmtId site) {
        if (node != analysis::kNoNode) {
            asked_.push_back({&contract, ClassIndex(node), binding, site});
        }
    };
    for (const Contract& contract : contracts_) {
        if (contract.target.file != function_.span.file && !function_.is_entry) {
            continue;
        }
        for (const core::VarId var : function_.vars.ids()) {
            const core::Var& data = function_.vars[var];
            if (data.span == contract.target && data.kind != core::VarKind::Captured) {
                ask(contract, mine_.node_of[var.index()], data.name, {});
            }
        }
        for (const analysis::AllocSite& made : mine_.sites) {
            const Stmt& stmt = function_.stmts[made.stmt];
            if (structure_.is_placed(made.stmt) && stmt.span == contract.target && stmt.result.valid() &&
                function_.vars[stmt.result].span != contract.target) {
                ask(contract, mine_.node_of[stmt.result.index()], function_.vars[stmt.result].name, made.stmt);
            }
        }
        for (const StmtId id : structure_.order()) {
            const Stmt& stmt = function_.stmts[id];
            if (stmt.kind != StmtKind::StoreGlobal || !function_.args(stmt)[0].is_var()) {
                continue;
            }
            const core::Global& global = module_.globals[stmt.global];
            if (global.span == contract.target || (contract.definition.valid() && global.span == contract.definition)) {
                ask(contract, mine_.node_of[function_.args(stmt)[0].var().index()], global.name, {});
            }
        }
    }
}

bool FunctionDecider::WantsRegion(const ClassInfo& info) const
{
    return std::any_of(asked_.begin(), asked_.end(),
                       [&](const Asked& asked) {
                           return asked.contract->kind == ContractKind::Region &&
                                  &classes_[asked.class_index] == &info;
                       }) ||
           std::any_of(contracts_.begin(), contracts_.end(), [&](const Contract& contract) {
               return contract.kind == ContractKind::Region && IsFunctionOf(contract, function_);
           });
}

void FunctionDecider::NoteMade()
{
    for (const ClassInfo& info : classes_) {
        for (const StmtId site : info.sites) {
            const Stmt& stmt = function_.stmts[site];
            const bool own = stmt.kind == StmtKind::Prim || stmt.kind == StmtKind::MakeClosure;
            const auto place = std::lower_bound(out_.site_decisions.begin(), out_.site_decisions.end(),
                                                std::pair(site, DecisionId(0)));
            const bool known = place != out_.site_decisions.end() && place->first == site;
            out_.made.push_back({site, ChoiceOf(info), own ? analysis::ObjectBytes(stmt) : 0,
                                 structure_.LoopAround(structure_.position(site).block).valid(),
                                 known ? plan_.decisions[place->second].because.front() : reason::ReasonId()});
        }
    }
}

void FunctionDecider::CheckContracts()
{
    for (Asked& asked : asked_) {
        while (classes_[asked.class_index].merged_into != asked.class_index) {
            asked.class_index = classes_[asked.class_index].merged_into;
        }
        CheckContract(asked);
    }
}

void FunctionDecider::CheckContract(const Asked& asked)
{
    const ClassInfo& info = classes_[asked.class_index];
    const Contract& contract = *asked.contract;
    if (info.sites.empty()) {
        return;  // a constant, or made by nobody here
    }
    const StmtId site = asked.site.valid() ? asked.site : info.sites.front();
    const StorageClass choice = ChoiceOf(info);
    BrokenContract broken{Spelling(contract), contract.span,
                          fmt::format("`{}` lives in {}", asked.binding.text(), Name(choice)), {},
                          function_.stmts[site].span, {}};
    const auto because_not = [&](StorageClass wanted) {
        for (const Rejected& rejected : info.rejected) {
            if (rejected.choice == wanted) {
                broken.because = rejected.because;
                return;
            }
        }
        broken.because = PlaceReason(info, function_.stmts[site].result, function_.stmts[site].span, nullptr);
    };
    switch (contract.kind) {
    case ContractKind::Stack:
    case ContractKind::NoAlloc:
        if (choice == StorageClass::Stack) {
            return;
        }
        because_not(StorageClass::Stack);
        break;
    case ContractKind::Region:
        if (choice != StorageClass::Heap) {
            return;
        }
        broken.counterfactual = "translate with --no-heap";
        break;
    case ContractKind::Heap:
        if (choice == StorageClass::Heap) {
            return;
        }
        because_not(StorageClass::Heap);
        break;
    case ContractKind::MaxBytes: {
        int64_t bytes = 0;
        for (const StmtId each : info.sites) {
            const Stmt& stmt = function_.stmts[each];
            const int64_t size =
                stmt.kind == StmtKind::Prim || stmt.kind == StmtKind::MakeClosure ? analysis::ObjectBytes(stmt) : 0;
            if (size == 0 || structure_.LoopAround(structure_.position(each).block).valid()) {
                broken.what = fmt::format("how many bytes `{}` takes is not known", asked.binding.text());
                broken.site = stmt.span;
                bytes = kUnbounded;
                break;
            }
            bytes += size;
        }
        if (bytes != kUnbounded && bytes <= contract.max_bytes) {
            return;
        }
        if (bytes != kUnbounded) {
            broken.what = fmt::format("`{}` takes {} bytes", asked.binding.text(), bytes);
        }
        break;
    }
    }
    if (broken.because.valid()) {
        broken.counterfactual = Counterfactual(ledger_[broken.because]);
    }
    plan_.broken.push_back(std::move(broken));
}

namespace {

/// What a call of each function makes, from the callees up.
class FunctionContracts {
public:
    FunctionContracts(const core::Module& module, const analysis::Facts& facts, Plan& plan)
        : module_(module), plan_(plan), total_(module.functions.size())
    {
        for (const auto& component : facts.components) {
            for (int round = 0; round < (component.size() > 1 ? 2 : 1); ++round) {
                for (const core::FuncId id : component) {
                    Sum(module.functions[id], component);
                }
            }
        }
    }

    void Check(const core::Function& function, const Contract& contract)
    {
        const Total& total = total_[function.id.index()];
        BrokenContract broken{Spelling(contract), contract.span, {}, {}, {}, {}};
        const std::string name(function.name.text());
        switch (contract.kind) {
        case ContractKind::NoAlloc:
            if (!total.dynamic.valid()) {
                return;
            }
            broken.what = fmt::format("`{}` makes objects{}", name, total.through.empty() ? "" : " through " + total.through);
            broken.site = total.dynamic;
            broken.because = total.because;
            break;
        case ContractKind::MaxBytes:
            if (total.bytes != kUnbounded && total.bytes <= contract.max_bytes) {
                return;
            }
            broken.what = total.bytes == kUnbounded ? fmt::format("how many bytes a call of `{}` takes is not known", name)
                                                    : fmt::format("a call of `{}` takes {} bytes", name, total.bytes);
            broken.site = total.bytes == kUnbounded ? total.unbounded : source::Span{};
            break;
        case ContractKind::Stack:
        case ContractKind::Heap: {
            const StorageClass wanted = contract.kind == ContractKind::Stack ? StorageClass::Stack : StorageClass::Heap;
            const auto& made = plan_.functions[function.id.index()].made;
            const auto other = std::find_if(made.begin(), made.end(),
                                            [&](const FunctionPlan::Made& each) { return each.choice != wanted; });
            if (other == made.end()) {
                return;
            }
            broken.what = fmt::format("an object of `{}` lives in {}", name, Name(other->choice));
            broken.site = function.stmts[other->site].span;
            broken.because = other->because;
            break;
        }
        case ContractKind::Region: return;  // followed
        }
        plan_.broken.push_back(std::move(broken));
    }

private:
    struct Total {
        int64_t bytes = 0;
        source::Span unbounded;        ///< why `bytes` is unbounded
        source::Span dynamic;          ///< the first expression that makes an object outside of the C frame
        std::string through;           ///< the callee that does
        reason::ReasonId because;
    };
    const core::Module& module_;
    Plan& plan_;
    std::vector<Total> total_;

    void Sum(const core::Function& function, const std::vector<core::FuncId>& component)
    {
        if (function.is_extern) {
            return;
        }
        Total total;
        const auto add = [&](int64_t bytes, source::Span span) {
            if (bytes == kUnbounded || total.bytes == kUnbounded) {
                total.unbounded = total.bytes == kUnbounded ? total.unbounded : span;
                total.bytes = kUnbounded;
            } else {
                total.bytes += bytes;
            }
        };
        for (const FunctionPlan::Made& made : plan_.functions[function.id.index()].made) {
            const Stmt& stmt = function.stmts[made.site];
            if (stmt.kind == StmtKind::Call) {
                continue;  // counted with the callee
            }
            const bool on_stack = made.choice == StorageClass::Stack;
            add(made.bytes == 0 || (made.in_loop && !on_stack) ? kUnbounded : made.bytes, stmt.span);
            if (!on_stack && !total.dynamic.valid()) {
                total.dynamic = stmt.span;
                total.because = made.because;
            }
        }
        const Structure structure(function);
        for (const StmtId id : structure.order()) {
            const Stmt& stmt = function.stmts[id];
            if (stmt.kind == StmtKind::CallClosure) {
                add(kUnbounded, stmt.span);
                if (!total.dynamic.valid()) {
                    total.dynamic = stmt.span;
                    total.through = "an unknown procedure";
                }
            }
            if (stmt.kind != StmtKind::Call) {
                continue;
            }
            const Total& callee = total_[stmt.callee.index()];
            const bool recursive = std::find(component.begin(), component.end(), stmt.callee) != component.end();
            const bool repeated = structure.LoopAround(structure.position(id).block).valid() || recursive;
            const int64_t bytes = recursive && total.bytes != 0 ? kUnbounded : callee.bytes;
            add(bytes != 0 && repeated ? kUnbounded : bytes, stmt.span);
            if (callee.dynamic.valid() && !total.dynamic.valid()) {
                total.dynamic = stmt.span;
                total.through = fmt::format("`{}`", module_.functions[stmt.callee].name.text());
                total.because = {};
            }
        }
        total_[function.id.index()] = std::move(total);
    }
};

}  // namespace

void CheckFunctionContracts(const core::Module& module, const analysis::Facts& facts,
                            std::span<const Contract> contracts, Plan& plan)
{
    if (contracts.empty()) {
        return;
    }
    FunctionContracts totals(module, facts, plan);
    for (const core::Function& function : module.functions) {
        for (const Contract& contract : contracts) {
            if (!function.is_extern && !function.is_entry && IsFunctionOf(contract, function)) {
                totals.Check(function, contract);
            }
        }
    }
}

}  // namespace omni::plan
