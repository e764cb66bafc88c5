/* constant.h: static constants, which a linker can put into flash.
 *
 *     OMNI_STATIC_SYMBOL(symbol_red, "red");
 *     OMNI_STATIC_PAIR(colours_1, OMNI_REF(symbol_red), OMNI_NIL);
 *     ... return OMNI_REF(colours_1);
 *
 * OMNI_REF casts const away, because `Obj *` is the type of all values; the storage class in the header is what keeps
 * set-car! and set-cdr! off.
 */
#ifndef OMNI_CONSTANT_H
#define OMNI_CONSTANT_H

#include "omni/value.h"

#define OMNI_STATIC_HEADER(tag) {(tag), OMNI_STORAGE_STATIC, 0, 0, 0}

#define OMNI_STATIC_PAIR(name, car, cdr) static const Pair name = {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), (car), (cdr)}
/* Text that is ASCII only. `length` in bytes; C allows NUL bytes within the literal. */
#define OMNI_STATIC_STRING(name, literal, length) \
    static const String name = {OMNI_STATIC_HEADER(OMNI_TAG_STRING), (literal), (length), (length)}
/* Any text, `chars` code points long. */
#define OMNI_STATIC_TEXT(name, literal, length, chars) \
    static const String name = {OMNI_STATIC_HEADER(OMNI_TAG_STRING), (literal), (length), (chars)}
#define OMNI_STATIC_SYMBOL(name, literal) \
    static const Symbol name = {OMNI_STATIC_HEADER(OMNI_TAG_SYMBOL), (literal), (uint32_t)(sizeof(literal) - 1), 0}
#define OMNI_STATIC_FLOAT(name, value) static const FloatBox name = {OMNI_STATIC_HEADER(OMNI_TAG_FLOAT), (value)}
#define OMNI_STATIC_INT(name, value) static const IntBox name = {OMNI_STATIC_HEADER(OMNI_TAG_INT), (value)}
/* A function that captures nothing; `code` is an OmniCode, max -1 means any number of arguments. */
#define OMNI_STATIC_CLOSURE(name, code, min, max) \
    static const Closure name = {OMNI_STATIC_HEADER(OMNI_TAG_CLOSURE), (code), (min), (max), 0}

/* The same for constants that several C files of a program use: one defines them, the others declare them `extern`. */
#define OMNI_SHARED_SYMBOL(name, literal) \
    const Symbol name = {OMNI_STATIC_HEADER(OMNI_TAG_SYMBOL), (literal), (uint32_t)(sizeof(literal) - 1), 0}
#define OMNI_SHARED_CLOSURE(name, code, min, max) \
    const Closure name = {OMNI_STATIC_HEADER(OMNI_TAG_CLOSURE), (code), (min), (max), 0}

/* `items` names an array of `Obj *const` with `count` elements. */
#define OMNI_STATIC_VECTOR(name, items, count) \
    static const Vector name = {OMNI_STATIC_HEADER(OMNI_TAG_VECTOR), (Obj **)(uintptr_t)(items), (count), (count)}
/* `items` names an array of `const int64_t` or of `const double`. */
#define OMNI_STATIC_INT_VECTOR(name, items, count) \
    static const NumberVector name = {OMNI_STATIC_HEADER(OMNI_TAG_INT_VECTOR), {(int64_t *)(uintptr_t)(items)}, (count), (count)}
#define OMNI_STATIC_FLOAT_VECTOR(name, items, count)                                                   \
    static const NumberVector name = {OMNI_STATIC_HEADER(OMNI_TAG_FLOAT_VECTOR),                       \
                                      {(int64_t *)(uintptr_t)(items)}, (count), (count)}
/* `data` names an array of `const uint8_t`. */
#define OMNI_STATIC_BYTES(name, data, length) \
    static const Bytes name = {OMNI_STATIC_HEADER(OMNI_TAG_BYTES), (uint8_t *)(uintptr_t)(data), (length), 0}

/* The value of a static constant (or of a stack object), as a constant expression. */
#define OMNI_REF(name) ((Obj *)&(name))

#endif
