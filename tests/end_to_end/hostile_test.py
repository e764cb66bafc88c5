"""Hostile input: a clear message with a place and the documented exit code; never a crash, a hang, or a leak."""

import os
import random
import re

from harness import EXAMPLES, SANITIZER_EXIT, Suite, in_parallel, run

PLACE = re.compile(r":\d+:\d+: error")
DEEP = 1_000_000
HUGE = 50_000_000


def unreadable_texts():
    """name -> (bytes, what the message must hold)"""
    noise = random.Random(1)
    return {
        "one bracket too few": (b"(define (f x) (+ x 1)\n(println (f 1))\n", "never closed"),
        "one bracket too many": (b"(println 1))\n", "closes nothing"),
        "wrong bracket": (b"(println [1 2))\n", "does not close"),
        "string without end": (b'(println "abc)\n', "string is never closed"),
        "comment without end": (b"#| abc\n(println 1)\n", "comment is never closed"),
        "deep, unclosed": (b"(" * DEEP, "deeper than"),
        "deep, closed": (b"(" * DEEP + b")" * DEEP, "deeper than"),
        "deep, in a call": (b"(println " + b"(+ 1 " * DEEP + b"1" + b")" * DEEP + b")", "deeper than"),
        "deep square brackets": (b"[" * DEEP, "deeper than"),
        "deep vectors": (b"#(" * DEEP, "deeper than"),
        "deep quotes": (b"'" * DEEP + b"x", ""),
        "deep comments": (b"#|" * DEEP, "comment is never closed"),
        "many datum comments": (b"#;" * DEEP, ""),
        "closing brackets only": (b")" * DEEP, "closes nothing"),
        "random bytes": (bytes(noise.randrange(256) for _ in range(200_000)), ""),
        "zero bytes": (b"\0" * 100_000, ""),
        "bytes that are not UTF-8": (b'(println "\xff\xfe")\n', "not valid UTF-8"),
        "overlong UTF-8": (b'(println "\xc0\xaf")\n', "not valid UTF-8"),
        "50 MB of brackets": (b"(" * HUGE, "deeper than"),
        "50 MB of one name": (b"a" * HUGE, ""),
        "50 MB of one string": (b'"' + b"a" * HUGE + b'"', ""),
        "50 MB of noise": (os.urandom(1_000_000) * 50, ""),
    }


FUNCTION = "(define (f x) (+ x 1))\n"
WRONG_PROGRAMS = {
    "unbound operator": ("(missing 1)", "missing"),
    "unbound operand": ("(println (+ 1 missing))", "missing"),
    "unbound condition": ("(if missing 1 2)", "missing"),
    "unbound in a branch": ("(println (if #t 1 missing))", "missing"),
    "unbound value of a define": ("(define x missing)", "missing"),
    "unbound value of a let": ("(let ((x missing)) (println x))", "missing"),
    "unbound in a body": ("(define (g x) (+ x missing))\n(println (g 1))", "missing"),
    "unbound in a lambda": ("(println ((lambda (x) missing) 1))", "missing"),
    "unbound in a function that nobody calls": ("(define (g x) missing)", "missing"),
    "unbound target of set!": ("(set! missing 1)", "missing"),
    "unbound in a cond clause": ("(cond ((missing 1) 2) (else 3))", "missing"),
    "unbound key of a case": ("(case missing ((1) 2))", "missing"),
    "unbound loop condition": ("(while missing (println 1))", "missing"),
    "unbound argument of a function value": ("(define (g h) (h missing))\n(println (g car))", "missing"),
    "unbound in and": ("(println (and #t missing))", "missing"),
    "unbound in a named let": ("(let loop ((i missing)) (if (> i 3) i (loop (+ i 1))))", "missing"),
    "a misspelt name gets a hint": ("(define (counter x) x)\n(println (conuter 1))", "counter"),
    "too few arguments": (FUNCTION + "(println (f))", "takes"),
    "too many arguments": (FUNCTION + "(println (f 1 2))", "takes"),
    "too few for a built-in": ("(println (cons 1))", "takes"),
    "too many for a built-in": ("(println (car '(1) 2))", "takes"),
    "a parameter twice": ("(define (g x x) x)", "twice"),
    "a binding twice": ("(let ((x 1) (x 2)) x)", "twice"),
    "a definition twice": ("(define (g x) x)\n(define (g y) y)", "twice"),
    "a number called": ("(5 3)", "not a function"),
    "a string called": ('("text" 3)', "not a function"),
    "a variable that holds a number called": ("(define x 5)\n(println (x))", ""),
    "the empty list called": ("(() 3)", "not a function"),
    "if without anything": ("(if)", "if"),
    "let without a body": ("(let ((x 1)))", "let"),
    "lambda without a body": ("(println (lambda (x)))", ""),
    "define without a value": ("(define)", "define"),
    "dotted call": ("(println . 1)", ""),
    "an integer that does not fit": ("(println 99999999999999999999)", "64 bits"),
}

