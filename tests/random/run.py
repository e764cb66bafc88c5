"""Differential test: random programs through omnic, with each switch, against a packaged Scheme.

    python3 run.py --omnic build/transpiler/omnic --runtime runtime-c [--first 1] [--count 40] [--jobs 2] [--keep DIR]

Each program is run by Guile for the expected output and transpiled with every set of switches; the C is compiled with
address and undefined behaviour sanitizers and the balance check, and must print the same and leave nothing alive. Without
Guile the outputs of the switches are compared with one another. The last line is `N passed, N failed`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generate import Generator

SWITCHES = [[], ["--no-stack"], ["--no-nonlexical"], ["--no-outliving"],
            ["--no-stack", "--no-nonlexical", "--no-outliving"], ["--no-reuse", "--no-borrow"]]
FLAGS = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror",
         "-g", "-O1",
         "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-DOMNI_CHECK_BALANCE", "-DOMNI_ACCOUNTING"]


def run(command, timeout=60, **more):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=timeout, **more)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", "timeout")


def build_runtime(runtime, folder, compiler):
    objects = []
    for source in sorted((runtime / "src").glob("*.c")):
        target = folder / (source.stem + ".o")
        done = run([compiler, *FLAGS, "-I", str(runtime / "include"), "-c", str(source), "-o", str(target)])
        if done.returncode != 0:
            sys.exit(done.stderr)
        objects.append(str(target))
    return objects


class Runner:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.runtime = Path(options.runtime).resolve()
        self.omnic = str(Path(options.omnic).resolve())
        self.scheme = shutil.which("guile")
        self.objects = build_runtime(self.runtime, folder, options.cc)

    def expected(self, source):
        if not self.scheme:
            return None
        done = run([self.scheme, "--no-auto-compile", "--r7rs", str(source)])
        if done.returncode != 0:
            raise RuntimeError(f"the generator made a program that fails: {source}\n{done.stderr}")
        return done.stdout

    def check(self, seed):
        """None, or what went wrong with this seed."""
        source = self.folder / f"random_{seed}.scm"
        source.write_text(Generator(seed).program())
        expected = self.expected(source)
        for switches in SWITCHES:
            tag = "".join(switches) or "default"
            c_file = self.folder / f"random_{seed}{tag}.c"
            program = c_file.with_suffix("")
            done = run([self.omnic, "build", str(source), "--emit=c", "-o", str(c_file), *switches])
            if done.returncode != 0:
                return f"seed {seed} {tag}: omnic exits with {done.returncode}\n{done.stderr[:2000]}"
            done = run([self.options.cc, *FLAGS, "-I", str(self.runtime / "include"), str(c_file), *self.objects,
                        "-lm", "-o", str(program)])
            if done.returncode != 0:
                return f"seed {seed} {tag}: the C does not compile\n{done.stderr[:2000]}"
            done = run([str(program)])
            if done.returncode != 0:
                return f"seed {seed} {tag}: exits with {done.returncode}\n{done.stderr[:2000]}"
            expected = done.stdout if expected is None else expected
            if done.stdout != expected:
                return f"seed {seed} {tag}: output differs\n--- expected\n{expected}--- got\n{done.stdout}"
            program.unlink()
            if not self.options.keep:
                c_file.unlink()
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--omnic", required=True)
    parser.add_argument("--runtime", required=True)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cc", default="gcc")
    parser.add_argument("--keep", help="keep programs and C in this folder")
    options = parser.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="omnic-random-"))
    folder.mkdir(parents=True, exist_ok=True)
    runner = Runner(options, folder)
    seeds = range(options.first, options.first + options.count)
    with ThreadPoolExecutor(options.jobs) as pool:
        failures = [failure for failure in pool.map(runner.check, seeds) if failure]
    for failure in failures:
        print(failure)
    if not options.keep:
        shutil.rmtree(folder)
    print(f"{len(seeds) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
