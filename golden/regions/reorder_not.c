/* reorder_not.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

OMNI_STATIC_STRING(text_second, "second", 6);

/* Nothing is moved: `length` may fail, and then what `second` prints must have been printed;
 * `grown` gets longer meanwhile. */
/* numbers
 *   numbers  loop  what a call of itself returns only ends its list: each pair is linked behind the
 *                  last
 *   pair     dest  returned, so it is built in the caller's region: no copy
 */
static Obj *numbers(Region *dest, int64_t n)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers+0: (- n 1)");
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

/* told
 *   numbers  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *told(Region *dest, int64_t n)
{
    omni_display(OMNI_REF(text_second));
    omni_newline();
    return numbers(dest, n);
}

/* sizes
 *   first   first_region   not reachable from outside; last use: (length first); not on the stack:
 *                          size unknown: built by numbers
 *   grown   grown_region   few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: what it holds lies in a buffer of its
 *                          own, which can grow
 *   second  second_region  not reachable from outside; last use: (length second); not on the stack:
 *                          size unknown: built by told
 */
static int64_t sizes(int64_t n)
{
    Region *first_region = region_create();  /* for first: last used in (length first) */
    Obj *first = numbers(first_region, n);
    OMNI_SCRATCH_STORAGE(512) grown_scratch;
    /* for grown: last used in (vector-length grown) */
    Region *grown_region = stack_alloc_region(&grown_scratch, sizeof grown_scratch);
    Region *second_region = region_create();  /* for second: last used in (length second) */
    Obj *grown = omni_make_vector(grown_region, n, OMNI_REF(sym_a), "sizes+1: (make-vector n 'a)");
    omni_vector_push(grown, OMNI_REF(sym_b), "sizes+2: (vector-push! grown 'b)");
    Obj *second = told(second_region, n);
    omni_vector_push(grown, second, "sizes+4: (vector-push! grown second)");
    int64_t length = omni_length(first, "sizes+5: (length first)");
    region_exit(first_region);  /* last use of first: (length first) */
    int64_t length_2 = omni_vector_length(grown, "sizes+5: (vector-length grown)");
    region_exit(grown_region);  /* last use of grown: (vector-length grown) */
    int64_t length_3 = omni_length(second, "sizes+5: (length second)");
    region_exit(second_region);  /* last use of second: (length second) */
    return length + length_2 + length_3;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_display_int(sizes(3));
    omni_newline();
    return omni_shutdown(0);
}
