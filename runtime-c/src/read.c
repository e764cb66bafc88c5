/* read.c: data from text. Nesting takes the C stack, which is checked; the length of a list does not. */
#include "internal.h"

#include <string.h>

/* One reading of a datum. */
typedef struct Reader {
    Port *port;  /* NULL: the program's input */
    Region *dest;
    const char *where;
    Piece token;
} Reader;

/* What read_datum gives besides data. No value is one of them. */
static const Obj end_mark, dot_mark, close_mark;

static Obj *read_datum(Reader *reader);

static OMNI_NORETURN void fail(Reader *reader, const char *what)
{
    omni__piece_end(&reader->token);
    omni_panic(OMNI_ERROR_READ, what, reader->where);
}

/* The next char, which stays; false at the end. */
static bool peek(const Reader *reader, uint32_t *c, size_t *width)
{
    *width = omni__next_char(reader->port, c);
    return *width > 0;
}

static bool next(Reader *reader, uint32_t *c)
{
    size_t width;
    if (!peek(reader, c, &width)) {
        return false;
    }
    omni__skip_input(reader->port, width);
    return true;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_delimiter(uint32_t c)
{
    return is_space(c) || c == '(' || c == ')' || c == '[' || c == ']' || c == '"' || c == ';' || c == '\'' ||
           c == '|';
}

static void add_char(Reader *reader, uint32_t c)
{
    char bytes[OMNI_UTF8_BYTES];
    omni__piece_add(&reader->token, bytes, omni_utf8_encode(c, bytes));
}

static bool is_line_end(uint32_t c)
{
    return c == '\n' || c == '\r';
}

/* A line ends with a newline, a return or both: `c`, which has been read, begins it. */
static void end_line(Reader *reader, uint32_t c)
{
    uint32_t after;
    size_t width;
    if (c == '\r' && peek(reader, &after, &width) && after == '\n') {
        omni__skip_input(reader->port, width);
    }
}

/* Adds chars up to the next delimiter. */
static void read_token(Reader *reader)
{
    uint32_t c;
    size_t width;
    while (peek(reader, &c, &width) && !is_delimiter(c)) {
        omni__skip_input(reader->port, width);
        add_char(reader, c);
    }
}

static bool token_is(const Reader *reader, const char *text)
{
    return reader->token.length == strlen(text) && memcmp(reader->token.bytes, text, reader->token.length) == 0;
}

/* The same, where capital letters count as small ones. */
static bool token_says(const Reader *reader, const char *text)
{
    size_t i;
    if (reader->token.length != strlen(text)) {
        return false;
    }
    for (i = 0; i < reader->token.length; i++) {
        const char c = reader->token.bytes[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != text[i]) {
            return false;
        }
    }
    return true;
}

/* The token as a C string; it is forgotten. */
static const char *take_token(Reader *reader, size_t *length)
{
    *length = reader->token.length;
    omni__piece_add(&reader->token, "", 1);
    reader->token.length = 0;
    return reader->token.bytes;
}

static Obj *symbol_of(const char *text, size_t length, const char *where)
{
    String name;
    omni_set_header(&name.header, OMNI_TAG_STRING, OMNI_STORAGE_STACK, 0);
    name.text = text;
    name.length = (uint32_t)length;
    name.chars = 0;
    return omni_string_to_symbol(&name.header, where);
}

/* Skips a block comment, whose `#|` has been read. */
static void skip_block(Reader *reader)
{
    size_t depth = 1;
    uint32_t before = 0;
    uint32_t c;
    while (depth > 0) {
        if (!next(reader, &c)) {
            fail(reader, "a comment does not end");
        }
        if (before == '|' && c == '#') {
            depth--;
            c = 0;
        } else if (before == '#' && c == '|') {
            depth++;
            c = 0;
        }
        before = c;
    }
}

static uint32_t read_hex_escape(Reader *reader)
{
    uint32_t code = 0;
    uint32_t c;
    while (next(reader, &c) && c != ';') {
        uint32_t digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20u) >= 'a' && (c | 0x20u) <= 'f' ? (c | 0x20u) - 'a' + 10 : 16;
        if (digit == 16 || code > 0x10FFFFu) {
            fail(reader, "a bad escape");
        }
        code = code * 16 + digit;
    }
    if (code > 0x10FFFFu || (code >= 0xD800u && code <= 0xDFFFu)) {
        fail(reader, "a bad escape");
    }
    return code;
}

/* Skips a line break with the blanks around it, whose first char `c` has been read. */
static void skip_line_break(Reader *reader, uint32_t c)
{
    size_t width;
    while (c == ' ' || c == '\t') {
        if (!next(reader, &c)) {
            return;
        }
    }
    if (!is_line_end(c)) {
        fail(reader, "a bad escape");
    }
    end_line(reader, c);
    while (peek(reader, &c, &width) && (c == ' ' || c == '\t')) {
        omni__skip_input(reader->port, width);
    }
}

