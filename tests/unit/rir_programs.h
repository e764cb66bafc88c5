#pragma once
// Region IR programs that are safe, for tests that break them. Each has a `main` that runs to its end.

#include <string_view>

namespace rir_programs {

struct Program {
    std::string_view name;
    std::string_view text;
};

inline constexpr std::string_view kTree = R"(
fn build (%depth: int) dest recursive -> obj n0 {
  region dest dest
  node n0 dest {car: n0, cdr: n0}
  %done: bool = IntEq %depth 0
  let %tree: obj n0 = if %done {
    yield '()
  } else {
    %less: int = IntSub %depth 1
    let %left: obj n0 = call build(%less) into dest [n0 -> n0]
    let %right: obj n0 = call build(%less) into dest [n0 -> n0]
    %pair: obj n0 = Cons %left %right in dest
    yield %pair
  }
  return %tree
}

fn count (%tree: obj n0) recursive -> int {
  region outside outside
  node n0 outside {car: n0, cdr: n0}
  %leaf: bool = IsNull %tree
  %sum: int = if %leaf {
    yield 1
  } else {
    %left: obj n0 = Car %tree
    %right: obj n0 = Cdr %tree
    %a: int = call count(%left) [n0 -> n0]
    %b: int = call count(%right) [n0 -> n0]
    %both: int = IntAdd %a %b
    yield %both
  }
  return %sum
}

fn process (%depth: int, %deep: bool) dest -> obj n1 {
  region dest dest
  region temp_region local
  region other_region local
  node n0 temp_region {car: n0, cdr: n0}
  node n1 dest {car: n1, cdr: n1}
  node n2 other_region {car: n0, cdr: n2}
  let %result: obj n1 = if %deep {
    region.create temp_region
    let %temp: obj n0 = call build(%depth) into temp_region [n0 -> n0]
    region.create other_region
    let %pair: obj n2 = Cons %temp '() in other_region
    %again: obj n0 = Car %pair
    %size: int = call count(%again) [n0 -> n0]
    region.exit other_region
    %leaves: int = call count(%temp) [n0 -> n0]
    region.exit temp_region
    %sum: int = IntAdd %size %leaves
    %box: obj n1 = BoxInt %sum in dest
    %list: obj n1 = Cons %box '() in dest
    yield %list
  } else {
    let %flat: obj n1 = call build(%depth) into dest [n0 -> n1]
    yield %flat
  }
  return %result
}

fn main () entry -> none {
  region r local
  region s local
  node n0 r {car: n0, cdr: n0}
  node n1 s {car: n1, cdr: n1}
  region.create r
  let %a: obj n0 = call process(3, #t) into r [n1 -> n0]
  region.create s
  let %b: obj n1 = call process(2, #f) into s [n1 -> n1]
  Display %a
  region.exit r
  Display %b
  region.exit s
  return
}
)";

inline constexpr std::string_view kLoops = R"(
fn squares (%limit: int) dest -> obj n0 {
  region dest dest
  region each local
  node n0 dest {car: n1, cdr: n0}
  node n1 dest
  node n2 each {car: n3, cdr: n2}
  node n3 each
  let %last: obj n2 = move '()
  let %all: obj n0 = loop (let %i: int = 0, let %acc: obj n0 = '()) {
    %stop: bool = IntEq %i %limit
    if %stop {
      break %acc
    } else {
      yield
    }
    region.create each
    %boxed: obj n3 = BoxInt %i in each
    let %work: obj n2 = Cons %boxed '() in each
    %last := %work
    %head: obj n3 = Car %last
    %value: int = IntValue %head
    region.exit each
    %square: int = IntMul %value %value
    %box: obj n1 = BoxInt %square in dest
    %pair: obj n0 = Cons %box %acc in dest
    %next: int = IntAdd %i 1
    continue (%next, %pair)
  }
  return %all
}

fn early (%xs: obj n0, %limit: int) -> int {
  region outside outside
  region box_region local
  node n0 outside {car: n0, cdr: n0}
  node n1 box_region {content: n0}
  region.create box_region
  let %cell: obj n1 = CellNew %xs in box_region
  let %result: int = loop (let %n: int = 0) {
    %rest: obj n0 = CellGet %cell
    %empty: bool = IsNull %rest
    if %empty {
      region.exit box_region
      break %n
    } else {
      yield
    }
    %far: bool = IntGe %n %limit
    if %far {
      region.exit box_region
      return -1
    } else {
      yield
    }
    %tail: obj n0 = Cdr %rest
    CellSet %cell %tail
    %next: int = IntAdd %n 1
    continue (%next)
  }
  return %result
}

fn main () entry -> none {
  region r local
  node n0 r {car: n0, cdr: n0}
  region.create r
  let %list: obj n0 = call squares(5) into r [n0 -> n0, n1 -> n0]
  %length: int = call early(%list, 100) [n0 -> n0]
  %cut: int = call early(%list, 2) [n0 -> n0]
  Display %list
  region.exit r
  DisplayInt %length
  DisplayInt %cut
  return
}
)";

inline constexpr std::string_view kStack = R"(
fn total (%a: int, %b: int, %flag: bool) -> int {
  region pair_objects stack
  region cell_object stack
  node n0 pair_objects {car: n1, cdr: n0}
  node n1 -
  node n2 cell_object {content: n0}
  let %sum: int = if %flag {
    stack.reserve pair_objects
    let %inner: obj n0 = Cons 'x '() in pair_objects
    let %outer: obj n0 = Cons 'y %inner in pair_objects
    stack.reserve cell_object
    let %cell: obj n2 = CellNew %outer in cell_object
    %back: obj n0 = CellGet %cell
    %length: int = ListLength %back
    %more: int = IntAdd %a %length
    yield %more
  } else {
    yield %b
  }
  return %sum
}

fn each (%limit: int) -> int {
  region slot stack
  node n0 slot {content: n1}
  node n1 -
  let %last: obj n0 = move '()
  let %n: int = loop (let %i: int = 0) {
    %stop: bool = IntEq %i %limit
    if %stop {
      break %i
    } else {
      yield
    }
    stack.reserve slot
    let %cell: obj n0 = CellNew 'empty in slot
    CellSet %cell 'full
    %last := %cell
    %got: obj n1 = CellGet %last
    Display %got
    %next: int = IntAdd %i 1
    continue (%next)
  }
  return %n
}

fn main () entry -> none {
  %x: int = call total(1, 2, #t)
  %y: int = call total(1, 2, #f)
  %z: int = call each(3)
  DisplayInt %x
  DisplayInt %y
  DisplayInt %z
  return
}
)";

inline constexpr std::string_view kClosures = R"(
fn adder captures (%n: obj n0) (%x: obj n1) dest -> obj n2 {
  region outside outside
  region dest dest
  node n0 outside
  node n1 outside
  node n2 dest {car: n1, cdr: n0}
  %pair: obj n2 = Cons %x %n in dest
  return %pair
}

fn twice (%f: obj n0, %x: obj n1) dest -> obj n2 {
  region outside outside
  region dest dest
  node n0 outside {param.0: n1, result: n2}
  node n1 outside
  node n2 dest
  let %first: obj n2 = apply %f(%x) into dest
  let %second: obj n2 = apply %f(%x) into dest
  return %second
}

fn push (%box: obj n0, %x: obj n1) -> none {
  region outside outside
  region box_region outside of %box
  node n0 box_region allocated {content: n2}
  node n1 outside
  node n2 box_region allocated {car: n1, cdr: n2}
  region.of box_region = %box
  %old: obj n2 = CellGet %box
  %pair: obj n2 = Cons %x %old in box_region
  CellSet %box %pair
  return
}

fn main () entry -> none {
  region f_region local
  region r local
  region box_region local
  node n0 f_region
  node n1 f_region {captured.0: n0, param.0: n0, result: n2}
  node n2 r {car: n0, cdr: n0}
  node n3 box_region {content: n4}
  node n4 box_region {car: n2, cdr: n4}
  region.create f_region
  %one: obj n0 = BoxFloat 1.5 in f_region
  let %f: obj n1 = closure adder(%one) in f_region [n0 -> n0, n1 -> n0, n2 -> n2]
  region.create r
  let %p: obj n2 = call twice(%f, %one) into r [n0 -> n1, n1 -> n0, n2 -> n2]
  region.create box_region
  let %box: obj n3 = CellNew '() in box_region
  call push(%box, %p) [n0 -> n3, n1 -> n2, n2 -> n4]
  call push(%box, %p) [n0 -> n3, n1 -> n2, n2 -> n4]
  %all: obj n4 = CellGet %box
  Display %all
  region.exit box_region
  Display %p
  region.exit r
  region.exit f_region
  return
}
)";

inline constexpr std::string_view kCopies = R"(
global kept: obj

fn local-first (%x: obj n0) dest -> obj n2 {
  region outside outside
  region dest dest
  region temp local
  node n0 outside
  node n1 temp {car: n0, cdr: n1}
  node n2 dest {car: n0, cdr: n2}
  region.create temp
  let %p: obj n1 = Cons %x '() in temp
  let %q: obj n1 = Cons %x %p in temp
  %copy: obj n2 = transmigrate %q from temp into dest
  region.exit temp
  return %copy
}

fn keep (%x: int) -> none {
  region global global
  node n0 global {car: n1, cdr: n0}
  node n1 global
  %box: obj n1 = BoxInt %x in global
  %old: obj n0 = global kept
  %list: obj n0 = Cons %box %old in global
  global kept := %list
  return
}

fn main () entry -> none {
  region global global
  region r local
  region s local
  node n0 r
  node n1 s {car: n0, cdr: n1}
  node n2 global {car: n3, cdr: n2}
  node n3 global
  global kept := '()
  call keep(1)
  call keep(2)
  region.create r
  %x: obj n0 = BoxInt 7 in r
  region.create s
  let %list: obj n1 = call local-first(%x) into s [n0 -> n0, n2 -> n1]
  Display %list
  region.exit s
  region.exit r
  %all: obj n2 = global kept
  Display %all
  return
}
)";

