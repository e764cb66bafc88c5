// Loops, tail calls, closures.

#include "core_fixture.h"

using namespace core_test;

Test(core_loops, a_named_let_in_place)
{
    // `step` is the same in each iteration and no parameter of the loop.
    ASSERT_TEXT(CoreOf("(define (f n step) (+ 1 (let go ((i 0) (step step)) (if (< i n) (go (+ i step) step) i))))", "f"),
                "fn f (n: obj, step: obj) -> obj\n"
                "  %result = loop (%i = 0) {\n"
                "    %less = NumLt %i %n\n"
                "    if %less {\n"
                "      %sum = Add %i %step\n"
                "      continue (%sum)\n"
                "    } else {\n"
                "      break %i\n"
                "    }\n"
                "  }\n"
                "  %sum.2 = Add 1 %result\n"
                "  return %sum.2\n");
}

Test(core_loops, loops_in_all_spellings)
{
    const std::string expected = "fn f (n: obj) -> obj\n"
                                 "  loop (%i = 0, %s = 0) {\n"
                                 "    %equal = NumEq %i %n\n"
                                 "    if %equal {\n"
                                 "      return %s\n"
                                 "    } else {\n"
                                 "      %sum = Add %i 1\n"
                                 "      %sum.2 = Add %s %i\n"
                                 "      continue (%sum, %sum.2)\n"
                                 "    }\n"
                                 "  }\n";
    const std::string_view spellings[] = {
        "(let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s i))))",
        "(let loop [i 0 s 0] (if (= i n) s (loop (+ i 1) (+ s i))))",
        "(loop [i 0 s 0] (if (= i n) s (recur (+ i 1) (+ s i))))",
        "(do ((i 0 (+ i 1)) (s 0 (+ s i))) ((= i n) s))",
        "(define (go i s) (if (= i n) s (go (+ i 1) (+ s i)))) (go 0 0)",
        "(letrec ((go (lambda (i s) (cond ((= i n) s) (else (go (+ i 1) (+ s i))))))) (go 0 0))"};
    for (std::string_view spelling : spellings) {
        ASSERT_TEXT(CoreOf("(define (f n) " + std::string(spelling) + ")", "f"), expected);
    }
}

Test(core_loops, recursion_modulo_cons)
{
    ASSERT_TEXT(CoreOf("(define (f xs end) (if (null? xs) end (cons 1 (cons (car xs) (f (cdr xs) end)))))", "f"),
                "fn f (xs: obj, end: obj) -> obj\n"
                "  %first = undefined\n"
                "  loop (%xs.2 = %xs, %last = '()) {\n"
                "    %empty = IsNull %xs.2\n"
                "    if %empty {\n"
                "      %empty.2 = IsNull %last\n"
                "      if %empty.2 {\n"
                "        return %end\n"
                "      } else {\n"
                "        PairSetCdr %last %end\n"
                "        return %first\n"
                "      }\n"
                "    } else {\n"
                "      %head = Car %xs.2\n"
                "      %tail = Cdr %xs.2\n"
                "      %pair = Cons %head '()\n"
                "      %pair.2 = Cons 1 %pair\n"
                "      %empty.3 = IsNull %last\n"
                "      if %empty.3 {\n"
                "        %first := %pair.2\n"
                "        yield\n"
                "      } else {\n"
                "        PairSetCdr %last %pair.2\n"
                "        yield\n"
                "      }\n"
                "      continue (%tail, %pair)\n"
                "    }\n"
                "  }\n");
    // What stands between the call and the pair keeps it a call.
    const std::string kept = CoreOf("(define (f xs) (if (null? xs) xs (let ((r (f (cdr xs)))) (display r) (cons 1 r))))", "f");
    cr_assert(kept.find("call f") != std::string::npos, "%s", kept.c_str());
}

