// Rule V5 of the region IR checker: fields of heap objects that are set, and what is read meanwhile.

#include <criterion/criterion.h>

#include "rir_expect.h"

using rir_text::Expect;
using rir_text::With;

namespace {

/// What a field held is taken over, given up and put back.
const std::string kReplace = R"(
fn f (%n: int) -> int {
  region heap heap
  node n0 heap {car: n1}
  node n1 heap
  %a: obj(pair) n1 = Cons 1 '() in heap
  %p: obj(pair) n0 = Cons %a '() in heap
  %b: obj(pair) n1 = Cons 2 '() in heap
  %old: obj(nil pair) n1 = SetCar %p %b
  drop %old
  %taken: obj(nil pair) n1 = SetCar %p '()
  %length: int = ListLength %taken
  SetCar %p %taken
  drop %p
  return %length
}
)";

}  // namespace

Test(rir_verify_heap_fields, who_replaces_takes_over)
{
    Expect(kReplace, "");
    const std::string unique = With(kReplace, "node n1 heap", "node n1 heap unique");
    Expect(unique, "");
    Expect(With(unique, "SetCar %p '()", "SetCar %p '(1)"), "V5 V6", "a constant becomes an object that is freed without a count");
    Expect(With(unique, "  drop %old\n", "  free_tree %old\n"), "");
    Expect(With(kReplace, "  drop %old\n", "  free_tree %old\n"), "V5 V6", "may have other references");
}

Test(rir_verify_heap_fields, a_replaced_object_is_given_up_once)
{
    Expect(With(kReplace, "  drop %old\n", ""), "V5", "`old` is never consumed on this path");
    Expect(With(kReplace, "  drop %old\n", "  drop %old\n  drop %old\n"), "V5", "`old` is used after");
    Expect(With(kReplace, "  %old: obj(nil pair) n1 = SetCar %p %b\n  drop %old\n", "  SetCar %p %b\n"), "V5",
           "car of `p` is set, but nobody takes over what it held");
    Expect(With(kReplace, "  drop %old\n", "  drop %old\n  drop %b\n"), "V5", "`b` is consumed, but holds no reference");
    Expect(With(kReplace, "  drop %old\n", "  drop %old\n  dup %b\n  drop %b\n"), "");
    Expect(With(kReplace, "SetCar %p %b\n", "SetCar %p %b\n  drop %p\n"), "V5", "`p` is used after");
    Expect(With(kReplace, "%b: obj(pair) n1 = Cons 2 '() in heap", "%b: obj(pair) n0 = Cons '() '() in heap"), "V1",
           "flows into car");
    Expect(With(kReplace, "%old: obj(nil pair) n1", "%old: obj(nil pair) n0"), "V1", "car of n0 is n1, but `old` is n0");
}

Test(rir_verify_heap_fields, only_what_is_empty_is_filled)
{
    Expect(With(kReplace, "  SetCar %p %taken\n", "  SetCar %p %taken\n  SetCar %p '()\n"), "V5", "nobody takes over");
    Expect(With(kReplace, "SetCar %p '()\n", "SetCar %p '(1)\n"), "V5", "nobody takes over");
    Expect(With(kReplace, "SetCar %p '()\n", "SetCar %p #nothing\n"), "");
    const std::string alias = With(With(kReplace, "  %b:", "  dup %p\n  %q: obj(pair) n0 = move %p\n  %b:"), "  drop %p\n",
                                   "  drop %p\n  drop %q\n");
    Expect(alias, "");
    Expect(With(alias, "%taken: obj(nil pair) n1 = SetCar %p", "%taken: obj(nil pair) n1 = SetCar %q"), "V5",
           "car of `p` is set, but nobody takes over");
    Expect(With(alias, "  SetCar %p %taken\n", "  dup %taken\n  SetCar %p %taken\n  SetCar %q %taken\n"), "V5",
           "car of `q` is set, but nobody");
    Expect(With(alias, "  SetCar %p %taken\n",
                "  dup %taken\n  %none: obj(nil pair) n1 = SetCar %q %taken\n  drop %none\n  SetCar %p %taken\n"),
           "V5", "car of `p` is set, but nobody");
    const std::string one_way = With(kReplace, "  %taken: obj(nil pair) n1 = SetCar %p '()\n",
                                     "  %c: bool = IntEq %n 0\n"
                                     "  %taken: obj(nil pair) n1 = if %c {\n"
                                     "    %t: obj(nil pair) n1 = SetCar %p '()\n"
                                     "    yield %t\n"
                                     "  } else {\n"
                                     "    %u: obj(nil pair) n1 = SetCar %p '()\n"
                                     "    yield %u\n"
                                     "  }\n");
    Expect(one_way, "");
    Expect(With(one_way, "%u: obj(nil pair) n1 = SetCar %p '()", "%u: obj(nil pair) n1 = PairCar %p\n    dup %u"), "V5",
           "car of `p` is set, but nobody");
}

