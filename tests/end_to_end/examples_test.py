"""Every example prints what was recorded: under AddressSanitizer, UBSan and leak check, under Valgrind, with each
switch and pairs of switches, on the stress build of the runtime; and nothing is live at its end."""

import itertools
import shutil

from harness import EXAMPLES, SANITIZE, SWITCHES, Runtime, Suite, in_parallel, run

VALGRIND = ["valgrind", "-q", "--error-exitcode=99", "--leak-check=full", "--show-leak-kinds=all",
            "--errors-for-leak-kinds=all"]


def main():
    suite = Suite(__doc__)
    sanitized = Runtime(suite.folder, "sanitized", SANITIZE)
    stress = Runtime(suite.folder, "stress", SANITIZE + ["-DOMNI_STRESS=1"])
    plain = Runtime(suite.folder, "plain", ["-std=c99", "-O1", "-g", "-DOMNI_VALGRIND=1", "-DOMNI_CHECK_BALANCE=1"])

    jobs = []
    for example in EXAMPLES:
        jobs.append((example, [], sanitized, []))
        jobs.append((example, [], stress, []))
        if shutil.which("valgrind"):
            jobs.append((example, [], plain, VALGRIND))
        for switch in SWITCHES:
            jobs.append((example, [switch], sanitized, []))
        # of all pairs a third, another one for the next example; switch_pairs_test.py has the golden cases
        for flags in list(itertools.combinations(SWITCHES, 2))[EXAMPLES.index(example) % 3::3]:
            jobs.append((example, list(flags), sanitized, []))

    def attempt(job):
        example, flags, runtime, wrapper = job
        name = f"{example.stem} {' '.join(flags)} {runtime.folder.name}"
        recorded = example.with_suffix(".out")
        if not recorded.exists():
            return name, f"{recorded.name} is missing"
        translated = run([suite.omnic, "build", example, "--emit=c", "-o", "-", *flags])
        if translated.code != 0:
            return name, str(translated)
        program, complaint = runtime.build(translated.out, example.stem + "".join(flags))
        if program is None:
            return name, complaint
        result = run([*wrapper, program], seconds=300)
        if result.code != 0:
            return name, str(result)
        return name, "" if result.out == recorded.read_text() else f"prints something else:\n{result}"

    for name, complaint in in_parallel(attempt, jobs):
        suite.check(name, not complaint, complaint)
    suite.finish()


main()
