// V1: each statement agrees with the storage nodes. By induction over the steps of a run, a variable then holds only
// objects of its node (none at all when it has no node), and a field of an object only those of the field's target.

#include <string_view>

#include "core/container_flow.h"
#include "core/heap_form.h"
#include "rir/verify_context.h"

namespace omni::rir {
namespace {

using core::Atom;
using core::BlockId;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::StorageEffect;
using core::VarId;

class MapChecker {
public:
    explicit MapChecker(Context& context) : context_(context), code_(context.code) {}

    /// `yields`: the innermost `if`; `loop`: the innermost loop.
    void CheckBlock(BlockId block, StmtId yields, StmtId loop)
    {
        for (const StmtId id : code_.blocks[block].stmts) {
            if (context_.full()) {
                return;
            }
            const Stmt& stmt = code_.stmts[id];
            CheckStmt(id, stmt, yields, loop);
            if (stmt.kind == StmtKind::If) {
                CheckBlock(stmt.blocks[0], id, loop);
                CheckBlock(stmt.blocks[1], id, loop);
            } else if (stmt.kind == StmtKind::Loop) {
                CheckBlock(stmt.blocks[0], {}, id);
            }
        }
    }

private:
    void CheckStmt(StmtId id, const Stmt& stmt, StmtId yields, StmtId loop);
    void CheckPrim(StmtId id, const Stmt& stmt);
    void CheckEffect(StmtId id, const Stmt& stmt, StorageEffect effect);
    void CheckGlobal(StmtId id, const Stmt& stmt);
    void CheckCallClosure(StmtId id, const Stmt& stmt);
    /// What the statement gives when it is left through its exit.
    void CheckExit(StmtId id, const Stmt& stmt);
    void CheckPended(StmtId id, const Stmt& stmt);
    /// The runtime calls the handler while the statement runs: as a call of its own, which gives nothing back.
    void CheckHandler(StmtId id, const Stmt& stmt);
    void CheckSpread(StmtId id, Atom list, NodeId closure, size_t first);
    void CheckClosureDest(StmtId id, const Stmt& stmt, NodeId closure);
    void CheckFreshList(StmtId id, const Stmt& stmt, bool elements_are_fresh);
    void CheckContainer(StmtId id, const Stmt& stmt);

    void FlowToVar(StmtId id, Atom source, VarId target, std::string_view place)
    {
        if (target.valid()) {
            CheckFlow(context_, id, source, context_.NodeOf(target), HoldsObject(code_.vars[target]), place);
        }
    }
    void FlowToParams(StmtId id, const Stmt& args, const Stmt& loop)
    {
        const auto params = code_.loop_params_of(loop);
        for (size_t i = 0; i < params.size(); ++i) {
            FlowToVar(id, code_.args(args)[i], params[i], "a loop parameter");
        }
    }
    /// The field of a node that `source` is put into.
    void FlowToField(StmtId id, Atom source, NodeId holder, FieldKind kind, size_t index = 0)
    {
        if (holder.valid()) {
            CheckFlow(context_, id, source, context_.FieldOf(holder, kind, index), true, Word(kind));
        }
    }
    void LoadField(StmtId id, const Stmt& stmt, FieldKind kind, uint16_t index = 0);
    /// Number of the field that a primitive on structs is about, or of field `index` of its type.
    [[nodiscard]] uint16_t FieldNumber(const Stmt& stmt, size_t index) const
    {
        return context_.module.structs[stmt.struct_type].FieldNumber(index);
    }

