// `new` and `delete` of the whole program come from mimalloc; its library also takes the place of malloc for tree-sitter.
#include <mimalloc-new-delete.h>

namespace {

// Milliseconds after which free memory goes back to the system. A stage takes a tenth of that for a large program, and
// the next one wants the memory again.
constexpr long kDecommitDelay = 500;
[[maybe_unused]] const bool kIsSet = (mi_option_set(mi_option_decommit_delay, kDecommitDelay), true);

}  // namespace
