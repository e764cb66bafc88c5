#include "ast/toplevel.h"

#include "ast/expander.h"
#include "ast/cond_expand.h"
#include "ast/macro_expand.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;
using syntax::Form;

namespace {

class Collector : public NameComparer {
public:
    Collector(std::vector<Form>& forms, source::Sink& sink, const Imported& imported)
        : forms_(forms), sink_(sink), expander_(sink), first_struct_(imported.structs.size())
    {
        out_.structs = imported.structs;
        for (const auto& [name, span] : imported.names) {
            if (name.index() >= out_.imported.size()) {
                out_.imported.resize(name.index() + 64);
            }
            out_.imported[name.index()] = span;
        }
        for (const auto& [name, macro] : imported.macros) {
            NameMacro(name);
            out_.macros.push_back(macro);
        }
    }

    TopLevel Run()
    {
        for (uint32_t i = 0; i < forms_.size(); ++i) {
            form_ = &forms_[i];
            index_ = i;
            expander_.Forget();
            Visit(form_->root(), 0);
            ScanAssignments();
        }
        AddSecondConstructors();
        ReadFieldTypes();
        for (const Export& entry : out_.exports) {
            if (FindItem(entry.name) == nullptr && !out_.is_imported(entry.name) && out_.FindMacro(entry.name, MacroCount()) == nullptr) {
                sink_.Report(DiagKind::UnboundExport, entry.span, entry.name);
            }
        }
        if (macros_assign_) {
            FindAssignmentsOfMacros();
        }
        for (TopItem& item : out_.items) {
            if ((item.kind == ItemKind::Function || item.kind == ItemKind::Cases) && out_.is_assigned(item.name)) {
                item.kind = ItemKind::Value;
            }
        }
        return std::move(out_);
    }

    bool SameMeaning(support::Symbol at_use, support::Symbol in_macro, const Macro&) const override
    {
        return Resolve(at_use) == Resolve(in_macro);
    }

private:
    support::Symbol Resolve(support::Symbol name) const { return out_.Resolve(name, MacroCount()); }
    uint32_t MacroCount() const { return static_cast<uint32_t>(out_.macros.size()); }

    void Visit(DatumId datum, uint32_t depth)
    {
        TopItem item;
        item.form = index_;
        item.datum = datum;
        item.macros_before = MacroCount();
        const Form& form = *form_;
        if (form.kind(datum) == DatumKind::List && !form.children(datum).empty() &&
            form.kind(form.children(datum)[0]) == DatumKind::Symbol) {
            const support::Symbol head = Resolve(form.symbol(form.children(datum)[0]));
            if (const Macro* macro = out_.FindMacro(head, MacroCount())) {
                const DatumId result = expander_.Expand(*macro, *form_, datum, depth, *this);
                if (result.valid()) {
                    Visit(result, depth + 1);
                }
                return;
            }
            if (head == W().define_syntax) {
                VisitDefineSyntax(datum);
                return;
            }
            if (IsStructForm(form, datum) && !Defines(head)) {
                VisitStruct(item);
                return;
            }
            if (IsDefinitionOfBool(datum)) {
                return;
            }
            if (head == W().define || head == W().defn) {
                VisitDefine(item);
                return;
            }
            if (head == W().define_values) {
                VisitDefineValues(item);
                return;
            }
            if (head == W().begin) {
                for (size_t i = 1; i < form.children(datum).size(); ++i) {
                    Visit(form.children(datum)[i], depth);
                }
                return;
            }
            if (head == W().cond_expand) {
                const DatumId chosen = SelectFeatures(*form_, datum, sink_);
                if (chosen.valid()) {
                    Visit(chosen, depth);
                }
                return;
            }
            if (head == W().export_) {
                VisitExport(datum);
                return;
            }
            if (head == W().import) {
                return;   // FindImports has read it
            }
            if (head == W().extern_) {
                VisitExtern(item);
                return;
            }
        }
        out_.items.push_back(item);
    }

    void Report(const ShapeError& error, std::string_view form_name)
    {
        if (error.kind == DiagKind::NotYetSupported) {
            sink_.Report(error.kind, error.span, error.text);
        } else {
            sink_.Report(error.kind, error.span, form_name, error.text);
        }
    }

    /// What uses the names of a definition that was reported is not reported again.
    void NoteBroken(DatumId datum)
    {
        const DatumKind kind = form_->kind(datum);
        if (kind == DatumKind::Symbol) {
            out_.broken.push_back(form_->symbol(datum).spelled());
        } else if (kind == DatumKind::List || kind == DatumKind::Bracket || kind == DatumKind::Brace) {
            for (size_t i = 0; i < form_->children(datum).size(); ++i) {
                NoteBroken(form_->children(datum)[i]);
            }
        }
    }

