/* transmigrate.c: copies an object graph from a dying region.
 *
 * One descriptor for each kind of object says how large it is and where its references are; for structs, their type does.
 * An object of `src` that has been copied is marked OMNI_FLAG_FORWARDED, and the word behind its header is the
 * address of the copy: that keeps sharing and cycles. A copy whose references still point into `src` is on the work
 * list. The last reference of an object is pushed first, so that the list holds one entry for each level of nesting,
 * not for each element of a list of lists.
 *
 * At the end no copy points into `src`: each copy was on the list once, and all its references were replaced.
 *
 * What is raised is copied from wherever it lies, and originals that outlive the raise must stay as they are: the
 * words that forward addresses took the place of are kept, and put back at the end.
 */
#include "internal.h"

#include <string.h>

/* How to copy one kind of object. */
typedef struct Descriptor {
    /* Its size in bytes, with everything that lies behind it. */
    size_t (*size)(const Obj *object);
    /* Repairs the copy, made in `dst`, where it points into itself or to a buffer of its own; NULL: never. */
    void (*fix)(Obj *copy, Region *dst);
    /* Where its references begin, and how many they are; NULL: none. */
    Obj **(*references)(Obj *object, size_t *count);
} Descriptor;

static size_t pair_size(const Obj *object)
{
    (void)object;
    return sizeof(Pair);
}

static Obj **pair_references(Obj *object, size_t *count)
{
    *count = 2; /* car and cdr are neighbours */
    return &((Pair *)object)->car;
}

static size_t float_size(const Obj *object)
{
    (void)object;
    return sizeof(FloatBox);
}

static size_t int_size(const Obj *object)
{
    (void)object;
    return sizeof(IntBox);
}

static size_t string_size(const Obj *object)
{
    return sizeof(String) + (object->aux == 0 ? ((const String *)object)->length + 1 : 0);
}

static void string_fix(Obj *copy, Region *dst)
{
    String *string = (String *)copy;
    char *text = (char *)(string + 1);
    if (copy->aux != 0) {
        text = (char *)omni__buffer_alloc(dst, OMNI_OWN_TEXT_BYTES(string));
        memcpy(text, string->text, (size_t)string->length + 1);
    }
    string->text = text;
}

static size_t symbol_size(const Obj *object)
{
    return sizeof(Symbol) + ((const Symbol *)object)->length + 1;
}

static void symbol_fix(Obj *copy, Region *dst)
{
    (void)dst;
    ((Symbol *)copy)->text = (const char *)((Symbol *)copy + 1);
}

static size_t closure_size(const Obj *object)
{
    return sizeof(Closure) + ((const Closure *)object)->captured_count * sizeof(Obj *);
}

static Obj **closure_references(Obj *object, size_t *count)
{
    Closure *closure = (Closure *)object;
    *count = closure->captured_count;
    return (Obj **)(void *)(closure + 1);
}

static size_t cell_size(const Obj *object)
{
    (void)object;
    return sizeof(Cell);
}

static Obj **cell_references(Obj *object, size_t *count)
{
    *count = 1;
    return &((Cell *)object)->content;
}

static size_t vector_size(const Obj *object)
{
    (void)object;
    return sizeof(Vector); /* and of a NumberVector */
}

static void vector_fix(Obj *copy, Region *dst)
{
    Vector *vector = (Vector *)copy;
    Obj **items = vector->items;
    vector->capacity = vector->length;
    vector->items = NULL;
    if (vector->length > 0) {
        vector->items = (Obj **)omni__buffer_alloc(dst, vector->length * sizeof *items);
        memcpy(vector->items, items, vector->length * sizeof *items);
    }
}

static Obj **vector_references(Obj *object, size_t *count)
{
    *count = ((Vector *)object)->length;
    return ((Vector *)object)->items;
}

static void number_vector_fix(Obj *copy, Region *dst)
{
    NumberVector *vector = (NumberVector *)copy;
    int64_t *items = vector->items.ints;
    vector->capacity = vector->length;
    vector->items.ints = NULL;
    if (vector->length > 0) {
        vector->items.ints = (int64_t *)omni__buffer_alloc(dst, vector->length * sizeof *items);
        memcpy(vector->items.ints, items, vector->length * sizeof *items);
    }
}

