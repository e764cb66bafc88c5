/* word_count.omni, translated by omnic */
#include "omni.h"

static Obj *string_split(Region *dest, Obj *text, Obj *separator);
static Obj *reverse(Region *dest, Obj *items);
static inline void dict_update_4_count_words_lambda(Obj *entries, Obj *key, int64_t otherwise);

OMNI_STATIC_STRING(text_space, " ", 1);
OMNI_STATIC_STRING(text_to_be_or_not_to_be, "to be or not to be", 18);

/* Keys and values of a dict live where the dict lives; it grows there too. */
/* count_words
 *   text    borrowed       only read here; the caller keeps it
 *   counts  counts_region  counts is returned but was built locally (--no-outliving); not on the
 *                          stack: outlives the call: count-words
 */
static Obj *count_words(Region *dest, Obj *text)
{
    Region *counts_region = region_create();  /* for counts and word: last used in counts */
    Obj *counts = omni_make_dict(counts_region);
    Obj *rest = string_split(counts_region, text, OMNI_REF(text_space));
    while (!omni_is_null(rest)) {
        Obj *word = omni_pair_car(rest);
        dict_update_4_count_words_lambda(counts, word, 0);
        rest = omni_pair_cdr(rest);
    }
    /* counts is returned but was built locally (--no-outliving) */
    Obj *counts_copy = transmigrate(counts, counts_region, dest);
    region_exit(counts_region);  /* counts is returned but was built locally (--no-outliving) */
    return counts_copy;
}

/* main
 *   count_words  count_words_region  not reachable from outside; last use: (println (count-words
 *                                    "to be or not t...; not on the stack: size unknown: built by
 *                                    count-words
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    /* for count-words: last used in (println (count-words "to be or not t... */
    Region *count_words_region = region_create();
    omni_display(count_words(count_words_region, OMNI_REF(text_to_be_or_not_to_be)));
    /* last use of count-words: (println (count-words "to be or not t... */
    region_exit(count_words_region);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* string_split
 *   text       borrowed     only read here; the caller keeps it
 *   separator  borrowed     only read here; the caller keeps it
 *   part       part_region  part is returned but was built locally (--no-outliving); not on the
 *                           stack: outlives the call: string-split
 */
static Obj *string_split(Region *dest, Obj *text, Obj *separator)
{
    Obj *mark = separator;
    int64_t width = omni_string_length(mark, "string-split+2: (string-length mark)");
    Region *part_region = region_create();  /* for part: carried from one iteration to the next */
    Region *parts_region = region_create();  /* for parts: carried from one iteration to the next */
    int64_t start = 0;
    Obj *parts = OMNI_NIL;
    for (;;) {
        Obj *found;
        if (width > 0) {
            found = omni_string_search(text, mark, start,
                                       "string-split+4: (%string-search text mark start)");
        } else {
            found = OMNI_FALSE;
        }
        if (omni_is_true(found)) {
            int64_t found_2 = omni_as_int(found, "string-split+6: (+ found width)");
            int64_t sum = omni_int_add(found_2, width, "string-split+6: (+ found width)");
            Obj *part = omni_substring(part_region, text, start, omni_int_value(found),
                                       "string-split+6: (substring text start found)");
            start = sum;
            parts = mk_pair_region(parts_region, part, parts);
        } else {
            int64_t length = omni_string_length(text, "string-split+7: (string-length text)");
            Obj *part_2 = omni_substring(part_region, text, start, length,
                                         "string-split+7: (substring text start (string-length "
                                         "...");
            Obj *reverse_result = reverse(part_region, mk_pair_region(parts_region, part_2, parts));
            /* last use of parts: (reverse (cons (substring text start ... */
            region_exit(parts_region);
            /* part is returned but was built locally (--no-outliving) */
            Obj *reverse_copy = transmigrate(reverse_result, part_region, dest);
            region_exit(part_region);  /* part is returned but was built locally (--no-outliving) */
            return reverse_copy;
        }
    }
}

/* reverse
 *   items  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *reverse(Region *dest, Obj *items)
{
    /* for result: carried from one iteration to the next */
    Region *result_region = region_create();
    Obj *rest = items;
    Obj *result = OMNI_NIL;
    while (!omni_is_null(rest)) {
        result = mk_pair_region(result_region, omni_pair_car(rest), result);
        rest = omni_pair_cdr(rest);
    }
    /* result is returned but was built locally (--no-outliving) */
    Obj *result_copy = transmigrate(result, result_region, dest);
    region_exit(result_region);  /* result is returned but was built locally (--no-outliving) */
    return result_copy;
}

/* dict_update_4_count_words_lambda
 *   dict_update_4_count_words_lambda  version         specialised for count-words-lambda: what it
 *                                                     gets to call is known
 *   entries                           borrowed        changed here; the caller keeps it
 *   key                               borrowed        put into entries; the caller keeps it alive
 *                                                     as long as entries
 *   f_result                          entries_region  becomes part of entries, so it is built in
 *                                                     the region that holds entries
 */
static inline void dict_update_4_count_words_lambda(Obj *entries, Obj *key, int64_t otherwise)
{
    /* becomes part of entries, so it is built in the region that holds entries */
    Region *entries_region = region_of(entries);
    Obj *otherwise_2 = mk_int_region(entries_region, otherwise);
    Obj *value = omni_dict_ref_or(entries, key, otherwise_2,
                                  "dict-update!-4+1: (dict-ref entries key otherwise)");
    int64_t f_result = omni_int_add(omni_int_value(value), 1,
                                    "dict-update!-4+1: (f (dict-ref entries key otherwise))");
    Obj *f_result_2 = mk_int_region(entries_region, f_result);
    omni_dict_set(entries, key, f_result_2,
                  "dict-update!-4+1: (dict-set! entries key (f (dict-ref e...");
}
