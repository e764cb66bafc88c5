/* strings.omni, translated by omnic */
#include "omni.h"

static Obj *string_pad_left(Region *dest, Obj *text, int64_t width);
static Obj *string_pad_left_3(Region *dest, Obj *text, int64_t width, uint32_t char_);
static Obj *string_pad_right(Region *dest, Obj *text, int64_t width);
static Obj *string_search_forward_3(Obj *pattern, Obj *text, int64_t start);
static Obj *string_search_backward(Region *dest, Obj *pattern, Obj *text, int64_t end);
static Obj *string_search_all(Region *dest, Obj *pattern, Obj *text);
static bool is_string_prefix(Obj *prefix, Obj *text);
static bool is_string_suffix(Obj *suffix, Obj *text);
static Obj *string_head(Region *dest, Obj *text, int64_t end);
static Obj *string_tail(Region *dest, Obj *text, int64_t start);
static Obj *char_to_digit(Region *dest, uint32_t char_);
static Obj *char_to_digit_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);
static Obj *char_to_digit_2(Region *dest, uint32_t char_, int64_t radix);
static Obj *digit_to_char(int64_t digit);
static Obj *digit_to_char_2(int64_t digit, int64_t radix);
static Obj *symbol_append(Obj *symbols);
static bool is_symbol_less(Obj *a, Obj *b);
static Obj *string_pad_right_3(Region *dest, Obj *text, int64_t width, uint32_t char_);
static Obj *string_append(Region *dest, Obj *texts);
static Obj *map_symbol_to_string(Region *dest, Obj *items);

OMNI_STATIC_SYMBOL(sym_a, "a");
OMNI_STATIC_SYMBOL(sym_b, "b");

OMNI_STATIC_STRING(text_0123456789abcdefghijklmnopqr, "0123456789abcdefghijklmnopqrstuvwxyz", 36);
OMNI_STATIC_STRING(text_7, "7", 1);
OMNI_STATIC_STRING(text_ab, "ab", 2);
OMNI_STATIC_STRING(text_abc, "abc", 3);
OMNI_STATIC_STRING(text_abcb, "abcb", 4);
OMNI_STATIC_STRING(text_abcdef, "abcdef", 6);
OMNI_STATIC_STRING(text_b, "b", 1);
OMNI_STATIC_STRING(text_empty, "", 0);

static const Symbol *const symbols_of_program[] = {
    &sym_a,
    &sym_b,
};

OMNI_STATIC_CLOSURE(char_to_digit_2_lambda_closure, char_to_digit_2_lambda_entry, 1, 1);

