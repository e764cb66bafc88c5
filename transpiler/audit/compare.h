#pragma once
// The audit of a C file: its memory operations against a plan, and the rules that hold whatever the plan is.

#include "audit/c_reader.h"
#include "audit/trailer.h"
#include "source/diagnostics.h"

namespace omni::audit {

struct Totals {
    size_t functions = 0;
    size_t operations = 0;
};

/// Reports what is wrong with `file`, the text of `id`. `plan`: null when there is none to compare with.
Totals Audit(const CFile& file, source::FileId id, const Plan* plan, source::Sink& sink);

}  // namespace omni::audit
