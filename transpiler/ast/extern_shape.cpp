// `(extern name "c_name" ...)` taken apart.
//
//   (extern bus-send "bus_send" [message {List} :borrow] [retries {Int}] {Bool} :header "bus.h")
//   (extern keep-two "keep_two" [a] [b] {Nothing} :stores a b)
//   (extern read-name "read_name" [id {Int}] {String} :fresh)
//
// A contract stands in the parameter's brackets, or behind all parameters: then with the names of those it is said of, or
// without names, when it is said of all that have no contract of their own.
#include <algorithm>

#include "ast/toplevel.h"

namespace omni::ast {

using source::DiagKind;
using support::Symbol;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

namespace {

bool IsIdentifier(std::string_view text)
{
    const auto is_part = [](char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), is_part) && (text[0] < '0' || text[0] > '9');
}

bool IsContract(Symbol word) { return word == W().borrow || word == W().own || word == W().stores; }

class ExternParser {
public:
    ExternParser(const Form& form, const TopItem& item) : form_(form), parts_(form.children(item.datum)) {}

    ExternShape Run(const TopItem& item)
    {
        for (at_ = 2; at_ < parts_.size() && out_.signature.error.ok(); ++at_) {
            Part(parts_[at_]);
        }
        if (out_.c_name.empty()) {
            out_.c_name = std::string(item.name.text());
        }
        if (out_.signature.error.ok()) {
            SpreadToAll();
        }
        return std::move(out_);
    }

private:
    void Part(DatumId part)
    {
        switch (form_.kind(part)) {
        case DatumKind::String:
            out_.c_name = std::string(form_.text(part));
            if (!IsIdentifier(out_.c_name)) {
                Fail(part, "`" + out_.c_name + "` is not the name of a C function");
            }
            break;
        case DatumKind::Bracket:
            if (!form_.children(part).empty()) {   // (extern f "f" []): no parameters
                Parameter(part);
            }
            break;
        case DatumKind::Brace:
            out_.signature.result_type = part;
            break;
        case DatumKind::Keyword:
            Keyword(part);
            break;
        default:
            Fail(part, "expected a C name, parameters, a result type, a contract or `:header`");
        }
    }

    /// `[message]`, `[message {List}]`, `[message :borrow]`, `[message {List} :borrow]`
    void Parameter(DatumId part)
    {
        const auto words = form_.children(part);
        ParamSpec param;
        if (form_.kind(words[0]) != DatumKind::Symbol) {
            Fail(part, "expected a parameter such as [pin {Int}]");
            return;
        }
        param.name = form_.symbol(words[0]);
        param.span = form_.span(words[0]);
        for (size_t i = 1; i < words.size(); ++i) {
            const DatumId word = words[i];
            if (form_.kind(word) == DatumKind::Brace && !param.type.valid()) {
                param.type = word;
            } else if (form_.kind(word) == DatumKind::Keyword && IsContract(form_.symbol(word))) {
                Say(form_.symbol(word), out_.signature.params.size(), form_.span(word));
            } else if (form_.kind(word) == DatumKind::Keyword) {
                FailContract(word);
            } else {
                Fail(part, "expected a parameter such as [pin {Int}]");
            }
        }
        for (const ParamSpec& other : out_.signature.params) {
            if (other.name == param.name && out_.signature.error.ok()) {
                out_.signature.error = {DiagKind::MalformedForm, param.span, "two parameters of one name"};
            }
        }
        out_.signature.params.push_back(param);
    }

    void Keyword(DatumId part)
    {
        const Symbol word = form_.symbol(part);
        if (word == W().header) {
            if (at_ + 1 < parts_.size() && form_.kind(parts_[at_ + 1]) == DatumKind::String) {
                out_.header = std::string(form_.text(parts_[++at_]));
            } else {
                Fail(part, "`:header` wants the name of a C header, such as \"hal.h\"");
            }
        } else if (word == W().fresh) {
            out_.fresh = form_.span(part);
        } else if (IsContract(word)) {
            Names(word, part);
        } else {
            FailContract(part);
        }
    }

    void Names(Symbol word, DatumId part)
    {
        bool any = false;
        while (at_ + 1 < parts_.size() && form_.kind(parts_[at_ + 1]) == DatumKind::Symbol) {
            const DatumId name = parts_[++at_];
            const auto& params = out_.signature.params;
            const auto found = std::find_if(params.begin(), params.end(), [&](const ParamSpec& param) {
                return param.name == form_.symbol(name);
            });
            if (found == params.end()) {
                Fail(name, "`" + std::string(form_.symbol(name).text()) + "` is not a parameter in front of it");
                return;
            }
            Say(word, static_cast<size_t>(found - params.begin()), form_.span(name));
            any = true;
        }
        if (any) {
            return;
        }
        if (for_all_.valid()) {
            Fail(part, "a second contract for all parameters");
        }
        for_all_ = word;
        for_all_span_ = form_.span(part);
    }

    void Say(Symbol word, size_t param, source::Span span)
    {
        for (const ExternShape::Contract& said : out_.contracts) {
            if (said.param == param && out_.signature.error.ok()) {
                out_.signature.error = {DiagKind::MalformedForm, span, "a second contract for one parameter"};
            }
        }
        out_.contracts.push_back({word, param, span, true});
    }

    void SpreadToAll()
    {
        for (size_t i = 0; for_all_.valid() && i < out_.signature.params.size(); ++i) {
            const bool has_own = std::any_of(out_.contracts.begin(), out_.contracts.end(),
                                             [i](const auto& said) { return said.by_name && said.param == i; });
            if (!has_own) {
                out_.contracts.push_back({for_all_, i, for_all_span_, false});
            }
        }
    }

    void FailContract(DatumId word)
    {
        Fail(word, "unknown contract `:" + std::string(form_.symbol(word).text()) +
                       "`; there are `:borrow`, `:own`, `:stores`, and `:fresh` for the result");
    }

    void Fail(DatumId at, std::string text)
    {
        if (out_.signature.error.ok()) {
            out_.signature.error = {DiagKind::MalformedForm, form_.span(at), std::move(text)};
        }
    }

    const Form& form_;
    std::span<const DatumId> parts_;
    size_t at_ = 0;
    Symbol for_all_;           ///< the contract that is said without names
    source::Span for_all_span_;
    ExternShape out_;
};

}  // namespace

ExternShape ParseExtern(const Form& form, const TopItem& item) { return ExternParser(form, item).Run(item); }

}  // namespace omni::ast
