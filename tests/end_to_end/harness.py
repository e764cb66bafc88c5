"""What the end-to-end tests share: finding omnic, running it, compiling its C, counting.

Each test file is a program of its own: `python3 NAME_test.py --omnic PATH [--omnic-asan PATH]`. Its last line is
`N passed, N failed`.
"""

import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.omni"))
INCLUDE = ROOT / "runtime-c" / "include"
RUNTIME = sorted((ROOT / "runtime-c" / "src").glob("*.c"))
STRICT = "-std=c99 -pedantic -Wall -Wextra -Wconversion -Wshadow -Werror".split()
SANITIZE = "-std=c99 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -DOMNI_CHECK_BALANCE=1".split()
SWITCHES = ["--no-stack", "--no-nonlexical", "--no-outliving", "--no-narrowing", "--no-loop-reset", "--no-scratch",
            "--no-reorder", "--mode=jit", "--no-heap", "--no-reuse", "--no-borrow", "--no-elide", "--no-pending-calls"]
SANITIZER_EXIT = 99
SANITIZER_ENVIRONMENT = {
    "ASAN_OPTIONS": f"detect_leaks=1:exitcode={SANITIZER_EXIT}",
    "LSAN_OPTIONS": f"exitcode={SANITIZER_EXIT}",
    "UBSAN_OPTIONS": f"halt_on_error=1:print_stacktrace=1:exitcode={SANITIZER_EXIT}",
}


class Result:
    """How a program ended. `code` is None when it did not end in time; signals are 128 + number, as in a shell."""

    def __init__(self, code, out, err):
        self.code = code
        self.out = out
        self.err = err

    def __str__(self):
        return f"exit code {self.code}\nstdout: {shorten(self.out)}\nstderr: {shorten(self.err)}"


def shorten(text, limit=1500):
    return text if len(text) <= limit else text[:limit] + f"... ({len(text)} characters)"


def run(arguments, text=None, seconds=60, folder=None, environment=None):
    """Runs a program; `text` (str or bytes) is its standard input."""
    given = text.encode() if isinstance(text, str) else text
    try:
        done = subprocess.run([str(a) for a in arguments], input=given if given is not None else b"",
                              capture_output=True, timeout=seconds, cwd=folder,
                              env={**os.environ, **SANITIZER_ENVIRONMENT, **(environment or {})})
    except subprocess.TimeoutExpired as late:
        return Result(None, (late.stdout or b"").decode(errors="replace"), (late.stderr or b"").decode(errors="replace"))
    code = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return Result(code, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


class Suite:
    """Counts checks, tells those that fail, and owns a temporary folder. `switches` are more of the command line, with their help."""

    def __init__(self, description, **switches):
        parser = argparse.ArgumentParser(description=description)
        parser.add_argument("--omnic", required=True, type=pathlib.Path)
        parser.add_argument("--omnic-asan", type=pathlib.Path, help="an omnic built with sanitizers")
        for name, meaning in switches.items():
            parser.add_argument(f"--{name}", action="store_true", help=meaning)
        options = self.options = parser.parse_args()
        self.omnic = options.omnic.resolve()
        self.omnic_asan = options.omnic_asan.resolve() if options.omnic_asan else None
        self.passed = 0
        self.failed = 0
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="omnic-test-"))

    def check(self, name, good, detail=""):
        """`detail` is a text, or something that makes one when it is needed."""
        if good:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAIL {name}\n{detail() if callable(detail) else detail}", flush=True)

    def finish(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(0 if self.failed == 0 else 1)

    def translate(self, source, *flags, folder=None):
        """The C of a file; a check fails when there is none."""
        result = run([self.omnic, "build", source, "--emit=c", "-o", "-", *flags], folder=folder)
        if result.code != 0:
            self.check(f"{source} {' '.join(map(str, flags))} translates", False, str(result))
            return None
        return result.out


def in_parallel(work, items):
    """[work(item) for item in items], on all cores."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(work, items))


class Runtime:
    """The runtime's objects under one set of flags, compiled once."""

    def __init__(self, folder, name, flags, compiler="gcc"):
        self.folder = folder / name
        self.folder.mkdir()
        self.flags = flags
        self.compiler = compiler
        self.objects = [self.folder / (source.stem + ".o") for source in RUNTIME]
        results = in_parallel(lambda pair: run([compiler, *flags, f"-I{INCLUDE}", "-c", pair[0], "-o", pair[1]]),
                              list(zip(RUNTIME, self.objects)))
        for result in results:
            assert result.code == 0, str(result)

    def build(self, c, name):
        """(program, "") or (None, complaint)."""
        source = self.folder / f"{name}.c"
        source.write_text(c)
        program = self.folder / name
        result = run([self.compiler, *self.flags, f"-I{INCLUDE}", "-o", program, source, *self.objects, "-lm"], seconds=300)
        return (program, "") if result.code == 0 else (None, str(result))
