#!/usr/bin/env python3
"""What each switch is worth: every program with all optimisations, then with one switch off.

The four tables of the region inference roadmap, all from counts that repeat:

    bench_memory_usage       peak bytes of live objects in regions and in the heap
    bench_allocation_time    instructions under callgrind, all of them and those that get and give back memory (what the
                             same runtime needs for an empty program not counted); objects made, regions begun and emptied
    bench_transmigrate_cost  objects and bytes that are copied out of a region
    bench_retention_cliffs   the largest rise of the peak over the best plan

    benchmarks/ablation.py --omnic build/transpiler/omnic
    benchmarks/ablation.py --omnic build/transpiler/omnic --bench memory_usage --programs examples/heat.omni

A switch concerns a program when the count differs by more than 2 percent. docs/benchmarks.md says how to read the tables.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SWITCHES = ["--no-stack", "--no-nonlexical", "--no-outliving", "--no-narrowing", "--no-loop-reset", "--no-scratch", "--no-reorder",
            "--no-heap", "--no-reuse", "--no-trmc", "--mode=jit"]
PROGRAMS = sorted((ROOT / "examples").glob("*.omni")) + sorted((ROOT / "benchmarks/programs").glob("*.omni")) + [ROOT / "tests/bench/binarytrees.omni", ROOT / "tests/bench/nqueens.omni",
                                                         ROOT / "tests/bench/quicksort.omni"]
ARGUMENTS = {"binarytrees": ["8"], "nqueens": ["6"], "quicksort": ["2000"]}
BENCHES = ["memory_usage", "allocation_time", "transmigrate_cost", "retention_cliffs"]
WORSE_PERCENT = 2
# What gets memory and gives it back; filling a fresh object is not part of it, because a stack object is filled as well.
MEMORY_SOURCES = {"region.h", "region.c", "chunk.h", "chunk.c", "heap.h", "heap.c", "work_list.c", "poison.c", "malloc.c", "arena.c"}


def run(command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)


class Runtime:
    """The runtime's objects under one set of flags, compiled once."""

    def __init__(self, folder, flags):
        self.folder, self.flags = folder, flags
        folder.mkdir()
        sources = sorted((ROOT / "runtime-c/src").glob("*.c"))
        self.objects = [folder / (source.stem + ".o") for source in sources]
        for source, output in zip(sources, self.objects):
            self.compile(["-c", source, "-o", output])

    def compile(self, words):
        result = run(["cc", "-std=c99", "-O2", *self.flags, f"-I{ROOT / 'runtime-c/include'}", *words])
        if result.returncode != 0:
            sys.exit(result.stderr)

    def build(self, c, name):
        source, program = self.folder / f"{name}.c", self.folder / name
        source.write_text(c)
        self.compile([source, *self.objects, "-o", program, "-lm"])
        return program


def measure(omnic, program, switch, counted, plain, instructions):
    name = program.stem + switch.replace("=", "-")
    translated = run([omnic, "build", program, "--emit=c", "-o", "-", *([switch] if switch else [])])
    if translated.returncode != 0:
        sys.exit(f"{program.name} {switch}: {translated.stderr}")
    arguments = ARGUMENTS.get(program.stem, [])
    result = run([counted.build(translated.stdout, name), *arguments], env={**os.environ, "OMNI_STATS": "1"})
    counts = {key: int(value) for key, value in re.findall(r"(\w+)=(\d+)", result.stderr)}
    counts["output"] = result.stdout
    if instructions:
        profile = plain.folder / f"{name}.profile"
        result = run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}",
                      plain.build(translated.stdout, name), *arguments])
        counts["instructions"] = int(re.search(r"Collected : (\d+)", result.stderr).group(1))
        counts["memory_instructions"] = memory_instructions(profile)
        profile.unlink()
    return counts


def memory_instructions(profile):
    """Instructions of the profile that stand in MEMORY_SOURCES, inlined ones included."""
    names, total, current, is_call = {}, 0, "", False
    for line in profile.read_text().splitlines():
        file = re.match(r"(fl|fi|fe|cfl|cfi)=(\(\d+\))(?: (.*))?$", line)
        if file:
            if file.group(3):
                names[file.group(2)] = Path(file.group(3)).name
            if not file.group(1).startswith("c"):
                current = names[file.group(2)]
        elif line.startswith("calls="):
            is_call = True  # the next line is what the callee needed
        elif re.match(r"[+-]?\d+ \d+|\* \d+", line):
            if not is_call and current in MEMORY_SOURCES:
                total += int(line.split()[1])
            is_call = False
    return total


