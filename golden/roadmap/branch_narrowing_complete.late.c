/* branch_narrowing_complete.omni, translated by omnic */
#include "omni.h"

static Obj *map_transform_lambda(Region *dest, Obj *items);

OMNI_STATIC_SYMBOL(sym_stats, "stats");

/* Only the summary leaves the branch; the tree and its statistics end there. */
/* build_tree
 *   list  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *build_tree(Region *dest, Obj *data)
{
    Obj *list = mk_pair_region(dest, OMNI_FIX(4), mk_pair_region(dest, OMNI_FIX(5), OMNI_NIL));
    Obj *list_2 = mk_pair_region(dest, OMNI_FIX(3), mk_pair_region(dest, list, OMNI_NIL));
    Obj *list_3 = mk_pair_region(dest, OMNI_FIX(1), mk_pair_region(dest, OMNI_FIX(2), OMNI_NIL));
    return mk_pair_region(dest, list_3,
                          mk_pair_region(dest, list_2, mk_pair_region(dest, data, OMNI_NIL)));
}

/* compute_stats
 *   tree  borrowed  only read here; the caller keeps it
 *   list  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *compute_stats(Region *dest, Obj *tree)
{
    int64_t length = omni_length(tree, "compute-stats+1: (length tree)");
    Obj *length_2 = mk_int_region(dest,
                                  omni_length(omni_pair_car(tree),
                                              "compute-stats+1: (length (car tree))"));
    return mk_pair_region(dest, mk_int_region(dest, length),
                          mk_pair_region(dest, length_2, OMNI_NIL));
}

/* summarize
 *   stats  borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *summarize(Region *dest, Obj *stats)
{
    Obj *pair = mk_pair_region(dest, omni_pair_car(stats), omni_pair_car(omni_pair_cdr(stats)));
    return mk_pair_region(dest, OMNI_REF(sym_stats), pair);
}

/* transform
 *   data  borrowed  only read here; the caller keeps it
 *   map   dest      returned, so it is built in the caller's region: no copy
 */
static Obj *transform(Region *dest, Obj *data)
{
    return map_transform_lambda(dest, data);
}

/* process
 *   data   borrowed     only read here; the caller keeps it
 *   temp   temp_region  at most 216 bytes, built by build-tree: its region lies in the C frame, and
 *                       needs no chunk; not on the stack: size unknown: built by build-tree
 *   stats  dest         built together with what is returned, so in the caller's region
 */
static Obj *process(Region *dest, Obj *data)
{
    Obj *result;
    if (omni_is_null(data)) {
        /* Branch 1: Build temporary structure, return summary */

        /* Only this escapes
         * TREE shape */
        OMNI_SCRATCH_STORAGE(344) temp_scratch;
        /* for temp: used only in this branch */
        Region *temp_region = stack_alloc_region(&temp_scratch, sizeof temp_scratch);
        Obj *temp = build_tree(temp_region, data);
        Obj *stats = compute_stats(dest, temp);
        Obj *summarize_result = summarize(dest, stats);
        region_exit(temp_region);  /* end of the scope of temp (--no-nonlexical) */
        result = summarize_result;
    } else {
        /* Branch 2: Direct transformation */
        result = transform(dest, data);
    }
    return result;
}

/* main
 *   process  process_region  not reachable from outside; last use: (println (process '())); not on
 *                            the stack: size unknown: built by process
 *   list     stack           at most 72 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for process: last used in (println (process '())) */
    Region *process_region = region_create();
    omni_display(process(process_region, OMNI_NIL));
    omni_newline();
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(2),
                              mk_pair_stack(&list_pair, OMNI_FIX(3), OMNI_NIL));
    Obj *process_result = process(process_region, mk_pair_stack(&list_pair_3, OMNI_FIX(1), list));
    omni_display(process_result);
    omni_newline();
    region_exit(process_region);  /* end of the scope of process (--no-nonlexical) */
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map_transform_lambda
 *   map_transform_lambda  version   specialised for transform-lambda: what it gets to call is known
 *   map_transform_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                                   linked behind the last
 *   items                 borrowed  only read here; the caller keeps it
 *   pair                  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_transform_lambda(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        int64_t head = omni_int_value(omni_pair_car(items));
        Obj *f_result = mk_int_region(dest, omni_int_mul(head, 10, "map+3: (f (car items))"));
        Obj *pair = mk_pair_region(dest, f_result, OMNI_NIL);
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
