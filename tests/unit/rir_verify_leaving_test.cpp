// What leaves in other ways than by a plain return: exits to a continuation, winds, and objects that are copied out of a
// region on the paths on which they escape.

#include <criterion/criterion.h>

#include "rir_expect.h"

using rir_text::Expect;
using rir_text::With;

Test(rir_verify_leaving, an_exit_gives_what_its_box_holds)
{
    const std::string good = R"(
fn attempt (%thunk: obj n0) dest -> obj n1 {
  region outside outside
  region dest dest
  region exit_region stack
  node n0 outside {result: n1}
  node n1 dest
  node n2 exit_region {content: n1}
  stack.reserve exit_region
  %exit: obj n2 = MakeBox #nothing in exit_region
  %result: obj n1 = with_exit %thunk(%exit) into dest
  return %result
}
)";
    Expect(good, "");
    Expect(With(good, "with_exit %thunk(%exit)", "with_exit %thunk()"), "V0");
    Expect(With(good, "with_exit %thunk(%exit)", "with_exit %thunk(1)"), "V1", "nothing is known of a constant");
    Expect(With(good, "node n2 exit_region {content: n1}", "node n2 exit_region {content: n3}\n  node n3 dest"), "V1",
           "content of n2 is n3");
}

Test(rir_verify_leaving, what_a_wind_asks_for_is_called_while_its_statement_runs)
{
    const std::string good = R"(
fn wind (%after: obj n0, %thunk: obj n1) dest -> obj n2 {
  region outside outside
  region dest dest
  node n0 outside {result: n2}
  node n1 outside {result: n2}
  node n2 dest
  %result: obj n2 = wind %thunk(%after) into dest
  return %result
}
)";
    Expect(good, "");
    Expect(With(good, "wind %thunk(%after)", "wind %thunk()"), "V0");
    Expect(With(good, "wind %thunk(%after)", "wind %thunk(1)"), "V1", "nothing is known of a constant");
}

Test(rir_verify_leaving, the_box_of_an_exit_is_alive_while_its_statement_runs)
{
    const std::string good = R"(
fn attempt (%thunk: obj n0) dest -> obj n1 {
  region outside outside
  region dest dest
  region exit_region local
  node n0 outside {result: n1}
  node n1 dest
  node n2 exit_region {content: n1}
  region.create exit_region
  %exit: obj n2 = MakeBox #nothing in exit_region
  %result: obj n1 = with_exit %thunk(%exit) into dest
  region.exit exit_region
  return %result
}
)";
    const std::string exit = "  region.exit exit_region\n";
    const std::string made = "  %exit: obj n2 = MakeBox #nothing in exit_region\n";
    const std::string run = "  %result: obj n1 = with_exit %thunk(%exit) into dest\n";
    Expect(good, "");
    Expect(With(With(good, exit, ""), run, exit + run), "V3");
    Expect(With(good, made, made + "  region.reset exit_region\n"), "V3");
    Expect(With(good, exit, ""), "V4");
    Expect(With(good, exit, exit + exit), "V4");
    Expect(With(good, exit, exit + "  Display %exit\n"), "V3");
    // what leaves outlives the region of the box
    Expect(With(good, "node n1 dest", "node n1 exit_region"), "V3 V8");
    Expect(With(good, "(%exit) into dest", "(%exit) into exit_region"), "V8");
}

Test(rir_verify_leaving, what_a_wind_asks_for_is_alive_while_its_statement_runs)
{
    const std::string good = R"(
fn note captures (%x: obj n0) () dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside
  node n1 dest
  Display %x
  return '()
}
fn wind (%x: obj n0, %thunk: obj n1) dest -> obj n2 {
  region outside outside
  region dest dest
  region after_region local
  node n0 outside
  node n1 outside {result: n2}
  node n2 dest
  node n3 after_region {captured.0: n0, result: n2}
  region.create after_region
  %after: obj n3 = closure note(%x) in after_region [n0 -> n0, n1 -> n2]
  %result: obj n2 = wind %thunk(%after) into dest
  region.exit after_region
  return %result
}
)";
    const std::string exit = "  region.exit after_region\n";
    const std::string run = "  %result: obj n2 = wind %thunk(%after) into dest\n";
    Expect(good, "");
    Expect(With(With(good, exit, ""), run, exit + run), "V3");
    Expect(With(good, run, "  region.reset after_region\n" + run), "V3");
    Expect(With(good, exit, ""), "V4");
    Expect(With(good, exit, exit + exit), "V4");
    Expect(With(good, exit, exit + "  Display %after\n"), "V3");
    Expect(With(good, "(%after) into dest", "(%after) into after_region"), "V8");
}

