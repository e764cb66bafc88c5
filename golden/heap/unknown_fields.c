/* unknown_fields.omni, translated by omnic */
#include "omni.h"

/* `step` never looks at the right part, which its caller knows to be in the heap: so the struct
 * is not taken apart there, but given up as a whole. */
typedef struct Duo Duo;
struct Duo {
    Struct header;
    Obj *left;
    Obj *right;
    int64_t count;
};

static const OmniField Duo_fields[] = {
    OMNI_FIELD(Duo, left, "left", VALUE),
    OMNI_FIELD(Duo, right, "right", VALUE),
    OMNI_FIELD(Duo, count, "count", INT),
};
static const OmniStructType Duo_type = { "Duo", sizeof(Duo), 3, Duo_fields };

static inline Obj *mk_Duo_heap(Obj *left, Obj *right, int64_t count)
{
    Duo *self = (Duo *)omni_struct_heap(&Duo_type);
    self->left = left;
    self->right = right;
    self->count = count;
    return &self->header.header;
}

static inline Obj *reuse_as_Duo(Obj *cell, Obj *left, Obj *right, int64_t count)
{
    Duo *self = (Duo *)omni_reuse(cell);
    self->left = left;
    self->right = right;
    self->count = count;
    return &self->header.header;
}

static inline Obj *Duo_left(const Obj *self)
{
    return ((const Duo *)self)->left;
}

static inline Obj *Duo_right(const Obj *self)
{
    return ((const Duo *)self)->right;
}

static inline int64_t Duo_count(const Obj *self)
{
    return ((const Duo *)self)->count;
}

/* step
 *   duo  consumed  taken over from the caller, who does not use it afterwards
 *   duo  heap      built for the caller, who frees it
 */
static Obj *step(Obj *duo)
{
    Obj *left = Duo_left(duo);
    int64_t sum = omni_int_add(Duo_count(duo), 1, "step+0: (+ (Duo-count duo) 1)");
    /* (Duo-left duo) is used again after (Duo (Duo-left duo) '() (+ (Duo-count... */
    inc_ref(left);
    Obj *duo_2 = mk_Duo_heap(left, OMNI_NIL, sum);
    free_tree(duo);  /* last use of duo: (Duo (Duo-left duo) '() (+ (Duo-count... */
    return duo_2;
}

/* grown
 *   duo  consumed  taken over from the caller, who does not use it afterwards
 *   duo  heap      built for the caller, who frees it
 */
static Obj *grown(Obj *duo, int64_t n)
{
    Obj *left = Duo_left(duo);
    Obj *right = Duo_right(duo);
    Obj *n_2 = mk_int_heap(n);
    int64_t count = Duo_count(duo);
    /* duo is taken apart: its memory is used for (Duo (Duo-left duo) (cons n (Duo-righ... */
    return reuse_as_Duo(duo, left, mk_pair_heap(n_2, right), count);
}

/* run
 *   duo  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *run(int64_t n, Obj *duo)
{
    while (n != 0) {
        int64_t difference = omni_int_sub(n, 1, "run+3: (- n 1)");
        if (omni_int_is_even(n)) {
            duo = step(duo);
        } else {
            duo = grown(duo, n);
        }
        n = difference;
    }
    return duo;
}

/* main
 *   duo   heap  given up in (step duo) while the new one is built, so each object is freed on its
 *               own; nothing ever holds it twice: no counts
 *   list  heap  given up in (step duo) while the new one is built, so each object is freed on its
 *               own; held twice after (Duo (Duo-left duo) '() (+ (Duo-count...: counted
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *list = mk_pair_heap(OMNI_FIX(2), mk_pair_heap(OMNI_FIX(3), OMNI_NIL));
    Obj *duo = run(7, mk_Duo_heap(mk_pair_heap(OMNI_FIX(1), OMNI_NIL), list, 0));
    Obj *right = Duo_right(duo);
    int64_t count = Duo_count(duo);
    omni_display(Duo_left(duo));
    omni_display(right);
    free_tree(duo);  /* last use of duo: (println (Duo-left duo) (Duo-right du... */
    omni_display_int(count);
    omni_newline();
    return omni_shutdown(0);
}
