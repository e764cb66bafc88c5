// Contracts on memory: ^:stack, ^:region, ^:heap, ^:no-alloc and ^{:max-bytes 512} in front of a binding's name, of its
// value, or of the name or header of a function.
#pragma once

#include <string>
#include <vector>

#include "source/span.h"
#include "syntax/datum.h"

namespace omni::syntax {

enum class ContractKind : uint8_t { Stack, Region, Heap, NoAlloc, MaxBytes };

struct Contract {
  ContractKind kind = ContractKind::Stack;
  source::Span span;        // the contract itself
  source::Span target;      // what it stands in front of
  source::Span definition;  // of the `define` whose name or header that is; invalid: of none
  int64_t max_bytes = 0;    // MaxBytes
};

// The contracts of a form, which then reads as if they were not there. They stay where the language has no place for
// them (quoted data, parameters), to be refused by who reads that.
std::vector<Contract> TakeContracts(Form& form);

// As the program spells it: `^:no-alloc`.
std::string Spelling(const Contract& contract);

}  // namespace omni::syntax
