/* delay.omni, translated by omnic */
#include "omni.h"

static Obj *twice_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *force(Region *dest, Obj *promise);
static Obj *make_promise(Region *dest, Obj *value);
static Obj *force_promise(Region *dest, Obj *promise);

OMNI_STATIC_SYMBOL(sym_x, "x");

OMNI_STATIC_STRING(text_once, "once ", 5);

/* twice_delayed
 *   x  borrowed  only read here; the caller keeps it
 */
static int64_t twice_delayed(Obj *self)
{
    Obj *x = omni_captured(self, 0);
    omni_display(OMNI_REF(text_once));
    return omni_int_mul(omni_int_value(x), omni_int_value(x), "twice-delayed+0: (* x x)");
}

static Obj *twice_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return mk_int_region(dest, twice_delayed(self));
}

/* A promise is a small object: first it holds a procedure, then the value. It is evaluated once. */
/* twice
 *   p  p_region  not reachable from outside; last use: (+ (force p) (force p)); not on the stack:
 *                size unknown: built by force
 *   x  stack     at most 16 bytes and one object for each call
 */
static int64_t twice(int64_t x)
{
    IntBox x_box;  /* at most 16 bytes and one object for each call */
    Obj *x_2 = mk_int_stack(&x_box, x);
    Region *p_region = region_create();  /* for p: last used in (+ (force p) (force p)) */
    Obj *function = mk_closure_region(p_region, twice_delayed_entry, 0, 0, 1, (Obj *[]){ x_2 });
    Obj *p = mk_promise_region(p_region, function, 0);
    Obj *force_result = force(p_region, p);
    Obj *force_result_2 = force(p_region, p);
    int64_t force_result_3 = omni_as_int(force_result, "twice+2: (+ (force p) (force p))");
    int64_t force_result_4 = omni_as_int(force_result_2, "twice+2: (+ (force p) (force p))");
    region_exit(p_region);  /* last use of p: (+ (force p) (force p)) */
    return omni_int_add(force_result_3, force_result_4, "twice+2: (+ (force p) (force p))");
}

/* main
 *   force  force_region         not reachable from outside; last use: (force 5); not on the stack:
 *                               size unknown: built by force
 *   force  make_promise_region  not reachable from outside; last use: (println (force 5) (promise?
 *                               (make-pr...; not on the stack: size unknown: built by force
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(twice(3));
    omni_newline();
    Region *force_region = region_create();  /* for force: last used in (force 5) */
    int64_t force_result = omni_int_value(force(force_region, OMNI_FIX(5)));
    region_exit(force_region);  /* last use of force: (force 5) */
    OMNI_SCRATCH_STORAGE(256) make_promise_scratch_2;
    /* for make-promise: last used in (make-promise 1) */
    Region *make_promise_region_2 = stack_alloc_region(&make_promise_scratch_2,
                                                       sizeof make_promise_scratch_2);
    make_promise(make_promise_region_2, OMNI_FIX(1));
    region_exit(make_promise_region_2);  /* make-promise: never used after this */
    /* for make-promise: last used in (println (force 5) (promise? (make-pr... */
    Region *make_promise_region = region_create();
    Obj *force_result_2 = force(make_promise_region,
                                make_promise(make_promise_region, OMNI_REF(sym_x)));
    omni_display_int(force_result);
    omni_display_bool(true);
    omni_display_bool(false);
    omni_display(force_result_2);
    /* last use of make-promise: (println (force 5) (promise? (make-pr... */
    region_exit(make_promise_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* force
 *   promise  borrowed  changed by %force-promise; the caller keeps it
 *   force    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *force(Region *dest, Obj *promise)
{
    if (omni_is_promise(promise)) {
        return force_promise(dest, promise);
    }
    return promise;
}

/* make_promise
 *   value    borrowed  part of the result; the caller keeps it alive as long as the result
 *   promise  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *make_promise(Region *dest, Obj *value)
{
    return mk_promise_region(dest, value, 1);
}

/* force_promise
 *   promise  borrowed  changed here; the caller keeps it
 *   value    dest      returned, so it is built in the caller's region: no copy
 *   next     stack     at most 16 bytes and one object for each call
 */
static Obj *force_promise(Region *dest, Obj *promise)
{
    for (;;) {
        int64_t key = omni_promise_state(promise, "%force-promise+1: (%promise-state promise)");
        if (key == 1) {
            return omni_promise_content(promise, "%force-promise+2: (%promise-content promise)");
        } else if (key == 0) {
            Obj *content = omni_promise_content(promise,
                                                "%force-promise+4: (%promise-content promise)");
            Obj *value = omni_call(content, dest, 0, NULL,
                                   "%force-promise+4: ((%promise-content promise))");
            int64_t state = omni_promise_state(promise,
                                               "%force-promise+5: (%promise-state promise)");
            if (state != 1) {
                omni_promise_set(promise, value, 1,
                                 "%force-promise+6: (%promise-set! promise value 1)");
            }
            return omni_promise_content(promise, "%force-promise+7: (%promise-content promise)");
        }
        Obj *content_2 = omni_promise_content(promise,
                                              "%force-promise+9: (%promise-content promise)");
        Obj *next_2 = omni_call(content_2, dest, 0, NULL,
                                "%force-promise+9: ((%promise-content promise))");
        int64_t next = omni_int_value(next_2);
        int64_t state_2 = omni_promise_state(promise,
                                             "%force-promise+10: (%promise-state promise)");
        if (state_2 != 1) {
            IntBox next_box;  /* at most 16 bytes and one object for each call */
            Obj *next_3 = mk_int_stack(&next_box, next);
            IntBox next_box_2;  /* at most 16 bytes and one object for each call */
            Obj *next_4 = mk_int_stack(&next_box_2, next);
            Obj *content_3 = omni_promise_content(next_3,
                                                  "%force-promise+11: (%promise-content next)");
            int64_t state_3 = omni_promise_state(next_4,
                                                 "%force-promise+11: (%promise-state next)");
            omni_promise_set(promise, content_3, state_3,
                             "%force-promise+11: (%promise-set! promise (%promise-cont...");
            IntBox next_box_3;  /* at most 16 bytes and one object for each call */
            Obj *next_5 = mk_int_stack(&next_box_3, next);
            omni_promise_set(next_5, promise, 3,
                             "%force-promise+12: (%promise-set! next promise 3)");
        }
    }
}