# Programs that translate and go wrong when they run: what the panic must say.
PANICS = {
    "car of the empty list": ("(define (first xs)\n  (car xs))\n(println (first (if (> (length (list 1)) 3) (list 1) '())))", "pair", 2),
    "overflow": ("(define (twice n)\n  (* n 4611686018427387904))\n(println (twice (length (list 1 2 3))))", "overflow", 2),
    "division by zero": ("(define (share n)\n  (quotient 100 n))\n(println (share (- (length (list 1)) 1)))", "zero", 2),
    "error": ('(define (fail x)\n  (error "bad input" x))\n(fail 42)', "bad input", 2),
    "assert": ("(define (check x)\n  (assert (> x 10)))\n(check (length (list 1)))", "assert", 2),
    "a value that is no function": ("(define (call f)\n  (f 1))\n(define (pick n) (if (> n 0) n car))\n"
                                    "(println (call (pick (length (list 1)))))", "function", 2),
    "wrong arity of a function value": ("(define (call f)\n  (f 1 2))\n(println (call (lambda (x) x)))", "argument", None),
    "endless recursion": ("(define (count n)\n  (+ 1 (count (+ n 1))))\n(println (count 0))", "recursion", None),
    "endless mutual recursion": ("(define (ping n) (+ 1 (pong n)))\n(define (pong n) (+ 1 (ping n)))\n(println (ping 0))",
                                 "recursion", None),
    "endless recursion that builds": ("(define (grow n)\n  (cons (grow (+ n 1)) n))\n(println (car (grow 0)))",
                                      "recursion", None),
}


def translators(suite):
    return [tool for tool in (suite.omnic, suite.omnic_asan) if tool]


def check_refused(suite, name, path, must_hold, needs_place=True):
    for tool in translators(suite):
        output = suite.folder / "must-not-exist.c"
        result = run([tool, "build", path, "--emit=c", "-o", output], seconds=300)
        good = (result.code == 1 and must_hold in result.err and not output.exists()
                and (not needs_place or PLACE.search(result.err)) and len(result.err) < 200_000)
        suite.check(f"{name} ({tool.parent.parent.name})", good, str(result))


def check_texts(suite):
    for name, (data, must_hold) in unreadable_texts().items():
        path = suite.folder / "input.omni"
        path.write_bytes(data)
        if name == "50 MB of one string":  # nothing is wrong with it
            result = run([suite.omnic, "build", path, "--print=syntax"], seconds=300)
            suite.check(name, result.code in (0, 1), str(result))
            continue
        check_refused(suite, name, path, must_hold)


