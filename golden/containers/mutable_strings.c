/* mutable_strings.omni, translated by omnic */
#include "omni.h"

static inline void string_copy_4(Obj *to, int64_t at, Obj *from, int64_t start);
static inline void string_fill_3(Obj *text, uint32_t char_, int64_t start);
static int64_t string_count(Obj *text, uint32_t wanted);
static Obj *string_map_char_upcase(Region *dest, Obj *text);
static Obj *map_char_upcase(Region *dest, Obj *items);

OMNI_STATIC_STRING(text_ab, "ab", 2);
OMNI_STATIC_STRING(text_banana, "banana", 6);
OMNI_STATIC_STRING(text_xyz, "xyz", 3);

/* Strings that the program makes can be changed; a wider char moves the text within the string's
 * region. */
/* censor
 *   text  borrowed  changed here; the caller keeps it
 */
static void censor(Obj *text)
{
    int64_t limit = omni_string_length(text, "censor!+1: (string-length text)");
    int64_t i = 0;
    while (i < limit) {
        if (omni_string_ref(text, i, "censor!+2: (string-ref text i)") == 'a') {
            omni_string_set(text, i, 0x3BB, "censor!+3: (string-set! text i #\\\316\273)");
        }
        i = i + 1;
    }
}

/* main
 *   text        text_region        few objects for each call, so the first 512 bytes of their
 *                                  region lie in the C frame; not on the stack: size unknown: built
 *                                  by string-copy
 *   string_map  string_map_region  not reachable from outside; last use: (println text (string-map
 *                                  char-upcase...; not on the stack: size unknown: built by
 *                                  string-map-char-upcase
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: last used in (println text (string-map char-upcase... */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text = omni_string_copy(text_region, OMNI_REF(text_banana),
                                 "main: (string-copy \"banana\")");
    censor(text);
    int64_t length = omni_string_length(text, "main: (string-length text)");
    omni_display(text);
    omni_display_int(length);
    omni_newline();
    string_copy_4(text, 0, OMNI_REF(text_xyz), 1);
    string_fill_3(text, '!', 4);
    /* for string-map: last used in (println text (string-map char-upcase... */
    Region *string_map_region = region_create();
    Obj *string_map = string_map_char_upcase(string_map_region, OMNI_REF(text_ab));
    int64_t string_count_result = string_count(OMNI_REF(text_banana), 'a');
    omni_display(text);
    region_exit(text_region);  /* last use of text: (println text (string-map char-upcase... */
    omni_display(string_map);
    /* last use of string-map: (println text (string-map char-upcase... */
    region_exit(string_map_region);
    omni_display_int(string_count_result);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* string_copy_4
 *   to    borrowed  changed here; the caller keeps it
 *   from  borrowed  only read here; the caller keeps it
 */
static inline void string_copy_4(Obj *to, int64_t at, Obj *from, int64_t start)
{
    int64_t length = omni_string_length(from, "string-copy!-4+1: (string-length from)");
    omni_string_move(to, at, from, start, length,
                     "string-copy!-4+1: (%string-copy! to at from start (stri...");
}

/* string_fill_3
 *   text  borrowed  changed here; the caller keeps it
 */
static inline void string_fill_3(Obj *text, uint32_t char_, int64_t start)
{
    int64_t length = omni_string_length(text, "string-fill!-3+1: (string-length text)");
    omni_string_fill(text, char_, start, length,
                     "string-fill!-3+1: (%string-fill! text char start (strin...");
}

/* string_count
 *   text  borrowed  only read here; the caller keeps it
 */
static int64_t string_count(Obj *text, uint32_t wanted)
{
    int64_t length = omni_string_length(text, "string-count+1: (string-length text)");
    int64_t index = 0;
    int64_t count = 0;
    while (index < length) {
        uint32_t char_ = omni_string_ref(text, index, "string-count+4: (string-ref text index)");
        if (char_ == wanted) {
            count = omni_int_add(count, 1, "string-count+7: (+ count 1)");
        }
        index = index + 1;
    }
    return count;
}

/* string_map_char_upcase
 *   string_map_char_upcase  version      specialised for char-upcase: what it gets to call is known
 *   text                    borrowed     only read here; the caller keeps it
 *   string                  dest         returned, so it is built in the caller's region: no copy
 *   map                     map_region   not reachable from outside; last use: (list->string (map f
 *                                        (string->list te...; not on the stack: size unknown: built
 *                                        by map-char-upcase
 *   list                    list_region  few objects for each call, so the first 512 bytes of their
 *                                        region lie in the C frame; not on the stack: size unknown:
 *                                        built by string->list
 */
static Obj *string_map_char_upcase(Region *dest, Obj *text)
{
    OMNI_SCRATCH_STORAGE(512) list_scratch;
    /* for list: last used in (map f (string->list text)) */
    Region *list_region = stack_alloc_region(&list_scratch, sizeof list_scratch);
    Obj *list = omni_string_to_list(list_region, text, "string-map+1: (string->list text)");
    /* for map: last used in (list->string (map f (string->list te... */
    Region *map_region = region_create();
    Obj *map = map_char_upcase(map_region, list);
    region_exit(list_region);  /* last use of list: (map f (string->list text)) */
    Obj *string = omni_list_to_string(dest, map,
                                      "string-map+1: (list->string (map f (string->list te...");
    region_exit(map_region);  /* last use of map: (list->string (map f (string->list te... */
    return string;
}

/* map_char_upcase
 *   map_char_upcase  version   specialised for char-upcase: what it gets to call is known
 *   map_char_upcase  loop      what a call of itself returns only ends its list: each pair is
 *                              linked behind the last
 *   items            borrowed  only read here; the caller keeps it
 *   pair             dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_char_upcase(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *f_result = omni_char(omni_char_upcase(omni_char_value(omni_pair_car(items))));
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