Test(core_loops, self_tail_calls_and_while)
{
    ASSERT_TEXT(CoreOf("(define (f n k) (when (> n 0) (while (> k 1) (set! k (- k 1))) (f (- n 1) k)))", "f"),
                "fn f (n: obj, k: obj) -> obj\n"
                "  loop (%n.2 = %n, %k.2 = %k) {\n"
                "    %greater = NumGt %n.2 0\n"
                "    if %greater {\n"
                "      loop () {\n"
                "        %greater.2 = NumGt %k.2 1\n"
                "        if %greater.2 {\n"
                "          %difference = Sub %k.2 1\n"
                "          %k.2 := %difference\n"
                "          continue ()\n"
                "        } else {\n"
                "          break\n"
                "        }\n"
                "      }\n"
                "      %difference.2 = Sub %n.2 1\n"
                "      continue (%difference.2, %k.2)\n"
                "    } else {\n"
                "      return nothing\n"
                "    }\n"
                "  }\n");
}

Test(core_loops, an_inner_loop_goes_on_with_the_outer_one)
{
    ASSERT_TEXT(CoreOf("(define (f n) (let outer ((i 0)) (if (= i n) i (let inner ((j 0))"
                       " (if (= j i) (outer (+ i 1)) (inner (+ j 1)))))))",
                       "f"),
                "fn f (n: obj) -> obj\n"
                "  loop (%i = 0) {\n"
                "    %equal = NumEq %i %n\n"
                "    if %equal {\n"
                "      return %i\n"
                "    } else {\n"
                "      %next-i = undefined\n"
                "      loop (%j = 0) {\n"
                "        %equal.2 = NumEq %j %i\n"
                "        if %equal.2 {\n"
                "          %sum = Add %i 1\n"
                "          %next-i := %sum\n"
                "          break\n"
                "        } else {\n"
                "          %sum.2 = Add %j 1\n"
                "          continue (%sum.2)\n"
                "        }\n"
                "      }\n"
                "      continue (%next-i)\n"
                "    }\n"
                "  }\n");
}

Test(core_loops, mutual_tail_calls_share_a_loop)
{
    ASSERT_TEXT(CoreOf("(define (ev? n) (if (= n 0) #t (od? (- n 1))))\n(define (od? m) (and (> m 0) (ev? (- m 1))))"),
                "fn ev?-od? (state: obj, n: obj, m: obj) -> obj\n"
                "  loop (%state.2 = %state, %n.2 = %n, %m.2 = %m) {\n"
                "    %at-ev? = NumEq %state.2 0\n"
                "    if %at-ev? {\n"
                "      %equal = NumEq %n.2 0\n"
                "      if %equal {\n"
                "        return #t\n"
                "      } else {\n"
                "        %difference = Sub %n.2 1\n"
                "        continue (1, undefined, %difference)\n"
                "      }\n"
                "    } else {\n"
                "      %greater = NumGt %m.2 0\n"
                "      if %greater {\n"
                "        %difference.2 = Sub %m.2 1\n"
                "        continue (0, %difference.2, undefined)\n"
                "      } else {\n"
                "        return #f\n"
                "      }\n"
                "    }\n"
                "  }\n"
                "\n"
                "fn ev? (n: obj) -> obj\n"
                "  %result = call ev?-od?(0, %n, undefined)\n"
                "  return %result\n"
                "\n"
                "fn od? (m: obj) -> obj\n"
                "  %result = call ev?-od?(1, undefined, %m)\n"
                "  return %result\n"
                "\n"
                "fn main () -> obj\n"
                "  return nothing\n");
}

Test(core_loops, states_that_nobody_enters_from_outside_are_only_states)
{
    ASSERT_TEXT(CoreOf("(define (a n) (if (= n 0) 1 (b n 2)))\n(define (b n k) (a (- n k)))\n(display (a 4))"),
                "fn a-b (state: obj, n: obj) -> obj\n"
                "  loop (%state.2 = %state, %n.2 = %n, %k = undefined) {\n"
                "    %at-a = NumEq %state.2 0\n"
                "    if %at-a {\n"
                "      %equal = NumEq %n.2 0\n"
                "      if %equal {\n"
                "        return 1\n"
                "      } else {\n"
                "        continue (1, %n.2, 2)\n"
                "      }\n"
                "    } else {\n"
                "      %difference = Sub %n.2 %k\n"
                "      continue (0, %difference, undefined)\n"
                "    }\n"
                "  }\n"
                "\n"
                "fn a (n: obj) -> obj\n"
                "  %result = call a-b(0, %n)\n"
                "  return %result\n"
                "\n"
                "fn main () -> obj\n"
                "  %a = call a(4)\n"
                "  Display %a\n"
                "  return nothing\n");
}

