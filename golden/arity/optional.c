/* optional.omni, translated by omnic */
#include "omni.h"

static Obj *map_main_lambda(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_hash, "#", 1);
OMNI_STATIC_STRING(text_star, "*", 1);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

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
 *   arguments  consumed  taken over from the caller, who does not use it afterwards
 *   list       heap      built for the caller, who frees it
 */
static int64_t main_lambda(Obj *arguments)
{
    for (;;) {
        int64_t count = omni_length(arguments,
                                    "main-lambda+0: (lambda (x #!optional (scale 10) #!re...");
        if (count >= 2) {
            Obj *x_3 = omni_car(arguments,
                                "main-lambda+0: (lambda (x #!optional (scale 10) #!re...");
            int64_t x = omni_int_value(x_3);
            Obj *scale_2 = omni_car(omni_pair_cdr(arguments),
                                    "main-lambda+0: (lambda (x #!optional (scale 10) #!re...");
            /* last use of arguments: (lambda (x #!optional (scale 10) #!re... */
            free_tree(arguments);
            int64_t scale = omni_int_value(scale_2);
            return omni_int_mul(x, scale, "main-lambda+0: (* x scale)");
        } else if (count == 1) {
            Obj *x_2 = omni_car(arguments, "main-lambda+0: scale");
            free_tree(arguments);  /* last use of arguments: scale */
            arguments = mk_pair_heap(x_2, mk_pair_heap(OMNI_FIX(10), OMNI_NIL));
        } else {
            omni_wrong_argument_count(count,
                                      "main-lambda+0: (lambda (x #!optional (scale 10) #!re...");
        }
    }
}

/* main
 *   map  map_region  not reachable from outside; last use: (println (map (lambda (x #!optional
 *                    (...; not on the stack: size unknown: built by map-main-lambda
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    rectangle_1(2);
    rectangle_2(4, 1);
    rectangle_3(3, 1, OMNI_REF(text_star));
    /* for map: last used in (println (map (lambda (x #!optional (... */
    Region *map_region = region_create();
    omni_display(map_main_lambda(map_region, OMNI_REF(list_in_main[0])));
    region_exit(map_region);  /* last use of map: (println (map (lambda (x #!optional (... */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map_main_lambda
 *   map_main_lambda  version   specialised for main-lambda: what it gets to call is known
 *   map_main_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                              linked behind the last
 *   items            borrowed  only read here; the caller keeps it
 *   pair             dest      returned, so it is built in the caller's region: no copy
 *   rest             heap      given up in (lambda (x #!optional (scale 10) #!re... while the new
 *                              one is built, so each object is freed on its own; nothing ever holds
 *                              it twice: no counts
 */
static Obj *map_main_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t f_result = main_lambda(mk_pair_heap(omni_pair_car(items), OMNI_NIL));
        Obj *pair = mk_pair_region(dest, mk_int_region(dest, f_result), OMNI_NIL);
        Obj *tail = omni_pair_cdr(items);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        items = tail;
        last = pair;
    }
    return first;
}
