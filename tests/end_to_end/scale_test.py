"""Structures of a size at which recursion over them, or a leak in each step, would show: counts, never times."""

import re

from harness import INCLUDE, ROOT, RUNTIME, Suite, run

CELLS = 10_000_000
INSERTS = 1_000_000
LIST = f"""
; A list of {CELLS} cells is built, mapped, summed and freed.
(define (numbers-to n)
  (let loop ((i n) (list '()))
    (if (= i 0) list (loop (- i 1) (cons i list)))))
(define (add-one xs)
  (if (null? xs) '() (cons (+ 1 (car xs)) (add-one (cdr xs)))))
(define (sum xs)
  (let loop ((xs xs) (total 0))
    (if (null? xs) total (loop (cdr xs) (+ total (car xs))))))
(println (sum (add-one (numbers-to {CELLS}))))
"""
HEAP_LIST = LIST.replace("(println (sum (add-one (numbers-to", "(println (sum (add-one ^:heap (numbers-to")


def counts(suite, name, source, *switches, arguments=()):
    """What the program prints, and its counts; it runs in a small C stack and has to end without a live object."""
    program = suite.folder / name
    c = suite.folder / f"{name}.c"
    path = suite.folder / f"{name}.omni"
    path.write_text(source)
    built = run([suite.omnic, "build", path, "--emit=c", "-o", c, *switches])
    suite.check(f"{name} translates", built.code == 0, str(built))
    compiled = run(["cc", "-std=c99", "-O2", "-DOMNI_ACCOUNTING=1", "-DOMNI_CHECK_BALANCE=1", f"-I{INCLUDE}", c, *RUNTIME,
                    "-o", program, "-lm"], seconds=300)
    suite.check(f"{name} compiles", compiled.code == 0, str(compiled))
    words = " ".join([str(program), *arguments])
    result = run(["sh", "-c", f"ulimit -s 1024; exec {words}"], seconds=900, environment={"OMNI_STATS": "1"})
    suite.check(f"{name} runs in a small stack and leaves nothing", result.code == 0, str(result))
    return result.out, {key: int(value) for key, value in re.findall(r"(\w+)=(\d+)", result.err)}


def lists(suite):
    expected = str(sum(range(2, CELLS + 2))) + "\n"
    for name, source, switches in [("regions", LIST, ["--no-heap"]), ("default", LIST, []), ("asked", HEAP_LIST, [])]:
        out, found = counts(suite, f"list_{name}", source, *switches)
        suite.check(f"list {name}: the sum", out == expected, out)
        suite.check(f"list {name}: all regions end", found.get("regions") == found.get("freed"), str(found))
        suite.check(f"list {name}: all heap objects are freed",
                    found.get("heap_objects", 0) == found.get("heap_freed", 0), str(found))


def tree(suite):
    """A red-black tree: its memory is that of the live tree, however many old versions there were."""
    source = (ROOT / "tests/bench/rbtree.omni").read_text()
    peaks = {}
    for inserts in (INSERTS // 2, INSERTS):
        out, found = counts(suite, f"rbtree_{inserts}", source, arguments=[str(inserts)])
        suite.check(f"{inserts} inserts: what is in the tree", out == f"{inserts // 10}\n", out)
        suite.check(f"{inserts} inserts: all is freed", found["heap_objects"] == found["heap_freed"], str(found))
        suite.check(f"{inserts} inserts: nearly all memory is used again",
                    found["heap_objects"] - found["cells_reused"] <= inserts + 8, str(found))
        peaks[inserts] = found["peak_bytes"]
    node = peaks[INSERTS] / INSERTS
    suite.check("memory beyond the live tree is constant",
                node <= 64 and abs(peaks[INSERTS] - 2 * peaks[INSERTS // 2]) < 4096, str(peaks))


def main():
    suite = Suite(__doc__)
    lists(suite)
    tree(suite)
    suite.finish()


main()
