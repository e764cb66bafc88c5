/* numbers.omni, translated by omnic */
#include "omni.h"

static Obj *fold_helper(Region *dest, int64_t start, Obj *items);

OMNI_STATIC_STRING(text_numbers_are_loaded, "numbers are loaded", 18);

/* helper
 *   a    borrowed  only read here; the caller keeps it
 *   b    borrowed  only read here; the caller keeps it
 *   sum  dest      returned, so it is built in the caller's region: no copy
 */
Obj *helper(Region *dest, Obj *a, Obj *b)
{
    return omni_add(dest, a, b, "helper+0: (+ a b)");
}

/* sum
 *   xs    borrowed  only read here; the caller keeps it
 *   fold  dest      returned, so it is built in the caller's region: no copy
 */
Obj *sum(Region *dest, Obj *xs)
{
    return fold_helper(dest, 0, xs);
}

void numbers_init(void)
{
    omni_init(0, NULL);
    omni_display(OMNI_REF(text_numbers_are_loaded));
    omni_newline();
}

int numbers_shutdown(void)
{
    return omni_shutdown(0);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    numbers_init();
    (void)numbers_shutdown();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* fold_helper
 *   fold_helper  version   specialised for helper: what it gets to call is known
 *   items        borrowed  only read here; the caller keeps it
 */
static Obj *fold_helper(Region *dest, int64_t start, Obj *items)
{
    Obj *result = mk_int_region(dest, start);
    Obj *rest = items;
    while (!omni_is_null(rest)) {
        Obj *head = omni_car(rest, "fold+4: (car rest)");
        result = omni_add(dest, head, result, "fold+4: (f (car rest) result)");
        rest = omni_pair_cdr(rest);
    }
    return result;
}
