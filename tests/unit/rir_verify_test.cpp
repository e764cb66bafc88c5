// Rules V0 to V4 of the region IR checker, each with programs that keep it and programs that break it in one place.

#include <criterion/criterion.h>

#include "rir_expect.h"

using rir_text::Expect;
using rir_text::kLocal;
using rir_text::With;

Test(rir_verify, v0_shape)
{
    const std::string good = "fn f (%x: int) -> int {\n  %a: bool = IntLt %x 1\n  %r: int = if %a {\n"
                             "    yield 1\n  } else {\n    yield %x\n  }\n  return %r\n}\n";
    Expect(good, "");
    Expect(With(good, "    yield 1\n", ""), "V0");
    Expect(With(good, "  return %r\n", ""), "V0", "a block without an end");
    Expect(With(good, "  return %r", "  break %r"), "V0", "jump out of nothing");
    Expect(With(good, "yield 1", "return 1\n    yield 1"), "V0", "a statement behind the end of its block");
    Expect(With(good, "IntLt %x 1", "IntLt %x"), "V0", "1 operands");
    Expect(With(good, "    yield 1", "    %b: int = IntAdd %x 1\n    yield %b"), "");
    Expect(With(With(good, "    yield 1", "    %b: int = IntAdd %x 1\n    yield %b"), "return %r", "return %b"), "V0",
           "`b` is used before it is defined");
    Expect(With(good, "%a: bool = IntLt", "%x = IntAdd %x 1\n  %a: bool = IntLt"), "V0", "`x` is defined twice");
    Expect(With(good, "%a: bool = IntLt", "%x := 2\n  %a: bool = IntLt"), "");
    Expect(With(good, "{\n  %a", "{\n  region r outside\n  region.create r\n  %a"), "V0", "does not fit");
    Expect(With(good, "{\n  %a", "{\n  region dest dest\n  %a"), "V0", "dest");
    Expect(With(kLocal, "call copy(%data)", "call copy(%data, 1)"), "V0", "2 operands");
    Expect(With(kLocal, "region outside outside\n  region temp_region local",
                "region outside outside\n  region outside2 outside of %length\n  region temp_region local"),
           "");
}

Test(rir_verify, v1_moves_and_joins)
{
    const std::string good = R"(
fn pick (%xs: obj n0, %ys: obj n1, %flag: bool) -> obj n0 {
  region outside outside
  node n0 outside {car: n0}
  node n1 outside
  let %copy: obj n0 = move %xs
  %number: obj(int) = move 1
  let %r: obj n0 = if %flag {
    yield %copy
  } else {
    yield '(1 2)
  }
  let %l: obj n0 = loop (let %p: obj n0 = %r) {
    %stop: bool = IsNull %p
    if %stop {
      break %p
    } else {
      yield
    }
    continue (%xs)
  }
  %l2: obj n0 = move %number
  return %l
}
)";
    Expect(good, "");
    Expect(With(good, "move %xs", "move %ys"), "V1",
           "V1: `ys` (n1) flows into the variable (n0), in pick: %copy = move %ys");
    Expect(With(good, "yield %copy", "yield %ys"), "V1", "result of the `if`");
    Expect(With(good, "= %r) {", "= %ys) {"), "V1", "a loop parameter");
    Expect(With(good, "continue (%xs)", "continue (%ys)"), "V1", "a loop parameter");
    Expect(With(good, "break %p", "break %ys"), "V1", "result of the loop");
    Expect(With(good, "return %l", "return %ys"), "V1", "the result");
    Expect(With(good, "let %copy: obj n0", "let %copy: obj"), "V1", "(no node)");
    Expect(With(good, "%ys: obj n1", "%ys: obj(nil bool) n1"), "");
    Expect(With(With(good, "%ys: obj n1", "%ys: obj(nil bool) n1"), "return %l", "return %ys"), "");
}

