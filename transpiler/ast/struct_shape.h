#pragma once
// Struct and record types: `struct`, `defstruct`, `(define {struct Name} ...)` and R7RS `define-record-type`, taken apart
// into one shape.

#include <vector>

#include "ast/signature.h"

namespace omni::ast {

/// A field of a struct type and the names that it defines.
struct FieldShape {
    support::Symbol name;
    source::Span span;
    syntax::DatumId type;          ///< `{Int}`, `Int`, or None
    bool is_mutable = false;
    support::Symbol accessor, modifier;  ///< absent: the program has no name for it
    source::Span accessor_span, modifier_span;
};

/// A struct type as it is written.
struct StructShape {
    support::Symbol name;
    source::Span name_span;
    std::vector<FieldShape> fields;
    support::Symbol constructor, second_constructor, predicate;  ///< absent: none
    source::Span constructor_span, predicate_span;
    std::vector<uint16_t> parameters;  ///< of the constructor: fields, in order
    bool is_record = false;        ///< by define-record-type: its name alone is no value
    ShapeError error;
};

/// Is `list` a use of one of the forms that define a struct type? The head's meaning is the caller's to check.
bool IsStructForm(const syntax::Form& form, syntax::DatumId list);
StructShape ParseStruct(const syntax::Form& form, syntax::DatumId list);
void ReportStructError(const ShapeError& error, std::string_view form_name, source::Sink& sink);

/// What a top-level name that belongs to a struct type does.
enum class StructOpKind : uint8_t { Type, Constructor, Predicate, Accessor, Modifier };
struct StructOp {
    StructOpKind kind = StructOpKind::Type;
    uint32_t structure = 0;        ///< index of the type among those of the program
    uint16_t field = 0;            ///< Accessor, Modifier
};

/// A struct type of the program, with the top-level names of its operations. Where the program has no such name, because
/// it names none or because a body defines the type, it is one that cannot be written.
struct StructDef {
    StructShape shape;
    uint32_t form = 0;             ///< index of its form
    syntax::DatumId datum;
    support::Symbol type, constructor, predicate;
    std::vector<support::Symbol> accessors, modifiers;  ///< by field; modifiers absent for immutable ones
    std::vector<TypeSet> types;    ///< by field: what it is declared to hold
};
/// `hide`: none of the names is one of the top level; `number` of the type among those of the program.
StructDef MakeStructDef(StructShape shape, bool hide, size_t number);

}  // namespace omni::ast