    Context& context_;
    const core::Function& code_;
};

void MapChecker::CheckStmt(StmtId id, const Stmt& stmt, StmtId yields, StmtId loop)
{
    const auto args = code_.args(stmt);
    if (stmt.pending) {
        CheckPended(id, stmt);
    }
    switch (stmt.kind) {
        case StmtKind::Prim: CheckPrim(id, stmt); break;
        case StmtKind::Move:
        case StmtKind::Assign: FlowToVar(id, args[0], stmt.result, "the variable"); break;
        case StmtKind::Yield:
            if (!args.empty()) {
                FlowToVar(id, args[0], code_.stmts[yields].result, "the result of the `if`");
            }
            break;
        case StmtKind::Loop: FlowToParams(id, stmt, stmt); break;
        case StmtKind::Continue: FlowToParams(id, stmt, code_.stmts[loop]); break;
        case StmtKind::Break:
            if (!args.empty()) {
                FlowToVar(id, args[0], code_.stmts[loop].result, "the result of the loop");
            }
            break;
        case StmtKind::Return:
            if (!args.empty()) {
                CheckFlow(context_, id, args[0], context_.function.result_node, ReturnsObject(code_), "the result");
            }
            break;
        case StmtKind::LoadGlobal:
        case StmtKind::StoreGlobal: CheckGlobal(id, stmt); break;
        case StmtKind::Call: CheckCall(context_, id); break;
        case StmtKind::CallClosure: CheckCallClosure(id, stmt); break;
        case StmtKind::MakeClosure: CheckMakeClosure(context_, id); break;
        case StmtKind::Transmigrate: CheckTransmigrate(context_, id); break;
        case StmtKind::RegionOf: {
            const NodeId holder = context_.NodeOf(args[0]);
            if (!holder.valid() || context_.RegionOf(holder) != stmt.region ||
                !context_.function.nodes[holder].allocated_into) {
                context_.Report("V10", id, "{} ({}) does not live in {}, or is not marked as added to",
                                context_.Name(args[0]), Context::Name(holder), context_.Name(stmt.region));
            }
            break;
        }
        case StmtKind::If:
        case StmtKind::Unreachable:
        case StmtKind::RegionCreate:
        case StmtKind::RegionExit:
        case StmtKind::RegionReset:
        case StmtKind::StackReserve:
        case StmtKind::Dup:
        case StmtKind::Drop:
        case StmtKind::FreeTree:
        case StmtKind::Free:
        case StmtKind::Reuse: break;  // V5, V6
    }
}

}  // namespace

/// Rule of all allocations: a node lives in the region that its objects are made in.
void CheckAllocation(Context& context, StmtId id)
{
    const Stmt& stmt = context.code.stmts[id];
    if (!stmt.region.valid()) {
        context.Report("V1", id, "makes an object in no region");
        return;
    }
    const NodeId node = stmt.result.valid() ? context.NodeOf(stmt.result) : NodeId();
    if (!node.valid()) {
        if (stmt.result.valid() && HoldsObject(context.code.vars[stmt.result])) {
            context.Report("V1", id, "makes an object, but {} has no node", context.Name(Atom(stmt.result)));
        }
        return;
    }
    if (context.RegionOf(node) != stmt.region) {
        context.Report("V1", id, "makes an object of {} in {}, but its region is {}", Context::Name(node),
                       context.Name(stmt.region), context.Name(context.RegionOf(node)));
    } else if (context.IsKind(stmt.region, RegionKind::Outside) && !context.function.nodes[node].allocated_into) {
        context.Report("V8", id, "adds to {}, but callers are not told so", Context::Name(node));
    }
}

namespace {

void MapChecker::CheckPrim(StmtId id, const Stmt& stmt)
{
    const core::PrimInfo& info = core::Info(stmt.prim);
    if (info.allocates()) {
        CheckAllocation(context_, id);
        // only objects of a known size have a form that fills a C object: pairs, cells, boxed numbers, structs
        const bool known_size = info.storage == StorageEffect::FreshPair || info.storage == StorageEffect::FreshCell ||
                                info.storage == StorageEffect::Box || info.storage == StorageEffect::FreshStruct;
        if (context_.IsKind(stmt.region, RegionKind::Stack) && !known_size) {
            context_.Report("V7", id, "an object of unknown size on the stack");
        }
        if (context_.IsKind(stmt.region, RegionKind::Heap) && !core::HasHeapForm(info)) {
            context_.Report("V5", id, "an object that has no form for the heap");
        }
    } else if (stmt.region.valid()) {
        context_.Report("V1", id, "is given {}, but makes no object", context_.Name(stmt.region));
    }
    CheckEffect(id, stmt, info.storage);
}

void MapChecker::CheckEffect(StmtId id, const Stmt& stmt, StorageEffect effect)
{
    const auto args = code_.args(stmt);
    const NodeId result = stmt.result.valid() ? context_.NodeOf(stmt.result) : NodeId();
    switch (effect) {
        case StorageEffect::None:
        case StorageEffect::Fresh:
        case StorageEffect::Box:
        case StorageEffect::FreshSymbols: break;
        case StorageEffect::FreshPair:
            FlowToField(id, args[0], result, FieldKind::Car);
            FlowToField(id, args[1], result, FieldKind::Cdr);
            break;
        case StorageEffect::FreshCell: FlowToField(id, args[0], result, FieldKind::Content); break;
        case StorageEffect::FreshList: CheckFreshList(id, stmt, true); break;
        case StorageEffect::LoadCar: LoadField(id, stmt, FieldKind::Car); break;
        case StorageEffect::LoadCdr: LoadField(id, stmt, FieldKind::Cdr); break;
        case StorageEffect::LoadCell: LoadField(id, stmt, FieldKind::Content); break;
        case StorageEffect::StoreCar: FlowToField(id, args[1], context_.NodeOf(args[0]), FieldKind::Car); break;
        case StorageEffect::StoreCdr: FlowToField(id, args[1], context_.NodeOf(args[0]), FieldKind::Cdr); break;
        case StorageEffect::StoreCell: FlowToField(id, args[1], context_.NodeOf(args[0]), FieldKind::Content); break;
        case StorageEffect::FreshStruct:
            for (size_t i = 0; i < args.size(); ++i) {
                FlowToField(id, args[i], result, FieldKind::Field, FieldNumber(stmt, i));
            }
            break;
        case StorageEffect::LoadField: LoadField(id, stmt, FieldKind::Field, FieldNumber(stmt, stmt.field)); break;
        case StorageEffect::StoreField:
            FlowToField(id, args[1], context_.NodeOf(args[0]), FieldKind::Field, FieldNumber(stmt, stmt.field));
            break;
        case StorageEffect::Same: FlowToVar(id, args[0], stmt.result, "the result"); break;
        case StorageEffect::FreshAny:
            if (result.valid() && !context_.function.nodes[result].any) {
                context_.Report("V1", id, "a structure of which nothing is known, but {} is not `any`",
                                Context::Name(result));
            }
            break;
        case StorageEffect::FreshVector:
        case StorageEffect::FreshFill:
        case StorageEffect::FreshElems:
        case StorageEffect::LoadElem:
        case StorageEffect::StoreElem:
        case StorageEffect::MoveElems:
        case StorageEffect::LoadKey:
        case StorageEffect::LoadValue:
        case StorageEffect::StoreEntry:
        case StorageEffect::LoadItem:
        case StorageEffect::LoadRest: CheckContainer(id, stmt); break;
        case StorageEffect::SameOrList:
            CheckContainer(id, stmt);
            CheckFreshList(id, stmt, false);
            break;
    }
}

/// See core/container_flow.h. Growth needs no rule: the new buffer is made in the region that the container is in, and
/// no container is on the stack.
void MapChecker::CheckContainer(StmtId id, const Stmt& stmt)
{
    const auto args = code_.args(stmt);
    const auto holder = [&](const core::FlowPlace& place) {
        return place.operand != core::FlowPlace::kResult ? context_.NodeOf(args[place.operand])
               : stmt.result.valid()                     ? context_.NodeOf(stmt.result)
                                                         : NodeId();
    };
    core::ForEachContainerFlow(
        core::Info(stmt.prim), args.size(), [&](const core::FlowPlace& from, const core::FlowPlace& to) {
            if (!from.field) {
                if (to.field) {
                    FlowToField(id, args[from.operand], holder(to), *to.field);
                } else {
                    FlowToVar(id, args[from.operand], stmt.result, "the result");
                }
            } else if (!to.field) {
                LoadField(id, stmt, *from.field);
            } else if (holder(from).valid() && holder(to).valid()) {
                const NodeId source = context_.FieldOf(holder(from), *from.field);
                const NodeId target = context_.FieldOf(holder(to), *to.field);
                if (!source.valid() || source != target) {
                    context_.Report("V1", id, "{} of {} is {}, but {} of {} is {}", Word(*from.field),
                                    Context::Name(holder(from)), Context::Name(source), Word(*to.field),
                                    Context::Name(holder(to)), Context::Name(target));
                }
            }
        });
}

/// A list of immediates or of objects made with it: one spine, elements in the same region.
void MapChecker::CheckFreshList(StmtId id, const Stmt& stmt, bool elements_are_fresh)
{
    const NodeId list = stmt.result.valid() ? context_.NodeOf(stmt.result) : NodeId();
    if (!list.valid()) {
        return;
    }
    const NodeId element = context_.FieldOf(list, FieldKind::Car);
    const NodeId rest = context_.FieldOf(list, FieldKind::Cdr);
    if ((elements_are_fresh && element.valid() && context_.RegionOf(element) != stmt.region) || (rest.valid() && rest != list)) {
        context_.Report("V1", id, "the elements and the tail of {} do not live in {}", Context::Name(list),
                        context_.Name(stmt.region));
    }
}

/// What is loaded belongs to the field's target. A node without the field says nothing of what is in it, unless it is
/// no object at all that the load looks into.
void MapChecker::LoadField(StmtId id, const Stmt& stmt, FieldKind kind, uint16_t index)
{
    const NodeId holder = context_.NodeOf(code_.args(stmt)[0]);
    if (!holder.valid() || !stmt.result.valid() || !HoldsObject(code_.vars[stmt.result])) {
        return;
    }
    const NodeId target = context_.FieldOf(holder, kind, index);
    const NodeId result = context_.NodeOf(stmt.result);
    if (!target.valid() || target != result) {
        context_.Report("V1", id, "{} of {} is {}, but {} is {}", Word(kind), Context::Name(holder),
                        Context::Name(target), context_.Name(Atom(stmt.result)), Context::Name(result));
    }
}

/// Other functions see what a top-level variable holds: all of it must live until the program ends.
void MapChecker::CheckGlobal(StmtId id, const Stmt& stmt)
{
    const bool load = stmt.kind == StmtKind::LoadGlobal;
    if (load && (!stmt.result.valid() || !HoldsObject(code_.vars[stmt.result]))) {
        return;
    }
    const Atom value = load ? Atom(stmt.result) : code_.args(stmt)[0];
    const NodeId node = context_.NodeOf(value);
    const core::Global& global = context_.module.globals[stmt.global];
    if (node.valid() && context_.IsKind(context_.RegionOf(node), RegionKind::Heap) != global.in_heap) {
        context_.Report("V5", id, "{} ({}) and the variable {} do not agree about the heap", context_.Name(value),
                        Context::Name(node), global.name.text());
    }
    if (load && !node.valid()) {
        context_.Report("V1", id, "{} has no node", context_.Name(value));
    } else if (node.valid() && !(global.in_heap ? context_.IsWorldlyOrHeap(node) : context_.IsWorldly(node))) {
        context_.Report("V3", id, "{} ({}) reaches storage that may end before the program does", context_.Name(value),
                        Context::Name(node));
    }
}

void MapChecker::CheckExit(StmtId id, const Stmt& stmt)
{
    const Atom exit = code_.args(stmt)[1];
    const NodeId node = context_.NodeOf(exit);
    if (!node.valid()) {
        context_.Report("V1", id, "nothing is known of {}", context_.Name(exit));
        return;
    }
    const NodeId content = context_.FieldOf(node, FieldKind::Content);
    if (stmt.result.valid() && HoldsObject(code_.vars[stmt.result]) && content != context_.NodeOf(stmt.result)) {
        context_.Report("V1", id, "{} of {} is {}, but {} is {}", Word(FieldKind::Content), Context::Name(node),
                        Context::Name(content), context_.Name(Atom(stmt.result)),
                        Context::Name(context_.NodeOf(stmt.result)));
    }
}

void MapChecker::CheckHandler(StmtId id, const Stmt& stmt)
{
    const NodeId handler = context_.NodeOf(code_.args(stmt)[1]);
    if (!handler.valid() || (context_.function.nodes[handler].any && !context_.IsWorldly(handler))) {
        context_.Report("V1", id, "nothing is known of {}", context_.Name(code_.args(stmt)[1]));
        return;
    }
    const NodeId answer = context_.FieldOf(handler, FieldKind::Result);
    if (stmt.handled && stmt.result.valid() && HoldsObject(code_.vars[stmt.result]) &&
        answer != context_.NodeOf(stmt.result)) {
        context_.Report("V1", id, "answers of {} are {}, but {} is {}", Context::Name(handler), Context::Name(answer),
                        context_.Name(Atom(stmt.result)), Context::Name(context_.NodeOf(stmt.result)));
    }
    // what is done on the way out gives nothing that anybody wants
    if (!stmt.wound || context_.RegionOf(context_.FieldOf(handler, FieldKind::Result)).valid()) {
        CheckClosureDest(id, stmt, handler);
    }
}

void MapChecker::CheckCallClosure(StmtId id, const Stmt& stmt)
{
    const auto args = code_.args(stmt);
    if (stmt.handled || stmt.wound) {
        CheckHandler(id, stmt);
    }
    if (stmt.has_exit) {
        CheckExit(id, stmt);
    }
    const NodeId closure = context_.NodeOf(args[0]);
    if (!closure.valid()) {
        if (args[0].is_var() && HoldsObject(code_.vars[args[0].var()])) {
            context_.Report("V1", id, "nothing is known of {}", context_.Name(args[0]));
        }
        return;  // not a procedure: the call panics
    }
    if (context_.function.nodes[closure].any && !context_.IsWorldly(closure)) {
        context_.Report("V8", id, "nothing is known of the procedure {}: it may keep what must not end yet",
                        context_.Name(args[0]));
    }
    const size_t single = stmt.has_companion() ? 1 : args.size() - (stmt.spread ? 1 : 0);
    for (size_t i = 1; i < single; ++i) {
        FlowToField(id, args[i], closure, FieldKind::Param, std::min<size_t>(i - 1, core::kLastParamField));
    }
    if (stmt.spread) {
        CheckSpread(id, args.back(), closure, std::min<size_t>(single - 1, core::kLastParamField));
    }
    if (stmt.result.valid() && HoldsObject(code_.vars[stmt.result])) {
        const NodeId result = context_.FieldOf(closure, FieldKind::Result);
        if (!result.valid() || result != context_.NodeOf(stmt.result)) {
            context_.Report("V1", id, "result of {} is {}, but {} is {}", Context::Name(closure), Context::Name(result),
                            context_.Name(Atom(stmt.result)), Context::Name(context_.NodeOf(stmt.result)));
        }
    }
    CheckClosureDest(id, stmt, closure);
}

/// V11: the call begins when this function has returned, so nothing that it is given may end here.
void MapChecker::CheckPended(StmtId id, const Stmt& stmt)
{
    for (const Atom arg : code_.args(stmt)) {
        const NodeId node = context_.NodeOf(arg);
        if (node.valid() && !context_.Reach(node).empty()) {
            context_.Report("V11", id, "{} is given to a pending call, but reaches {}", context_.Name(arg),
                            context_.Name(context_.Reach(node).front()));
        }
    }
    if (stmt.region.valid() && IsOwn(context_.function.regions[stmt.region].kind)) {
        context_.Report("V11", id, "a pending call builds its result in {}", context_.Name(stmt.region));
    }
}

/// Whatever the list holds may become any parameter from the first on.
void MapChecker::CheckSpread(StmtId id, Atom list, NodeId closure, size_t first)
{
    NodeId spine = context_.NodeOf(list);
    for (size_t steps = 0; spine.valid() && steps <= context_.function.nodes.size(); ++steps) {
        const NodeId element = context_.FieldOf(spine, FieldKind::Car);
        for (size_t i = first; element.valid() && i <= core::kLastParamField; ++i) {
            if (context_.FieldOf(closure, FieldKind::Param, i) != element) {
                context_.Report("V1", id, "elements of {} are {}, but parameter {} of {} is {}", context_.Name(list),
                                Context::Name(element), i, Context::Name(closure),
                                Context::Name(context_.FieldOf(closure, FieldKind::Param, i)));
                return;
            }
        }
        spine = context_.FieldOf(spine, FieldKind::Cdr);
    }
}

/// The callee builds its result in the region that the nodes claim. The global region outlives every claim; it is used
/// where no object is expected.
void MapChecker::CheckClosureDest(StmtId id, const Stmt& stmt, NodeId closure)
{
    const NodeId result = context_.FieldOf(closure, FieldKind::Result);
    const RegionId claimed = context_.RegionOf(result);
    const bool expects_object = !stmt.result.valid() || HoldsObject(code_.vars[stmt.result]);
    const bool unseen = context_.IsKind(stmt.region, RegionKind::Global) && (!claimed.valid() || !expects_object);
    if (!unseen && (!stmt.region.valid() || stmt.region != claimed)) {
        context_.Report("V8", id, "passes {} as dest, but results of {} live in {}", context_.Name(stmt.region),
                        Context::Name(closure), context_.Name(claimed));
    } else if (context_.IsKind(stmt.region, RegionKind::Stack)) {
        context_.Report("V7", id, "the stack cannot be a dest");
    } else if (context_.IsKind(stmt.region, RegionKind::Outside) && !context_.function.nodes[result].allocated_into) {
        context_.Report("V8", id, "adds to {}, but callers are not told so", Context::Name(result));
    }
}

}  // namespace

void CheckFlow(Context& context, StmtId id, Atom source, NodeId target, bool target_holds, std::string_view place)
{
    const NodeId node = context.NodeOf(source);
    if (node.valid() && target_holds && node != target) {
        context.Report("V1", id, "{} ({}) flows into {} ({})", context.Name(source), Context::Name(node), place,
                       Context::Name(target));
    }
}

void CheckResult(Context& context, StmtId id, NodeId source)
{
    const VarId result = context.code.stmts[id].result;
    if (source.valid() && result.valid() && HoldsObject(context.code.vars[result]) &&
        context.NodeOf(result) != source) {
        context.Report("V1", id, "the result is {}, but {} is {}", Context::Name(source), context.Name(Atom(result)),
                       Context::Name(context.NodeOf(result)));
    }
}

void CheckMap(Context& context) { MapChecker(context).CheckBlock(context.code.body, {}, {}); }

}  // namespace omni::rir
