/* print.c: external representations, into the output or a buffer.
 *
 * Nested values are printed without recursion: the work list holds what is open. A buffer ends the walk when it is full, or when
 * values nest deeper than the work list holds without memory of its own, so that a panic can print anything.
 */
#include "internal.h"

#include <string.h>

void omni__put_cstr(Sink *sink, const char *text)
{
    omni__put(sink, text, strlen(text));
}

static void put_char(Sink *sink, uint32_t c)
{
    char bytes[OMNI_UTF8_BYTES];
    omni__put(sink, bytes, omni_utf8_encode(c, bytes));
}

static void put_hex(Sink *sink, const char *before, uint32_t c, const char *behind)
{
    char digits[OMNI_INT_TEXT_BYTES];
    omni__put_cstr(sink, before);
    omni__put(sink, digits, omni__int_text((int64_t)c, 16, digits));
    omni__put_cstr(sink, behind);
}

/* R7RS 6.6. */
static void put_quoted_char(Sink *sink, uint32_t c)
{
    const char *name = NULL;
    switch (c) {
    case 0x00: name = "#\\null"; break;
    case 0x07: name = "#\\alarm"; break;
    case 0x08: name = "#\\backspace"; break;
    case 0x09: name = "#\\tab"; break;
    case 0x0A: name = "#\\newline"; break;
    case 0x0D: name = "#\\return"; break;
    case 0x1B: name = "#\\escape"; break;
    case 0x20: name = "#\\space"; break;
    case 0x7F: name = "#\\delete"; break;
    default: break;
    }
    if (name != NULL) {
        omni__put_cstr(sink, name);
    } else if (c < 0x20 || (c >= 0x80 && c < 0xA0)) {
        put_hex(sink, "#\\x", c, "");
    } else {
        omni__put_cstr(sink, "#\\");
        put_char(sink, c);
    }
}

/* Text between `quote` characters, R7RS 6.7 and 2.1. */
static void put_escaped(Sink *sink, const char *text, size_t length, char quote)
{
    size_t i;
    omni__put(sink, &quote, 1);
    for (i = 0; i < length && !sink->full; i++) {
        unsigned char c = (unsigned char)text[i];
        switch (c) {
        case '\a': omni__put_cstr(sink, "\\a"); continue;
        case '\b': omni__put_cstr(sink, "\\b"); continue;
        case '\t': omni__put_cstr(sink, "\\t"); continue;
        case '\n': omni__put_cstr(sink, "\\n"); continue;
        case '\r': omni__put_cstr(sink, "\\r"); continue;
        case '\\': omni__put_cstr(sink, "\\\\"); continue;
        default: break;
        }
        if (c == (unsigned char)quote) {
            omni__put(sink, "\\", 1);
        }
        if (c < 0x20 || c == 0x7F) {
            put_hex(sink, "\\x", c, ";");
        } else {
            omni__put(sink, &text[i], 1);
        }
    }
    omni__put(sink, &quote, 1);
}

/* Would the reader take this name for something else, or for several things? */
static bool needs_bars(const Symbol *symbol)
{
    int64_t integer;
    double real;
    size_t i;
    if (symbol->length == 0 || (symbol->length == 1 && symbol->text[0] == '.') || symbol->text[0] == '#') {
        return true;
    }
    for (i = 0; i < symbol->length; i++) {
        unsigned char c = (unsigned char)symbol->text[i];
        if (c <= ' ' || c == 0x7F || strchr("()[]{}\"';`,|\\", c) != NULL) {
            return true;
        }
    }
    return omni__read_number(symbol->text, symbol->length, 10, &integer, &real) != OMNI_READ_NOTHING;
}

static void put_constant(Sink *sink, const Obj *value)
{
    const char *text = "#<unknown>";
    if (value == OMNI_FALSE) {
        text = "#f";
    } else if (value == OMNI_TRUE) {
        text = "#t";
    } else if (value == OMNI_NOTHING) {
        text = "nothing";
    } else if (value == OMNI_NIL) {
        text = "()";
    } else if (value == OMNI_EOF) {
        text = "#<eof>";
    } else if (value == OMNI_NO_VALUES) {
        text = "#<values>";
    }
    omni__put_cstr(sink, text);
}