Test(rir_verify_leaving, v10_transmigrate)
{
    const std::string good = R"(
fn f (%x: obj n0) dest -> obj n2 {
  region outside outside
  region dest dest
  region temp local
  node n0 outside
  node n1 temp {car: n0, cdr: n1}
  node n2 dest {car: n0, cdr: n2}
  region.create temp
  %p: obj n1 = Cons %x '() in temp
  %q: obj n1 = Cons %x %p in temp
  %copy: obj n2 = transmigrate %q from temp into dest
  region.exit temp
  return %copy
}
)";
    Expect(good, "");
    Expect(With(good, "  region.exit temp\n", "  Display %q\n  region.exit temp\n"), "V10",
           "after it was transmigrated");
    Expect(With(good, "  region.exit temp\n", "  Display %copy\n  region.exit temp\n"), "");
    Expect(With(good, "node n2 dest {car: n0, cdr: n2}", "node n2 dest {car: n0}"), "V10", "has no cdr");
    Expect(With(good, "node n2 dest {car: n0, cdr: n2}", "node n2 dest {car: n0, cdr: n1}"), "V10 V3 V8");
    Expect(With(good, "node n2 dest {car: n0, cdr: n2}", "node n2 dest {car: n2, cdr: n2}"), "V10",
           "n0 is not copied, but becomes n2");
    Expect(With(good, "%copy: obj n2 = trans", "%copy: obj n1 = trans"), "V1 V10 V3");
    Expect(With(good, "  region.exit temp\n", ""), "V4");
}

Test(rir_verify_leaving, v10_a_part_of_what_was_transmigrated)
{
    const std::string good = R"(
fn f (%x: obj n0) dest -> obj n2 {
  region outside outside
  region dest dest
  region temp local
  node n0 outside
  node n1 temp {car: n3}
  node n2 dest {car: n4}
  node n3 temp {car: n0}
  node n4 dest {car: n0}
  region.create temp
  %part: obj n3 = Cons %x '() in temp
  %q: obj n1 = Cons %part '() in temp
  %copy: obj n2 = transmigrate %q from temp into dest
  region.exit temp
  return %copy
}
)";
    Expect(good, "");
    Expect(With(good, "  region.exit temp\n", "  Display %part\n  region.exit temp\n"), "V10",
           "`part` is used after it was transmigrated");
}

Test(rir_verify_leaving, what_escapes_on_one_path_only_is_copied_there)
{
    const std::string good = R"(
fn f (%x: obj n0, %wanted: bool) dest -> obj n2 {
  region outside outside
  region dest dest
  region temp local
  node n0 outside
  node n1 temp {car: n0, cdr: n1}
  node n2 dest {car: n0, cdr: n2}
  region.create temp
  %p: obj n1 = Cons %x '() in temp
  %q: obj n1 = Cons %x %p in temp
  if %wanted {
    %copy: obj n2 = transmigrate %q from temp into dest
    region.exit temp
    return %copy
  } else {
    Display %q
    region.exit temp
    return '()
  }
}
)";
    const std::string copy = "    %copy: obj n2 = transmigrate %q from temp into dest\n";
    const std::string exit = "    region.exit temp\n";
    const std::string shown = "    Display %q\n";
    Expect(good, "");
    Expect(With(With(good, copy, ""), "return %copy", "return %q"), "V1 V3");
    Expect(With(good, copy, "    %copy: obj n2 = move %q\n"), "V1");
    Expect(With(good, copy + exit, exit + copy), "V2 V3");
    Expect(With(good, copy + exit, copy), "V4");
    Expect(With(good, shown + exit, shown), "V4");
    Expect(With(good, shown + exit, exit + shown), "V3");
    Expect(With(good, copy + exit, copy + exit + exit), "V4");
    Expect(With(good, copy, copy + shown), "V10");
    Expect(With(good, "return '()", "return %q"), "V1 V3");
    Expect(With(good, "from temp into dest", "from temp into temp"), "V10");
}
