// Shapes of emitted functions, from hand-written region IR. The result of each is also what a reader would write.

#include <criterion/criterion.h>

#include "assert_text.h"
#include "emit_text.h"

using emit_text::Emit;
using emit_text::Function;

Test(emit_function, tail_ifs_return_and_chains_stay_chains)
{
    const std::string c = Emit(R"(
fn sign (%n: int) -> int {
  %a: bool = IntLt %n 0
  %r: int = if %a {
    yield -1
  } else {
    %b: bool = IntEq %n 0
    %r2: int = if %b {
      yield 0
    } else {
      Newline
      yield 1
    }
    yield %r2
  }
  return %r
}
)");
    ASSERT_TEXT(Function(c, "sign"), R"(int64_t sign(int64_t n)
{
    if (n < 0) {
        return -1;
    } else if (n == 0) {
        return 0;
    }
    omni_newline();
    return 1;
}
)");
}

Test(emit_function, loops_test_at_their_head_and_assign_in_the_right_order)
{
    const std::string c = Emit(R"(
fn gcd (%a: int, %b: int) -> int {
  %r: int = loop (let %x: int = %a, let %y: int = %b) {
    %stop: bool = IntEq %y 0
    if %stop {
      break %x
    } else {
      yield
    }
    %m: int = IntModulo %x %y
    continue (%y, %m)
  }
  return %r
}
fn find (%xs: obj, %x: obj) -> bool {
  %r: bool = loop (let %xs.2: obj = %xs) {
    %null: bool = IsNull %xs.2
    if %null {
      break #f
    } else {
      %h: obj = PairCar %xs.2
      %eq: bool = IsEqual %h %x
      if %eq {
        break #t
      } else {
        %t: obj = PairCdr %xs.2
        continue (%t)
      }
      unreachable
    }
    unreachable
  }
  return %r
}
)");
    const std::string gcd = Function(c, "gcd");
    cr_expect(gcd.find("    while (y != 0) {\n        int64_t next_x = y;\n        y = omni_int_modulo(x, y,") !=
                  std::string::npos,
              "%s", gcd.c_str());
    cr_expect(gcd.find("        x = next_x;\n    }\n    return x;\n}\n") != std::string::npos, "%s", gcd.c_str());
    const std::string find = Function(c, "find");
    cr_expect(find.find("        if (omni_is_equal(omni_pair_car(xs_2), x)) {\n            return true;\n        }\n"
                        "        xs_2 = omni_pair_cdr(xs_2);\n    }\n    return false;\n") != std::string::npos,
              "%s", find.c_str());
}

Test(emit_function, operands_with_effects_keep_their_order)
{
    const std::string c = Emit(R"(
fn f (%n: int) recursive -> int {
  %f: int = call f(%n)
  %f.2: int = call f(%n)
  %sum: int = IntAdd %f %f.2
  return %sum
}
fn g (%p: obj) -> none {
  %head: obj = PairCar %p
  SetCar %p '1
  Display %head
  return
}
fn h (%p: obj) -> bool {
  %a: bool = IsNull %p
  %r: bool = if %a {
    yield #t
  } else {
    %t: obj = PairCdr %p
    %b: bool = IsNull %t
    yield %b
  }
  return %r
}
)");
    const std::string f = Function(c, "f");
    cr_expect(f.find("    OMNI_STACK_CHECK(\"f\");\n    int64_t f_result = f(n);\n    return omni_int_add(f_result, f(n), ") !=
                  std::string::npos,
              "%s", f.c_str());
    const std::string g = Function(c, "g");
    cr_expect(g.find("    Obj *head = omni_pair_car(p);\n    omni_set_car(p, OMNI_FIX(1), ") != std::string::npos, "%s",
              g.c_str());
    const std::string h = Function(c, "h");
    cr_expect(h.find("    return omni_is_null(p) || omni_is_null(omni_pair_cdr(p));\n") != std::string::npos, "%s",
              h.c_str());
}

Test(emit_function, an_unrelated_function_changes_no_other_line)
{
    const std::string program = R"(
fn f (%x: obj) -> obj {
  Display "Total: "
  %a: bool = IsEq %x 'red
  %r: obj = if %a {
    Newline
    yield '(1 "two" red)
  } else {
    yield "red"
  }
  return %r
}
fn main () entry -> none {
  %f: obj = call f('red)
  Display %f
  return
}
)";
    const std::string before = Emit(program);
    const std::string after = Emit("fn a (%n: int) -> int {\n  Display \"unrelated\"\n  %t: obj = move '(1 red)\n  Display %t\n"
                                   "  return %n\n}" + program);
    size_t at = 0;
    for (size_t begin = 0; begin < before.size();) {
        const size_t end = before.find('\n', begin) + 1;
        const std::string line = before.substr(begin, end - begin);
        at = after.find(line, at);
        cr_assert(at != std::string::npos, "changed: %s\n%s", line.c_str(), after.c_str());
        at += line.size();
        begin = end;
    }
}

Test(emit_function, the_word_of_an_object_is_looked_at_before_the_object_is_gone)
{
    const std::string c = Emit(R"(
fn make (%n: int) dest -> obj n0 {
  region dest dest
  node n0 dest {car: n0, cdr: n0}
  %p: obj n0 = Cons %n '() in dest
  return %p
}
fn left (%n: int) -> int {
  region r local
  node n0 r {car: n0, cdr: n0}
  region.create r
  %p: obj n0 = call make(%n) into r [n0 -> n0]
  %empty: bool = IsNull %p
  region.exit r
  %a: int = if %empty {
    Newline
    yield 1
  } else {
    yield 2
  }
  return %a
}
fn emptied (%n: int) -> int {
  region r local
  node n0 r {car: n0, cdr: n0}
  region.create r
  let %p: obj n0 = call make(%n) into r [n0 -> n0]
  %q: obj n0 = PairCdr %p
  let %other: obj n0 = move %q
  %same: bool = IsSame %p %other
  %differs: bool = Not %same
  region.reset r
  %a: int = if %differs {
    Newline
    yield 1
  } else {
    yield 2
  }
  region.exit r
  return %a
}
)");
    const std::string left = Function(c, "left");
    cr_expect(left.find("    bool empty = omni_is_null(make(r, ") != std::string::npos, "%s", left.c_str());
    const std::string emptied = Function(c, "emptied");
    cr_expect(emptied.find("    bool differs = p != other;\n    region_reset(r);\n") != std::string::npos, "%s", emptied.c_str());
}
