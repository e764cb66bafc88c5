/* exported.omni, translated by omnic */
#include "omni.h"

static Obj *turn_inside_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *turn_inside_int_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *other_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_other, "other");
OMNI_STATIC_SYMBOL(sym_turn, "turn");

OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(turn_inside_closure, turn_inside_entry, 2, 2);
OMNI_STATIC_CLOSURE(turn_inside_int_closure, turn_inside_int_entry, 2, 2);
OMNI_STATIC_CLOSURE(other_closure, other_entry, 2, 2);

/* turn_inside
 *   n            borrowed  only read here; the caller keeps it
 *   next         borrowed  only read here; the caller keeps it
 *   next_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *turn_inside(Region *dest, Obj *n, Obj *next)
{
    OMNI_STACK_CHECK("turn");
    if (omni_num_eq(n, OMNI_FIX(0), "turn+1: (= n 0)")) {
        return OMNI_REF(sym_turn);
    }
    Obj *difference = omni_sub(dest, n, OMNI_FIX(1), "turn+1: (- n 1)");
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(next, dest, 2, (Obj *[]){ difference, OMNI_REF(turn_inside_closure) },
                          "turn+1: (next (- n 1) turn)");
}

static Obj *turn_inside_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return turn_inside(dest, args[0], args[1]);
}

/* turn_inside_int
 *   turn_inside_int  version   specialised for Int: called 2 times with Int only
 *   next             borrowed  only read here; the caller keeps it
 *   difference       dest      given to a call that goes on in the caller, so it is built in the
 *                              caller's region
 */
static Obj *turn_inside_int(Region *dest, int64_t n, Obj *next)
{
    OMNI_STACK_CHECK("turn");
    if (n == 0) {
        return OMNI_REF(sym_turn);
    }
    Obj *difference = mk_int_region(dest, omni_int_sub(n, 1, "turn+1: (- n 1)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(next, omni_global, 2,
                          (Obj *[]){ difference, OMNI_REF(turn_inside_int_closure) },
                          "turn+1: (next (- n 1) turn)");
}

static Obj *turn_inside_int_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return turn_inside_int(dest, omni_as_int(args[0], "turn: n"), args[1]);
}

/* turn
 *   n       borrowed  only read here; the caller keeps it
 *   next    borrowed  only read here; the caller keeps it
 *   result  dest      returned, so it is built in the caller's region: no copy
 */
Obj *turn(Region *dest, Obj *n, Obj *next)
{
    OMNI_STACK_CHECK("turn");
    return omni_finish(turn_inside(dest, n, next));
}

/* other
 *   next        borrowed  only read here; the caller keeps it
 *   difference  dest      given to a call that goes on in the caller, so it is built in the
 *                         caller's region
 */
static Obj *other(Region *dest, int64_t n, Obj *next)
{
    OMNI_STACK_CHECK("other");
    if (n == 0) {
        return OMNI_REF(sym_other);
    }
    Obj *difference = mk_int_region(dest, omni_int_sub(n, 1, "other+1: (- n 1)"));
    /* goes on in the caller: may come back here through an unknown function, and takes no stack */
    return omni_pend_call(next, omni_global, 2, (Obj *[]){ difference, OMNI_REF(other_closure) },
                          "other+1: (next (- n 1) other)");
}

static Obj *other_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return other(dest, omni_as_int(args[0], "other: n"), args[1]);
}

void exported_init(void)
{
    omni_init(0, NULL);

    Region *main_region = region_create();  /* for main: last used in other */
    region_exit(main_region);  /* last use of main: other */
    /* for turn-inside-int: last used in (turn 1000000 other) */
    Region *turn_inside_int_region = region_create();
    Obj *turn = omni_finish(turn_inside_int(turn_inside_int_region, 1000000,
                                            OMNI_REF(other_closure)));
    region_exit(turn_inside_int_region);  /* turn-inside-int: never used after this */
    Region *main_region_2 = region_create();  /* for main: last used in other */
    region_exit(main_region_2);  /* last use of main: other */
    /* for turn-inside-int: last used in (turn 1000001 other) */
    Region *turn_inside_int_region_2 = region_create();
    Obj *turn_2 = omni_finish(turn_inside_int(turn_inside_int_region_2, 1000001,
                                              OMNI_REF(other_closure)));
    region_exit(turn_inside_int_region_2);  /* turn-inside-int: never used after this */
    omni_display(turn);
    omni_display(OMNI_REF(text_space));
    omni_display(turn_2);
    omni_newline();
}

int exported_shutdown(void)
{
    return omni_shutdown(0);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    exported_init();
    (void)exported_shutdown();
    return omni_shutdown(0);
}
