"""The command line: help that teaches, exit codes, outputs that are whole or absent, explain and plan, golden, install."""

import json
import os
import shutil
import subprocess

from harness import ROOT, Suite, run

PROGRAM = """(define (pairs-up-to n)
  (if (= n 0)
      '()
      (cons n (pairs-up-to (- n 1)))))

(println (length (pairs-up-to 4)))
"""
SUMMARISED = """(struct Tree left (value Int) right)
(define kept '())
(define (keep! x) (set! kept (cons x kept)))
(define (insert tree new)
  (cond ((null? tree) (Tree '() new '()))
        ((< new (Tree-value tree)) (Tree (insert (Tree-left tree) new) (Tree-value tree) (Tree-right tree)))
        (else (Tree (Tree-left tree) (Tree-value tree) (insert (Tree-right tree) new)))))
(define (fill i tree) (if (= i 0) tree (fill (- i 1) (insert tree (modulo (* i 7) 10)))))
(define (first-of xs) (if (null? xs) '() (car xs)))
(define (same xs) (println xs) xs)
(define (add-to! xs x) (set-cdr! xs (list x)))
(define (even-length? xs) (if (null? xs) #t (not (odd-length? (cdr xs)))))
(define (odd-length? xs) (if (null? xs) #f (not (even-length? (cdr xs)))))
(define (adder n) (lambda (x) (list x n)))
(define (main)
  (let ((xs (list (list 1) 2)))
    (keep! 'a)
    (add-to! xs 3)
    (println (first-of xs) (same xs) (even-length? xs) ((adder 1) 2) (Tree-value (fill 9 '())))))
(main)
"""
SUMMARIES = """fn keep! (x: value) -> nothing
  makes: global
  assigns: kept
fn insert (tree: consumed, new: value) -> fresh in heap or parameter `tree`
  makes: heap
  calls: insert
  recursive
fn fill (i: value, tree: value) -> fresh in heap
  makes: heap
  calls: insert
fn first-of (xs: borrowed) -> part of `xs`
fn same (xs: borrowed) -> parameter `xs`
fn add-to! (xs: stored into, x: value) -> nothing
  makes: region of `xs`
fn even-length? (xs: borrowed) -> value
  calls: odd-length?
  recursive with: odd-length?
fn odd-length? (xs: borrowed) -> value
  calls: even-length?
  recursive with: even-length?
fn adder-lambda [n: borrowed] (x: value) -> fresh in dest
  makes: dest
fn adder (n: value) -> fresh in dest
  makes: dest
  closures make: dest
fn main () -> nothing
  makes: heap
  calls: add-to!, adder, even-length?, fill, first-of, keep!, same, unknown procedures
fn top-level () -> nothing
  assigns: kept
  calls: main
"""


def check_help(suite):
    for command in ([], ["run"], ["build"], ["explain"], ["plan"], ["golden"], ["golden", "check"], ["golden", "update"]):
        result = run([suite.omnic, *command, "--help"])
        words = " ".join(["omnic", *command])
        suite.check(f"{words} --help", result.code == 0 and f"\n  {words} " in result.out and "Exit codes" in result.out,
                    str(result))
        wide = [line for line in result.out.splitlines() if len(line) > 120]
        suite.check(f"{words} --help fits a terminal", not wide, "\n".join(wide))
    result = run([suite.omnic, "--version"])
    suite.check("--version", result.code == 0 and "omnic" in result.out, str(result))


def check_usage(suite, source):
    wrong = [[], ["frobnicate"], ["build"], ["build", source, "--no-such-option"], ["build", source, "--emit=pascal"],
             ["build", source, "--print=nonsense"], ["build", source, "-o", "-"], ["build", source, "-o", source],
             ["build", source, "--stack-limit=-3"], ["build", source, "-MD"], ["plan", source, "--format=xml"],
             ["golden"], ["golden", "mend"], ["build", source, source], ["run", ""]]
    for arguments in wrong:
        result = run([suite.omnic, *arguments])
        suite.check(f"wrong use: {' '.join(str(a) for a in arguments)}",
                    result.code == 2 and result.err.startswith("omnic: ") and not result.out, str(result))