def check_large_program(suite):
    """Fifty megabytes with nothing wrong translate; the C is compiled by nobody."""
    function = "(define (work-{0} x y)\n  ; what a comment says\n  (if (< x y)\n      (+ (* x {0}) y)\n      (- x y)))\n\n"
    path = suite.folder / "large.omni"
    with path.open("w") as file:
        number = 0
        while file.tell() < HUGE:
            file.write("".join(function.format(i) for i in range(number, number + 1000)))
            number += 1000
        file.write("(println (work-1 1 2))\n")
    output = suite.folder / "large.c"
    result = run([suite.omnic, "build", path, "--emit=c", "-o", output], seconds=600)
    suite.check("a sound file of 50 MB", result.code == 0 and output.stat().st_size > 0, str(result))


def check_files(suite):
    check_refused(suite, "missing file", suite.folder / "no-such-file.omni", "no such file", needs_place=False)
    check_refused(suite, "a folder", suite.folder, "directory", needs_place=False)
    check_refused(suite, "a device without end in a folder that is not there", "/no/such/folder/x.omni", "cannot read",
                  needs_place=False)
    if os.getuid() != 0:
        closed = suite.folder / "closed.omni"
        closed.write_text("(println 1)")
        closed.chmod(0)
        check_refused(suite, "a file that may not be read", closed, "permission", needs_place=False)
    check_refused(suite, "an executable as source", suite.omnic, "", needs_place=True)
    empty = suite.folder / "empty.omni"
    empty.write_text("")
    for command in (["run"], ["plan"], ["explain"], ["build", "--emit=c", "-o", "-"]):
        result = run([suite.omnic, command[0], empty, *command[1:]])
        suite.check(f"{command[0]} of an empty file", result.code == 0, str(result))


def check_wrong_programs(suite):
    for name, (text, must_hold) in WRONG_PROGRAMS.items():
        path = suite.folder / "wrong.omni"
        path.write_text(text + "\n")
        check_refused(suite, name, path, must_hold)


def check_panics(suite):
    def attempt(item):
        number, (name, (text, must_hold, line)) = item
        path = suite.folder / f"panic-{number}.omni"
        path.write_text(text + "\n")
        result = run([suite.omnic, "run", path], seconds=300)
        place = f"panic-{number}.omni:{line}:" if line else ""
        good = result.code == 1 and must_hold in result.err and place in result.err and "at " in result.err
        return name, good, str(result)

    for name, good, detail in in_parallel(attempt, enumerate(PANICS.items())):
        suite.check(f"panic: {name}", good, detail)


def damaged_texts():
    """Examples with a few bytes lost, doubled or changed: what typing errors look like."""
    dice = random.Random(7)
    for example in EXAMPLES:
        text = example.read_bytes()
        for _ in range(25):
            damaged = bytearray(text)
            for _ in range(dice.randrange(1, 4)):
                at = dice.randrange(len(damaged))
                kind = dice.randrange(4)
                if kind == 0:
                    del damaged[at:at + dice.randrange(1, 12)]
                elif kind == 1:
                    damaged[at:at] = bytes(dice.choice(b"()[]{}\"';#|,`.\\ x0") for _ in range(2))
                elif kind == 2:
                    damaged[at] = dice.randrange(256)
                else:
                    damaged = damaged[:max(at, 1)]
            yield example.name, bytes(damaged)


def check_damaged(suite):
    tool = suite.omnic_asan or suite.omnic

    def attempt(item):
        number, (name, data) = item
        result = run([tool, "build", "-", "--emit=c", "-o", "-"], text=data, seconds=120)
        good = result.code == 0 or (result.code == 1 and PLACE.search(result.err))
        return f"damaged {name} #{number}", good and result.code != SANITIZER_EXIT, f"{result}\n{data!r}"

    for name, good, detail in in_parallel(attempt, enumerate(damaged_texts())):
        suite.check(name, good, detail)


def main():
    suite = Suite(__doc__)
    check_files(suite)
    check_wrong_programs(suite)
    check_panics(suite)
    check_damaged(suite)
    check_texts(suite)
    check_large_program(suite)
    suite.finish()


main()