Test(rir_verify_heap_fields, a_loop_empties_anew)
{
    const std::string loop = With(kReplace, "  SetCar %p %taken\n",
                                  "  loop () {\n"
                                  "    %c: bool = IntEq %n 0\n"
                                  "    if %c {\n"
                                  "      SetCar %p %taken\n"
                                  "      break\n"
                                  "    } else {\n"
                                  "      continue ()\n"
                                  "    }\n"
                                  "  }\n");
    Expect(loop, "V5", "car of `p` is set, but nobody");
    Expect(With(With(loop, "SetCar %p %taken", "drop %taken"), "  drop %p\n", "  SetCar %p '()\n  drop %p\n"), "");
    Expect(With(With(loop, "SetCar %p %taken", "drop %taken"), "continue ()",
                "%e: obj(pair) n1 = Cons 1 '() in heap\n      %was: obj(nil pair) n1 = SetCar %p %e\n      drop %was\n      continue ()"),
           "");
}

Test(rir_verify_heap_fields, what_is_not_in_the_heap_gives_nothing)
{
    const std::string region = R"(
fn f (%n: int) -> int {
  region r local
  node n0 r {car: n1}
  node n1 r
  region.create r
  %a: obj(pair) n1 = Cons 1 '() in r
  %p: obj(pair) n0 = Cons %a '() in r
  SetCar %p '()
  region.exit r
  return 0
}
)";
    Expect(region, "");
    Expect(With(region, "  SetCar", "  %old: obj n1 = SetCar"), "V5", "no heap objects");
    Expect(With(With(region, "region r local", "region r local\n  region heap heap"), "  SetCar", "  %old: obj n1 = SetCar"), "V5",
           "that is not in the heap");
    Expect(With(region, "SetCar", "%old: obj = PairSetCdr"), "V0", "without a result");
}

namespace {

/// The field of a struct, set by a callee.
const std::string kCallee = R"(
structs @box
struct @box {item: obj mutable, size: int mutable}
fn set (%p: obj(@box) n0 borrowed, %v: obj(nil pair) n1) -> none {
  region heap heap
  node n0 heap {field.0: n1}
  node n1 heap
  %old: obj(nil pair) n1 = StructPut @box item %p %v
  drop %old
  return
}
fn read (%p: obj(@box) n0) -> int {
  region outside outside
  node n0 outside {field.0: n1}
  node n1 outside
  %item: obj(nil pair) n1 = StructField @box item %p
  %length: int = ListLength %item
  return %length
}
fn count (%xs: obj(nil pair) n0 borrowed) -> int {
  region heap heap
  node n0 heap
  %length: int = ListLength %xs
  return %length
}
fn use (%n: int) -> int {
  region heap heap
  node n0 heap {field.0: n1}
  node n1 heap
  %p: obj(@box) n0 = StructNew @box '() 0 in heap
  %a: obj(nil pair) n1 = Cons 1 '() in heap
  call set(%p, %a) [n0 -> n0, n1 -> n1]
  %item: obj(nil pair) n1 = StructField @box item %p
  %length: int = call count(%item) [n0 -> n1]
  %size: int = call read(%p) [n0 -> n0, n1 -> n1]
  StructPut @box size %p %length
  drop %p
  return %length
}
)";

}  // namespace

namespace {

/// Items of a vector: replaced, taken out and put back, taken off the end, put behind it.
const std::string kItems = R"(
fn f (%n: int) -> int {
  region heap heap
  node n0 heap {elem: n1}
  node n1 heap
  %v: obj(vector) n0 = MakeVector 3 '() in heap
  %a: obj(pair) n1 = Cons 1 '() in heap
  %old: obj(nil pair) n1 = VectorSet %v %n %a
  drop %old
  %taken: obj(nil pair) n1 = VectorSet %v %n #nothing
  %length: int = ListLength %taken
  VectorSet %v %n %taken
  %last: obj(nil pair) n1 = VectorPop %v
  drop %last
  %b: obj(pair) n1 = Cons 2 '() in heap
  VectorPush %v %b
  drop %v
  return %length
}
)";

}  // namespace