/* main
 *   list                    stack                           at most 72 bytes and one object for
 *                                                           each call
 *   string_pad_left         string_pad_left_region          not reachable from outside; last use:
 *                                                           (println (list (string-pad-left
 *                                                           "abc"...; not on the stack: size
 *                                                           unknown: built by string-pad-left
 *   list                    stack                           at most 48 bytes and one object for
 *                                                           each call
 *   string_pad_right        string_pad_right_region         not reachable from outside; last use:
 *                                                           (println (list (string-pad-right
 *                                                           "abc...; not on the stack: size
 *                                                           unknown: built by string-pad-right
 *   string_search_backward  string_search_forward_3_region  not reachable from outside; last use:
 *                                                           (println (list
 *                                                           (string-search-forward...; not on the
 *                                                           stack: size unknown: built by
 *                                                           string-search-backward
 *   list                    stack                           at most 96 bytes and one object for
 *                                                           each call
 *   string_head             string_head_region              not reachable from outside; last use:
 *                                                           (println (list (string-prefix? "ab"
 *                                                           "...; not on the stack: size unknown:
 *                                                           built by string-head
 *   list                    stack                           at most 120 bytes and one object for
 *                                                           each call
 *   char_to_digit           char_to_digit_region            not reachable from outside; last use:
 *                                                           (println (list (char->digit #\7)
 *                                                           (cha...; not on the stack: size
 *                                                           unknown: built by char->digit
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    omni_symbols_register(symbols_of_program, sizeof symbols_of_program / sizeof symbols_of_program[0]);
    /* Names of MIT Scheme, SRFI 13 and Guile for strings. */
    /* for string-pad-left: last used in (println (list (string-pad-left "abc"... */
    Region *string_pad_left_region = region_create();
    Pair list_pair;  /* at most 72 bytes and one object for each call */
    Pair list_pair_2;  /* at most 72 bytes and one object for each call */
    Pair list_pair_3;  /* at most 72 bytes and one object for each call */
    Obj *string_pad_left_result = string_pad_left(string_pad_left_region, OMNI_REF(text_abc), 5);
    Obj *string_pad_left_result_2 = string_pad_left(string_pad_left_region, OMNI_REF(text_abcdef),
                                                    3);
    Obj *string_pad_left_3_result = string_pad_left_3(string_pad_left_region, OMNI_REF(text_7), 3,
                                                      '0');
    Obj *list = mk_pair_stack(&list_pair, string_pad_left_3_result, OMNI_NIL);
    Obj *list_2 = mk_pair_stack(&list_pair_2, string_pad_left_result_2, list);
    omni_display(mk_pair_stack(&list_pair_3, string_pad_left_result, list_2));
    /* last use of string-pad-left: (println (list (string-pad-left "abc"... */
    region_exit(string_pad_left_region);
    omni_newline();
    /* for string-pad-right: last used in (println (list (string-pad-right "abc... */
    Region *string_pad_right_region = region_create();
    Pair list_pair_4;  /* at most 48 bytes and one object for each call */
    Pair list_pair_5;  /* at most 48 bytes and one object for each call */
    Obj *string_pad_right_result = string_pad_right(string_pad_right_region, OMNI_REF(text_abc), 5);
    Obj *string_pad_right_result_2 = string_pad_right(string_pad_right_region,
                                                      OMNI_REF(text_abcdef), 3);
    Obj *list_3 = mk_pair_stack(&list_pair_4, string_pad_right_result_2, OMNI_NIL);
    omni_display(mk_pair_stack(&list_pair_5, string_pad_right_result, list_3));
    /* last use of string-pad-right: (println (list (string-pad-right "abc... */
    region_exit(string_pad_right_region);
    omni_newline();
    /* for string-search-forward-3: last used in (println (list (string-search-forward... */
    Region *string_search_forward_3_region = region_create();
    Pair list_pair_6;  /* at most 72 bytes and one object for each call */
    Pair list_pair_7;  /* at most 72 bytes and one object for each call */
    Pair list_pair_8;  /* at most 72 bytes and one object for each call */
    Obj *string_search_forward_3_result = string_search_forward_3(OMNI_REF(text_b),
                                                                  OMNI_REF(text_abcb), 2);
    Obj *string_search_backward_result = string_search_backward(string_search_forward_3_region,
                                                                OMNI_REF(text_b),
                                                                OMNI_REF(text_abcb), 4);
    Obj *string_search_all_result = string_search_all(string_search_forward_3_region,
                                                      OMNI_REF(text_b), OMNI_REF(text_abcb));
    Obj *list_4 = mk_pair_stack(&list_pair_6, string_search_all_result, OMNI_NIL);
    Obj *list_5 = mk_pair_stack(&list_pair_7, string_search_backward_result, list_4);
    Obj *list_6 = mk_pair_stack(&list_pair_8, string_search_forward_3_result, list_5);
    omni_display(list_6);
    /* last use of string-search-forward-3: (println (list (string-search-forward... */
    region_exit(string_search_forward_3_region);
    omni_newline();
    bool is_string_prefix_result = is_string_prefix(OMNI_REF(text_ab), OMNI_REF(text_abc));
    bool is_string_suffix_result = is_string_suffix(OMNI_REF(text_ab), OMNI_REF(text_abc));
    /* for string-head: last used in (println (list (string-prefix? "ab" "... */
    Region *string_head_region = region_create();
    Pair list_pair_9;  /* at most 96 bytes and one object for each call */
    Pair list_pair_10;  /* at most 96 bytes and one object for each call */
    Pair list_pair_11;  /* at most 96 bytes and one object for each call */
    Pair list_pair_12;  /* at most 96 bytes and one object for each call */
    Obj *string_head_result = string_head(string_head_region, OMNI_REF(text_abc), 1);
    Obj *list_7 = mk_pair_stack(&list_pair_9,
                                string_tail(string_head_region, OMNI_REF(text_abc), 1), OMNI_NIL);
    Obj *list_8 = mk_pair_stack(&list_pair_10, string_head_result, list_7);
    Obj *list_9 = mk_pair_stack(&list_pair_11, omni_bool(is_string_suffix_result), list_8);
    Obj *list_10 = mk_pair_stack(&list_pair_12, omni_bool(is_string_prefix_result), list_9);
    omni_display(list_10);
    /* last use of string-head: (println (list (string-prefix? "ab" "... */
    region_exit(string_head_region);
    omni_newline();
    /* for char->digit: last used in (println (list (char->digit #\7) (cha... */
    Region *char_to_digit_region = region_create();
    Pair list_pair_13;  /* at most 120 bytes and one object for each call */
    Pair list_pair_14;  /* at most 120 bytes and one object for each call */
    Pair list_pair_15;  /* at most 120 bytes and one object for each call */
    Pair list_pair_16;  /* at most 120 bytes and one object for each call */
    Pair list_pair_17;  /* at most 120 bytes and one object for each call */
    Obj *char_to_digit_result = char_to_digit(char_to_digit_region, '7');
    Obj *char_to_digit_result_2 = char_to_digit(char_to_digit_region, 'a');
    Obj *char_to_digit_2_result = char_to_digit_2(char_to_digit_region, 'a', 16);
    Obj *digit_to_char_2_result = digit_to_char_2(11, 16);
    Obj *list_11 = mk_pair_stack(&list_pair_14, digit_to_char_2_result,
                                 mk_pair_stack(&list_pair_13, digit_to_char(11), OMNI_NIL));
    Obj *list_12 = mk_pair_stack(&list_pair_15, char_to_digit_2_result, list_11);
    Obj *list_13 = mk_pair_stack(&list_pair_16, char_to_digit_result_2, list_12);
    omni_display(mk_pair_stack(&list_pair_17, char_to_digit_result, list_13));
    /* last use of char->digit: (println (list (char->digit #\7) (cha... */
    region_exit(char_to_digit_region);
    omni_newline();
    Pair list_pair_18;  /* at most 48 bytes and one object for each call */
    Pair list_pair_19;  /* at most 48 bytes and one object for each call */
    Obj *list_14 = mk_pair_stack(&list_pair_18, OMNI_REF(sym_b), OMNI_NIL);
    Pair list_pair_20;  /* at most 48 bytes and one object for each call */
    Pair list_pair_21;  /* at most 48 bytes and one object for each call */
    Obj *symbol_append_result = symbol_append(mk_pair_stack(&list_pair_19, OMNI_REF(sym_a),
                                                            list_14));
    Obj *list_15 = mk_pair_stack(&list_pair_20,
                                 omni_bool(is_symbol_less(OMNI_REF(sym_a), OMNI_REF(sym_b))),
                                 OMNI_NIL);
    omni_display(mk_pair_stack(&list_pair_21, symbol_append_result, list_15));
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* string_pad_left
 *   text               borrowed  only read here; the caller keeps it
 *   string_pad_left_3  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *string_pad_left(Region *dest, Obj *text, int64_t width)
{
    return string_pad_left_3(dest, text, width, ' ');
}