def change(off, on):
    """How much larger `off` is than `on`, in percent of `off`."""
    return 0.0 if off == on else 100.0 * (off - on) / max(off, on)


def table(title, columns, rows):
    print(f"\n{title}")
    widths = [max(len(row[i]) for row in [columns, *rows]) for i in range(len(columns))]
    for row in [columns, *rows]:
        print("  " + "  ".join(text.ljust(width) if i < 2 else text.rjust(width)
                               for i, (text, width) in enumerate(zip(row, widths))).rstrip())


def show(bench, results):
    fields = {"memory_usage": ["peak_bytes"], "allocation_time": ["memory_instructions", "instructions", "objects", "regions"],
              "transmigrate_cost": ["transmigrated_objects", "transmigrated_bytes"]}
    rows = []
    if bench == "retention_cliffs":
        for switch in SWITCHES:
            rises = [(results[p, switch].get("peak_bytes", 0) - results[p, ""].get("peak_bytes", 0), p.stem)
                     for p in sorted({key[0] for key in results})]
            rise, program = max(rises)
            rows.append([switch, program if rise > 0 else "-", str(max(rise, 0))])
        table("bench_retention_cliffs: largest rise of the peak", ["off", "program", "bytes"], rows)
        return
    wanted = [field for field in fields[bench] if any(field in counts for counts in results.values())]
    for (program, switch), counts in results.items():
        if not switch:
            continue
        best = results[program, ""]
        if all(abs(change(counts.get(field, 0), best.get(field, 0))) <= WORSE_PERCENT for field in wanted):
            continue
        row = [program.stem, switch]
        for field in wanted:
            off, on = counts.get(field, 0), best.get(field, 0)
            row += [str(off), str(on), f"{change(off, on):+.1f}%"]
        rows.append(row)
    columns = ["program", "switch"] + [text for field in wanted for text in (f"{field} off", "on", "saved")]
    table(f"bench_{bench}: pairs that differ by more than {WORSE_PERCENT}%", columns, rows)
    for field in wanted[:2]:
        for switch in SWITCHES:
            pairs = [(results[p, switch].get(field, 0), results[p, ""].get(field, 0))
                     for p in sorted({key[0] for key in results})]
            concerned = [(off, on) for off, on in pairs if abs(change(off, on)) > WORSE_PERCENT]
            worse = sum(on > off for off, on in concerned)
            if concerned:
                mean = sum(change(off, on) for off, on in concerned) / len(concerned)
                together = change(sum(off for off, _ in concerned), sum(on for _, on in concerned))
                print(f"  {switch}: {field} saved {mean:.1f}% on the {len(concerned)} programs that it concerns "
                      f"({together:.1f}% of their sum); worse on {worse} of them")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--omnic", required=True)
    parser.add_argument("--bench", choices=BENCHES, action="append")
    parser.add_argument("--programs", nargs="+", type=Path, default=PROGRAMS)
    options = parser.parse_args()
    benches = options.bench or BENCHES
    instructions = "allocation_time" in benches and shutil.which("valgrind") is not None
    with tempfile.TemporaryDirectory() as folder:
        counted = Runtime(Path(folder) / "counted", ["-DOMNI_ACCOUNTING=1", "-DOMNI_CHECK_BALANCE=1"])
        plain = Runtime(Path(folder) / "plain", ["-g"]) if instructions else None
        empty = Path(folder) / "empty.omni"
        empty.write_text("(newline)\n")
        startup = measure(options.omnic, empty, "", counted, plain, instructions)
        keys = [(program.resolve(), switch) for program in options.programs for switch in ["", *SWITCHES]]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(lambda key: measure(options.omnic, *key, counted, plain, instructions), keys)
            results = dict(zip(keys, found))
    for counts in results.values():
        if instructions:
            counts["memory_instructions"] -= startup["memory_instructions"]
    different = [f"{program.stem} {switch}" for (program, switch), counts in results.items()
                 if counts["output"] != results[program, ""]["output"]]
    for bench in benches:
        show(bench, results)
    for text in different:
        print(f"other output: {text}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
