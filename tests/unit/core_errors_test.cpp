// What is wrong with a program, found on the way to core.

#include "core_fixture.h"

using namespace core_test;

namespace {

struct Case {
    std::string_view source;
    std::string_view diagnostics;
};

void CheckAll(std::span<const Case> cases)
{
    for (const Case& test : cases) {
        const std::string actual = DiagnosticsOf(test.source);
        cr_expect(actual == test.diagnostics, "%s\n--- expected\n%s--- actual\n%s", std::string(test.source).c_str(),
                  std::string(test.diagnostics).c_str(), actual.c_str());
    }
}

}  // namespace

Test(core_errors, names)
{
    static const Case kCases[] = {
        {"(display foo)", "1:10 E0201 `foo` is not bound\n"},
        {"(define (fact n) n)\n(fct 1)", "2:2 E0201 `fct` is not bound\n  did you mean `fact`?\n"},
        {"(lenght '(1))", "1:2 E0201 `lenght` is not bound\n  did you mean `length`?\n"},
        {"(define (f) (lambda () inside))", "1:24 E0201 `inside` is not bound\n"},
        {"(set! zz 1)", "1:7 E0208 `set!` of `zz`, which is not bound\n"
         "  define it first: (define zz ...)\n"},
        {"(define (f x) x)\n(define f 2)", "2:9 E0204 `f` is defined twice\n  1:10 first defined here\n"
         "  (set! name value) changes a variable\n"},
        {"(define (g) (define a 1) (define a 2) a)",
         "1:34 E0204 `a` is defined twice\n  1:21 first defined here\n"
         "  (set! name value) changes a variable\n"},
        {"(define (f x y x) y)", "1:16 E0203 `x` bound twice in one parameter list\n  1:12 first bound here\n"},
        {"(let ((x 1) (x 2)) x)", "1:14 E0212 `x` bound twice in one `let`\n  1:8 first bound here\n"},
        {"(display z)\n(define z 1)", "1:10 E0214 `z` is used before its definition is evaluated\n"
                                      "  2:9 defined here\n"},
        {"(define (f) (define a b) (define b 1) a)",
         "1:23 E0214 `b` is used before its definition is evaluated\n  1:34 defined here\n"},
        {"(export nope)", "1:9 E0217 exported name `nope` is not defined\n"},
        {"(display if)", "1:10 E0213 `if` is syntax, not a value\n"
         "  write (if test then else)\n"},
        {"(define (f x {Flot}) x)", "1:15 E0303 unknown type `Flot`\n  did you mean `Float`?\n"},
    };
    CheckAll(kCases);
}

Test(core_errors, calls)
{
    static const Case kCases[] = {
        {"(define (f x) x)\n(f 1 2)", "2:1 E0202 `f` takes 1 argument, 2 given\n  1:10 defined here\n"},
        {"(define (f a b . c) a)\n(f 1)", "2:1 E0202 `f` takes at least 2 arguments, 1 given\n  1:10 defined here\n"},
        {"(define (f n) (f))", "1:15 E0202 `f` takes 1 argument, 0 given\n  1:10 defined here\n"},
        {"(let loop ((i 0)) (loop))", "1:19 E0202 `loop` takes 1 argument, 0 given\n  1:6 defined here\n"},
        {"(let ((f (lambda (x) x))) (f))", "1:27 E0202 `f` takes 1 argument, 0 given\n  1:8 defined here\n"},
        {"(car 1 2)", "1:1 E0202 `car` takes 1 argument, 2 given\n"},
        {"(max)", "1:1 E0202 `max` takes at least 1 argument, 0 given\n"},
        {"(cadr)", "1:1 E0202 `cadr` takes 1 argument, 0 given\n"},
        {"(fold + 0)", "1:1 E0202 `fold` takes 3 arguments, 2 given\n"},
        {"(5 3)", "1:2 E0207 this constant is not a function and cannot be called\n"
         "  parentheses call what stands first in them; data are quoted: '(1 2 3)\n"},
        {"(\"a\")", "1:2 E0207 this constant is not a function and cannot be called\n"
         "  parentheses call what stands first in them; data are quoted: '(1 2 3)\n"},
        {"(f . 3)", "1:6 E0205 malformed `call`: a form cannot end in a dotted tail\n"},
    };
    CheckAll(kCases);
}

Test(core_errors, malformed_forms)
{
    static const Case kCases[] = {
        {"(if)", "1:1 E0205 malformed `if`: expected 2 to 3 parts, found 0\n"
         "  write (if test then else)\n"},
        {"(let ((x)) x)", "1:7 E0205 malformed `let`: a binding is (name value)\n"
         "  write (let ((name value) ...) body ...)\n"},
        {"(let ((x 1)))", "1:1 E0211 `let` has no body\n"
         "  write (let ((name value) ...) body ...)\n"},
        {"(define x)", "1:1 E0205 malformed `define`: a value is missing\n"
         "  write (define name value) or (define (name parameter ...) body ...)\n"},
        {"(define (f))", "1:1 E0211 `define` has no body\n"
         "  write (define name value) or (define (name parameter ...) body ...)\n"},
        {"(lambda (1) 2)", "1:10 E0205 malformed `lambda`: a parameter must be a name\n"
         "  write (lambda (parameter ...) body ...)\n"},
        {"(display (define y 1))", "1:10 E0209 `define` is only allowed at the top level or at the head of a body\n"},
        {"(cond (else 1) (#t 2))", "1:16 E0205 malformed `cond`: nothing can follow the `else` clause\n"
         "  write (cond (test body ...) ... (else body ...))\n"},
        {"(case 1 (2 3))", "1:10 E0205 malformed `case`: expected a list of data\n"
         "  write (case key ((datum ...) body ...) ... (else body ...))\n"},
        {"(recur 1)", "1:1 E0216 `recur` outside of the tail position of a `loop`\n"},
        {"(loop [i 0] (+ 1 (recur i)))", "1:18 E0216 `recur` outside of the tail position of a `loop`\n"},
        {"(unquote x)", "1:1 E0215 `unquote` outside of quasiquote\n"},
        {"(quote)", "1:1 E0205 malformed `quote`: expected 1 part, found 0\n"
         "  write 'datum or (quote datum)\n"},
    };
    CheckAll(kCases);
}

Test(core_errors, what_is_not_there_yet)
{
    static const Case kCases[] = {
        {"(eval 'x)", "1:2 E0206 `eval` is not supported yet\n"
         "  programs are translated as a whole: there is no interpreter in them\n"},
        {"(define x 1) x.y", "1:14 E0304 `x` has no field `y`\n"},
    };
    CheckAll(kCases);
}
