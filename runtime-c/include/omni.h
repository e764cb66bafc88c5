/* omni.h: everything that emitted C uses. */
#ifndef OMNI_H
#define OMNI_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "omni/config.h"

#include "omni/value.h"

#include "omni/error.h"

#include "omni/constant.h"
#include "omni/region.h"

#include "omni/byte_port.h"
#include "omni/bytes.h"
#include "omni/cell.h"
#include "omni/closure.h"
#include "omni/dict.h"
#include "omni/files.h"
#include "omni/input.h"
#include "omni/integer.h"
#include "omni/pair.h"
#include "omni/promise.h"
#include "omni/raise.h"
#include "omni/real.h"
#include "omni/struct.h"
#include "omni/transmigrate.h"
#include "omni/values.h"
#include "omni/vector.h"

#include "omni/number.h"

#include "omni/char.h"
#include "omni/environment.h"
#include "omni/equal.h"
#include "omni/heap.h"
#include "omni/output.h"
#include "omni/program.h"
#include "omni/number_vector.h"
#include "omni/sequence.h"
#include "omni/string.h"
#include "omni/symbol.h"
#include "omni/text_port.h"

#endif
