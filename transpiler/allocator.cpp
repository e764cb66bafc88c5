// `new` and `delete` of the whole program come from mimalloc; its library also takes the place of malloc for tree-sitter.
#include <mimalloc-new-delete.h>

namespace {

// A translation is over in seconds: memory that it gives back to the system meanwhile is memory that it asks for again.
const bool kKeepsMemory = (mi_option_disable(mi_option_allow_decommit), true);

}  // namespace
