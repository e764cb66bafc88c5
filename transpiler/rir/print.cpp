// Region IR as text: modules, functions and statements. print_datum.cpp has the constants, names.cpp the names.

#include "rir/print.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/print.h"
#include "rir/names.h"
#include "support/text_writer.h"

namespace omni::rir {
namespace {

using core::Atom;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

class Printer {
public:
    Printer(const Module& module, const PrintOptions& options) : module_(module), options_(options)
    {
        NameGiver functions;
        for (const Function& function : module.functions) {
            function_names_.push_back(SpellName(functions.Give(function.code.name.text())));
        }
        NameGiver globals;
        for (const core::Global& global : module.globals) {
            global_names_.push_back(SpellName(globals.Give(global.name.text())));
        }
        NameGiver structs;
        for (const core::StructType& type : module.structs) {
            struct_names_.push_back(SpellName("@" + structs.Give(type.name.text())));
        }
    }

    void PrintModule();
    void PrintFunction(const Function& function);
    std::string OneLine(const Function& function, StmtId id);
    std::string Take() { return out_.Take(); }

private:
    void Enter(const Function& function, const FunctionNames& names);
    void PrintStorage();
    void PrintBlock(core::BlockId block);
    void PrintStmt(StmtId id);
    std::string Operation(const Stmt& stmt, StmtId id);
    std::string StructText(const Stmt& stmt) const;
    std::string Signature();
    std::string Type(core::Repr repr, core::KindSet kinds) const;
    std::string NodeSuffix(NodeId node) const { return node.valid() ? fmt::format(" n{}", node.index()) : ""; }
    std::string Var(VarId var) const { return "%" + SpellName(names_->var(var)); }
    std::string TypedVar(VarId var) const;
    std::string DefineResult(const Stmt& stmt);
    std::string Define(VarId var, std::string_view equals);
    std::string Region(RegionId region) const;
    std::string SpellAtom(Atom atom) const;
    std::string Atoms(std::span<const Atom> atoms, std::string_view separator) const;
    std::string CallMapText(StmtId id) const;
    std::string Margin(StmtId id) const;