/* string_pad_left_3
 *   text    borrowed       only read here; the caller keeps it
 *   text    dest           returned, so it is built in the caller's region: no copy
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by make-string
 */
static Obj *string_pad_left_3(Region *dest, Obj *text, int64_t width, uint32_t char_)
{
    int64_t length = omni_string_length(text, "string-pad-left-3+1: (string-length text)");
    if (length < width) {
        OMNI_SCRATCH_STORAGE(512) string_scratch;
        /* for string: used only in this branch */
        Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
        Obj *string = omni_make_string(string_region, width - length, char_,
                                       "string-pad-left-3+3: (make-string (- width length) char)");
        Obj *text_2 = omni_string_append(dest, string, text,
                                         "string-pad-left-3+3: (string-append (make-string (- "
                                         "width ...");
        /* last use of string: (string-append (make-string (- width ... */
        region_exit(string_region);
        return text_2;
    }
    int64_t difference = omni_int_sub(length, width, "string-pad-left-3+4: (- length width)");
    return omni_substring(dest, text, difference, length,
                          "string-pad-left-3+4: (substring text (- length width) length)");
}

/* string_pad_right
 *   text              borrowed  only read here; the caller keeps it
 *   string_pad_right  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *string_pad_right(Region *dest, Obj *text, int64_t width)
{
    return string_pad_right_3(dest, text, width, ' ');
}

/* string_search_forward_3
 *   pattern  borrowed  only read here; the caller keeps it
 *   text     borrowed  only read here; the caller keeps it
 */
