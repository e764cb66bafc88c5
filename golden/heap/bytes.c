/* bytes.omni, translated by omnic */
#include "omni.h"

/* Bytes are freed on their own as strings are, and may be changed in place: they hold no
 * references. */
/* frames
 *   next  heap  built for the caller, who frees it
 */
static Obj *frames(int64_t n)
{
    int64_t i = 0;
    Obj *frame = omni_make_bytes(omni_heap, 4, 0, "frames+1: (make-bytes 4 0)");
    while (i != n) {
        Obj *next = omni_make_bytes(omni_heap, 4, i, "frames+4: (make-bytes 4 i)");
        int64_t byte = omni_bytes_ref(frame, 1, "frames+5: (bytes-ref frame 1)");
        free_tree(frame);  /* last use of frame: (bytes-ref frame 1) */
        omni_bytes_set(next, 0, byte, "frames+5: (bytes-set! next 0 (bytes-ref frame 1))");
        i = omni_int_add(i, 1, "frames+6: (+ i 1)");
        frame = next;
    }
    return frame;
}

/* main
 *   frames  heap  given up in (let loop ((i 0) (frame (make-bytes 4... while the new one is built,
 *                 so each object is freed on its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *frames_result = frames(5);
    omni_display(frames_result);
    free_tree(frames_result);  /* last use of frames: (println (frames 5)) */
    omni_newline();
    return omni_shutdown(0);
}
