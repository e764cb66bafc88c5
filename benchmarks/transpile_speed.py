#!/usr/bin/env python3
"""How fast omnic translates: generated programs of 10,000, 100,000 and 1,000,000 lines.

    benchmarks/transpile_speed.py --omnic build/transpiler/omnic

Build omnic with --buildtype=release first. Shows lines a second, the time of each stage for each line (which must not
grow with the size), tree-sitter's own share, and peak memory.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile

# Eleven lines of what people write: recursion over lists, let, cond, allocation that is returned and that is not.
UNIT = """; Work item {n}: what it does stands in a comment.
(define (collect-{n} limit step)
  (if (>= step limit)
      '()
      (cons (* step {n}) (collect-{n} limit (+ step 1)))))

(define (summarize-{n} xs total)
  (cond
    ((null? xs) total)
    (else (summarize-{n} (cdr xs) (+ total (car xs))))))

(define (report-{n} limit)
  (let* ((items (collect-{n} limit 0))
         (total (summarize-{n} items 0)))
    (when (> total {n})
      (println "item " {n} ": " total))
    (list total limit)))

"""
UNIT_LINES = UNIT.count("\n")
STAGE = re.compile(r"^omnic: (\s*\S.*?)\s+([0-9.]+) ms", re.M)


def program(lines):
    count = max(1, lines // UNIT_LINES)
    calls = "".join(f"(report-{n} 3)\n" for n in range(0, count, max(1, count // 50)))
    return "".join(UNIT.format(n=n) for n in range(count)) + calls


def measure(omnic, source, output):
    """(seconds of processor time, peak bytes, {stage: seconds})"""
    process = subprocess.Popen([omnic, "build", source, "--emit=c", "-o", output, "-v"], stderr=subprocess.PIPE, text=True)
    log = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"omnic failed:\n{log[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, {name: float(ms) / 1000 for name, ms in STAGE.findall(log)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--omnic", default="build/transpiler/omnic")
    parser.add_argument("--lines", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=3, help="the best of so many")
    options = parser.parse_args()
    per_line = {}
    with tempfile.TemporaryDirectory() as folder:
        for lines in options.lines:
            source = pathlib.Path(folder) / f"lines-{lines}.omni"
            source.write_text(program(lines))
            exact = source.read_text().count("\n")
            runs = options.runs if lines <= 100_000 else 1
            cpu, peak, stages = min((measure(options.omnic, source, pathlib.Path(folder) / "out.c") for _ in range(runs)),
                                    key=lambda result: result[0])
            per_line[lines] = cpu / exact
            print(f"\n{exact:,} lines, {source.stat().st_size / 1e6:.1f} MB: {cpu:.2f} s, {exact / cpu:,.0f} lines/s, "
                  f"peak {peak / 2**20:,.0f} MiB")
            for name, seconds in stages.items():
                print(f"  {name:<18} {seconds * 1000:10.1f} ms {seconds / exact * 1e6:8.2f} us/line {100 * seconds / cpu:5.1f} %")
    if 10_000 in per_line and 100_000 in per_line:
        print(f"\ntime a line at 100,000 over 10,000 lines: {per_line[100_000] / per_line[10_000]:.2f}")


main()
