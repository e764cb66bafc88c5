#pragma once
// From core and plan to region IR: puts the region operations where the plan wants them and writes down the certificate.

#include "analysis/storage.h"
#include "core/core.h"
#include "plan/decide.h"
#include "reason/reason.h"
#include "rir/rir.h"

namespace omni::rir {

/// Consumes the program and its plan. What it does not know how to claim it does not claim: rir/verify is the judge.
Module Build(core::Module&& module, plan::Plan&& plan, analysis::Facts& facts, reason::Ledger&& ledger);

}  // namespace omni::rir
