// Rules V5 and V6 of the region IR checker: heap objects, each with programs that keep the rules and programs that break
// them in one place.

#include <criterion/criterion.h>

#include "rir_expect.h"

using rir_text::Expect;
using rir_text::With;

namespace {

/// A list of Ints, each a bit larger, in the memory of the old one; then a caller that has a second reference.
const std::string kUnique = R"(
fn step (%xs: obj(nil pair) n0) -> obj(nil pair) n1 {
  region heap heap
  node n0 heap unique {cdr: n0}
  node n1 heap unique {cdr: n1}
  loop (let %rest: obj(nil pair) n0 = %xs, let %acc: obj(nil pair) n1 = '()) {
    %empty: bool = IsNull %rest
    if %empty {
      return %acc
    } else {
      %tail: obj(nil pair) n0 = PairCdr %rest
      %cell: obj() = reuse %rest keeping (%tail)
      %pair: obj(pair) n1 = Cons 1 %acc in heap reuse %cell
      continue (%tail, %pair)
    }
  }
}
)";

const std::string kCounted = R"(
fn twice (%xs: obj(nil pair) n0 borrowed) -> obj(pair) n1 {
  region heap heap
  node n0 heap {cdr: n0}
  node n1 heap {car: n0, cdr: n0}
  dup %xs
  dup %xs
  %pair: obj(pair) n1 = Cons %xs %xs in heap
  return %pair
}
fn use (%n: int) -> int {
  region heap heap
  node n0 heap {cdr: n0}
  node n1 heap {car: n0, cdr: n0}
  %xs: obj(pair) n0 = Cons 1 '() in heap
  %pair: obj(pair) n1 = call twice(%xs) [n0 -> n0, n1 -> n1]
  drop %xs
  %length: int = ListLength %pair
  drop %pair
  return %length
}
)";

}  // namespace

Test(rir_verify_heap, each_reference_is_given_up_once)
{
    Expect(kCounted, "");
    Expect(With(kCounted, "  drop %xs\n", ""), "V5", "`xs` is never consumed on this path");
    Expect(With(kCounted, "  drop %xs\n", "  drop %xs\n  drop %xs\n"), "V5", "`xs` is used after");
    Expect(With(kCounted, "  dup %xs\n", ""), "V5", "`xs` is consumed, but holds no reference");
    Expect(With(kCounted, "  drop %xs\n  %length", "  drop %xs\n  %again: int = ListLength %xs\n  %length"), "V5",
           "`xs` is used after its object was given up");
    Expect(With(kCounted, "n0 borrowed)", "n0)"), "V5");
    Expect(With(kCounted, "  drop %pair\n", "  free_tree %pair\n"), "V5 V6", "may have other references");
}

Test(rir_verify_heap, what_is_freed_without_a_count_has_one_reference)
{
    Expect(kUnique, "");
    Expect(With(kUnique, "n1 = '()", "n1 = '(1 2)"), "V6", "a constant");
    Expect(With(kUnique, "      continue", "      dup %tail\n      drop %tail\n      continue"), "V5 V6", "a second reference");
    Expect(With(kUnique, "node n0 heap unique", "node n0 heap"), "");
    Expect(With(kUnique, "region heap heap", "region heap global"), "V5 V6", "is not in the heap");
}

Test(rir_verify_heap, what_is_taken_apart_is_taken_over)
{
    Expect(With(kUnique, " keeping (%tail)", ""), "V5", "cdr of `rest` may hold an object that nobody takes over");
    Expect(With(kUnique, " reuse %cell\n", "\n"), "V5", "`cell` is never consumed");
    Expect(With(kUnique, "      continue", "      free %cell\n      continue"), "V6", "not a cell that is free");
    Expect(With(kUnique, "keeping (%tail)", "keeping (%acc)"), "V5 V6", "`acc` is not a field of `rest`");
    Expect(With(kUnique, "      %tail: obj(nil pair) n0 = PairCdr %rest\n      %cell: obj() = reuse %rest keeping (%tail)\n",
                "      %cell: obj() = reuse %rest\n      %tail: obj(nil pair) n0 = move '()\n"),
           "V5 V6", "not known here what kind of object");
    Expect(With(kUnique, "reuse %cell\n", "\n      free %cell\n"), "");
}

