#include "emit/header.h"

#include <fmt/core.h>

#include <algorithm>

#include "emit/annotate.h"
#include "emit/function.h"
#include "emit/struct.h"

namespace omni::emit {

using core::FuncId;
using core::Repr;
using core::VarId;
using reason::PhraseId;
using rir::NodeId;
using rir::RegionKind;

namespace {

bool IsPointer(core::FieldKind kind) { return kind != core::FieldKind::Param && kind != core::FieldKind::Result; }

/// What C must know of the storage of one function, from its certificate.
class Ownership {
public:
    Ownership(const rir::Function& function, const reason::WordingTable& words)
        : function_(function), code_(function.code), words_(words)
    {
    }

    [[nodiscard]] NodeId NodeOf(VarId var) const
    {
        return code_.vars[var].repr == Repr::Obj && var.index() < function_.node_of.size()
                   ? function_.node_of[var.index()]
                   : NodeId();
    }

    [[nodiscard]] std::vector<NodeId> Reach(NodeId root) const
    {
        std::vector<NodeId> found;
        if (root.valid()) {
            found.push_back(root);
        }
        for (size_t i = 0; i < found.size(); ++i) {
            for (const rir::Field& field : function_.nodes[found[i]].fields) {
                if (IsPointer(field.kind) && std::find(found.begin(), found.end(), field.target) == found.end()) {
                    found.push_back(field.target);
                }
            }
        }
        return found;
    }

    [[nodiscard]] bool IsIn(NodeId node, RegionKind kind) const
    {
        const core::RegionId region = function_.nodes[node].region;
        return region.valid() && function_.regions[region].kind == kind;
    }

    [[nodiscard]] bool AnyIn(const std::vector<NodeId>& nodes, RegionKind kind) const
    {
        return std::any_of(nodes.begin(), nodes.end(), [&](NodeId node) { return IsIn(node, kind); });
    }

    /// What becomes of the argument. `changed`: the function changes the object itself.
    [[nodiscard]] std::string OfParameter(VarId param, bool changed) const
    {
        const NodeId node = NodeOf(param);
        if (!node.valid()) {
            return "";
        }
        const std::vector<NodeId> parts = Reach(node);
        std::string text;
        if (AnyIn(parts, RegionKind::Global)) {
            text = Say(IsIn(node, RegionKind::Global) ? PhraseId::ApiKept
                       : changed                      ? PhraseId::ApiChangedPartsKept
                                                      : PhraseId::ApiPartsKept);
        } else if (AnyIn(parts, RegionKind::Dest)) {
            text = Say(PhraseId::ApiPartOfResult);
        } else if (std::any_of(parts.begin(), parts.end(),
                               [&](NodeId part) { return function_.nodes[part].allocated_into; })) {
            text = Say(changed ? PhraseId::ApiChangedAddedTo : PhraseId::ApiAddedTo);
        } else {
            text = Say(changed ? PhraseId::ApiChanged : PhraseId::ApiBorrowed);
        }
        const std::vector<NodeId> of_result = Reach(function_.result_node);
        const bool shared = std::any_of(parts.begin(), parts.end(), [&](NodeId part) {
            return IsIn(part, RegionKind::Outside) && std::find(of_result.begin(), of_result.end(), part) != of_result.end();
        });
        if (shared) {
            text += "; " + Say(PhraseId::ApiShared);
        }
        for (const VarId other : code_.params) {
            const std::vector<NodeId> held = NodeOf(other).valid() ? Reach(NodeOf(other)) : std::vector<NodeId>();
            if (other != param && NodeOf(other) != node && std::find(held.begin(), held.end(), node) != held.end()) {
                text += "; " + Say(PhraseId::ApiMayJoin, Mangle(code_.vars[other].name.text()));
            }
        }
        const auto& fields = function_.nodes[node].fields;
        if (std::any_of(fields.begin(), fields.end(), [](const rir::Field& field) { return !IsPointer(field.kind); })) {
            text += "; " + Say(PhraseId::ApiCalled);
        }
        return text;
    }

