/* in_map.omni, translated by omnic */
#include "omni.h"

static Obj *halves_lambda_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *map_halves_lambda(Region *dest, Obj *items);

OMNI_STATIC_SYMBOL(sym_failed, "failed");

OMNI_STATIC_STRING(text_odd, "odd: ", 5);

static const Pair list_in_main[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_main[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_main[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(8), OMNI_NIL},
};

/* halves_lambda_guarded
 *   x       borrowed       only read here; the caller keeps it
 *   text    text_region    few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by string-append
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by number->string
 */
static int64_t halves_lambda_guarded(Obj *self)
{
    Obj *x = omni_captured(self, 0);
    if (omni_int_is_even(omni_int_value(x))) {
        return omni_int_value(x) / 2;
    }
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: used only in this branch */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_number_to_string(string_region, x,
                                        "halves-lambda-guarded+1: (number->string x)");
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: used only in this branch */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text = omni_string_append(text_region, OMNI_REF(text_odd), string,
                                   "halves-lambda-guarded+1: (string-append \"odd: \" "
                                   "(number->strin...");
    region_exit(string_region);  /* last use of string: (string-append "odd: " (number->strin... */
    /* leaves the function: text ends with it */
    omni_raise(text, "halves-lambda-guarded+1: (raise (string-append \"odd: \" (number...");
}

static Obj *halves_lambda_guarded_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, halves_lambda_guarded(self));
}

/* halves_lambda
 *   body  stack  at most 40 bytes and one object for each call
 *   x     stack  at most 16 bytes and one object for each call
 *   e     dest   part of the result, which is returned: built in the caller's region
 */
static Obj *halves_lambda(Region *dest, int64_t x)
{
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    OMNI_CLOSURE_STORAGE(1) body_closure;  /* at most 40 bytes and one object for each call */
    Obj *body = mk_closure_stack(&body_closure, halves_lambda_guarded_entry, 0, 0, 1,
                                 (Obj *[]){ mk_int_stack(&x_box, x) });
    /* regions that are created inside end when it raises */
    Obj *outcome = omni_try(body, dest,
                            "halves-lambda+1: (guard (e ((string? e) (list 'failed ...");
    if (omni_is_raised(outcome)) {
        Obj *e = omni_caught(dest);
        if (omni_is_string(e)) {
            return mk_pair_region(dest, OMNI_REF(sym_failed), mk_pair_region(dest, e, OMNI_NIL));
        }
        omni_raise(e, "halves-lambda+1: (guard (e ((string? e) (list 'failed ...");
    }
    return outcome;
}

/* The guard stands in a function that map calls; what it gives becomes part of map's result. */
/* halves
 *   xs   borrowed  only read here; the caller keeps it
 *   map  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *halves(Region *dest, Obj *xs)
{
    return map_halves_lambda(dest, xs);
}

/* main
 *   halves  halves_region  not reachable from outside; last use: (println (halves '(2 3 8))); not
 *                          on the stack: size unknown: built by halves
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    /* for halves: last used in (println (halves '(2 3 8))) */
    Region *halves_region = region_create();
    omni_display(halves(halves_region, OMNI_REF(list_in_main[0])));
    region_exit(halves_region);  /* last use of halves: (println (halves '(2 3 8))) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map_halves_lambda
 *   map_halves_lambda  version   specialised for halves-lambda: what it gets to call is known
 *   map_halves_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                                linked behind the last
 *   items              borrowed  only read here; the caller keeps it
 *   pair               dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_halves_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *pair = mk_pair_region(dest, halves_lambda(dest, omni_int_value(omni_pair_car(items))),
                                   OMNI_NIL);
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