/// A value that a function below raises, out of two regions that are active: both end, and the copy stays.
inline constexpr std::string_view kRaises = R"(
fn thrower (%x: obj n0) -> none {
  region outside outside
  region temp local
  node n0 outside
  node n1 temp {car: n0, cdr: n1}
  region.create temp
  %p: obj n1 = Cons %x '() in temp
  Raise %p
  unreachable
}

fn quiet captures (%x: obj n0) () dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside
  node n1 dest {car: n0}
  %p: obj n1 = Cons %x '() in dest
  return %p
}

fn loud captures (%x: obj n0) () dest -> obj n1 {
  region outside outside
  region dest dest
  region temp local
  node n0 outside
  node n1 dest {car: n0}
  node n2 temp {car: n0, cdr: n2}
  region.create temp
  %t: obj n2 = Cons %x '() in temp
  call thrower(%t) [n0 -> n2]
  region.exit temp
  %p: obj n1 = Cons %x '() in dest
  return %p
}

fn attempt (%body: obj n0) dest -> obj n1 {
  region outside outside
  region dest dest
  node n0 outside {result: n1}
  node n1 dest any
  let %outcome: obj n1 = try %body() into dest
  %raised: bool = IsRaised %outcome
  if %raised {
    let %e: obj n1 = Caught in dest
    return %e
  } else {
    return %outcome
  }
}

