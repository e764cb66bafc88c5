#pragma once
// What the checker is expected to say of hand-written region IR.

#include <criterion/criterion.h>

#include "rir_text.h"

namespace rir_text {

/// The text breaks exactly the rules `rules`; with `part` given, some message contains it.
inline void Expect(std::string_view text, const std::string& rules, std::string_view part = "")
{
    const omni::rir::Module module = Read(text);
    const std::string complaints = Complaints(module);
    const std::string found = Rules(module);
    cr_expect(found == rules && complaints.find(part) != std::string::npos, "expected `%s` %s, found `%s`:\n%sin\n%s",
              rules.c_str(), std::string(part).c_str(), found.c_str(), complaints.c_str(), std::string(text).c_str());
}

/// A callee that builds its result in dest from its argument.
inline constexpr const char* kCopy = R"(
fn copy (%xs: obj n0) dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside {car: n0, cdr: n0}
  node n1 dest {car: n0, cdr: n1}
  %head: obj n0 = Car %xs
  %pair: obj n1 = Cons %head '() in dest
  return %pair
}
)";

/// A local region, used by a call on one path.
inline const std::string kLocal = std::string(kCopy) + R"(
fn process (%data: obj n0) -> int {
  region outside outside
  region temp_region local
  node n0 outside {car: n0, cdr: n0}
  node n1 temp_region {car: n0, cdr: n1}
  region.create temp_region
  let %temp: obj n1 = call copy(%data) into temp_region [n0 -> n0, n1 -> n1]
  %length: int = ListLength %temp
  region.exit temp_region
  return %length
}
)";

}  // namespace rir_text