Test(rir_verify_heap_fields, a_vector_owns_its_items)
{
    Expect(kItems, "");
    Expect(With(kItems, "  %old: obj(nil pair) n1 = VectorSet %v %n %a\n  drop %old\n", "  VectorSet %v %n %a\n"), "V5",
           "of `v` is set, but nobody takes over what it held");
    Expect(With(kItems, "  %last: obj(nil pair) n1 = VectorPop %v\n  drop %last\n", "  VectorPop %v\n"), "V5",
           "of `v` is set, but nobody takes over what it held");
    Expect(With(kItems, "  drop %last\n", ""), "V5", "`last` is never consumed");
    Expect(With(kItems, "  VectorPush %v %b\n", "  VectorPush %v %b\n  drop %b\n"), "V5", "`b` is consumed, but holds no reference");
    Expect(With(kItems, "  drop %v\n", ""), "V5", "`v` is never consumed");
    Expect(With(kItems, "  %v: obj(vector) n0 = MakeVector 3 '() in heap\n  %a: obj(pair) n1 = Cons 1 '() in heap\n",
                "  %a: obj(pair) n1 = Cons 1 '() in heap\n  dup %a\n  %v: obj(vector) n0 = MakeVector 3 %a in heap\n"),
           "V5", "a vector holds `a` many times");
}

Test(rir_verify_heap_fields, only_the_item_that_is_empty_is_filled)
{
    Expect(With(kItems, "VectorSet %v %n %taken", "VectorSet %v 1 %taken"), "V5", "nobody takes over what it held");
    Expect(With(kItems, "  VectorSet %v %n %taken\n",
                "  %other: obj(nil pair) n1 = VectorSet %v 1 #nothing\n  drop %other\n  VectorSet %v %n %taken\n"),
           "V5", "nobody takes over what it held");
    const std::string loop = With(kItems, "  drop %v\n",
                                  "  loop (%i: int = 0) {\n"
                                  "    %t: obj(nil pair) n1 = VectorSet %v %i #nothing\n"
                                  "    VectorSet %v %i %t\n"
                                  "    %j: int = IntAdd %i 1\n"
                                  "    %c: bool = IntEq %j 3\n"
                                  "    if %c {\n"
                                  "      break\n"
                                  "    } else {\n"
                                  "      continue (%j)\n"
                                  "    }\n"
                                  "  }\n"
                                  "  drop %v\n");
    Expect(loop, "");
    // the next iteration has another index
    Expect(With(With(loop, "    VectorSet %v %i %t\n", "    drop %t\n"), "%t: obj(nil pair) n1 = VectorSet %v %i #nothing",
                "VectorSet %v %i #nothing\n    %t: obj(nil pair) n1 = Cons 1 '() in heap"),
           "V5", "nobody takes over what it held");
}

Test(rir_verify_heap_fields, an_item_is_lent_until_one_is_set)
{
    const std::string read = With(kItems, "  %taken:", "  %r: obj(nil pair) n1 = VectorRef %v 0\n  %taken:");
    Expect(With(read, "ListLength %taken", "ListLength %r"), "V5", "`r` is used after");
    Expect(With(read, "  %taken:", "  %size: int = ListLength %r\n  %taken:"), "");
    Expect(With(With(read, "  %taken:", "  dup %r\n  %taken:"), "ListLength %taken", "ListLength %r\n  drop %r"), "");
}

