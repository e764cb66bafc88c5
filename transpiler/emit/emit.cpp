#include "emit/emit.h"

#include <fmt/core.h>

#include <algorithm>

#include "emit/annotate.h"
#include "emit/context.h"
#include "emit/function.h"
#include "emit/struct.h"

namespace omni::emit {

using core::FuncId;

namespace {

bool IsIdentifier(std::string_view text)
{
    const auto is_part = [](char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), is_part) && (text[0] < '0' || text[0] > '9');
}

class FileEmitter {
public:
    FileEmitter(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                const EmitOptions& options)
        : context_(module, files, templates, options)
    {
    }

    std::string Emit(Trace& trace)
    {
        NameAll();
        NameStructs(context_);
        Constants constants(context_.module, context_.file_names);
        FindReferences();
        FunctionEmitter functions(context_, constants);
        WriteFunctions(functions);
        if (makes_symbols_) {
            constants.UseSymbolTable();
        }
        ExprPool pool;
        Writer writer(context_.templates, pool);
        writer.Render(Template::Prologue, {context_.options.source_name});
        WriteStructs(context_, writer, pool);
        WritePrototypes(functions, writer);
        writer.BlankLine();
        constants.Write(writer, pool);
        WriteClosures(writer);
        WriteGlobals(writer);
        writer.BlankLine();
        trace.variables = std::move(context_.variables);
        std::string text = context_.marks.Resolve(writer.Take() + functions_text_, trace);
        for (FunctionLines& lines : trace.functions) {
            lines.name = context_.function_names[lines.function.index()];
        }
        return text;
    }

    Names TakeNames()
    {
        names_.functions = context_.function_names;
        names_.entries.resize(names_.functions.size());
        for (size_t i = 0; i < names_.functions.size(); ++i) {
            if (context_.is_closure[i] != 0) {
                names_.entries[i] = context_.EntryName(FuncId(i));
            }
        }
        for (const Context::StructNames& names : context_.struct_names) {
            names_.structs.push_back(names.type);
        }
        return std::move(names_);
    }

    // What an imported file defines carries the file's name in C.
    static support::Symbol InModule(support::Symbol module, support::Symbol name)
    {
        return module.valid() ? support::Intern(fmt::format("{}-{}", module.text(), name.text())) : name;
    }

private:
    // Inner functions are named after the function that they stand in, so that their names are unique wherever they came from.
    std::string WantedName(FuncId id)
    {
        const core::Function& code = context_.module.functions[id.index()].code;
        if (code.is_extern) {
            // Without a declaration the source name is all there is.
            return IsIdentifier(code.extern_name) ? code.extern_name : std::string(context_.Mangled(code.name));
        }
        std::string own(context_.Mangled(InModule(code.module, code.name)));
        if (!code.parent.valid()) {
            return own;
        }
        const core::Function& parent = context_.module.functions[code.parent.index()].code;
        const bool anonymous = code.name == parent.name || !code.name.valid();
        if (parent.is_entry) {
            return anonymous ? "main_lambda" : own;
        }
        const std::string outer = context_.function_names[code.parent.index()].empty()
                                      ? std::string(context_.Mangled(parent.name))
                                      : context_.function_names[code.parent.index()];
        if (own.size() > outer.size() + 1 && own.compare(0, outer.size() + 1, outer + "_") == 0) {
            return own;  // says so already
        }
        return outer + "_" + (anonymous ? "lambda" : own);
    }

    void NameAll()
    {
        const auto& functions = context_.module.functions;
        context_.function_names.resize(functions.size());
        // Extern names are given; then top-level functions, which the reader knows by name; then the rest.
        for (int round = 0; round < 4; ++round) {
            for (size_t i = 0; i < functions.size(); ++i) {
                const core::Function& code = functions[i].code;
                const int turn = code.is_extern ? 0 : code.is_prelude ? 3 : code.parent.valid() ? 2 : 1;
                if (turn != round) {
                    continue;
                }
                if (code.is_entry) {
                    context_.function_names[i] = "main";
                } else if (code.is_extern) {
                    context_.function_names[i] = WantedName(FuncId(i));
                    context_.file_names.Reserve(context_.function_names[i]);
                } else {
                    context_.function_names[i] = context_.file_names.Take(WantedName(FuncId(i)));
                }
            }
        }
        for (const core::GlobalId id : context_.module.globals.ids()) {
            std::string name = context_.file_names.Take(
                context_.Mangled(InModule(context_.module.globals[id].module, context_.module.globals[id].name)));
            context_.variable_names.insert(name);
            context_.global_names.push_back(std::move(name));
        }
    }

