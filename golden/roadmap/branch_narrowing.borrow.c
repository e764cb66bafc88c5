/* branch_narrowing.omni, translated by omnic */
#include "omni.h"

extern Obj *build_tree(Obj *value);
extern Obj *compute_stats(Obj *value);
extern Obj *summarize(Obj *value);
extern Obj *transform(Obj *value);

/* process
 *   data  borrowed  only read here; the caller keeps it
 */
Obj *process(Obj *data)
{
    Obj *result;
    if (omni_is_null(data)) {
        /* Branch 1: Build temporary structure, return summary */

        /* Only this escapes
         * TREE shape */
        Obj *temp = build_tree(data);
        Obj *stats = compute_stats(temp);
        result = summarize(stats);
    } else {
        /* Branch 2: Direct transformation */
        result = transform(data);
    }
    return result;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