Test(rir_verify_heap_fields, a_field_lends_until_it_may_be_set)
{
    Expect(kCallee, "");
    const std::string again = "  call set(%p, '()) [n0 -> n0, n1 -> n1]\n";
    Expect(With(kCallee, "  %length: int = call count", again + "  %length: int = call count"), "V5", "`item` is used after");
    Expect(With(kCallee, "  %length: int = call count", "  dup %item\n" + again + "  drop %item\n  %length: int = call count"),
           "V5", "`item` is used after");
    Expect(With(kCallee, "  %size: int = call read", "  %none: none = move '()\n  %size: int = call read"), "");
    Expect(With(With(kCallee, "  %length: int = call count", "  dup %item\n" + again + "  %length: int = call count"),
                "  %size: int = call read", "  drop %item\n  %size: int = call read"),
           "");
    // the number is no reference
    Expect(With(kCallee, "  %length: int = call count", "  StructPut @box size %p 7\n  %length: int = call count"), "");
    // an alias
    const std::string old = "  %old: obj(nil pair) n1 = StructPut @box item %p '()\n";
    Expect(With(kCallee, "  %length: int = call count", old + "  drop %old\n  %length: int = call count"), "V5", "`item` is used after");
    Expect(With(With(kCallee, "  %length: int = call count", old + "  %length: int = call count"), "  StructPut @box size",
                "  drop %old\n  StructPut @box size"),
           "");
}

Test(rir_verify_heap_fields, what_is_lent_to_a_call_outlives_what_it_sets)
{
    const std::string lent = With(With(kCallee, "fn read", R"(fn both (%p: obj(@box) n0 borrowed, %x: obj(nil pair) n1 borrowed) -> int {
  region heap heap
  node n0 heap {field.0: n1}
  node n1 heap
  call set(%p, '()) [n0 -> n0, n1 -> n1]
  %length: int = ListLength %x
  return %length
}
fn read)"),
                                  "call count(%item) [n0 -> n1]", "call both(%p, %item) [n0 -> n0, n1 -> n1]");
    Expect(lent, "V5", "`item` is lent to a call that also takes over");
    Expect(With(With(lent, "  %length: int = call both", "  dup %item\n  %length: int = call both"), "  %size: int = call read",
                "  drop %item\n  %size: int = call read"),
           "");
    // a callee that does not know of the heap holds what it has read itself
    const std::string reader = With(With(kCallee, "  %length: int = ListLength %item\n  return", R"(  %b: obj(@box) n2 = StructNew @box '() 0 in heap
  call set(%b, '()) [n0 -> n2, n1 -> n3]
  drop %b
  %length: int = ListLength %item
  return)"),
                                    "  region outside outside\n  node n0 outside {field.0: n1}\n  node n1 outside\n",
                                    "  region outside outside\n  region heap heap\n  node n0 outside {field.0: n1}\n  node n1 outside\n"
                                    "  node n2 heap {field.0: n3}\n  node n3 heap\n");
    Expect(reader, "V5", "`p` is lent to a function that does not know of the heap, but field may be set meanwhile");
}

Test(rir_verify_heap_fields, callee_and_caller_agree_about_what_is_set)
{
    // not in the heap there: nobody counts
    Expect(With(kCallee, "  %item: obj(nil pair) n1 = StructField @box item %p\n  %length: int = ListLength %item\n",
                "  StructPut @box item %p '()\n  %length: int = move 0\n"),
           "V5", "objects of n0 are in the heap, but are changed");
    Expect(With(kCallee, "  %item: obj(nil pair) n1 = StructField @box item %p\n  %length: int = ListLength %item\n",
                "  StructPut @box size %p 1\n  %length: int = move 0\n"),
           "");
    // in the heap there, but not here
    const std::string region = With(With(With(kCallee, "fn use (%n: int) -> int {\n  region heap heap\n  node n0 heap",
                                              "fn use (%n: int) -> int {\n  region heap heap\n  region global global\n  node n0 global"),
                                         "'() 0 in heap", "'() 0 in global"),
                                    "  drop %p\n", "");
    Expect(region, "V3 V5", "frees objects of n0 by their count, but here it is not so");
    // the callee knows of the object, but not of what is in its field
    const std::string ignorant = With(With(kCallee, "  node n0 heap {field.0: n1}\n", "  node n0 heap\n"),
                                      "  %old: obj(nil pair) n1 = StructPut @box item %p %v\n  drop %old\n",
                                      "  StructPut @box item %p '()\n  drop %v\n");
    Expect(ignorant, "V5", "stores into field of n0, but does not know that heap objects are there");
    const std::string outside = With(With(kCallee, "  node n1 heap\n  %old", "  region outside outside\n  node n1 outside\n  %old"),
                                          "%old: obj(nil pair) n1 = StructPut @box item %p %v\n  drop %old\n",
                                     "StructPut @box item %p %v\n");
    Expect(outside, "V5", "does not know that field of n0 are in the heap");
}

namespace {

/// A list in the heap, whose end is set.
const std::string kRing = R"(
fn link (%p: obj(pair) n0 borrowed, %v: obj(nil pair) n1) -> none {
  region heap heap
  node n0 heap {car: n1}
  node n1 heap
  %old: obj(nil pair) n1 = SetCar %p %v
  drop %old
  return
}
fn use (%n: int) -> none {
  region heap heap
  node n0 heap {car: n1}
  node n1 heap
  %a: obj(pair) n1 = Cons 1 '() in heap
  %p: obj(pair) n0 = Cons '() '() in heap
  call link(%p, %a) [n0 -> n0, n1 -> n1]
  drop %p
  return
}
)";

}  // namespace

