#include "emit/struct.h"

#include <algorithm>

#include "emit/annotate.h"
#include "emit/function.h"

namespace omni::emit {

using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
using reason::PhraseId;
using rir::RegionKind;

namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

/// `Point` for Point, point and <point>; `MyPoint` for my-point; `Rgb` for RGB, because all capitals are macros.
std::string TypeName(std::string_view source)
{
    if (source.size() > 2 && source.front() == '<' && source.back() == '>') {
        source = source.substr(1, source.size() - 2);
    }
    const std::string name = Mangle(source);
    const bool shouts = std::none_of(name.begin(), name.end(), IsLower);
    std::string out;
    bool start = true;
    for (const char c : name) {
        if (c == '_') {
            start = true;
            continue;
        }
        out += start && IsLower(c)             ? static_cast<char>(c - 'a' + 'A')
               : shouts && !start && IsUpper(c) ? static_cast<char>(c - 'A' + 'a')
                                                : c;
        start = false;
    }
    static constexpr std::string_view kTaken[] = {"Obj",    "Region", "Pair",   "FloatBox", "IntBox", "Cell",
                                                  "String", "Symbol", "Vector", "Closure",  "Bytes",  "Dict",
                                                  "Port",   "Struct", "Chan"};
    const bool taken = std::find(std::begin(kTaken), std::end(kTaken), out) != std::end(kTaken);
    if (out.size() < 2 || taken || out.substr(0, 4) == "Omni") {
        out += "Struct";
    }
    return out;
}

std::string_view KindText(Repr repr)
{
    switch (repr) {
    case Repr::Int: return "INT";
    case Repr::Float: return "FLOAT";
    case Repr::Bool: return "BOOL";
    case Repr::Char: return "CHAR";
    default: return "VALUE";
    }
}

class StructWriter {
public:
    StructWriter(const Context& context, core::StructId id, Writer& writer, ExprPool& pool)
        : context_(context),
          type_(context.module.structs[id]),
          names_(context.struct_names[id.index()]),
          writer_(writer),
          pool_(pool)
    {
    }

    /// Everything, for one C file only: what it uses.
    void WritePrivate()
    {
        if (!names_.used) {
            return;
        }
        WriteType();
        WriteDescription(Template::StructDescription);
        WriteFunctions();
    }

    /// Everything, with functions that other C files call.
    void WriteShared()
    {
        WriteType();
        WriteDescription(Template::SharedStructDescription);
        everything_ = true;
        linkage_ = "";
        WriteFunctions();
    }

    void WriteDescriptionOnly() { WriteDescription(Template::SharedStructDescription); }

    /// The type and its functions, for a header.
    void WriteForHeader()
    {
        WriteType();
        writer_.BlankLine();
        writer_.Render(Template::ExternStructDescription, {names_.type});
        everything_ = true;
        WriteFunctions();
    }

    /// Declarations alone.
    void WriteDeclarations()
    {
        writer_.BlankLine();
        WriteSourceComments(context_, type_.comments, writer_);
        everything_ = true;
        declares_ = true;
        linkage_ = "";
        WriteFunctions();
    }

private:
    void WriteType()
    {
        writer_.BlankLine();
        WriteSourceComments(context_, type_.comments, writer_);
        writer_.Begin(Template::StructType, {names_.type});
        for (size_t i = 0; i < type_.fields.size(); ++i) {
            writer_.Render(Template::StructMember, {TypeText(type_.fields[i].repr), names_.fields[i]});
        }
        writer_.End();
    }

    void WriteFunctions()
    {
        if (everything_) {
            WriteTest();
        }
        WriteMaker(names_.makes_region || everything_, "mk_" + names_.type + "_region", Place::Region);
        WriteMaker(names_.makes_stack || (everything_ && !declares_ && !linkage_.empty()),
                   "mk_" + names_.type + "_stack", Place::Stack);
        WriteMaker(names_.makes_heap, "mk_" + names_.type + "_heap", Place::Heap);
        WriteMaker(names_.reuses, "reuse_as_" + names_.type, Place::Cell);
        WriteMaker(names_.may_reuse, "reuse_or_mk_" + names_.type, Place::MaybeCell);
        for (size_t i = 0; i < type_.fields.size(); ++i) {
            WriteAccess(i);
        }
    }

    void WriteDescription(Template description)
    {
        writer_.BlankLine();
        if (!type_.fields.empty()) {
            writer_.Begin(Template::StructFields, {names_.type});
            for (size_t i = 0; i < type_.fields.size(); ++i) {
                writer_.Render(Template::StructField, {names_.type, names_.fields[i],
                                                       StringLiteral(type_.fields[i].name.text()),
                                                       KindText(type_.fields[i].repr)});
            }
            writer_.End();
        }
        writer_.Render(description,
                       {names_.type, StringLiteral(type_.name.text()), std::to_string(type_.fields.size()),
                        type_.fields.empty() ? "NULL" : names_.type + "_fields"});
    }

