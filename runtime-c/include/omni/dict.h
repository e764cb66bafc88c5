/* dict.h: values by key. Keys are the same when they are equal?; the order of insertion is kept. A dict grows in its own region.
 * A key that changes while it is in a dict is not found any more. */
#ifndef OMNI_DICT_H
#define OMNI_DICT_H

#include "omni/error.h"
#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* A dict without entries. */
Obj *omni_make_dict(Region *dest);
/* The value of a key; panics when there is none. */
Obj *omni_dict_ref(const Obj *dict, const Obj *key, const char *where);
/* The value of a key, or `otherwise`. */
Obj *omni_dict_ref_or(const Obj *dict, const Obj *key, Obj *otherwise, const char *where);
bool omni_dict_has(const Obj *dict, const Obj *key, const char *where);
/* Gives a key a value. A new key goes behind all others; a known one stays where it is. */
void omni_dict_set(Obj *dict, Obj *key, Obj *value, const char *where);
/* Does nothing when the key is not there. */
void omni_dict_remove(Obj *dict, const Obj *key, const char *where);
int64_t omni_dict_count(const Obj *dict, const char *where);

/* Walking: places from 0 to below omni_dict_places hold entries, or nothing any more. A change of the dict may move them. */
int64_t omni_dict_places(const Obj *dict, const char *where);
bool omni_dict_is_place(const Obj *dict, int64_t place, const char *where);
Obj *omni_dict_key_at(const Obj *dict, int64_t place, const char *where);
Obj *omni_dict_value_at(const Obj *dict, int64_t place, const char *where);

/* The same for all values that are equal?. Looks at a bounded number of parts. */
uint32_t omni_hash(const Obj *value);

OMNI_END_C

#endif