Test(rir_verify_heap_fields, no_store_closes_a_cycle)
{
    Expect(kRing, "");
    const std::string list = R"(
fn cut (%n: int) -> none {
  region heap heap
  node n0 heap {cdr: n0}
  %p: obj(pair) n0 = Cons 1 '() in heap
  %old: obj(nil pair) n0 = SetCdr %p '()
  drop %old
  drop %p
  return
}
)";
    Expect(list, "");  // what leads nowhere closes nothing
    Expect(With(With(list, "  %old", "  %q: obj(pair) n0 = Cons 1 '() in heap\n  %old"), "SetCdr %p '()", "SetCdr %p %q"), "V5",
           "objects of n0 may become part of a cycle: nobody would free them, in cut");
    Expect(With(list, "  %old: obj(nil pair) n0 = SetCdr %p '()\n",
                "  dup %p\n  %old: obj(nil pair) n0 = SetCdr %p %p\n"),
           "V5", "part of a cycle");
    // the callee does not know what the caller does
    const std::string ring = With(kRing, "node n1 heap\n  %a: obj(pair) n1 = Cons 1 '() in heap\n",
                                  "node n1 heap {cdr: n0}\n  %a: obj(pair) n1 = Cons 1 '() in heap\n");
    Expect(ring, "V5", "objects of n0 may become part of a cycle: nobody would free them, in use");
}

Test(rir_verify_heap_fields, no_store_closes_a_cycle_through_a_variable)
{
    const std::string good = R"(
global top: obj(nil pair) assigned heap
fn link (%p: obj(pair) n0 borrowed) -> none {
  region heap heap
  node n0 heap {car: n1}
  node n1 heap
  %v: obj(nil pair) n1 = global top
  dup %v
  %old: obj(nil pair) n1 = SetCar %p %v
  drop %old
  return
}
fn main () entry -> none {
  region heap heap
  node n0 heap {car: n1}
  node n1 heap
  node n2 heap
  %p: obj(pair) n0 = Cons '() '() in heap
  %a: obj(pair) n1 = Cons 1 '() in heap
  global top := %a
  call link(%p) [n0 -> n0, n1 -> n1]
  drop %p
  %end: obj(nil pair) n1 = global top
  global top := '() giving %end
  drop %end
  return
}
)";
    Expect(good, "");
    const std::string ring = With(With(With(good, "  %a: obj(pair) n1 = Cons 1 '() in heap\n", "  dup %p\n"), "top := %a", "top := %p"),
                                  "  %end: obj(nil pair) n1", "  %end: obj(nil pair) n0");
    Expect(ring, "V5", "objects of n0 may become part of a cycle: nobody would free them, in main");
    // who stores into what a variable leads to knows of the field
    const std::string blind = With(With(good, "fn main", R"(fn blind () -> none {
  region heap heap
  node n0 heap
  %v: obj(pair) n0 = global other
  SetCar %v '()
  return
}
fn main)"),
                                   "fn link", "global other: obj(nil pair) assigned heap\nfn link");
    const std::string shown = With(With(blind, "  global top := %a\n", "  global other := '()\n  dup %p\n  global other := %p\n  global top := %a\n"),
                                   "  drop %end\n", "  drop %end\n  %last: obj(nil pair) n0 = global other\n  global other := '() giving %last\n  drop %last\n");
    Expect(With(shown, "  SetCar %v '()\n", ""), "");
    Expect(shown, "V5", "`blind` stores into what a top-level variable leads to, but does not know of its car");
}