static size_t bytes_size(const Obj *object)
{
    return sizeof(Bytes) + ((const Bytes *)object)->length;
}

static void bytes_fix(Obj *copy, Region *dst)
{
    (void)dst;
    ((Bytes *)copy)->data = (uint8_t *)((Bytes *)copy + 1);
}

static size_t dict_size(const Obj *object)
{
    (void)object;
    return sizeof(Dict);
}

/* Hashes do not depend on addresses in regions, so that the index stays true. */
static void dict_fix(Obj *copy, Region *dst)
{
    Dict *dict = (Dict *)copy;
    if (dict->capacity > 0) {
        size_t bytes = omni__dict_bytes(dict->capacity);
        Obj **entries = dict->entries;
        dict->entries = (Obj **)omni__buffer_alloc(dst, bytes);
        memcpy(dict->entries, entries, bytes);
    }
}

static Obj **dict_references(Obj *object, size_t *count)
{
    *count = (size_t)((Dict *)object)->used * 2;
    return ((Dict *)object)->entries;
}

static size_t port_size(const Obj *object)
{
    (void)object;
    return sizeof(Port);
}

static void port_fix(Obj *copy, Region *dst)
{
    Port *port = (Port *)copy;
    if (port->capacity > 0) {
        char *text = port->text;
        port->text = (char *)omni__buffer_alloc(dst, port->capacity);
        memcpy(port->text, text, port->length);
    }
}

static size_t values_size(const Obj *object)
{
    (void)object;
    return sizeof(Values);
}

static Obj **values_references(Obj *object, size_t *count)
{
    *count = 2; /* first and rest are neighbours */
    return &((Values *)object)->first;
}

static size_t struct_size(const Obj *object)
{
    return ((const Struct *)object)->type->size;
}

static size_t error_size(const Obj *object)
{
    (void)object;
    return sizeof(Error);
}

static Obj **error_references(Obj *object, size_t *count)
{
    *count = 2; /* message and irritants are neighbours */
    return &((Error *)object)->message;
}

/* By tag. */
static const Descriptor descriptors[] = {
    {NULL, NULL, NULL},
    {pair_size, NULL, pair_references},
    {float_size, NULL, NULL},
    {int_size, NULL, NULL},
    {string_size, string_fix, NULL},
    {symbol_size, symbol_fix, NULL},
    {closure_size, NULL, closure_references},
    {cell_size, NULL, cell_references},
    {vector_size, vector_fix, vector_references},
    {vector_size, number_vector_fix, NULL},
    {vector_size, number_vector_fix, NULL},
    {bytes_size, bytes_fix, NULL},
    {dict_size, dict_fix, dict_references},
    {port_size, port_fix, NULL},
    {values_size, NULL, values_references},
    {struct_size, NULL, NULL},
    {error_size, NULL, error_references},
    {cell_size, NULL, cell_references},
};

typedef char a_descriptor_for_each_tag[(sizeof descriptors / sizeof descriptors[0] == OMNI_TAG_COUNT) ? 1 : -1];

/* The word behind the header of a forwarded object. */
static Obj **forward_slot(Obj *object)
{
    return (Obj **)(void *)(object + 1);
}

/* One copying of a graph. */
typedef struct Move {
    Region *src;       /* whose objects are copied; NULL: all objects but constants */
    Region *dst;
    bool notes;        /* it is a raise that copies: the copies stay eq? to the originals */
    WorkList open;     /* copies whose references are still those of the original */
    WorkList changed;  /* src == NULL: each original, then the word that its forward address took the place of */
} Move;

/* Is it an object that stays behind? */
static bool must_be_copied(const Move *move, const Obj *value)
{
    if (!omni_is_object(value)) {
        return false;
    }
    if (move->src == NULL) {
        return value->storage != OMNI_STORAGE_STATIC;
    }
    return value->storage == OMNI_STORAGE_REGION && value->word == move->src->number;
}

