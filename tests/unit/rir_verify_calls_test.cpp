// Rules V7 to V10 of the region IR checker: the stack, calls, C functions, copies.

#include <criterion/criterion.h>

#include "rir_expect.h"

using rir_text::Expect;
using rir_text::kCopy;
using rir_text::kLocal;
using rir_text::With;

Test(rir_verify_calls, v7_stack)
{
    const std::string good = R"(
fn sum (%a: obj n0, %flag: bool) -> int {
  region outside outside
  region pair stack
  node n0 outside
  node n1 pair {car: n0}
  if %flag {
    stack.reserve pair
    %p: obj n1 = Cons %a '() in pair
    Display %p
    yield
  } else {
    yield
  }
  return 1
}
)";
    Expect(good, "");
    Expect(With(good, "    stack.reserve pair\n", ""), "V7", "`pair` is not reserved in this block");
    Expect(With(good, "    stack.reserve pair\n", "    stack.reserve pair\n    stack.reserve pair\n"), "V7", "already");
    Expect(With(good, "node n1 pair", "node n1 pair allocated"), "V7", "added to it through region_of");
    Expect(With(good, "%p: obj n1 = Cons %a '() in pair", "%p: obj n1 = StringAppend \"a\" \"b\" in pair"), "V7",
           "unknown size");
    // leaving the block with it
    const std::string leaving = With(With(With(good, "  if %flag", "  let %r: obj n1 = if %flag"),
                                          "    Display %p\n    yield", "    yield %p"),
                                     "yield\n  }\n  return 1", "yield '()\n  }\n  Display %r\n  return 1");
    Expect(leaving, "V7", "`r` is used, but may reach `pair`, which is not active here");
    // returning it
    Expect(With(With(good, "    yield\n  } else", "    return %p\n  } else"), ") -> int {", ") -> obj n1 {"), "V8",
           "callers know n1");
    const std::string loop = R"(
fn f (%x: obj n0, %last: bool) -> none {
  region outside outside
  region pair stack
  node n0 outside
  node n1 pair {car: n0}
  stack.reserve pair
  let %kept: obj n1 = move '()
  loop (let %prev: obj n1 = '()) {
    %p: obj n1 = Cons %x '() in pair
    Display %p
    if %last {
      break
    } else {
      yield
    }
    continue ('())
  }
  return
}
)";
    Expect(loop, "");
    Expect(With(loop, "    Display %p", "    Display %prev"), "V7", "`prev` may reach storage of an earlier iteration");
    Expect(With(loop, "    Display %p", "    Display %kept"), "V7", "`kept` may reach");
    Expect(With(loop, "  return\n", "  Display %kept\n  return\n"), "V7", "`kept` may reach");
    // reserved in the loop: a new object in each iteration, but the old one is gone
    const std::string inside = With(With(loop, "  stack.reserve pair\n", ""), "    %p:",
        "    stack.reserve pair\n    %p:");
    Expect(inside, "");
    Expect(With(inside, "continue ('())", "continue (%p)"), "");
    Expect(With(With(inside, "continue ('())", "continue (%p)"), "    Display %p", "    Display %prev"), "V7",
           "`prev`");
    // a stack object cannot be a dest
    const std::string dest = std::string(kCopy) + R"(
fn g (%x: obj n0) -> none {
  region outside outside
  region s stack
  node n0 outside {car: n0, cdr: n0}
  node n1 s {car: n0, cdr: n1}
  stack.reserve s
  %p: obj n1 = call copy(%x) into s [n0 -> n0, n1 -> n1]
  return
}
)";
    Expect(dest, "V7", "the stack cannot be a dest");
}

