/* nobody_takes_it.omni, translated by omnic */
#include "omni.h"

/* What an operation makes and nobody takes ends at once: skipping lines takes no memory. */
static void skip_lines(int64_t n)
{
    int64_t i = 0;
    while (i != n) {
        /* for skip-lines: used only within one iteration */
        Region *skip_lines_region = region_create();
        omni_read_line(skip_lines_region);
        region_exit(skip_lines_region);  /* skip-lines: never used after this */
        i = omni_int_add(i, 1, "skip-lines+1: (+ i 1)");
    }
}

/* main
 *   line  line_region  not reachable from outside; last use: (eof-object? (read-line)); not on the
 *                      stack: size unknown: built by read-line
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    skip_lines(3);
    Region *line_region = region_create();  /* for line: last used in (eof-object? (read-line)) */
    bool at_end = omni_is_eof(omni_read_line(line_region));
    region_exit(line_region);  /* last use of line: (eof-object? (read-line)) */
    omni_display_bool(at_end);
    omni_newline();
    return omni_shutdown(0);
}
