/* identity.c: what is raised reaches its handler as a copy, and is still eq? to what was raised.
 *
 * A table remembers of which object a copy was made, as long as both live: an entry goes when the region of one of them ends.
 * An original on the stack gets a number of its own, which an object that lies there later does not have. The table is
 * small, since handlers ask at once and ask of little: the value itself, or its parts. What no longer has a place in it,
 * and what is freed on its own, is told from its copy.
 */
#include "internal.h"

#define PLACES 64
/* So many objects of one raise are remembered, the outer ones. */
#define OF_ONE_RAISE 8

typedef struct Identity {
    const Obj *copy;
    const Obj *original;
    uint32_t of_copy;      /* numbers of their regions; of an original on the stack its own number */
    uint32_t of_original;
    bool on_stack;         /* the original */
} Identity;

static Identity identities[PLACES];
static size_t count;
static size_t oldest; /* is overwritten when the table is full */
static size_t left;   /* of this raise */
static uint32_t last_number; /* of an original on the stack */

static const Identity *identity_of(const Obj *value)
{
    size_t i;
    if (omni_is_object(value) && (value->flags & OMNI_FLAG_COPY) != 0) {
        for (i = 0; i < count; i++) {
            if (identities[i].copy == value) {
                return &identities[i];
            }
        }
    }
    return NULL;
}

/* Is `value`, which lives, what the copy was made of? */
static bool is_original(const Identity *identity, const Obj *value)
{
    return identity->original == value &&
           (!identity->on_stack || (value->storage == OMNI_STORAGE_STACK && value->word == identity->of_original));
}

bool omni__has_same_identity(const Obj *a, const Obj *b)
{
    const Identity *of_a = identity_of(a);
    const Identity *of_b = identity_of(b);
    if (of_a != NULL && of_b != NULL) {
        return of_a->original == of_b->original && of_a->of_original == of_b->of_original;
    }
    return a == b || (of_a != NULL && is_original(of_a, b)) || (of_b != NULL && is_original(of_b, a));
}

void omni__begin_identities(void)
{
    left = OF_ONE_RAISE;
}

void omni__note_copy(Obj *copy, Obj *value)
{
    const Identity *known = identity_of(value); /* it is on its way to the handler */
    Identity entry;
    copy->flags &= (uint8_t)~OMNI_FLAG_COPY;
    if (known != NULL) {
        entry = *known;
    } else if (left == 0 || (value->storage != OMNI_STORAGE_REGION && value->storage != OMNI_STORAGE_STACK)) {
        return;
    } else {
        left--;
        entry.original = value;
        entry.on_stack = value->storage == OMNI_STORAGE_STACK;
        if (entry.on_stack && value->word == 0) {
            value->word = ++last_number;
        }
        entry.of_original = value->word;
    }
    entry.copy = copy;
    entry.of_copy = copy->word;
    if (count < PLACES) {
        identities[count++] = entry;
    } else {
        identities[oldest] = entry;
        oldest = (oldest + 1) % PLACES;
    }
    copy->flags |= OMNI_FLAG_COPY;
}

void omni__forget_identities(uint32_t region)
{
    size_t i = 0;
    while (i < count) {
        if (identities[i].of_copy == region || (!identities[i].on_stack && identities[i].of_original == region)) {
            identities[i] = identities[--count];
        } else {
            i++;
        }
    }
}