Test(core_loops, mutual_tail_calls_out_of_inner_loops)
{
    // From the inner loop of `a` control goes on with its outer loop, or with `b`.
    const std::string text = CoreOf("(define (a n) (let outer ((i 0)) (let inner ((j 0)) (cond ((= j 9) (outer (+ i 1)))"
                                    " ((= i n) (b j)) (else (inner (+ j 1)))))))\n(define (b n) (if (> n 5) (a n) n))",
                                    "a-b");
    for (std::string_view part : {"%next-state := -1\n", "%same-state = NumLt %next-state 0\n", "%next-state := 1\n",
                                  "continue (%next-i)\n", "continue (%next-state, %next-n)\n"}) {
        cr_assert(text.find(part) != std::string::npos, "%s is missing in\n%s", std::string(part).c_str(),
                  text.c_str());
    }
}

Test(core_loops, inner_functions_take_what_they_need)
{
    ASSERT_TEXT(CoreOf("(define (f n) (define k (* n 2)) (define (g x) (+ (h x) 1)) (define (h x) (if (< x k) x (g (- x 1))))"
                       " (h n))"),
                "fn f-g (x: obj, k: obj) -> obj recursive\n"
                "  %f-h = call f-h(%x, %k)\n"
                "  %sum = Add %f-h 1\n"
                "  return %sum\n"
                "\n"
                "fn f-h (x: obj, k: obj) -> obj recursive\n"
                "  %less = NumLt %x %k\n"
                "  if %less {\n"
                "    return %x\n"
                "  } else {\n"
                "    %difference = Sub %x 1\n"
                "    %f-g = call f-g(%difference, %k)\n"
                "    return %f-g\n"
                "  }\n"
                "\n"
                "fn f (n: obj) -> obj\n"
                "  %k = Mul %n 2\n"
                "  %f-h = call f-h(%n, %k)\n"
                "  return %f-h\n"
                "\n"
                "fn main () -> obj\n"
                "  return nothing\n");
}

Test(core_loops, captured_and_assigned_variables_are_cells)
{
    ASSERT_TEXT(CoreOf("(define (counter start) (lambda () (set! start (+ start 1)) start))"),
                "fn counter-lambda () captured (start: obj) -> obj value\n"
                "  %start.2 = CellGet %start\n"
                "  %sum = Add %start.2 1\n"
                "  CellSet %start %sum\n"
                "  %start.3 = CellGet %start\n"
                "  return %start.3\n"
                "\n"
                "fn counter (start: obj) -> obj\n"
                "  %start.2 = CellNew %start\n"
                "  %function = closure counter-lambda[%start.2]\n"
                "  return %function\n"
                "\n"
                "fn main () -> obj\n"
                "  return nothing\n");
}

Test(core_loops, a_function_called_and_passed_on)
{
    ASSERT_TEXT(CoreOf("(define (f n l) (define (add x) (+ x n)) (cons (add 1) (map add l)))"),
                "fn f-add (x: obj, n: obj) -> obj\n"
                "  %sum = Add %x %n\n"
                "  return %sum\n"
                "\n"
                "fn f-add-closure (x: obj) captured (n: obj) -> obj value\n"
                "  %result = call f-add(%x, %n)\n"
                "  return %result\n"
                "\n"
                "fn f (n: obj, l: obj) -> obj\n"
                "  %f-add = call f-add(1, %n)\n"
                "  %add = closure f-add-closure[%n]\n"
                "  %map = call map(%add, %l)\n"
                "  %pair = Cons %f-add %map\n"
                "  return %pair\n"
                "\n"
                "fn main () -> obj\n"
                "  return nothing\n");
}