/// A heap object gives up all that it holds and that is in the heap, whoever thinks otherwise.
Test(rir_verify_heap, who_holds_heap_objects_knows_that_they_are)
{
    const std::string good = R"(
fn hold (%x: obj(string) n0) -> int {
  region outside outside
  region heap heap
  node n0 outside
  node n1 heap {car: n0}
  %pair: obj(pair) n1 = Cons %x '() in heap
  %length: int = ListLength %pair
  drop %pair
  return %length
}
fn pass (%y: obj(string) n0) -> int {
  region outside outside
  node n0 outside
  %length: int = call hold(%y) [n0 -> n0]
  return %length
}
fn use (%n: int) -> int {
  region r local
  node n0 r
  region.create r
  %text: obj(string) n0 = NumberToString %n in r
  %length: int = call pass(%text) [n0 -> n0]
  region.exit r
  return %length
}
)";
    Expect(good, "");
    const std::string heap = With(With(With(With(good, "region r local", "region heap heap"), "  region.create r\n", ""),
                                       "node n0 r", "node n0 heap"),
                                  "%n in r", "%n in heap");
    Expect(With(heap, "region.exit r", "drop %text"), "V5", "a callee holds them without counting");
}

/// Others may refer to what is counted: then its parts are shared with them.
Test(rir_verify_heap, parts_of_what_is_counted_are_counted)
{
    const std::string good = R"(
fn rest (%xs: obj(pair) n0) -> obj(nil pair) n0 {
  region heap heap
  node n0 heap {car: n1, cdr: n0}
  node n1 heap
  %head: obj(string) n1 = PairCar %xs
  %tail: obj(nil pair) n0 = PairCdr %xs
  free %xs keeping (%head, %tail)
  drop %head
  return %tail
}
)";
    Expect(good, "");
    Expect(With(good, "node n1 heap", "node n1 heap unique"), "V6", "may have another reference, which gets `head` as well");
    Expect(With(With(good, "node n1 heap", "node n1 heap unique"), "node n0 heap", "node n0 heap unique"), "");
}

Test(rir_verify_heap, what_borrows_ends_before_its_lender)
{
    const std::string good = R"(
fn last (%xs: obj(nil pair) n0) -> int {
  region heap heap
  node n0 heap {cdr: n0}
  %length: int = loop (let %rest: obj(nil pair) n0 borrowed (%xs) = %xs, let %n: int = 0) {
    %empty: bool = IsNull %rest
    if %empty {
      break %n
    } else {
      %tail: obj(nil pair) n0 = PairCdr %rest
      %more: int = IntAdd %n 1
      continue (%tail, %more)
    }
  }
  drop %xs
  return %length
}
)";
    Expect(good, "");
    Expect(With(good, "borrowed (%xs)", "borrowed"), "V5", "borrows, but not from what keeps");
    Expect(With(good, "borrowed (%xs)", ""), "V5");
    Expect(With(good, "  %length: int = loop", "  drop %xs\n  %length: int = loop"), "V5", "is used after");
    Expect(With(good, "      break %n", "      drop %xs\n      break %n"), "V5", "used after its object was given up");
}

Test(rir_verify_heap, only_the_heap_holds_heap_objects)
{
    const std::string good = R"(
fn f (%n: int) -> int {
  region heap heap
  region r local
  node n0 heap {cdr: n0}
  node n1 r {cdr: n1}
  region.create r
  %xs: obj(pair) n0 = Cons 1 '() in heap
  %ys: obj(pair) n1 = Cons 1 '() in r
  %length: int = ListLength %ys
  drop %xs
  region.exit r
  return %length
}
)";
    Expect(good, "");
    Expect(With(With(good, "{cdr: n1}", "{car: n0, cdr: n1}"), "Cons 1 '() in r", "Cons %xs '() in r"), "V5",
           "not every holder of it is counted");
    Expect(With(good, "  drop %xs\n", "  SetCdr %xs '()\n  drop %xs\n"), "V5", "nobody takes over what it held");
    Expect(With(good, "  %length", "  %dict: obj(dict) n0 = MakeDict in heap\n  drop %dict\n  %length"), "V5",
           "no form for the heap");
}

namespace {

/// A text that a loop makes longer in its memory.
const std::string kText = R"(
fn pad (%n: int) -> obj(string) n0 {
  region heap heap
  node n0 heap unique
  loop (let %text: obj(string) n0 = "a", let %i: int = 0) {
    %done: bool = IntEq %i %n
    if %done {
      return %text
    } else {
      %longer: obj(string) n0 = StringAppend %text "x" in heap reuse %text
      %next: int = IntAdd %i 1
      continue (%longer, %next)
    }
  }
}
)";

}  // namespace

