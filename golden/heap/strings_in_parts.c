/* strings_in_parts.omni, translated by omnic */
#include "omni.h"

/* Strings in a struct which a loop carries: each lives and dies on its own, at the latest with
 * the struct. */
typedef struct State State;
struct State {
    Struct header;
    Obj *name;
    Obj *log_;
    int64_t count;
};

static const OmniField State_fields[] = {
    OMNI_FIELD(State, name, "name", VALUE),
    OMNI_FIELD(State, log_, "log", VALUE),
    OMNI_FIELD(State, count, "count", INT),
};
static const OmniStructType State_type = { "State", sizeof(State), 3, State_fields };

static inline Obj *mk_State_heap(Obj *name, Obj *log_, int64_t count)
{
    State *self = (State *)omni_struct_heap(&State_type);
    self->name = name;
    self->log_ = log_;
    self->count = count;
    return &self->header.header;
}

static inline Obj *State_name(const Obj *self)
{
    return ((const State *)self)->name;
}

static inline Obj *State_log_(const Obj *self)
{
    return ((const State *)self)->log_;
}

static inline int64_t State_count(const Obj *self)
{
    return ((const State *)self)->count;
}

OMNI_STATIC_STRING(text_bang, "!", 1);
OMNI_STATIC_STRING(text_empty, "", 0);
OMNI_STATIC_STRING(text_go, "go", 2);
OMNI_STATIC_STRING(text_renamed, "renamed", 7);
OMNI_STATIC_STRING(text_space, " ", 1);

/* step
 *   state  consumed  taken over from the caller, who does not use it afterwards
 *   state  heap      built for the caller, who frees it
 *   count  stack     at most 16 bytes and one object for each call
 */
static Obj *step(Obj *state)
{
    int64_t count = State_count(state);
    if (count == 2) {
        Obj *text = omni_string_append(omni_heap, State_name(state), OMNI_REF(text_bang),
                                       "step+2: (string-append (State-name state) \"!\")");
        free_tree(state);  /* last use of state: (string-append (State-name state) "!") */
        int64_t sum = omni_int_add(count, 1, "step+2: (+ (State-count state) 1)");
        return mk_State_heap(text, OMNI_REF(text_renamed), sum);
    }
    Obj *name = State_name(state);
    IntBox count_box;  /* at most 16 bytes and one object for each call */
    Obj *count_2 = mk_int_stack(&count_box, count);
    Obj *string = omni_number_to_string(omni_heap, count_2,
                                        "step+3: (number->string (State-count state))");
    int64_t sum_2 = omni_int_add(count, 1, "step+3: (+ (State-count state) 1)");
    /* (State-name state) is used again after (State (State-name state) (number->st... */
    inc_ref(name);
    Obj *state_2 = mk_State_heap(name, string, sum_2);
    free_tree(state);  /* last use of state: (State (State-name state) (number->st... */
    return state_2;
}

/* run
 *   state  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *run(int64_t n, Obj *state)
{
    while (n != 0) {
        n = omni_int_sub(n, 1, "run+1: (- n 1)");
        state = step(state);
    }
    return state;
}

/* main
 *   state  heap  given up in (step state) while the new one is built, so each object is freed on
 *                its own; nothing ever holds it twice: no counts
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *state = run(5, mk_State_heap(OMNI_REF(text_go), OMNI_REF(text_empty), 0));
    Obj *log_ = State_log_(state);
    int64_t count = State_count(state);
    omni_display(State_name(state));
    omni_display(OMNI_REF(text_space));
    omni_display(log_);
    free_tree(state);  /* last use of state: (println (State-name state) " " (Stat... */
    omni_display(OMNI_REF(text_space));
    omni_display_int(count);
    omni_newline();
    return omni_shutdown(0);
}