/* What follows a backslash in quotes or bars: `c` has been read. */
static void read_escape(Reader *reader, uint32_t c)
{
    switch (c) {
    case 'n': add_char(reader, '\n'); break;
    case 't': add_char(reader, '\t'); break;
    case 'r': add_char(reader, '\r'); break;
    case 'a': add_char(reader, '\a'); break;
    case 'b': add_char(reader, '\b'); break;
    case '"':
    case '\\':
    case '|': add_char(reader, c); break;
    case 'x':
    case 'X': add_char(reader, read_hex_escape(reader)); break;
    default: skip_line_break(reader, c); break;
    }
}

/* The text up to `mark`, a quote or a bar, as the token. A line end in it is one newline. */
static void read_quoted(Reader *reader, uint32_t mark)
{
    uint32_t c;
    while (next(reader, &c)) {
        if (c == mark) {
            return;
        }
        if (is_line_end(c)) {
            end_line(reader, c);
            add_char(reader, '\n');
        } else if (c != '\\') {
            add_char(reader, c);
        } else if (next(reader, &c)) {
            read_escape(reader, c);
        }
    }
    fail(reader, mark == '"' ? "a string does not end" : "a name does not end");
}

static Obj *read_string_datum(Reader *reader)
{
    size_t length;
    const char *text;
    read_quoted(reader, '"');
    text = take_token(reader, &length);
    return mk_string_region(reader->dest, text, length);
}

/* A number, or else a symbol. */
static Obj *number_or_symbol(Reader *reader)
{
    size_t length;
    const char *text = take_token(reader, &length);
    int64_t integer;
    double real;
    switch (omni__read_number(text, length, 10, &integer, &real)) {
    case OMNI_READ_INT: return mk_int_region(reader->dest, integer);
    case OMNI_READ_FLOAT: return mk_float_region(reader->dest, real);
    case OMNI_READ_NOTHING: break;
    }
    return symbol_of(text, length, reader->where);
}

static Obj *read_char_datum(Reader *reader)
{
    static const struct {
        const char *name;
        uint32_t code;
    } names[] = {{"space", ' '},   {"newline", '\n'}, {"tab", '\t'},     {"return", '\r'}, {"null", 0},
                 {"alarm", '\a'}, {"backspace", 8},  {"delete", 0x7F}, {"escape", 0x1B}};
    uint32_t c;
    size_t i;
    size_t length;
    const char *text;
    if (!next(reader, &c)) {
        fail(reader, "a char is missing");
    }
    add_char(reader, c);
    if (!is_delimiter(c)) {
        read_token(reader);
    }
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (token_is(reader, names[i].name)) {
            reader->token.length = 0;
            return omni_char(names[i].code);
        }
    }
    text = take_token(reader, &length);
    if (omni_utf8_decode(text, length, &c) == length) {
        return omni_char(c);
    }
    if (text[0] == 'x' || text[0] == 'X') {
        int64_t code;
        double real;
        if (omni__read_number(text + 1, length - 1, 16, &code, &real) == OMNI_READ_INT) {
            return omni_char(omni_integer_to_char(code, reader->where));
        }
    }
    fail(reader, "an unknown char");
}

/* Items up to `close`; what follows a dot is the tail. */
static Obj *read_list(Reader *reader, bool may_have_tail)
{
    Obj *first = OMNI_NIL;
    Obj *last = NULL;
    for (;;) {
        Obj *item = read_datum(reader);
        Obj *pair;
        if (item == &close_mark) {
            return first;
        }
        if (item == &end_mark) {
            fail(reader, "a list does not end");
        }
        if (item == &dot_mark) {
            if (last == NULL || !may_have_tail) {
                fail(reader, "a dot in the wrong place");
            }
            item = read_datum(reader);
            if (item == &end_mark || item == &dot_mark || item == &close_mark || read_datum(reader) != &close_mark) {
                fail(reader, "a dot in the wrong place");
            }
            ((Pair *)last)->cdr = item;
            return first;
        }
        pair = mk_pair_region(reader->dest, item, OMNI_NIL);
        if (last == NULL) {
            first = pair;
        } else {
            ((Pair *)last)->cdr = pair;
        }
        last = pair;
    }
}

static Obj *list_to_vector(Reader *reader, Obj *list)
{
    Obj *vector = omni_make_vector(reader->dest, omni_length(list, reader->where), OMNI_NIL, reader->where);
    size_t i = 0;
    for (; omni_is_pair(list); list = omni_pair_cdr(list)) {
        ((Vector *)vector)->items[i++] = omni_pair_car(list);
    }
    return vector;
}

