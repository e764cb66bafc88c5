/* internal.h: what the runtime's own files share. Emitted code never includes it. */
#ifndef OMNI_INTERNAL_H
#define OMNI_INTERNAL_H

#include "omni.h"
#include "omni/port.h"

/* --- memory that nobody may touch ------------------------------------------------------------------------------- */

#if OMNI_ASAN || OMNI_VALGRIND || OMNI_STRESS
/* Forbids, or allows, access to the bytes. */
void omni__poison(void *at, size_t bytes);
void omni__unpoison(void *at, size_t bytes);
/* Forbids access and keeps the bytes. */
void omni__poison_cell(void *at, size_t bytes);
/* The same memory may be read again: what it held before it was poisoned is still there. */
void omni__unpoison_cell(void *at, size_t bytes);
#else
#define omni__poison(at, bytes) ((void)(at), (void)(bytes))
#define omni__unpoison(at, bytes) ((void)(at), (void)(bytes))
#define omni__poison_cell(at, bytes) ((void)(at), (void)(bytes))
#define omni__unpoison_cell(at, bytes) ((void)(at), (void)(bytes))
#endif

/* --- regions --------------------------------------------------------------------------------------------------- */

/* Creates the global region; ends it and gives all cached chunks back. */
void omni__regions_begin(void);
void omni__regions_end(void);
/* Under OMNI_STRESS: after this many allocations from now there is no memory; 0: never. */
void omni__fail_allocation(long nth);

/* The youngest region that is alive; regions know the next older one. */
Region *omni__youngest_region(void);
/* Ends the regions that are younger than `mark`, except `kept`. */
void omni__end_younger_regions(const Region *mark, const Region *kept);
/* The program ends in the midst of its calls: ends all regions but omni_global, also those that are held or given away. */
void omni__end_regions_of_calls(void);

/* "not enough memory: N bytes". */
OMNI_NORETURN void omni__panic_no_memory(size_t bytes);
/* Under OMNI_STRESS: one allocation nearer to the failure. */
#if OMNI_STRESS
void omni__count_allocation(size_t bytes);
#else
#define omni__count_allocation(bytes) ((void)(bytes))
#endif

/* Gives all memory of heap objects back. */
void omni__heap_end(void);

/* An object that holds no others, in a region or, when `dest` is omni_heap, on its own. */
static inline Obj *omni__leaf_object(Region *dest, size_t bytes, uint8_t tag)
{
    return dest == omni_heap ? omni__heap_object(omni__room_for(bytes), tag) : omni_region_object(dest, bytes, tag);
}

/* The same, 0 behind its header. */
static inline Obj *omni__zeroed_leaf_object(Region *dest, size_t bytes, uint8_t tag)
{
    Obj *object;
    if (dest == omni_heap) {
        object = (Obj *)omni__heap_alloc_zeroed(omni__room_for(bytes));
        omni_set_header(object, tag, OMNI_STORAGE_HEAP, 1);
    } else {
        object = (Obj *)omni__zeroed_alloc(dest, bytes);
        omni_set_header(object, tag, OMNI_STORAGE_REGION, dest->number);
    }
    return object;
}

/* Where buffers of the object are. */
static inline Region *omni__home_of(const Obj *object)
{
    return omni_is_in_heap(object) ? omni_heap : region_of(object);
}

/* Items of both kinds of NumberVector. */
#define OMNI_NUMBER_BYTES 8

/* --- errors that are caught (raise.c) ---------------------------------------------------------------------------- */

/* Set while a guard is open; they do not return. Through pointers, so that a program without guards needs no setjmp. */
extern void (*omni__catch_panic)(OmniErrorCode code, const char *message, const char *where);
extern void (*omni__catch_error)(const Obj *message, const Obj *irritants, const char *where);
/* Set once a wind has been entered: calls what the open ones ask for, because the program ends. */
extern void (*omni__end_winds)(void);
/* The panic of an error object. */
OMNI_NORETURN void omni__panic_error(OmniErrorCode code, const Obj *message, const Obj *irritants, const char *where);
/* A copy of everything that `root` reaches and that is not a constant, made in `dst`. The original stays as it is. */
Obj *omni__copy_out(const Obj *root, Region *dst);