    /// (define true #t) says nothing new.
    [[nodiscard]] bool IsDefinitionOfBool(DatumId datum) const
    {
        const Form& form = *form_;
        const auto parts = form.children(datum);
        return parts.size() == 3 && Resolve(form.symbol(parts[0])) == W().define && form.is_bool_word(parts[1]) &&
               form.kind(parts[2]) == DatumKind::Bool && form.boolean(parts[1]) == form.boolean(parts[2]);
    }

    void VisitDefine(TopItem& item)
    {
        DefineShape shape = ParseDefine(*form_, item.datum);
        if (shape.is_function && shape.value.valid() &&   // the program may mean something else by `lambda`
            out_.FindMacro(Resolve(form_->symbol(form_->children(shape.value)[0])), MacroCount()) != nullptr) {
            shape.is_function = false;
        }
        if (!shape.error.ok()) {
            Report(shape.error, form_->symbol(form_->children(item.datum)[0]).text());
            if (form_->children(item.datum).size() > 1) {
                NoteBroken(form_->children(item.datum)[1]);
            }
            return;
        }
        if (!shape.is_function && VisitCases(item, shape)) {
            return;
        }
        item.kind = shape.is_function ? ItemKind::Function : ItemKind::Value;
        item.name = shape.name;
        item.name_span = shape.name_span;
        item.min_args = static_cast<uint16_t>(shape.signature.params.empty() ? 0 : shape.signature.min_args());
        item.has_rest = shape.signature.has_rest;
        AddNamed(item);
    }

    /// (define f (case-lambda clause ...)): an item for each clause. Says whether it is that.
    bool VisitCases(TopItem item, const DefineShape& shape)
    {
        if (shape.value_type.valid() || form_->kind(shape.value) != DatumKind::List ||
            !form_->is_call_of(shape.value, W().case_lambda) || form_->tail(shape.value).valid() ||
            Resolve(form_->symbol(form_->children(shape.value)[0])) != W().case_lambda ||
            out_.Find(W().case_lambda) != nullptr) {
            return false;
        }
        std::vector<TopItem> clauses;
        for (DatumId clause : form_->children(shape.value).subspan(1)) {
            const Signature signature = ParseClause(*form_, clause);
            if (!signature.error.ok() || signature.params.size() > 60000) {
                return false;   // the expansion of the value reports it
            }
            TopItem part = item;
            part.kind = ItemKind::Clause;
            part.datum = clause;
            part.name = shape.name;
            part.name_span = shape.name_span;
            part.clause = static_cast<uint16_t>(clauses.size());
            item.arities.push_back({static_cast<uint16_t>(signature.min_args()), signature.has_rest});
            clauses.push_back(part);
        }
        if (clauses.empty() || clauses.size() > 1000) {
            return false;
        }
        item.kind = ItemKind::Cases;
        item.name = shape.name;
        item.name_span = shape.name_span;
        AddNamed(item);
        for (TopItem& clause : clauses) {
            clause.name = out_.ItemName(shape.name);
            out_.items.push_back(clause);
        }
        return true;
    }

    void VisitDefineValues(TopItem item)
    {
        const auto parts = form_->children(item.datum);
        if (parts.size() != 3 || form_->tail(item.datum).valid()) {
            sink_.Report(DiagKind::MalformedForm, form_->span(item.datum), "define-values",
                         "expected (define-values (name ...) expression)");
            return;
        }
        const Signature formals = ParseFormals(*form_, parts[1]);
        if (!formals.error.ok()) {
            Report(formals.error, "define-values");
            return;
        }
        item.kind = ItemKind::Values;
        out_.items.push_back(item);
        for (const ParamSpec& param : formals.params) {
            item.kind = ItemKind::NameOfValues;
            item.name = param.name;
            item.name_span = param.span;
            AddNamed(item);
        }
    }

    [[nodiscard]] bool Defines(support::Symbol name) const { return out_.Find(name) != nullptr; }

