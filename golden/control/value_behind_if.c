/* value_behind_if.omni, translated by omnic */
#include "omni.h"

static Obj *append(Region *dest, Obj *front, Obj *back);

static const Pair list_in_main[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

/* The `if` of the second arm is there for its calls only; the arm's value stands behind it. */
/* twice
 *   xs      borrowed  part of the result; the caller keeps it alive as long as the result
 *   append  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *twice(Region *dest, Obj *xs)
{
    return append(dest, xs, xs);
}

/* report
 *   a   borrowed  only read here; the caller keeps it
 *   xs  borrowed  changed here; the caller keeps it
 */
static inline void report(Obj *a, Obj *xs)
{
    bool result;
    if (omni_is_null(a)) {
        result = omni_is_null(xs);
    } else {
        if (!omni_is_null(xs)) {
            twice(region_of(xs), xs);
        }
        result = true;
    }
    omni_display_bool(result);
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    report(OMNI_NIL, OMNI_REF(list_in_main[0]));
    report(OMNI_REF(list_in_main[0]), OMNI_REF(list_in_main[0]));
    report(OMNI_REF(list_in_main[0]), OMNI_NIL);
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* append
 *   append  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   front   borrowed  part of the result; the caller keeps it alive as long as the result
 *   back    borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *append(Region *dest, Obj *front, Obj *back)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(front)) {
            if (omni_is_null(last)) {
                return back;
            }
            omni_pair_set_cdr(last, back);
            return first;
        }
        Obj *pair = mk_pair_region(dest, omni_pair_car(front), OMNI_NIL);
        Obj *tail = omni_pair_cdr(front);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        front = tail;
        last = pair;
    }
}
