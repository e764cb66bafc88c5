/* word_before_exit.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_none, "none", 4);
OMNI_STATIC_STRING(text_some, "some", 4);

/* Whether a list is empty is asked before its region ends, though the answer is wanted only
 * behind it: the address of what is
 * gone is no value any more. */
/* upto
 *   upto  loop  what a call of itself returns only ends its list: each pair is linked behind the
 *               last
 *   pair  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *upto(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "upto+1: (- n 1)");
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

/* total
 *   list  borrowed  only read here; the caller keeps it
 */
static inline int64_t total(Obj *list)
{
    OMNI_STACK_CHECK("total");
    if (omni_is_null(list)) {
        return 0;
    }
    int64_t head = omni_int_value(omni_pair_car(list));
    int64_t total_result = total(omni_pair_cdr(list));
    return omni_int_add(head, total_result, "total+1: (+ (car list) (total (cdr list)))");
}

/* describe
 *   list  list_region  not reachable from outside; last use: (null? list); not on the stack: size
 *                      unknown: built by upto
 */
static Obj *describe(int64_t n)
{
    Region *list_region = region_create();  /* for list: last used in (null? list) */
    Obj *list = upto(list_region, n);
    omni_display_int(total(list));
    omni_newline();
    bool empty = omni_is_null(list);
    region_exit(list_region);  /* last use of list: (null? list) */
    if (empty) {
        return OMNI_REF(text_none);
    }
    return OMNI_REF(text_some);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display(describe(3));
    omni_newline();
    omni_display(describe(0));
    omni_newline();
    return omni_shutdown(0);
}
