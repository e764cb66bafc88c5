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
 *   y  stack  at most 24 bytes and one object for each call
 *   x  stack  at most 16 bytes and one object for each call
 */
static void test_non_lexical(void)
{
    int64_t x = 42;
    Pair y_pair;  /* at most 24 bytes and one object for each call */
    Obj *y = mk_pair_stack(&y_pair, OMNI_FIX(1), OMNI_FIX(2));
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    do_something_with(mk_int_stack(&x_box, x));
    do_something_with(y);
    do_something_else();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    test_non_lexical();
    return omni_shutdown(0);
}
