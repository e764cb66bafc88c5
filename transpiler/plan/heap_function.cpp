#include "plan/heap_function.h"

#include <algorithm>

#include "core/heap_form.h"
#include "core/never_again.h"

namespace omni::plan {

using analysis::kNoNode;
using analysis::Node;
using core::FieldKind;
using core::Prim;
using core::Stmt;
using core::StmtKind;
using core::StorageEffect;

HeapCode::HeapCode(const core::Module& the_module, const core::Function& function,
                   const analysis::FunctionFacts& facts, analysis::StorageGraph& the_graph,
                   const core::PlaceUse& the_use, const NodeSet& the_heap,
                   const std::vector<bool>& the_globals, const std::vector<HeapFunction>& the_functions)
    : module(the_module),
      graph(the_graph),
      use(the_use),
      heap(the_heap),
      globals(the_globals),
      functions(the_functions),
      code(function),
      node_of(facts.node_of),
      global_nodes(facts.globals),
      result(facts.result),
      reassigned_(function.vars.size(), false),
      definition_(function.vars.size())
{
    FindDefinitions(code.body);
}

void HeapCode::FindDefinitions(core::BlockId block)
{
    for (const core::StmtId id : code.blocks[block].stmts) {
        const Stmt& stmt = code.stmts[id];
        if (stmt.kind == StmtKind::Assign) {
            reassigned_[stmt.result.index()] = true;
        } else if (stmt.result.valid()) {
            definition_[stmt.result.index()] = id;
        }
        for (const core::BlockId inner : stmt.blocks) {
            if (inner.valid()) {
                FindDefinitions(inner);
            }
        }
    }
}

namespace {

/// `(cdr e)` of `e`, `(cadr e)` of `(cdr e)`.
std::string PartOfPair(const std::string& pair, char step)
{
    constexpr size_t kMostSteps = 4;  // cadddr
    const size_t end = pair.find("r ");
    if (pair.starts_with("(c") && end != std::string::npos && end - 2 < kMostSteps &&
        pair.find_first_not_of("ad", 2) == end) {
        return std::string("(c") + step + pair.substr(2);
    }
    return std::string("(c") + step + "r " + pair + ")";
}

}  // namespace

/// Empty when there is no way from a variable of the source.
std::string HeapCode::PathOf(core::VarId var) const
{
    if (code.vars[var].kind != core::VarKind::Temp) {
        return std::string(code.vars[var].name.text());
    }
    const core::StmtId at = var.index() < definition_.size() ? definition_[var.index()] : core::StmtId();
    if (!at.valid() || code.stmts[at].kind != StmtKind::Prim) {
        return {};
    }
    const Stmt& stmt = code.stmts[at];
    const auto load = LoadOf(stmt);
    const std::string holder = load ? PathOf(load->holder) : std::string();
    if (holder.empty()) {
        return {};
    }
    switch (load->kind) {
    case FieldKind::Car: return PartOfPair(holder, 'a');
    case FieldKind::Cdr: return PartOfPair(holder, 'd');
    case FieldKind::Field: {
        const std::string_view accessor = module.structs[stmt.struct_type].fields[stmt.field].accessor.text();
        return accessor.empty() ? std::string() : "(" + std::string(accessor) + " " + holder + ")";
    }
    default: return {};
    }
}

void HeapCode::NoteDefinition(core::VarId var, core::StmtId stmt)
{
    definition_.resize(std::max<size_t>(definition_.size(), var.index() + 1));
    definition_[var.index()] = stmt;
}

support::Symbol HeapCode::Spelling(core::VarId var) const
{
    constexpr size_t kMostLetters = 40;  // as for expressions in reasons
    const std::string path = PathOf(var);
    return path.empty() || path.size() > kMostLetters ? code.vars[var].name : support::Intern(path);
}

Node HeapCode::NodeOf(core::VarId var) const
{
    const Node node = var.valid() ? node_of[var.index()] : kNoNode;
    return node == kNoNode ? kNoNode : graph.Find(node);
}

bool HeapCode::InHeap(Node node) const { return node != kNoNode && heap.count(graph.Find(node)) != 0; }
bool HeapCode::IsTracked(core::VarId var) const { return InHeap(NodeOf(var)); }

bool HeapCode::Makes(const Stmt& stmt) const
{
    return stmt.kind == StmtKind::Prim && core::Info(stmt.prim).allocates() && stmt.result.valid() &&
           IsTracked(stmt.result);
}

Node HeapCode::HeapFieldSetBy(const Stmt& stmt) const
{
    const core::PlaceId place = use.ReferenceSetBy(stmt);
    if (!place.valid() || !IsTracked(code.args(stmt)[0])) {
        return kNoNode;
    }
    for (const auto& edge : graph.Edges(NodeOf(code.args(stmt)[0].var()))) {
        if (use.PlaceOf(edge.kind, edge.index) == place && InHeap(edge.target)) {
            return graph.Find(edge.target);
        }
    }
    return kNoNode;
}

bool HeapCode::ReadsHeapField(const Stmt& stmt) const
{
    return use.FieldReadBy(stmt).valid() && stmt.result.valid() && IsTracked(stmt.result) && IsTracked(code.args(stmt)[0]);
}

bool HeapCode::IsSteadyLoad(const Stmt& stmt) const
{
    const core::PlaceId place = use.FieldReadBy(stmt);
    return place.valid() && IsTracked(code.args(stmt)[0]) && !use.MaySet(code.id, place);
}

bool HeapCode::Gives(const Stmt& stmt) const
{
    return stmt.kind == StmtKind::Call && functions[stmt.callee.index()].used && functions[stmt.callee.index()].gives;
}

bool HeapCode::Consumes(const Stmt& stmt, size_t operand) const
{
    if (!IsTracked(code.args(stmt)[operand])) {
        return false;
    }
    switch (stmt.kind) {
    case StmtKind::Prim:
        return (Makes(stmt) && !core::MakesLeaf(core::Info(stmt.prim))) ||
               (operand != 0 && operand == core::StoredOperand(stmt) &&
                (stmt.prim == Prim::PairSetCdr ? IsTracked(code.args(stmt)[0]) : SetsHeapField(stmt)));
    case StmtKind::Call: {
        const HeapFunction& callee = functions[stmt.callee.index()];
        return callee.used && operand < callee.consumes.size() && callee.consumes[operand];
    }
    case StmtKind::StoreGlobal: return operand == 0;
    case StmtKind::Return: return InHeap(result);
    default: return false;
    }
}

ObjectLayout LayoutOf(const Stmt& stmt)
{
    switch (stmt.prim) {
    case Prim::Cons:
    case Prim::Car:
    case Prim::Cdr:
    case Prim::PairCar:
    case Prim::PairCdr: return {ObjectLayout::Pair, {}};
    case Prim::ValuesNew: return {ObjectLayout::Values, {}};
    case Prim::StructNew:
    case Prim::StructGet:
    case Prim::StructField: return {ObjectLayout::Struct, stmt.struct_type};
    default: return {};
    }
}

bool MayExtend(const HeapCode& code, const Stmt& stmt)
{
    return core::CanExtend(stmt) && code.Makes(stmt) && code.IsTracked(code.code.args(stmt)[0]);
}

bool IsPlainLoad(const Stmt& stmt)
{
    return stmt.kind == StmtKind::Prim &&
           (stmt.prim == Prim::PairCar || stmt.prim == Prim::PairCdr || stmt.prim == Prim::StructField);
}

std::optional<LoadedFrom> HeapCode::LoadOf(const Stmt& stmt) const
{
    if (stmt.kind != StmtKind::Prim || LayoutOf(stmt).shape == ObjectLayout::None || !stmt.result.valid() ||
        !IsTracked(stmt.result)) {
        return std::nullopt;
    }
    const core::Atom holder = code.args(stmt).empty() ? core::Atom() : code.args(stmt)[0];
    if (!holder.valid() || !IsTracked(holder)) {
        return std::nullopt;
    }
    switch (core::Info(stmt.prim).storage) {
    case StorageEffect::LoadCar: return LoadedFrom{holder.var(), FieldKind::Car, 0, LayoutOf(stmt)};
    case StorageEffect::LoadCdr: return LoadedFrom{holder.var(), FieldKind::Cdr, 0, LayoutOf(stmt)};
    case StorageEffect::LoadField:
        return LoadedFrom{holder.var(), FieldKind::Field, module.structs[stmt.struct_type].FieldNumber(stmt.field),
                          LayoutOf(stmt)};
    default: return std::nullopt;
    }
}

ObjectLayout HeapCode::LayoutOfTaken(const Stmt& taking) const
{
    const auto args = code.args(taking);
    for (const core::StmtId id : code.stmts.ids()) {
        const auto load = LoadOf(code.stmts[id]);
        if (load && args.size() > 1 && core::Atom(code.stmts[id].result) == args[1] && core::Atom(load->holder) == args[0]) {
            return load->layout;
        }
    }
    return {};
}

std::vector<analysis::StorageGraph::Edge> HeapCode::HeapFields(core::VarId var, const ObjectLayout& layout) const
{
    std::vector<analysis::StorageGraph::Edge> fields;
    for (const auto& edge : graph.Edges(NodeOf(var))) {
        bool mine = false;
        if (layout.shape == ObjectLayout::Struct) {
            const core::StructType& type = module.structs[layout.type];
            mine = edge.kind == FieldKind::Field && edge.index >= type.first_field &&
                   edge.index < type.first_field + type.fields.size();
        } else {
            mine = edge.kind == FieldKind::Car || edge.kind == FieldKind::Cdr;
        }
        if (mine && InHeap(edge.target)) {
            fields.push_back(edge);
        }
    }
    return fields;
}

Learned LearnAtHead(const HeapCode& code, core::BlockId arm, core::StmtId owner)
{
    if (!owner.valid()) {
        return {};
    }
    const Stmt& branch = code.code.stmts[owner];
    const core::Atom condition = code.code.args(branch)[0];
    if (!condition.is_var() || code.IsReassigned(condition.var())) {
        return {};
    }
    const core::StmtId test = code.definition(condition.var());
    if (!test.valid() || code.code.stmts[test].kind != StmtKind::Prim || code.code.stmts[test].arg_count == 0) {
        return {};
    }
    const Stmt& stmt = code.code.stmts[test];
    const core::Atom tested = code.code.args(stmt)[0];
    if (!tested.is_var() || !code.IsTracked(tested) || code.IsReassigned(tested.var())) {
        return {};
    }
    const core::KindSet rest =
        core::KindsBehindTest(stmt, code.code.vars[tested.var()].kinds, branch.blocks[0] == arm);
    if ((rest & core::kind::kObject) != 0) {
        return {};
    }
    return {tested.var(), core::NeverAgain(code.code, tested.var(), rest)};
}

}  // namespace omni::plan