Test(rir_verify_heap, what_gets_longer_is_given_up)
{
    Expect(kText, "");
    Expect(With(kText, " in heap reuse %text", " in heap"), "V5", "`text` is never consumed");
    Expect(With(kText, "(%longer, %next)", "(%text, %next)"), "V5", "`text` is used after");
    Expect(With(kText, "%text \"x\" in heap", "\"x\" %text in heap"), "V5 V6", "only its first operand can get longer");
    Expect(With(With(kText, " in heap reuse %text", " in heap"), "      %next: int", "      free_tree %text\n      %next: int"), "");
    Expect(With(kText, "%text \"x\" in heap", "%text %text in heap"), "");
}

Test(rir_verify_heap, makers_of_texts_borrow)
{
    const std::string copy = R"(
fn copy (%text: obj(string) n0 borrowed) -> obj(string) n1 {
  region heap heap
  node n0 heap
  node n1 heap
  %copy: obj(string) n1 = StringCopy %text in heap
  return %copy
}
)";
    Expect(copy, "");
    Expect(With(copy, "  return", "  drop %text\n  return"), "V5", "holds no reference of its own");
    Expect(With(copy, "StringCopy %text in heap", "StringCopy %text in heap reuse %text"), "V6", "not a cell");
}

Test(rir_verify_heap, numbers_may_be_changed_in_place)
{
    const std::string bytes = R"(
fn fill (%size: int) -> int {
  region heap heap
  node n0 heap unique
  %bytes: obj(bytes) n0 = MakeBytes %size 0 in heap
  BytesSet %bytes 0 7
  %first: int = BytesRef %bytes 0
  free_tree %bytes
  return %first
}
)";
    Expect(bytes, "");
    Expect(With(bytes, "  free_tree %bytes\n", "  free_tree %bytes\n  BytesSet %bytes 0 8\n"), "V5", "is used after");
    const std::string text = R"(
fn fill (%size: int) -> int {
  region heap heap
  node n0 heap unique
  %text: obj(string) n0 = MakeString %size #\a in heap
  StringSet %text 0 #\b
  free_tree %text
  return %size
}
)";
    Expect(text, "V5", "are changed");
}

namespace {

/// A variable that is set again and again, a reader, and one that reads while it may be set.
const std::string kGlobal = R"(
global log: obj(nil pair) assigned heap
fn note (%x: int) -> none {
  region heap heap
  node n0 heap {cdr: n0}
  %log: obj(nil pair) n0 = global log
  global log := #nothing giving %log
  %pair: obj(pair) n0 = Cons 1 %log in heap
  global log := %pair
  return
}
fn clear () -> none {
  region heap heap
  node n0 heap
  %old-log: obj(nil pair) n0 = global log
  global log := '() giving %old-log
  drop %old-log
  return
}
fn length () -> int {
  region heap heap
  node n0 heap
  %log: obj(nil pair) n0 = global log
  %length: int = ListLength %log
  return %length
}
fn length-before () -> int {
  region heap heap
  node n0 heap
  %log: obj(nil pair) n0 = global log
  dup %log
  call clear()
  %length: int = ListLength %log
  drop %log
  return %length
}
fn main () entry -> none {
  region heap heap
  node n0 heap
  global log := '()
  call note(1)
  %old: obj(nil pair) n0 = global log
  global log := #nothing giving %old
  drop %old
  return
}
)";

}  // namespace

Test(rir_verify_heap, a_top_level_variable_owns_what_it_holds)
{
    Expect(kGlobal, "");
    Expect(With(kGlobal, "  global log := '() giving %old-log\n  drop %old-log\n", "  global log := '()\n"), "V5",
           "log is set, but nobody takes over what it held");
    Expect(With(kGlobal, "  drop %old-log\n", ""), "V5", "`old-log` is never consumed on this path");
    Expect(With(kGlobal, "  global log := #nothing giving %log\n", "  dup %log\n"), "V5", "nobody takes over");
    Expect(With(kGlobal, "  %old: obj(nil pair) n0 = global log\n  global log := #nothing giving %old\n  drop %old\n", ""),
           "V5", "the program ends, but log holds an object");
    Expect(With(kGlobal, "#nothing giving %old\n", "'() giving %old\n"), "");
    Expect(With(kGlobal, "  global log := '()\n  call note(1)\n", "  call note(1)\n  global log := '()\n"), "V5",
           "nobody takes over");
}

