#include "ast/cond_expand.h"

#include <algorithm>

#include "ast/signature.h"

namespace omni::ast {
namespace {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

/// The prelude's `features` lists the same.
constexpr std::string_view kFeatures[] = {"r7rs", "ieee-float", "omnic"};

/// Libraries of R7RS-small that are built in.
constexpr std::string_view kSchemeLibraries[] = {"base", "case-lambda", "char", "cxr", "file", "inexact", "lazy",
                                                 "process-context", "read", "time", "write"};
constexpr int64_t kSrfis[] = {1, 6, 8, 69, 87, 95};

class Requirements {
public:
    Requirements(const Form& form, source::Sink& sink) : form_(form), sink_(sink) {}

    bool sound() const { return sound_; }

    bool Holds(DatumId requirement)
    {
        if (form_.kind(requirement) == DatumKind::Symbol) {
            const std::string_view name = form_.symbol(requirement).text();
            return std::find(std::begin(kFeatures), std::end(kFeatures), name) != std::end(kFeatures);
        }
        const auto parts = form_.kind(requirement) == DatumKind::List ? form_.children(requirement)
                                                                      : std::span<const DatumId>();
        if (parts.empty() || form_.kind(parts[0]) != DatumKind::Symbol) {
            return Malformed(requirement);
        }
        const std::string_view head = form_.symbol(parts[0]).text();
        if (head == "and" || head == "or") {
            bool all = true, any = false;
            for (DatumId part : parts.subspan(1)) {
                const bool holds = Holds(part);
                all = all && holds;
                any = any || holds;
            }
            return head == "and" ? all : any;
        }
        if (head == "not" && parts.size() == 2) {
            return !Holds(parts[1]);
        }
        if (head == "library" && parts.size() == 2) {
            return HasLibrary(parts[1]);
        }
        return Malformed(requirement);
    }

    bool Malformed(DatumId at)
    {
        sink_.Report(DiagKind::MalformedForm, form_.span(at), "cond-expand",
                     "expected a feature, (library name), (and ...), (or ...), (not ...) or else");
        sound_ = false;
        return false;
    }

private:
    bool HasLibrary(DatumId name) const
    {
        const auto parts = form_.kind(name) == DatumKind::List ? form_.children(name) : std::span<const DatumId>();
        if (parts.size() != 2 || form_.kind(parts[0]) != DatumKind::Symbol) {
            return false;
        }
        const std::string_view family = form_.symbol(parts[0]).text();
        if (family == "scheme" && form_.kind(parts[1]) == DatumKind::Symbol) {
            const std::string_view library = form_.symbol(parts[1]).text();
            return std::find(std::begin(kSchemeLibraries), std::end(kSchemeLibraries), library) !=
                   std::end(kSchemeLibraries);
        }
        return family == "srfi" && form_.kind(parts[1]) == DatumKind::Int &&
               std::find(std::begin(kSrfis), std::end(kSrfis), form_.integer(parts[1])) != std::end(kSrfis);
    }

    const Form& form_;
    source::Sink& sink_;
    bool sound_ = true;
};

}  // namespace

std::optional<std::vector<DatumId>> SelectedForms(const Form& form, DatumId list, source::Sink& sink)
{
    Requirements requirements(form, sink);
    const auto clauses = form.children(list).subspan(1);
    for (DatumId clause : clauses) {
        const DatumKind kind = form.kind(clause);
        if ((kind != DatumKind::List && kind != DatumKind::Bracket) || form.children(clause).empty()) {
            requirements.Malformed(clause);
            return std::nullopt;
        }
        const auto parts = form.children(clause);
        const bool holds = form.is_symbol(parts[0], W().else_) || requirements.Holds(parts[0]);
        if (!requirements.sound()) {
            return std::nullopt;
        }
        if (holds) {
            return std::vector<DatumId>(parts.begin() + 1, parts.end());
        }
    }
    sink.Report(DiagKind::MalformedForm, form.span(list), "cond-expand", "no clause holds for omnic");
    return std::nullopt;
}

DatumId SelectFeatures(Form& form, DatumId list, source::Sink& sink)
{
    const auto chosen = SelectedForms(form, list, sink);
    if (!chosen) {
        return {};
    }
    std::vector<DatumId> parts{form.AddSymbol(form.span(list), W().begin)};
    parts.insert(parts.end(), chosen->begin(), chosen->end());
    return form.AddList(DatumKind::List, form.span(list), parts);
}

}  // namespace omni::ast
