#include "core/print.h"

#include <unordered_map>

#include "source/source_file.h"

namespace omni::core {

std::string_view WordOfCall(const Stmt& stmt)
{
    return stmt.guarded    ? "try"
           : stmt.handled  ? "handle"
           : stmt.has_exit ? "with_exit"
           : stmt.wound    ? "wind"
           : stmt.spread   ? "spread"
                           : "apply";
}

std::string_view WayOfCall(const Stmt& stmt) { return stmt.pending ? "pending " : stmt.finish ? "finish " : ""; }

std::string_view Name(Repr repr)
{
    switch (repr) {
    case Repr::Obj: return "obj";
    case Repr::Int: return "int";
    case Repr::Float: return "float";
    case Repr::Bool: return "bool";
    case Repr::Char: return "char";
    case Repr::None: return "none";
    }
    return "?";
}

VarNames::VarNames(const Function& function)
{
    std::unordered_map<support::Symbol, uint32_t> seen;
    names_.Reserve(function.vars.size());
    for (VarId id : function.vars.ids()) {
        const support::Symbol name = function.vars[id].name;
        const uint32_t count = ++seen[name];
        names_.Add(count == 1 ? std::string(name.text()) : fmt::format("{}.{}", name.text(), count));
    }
}

namespace {

std::string SpellString(const std::string& text)
{
    std::string out = "\"";
    for (char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        case '\r': out += "\\r"; break;
        default: out += c;
        }
    }
    return out + '"';
}

void Spell(const support::Table<ConstantId, Constant>& constants, ConstantId id, bool quoted, std::string& out)
{
    const Constant& constant = constants[id];
    switch (constant.kind) {
    case ConstantKind::Int: out += std::to_string(constant.integer); break;
    case ConstantKind::Float: {
        std::string text = fmt::format("{}", constant.real);
        if (text.find_first_not_of("-0123456789") == std::string::npos) {
            text += ".0";
        }
        out += text;
        break;
    }
    case ConstantKind::Bool: out += constant.integer != 0 ? "#t" : "#f"; break;
    case ConstantKind::Char:
        out += "#\\";
        source::AppendUtf8(out, static_cast<char32_t>(constant.integer));
        break;
    case ConstantKind::Symbol:
        out += quoted ? "" : "'";
        out += constant.symbol.text();
        break;
    case ConstantKind::String: out += SpellString(constant.text); break;
    case ConstantKind::Nil: out += quoted ? "()" : "'()"; break;
    case ConstantKind::Nothing: out += "nothing"; break;
    case ConstantKind::Undefined: out += "undefined"; break;
    case ConstantKind::Vector:
        out += quoted ? "#" : "'#";
        Spell(constants, constant.car, true, out);
        break;
    case ConstantKind::Bytes:
        out += "#u8(";
        for (size_t i = 0; i < constant.text.size(); ++i) {
            out += i == 0 ? "" : " ";
            out += std::to_string(static_cast<unsigned>(static_cast<unsigned char>(constant.text[i])));
        }
        out += ")";
        break;
    case ConstantKind::Pair: {
        out += quoted ? "(" : "'(";
        ConstantId at = id;
        for (bool first = true; constants[at].kind == ConstantKind::Pair; at = constants[at].cdr) {
            out += first ? "" : " ";
            Spell(constants, constants[at].car, true, out);
            first = false;
        }
        if (constants[at].kind != ConstantKind::Nil) {
            out += " . ";
            Spell(constants, at, true, out);
        }
        out += ")";
        break;
    }
    }
}

class Printer {
public:
    Printer(const Module& module, const Function& function, const PrintOptions& options, TextWriter& writer)
        : module_(module), function_(function), options_(options), writer_(writer), names_(function)
    {
    }

