/* main.c: a firmware around the thermostat. The hardware is simulated, so that it runs on a host. */
#include <stdio.h>

#include "thermostat.h"
#include "thermostat_hal.h"

#define SENSORS 3
#define ROUNDS 6

static int64_t room = 1850; /* hundredths of a degree */
static bool heater;
static Obj *outgoing; /* the frame that the radio is sending; ours */

void hal_heater_write(bool on)
{
    heater = on;
    printf("heater %s\n", on ? "on" : "off");
}

/* The second sensor is broken. Ints of this size are immediate: they need no region. */
int64_t hal_each_sample(Obj *visit)
{
    int64_t i;
    for (i = 0; i < SENSORS; i++) {
        int64_t value = i == 1 ? -27315 : room + 10 * i;
        Obj *sample = mk_int_region(omni_global_region(), value);
        (void)omni_call(visit, omni_global_region(), 1, (Obj *[]){ sample }, "hal_each_sample");
    }
    return SENSORS;
}

void hal_radio_send(Obj *frame)
{
    outgoing = frame;
}

/* The radio's interrupt, when the frame is out. */
static void radio_done(void)
{
    if (outgoing != NULL) {
        printf("radio: ");
        fflush(stdout);
        omni_display(outgoing);
        omni_newline();
        omni_flush();
        omni_disown(outgoing);
        outgoing = NULL;
        acknowledge();
    }
}

Obj *hal_device_name(Region *dest)
{
    return mk_string_region(dest, "kitchen", 7);
}

int main(void)
{
    Region *settings;
    Obj *setting;
    int code;
    int i;

    thermostat_init();
    settings = region_create(); /* lives as long as the loop */
    setting = mk_Setting_region(settings, 20.0, 0.5);
    for (i = 0; i < ROUNDS; i++) {
        double now = step(setting);
        printf("round %d: %.2f\n", i, now);
        radio_done();
        room += heater ? 80 : -40;
        if (i == 3) {
            Region *display = region_create(); /* for one line */
            set_target(setting, 18.0);
            fflush(stdout);
            omni_display(summary(display, setting));
            omni_newline();
            omni_flush();
            region_exit(display);
        }
    }
    printf("switched %d times\n", (int)switches);
    region_exit(settings);
    code = thermostat_shutdown();
    printf("regions still alive: %d\n", (int)omni_live_regions());
    return code;
}
