/* names.omni, translated by omnic */
#include "omni.h"

static const Pair list_in_main[1] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_NIL},
};

/* Names of the source, as near as C allows. */
/* is_empty_or_1
 *   list_to_check  borrowed  only read here; the caller keeps it
 */
static bool is_empty_or_1(Obj *list_to_check)
{
    (void)list_to_check;
    return true;
}

static int64_t int_(int64_t x_star_y)
{
    return omni_int_add(x_star_y, 1, "int+0: (+ x*y 1)");
}

static int64_t register_(int64_t while_)
{
    while_ = omni_int_add(while_, 1, "register+1: (+ while 1)");
    return while_;
}

/* make
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *make(Region *dest, int64_t a_b, int64_t a_b_2, int64_t a_b_3)
{
    Obj *list = mk_pair_region(dest, mk_int_region(dest, a_b_3), OMNI_NIL);
    Obj *list_2 = mk_pair_region(dest, mk_int_region(dest, a_b_2), list);
    return mk_pair_region(dest, mk_int_region(dest, a_b), list_2);
}

/* main
 *   make  make_region  at most 120 bytes, built by make!: its region lies in the C frame, and needs
 *                      no chunk; not on the stack: size unknown: built by make!
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    bool is_empty_or_1_result = is_empty_or_1(OMNI_REF(list_in_main[0]));
    int64_t int_result = int_(2);
    int64_t register_result = register_(3);
    OMNI_SCRATCH_STORAGE(256) make_scratch;
    /* for make!: last used in (println (empty-or-1? '(1)) (int 2) (... */
    Region *make_region = stack_alloc_region(&make_scratch, sizeof make_scratch);
    Obj *make_result = make(make_region, 1, 2, 3);
    omni_display_bool(is_empty_or_1_result);
    omni_display_int(int_result);
    omni_display_int(register_result);
    omni_display(make_result);
    region_exit(make_region);  /* last use of make!: (println (empty-or-1? '(1)) (int 2) (... */
    omni_newline();
    return omni_shutdown(0);
}
