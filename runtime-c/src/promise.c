/* promise.c: promises. How they are forced is written in OmniLisp (prelude/promises.omni). */
#include "internal.h"

static Cell *as_promise(const Obj *value, const char *where)
{
    if (!omni_is_promise(value)) {
        omni_panic_type("a promise", value, where);
    }
    return (Cell *)(uintptr_t)value;
}

/* Of a chain of promises that stand for one another, the last. */
static const Cell *last(const Cell *promise)
{
    while (promise->header.aux == OMNI_PROMISE_SAME_AS) {
        promise = (const Cell *)promise->content;
    }
    return promise;
}

int64_t omni_promise_state(const Obj *promise, const char *where)
{
    return last(as_promise(promise, where))->header.aux;
}

Obj *omni_promise_content(const Obj *promise, const char *where)
{
    return last(as_promise(promise, where))->content;
}

void omni_promise_set(Obj *promise, Obj *content, int64_t state, const char *where)
{
    Cell *cell = (Cell *)(uintptr_t)last(as_promise(promise, where));
    if (state == OMNI_PROMISE_SAME_AS && last(as_promise(content, where)) == cell) {
        omni_panic(OMNI_ERROR_VALUE, "the promise depends on itself", where);
    }
    cell->header.aux = (uint8_t)state;
    cell->content = content;
}
