/* value.h: values and the layout of objects.
 *
 * A value is an `Obj *`: a reference to an object, or an immediate that its low bits tell apart.
 *
 *   bits (low end)  meaning     rest of the word
 *   ...xxx1         fixnum      the integer: 63 bits on a 64-bit machine, 31 on a 32-bit machine
 *   ...0010         char        the Unicode code point, shifted left by 4
 *   ...0110         constant    which of OMNI_FALSE ... OMNI_EOF, shifted left by 4
 *   ...xx00         reference   address of an object; objects are aligned to 4 bytes or more
 *
 * An Int is an int64_t on every machine. One that does not fit a fixnum is an IntBox. Code that makes Ints never boxes one
 * that fits; code that reads them accepts both, because a static constant may be boxed for the sake of smaller machines.
 *
 * Every object starts with the 8 bytes of `Obj`. The bytes behind it have room for one pointer at least, which is where
 * transmigrate leaves the address of the copy.
 */
#ifndef OMNI_VALUE_H
#define OMNI_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "omni/config.h"

OMNI_BEGIN_C

/* Kinds of objects. */
enum {
    OMNI_TAG_NONE,     /* never in an object; what poisoned memory may look like */
    OMNI_TAG_PAIR,
    OMNI_TAG_FLOAT,
    OMNI_TAG_INT,
    OMNI_TAG_STRING,
    OMNI_TAG_SYMBOL,
    OMNI_TAG_CLOSURE,
    OMNI_TAG_CELL,
    OMNI_TAG_VECTOR,
    OMNI_TAG_INT_VECTOR,    /* a vector whose items are int64_t */
    OMNI_TAG_FLOAT_VECTOR,  /* a vector whose items are double */
    OMNI_TAG_BYTES,
    OMNI_TAG_DICT,
    OMNI_TAG_PORT,
    OMNI_TAG_VALUES,
    OMNI_TAG_STRUCT,
    OMNI_TAG_ERROR,
    OMNI_TAG_PROMISE,
    OMNI_TAG_COUNT
};

/* Where an object lives. */
enum {
    OMNI_STORAGE_STATIC,  /* constant: never freed, never changed */
    OMNI_STORAGE_STACK,   /* a C object of a block */
    OMNI_STORAGE_REGION,  /* dies with its region */
    OMNI_STORAGE_HEAP     /* freed on its own; see heap.h */
};

enum {
    OMNI_FLAG_FORWARDED = 1, /* transmigrate has copied it; the word behind the header is the copy's address */
    OMNI_FLAG_COPY = 2       /* made by a raise; may be eq? to what it was copied from */
};

/* The header of every object. */
typedef struct Obj {
    uint8_t tag;      /* OMNI_TAG_... */
    uint8_t storage;  /* OMNI_STORAGE_... */
    uint8_t flags;    /* OMNI_FLAG_... */
    uint8_t aux;      /* for the kind's own use; 0 in the kinds below */
    uint32_t word;    /* storage region: the region's number; heap: how many references there are; otherwise 0, or on
                         the stack the number of what was raised and is told from others */
} Obj;

typedef struct Region Region;

typedef struct Pair {
    Obj header;
    Obj *car;
    Obj *cdr;
} Pair;

/* Two or more values that a function returns together: the first, and the one that remains or the Values that remain. No list: only
 * what receives several values looks into it. */
typedef struct Values {
    Obj header;
    Obj *first;
    Obj *rest;
} Values;

/* A Float on its own. */
typedef struct FloatBox {
    Obj header;
    double value;
} FloatBox;

/* An Int that does not fit a fixnum. */
typedef struct IntBox {
    Obj header;
    int64_t value;
} IntBox;

/* A mutable variable that closures share, a box of the program, or a promise; aux of a promise is its state, see promise.h. */
typedef struct Cell {
    Obj header;
    Obj *content;
} Cell;

/* UTF-8 text. */
typedef struct String {
    Obj header;        /* aux 1: the text is in a buffer of its own, in the same region */
    const char *text;  /* `length` bytes and a NUL; in a region they follow the String, unless aux is 1 */
    uint32_t length;   /* in bytes */
    uint32_t chars;    /* in code points; 0 when length is not 0: nobody has counted yet (static constants) */
} String;

/* A name; there is one object for each name, so that symbols are compared by address. */
typedef struct Symbol {
    Obj header;
    const char *text;  /* `length` bytes and a NUL */
    uint32_t length;   /* in bytes */
    uint32_t unused;   /* 0 */
} Symbol;

/* The C function of a closure. `self` is the closure, `dest` is where the result is built. */
typedef Obj *(*OmniCode)(Obj *self, Region *dest, int argc, Obj *const *args);

/* A function as a value. `captured_count` values follow it. */
typedef struct Closure {
    Obj header;
    OmniCode code;
    int16_t min_args;         /* it takes at least so many arguments */
    int16_t max_args;         /* and at most so many; -1: any number */
    uint32_t captured_count;
} Closure;