    /// Every name that the type defines is an item of its own.
    void VisitStruct(TopItem item)
    {
        StructShape shape = ParseStruct(*form_, item.datum);
        if (!shape.error.ok()) {
            ReportStructError(shape.error, form_->symbol(form_->children(item.datum)[0]).text(), sink_);
            NoteBroken(item.datum);
            return;
        }
        StructDef def = MakeStructDef(std::move(shape), false, out_.structs.size());
        def.form = index_;
        def.datum = item.datum;
        item.kind = ItemKind::StructOp;
        item.struct_op.structure = static_cast<uint32_t>(out_.structs.size());
        const auto add = [&](support::Symbol name, source::Span span, StructOpKind kind, size_t field = 0) {
            item.name = name;
            item.name_span = span;
            item.struct_op.kind = kind;
            item.struct_op.field = static_cast<uint16_t>(field);
            return AddNamed(item);
        };
        const StructShape& s = def.shape;
        const support::Symbol main_name = s.is_record ? s.name : s.constructor;
        if (Defines(main_name) || out_.FindMacro(main_name, MacroCount()) != nullptr) {
            add(main_name, s.name_span, StructOpKind::Type);   // which reports it
            return;
        }
        if (s.is_record) {
            def.type = add(def.type, s.name_span, StructOpKind::Type);
        }
        if (s.constructor.valid()) {
            def.constructor = add(def.constructor, s.constructor_span, StructOpKind::Constructor);
        }
        def.predicate = add(
            def.predicate, s.predicate.valid() ? s.predicate_span : s.name_span, StructOpKind::Predicate);
        for (size_t i = 0; i < s.fields.size(); ++i) {
            def.accessors[i] =
                add(def.accessors[i], s.fields[i].accessor.valid() ? s.fields[i].accessor_span : s.fields[i].span,
                    StructOpKind::Accessor, i);
            if (def.modifiers[i].valid()) {
                def.modifiers[i] = add(def.modifiers[i], s.fields[i].modifier_span, StructOpKind::Modifier, i);
            }
        }
        out_.structs.push_back(std::move(def));
    }

    /// A field may be of a type that is defined later.
    void ReadFieldTypes()
    {
        StructNames names;
        for (const StructDef& def : out_.structs) {
            names.push_back(def.shape.name.spelled());
        }
        for (size_t i = first_struct_; i < out_.structs.size(); ++i) {
            StructDef& def = out_.structs[i];
            for (const FieldShape& field : def.shape.fields) {
                def.types.push_back(ParseType(forms_[def.form], field.type, names, sink_));
            }
        }
    }

    /// `make-Point`, unless the program has something of its own by that name.
    void AddSecondConstructors()
    {
        for (size_t i = first_struct_; i < out_.structs.size(); ++i) {
            const StructDef& def = out_.structs[i];
            TopItem item;
            item.kind = ItemKind::StructOp;
            item.form = def.form;
            item.datum = def.datum;
            item.name = def.shape.second_constructor;
            item.name_span = def.shape.constructor_span;
            item.struct_op = {StructOpKind::Constructor, static_cast<uint32_t>(i), 0};
            if (item.name.valid() && !Defines(item.name) && out_.FindMacro(item.name, MacroCount()) == nullptr) {
                AddNamed(item);
            }
        }
    }

    void VisitDefineSyntax(DatumId datum)
    {
        const MacroDefinition definition = ParseDefineSyntax(*form_, datum, sink_);
        if (!definition.name.valid()) {
            return;
        }
        const support::Symbol name = form_->symbol(definition.name);
        const source::Span span = form_->span(definition.name);
        const Macro* known = out_.FindMacro(name, MacroCount());
        if (ReportImported(name, span)) {
            return;
        }
        if (known != nullptr || out_.Find(name) != nullptr) {
            sink_.Report(DiagKind::DuplicateDefinition, span, name)
                .Note(known != nullptr ? known->span : out_.Find(name)->name_span, "first defined here");
            return;
        }
        NameMacro(name);
        out_.macros.push_back(ParseMacro(*form_, definition.spec, name, span, kTopScope, sink_));
    }

    /// Of the next macro.
    void NameMacro(support::Symbol name)
    {
        if (name.index() >= out_.macro_of_symbol.size()) {
            out_.macro_of_symbol.resize(name.index() + 64, TopLevel::kNoItem);
        }
        out_.macro_of_symbol[name.index()] = MacroCount();
    }

    /// Expands every item for the sake of the names that it assigns to: which those are, only the expansion tells.
    void FindAssignmentsOfMacros()
    {
        source::Sink unheard;
        Expander expander(out_, unheard);
        Form copy;
        for (size_t i = 0; i < out_.items.size(); ++i) {
            const TopItem& item = out_.items[i];
            if (i == 0 || item.form != out_.items[i - 1].form) {
                copy = forms_[item.form];
            }
            if (item.kind == ItemKind::Extern || item.kind == ItemKind::NameOfValues ||
                item.kind == ItemKind::Cases || item.kind == ItemKind::StructOp) {
                continue;
            }
            const Unit unit = expander.ExpandItem(copy, item);
            for (const Node& node : unit.nodes) {
                if (node.kind == NodeKind::SetGlobal) {
                    MarkAssigned(node.symbol());
                }
            }
        }
    }

    void MarkAssigned(support::Symbol name)
    {
        if (name.index() >= out_.assigned.size()) {
            out_.assigned.resize(name.index() + 64, false);
        }
        out_.assigned[name.index()] = true;
    }

