// Expressions and definitions in core.

#include "core_fixture.h"

using namespace core_test;

Test(core_build, spellings_of_a_function_give_the_same_code)
{
    const std::string expected = "fn f (a: obj, b: obj) -> obj\n"
                                 "  %sum = Add %a %b\n"
                                 "  return %sum\n";
    const std::string_view spellings[] = {
        "(define (f a b) (+ a b))",        "(define f (lambda (a b) (+ a b)))", "(define f [a b] (+ a b))",
        "(defn f [a b] (+ a b))",          "(define f a b (+ a b))",            "(define f (fn [a b] (+ a b)))",
        "(define f (λ (a b) (+ a b)))",    "(define f [a {Int}] [b {Int}] {Int} (+ a b))",
        "(define (f [a {Int}] b) {Int} (+ a b))", "(begin (define (f a b) (begin (+ a b))))"};
    for (std::string_view spelling : spellings) {
        ASSERT_TEXT(CoreOf(spelling, "f"), expected);
    }
}

Test(core_build, spellings_of_let_give_the_same_code)
{
    const std::string expected = "fn f (a: obj) -> obj\n"
                                 "  %x = Add %a 1\n"
                                 "  %y = 2\n"
                                 "  %product = Mul %x %y\n"
                                 "  return %product\n";
    const std::string_view spellings[] = {
        "(let ((x (+ a 1)) (y 2)) (* x y))",      "(let [x (+ a 1) y 2] (* x y))",
        "(let (x (+ a 1) y 2) (* x y))",          "(let [x (+ a 1)] [y 2] (* x y))",
        "(let [x {Int} (+ a 1) y {Int} 2] (* x y))", "(let* ((x (+ a 1)) (y 2)) (* x y))",
        "(letrec* ((x (+ a 1)) (y 2)) (* x y))",  "(define x (+ a 1)) (define y 2) (* x y)",
        "((lambda (x y) (* x y)) (+ a 1) 2)",     "(let ([x (+ a 1)] [y {Int} 2]) (* x y))"};
    for (std::string_view spelling : spellings) {
        ASSERT_TEXT(CoreOf("(define (f a) " + std::string(spelling) + ")", "f"), expected);
    }
}

Test(core_build, parallel_let_does_not_see_its_own_names)
{
    ASSERT_TEXT(CoreOf("(define (f x) (let ((x 1) (y x)) (- x y)))", "f"),
                "fn f (x: obj) -> obj\n"
                "  %x.2 = 1\n"
                "  %y = %x\n"
                "  %difference = Sub %x.2 %y\n"
                "  return %difference\n");
}

Test(core_build, conditions_are_nested_ifs_of_bools)
{
    ASSERT_TEXT(CoreOf("(define (f a b) (if (and a (not (or b (null? a)))) 1 2))", "f"),
                "fn f (a: obj, b: obj) -> obj\n"
                "  %both = if %a {\n"
                "    %either = if %b {\n"
                "      yield %b\n"
                "    } else {\n"
                "      %empty = IsNull %a\n"
                "      yield %empty\n"
                "    }\n"
                "    %inverse = Not %either\n"
                "    yield %inverse\n"
                "  } else {\n"
                "    yield #f\n"
                "  }\n"
                "  if %both {\n"
                "    return 1\n"
                "  } else {\n"
                "    return 2\n"
                "  }\n");
}

Test(core_build, comparison_chains_evaluate_each_operand_once)
{
    ASSERT_TEXT(CoreOf("(define (f a b) (< 0 (car a) b))", "f"),
                "fn f (a: obj, b: obj) -> obj\n"
                "  %head = Car %a\n"
                "  %less = NumLt 0 %head\n"
                "  %ordered = if %less {\n"
                "    %less.2 = NumLt %head %b\n"
                "    yield %less.2\n"
                "  } else {\n"
                "    yield #f\n"
                "  }\n"
                "  return %ordered\n");
}