/* What `error` would say of such an object, in at most `size` bytes. */
void omni__describe_error(const Obj *message, const Obj *irritants, char *text, size_t size);

/* --- values for a while (binding.c) ------------------------------------------------------------------------------ */

typedef struct Binding Binding;

/* The youngest one. */
const Binding *omni__bindings(void);
/* `place` holds `value` until the matching end, which does nothing when the youngest binding is another. */
void omni__bind(Obj **place, Obj *value);
void omni__unbind(Obj **place);
/* Ends those that are younger. */
void omni__unbind_to(const Binding *mark);

/* --- symbols ----------------------------------------------------------------------------------------------------- */

void omni__symbols_end(void);

/* --- work list: a stack of values that grows without recursion ------------------------------------------------- */

#define OMNI_WORK_INLINE 32

typedef struct WorkList {
    Obj **items;
    size_t count;
    size_t capacity;
    Obj *first[OMNI_WORK_INLINE];  /* used until it is full; then `items` is a block of the port */
} WorkList;

void omni__work_begin(WorkList *list);
void omni__work_end(WorkList *list);
void omni__work_grow(WorkList *list);

static inline void omni__work_push(WorkList *list, const Obj *value)
{
    if (list->count == list->capacity) {
        omni__work_grow(list);
    }
    list->items[list->count++] = (Obj *)(uintptr_t)value;
}

/* --- cycles: a table of pairs of addresses, empty when it is all zero ------------------------------------------- */

typedef struct AddressEntry {
    const void *a;  /* NULL: no entry */
    const void *b;
    size_t mark;    /* the user's */
} AddressEntry;

typedef struct AddressTable {
    AddressEntry *entries;
    size_t count;
    size_t capacity;  /* 0 or a power of two */
} AddressTable;

/* NULL when it is not there. */
AddressEntry *omni__address_find(AddressTable *table, const void *a, const void *b);
/* The entry, which is a new one with mark 0 when it was not there. */
AddressEntry *omni__address_add(AddressTable *table, const void *a, const void *b);
void omni__address_end(AddressTable *table);

#define OMNI__NO_LABEL SIZE_MAX
/* Adds the objects at which a walk through `value` comes back into what it is in, marked OMNI__NO_LABEL. */
void omni__find_cycles(const Obj *value, AddressTable *heads);
/* The same for the objects with parts that are met more than once. */
void omni__find_shared(const Obj *value, AddressTable *heads);

/* --- containers ------------------------------------------------------------------------------------------------ */

/* "no position INDEX in KIND of length LENGTH". */
OMNI_NORETURN void omni__panic_position(int64_t index, const char *kind, int64_t length, const char *where);
/* "the end END is in front of the start START". */
OMNI_NORETURN void omni__panic_order(int64_t start, int64_t end, const char *where);
/* Panics unless 0 <= start <= end <= length. */
void omni__check_range(int64_t start, int64_t end, const char *kind, int64_t length, const char *where);
/* The length as a size that a `kind` may have, or a panic. */
size_t omni__check_length(int64_t length, const char *kind, const char *where);
/* Room for an item of a number vector that is looked at as a value. */
typedef union NumberItem {
    IntBox integer;
    FloatBox real;
} NumberItem;
Obj *omni__number_item(const NumberVector *vector, size_t at, NumberItem *room);
/* A number vector of `capacity` items: `count` of those of `from`, and then zeros. */
Obj *omni__copy_numbers(Region *region, const Obj *from, size_t start, size_t count, size_t capacity);
/* Size of a dict's buffer. */
size_t omni__dict_bytes(uint32_t capacity);
/* Where the value of the key is, or NULL. */
Obj **omni__dict_find(const Dict *dict, const Obj *key);

/* --- structs --------------------------------------------------------------------------------------------------- */

/* Where the field is; the value in one of kind OMNI_FIELD_VALUE; what tells the values of any other apart. */
const void *omni__field(const Struct *object, size_t field);
Obj *omni__field_value(const Struct *object, size_t field);
uint64_t omni__field_bits(const Struct *object, size_t field);
/* Bits of a Float, the same for all NaN. */
uint64_t omni__float_bits(double value);

/* --- text ---------------------------------------------------------------------------------------------------------- */