/* Values by position. The items lie in a buffer of their own, in the same region. */
typedef struct Vector {
    Obj header;
    Obj **items;        /* `capacity` places, of which `length` are used; NULL when capacity is 0 */
    uint32_t length;
    uint32_t capacity;
} Vector;

/* Ints or Floats by position, as C numbers; which of them, the tag says. For the program it is a vector like any other. */
typedef struct NumberVector {
    Obj header;
    union {
        int64_t *ints;
        double *floats;
    } items;            /* as in a Vector */
    uint32_t length;
    uint32_t capacity;
} NumberVector;

/* Numbers from 0 to 255 by position. */
typedef struct Bytes {
    Obj header;
    uint8_t *data;    /* `length` bytes; in a region they follow the Bytes */
    uint32_t length;
    uint32_t unused;  /* 0 */
} Bytes;

/* Values by key, in order of insertion; see dict.c. */
typedef struct Dict {
    Obj header;
    Obj **entries;      /* buffer of its own in the same region: key, value, key, value, ...; NULL when capacity is 0 */
    uint32_t count;     /* entries that are there */
    uint32_t used;      /* entries that were put there since the buffer was last tidied, removed ones included */
    uint32_t capacity;  /* entries that the buffer has room for: 0 or a power of two */
    uint32_t unused;    /* 0 */
} Dict;

typedef struct OmniStructType OmniStructType;

/* The head of an object of a struct type; its fields follow. */
typedef struct Struct {
    Obj header;
    const OmniStructType *type;  /* see struct.h */
} Struct;

/* Where output goes or input comes from: the program's streams, or text. */
typedef struct Port {
    Obj header;          /* aux: which of them */
    char *text;          /* buffer of its own in the same region; NULL when capacity is 0 */
    uint32_t length;     /* in bytes */
    uint32_t capacity;   /* in bytes */
    uint32_t position;   /* input: the byte that is read next */
    uint32_t closed;     /* 1: it was closed */
    uint32_t binary;     /* 1: it gives or takes bytes */
} Port;

/* What `error` raises, and what a run-time check that fails raises. header.aux is the OmniErrorCode. */
typedef struct Error {
    Obj header;
    Obj *message;       /* a string, as a rule */
    Obj *irritants;     /* a list */
    const char *where;  /* the place in the source, or NULL */
} Error;

/* --- immediates ---------------------------------------------------------------------------------------------- */

#define OMNI_FALSE   ((Obj *)(uintptr_t)0x06u)
#define OMNI_NOTHING ((Obj *)(uintptr_t)0x16u)
#define OMNI_TRUE    ((Obj *)(uintptr_t)0x26u)
#define OMNI_NIL     ((Obj *)(uintptr_t)0x36u)  /* the empty list */
#define OMNI_EOF     ((Obj *)(uintptr_t)0x46u)  /* what reading past the end gives */

#define OMNI_NO_VALUES ((Obj *)(uintptr_t)0x66u)  /* what (values) returns */

#define OMNI_ABSENT ((Obj *)(uintptr_t)0x76u)  /* an argument that is not given */

/* In the place of what a dict does not hold any more. No program ever sees it. */
#define OMNI__REMOVED ((Obj *)(uintptr_t)0x56u)

/* What omni_try gives in the place of a result when something was raised. No program ever sees it. */
#define OMNI_RAISED ((Obj *)(uintptr_t)0x86u)

/* The mark of a call that the caller makes, see closure.h. No program ever sees it. */
#define OMNI_PENDING ((Obj *)(uintptr_t)0x96u)

#define OMNI_FIXNUM_MAX (INTPTR_MAX / 2)
#define OMNI_FIXNUM_MIN (INTPTR_MIN / 2)

/* The value of a small integer, as a constant expression. Portable code stays within 31 bits: OMNI_STATIC_INT has no limit. */
#define OMNI_FIX(n) ((Obj *)((intptr_t)(n) * 2 + 1))
/* The value of a char with this code point, as a constant expression. */
#define OMNI_CHAR_CONST(c) ((Obj *)((uintptr_t)(c) * 16u + 2u))

/* Fixnums are read with a shift of a negative number, which C leaves to the compiler; this one must keep the sign. */
typedef char omni_shift_keeps_the_sign[((-1 >> 1) == -1) ? 1 : -1];

static inline bool omni_is_object(const Obj *value)
{
    return ((uintptr_t)value & 3u) == 0;
}

static inline bool omni_has_tag(const Obj *value, uint8_t tag)
{
    return omni_is_object(value) && value->tag == tag;
}

static inline bool omni_is_fixnum(const Obj *value)
{
    return ((uintptr_t)value & 1u) != 0;
}

