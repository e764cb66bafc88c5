#pragma once
// Constants that come late.

#include <map>
#include <utility>

#include "core/core.h"

namespace omni::core {

/// Constants that a rewriting of core adds, once each.
class AddedConstants {
public:
    ConstantId Get(Module& module, ConstantKind kind, int64_t value)
    {
        const auto [it, added] = known_.try_emplace({kind, value});
        if (added) {
            Constant constant;
            constant.kind = kind;
            constant.integer = value;
            it->second = module.constants.Add(std::move(constant));
        }
        return it->second;
    }

private:
    std::map<std::pair<ConstantKind, int64_t>, ConstantId> known_;
};

}  // namespace omni::core
