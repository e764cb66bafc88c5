// Rule V11 of the region IR checker: calls that go on in the caller.

#include <criterion/criterion.h>

#include "rir_expect.h"

using rir_text::Expect;
using rir_text::With;

/// A function whose last call goes on in the caller, and one that makes the calls that are left.
const std::string kPending = R"(
fn give captures (%x: obj n0) () dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside
  node n1 dest {car: n0}
  %pair: obj n1 = Cons %x '() in dest
  return %pair
}
fn late (%x: obj n0) dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside
  node n1 dest {car: n0}
  node n2 dest {captured.0: n0, result: n1}
  %f: obj n2 = closure give(%x) in dest [n0 -> n0, n1 -> n1]
  %r: obj n1 = pending apply %f() into dest
  return %r
}
fn on (%x: obj n0) dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside
  node n1 dest {car: n0}
  %r: obj n1 = pending call late(%x) into dest [n0 -> n0, n1 -> n1]
  return %r
}
fn start (%x: obj n0) dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside
  node n1 dest {car: n0}
  %r: obj n1 = finish call on(%x) into dest [n0 -> n0, n1 -> n1]
  Display %r
  return %r
}
)";

Test(rir_verify_pending, v11_pending_calls)
{
    Expect(kPending, "");
    // whoever calls it otherwise makes the calls that are left
    Expect(With(kPending, "finish call on", "call on"), "V11", "`on` may leave a call to its caller");
    Expect(With(kPending, "pending call late", "call late"), "V11", "`late` may leave a call to its caller");
    Expect(With(kPending, "pending call late", "finish call late"), "");
    Expect(With(kPending, "pending apply", "apply"), "");
    // the mark is no value: nobody looks at it, and nothing follows
    Expect(With(kPending, "finish call on", "pending call on"), "V0", "not returned at once");
    const std::string call = "pending apply %f() into dest\n";
    Expect(With(kPending, call + "  return %r", call + "  return %x"), "V0", "not returned at once");
    Expect(With(kPending, "-> obj n1 {\n  region outside outside\n  region dest dest\n  node n0 outside\n"
                          "  node n1 dest {car: n0}\n  node n2",
                "entry -> obj n1 {\n  region outside outside\n  region dest dest\n  node n0 outside\n"
                "  node n1 dest {car: n0}\n  node n2"),
           "V0", "whose callers know no mark");
    // what it is given must be alive when the function has returned
    const std::string on_stack = With(With(With(kPending, "  node n2 dest", "  region f stack\n  node n2 f"),
                                           "  %f: obj n2", "  stack.reserve f\n  %f: obj n2"),
                                      "closure give(%x) in dest", "closure give(%x) in f");
    Expect(on_stack, "V11", "`f` is given to a pending call, but reaches `f`");
    Expect(With(on_stack, "pending apply", "apply"), "");
}
