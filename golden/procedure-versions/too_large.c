/* too_large.omni, translated by omnic */
#include "omni.h"

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *car_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(car_closure, car_entry, 1, 1);

/* Copies of one function have a bound: here `walk` is called from two places with a procedure
 * that it calls once, and is
 * not small, so it stays as it is. `once` is called from one place, and moves there. */
/* walk
 *   f         borrowed  only read here; the caller keeps it
 *   f_result  dest      part of the result, which is returned: built in the caller's region
 */
static void walk(Region *dest, Obj *f, int64_t a, int64_t b, int64_t c)
{
    int64_t x = omni_int_add(a, b, "walk+1: (+ a b)");
    int64_t y = omni_int_mul(b, c, "walk+1: (* b c)");
    int64_t z = omni_int_sub(a, c, "walk+1: (- a c)");
    int64_t u = omni_int_mul(a, c, "walk+1: (* a c)");
    int64_t v = omni_int_add(b, c, "walk+1: (+ b c)");
    Obj *list = mk_pair_region(dest, mk_int_region(dest, z), OMNI_NIL);
    Obj *list_2 = mk_pair_region(dest, mk_int_region(dest, y), list);
    Obj *list_3 = mk_pair_region(dest, mk_int_region(dest, x), list_2);
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ list_3 }, "walk+2: (f (list x y z))");
    int64_t f_result_2 = omni_int_value(f_result);
    omni_display_int(x);
    omni_display(OMNI_REF(text_space));
    omni_display_int(y);
    omni_display(OMNI_REF(text_space));
    omni_display_int(z);
    omni_display(OMNI_REF(text_space));
    omni_display_int(u);
    omni_display(OMNI_REF(text_space));
    omni_display_int(v);
    omni_display(OMNI_REF(text_space));
    omni_display_int(f_result_2);
    omni_newline();
}

/* once_main_lambda_2
 *   once_main_lambda_2  version  specialised for main-lambda-2: what it gets to call is known
 */
static void once_main_lambda_2(int64_t a)
{
    int64_t f_result = omni_int_mul(a, 3, "once+0: (f a)");
    int64_t f_result_2 = omni_int_mul(omni_int_add(a, 1, "once+0: (+ a 1)"), 3,
                                      "once+0: (f (+ a 1))");
    int64_t f_result_3 = omni_int_mul(omni_int_mul(a, a, "once+0: (* a a)"), 3,
                                      "once+0: (f (* a a))");
    int64_t f_result_4 = omni_int_mul(omni_int_sub(a, 3, "once+0: (- a 3)"), 3,
                                      "once+0: (f (- a 3))");
    int64_t f_result_5 = omni_int_mul(omni_int_mul(a, 7, "once+0: (* a 7)"), 3,
                                      "once+0: (f (* a 7))");
    omni_display_int(f_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(f_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display_int(f_result_3);
    omni_display(OMNI_REF(text_space));
    omni_display_int(f_result_4);
    omni_display(OMNI_REF(text_space));
    omni_display_int(f_result_5);
    omni_newline();
}

/* main_lambda
 *   items  borrowed  only read here; the caller keeps it
 */
static int64_t main_lambda(Obj *items)
{
    return omni_int_value(omni_pair_car(omni_pair_cdr(items)));
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, main_lambda(args[0]));
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Region *walk_region = region_create();  /* for walk: last used in (walk car 1 2 3) */
    walk(walk_region, OMNI_REF(car_closure), 1, 2, 3);
    region_exit(walk_region);  /* walk: never used after this */
    /* for walk: last used in (walk (lambda (items) (car (cdr items... */
    Region *walk_region_2 = region_create();
    walk(walk_region_2, OMNI_REF(main_lambda_closure), 4, 5, 6);
    region_exit(walk_region_2);  /* walk: never used after this */
    once_main_lambda_2(5);
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* car
 *   a  borrowed  only read here; the caller keeps it
 */
static int64_t car(Obj *a)
{
    return omni_int_value(omni_pair_car(a));
}

static Obj *car_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return mk_int_region(dest, car(args[0]));
}
