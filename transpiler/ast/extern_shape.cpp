// `(extern name "c_name" ...)` taken apart.
#include "ast/toplevel.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

ExternShape ParseExtern(const Form& form, const TopItem& item)
{
    ExternShape out;
    const auto parts = form.children(item.datum);
    const auto fail = [&](DatumId at, std::string text) {
        out.signature.error = {DiagKind::MalformedForm, form.span(at), std::move(text)};
    };
    for (size_t i = 2; i < parts.size() && out.signature.error.ok(); ++i) {
        const DatumId part = parts[i];
        switch (form.kind(part)) {
        case DatumKind::String:
            out.c_name = std::string(form.text(part));
            break;
        case DatumKind::Bracket: {
            ParamSpec param;
            if (form.children(part).empty()) {
                break;   // (extern f "f" []): no parameters
            }
            if (!ParseParam(form, part, param)) {
                fail(part, "expected a parameter such as [pin {Int}]");
                break;
            }
            out.signature.params.push_back(param);
            break;
        }
        case DatumKind::Brace:
            out.signature.result_type = part;
            break;
        case DatumKind::Keyword:
            if (form.symbol(part) == W().header && i + 1 < parts.size() &&
                form.kind(parts[i + 1]) == DatumKind::String) {
                out.header = std::string(form.text(parts[++i]));
            } else {
                out.signature.error = {DiagKind::NotYetSupported, form.span(part),
                                       "contract `:" + std::string(form.symbol(part).text()) + "` of an extern is"};
            }
            break;
        default:
            fail(part, "expected a C name, parameters, a result type or `:header`");
        }
    }
    if (out.c_name.empty()) {
        out.c_name = std::string(item.name.text());
    }
    return out;
}

}  // namespace omni::ast