    /// False: only declared, there is no body.
    bool BeginFunction(std::string_view result, const std::string& name, const std::vector<std::string>& parameters,
                       const std::string& comment = {})
    {
        std::vector<ExprId> list;
        for (const std::string& parameter : parameters) {
            list.push_back(pool_.OwnText(parameter));
        }
        if (!declares_ || !comment.empty()) {
            writer_.BlankLine();
        }
        if (everything_ && !comment.empty()) {
            writer_.Render(Template::Comment, {comment});
        }
        if (declares_) {
            writer_.Render(Template::Prototype, {linkage_, result, name, pool_.List(list)});
            return false;
        }
        writer_.Begin(Template::Function, {linkage_, result, name, pool_.List(list)});
        return true;
    }

    [[nodiscard]] std::string Parameter(size_t field) const
    {
        return std::string(TypeText(type_.fields[field].repr)) + names_.fields[field];
    }

    void WriteTest()
    {
        if (BeginFunction("bool ", names_.type + "_is", {"const Obj *value"},
                          Note(context_, PhraseId::ApiStructTest, {.subject = names_.type}))) {
            const std::string call = "omni_is_struct(value, &" + names_.type + "_type)";
            writer_.Render(Template::Return, {call});
            writer_.End();
        }
    }

    enum class Place : uint8_t { Region, Stack, Heap, Cell, MaybeCell };

    void WriteMaker(bool wanted, const std::string& name, Place place)
    {
        if (!wanted) {
            return;
        }
        const bool on_stack = place == Place::Stack;
        std::vector<std::string> parameters;
        if (place != Place::Heap) {
            parameters.push_back(on_stack                 ? names_.type + " *self"
                                 : place == Place::Region ? "Region *region"
                                                          : "Obj *cell");
        }
        for (size_t i = 0; i < type_.fields.size(); ++i) {
            parameters.push_back(Parameter(i));
        }
        const bool holds = std::any_of(type_.fields.begin(), type_.fields.end(),
                                       [](const core::StructField& field) { return field.repr == Repr::Obj; });
        std::string comment = Note(context_, PhraseId::ApiStructMaker,
                                   {.subject = names_.type, .place = on_stack ? "*self" : "`region`"});
        if (holds) {
            comment += " " + Note(context_, PhraseId::ApiStructHolds);
        }
        if (!BeginFunction("Obj *", name, parameters, comment)) {
            return;
        }
        if (on_stack) {
            writer_.Render(Template::Expression, {"omni_struct_stack(&self->header, &" + names_.type + "_type)"});
        } else {
            const std::string type = "&" + names_.type + "_type)";
            const std::string memory = place == Place::Region      ? "omni_struct_region(region, " + type
                                       : place == Place::Heap      ? "omni_struct_heap(" + type
                                       : place == Place::MaybeCell ? "omni_struct_reuse(cell, " + type
                                                                   : "omni_reuse(cell)";
            writer_.Render(Template::Declare, {names_.type + " *", "self", "(" + names_.type + " *)" + memory});
        }
        for (const std::string& field : names_.fields) {
            writer_.Render(Template::Assign, {"self->" + field, field});
        }
        writer_.Render(Template::Return, {"&self->header.header"});
        writer_.End();
    }

    void WriteAccess(size_t field)
    {
        const std::string& member = names_.fields[field];
        const std::string place = "((" + names_.type + " *)self)->" + member;
        const bool can_change = type_.fields[field].is_mutable;
        if ((names_.reads[field] != 0 || everything_) &&
            BeginFunction(TypeText(type_.fields[field].repr), names_.type + "_" + member, {"const Obj *self"},
                          declares_ && field == 0 ? Note(context_, PhraseId::ApiStructFields) : "")) {
            writer_.Render(Template::Return, {"((const " + names_.type + " *)self)->" + member});
            writer_.End();
        }
        if ((names_.writes[field] != 0 || (everything_ && can_change)) &&
            BeginFunction("void ", names_.type + "_set_" + member, {"Obj *self", Parameter(field)})) {
            writer_.Render(Template::Assign, {place, member});
            writer_.End();
        }
        if (names_.replaces[field] != 0 &&
            BeginFunction("Obj *", names_.type + "_replace_" + member, {"Obj *self", Parameter(field)})) {
            const std::string old = member == "old" ? "held" : "old";
            writer_.Render(Template::Declare, {"Obj *", old, place});
            writer_.Render(Template::Assign, {place, member});
            writer_.Render(Template::Return, {old});
            writer_.End();
        }
    }

    const Context& context_;
    const core::StructType& type_;
    const Context::StructNames& names_;
    Writer& writer_;
    ExprPool& pool_;
    std::string_view linkage_ = "static inline ";
    bool everything_ = false;  ///< not only what the program uses
    bool declares_ = false;    ///< declarations only
};

}  // namespace

