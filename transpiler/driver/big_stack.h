// Room for recursion over the deepest input that syntax lets through.
#pragma once

#include <functional>

namespace omni::driver {

// Calls `work` on a thread with a stack of 512 MiB (of which only what is used takes memory) and waits for its end.
void RunOnBigStack(const std::function<void()>& work);

}  // namespace omni::driver