static void put_object(Sink *sink, const Obj *value, bool quoted)
{
    char text[OMNI_FLOAT_TEXT_BYTES];
    const String *string;
    const Symbol *symbol;
    switch (value->tag) {
    case OMNI_TAG_FLOAT:
        omni__put(sink, text, omni_float_text(omni_float_value(value), text));
        break;
    case OMNI_TAG_STRING:
        string = (const String *)value;
        if (quoted) {
            put_escaped(sink, string->text, string->length, '"');
        } else {
            omni__put(sink, string->text, string->length);
        }
        break;
    case OMNI_TAG_SYMBOL:
        symbol = (const Symbol *)value;
        if (quoted && needs_bars(symbol)) {
            put_escaped(sink, symbol->text, symbol->length, '|');
        } else {
            omni__put(sink, symbol->text, symbol->length);
        }
        break;
    case OMNI_TAG_CLOSURE:
        omni__put_cstr(sink, "#<procedure>");
        break;
    case OMNI_TAG_VALUES:
        omni__put_cstr(sink, "#<values>");
        break;
    case OMNI_TAG_ERROR:
        omni__put_cstr(sink, "#<error>");
        break;
    case OMNI_TAG_PROMISE:
        omni__put_cstr(sink, "#<promise>");
        break;
    case OMNI_TAG_PORT:
        omni__put_cstr(sink, "#<port>");
        break;
    default:
        omni__put_cstr(sink, "#<unknown>");
        break;
    }
}

/* What has no parts. */
static void put_leaf(Sink *sink, const Obj *value, bool quoted)
{
    if (omni_is_int(value)) {
        char digits[OMNI_INT_TEXT_BYTES];
        omni__put(sink, digits, omni__int_text(omni_int_value(value), 10, digits));
    } else if (omni_is_char(value)) {
        if (quoted) {
            put_quoted_char(sink, omni_char_value(value));
        } else {
            put_char(sink, omni_char_value(value));
        }
    } else if (omni_is_object(value)) {
        put_object(sink, value, quoted);
    } else {
        put_constant(sink, value);
    }
}

static void put_number(Sink *sink, int64_t value)
{
    char digits[OMNI_INT_TEXT_BYTES];
    omni__put(sink, digits, omni__int_text(value, 10, digits));
}

static void put_bytes(Sink *sink, const Bytes *bytes)
{
    uint32_t i;
    omni__put_cstr(sink, "#u8(");
    for (i = 0; i < bytes->length && !sink->full; i++) {
        omni__put(sink, " ", i > 0 ? 1 : 0);
        put_number(sink, bytes->data[i]);
    }
    omni__put(sink, ")", 1);
}

static void put_numbers(Sink *sink, const NumberVector *vector)
{
    uint32_t i;
    omni__put_cstr(sink, "#(");
    for (i = 0; i < vector->length && !sink->full; i++) {
        NumberItem room;
        omni__put(sink, " ", i == 0 ? 0 : 1);
        put_leaf(sink, omni__number_item(vector, i, &room), false);
    }
    omni__put(sink, ")", 1);
}

/* A frame of the work list is what is open: the pair whose car was printed last; OMNI_NIL, a list that only lacks its bracket; or
 * a vector or dict and, on top of it, the position that comes next. */

/* Prints ` name: ` and what the field holds, or returns that when it is a value; NULL when there are no more fields. */
static const Obj *next_field(Sink *sink, WorkList *open, const Struct *object, size_t at, bool quoted)
{
    for (; at < object->type->field_count; at++) {
        const OmniField *field = &object->type->fields[at];
        const void *place = omni__field(object, at);
        char text[OMNI_FLOAT_TEXT_BYTES];
        omni__put(sink, " ", 1);
        omni__put_cstr(sink, field->name);
        omni__put(sink, ": ", 2);
        switch (field->kind) {
        case OMNI_FIELD_VALUE:
            open->items[open->count - 1] = OMNI_FIX(at + 1);
            return omni__field_value(object, at);
        case OMNI_FIELD_INT: put_number(sink, *(const int64_t *)place); break;
        case OMNI_FIELD_FLOAT: omni__put(sink, text, omni_float_text(*(const double *)place, text)); break;
        case OMNI_FIELD_BOOL: omni__put_cstr(sink, *(const bool *)place ? "#t" : "#f"); break;
        default:
            if (quoted) {
                put_quoted_char(sink, *(const uint32_t *)place);
            } else {
                put_char(sink, *(const uint32_t *)place);
            }
            break;
        }
    }
    omni__put(sink, ">", 1);
    open->count -= 2;
    return NULL;
}