Test(core_build, operands_are_read_from_left_to_right)
{
    // The first y is read before the set!, the last one behind it.
    ASSERT_TEXT(CoreOf("(define (f y) (list y (begin (set! y 5) y) y))", "f"),
                "fn f (y: obj) -> obj\n"
                "  %y.2 = %y\n"
                "  %y := 5\n"
                "  %list = Cons %y '()\n"
                "  %list.2 = Cons %y %list\n"
                "  %list.3 = Cons %y.2 %list.2\n"
                "  return %list.3\n");
}

Test(core_build, code_behind_an_error_is_dropped)
{
    ASSERT_TEXT(CoreOf("(define (f x) (+ 1 (if x (error \"no\" x 1) 2)) (assert x) (car (error \"end\")))", "f"),
                "fn f (x: obj) -> obj\n"
                "  %result = if %x {\n"
                "    %list = Cons 1 '()\n"
                "    %list.2 = Cons %x %list\n"
                "    Error \"no\" %list.2\n"
                "    unreachable\n"
                "  } else {\n"
                "    yield 2\n"
                "  }\n"
                "  Add 1 %result\n"
                "  if %x {\n"
                "    yield\n"
                "  } else {\n"
                "    AssertFailed\n"
                "    unreachable\n"
                "  }\n"
                "  Error \"end\" '()\n"
                "  unreachable\n");
}

Test(core_build, fewer_than_two_operands)
{
    ASSERT_TEXT(CoreOf("(define (f x) (list (+) (*) (- 5) (- 2.5) (- x) (/ x) (string-append) (append) (append x)))", "f"),
                "fn f (x: obj) -> obj\n"
                "  %negated = Neg %x\n"
                "  %quotient = Div 1 %x\n"
                "  %list = Cons %x '()\n"
                "  %list.2 = Cons '() %list\n"
                "  %list.3 = Cons \"\" %list.2\n"
                "  %list.4 = Cons %quotient %list.3\n"
                "  %list.5 = Cons %negated %list.4\n"
                "  %list.6 = Cons -2.5 %list.5\n"
                "  %list.7 = Cons -5 %list.6\n"
                "  %list.8 = Cons 1 %list.7\n"
                "  %list.9 = Cons 0 %list.8\n"
                "  return %list.9\n");
}

Test(core_build, quasiquote_builds_only_what_is_not_constant)
{
    ASSERT_TEXT(CoreOf("(define (f x) `(a (1 2) ,x (b . ,x) ,@x))", "f"),
                "fn f (x: obj) -> obj\n"
                "  %pair = Cons 'b %x\n"
                "  %pair.2 = Cons %pair %x\n"
                "  %pair.3 = Cons %x %pair.2\n"
                "  %pair.4 = Cons '(1 2) %pair.3\n"
                "  %pair.5 = Cons 'a %pair.4\n"
                "  return %pair.5\n");
}

Test(core_build, top_level_values_are_globals_and_run_in_order)
{
    ASSERT_TEXT(CoreOf("; the limit\n(define limit 10)\n(define (over? x) (> x limit))\n(display (over? 3))\n"
                       "(set! limit 2)\n(define again over?)\n(again 1)"),
                "fn over? (x: obj) -> obj value\n"
                "  %limit = global limit\n"
                "  %greater = NumGt %x %limit\n"
                "  return %greater\n"
                "\n"
                "fn main () -> obj\n"
                "  global limit := 10\n"
                "  %over? = call over?(3)\n"
                "  Display %over?\n"
                "  global limit := 2\n"
                "  %again = closure over?[]\n"
                "  global again := %again\n"
                "  %again.2 = global again\n"
                "  apply %again.2(1)\n"
                "  return nothing\n");
}