Test(rir_verify_heap, what_a_variable_holds_is_lent_until_it_is_set)
{
    Expect(With(kGlobal, "  dup %log\n  call clear()\n  %length: int = ListLength %log\n  drop %log\n",
                "  call clear()\n  %length: int = ListLength %log\n"),
           "V5", "`log` is used after its object was given up");
    Expect(With(kGlobal, "  %length: int = ListLength %log\n  return", "  drop %log\n  %length: int = move 0\n  return"), "V5",
           "holds no reference of its own");
    Expect(With(kGlobal, "  %old: obj(nil pair) n0 = global log\n  global log := #nothing giving %old\n",
                "  %old: obj(nil pair) n0 = global log\n  call note(2)\n  global log := #nothing giving %old\n"),
           "V5", "`old` is not what log holds here");
    Expect(With(kGlobal, "  call note(1)\n", "  loop () {\n    call note(1)\n    break\n  }\n"), "");
}

Test(rir_verify_heap, who_borrows_what_a_variable_holds_borrows_until_it_is_set)
{
    const std::string set = "%o: obj(nil pair) n0 = global log\n    global log := '() giving %o\n    drop %o\n    ";
    const std::string loop = With(kGlobal, "  %length: int = ListLength %log\n  return %length\n",
                                  "  loop (let %p: obj(nil pair) n0 borrowed = %log) {\n"
                                  "    %length: int = ListLength %p\n"
                                  "    return %length\n"
                                  "  }\n");
    Expect(loop, "");
    Expect(With(loop, "    %length", "    " + set + "%length"), "V5", "`p` is used after its object was given up");
    Expect(With(loop, "    return %length\n", "    continue (%p)\n"), "");
    Expect(With(loop, "    return %length\n", "    %again: obj(nil pair) n0 = global log\n    continue (%again)\n"), "");
    Expect(With(With(loop, "borrowed = %log", "borrowed = '()"), "    return %length\n", "    continue (%log)\n"), "V5",
           "`p` borrows, but `log` was found through what it does not know of");
    const std::string chosen = With(kGlobal, "  %length: int = ListLength %log\n  return %length\n",
                                    "  %c: bool = IsNull %log\n"
                                    "  %p: obj(nil pair) n0 borrowed = if %c {\n"
                                    "    yield %log\n"
                                    "  } else {\n"
                                    "    yield '()\n"
                                    "  }\n"
                                    "  %length: int = ListLength %p\n"
                                    "  return %length\n");
    Expect(chosen, "");
    Expect(With(chosen, "  %length: int", "  " + set + "%length: int"), "V5", "`p` is used after its object was given up");
    const std::string lent = With(With(kGlobal, "fn length ()", R"(fn cleared (%p: obj(nil pair) n0 borrowed) -> int {
  region heap heap
  node n0 heap
  call clear()
  %length: int = ListLength %p
  return %length
}
fn length ())"),
                                  "  %length: int = ListLength %log\n", "  %length: int = call cleared(%log) [n0 -> n0]\n");
    Expect(lent, "V5", "`log` is lent to a call that also takes over what keeps it alive");
    Expect(With(With(lent, "  %length: int = call", "  dup %log\n  %length: int = call"), "[n0 -> n0]\n", "[n0 -> n0]\n  drop %log\n"), "");
}

Test(rir_verify_heap, functions_agree_about_a_variable)
{
    Expect(With(kGlobal, "  region heap heap\n  node n0 heap\n  %log: obj(nil pair) n0 = global log\n  %length",
                "  region global global\n  node n0 global\n  %log: obj(nil pair) n0 = global log\n  %length"),
           "V5", "do not agree about");
    Expect(With(kGlobal, "node n0 heap {cdr: n0}", "node n0 heap unique {cdr: n0}"), "V5", "do not agree about");
    Expect(With(kGlobal, "assigned heap", "assigned"), "V0 V3 V5", "do not agree about the heap");
}

Test(rir_verify_heap, a_loop_binds_anew)
{
    const std::string assigned = R"(
fn f (%m: int) -> int {
  region heap heap
  node n0 heap {cdr: n0}
  %a: obj(nil pair) n0 = Cons 1 '() in heap
  %x: obj(nil pair) n0 borrowed = move %a
  loop (let %n: int = 0) {
    %length: int = ListLength %a
    %d: obj(nil pair) n0 = Cons 3 '() in heap
    %x := %d
    %more: int = ListLength %x
    drop %d
    %done: bool = IntEq %more %m
    if %done {
      drop %a
      return %n
    } else {
      continue (%length)
    }
  }
}
)";
    Expect(assigned, "");
    Expect(With(assigned, "ListLength %a", "ListLength %x"), "V5", "`x` is used after its object was given up");
    const std::string lender = R"(