/* Where text goes: the program's output (buffer == NULL), or a buffer of limited size. */
typedef struct Sink {
    char *buffer;
    size_t capacity;
    size_t used;
    bool full;  /* something did not fit */
} Sink;

void omni__put(Sink *sink, const char *text, size_t length);
void omni__put_cstr(Sink *sink, const char *text);
void omni__put_value(Sink *sink, const Obj *value, bool quoted);
/* As `write`, with a label for what appears more than once. */
void omni__put_shared(Sink *sink, const Obj *value);

/* Room for an int64_t in radix 2, with sign. */
#define OMNI_INT_TEXT_BYTES 66

/* Writes to the current port unless that is the program's output. */
bool omni__put_current(const char *text, size_t length);
/* Does what has no port go to the program's output? */
bool omni__is_program_output(void);

/* What `aux` of a port's header says. */
enum {
    OMNI_PORT_TEXT,     /* collects text */
    OMNI_PORT_INPUT,    /* gives text */
    OMNI_PORT_CURRENT,  /* stands for whatever is current */
    OMNI_PORT_ERROR,    /* the program's error output */
    OMNI_PORT_STDIN,    /* the program's input */
    OMNI_PORT_FILE      /* writes to a file; `position` is its number, see files.c */
};

/* An open port without text. `kind` is what `aux` says. */
Port *omni__new_port(Region *dest, uint8_t kind);
/* The port, which reads text, or bytes, and is open, or a panic. NULL: the program's input. */
Port *omni__as_input(Obj *value, bool binary, const char *where);
/* The same of a port that is written to. NULL: the program's output. */
Port *omni__as_output(const Obj *value, bool binary, const char *where);
void omni__put_to(Port *port, const char *text, size_t length);
/* The bytes that can be looked at: at least `wanted` unless there are fewer. */
const char *omni__look(const Port *port, size_t wanted, size_t *count);
/* The width in bytes of the char that comes next, 0 at the end. */
size_t omni__next_char(const Port *port, uint32_t *c);
void omni__skip_input(Port *port, size_t bytes);

/* Text that grows outside of any region. */
typedef struct Piece {
    char *bytes;
    size_t length;
    size_t capacity;
} Piece;

void omni__piece_add(Piece *piece, const char *bytes, size_t count);
void omni__piece_end(Piece *piece);
/* Bytes with this content. */
Obj *omni__new_bytes(Region *dest, const void *from, size_t length);

/* Set when the first file is opened for output, so that a program without files needs none of files.c: writes to a file, or
 * ends it when text is NULL; false when it is not open, or does not take the text. */
extern bool (*omni__write_file)(uint32_t number, const char *text, size_t length);
/* Ends all of them. */
extern void (*omni__end_files)(void);

/* Digits of `value`, without a NUL; returns the length. */
size_t omni__int_text(int64_t value, unsigned radix, char buffer[OMNI_INT_TEXT_BYTES]);

typedef enum NumberKind {
    OMNI_READ_NOTHING,  /* not a number */
    OMNI_READ_INT,
    OMNI_READ_FLOAT
} NumberKind;

/* The number that `text` denotes, in *integer or *real. A NUL follows the text. */
NumberKind omni__read_number(const char *text, size_t length, unsigned radix, int64_t *integer, double *real);

/* A string of `length` bytes in `region`; the caller fills *text. `chars` is their number of code points. */
Obj *omni__new_string(Region *region, size_t length, size_t chars, char **text);
/* Room for the text of a string that got a buffer of its own, because a char of it became wider. */
#define OMNI_OWN_TEXT_BYTES(string) ((size_t)(string)->chars * OMNI_UTF8_BYTES + 1)
/* Memory where strings were may hold others now. */
void omni__forget_text_places(void);
/* The string dies. */
void omni__forget_text(const Obj *string);

/* --- identity of what is raised ------------------------------------------------------------------------------------ */

/* Are they the same object, or copies of one? */
bool omni__has_same_identity(const Obj *a, const Obj *b);
/* A value is copied by a raise: it is noted of which objects its outer parts are copies. */
void omni__begin_identities(void);
void omni__note_copy(Obj *copy, Obj *value);
/* The region ends. */
void omni__forget_identities(uint32_t region);
/* The string or a panic. */
const String *omni__as_string(const Obj *value, const char *where);

#endif
