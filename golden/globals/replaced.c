/* replaced.omni, translated by omnic */
#include "omni.h"

static Obj *list_ref(Obj *items, int64_t index);
static Obj *list_tail(Obj *items, int64_t count);
static Obj *map_tick_lambda(Obj *items, int64_t step);

OMNI_STATIC_SYMBOL(sym_even, "even");
OMNI_STATIC_SYMBOL(sym_odd, "odd");

OMNI_STATIC_STRING(text_after, "after ", 6);
OMNI_STATIC_STRING(text_space, " ", 1);
OMNI_STATIC_STRING(text_start, "start", 5);

/* What top-level variables hold is given up when they are set again. `world` is taken out, so
 * that its list is used again in
 * place; `recent` is read while it may be set, so its objects are counted; `title` is replaced
 * as a whole. */
static Obj *world = OMNI_NOTHING;
static Obj *recent = OMNI_NOTHING;
static Obj *title = OMNI_NOTHING;

static int64_t tick_lambda(int64_t x, int64_t step)
{
    int64_t sum = omni_int_add(x, step, "tick!-lambda+0: (+ x step)");
    return omni_int_modulo(sum, 100, "tick!-lambda+0: (modulo (+ x step) 100)");
}

/* tick
 *   map  heap  given up when (set! world (map (lambda (x) (modulo ... replaces it, so each object
 *              is freed on its own; nothing ever holds it twice: no counts
 */
static void tick(int64_t step)
{
    Obj *world_value = world;
    /* taken out of world: nobody reads it before (set! world (map (lambda (x) (modulo ... */
    world = OMNI_NOTHING;
    world = map_tick_lambda(world_value, step);
}

/* note
 *   pair    heap           given up when (set! recent (cons x (if (> (length r... replaces it, so
 *                          each object is freed on its own; held twice after recent: counted
 *   text    heap           given up when (set! title (string-append "after " (... replaces it, so
 *                          each object is freed on its own; nothing ever holds it twice: no counts
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by symbol->string
 */
static void note(Obj *x)
{
    Obj *result;
    if (omni_length(recent, "note!+1: (length recent)") > 2) {
        result = mk_pair_heap(omni_car(recent, "note!+1: (car recent)"), OMNI_NIL);
    } else {
        Obj *recent_value = recent;
        inc_ref(recent_value);  /* the variable recent holds it as well */
        result = recent_value;
    }
    Obj *old_recent = recent;
    recent = mk_pair_heap(x, result);
    dec_ref(old_recent);  /* (set! recent (cons x (if (> (length r... replaces what recent held */
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: last used in (string-append "after " (symbol->stri... */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_symbol_to_string(string_region, x, "note!+2: (symbol->string x)");
    Obj *text = omni_string_append(omni_heap, OMNI_REF(text_after), string,
                                   "note!+2: (string-append \"after \" (symbol->stri...");
    region_exit(string_region);  /* last use of string: (string-append "after " (symbol->stri... */
    Obj *old_title = title;
    title = text;
    free_tree(old_title);  /* (set! title (string-append "after " (... replaces what title held */
}

static void clear(void)
{
    Obj *old_recent = recent;
    recent = OMNI_NIL;
    dec_ref(old_recent);  /* (set! recent '()) replaces what recent held */
}

static Obj *oldest_while_cleared(void)
{
    Obj *seen = recent;
    inc_ref(seen);  /* the variable recent holds it as well */
    clear();
    Obj *list_ref_result = list_ref(seen,
                                    omni_length(seen, "oldest-while-cleared+3: (length seen)") - 1);
    dec_ref(seen);  /* last use of seen: (list-ref seen (- (length seen) 1)) */
    return list_ref_result;
}

/* main
 *   list  heap  given up when (set! world (map (lambda (x) (modulo ... replaces it, so each object
 *               is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *list = mk_pair_heap(OMNI_FIX(2), mk_pair_heap(OMNI_FIX(3), OMNI_NIL));
    world = mk_pair_heap(OMNI_FIX(1), list);
    recent = OMNI_NIL;
    title = OMNI_REF(text_start);

    int64_t i = 0;
    while (i != 10) {
        tick(i);
        note(omni_int_is_even(i) ? OMNI_REF(sym_even) : OMNI_REF(sym_odd));
        i = omni_int_add(i, 1, "main: (+ i 1)");
    }
    omni_display(world);
    omni_newline();
    omni_display(recent);
    omni_newline();
    omni_display(oldest_while_cleared());
    omni_newline();
    Obj *title_value = title;
    omni_display(recent);
    omni_display(OMNI_REF(text_space));
    omni_display(title_value);
    omni_newline();
    Obj *old_world = world;
    world = OMNI_NOTHING;
    free_tree(old_world);  /* the program ends: nothing reads world any more */
    Obj *old_recent = recent;
    recent = OMNI_NOTHING;
    dec_ref(old_recent);  /* the program ends: nothing reads recent any more */
    Obj *old_title = title;
    title = OMNI_NOTHING;
    free_tree(old_title);  /* the program ends: nothing reads title any more */
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* list_ref
 *   items  borrowed  only read here; the caller keeps it
 */
static Obj *list_ref(Obj *items, int64_t index)
{
    return omni_car(list_tail(items, index), "list-ref+1: (car (list-tail items index))");
}

/* list_tail
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *list_tail(Obj *items, int64_t count)
{
    while (count != 0) {
        items = omni_cdr(items, "list-tail+3: (cdr items)");
        count = omni_int_sub(count, 1, "list-tail+3: (- count 1)");
    }
    return items;
}

/* map_tick_lambda
 *   map_tick_lambda  version   specialised for tick!-lambda: what it gets to call is known
 *   map_tick_lambda  loop      what a call of itself returns only ends its list: each pair is
 *                              linked behind the last
 *   items            consumed  taken over from the caller, who does not use it afterwards
 *   pair             heap      built for the caller, who frees it
 */
static Obj *map_tick_lambda(Obj *items, int64_t step)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *head = omni_pair_car(items);
        int64_t f_result = tick_lambda(omni_int_value(head), step);
        Obj *tail = omni_pair_cdr(items);
        /* items is taken apart: its memory is used for (cons (f (car items)) (map f (cdr ite... */
        free_tree(head);  /* last use of (car items): (cdr items) */
        Obj *pair = reuse_as_pair(items, mk_int_heap(f_result), OMNI_NIL);
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
