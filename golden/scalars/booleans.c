/* booleans.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_STRING(text_space, " ", 1);

/* Conditions are C conditions: no value is made to be tested. */
static bool is_leap_year(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    bool is_leap_year_result = is_leap_year(2000);
    bool is_leap_year_result_2 = is_leap_year(1900);
    bool is_leap_year_result_3 = is_leap_year(2024);
    omni_display_bool(is_leap_year_result);
    omni_display(OMNI_REF(text_space));
    omni_display_bool(is_leap_year_result_2);
    omni_display(OMNI_REF(text_space));
    omni_display_bool(is_leap_year_result_3);
    omni_newline();
    return omni_shutdown(0);
}