    void Run()
    {
        std::string head = fmt::format("{} {}", function_.is_extern ? "extern" : "fn", function_.name.text());
        head += fmt::format(" ({}{})", VarList(function_.params), function_.has_rest ? " ..." : "");
        head += function_.optional_count > 0 ? fmt::format(" optional {}", function_.optional_count) : "";
        if (!function_.captured.empty()) {
            head += fmt::format(" captured ({})", VarList(function_.captured));
        }
        head += fmt::format(" -> {}", Name(function_.result_repr));
        head += function_.is_recursive ? " recursive" : "";
        head += function_.used_as_value ? " value" : "";
        head += function_.exported ? " exported" : "";
        writer_.Line(head);
        if (function_.body.valid()) {
            PrintBlock(function_.body);
        }
    }

private:
    std::string VarList(const std::vector<VarId>& vars) const
    {
        std::string text;
        for (VarId var : vars) {
            text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", names_[var], Name(function_.vars[var].repr));
        }
        return text;
    }

    std::string Operand(Atom atom) const
    {
        if (!atom.valid()) {
            return "?";
        }
        return atom.is_var() ? "%" + names_[atom.var()] : SpellConstant(module_.constants, atom.constant());
    }

    std::string Operands(const Stmt& stmt, size_t begin, std::string_view separator) const
    {
        std::string text;
        const auto args = function_.args(stmt);
        for (size_t i = begin; i < args.size(); ++i) {
            text += fmt::format("{}{}", i == begin ? "" : separator, Operand(args[i]));
        }
        return text;
    }

    std::string Region(RegionId region) const
    {
        if (options_.region_name) {
            return options_.region_name(function_, region);
        }
        return region.valid() ? fmt::format("region{}", region.index()) : "none";
    }

    std::string Target(const Stmt& stmt) const
    {
        if (!stmt.result.valid()) {
            return "";
        }
        const Repr repr = function_.vars[stmt.result].repr;
        const std::string type = repr == Repr::Obj ? "" : fmt::format(": {}", Name(repr));
        return fmt::format("%{}{} = ", names_[stmt.result], type);
    }

    std::string Text(const Stmt& stmt) const
    {
        const auto args = function_.args(stmt);
        switch (stmt.kind) {
        case StmtKind::Prim: {
            const std::string operands = Operands(stmt, 0, " ");
            return fmt::format("{}{}{}{}", Info(stmt.prim).id, StructText(stmt), operands.empty() ? "" : " ", operands);
        }
        case StmtKind::Move: return Operand(args[0]);
        case StmtKind::Assign: return fmt::format("%{} := {}", names_[stmt.result], Operand(args[0]));
        case StmtKind::Call:
            return fmt::format("{}call {}({})", WayOfCall(stmt), module_.functions[stmt.callee].name.text(),
                               Operands(stmt, 0, ", "));
        case StmtKind::CallClosure:
            return fmt::format("{}{} {}({})", WayOfCall(stmt), WordOfCall(stmt), Operand(args[0]),
                               Operands(stmt, 1, ", "));
        case StmtKind::MakeClosure:
            return fmt::format("closure {}[{}]", module_.functions[stmt.callee].name.text(), Operands(stmt, 0, ", "));
        case StmtKind::LoadGlobal: return fmt::format("global {}", module_.globals[stmt.global].name.text());
        case StmtKind::StoreGlobal:
            return fmt::format("global {} := {}", module_.globals[stmt.global].name.text(), Operand(args[0]));
        case StmtKind::If: return fmt::format("if {} {{", Operand(args[0]));
        case StmtKind::Loop: {
            std::string text;
            const auto params = function_.loop_params_of(stmt);
            for (size_t i = 0; i < params.size(); ++i) {
                text += fmt::format("{}%{} = {}", i == 0 ? "" : ", ", names_[params[i]], Operand(args[i]));
            }
            return fmt::format("loop ({}) {{", text);
        }
        case StmtKind::Yield: return Leaving("yield", stmt);
        case StmtKind::Continue: return fmt::format("continue ({})", Operands(stmt, 0, ", "));
        case StmtKind::Break: return Leaving("break", stmt);
        case StmtKind::Return: return Leaving("return", stmt);
        case StmtKind::Unreachable: return "unreachable";
        case StmtKind::RegionCreate: return "region.create " + Region(stmt.region);
        case StmtKind::RegionExit: return "region.exit " + Region(stmt.region);
        case StmtKind::RegionReset: return "region.reset " + Region(stmt.region);
        case StmtKind::RegionOf: return fmt::format("region.of {} {}", Region(stmt.region), Operand(args[0]));
        case StmtKind::StackReserve: return "stack.reserve " + Region(stmt.region);
        case StmtKind::Transmigrate:
            return fmt::format("transmigrate {} from {} into {}", Operand(args[0]), Region(stmt.region),
                               Region(stmt.into));
        case StmtKind::Dup: return "dup " + Operand(args[0]);
        case StmtKind::Drop: return "drop " + Operand(args[0]);
        case StmtKind::FreeTree: return "free_tree " + Operand(args[0]);
        case StmtKind::Free: return "free " + Operands(stmt, 0, ", ");
        case StmtKind::Reuse: return "reuse " + Operands(stmt, 0, ", ");
        }
        return "?";
    }

