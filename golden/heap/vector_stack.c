/* vector_stack.omni, translated by omnic */
#include "omni.h"

/* A vector that items are put behind and taken out of again: who takes one out owns it. One that
 * nobody looks at is freed at once. */
typedef struct Job Job;
struct Job {
    Struct header;
    Obj *name;
    int64_t cost;
};

static const OmniField Job_fields[] = {
    OMNI_FIELD(Job, name, "name", VALUE),
    OMNI_FIELD(Job, cost, "cost", INT),
};
static const OmniStructType Job_type = { "Job", sizeof(Job), 2, Job_fields };

static inline Obj *mk_Job_heap(Obj *name, int64_t cost)
{
    Job *self = (Job *)omni_struct_heap(&Job_type);
    self->name = name;
    self->cost = cost;
    return &self->header.header;
}

static inline Obj *Job_name(const Obj *self)
{
    return ((const Job *)self)->name;
}

static inline int64_t Job_cost(const Obj *self)
{
    return ((const Job *)self)->cost;
}

OMNI_STATIC_STRING(text_job, "job ", 4);

/* run_jobs
 *   waiting  heap           given up when (vector-pop! waiting) replaces it, so each object is
 *                           freed on its own; nothing ever holds it twice: no counts
 *   text     heap           given up when (vector-pop! waiting) replaces it, so each object is
 *                           freed on its own; nothing ever holds it twice: no counts
 *   string   string_region  few objects for each call, so the first 512 bytes of their region lie
 *                           in the C frame; not on the stack: size unknown: built by number->string
 *   i        stack          at most 16 bytes and one object for each call
 */
static int64_t run_jobs(int64_t count)
{
    Obj *waiting = mk_vector_region(omni_heap, 0, NULL);
    OMNI_SCRATCH_STORAGE(512) string_scratch;
    /* for string: emptied in each iteration, so that it is made only once */
    Region *string_region = stack_alloc_region(&string_scratch, sizeof string_scratch);
    int64_t i = 0;
    int64_t spent = 0;
    while (i != count) {
        IntBox i_box;  /* at most 16 bytes and one object for each call */
        Obj *string = omni_number_to_string(string_region, mk_int_stack(&i_box, i),
                                            "run-jobs+6: (number->string i)");
        Obj *text = omni_string_append(omni_heap, OMNI_REF(text_job), string,
                                       "run-jobs+6: (string-append \"job \" (number->string...");
        /* last use of string: (string-append "job " (number->string...; the next iteration fills
         * it again */
        region_reset(string_region);
        omni_vector_push(waiting, mk_Job_heap(text, i),
                         "run-jobs+6: (vector-push! waiting (Job (string-ap...");
        if (omni_int_modulo(i, 10, "run-jobs+7: (modulo i 10)") == 9) {
            while (omni_vector_length(waiting, "run-jobs+8: (vector-length waiting)") > 4) {
                Obj *old = omni_vector_pop(waiting, "run-jobs+8: (vector-pop! waiting)");
                /* (vector-pop! waiting) replaces what (vector-pop! waiting) held */
                free_tree(old);
            }
        }
        if (omni_vector_length(waiting, "run-jobs+9: (vector-length waiting)") > 3) {
            Obj *job = omni_vector_pop(waiting, "run-jobs+10: (vector-pop! waiting)");
            int64_t sum = omni_int_add(i, 1, "run-jobs+11: (+ i 1)");
            int64_t cost = Job_cost(job);
            int64_t length = omni_string_length(Job_name(job),
                                                "run-jobs+11: (string-length (Job-name job))");
            free_tree(job);  /* last use of job: (string-length (Job-name job)) */
            int64_t sum_2 = omni_int_add(spent, cost,
                                         "run-jobs+11: (+ spent (Job-cost job) (string-lengt...");
            i = sum;
            spent = omni_int_add(sum_2, length,
                                 "run-jobs+11: (+ spent (Job-cost job) (string-lengt...");
        } else {
            i = omni_int_add(i, 1, "run-jobs+12: (+ i 1)");
        }
    }
    free_tree(waiting);  /* waiting: not used on this path */
    region_exit(string_region);  /* string: the loop ends here */
    return spent;
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    omni_display_int(run_jobs(100));
    omni_newline();
    return omni_shutdown(0);
}