static Obj *string_search_forward_3(Obj *pattern, Obj *text, int64_t start)
{
    return omni_string_search(text, pattern, start,
                              "string-search-forward-3+0: (%string-search text pattern start)");
}

/* string_search_backward
 *   pattern  borrowed     only read here; the caller keeps it
 *   text     borrowed     only read here; the caller keeps it
 *   part     part_region  few objects for each call, so the first 512 bytes of their region lie in
 *                         the C frame; not on the stack: size unknown: built by substring
 *   sum      dest         returned, so it is built in the caller's region: no copy
 */
static Obj *string_search_backward(Region *dest, Obj *pattern, Obj *text, int64_t end)
{
    int64_t width = omni_string_length(pattern,
                                       "string-search-backward+1: (string-length pattern)");
    int64_t difference = omni_int_sub(end, width, "string-search-backward+2: (- end width)");
    OMNI_SCRATCH_STORAGE(512) part_scratch;
    /* for part: emptied in each iteration, so that it is made only once */
    Region *part_region = stack_alloc_region(&part_scratch, sizeof part_scratch);
    int64_t at = difference;
    while (at >= 0) {
        int64_t sum = omni_int_add(at, width, "string-search-backward+4: (+ at width)");
        Obj *part = omni_substring(part_region, text, at, sum,
                                   "string-search-backward+4: (substring text at (+ at width))");
        bool equal = omni_string_eq(part, pattern,
                                    "string-search-backward+4: (string=? (substring text at (+ "
                                    "at wi...");
        /* last use of part: (string=? (substring text at (+ at wi...; the next iteration fills
         * it again */
        region_reset(part_region);
        if (equal) {
            int64_t sum_2 = omni_int_add(at, width, "string-search-backward+5: (+ at width)");
            Obj *sum_3 = mk_int_region(dest, sum_2);
            region_exit(part_region);  /* part: the loop ends here */
            return sum_3;
        }
        at = at - 1;
    }
    region_exit(part_region);  /* part: the loop ends here */
    return OMNI_FALSE;
}

/* string_search_all_loop
 *   string_search_all_loop  loop      what a call of itself returns only ends its list: each pair
 *                                     is linked behind the last
 *   text                    borrowed  only read here; the caller keeps it
 *   pattern                 borrowed  only read here; the caller keeps it
 *   pair                    dest      returned, so it is built in the caller's region: no copy
 */
static Obj *string_search_all_loop(Region *dest, int64_t start, Obj *text, Obj *pattern)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    for (;;) {
        Obj *found = omni_string_search(text, pattern, start,
                                        "string-search-all-loop+1: (%string-search text pattern "
                                        "start)");
        if (omni_is_true(found)) {
            int64_t found_2 = omni_as_int(found, "string-search-all-loop+3: (+ found 1)");
            Obj *pair = mk_pair_region(dest, found, OMNI_NIL);
            int64_t sum = omni_int_add(found_2, 1, "string-search-all-loop+3: (+ found 1)");
            if (omni_is_null(last)) {
                first = pair;
            } else {
                omni_pair_set_cdr(last, pair);
            }
            start = sum;
            last = pair;
        } else {
            return first;
        }
    }
}

/* string_search_all
 *   pattern                 borrowed  only read here; the caller keeps it
 *   text                    borrowed  only read here; the caller keeps it
 *   string_search_all_loop  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *string_search_all(Region *dest, Obj *pattern, Obj *text)
{
    return string_search_all_loop(dest, 0, text, pattern);
}

/* is_string_prefix
 *   prefix  borrowed     only read here; the caller keeps it
 *   text    borrowed     only read here; the caller keeps it
 *   part    part_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: size unknown: built by substring
 */
