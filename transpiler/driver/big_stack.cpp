#include "driver/big_stack.h"

#include <pthread.h>

#include "support/check.h"
#include "support/small_memory.h"

namespace omni::driver {

namespace {

constexpr size_t kStackBytes = size_t{512} << 20;

void* Call(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

void RunOnBigStack(const std::function<void()>& work) {
  support::ShareFreeCells();
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  pthread_t thread;
  const int error =
      pthread_create(&thread, &attributes, Call, const_cast<void*>(static_cast<const void*>(&work)));
  pthread_attr_destroy(&attributes);
  OMNI_CHECK(error == 0, "cannot start the pipeline's thread (error {})", error);
  pthread_join(thread, nullptr);
}

}  // namespace omni::driver