fn main () entry -> none {
  region r local
  region c local
  node n0 r any
  node n1 c {captured.0: n0, result: n0}
  region.create r
  %one: obj n0 = BoxFloat 1.5 in r
  region.create c
  let %q: obj n1 = closure quiet(%one) in c [n0 -> n0, n1 -> n0]
  let %good: obj n0 = call attempt(%q) into r [n0 -> n1, n1 -> n0]
  Display %good
  let %l: obj n1 = closure loud(%one) in c [n0 -> n0, n1 -> n0]
  let %bad: obj n0 = call attempt(%l) into r [n0 -> n1, n1 -> n0]
  region.exit c
  Display %bad
  region.exit r
  return
}
)";

/// Fields of heap objects that are replaced, emptied and filled, and what is read meanwhile.
inline constexpr std::string_view kFields = R"(
structs @Box
struct @Box {item: obj mutable, size: int mutable}

fn put (%box: obj(@Box) n0 borrowed, %item: obj(nil pair) n1) -> none {
  region heap heap
  node n0 heap {field.0: n1}
  node n1 heap {car: n2, cdr: n1}
  node n2 heap
  let %old: obj(nil pair) n1 = StructPut @Box item %box %item
  drop %old
  return
}

fn length (%xs: obj(nil pair) n0 borrowed) -> int {
  region heap heap
  node n0 heap {car: n1, cdr: n0}
  node n1 heap
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
  return %length
}

fn main () entry -> none {
  region heap heap
  node n0 heap {field.0: n1}
  node n1 heap {car: n2, cdr: n1}
  node n2 heap
  let %box: obj(@Box) n0 = StructNew @Box '() 0 in heap
  %text: obj(string) n2 = StringCopy "abc" in heap
  let %one: obj(nil pair) n1 = Cons %text '() in heap
  call put(%box, %one) [n0 -> n0, n1 -> n1, n2 -> n2]
  let %item: obj(nil pair) n1 = StructField @Box item %box
  dup %item
  call put(%box, '()) [n0 -> n0, n1 -> n1, n2 -> n2]
  %first: int = call length(%item) [n0 -> n1, n1 -> n2]
  DisplayInt %first
  call put(%box, %item) [n0 -> n0, n1 -> n1, n2 -> n2]
  let %taken: obj(nil pair) n1 = StructPut @Box item %box '()
  let %two: obj(nil pair) n1 = Cons "x" %taken in heap
  %second: int = call length(%two) [n0 -> n1, n1 -> n2]
  StructPut @Box item %box %two
  StructPut @Box size %box %second
  %other: obj(string) n2 = StringCopy "def" in heap
  let %was: obj n2 = SetCar %two %other
  drop %was
  %name: obj n2 = PairCar %two
  Display %name
  DisplayInt %second
  drop %box
  return
}
)";

inline constexpr Program kPrograms[] = {
    {"tree", kTree}, {"loops", kLoops}, {"stack", kStack}, {"closures", kClosures}, {"copies", kCopies},
    {"raises", kRaises}, {"fields", kFields},
};

}  // namespace rir_programs
