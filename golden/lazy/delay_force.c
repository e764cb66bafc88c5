/* delay_force.omni, translated by omnic */
#include "omni.h"

static Obj *countdown_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *countdown_delayed_2_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *countdown(Region *dest, int64_t n);
static Obj *force(Region *dest, Obj *promise);
static Obj *force_promise(Region *dest, Obj *promise);

OMNI_STATIC_SYMBOL(sym_done, "done");

OMNI_STATIC_CLOSURE(countdown_delayed_closure, countdown_delayed_entry, 0, 0);

static Obj *countdown_delayed(void)
{
    return OMNI_REF(sym_done);
}

static Obj *countdown_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return countdown_delayed();
}

/* countdown_delayed_2
 *   n          borrowed  part of the result; the caller keeps it alive as long as the result
 *   countdown  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *countdown_delayed_2(Obj *self, Region *dest)
{
    Obj *n = omni_captured(self, 0);
    int64_t difference = omni_int_sub(omni_int_value(n), 1, "countdown-delayed-2+0: (- n 1)");
    return countdown(dest, difference);
}

static Obj *countdown_delayed_2_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)argc;
    (void)args;
    return countdown_delayed_2(self, dest);
}

/* delay-force stands for another promise: a chain of them is followed in a loop, not by
 * recursion. */
/* countdown
 *   promise  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *countdown(Region *dest, int64_t n)
{
    if (n == 0) {
        return mk_promise_region(dest, OMNI_REF(countdown_delayed_closure), 0);
    }
    Obj *function = mk_closure_region(dest, countdown_delayed_2_entry, 0, 0, 1,
                                      (Obj *[]){ mk_int_region(dest, n) });
    return mk_promise_region(dest, function, 2);
}

/* main
 *   force  countdown_region  not reachable from outside; last use: (println (force (countdown
 *                            20000))); not on the stack: size unknown: built by force
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for countdown: last used in (println (force (countdown 20000))) */
    Region *countdown_region = region_create();
    omni_display(force(countdown_region, countdown(countdown_region, 20000)));
    region_exit(countdown_region);  /* last use of countdown: (println (force (countdown 20000))) */
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
    return force_promise(dest, promise);
}

/* force_promise
 *   promise  borrowed  changed here; the caller keeps it
 *   value    dest      returned, so it is built in the caller's region: no copy
 *   next     dest      returned, so it is built in the caller's region: no copy
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
        Obj *next = omni_call(content_2, dest, 0, NULL,
                              "%force-promise+9: ((%promise-content promise))");
        int64_t state_2 = omni_promise_state(promise,
                                             "%force-promise+10: (%promise-state promise)");
        if (state_2 != 1) {
            Obj *content_3 = omni_promise_content(next,
                                                  "%force-promise+11: (%promise-content next)");
            int64_t state_3 = omni_promise_state(next, "%force-promise+11: (%promise-state next)");
            omni_promise_set(promise, content_3, state_3,
                             "%force-promise+11: (%promise-set! promise (%promise-cont...");
            omni_promise_set(next, promise, 3, "%force-promise+12: (%promise-set! next promise 3)");
        }
    }
}
