/* forward_self.omni, translated by omnic */
#include "omni.h"

static Obj *make_probe_me_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *probe_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_heard, "heard");
OMNI_STATIC_SYMBOL(sym_lost, "lost");
OMNI_STATIC_SYMBOL(sym_name, "name");
OMNI_STATIC_SYMBOL(sym_other, "other");
OMNI_STATIC_SYMBOL(sym_silent, "silent");
OMNI_STATIC_SYMBOL(sym_value, "value");

OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(probe_lambda_closure, probe_lambda_entry, 1, 1);
OMNI_STATIC_CLOSURE(main_lambda_closure, main_lambda_entry, 1, 1);

static Obj *probe = OMNI_NOTHING;

/* `report` wants `me` as a value, and `me` calls it: a cell that is made first holds the
 * closure, which captures the cell. */
/* connect
 *   wire      borrowed  only read here; the caller keeps it
 *   listener  borrowed  only read here; the caller keeps it
 */
static void connect(Region *dest, Obj *wire, Obj *listener)
{
    omni_call(wire, dest, 1, (Obj *[]){ listener }, "connect+0: (wire listener)");
}

/* make_probe_report
 *   wire  borrowed  only read here; the caller keeps it
 *   me    borrowed  only read here; the caller keeps it
 */
static Obj *make_probe_report(Obj *wire, Obj *me)
{
    Obj *wire_result = omni_call(wire, omni_global, 1, (Obj *[]){ OMNI_REF(sym_value) },
                                 "make-probe-report+0: (wire 'value)");
    if (omni_bool_value(wire_result)) {
        if (omni_is_procedure(omni_cell_get(me))) {
            return OMNI_REF(sym_heard);
        }
        return OMNI_REF(sym_lost);
    }
    return OMNI_REF(sym_silent);
}

/* make_probe_me
 *   wire  borrowed  only read here; the caller keeps it
 *   me    borrowed  only read here; the caller keeps it
 */
static Obj *make_probe_me(Obj *self, Obj *request)
{
    OMNI_STACK_CHECK("make-probe-me");
    Obj *wire = omni_captured(self, 0);
    Obj *me = omni_captured(self, 1);
    if (request == OMNI_REF(sym_value)) {
        return make_probe_report(wire, me);
    }
    return OMNI_REF(sym_other);
}

static Obj *make_probe_me_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    return make_probe_me(self, args[0]);
}

/* make_probe
 *   wire  borrowed  part of the result; the caller keeps it alive as long as the result
 *   me    dest      returned, so it is built in the caller's region: no copy
 *   me    dest      part of the result, which is returned: built in the caller's region
 */
static Obj *make_probe(Region *dest, Obj *wire)
{
    Obj *me = mk_cell_region(dest, OMNI_NOTHING);
    Obj *me_2 = mk_closure_region(dest, make_probe_me_entry, 1, 1, 2, (Obj *[]){ wire, me });
    omni_cell_set(me, me_2);
    connect(dest, wire, omni_cell_get(me));
    return omni_cell_get(me);
}

/* probe_lambda
 *   listener  borrowed  only read here; the caller keeps it
 */
static bool probe_lambda(Obj *listener)
{
    (void)listener;
    return true;
}

static Obj *probe_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return omni_bool(probe_lambda(args[0]));
}

/* main_lambda
 *   listener  borrowed  only read here; the caller keeps it
 */
static bool main_lambda(Obj *listener)
{
    (void)listener;
    return false;
}

static Obj *main_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return omni_bool(main_lambda(args[0]));
}

/* main
 *   probe       global             reachable from the top-level variable probe: lives until the
 *                                  program ends
 *   make_probe  make_probe_region  not reachable from outside; last use: ((make-probe (lambda
 *                                  (listener) #f)) ...; not on the stack: size unknown: built by
 *                                  make-probe
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    probe = make_probe(omni_global, OMNI_REF(probe_lambda_closure));
    Obj *probe_result = omni_call(probe, omni_global, 1, (Obj *[]){ OMNI_REF(sym_value) },
                                  "main: (probe 'value)");
    Obj *probe_result_2 = omni_call(probe, omni_global, 1, (Obj *[]){ OMNI_REF(sym_name) },
                                    "main: (probe 'name)");
    omni_display(probe_result);
    omni_display(OMNI_REF(text_space));
    omni_display(probe_result_2);
    omni_newline();
    /* for make-probe: last used in ((make-probe (lambda (listener) #f)) ... */
    Region *make_probe_region = region_create();
    Obj *make_probe_result = make_probe(make_probe_region, OMNI_REF(main_lambda_closure));
    Obj *make_probe_result_2 = omni_call(make_probe_result, omni_global, 1,
                                         (Obj *[]){ OMNI_REF(sym_value) },
                                         "main: ((make-probe (lambda (listener) #f)) ...");
    /* last use of make-probe: ((make-probe (lambda (listener) #f)) ... */
    region_exit(make_probe_region);
    omni_display(make_probe_result_2);
    omni_newline();
    return omni_shutdown(0);
}
