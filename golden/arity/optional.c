/* optional.omni, translated by omnic */
#include "omni.h"

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map(Region *dest, Obj *f, Obj *items);

OMNI_STATIC_STRING(text_hash, "#", 1);
OMNI_STATIC_STRING(text_star, "*", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 0, -1);

/* rectangle_3
 *   sign  borrowed  only read here; the caller keeps it
 */
static void rectangle_3(int64_t width, int64_t height, Obj *sign)
{
    int64_t row = 0;
    while (row < height) {
        int64_t column = 0;
        while (column < width) {
            omni_display(sign);
            column = column + 1;
        }
        omni_newline();
        row = row + 1;
    }
}

static void rectangle_2(int64_t width, int64_t height)
{
    rectangle_3(width, height, OMNI_REF(text_hash));
}

static void rectangle_1(int64_t width)
{
    rectangle_2(width, width);
}

/* main_lambda
 *   arguments  borrowed          changed here; the caller keeps it
 *   list       arguments_region  becomes part of arguments, so it is built in the region that holds
 *                                arguments
 */
static int64_t main_lambda(Obj *arguments)
{
    Obj *arguments_2 = arguments;
    for (;;) {
        int64_t count = omni_length(arguments_2,
                                    "main-lambda+0: (lambda (x #!optional (scale 10) #!re...");
        if (count >= 2) {
            Obj *x_3 = omni_car(arguments_2,
                                "main-lambda+0: (lambda (x #!optional (scale 10) #!re...");
            int64_t x = omni_int_value(x_3);
            Obj *rest = omni_pair_cdr(arguments_2);
            Obj *scale_2 = omni_car(rest,
                                    "main-lambda+0: (lambda (x #!optional (scale 10) #!re...");
            int64_t scale = omni_int_value(scale_2);
            return omni_int_mul(x, scale, "main-lambda+0: (* x scale)");
        } else if (count == 1) {
            Obj *x_2 = omni_car(arguments_2, "main-lambda+0: scale");
            /* becomes part of arguments, so it is built in the region that holds arguments */
            Region *arguments_region = region_of(arguments);
            arguments_2 = mk_pair_region(arguments_region, x_2,
                                         mk_pair_region(arguments_region, OMNI_FIX(10), OMNI_NIL));
        } else {
            omni_wrong_argument_count(count,
                                      "main-lambda+0: (lambda (x #!optional (scale 10) #!re...");
        }
    }
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    return mk_int_region(dest, main_lambda(omni_rest_list(dest, argc, args, 0)));
}

/* main
 *   map  map_region  not reachable from outside; last use: (println (map (lambda (x #!optional
 *                    (...; not on the stack: size unknown: built by map
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    rectangle_1(2);
    rectangle_2(4, 1);
    rectangle_3(3, 1, OMNI_REF(text_star));
    /* for map: last used in (println (map (lambda (x #!optional (... */
    Region *map_region = region_create();
    Obj *map_result = map(map_region, OMNI_REF(main_lambda_closure), OMNI_REF(list_in_main[0]));
    omni_display(map_result);
    region_exit(map_region);  /* last use of map: (println (map (lambda (x #!optional (... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map
 *   f      borrowed  only read here; the caller keeps it
 *   items  borrowed  only read here; the caller keeps it
 *   first  dest      returned, so it is built in the caller's region: no copy
 *   next   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map(Region *dest, Obj *f, Obj *items)
{
    Obj *f_result = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(items) },
                              "map+3: (f (car items))");
    Obj *first = mk_pair_region(dest, f_result, OMNI_NIL);
    Obj *rest = omni_pair_cdr(items);
    Obj *last = first;
    while (!omni_is_null(rest)) {
        Obj *f_result_2 = omni_call(f, dest, 1, (Obj *[]){ omni_pair_car(rest) },
                                    "map+7: (f (car rest))");
        Obj *next = mk_pair_region(dest, f_result_2, OMNI_NIL);
        omni_set_cdr(last, next, "map+8: (set-cdr! last next)");
        rest = omni_pair_cdr(rest);
        last = next;
    }
    return first;
}
