/* bytes.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_TEXT(text_h, "h\303\251", 3, 2);

static const uint8_t bytes_1_2_data[2] = {
    1, 2,
};
OMNI_STATIC_BYTES(bytes_1_2, bytes_1_2_data, 2);

/* Bytes are numbers from 0 to 255. They hold no objects, so nothing is planned for what is in
 * them. */
/* checksum
 *   data  borrowed  only read here; the caller keeps it
 */
static int64_t checksum(Obj *data)
{
    int64_t i = 0;
    int64_t sum = 0;
    while (i < omni_bytes_length(data, "checksum+2: (bytes-length data)")) {
        sum = sum ^ omni_bytes_ref(data, i, "checksum+3: (bytes-ref data i)");
        i = i + 1;
    }
    return sum;
}

/* main
 *   frame   frame_region    few objects for each call, so the first 512 bytes of their region lie
 *                           in the C frame; not on the stack: size unknown: built by bytes-append
 *   bytes   bytes_region    few objects for each call, so the first 512 bytes of their region lie
 *                           in the C frame; not on the stack: size unknown: built by make-bytes
 *   bytes   bytes_region_2  few objects for each call, so the first 512 bytes of their region lie
 *                           in the C frame; not on the stack: size unknown: built by make-bytes
 *   string  string_region   few objects for each call, so the first 512 bytes of their region lie
 *                           in the C frame; not on the stack: size unknown: built by utf8->string
 *   bytes   bytes_region_4  few objects for each call, so the first 512 bytes of their region lie
 *                           in the C frame; not on the stack: size unknown: built by string->utf8
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    OMNI_SCRATCH_STORAGE(512) bytes_scratch;
    /* for bytes: last used in (bytes-append #u8(1 2) (bytes 255 (+ ... */
    Region *bytes_region = stack_alloc_region(&bytes_scratch, sizeof bytes_scratch);
    Obj *bytes = omni_make_bytes(bytes_region, 2, 0, "main: (bytes 255 (+ 1 2))");
    omni_bytes_set(bytes, 0, 255, "main: (bytes 255 (+ 1 2))");
    omni_bytes_set(bytes, 1, 1 + 2, "main: (bytes 255 (+ 1 2))");
    OMNI_SCRATCH_STORAGE(512) bytes_scratch_2;
    /* for bytes: last used in (bytes-append #u8(1 2) (bytes 255 (+ ... */
    Region *bytes_region_2 = stack_alloc_region(&bytes_scratch_2, sizeof bytes_scratch_2);
    Obj *bytes_2 = omni_make_bytes(bytes_region_2, 2, 9, "main: (make-bytes 2 9)");
    Obj *bytes_3 = omni_bytes_append(bytes_region_2, OMNI_REF(bytes_1_2), bytes,
                                     "main: (bytes-append #u8(1 2) (bytes 255 (+ ...");
    region_exit(bytes_region);  /* last use of bytes: (bytes-append #u8(1 2) (bytes 255 (+ ... */
    OMNI_SCRATCH_STORAGE(512) frame_scratch;
    /* for frame: last used in (println frame (checksum frame) (utf8... */
    Region *frame_region = stack_alloc_region(&frame_scratch, sizeof frame_scratch);
    Obj *frame = omni_bytes_append(frame_region, bytes_3, bytes_2,
                                   "main: (bytes-append #u8(1 2) (bytes 255 (+ ...");
    region_exit(bytes_region_2);  /* last use of bytes: (bytes-append #u8(1 2) (bytes 255 (+ ... */
    omni_bytes_set(frame, 0, 128, "main: (bytes-set! frame 0 128)");
    int64_t checksum_result = checksum(frame);
    OMNI_SCRATCH_STORAGE(512) bytes_scratch_4;
    /* for bytes: last used in (utf8->string (string->utf8 "hé")) */
    Region *bytes_region_4 = stack_alloc_region(&bytes_scratch_4, sizeof bytes_scratch_4);
    Obj *bytes_4 = omni_string_to_utf8(bytes_region_4, OMNI_REF(text_h),
                                       "main: (string->utf8 \"h\303\251\")");
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: last used in (println frame (checksum frame) (utf8... */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    Obj *string = omni_utf8_to_string(string_region, bytes_4,
                                      "main: (utf8->string (string->utf8 \"h\303\251\"))");
    region_exit(bytes_region_4);  /* last use of bytes: (utf8->string (string->utf8 "hé")) */
    omni_display(frame);
    region_exit(frame_region);  /* last use of frame: (println frame (checksum frame) (utf8... */
    omni_display_int(checksum_result);
    omni_display(string);
    region_exit(string_region);  /* last use of string: (println frame (checksum frame) (utf8... */
    omni_newline();
    return omni_shutdown(0);
}