Test(core_loops, a_closure_made_before_its_variable_sees_the_value)
{
    // g is reached through the closure before y is bound: y is a cell from the beginning.
    ASSERT_TEXT(CoreOf("(define (f z) (define h (list (lambda () (g)))) (define y z) (define (g) y) (car h))", "f"),
                "fn f (z: obj) -> obj\n"
                "  %y = CellNew nothing\n"
                "  %function = closure f-lambda[%y]\n"
                "  %h = Cons %function '()\n"
                "  CellSet %y %z\n"
                "  %head = Car %h\n"
                "  return %head\n");
}

Test(core_loops, a_closure_that_is_mentioned_twice_is_one_object)
{
    ASSERT_TEXT(CoreOf("(define (f x) (define (h) x) (eq? h h))", "f"),
                "fn f (x: obj) -> obj\n"
                "  %h = closure f-h[%x]\n"
                "  %same = IsEq %h %h\n"
                "  return %same\n");
    // In a loop it is made in front of the loop.
    ASSERT_TEXT(CoreOf("(define (f x) (define (h y) x) (let go ((i 0)) (when (< i x) (for-each h '(1)) (go (+ i 1)))))", "f"),
                "fn f (x: obj) -> obj\n"
                "  %h = closure f-h[%x]\n"
                "  loop (%i = 0) {\n"
                "    %less = NumLt %i %x\n"
                "    if %less {\n"
                "      call for-each(%h, '(1))\n"
                "      %sum = Add %i 1\n"
                "      continue (%sum)\n"
                "    } else {\n"
                "      return nothing\n"
                "    }\n"
                "  }\n");
}

Test(core_loops, rest_parameters_gather)
{
    ASSERT_TEXT(CoreOf("(define (f a . more) more)\n(f 1 2 3)\n(f 1)"),
                "fn f (a: obj, more: obj ...) -> obj\n"
                "  return %more\n"
                "\n"
                "fn main () -> obj\n"
                "  %list = Cons 3 '()\n"
                "  %list.2 = Cons 2 %list\n"
                "  call f(1, %list.2)\n"
                "  call f(1, '())\n"
                "  return nothing\n");
}

Test(core_loops, regions_that_nobody_can_end)
{
    Built built;
    BuildInto(built, "(define (f caller) (let ((r (region-create))) (region-exit caller) (region-split caller) 1))");
    ASSERT_TEXT(built.Diagnostics(), "1:47 W0508 `region-exit` is a wish: the plan itself decides where memory ends\n"
                                     "1:68 W0508 `region-split` is a wish: the plan itself decides where memory ends\n");
}

Test(core_loops, where_regions_of_the_source_begin_and_end_is_marked)
{
    Built built;
    BuildInto(built, "(define (f caller) (let ((r (region-create)) (x (pair 1 r))) (region-exit r) x))");
    ASSERT_TEXT(built.Diagnostics(), "");
    ASSERT_TEXT(built.Text("f"), "fn f (caller: obj) -> obj\n"
                                 "  RegionMark 28 0 -1\n"
                                 "  %x = Cons 1 nothing\n"
                                 "  RegionMark 28 1 -1\n"
                                 "  return %x\n");
}

Test(core_loops, a_promise_holds_for_what_the_function_goes_on_with)
{
    // `walk` goes on for `settle` and is called by itself: there it promises nothing.
    const std::string source = "(define settle [n] {Int} (if (= n 0) 1 (walk (- n 1))))"
                               "(define (walk n) (if (= n 0) 'a (settle (- n 1))))"
                               "(settle 1) (walk 1)";
    Built built;
    BuildInto(built, source);
    size_t loops = 0;
    for (const core::Function& function : built.module.functions) {
        if (function.name.text() == "settle-walk") {
            ++loops;
            cr_expect(function.declared_result_kinds == core::kind::kInt);
        } else if (function.name.text() == "walk") {
            cr_expect(function.declared_result_kinds == core::kind::kAny);
        }
    }
    cr_expect(loops == 1);
    ASSERT_TEXT(built.Text("walk"),
                "fn walk (n: obj) -> obj\n"
                "  %equal = NumEq %n 0\n"
                "  if %equal {\n"
                "    return 'a\n"
                "  } else {\n"
                "    %difference = Sub %n 1\n"
                "    %settle = call settle(%difference)\n"
                "    return %settle\n"
                "  }\n");
}
