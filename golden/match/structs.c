/* structs.omni, translated by omnic */
#include "omni.h"

/* An interpreter over struct types: a chain of type tests, and each field read without a check. */
typedef struct Num Num;
struct Num {
    Struct header;
    int64_t value;
};

static const OmniField Num_fields[] = {
    OMNI_FIELD(Num, value, "value", INT),
};
static const OmniStructType Num_type = { "Num", sizeof(Num), 1, Num_fields };

static inline Obj *mk_Num_stack(Num *self, int64_t value)
{
    omni_struct_stack(&self->header, &Num_type);
    self->value = value;
    return &self->header.header;
}

static inline int64_t Num_value(const Obj *self)
{
    return ((const Num *)self)->value;
}

typedef struct Add Add;
struct Add {
    Struct header;
    Obj *left;
    Obj *right;
};

static const OmniField Add_fields[] = {
    OMNI_FIELD(Add, left, "left", VALUE),
    OMNI_FIELD(Add, right, "right", VALUE),
};
static const OmniStructType Add_type = { "Add", sizeof(Add), 2, Add_fields };

static inline Obj *mk_Add_stack(Add *self, Obj *left, Obj *right)
{
    omni_struct_stack(&self->header, &Add_type);
    self->left = left;
    self->right = right;
    return &self->header.header;
}

static inline Obj *Add_left(const Obj *self)
{
    return ((const Add *)self)->left;
}

static inline Obj *Add_right(const Obj *self)
{
    return ((const Add *)self)->right;
}

typedef struct Mul Mul;
struct Mul {
    Struct header;
    Obj *left;
    Obj *right;
};

static const OmniField Mul_fields[] = {
    OMNI_FIELD(Mul, left, "left", VALUE),
    OMNI_FIELD(Mul, right, "right", VALUE),
};
static const OmniStructType Mul_type = { "Mul", sizeof(Mul), 2, Mul_fields };

static inline Obj *mk_Mul_stack(Mul *self, Obj *left, Obj *right)
{
    omni_struct_stack(&self->header, &Mul_type);
    self->left = left;
    self->right = right;
    return &self->header.header;
}

static inline Obj *Mul_left(const Obj *self)
{
    return ((const Mul *)self)->left;
}

static inline Obj *Mul_right(const Obj *self)
{
    return ((const Mul *)self)->right;
}

/* evaluate
 *   e  borrowed  only read here; the caller keeps it
 */
static int64_t evaluate(Obj *e)
{
    OMNI_STACK_CHECK("evaluate");
    if (omni_is_struct(e, &Num_type)) {
        int64_t n = Num_value(e);
        return n;
    } else if (omni_is_struct(e, &Add_type)) {
        Obj *a = Add_left(e);
        Obj *b = Add_right(e);
        int64_t evaluate_result = evaluate(a);
        return omni_int_add(evaluate_result, evaluate(b),
                            "evaluate+3: (+ (evaluate a) (evaluate b))");
    }
    Obj *a_2 = Mul_left(e);
    Obj *b_2 = Mul_right(e);
    int64_t evaluate_result_2 = evaluate(a_2);
    return omni_int_mul(evaluate_result_2, evaluate(b_2),
                        "evaluate+4: (* (evaluate a) (evaluate b))");
}

/* main
 *   add  stack  at most 136 bytes and one object for each call
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Num num_object;  /* at most 136 bytes and one object for each call */
    Num num_object_2;  /* at most 136 bytes and one object for each call */
    Num num_object_3;  /* at most 136 bytes and one object for each call */
    Mul mul_object;  /* at most 136 bytes and one object for each call */
    Add add_object;  /* at most 136 bytes and one object for each call */
    Obj *num = mk_Num_stack(&num_object_2, 3);
    Obj *mul = mk_Mul_stack(&mul_object, num, mk_Num_stack(&num_object_3, 4));
    int64_t evaluate_result = evaluate(mk_Add_stack(&add_object, mk_Num_stack(&num_object, 2),
                                                    mul));
    omni_display_int(evaluate_result);
    omni_newline();
    return omni_shutdown(0);
}
