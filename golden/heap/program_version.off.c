/* program_version.omni, translated by omnic */
#include "omni.h"

static Obj *insert_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static int64_t plus(Obj *numbers);
static Obj *cons_entry(Obj *self, Region *dest, int argc, Obj *const *args);

OMNI_STATIC_SYMBOL(sym_kept, "kept");

OMNI_STATIC_CLOSURE(insert_closure, insert_entry, 2, 2);
OMNI_STATIC_CLOSURE(cons_closure, cons_entry, 2, 2);

/* `add-all` builds what `spin` replaces in each round, in the heap, and what a dict keeps, in
 * the dict's region: it has a version for each.
 * `insert` is also a value that somebody may call who is not known; the loop of `churn` has a
 * version of its own. */
static Obj *table = OMNI_NOTHING;

/* add_all
 *   add_all  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                      the last
 *   numbers  borrowed  only read here; the caller keeps it
 *   pair     dest      returned, so it is built in the caller's region: no copy
 */
static Obj *add_all(Region *dest, Obj *numbers, int64_t more)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(numbers)) {
        int64_t head = omni_int_value(omni_pair_car(numbers));
        Obj *sum = mk_int_region(dest,
                                 omni_int_add(more, head, "add-all+3: (+ more (car numbers))"));
        Obj *pair = mk_pair_region(dest, sum, OMNI_NIL);
        Obj *tail = omni_pair_cdr(numbers);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        numbers = tail;
        last = pair;
    }
    return first;
}

/* spin
 *   numbers  borrowed  changed here; the caller keeps it
 */
static int64_t spin(int64_t rounds, Obj *numbers)
{
    Obj *numbers_2 = numbers;
    while (rounds != 0) {
        rounds = omni_int_sub(rounds, 1, "spin+3: (- rounds 1)");
        numbers_2 = add_all(region_of(numbers), numbers_2, 1);
    }
    return plus(numbers_2);
}

/* insert
 *   insert   loop      what a call of itself returns only ends its list: each pair is linked behind
 *                      the last
 *   numbers  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *insert(Region *dest, int64_t new_, Obj *numbers)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(numbers)) {
            Obj *list = mk_pair_region(dest, mk_int_region(dest, new_), OMNI_NIL);
            if (omni_is_null(last)) {
                return list;
            }
            omni_pair_set_cdr(last, list);
            return first;
        } else if (new_ < omni_int_value(omni_pair_car(numbers))) {
            Obj *pair = mk_pair_region(dest, mk_int_region(dest, new_), numbers);
            if (omni_is_null(last)) {
                return pair;
            }
            omni_pair_set_cdr(last, pair);
            return first;
        }
        Obj *pair_2 = mk_pair_region(dest, omni_pair_car(numbers), OMNI_NIL);
        Obj *tail = omni_pair_cdr(numbers);
        if (omni_is_null(last)) {
            first = pair_2;
        } else {
            omni_pair_set_cdr(last, pair_2);
        }
        numbers = tail;
        last = pair_2;
    }
}

static Obj *insert_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return insert(dest, omni_as_int(args[0], "insert: new"), args[1]);
}

/* churn
 *   numbers  borrowed  changed here; the caller keeps it
 */
static int64_t churn(int64_t rounds, Obj *numbers)
{
    Obj *numbers_2 = numbers;
    while (rounds != 0) {
        int64_t difference = omni_int_sub(rounds, 1, "churn+3: (- rounds 1)");
        int64_t product = omni_int_mul(rounds, 7, "churn+3: (* rounds 7)");
        rounds = difference;
        numbers_2 = insert(region_of(numbers), product, omni_pair_cdr(numbers_2));
    }
    return omni_length(numbers_2, "churn+2: (length numbers)");
}