static Obj *list_to_bytes(Reader *reader, Obj *list)
{
    Obj *bytes = omni_make_bytes(reader->dest, omni_length(list, reader->where), 0, reader->where);
    size_t i = 0;
    for (; omni_is_pair(list); list = omni_pair_cdr(list)) {
        const Obj *item = omni_pair_car(list);
        if (!omni_is_fixnum(item) || omni_int_value(item) < 0 || omni_int_value(item) > 255) {
            fail(reader, "bytes hold numbers from 0 to 255");
        }
        ((Bytes *)bytes)->data[i++] = (uint8_t)omni_int_value(item);
    }
    return bytes;
}

static Obj *read_item(Reader *reader)
{
    Obj *item = read_datum(reader);
    if (item == &end_mark || item == &dot_mark || item == &close_mark) {
        fail(reader, "a datum is missing");
    }
    return item;
}

/* 'x is (quote x). */
static Obj *read_quotation(Reader *reader, const char *word)
{
    Obj *symbol = symbol_of(word, strlen(word), reader->where);
    return mk_pair_region(reader->dest, symbol, mk_pair_region(reader->dest, read_item(reader), OMNI_NIL));
}

/* What follows a `#`; NULL for a comment. */
static Obj *read_hash(Reader *reader)
{
    uint32_t c;
    size_t width;
    if (!peek(reader, &c, &width)) {
        fail(reader, "a lonely #");
    }
    if (c == '|') {
        omni__skip_input(reader->port, width);
        skip_block(reader);
        return NULL;
    }
    if (c == ';') {
        omni__skip_input(reader->port, width);
        (void)read_item(reader);
        return NULL;
    }
    if (c == '(') {
        omni__skip_input(reader->port, width);
        return list_to_vector(reader, read_list(reader, false));
    }
    if (c == '\\') {
        omni__skip_input(reader->port, width);
        return read_char_datum(reader);
    }
    add_char(reader, '#');
    read_token(reader);
    if (token_says(reader, "#t") || token_says(reader, "#true")) {
        reader->token.length = 0;
        return OMNI_TRUE;
    }
    if (token_says(reader, "#f") || token_says(reader, "#false")) {
        reader->token.length = 0;
        return OMNI_FALSE;
    }
    if (token_says(reader, "#u8") && peek(reader, &c, &width) && c == '(') {
        reader->token.length = 0;
        omni__skip_input(reader->port, width);
        return list_to_bytes(reader, read_list(reader, false));
    }
    {
        Obj *number = number_or_symbol(reader);
        if (omni_is_symbol(number)) {
            fail(reader, "unknown syntax after #");
        }
        return number;
    }
}

static Obj *read_datum(Reader *reader)
{
    uint32_t c;
    size_t width;
    OMNI_STACK_CHECK(reader->where);
    while (peek(reader, &c, &width)) {
        if (is_delimiter(c) || c == '`' || c == ',' || c == '#' || c == '|') {
            omni__skip_input(reader->port, width);
        }
        switch (c) {
        case ';':
            while (next(reader, &c) && !is_line_end(c)) {
            }
            break;
        case '(':
        case '[': return read_list(reader, true);
        case ')':
        case ']': return OMNI_REF(close_mark);
        case '"': return read_string_datum(reader);
        case '\'': return read_quotation(reader, "quote");
        case '`': return read_quotation(reader, "quasiquote");
        case ',':
            if (peek(reader, &c, &width) && c == '@') {
                omni__skip_input(reader->port, width);
                return read_quotation(reader, "unquote-splicing");
            }
            return read_quotation(reader, "unquote");
        case '|': {
            size_t length;
            const char *text;
            read_quoted(reader, '|');
            text = take_token(reader, &length);
            return symbol_of(text, length, reader->where);
        }
        case '#': {
            Obj *datum = read_hash(reader);
            if (datum != NULL) {
                return datum;
            }
            break;
        }
        default:
            if (is_space(c)) {
                break;
            }
            read_token(reader);
            if (token_is(reader, ".")) {
                reader->token.length = 0;
                return OMNI_REF(dot_mark);
            }
            return number_or_symbol(reader);
        }
    }
    return OMNI_REF(end_mark);
}

static Obj *read_from(Region *dest, Port *port, const char *where)
{
    Reader reader = {port, dest, where, {NULL, 0, 0}};
    Obj *datum = read_datum(&reader);
    if (datum == &dot_mark || datum == &close_mark) {
        fail(&reader, datum == &dot_mark ? "a dot outside of a list" : "a bracket that closes nothing");
    }
    omni__piece_end(&reader.token);
    return datum == &end_mark ? OMNI_EOF : datum;
}

Obj *omni_read(Region *dest, const char *where)
{
    return read_from(dest, omni__as_input(omni_current_input(), false, where), where);
}

Obj *omni_read_from(Region *dest, Obj *port, const char *where)
{
    return read_from(dest, omni__as_input(port, false, where), where);
}
