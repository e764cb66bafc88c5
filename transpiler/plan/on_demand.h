#pragma once
// Facts about the whole program that only some decisions ask for: each is found when it is first asked for.

#include <optional>

#include "analysis/bounds.h"
#include "analysis/shape.h"
#include "plan/repeats.h"

namespace omni::plan {

class OnDemand {
public:
    OnDemand(const core::Module& module, analysis::Facts& facts) : module_(module), facts_(facts) {}

    const analysis::Bounds& bounds()
    {
        if (!bounds_) {
            bounds_.emplace(module_, facts_);
        }
        return *bounds_;
    }
    const analysis::Shapes& shapes()
    {
        if (!shapes_) {
            shapes_.emplace(module_, facts_);
        }
        return *shapes_;
    }
    Repeats& repeats()
    {
        if (!repeats_) {
            repeats_.emplace(module_, facts_);
        }
        return *repeats_;
    }

private:
    const core::Module& module_;
    analysis::Facts& facts_;
    std::optional<analysis::Bounds> bounds_;
    std::optional<analysis::Shapes> shapes_;
    std::optional<Repeats> repeats_;
};

}  // namespace omni::plan