    // Does any constant of the program hold a symbol? Else there is none that the table of symbols could hold.
    bool MentionsSymbols() const
    {
        const auto& constants = context_.module.constants;
        std::vector<core::ConstantId> open;
        std::vector<bool> seen(constants.size(), false);
        for (const rir::Function& function : context_.module.functions) {
            for (const core::Atom atom : function.code.operands) {
                if (atom.is_constant()) {
                    open.push_back(atom.constant());
                }
            }
        }
        while (!open.empty()) {
            const core::ConstantId id = open.back();
            open.pop_back();
            if (!id.valid() || seen[id.index()]) {
                continue;
            }
            seen[id.index()] = true;
            if (constants[id].kind == core::ConstantKind::Symbol) {
                return true;
            }
            open.push_back(constants[id].car);
            open.push_back(constants[id].cdr);
        }
        return false;
    }

    // Which functions and variables the emitted code names, and which functions the program reaches.
    void FindReferences()
    {
        const auto& functions = context_.module.functions;
        std::vector<std::vector<FuncId>> callees(functions.size());
        global_used_.assign(context_.module.globals.size(), 0);
        needs_prototype_.assign(functions.size(), 0);
        context_.is_closure.assign(functions.size(), 0);
        const std::vector<uint32_t> position = Positions();
        for (size_t i = 0; i < functions.size(); ++i) {
            NoteReferences(functions[i].code, position, callees[i]);
        }
        context_.reachable.assign(functions.size(), 0);
        std::vector<FuncId> work;
        if (context_.module.entry.valid()) {
            work.push_back(context_.module.entry);
            context_.reachable[context_.module.entry.index()] = 1;
        }
        while (!work.empty()) {
            const FuncId id = work.back();
            work.pop_back();
            for (const FuncId callee : callees[id.index()]) {
                if (context_.reachable[callee.index()] == 0) {
                    context_.reachable[callee.index()] = 1;
                    work.push_back(callee);
                }
            }
        }
        makes_symbols_ = makes_symbols_ && MentionsSymbols();
        context_.registers_symbols = makes_symbols_;
    }

    void NoteReferences(const core::Function& code, const std::vector<uint32_t>& position,
                        std::vector<FuncId>& callees)
    {
        std::vector<char> used(code.vars.size(), 0);
        for (const core::Atom atom : code.operands) {
            if (atom.is_var()) {
                used[atom.var().index()] = 1;
            }
        }
        std::vector<core::BlockId> blocks;
        if (code.body.valid()) {
            blocks.push_back(code.body);
        }
        while (!blocks.empty()) {
            const core::BlockId block = blocks.back();
            blocks.pop_back();
            for (const core::StmtId id : code.blocks[block].stmts) {
                const core::Stmt& stmt = code.stmts[id];
                for (const core::BlockId inner : stmt.blocks) {
                    if (inner.valid()) {
                        blocks.push_back(inner);
                    }
                }
                switch (stmt.kind) {
                case core::StmtKind::Call:
                    callees.push_back(stmt.callee);
                    if (position[stmt.callee.index()] > position[code.id.index()] ||
                        context_.module.functions[stmt.callee.index()].code.is_extern) {
                        needs_prototype_[stmt.callee.index()] = 1;
                    }
                    break;
                case core::StmtKind::MakeClosure:
                    if (stmt.result.valid() && used[stmt.result.index()] != 0) {
                        callees.push_back(stmt.callee);
                        context_.is_closure[stmt.callee.index()] = 1;
                    }
                    break;
                case core::StmtKind::LoadGlobal:
                case core::StmtKind::StoreGlobal: global_used_[stmt.global.index()] = 1; break;
                case core::StmtKind::Prim:
                    makes_symbols_ = makes_symbols_ || stmt.prim == core::Prim::StringToSymbol ||
                                     stmt.prim == core::Prim::Read || stmt.prim == core::Prim::ReadFrom;
                    break;
                default: break;
                }
            }
        }
    }

