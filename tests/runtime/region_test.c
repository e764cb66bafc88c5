/* Regions: life, numbers, chunks, holds, reset, accounting, and what instruments see. */
#include "support.h"

TestSuite(region, .init = begin_program);

Test(region, objects_know_their_region_also_when_numbers_are_used_again)
{
    Region *a = region_create();
    Region *b = region_create();
    Obj *in_a = mk_pair_region(a, OMNI_FIX(1), OMNI_NIL);
    Obj *in_b = mk_pair_region(b, OMNI_FIX(2), OMNI_NIL);
    cr_assert_eq(region_of(in_a), a);
    cr_assert_eq(region_of(in_b), b);
    region_exit(a);
    a = region_create();
    in_a = mk_float_region(a, 1.5);
    cr_assert_eq(region_of(in_a), a);
    cr_assert_eq(region_of(in_b), b);
    cr_assert_neq(in_a->word, in_b->word);
    cr_assert_eq(region_of(mk_pair_region(omni_global_region(), OMNI_NIL, OMNI_NIL)), omni_global_region());
    region_exit(a);
    region_exit(b);
    end_program();
}

Test(region, only_objects_of_regions_have_one)
{
    Pair storage;
    OMNI_STATIC_STRING(constant, "constant", 8);
    /* nothing can be stored in an immediate or a constant: what is made for them lives until the program ends */
    cr_assert_eq(region_of(OMNI_FIX(5)), omni_global_region());
    cr_assert_eq(region_of(OMNI_REF(constant)), omni_global_region());
    EXPECT_PANIC(OMNI_ERROR_INTERNAL, "not in a region: (1 . 2)",
                 region_of(mk_pair_stack(&storage, OMNI_FIX(1), OMNI_FIX(2))));
    end_program();
}

Test(region, a_region_can_begin_in_a_frame)
{
    OMNI_SCRATCH_STORAGE(512) scratch;
    int round;
    for (round = 0; round < 3; round++) {
        Region *region = stack_alloc_region(&scratch, sizeof scratch);
        Obj *list = OMNI_NIL;
        int i;
        cr_assert_eq((char *)region > (char *)&scratch && (char *)region < (char *)&scratch + sizeof scratch, 1);
        for (i = 0; i < 1000; i++) { /* more than the frame holds */
            list = mk_pair_region(region, OMNI_FIX(i), list);
        }
        cr_assert_eq(region_of(list), region);
        region_reset(region);
        list = mk_pair_region(region, OMNI_FIX(round), OMNI_NIL);
        cr_assert((char *)list < (char *)&scratch + sizeof scratch && (char *)list > (char *)&scratch);
        cr_assert_eq(omni_live_regions(), 2);
        region_exit(region);
        cr_assert_eq(omni_live_regions(), 1);
    }
    end_program();
}

Test(region, nobody_retains_a_region_in_a_frame)
{
    OMNI_SCRATCH_STORAGE(512) scratch;
    Region *region = stack_alloc_region(&scratch, sizeof scratch);
    EXPECT_PANIC(OMNI_ERROR_INTERNAL, "a region in a C frame is retained", region_retain(region));
    EXPECT_PANIC(OMNI_ERROR_INTERNAL, "a scratch buffer is too small", stack_alloc_region(&scratch, 64));
    region_exit(region);
    end_program();
}

Test(region, many_regions_at_once)
{
    enum { COUNT = 500 };
    static Region *regions[COUNT];
    static Obj *objects[COUNT];
    int round;
    int i;
    for (round = 0; round < 3; round++) {
        for (i = 0; i < COUNT; i++) {
            regions[i] = region_create();
            objects[i] = mk_pair_region(regions[i], OMNI_FIX(i), OMNI_NIL);
        }
        cr_assert_eq(omni_live_regions(), COUNT + 1);
        for (i = 0; i < COUNT; i++) {
            cr_assert_eq(region_of(objects[i]), regions[i]);
            cr_assert_eq(omni_pair_car(objects[i]), OMNI_FIX(i));
        }
        for (i = 0; i < COUNT; i++) { /* not the order of creation */
            region_exit(regions[(i * 7 + round) % COUNT]);
        }
    }
    end_program();
}