def check_build(suite, source):
    folder = suite.folder / "build"
    folder.mkdir()
    result = run([suite.omnic, "build", source, "-o", "app"], folder=folder)
    suite.check("build makes a program", result.code == 0 and run([folder / "app"]).out == "4\n", str(result))
    suite.check("and nothing else", os.listdir(folder) == ["app"], str(os.listdir(folder)))
    for name in ("app.c", "app.rir", "app.plan"):
        result = run([suite.omnic, "build", source, "-o", name], folder=folder)
        emitted = run([suite.omnic, "build", source, f"--emit={name[4:]}", "-o", "-"], folder=folder)
        suite.check(f"-o {name} says what to write",
                    result.code == 0 and (folder / name).read_text() == emitted.out, str(result))
        (folder / name).unlink()
    run([suite.omnic, "build", source, "--emit=c", "-o", "out.c", "-MD", "-MF", "out.d"], folder=folder)
    suite.check("-MD -MF", (folder / "out.d").read_text() == f"out.c: {source}\n")
    (folder / "sub").mkdir()
    for product, name in {"c": "pairs.c", "rir": "pairs.rir", "plan": "pairs.plan"}.items():
        result = run([suite.omnic, "build", source, f"--emit={product}", "-o", "sub/"], folder=folder)
        suite.check(f"--emit={product} -o DIR/", result.code == 0 and (folder / "sub" / name).stat().st_size > 0, str(result))
    piped = run([suite.omnic, "build", "-", "--emit=c", "-o", "-"], text=PROGRAM)
    suite.check("a program from standard input", piped.code == 0 and "pairs_up_to" in piped.out, str(piped))
    for stage in ("syntax", "core", "types", "storage", "plan", "rir"):
        result = run([suite.omnic, "build", source, f"--print={stage}"], folder=folder)
        suite.check(f"--print={stage}", result.code == 0 and "pairs-up-to" in result.out, str(result))
    (folder / "summaries.omni").write_text(SUMMARISED)
    result = run([suite.omnic, "build", "summaries.omni", "--print=summaries", "--emit=c", "-o", "sub/"], folder=folder)
    (folder / "summaries.omni").unlink()
    suite.check("--print=summaries", result.out == SUMMARIES, str(result))
    both = run([suite.omnic, "build", source, "--print=core,rir"], folder=folder)
    suite.check("--print of two stages", "; --- core" in both.out and "; --- rir" in both.out, str(both))
    suite.check("--print alone writes nothing", sorted(os.listdir(folder)) == ["app", "out.c", "out.d", "sub"])
    verbose = run([suite.omnic, "build", source, "--emit=c", "-o", "-", "-v"])
    suite.check("-v names the stages", all(s in verbose.err for s in ("syntax", "types", "plan", "emit", "total")), str(verbose))


def check_whole_or_absent(suite, source):
    folder = suite.folder / "whole"
    folder.mkdir()
    for arguments in (["--emit=c", "-o", "no/such/folder/x.c"], ["--emit=c", "-o", "/dev/full/x.c"], ["-o", "no/such/app"]):
        result = run([suite.omnic, "build", source, *arguments], folder=folder)
        suite.check(f"cannot write {arguments[-1]}", result.code == 1 and "E09" in result.err and not os.listdir(folder),
                    f"{result}{os.listdir(folder)}")
    (folder / "kept.c").write_text("old")
    bad = folder / "bad.omni"
    bad.write_text("(println missing)\n")
    result = run([suite.omnic, "build", bad, "--emit=c", "-o", "kept.c"], folder=folder)
    suite.check("a failing build leaves the old file", result.code == 1 and (folder / "kept.c").read_text() == "old", str(result))
    for compiler in ("no-such-compiler", "false"):
        result = run([suite.omnic, "build", source, "-o", "app"], folder=folder, environment={"CC": compiler})
        suite.check(f"CC={compiler}", result.code == 1 and compiler in result.err
                    and sorted(os.listdir(folder)) == ["bad.omni", "kept.c"], f"{result}{os.listdir(folder)}")
    result = run([suite.omnic, "build", source, "-o", "app"], folder=folder, environment={"OMNIC_HOME": "/no/such"})
    suite.check("OMNIC_HOME without a runtime", result.code == 1 and "/no/such" in result.err, str(result))
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            done = subprocess.run([suite.omnic, "build", source, "--emit=c", "-o", "-"], stdout=full, stderr=subprocess.PIPE)
        suite.check("standard output that is full", done.returncode == 1 and b"standard output" in done.stderr, str(done))
    temporary = suite.folder / "temporary"
    temporary.mkdir()
    result = run([suite.omnic, "run", source], environment={"TMPDIR": temporary})
    suite.check("run leaves no temporary folder", result.code == 0 and not os.listdir(temporary), str(result))


