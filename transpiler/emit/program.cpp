#include "emit/program.h"

#include <fmt/core.h>

#include <algorithm>

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

/// What an imported file defines carries the file's name in C.
support::Symbol InModule(support::Symbol module, support::Symbol name)
{
    return module.valid() ? support::Intern(fmt::format("{}-{}", module.text(), name.text())) : name;
}

/// Does any constant of the program hold a symbol? Else there is none that the table of symbols could hold.
bool MentionsSymbols(const rir::Module& module)
{
    std::vector<core::ConstantId> open;
    std::vector<bool> seen(module.constants.size(), false);
    for (const rir::Function& function : module.functions) {
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
        if (module.constants[id].kind == core::ConstantKind::Symbol) {
            return true;
        }
        open.push_back(module.constants[id].car);
        open.push_back(module.constants[id].cdr);
    }
    return false;
}

/// The program's name as that of a file; what comes from standard input is `program`.
std::string FileName(const std::string& name)
{
    const bool fits = std::all_of(name.begin(), name.end(), [](char c) {
        return IsIdentifier(std::string("x") + c) || c == '-' || c == '.' || (c & 0x80) != 0;
    });
    return fits && !name.empty() ? name : "program";
}

}  // namespace

Program::Program(Context& context, bool split) : context_(context), split_(split)
{
    MakeParts();
    NameAll();
    FindReferences();
    FindReachable();
    FindPublic();
}

/// The main file's part, one for each imported file in the order in which they are run, the library's.
void Program::MakeParts()
{
    const rir::Module& module = context_.module;
    std::vector<Part>& parts = context_.parts;
    const std::string main_file = FileName(module.name);
    parts.push_back({main_file, Mangle(main_file), context_.options.source_name, {}, false});
    const auto add = [&](support::Symbol file, source::Span span) {
        if (split_ && file.valid() && context_.PartOf(file) == 0) {
            const std::string path = span.valid() ? context_.files[span.file].path() : std::string(file.text());
            parts.push_back({std::string(file.text()), std::string(context_.Mangled(file)),
                             path.substr(path.rfind('/') + 1), file, false});
        }
    };
    for (const rir::Function& function : module.functions) {
        add(function.code.module, function.code.span);
    }
    for (const core::Global& global : module.globals) {
        add(global.module, global.span);
    }
    for (const core::StructType& type : module.structs) {
        add(type.module, type.span);
    }
    if (split_) {
        parts.push_back({parts[0].file + "_library", parts[0].name + "_library", "", {}, true});
    }
    for (const rir::Function& function : module.functions) {
        context_.part_of.push_back(function.code.is_prelude && split_ ? static_cast<uint32_t>(parts.size() - 1)
                                                                      : context_.PartOf(function.code.module));
    }
}

// Inner functions are named after the function that they stand in, so that their names are unique wherever they came from.
std::string Program::WantedName(FuncId id)
{
    const core::Function& code = context_.module.functions[id.index()].code;
    if (code.is_extern) {
        // Without a declaration the source name is all there is.
        return IsIdentifier(code.extern_name) ? code.extern_name : std::string(context_.Mangled(code.name));
    }
    if (code.exported) {
        return std::string(context_.Mangled(code.export_name.valid() ? code.export_name : code.name));
    }
    if (code.is_prelude && split_ && !code.parent.valid()) {
        return fmt::format("{}_{}", context_.parts[0].name, context_.Mangled(code.name));  // other programs have their own
    }
    std::string own(context_.Mangled(InModule(code.module, code.name)));
    if (!code.parent.valid()) {
        return own;
    }
    const core::Function& parent = context_.module.functions[code.parent.index()].code;
    const bool anonymous = code.name == parent.name || !code.name.valid();
    if (parent.is_entry) {
        return !anonymous ? own : parent.module.valid() ? fmt::format("{}_lambda", context_.Mangled(parent.module)) : "main_lambda";
    }
    const std::string outer = context_.function_names[code.parent.index()].empty()
                                  ? std::string(context_.Mangled(parent.name))
                                  : context_.function_names[code.parent.index()];
    const std::string of_parent = std::string(context_.Mangled(parent.name)) + "_";
    if (parent.exported && own.size() > of_parent.size() && own.compare(0, of_parent.size(), of_parent) == 0) {
        return outer + "_" + own.substr(of_parent.size());  // C knows the parent by another name
    }
    if (own.size() > outer.size() + 1 && own.compare(0, outer.size() + 1, outer + "_") == 0) {
        return own;  // says so already
    }
    return outer + "_" + (anonymous ? "lambda" : own);
}