Test(rir_verify, v1_objects)
{
    const std::string good = R"(
fn f (%xs: obj n0, %x: obj n1) dest -> obj n2 {
  region outside outside
  region dest dest
  node n0 outside {car: n1, cdr: n0}
  node n1 outside
  node n2 dest {car: n1, cdr: n0, content: n1}
  %h: obj n1 = Car %xs
  %t: obj n0 = Cdr %xs
  %p: obj n2 = Cons %h %t in dest
  %c: obj n2 = CellNew %x in dest
  CellSet %c %h
  %v: obj n1 = CellGet %c
  SetCar %p %v
  %list: obj n3 = StringToList "abc" in dest
  %any: obj = Car '(1 2)
  return %p
}
)";
    const std::string text = With(good, "  %h: obj n1 = Car", "  node n3 dest {cdr: n3}\n  %h: obj n1 = Car");
    Expect(text, "");
    Expect(With(text, "%h: obj n1 = Car %xs", "%h: obj n0 = Car %xs"), "V1", "car of n0 is n1, but `h` is n0");
    Expect(With(text, "%t: obj n0 = Cdr", "%t: obj = Cdr"), "V1", "cdr of n0 is n0, but `t` is no node");
    Expect(With(text, "{car: n1, cdr: n0}", "{cdr: n0}"), "V1", "car of n0 is no node");
    Expect(With(text, "Cons %h %t", "Cons %t %t"), "V1", "flows into car");
    Expect(With(text, "Cons %h %t", "Cons %h %h"), "V1", "flows into cdr");
    Expect(With(text, "CellNew %x", "CellNew %xs"), "V1", "flows into content");
    Expect(With(text, "CellSet %c %h", "CellSet %c %xs"), "V1", "flows into content");
    Expect(With(text, "SetCar %p %v", "SetCar %p %xs"), "V1", "flows into car");
    Expect(With(text, "SetCar %p %v", "SetCdr %p %v"), "V1", "flows into cdr");
    Expect(With(text, "%p: obj n2 = Cons", "%p: obj n0 = Cons"), "V1", "its region is `outside`");
    Expect(With(text, "Cons %h %t in dest", "Cons %h %t"), "V1", "in no region");
    Expect(With(text, "%p: obj n2 = Cons", "%p: obj = Cons"), "V1", "`p` has no node");
    Expect(With(text, "Car %xs", "Car %xs in dest"), "V1", "makes no object");
    Expect(With(text, "{cdr: n3}", "{car: n1, cdr: n3}"), "V1", "the elements");
}

Test(rir_verify, v2_use_and_allocation)
{
    Expect(kLocal, "");
    Expect(With(kLocal, "  region.create temp_region\n", ""), "V2 V4", "`temp_region` is not active here");
    const std::string late = With(With(kLocal, "  region.create temp_region\n", ""), "  %length",
                                  "  region.create temp_region\n  %length");
    Expect(late, "V2", "temp_region");
    // reached through a field, not its own region
    const std::string held = R"(
fn f (%x: obj n0) -> int {
  region outside outside
  region inner local
  region outer local
  node n0 outside
  node n1 inner {car: n0}
  node n2 outer {car: n1}
  region.create outer
  region.create inner
  %a: obj n1 = Cons %x '() in inner
  %b: obj n2 = Cons %a '() in outer
  %n: int = ListLength %b
  region.exit inner
  region.exit outer
  return %n
}
)";
    Expect(held, "");
    const std::string early = With(With(held, "  region.exit inner\n", ""), "  %n:", "  region.exit inner\n  %n:");
    Expect(early, "V3", "V3: `inner` is exited while `b` is still live, in f: %n = ListLength %b");
    const std::string created_late =
        With(With(held, "  region.create inner\n  %a: obj n1 = Cons %x '() in inner\n", ""), "Cons %a '() in outer\n",
             "Cons '() '() in outer\n  %m: int = ListLength %b\n  region.create inner\n");
    Expect(created_late, "V2", "`b` is used, but may reach `inner`");
}

Test(rir_verify, v3_exit)
{
    const std::string early = With(With(kLocal, "  region.exit temp_region\n", ""), "  %length",
                                   "  region.exit temp_region\n  %length");
    Expect(early, "V3",
           "V3: `temp_region` is exited while `temp` is still live, in process: %length = ListLength %temp");
    // nothing that outlives the call may point to what ends in it
    const std::string escaping = R"(
fn f (%box: obj n0, %x: obj n1) -> none {
  region outside outside
  region global global
  region temp local
  node n0 outside {content: n2}
  node n1 outside
  node n2 temp {car: n1}
  region.create temp
  %p: obj n2 = Cons %x '() in temp
  CellSet %box %p
  region.exit temp
  return
}
)";
    Expect(escaping, "V3 V8", "n0 lives in `outside`, which outlives the call, but reaches `temp`");
    Expect(With(With(escaping, "node n2 temp", "node n2 global"), "in temp", "in global"), "V3",
           "n2 lives until the program ends");
    const std::string global = R"(
