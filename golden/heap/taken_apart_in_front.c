/* taken_apart_in_front.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_a, "a", 1);
OMNI_STATIC_STRING(text_b, "b", 1);
OMNI_STATIC_STRING(text_c, "c", 1);
OMNI_STATIC_STRING(text_d, "d", 1);

/* What the first text gets longer by is taken out of the list: the list is taken apart there,
 * and the loop over the rest
 * of it owns what it goes through. */
/* join
 *   texts  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *join(Obj *texts)
{
    Obj *head = omni_pair_car(texts);
    Obj *tail = omni_pair_cdr(texts);
    free_obj(texts);  /* texts is taken apart; what lives on: (car texts) and (cdr texts) */
    Obj *text = head;
    Obj *rest = tail;
    while (!omni_is_null(rest)) {
        Obj *head_2 = omni_pair_car(rest);
        /* last use of text: (string-append text (car rest)) */
        Obj *text_2 = reuse_or_mk_longer_string(text, head_2,
                                                "join+4: (string-append text (car rest))");
        Obj *tail_2 = omni_pair_cdr(rest);
        free_obj(rest);  /* rest is taken apart; what lives on: (cdr rest) */
        free_tree(head_2);  /* last use of (car rest): (cdr rest) */
        text = text_2;
        rest = tail_2;
    }
    return text;
}

/* grow
 *   join  heap  built for the caller, who frees it
 */
static Obj *grow(int64_t rounds)
{
    int64_t left = rounds;
    Obj *parts = mk_pair_heap(OMNI_REF(text_a), mk_pair_heap(OMNI_REF(text_b), OMNI_NIL));
    while (left != 0) {
        Obj *list = mk_pair_heap(OMNI_REF(text_c), mk_pair_heap(OMNI_REF(text_d), OMNI_NIL));
        left = omni_int_sub(left, 1, "grow+4: (- left 1)");
        parts = mk_pair_heap(join(parts), list);
    }
    return join(parts);
}

/* main
 *   grow  heap  given up in (let next ((text (car texts)) (rest (... while the new one is built, so
 *               each object is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *grow_result = grow(12);
    omni_display(grow_result);
    free_tree(grow_result);  /* last use of grow: (println (grow 12)) */
    omni_newline();
    return omni_shutdown(0);
}
