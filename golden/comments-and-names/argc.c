/* argc.omni, translated by omnic */
#include "omni.h"

static Obj *args__entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *twice_entry(Obj *self, Region *dest, int argc, Obj *const *args);
Obj *list_ref(Obj *items, int64_t index);
Obj *list_tail(Obj *items, int64_t count);

OMNI_STATIC_STRING(text_space, " ", 1);

OMNI_STATIC_CLOSURE(args__closure, args__entry, 2, 2);
OMNI_STATIC_CLOSURE(twice_closure, twice_entry, 2, 2);

/* The parameters of main and of a closure's entry are called argc, argv and args, too: the
 * program's own give way to them. */
static int64_t argc_ = 0;
static Obj *argv_ = OMNI_NOTHING;

static int64_t args_(int64_t argc, int64_t n)
{
    int64_t product = omni_int_mul(2, n, "args+0: (* 2 n)");
    return omni_int_add(argc, product, "args+0: (+ argc (* 2 n))");
}

static Obj *args__entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    int64_t argc_2 = omni_as_int(args[0], "args: argc");
    int64_t n = omni_as_int(args[1], "args: n");
    return mk_int_region(dest, args_(argc_2, n));
}

static int64_t twice(int64_t args, int64_t n)
{
    return omni_int_mul(args, n, "twice+0: (* args n)");
}

static Obj *twice_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    int64_t args_2 = omni_as_int(args[0], "twice: args");
    int64_t n = omni_as_int(args[1], "twice: n");
    return mk_int_region(dest, twice(args_2, n));
}

static void show(void)
{
    int64_t length = omni_length(argv_, "show+0: (length argv)");
    omni_display_int(argc_);
    omni_display(OMNI_REF(text_space));
    omni_display_int(length);
    omni_newline();
}

/* main
 *   list           global                reachable from the top-level variable argv: lives until
 *                                        the program ends
 *   f              f_region              few objects for each call, so the first 512 bytes of their
 *                                        region lie in the C frame; not on the stack: what it holds
 *                                        lies in a buffer of its own, which can grow
 *   list           stack                 at most 48 bytes and one object for each call
 *   result_result  result_result_region  not reachable from outside; last use: (println (let ([f
 *                                        (vector args twice)...; not on the stack: size unknown:
 *                                        built by item
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    argc_ = 5;
    argv_ = mk_pair_region(omni_global, OMNI_FIX(1),
                           mk_pair_region(omni_global, OMNI_FIX(2), OMNI_NIL));

    show();
    argc_ = 7;
    show();
    OMNI_SCRATCH_STORAGE(512) f_scratch;
    /* for f: last used in [1] */
    Region *f_region = stack_alloc_region(&f_scratch, sizeof f_scratch);
    Obj *f = mk_vector_region(f_region, 2,
                              (Obj *[]){ OMNI_REF(args__closure), OMNI_REF(twice_closure) });
    Obj *item = omni_vector_ref(f, 0, "main: [0]");
    /* for result-result: last used in (println (let ([f (vector args twice)... */
    Region *result_result_region = region_create();
    Obj *result_result = omni_call(item, result_result_region, 2,
                                   (Obj *[]){ OMNI_FIX(1), OMNI_FIX(2) }, "main: (f.[0] 1 2)");
    Obj *item_2 = omni_vector_ref(f, 1, "main: [1]");
    region_exit(f_region);  /* last use of f: [1] */
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *result_result_2 = omni_call(item_2, result_result_region, 2,
                                     (Obj *[]){ OMNI_FIX(3), OMNI_FIX(4) }, "main: (f.[1] 3 4)");
    Obj *list = mk_pair_stack(&list_pair_2, result_result,
                              mk_pair_stack(&list_pair, result_result_2, OMNI_NIL));
    omni_display(list);
    /* last use of result-result: (println (let ([f (vector args twice)... */
    region_exit(result_result_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* item_ref
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 *   index  stack     at most 16 bytes and one object for each call
 *   byte   dest      returned, so it is built in the caller's region: no copy
 */
Obj *item_ref(Region *dest, Obj *items, int64_t index)
{
    if (omni_is_dict(items)) {
        IntBox index_box;  /* at most 16 bytes and one object for each call */
        Obj *index_2 = mk_int_stack(&index_box, index);
        return omni_dict_ref(items, index_2, "%item-ref+1: (dict-ref items index)");
    } else if (omni_is_string(items)) {
        uint32_t char_ = omni_string_ref(items, index, "%item-ref+2: (string-ref items index)");
        return omni_char(char_);
    } else if (omni_is_bytes(items)) {
        return mk_int_region(dest,
                             omni_bytes_ref(items, index, "%item-ref+3: (bytes-ref items index)"));
    } else if (omni_is_pair(items)) {
        return list_ref(items, index);
    }
    return omni_vector_ref(items, index, "%item-ref+5: (vector-ref items index)");
}

/* list_ref
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
Obj *list_ref(Obj *items, int64_t index)
{
    return omni_car(list_tail(items, index), "list-ref+1: (car (list-tail items index))");
}

/* list_tail
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
Obj *list_tail(Obj *items, int64_t count)
{
    while (count != 0) {
        items = omni_cdr(items, "list-tail+3: (cdr items)");
        count = omni_int_sub(count, 1, "list-tail+3: (- count 1)");
    }
    return items;
}