void NameStructs(Context& context)
{
    std::unordered_map<std::string, int> taken;
    for (const core::StructType& type : context.module.structs) {
        Context::StructNames names;
        names.type = TypeName(type.name.text());
        if (const int count = ++taken[names.type]; count > 1) {
            names.type += std::to_string(count);
        }
        NameScope members(NameScope::Level::Function);
        for (const char* own : {"self", "region", "cell", "header"}) {
            members.Reserve(own);
        }
        for (const core::StructField& field : type.fields) {
            names.fields.push_back(members.Take(context.Mangled(field.name)));
        }
        names.reads.assign(type.fields.size(), 0);
        names.writes.assign(type.fields.size(), 0);
        names.replaces.assign(type.fields.size(), 0);
        context.struct_names.push_back(std::move(names));
    }
}

void WriteStructs(const Context& context, uint32_t part, bool split, Writer& writer, ExprPool& pool)
{
    for (const core::StructId id : context.module.structs.ids()) {
        if (context.PartOf(context.module.structs[id].module) != part || context.parts[part].is_library) {
            continue;
        }
        StructWriter types(context, id, writer, pool);
        if (context.public_structs[id.index()] == 0) {
            types.WritePrivate();
        } else if (split) {
            types.WriteDescriptionOnly();
        } else {
            types.WriteShared();
        }
    }
}

void DeclareStruct(const Context& context, core::StructId id, bool split, Writer& writer, ExprPool& pool)
{
    StructWriter types(context, id, writer, pool);
    if (split) {
        types.WriteForHeader();
    } else {
        types.WriteDeclarations();
    }
}

/// A primitive on structs: a call of one of the small functions above.
ExprId FunctionEmitter::StructExpr(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    const core::PrimInfo& info = core::Info(stmt.prim);
    const core::StructType& type = context_.module.structs[stmt.struct_type];
    Context::StructNames& names = context_.struct_names[stmt.struct_type.index()];
    names.used = true;
    const auto args = code_->args(stmt);
    const bool stores = stmt.prim == Prim::StructSet || stmt.prim == Prim::StructPut;
    std::vector<Operand> operands;
    if (stmt.cell.valid()) {
        operands.push_back({core::Atom(stmt.cell), Repr::Obj, {}});
    }
    for (size_t i = 0; i < args.size(); ++i) {
        const Repr repr = stmt.prim == Prim::StructNew  ? type.fields[i].repr
                          : stores && i == 1 ? type.fields[stmt.field].repr
                                             : Repr::Obj;
        operands.push_back({args[i], repr, {}});
    }
    const Effects effects = PrimEffects(info);
    const ExprId where = info.takes_where() ? Where(id) : ExprId();
    const size_t extra = 32 + names.type.size() + (where.valid() ? pool_[where].width + names.type.size() + 24 : 0);
    Fold(operands, effects, extra, Order::Any, Waits(stmt.result));

    const ExprId description = pool_.OwnText("&" + names.type + "_type");
    std::vector<ExprId> list;
    std::string name;
    if (stmt.prim == Prim::StructNew) {
        const bool on_stack = stmt.region.valid() && function_->regions[stmt.region].kind == RegionKind::Stack;
        const bool in_heap = InHeap(stmt);
        if (stmt.cell.valid()) {
            const std::string_view prefix = ReusePrefix(stmt);
            (prefix == "reuse_as_" ? names.reuses : names.may_reuse) = true;
            name = std::string(prefix) + names.type;
        } else {
            (on_stack ? names.makes_stack : in_heap ? names.makes_heap : names.makes_region) = true;
            name = "mk_" + names.type + (on_stack ? "_stack" : in_heap ? "_heap" : "_region");
        }
        if (!in_heap) {
            list.push_back(on_stack ? pool_.OwnText(fmt::format("&{}", stack_names_[id.index()]))
                                    : RegionExpr(stmt.region));
        }
    }
    for (const Operand& operand : operands) {
        list.push_back(operand.expr);
    }
    if (stmt.prim == Prim::IsStruct) {
        name = info.c_name;
        list.push_back(description);
    }
    if (where.valid()) {
        const ExprId check[] = {list[0], description, where};
        list[0] = pool_.Call("omni_as_struct", check, effect::kPanics | effect::kReads);
    }
    if (core::TakesField(stmt.prim)) {
        const bool replaces = stores && stmt.result.valid();
        (replaces ? names.replaces : stores ? names.writes : names.reads)[stmt.field] = 1;
        name = names.type + (replaces ? "_replace_" : stores ? "_set_" : "_") + names.fields[stmt.field];
    }
    return pool_.Call(pool_.Keep(std::move(name)), list, effects);
}

}  // namespace omni::emit