Test(region, chunks_hold_what_was_put_in_and_large_objects_fit)
{
    Region *region = region_create();
    static char big[20000];
    Obj *list = OMNI_NIL;
    int i;
    memset(big, 'x', sizeof big);
    for (i = 0; i < 2000; i++) {
        list = mk_pair_region(region, OMNI_FIX(i), list);
        if (i % 100 == 0) {
            Obj *string = mk_string_region(region, big, sizeof big - (size_t)i);
            cr_assert_eq((uintptr_t)string % 8, 0);
            list = mk_pair_region(region, string, list);
        }
        cr_assert_eq((uintptr_t)list % 8, 0);
    }
    for (i = 1999; i >= 0; i--) {
        if (i % 100 == 0) {
            cr_assert_eq(omni_string_length(omni_pair_car(list), ""), (int64_t)sizeof big - i);
            list = omni_pair_cdr(list);
        }
        cr_assert_eq(omni_pair_car(list), OMNI_FIX(i));
        list = omni_pair_cdr(list);
    }
    cr_assert_eq(list, OMNI_NIL);
    region_exit(region);
    end_program();
}

Test(region, a_held_region_outlives_its_scope)
{
    Region *region = region_create();
    Obj *kept = mk_pair_region(region, OMNI_FIX(1), text(region, "kept"));
    region_retain(region);
    region_tether_start(region);
    region_exit(region);
    cr_assert_eq(omni_live_regions(), 2);
    region_tether_end(region);
    region_destroy_if_dead(region);
    cr_assert_eq(omni_live_regions(), 2, "the retain still holds it");
    ASSERT_SHOWN(kept, "(1 . \"kept\")");
    region_release(region);
    cr_assert_eq(omni_live_regions(), 1);
    region = region_create();
    region_retain(region);
    region_release(region);
    cr_assert_eq(omni_live_regions(), 2, "giving up the last hold does not end the scope");
    EXPECT_PANIC(OMNI_ERROR_INTERNAL, "a region is released more often than retained", (region_release(region), 0));
    region_exit(region);
    end_program();
}

Test(region, reset_empties_and_goes_on)
{
    Region *region = region_create();
    Obj *before = mk_pair_region(region, OMNI_NIL, OMNI_NIL);
    int round;
    int i;
    for (round = 0; round < 50; round++) {
        Obj *list = OMNI_NIL;
        for (i = 0; i < 1000; i++) {
            list = mk_pair_region(region, OMNI_FIX(i), list);
        }
        cr_assert_eq(omni_length(list, ""), 1000);
        region_reset(region);
    }
    cr_assert_eq(mk_pair_region(region, OMNI_NIL, OMNI_NIL), before, "the first chunk is filled from its start");
    region_retain(region);
    EXPECT_PANIC(OMNI_ERROR_INTERNAL, "a region is reset that was exited or is held", (region_reset(region), 0));
    region_release(region);
    region_exit(region);
    end_program();
}

Test(region, memory_of_a_long_loop_is_bounded)
{
    int i;
    for (i = 0; i < 200000; i++) {
        Region *region = region_create();
        (void)mk_pair_region(region, OMNI_FIX(i), OMNI_NIL);
        cr_assert(region->number < 4);
        region_exit(region);
    }
#if OMNI_ACCOUNTING
    cr_assert_eq(omni_stats.regions_created, 200001);
    cr_assert_eq(omni_stats.regions_freed, 200000);
    cr_assert_eq(omni_stats.objects_allocated, 200000);
    cr_assert_eq(omni_stats.bytes_allocated, 200000 * sizeof(Pair));
    cr_assert_eq(omni_stats.live_bytes, 0);
    cr_assert_eq(omni_stats.peak_live_bytes, sizeof(Pair));
#endif
    end_program();
}

