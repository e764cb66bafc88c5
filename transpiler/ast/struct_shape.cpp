#include "ast/struct_shape.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

namespace {

class StructParser {
public:
    StructParser(const Form& form, DatumId list) : form_(form), list_(list) {}

    StructShape Run()
    {
        const auto children = form_.children(list_);
        if (form_.tail(list_).valid()) {
            Fail(form_.tail(list_), "a form cannot end in a dotted tail");
        } else if (form_.is_symbol(children[0], W().define_record_type)) {
            ParseRecord();
        } else {
            ParsePlain();
        }
        CheckDistinct();
        return std::move(out_);
    }

private:
    void Fail(DatumId at, std::string text, DiagKind kind = DiagKind::MalformedForm)
    {
        if (out_.error.ok()) {
            out_.error = {kind, form_.span(at), std::move(text)};
        }
    }

    [[nodiscard]] bool IsSymbol(DatumId datum) const { return form_.kind(datum) == DatumKind::Symbol; }

    static support::Symbol Joined(std::string_view before, support::Symbol name, std::string_view behind)
    {
        return support::Intern(std::string(before) + std::string(name.text()) + std::string(behind));
    }

    /// (struct Point (x Int) (y Int)), (define {struct Point} [x {Int}] [y {Int}])
    void ParsePlain()
    {
        const auto children = form_.children(list_);
        DatumId name = children.size() > 1 ? children[1] : DatumId();
        if (name.valid() && form_.kind(name) == DatumKind::Brace) {
            const auto parts = form_.children(name);
            name = parts.size() == 2 ? parts[1] : DatumId();
        }
        if (!name.valid() || !IsSymbol(name)) {
            Fail(list_, "the type's name is missing");
            return;
        }
        out_.name = form_.symbol(name).spelled();
        out_.name_span = form_.span(name);
        out_.constructor = form_.symbol(name);
        out_.second_constructor = Joined("make-", out_.name, "");
        out_.predicate = Joined("", out_.name, "?");
        out_.constructor_span = out_.predicate_span = out_.name_span;
        for (size_t i = 2; i < children.size(); ++i) {
            ParseField(children[i]);
        }
        for (size_t i = 0; i < out_.fields.size(); ++i) {
            FieldShape& field = out_.fields[i];
            out_.parameters.push_back(static_cast<uint16_t>(i));
            field.accessor = support::Intern(std::string(out_.name.text()) + "-" + std::string(field.name.text()));
            field.accessor_span = field.modifier_span = field.span;
            if (field.is_mutable) {
                field.modifier = Joined("set-", field.accessor, "!");
            }
        }
    }

    /// `x`, `(x)`, `(x Int)`, `[x {Int}]`, each perhaps with metadata in front of it or of its name.
    void ParseField(DatumId datum)
    {
        FieldShape field;
        datum = TakeMetadata(datum, field);
        DatumId name = datum;
        const DatumKind kind = form_.kind(datum);
        if (kind == DatumKind::List || kind == DatumKind::Bracket) {
            const auto parts = form_.children(datum);
            name = parts.empty() ? DatumId() : TakeMetadata(parts[0], field);
            if (parts.size() == 2 && (IsSymbol(parts[1]) || form_.kind(parts[1]) == DatumKind::Brace)) {
                field.type = parts[1];
            } else if (parts.size() != 1) {
                name = {};
            }
        }
        if (!name.valid() || !IsSymbol(name)) {
            Fail(datum, "a field is (name Type) or [name {Type}]");
            return;
        }
        field.name = form_.symbol(name).spelled();
        field.span = form_.span(name);
        out_.fields.push_back(field);
    }

    DatumId TakeMetadata(DatumId datum, FieldShape& field)
    {
        while (form_.kind(datum) == DatumKind::Meta) {
            const auto parts = form_.children(datum);
            const std::string_view flag =
                form_.kind(parts[0]) == DatumKind::Keyword ? form_.symbol(parts[0]).text() : std::string_view();
            if (flag == "mutable") {
                field.is_mutable = true;
            } else if (flag == "weak") {
                Fail(parts[0], "weak fields are", DiagKind::NotYetSupported);
            } else {
                Fail(parts[0], std::string(flag), DiagKind::UnknownMetadata);
            }
            datum = parts[1];
        }
        return datum;
    }

    /// (define-record-type <point> (make-point x y) point? (x point-x set-point-x!) ...), R7RS 5.5
    void ParseRecord()
    {
        const auto children = form_.children(list_);
        out_.is_record = true;
        if (children.size() < 4) {
            Fail(list_, "expected (define-record-type name constructor predicate field ...)");
            return;
        }
        DatumId name = children[1];
        if (form_.kind(name) == DatumKind::List && !form_.children(name).empty()) {
            name = form_.children(name)[0];
        }
        if (!IsSymbol(name)) {
            Fail(children[1], "the type's name is missing");
            return;
        }
        out_.name = form_.symbol(name);
        out_.name_span = form_.span(name);
        for (size_t i = 4; i < children.size(); ++i) {
            ParseRecordField(children[i]);
        }
        ParseConstructor(children[2]);
        if (IsSymbol(children[3])) {
            out_.predicate = form_.symbol(children[3]);
            out_.predicate_span = form_.span(children[3]);
        } else if (form_.kind(children[3]) != DatumKind::Bool) {
            Fail(children[3], "the predicate must be a name");
        }
    }

