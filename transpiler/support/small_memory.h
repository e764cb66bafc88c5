// Memory for many small objects. A translation makes some hundred of them for each function of the program, and frees
// most of them soon; a fifth of its time went into the C library's malloc, which is made for threads that share memory.
//
// Cells of one size are kept in a list of free ones, each thread has its own lists, and nothing is merged or split: to
// make an object takes the first cell of a list, to free it puts the cell back. `new` and `delete` of the whole program
// come here. In a build with a sanitizer all of it is malloc, which the sanitizer watches.
#pragma once

#include <cstddef>

namespace omni {
namespace support {

// As malloc, calloc, realloc and free, and for use in their place; memory of one family is not for the other.
void* Allocate(size_t size);
void* AllocateZeroed(size_t count, size_t size);
void* Reallocate(void* memory, size_t size);
void Free(void* memory);

// Free cells of this thread become everybody's. A thread that ends does so by itself; one that waits while another one
// works should do it before.
void ShareFreeCells();

}  // namespace support
}  // namespace omni
