/* not_in_loop.omni, translated by omnic */
#include "omni.h"

/* One frame has room for one object: what a loop piles up goes elsewhere. */
static int64_t pile(int64_t n)
{
    Region *pile_region = region_create();  /* for pile: carried from one iteration to the next */
    int64_t i = 0;
    Obj *pile = OMNI_NIL;
    while (i != n) {
        pile = mk_pair_region(pile_region, mk_int_region(pile_region, i), pile);
        i = omni_int_add(i, 1, "pile+4: (+ i 1)");
    }
    int64_t length = omni_length(pile, "pile+3: (length pile)");
    region_exit(pile_region);  /* last use of pile: (length pile) */
    return length;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(pile(10));
    omni_newline();
    return omni_shutdown(0);
}