    /// ` Point`, ` Point.x`
    std::string StructText(const Stmt& stmt) const
    {
        if (!TakesStruct(stmt.prim)) {
            return "";
        }
        const StructType& type = module_.structs[stmt.struct_type];
        return TakesField(stmt.prim) ? fmt::format(" {}.{}", type.name.text(), type.fields[stmt.field].name.text())
                                     : fmt::format(" {}", type.name.text());
    }

    std::string Leaving(std::string_view word, const Stmt& stmt) const
    {
        return stmt.arg_count == 0 ? std::string(word) : fmt::format("{} {}", word, Operand(function_.args(stmt)[0]));
    }

    void PrintBlock(BlockId block)
    {
        const IndentScope indent(writer_);
        for (StmtId id : function_.blocks[block].stmts) {
            PrintStmt(id);
        }
    }

    void PrintStmt(StmtId id)
    {
        const Stmt& stmt = function_.stmts[id];
        const bool names_target = stmt.kind != StmtKind::Assign;
        writer_.Write((names_target ? Target(stmt) : std::string()) + Text(stmt));
        const bool allocates = (stmt.kind == StmtKind::Prim || stmt.kind == StmtKind::Call ||
                                stmt.kind == StmtKind::CallClosure || stmt.kind == StmtKind::MakeClosure) &&
                               stmt.region.valid();
        if (allocates) {
            writer_.Write(" into " + Region(stmt.region));
        }
        if (options_.margin) {
            const std::string note = options_.margin(function_, id);
            if (!note.empty()) {
                writer_.PadTo(56);
                writer_.Write("; " + note);
            }
        }
        writer_.Line();
        if (stmt.kind == StmtKind::If) {
            PrintBlock(stmt.blocks[0]);
            writer_.Line("} else {");
            PrintBlock(stmt.blocks[1]);
            writer_.Line("}");
        } else if (stmt.kind == StmtKind::Loop) {
            PrintBlock(stmt.blocks[0]);
            writer_.Line("}");
        }
    }

    const Module& module_;
    const Function& function_;
    const PrintOptions& options_;
    TextWriter& writer_;
    VarNames names_;
};

}  // namespace

std::string SpellConstant(const support::Table<ConstantId, Constant>& constants, ConstantId id)
{
    std::string out;
    Spell(constants, id, false, out);
    return out;
}

void PrintFunction(const Module& module, const Function& function, const PrintOptions& options, TextWriter& writer)
{
    Printer(module, function, options, writer).Run();
}

std::string Print(const Module& module, const PrintOptions& options)
{
    TextWriter writer;
    for (FuncId id : module.functions.ids()) {
        const Function& function = module.functions[id];
        if (!function.is_prelude || options.show_prelude) {
            writer.BlankLine();
            PrintFunction(module, function, options, writer);
        }
    }
    return writer.Take();
}

}  // namespace omni::core
