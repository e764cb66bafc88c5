/* symbol.c: the table of symbols, open addressing with linear probing, at most half full.
 *
 * New symbols lie in the global region, but say that they are static: they live as long as the program, and transmigrate leaves
 * them alone.
 */
#include "internal.h"

#include <string.h>

static const Symbol **slots;
static size_t slot_count;  /* a power of two, or 0 */
static size_t used_slots;

/* FNV-1a. */
static uint32_t hash(const char *text, size_t length)
{
    uint32_t value = 2166136261u;
    size_t i;
    for (i = 0; i < length; i++) {
        value = (value ^ (unsigned char)text[i]) * 16777619u;
    }
    return value;
}

/* The slot of the symbol with this name, or the empty one where it belongs. */
static const Symbol **find(const char *text, size_t length)
{
    size_t at = hash(text, length) & (slot_count - 1);
    while (slots[at] != NULL && (slots[at]->length != length || memcmp(slots[at]->text, text, length) != 0)) {
        at = (at + 1) & (slot_count - 1);
    }
    return &slots[at];
}

/* Makes room for one more symbol. */
static void make_room(void)
{
    const Symbol **before = slots;
    size_t count_before = slot_count;
    size_t i;
    if ((used_slots + 1) * 2 <= slot_count) {
        return;
    }
    slot_count = slot_count == 0 ? 64 : slot_count * 2;
    slots = (const Symbol **)omni_port_allocate(slot_count * sizeof *slots);
    if (slots == NULL) {
        slots = before;
        slot_count = count_before;
        omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "no memory for the table of symbols", NULL);
    }
    for (i = 0; i < slot_count; i++) {
        slots[i] = NULL;
    }
    for (i = 0; i < count_before; i++) {
        if (before[i] != NULL) {
            *find(before[i]->text, before[i]->length) = before[i];
        }
    }
    if (before != NULL) {
        omni_port_free((void *)before, count_before * sizeof *before);
    }
}

void omni_symbols_register(const Symbol *const *symbols, size_t count)
{
    size_t i;
    for (i = 0; i < count; i++) {
        const Symbol **slot;
        make_room();
        slot = find(symbols[i]->text, symbols[i]->length);
        if (*slot == NULL) { /* another program of the executable may have it too */
            *slot = symbols[i];
            used_slots++;
        }
    }
}

static const Symbol *new_symbol(const String *name)
{
    Symbol *symbol = (Symbol *)omni_region_object(omni_global_region(), sizeof(Symbol) + name->length + 1, OMNI_TAG_SYMBOL);
    char *text = (char *)(symbol + 1);
    memcpy(text, name->text, (size_t)name->length + 1);
    symbol->header.storage = OMNI_STORAGE_STATIC;
    symbol->header.word = 0;
    symbol->text = text;
    symbol->length = name->length;
    symbol->unused = 0;
    return symbol;
}

Obj *omni_string_to_symbol(const Obj *string, const char *where)
{
    const String *name = omni__as_string(string, where);
    const Symbol **slot;
    make_room();
    slot = find(name->text, name->length);
    if (*slot == NULL) {
        *slot = new_symbol(name);
        used_slots++;
    }
    return OMNI_REF(**slot);
}

Obj *omni_symbol_to_string(Region *dest, const Obj *symbol, const char *where)
{
    if (!omni_is_symbol(symbol)) {
        omni_panic_type("a symbol", symbol, where);
    }
    return mk_string_region(dest, ((const Symbol *)symbol)->text, ((const Symbol *)symbol)->length);
}

void omni__symbols_end(void)
{
    if (slots != NULL) {
        omni_port_free((void *)slots, slot_count * sizeof *slots);
    }
    slots = NULL;
    slot_count = 0;
    used_slots = 0;
}
