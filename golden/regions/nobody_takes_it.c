/* nobody_takes_it.omni, translated by omnic */
#include "omni.h"

/* What an operation makes and nobody takes ends at once: skipping lines takes no memory. */
static void skip_lines(int64_t n)
{
    OMNI_SCRATCH_STORAGE(512) skip_lines_scratch;
    /* for skip-lines: emptied in each iteration, so that it is made only once */
    Region *skip_lines_region = stack_alloc_region(&skip_lines_scratch, sizeof skip_lines_scratch);
    int64_t i = 0;
    while (i != n) {
        /* skip-lines: what the last iteration made is not used any more */
        region_reset(skip_lines_region);
        omni_read_line(skip_lines_region);
        i = omni_int_add(i, 1, "skip-lines+1: (+ i 1)");
    }
    region_exit(skip_lines_region);  /* skip-lines: the loop ends here */
}

/* main
 *   line  line_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by read-line
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    skip_lines(3);
    OMNI_SCRATCH_STORAGE(512) line_scratch;
    /* for line: last used in (eof-object? (read-line)) */
    Region *line_region = stack_alloc_region(&line_scratch, sizeof line_scratch);
    bool at_end = omni_is_eof(omni_read_line(line_region));
    region_exit(line_region);  /* last use of line: (eof-object? (read-line)) */
    omni_display_bool(at_end);
    omni_newline();
    return omni_shutdown(0);
}