Test(core_build, the_users_definition_hides_the_librarys)
{
    ASSERT_TEXT(CoreOf("(define (map f x) x)\n(define (car x) 1)\n(define (assert x) x)\n"
                 "(map car (assert (cdr '(1))))"),
                "fn map (f: obj, x: obj) -> obj\n"
                "  return %x\n"
                "\n"
                "fn car (x: obj) -> obj value\n"
                "  return 1\n"
                "\n"
                "fn assert (x: obj) -> obj\n"
                "  return %x\n"
                "\n"
                "fn main () -> obj\n"
                "  %car = closure car[]\n"
                "  %tail = Cdr '(1)\n"
                "  %assert = call assert(%tail)\n"
                "  call map(%car, %assert)\n"
                "  return nothing\n");
}

Test(core_build, only_reachable_library_functions_are_built)
{
    Built built;
    BuildInto(built, "(display (fold + 0 (list-tail '(1 2 3) 1)))");
    std::string names;
    for (const core::Function& function : built.module.functions) {
        names += std::string(function.name.text()) + (function.is_prelude ? "* " : " ");
    }
    ASSERT_TEXT(names, "main fold* +* +* list-tail* ");
}

Test(core_build, comments_and_blank_lines_belong_to_statements)
{
    Built built;
    BuildInto(built, "; what f does\n(define (f x)\n  ; first\n  (display x)\n\n  (display 1) ; behind\n  ; end\n  )");
    const core::Function* f = nullptr;
    for (const core::Function& function : built.module.functions) {
        f = function.name.text() == "f" ? &function : f;
    }
    cr_assert(f != nullptr);
    std::string text(built.files.Text(f->comments.at(0)));
    for (const core::Trivia& trivia : f->trivia) {
        text += fmt::format("|{}{}{}", trivia.blank_line_before ? "(blank)" : "", built.files.Text(trivia.comment),
                            trivia.stmt.valid() ? built.files.Text(f->stmts[trivia.stmt].span) : "(end)");
    }
    ASSERT_TEXT(text, "; what f does|; first(display x)|(blank); behind(display 1)|; end(end)");
}

Test(core_build, annotations_are_recorded)
{
    Built built;
    BuildInto(built, "(define (f [x {Int}] [l {List Int}]) {Float} (let ((y {Bool} #t)) 2.5))\n(define g {Float} 1.5)");
    const core::Function& f = built.module.functions[core::FuncId(0)];
    cr_assert_eq(f.vars[f.params[0]].declared_kinds, core::kind::kInt);
    cr_assert_eq(f.vars[f.params[1]].declared_kinds,
                 core::kind::kPair | core::kind::kNil | core::kind::kItemInt);
    cr_assert_eq(f.declared_result_kinds, core::kind::kFloat);
    cr_assert_eq(built.module.globals[core::GlobalId(0)].declared_kinds, core::kind::kFloat);
}

Test(core_build, externs)
{
    Built built;
    BuildInto(built, "(extern pin-write \"hal_pin\" [pin {Int}] [on {Bool}] {Nothing} :header \"hal.h\")\n"
                     "(define (f) (pin-write 1 #t))\n(export f)");
    ASSERT_TEXT(built.Diagnostics(), "");
    const core::Function& pin = built.module.functions[core::FuncId(0)];
    cr_assert(pin.is_extern && pin.extern_name == "hal_pin" && pin.extern_header == "hal.h");
    cr_assert_eq(pin.declared_result_kinds, core::kind::kNothing);
    cr_assert_eq(pin.params.size(), 2u);
    cr_assert(built.module.functions[core::FuncId(1)].exported);

    Built implicit;
    BuildInto(implicit, "(define (f x) (use x) (use x))", {true, true});
    ASSERT_TEXT(implicit.Diagnostics(), "1:16 W0507 `use` is not bound; taken as a C function\n");
    cr_assert(implicit.module.functions[core::FuncId(1)].is_extern);
    cr_assert(implicit.module.functions[core::FuncId(1)].contract(0) == core::Contract::Borrow);
    ASSERT_TEXT(DiagnosticsOf("(define (f x) (use x) (use x 1))", {true, false}),
                "1:16 W0507 `use` is not bound; taken as a C function\n"
                "1:23 E0202 `use` takes 1 argument, 2 given\n"
                "  1:15 first called here\n");
}
