/* returned.omni, translated by omnic */
#include "omni.h"

/* What is returned is built in the caller's region, with everything that it holds. */
typedef struct Person Person;
struct Person {
    Struct header;
    Obj *name;
    int64_t age;
};

static const OmniField Person_fields[] = {
    OMNI_FIELD(Person, name, "name", VALUE),
    OMNI_FIELD(Person, age, "age", INT),
};
static const OmniStructType Person_type = { "Person", sizeof(Person), 2, Person_fields };

static inline Obj *mk_Person_region(Region *region, Obj *name, int64_t age)
{
    Person *self = (Person *)omni_struct_region(region, &Person_type);
    self->name = name;
    self->age = age;
    return &self->header.header;
}

static inline Obj *mk_Person_stack(Person *self, Obj *name, int64_t age)
{
    omni_struct_stack(&self->header, &Person_type);
    self->name = name;
    self->age = age;
    return &self->header.header;
}

static inline Obj *Person_name(const Obj *self)
{
    return ((const Person *)self)->name;
}

static inline int64_t Person_age(const Obj *self)
{
    return ((const Person *)self)->age;
}

OMNI_STATIC_STRING(text_An, "An", 2);
OMNI_STATIC_STRING(text_is, " is ", 4);
OMNI_STATIC_STRING(text_n, "n", 1);

/* older
 *   person  borrowed  part of the result; the caller keeps it alive as long as the result
 *   person  dest      returned, so it is built in the caller's region: no copy
 */
static Obj *older(Region *dest, Obj *person, int64_t years)
{
    int64_t sum = omni_int_add(Person_age(person), years, "older+1: (+ (Person-age person) years)");
    return mk_Person_region(dest, Person_name(person), sum);
}

/* main_
 *   ann     ann_region   at most 32 bytes, built by older: its region lies in the C frame, and
 *                        needs no chunk; not on the stack: size unknown: built by older
 *   person  stack        at most 32 bytes and one object for each call
 *   text    text_region  few objects for each call, so the first 512 bytes of their region lie in
 *                        the C frame; not on the stack: size unknown: built by string-append
 */
static void main_(void)
{
    OMNI_SCRATCH_STORAGE(512) text_scratch;
    /* for text: last used in (println (Person-name ann) " is " (Pe... */
    Region *text_region = stack_alloc_region(&text_scratch, sizeof text_scratch);
    Person person_object;  /* at most 32 bytes and one object for each call */
    Obj *text = omni_string_append(text_region, OMNI_REF(text_An), OMNI_REF(text_n),
                                   "main+1: (string-append \"An\" \"n\")");
    Obj *person = mk_Person_stack(&person_object, text, 30);
    OMNI_SCRATCH_STORAGE(256) ann_scratch;
    /* for ann: last used in (Person-age ann) */
    Region *ann_region = stack_alloc_region(&ann_scratch, sizeof ann_scratch);
    Obj *ann = older(ann_region, person, 12);
    Obj *name = Person_name(ann);
    int64_t age = Person_age(ann);
    region_exit(ann_region);  /* last use of ann: (Person-age ann) */
    omni_display(name);
    region_exit(text_region);  /* last use of text: (println (Person-name ann) " is " (Pe... */
    omni_display(OMNI_REF(text_is));
    omni_display_int(age);
    omni_newline();
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);
    main_();
    return omni_shutdown(0);
}