/* The next part of the container on top of the list, or NULL when that is done. */
static const Obj *next_part(Sink *sink, WorkList *open, bool quoted)
{
    const Obj *container = open->items[open->count - 2];
    size_t at = (size_t)omni_fixnum_value(open->items[open->count - 1]);
    const Obj *part = NULL;
    if (omni_is_vector(container)) {
        const Vector *vector = (const Vector *)container;
        part = at < vector->length ? vector->items[at] : NULL;
    } else if (omni_is_any_struct(container)) {
        return next_field(sink, open, (const Struct *)container, at, quoted);
    } else {
        const Dict *dict = (const Dict *)container;
        size_t places = (size_t)dict->used * 2;
        while (at < places && dict->entries[at] == OMNI__REMOVED) {
            at++;
        }
        part = at < places ? dict->entries[at] : NULL;
    }
    if (part == NULL) {
        omni__put(sink, omni_is_vector(container) ? ")" : "}", 1);
        open->count -= 2;
        return NULL;
    }
    omni__put(sink, " ", open->items[open->count - 1] == OMNI_FIX(0) ? 0 : 1);
    open->items[open->count - 1] = OMNI_FIX(at + 1);
    return part;
}

/* Prints what stands before the next value and returns it; NULL when nothing is open any more. */
static const Obj *next_value(Sink *sink, WorkList *open, AddressTable *heads, bool quoted)
{
    while (open->count > 0) {
        const Obj *top = open->items[open->count - 1];
        if (omni_is_fixnum(top)) {
            const Obj *part = next_part(sink, open, quoted);
            if (part != NULL) {
                return part;
            }
            continue;
        }
        if (omni_is_pair(top)) {
            const Obj *tail = omni_pair_cdr(top);
            if (omni_is_pair(tail) && omni__address_find(heads, tail, NULL) == NULL) {
                open->items[open->count - 1] = omni_pair_cdr(top);
                omni__put(sink, " ", 1);
                return omni_pair_car(tail);
            }
            if (!omni_is_null(tail)) {
                open->items[open->count - 1] = OMNI_NIL;
                omni__put_cstr(sink, " . ");
                return tail;
            }
        }
        omni__put(sink, ")", 1);
        open->count--;
    }
    return NULL;
}

/* R7RS 2.4: #0=(a . #0#). */
static void put_label(Sink *sink, size_t label, bool known)
{
    omni__put(sink, "#", 1);
    put_number(sink, (int64_t)label);
    omni__put_cstr(sink, known ? "#" : "=");
}

/* Objects in `heads` get labels. */
static void put_labelled(Sink *sink, const Obj *value, bool quoted, AddressTable *heads)
{
    WorkList open;
    size_t labels = 0;
    omni__work_begin(&open);
    while (value != NULL && !sink->full) {
        AddressEntry *head = omni_is_object(value) ? omni__address_find(heads, value, NULL) : NULL;
        if (head != NULL) {
            bool known = head->mark != OMNI__NO_LABEL;
            head->mark = known ? head->mark : labels++;
            put_label(sink, head->mark, known);
            if (known) {
                value = next_value(sink, &open, heads, quoted);
                continue;
            }
        }
        if (omni_is_box(value)) {
            omni__put_cstr(sink, "#&");
            value = omni_cell_get(value);
            continue;
        }
        if (sink->buffer != NULL && open.count + 1 >= open.capacity && (omni_is_pair(value) || omni_is_vector(value) || omni_is_dict(value) ||
                                                                   omni_is_any_struct(value))) {
            sink->full = true;
            break;
        }
        if (omni_is_pair(value)) {
            omni__put(sink, "(", 1);
            omni__work_push(&open, value);
            value = omni_pair_car(value);
            continue;
        }
        if (omni_is_number_vector(value)) {
            put_numbers(sink, (const NumberVector *)value);
        } else if (omni_is_vector(value) || omni_is_dict(value)) {
            omni__put_cstr(sink, omni_is_vector(value) ? "#(" : "#{");
            omni__work_push(&open, value);
            omni__work_push(&open, OMNI_FIX(0));
        } else if (omni_is_any_struct(value)) {
            omni__put_cstr(sink, "#<");
            omni__put_cstr(sink, ((const Struct *)value)->type->name);
            omni__work_push(&open, value);
            omni__work_push(&open, OMNI_FIX(0));
        } else if (omni_is_bytes(value)) {
            put_bytes(sink, (const Bytes *)value);
        } else {
            put_leaf(sink, value, quoted);
        }
        value = next_value(sink, &open, heads, quoted);
    }
    omni__work_end(&open);
    omni__address_end(heads);
}

void omni__put_value(Sink *sink, const Obj *value, bool quoted)
{
    AddressTable heads = {NULL, 0, 0};
    if (sink->buffer == NULL) { /* a buffer is full at some time */
        omni__find_cycles(value, &heads);
    }
    put_labelled(sink, value, quoted, &heads);
}

void omni__put_shared(Sink *sink, const Obj *value)
{
    AddressTable heads = {NULL, 0, 0};
    omni__find_shared(value, &heads);
    put_labelled(sink, value, true, &heads);
}
