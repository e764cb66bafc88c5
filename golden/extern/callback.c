/* callback.omni, translated by omnic */
#include "omni.h"

extern void hal_each_sample(int64_t channel, Obj *f);
Obj *highest_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args);

/* highest_lambda
 *   sample  borrowed  put into most; the caller keeps it alive as long as most
 *   most    borrowed  changed here; the caller keeps it
 */
void highest_lambda(Obj *self, Obj *sample)
{
    Obj *most = omni_captured(self, 0);
    if (omni_num_gt(sample, omni_cell_get(most), "highest-lambda+0: (> sample most)")) {
        omni_cell_set(most, sample);
    }
}

Obj *highest_lambda_entry(Obj *self, Region *dest, int argc, Obj *const *args)
{
    (void)dest;
    (void)argc;
    highest_lambda(self, args[0]);
    return OMNI_NOTHING;
}

/* highest
 *   channel   borrowed  only read here; the caller keeps it
 *   most      stack     at most 16 bytes and one object for each call
 *   function  stack     at most 40 bytes and one object for each call
 */
Obj *highest(Obj *channel)
{
    Cell most_cell;  /* at most 16 bytes and one object for each call */
    Obj *most = mk_cell_stack(&most_cell, OMNI_FIX(0));
    OMNI_CLOSURE_STORAGE(1) function_closure;  /* at most 40 bytes and one object for each call */
    Obj *function = mk_closure_stack(&function_closure, highest_lambda_entry, 1, 1, 1,
                                     (Obj *[]){ most });
    int64_t channel_2 = omni_as_int(channel, "highest+2: (each-sample channel (lambda (sample)...");
    hal_each_sample(channel_2, function);
    return omni_cell_get(most);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    return omni_shutdown(0);
}