global store: obj
fn f (%x: obj n0) -> none {
  region outside outside
  region global global
  node n0 outside
  node n1 global {car: n2}
  node n2 -
  %p: obj n1 = Cons 'a '() in global
  global store := %p
  %q: obj n1 = global store
  %r: obj n2 = Car %q
  return
}
)";
    Expect(global, "");
    Expect(With(global, "store := %p", "store := %x"), "V3", "`x` (n0) reaches storage that may end");
    Expect(With(global, "%q: obj n1 = global store\n  %r: obj n2 = Car %q", "%q: obj n0 = global store"), "V3", "`q`");
    Expect(With(global, "%q: obj n1 = global", "%q: obj = global"), "V1", "`q` has no node");
    Expect(With(global, "node n2 -", "node n2 outside"), "V3");
}

Test(rir_verify, v3_loops_carry_values_around)
{
    // the cell is emptied and filled in each iteration: fine as long as it is filled before it is read
    const std::string good = R"(
fn f (%x: obj n0) -> none {
  region outside outside
  region each local
  node n0 outside
  node n1 each {car: n0}
  let %last: obj n1 = move '()
  loop () {
    region.create each
    %p: obj n1 = Cons %x '() in each
    %last := %p
    %n: int = ListLength %last
    region.exit each
    %stop: bool = IntLt %n 3
    if %stop {
      break
    } else {
      yield
    }
    continue ()
  }
  return
}
)";
    Expect(good, "");
    Expect(With(With(good, "    %n: int = ListLength %last\n", ""), "    %p: obj n1",
                "    %n: int = ListLength %last\n    %p: obj n1"),
           "V3", "`last` may reach storage of an earlier iteration");
    // a parameter may not take along what the iteration ends
    const std::string carried = R"(
fn f (%x: obj n0) -> none {
  region outside outside
  region each local
  node n0 outside
  node n1 each {car: n0}
  loop (let %acc: obj n1 = '()) {
    region.create each
    %p: obj n1 = Cons %x '() in each
    region.exit each
    continue (%p)
  }
}
)";
    Expect(carried, "V3", "`each` is exited while `p` is still live");
    Expect(With(With(With(carried, "    region.create each\n", ""), "    region.exit each\n", ""), "  loop",
                "  region.create each\n  loop"),
           "");
}

Test(rir_verify, v4_every_path)
{
    Expect(With(kLocal, "  region.exit temp_region\n", ""), "V4", "`temp_region` is active at the return");
    Expect(With(kLocal, "  region.exit temp_region\n", "  region.exit temp_region\n  region.exit temp_region\n"), "V4",
           "exited, but not active");
    Expect(With(kLocal, "  region.create temp_region\n", "  region.create temp_region\n  region.create temp_region\n"),
           "V4", "created a second time");
    Expect(With(kLocal, "  return %length",
                "  region.create temp_region\n  region.exit temp_region\n  return %length"),
           "V4", "created a second time");
    const std::string arms = R"(
fn f (%x: obj n0, %flag: bool) -> none {
  region outside outside
  region r local
  node n0 outside
  node n1 r {car: n0}
  region.create r
  %p: obj n1 = Cons %x '() in r
  if %flag {
    Display %p
    region.exit r
    yield
  } else {
    region.exit r
    return
  }
  return
}
)";
    Expect(arms, "");
    Expect(With(arms, "    region.exit r\n    yield", "    yield"), "V4", "active at the return");
    Expect(With(arms, "    region.exit r\n    return", "    return"), "V4", "active at the return");
    Expect(With(arms, "    region.exit r\n    return", "    yield"), "V4", "`r` is active one arm");
    Expect(With(arms, "    region.exit r\n    return", "    Exit 1\n    unreachable"), "");
    // created in each arm
    const std::string each = R"(
