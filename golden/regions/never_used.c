/* never_used.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_nothing_kept, "nothing kept", 12);

/* A result that nobody reads dies at once. */
/* numbers_to
 *   numbers_to  loop         what a call of itself returns only ends its list: each pair is linked
 *                            behind the last
 *   pair        last_region  not reachable from outside; last use: (define (numbers-to n) (if (= n
 *                            0) '(...; not on the stack: one for each iteration, and last keeps
 *                            them across iterations
 */
static void numbers_to(int64_t n)
{
    Region *last_region = region_create();  /* for last: carried from one iteration to the next */
    Obj *last = OMNI_NIL;
    while (n != 0) {
        Obj *pair = mk_pair_region(last_region, mk_int_region(last_region, n), OMNI_NIL);
        int64_t difference = omni_int_sub(n, 1, "numbers-to+3: (- n 1)");
        if (!omni_is_null(last)) {
            omni_pair_set_cdr(last, pair);
        }
        n = difference;
        last = pair;
    }
    region_exit(last_region);  /* last: not used on this path */
}

static void waste(void)
{
    numbers_to(5);
    omni_display(OMNI_REF(text_nothing_kept));
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    waste();
    return omni_shutdown(0);
}