    void VisitExtern(TopItem& item)
    {
        const auto parts = form_->children(item.datum);
        if (parts.size() < 2 || form_->kind(parts[1]) != DatumKind::Symbol) {
            sink_.Report(DiagKind::MalformedForm, form_->span(item.datum), "extern", "a name is missing");
            return;
        }
        item.kind = ItemKind::Extern;
        item.name = form_->symbol(parts[1]);
        item.name_span = form_->span(parts[1]);
        const ExternShape shape = ParseExtern(*form_, item);
        if (!shape.signature.error.ok()) {
            Report(shape.signature.error, "extern");
            return;
        }
        item.min_args = static_cast<uint16_t>(shape.signature.params.size());
        AddNamed(item);
    }

    /// `name-1`, or with the next number that nothing in the program is called by.
    static support::Symbol NewName(support::Symbol alias)
    {
        const std::string base(alias.text());
        size_t number = 1;
        while (support::Symbols().Find(base + "-" + std::to_string(number)).valid()) {
            ++number;
        }
        return support::Intern(base + "-" + std::to_string(number));
    }

    /// The name that the item has now.
    /// A name that is imported cannot be defined.
    bool ReportImported(support::Symbol name, source::Span span)
    {
        if (!out_.is_imported(name)) {
            return false;
        }
        sink_.Report(DiagKind::ImportClash, span, name).Note(out_.imported[name.index()], "imported here");
        return true;
    }

    support::Symbol AddNamed(TopItem item)
    {
        const TopItem* first = out_.Find(item.name);
        const Macro* macro = out_.FindMacro(item.name, MacroCount());
        if (ReportImported(item.name, item.name_span)) {
            return item.name;
        }
        if (first != nullptr || macro != nullptr) {
            sink_.Report(DiagKind::DuplicateDefinition, item.name_span, item.name)
                .Note(macro != nullptr ? macro->span : first->name_span, "first defined here");
            return item.name;
        }
        if (support::Symbols().is_alias(item.name)) {
            const support::Symbol alias = item.name;
            item.name = NewName(alias);
            NameItem(alias);
        }
        NameItem(item.name);
        out_.items.push_back(item);
        return item.name;
    }

    /// Of the next item.
    void NameItem(support::Symbol name)
    {
        if (name.index() >= out_.item_of_symbol.size()) {
            out_.item_of_symbol.resize(name.index() + 64, TopLevel::kNoItem);
        }
        out_.item_of_symbol[name.index()] = static_cast<uint32_t>(out_.items.size());
    }

    TopItem* FindItem(support::Symbol name)
    {
        return out_.Find(name) == nullptr ? nullptr : &out_.items[out_.item_of_symbol[name.index()]];
    }

    /// (export name (rename name new-name) ...)
    void VisitExport(DatumId datum)
    {
        static const support::Symbol kRename = support::Intern("rename");
        const auto parts = form_->children(datum);
        for (size_t i = 1; i < parts.size(); ++i) {
            const source::Span span = form_->span(parts[i]);
            const bool renames = form_->kind(parts[i]) == DatumKind::List && form_->is_call_of(parts[i], kRename) &&
                                 form_->children(parts[i]).size() == 3;
            const DatumId name = renames ? form_->children(parts[i])[1] : parts[i];
            const DatumId as = renames ? form_->children(parts[i])[2] : parts[i];
            if (form_->kind(name) == DatumKind::Symbol && form_->kind(as) == DatumKind::Symbol) {
                out_.exports.push_back({form_->symbol(name), form_->symbol(as), span});
            } else {
                sink_.Report(DiagKind::MalformedForm, span, "export", "expected names or (rename name new-name)");
            }
        }
    }

    /// Every name that some `set!` in this form writes to, bound locally or not: a superset is safe.
    void ScanAssignments()
    {
        const Form& form = *form_;
        bool has_rules = false;
        bool has_set = false;
        for (size_t i = 0; i < form.size(); ++i) {
            const DatumId id(i);
            has_rules = has_rules || form.is_symbol(id, W().syntax_rules);
            has_set = has_set || form.is_symbol(id, W().set);
            if (form.kind(id) != DatumKind::List || !form.is_call_of(id, W().set)) {
                continue;
            }
            const auto parts = form.children(id);
            if (parts.size() > 1 && form.kind(parts[1]) == DatumKind::Symbol) {
                MarkAssigned(Resolve(form.symbol(parts[1])));
            }
        }
        macros_assign_ = macros_assign_ || (has_rules && has_set);
    }

    std::vector<Form>& forms_;
    source::Sink& sink_;
    MacroExpander expander_;
    Form* form_ = nullptr;
    bool macros_assign_ = false;   ///< some macro may expand to a `set!`
    uint32_t index_ = 0;
    TopLevel out_;
    size_t first_struct_;          ///< types before this one belong to other files
};

}  // namespace

TopLevel CollectTopLevel(std::vector<Form>& forms, source::Sink& sink, const Imported& imported)
{
    return Collector(forms, sink, imported).Run();
}

}  // namespace omni::ast