def check_run(suite, source):
    result = run([suite.omnic, "run", source])
    suite.check("run", result.code == 0 and result.out == "4\n", str(result))
    leaving = suite.folder / "leaving.omni"
    leaving.write_text("(exit 7)\n")
    result = run([suite.omnic, "run", leaving])
    suite.check("run exits as the program does", result.code == 7, str(result))
    result = run([suite.omnic, "run", source, "--", "one", "--two"])
    suite.check("arguments for the program", result.code == 0, str(result))
    result = run([suite.omnic, "run", source, "--color=always", "--overflow=wrap"], environment={"CC": "gcc", "CFLAGS": "-O0"})
    suite.check("CC and CFLAGS", result.code == 0 and result.out == "4\n", str(result))


def check_messages(suite):
    bad = suite.folder / "bad.omni"
    bad.write_text("(println missing)\n(define (f x) (+ x y))\n")
    plain = run([suite.omnic, "build", bad, "--emit=c", "-o", "-"])
    suite.check("both errors in one run", plain.err.count("error[E0201]") == 2 and "\033[" not in plain.err, str(plain))
    coloured = run([suite.omnic, "build", bad, "--emit=c", "-o", "-", "--color=always"])
    suite.check("--color=always", "\033[" in coloured.err, str(coloured))
    tools = run([suite.omnic, "build", bad, "--emit=c", "-o", "-", "--error-format=json"])
    objects = [json.loads(line) for line in tools.err.splitlines()]
    suite.check("--error-format=json", [(o["code"], o["line"], o["column"]) for o in objects] == [("E0201", 1, 10), ("E0201", 2, 20)],
                str(tools))
    missing = run([suite.omnic, "plan", "no-such.omni", "--error-format=json"])
    suite.check("a missing file in JSON", json.loads(missing.err)["code"] == "E0901" and missing.code == 1, str(missing))


def check_plan_and_explain(suite, source):
    result = run([suite.omnic, "plan", source, "--format=json"])
    plan = json.loads(result.out)
    suite.check("plan as JSON", plan["schema"] == "omnic-plan-2" and len(plan["decisions"]) > 0)
    for decision in plan["decisions"]:
        suite.check(f"decision {decision['id']} has a reason", len(decision["because"]) > 0 and decision["because"][0]["text"])
    names = [(d["id"], d["kind"], (d["place"] or {}).get("line"), d["region"]) for d in plan["decisions"]]
    suite.check("each decision has its own name", len(set(names)) == len(names), str(names))
    everything = run([suite.omnic, "explain", source])
    suite.check("explain of a file", everything.code == 0 and everything.out.count("because: ") == len(plan["decisions"]),
                str(everything))
    line = run([suite.omnic, "explain", f"{source}:4"])
    suite.check("explain of a line", line.code == 0 and f"{source}:4:" in line.out and "because: " in line.out, str(line))
    name = run([suite.omnic, "explain", f"{source}:pairs-up-to"])
    suite.check("explain of a name", name.code == 0 and "because: " in name.out, str(name))
    place = run([suite.omnic, "explain", f"{source}:pairs-up-to+3"])
    suite.check("explain of a place in a function", place.code == 0 and place.out == line.out, str(place))
    for question in ("999", "no-such-name"):
        result = run([suite.omnic, "explain", f"{source}:{question}"])
        suite.check(f"explain of {question}", result.code == 1 and question in result.err, str(result))


