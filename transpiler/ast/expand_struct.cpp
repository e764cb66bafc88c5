// Struct types inside of bodies, and paths: p.x, v.[i], and what assigns to them.
#include <algorithm>

#include "ast/expander.h"

namespace omni::ast {

using source::DiagKind;
using syntax::DatumId;
using syntax::DatumKind;

TypeSet Expander::ParseType(const syntax::Form& form, DatumId type, source::Sink& sink) const
{
    return ast::ParseType(form, type, struct_names_, sink);
}

void Expander::BindStructOp(support::Symbol name, support::Symbol global)
{
    if (name.valid()) {
        BindLocal(name, {}, nullptr);
        locals_.back().global = global;
    }
}

/// A type that a body defines is a type of the program, whose names only the body knows.
void Expander::ScanStruct(DatumId datum)
{
    StructShape shape = ParseStruct(*form_, datum);
    if (!shape.error.ok()) {
        ReportStructError(shape.error, HeadText(datum), sink_);
        return;
    }
    StructDef def = MakeStructDef(std::move(shape), true, structs_.size());
    def.form = form_index_;
    def.datum = datum;
    struct_names_.push_back(def.shape.name.spelled());
    if (def.shape.is_record) {
        BindStructOp(def.shape.name, def.type);
    }
    BindStructOp(def.shape.constructor, def.constructor);
    BindStructOp(def.shape.second_constructor, def.constructor);
    BindStructOp(def.shape.predicate, def.predicate);
    for (size_t i = 0; i < def.shape.fields.size(); ++i) {
        BindStructOp(def.shape.fields[i].accessor, def.accessors[i]);
        BindStructOp(def.shape.fields[i].modifier, def.modifiers[i]);
    }
    for (const FieldShape& field : def.shape.fields) {
        def.types.push_back(ParseType(*form_, field.type, sink_));
    }
    structs_.push_back(std::move(def));
}

/// `a.b.[i]` where `a` is bound and the whole is not.
Expander::Path Expander::ParsePath(DatumId datum)
{
    Path path;
    const source::Span span = form_->span(datum);
    std::vector<support::Symbol> names;
    const auto children =
        form_->kind(datum) == DatumKind::Path ? form_->children(datum) : std::span<const DatumId>(&datum, 1);
    for (const DatumId part : children) {
        if (form_->kind(part) == DatumKind::Bracket) {
            const auto index = form_->children(part);
            if (index.size() != 1) {
                Malformed(part, "path", "an index is one expression in brackets");
                return {};
            }
            path.steps.push_back({{}, index[0], form_->span(part)});
            continue;
        }
        const support::Symbol symbol = form_->symbol(part);
        const std::vector<support::Symbol> parts = syntax::PathParts(symbol);
        for (const support::Symbol name : parts.empty() ? std::vector<support::Symbol>{symbol} : parts) {
            path.steps.push_back({name, {}, form_->span(part)});
        }
        if (const support::Symbol inserted = HeadOfPath(symbol); inserted.valid() && part == children[0]) {
            path.steps[0].field = inserted;
        }
    }
    if (path.steps.size() < 2 || !path.steps[0].field.valid()) {
        return {};
    }
    const support::Symbol head = path.steps[0].field;
    const Meaning meaning = Resolve(head);
    const bool is_symbol = form_->kind(datum) == DatumKind::Symbol;
    if (is_symbol) {
        const Meaning whole = Resolve(form_->symbol(datum));
        if (whole.binding.valid() || whole.macro != nullptr || top_.Find(whole.global) != nullptr) {
            return {};
        }
    }
    path.steps.erase(path.steps.begin());
    path.text = std::string(head.text());
    if (meaning.binding.valid()) {
        path.type = unit_.bindings[meaning.binding].type;
        path.head = AddRef(meaning.binding, span);
    } else if (meaning.macro == nullptr && top_.Find(meaning.global) != nullptr) {
        path.head = Add(NodeKind::GlobalRef, span, {}, meaning.global.index());
    } else if (!is_symbol) {
        sink_.Report(DiagKind::UnboundName, form_->span(children[0]), head);
    }
    return path;
}

std::vector<StructOp> Expander::Candidates(const Path& path, const PathStep& step, bool for_set)
{
    std::vector<StructOp> found;
    const StructDef* immutable = nullptr;
    std::string_view owner;
    std::vector<std::string_view> known;
    for (size_t i = 0; i < structs_.size(); ++i) {
        const StructDef& def = structs_[i];
        if (path.type != type::kAny && (path.type & type::OfStruct(i)) == 0) {
            continue;
        }
        owner = def.shape.name.text();
        for (size_t field = 0; field < def.shape.fields.size(); ++field) {
            known.push_back(def.shape.fields[field].name.text());
            if (def.shape.fields[field].name != step.field.spelled() || !def.shape.fields[field].accessor.valid()) {
                continue;
            }
            if (for_set && !def.modifiers[field].valid()) {
                immutable = &def;
                continue;
            }
            found.push_back({for_set ? StructOpKind::Modifier : StructOpKind::Accessor, static_cast<uint32_t>(i),
                             static_cast<uint16_t>(field)});
        }
    }
    if (found.empty() && immutable != nullptr) {
        sink_.Report(DiagKind::AssignmentOfConstant, step.span, path.text + "." + std::string(step.field.text()),
                     "the field is immutable")
            .Hint("write `^:mutable` in front of the field")
            .Note(immutable->shape.name_span, "the type is defined here");
    } else if (found.empty()) {
        const std::string_view near = source::NearestName(step.field.text(), known);
        const bool typed = path.type != type::kAny && !owner.empty();
        sink_.Report(DiagKind::UnknownField, step.span, typed ? owner : std::string_view(path.text), step.field)
            .Hint(near.empty() ? "" : "did you mean `" + std::string(near) + "`?");
    }
    return found;
}

/// Reads, or writes when there is a value, the field of whichever type the object has: the last one is checked.
NodeId Expander::AddFieldAccess(const std::vector<StructOp>& candidates, NodeId object, NodeId value, source::Span span)
{
    const auto access = [&](const StructOp& op, NodeId operand, NodeId stored) {
        const StructDef& def = structs_[op.structure];
        return stored.valid() ? AddGlobalCall(def.modifiers[op.field], span, {operand, stored})
                              : AddGlobalCall(def.accessors[op.field], span, {operand});
    };
    if (candidates.size() == 1) {
        return access(candidates[0], object, value);
    }
    std::vector<BindingId> bindings{NewTemp("object", span)};
    std::vector<NodeId> values{object};
    if (value.valid()) {
        bindings.push_back(NewTemp("value", span));
        values.push_back(value);
    }
    const auto stored = [&] { return value.valid() ? AddRef(bindings[1], span) : NodeId(); };
    NodeId result = access(candidates.back(), AddRef(bindings[0], span), stored());
    for (size_t i = candidates.size() - 1; i-- > 0;) {
        const NodeId test =
            AddGlobalCall(structs_[candidates[i].structure].predicate, span, {AddRef(bindings[0], span)});
        const NodeId then = access(candidates[i], AddRef(bindings[0], span), stored());
        result = Add(NodeKind::If, span, std::vector<NodeId>{test, then, result});
    }
    return AddLet(NodeKind::Let, span, bindings, values, result);
}

/// Reads (or writes, with a value) an item of a container. Where no type is stated, it is asked for at run time.
NodeId Expander::AddItemAccess(TypeSet type, const std::vector<NodeId>& values, source::Span span)
{
    struct Access {
        TypeSet type;
        std::string_view read, write;
    };
    static constexpr Access kAccesses[] = {{type::kVector, "vector-ref", "vector-set!"},
                                           {type::kDict, "dict-ref", "dict-set!"},
                                           {type::kBytes, "bytes-ref", "bytes-set!"},
                                           {type::kString, "string-ref", "string-set!"},
                                           {type::kList, "list-ref", "list-set!"}};
    const bool writes = values.size() > 2;
    const auto call = [&](std::string_view name, const std::vector<NodeId>& args) {
        std::vector<NodeId> kids{AddGlobal(name, span)};
        kids.insert(kids.end(), args.begin(), args.end());
        return Add(NodeKind::Call, span, kids);
    };
    for (const Access& access : kAccesses) {
        if ((type & ~type::kItems) == access.type) {
            return call(writes ? access.write : access.read, values);
        }
    }
    std::vector<BindingId> bindings{NewTemp("items", span), NewTemp("index", span)};
    if (writes) {
        bindings.push_back(NewTemp("value", span));
    }
    const auto parts = [&] {
        std::vector<NodeId> refs;
        for (const BindingId binding : bindings) {
            refs.push_back(AddRef(binding, span));
        }
        return refs;
    };
    const NodeId test = AddGlobalCall("vector?", span, {AddRef(bindings[0], span)});
    const NodeId of_vector = call(writes ? "vector-set!" : "vector-ref", parts());
    const NodeId other = call(writes ? "%item-set!" : "%item-ref", parts());
    const NodeId choice = Add(NodeKind::If, span, std::vector<NodeId>{test, of_vector, other});
    return AddLet(NodeKind::Let, span, bindings, values, choice);
}

/// The value that the first `count` steps lead to.
NodeId Expander::ExpandPath(Path& path, size_t count)
{
    NodeId node = path.head;
    for (size_t i = 0; i < count; ++i) {
        const PathStep& step = path.steps[i];
        if (step.index.valid()) {
            const NodeId index = Expand(step.index, false);
            node = AddItemAccess(path.type, {node, index}, step.span);
            path.type = type::kAny;
            path.text += ".[]";
            continue;
        }
        const std::vector<StructOp> candidates = Candidates(path, step, false);
        if (candidates.empty()) {
            return AddNothing(step.span);
        }
        node = AddFieldAccess(candidates, node, {}, step.span);
        path.text += "." + std::string(step.field.text());
        path.type = candidates.size() == 1 ? structs_[candidates[0].structure].types[candidates[0].field] : type::kAny;
    }
    return node;
}

NodeId Expander::ExpandPathSet(DatumId list, Path& path)
{
    const source::Span span = form_->span(list);
    const NodeId object = ExpandPath(path, path.steps.size() - 1);
    const PathStep& step = path.steps.back();
    if (step.index.valid()) {
        std::vector<NodeId> values{object, Expand(step.index, false)};
        values.push_back(Expand(form_->children(list)[2], false));
        return AddItemAccess(path.type, values, span);
    }
    const std::vector<StructOp> candidates = Candidates(path, step, true);
    const NodeId value = Expand(form_->children(list)[2], false);
    return candidates.empty() ? AddNothing(span) : AddFieldAccess(candidates, object, value, span);
}

}  // namespace omni::ast
