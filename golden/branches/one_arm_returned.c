/* one_arm_returned.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* Only one arm's list is returned; the other arm's list stays here. */
/* numbers_to
 *   numbers_to  loop  what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   pair        dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers_to(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+3: (- n 1)");
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    return first;
}

/* whole_or_length
 *   numbers_to  dest            returned, so it is built in the caller's region: no copy
 *   scratch     scratch_region  used only in this branch, last in (length scratch); not on the
 *                               stack: size unknown: built by numbers-to
 */
static Obj *whole_or_length(Region *dest, int64_t n, bool whole)
{
    if (whole) {
        return numbers_to(dest, n);
    }
    Region *scratch_region = region_create();  /* for scratch: used only in this branch */
    Obj *scratch = numbers_to(scratch_region, n);
    int64_t length = omni_length(scratch, "whole-or-length+4: (length scratch)");
    region_exit(scratch_region);  /* last use of scratch: (length scratch) */
    return mk_pair_region(dest, mk_int_region(dest, length), OMNI_NIL);
}

/* main
 *   whole_or_length  whole_or_length_region    not reachable from outside; last use: (println
 *                                              (whole-or-length 4 #t) " " (...; not on the stack:
 *                                              size unknown: built by whole-or-length
 *   whole_or_length  whole_or_length_region_2  not reachable from outside; last use: (println
 *                                              (whole-or-length 4 #t) " " (...; not on the stack:
 *                                              size unknown: built by whole-or-length
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for whole-or-length: last used in (println (whole-or-length 4 #t) " " (... */
    Region *whole_or_length_region = region_create();
    Obj *whole_or_length_result = whole_or_length(whole_or_length_region, 4, true);
    /* for whole-or-length: last used in (println (whole-or-length 4 #t) " " (... */
    Region *whole_or_length_region_2 = region_create();
    Obj *whole_or_length_result_2 = whole_or_length(whole_or_length_region_2, 4, false);
    omni_display(whole_or_length_result);
    /* last use of whole-or-length: (println (whole-or-length 4 #t) " " (... */
    region_exit(whole_or_length_region);
    omni_display(OMNI_REF(text_space));
    omni_display(whole_or_length_result_2);
    /* last use of whole-or-length: (println (whole-or-length 4 #t) " " (... */
    region_exit(whole_or_length_region_2);
    omni_newline();
    return omni_shutdown(0);
}
