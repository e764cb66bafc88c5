#include <fmt/core.h>

#include <utility>

#include "emit/annotate.h"
#include "emit/function.h"

namespace omni::emit {

using core::Atom;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;
using rir::RegionKind;

namespace {

constexpr uint32_t kNoTrivia = 0xFFFFFFFFu;

}  // namespace

ExprId FunctionEmitter::Where(StmtId id)
{
    const source::Span span = code_->stmts[id].span;
    std::string where(core::SourceName(*code_).text());
    if (code_->is_entry) {
        where = "main";
    }
    if (span.valid()) {
        const source::SourceFile& file = context_.files[span.file];
        const uint32_t first = code_->span.valid() && code_->span.file == span.file ? code_->span.begin : span.begin;
        const uint32_t base = code_->is_entry ? 0 : file.LineOf(first);
        // Top-level expressions have no function to count from, nor has what tail calls brought here from further up; their
        // text has to do.
        const bool counts = !code_->is_entry && file.LineOf(span.begin) >= base;
        where += counts ? fmt::format("+{}: ", file.LineOf(span.begin) - base) : ": ";
        where += reason::ExpressionText(context_.files, span);
    }
    return pool_.OwnText(StringLiteral(where));
}

ExprId FunctionEmitter::RegionExpr(core::RegionId region)
{
    if (!region.valid()) {
        return pool_.Text("NULL");
    }
    switch (function_->regions[region].kind) {
    case RegionKind::Dest: dest_used_ = true; return pool_.Text("dest");
    case RegionKind::Global: return pool_.Text("omni_global");
    case RegionKind::Heap: return pool_.Text("omni_heap");
    default: break;
    }
    const ExprId folded = region_exprs_[region.index()];
    return folded.valid() ? folded : pool_.Text(region_names_[region.index()]);
}

ExprId FunctionEmitter::ArrayOf(std::span<const Operand> operands)
{
    if (operands.empty()) {
        return pool_.Text("NULL");
    }
    std::vector<ExprId> elements;
    for (const Operand& operand : operands) {
        elements.push_back(operand.expr);
    }
    const Repr repr = operands.front().repr;
    return pool_.Array(elements, repr == Repr::Int     ? "(int64_t[]){ "
                                 : repr == Repr::Float ? "(double[]){ "
                                                       : "(Obj *[]){ ");
}

ExprId FunctionEmitter::CallExpr(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    const rir::Function& callee = context_.module.functions[stmt.callee.index()];
    const auto args = code_->args(stmt);
    std::vector<Operand> operands;
    for (size_t i = 0; i < args.size(); ++i) {
        const bool known = i < callee.code.params.size();
        operands.push_back({args[i], known ? callee.code.vars[callee.code.params[i]].repr : Repr::Obj, {}});
    }
    const std::string_view name = context_.function_names[stmt.callee.index()];
    Fold(operands, effect::kCall, kRoomForName + name.size() + 2 + (callee.takes_dest ? 6 : 0), Order::Any, Waits(stmt.result));
    std::vector<ExprId> list;
    if (!callee.code.captured.empty()) {
        list.push_back(pool_.Text("NULL"));
    }
    if (callee.takes_dest) {
        list.push_back(RegionExpr(stmt.region));
    }
    for (size_t i = 0; i < operands.size(); ++i) {
        const bool handed_over = callee.code.is_extern && callee.code.contract(i) == core::Contract::Own;
        list.push_back(handed_over ? pool_.Call("omni_own", std::span(&operands[i].expr, 1), effect::kCall)
                                   : operands[i].expr);
    }
    const ExprId call = pool_.Call(name, list, effect::kCall);
    if (stmt.finish) {
        MarkCall(call, id);
        return pool_.Call("omni_finish", std::span(&call, 1), effect::kCall);
    }
    return call;
}

ExprId FunctionEmitter::CallClosureExpr(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    std::vector<Operand> operands;
    for (const Atom atom : code_->args(stmt)) {
        operands.push_back({atom, Repr::Obj, {}});
    }
    const ExprId where = Where(id);
    Fold(operands, effect::kCall, kRoomForName + pool_[where].width + 40, Order::Any, Waits(stmt.result));
    if (stmt.guarded) {
        const ExprId list[] = {operands[0].expr, RegionExpr(stmt.region), where};
        return pool_.Call(core::RuntimeCall(stmt), list, effect::kCall);
    }
    if (stmt.has_companion()) {
        const ExprId list[] = {operands[0].expr, operands[1].expr, RegionExpr(stmt.region), where};
        return pool_.Call(core::RuntimeCall(stmt), list, effect::kCall);
    }
    const std::span<const Operand> all = operands;
    if (stmt.spread) {
        const ExprId list[] = {operands[0].expr, RegionExpr(stmt.region),
                               pool_.OwnText(std::to_string(operands.size() - 2)),
                               ArrayOf(all.subspan(1, operands.size() - 2)), operands.back().expr, where};
        return pool_.Call(core::RuntimeCall(stmt), list, effect::kCall);
    }
    const ExprId list[] = {operands[0].expr, RegionExpr(stmt.region),
                           pool_.OwnText(std::to_string(operands.size() - 1)), ArrayOf(all.subspan(1)), where};
    return pool_.Call(core::RuntimeCall(stmt), list, effect::kCall);
}

ExprId FunctionEmitter::MakeClosureExpr(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    if (stmt.arg_count == 0) {
        return pool_.OwnText(fmt::format("OMNI_REF({})", context_.ClosureName(stmt.callee)));
    }
    std::vector<Operand> operands;
    for (const Atom atom : code_->args(stmt)) {
        operands.push_back({atom, Repr::Obj, {}});
    }
    const bool on_stack = stmt.region.valid() && function_->regions[stmt.region].kind == RegionKind::Stack;
    const ExprId entry = pool_.OwnText(context_.EntryName(stmt.callee));
    Fold(operands, effect::kAllocates, kRoomForName + pool_[entry].width + 50, Order::Any, Waits(stmt.result));
    const core::Function& callee = context_.module.functions[stmt.callee.index()].code;
    const size_t most = callee.params.size() - (callee.has_rest ? 1 : 0);
    const ExprId list[] = {
        on_stack ? pool_.OwnText(fmt::format("&{}", stack_names_[id.index()])) : RegionExpr(stmt.region),
        entry,
        pool_.OwnText(std::to_string(most - callee.optional_count)),
        pool_.OwnText(callee.has_rest ? "-1" : std::to_string(most)),
        pool_.OwnText(std::to_string(operands.size())),
        ArrayOf(operands)};
    return pool_.Call(on_stack ? "mk_closure_stack" : "mk_closure_region", list, effect::kAllocates);
}

// The expression that a statement without blocks computes. Its operands are folded in.
ExprId FunctionEmitter::PlainExpr(StmtId id)
{
    const ExprId expr = ComputedBy(id);
    MarkCall(expr, id);
    return expr;
}

ExprId FunctionEmitter::ComputedBy(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    switch (stmt.kind) {
    case StmtKind::Prim: return PrimExpr(id);
    case StmtKind::Move: {
        const Repr repr = code_->vars[stmt.result].repr;
        return FoldOne(code_->args(stmt)[0], repr, effect::kNone, Waits(stmt.result));
    }
    case StmtKind::Call: return CallExpr(id);
    case StmtKind::CallClosure: return CallClosureExpr(id);
    case StmtKind::MakeClosure: return MakeClosureExpr(id);
    case StmtKind::LoadGlobal: {
        const core::Global& global = context_.module.globals[stmt.global];
        const bool changes = global.assigned || code_->is_entry;
        const ExprId expr = pool_.Global(context_.global_names[stmt.global.index()],
                                         changes ? effect::kReads : effect::kNone);
        Fold({}, pool_[expr].effects, 0, Order::Any, Waits(stmt.result));
        return expr;
    }
    default: OMNI_UNREACHABLE("statement kind {} has no expression", static_cast<int>(stmt.kind));
    }
}

// What a raise does to regions, beside the statements that it may begin or end at.
std::string FunctionEmitter::CommentBeside(StmtId id) const
{
    const Stmt& stmt = code_->stmts[id];
    if (stmt.guarded) {
        return ReasonBeside(context_, *function_, id, reason::ReasonKind::GuardedCall);
    }
    const bool leaves = stmt.kind == StmtKind::Prim && core::Info(stmt.prim).never_returns();
    return leaves ? ReasonBeside(context_, *function_, id) : std::string();
}

// A statement without blocks that is not a terminator.
void FunctionEmitter::Plain(StmtId id)
{
    const Stmt& stmt = code_->stmts[id];
    if (facts_.dead(id)) {
        return;
    }
    switch (stmt.kind) {
    case StmtKind::Assign: {
        const VarId target = facts_.Resolve(stmt.result);
        const ExprId value = FoldOne(code_->args(stmt)[0], code_->vars[stmt.result].repr, effect::kWritesVariable);
        if (facts_.uses(target) != 0) {
            Assign(target, value);
        } else if ((pool_[value].effects & effect::kCall) != 0) {
            Evaluate(value);
        }
        return;
    }
    case StmtKind::StoreGlobal: {
        const core::Global& global = context_.module.globals[stmt.global];
        const ExprId value = FoldOne(code_->args(stmt)[0], global.repr, effect::kWrites);
        CommentOf(function_->decision_of(id));
        BeginStatement();
        writer_.Render(Template::Assign, {context_.global_names[stmt.global.index()], value});
        return;
    }
    case StmtKind::RegionCreate:
    case StmtKind::RegionExit:
    case StmtKind::RegionReset:
    case StmtKind::RegionOf:
    case StmtKind::Transmigrate: RegionStatement(id); return;
    case StmtKind::StackReserve: StackObjects(id); return;
    case StmtKind::Dup:
    case StmtKind::Drop:
    case StmtKind::FreeTree:
    case StmtKind::Free:
    case StmtKind::Reuse: HeapStatement(id); return;
    default: {
        CommentInFront(id);
        if (stmt.kind == StmtKind::Prim && stmt.result.valid() && !core::Info(stmt.prim).has_result()) {
            CommentOf(function_->decision_of(id));  // taken out of a field
        }
        const ExprId value = PlainExpr(id);
        const std::string comment = Waits(stmt.result) ? std::string() : CommentBeside(id);
        if (comment.empty()) {
            Deliver(stmt.result, value);
            return;
        }
        BeginStatement();
        const size_t start = writer_.size();
        Deliver(stmt.result, value);
        if (writer_.size() != start) {
            if (!stmt.guarded) {
                MarkStatement(start, id, "leave", core::Info(stmt.prim).c_name, "");
            }
            AddComment(start, comment);
        }
        return;
    }
    }
}

// What stands before a statement in the source comes before the regions and objects that were made for it.
void FunctionEmitter::QueueTriviaAhead(core::BlockId block, size_t index)
{
    const auto& stmts = code_->blocks[block].stmts;
    for (; index < stmts.size(); ++index) {
        QueueTrivia(stmts[index]);
        const StmtKind kind = code_->stmts[stmts[index]].kind;
        if (kind != StmtKind::RegionCreate && kind != StmtKind::RegionOf && kind != StmtKind::StackReserve) {
            return;
        }
    }
}

void FunctionEmitter::QueueTrivia(StmtId id)
{
    uint32_t at = std::exchange(trivia_of_[id.index()], kNoTrivia);
    if (at == kNoTrivia) {
        return;
    }
    for (; at < code_->trivia.size() && code_->trivia[at].stmt == id; ++at) {
        trivia_queue_.push_back(at);
    }
}

bool FunctionEmitter::HasComment(StmtId id) const
{
    for (uint32_t at = trivia_of_[id.index()]; at < code_->trivia.size() && code_->trivia[at].stmt == id; ++at) {
        if (code_->trivia[at].comment.size() != 0) {
            return true;
        }
    }
    return false;
}

// Comes before the text of each statement: what stood in front of it in the source.
void FunctionEmitter::BeginStatement()
{
    std::vector<source::Span> comments;
    for (const uint32_t at : trivia_queue_) {
        const core::Trivia& trivia = code_->trivia[at];
        if (trivia.blank_line_before) {
            WriteSourceComments(context_, comments, writer_);
            comments.clear();
            writer_.BlankLine();
        }
        if (trivia.comment.size() != 0) {
            comments.push_back(trivia.comment);
        }
    }
    trivia_queue_.clear();
    WriteSourceComments(context_, comments, writer_);
    if (context_.options.line_directives && current_.valid() && code_->stmts[current_].span.valid()) {
        const source::Span span = code_->stmts[current_].span;
        const source::SourceFile& file = context_.files[span.file];
        writer_.Render(Template::LineDirective,
                       {std::to_string(file.LineOf(span.begin)), StringLiteral(file.path())});
    }
}

// Puts a comment behind the statement that was written from `start` on, or above it when the line has no room.
void FunctionEmitter::AddComment(size_t start, const std::string& comment)
{
    if (comment.empty()) {
        return;
    }
    std::string& out = writer_.out();
    const size_t end = out.size();
    out.pop_back();
    if (out.find('\n', start) == std::string::npos) {
        writer_.Render(Template::CommentBeside, {comment});
        out.pop_back();
        if (Column(out) <= kLineLimit) {
            out += '\n';
            return;
        }
    }
    out.resize(end - 1);
    out += '\n';
    const std::string statement = out.substr(start);
    out.resize(start);
    std::string text;
    AppendWrapped(text, comment, " * ", kLineLimit - writer_.indent() - 6);
    writer_.Render(Template::Comment, {text});
    out += statement;
}

}  // namespace omni::emit
