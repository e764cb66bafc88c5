/* library_version.omni, translated by omnic */
#include "omni.h"

static Obj *memv(int64_t item, Obj *items);
static Obj *append(Region *dest, Obj *front, Obj *back);
static Obj *append_heap(Obj *front, Obj *back);

/* `append` builds what `choose` hands on, which is dead when the call returns: heap. It also
 * builds what `both` gives back, in the
 * caller's region. So it has two versions. */
/* choose
 *   left    consumed  taken over from the caller, who does not use it afterwards
 *   right   consumed  taken over from the caller, who does not use it afterwards
 *   chosen  consumed  taken over from the caller, who does not use it afterwards
 *   append  heap      what (choose (append (cdr left) right) '()... gets on top of right is dead
 *                     when it returns; a region would keep it until the first call returns; held
 *                     twice after (append (cdr left) right): counted
 *   pair    heap      what (choose (append (cdr left) right) '()... gets on top of chosen is dead
 *                     when it returns; a region would keep it until the first call returns; held
 *                     twice after (cons (car left) chosen): counted
 */
static int64_t choose(Obj *left, Obj *right, Obj *chosen)
{
    OMNI_STACK_CHECK("choose");
    if (omni_is_null(left)) {
        dec_ref(chosen);  /* chosen: not used on this path */
        bool empty = omni_is_null(right);
        dec_ref(right);  /* last use of right: (null? right) */
        if (empty) {
            return 1;
        }
        return 0;
    }
    Obj *head = omni_pair_car(left);
    int64_t sum = omni_int_add(omni_int_value(head), 1, "choose+3: (+ (car left) 1)");
    int64_t result;
    if (omni_is_true(memv(sum, chosen))) {
        result = 0;
    } else {
        Obj *tail = omni_pair_cdr(left);
        inc_ref(right);  /* right is used again after (append (cdr left) right) */
        Obj *append = append_heap(tail, right);
        inc_ref(chosen);  /* chosen is used again after (cons (car left) chosen) */
        result = choose(append, OMNI_NIL, mk_pair_heap(head, chosen));
    }
    Obj *tail_2 = omni_pair_cdr(left);
    /* left is taken apart: its memory is used for (cons (car left) right) */
    Obj *left_cell = take_cell(left, 1, (Obj *[]){ tail_2 });
    int64_t choose_result = choose(tail_2, reuse_or_mk_pair(left_cell, head, right), chosen);
    return omni_int_add(result, choose_result,
                        "choose+3: (+ (if (memv (+ (car left) 1) chosen)...");
}

/* both
 *   front   borrowed  part of the result; the caller keeps it alive as long as the result
 *   back    borrowed  part of the result; the caller keeps it alive as long as the result
 *   append  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *both(Region *dest, Obj *front, Obj *back)
{
    return append(dest, front, back);
}

/* main
 *   list  heap           what (choose (append (cdr left) right) '()... gets on top of right is dead
 *                        when it returns; a region would keep it until the first call returns; held
 *                        twice after (append (cdr left) right): counted
 *   both  list_region_2  not reachable from outside; last use: (println (both (list 1 2) (list
 *                        3))); not on the stack: size unknown: built by both
 *   list  stack          at most 48 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    Obj *list = mk_pair_heap(OMNI_FIX(3), mk_pair_heap(OMNI_FIX(4), OMNI_NIL));
    Obj *list_2 = mk_pair_heap(OMNI_FIX(1), mk_pair_heap(OMNI_FIX(2), list));
    omni_display_int(choose(list_2, OMNI_NIL, OMNI_NIL));
    omni_newline();
    Pair list_pair;  /* at most 48 bytes and one object for each call */
    Pair list_pair_2;  /* at most 48 bytes and one object for each call */
    Obj *list_3 = mk_pair_stack(&list_pair_2, OMNI_FIX(1),
                                mk_pair_stack(&list_pair, OMNI_FIX(2), OMNI_NIL));
    /* for list: last used in (println (both (list 1 2) (list 3))) */
    Region *list_region_2 = region_create();
    Obj *both_result = both(list_region_2, list_3,
                            mk_pair_region(list_region_2, OMNI_FIX(3), OMNI_NIL));
    omni_display(both_result);
    region_exit(list_region_2);  /* last use of list: (println (both (list 1 2) (list 3))) */
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* memv
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *memv(int64_t item, Obj *items)
{
    while (!omni_is_null(items)) {
        if (item == omni_int_value(omni_pair_car(items))) {
            return items;
        }
        items = omni_pair_cdr(items);
    }
    return OMNI_FALSE;
}

/* append
 *   append  loop      what a call of itself returns only ends its list: each pair is linked behind
 *                     the last
 *   front   borrowed  part of the result; the caller keeps it alive as long as the result
 *   back    borrowed  part of the result; the caller keeps it alive as long as the result
 *   pair    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *append(Region *dest, Obj *front, Obj *back)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(front)) {
            if (omni_is_null(last)) {
                return back;
            }
            omni_pair_set_cdr(last, back);
            return first;
        }
        Obj *pair = mk_pair_region(dest, omni_pair_car(front), OMNI_NIL);
        Obj *tail = omni_pair_cdr(front);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        front = tail;
        last = pair;
    }
}

/* append_heap
 *   append_heap  version   append for callers that keep in the heap what it builds
 *   append_heap  loop      what a call of itself returns only ends its list: each pair is linked
 *                          behind the last
 *   front        borrowed  part of the result; the caller keeps it alive as long as the result
 *   back         consumed  taken over from the caller, who does not use it afterwards
 *   pair         heap      built for the caller, who frees it
 */
static Obj *append_heap(Obj *front, Obj *back)
{
    Obj *first = OMNI_NOTHING;
    Obj *last = OMNI_NIL;
    for (;;) {
        if (omni_is_null(front)) {
            if (omni_is_null(last)) {
                return back;
            }
            omni_pair_set_cdr(last, back);
            return first;
        }
        Obj *pair = mk_pair_heap(omni_pair_car(front), OMNI_NIL);
        Obj *tail = omni_pair_cdr(front);
        if (omni_is_null(last)) {
            first = pair;
        } else {
            omni_pair_set_cdr(last, pair);
        }
        front = tail;
        last = pair;
    }
}
