#include "emit/function.h"

#include <algorithm>

#include <fmt/core.h>

#include "emit/annotate.h"

namespace omni::emit {

using core::Repr;
using core::VarId;
using core::VarKind;
using rir::RegionKind;

namespace {

constexpr uint32_t kNoTrivia = 0xFFFFFFFFu;

}  // namespace

std::string_view FunctionEmitter::ResultType() const { return code_->is_entry ? "void " : TypeText(code_->result_repr); }

// What is exported, or used by other C files of the program, is not private; neither is what nothing in the program reaches.
std::string_view FunctionEmitter::Linkage(const rir::Function& function) const
{
    const core::FuncId id = function.code.id;
    return context_.reachable[id.index()] != 0 && !context_.is_public(id) ? "static " : "";
}

std::string_view FunctionEmitter::EntryLinkage(const rir::Function& function) const
{
    const core::FuncId id = function.code.id;
    return context_.reachable[id.index()] != 0 && context_.public_entries[id.index()] == 0 ? "static " : "";
}

// The function that runs the top-level expressions of the main file, and that is main.
bool FunctionEmitter::IsMain() const { return code_->id == context_.module.entry && !context_.module.has_exports; }

// C compilers put a short function into itself, several levels deep, or into its callers when they are asked to. That pays
// for recursion, and for steps that change an object of the caller (`push!`): its fields stay in registers.
std::string_view FunctionEmitter::FunctionLinkage(const rir::Function& function) const
{
    constexpr size_t kShortRecursion = 16;
    constexpr size_t kShortStep = 24;
    const core::Function& code = function.code;
    const std::string_view linkage = Linkage(function);
    size_t count = 0;
    bool calls_itself = false;
    bool loops = false;
    for (const core::Block& block : code.blocks) {
        count += block.stmts.size();
        for (const core::StmtId id : block.stmts) {
            const core::Stmt& stmt = code.stmts[id];
            calls_itself = calls_itself || (stmt.kind == core::StmtKind::Call && stmt.callee == code.id);
            loops = loops || stmt.kind == core::StmtKind::Loop;
        }
    }
    const auto changes_argument = [&](plan::DecisionId id) {
        const plan::Decision& decision = context_.module.decisions[id];
        return decision.kind == plan::DecisionKind::Borrow && !decision.because.empty() &&
               context_.module.reasons[decision.because.front()].kind == reason::ReasonKind::Mutated;
    };
    const bool is_step = !loops && !function.takes_dest && !code.used_as_value &&
                         std::any_of(function.header.begin(), function.header.end(), changes_argument);
    const bool is_short = (calls_itself && count <= kShortRecursion) || (is_step && count <= kShortStep);
    return is_short && !linkage.empty() ? "static inline " : linkage;
}

void FunctionEmitter::Start(const rir::Function& function)
{
    function_ = &function;
    code_ = &function.code;
    c_name_ = context_.function_names[code_->id.index()];
    pool_.Clear();
    facts_.Compute(function);
    scope_.Clear();
    callee_names_.clear();
    for (const core::FuncId callee : facts_.callees()) {
        callee_names_.insert(context_.function_names[callee.index()]);
        if (context_.is_closure[callee.index()] != 0) {
            callee_names_.insert({context_.ClosureName(callee), context_.EntryName(callee)});
        }
    }
    names_.assign(code_->vars.size(), {});
    region_names_.assign(function.regions.size(), {});
    scratch_names_.assign(function.regions.size(), {});
    region_exprs_.assign(function.regions.size(), ExprId());
    stack_names_.assign(code_->stmts.size(), {});
    pending_of_.assign(code_->vars.size(), -1);
    pending_.clear();
    pending_base_ = 0;
    loops_.clear();
    trivia_queue_.clear();
    trivia_of_.assign(code_->stmts.size(), kNoTrivia);
    for (size_t i = code_->trivia.size(); i-- > 0;) {
        if (code_->trivia[i].stmt.valid()) {
            trivia_of_[code_->trivia[i].stmt.index()] = static_cast<uint32_t>(i);
        }
    }
    current_ = core::StmtId();
    dest_used_ = false;
    trying_ = false;
}

// Regions and the program's own variables have the first choice of names; temporaries take what is left when they need one.
void FunctionEmitter::NameVariables()
{
    if (IsMain()) {
        scope_.Reserve("argc");
        scope_.Reserve("argv");
    }
    for (const core::RegionId region : function_->regions.ids()) {
        std::string name = Mangle(function_->regions[region].name);
        const bool is_free = scope_.Reserve(name) && !HidesFileName(name);
        if (!is_free && function_->regions[region].kind == rir::RegionKind::Local) {
            name = TakeName(name);   // `a!_region` where there is `a_region`
        }
        region_names_[region.index()] = pool_.Keep(name);
        if (function_->regions[region].scratch_bytes != 0) {
            // `text_region_2` -> `text_scratch_2`
            const size_t at = name.rfind("_region");
            scratch_names_[region.index()] = TakeName(
                at == std::string::npos ? name + "_scratch" : name.substr(0, at) + "_scratch" + name.substr(at + 7));
        }
    }
    for (const VarId param : code_->params) {
        NameOf(param);
    }
    for (const VarId var : code_->vars.ids()) {
        if (code_->vars[var].kind != VarKind::Temp && facts_.uses(var) != 0) {
            NameOf(var);
        }
    }
}

ExprId FunctionEmitter::Parameters(const rir::Function& function, bool with_names)
{
    std::vector<ExprId> list;
    if (!function.code.captured.empty()) {
        list.push_back(pool_.Text("Obj *self"));
    }
    if (function.takes_dest) {
        list.push_back(pool_.Text("Region *dest"));
    }
    for (const VarId param : function.code.params) {
        const core::Var& var = function.code.vars[param];
        list.push_back(pool_.OwnText(std::string(TypeText(var.repr)) +
                                     std::string(with_names ? NameOf(param) : context_.Mangled(var.name))));
    }
    return list.empty() ? pool_.Text("void") : pool_.List(list);
}

std::string FunctionEmitter::Emit(const rir::Function& function)
{
    Start(function);
    NameVariables();
    writer_.out() += context_.marks.Add(Marks::Kind::FunctionComment, code_->id);
    WriteSourceComments(context_, code_->comments, writer_);
    WritePlanComment(context_, function, c_name_, writer_);
    writer_.out() += context_.marks.Add(Marks::Kind::FunctionFirst, code_->id);
    if (code_->id == context_.module.entry) {
        WriteMain();
        return writer_.Take();
    }
    writer_.Begin(Template::Function, {FunctionLinkage(function), ResultType(), c_name_, Parameters(function, true)});
    WriteBody();
    writer_.End();
    EndFunction(Marks::Kind::FunctionLast);
    if (context_.is_closure[code_->id.index()] != 0) {
        writer_.BlankLine();
        WriteClosureEntry(function);
    }
    return writer_.Take();
}

// Notes the last line of a function, and the names that its variables have got.
void FunctionEmitter::EndFunction(Marks::Kind kind)
{
    std::string& out = writer_.out();
    if (!context_.marks.wanted()) {
        return;
    }
    out.insert(out.size() - 1, context_.marks.Add(kind, code_->id));
    for (const VarId var : code_->vars.ids()) {
        if (kind == Marks::Kind::FunctionLast && !names_[var.index()].empty()) {
            context_.variables.push_back({code_->id, var, std::string(names_[var.index()])});
        }
    }
}

Names::Function FunctionEmitter::LocalNames() const
{
    Names::Function names;
    const auto is_local = [](const plan::Region& region) { return region.kind == RegionKind::Local; };
    const auto is_heap = [](const core::Stmt& stmt) { return core::IsHeapOperation(stmt.kind) || stmt.cell.valid(); };
    if (std::none_of(function_->regions.begin(), function_->regions.end(), is_local) &&
        std::none_of(code_->stmts.begin(), code_->stmts.end(), is_heap)) {
        return names;
    }
    names.regions.assign(region_names_.begin(), region_names_.end());
    for (const VarId var : code_->vars.ids()) {
        if (const std::string_view name = names_[facts_.Resolve(var).index()]; !name.empty()) {
            names.vars.emplace_back(var, name);
        }
    }
    return names;
}

void FunctionEmitter::WriteMain()
{
    if (IsMain()) {
        writer_.Begin(Template::EntryPoint, {});
    } else {
        writer_.Begin(Template::InitFunction, {c_name_});
    }
    if (context_.registers_symbols) {
        writer_.Render(Template::RegisterSymbols, {});
    }
    WriteBody();
    writer_.End();
    EndFunction(Marks::Kind::FunctionLast);
    if (!IsMain()) {
        writer_.BlankLine();
        writer_.Render(Template::ShutdownFunction, {context_.shutdown_name});
        if (context_.options.main) {
            writer_.BlankLine();
            writer_.Render(Template::MainFunction, {context_.init_name, context_.shutdown_name});
        }
    }
}

namespace {

/// Does some path leave the function? Blocks that a rewriting has left behind do not count.
bool Leaves(const core::Function& code, core::BlockId block)
{
    return std::any_of(code.blocks[block].stmts.begin(), code.blocks[block].stmts.end(), [&](core::StmtId id) {
        const core::Stmt& stmt = code.stmts[id];
        return stmt.kind == core::StmtKind::Return || stmt.kind == core::StmtKind::Unreachable ||
               std::any_of(std::begin(stmt.blocks), std::end(stmt.blocks),
                           [&](core::BlockId inner) { return inner.valid() && Leaves(code, inner); });
    });
}

}  // namespace

void FunctionEmitter::WriteBody()
{
    const size_t start = writer_.size();
    if (code_->is_recursive) {
        writer_.Render(Template::StackCheck, {StringLiteral(core::SourceName(*code_).text())});
    }
    ReadCaptured();
    for (const core::RegionId region : function_->regions.ids()) {
        if (facts_.region_at_head(region)) {
            if (!scratch_names_[region.index()].empty()) {
                DeclareScratch(region);
            }
            writer_.Render(Template::DeclareOnly, {"Region *", region_names_[region.index()]});
        }
    }
    Block(code_->body, {{}, false, !IsMain() && (code_->result_repr == Repr::None || code_->is_entry)});
    for (size_t i = 0; i < code_->trivia.size(); ++i) {
        if (!code_->trivia[i].stmt.valid()) {
            trivia_queue_.push_back(static_cast<uint32_t>(i));
        }
    }
    current_ = core::StmtId();
    BeginStatement();
    if (code_->result_repr != Repr::None && (!code_->is_entry || IsMain()) && !Leaves(*code_, code_->body)) {
        // An endless loop; gcc wants to see how a function with a result ends.
        writer_.Render(Template::Unreachable, {StringLiteral(core::SourceName(*code_).text())});
    }

    // Only now is it known what nobody uses.
    const std::string body = writer_.out().substr(start);
    writer_.out().resize(start);
    const auto unused = [this](std::string_view name) { writer_.Render(Template::UnusedParameter, {name}); };
    if (!code_->captured.empty() && body.find("self") == std::string::npos) {
        unused("self");
    }
    if (function_->takes_dest && !dest_used_) {
        unused("dest");
    }
    for (const VarId param : code_->params) {
        if (facts_.uses(param) == 0) {
            unused(NameOf(param));
        }
    }
    writer_.out() += body;
}

void FunctionEmitter::ReadCaptured()
{
    for (size_t i = 0; i < code_->captured.size(); ++i) {
        const VarId var = code_->captured[i];
        if (facts_.uses(var) != 0) {
            writer_.Render(Template::Declare, {TypeText(code_->vars[var].repr), NameOf(var),
                                               pool_.OwnText(fmt::format("omni_captured(self, {})", i))});
        }
    }
}

ExprId FunctionEmitter::EntryParameters()
{
    const ExprId list[] = {pool_.Text("Obj *self"), pool_.Text("Region *dest"), pool_.Text("int argc"),
                           pool_.Text("Obj *const *args")};
    return pool_.List(list);
}

void FunctionEmitter::MarkEntryCall(ExprId call, std::string_view kind)
{
    Operation operation{std::string(kind), std::string(pool_[call].text), "dest", code_->id, true, {}, function_->entry};
    pool_.SetMark(call, context_.marks.Add(std::move(operation)));
}

// Unpacks arguments into the C parameters and packs the result.
void FunctionEmitter::WriteClosureEntry(const rir::Function& function)
{
    writer_.out() += context_.marks.Add(Marks::Kind::EntryFirst, code_->id);
    writer_.Begin(Template::ClosureEntry, {EntryLinkage(function), context_.EntryName(code_->id), EntryParameters()});
    const bool boxes = code_->result_repr == Repr::Int || code_->result_repr == Repr::Float;
    const auto unused = [this](std::string_view name) { writer_.Render(Template::UnusedParameter, {name}); };
    if (code_->captured.empty()) {
        unused("self");
    }
    if (!function.takes_dest && !boxes && !code_->has_rest) {
        unused("dest");
    }
    if (!code_->has_rest && code_->optional_count == 0) {
        unused("argc");
        if (code_->params.empty()) {
            unused("args");
        }
    }
    std::vector<ExprId> list;
    if (!code_->captured.empty()) {
        list.push_back(pool_.Text("self"));
    }
    if (function.takes_dest) {
        list.push_back(pool_.Text("dest"));
    }
    size_t checked = 0;
    for (const VarId param : code_->params) {
        checked += code_->vars[param].repr != Repr::Obj;
    }
    for (size_t i = 0; i < code_->params.size(); ++i) {
        const core::Var& var = code_->vars[code_->params[i]];
        if (code_->has_rest && i + 1 == code_->params.size()) {
            const ExprId parts[] = {pool_.Text("dest"), pool_.Text("argc"), pool_.Text("args"),
                                    pool_.OwnText(std::to_string(i))};
            list.push_back(pool_.Call("omni_rest_list", parts, effect::kAllocates));
            MarkEntryCall(list.back(), "allocate");
            continue;
        }
        const bool optional = i + code_->optional_count + (code_->has_rest ? 1 : 0) >= code_->params.size();
        const ExprId arg = pool_.OwnText(optional ? fmt::format("argc > {0} ? args[{0}] : OMNI_ABSENT", i)
                                                  : fmt::format("args[{}]", i));
        if (var.repr == Repr::Obj || var.repr == Repr::None) {
            list.push_back(arg);
            continue;
        }
        const std::string_view reader = var.repr == Repr::Int     ? "omni_as_int"
                                        : var.repr == Repr::Float ? "omni_as_float"
                                        : var.repr == Repr::Bool  ? "omni_as_bool"
                                                                  : "omni_as_char";
        const ExprId call_args[] = {
            arg, pool_.OwnText(StringLiteral(fmt::format("{}: {}", core::SourceName(*code_).text(), var.name.text())))};
        ExprId value = pool_.Call(reader, call_args, effect::kPanics);
        if (checked > 1) {
            // One after the other, so that the first wrong argument is the one that is reported.
            std::string_view name = NameOf(code_->params[i]);
            name = name == "args" || name == "argc" ? TakeName(name) : name;   // the entry has parameters of these names
            writer_.Render(Template::Declare, {TypeText(var.repr), name, value});
            value = pool_.Text(name);
        }
        list.push_back(value);
    }
    ExprId call = pool_.Call(c_name_, list, effect::kCall);
    if (function.takes_dest) {
        MarkEntryCall(call, "call");
    }
    if (boxes) {
        const ExprId box_args[] = {pool_.Text("dest"), call};
        call = pool_.Call(code_->result_repr == Repr::Int ? "mk_int_region" : "mk_float_region", box_args, effect::kCall);
        MarkEntryCall(call, "allocate");
    } else if (code_->result_repr == Repr::Bool || code_->result_repr == Repr::Char) {
        call = pool_.Call(code_->result_repr == Repr::Bool ? "omni_bool" : "omni_char", std::span(&call, 1),
                          effect::kCall);
    } else if (code_->result_repr == Repr::None) {
        writer_.Render(Template::Expression, {call});
        call = pool_.Text("OMNI_NOTHING");
    }
    writer_.Render(Template::Return, {call});
    writer_.End();
    EndFunction(Marks::Kind::EntryLast);
}

std::string FunctionEmitter::Prototype(const rir::Function& function)
{
    Start(function);
    const bool is_extern = code_->is_extern;
    NameVariables();
    writer_.Render(Template::Prototype, {is_extern ? std::string_view("extern ") : FunctionLinkage(function), ResultType(),
                                         c_name_, Parameters(function, true)});
    return writer_.Take();
}

std::string FunctionEmitter::Declaration(const rir::Function& function, const std::string& comment)
{
    Start(function);
    NameVariables();
    if (!comment.empty()) {
        const bool is_line = comment.find('\n') == std::string::npos;
        writer_.Render(is_line ? Template::Comment : Template::HeaderComment, {comment});
    }
    writer_.Render(Template::Prototype, {"", ResultType(), c_name_, Parameters(function, true)});
    return writer_.Take();
}

std::string FunctionEmitter::EntryPrototype(const rir::Function& function)
{
    writer_.Render(Template::ClosureEntryPrototype,
                   {EntryLinkage(function), context_.EntryName(function.code.id), EntryParameters()});
    return writer_.Take();
}

}  // namespace omni::emit
