#include "ast/import.h"

#include <algorithm>

#include "ast/cond_expand.h"
#include "ast/signature.h"

namespace omni::ast {
namespace {

using source::DiagKind;
using support::Intern;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

class ImportReader {
public:
    ImportReader(const Form& form, source::Sink& sink, std::vector<Import>& out)
        : form_(form), sink_(sink), out_(out)
    {
    }

    void Read(DatumId list)
    {
        const auto parts = form_.children(list);
        for (size_t i = 1; i < parts.size(); ++i) {
            Import import;
            if (ReadSet(parts[i], import)) {
                out_.push_back(std::move(import));
            }
        }
    }

private:
    bool Malformed(DatumId at, const char* text)
    {
        sink_.Report(DiagKind::MalformedForm, form_.span(at), "import", text);
        return false;
    }

    /// True when the set is well-formed.
    bool ReadSet(DatumId set, Import& import)
    {
        if (form_.kind(set) == DatumKind::String) {
            import.path = std::string(form_.text(set));
            import.span = form_.span(set);
            return !import.path.empty() || Malformed(set, "the path is empty");
        }
        if (form_.kind(set) != DatumKind::List || form_.children(set).empty() ||
            form_.kind(form_.children(set)[0]) != DatumKind::Symbol) {
            return Malformed(set, "expected the path of a file, or a library such as (scheme base)");
        }
        const auto parts = form_.children(set);
        const bool has_set = parts.size() > 1 && (form_.kind(parts[1]) == DatumKind::List ||
                                                  form_.kind(parts[1]) == DatumKind::String);
        ImportStep step;
        if (has_set && StepOf(parts[0], step.kind)) {
            if (!ReadSet(parts[1], import)) {
                return false;
            }
            if (!ReadNames(set, step)) {
                return false;
            }
            import.steps.push_back(std::move(step));
            return true;
        }
        import.span = form_.span(set);
        import.is_library = true;
        import.is_own = !CheckLibrary(set);
        import.library = LibraryNameOf(form_, set);
        return true;
    }

    bool StepOf(DatumId word, ImportStep::Kind& kind) const
    {
        static const std::pair<support::Symbol, ImportStep::Kind> kWords[] = {
            {Intern("only"), ImportStep::Kind::Only},
            {Intern("except"), ImportStep::Kind::Except},
            {Intern("prefix"), ImportStep::Kind::Prefix},
            {Intern("rename"), ImportStep::Kind::Rename}};
        for (const auto& [name, meaning] : kWords) {
            if (form_.is_symbol(word, name)) {
                kind = meaning;
                return true;
            }
        }
        return false;
    }

    bool ReadNames(DatumId set, ImportStep& step)
    {
        const auto parts = form_.children(set);
        for (size_t i = 2; i < parts.size(); ++i) {
            ImportStep::Pair pair;
            pair.span = form_.span(parts[i]);
            const auto kids = form_.children(parts[i]);
            if (step.kind == ImportStep::Kind::Rename) {
                if (form_.kind(parts[i]) != DatumKind::List || kids.size() != 2 ||
                    form_.kind(kids[0]) != DatumKind::Symbol || form_.kind(kids[1]) != DatumKind::Symbol) {
                    return Malformed(parts[i], "`rename` takes pairs (name new-name)");
                }
                pair.from = form_.symbol(kids[0]);
                pair.to = form_.symbol(kids[1]);
            } else if (form_.kind(parts[i]) != DatumKind::Symbol) {
                return Malformed(parts[i], "expected a name");
            } else {
                (step.kind == ImportStep::Kind::Prefix ? pair.to : pair.from) = form_.symbol(parts[i]);
            }
            step.names.push_back(pair);
        }
        return step.kind != ImportStep::Kind::Prefix || step.names.size() == 1 ||
               Malformed(set, "`prefix` takes one name");
    }

    /// What the standard libraries have is built in. Says whether it is one of them.
    bool CheckLibrary(DatumId library)
    {
        static const support::Symbol kFamilies[] = {Intern("scheme"), Intern("srfi"), Intern("rnrs"), Intern("omni")};
        const support::Symbol family = form_.symbol(form_.children(library)[0]);
        if (std::find(std::begin(kFamilies), std::end(kFamilies), family) == std::end(kFamilies)) {
            return false;
        }
        if (family == kFamilies[0] && form_.children(library).size() == 2) {
            CheckSchemeLibrary(library);
        }
        return true;
    }

    /// Of the `(scheme ...)` libraries there are those of R7RS; another name is a typing error.
    void CheckSchemeLibrary(DatumId library)
    {
        static const std::vector<std::string_view> kNames = {
            "base", "bitwise", "box", "bytevector", "case-lambda", "char", "charset", "comparator", "complex", "cxr",
            "division", "ephemeron", "eval", "file", "fixnum", "flonum", "generator", "hash-table", "ideque", "ilist",
            "inexact", "lazy", "list", "list-queue", "load", "lseq", "mapping", "process-context", "r5rs", "read",
            "regex", "repl", "rlist", "set", "show", "sort", "stream", "text", "time", "vector", "write"};
        const DatumId part = form_.children(library)[1];
        if (form_.kind(part) != DatumKind::Symbol ||
            std::find(kNames.begin(), kNames.end(), form_.symbol(part).text()) != kNames.end()) {
            return;
        }
        const std::string_view near = source::NearestName(form_.symbol(part).text(), kNames);
        sink_.Report(DiagKind::UnknownLibrary, form_.span(library))
            .Hint(near.empty() ? std::string() : "did you mean `(scheme " + std::string(near) + ")`?");
    }