    const Module& module_;
    const PrintOptions& options_;
    const Function* function_ = nullptr;
    const FunctionNames* names_ = nullptr;
    std::vector<bool> declared_;  ///< variables whose type has been printed
    std::vector<std::string> function_names_, global_names_, struct_names_;
    support::TextWriter out_{2};
};

void Printer::PrintModule()
{
    out_.FormatLine("module {}", SpellName(module_.name));
    if (!struct_names_.empty()) {
        out_.FormatLine("structs {}", fmt::join(struct_names_, " "));
    }
    for (const core::StructId id : module_.structs.ids()) {
        const core::StructType& type = module_.structs[id];
        std::string fields;
        for (const core::StructField& field : type.fields) {
            fields += fmt::format("{}{}: {}{}", fields.empty() ? "" : ", ", SpellName(field.name.text()),
                                  Type(field.repr, field.kinds), field.is_mutable ? " mutable" : "");
        }
        out_.FormatLine("struct {} {{{}}}", struct_names_[id.index()], fields);
    }
    for (const core::GlobalId id : module_.globals.ids()) {
        const core::Global& global = module_.globals[id];
        out_.FormatLine("global {}: {}{}{}", global_names_[id.index()], Type(global.repr, global.kinds),
                        global.assigned ? " assigned" : "", global.in_heap ? " heap" : "");
    }
    for (const Function& function : module_.functions) {
        if (!function.code.is_prelude || options_.prelude) {
            out_.Line();
            PrintFunction(function);
        }
    }
}

void Printer::Enter(const Function& function, const FunctionNames& names)
{
    function_ = &function;
    names_ = &names;
    declared_.assign(function.code.vars.size(), false);
}

void Printer::PrintFunction(const Function& function)
{
    const FunctionNames names(function);
    Enter(function, names);
    if (function.code.is_extern) {
        out_.Line(Signature());
        return;
    }
    out_.FormatLine("{} {{", Signature());
    out_.Indent();
    PrintStorage();
    PrintBlock(function.code.body);
    out_.Dedent();
    out_.Line("}");
}

namespace {

/// ` borrows`, or a word for each parameter, or nothing when nothing is known.
std::string ContractText(const core::Function& code)
{
    const auto all = [&](core::Contract contract) {
        return std::all_of(code.contracts.begin(), code.contracts.end(), [=](auto each) { return each == contract; });
    };
    if (all(core::Contract::Unknown)) {
        return "";
    }
    if (code.contracts.size() == code.params.size() && all(core::Contract::Borrow)) {
        return " borrows";
    }
    std::string text = " contracts";
    for (size_t i = 0; i < code.params.size(); ++i) {
        text += fmt::format(" {}", Word(code.contract(i)));
    }
    return text;
}

}  // namespace

std::string Printer::Signature()
{
    const core::Function& code = function_->code;
    std::string text = fmt::format("{} {}", code.is_extern ? "extern" : "fn", function_names_[code.id.index()]);
    const auto list = [&](const std::vector<VarId>& vars) {
        text += '(';
        for (size_t i = 0; i < vars.size(); ++i) {
            text += (i == 0 ? "" : ", ") + TypedVar(vars[i]);
            declared_[vars[i].index()] = true;
        }
        text += ')';
    };
    if (!code.captured.empty()) {
        text += " captures ";
        list(code.captured);
    }
    text += ' ';
    list(code.params);
    const std::pair<bool, std::string_view> flags[] = {
        {function_->takes_dest, " dest"},   {code.has_rest, " rest"},   {code.is_recursive, " recursive"},
        {module_.entry == code.id, " entry"}, {code.is_prelude, " prelude"},
    };
    for (const auto& [set, word] : flags) {
        text += set ? word : "";
    }
    if (code.optional_count > 0) {
        text += fmt::format(" optional {}", code.optional_count);
    }
    if (code.parent.valid()) {
        text += " parent " + function_names_[code.parent.index()];
    }
    if (code.is_extern) {
        text += ContractText(code) + " as ";
        AppendEscaped(text, code.extern_name, '"');
        if (!code.extern_header.empty()) {
            text += " from ";
            AppendEscaped(text, code.extern_header, '"');
        }
    }
    return text + " -> " + Type(code.result_repr, code.result_kinds) + NodeSuffix(function_->result_node);
}

void Printer::PrintStorage()
{
    for (const RegionId id : function_->regions.ids()) {
        const rir::Region& region = function_->regions[id];
        out_.FormatLine("region {} {}{}{}", Region(id), Word(region.kind),
                        region.holder.valid() ? " of " + Var(region.holder) : "",
                        region.scratch_bytes != 0 ? fmt::format(" scratch {}", region.scratch_bytes) : "");
    }
    for (const NodeId id : function_->nodes.ids()) {
        const Node& node = function_->nodes[id];
        std::string fields;
        for (const Field& field : node.fields) {
            fields += fields.empty() ? " {" : ", ";
            fields += Word(field.kind);
            if (field.kind == FieldKind::Captured || field.kind == FieldKind::Field || field.kind == FieldKind::Param) {
                fields += fmt::format(".{}", field.index);
            }
            fields += ":" + NodeSuffix(field.target);
        }
        fields += fields.empty() ? "" : "}";
        out_.FormatLine("node n{} {}{}{}{}{}", id.index(), Region(node.region), node.allocated_into ? " allocated" : "",
                        node.any ? " any" : "", node.unique ? " unique" : "", fields);
    }
}

void Printer::PrintBlock(core::BlockId block)
{
    for (const StmtId id : function_->code.blocks[block].stmts) {
        PrintStmt(id);
    }
}

void Printer::PrintStmt(StmtId id)
{
    const Stmt& stmt = function_->code.stmts[id];
    const std::string result = DefineResult(stmt);
    const std::string margin = Margin(id);
    std::string line = result + Operation(stmt, id);
    if (stmt.kind != StmtKind::If && stmt.kind != StmtKind::Loop) {
        out_.Line(line + margin);
        return;
    }
    out_.FormatLine("{} {{{}", line, margin);
    for (int arm = 0; arm < 2; ++arm) {
        if (stmt.blocks[arm].valid()) {
            if (arm == 1) {
                out_.Line("} else {");
            }
            out_.Indent();
            PrintBlock(stmt.blocks[arm]);
            out_.Dedent();
        }
    }
    out_.Line("}");
}

std::string Printer::Operation(const Stmt& stmt, StmtId id)
{
    const core::Function& code = function_->code;
    const auto args = code.args(stmt);
    const auto placed = [&](std::string_view word) {
        return stmt.region.valid() ? fmt::format(" {} {}", word, Region(stmt.region)) : "";
    };
    const auto keyword = [&](std::string_view word) {
        return args.empty() ? std::string(word) : fmt::format("{} {}", word, Atoms(args, ", "));
    };
    switch (stmt.kind) {
        case StmtKind::Prim:
            return std::string(core::Info(stmt.prim).id) + StructText(stmt) + (args.empty() ? "" : " ") +
                   Atoms(args, " ") + placed("in") + (stmt.cell.valid() ? " reuse " + Var(stmt.cell) : "");
        case StmtKind::Move: return keyword("move");
        case StmtKind::Assign: return Atoms(args, ", ");
        case StmtKind::Call:
            return fmt::format("{}call {}({}){}{}", core::WayOfCall(stmt),
                               function_names_[stmt.callee.index()], Atoms(args, ", "),
                               placed("into"), CallMapText(id));
        case StmtKind::CallClosure:
            return fmt::format("{}{} {}({}){}", core::WayOfCall(stmt), core::WordOfCall(stmt),
                               args.empty() ? "" : SpellAtom(args[0]),
                               args.empty() ? "" : Atoms(args.subspan(1), ", "), placed("into"));
        case StmtKind::MakeClosure:
            return fmt::format("closure {}({}){}{}", function_names_[stmt.callee.index()], Atoms(args, ", "),
                               placed("in"), CallMapText(id));
        case StmtKind::LoadGlobal: return "global " + global_names_[stmt.global.index()];
        case StmtKind::StoreGlobal:
            return fmt::format("global {} := {}", global_names_[stmt.global.index()], Atoms(args, " giving "));
        case StmtKind::If: return keyword("if");
        case StmtKind::Loop: {
            std::string text = "loop (";
            const auto params = code.loop_params_of(stmt);
            for (size_t i = 0; i < params.size(); ++i) {
                text += (i == 0 ? "" : ", ") + Define(params[i], " = ") + (i < args.size() ? SpellAtom(args[i]) : "");
            }
            return text + ")";
        }
        case StmtKind::Yield: return keyword("yield");
        case StmtKind::Continue: return fmt::format("continue ({})", Atoms(args, ", "));
        case StmtKind::Break: return keyword("break");
        case StmtKind::Return: return keyword("return");
        case StmtKind::Unreachable: return "unreachable";
        case StmtKind::RegionCreate: return "region.create " + Region(stmt.region);
        case StmtKind::RegionExit: return "region.exit " + Region(stmt.region);
        case StmtKind::RegionReset: return "region.reset " + Region(stmt.region);
        case StmtKind::RegionOf: return fmt::format("region.of {} = {}", Region(stmt.region), Atoms(args, ", "));
        case StmtKind::StackReserve: return "stack.reserve " + Region(stmt.region);
        case StmtKind::Transmigrate:
            return fmt::format("transmigrate {} from {} into {}", Atoms(args, ", "), Region(stmt.region),
                               Region(stmt.into));
        case StmtKind::Dup: return keyword("dup");
        case StmtKind::Drop: return keyword("drop");
        case StmtKind::FreeTree: return keyword("free_tree");
        case StmtKind::Free:
        case StmtKind::Reuse:
            return fmt::format("{} {}{}", stmt.kind == StmtKind::Free ? "free" : "reuse",
                               args.empty() ? "" : SpellAtom(args[0]),
                               args.size() < 2 ? "" : fmt::format(" keeping ({})", Atoms(args.subspan(1), ", ")));
    }
    return "";
}

/// ` @Point`, ` @Point x`
std::string Printer::StructText(const Stmt& stmt) const
{
    if (!core::TakesStruct(stmt.prim) || !module_.structs.contains(stmt.struct_type)) {
        return "";
    }
    const core::StructType& type = module_.structs[stmt.struct_type];
    std::string text = " " + struct_names_[stmt.struct_type.index()];
    if (core::TakesField(stmt.prim) && stmt.field < type.fields.size()) {
        text += " " + SpellName(type.fields[stmt.field].name.text());
    }
    return text;
}

std::string Printer::OneLine(const Function& function, StmtId id)
{
    const FunctionNames names(function);
    Enter(function, names);
    declared_.assign(declared_.size(), true);
    const Stmt& stmt = function.code.stmts[id];
    return DefineResult(stmt) + Operation(stmt, id);
}

std::string Printer::DefineResult(const Stmt& stmt)
{
    return stmt.result.valid() ? Define(stmt.result, stmt.kind == StmtKind::Assign ? " := " : " = ") : "";
}

/// `let %x: obj n1 = ` where the variable is met first, `%x = ` later.
std::string Printer::Define(VarId var, std::string_view equals)
{
    const bool first = !declared_[var.index()];
    const bool source_bound = first && function_->code.vars[var].kind == core::VarKind::Local;
    declared_[var.index()] = true;
    return (source_bound ? "let " : "") + (first ? TypedVar(var) : Var(var)) + std::string(equals);
}

std::string Printer::TypedVar(VarId var) const
{
    const core::Var& info = function_->code.vars[var];
    const NodeId node = var.index() < function_->node_of.size() ? function_->node_of[var.index()] : NodeId();
    if (info.cell.kind != core::Cell::None) {
        const std::string_view of = info.cell.kind == core::Cell::Pair     ? "pair"
                                    : info.cell.kind == core::Cell::Values ? "values"
                                                                           : std::string_view(struct_names_[info.cell.type.index()]);
        return fmt::format("{}: cell {}{}", Var(var), of, info.cell.is_given ? "" : " or none");
    }
    std::string text = Var(var) + ": " + Type(info.repr, info.kinds) + NodeSuffix(node);
    if (const Borrow* borrow = function_->borrow_of(var)) {
        text += " borrowed";
        for (size_t i = 0; i < borrow->lenders.size(); ++i) {
            text += (i == 0 ? " (" : ", ") + Var(borrow->lenders[i]);
        }
        text += borrow->lenders.empty() ? "" : ")";
    }
    return text;
}

std::string Printer::Type(core::Repr repr, core::KindSet kinds) const
{
    std::string text(Word(repr));
    if (repr == core::Repr::Obj && kinds != core::kind::kAny) {
        text += '(';
        for (unsigned bit = 0; !KindWord(bit).empty(); ++bit) {
            if ((kinds >> bit & 1U) != 0) {
                text += text.back() == '(' ? "" : " ";
                text += KindWord(bit);
            }
        }
        const auto add = [&](std::string_view name) {
            text += text.back() == '(' ? "" : " ";
            text += name;
        };
        if ((kinds & core::kind::kStructs) == core::kind::kStructs) {
            add(kAnyStruct);
        } else {
            for (const core::StructId id : module_.structs.ids()) {
                if ((kinds & core::kind::OfStruct(id)) != 0) {
                    add(struct_names_[id.index()]);
                }
            }
        }
        text += ')';
    }
    return text;
}

std::string Printer::Region(RegionId region) const
{
    if (!region.valid()) {
        return "-";
    }
    const std::string& name = names_->region(region);
    return name == "-" ? "|-|" : SpellName(name);
}

std::string Printer::Atoms(std::span<const Atom> atoms, std::string_view separator) const
{
    std::string text;
    for (const Atom atom : atoms) {
        text += (text.empty() ? "" : separator);
        text += SpellAtom(atom);
    }
    return text;
}

std::string Printer::SpellAtom(Atom atom) const
{
    if (!atom.valid()) {
        return "#none";
    }
    if (atom.is_var()) {
        return Var(atom.var());
    }
    const core::ConstantKind kind = module_.constants[atom.constant()].kind;
    const bool quoted = kind == core::ConstantKind::Symbol || kind == core::ConstantKind::Nil ||
                        kind == core::ConstantKind::Pair || kind == core::ConstantKind::Vector;
    return (quoted ? "'" : "") + SpellDatum(module_, atom.constant());
}

std::string Printer::CallMapText(StmtId id) const
{
    const auto& maps = function_->call_maps;
    const auto found = std::lower_bound(maps.begin(), maps.end(), id,
                                        [](const CallMap& map, StmtId wanted) { return map.call < wanted; });
    if (found == maps.end() || found->call != id || found->nodes.empty()) {
        return "";
    }
    std::string text;
    for (const auto& [from, to] : found->nodes) {
        text += text.empty() ? " [" : ", ";
        text += fmt::format("n{} ->{}", from.index(), NodeSuffix(to));
    }
    return text + "]";
}

std::string Printer::Margin(StmtId id) const
{
    if (!options_.decisions) {
        return "";
    }
    const auto& decisions = function_->decisions;
    const auto found = std::lower_bound(decisions.begin(), decisions.end(), id,
                                        [](const auto& entry, StmtId wanted) { return entry.first < wanted; });
    if (found == decisions.end() || found->first != id) {
        return "";
    }
    return fmt::format("  ; {}", module_.decisions[found->second].path);
}

}  // namespace

std::string Print(const Module& module, const PrintOptions& options)
{
    Printer printer(module, options);
    printer.PrintModule();
    return printer.Take();
}

std::string Print(const Module& module, core::FuncId function, const PrintOptions& options)
{
    Printer printer(module, options);
    printer.PrintFunction(module.functions[function.index()]);
    return printer.Take();
}

std::string PrintStatement(const Module& module, core::FuncId function, core::StmtId stmt)
{
    const PrintOptions options;
    return Printer(module, options).OneLine(module.functions[function.index()], stmt);
}

}  // namespace omni::rir
