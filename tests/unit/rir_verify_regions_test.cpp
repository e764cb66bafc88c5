// Rules of the region IR checker for regions that are emptied, and for those that begin in the C frame.

#include <criterion/criterion.h>

#include "rir_expect.h"

using rir_text::Expect;
using rir_text::kCopy;
using rir_text::kLocal;
using rir_text::With;

namespace {

/// A region that each iteration empties.
const std::string kEmptied = std::string(kCopy) + R"(
fn process (%data: obj n0) -> int {
  region outside outside
  region each_region local
  node n0 outside {car: n0, cdr: n0}
  node n1 each_region {car: n0, cdr: n1}
  region.create each_region
  %sum: int = loop (%i: int = 0) {
    %stop: bool = IntLt 10 %i
    if %stop {
      break %i
    } else {
      yield
    }
    region.reset each_region
    %each: obj n1 = call copy(%data) into each_region [n0 -> n0, n1 -> n1]
    %length: int = ListLength %each
    %next: int = IntAdd %i %length
    continue (%next)
  }
  region.exit each_region
  return %sum
}
)";

}  // namespace

Test(rir_verify_regions, a_region_is_emptied_when_nothing_of_it_is_used_any_more)
{
    Expect(kEmptied, "");
    Expect(With(kEmptied, "    region.reset each_region\n", ""), "");  // holds more, which is no danger
    Expect(With(kEmptied, "    %length: int = ListLength %each\n",
                "    region.reset each_region\n    %length: int = ListLength %each\n"),
           "V3", "`each_region` is reset while `each` is still live");
    Expect(With(kEmptied, "    continue (%next)", "    region.reset each_region\n    continue (%next)"), "");
}

Test(rir_verify_regions, only_an_active_region_is_emptied)
{
    Expect(With(kEmptied, "  region.create each_region\n", "  region.reset each_region\n  region.create each_region\n"), "V4",
           "is reset, but not active");
    Expect(With(kEmptied, "  region.exit each_region\n", "  region.exit each_region\n  region.reset each_region\n"), "V4",
           "is reset, but not active");
    Expect(With(kEmptied, "region.reset each_region", "region.reset outside"), "V0", "does not fit");
}

Test(rir_verify_regions, what_is_carried_to_the_next_iteration_is_not_emptied)
{
    const std::string carried = std::string(kCopy) + R"(
fn process (%data: obj n0) -> int {
  region outside outside
  region each_region local
  node n0 outside {car: n0, cdr: n0}
  node n1 each_region {car: n0, cdr: n1}
  region.create each_region
  %first: obj n1 = call copy(%data) into each_region [n0 -> n0, n1 -> n1]
  %sum: int = loop (%last: obj n1 = %first) {
    %length: int = ListLength %last
    %stop: bool = IntLt 10 %length
    if %stop {
      break %length
    } else {
      yield
    }
    %each: obj n1 = call copy(%data) into each_region [n0 -> n0, n1 -> n1]
    continue (%each)
  }
  region.exit each_region
  return %sum
}
)";
    Expect(carried, "");
    Expect(With(carried, "    continue (%each)", "    region.reset each_region\n    continue (%each)"), "V3");
    Expect(With(carried, "    %length: int", "    region.reset each_region\n    %length: int"), "V3");
}

Test(rir_verify_regions, only_local_regions_begin_in_the_frame)
{
    Expect(With(kLocal, "region temp_region local", "region temp_region local scratch 512"), "");
    Expect(With(kLocal, "region temp_region local", "region temp_region local scratch 64"), "V0", "cannot begin in the C frame");
    Expect(With(kLocal, "region outside outside\n  region temp_region", "region outside outside scratch 512\n  region temp_region"),
           "V0", "cannot begin in the C frame");
}