    const Form& form_;
    source::Sink& sink_;
    std::vector<Import>& out_;
};

/// The name that a step found under `name`; absent: it brings nothing by that name.
support::Symbol BeforeStep(const ImportStep& step, support::Symbol name)
{
    const auto names = [&](support::Symbol ImportStep::Pair::* which) {
        return std::find_if(step.names.begin(), step.names.end(),
                            [&](const ImportStep::Pair& pair) { return pair.*which == name; });
    };
    switch (step.kind) {
    case ImportStep::Kind::Only: return names(&ImportStep::Pair::from) != step.names.end() ? name : support::Symbol();
    case ImportStep::Kind::Except: return names(&ImportStep::Pair::from) == step.names.end() ? name : support::Symbol();
    case ImportStep::Kind::Rename: {
        const auto found = names(&ImportStep::Pair::to);
        return found != step.names.end() ? found->from : name;
    }
    case ImportStep::Kind::Prefix: {
        const std::string_view prefix = step.names[0].to.text(), text = name.text();
        return text.size() > prefix.size() && text.starts_with(prefix) ? Intern(text.substr(prefix.size()))
                                                                       : support::Symbol();
    }
    }
    return name;
}

}  // namespace

namespace {

/// Imports may stand in `begin` and `cond-expand`.
void FindImportsIn(const Form& form, DatumId datum, source::Sink& sink, std::vector<Import>& imports)
{
    if (form.kind(datum) != DatumKind::List) {
        return;
    }
    if (form.is_call_of(datum, W().import)) {
        ImportReader(form, sink, imports).Read(datum);
    } else if (form.is_call_of(datum, W().begin)) {
        for (DatumId part : form.children(datum).subspan(1)) {
            FindImportsIn(form, part, sink, imports);
        }
    } else if (form.is_call_of(datum, W().cond_expand)) {
        source::Sink unheard;   // the expansion reports what is wrong
        for (DatumId part : SelectedForms(form, datum, unheard).value_or(std::vector<DatumId>())) {
            FindImportsIn(form, part, sink, imports);
        }
    }
}

}  // namespace

std::string LibraryNameOf(const Form& form, DatumId name)
{
    std::string text;
    const auto parts = form.kind(name) == DatumKind::List ? form.children(name) : std::span<const DatumId>();
    for (const DatumId part : parts) {
        const bool is_symbol = form.kind(part) == DatumKind::Symbol;
        if (!is_symbol && form.kind(part) != DatumKind::Int) {
            return {};
        }
        text += text.empty() ? "" : " ";
        text += is_symbol ? std::string(form.symbol(part).text()) : std::to_string(form.integer(part));
    }
    return text;
}

support::Symbol LibraryName(const std::vector<Import>& imports, support::Symbol name)
{
    for (const Import& import : imports) {
        support::Symbol before = import.is_library ? name : support::Symbol();
        for (size_t i = import.steps.size(); i-- > 0 && before.valid();) {
            before = BeforeStep(import.steps[i], before);
        }
        if (before.valid() && before != name) {
            return before;
        }
    }
    return {};
}

bool IsLeftOut(const std::vector<Import>& imports, support::Symbol name)
{
    bool left_out_of_base = false;
    std::vector<std::string_view> except, whole;
    for (const Import& import : imports) {
        if (!import.is_library) {
            continue;
        }
        support::Symbol before = name;
        auto last = ImportStep::Kind::Rename;
        bool is_chosen = false;
        for (size_t i = import.steps.size(); i-- > 0 && before.valid();) {
            last = import.steps[i].kind;
            before = BeforeStep(import.steps[i], before);
            is_chosen = is_chosen || last == ImportStep::Kind::Only;
        }
        if (before.valid() && is_chosen) {
            return false;
        }
        if (before.valid() || last == ImportStep::Kind::Prefix) {
            whole.push_back(import.library);
        } else if (last == ImportStep::Kind::Except) {
            except.push_back(import.library);
        } else {
            left_out_of_base = left_out_of_base || import.library == "scheme base";
        }
    }
    if (whole.empty() && left_out_of_base) {
        return true;
    }
    // The libraries (scheme ...) have no names in common, but for (scheme r5rs).
    const auto can_bring = [&](std::string_view library) {
        return !library.starts_with("scheme ") || library == "scheme r5rs" ||
               std::find(except.begin(), except.end(), library) != except.end();
    };
    return !except.empty() && std::none_of(whole.begin(), whole.end(), can_bring);
}

std::vector<Import> FindImports(const std::vector<Form>& forms, source::Sink& sink)
{
    std::vector<Import> imports;
    for (const Form& form : forms) {
        FindImportsIn(form, form.root(), sink, imports);
    }
    return imports;
}

}  // namespace omni::ast
