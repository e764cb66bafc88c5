/* thermostat_hal.h: the hardware, as thermostat.omni sees it. The ownership of arguments and results is what its
 * `extern` forms say. */
#ifndef THERMOSTAT_HAL_H
#define THERMOSTAT_HAL_H

#include "omni.h"

void hal_heater_write(bool on);
/* Calls `visit` with the value of each sensor, in hundredths of a degree. Gives the number of sensors. Borrows `visit`. */
int64_t hal_each_sample(Obj *visit);
/* Owns `frame`: ends it with omni_disown when it is sent. */
void hal_radio_send(Obj *frame);
/* A new string in `dest`. */
Obj *hal_device_name(Region *dest);

#endif
