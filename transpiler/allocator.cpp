// `new` and `delete` of the whole program come from mimalloc; its library also takes the place of malloc for tree-sitter.
#include <mimalloc-new-delete.h>