Test(rir_verify_calls, v8_calls)
{
    Expect(With(kLocal, " [n0 -> n0, n1 -> n1]", " [n1 -> n1]"), "V8", "leaves out n0");
    Expect(With(kLocal, " [n0 -> n0, n1 -> n1]", ""), "V8", "leaves out n0");
    Expect(With(kLocal, " into temp_region", ""), "V8", "takes a dest");
    Expect(With(kLocal, "[n0 -> n0, n1 -> n1]", "[n0 -> n1, n1 -> n1]"), "V1 V8");
    Expect(With(kLocal, "[n0 -> n0, n1 -> n1]", "[n0 -> n0, n1 -> n0]"), "V1 V8");
    Expect(With(kLocal, "node n1 temp_region {car: n0, cdr: n1}", "node n1 temp_region {car: n1, cdr: n1}"), "V8",
           "car of n1 is n1, but the callee's n0 becomes n0");
    Expect(With(kLocal, "node n1 temp_region {car: n0, cdr: n1}", "node n1 temp_region {cdr: n1}"), "V8");
    const std::string two = With(With(kLocal, "  region temp_region local",
        "  region temp_region local\n  region other local"),
                                 "  region.create temp_region", "  region.create other\n  region.create temp_region");
    const std::string both = With(two, "  return %length", "  region.exit other\n  return %length");
    Expect(both, "");
    Expect(With(both, "into temp_region", "into other"), "V8", "makes objects of n1 in `other`, but it lives in");
    // what the callee adds to an object goes to the object's region
    const std::string adds = R"(
fn push (%box: obj n0, %x: obj n1) -> none {
  region outside outside
  region box_region outside of %box
  node n0 box_region allocated {content: n2}
  node n1 outside
  node n2 box_region allocated {car: n1, cdr: n2}
  region.of box_region = %box
  %p: obj n2 = Cons %x '() in box_region
  CellSet %box %p
  return
}
fn user (%x: obj n0) -> none {
  region outside outside
  region r local
  region s local
  node n0 outside
  node n1 r {content: n2}
  node n2 r {car: n0, cdr: n2}
  region.create r
  region.create s
  %b: obj n1 = CellNew '() in r
  call push(%b, %x) [n0 -> n1, n1 -> n0, n2 -> n2]
  region.exit s
  region.exit r
  return
}
)";
    Expect(adds, "");
    Expect(With(adds, "node n2 r {", "node n2 s {"), "V8", "as to one region");
    Expect(With(adds, "  region r local\n", "  region r stack\n"), "V0");
    const std::string stack = With(With(With(adds, "  region r local\n", "  region r stack\n"), "region.create r",
        "stack.reserve r"),
                                   "  region.exit r\n", "");
    Expect(stack, "V8", "which is on the stack");
    Expect(With(adds, "node n2 box_region allocated", "node n2 box_region"), "V8", "callers are not told so");
    Expect(With(adds, "node n0 box_region allocated", "node n0 box_region"), "V10", "not marked as added to");
    Expect(With(adds, "  region.of box_region = %box\n", ""), "V2", "has not been looked up");
    Expect(With(adds, "  region.of box_region = %box\n",
           "  region.of box_region = %box\n  region.of box_region = %box\n"), "V10",
           "already");
    Expect(With(adds, "node n0 box_region allocated {", "node n0 outside allocated {"), "V10", "does not live in");
    // passed on by a function that adds nothing itself
    const std::string through = adds + R"(
fn through (%b: obj n0, %x: obj n1) -> none {
  region outside outside
  node n0 outside allocated {content: n2}
  node n1 outside
  node n2 outside allocated {car: n1, cdr: n2}
  call push(%b, %x) [n0 -> n0, n1 -> n1, n2 -> n2]
  return
}
)";
    Expect(through, "");
    Expect(With(through, "  node n2 outside allocated {", "  node n2 outside {"), "V8", "callers are not told so");
    // what callers know cannot be local
    Expect(With(With(With(kCopy, "region dest dest\n", "region dest local\n"), " dest -> obj", " -> obj"), "  %head",
           "  region.create dest\n  %head"),
           "V4 V8", "callers know n1");
}

Test(rir_verify_calls, v8_closures)
{
    const std::string good = R"(
fn adder captures (%n: obj n0) (%x: obj n1) dest -> obj n2 {
  region outside outside
  region dest dest
  node n0 outside
  node n1 outside
  node n2 dest {car: n1, cdr: n0}
  %p: obj n2 = Cons %x %n in dest
  return %p
}
fn user (%a: obj n0, %b: obj n1) dest -> obj n3 {
  region outside outside
  region dest dest
  region f_region local
  node n0 outside
  node n1 outside
  node n2 f_region {captured.0: n0, param.0: n1, result: n3}
  node n3 dest {car: n1, cdr: n0}
  region.create f_region
  let %f: obj n2 = closure adder(%a) in f_region [n0 -> n0, n1 -> n1, n2 -> n3]
  %r: obj n3 = apply %f(%b) into dest
  region.exit f_region
  return %r
}
)";
    Expect(good, "");
    Expect(With(good, "captured.0: n0, ", "captured.0: n1, "), "V8", "captured 0 of n2 is not n0");
    Expect(With(good, "param.0: n1, ", "param.0: n0, "), "V1 V8");
    Expect(With(good, "param.0: n1, ", ""), "V1 V8", "flows into param (no node)");
    Expect(With(good, ", result: n3}", ", result: n0}"), "V1 V8");
    Expect(With(good, "%r: obj n3 = apply %f(%b) into dest", "%r: obj n3 = apply %f(%b) into f_region"), "V8",
           "passes `f_region` as dest, but results of n2 live in `dest`");
    Expect(With(good, "%r: obj n3 = apply %f(%b) into dest", "%r: obj n3 = apply %f(%a) into dest"), "V1");
    Expect(With(good, "closure adder(%a) in f_region", "closure adder(%b) in f_region"), "V1");
    Expect(With(good, "closure adder(%a) in f_region", "closure adder(%a)"), "V1", "exactly when it captures");
    Expect(With(good, "let %f: obj n2", "let %f: obj"), "V1");
    Expect(With(good, "node n3 dest {car: n1, cdr: n0}", "node n3 f_region {car: n1, cdr: n0}"), "V3 V8");
    // an unknown procedure of the caller: what goes through it is the caller's business
    const std::string unknown = R"(
