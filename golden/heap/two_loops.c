/* two_loops.omni, translated by omnic */
#include "omni.h"

static Obj *map_squares_then_texts_lambda(Obj *items);
static Obj *map_squares_then_texts_lambda_2(Obj *items);

OMNI_STATIC_STRING(text_a, "a", 1);
OMNI_STATIC_STRING(text_b, "b", 1);
OMNI_STATIC_STRING(text_empty, "", 0);
OMNI_STATIC_STRING(text_plus, "+", 1);

static const Pair list_in_squares_then_texts[3] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(1), OMNI_REF(list_in_squares_then_texts[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_squares_then_texts[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_NIL},
};

static const Pair list_in_squares_then_texts_2[2] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_a),
                                        OMNI_REF(list_in_squares_then_texts_2[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_b), OMNI_NIL},
};

static int64_t squares_then_texts_lambda(int64_t number)
{
    int64_t product = omni_int_mul(number, number,
                                   "squares-then-texts-lambda+0: (* number number)");
    return omni_int_modulo(product, 100,
                           "squares-then-texts-lambda+0: (modulo (* number number) 100)");
}

/* squares_then_texts_lambda_2
 *   text  consumed  taken over from the caller, who does not use it afterwards
 *   text  heap      built for the caller, who frees it
 */
static Obj *squares_then_texts_lambda_2(Obj *text)
{
    int64_t length = omni_string_length(text,
                                        "squares-then-texts-lambda-2+0: (string-length text)");
    if (length < 8) {
        /* last use of text: (string-append text "+") */
        return reuse_or_mk_longer_string(text, OMNI_REF(text_plus),
                                         "squares-then-texts-lambda-2+0: (string-append text "
                                         "\"+\")");
    }
    dec_ref(text);  /* text: not used on this path */
    return OMNI_REF(text_empty);
}

/* Two loops of one function rebuild a list each. Both lists are in the heap, and the operations
 * on both are
 * placed together. */
static void squares_then_texts(int64_t rounds)
{
    int64_t left = rounds;
    Obj *numbers = OMNI_REF(list_in_squares_then_texts[0]);
    while (left != 0) {
        left = omni_int_sub(left, 1, "squares-then-texts+4: (- left 1)");
        numbers = map_squares_then_texts_lambda(numbers);
    }
    omni_display(numbers);
    dec_ref(numbers);  /* last use of numbers: (println numbers) */
    omni_newline();
    int64_t left_2 = rounds;
    Obj *texts = OMNI_REF(list_in_squares_then_texts_2[0]);
    while (left_2 != 0) {
        left_2 = omni_int_sub(left_2, 1, "squares-then-texts+8: (- left 1)");
        texts = map_squares_then_texts_lambda_2(texts);
    }
    omni_display(texts);
    dec_ref(texts);  /* last use of texts: (println texts) */
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    squares_then_texts(20);
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* map_squares_then_texts_lambda
 *   map_squares_then_texts_lambda  version   specialised for squares-then-texts-lambda: what it
 *                                            gets to call is known
 *   map_squares_then_texts_lambda  loop      what a call of itself returns only ends its list: each
 *                                            pair is linked behind the last
 *   items                          consumed  taken over from the caller, who does not use it
 *                                            afterwards
 *   pair                           heap      built for the caller, who frees it
 */
static Obj *map_squares_then_texts_lambda(Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *head = omni_pair_car(items);
        int64_t f_result = squares_then_texts_lambda(omni_int_value(head));
        Obj *tail = omni_pair_cdr(items);
        /* items is taken apart: its memory is used for (cons (f (car items)) (map f (cdr ite... */
        Obj *items_cell = take_cell(items, 2, (Obj *[]){ head, tail });
        dec_ref(head);  /* last use of (car items): (cdr items) */
        Obj *pair = reuse_or_mk_pair(items_cell, mk_int_heap(f_result), OMNI_NIL);
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

/* map_squares_then_texts_lambda_2
 *   map_squares_then_texts_lambda_2  version   specialised for squares-then-texts-lambda-2: what it
 *                                              gets to call is known
 *   map_squares_then_texts_lambda_2  loop      what a call of itself returns only ends its list:
 *                                              each pair is linked behind the last
 *   items                            consumed  taken over from the caller, who does not use it
 *                                              afterwards
 *   pair                             heap      built for the caller, who frees it
 */
static Obj *map_squares_then_texts_lambda_2(Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *head = omni_pair_car(items);
        Obj *tail = omni_pair_cdr(items);
        /* items is taken apart: its memory is used for (cons (f (car items)) (map f (cdr ite... */
        Obj *items_cell = take_cell(items, 2, (Obj *[]){ head, tail });
        Obj *pair = reuse_or_mk_pair(items_cell, squares_then_texts_lambda_2(head), OMNI_NIL);
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
