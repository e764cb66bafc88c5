"""A loop that never ends and grows is warned of (W0505), with what carries the objects; no other program is.

What a loop carries and makes anew a million times takes the memory of one: programs run with 24 MB, in which the versions
of one of them have no room (they fail with --no-heap)."""

import resource
import subprocess

from harness import EXAMPLES, ROOT, STRICT, Runtime, Suite, in_parallel, run

WARNED = {"golden/growth/warned.omni": ("state", "(step state)")}
ROOM = 24 << 20

CONSTANT = {
    "strings": ("""
(define (run n)
  (let loop ((i 0) (name "nobody"))
    (if (= i n) name (loop (+ i 1) (string-append "item number " (number->string i))))))
(println (run 1000000))
""", "item number 999999\n"),
    "a text that gets longer": ("""
(define (pad text n)
  (let loop ((text text) (i 0))
    (if (= i n) text (loop (string-append text "x") (+ i 1)))))
(println (string-length (pad "" 1000000)))
""", "1000000\n"),
    "an assigned text": ("""
(define (run n)
  (let ((text "") (i 0))
    (while (< i n)
      (set! text (if (> (string-length text) 50) (number->string i) (string-append text ";" (number->string i))))
      (set! i (+ i 1)))
    (string-length text)))
(println (if (< (run 1000000) 70) "short" "long"))
""", "short\n"),
    "strings in a struct": ("""
(struct State (name String) (last String))
(define (step state i)
  (State (if (= (remainder i 1000) 0) (string-append (State-name state) "!") (State-name state))
         (string-append "the last one was " (number->string i))))
(define (run n state)
  (if (= n 0) state (run (- n 1) (step state n))))
(let ((state (run 1000000 (State "go" ""))))
  (println (string-length (State-name state)) " " (State-last state)))
""", "1002 the last one was 1\n"),
    "a list of strings": ("""
(define (renamed names i)
  (if (null? names)
      '()
      (cons (string-append "name of " (number->string i)) (renamed (cdr names) (+ i 1)))))
(define (rounds names n)
  (if (= n 0) names (rounds (renamed names n) (- n 1))))
(println (rounds (list "a" "b" "c" "d") 250000))
""", "(name of 1 name of 2 name of 3 name of 4)\n"),
    "bytes": ("""
(define (frames n)
  (let loop ((i 0) (frame (make-bytes 64 0)))
    (if (= i n)
        frame
        (let ((next (make-bytes 64 7)))
          (bytes-set! next 0 (remainder (+ (bytes-ref frame 0) 1) 256))
          (loop (+ i 1) next)))))
(println (bytes-ref (frames 1000000) 0))
""", "64\n"),
    "vectors of numbers": ("""
(define (turned v)
  (let ((next (make-vector 8 0.0)))
    (vector-set! next 0 (+ 1.0 (vector-ref v 0)))
    next))
(define (run n v)
  (if (= n 0) v (run (- n 1) (turned v))))
(println (vector-ref (run 1000000 (make-vector 8 0.0)) 0))
""", "1000000.0\n"),
    "what a top-level variable holds": ("""
(define recent '())
(define (note! x)
  (set! recent (cons x (if (> (length recent) 3) (list (car recent)) recent))))
(do ((i 0 (+ i 1))) ((= i 1000000)) (note! i))
(println recent)
""", "(999999 999998 999997 999996)\n"),
    "a queue of two lists": ("""
(define-record-type queue
  (make-queue front back) queue? (front queue-front set-queue-front!) (back queue-back set-queue-back!))
(define (enqueue! q x) (set-queue-back! q (cons x (queue-back q))))
(define (dequeue! q)
  (when (null? (queue-front q))
    (set-queue-front! q (reverse (queue-back q)))
    (set-queue-back! q '()))
  (let ((x (car (queue-front q))))
    (set-queue-front! q (cdr (queue-front q)))
    x))
(define (run n)
  (let ((q (make-queue '() '())))
    (enqueue! q -1)
    (let loop ((i 0) (sum 0))
      (if (= i n) sum (begin (enqueue! q i) (loop (+ i 1) (+ sum (dequeue! q))))))))
(println (run 1000000))
""", "499998500000\n"),
    "the state of a device": ("""
(struct Device ^:mutable (name String) ^:mutable log ^:mutable (count Int))
(define device (Device "new" '() 0))
(define (note! x)
  (set! device.log (cons x (if (> device.count 3) '() device.log)))
  (set! device.count (if (> device.count 3) 1 (+ device.count 1)))
  (set! device.name (string-append "after " (number->string x))))
(do ((i 0 (+ i 1))) ((= i 1000000)) (note! i))
(println device.name " " device.log)
""", "after 999999 (999999 999998 999997 999996)\n"),
    "entries of a table": ("""
(define table (list (cons 'even "none") (cons 'odd "none")))
(define (put! key value) (set-cdr! (assq key table) value))
(do ((i 0 (+ i 1))) ((= i 1000000)) (put! (if (even? i) 'even 'odd) (number->string i)))
(println table)
""", "((even . 999998) (odd . 999999))\n"),
}


def warnings(suite):
    sources = EXAMPLES + sorted(path for folder in ("golden", "tests/bench", "tests/programs")
                                for pattern in ("*.omni", "*.scm") for path in (ROOT / folder).rglob(pattern)
                                if not path.name.startswith("bad_"))

    def attempt(source):
        return run([suite.omnic, "build", source, "--emit=c", "-o", "-", "--allow-extern"]).err

    for source, messages in zip(sources, in_parallel(attempt, sources)):
        name = str(source.relative_to(ROOT))
        if name in WARNED:
            carried, site = WARNED[name]
            suite.check(name, f"warning[W0505]: memory of `{carried}` grows" in messages and site in messages, messages)
        else:
            suite.check(f"{name} without a false alarm", "W0505" not in messages, messages)


def constant_memory(suite):
    runtime = Runtime(suite.folder, "plain", [*STRICT, "-O2"])
    for number, (name, (source, output)) in enumerate(CONSTANT.items()):
        path = suite.folder / f"constant_{number}.omni"
        path.write_text(source)
        for switches, fits in (([], True), (["--no-heap"], False)):
            c = suite.translate(path, *switches)
            program, complaint = runtime.build(c, f"constant_{number}_{fits}") if c else (None, "")
            if program is None:
                suite.check(f"{name} compiles", False, complaint)
                continue
            done = subprocess.run([program], capture_output=True, text=True, timeout=60,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM)))
            if fits:
                suite.check(f"{name} in constant memory", done.returncode == 0 and done.stdout == output,
                            f"{done.returncode} {done.stdout} {done.stderr}")
            else:
                suite.check(f"{name} needs the heap for it", "out of memory" in done.stderr, done.stderr)


def main():
    suite = Suite(__doc__)
    warnings(suite)
    constant_memory(suite)
    suite.finish()


main()
