/* test_non_lexical_region_ends_complete.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_else, "else", 4);
OMNI_STATIC_STRING(text_with, "with ", 5);

/* The region ends at the last use of y, before do-something-else. */
/* do_something_with
 *   x  borrowed  only read here; the caller keeps it
 */
static void do_something_with(Obj *x)
{
    omni_display(OMNI_REF(text_with));
    omni_display(x);
    omni_newline();
}

static void do_something_else(void)
{
    omni_display(OMNI_REF(text_else));
    omni_newline();
}

/* test_non_lexical
 *   y  y_region  not reachable from outside; last use: (do-something-with y); not on the stack:
 *                switched off by --no-stack
 */
static void test_non_lexical(void)
{
    int64_t x = 42;
    Region *y_region = region_create();  /* for y: last used in (do-something-with y) */
    Obj *y = mk_pair_region(y_region, OMNI_FIX(1), OMNI_FIX(2));
    do_something_with(mk_int_region(y_region, x));
    do_something_with(y);
    do_something_else();
    region_exit(y_region);  /* end of the scope of y (--no-nonlexical) */
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    test_non_lexical();
    return omni_shutdown(0);
}