static inline bool omni_are_fixnums(const Obj *a, const Obj *b)
{
    return ((uintptr_t)a & (uintptr_t)b & 1u) != 0;
}

static inline int64_t omni_fixnum_value(const Obj *fixnum)
{
    return (int64_t)((intptr_t)fixnum >> 1);
}

static inline bool omni_fits_fixnum(int64_t value)
{
    return value >= OMNI_FIXNUM_MIN && value <= OMNI_FIXNUM_MAX;
}

static inline Obj *omni_bool(bool value)
{
    return value ? OMNI_TRUE : OMNI_FALSE;
}

static inline Obj *omni_char(uint32_t code_point)
{
    return OMNI_CHAR_CONST(code_point);
}

static inline Obj *omni_eof(void)
{
    return OMNI_EOF;
}

/* --- predicates ---------------------------------------------------------------------------------------------- */

/* Only false and nothing are false. */
static inline bool omni_is_true(const Obj *value)
{
    return value != OMNI_FALSE && value != OMNI_NOTHING;
}

static inline Obj *omni_absent(void) { return OMNI_ABSENT; }
static inline bool omni_is_absent(const Obj *value) { return value == OMNI_ABSENT; }
static inline bool omni_is_null(const Obj *value) { return value == OMNI_NIL; }
static inline bool omni_is_nothing(const Obj *value) { return value == OMNI_NOTHING; }
static inline bool omni_is_eof(const Obj *value) { return value == OMNI_EOF; }
static inline bool omni_is_bool(const Obj *value) { return value == OMNI_TRUE || value == OMNI_FALSE; }
static inline bool omni_is_char(const Obj *value) { return ((uintptr_t)value & 15u) == 2u; }
static inline bool omni_is_pair(const Obj *value) { return omni_has_tag(value, OMNI_TAG_PAIR); }
static inline bool omni_is_int(const Obj *value) { return omni_is_fixnum(value) || omni_has_tag(value, OMNI_TAG_INT); }
static inline bool omni_is_float(const Obj *value) { return omni_has_tag(value, OMNI_TAG_FLOAT); }
static inline bool omni_is_number(const Obj *value) { return omni_is_int(value) || omni_is_float(value); }
static inline bool omni_is_string(const Obj *value) { return omni_has_tag(value, OMNI_TAG_STRING); }
static inline bool omni_is_symbol(const Obj *value) { return omni_has_tag(value, OMNI_TAG_SYMBOL); }
static inline bool omni_is_procedure(const Obj *value) { return omni_has_tag(value, OMNI_TAG_CLOSURE); }

static inline bool omni_is_box(const Obj *value) { return omni_has_tag(value, OMNI_TAG_CELL); }
static inline bool omni_is_vector(const Obj *value)
{
    return omni_is_object(value) && value->tag >= OMNI_TAG_VECTOR && value->tag <= OMNI_TAG_FLOAT_VECTOR;
}
static inline bool omni_is_number_vector(const Obj *value)
{
    return omni_is_object(value) && (value->tag == OMNI_TAG_INT_VECTOR || value->tag == OMNI_TAG_FLOAT_VECTOR);
}
static inline bool omni_is_bytes(const Obj *value) { return omni_has_tag(value, OMNI_TAG_BYTES); }
static inline bool omni_is_dict(const Obj *value) { return omni_has_tag(value, OMNI_TAG_DICT); }
static inline bool omni_is_values(const Obj *value) { return omni_has_tag(value, OMNI_TAG_VALUES); }
static inline bool omni_is_any_struct(const Obj *value) { return omni_has_tag(value, OMNI_TAG_STRUCT); }
static inline bool omni_is_promise(const Obj *value) { return omni_has_tag(value, OMNI_TAG_PROMISE); }
static inline bool omni_is_port(const Obj *value) { return omni_has_tag(value, OMNI_TAG_PORT); }

/* --- unchecked reading: the caller knows the kind ------------------------------------------------------------- */

static inline int64_t omni_int_value(const Obj *number)
{
    return omni_is_fixnum(number) ? omni_fixnum_value(number) : ((const IntBox *)number)->value;
}

static inline double omni_float_value(const Obj *number) { return ((const FloatBox *)number)->value; }
static inline bool omni_bool_value(const Obj *value) { return value == OMNI_TRUE; }
static inline uint32_t omni_char_value(const Obj *value) { return (uint32_t)((uintptr_t)value >> 4); }
static inline Obj *omni_pair_car(const Obj *pair) { return ((const Pair *)pair)->car; }
static inline Obj *omni_pair_cdr(const Obj *pair) { return ((const Pair *)pair)->cdr; }

/* Fills a header. */
static inline void omni_set_header(Obj *object, uint8_t tag, uint8_t storage, uint32_t word)
{
    object->tag = tag;
    object->storage = storage;
    object->flags = 0;
    object->aux = 0;
    object->word = word;
}

OMNI_END_C

#endif