fn f (%x: obj n0, %flag: bool) -> none {
  region outside outside
  region r local
  node n0 outside
  node n1 r {car: n0}
  if %flag {
    region.create r
    %p: obj n1 = Cons %x '() in r
    Display %p
    region.exit r
    yield
  } else {
    region.create r
    %q: obj n1 = Cons %x '() in r
    Display %q
    region.exit r
    yield
  }
  return
}
)";
    Expect(each, "");
    const std::string loop = R"(
fn f (%x: obj n0) -> none {
  region outside outside
  region r local
  node n0 outside
  node n1 r {car: n0}
  region.create r
  %p: obj n1 = Cons %x '() in r
  loop () {
    %stop: bool = IsNull %p
    if %stop {
      region.exit r
      break
    } else {
      yield
    }
    continue ()
  }
  return
}
)";
    Expect(loop, "");
    Expect(With(loop, "    continue ()", "    region.exit r\n    continue ()"), "V4",
           "not active at the next iteration");
    Expect(With(loop, "      region.exit r\n      break", "      break"), "V4", "active at the return");
}

constexpr std::string_view kStructs = R"(
structs @Point @Node
struct @Point {x: float, name: obj(string)}
struct @Node {value: obj, next: obj(nil @Node) mutable}

fn f (%p: obj(@Point) n0, %list: obj(nil @Node) n2) dest -> obj(@Node) n3 {
  region outside outside
  region dest dest
  region object stack
  node n0 outside {field.1: n1}
  node n1 outside
  node n2 outside {field.2: n1, field.3: n2}
  node n3 dest {field.2: n1, field.3: n3}
  node n4 object {field.1: n1}
  %x: float = StructField @Point x %p
  %name: obj n1 = StructGet @Point name %p
  stack.reserve object
  %copy: obj n4 = StructNew @Point %x %name in object
  %same: bool = IsStruct @Point %copy
  %rest: obj n2 = StructGet @Node next %list
  StructSet @Node next %list %rest
  %node: obj n3 = StructNew @Node %name '() in dest
  StructPut @Node next %node %node
  return %node
}
)";

Test(rir_verify, v1_structs)
{
    const std::string text(kStructs);
    Expect(text, "");
    Expect(With(text, "name: obj n1 = StructGet", "name: obj n0 = StructGet"), "V1", "field of n0 is n1, but `name` is n0");
    Expect(With(text, "rest: obj n2 = StructGet @Node next", "rest: obj n2 = StructGet @Node value"), "V1", "field of n2");
    Expect(With(text, "StructNew @Point %x %name", "StructNew @Point %x %p"), "V1", "flows into field");
    Expect(With(text, "StructSet @Node next %list %rest", "StructSet @Node next %list %name"), "V1", "flows into field");
    Expect(With(text, "StructSet @Node next %list %rest", "StructSet @Node value %list %rest"), "V1", "flows into field");
    Expect(With(text, "StructPut @Node next %node %node", "StructPut @Node next %node %list"), "V1", "flows into field");
    Expect(With(text, "{field.1: n1}\n  node n1", "\n  node n1"), "V1", "field of n0 is no node");
    Expect(With(text, "%node: obj n3 = StructNew @Node %name '() in dest", "%node: obj n3 = StructNew @Node %name '()"),
           "V1", "in no region");
    Expect(With(text, "StructGet @Node next %list", "StructGet @Node next %list in dest"), "V1", "makes no object");
    Expect(With(text, "return %node", "return %copy"), "V1", "flows into the result");
    Expect(With(text, "node n3 dest {field.2: n1, field.3: n3}", "node n3 dest {field.2: n1, field.3: n4}"), "V1 V3 V8");
}

Test(rir_verify, v0_structs)
{
    const std::string text(kStructs);
    Expect(With(text, "StructNew @Point %x %name", "StructNew @Point %x"), "V0", "1 operands");
    Expect(With(text, "IsStruct @Point %copy", "IsStruct @Point %copy %x"), "V0", "2 operands");
    Expect(With(text, "StructSet @Node next %list %rest", "StructSet @Node next %list"), "V0", "1 operands");
}