#if OMNI_ACCOUNTING
Test(region, stack_objects_are_counted)
{
    Pair pair;
    FloatBox box;
    Cell cell;
    IntBox fits;
    (void)mk_pair_stack(&pair, mk_float_stack(&box, 1.0), mk_cell_stack(&cell, mk_int_stack(&fits, 7)));
    cr_assert_eq(omni_stats.stack_objects, 3);
    cr_assert_eq(omni_stats.objects_allocated, 0);
    end_program();
}
#endif

#if OMNI_ASAN
int __asan_address_is_poisoned(void const volatile *at);

Test(region, address_sanitizer_sees_objects_come_and_go)
{
    Region *region = region_create();
    Obj *pair = mk_pair_region(region, OMNI_NIL, OMNI_NIL);
    cr_assert(!__asan_address_is_poisoned(pair));
    cr_assert(!__asan_address_is_poisoned((char *)pair + sizeof(Pair) - 1));
    cr_assert(__asan_address_is_poisoned((char *)pair + sizeof(Pair)));
    region_reset(region);
    cr_assert(__asan_address_is_poisoned(pair));
    pair = mk_pair_region(region, OMNI_NIL, OMNI_NIL);
    region_exit(region);
    cr_assert(__asan_address_is_poisoned(pair));
    end_program();
}
#endif

#if OMNI_STRESS && !OMNI_ASAN
Test(region, a_write_past_an_object_is_noticed)
{
    Region *region = region_create();
    Pair *pair = (Pair *)mk_pair_region(region, OMNI_NIL, OMNI_NIL);
    (void)mk_pair_region(region, OMNI_NIL, OMNI_NIL);
    memset(pair, 0, sizeof(Pair) + 1);
    EXPECT_PANIC(OMNI_ERROR_INTERNAL, "something wrote past the end of an object", (region_exit(region), 0));
}
#endif

#if OMNI_STRESS
static int leave_a_region_open(void)
{
    (void)region_create();
    return omni_shutdown(0);
}

static int run_out_of_memory(void)
{
    int i;
    Region *region;
    (void)omni_shutdown(0); /* of the suite: the variable is read at the first beginning */
    begin_program();
    region = region_create();
    for (i = 0; i < 10; i++) {
        (void)mk_pair_region(region, OMNI_NIL, OMNI_NIL);
        omni_display_int(i);
    }
    return 0;
}

Test(region, an_open_region_fails_the_program)
{
    static Outcome outcome;
    run_child(leave_a_region_open, &outcome);
    cr_assert_eq(outcome.exit_code, 70);
    cr_assert(starts_with(outcome.errors, "omni: regions still live at the end of the program: 1\n"), "%s", outcome.errors);
}

Test(region, the_nth_allocation_fails_on_demand)
{
    static Outcome outcome;
    setenv("OMNI_FAIL_NTH", "4", 1);
    run_child(run_out_of_memory, &outcome);
    unsetenv("OMNI_FAIL_NTH");
    cr_assert_eq(outcome.exit_code, 1);
    cr_assert_str_eq(outcome.output, "012");
    cr_assert(starts_with(outcome.errors, "omni: out of memory: no memory for 24 bytes\n"), "%s", outcome.errors);
}
#endif

#if OMNI_PORT_STATIC
static int fill(Region *region)
{
    for (;;) {
        (void)mk_pair_region(region, OMNI_NIL, OMNI_NIL);
    }
    return 0;
}

Test(region, the_pool_ends_with_a_message_and_is_whole_again_afterwards)
{
    uint64_t objects[3];
    int round;
    for (round = 0; round < 3; round++) {
        Region *region = region_create();
        EXPECT_PANIC(OMNI_ERROR_OUT_OF_MEMORY, "no memory for 65536 bytes", fill(region));
        objects[round] = region->object_count;
        region_exit(region);
    }
    cr_assert_gt(objects[0], 100000);
    cr_assert_eq(objects[2], objects[1]);
    end_program();
}
#endif