    void ParseRecordField(DatumId datum)
    {
        FieldShape field;
        const bool is_list = form_.kind(datum) == DatumKind::List;
        const auto parts = is_list ? form_.children(datum) : std::span<const DatumId>(&datum, 1);
        bool names = !parts.empty() && parts.size() <= 3;
        for (const DatumId part : parts) {
            names = names && IsSymbol(part);
        }
        if (!names) {
            Fail(datum, "a field is (name accessor modifier)");
            return;
        }
        field.name = form_.symbol(parts[0]);
        field.span = form_.span(parts[0]);
        if (parts.size() > 1) {
            field.accessor = form_.symbol(parts[1]);
            field.accessor_span = form_.span(parts[1]);
        }
        if (parts.size() > 2) {
            field.is_mutable = true;
            field.modifier = form_.symbol(parts[2]);
            field.modifier_span = form_.span(parts[2]);
        }
        out_.fields.push_back(field);
    }

    /// `(make x y)`, or `make` alone for all fields; `#f` for none.
    void ParseConstructor(DatumId datum)
    {
        DatumId name = datum;
        if (IsSymbol(datum)) {
            for (size_t i = 0; i < out_.fields.size(); ++i) {
                out_.parameters.push_back(static_cast<uint16_t>(i));
            }
        } else if (form_.kind(datum) == DatumKind::Bool) {
            return;
        } else if (form_.kind(datum) == DatumKind::List && !form_.children(datum).empty()) {
            const auto parts = form_.children(datum);
            name = parts[0];
            for (size_t i = 1; i < parts.size(); ++i) {
                ParseParameter(parts[i]);
            }
        }
        if (!IsSymbol(name)) {
            Fail(datum, "the constructor is (name field ...)");
            return;
        }
        out_.constructor = form_.symbol(name);
        out_.constructor_span = form_.span(name);
    }

    void ParseParameter(DatumId datum)
    {
        for (size_t i = 0; i < out_.fields.size(); ++i) {
            if (IsSymbol(datum) && form_.symbol(datum) == out_.fields[i].name) {
                for (const uint16_t other : out_.parameters) {
                    if (other == i) {
                        Fail(datum, "`" + std::string(form_.symbol(datum).text()) + "` is given twice");
                    }
                }
                out_.parameters.push_back(static_cast<uint16_t>(i));
                return;
            }
        }
        Fail(datum, "the constructor's parameter is no field of the type");
    }

    void CheckDistinct()
    {
        constexpr size_t kMostFields = 1000;
        if (out_.fields.size() > kMostFields) {
            Fail(list_, "more than 1000 fields");
            return;
        }
        for (size_t i = 0; i < out_.fields.size() && out_.error.ok(); ++i) {
            for (size_t j = 0; j < i; ++j) {
                if (out_.fields[i].name == out_.fields[j].name) {
                    out_.error = {DiagKind::DuplicateBinding, out_.fields[i].span,
                                  std::string(out_.fields[i].name.text()), out_.fields[j].span};
                }
            }
        }
        for (FieldShape& field : out_.fields) {
            field.name = field.name.spelled();
        }
    }

    const Form& form_;
    DatumId list_;
    StructShape out_;
};

}  // namespace

bool IsStructForm(const Form& form, DatumId list)
{
    const auto children = form.children(list);
    if (children.empty()) {
        return false;
    }
    if (form.is_symbol(children[0], W().define)) {
        return children.size() > 1 && form.kind(children[1]) == DatumKind::Brace &&
               !form.children(children[1]).empty() && form.is_symbol(form.children(children[1])[0], W().struct_);
    }
    return form.is_symbol(children[0], W().struct_) || form.is_symbol(children[0], W().defstruct) ||
           form.is_symbol(children[0], W().define_record_type);
}

StructShape ParseStruct(const Form& form, DatumId list) { return StructParser(form, list).Run(); }

void ReportStructError(const ShapeError& error, std::string_view form_name, source::Sink& sink)
{
    switch (error.kind) {
    case DiagKind::NotYetSupported:
    case DiagKind::UnknownMetadata: sink.Report(error.kind, error.span, error.text); break;
    case DiagKind::DuplicateBinding:
        sink.Report(error.kind, error.span, error.text, form_name).Note(error.first, "first bound here");
        break;
    default: sink.Report(error.kind, error.span, form_name, error.text); break;
    }
}

StructDef MakeStructDef(StructShape shape, bool hide, size_t number)
{
    StructDef def;
    const auto name = [&](support::Symbol visible, std::string_view what) {
        if (visible.valid() && !hide) {
            return visible;
        }
        return support::Intern(std::string(visible.valid() ? visible.text() : what) + " of " +
                               std::string(shape.name.text()) + " " + std::to_string(number));
    };
    def.type = name(shape.name, "");
    def.constructor = shape.constructor.valid() ? name(shape.constructor, "") : support::Symbol();
    def.predicate = name(shape.predicate, "test");
    for (const FieldShape& field : shape.fields) {
        def.accessors.push_back(name(field.accessor, field.name.text()));
        def.modifiers.push_back(field.is_mutable ? name(field.modifier, "") : support::Symbol());
    }
    def.shape = std::move(shape);
    return def;
}

}  // namespace omni::ast