/* combine
 *   how         borrowed  only read here; the caller keeps it
 *   how_result  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *combine(Region *dest, Obj *how)
{
    Obj *list = mk_pair_region(dest, OMNI_FIX(1), mk_pair_region(dest, OMNI_FIX(3), OMNI_NIL));
    return omni_call(how, dest, 2, (Obj *[]){ OMNI_FIX(2), list }, "combine+0: (how 2 (list 1 3))");
}

/* main
 *   table      global            reachable from the top-level variable table: lives until the
 *                                program ends
 *   add_all    global            reachable from the top-level variable table: lives until the
 *                                program ends
 *   list       stack             at most 48 bytes and one object for each call
 *   list       list_region_2     few objects for each call, so the first 512 bytes of their region
 *                                lie in the C frame; not on the stack: a callee allocates into it
 *   list       list_region_3     few objects for each call, so the first 512 bytes of their region
 *                                lie in the C frame; not on the stack: a callee allocates into it
 *   combine    combine_region    not reachable from outside; last use: (println (combine (if (>
 *                                (length (com...; not on the stack: size unknown: built by cons
 *   arguments  arguments_region  few objects for each call, so the first 512 bytes of their region
 *                                lie in the C frame; not on the stack: size unknown: built by
 *                                command-line
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    table = omni_make_dict(omni_global);

    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list = mk_pair_stack(&list_pair_2, OMNI_FIX(1),
                              mk_pair_stack(&list_pair, OMNI_FIX(2), OMNI_NIL));
    Obj *table_value = table;
    Obj *add_all_result = add_all(omni_global, list, 10);
    omni_dict_set(table_value, OMNI_REF(sym_kept), add_all_result,
                  "main: (dict-set! table 'kept (add-all (list...");
    OMNI_SCRATCH_STORAGE(512) list_scratch_2;
    /* for list: last used in (spin 100 (list 4 5 6)) */
    Region *list_region_2 = stack_alloc_region(&list_scratch_2, sizeof list_scratch_2);
    Obj *list_2 = mk_pair_region(list_region_2, OMNI_FIX(5),
                                 mk_pair_region(list_region_2, OMNI_FIX(6), OMNI_NIL));
    int64_t spin_result = spin(100, mk_pair_region(list_region_2, OMNI_FIX(4), list_2));
    region_exit(list_region_2);  /* last use of list: (spin 100 (list 4 5 6)) */
    omni_display_int(spin_result);
    omni_newline();
    omni_display(table);
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) list_scratch_3;
    /* for list: last used in (churn 20 (list 1 5 9)) */
    Region *list_region_3 = stack_alloc_region(&list_scratch_3, sizeof list_scratch_3);
    Obj *list_3 = mk_pair_region(list_region_3, OMNI_FIX(5),
                                 mk_pair_region(list_region_3, OMNI_FIX(9), OMNI_NIL));
    int64_t churn_result = churn(20, mk_pair_region(list_region_3, OMNI_FIX(1), list_3));
    region_exit(list_region_3);  /* last use of list: (churn 20 (list 1 5 9)) */
    omni_display_int(churn_result);
    omni_newline();
    OMNI_SCRATCH_STORAGE(512) arguments_scratch;
    /* for arguments: last used in (length (command-line)) */
    Region *arguments_region = stack_alloc_region(&arguments_scratch, sizeof arguments_scratch);
    Obj *arguments = omni_command_line(arguments_region);
    int64_t length = omni_length(arguments, "main: (length (command-line))");
    region_exit(arguments_region);  /* last use of arguments: (length (command-line)) */
    /* for combine: last used in (println (combine (if (> (length (com... */
    Region *combine_region = region_create();
    Obj *combine_result = combine(combine_region,
                                  length > 5 ? OMNI_REF(cons_closure) : OMNI_REF(insert_closure));
    omni_display(combine_result);
    /* last use of combine: (println (combine (if (> (length (com... */
    region_exit(combine_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* plus
 *   numbers  borrowed  only read here; the caller keeps it
 */
static int64_t plus(Obj *numbers)
{
    int64_t sum = 0;
    Obj *rest = numbers;
    while (!omni_is_null(rest)) {
        int64_t head = omni_int_value(omni_pair_car(rest));
        sum = omni_int_add(sum, head, "++4: (+ sum (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return sum;
}

/* cons
 *   b     borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *cons(Region *dest, int64_t a, Obj *b)
{
    return mk_pair_region(dest, mk_int_region(dest, a), b);
}

static Obj *cons_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)argc;
    return cons(dest, omni_as_int(args[0], "cons: a"), args[1]);
}