fn each (%f: obj n0, %x: obj n1) -> none {
  region outside outside
  region t local
  region global global
  node n0 outside {param.0: n1}
  node n1 outside
  node n2 t {car: n1}
  apply %f(%x) into global
  return
}
)";
    Expect(unknown, "");
    const std::string local = With(With(With(unknown, "{param.0: n1}", "{param.0: n2}"), "  apply %f(%x) into global\n",
                                        "  region.create t\n  %p: obj n2 = Cons %x '() in t\n"
                                        "  apply %f(%p) into global\n  region.exit t\n"),
                                   "region t local", "region t local");
    Expect(local, "V8", "callers know n2, but it lives in `t`");
    // procedures of the global region take and give global storage
    Expect(With(With(good, "node n2 f_region {", "node n2 global {"), "  region f_region local",
           "  region global global\n  region f_region local"),
           "V1 V3");
}

Test(rir_verify_calls, v1_spread)
{
    // the elements may become any parameter behind those that are given one by one
    std::string fields;
    for (int i = 1; i <= 15; ++i) {
        fields += ", param." + std::to_string(i) + ": n2";
    }
    const std::string good = "fn each (%f: obj n0, %x: obj n1, %items: obj n3) -> none {\n"
                             "  region outside outside\n  region global global\n"
                             "  node n0 outside {param.0: n1" + fields + "}\n"
                             "  node n1 outside\n  node n2 outside\n  node n3 outside {car: n2, cdr: n3}\n"
                             "  spread %f(%x, %items) into global\n  return\n}\n";
    Expect(good, "");
    Expect(With(good, ", param.7: n2", ", param.7: n1"), "V1", "parameter 7 of n0 is n1");
    Expect(With(good, ", param.15: n2", ""), "V1");
    Expect(With(good, "  node n3 outside {car: n2, cdr: n3}\n",
                "  node n3 outside {car: n2, cdr: n4}\n  node n4 outside {car: n1, cdr: n4}\n"),
           "V1", "elements of");
    Expect(With(good, "spread %f(%x, %items)", "spread %f(%items)"), "V1");
}

Test(rir_verify_calls, v9_externs)
{
    const std::string good = R"(
extern c-keep (%x: obj) as "c_keep" -> obj
extern c-look (%x: obj(pair)) borrows as "c_look" -> int
extern c-new (%y: obj(pair), %z: obj(pair)) dest contracts own stores as "c_new" -> obj
fn f (%x: obj(pair) n0) dest -> obj n2 {
  region outside outside
  region global global
  region dest dest
  node n0 outside
  node n1 global
  node n2 dest any
  %s: obj n1 = StringAppend "a" "b" in global
  %kept: obj n1 = call c-keep(%s)
  %looked: int = call c-look(%x)
  %pair: obj(pair) n1 = Cons 1 2 in global
  %new: obj n2 = call c-new(%x, %pair) into dest
  return %new
}
)";
    Expect(good, "");
    Expect(With(good, "c-new(%x, %pair)", "c-new(%x, %x)"), "V9", "c-new may keep `x` (n0)");
    Expect(With(good, "node n2 dest any", "node n2 dest"), "V9", "nothing is known of what c-new builds");
    Expect(With(good, "c-new(%x, %pair) into dest", "c-new(%x, %pair)"), "V1", "in no region");
    const std::string callback = R"(
extern c-call (%count: int, %f: obj(procedure)) contracts unknown borrow as "c_call" from "c.h" -> none
fn step (%i: obj n0) -> none {
  region outside outside
  node n0 outside
  return
}
fn g () -> none {
  node n0 -
  let %f: obj(procedure) n0 = closure step()
  call c-call(1, %f)
  return
}
)";
    Expect(callback, "V8 V9", "nothing is said of parameter 0 of n0, which c-call may call");
    Expect(With(good, "c-keep(%s)", "c-keep(%x)"), "V9", "c-keep may keep `x` (n0)");
    Expect(With(good, "%kept: obj n1 =", "%kept: obj n0 ="), "V9", "not known to live");
    Expect(With(good, "%kept: obj n1 =", "%kept: obj ="), "V9", "not known to live");
    Expect(With(good, "call c-look(%x)", "call c-look(%x) into global"), "V9", "no dest");
}

