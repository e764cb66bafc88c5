/* case.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_april, "april");
OMNI_STATIC_SYMBOL(sym_february, "february");
OMNI_STATIC_SYMBOL(sym_june, "june");
OMNI_STATIC_SYMBOL(sym_may, "may");
OMNI_STATIC_SYMBOL(sym_november, "november");
OMNI_STATIC_SYMBOL(sym_september, "september");

OMNI_STATIC_STRING(text_space, " ", 1);

static int64_t days(Obj *month)
{
    if (month == OMNI_REF(sym_april) ||
        month == OMNI_REF(sym_june) ||
        month == OMNI_REF(sym_september) || month == OMNI_REF(sym_november)) {
        return 30;
    } else if (month == OMNI_REF(sym_february)) {
        return 28;
    }
    return 31;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    int64_t days_result = days(OMNI_REF(sym_june));
    int64_t days_result_2 = days(OMNI_REF(sym_february));
    int64_t days_result_3 = days(OMNI_REF(sym_may));
    omni_display_int(days_result);
    omni_display(OMNI_REF(text_space));
    omni_display_int(days_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display_int(days_result_3);
    omni_newline();
    return omni_shutdown(0);
}
