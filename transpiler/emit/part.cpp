#include "emit/part.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "emit/annotate.h"
#include "emit/function.h"
#include "emit/header.h"
#include "emit/struct.h"

namespace omni::emit {

using core::ConstantKind;
using core::FuncId;
using reason::PhraseId;

PartEmitter::PartEmitter(Context& context, const Program& program, uint32_t part)
    : context_(context),
      program_(program),
      part_(part),
      order_(program.Order(part)),
      constants_(context.module, context.file_names, WantedConstants(),
                 program.split() ? context.parts[0].name + "_" : std::string())
{
}

/// All of a program in one file; otherwise what the file's functions mention, so that no name depends on other files.
std::vector<char> PartEmitter::WantedConstants() const
{
    const auto& constants = context_.module.constants;
    std::vector<char> wanted(constants.size(), program_.split() ? 0 : 1);
    std::vector<core::ConstantId> work;
    for (const FuncId id : order_) {
        for (const core::Atom atom : context_.module.functions[id.index()].code.operands) {
            if (atom.is_constant()) {
                work.push_back(atom.constant());
            }
        }
    }
    while (!work.empty()) {
        const core::ConstantId id = work.back();
        work.pop_back();
        if (wanted[id.index()] != 0) {
            continue;
        }
        wanted[id.index()] = 1;
        for (const core::ConstantId child : {constants[id].car, constants[id].cdr}) {
            if (child.valid()) {
                work.push_back(child);
            }
        }
    }
    return wanted;
}

void PartEmitter::EmitFunctions()
{
    FunctionEmitter functions(context_, constants_);
    locals_.resize(context_.module.functions.size());
    bool library = false;
    for (const FuncId id : order_) {
        const rir::Function& function = context_.module.functions[id.index()];
        if (function.code.is_prelude && !library && !program_.split()) {
            ExprPool pool;
            Writer banner(context_.templates, pool);
            banner.Render(Template::LibraryBanner, {Note(context_, PhraseId::CLibraryBanner)});
            functions_text_ += "\n" + banner.Take();
        }
        library = library || function.code.is_prelude;
        functions_text_ += functions_text_.empty() ? "" : "\n";
        functions_text_ += functions.Emit(function);
        locals_[id.index()] = functions.LocalNames();
    }
    if (program_.makes_symbols() && part_ == 0) {
        constants_.UseSymbolTable();
    }
}

std::string PartEmitter::Write(const std::vector<std::string>& includes)
{
    ExprPool pool;
    Writer writer(context_.templates, pool);
    WritePrologue(includes, writer);
    WriteStructs(context_, part_, program_.split(), writer, pool);
    WritePrototypes(writer);
    writer.BlankLine();
    constants_.Write(writer, pool, context_.parts[part_].is_library);
    WriteClosures(writer);
    WriteGlobals(writer);
    writer.BlankLine();
    functions_text_.insert(0, writer.Take());
    return std::exchange(functions_text_, {});
}

void PartEmitter::WritePrologue(const std::vector<std::string>& includes, Writer& writer)
{
    const Part& part = context_.parts[part_];
    const std::string own = includes.empty() ? "\"omni.h\"" : includes.front();
    if (part.is_library) {
        writer.Render(Template::LibraryPrologue, {context_.options.source_name, own,
                       Note(context_, PhraseId::CLibrary, {.subject = context_.options.source_name})});
    } else if (program_.split()) {
        writer.Render(Template::PartPrologue,
                      {part.source, own, Note(context_, PhraseId::CPrologue, {.subject = part.source})});
    } else {
        const std::string& source = context_.options.source_name;
        writer.Render(Template::Prologue, {source, Note(context_, PhraseId::CPrologue, {.subject = source})});
    }
    std::vector<std::string> further(includes.begin() + (includes.empty() || !program_.split() ? 0 : 1), includes.end());
    std::set<std::string> seen(further.begin(), further.end());
    for (const FuncId id : order_) {
        for (const FuncId callee : program_.of(id).calls) {
            const std::string& header = context_.module.functions[callee.index()].code.extern_header;
            const std::string spelled = header.empty() || header.front() == '<' ? header : "\"" + header + "\"";
            if (!header.empty() && seen.insert(spelled).second) {
                further.push_back(spelled);
            }
        }
    }
    for (const std::string& header : further) {
        writer.Render(Template::Include, {header});
    }
}

/// Of what is used before it is defined, and of C functions that no header declares.
void PartEmitter::WritePrototypes(Writer& writer)
{
    const auto& functions = context_.module.functions;
    constexpr uint32_t kElsewhere = 0xFFFFFFFFu;
    std::vector<uint32_t> position(functions.size(), kElsewhere);
    for (size_t i = 0; i < order_.size(); ++i) {
        position[order_[i].index()] = static_cast<uint32_t>(i);
    }
    std::vector<char> needed(functions.size(), 0);
    std::set<std::string> declared;
    for (const FuncId id : order_) {
        for (const FuncId callee : program_.of(id).calls) {
            const core::Function& code = functions[callee.index()].code;
            if (code.is_extern) {
                const bool is_new = declared.insert(context_.function_names[callee.index()]).second;
                needed[callee.index()] |= static_cast<char>(code.extern_header.empty() && is_new);
            } else if (position[callee.index()] != kElsewhere && position[callee.index()] > position[id.index()] &&
                       !(program_.split() && context_.is_public(callee))) {
                needed[callee.index()] = 1;
            }
        }
    }
    FunctionEmitter emitter(context_, constants_);
    writer.BlankLine();
    for (size_t i = 0; i < functions.size(); ++i) {
        if (needed[i] != 0) {
            writer.Text(emitter.Prototype(functions[i]));
        }
        if (context_.is_closure[i] != 0 && position[i] != kElsewhere && context_.public_entries[i] == 0) {
            writer.Text(emitter.EntryPrototype(functions[i]));
        }
    }
}

void PartEmitter::WriteClosures(Writer& writer)
{
    writer.BlankLine();
    for (size_t i = 0; i < context_.module.functions.size(); ++i) {
        const core::Function& code = context_.module.functions[i].code;
        if (context_.is_closure[i] == 0 || !code.captured.empty() || context_.part_of[i] != part_ ||
            !program_.is_emitted(code.id)) {
            continue;
        }
        const size_t most = code.params.size() - (code.has_rest ? 1 : 0);
        writer.Render(context_.public_closures[i] != 0 ? Template::SharedClosure : Template::ClosureConstant,
                      {context_.ClosureName(FuncId(i)), context_.EntryName(FuncId(i)),
                       std::to_string(most - code.optional_count),
                       code.has_rest ? std::string("-1") : std::to_string(most)});
    }
}

void PartEmitter::WriteGlobals(Writer& writer)
{
    writer.BlankLine();
    for (const core::GlobalId id : context_.module.globals.ids()) {
        const core::Global& global = context_.module.globals[id];
        const bool is_public = context_.public_globals[id.index()] != 0;
        if ((!program_.is_used(id) && !is_public) || context_.PartOf(global.module) != part_) {
            continue;
        }
        const std::string_view value = global.repr == core::Repr::Obj     ? "OMNI_NOTHING"
                                       : global.repr == core::Repr::Bool  ? "false"
                                       : global.repr == core::Repr::Float ? "0.0"
                                                                          : "0";
        if (!global.comments.empty()) {
            writer.BlankLine();
        }
        WriteSourceComments(context_, global.comments, writer);
        writer.Render(is_public ? Template::SharedGlobal : Template::Global,
                      {TypeText(global.repr), context_.global_names[id.index()], value});
    }
}

}  // namespace omni::emit