void Program::NameAll()
{
    const auto& functions = context_.module.functions;
    context_.function_names.resize(functions.size());
    // Names that are given: externs, then what C calls; then top-level functions, which the reader knows by name; then the rest.
    constexpr int kExtern = 0, kExported = 1, kTopLevel = 2, kInner = 3, kLibrary = 4, kEntries = 5;
    for (int round = kExtern; round <= kEntries; ++round) {
        if (round == kTopLevel && context_.module.has_exports) {
            context_.init_name = context_.file_names.Take(context_.parts[0].name + "_init");
            context_.shutdown_name = context_.file_names.Take(context_.parts[0].name + "_shutdown");
        }
        for (size_t i = 0; i < functions.size(); ++i) {
            const core::Function& code = functions[i].code;
            const int turn = code.is_extern        ? kExtern
                             : code.is_entry       ? kEntries
                             : code.exported       ? kExported
                             : code.is_prelude     ? kLibrary
                             : code.parent.valid() ? kInner
                                                   : kTopLevel;
            std::string& name = context_.function_names[i];
            if (turn != round) {
                continue;
            }
            if (FuncId(i) == context_.module.entry) {
                name = context_.module.has_exports ? context_.init_name : "main";
            } else if (code.is_extern) {
                name = WantedName(FuncId(i));
                context_.file_names.Reserve(name);
            } else {
                name = context_.file_names.Take(WantedName(FuncId(i)));
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

void Program::FindReferences()
{
    const auto& functions = context_.module.functions;
    global_used_.assign(context_.module.globals.size(), 0);
    context_.is_closure.assign(functions.size(), 0);
    references_.resize(functions.size());
    for (size_t i = 0; i < functions.size(); ++i) {
        NoteReferences(functions[i].code, references_[i]);
    }
    makes_symbols_ = makes_symbols_ && MentionsSymbols(context_.module);
    context_.registers_symbols = makes_symbols_;
}

void Program::NoteReferences(const core::Function& code, References& out)
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
            case core::StmtKind::Call: out.calls.push_back(stmt.callee); break;
            case core::StmtKind::MakeClosure:
                if (stmt.result.valid() && used[stmt.result.index()] != 0) {
                    out.closures.push_back(stmt.callee);
                    context_.is_closure[stmt.callee.index()] = 1;
                }
                break;
            case core::StmtKind::LoadGlobal:
            case core::StmtKind::StoreGlobal:
                out.globals.push_back(stmt.global);
                global_used_[stmt.global.index()] = 1;
                break;
            case core::StmtKind::Prim:
                makes_symbols_ = makes_symbols_ || stmt.prim == core::Prim::StringToSymbol ||
                                 stmt.prim == core::Prim::Read || stmt.prim == core::Prim::ReadFrom;
                if (stmt.struct_type.valid()) {
                    out.structs.push_back(stmt.struct_type);
                }
                break;
            default: break;
            }
        }
    }
}

