#pragma once
// Spelling of names and constants in region IR text, for rir/print only.

#include <string>
#include <string_view>
#include <unordered_map>

#include "rir/rir.h"

namespace omni::rir {

/// Gives each name once: the second of equals is `name.2`.
class NameGiver {
public:
    std::string Give(std::string_view wanted);

private:
    std::unordered_map<std::string, int> given_;  ///< name -> how many have it or wanted it
};

/// Appends text between quotes, with escapes.
void AppendEscaped(std::string& out, std::string_view text, char quote);

/// A constant as it is written behind a quote.
std::string SpellDatum(const Module& module, core::ConstantId id);

}  // namespace omni::rir
