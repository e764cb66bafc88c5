/* program.c: begin and end of a program, its arguments and its input. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* sysexits.h calls it EX_SOFTWARE. */
#define EXIT_UNBALANCED 70

static int argument_count;
static char **arguments;
static int users; /* calls of omni_init without their omni_shutdown */

void omni_init(int argc, char **argv)
{
    if (argv != NULL) {
        argument_count = argc;
        arguments = argv;
    }
    users++;
    if (users > 1) {
        return;
    }
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
    char line[640];
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
    put_count(&sink, " scratch_regions=", omni_stats.scratch_regions);
    put_count(&sink, " regions_reset=", omni_stats.regions_reset);
    put_count(&sink, " heap_objects=", omni_stats.heap_objects);
    put_count(&sink, " heap_freed=", omni_stats.heap_freed);
    put_count(&sink, " cells_reused=", omni_stats.cells_reused);
    omni__put_cstr(&sink, "\n");
    (void)omni_port_write(OMNI_STREAM_ERROR, line, sink.used);
}
#else
static void print_stats(void)
{
}
#endif

#if OMNI_CHECK_BALANCE
/* True, with a message, when there are any. */
static bool still_live(const char *what, uint64_t count)
{
    char line[96];
    char digits[OMNI_INT_TEXT_BYTES];
    Sink sink = {line, sizeof line, 0, false};
    if (count == 0) {
        return false;
    }
    omni__put_cstr(&sink, "omni: ");
    omni__put_cstr(&sink, what);
    omni__put_cstr(&sink, " still live at the end of the program: ");
    omni__put(&sink, digits, omni__int_text((int64_t)count, 10, digits));
    omni__put_cstr(&sink, "\n");
    (void)omni_port_write(OMNI_STREAM_ERROR, line, sink.used);
    return true;
}
#endif

static void end_output(void)
{
    omni_flush();
    if (omni__end_files != NULL) {
        omni__end_files();
    }
}

int omni_shutdown(int code)
{
    end_output();
    users--;
    if (users > 0) {
        return code;
    }
    omni__symbols_end();
    omni__regions_end();
    omni__heap_end();
    print_stats();
#if OMNI_CHECK_BALANCE
    if (still_live("regions", omni_live_regions()) || still_live("objects", omni_live_objects())) {
        return EXIT_UNBALANCED;
    }
#endif
    return code;
}

void omni_exit(int64_t code)
{
    int status = (int)(code & 0xFF);
    end_output();
    if (users > 0) {
        omni__end_regions_of_calls();
        omni__symbols_end();
        omni__regions_end();
    }
    print_stats();
#if OMNI_CHECK_BALANCE
    /* Of the heap objects that the calls in progress own, the system takes the memory back. */
    if (still_live("regions", omni_live_regions())) {
        status = EXIT_UNBALANCED;
    }
#endif
    omni_port_exit(status);
}

/* Only 0 and #t mean success: a number whose last eight bits are 0 does not become it. */
static OMNI_NORETURN void exit_with(const Obj *value)
{
    int64_t code = value == OMNI_TRUE ? 0 : 1;
    if (omni_is_int(value)) {
        code = omni_int_value(value);
        code = code != 0 && (code & 0xFF) == 0 ? 0xFF : code;
    }
    omni_exit(code);
}

void omni_exit_with(const Obj *value)
{
    if (omni__end_winds != NULL) {
        omni__end_winds();
    }
    exit_with(value);
}

void omni_emergency_exit(const Obj *value)
{
    exit_with(value);
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

/* SplitMix64. */
int64_t omni_random(void)
{
    static uint64_t state;
    uint64_t bits = state += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (int64_t)((bits ^ (bits >> 31)) >> 1);
}

int64_t omni_current_time_ms(void)
{
    return omni_port_time_ms();
}
