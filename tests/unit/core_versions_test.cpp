// Versions of functions for the procedures that they get.

#include "core_fixture.h"

using namespace core_test;

static std::string VersionsOf(std::string_view source, std::string_view name = "") { return CoreOf(source, name, {}); }

Test(core_versions, a_recursion_calls_the_procedure_and_takes_what_it_captured)
{
    ASSERT_TEXT(VersionsOf("(define (all f l) (if (null? l) 0 (+ (f (car l)) (all f (cdr l)))))"
                           "(define (g l n) (all (lambda (x) (list x n)) l))"),
                "fn g-lambda (x: obj, n: obj) -> obj\n"
                "  %list = Cons %n '()\n"
                "  %list.2 = Cons %x %list\n"
                "  return %list.2\n"
                "\n"
                "fn g (l: obj, n: obj) -> obj\n"
                "  %all = call all-g-lambda(%l, %n)\n"
                "  return %all\n"
                "\n"
                "fn all-g-lambda (l: obj, n: obj) -> obj recursive\n"
                "  %empty = IsNull %l\n"
                "  if %empty {\n"
                "    return 0\n"
                "  } else {\n"
                "    %head = Car %l\n"
                "    %f-result = call g-lambda(%head, %n)\n"
                "    %tail = Cdr %l\n"
                "    %all = call all-g-lambda(%tail, %n)\n"
                "    %sum = Add %f-result %all\n"
                "    return %sum\n"
                "  }\n"
                "\n"
                "fn main () -> obj\n"
                "  return nothing\n");
}

Test(core_versions, a_loop_does_not_carry_what_is_known)
{
    ASSERT_TEXT(VersionsOf("(define (count f i) (if (f i) i (count f (+ i 1))))"
                           "(define (g n) (count (lambda (i) (> i n)) 0))", "count-g-lambda"),
                "fn count-g-lambda (i: obj, n: obj) -> obj\n"
                "  loop (%i.2 = %i) {\n"
                "    %f-result = NumGt %i.2 %n\n"
                "    if %f-result {\n"
                "      return %i.2\n"
                "    } else {\n"
                "      %sum = Add %i.2 1\n"
                "      continue (%sum)\n"
                "    }\n"
                "  }\n");
}

Test(core_versions, a_library_function_is_the_clause_for_the_number_of_arguments)
{
    ASSERT_TEXT(VersionsOf("(define (go f n) (let loop ((i 0)) (if (< i n) (loop (f i 1)) (f n n n))))"
                           "(define (g n) (go + n))", "go-+"),
                "fn go-+ (n: obj) -> obj\n"
                "  loop (%i = 0) {\n"
                "    %less = NumLt %i %n\n"
                "    if %less {\n"
                "      %f-result = Add %i 1\n"
                "      continue (%f-result)\n"
                "    } else {\n"
                "      %rest = Cons %n '()\n"
                "      %rest.2 = Cons %n %rest\n"
                "      %rest.3 = Cons %n %rest.2\n"
                "      %f-result.2 = call +(%rest.3)\n"
                "      return %f-result.2\n"
                "    }\n"
                "  }\n");
}

Test(core_versions, none_where_the_procedure_is_more_than_called_or_changes)
{
    const std::string_view sources[] = {
        "(define (f p) (p 1) (cons p '()))",                               // kept
        "(define (f p) (p 1) (vector-ref p 0))",                           // looked at
        "(define (f p) (set! p car) (p '(1)))",                            // assigned
        "(define (f p) (apply p 1 '()))",                                  // the number of arguments is not known
        "(define (f p) (if (p 1) 1 (f (lambda (x) (p x)))))",              // another in the recursion
        "(define (f p) (let loop ((q p) (i 0)) (if (q i) i (loop (lambda (x) #t) (+ i 1)))))",
        "(define (f p) (p 1 2))",                                          // the call is wrong, and says so when it runs
        "(define (f p) (p p))",
    };
    for (const std::string_view source : sources) {
        const std::string text = VersionsOf(std::string(source) + "(define (g n) (f (lambda (x) (> x n))))", "g");
        cr_assert(text.find("call f(%function)") != std::string::npos, "%s", text.c_str());
    }
}

Test(core_versions, a_procedure_that_takes_its_environment_later_is_not_taken_early)
{
    // `n` changes between the closure and the call: it is a cell, and the version gets the cell.
    ASSERT_TEXT(VersionsOf("(define (twice f) (f (f 1)))"
                           "(define (g n) (let ((add (lambda (x) (+ x n)))) (set! n 5) (twice add)))", "g"),
                "fn g (n: obj) -> obj\n"
                "  %n.2 = CellNew %n\n"
                "  CellSet %n.2 5\n"
                "  %twice = call twice-g-add(%n.2)\n"
                "  return %twice\n");
}

Test(core_versions, many_calls_make_few_copies)
{
    std::string source = "(define (each f l) (if (null? l) 0 (begin (f (car l)) (f (car (cdr l))) (each f (cdr l)))))";
    for (int i = 0; i < 200; ++i) {
        source += fmt::format("(define (g{} l) (each (lambda (x) (display (+ x {}))) l))", i, i);
    }
    size_t copies = 0;
    Built built;
    BuildInto(built, source, {});
    for (const core::Function& function : built.module.functions) {
        copies += function.name.text().starts_with("each-") ? 1 : 0;
    }
    cr_assert(copies > 0 && copies < 40, "%zu", copies);
}
