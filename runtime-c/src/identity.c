/* identity.c: what is raised reaches its handler as a copy, and is still eq? to what was raised.
 *
 * A table remembers of which object a copy was made, as long as both live: an entry goes when the region of one of them ends.
 * It is small, since handlers ask at once and ask of little: the value itself, or its parts. What no longer has a
 * place in it, and what was on the stack or freed on its own, is told from its copy.
 */
#include "internal.h"

#define PLACES 64
/* So many objects of one raise are remembered, the outer ones. */
#define OF_ONE_RAISE 8

typedef struct Identity {
    const Obj *copy;
    const Obj *original;
    uint32_t of_copy;      /* numbers of their regions */
    uint32_t of_original;
} Identity;

static Identity identities[PLACES];
static size_t count;
static size_t oldest; /* is overwritten when the table is full */
static size_t left;   /* of this raise */

static const Obj *identity_of(const Obj *value)
{
    size_t i;
    if (omni_is_object(value) && (value->flags & OMNI_FLAG_COPY) != 0) {
        for (i = 0; i < count; i++) {
            if (identities[i].copy == value) {
                return identities[i].original;
            }
        }
    }
    return value;
}

bool omni__has_same_identity(const Obj *a, const Obj *b)
{
    return identity_of(a) == identity_of(b);
}

void omni__begin_identities(void)
{
    left = OF_ONE_RAISE;
}

void omni__note_copy(Obj *copy, const Obj *value)
{
    const Obj *original = identity_of(value);
    const bool is_again = original != value; /* on its way to the handler */
    Identity *place;
    copy->flags &= (uint8_t)~OMNI_FLAG_COPY;
    if (original->storage != OMNI_STORAGE_REGION || (!is_again && left == 0)) {
        return;
    }
    left -= is_again ? 0 : 1;
    if (count < PLACES) {
        place = &identities[count++];
    } else {
        place = &identities[oldest];
        oldest = (oldest + 1) % PLACES;
    }
    place->copy = copy;
    place->original = original;
    place->of_copy = copy->word;
    place->of_original = original->word;
    copy->flags |= OMNI_FLAG_COPY;
}

void omni__forget_identities(uint32_t region)
{
    size_t i = 0;
    while (i < count) {
        if (identities[i].of_copy == region || identities[i].of_original == region) {
            identities[i] = identities[--count];
        } else {
            i++;
        }
    }
}
