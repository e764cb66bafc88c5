/* uses_itself.omni, translated by omnic */
#include "omni.h"

static Obj *p_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *force(Region *dest, Obj *promise);
static Obj *force_promise(Region *dest, Obj *promise);

OMNI_STATIC_CLOSURE(p_delayed_closure, p_delayed_entry, 0, 0);

/* A promise that forces itself: the first value that comes counts. */
static int64_t count = 0;
static int64_t limit = 0;
static Obj *p = OMNI_NOTHING;

/* p_delayed
 *   count  global  reachable from the top-level variable p: lives until the program ends
 */
static Obj *p_delayed(void)
{
    OMNI_STACK_CHECK("p-delayed");
    count = omni_int_add(count, 1, "p-delayed+1: (+ count 1)");
    if (count > limit) {
        return mk_int_region(omni_global, count);
    }
    return force(omni_global, p);
}

static Obj *p_delayed_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    (void)args;
    return p_delayed();
}

/* main
 *   p      global  reachable from the top-level variable p: lives until the program ends
 *   force  global  reachable from the top-level variable p: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    count = 0;
    limit = 3;
    p = mk_promise_region(omni_global, OMNI_REF(p_delayed_closure), 0);

    omni_display(force(omni_global, p));
    omni_newline();
    limit = 10;
    omni_display(force(omni_global, p));
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