    [[nodiscard]] std::string OfResult() const
    {
        if (code_.result_repr != Repr::Obj || code_.is_entry) {
            return "";
        }
        const NodeId node = function_.result_node;
        if (!node.valid() || !function_.nodes[node].region.valid()) {
            return Say(PhraseId::ApiNoObject);
        }
        switch (function_.regions[function_.nodes[node].region].kind) {
        case RegionKind::Dest: return Say(PhraseId::ApiInDest);
        case RegionKind::Global: return Say(PhraseId::ApiInGlobal);
        default: break;
        }
        for (const VarId param : code_.params) {
            const std::vector<NodeId> parts = Reach(NodeOf(param));
            if (std::find(parts.begin(), parts.end(), node) != parts.end()) {
                return Say(PhraseId::ApiPartOf, Mangle(code_.vars[param].name.text()));
            }
        }
        return Say(PhraseId::ApiOfCaller);
    }

private:
    const rir::Function& function_;
    const core::Function& code_;
    const reason::WordingTable& words_;

    [[nodiscard]] std::string Say(PhraseId phrase, std::string_view subject = {}) const
    {
        return words_.Phrase(phrase, {.subject = subject});
    }
};

/// Does the plan say that the function changes the argument?
bool IsChanged(const Context& context, const rir::Function& function, support::Symbol param)
{
    return std::any_of(function.header.begin(), function.header.end(), [&](plan::DecisionId id) {
        const plan::Decision& decision = context.module.decisions[id];
        return decision.kind == plan::DecisionKind::Borrow && decision.subject == param &&
               !decision.because.empty() &&
               context.module.reasons[decision.because.front()].kind == reason::ReasonKind::Mutated;
    });
}

std::string Guard(std::string_view file)
{
    std::string guard;
    for (const char c : file) {
        const bool is_part = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        guard += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : is_part ? c : '_';
    }
    return guard;
}

}  // namespace

std::string OwnershipComment(Context& context, const rir::Function& function)
{
    const core::Function& code = function.code;
    const reason::WordingTable& words = context.templates.wording();
    const Ownership ownership(function, words);
    std::vector<std::pair<std::string, std::string>> rows;
    if (function.takes_dest) {
        const bool result = code.result_repr == Repr::Obj;
        rows.emplace_back("dest", words.Phrase(result ? PhraseId::ApiDestResult : PhraseId::ApiDest));
    }
    for (const VarId param : code.params) {
        const bool changed = IsChanged(context, function, code.vars[param].name);
        if (const std::string text = ownership.OfParameter(param, changed); !text.empty()) {
            rows.emplace_back(Mangle(code.vars[param].name.text()), text);
        }
    }
    if (const std::string text = ownership.OfResult(); !text.empty()) {
        rows.emplace_back(words.Phrase(PhraseId::ApiReturns), text);
    }
    std::string text;
    const auto add_line = [&](std::string_view line) { (text += text.empty() ? "" : line.empty() ? "\n *" : "\n * ") += line; };
    for (const std::string& line : SourceCommentLines(context, code.comments)) {
        add_line(line);
    }
    if (text.empty()) {
        if (rows.empty()) {
            return "";
        }
        text = context.function_names[code.id.index()];
    }
    if (!rows.empty()) {
        add_line("");
    }
    size_t width = 0;
    for (const auto& row : rows) {
        width = std::max(width, source::CountCodePoints(row.first));
    }
    for (const auto& [name, meaning] : rows) {
        std::string line = "\n *   " + name + std::string(width + 2 - source::CountCodePoints(name), ' ');
        line.erase(0, 1);
        const std::string margin = " *   " + std::string(width + 2, ' ');
        AppendWrapped(line, meaning, margin);
        text += "\n" + line;
    }
    return text;
}

/// Is something of part `of` declared in the header of `part`? One file's header has all that is exported.
bool HeaderEmitter::IsShown(uint32_t part, uint32_t of) const { return !program_.split() || part == of; }

void HeaderEmitter::WriteTop(uint32_t part, const std::string& file, const std::string& guard, Writer& writer)
{
    const Part& about = context_.parts[part];
    if (about.is_library) {
        const std::string note =
            Note(context_, PhraseId::CLibraryHeader, {.subject = context_.options.source_name, .place = file});
        writer.Render(Template::LibraryHeader, {file, context_.options.source_name, guard, note});
    } else if (part == 0 && context_.module.has_exports) {
        writer.Render(Template::ApiHeader,
                      {file, about.source, context_.init_name, context_.shutdown_name, guard,
                       Note(context_, PhraseId::ApiHeader, {.subject = about.source, .place = file}),
                       Note(context_, PhraseId::ApiOrder,
                            {.subject = context_.init_name, .function = context_.shutdown_name}),
                       Note(context_, PhraseId::ApiRules)});
    } else {
        writer.Render(Template::PartHeader,
                      {file, about.source, guard,
                       Note(context_, PhraseId::CPartHeader, {.subject = about.source, .place = file})});
    }
}

void HeaderEmitter::WriteFunctions(uint32_t part, Writer& writer)
{
    FunctionEmitter emitter(context_, constants_);
    for (const rir::Function& function : context_.module.functions) {
        const FuncId id = function.code.id;
        if (!IsShown(part, context_.part_of[id.index()]) || id == context_.module.entry) {
            continue;
        }
        if (context_.is_public(id)) {
            std::string comment = OwnershipComment(context_, function);
            if (function.code.is_entry) {
                comment = Note(context_, PhraseId::CTopLevel);
            }
            writer.BlankLine();
            writer.Text(emitter.Declaration(function, comment));
        }
        if (context_.public_closures[id.index()] != 0) {
            writer.Render(Template::ExternClosure, {context_.ClosureName(id)});
        }
        if (context_.public_entries[id.index()] != 0) {
            writer.Text(emitter.EntryPrototype(function));
        }
    }
}

std::string HeaderEmitter::Write(uint32_t part, const std::vector<std::string>& includes,
                                 const std::vector<std::string>& symbols)
{
    const rir::Module& module = context_.module;
    const bool is_api = part == 0 && module.has_exports;
    ExprPool pool;
    Writer declarations(context_.templates, pool);
    if (is_api) {
        declarations.BlankLine();
        declarations.Render(Template::Lifecycle,
                            {context_.parts[0].source, context_.init_name, context_.shutdown_name,
                             Note(context_, PhraseId::ApiInit, {.subject = context_.parts[0].source}),
                             Note(context_, PhraseId::ApiShutdown)});
    }
    for (const core::StructId id : module.structs.ids()) {
        const bool own = IsShown(part, context_.PartOf(module.structs[id].module));
        if (context_.public_structs[id.index()] != 0 && own && !context_.parts[part].is_library) {
            declarations.BlankLine();
            DeclareStruct(context_, id, program_.split(), declarations, pool);
        }
    }
    for (const core::GlobalId id : module.globals.ids()) {
        const core::Global& global = module.globals[id];
        if (context_.public_globals[id.index()] == 0 || !IsShown(part, context_.PartOf(global.module)) ||
            context_.parts[part].is_library) {
            continue;
        }
        declarations.BlankLine();
        if (is_api && global.comments.empty()) {
            declarations.Render(Template::Comment, {Note(context_, PhraseId::ApiReadOnly)});
        }
        WriteSourceComments(context_, global.comments, declarations);
        declarations.Render(Template::ExternVariable, {TypeText(global.repr), context_.global_names[id.index()]});
    }
    WriteFunctions(part, declarations);
    if (!symbols.empty()) {
        declarations.BlankLine();
    }
    for (const std::string& symbol : symbols) {
        declarations.Render(Template::ExternSymbol, {symbol});
    }
    const std::string text = declarations.Take();
    if (text.empty()) {
        return "";
    }
    const std::string file = context_.parts[part].file + ".h";
    const std::string guard = Guard(file);
    Writer writer(context_.templates, pool);
    WriteTop(part, file, guard, writer);
    for (const std::string& include : includes) {
        writer.Render(Template::Include, {include});
    }
    writer.BlankLine();
    writer.Render(Template::HeaderDeclarations, {});
    writer.BlankLine();
    const std::string top = writer.Take();
    writer.Render(Template::HeaderEnd, {});
    return top + text.substr(text.front() == '\n' ? 1 : 0) + "\n" + writer.Take();
}

}  // namespace omni::emit
