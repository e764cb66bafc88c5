// Text comparison that shows both texts when it fails.
#pragma once

#include <criterion/criterion.h>

#include <string>

#define ASSERT_TEXT(actual, expected)                                                                        \
  do {                                                                                                       \
    const std::string actual_text(actual);                                                                   \
    const std::string expected_text(expected);                                                               \
    cr_assert(actual_text == expected_text, "--- expected\n%s\n--- actual\n%s", expected_text.c_str(),       \
              actual_text.c_str());                                                                          \
  } while (false)
