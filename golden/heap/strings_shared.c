/* strings_shared.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_a, "a", 1);
OMNI_STATIC_STRING(text_b, "b", 1);
OMNI_STATIC_STRING(text_c, "c", 1);
OMNI_STATIC_STRING(text_d, "d", 1);
OMNI_STATIC_STRING(text_slash, "/", 1);
OMNI_STATIC_STRING(text_space, " ", 1);

/* A string that goes on as two variables is counted. Where it gets longer, its memory is used
 * only while nobody else holds it. */
/* run
 *   text  dest         returned, so it is built in the caller's region: no copy
 *   text  text_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by string-append
 */
static Obj *run(Region *dest, int64_t n)
{
    int64_t i = 0;
    Obj *now = OMNI_REF(text_a);
    Obj *kept = OMNI_REF(text_b);
    while (i != n) {
        int64_t sum = omni_int_add(i, 1, "run+4: (+ i 1)");
        Obj *text = omni_string_append(omni_heap, now, OMNI_REF(text_c),
                                       "run+4: (string-append now \"c\")");
        if (i == 1) {
            free_tree(kept);  /* kept: not used on this path */
            kept = now;
        } else {
            free_tree(now);  /* now: not used on this path */
        }
        i = sum;
        now = text;
    }
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: used only in this branch */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text_2 = omni_string_append(text_region, kept, OMNI_REF(text_slash),
                                     "run+3: (string-append kept \"/\" now)");
    free_tree(kept);  /* last use of kept: (string-append kept "/" now) */
    Obj *text_3 = omni_string_append(dest, text_2, now, "run+3: (string-append kept \"/\" now)");
    region_exit(text_region);  /* last use of text: (string-append kept "/" now) */
    free_tree(now);  /* last use of now: (string-append kept "/" now) */
    return text_3;
}

/* twice
 *   text  consumed  taken over from the caller, who does not use it afterwards
 *   list  heap      built for the caller, who frees it
 */
static Obj *twice(Obj *text)
{
    inc_ref(text);  /* text is used again after (list text text) */
    return mk_pair_heap(text, mk_pair_heap(text, OMNI_NIL));
}

/* pairs
 *   texts  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *pairs(int64_t n, Obj *texts)
{
    while (n != 0) {
        Obj *head = omni_pair_car(texts);
        Obj *tail = omni_pair_cdr(texts);
        int64_t difference = omni_int_sub(n, 1, "pairs+3: (- n 1)");
        free_obj(texts);  /* texts is taken apart; what lives on: (car texts) */
        free_tree(tail);  /* last use of (cdr texts): (car texts) */
        /* last use of (car texts): (string-append (car texts) "d") */
        Obj *text = reuse_or_mk_longer_string(head, OMNI_REF(text_d),
                                              "pairs+3: (string-append (car texts) \"d\")");
        n = difference;
        texts = twice(text);
    }
    return texts;
}

/* main
 *   run    run_region  not reachable from outside; last use: (println (run 4) " " (pairs 3 (twice
 *                      ...; not on the stack: size unknown: built by run
 *   pairs  heap        given up in (define (pairs n texts) (if (= n 0) t... while the new one is
 *                      built, so each object is freed on its own; nothing ever holds it twice: no
 *                      counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for run: last used in (println (run 4) " " (pairs 3 (twice ... */
    Region *run_region = region_create();
    Obj *run_result = run(run_region, 4);
    Obj *pairs_result = pairs(3, twice(OMNI_REF(text_a)));
    omni_display(run_result);
    region_exit(run_region);  /* last use of run: (println (run 4) " " (pairs 3 (twice ... */
    omni_display(OMNI_REF(text_space));
    omni_display(pairs_result);
    free_tree(pairs_result);  /* last use of pairs: (println (run 4) " " (pairs 3 (twice ... */
    omni_newline();
    return omni_shutdown(0);
}