    // The order of functions in the file: the user's in source order, main, the library.
    std::vector<FuncId> Order() const
    {
        std::vector<FuncId> order;
        const auto& functions = context_.module.functions;
        for (int part = 0; part < 3; ++part) {
            for (size_t i = 0; i < functions.size(); ++i) {
                const core::Function& code = functions[i].code;
                const int own = code.is_entry ? 1 : code.is_prelude ? 2 : 0;
                if (own == part && !code.is_extern) {
                    order.push_back(FuncId(i));
                }
            }
        }
        return order;
    }

    std::vector<uint32_t> Positions() const
    {
        std::vector<uint32_t> position(context_.module.functions.size(), 0);
        uint32_t next = 1;
        for (const FuncId id : Order()) {
            position[id.index()] = next++;
        }
        return position;
    }

    void WriteFunctions(FunctionEmitter& functions)
    {
        bool library = false;
        names_.locals.resize(context_.module.functions.size());
        for (const FuncId id : Order()) {
            const rir::Function& function = context_.module.functions[id.index()];
            if (function.code.is_prelude && !library) {
                library = true;
                ExprPool pool;
                Writer banner(context_.templates, pool);
                banner.Render(Template::LibraryBanner, {});
                functions_text_ += "\n" + banner.Take();
            }
            functions_text_ += (functions_text_.empty() ? "" : "\n") + functions.Emit(function);
            names_.locals[id.index()] = functions.LocalNames();
        }
    }

    void WritePrototypes(FunctionEmitter& functions, Writer& writer)
    {
        writer.BlankLine();
        for (size_t i = 0; i < context_.module.functions.size(); ++i) {
            const rir::Function& function = context_.module.functions[i];
            if (needs_prototype_[i] != 0) {
                writer.Text(functions.Prototype(function));
            }
            if (context_.is_closure[i] != 0) {
                writer.Text(functions.EntryPrototype(function));
            }
        }
    }

    void WriteClosures(Writer& writer)
    {
        writer.BlankLine();
        for (size_t i = 0; i < context_.module.functions.size(); ++i) {
            const core::Function& code = context_.module.functions[i].code;
            if (context_.is_closure[i] == 0 || !code.captured.empty()) {
                continue;
            }
            const size_t most = code.params.size() - (code.has_rest ? 1 : 0);
            writer.Render(Template::ClosureConstant,
                          {context_.ClosureName(FuncId(i)), context_.EntryName(FuncId(i)),
                           std::to_string(most - code.optional_count),
                           code.has_rest ? std::string("-1") : std::to_string(most)});
        }
    }

    void WriteGlobals(Writer& writer)
    {
        writer.BlankLine();
        for (const core::GlobalId id : context_.module.globals.ids()) {
            const core::Global& global = context_.module.globals[id];
            if (global_used_[id.index()] == 0) {
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
            writer.Render(Template::Global,
                          {TypeText(global.repr), context_.global_names[id.index()], value});
        }
    }

    Context context_;
    Names names_;
    std::string functions_text_;
    std::vector<char> global_used_, needs_prototype_;
    bool makes_symbols_ = false;
};

}  // namespace

std::string EmitC(const rir::Module& module, const source::SourceFiles& files, const Templates& templates,
                  const EmitOptions& options, Trace* trace, Names* names)
{
    Trace own;
    FileEmitter emitter(module, files, templates, options);
    std::string text = emitter.Emit(trace != nullptr ? *trace : own);
    if (names != nullptr) {
        *names = emitter.TakeNames();
    }
    return text;
}

}  // namespace omni::emit