/// The roots are the entry and what is exported; of several C files also what an imported file exports.
void Program::FindReachable()
{
    const auto& functions = context_.module.functions;
    context_.reachable.assign(functions.size(), 0);
    std::vector<FuncId> work;
    const auto reach = [&](FuncId id) {
        if (context_.reachable[id.index()] == 0) {
            context_.reachable[id.index()] = 1;
            work.push_back(id);
        }
    };
    if (context_.module.entry.valid()) {
        reach(context_.module.entry);
    }
    for (const rir::Function& function : functions) {
        if (function.code.exported || (function.code.shared && split_)) {
            reach(function.code.id);
        }
    }
    while (!work.empty()) {
        const References& references = references_[work.back().index()];
        work.pop_back();
        std::for_each(references.calls.begin(), references.calls.end(), reach);
        std::for_each(references.closures.begin(), references.closures.end(), reach);
    }
}

/// What one C file uses of another, and what is exported.
void Program::FindPublic()
{
    const rir::Module& module = context_.module;
    context_.public_functions.assign(module.functions.size(), 0);
    context_.public_closures.assign(module.functions.size(), 0);
    context_.public_entries.assign(module.functions.size(), 0);
    context_.public_globals.assign(module.globals.size(), 0);
    context_.public_structs.assign(module.structs.size(), 0);
    for (const rir::Function& function : module.functions) {
        const core::Function& code = function.code;
        context_.public_functions[code.id.index()] = !code.is_extern && (code.exported || (code.shared && split_));
    }
    for (const core::GlobalId id : module.globals.ids()) {
        context_.public_globals[id.index()] = module.globals[id].exported || (module.globals[id].shared && split_);
    }
    for (const core::StructId id : module.structs.ids()) {
        context_.public_structs[id.index()] = module.structs[id].exported || (module.structs[id].shared && split_);
    }
    for (const rir::Function& function : module.functions) {
        const uint32_t part = context_.part_of[function.code.id.index()];
        const References& references = references_[function.code.id.index()];
        if (!is_emitted(function.code.id)) {
            continue;
        }
        for (const FuncId callee : references.calls) {
            const bool elsewhere = context_.part_of[callee.index()] != part;
            if (elsewhere && !module.functions[callee.index()].code.is_extern) {
                context_.public_functions[callee.index()] = 1;
            }
        }
        for (const FuncId callee : references.closures) {
            if (context_.part_of[callee.index()] != part) {
                const bool captures = !module.functions[callee.index()].code.captured.empty();
                (captures ? context_.public_entries : context_.public_closures)[callee.index()] = 1;
            }
        }
        for (const core::GlobalId id : references.globals) {
            if (context_.PartOf(module.globals[id].module) != part) {
                context_.public_globals[id.index()] = 1;
            }
        }
        for (const core::StructId id : references.structs) {
            if (context_.PartOf(module.structs[id].module) != part) {
                context_.public_structs[id.index()] = 1;
            }
        }
    }
}

/// In several files, what nobody can reach is left out; a program without exports may be meant for C all the same.
bool Program::is_emitted(FuncId id) const
{
    const core::Function& code = context_.module.functions[id.index()].code;
    return !code.is_extern && (!split_ || context_.reachable[id.index()] != 0 ||
                               (!context_.module.has_exports && context_.part_of[id.index()] == 0));
}

std::vector<FuncId> Program::Order(uint32_t part) const
{
    std::vector<FuncId> order;
    const auto& functions = context_.module.functions;
    const auto behind = [&](FuncId id) {  // a version stands behind its function
        const FuncId of = functions[id.index()].code.heap_version_of;
        return of.valid() ? of : id;
    };
    for (int turn = 0; turn < 3; ++turn) {
        const auto first = static_cast<std::ptrdiff_t>(order.size());
        for (size_t i = 0; i < functions.size(); ++i) {
            const core::Function& code = functions[i].code;
            const int own = FuncId(i) == context_.module.entry ? 1 : code.is_prelude ? 2 : 0;
            if (own == turn && context_.part_of[i] == part && is_emitted(FuncId(i))) {
                order.push_back(FuncId(i));
            }
        }
        std::stable_sort(order.begin() + first, order.end(), [&](FuncId a, FuncId b) { return behind(a) < behind(b); });
    }
    return order;
}

}  // namespace omni::emit
