/* own_macro.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_own, "own ", 4);

static int64_t fluid_let(int64_t x)
{
    return omni_int_mul(x, 10, "fluid-let+0: (* x 10)");
}

static int64_t random_(int64_t n)
{
    return n;
}

/* apply_to_five_main_lambda
 *   apply_to_five_main_lambda  version  specialised for main-lambda: what it gets to call is known
 */
static int64_t apply_to_five_main_lambda(void)
{
    return 5 + 1;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    int64_t fluid_let_result = fluid_let(3);
    omni_display(OMNI_REF(text_own));
    omni_display_int(fluid_let_result);
    omni_newline();
    int64_t random = random_(4);
    int64_t apply_to_five = apply_to_five_main_lambda();
    omni_display_int(random);
    omni_display_int(apply_to_five);
    omni_newline();
    return omni_shutdown(0);
}
