"""Switches change where objects live, never what a program prints: each golden case with pairs of switches.

Which pairs of a case are tried follows from its name, so that each run tries the same ones and all pairs are tried on some
case. OMNIC_ALL_PAIRS=1 tries every pair on every case. Nothing may be live at the end.
"""

import itertools
import os
import zlib

from harness import ROOT, SANITIZE, SWITCHES, Runtime, Suite, in_parallel, run

PAIRS = list(itertools.combinations(SWITCHES, 2))


def own_switches(source):
    """The switches that the case itself asks for: the line `: --switch` of its .variants file."""
    variants = source.with_suffix(".variants")
    for line in variants.read_text().splitlines() if variants.exists() else []:
        name, _, flags = line.partition(":")
        if not name.strip():
            return flags.split()
    return []


def expected_of(source):
    """(text on standard output, exit code); None when the case is not run, or ends in a message."""
    recorded = source.with_suffix(".out")
    if not recorded.exists() or "[exit " in recorded.read_text(errors="replace"):
        return None
    return recorded.read_text(errors="replace")


def main():
    suite = Suite(__doc__)
    sanitized = Runtime(suite.folder, "sanitized", SANITIZE)
    plain = Runtime(suite.folder, "plain", ["-std=c99", "-O0", "-DOMNI_CHECK_BALANCE=1"])
    jobs = []
    for source in sorted((ROOT / "golden").rglob("*.omni")):
        expected = expected_of(source)
        if source.name.startswith("bad_") or expected is None:
            continue
        number = zlib.crc32(str(source.relative_to(ROOT)).encode())
        pairs = PAIRS if os.environ.get("OMNIC_ALL_PAIRS") else [PAIRS[number % len(PAIRS)]]
        for pair in pairs:
            jobs.append((source, pair, sanitized if number % 4 == 0 else plain, expected))

    def attempt(job):
        source, pair, runtime, expected = job
        name = f"{source.relative_to(ROOT)} {' '.join(pair)}"
        translated = run([suite.omnic, "build", source, "--emit=c", "-o", "-", *own_switches(source), *pair])
        if translated.code == 1 and "E0401" in translated.err and any(f"without {switch}" in translated.err for switch in pair):
            return name, ""  # a contract of the source that the switch breaks: refused, as it must be
        if translated.code != 0:
            return name, str(translated)
        stem = "".join(letter if letter.isalnum() else "_" for letter in name)
        program, complaint = runtime.build(translated.out, stem)
        if program is None:
            return name, complaint
        result = run([program])
        program.unlink()
        return name, "" if result.code == 0 and result.out == expected else str(result)

    for name, complaint in in_parallel(attempt, jobs):
        suite.check(name, not complaint, complaint)
    suite.finish()


main()
