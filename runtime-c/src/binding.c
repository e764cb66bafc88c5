/* binding.c: places that hold another value for a while: boxes of parameters, the current ports. A raise that leaves the
 * calls in between puts back what they held (raise.c). */
#include "internal.h"
#include "omni/port.h"

/* One change that has not been taken back. */
struct Binding {
    Binding *older;
    Obj **place;
    Obj *before;
};

static Binding *youngest;

const Binding *omni__bindings(void)
{
    return youngest;
}

void omni__bind(Obj **place, Obj *value)
{
    Binding *binding = (Binding *)omni_port_allocate(sizeof *binding);
    if (binding == NULL) {
        omni_panic(OMNI_ERROR_OUT_OF_MEMORY, "no memory for a parameter", NULL);
    }
    binding->older = youngest;
    binding->place = place;
    binding->before = *place;
    youngest = binding;
    *place = value;
}

static void unbind_youngest(void)
{
    Binding *binding = youngest;
    *binding->place = binding->before;
    youngest = binding->older;
    omni_port_free(binding, sizeof *binding);
}

void omni__unbind(Obj **place)
{
    if (youngest != NULL && youngest->place == place) {
        unbind_youngest();
    }
}

void omni__unbind_to(const Binding *mark)
{
    while (youngest != mark) {
        unbind_youngest();
    }
}

static Obj **place_in(Obj *box, const char *where)
{
    if (!omni_is_box(box)) {
        omni_panic_type("a box", box, where);
    }
    return &((Cell *)box)->content;
}

void omni_bind(Obj *box, Obj *value, const char *where)
{
    omni__bind(place_in(box, where), value);
}

void omni_unbind(Obj *box, const char *where)
{
    omni__unbind(place_in(box, where));
}