static bool is_string_prefix(Obj *prefix, Obj *text)
{
    int64_t length = omni_string_length(prefix, "string-prefix?+1: (string-length prefix)");
    if (length <= omni_string_length(text, "string-prefix?+2: (string-length text)")) {
        OMNI_SCRATCH_STORAGE(512) part_scratch;
        /* for part: used only in this branch */
        Region *part_region = stack_alloc_region(&part_scratch, sizeof part_scratch);
        Obj *part = omni_substring(part_region, text, 0, length,
                                   "string-prefix?+3: (substring text 0 length)");
        bool equal = omni_string_eq(prefix, part,
                                    "string-prefix?+3: (string=? prefix (substring text 0 le...");
        region_exit(part_region);  /* last use of part: (string=? prefix (substring text 0 le... */
        return equal;
    }
    return false;
}

/* is_string_suffix
 *   suffix  borrowed     only read here; the caller keeps it
 *   text    borrowed     only read here; the caller keeps it
 *   part    part_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: size unknown: built by substring
 */
static bool is_string_suffix(Obj *suffix, Obj *text)
{
    int64_t length = omni_string_length(suffix, "string-suffix?+1: (string-length suffix)");
    int64_t whole = omni_string_length(text, "string-suffix?+2: (string-length text)");
    if (length <= whole) {
        OMNI_SCRATCH_STORAGE(512) part_scratch;
        /* for part: used only in this branch */
        Region *part_region = stack_alloc_region(&part_scratch, sizeof part_scratch);
        Obj *part = omni_substring(part_region, text, whole - length, whole,
                                   "string-suffix?+4: (substring text (- whole length) whole)");
        bool equal = omni_string_eq(suffix, part,
                                    "string-suffix?+4: (string=? suffix (substring text (- w...");
        region_exit(part_region);  /* last use of part: (string=? suffix (substring text (- w... */
        return equal;
    }
    return false;
}

/* string_head
 *   text  borrowed  only read here; the caller keeps it
 *   part  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *string_head(Region *dest, Obj *text, int64_t end)
{
    return omni_substring(dest, text, 0, end, "string-head+0: (substring text 0 end)");
}

/* string_tail
 *   text  borrowed  only read here; the caller keeps it
 *   part  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *string_tail(Region *dest, Obj *text, int64_t start)
{
    int64_t length = omni_string_length(text, "string-tail+0: (string-length text)");
    return omni_substring(dest, text, start, length,
                          "string-tail+0: (substring text start (string-length ...");
}

/* char_to_digit
 *   char_to_digit_2  dest  returned, so it is built in the caller's region: no copy
 */
static Obj *char_to_digit(Region *dest, uint32_t char_)
{
    return char_to_digit_2(dest, char_, 10);
}

/* char_to_digit_2_lambda
 *   value  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *char_to_digit_2_lambda(Obj *value)
{
    return value;
}

static Obj *char_to_digit_2_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)self;
    (void)dest;
    (void)argc;
    return char_to_digit_2_lambda(args[0]);
}

/* char_to_digit_2
 *   radix  stack  at most 16 bytes and one object for each call
 */
static Obj *char_to_digit_2(Region *dest, uint32_t char_, int64_t radix)
{
    int64_t code = (int64_t)omni_char_downcase(char_);
    Obj *found = omni_digit_value(char_);
    Obj *digit;
    if (omni_is_true(found)) {
        digit = omni_call(OMNI_REF(char_to_digit_2_lambda_closure), dest, 1, (Obj *[]){ found },
                          "char->digit-2+2: ((digit-value char) => (lambda (value...");
    } else {
        digit = mk_int_region(dest, code >= 97 && code <= 122 ? code - 87 : 36);
    }
    IntBox radix_box;  /* at most 16 bytes and one object for each call */
    Obj *radix_2 = mk_int_stack(&radix_box, radix);
    if (omni_num_lt(digit, radix_2, "char->digit-2+5: (< digit radix)")) {
        return digit;
    }
    return OMNI_FALSE;
}

static Obj *digit_to_char(int64_t digit)
{
    return digit_to_char_2(digit, 10);
}