def check_golden(suite):
    folder = suite.folder / "golden" / "topic"
    folder.mkdir(parents=True)
    (folder / "pairs.omni").write_text(PROGRAM)
    (folder / "pairs.variants").write_text("on:\noff: --no-outliving  # a remark\n")
    (folder / "bad_name.omni").write_text("(println missing)\n")

    def golden(command, *flags):
        return run([suite.omnic, "golden", command, suite.folder / "golden", *flags], seconds=300)

    def last(result):
        return result.out.splitlines()[-1] if result.out else ""

    first = golden("check")
    suite.check("missing snapshots fail", first.code == 1 and last(first) == "0 passed, 3 failed", str(first))
    update = golden("update")
    made = {path.name for path in folder.iterdir()}
    suite.check("update writes them", update.code == 0 and {"pairs.on.c", "pairs.off.plan", "pairs.on.out", "bad_name.err"} <= made,
                str(update))
    again = golden("update")
    suite.check("update of a clean tree writes nothing", again.code == 0 and "wrote" not in again.out, str(again))
    good = golden("check")
    suite.check("check of a clean tree", good.code == 0 and last(good) == "3 passed, 0 failed", str(good))
    (folder / "pairs.on.out").write_text("5\n")
    differs = golden("check")
    suite.check("a difference is shown", differs.code == 1 and "-5\n+4\n" in differs.out and last(differs) == "2 passed, 1 failed",
                str(differs))
    golden("update")
    (folder / "old.c").write_text("")
    orphan = golden("check")
    suite.check("an orphan fails", orphan.code == 1 and "old.c" in orphan.out, str(orphan))
    (folder / "old.c").unlink()
    kept = (folder / "pairs.on.c").read_text()
    (folder / "pairs.omni").write_text("(println (undefined-thing 1))\n")
    refused = golden("update")
    suite.check("update refuses a program that does not translate",
                refused.code == 1 and (folder / "pairs.on.c").read_text() == kept, str(refused))
    (folder / "pairs.omni").write_text(PROGRAM)
    (folder / "pairs.variants").write_text("on: --no-such-switch\n")
    result = golden("check")
    suite.check("an unknown switch in .variants", result.code == 1 and "--no-such-switch" in result.out, str(result))
    result = run([suite.omnic, "golden", "check", suite.folder / "nowhere"])
    suite.check("golden of a folder that is not there", result.code == 1 and "nowhere" in result.err, str(result))


def check_codes_of_the_run(suite, source):
    """The diagnostics that are about files and tools; golden/transcripts has their text."""
    folder = suite.folder / "codes"
    folder.mkdir()
    result = run([suite.omnic, "build", source, "--emit=c", "-o", folder / "missing" / "a.c"])
    suite.check("E0902: the result cannot be written", result.code == 1 and "[E0902]" in result.err, str(result))
    result = run([suite.omnic, "build", source, "-o", folder / "app"], environment={"CC": "false"})
    suite.check("E0904: the C compiler fails", result.code == 1 and "[E0904]" in result.err, str(result))
    huge = folder / "huge.omni"
    with open(huge, "wb") as file:
        file.truncate(2 ** 32 + 1)
    result = run([suite.omnic, "build", huge, "--emit=c", "-o", "-"])
    suite.check("E0905: a file of more than 4 GiB", result.code == 1 and "[E0905]" in result.err, str(result)[:500])
    huge.unlink()
    many = folder / "many.omni"
    many.write_text("".join(f"(nowhere-{i})\n" for i in range(150)))
    result = run([suite.omnic, "build", many, "--emit=c", "-o", "-"])
    suite.check("E0906: too many errors", result.code == 1 and "[E0906]" in result.err, str(result)[:500])
    broken = folder / "broken.rir"
    broken.write_text("module m\n\nfn f (%x: obj n0) -> none {\n  region\n  node m0 -\n  nonsense %x\n  return\n}\n")
    result = run([suite.omnic, "build", broken, "--emit=c", "-o", "-"])
    suite.check("E0111: region IR that lacks something", result.code == 1 and "[E0111]" in result.err, str(result)[:500])


def check_install(suite, source):
    build = suite.omnic.parent.parent
    if not (build / "build.ninja").exists() or not shutil.which("meson"):
        return
    destination = suite.folder / "installed"
    done = run(["meson", "install", "-C", build, "--no-rebuild", "--destdir", destination], seconds=300)
    suite.check("meson install", done.code == 0, str(done))
    programs = list(destination.rglob("bin/omnic"))
    suite.check("one omnic is installed", len(programs) == 1, str(programs))
    runtimes = list(destination.rglob("share/omnic/runtime-c/include/omni.h"))
    suite.check("with the runtime beside it", len(runtimes) == 1, str(runtimes))
    if programs:
        trace = shutil.which("strace")
        result = run([*([trace, "-f", "-e", "trace=openat", "-o", suite.folder / "trace"] if trace else []),
                      programs[0], "run", source])
        suite.check("the installed omnic runs a program", result.code == 0 and result.out == "4\n", str(result))
        if trace:
            opened = (suite.folder / "trace").read_text()
            suite.check("and reads nothing of the source tree", str(ROOT / "runtime-c") not in opened)


def main():
    suite = Suite(__doc__)
    source = suite.folder / "pairs.omni"
    source.write_text(PROGRAM)
    check_help(suite)
    check_usage(suite, source)
    check_build(suite, source)
    check_whole_or_absent(suite, source)
    check_run(suite, source)
    check_messages(suite)
    check_plan_and_explain(suite, source)
    check_golden(suite)
    check_codes_of_the_run(suite, source)
    check_install(suite, source)
    suite.finish()


main()
