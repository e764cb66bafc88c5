/* constant.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_FLOAT(float_19_0, 19.0);

OMNI_STATIC_STRING(text_seventeen, "seventeen", 9);

static const Pair list_in_primes[9] = {
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(2), OMNI_REF(list_in_primes[1])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(3), OMNI_REF(list_in_primes[2])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(5), OMNI_REF(list_in_primes[3])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(7), OMNI_REF(list_in_primes[4])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(list_in_primes[7]), OMNI_REF(list_in_primes[5])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(text_seventeen), OMNI_REF(list_in_primes[6])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_REF(float_19_0), OMNI_NIL},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(11), OMNI_REF(list_in_primes[8])},
    {OMNI_STATIC_HEADER(OMNI_TAG_PAIR), OMNI_FIX(13), OMNI_NIL},
};

/* A quoted list is a constant of the C file: nothing is allocated, nothing freed. */
static Obj *primes(void)
{
    return OMNI_REF(list_in_primes[0]);
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display(primes());
    omni_newline();
    return omni_shutdown(0);
}