static Obj *digit_to_char_2(int64_t digit, int64_t radix)
{
    if (digit >= 0 && digit < radix) {
        uint32_t char_ = omni_string_ref(OMNI_REF(text_0123456789abcdefghijklmnopqr), digit,
                                         "digit->char-2+3: (string-ref "
                                         "\"0123456789abcdefghijklmn...");
        return omni_char(char_);
    }
    return OMNI_FALSE;
}

/* symbol_append
 *   symbols        borrowed    only read here; the caller keeps it
 *   string_append  map_region  not reachable from outside; last use: (string->symbol (apply
 *                              string-append ...; not on the stack: size unknown: built by
 *                              string-append
 */
static Obj *symbol_append(Obj *symbols)
{
    /* for map: last used in (string->symbol (apply string-append ... */
    Region *map_region = region_create();
    Obj *string_append_result = string_append(map_region,
                                              map_symbol_to_string(map_region, symbols));
    Obj *symbol = omni_string_to_symbol(string_append_result,
                                        "symbol-append+1: (string->symbol (apply string-append "
                                        "...");
    region_exit(map_region);  /* last use of map: (string->symbol (apply string-append ... */
    return symbol;
}

/* is_symbol_less
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by symbol->string
 */
static bool is_symbol_less(Obj *a, Obj *b)
{
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: last used in (string<? (symbol->string a) (symbol-... */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_symbol_to_string(string_region, a, "symbol<?+0: (symbol->string a)");
    Obj *string_2 = omni_symbol_to_string(string_region, b, "symbol<?+0: (symbol->string b)");
    bool less = omni_string_lt(string, string_2,
                               "symbol<?+0: (string<? (symbol->string a) (symbol-...");
    region_exit(string_region);  /* last use of string: (string<? (symbol->string a) (symbol-... */
    return less;
}

/* string_pad_right_3
 *   text    borrowed       only read here; the caller keeps it
 *   text    dest           returned, so it is built in the caller's region: no copy
 *   string  string_region  few objects for each call, so the first 512 bytes of their region lie in
 *                          the C frame; not on the stack: size unknown: built by make-string
 */
static Obj *string_pad_right_3(Region *dest, Obj *text, int64_t width, uint32_t char_)
{
    int64_t length = omni_string_length(text, "string-pad-right-3+1: (string-length text)");
    if (length < width) {
        OMNI_SCRATCH_STORAGE(512) string_scratch;
        /* for string: used only in this branch */
        Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
        Obj *string = omni_make_string(string_region, width - length, char_,
                                       "string-pad-right-3+3: (make-string (- width length) char)");
        Obj *text_2 = omni_string_append(dest, text, string,
                                         "string-pad-right-3+3: (string-append text (make-string "
                                         "(- w...");
        /* last use of string: (string-append text (make-string (- w... */
        region_exit(string_region);
        return text_2;
    }
    return omni_substring(dest, text, 0, width, "string-pad-right-3+4: (substring text 0 width)");
}

/* string_append
 *   texts  borrowed  part of the result; the caller keeps it alive as long as the result
 */
static Obj *string_append(Region *dest, Obj *texts)
{
    if (omni_is_null(texts)) {
        return OMNI_REF(text_empty);
    }
    Obj *text = omni_pair_car(texts);
    Obj *rest = omni_pair_cdr(texts);
    while (!omni_is_null(rest)) {
        text = omni_string_append(dest, text, omni_pair_car(rest),
                                  "string-append+6: (string-append text (car rest))");
        rest = omni_pair_cdr(rest);
    }
    return text;
}

/* map_symbol_to_string
 *   map_symbol_to_string  version   specialised for symbol->string: what it gets to call is known
 *   map_symbol_to_string  loop      what a call of itself returns only ends its list: each pair is
 *                                   linked behind the last
 *   items                 borrowed  only read here; the caller keeps it
 *   pair                  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *map_symbol_to_string(Region *dest, Obj *items)
{
    Obj *first = OMNI_NIL;
    Obj *last = OMNI_NIL;
    while (!omni_is_null(items)) {
        Obj *f_result = omni_symbol_to_string(dest, omni_pair_car(items), "map+3: (f (car items))");
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
