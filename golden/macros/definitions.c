/* definitions.omni, translated by omnic */
#include "omni.h"

static int64_t count_1 = 0;
static int64_t count_2 = 0;

static int64_t next_door(void)
{
    count_1 = omni_int_add(count_1, 1, "next-door+0: (define-counter next-door)");
    return count_1;
}

static int64_t next_page(void)
{
    count_2 = omni_int_add(count_2, 1, "next-page+0: (define-counter next-page)");
    return count_2;
}

static int64_t one(void)
{
    return 1;
}

static int64_t two(void)
{
    return 2;
}

static int64_t area(int64_t width, int64_t height)
{
    int64_t once = omni_int_mul(width, height, "area+4: (* width height)");
    int64_t product = omni_int_mul(width, height, "area+4: (* width height)");
    int64_t twice = omni_int_add(once, product, "area+4: (define-both once twice (* width heig...");
    return omni_int_add(once, twice, "area+5: (+ once twice)");
}

/* main
 *   list  stack  at most 120 bytes and one object for each call
 *   area  stack  at most 80 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    count_1 = 0;
    count_2 = 0;

    next_door();
    next_door();
    IntBox area_box;  /* at most 80 bytes and one object for each call */
    IntBox two_box;  /* at most 80 bytes and one object for each call */
    IntBox one_box;  /* at most 80 bytes and one object for each call */
    IntBox next_page_box;  /* at most 80 bytes and one object for each call */
    IntBox next_door_box;  /* at most 80 bytes and one object for each call */
    Pair list_pair;  /* at most 120 bytes and one object for each call */
    Pair list_pair_2;  /* at most 120 bytes and one object for each call */
    Pair list_pair_3;  /* at most 120 bytes and one object for each call */
    Pair list_pair_4;  /* at most 120 bytes and one object for each call */
    Pair list_pair_5;  /* at most 120 bytes and one object for each call */
    int64_t next_door_result = next_door();
    int64_t next_page_result = next_page();
    int64_t one_result = one();
    int64_t two_result = two();
    Obj *list = mk_pair_stack(&list_pair, mk_int_stack(&area_box, area(2, 3)), OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, mk_int_stack(&two_box, two_result), list);
    Obj *list_3 = mk_pair_stack(&list_pair_3, mk_int_stack(&one_box, one_result), list_2);
    Obj *list_4 = mk_pair_stack(&list_pair_4, mk_int_stack(&next_page_box, next_page_result),
                                list_3);
    Obj *list_5 = mk_pair_stack(&list_pair_5, mk_int_stack(&next_door_box, next_door_result),
                                list_4);
    omni_display(list_5);
    omni_newline();
    return omni_shutdown(0);
}
