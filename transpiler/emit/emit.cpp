#include "emit/emit.h"

#include <fmt/core.h>

#include <deque>
#include <set>

#include "emit/context.h"
#include "emit/header.h"
#include "emit/part.h"
#include "emit/program.h"
#include "emit/struct.h"

namespace omni::emit {

namespace {

std::string Quoted(const std::string& file) { return "\"" + file + "\""; }

/// All C files of a program and their headers.
class FilesEmitter {
public:
    explicit FilesEmitter(Context& context) : context_(context), program_(context, true)
    {
        for (uint32_t i = 0; i < context_.parts.size(); ++i) {
            parts_.emplace_back(context_, program_, i);
        }
    }

    std::vector<OutputFile> Emit()
    {
        for (PartEmitter& part : parts_) {
            part.EmitFunctions();
        }
        PartEmitter& library = parts_.back();
        for (size_t i = 0; i + 1 < parts_.size(); ++i) {
            library.constants().UseSharedSymbols(parts_[i].constants());
        }
        std::vector<std::string> headers;
        for (uint32_t i = 0; i < parts_.size(); ++i) {
            HeaderEmitter header(context_, program_, parts_[i].constants());
            const bool is_library = context_.parts[i].is_library;
            headers.push_back(header.Write(i, ExportedElsewhere(i),
                                           is_library ? library.constants().SymbolNames() : std::vector<std::string>()));
        }
        std::vector<OutputFile> files;
        for (uint32_t i = 0; i < parts_.size(); ++i) {
            if (context_.parts[i].is_library && headers[i].empty()) {
                continue;
            }
            files.push_back({context_.parts[i].file + ".c", parts_[i].Write(Includes(i, headers))});
            if (!headers[i].empty()) {
                files.push_back({context_.parts[i].file + ".h", std::move(headers[i])});
                headers[i] = "written";
            }
        }
        return files;
    }

private:
    /// For the main file's header: parts with something that the main file exports.
    std::vector<std::string> ExportedElsewhere(uint32_t part) const
    {
        std::set<uint32_t> others;
        if (part == 0) {
            for (const rir::Function& function : context_.module.functions) {
                if (function.code.exported) {
                    others.insert(context_.part_of[function.code.id.index()]);
                }
            }
            for (const core::Global& global : context_.module.globals) {
                if (global.exported) {
                    others.insert(context_.PartOf(global.module));
                }
            }
            for (const core::StructType& type : context_.module.structs) {
                if (type.exported) {
                    others.insert(context_.PartOf(type.module));
                }
            }
        }
        std::vector<std::string> headers;
        for (const uint32_t other : others) {
            if (other != 0) {
                headers.push_back(Quoted(context_.parts[other].file + ".h"));
            }
        }
        return headers;
    }

    /// The own header, then those of other parts that the functions of this one refer to.
    std::vector<std::string> Includes(uint32_t part, const std::vector<std::string>& headers)
    {
        std::set<uint32_t> others;
        for (const core::FuncId id : program_.Order(part)) {
            const References& references = program_.of(id);
            for (const auto* list : {&references.calls, &references.closures}) {
                for (const core::FuncId callee : *list) {
                    if (!context_.module.functions[callee.index()].code.is_extern) {
                        others.insert(context_.part_of[callee.index()]);
                    }
                }
            }
            for (const core::GlobalId global : references.globals) {
                others.insert(context_.PartOf(context_.module.globals[global].module));
            }
            for (const core::StructId type : references.structs) {
                others.insert(context_.PartOf(context_.module.structs[type].module));
            }
        }
        if (!parts_[part].constants().SymbolNames().empty()) {
            others.insert(static_cast<uint32_t>(parts_.size() - 1));
        }
        std::vector<std::string> includes;
        includes.push_back(headers[part].empty() ? "\"omni.h\"" : Quoted(context_.parts[part].file + ".h"));
        for (const uint32_t other : others) {
            if (other != part && !headers[other].empty()) {
                includes.push_back(Quoted(context_.parts[other].file + ".h"));
            }
        }
        return includes;
    }

public:
    /// What local variables and regions are called, by FuncId.
    std::vector<Names::Function> TakeLocals()
    {
        std::vector<Names::Function> all(context_.module.functions.size());
        for (PartEmitter& part : parts_) {
            std::vector<Names::Function> some = part.TakeLocals();
            for (size_t i = 0; i < some.size(); ++i) {
                if (!some[i].vars.empty() || !some[i].regions.empty()) {
                    all[i] = std::move(some[i]);
                }
            }
        }
        return all;
    }

private:
    Context& context_;
    const Program program_;
    std::deque<PartEmitter> parts_;
};

Names NamesOf(const Context& context, std::vector<Names::Function> locals)
{
    Names names;
    names.functions = context.function_names;
    names.entries.resize(names.functions.size());
    for (size_t i = 0; i < names.functions.size(); ++i) {
        if (context.is_closure[i] != 0) {
            names.entries[i] = context.EntryName(core::FuncId(i));
        }
    }
    for (const Context::StructNames& type : context.struct_names) {
        names.structs.push_back(type.type);
    }
    names.locals = std::move(locals);
    return names;
}

}  // namespace

std::string EmitC(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                  const EmitOptions& options, Trace* trace, Names* names)
{
    Context context(module, files, templates, options, trace != nullptr);
    const Program program(context, false);
    NameStructs(context);
    PartEmitter part(context, program, 0);
    part.EmitFunctions();
    std::string text = part.Write({});
    if (trace != nullptr) {
        text = context.marks.Resolve(std::move(text), *trace);
        trace->variables = std::move(context.variables);
        for (FunctionLines& lines : trace->functions) {
            lines.name = context.function_names[lines.function.index()];
        }
    }
    if (names != nullptr) {
        *names = NamesOf(context, part.TakeLocals());
    }
    return text;
}

std::vector<OutputFile> EmitFiles(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                                  const EmitOptions& options, Names* names)
{
    Context context(module, files, templates, options, false);
    NameStructs(context);
    FilesEmitter emitter(context);
    std::vector<OutputFile> written = emitter.Emit();
    if (names != nullptr) {
        *names = NamesOf(context, emitter.TakeLocals());
    }
    return written;
}

std::string EmitHeader(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                       const EmitOptions& options)
{
    Context context(module, files, templates, options, false);
    const Program program(context, false);
    NameStructs(context);
    PartEmitter part(context, program, 0);
    return HeaderEmitter(context, program, part.constants()).Write(0, {}, {});
}

}  // namespace omni::emit