Test(rir_verify_calls, v1_and_v8_structures_of_which_nothing_is_known)
{
    const std::string good = R"(
fn first (%f: obj n0, %x: obj n1) -> none {
  region outside outside
  region global global
  node n0 outside {param.0: n1, result: n2}
  node n1 outside
  node n2 -
  apply %f(%x) into global
  return
}

fn attempt (%body: obj n0) -> none {
  region outside outside
  region global global
  region e_region local
  node n0 outside
  node n1 e_region any
  %outcome: obj(nothing) = try %body() into global
  region.create e_region
  let %e: obj n1 = Caught in e_region
  %head: obj n1 = Car %e
  SetCdr %head %e
  region.exit e_region
  return
}
)";
    Expect(good, "");
    Expect(With(good, "n1 e_region any", "n1 e_region"), "V1", "is not `any`");
    Expect(With(good, "n1 e_region any", "n1 e_region {car: n1, cdr: n1}"), "V1", "is not `any`");
    Expect(With(good, "n1 e_region any", "n1 e_region any {car: n1}"), "V0");
    // a procedure of which nothing is known may keep what it is given, and give what it keeps
    Expect(With(good, "  SetCdr %head %e\n", "  apply %e(%head) into e_region\n"), "V8",
           "nothing is known of the procedure");
    Expect(With(With(good, "  SetCdr %head %e\n", "  apply %e(%head) into global\n"), "e_region any", "global any"),
           "V1");
    Expect(With(good, "  SetCdr %head %e\n", "  call first(%e, %head) [n0 -> n1, n1 -> n1, n2 -> n1]\n"), "V8",
           "may keep what must not end");
    // the caller of a function that tells nothing of its parameter must expect the same
    const std::string passing = good + R"(
fn pass (%x: obj n0) -> none {
  region outside outside
  node n0 outside any
  Display %x
  return
}

fn main (%p: obj n0) entry -> none {
  region outside outside
  node n0 outside
  call pass(%p) [n0 -> n0]
  return
}
)";
    Expect(passing, "V8", "is not `any`");
    Expect(With(passing, "main (%p: obj n0) entry -> none {\n  region outside outside\n  node n0 outside",
                "main (%p: obj n0) entry -> none {\n  region outside outside\n  node n0 outside any"), "");
}

Test(rir_verify_calls, a_handler_is_called_while_its_statement_runs)
{
    const std::string good = R"(
fn answer captures (%f: obj n0) () dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside {param.0: n1, result: n1}
  node n1 dest any
  %e: obj n1 = Caught in dest
  return %e
}

fn install (%f: obj n0, %thunk: obj n1) dest -> obj n2 {
  region outside outside
  region dest dest
  region handler_region stack
  node n0 outside {param.0: n2, result: n2}
  node n1 outside {result: n2}
  node n2 dest any
  node n3 handler_region {captured.0: n0, result: n2}
  stack.reserve handler_region
  %handler: obj n3 = closure answer(%f) in handler_region [n0 -> n0, n1 -> n2]
  %result: obj n2 = handle %thunk(%handler) into dest
  return %result
}
)";
    Expect(good, "");
    Expect(With(good, "handle %thunk(%handler)", "handle %thunk()"), "V0");
    // what the handler answers is made where the result is
    Expect(With(good, "node n2 dest any", "node n2 outside any"), "V8", "results of n3 live in `outside`");
}

Test(rir_verify_calls, a_large_function_takes_linear_time, .timeout = 20)
{
    std::string text = std::string(kCopy) + "fn big (%x: obj n0, %flag: bool) -> none {\n  region outside outside\n";
    std::string body;
    constexpr int kCount = 10'000;
    for (int i = 0; i < kCount; ++i) {
        const std::string n = std::to_string(i);
        text += "  region r" + n + " local\n";
        body += "  region.create r" + n + "\n  %p" + n + ": obj n" + std::to_string(i + 1) + " = Cons %x '() in r" + n +
                "\n  if %flag {\n    Display %p" + n + "\n    yield\n  } else {\n    yield\n  }\n  region.exit r" + n +
                "\n";
    }
    text += "  node n0 outside {car: n0, cdr: n0}\n";
    for (int i = 0; i < kCount; ++i) {
        text += "  node n" + std::to_string(i + 1) + " r" + std::to_string(i) + " {car: n0}\n";
    }
    Expect(text + body + "  return\n}\n", "");
}