fn f (%m: int) -> int {
  region heap heap
  node n0 heap {cdr: n0}
  %a: obj(nil pair) n0 = Cons 1 '() in heap
  %x: obj(nil pair) n0 = PairCdr %a
  loop (let %n: int = 0) {
    %length: int = ListLength %a
    drop %a
    %d: obj(nil pair) n0 = Cons 3 '() in heap
    %a := %d
    %done: bool = IntEq %length %m
    if %done {
      drop %a
      return %n
    } else {
      continue (%length)
    }
  }
}
)";
    Expect(lender, "");
    Expect(With(lender, "ListLength %a", "ListLength %x"), "V5", "`x` is used after its object was given up");
}

Test(rir_verify_heap, who_makes_an_object_knows_what_is_counted_in_it)
{
    const std::string wrap = R"(
fn wrap (%x: obj(nil pair) n1 borrowed) -> obj(pair) n0 {
  region heap heap
  node n0 heap {car: n1, cdr: n0}
  node n1 heap
  dup %x
  %p: obj(pair) n0 = Cons %x '() in heap
  return %p
}
fn use (%n: int) -> none {
  region heap heap
  node n0 heap {car: n1, cdr: n0}
  node n1 heap
  %a: obj(pair) n1 = Cons 1 '() in heap
  %w: obj(pair) n0 = call wrap(%a) [n0 -> n0, n1 -> n1]
  drop %a
  drop %w
  return
}
)";
    Expect(wrap, "");
    Expect(With(With(With(wrap, " borrowed", ""), "  dup %x\n", ""), "  node n1 heap\n", "  region outside outside\n  node n1 outside\n"),
           "V5", "wrap does not know that car of n0 are in the heap");
}

namespace {

/// A list is taken apart, and the memory goes along to who makes the next one.
const std::string kPassed = R"(
fn entry (%rest: obj(nil pair) n0, %cell: cell pair) -> obj(pair) n0 {
  region heap heap
  node n0 heap unique {cdr: n0}
  %pair: obj(pair) n0 = Cons 1 %rest in heap reuse %cell
  return %pair
}

fn step (%xs: obj(pair) n0) -> obj(pair) n0 {
  region heap heap
  node n0 heap unique {cdr: n0}
  %tail: obj(nil pair) n0 = PairCdr %xs
  %memory: obj() = reuse %xs keeping (%tail)
  %entry: obj(pair) n0 = call entry(%tail, %memory) [n0 -> n0]
  return %entry
}
)";

}  // namespace

Test(rir_verify_heap, memory_is_passed_once)
{
    Expect(kPassed, "");
    Expect(With(kPassed, " reuse %cell", ""), "V5", "`cell` is never consumed");
    Expect(With(kPassed, " reuse %cell", "\n  free %cell"), "");
    Expect(With(kPassed, "  return %pair\n", "  free %cell\n  return %pair\n"), "V6", "`cell` is not a cell that is free here");
    Expect(With(kPassed, "call entry(%tail, %memory)", "call entry(%tail, %xs)"), "V5 V6", "`xs` is not a cell that is free here");
    Expect(With(kPassed, "  return %entry\n", "  free %memory\n  return %entry\n"), "V6", "`memory` is not a cell that is free here");
    Expect(With(kPassed, "  %memory: obj() = reuse %xs keeping (%tail)\n", "  %memory: obj() = reuse %xs keeping (%tail)\n  free %memory\n"),
           "V6", "`memory` is not a cell that is free here");
    Expect(With(kPassed, "%cell: cell pair", "%cell: cell values"), "V6", "`cell` has another size");
    Expect(With(kPassed, "  return %pair\n", "  return %cell\n"), "V5 V6", "`cell` is memory, and no value");
    Expect(With(kPassed, "call entry(%tail, %memory)", "call step(%memory)"), "V5 V6", "`memory` is memory, and no value");
}

Test(rir_verify_heap, who_expects_memory_gets_some)
{
    const std::string give = "\nfn give (%cell: cell pair) -> none {\n  region heap heap\n  free %cell\n  return\n}\n";
    Expect(give, "");
    Expect(give + "\nfn other (%n: int) -> int {\n  call give(%n)\n  return %n\n}\n", "V5", "other has no heap objects");
    std::string counted = kPassed;
    for (size_t at = counted.find(" unique"); at != std::string::npos; at = counted.find(" unique")) {
        counted.erase(at, std::string(" unique").size());
    }
    Expect(counted, "V6", "`memory` may be no memory at all");
    Expect(With(counted, "%cell: cell pair", "%cell: cell pair or none"), "");
}
