/* vectors.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_a_list_of_one, "a list of one", 13);
OMNI_STATIC_STRING(text_a_vector_of_one, "a vector of one", 15);
OMNI_STATIC_STRING(text_empty, "empty", 5);
OMNI_STATIC_STRING(text_nothing_of_the_kind, "nothing of the kind", 19);

static const Pair list_in_main[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_NIL},
};

static const Pair list_in_main_2[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

/* [a b .. rest] takes vectors and lists alike; (vector a b) only vectors. */
/* name
 *   xs  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *name(Region *dest, Obj *xs)
{
    if (omni_is_null(xs) || (omni_is_vector(xs) && omni_vector_length(xs, "name+2: []") == 0)) {
        return OMNI_REF(text_empty);
    } else if (omni_is_vector(xs) && omni_vector_length(xs, "name+3: (vector a)") == 1) {
        return OMNI_REF(text_a_vector_of_one);
    } else if ((omni_is_pair(xs) && omni_is_null(omni_pair_cdr(xs))) ||
               (omni_is_vector(xs) && omni_vector_length(xs, "name+4: [a]") == 1)) {
        return OMNI_REF(text_a_list_of_one);
    } else if (omni_has_pairs(xs, 2) ||
               (omni_is_vector(xs) && omni_vector_length(xs, "name+5: [a b .. rest]") >= 2)) {
        Obj *rest;
        if (omni_is_vector(xs)) {
            int64_t length = omni_vector_length(xs, "name+5: [a b .. rest]");
            rest = omni_subvector(dest, xs, 2, length, "name+5: [a b .. rest]");
        } else {
            rest = omni_pair_cdr(omni_pair_cdr(xs));
        }
        return rest;
    }
    return OMNI_REF(text_nothing_of_the_kind);
}

/* main
 *   list  stack  at most 168 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *xs_region = region_create();  /* for xs: carried from one iteration to the next */
    Pair list_pair;  /* at most 168 bytes and one object for each call */
    Pair list_pair_2;  /* at most 168 bytes and one object for each call */
    Pair list_pair_3;  /* at most 168 bytes and one object for each call */
    Pair list_pair_4;  /* at most 168 bytes and one object for each call */
    Pair list_pair_5;  /* at most 168 bytes and one object for each call */
    Pair list_pair_6;  /* at most 168 bytes and one object for each call */
    Pair list_pair_7;  /* at most 168 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair, OMNI_FIX(5), OMNI_NIL);
    Obj *vector = mk_int_vector_region(xs_region, 3, (int64_t[]){ 1, 2, 3 });
    Obj *list_2 = mk_pair_stack(&list_pair_3, vector,
                                mk_pair_stack(&list_pair_2, OMNI_REF(list_in_main[0]), list));
    Obj *vector_2 = mk_int_vector_region(xs_region, 1, (int64_t[]){ 1 });
    Obj *list_3 = mk_pair_stack(&list_pair_5, vector_2,
                                mk_pair_stack(&list_pair_4, OMNI_REF(list_in_main_2[0]), list_2));
    Obj *list_4 = mk_pair_stack(&list_pair_6, mk_int_vector_region(xs_region, 0, NULL), list_3);
    Obj *rest = mk_pair_stack(&list_pair_7, OMNI_NIL, list_4);
    while (!omni_is_null(rest)) {
        Obj *xs = omni_pair_car(rest);
        omni_display(name(xs_region, xs));
        omni_newline();
        rest = omni_pair_cdr(rest);
    }
    region_exit(xs_region);  /* last use of xs: (for [xs (list '() (vector) (vector 1... */
    return omni_shutdown(0);
}
