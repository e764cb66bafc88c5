/* program.c: begin and end of a program, its arguments and its input. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* sysexits.h calls it EX_SOFTWARE. */
#define EXIT_UNBALANCED 70

static int argument_count;
static char **arguments;

void omni_init(int argc, char **argv)
{
    argument_count = argc;
    arguments = argv;
    omni_stack_limit = omni_port_stack_limit(argv);
    omni__regions_begin();
#if OMNI_STRESS
    {
        const char *nth = omni_port_environment("OMNI_FAIL_NTH");
        omni__fail_allocation(nth != NULL ? atol(nth) : 0);
    }
#endif
}

#if OMNI_ACCOUNTING
static void put_count(Sink *sink, const char *name, uint64_t count)
{
    char digits[OMNI_INT_TEXT_BYTES];
    omni__put_cstr(sink, name);
    omni__put(sink, digits, omni__int_text((int64_t)count, 10, digits));
}

static void print_stats(void)
{
    char line[400];
    Sink sink = {line, sizeof line, 0, false};
    const char *wanted = omni_port_environment("OMNI_STATS");
    if (wanted == NULL || strcmp(wanted, "1") != 0) {
        return;
    }
    put_count(&sink, "omni-stats: regions=", omni_stats.regions_created);
    put_count(&sink, " freed=", omni_stats.regions_freed);
    put_count(&sink, " objects=", omni_stats.objects_allocated);
    put_count(&sink, " bytes=", omni_stats.bytes_allocated);
    put_count(&sink, " peak_bytes=", omni_stats.peak_live_bytes);
    put_count(&sink, " transmigrated_objects=", omni_stats.transmigrated_objects);
    put_count(&sink, " transmigrated_bytes=", omni_stats.transmigrated_bytes);
    put_count(&sink, " stack_objects=", omni_stats.stack_objects);
    omni__put_cstr(&sink, "\n");
    (void)omni_port_write(OMNI_STREAM_ERROR, line, sink.used);
}
#else
static void print_stats(void)
{
}
#endif

int omni_shutdown(int code)
{
    omni_flush();
    omni__symbols_end();
    omni__regions_end();
    print_stats();
#if OMNI_CHECK_BALANCE
    if (omni_live_regions() != 0) {
        char line[96];
        char digits[OMNI_INT_TEXT_BYTES];
        Sink sink = {line, sizeof line, 0, false};
        omni__put_cstr(&sink, "omni: regions still live at the end of the program: ");
        omni__put(&sink, digits, omni__int_text((int64_t)omni_live_regions(), 10, digits));
        omni__put_cstr(&sink, "\n");
        (void)omni_port_write(OMNI_STREAM_ERROR, line, sink.used);
        return EXIT_UNBALANCED;
    }
#endif
    return code;
}

void omni_exit(int64_t code)
{
    omni_flush();
    print_stats();
    omni_port_exit((int)(code & 0xFF));
}

Obj *omni_command_line(Region *dest)
{
    Obj *list = OMNI_NIL;
    int i;
    for (i = argument_count; i > 0; i--) {
        list = mk_pair_region(dest, mk_string_region(dest, arguments[i - 1], strlen(arguments[i - 1])), list);
    }
    return list;
}

int64_t omni_current_time_ms(void)
{
    return omni_port_time_ms();
}

/* --- input --------------------------------------------------------------------------------------------------------------- */

static char input[1024];
static size_t input_start;  /* the bytes from here to input_end are still to be read */
static size_t input_end;

/* A line that is longer than the input buffer. */
typedef struct LongLine {
    char *bytes;
    size_t length;
    size_t capacity;
} LongLine;

static void add_to_line(LongLine *line, const char *bytes, size_t count)
{
    if (count > line->capacity - line->length) {
        size_t capacity = (line->length + count) * 2;
        char *bigger = (char *)omni_port_allocate(capacity);
        if (bigger == NULL) {
            omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "no memory for a line of input", NULL);
        }
        if (line->bytes != NULL) {
            memcpy(bigger, line->bytes, line->length);
            omni_port_free(line->bytes, line->capacity);
        }
        line->bytes = bigger;
        line->capacity = capacity;
    }
    memcpy(line->bytes + line->length, bytes, count);
    line->length += count;
}

Obj *omni_read_line(Region *dest)
{
    LongLine line = {NULL, 0, 0};
    bool any = false;
    bool ended = false;
    Obj *result;
    omni_flush(); /* a prompt must be seen before the answer */
    while (!ended) {
        const char *from = input + input_start;
        const char *newline;
        size_t count;
        if (input_start == input_end) {
            input_start = 0;
            input_end = omni_port_read(input, sizeof input);
            if (input_end == 0) {
                break;
            }
            from = input;
        }
        any = true;
        count = input_end - input_start;
        newline = (const char *)memchr(from, '\n', count);
        if (newline != NULL) {
            count = (size_t)(newline - from);
            ended = true;
        }
        add_to_line(&line, from, count);
        input_start += count + (ended ? 1 : 0);
    }
    if (!any) {
        return OMNI_EOF;
    }
    result = mk_string_region(dest, line.bytes, line.length);
    if (line.bytes != NULL) {
        omni_port_free(line.bytes, line.capacity);
    }
    return result;
}
