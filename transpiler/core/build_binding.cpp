// Names and bindings: variables, cells, globals, let and letrec.
#include <algorithm>

#include "core/function_builder.h"

namespace omni::core {

using ast::BindingId;
using ast::LambdaId;
using ast::NodeId;
using ast::NodeKind;

namespace {

/// What there is instead of a name that is left out on purpose; empty for those that are to come.
std::string InsteadOf(std::string_view name)
{
    if (name == "eval" || name == "load") {
        return "programs are translated as a whole: there is no interpreter in them";
    }
    return {};
}

}  // namespace

// --- names ----------------------------------------------------------------------------------------------------

FunctionBuilder::Hint FunctionBuilder::HintFor(BindingId id) const
{
    const ast::Binding& binding = unit_.bindings[id];
    return {binding.name, binding.is_temp ? VarKind::Temp : VarKind::Local, binding.span, KindsOf(binding.type)};
}

Atom FunctionBuilder::ReadLocal(NodeId id, const Hint* hint)
{
    const ast::Node node = unit_.nodes[id];
    const BindingId binding = node.binding();
    const LambdaId lambda = Frames::FunctionOf(unit_, binding);
    if (lambda.valid() && (state_.frames.holds_closure[binding] == 0 || !slots_[binding].valid())) {
        return ClosureOf(lambda, hint, node.span);
    }
    const Atom slot = slots_[binding];
    if (!slot.valid()) {   // only after an error that has been reported
        return module_.Undefined();
    }
    if (state_.frames.is_cell[binding]) {
        const VarId var = NewVar(hint, unit_.bindings[binding].name, node.span);
        Stmt stmt;
        stmt.kind = StmtKind::Prim;
        stmt.prim = Prim::CellGet;
        stmt.span = node.span;
        stmt.result = var;
        const Atom args[] = {slot};
        function_.SetArgs(stmt, args);
        Emit(stmt);
        return var;
    }
    return Named(slot, hint, node.span);
}

void FunctionBuilder::SetLocal(NodeId id)
{
    const ast::Node node = unit_.nodes[id];
    const BindingId binding = node.binding();
    const Atom value = Value(unit_.kids_of(node)[0]);
    const Atom slot = slots_[binding];
    if (dead_ || !slot.valid() || !slot.is_var()) {
        return;
    }
    if (state_.frames.is_cell[binding]) {
        EmitPrim(Prim::CellSet, {{slot, value}}, node.span, nullptr, false);
    } else {
        EmitWith(StmtKind::Assign, node.span, {{value}}, slot.var());
    }
}

void FunctionBuilder::SetGlobal(NodeId id)
{
    const ast::Node node = unit_.nodes[id];
    const Atom value = Value(unit_.kids_of(node)[0]);
    const Entity entity = module_.Resolve(node.symbol(), state_.user);
    if (entity.kind == EntityKind::Global) {
        Stmt stmt;
        stmt.kind = StmtKind::StoreGlobal;
        stmt.span = node.span;
        stmt.global = entity.global;
        function_.SetArgs(stmt, {{value}});
        Emit(stmt);
    }
}

Atom FunctionBuilder::GlobalValue(NodeId id, const Hint* hint)
{
    const ast::Node node = unit_.nodes[id];
    const Entity entity = module_.Resolve(node.symbol(), state_.user && !node.library);
    switch (entity.kind) {
    case EntityKind::Function:
        if (entity.cases != 0) {
            return MakeClosure(module_.FunctionOfCases(node.symbol(), entity), {}, node.symbol(), hint, node.span);
        }
        if (module_.function(entity.function).is_extern) {
            return MakeClosure(module_.FunctionOfExtern(entity.function), {}, node.symbol(), hint, node.span);
        }
        if (entity.span.valid()) {
            return MakeClosure(entity.function, {}, node.symbol(), hint, node.span);
        }
        [[fallthrough]];
    case EntityKind::Prim:
    case EntityKind::CarCdr:
        return MakeClosure(module_.ValueOfLibrary(node.symbol(), entity), {}, node.symbol(), hint, node.span);
    case EntityKind::StructOp:
        if (entity.struct_op.kind == ast::StructOpKind::Type) {
            module_.sink().Report(source::DiagKind::SyntaxAsValue, node.span, node.symbol());
            return NothingAtom();
        }
        return MakeClosure(module_.FunctionOfStructOp(node.symbol(), entity), {}, node.symbol(), hint, node.span);
    case EntityKind::Global: {
        if (function_.is_entry && !module_.is_stored(entity.global)) {
            module_.sink()
                .Report(source::DiagKind::UseBeforeDefinition, node.span, node.symbol())
                .Note(entity.span, "defined here");
        }
        Stmt stmt;
        stmt.kind = StmtKind::LoadGlobal;
        stmt.span = node.span;
        stmt.global = entity.global;
        stmt.result = NewVar(hint, node.symbol(), node.span);
        Emit(stmt);
        return stmt.result;
    }
    case EntityKind::NotYet:
        module_.sink()
            .Report(source::DiagKind::NotYetSupported, node.span, "`" + std::string(node.symbol().text()) + "` is")
            .Hint(InsteadOf(node.symbol().text()));
        return NothingAtom();
    case EntityKind::None: module_.ReportUnbound(node.symbol(), node.span, unit_); return NothingAtom();
    }
    return NothingAtom();
}

// --- bindings -------------------------------------------------------------------------------------------------

/// The bindings of a let or letrec, with those of the define-values in it.
std::vector<BindingId> FunctionBuilder::BoundBy(const ast::Node& node) const
{
    std::vector<BindingId> bound;
    const auto bindings = unit_.bindings_of(node);
    for (size_t i = 0; i < bindings.size(); ++i) {
        const ast::Node& value = unit_.nodes[unit_.kids_of(node)[i]];
        if (bindings[i].valid()) {
            bound.push_back(bindings[i]);
        } else if (value.kind == NodeKind::BindValues) {
            bound.insert(bound.end(), unit_.values_of(value).begin(), unit_.values_of(value).end());
        }
    }
    return bound;
}

/// Variables that may be read before they have a value begin as `nothing`.
void FunctionBuilder::DeclareForward(const ast::Node& node)
{
    for (BindingId binding : BoundBy(node)) {
        if (unit_.bindings[binding].forward && !Frames::FunctionOf(unit_, binding).valid()) {
            BindAtom(binding, NothingAtom());
        }
    }
}

void FunctionBuilder::LetBindings(const ast::Node& node)
{
    const auto kids = unit_.kids_of(node);
    const auto bindings = unit_.bindings_of(node);
    const bool recursive = node.kind == NodeKind::Letrec;
    if (recursive) {
        DeclareForward(node);
        open_letrecs_.push_back({&node, block_, function_.blocks[block_].stmts.size()});
    }
    for (size_t i = 0; i + 1 < kids.size(); ++i) {
        if (bindings[i].valid()) {
            BindValue(bindings[i], kids[i]);
        } else {
            Effect(kids[i]);
        }
    }
    if (recursive) {
        open_letrecs_.pop_back();
    }
}

/// The variable (or its cell) for a function that needs it. A closure may be made before the variable has its value
/// (letrec*): then it is a cell from the beginning of the letrec on.
Atom FunctionBuilder::Capture(BindingId id)
{
    if (slots_[id].valid()) {
        return slots_[id];
    }
    for (const OpenLetrec& letrec : open_letrecs_) {
        const std::vector<BindingId> bindings = BoundBy(*letrec.node);
        if (std::find(bindings.begin(), bindings.end(), id) == bindings.end()) {
            continue;
        }
        state_.frames.is_cell[id] = true;
        state_.frames.is_assigned[id] = true;
        unit_.bindings[id].forward = true;
        Hint hint = HintFor(id);
        hint.kind = VarKind::Local;
        hint.declared = kind::kAny;
        Stmt stmt;
        stmt.kind = StmtKind::Prim;
        stmt.prim = Prim::CellNew;
        stmt.span = unit_.bindings[id].span;
        stmt.result = NewVar(&hint, {}, stmt.span);
        function_.SetArgs(stmt, {{NothingAtom()}});
        auto& stmts = function_.blocks[letrec.block].stmts;
        stmts.insert(stmts.begin() + static_cast<std::ptrdiff_t>(letrec.position), function_.stmts.Add(stmt));
        slots_[id] = stmt.result;
        return stmt.result;
    }
    return NothingAtom();
}

/// The variable was declared before it has its value.
void FunctionBuilder::AssignForward(BindingId id, Atom atom)
{
    if (state_.frames.is_cell[id]) {
        EmitPrim(Prim::CellSet, {{slots_[id], atom}}, unit_.bindings[id].span, nullptr, false);
    } else {
        EmitWith(StmtKind::Assign, unit_.bindings[id].span, {{atom}}, slots_[id].var());
    }
}

void FunctionBuilder::BindValue(BindingId id, NodeId value)
{
    const ast::Binding& binding = unit_.bindings[id];
    if (Frames::FunctionOf(unit_, id).valid() && state_.frames.holds_closure[id] == 0) {
        return;   // a function of its own, or a loop at its call
    }
    if (slots_[id].valid() && binding.forward) {
        AssignForward(id, Value(value));
        return;
    }
    const Hint hint = HintFor(id);
    if (unit_.nodes[value].kind == NodeKind::RegionWish) {
        slots_[id] = NothingAtom();
        MarkRegion(unit_.nodes[value], false, {});
        return;
    }
    if (state_.frames.is_cell[id]) {
        BindAtom(id, Value(value));
        return;
    }
    const Atom atom = Value(value, &hint);
    if (slots_[id].valid() && binding.forward) {   // a function that the value captures has captured the variable
        AssignForward(id, atom);
        return;
    }
    if (state_.frames.is_assigned[id] && atom.is_var()) {
        function_.vars[atom.var()].assigned = true;
    }
    slots_[id] = atom;
}

/// Binds to one of several values.
void FunctionBuilder::BindResult(BindingId id, Atom atom)
{
    const ast::Binding& binding = unit_.bindings[id];
    if (slots_[id].valid() && binding.forward) {
        AssignForward(id, atom);
        return;
    }
    if (state_.frames.is_cell[id]) {
        BindAtom(id, atom);
        return;
    }
    const Hint hint = HintFor(id);
    const bool named = atom.is_var() && function_.vars[atom.var()].name == hint.name &&
                       function_.vars[atom.var()].kind == hint.kind && function_.vars[atom.var()].span == hint.span;
    if (!named) {
        atom = Named(atom, &hint, binding.span);
    }
    if (state_.frames.is_assigned[id]) {
        BindAtom(id, atom);
        return;
    }
    slots_[id] = atom;
}

/// Binds to a value that has a place already: a variable of its own only when it is assigned or becomes a cell.
void FunctionBuilder::BindAtom(BindingId id, Atom atom)
{
    const Hint hint = HintFor(id);
    if (state_.frames.is_cell[id]) {
        Hint cell = hint;
        cell.kind = VarKind::Local;
        cell.declared = kind::kAny;
        slots_[id] = EmitPrim(Prim::CellNew, {{atom}}, unit_.bindings[id].span, &cell);
    } else if (state_.frames.is_assigned[id]) {
        const VarId var = NewVar(&hint, {}, unit_.bindings[id].span);
        function_.vars[var].assigned = true;
        EmitWith(StmtKind::Move, unit_.bindings[id].span, {{atom}}, var);
        slots_[id] = var;
    } else {
        slots_[id] = atom;
    }
}

/// Parameters of the function or loop are in `vars`; those that are captured and assigned move into cells.
void FunctionBuilder::BindParams(LambdaId lambda, const std::vector<VarId>& vars)
{
    const auto& params = unit_.lambdas[lambda].params;
    for (size_t i = 0; i < params.size(); ++i) {
        if (!vars[i].valid()) {
            continue;
        }
        if (state_.frames.is_cell[params[i]]) {
            BindAtom(params[i], vars[i]);
        } else {
            function_.vars[vars[i]].assigned |= state_.frames.is_assigned[params[i]] != 0;
            slots_[params[i]] = vars[i];
        }
    }
}

}  // namespace omni::core
