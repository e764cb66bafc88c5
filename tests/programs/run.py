"""Programs in classic Scheme style, differential: the same output as Guile for the same file.

    python3 tests/programs/run.py --omnic build/transpiler/omnic [--program TEXT] [--record] [--jobs 2]

Each program is translated, compiled with address and undefined behaviour sanitizers and the balance check of the runtime,
and prints what is recorded in its .out; every third one also with each plan switch and on the stress runtime. Where Guile
is installed, the recorded outputs are compared with what it prints now; --record writes them. The last line is
`N passed, N failed`.
"""

import argparse
import os
import pathlib
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "end_to_end"))
from harness import SANITIZE, STRICT, SWITCHES, Runtime, run

# An unused part of a program is no failure here; all other warnings are.
FLAGS = [*STRICT, "-Wno-error=unused-parameter", "-Wno-error=unused-variable", "-Wno-error=unused-but-set-variable",
         *(flag for flag in SANITIZE if not flag.startswith("-std"))]
# Programs that need what omnic cannot do yet.
NOT_YET = set((FOLDER / "not-yet.txt").read_text().split()) if (FOLDER / "not-yet.txt").exists() else set()


def guile_says(program):
    """(output, complaint) of Guile."""
    with tempfile.TemporaryDirectory(prefix="omnic-program-") as own:
        result = run(["guile", "--no-auto-compile", "--r7rs", program], seconds=300, folder=own)
    return (result.out, "") if result.code == 0 else ("", f"Guile: {result}")


def attempt(job):
    """(name, complaint) of one program with one set of switches."""
    program, switches, omnic, runtime = job
    name = " ".join([program.stem, *switches, runtime.folder.name])
    if runtime.folder.name == "guile":
        out, complaint = guile_says(program)
        return name, complaint or ("" if out == program.with_suffix(".out").read_text() else
                                   f"{program.stem}.out is not what Guile prints")
    translated = run([omnic, "build", program, "--emit=c", "-o", "-", *switches])
    if translated.code != 0:
        return name, str(translated)
    executable, complaint = runtime.build(translated.out, program.stem + "".join(switches))
    if executable is None:
        return name, complaint
    with tempfile.TemporaryDirectory(prefix="omnic-program-") as own:  # a program may write files
        result = run([executable], seconds=300, folder=own)
    executable.unlink()
    if result.code != 0:
        return name, str(result)
    return name, "" if result.out == program.with_suffix(".out").read_text() else f"prints something else:\n{result}"


class Guile:
    """Stands for a runtime in the list of jobs."""

    folder = pathlib.Path("guile")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--omnic", type=pathlib.Path)
    parser.add_argument("--program", default="", help="only programs whose name contains this")
    parser.add_argument("--record", action="store_true", help="write the outputs by a run of Guile")
    parser.add_argument("--all", action="store_true", help="also programs that omnic cannot do yet")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    programs = [path for path in sorted(FOLDER.glob("*.scm")) if options.program in path.stem]
    if options.record:
        for program in programs:
            out, complaint = guile_says(program)
            if complaint:
                sys.exit(f"{program.name}: {complaint}")
            program.with_suffix(".out").write_text(out)
        return 0
    if not options.omnic:
        parser.error("--omnic is missing")
    omnic = options.omnic.resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="omnic-programs-"))
    checked = Runtime(folder, "checked", FLAGS)
    stress = Runtime(folder, "stress", [*FLAGS, "-DOMNI_STRESS=1"])
    jobs = []
    for number, program in enumerate(programs):
        if shutil.which("guile"):
            jobs.append((program, [], omnic, Guile))
        if program.stem in NOT_YET and not options.all:
            continue
        jobs.append((program, [], omnic, checked))
        if number % 3 == 0:
            jobs.append((program, [], omnic, stress))
            jobs += [(program, [switch], omnic, checked) for switch in SWITCHES]
            jobs.append((program, SWITCHES, omnic, checked))
    with ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(attempt, jobs))
    failed = 0
    for name, complaint in results:
        if complaint:
            failed += 1
            print(f"FAIL {name}\n{complaint}")
    shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
