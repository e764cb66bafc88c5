/* input_ports.omni, translated by omnic */
#include "omni.h"

static inline bool is_call_with_port_input_port(Obj *port);

OMNI_STATIC_TEXT(text_x_second_third, "\316\273x\nsecond\nthird", 16, 15);

/* Reading from a string by chars and lines. */
/* count_lines
 *   port  borrowed     changed here; the caller keeps it
 *   line  line_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by read-line
 */
static int64_t count_lines(Obj *port)
{
    OMNI_SCRATCH_STORAGE(512) line_scratch;
    /* for line: emptied in each iteration, so that it is made only once */
    Region *line_region = stack_alloc_region(&line_scratch, sizeof line_scratch);
    int64_t count = 0;
    for (;;) {
        region_reset(line_region);  /* line: what the last iteration made is not used any more */
        Obj *line = omni_read_line_from(line_region, port, "count-lines+2: (read-line port)");
        if (omni_is_eof(line)) {
            region_exit(line_region);  /* line: the loop ends here */
            return count;
        }
        count = omni_int_add(count, 1, "count-lines+4: (+ count 1)");
    }
}

/* main
 *   port  port_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: what it holds lies in a buffer of its own, which
 *                      can grow
 *   text  text_region  few objects for each call, so the first 512 bytes of their region lie in the
 *                      C frame; not on the stack: size unknown: built by read-string
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) port_scratch;
    /* for port: last used in (call-with-port port input-port?) */
    Region *port_region = stack_alloc_region(&port_scratch, sizeof port_scratch);
    Obj *port = omni_open_input_string(port_region, OMNI_REF(text_x_second_third),
                                       "main: (open-input-string \"\316\273x\\nsecond\\nthird\")");
    Obj *char_ = omni_read_char_from(port, "main: (read-char port)");
    Obj *char_2 = omni_peek_char_from(port, "main: (peek-char port)");
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: last used in (println (read-char port) (peek-char ... */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Obj *text = omni_read_string_from(text_region, 3, port, "main: (read-string 3 port)");
    int64_t count_lines_result = count_lines(port);
    omni_display(char_);
    omni_display(char_2);
    omni_display(text);
    region_exit(text_region);  /* last use of text: (println (read-char port) (peek-char ... */
    omni_display_int(count_lines_result);
    omni_newline();
    bool at_end = omni_is_eof(omni_read_char_from(port, "main: (read-char port)"));
    bool call_with_port = is_call_with_port_input_port(port);
    region_exit(port_region);  /* last use of port: (call-with-port port input-port?) */
    omni_display_bool(at_end);
    omni_display_bool(call_with_port);
    omni_newline();
    return omni_shutdown(0);
}

/* ---- library functions used by this program ---- */

/* is_call_with_port_input_port
 *   is_call_with_port_input_port  version   specialised for input-port?: what it gets to call is
 *                                           known
 *   port                          borrowed  changed here; the caller keeps it
 */
static inline bool is_call_with_port_input_port(Obj *port)
{
    bool result = omni_is_input_port(port);
    omni_close_port(port, "call-with-port+2: (close-port port)");
    return result;
}