/* What stands for `value` in `dst`: itself, unless it stays behind. Copies made here join the work list. */
static Obj *moved(Move *move, Obj *value)
{
    const Descriptor *kind;
    Obj *copy;
    size_t bytes;
    if (!must_be_copied(move, value)) {
        return value;
    }
    if ((value->flags & OMNI_FLAG_FORWARDED) != 0) {
        return *forward_slot(value);
    }
    if (value->tag == OMNI_TAG_NONE || value->tag >= OMNI_TAG_COUNT) {
        omni_panic(OMNI_ERROR_INTERNAL, "transmigrate meets an object of no known kind", NULL);
    }
    kind = &descriptors[value->tag];
    bytes = kind->size(value);
    copy = (Obj *)omni_region_alloc(move->dst, bytes);
    memcpy(copy, value, bytes);
    copy->storage = OMNI_STORAGE_REGION;
    copy->word = move->dst->number;
    if (move->notes || (value->flags & OMNI_FLAG_COPY) != 0) {
        omni__note_copy(copy, value);
    }
    if (kind->fix != NULL) {
        kind->fix(copy, move->dst);
    }
    if (kind->references != NULL || copy->tag == OMNI_TAG_STRUCT) {
        omni__work_push(&move->open, copy);
    }
    if (move->src == NULL) {
        omni__work_push(&move->changed, value);
        omni__work_push(&move->changed, *forward_slot(value));
    }
    value->flags |= OMNI_FLAG_FORWARDED;
    *forward_slot(value) = copy;
    OMNI_COUNT(transmigrated_objects, 1);
    OMNI_COUNT(transmigrated_bytes, bytes);
    return copy;
}

/* The references of a struct lie where its type says. */
static void move_fields(Move *move, Struct *copy)
{
    size_t i = copy->type->field_count;
    while (i > 0) {
        const OmniField *field = &copy->type->fields[--i];
        if (field->kind == OMNI_FIELD_VALUE) {
            Obj **at = (Obj **)(void *)((char *)copy + field->offset);
            *at = moved(move, *at);
        }
    }
}

static Obj *move_all(Move *move, Obj *root)
{
    Obj *result;
    omni__work_begin(&move->open);
    result = moved(move, root);
    while (move->open.count > 0) {
        Obj *copy = move->open.items[--move->open.count];
        size_t count;
        Obj **references;
        if (copy->tag == OMNI_TAG_STRUCT) {
            move_fields(move, (Struct *)copy);
            continue;
        }
        references = descriptors[copy->tag].references(copy, &count);
        while (count > 0) {
            count--;
            references[count] = moved(move, references[count]);
        }
    }
    omni__work_end(&move->open);
    return result;
}

Obj *transmigrate(Obj *root, Region *src, Region *dst)
{
    Move move;
    if (src == dst) {
        return root;
    }
    move.src = src;
    move.dst = dst;
    move.notes = false;
    return move_all(&move, root);
}

static Obj *copy_out(const Obj *root, Region *dst, bool notes)
{
    Move move;
    Obj *result;
    move.src = NULL;
    move.dst = dst;
    move.notes = notes;
    omni__work_begin(&move.changed);
    result = move_all(&move, (Obj *)(uintptr_t)root);
    while (move.changed.count > 0) {
        Obj *word = move.changed.items[--move.changed.count];
        Obj *original = move.changed.items[--move.changed.count];
        *forward_slot(original) = word;
        original->flags &= (uint8_t)~OMNI_FLAG_FORWARDED;
    }
    omni__work_end(&move.changed);
    return result;
}

Obj *omni__copy_out(const Obj *root, Region *dst)
{
    omni__begin_identities();
    return copy_out(root, dst, true);
}

Obj *omni_own(const Obj *value)
{
    Region *region;
    Obj *copy;
    if (!omni_is_object(value) || value->storage == OMNI_STORAGE_STATIC) {
        return (Obj *)(uintptr_t)value;
    }
    region = region_create();
    region->given = true;
    copy = copy_out(value, region, false);
    return copy;
}

void omni_disown(Obj *value)
{
    if (omni_is_object(value) && value->storage == OMNI_STORAGE_REGION) {
        region_exit(region_of(value));
    }
}
