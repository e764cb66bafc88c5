"""Conformance: what R7RS-small says, section by section, against what Guile printed (see record.py).

    python3 tests/conformance/run.py --omnic build/transpiler/omnic [--section TEXT] [--jobs 2]

A section file is translated and compiled as a whole, with sanitizers. Only when that fails are its checks taken one by
one, so that a check which does not translate hides no other. The last line is `N passed, N failed`, counting checks.
"""

import argparse
import os
import pathlib
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import record
import sections

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))
from harness import SANITIZER_EXIT, Runtime, run

FLAGS = "-std=c99 -O0 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all -DOMNI_CHECK_BALANCE=1".split()


class Section:
    """One section file and how its checks ended: a complaint for each check that failed."""

    def __init__(self, name, omnic, runtime, folder, left_out):
        self.name = name
        self.omnic = omnic
        self.runtime = runtime
        self.folder = folder
        self.forms = sections.read(name)
        checks = [form for form in self.forms if form.is_check]
        self.expected = {}
        deviations = sections.deviations()
        recorded = sections.recorded(name)
        if [check for check, _ in recorded] != [form.name for form in checks]:
            sys.exit(f"{name}.expected does not belong to {name}.scm: run record.py")
        self.forms = [form for form in self.forms if (name, form.name) not in left_out]
        self.checks = [form for form in self.forms if form.is_check]
        for form, (check, value) in zip(checks, recorded):
            self.expected[form] = deviations.get((name, check), value)
        self.complaints = {}

    def check(self):
        """Fills `complaints`. Forms that fail are left out until the rest runs to its end."""
        forms = [form for form in self.forms]
        while True:
            bad = self.attempt(forms)
            if not bad:
                return self
            for form, complaint in bad.items():
                self.complaints[form] = complaint
            left = [form for form in forms if form not in bad]
            if len(left) == len(forms):
                return self
            forms = left

    def attempt(self, forms):
        """One run of these forms: {form: complaint} of those that stand in the way of a run to the end. When there are
        none, the values that were printed have been compared."""
        source = self.folder / f"{self.name}.scm"
        lines = []
        owners = {}
        for form in forms:
            for line in form.text.split("\n"):
                lines.append(line)
                owners[len(lines)] = form
        source.write_text("\n".join(lines) + "\n")
        translated = run([self.omnic, "build", source, "--emit=c", "-o", "-"])
        if translated.code != 0:
            bad = {}
            for message in re.findall(r"^.*error.*$(?:\n^.*-->.*$)?", translated.err, re.MULTILINE):
                place = re.search(re.escape(source.name) + r":(\d+)", message)
                if place and int(place.group(1)) in owners:
                    bad.setdefault(owners[int(place.group(1))], message)
            return bad or self.one_by_one(forms, f"exit code {translated.code}: {translated.err[:800]}")
        program, complaint = self.runtime.build(translated.out, self.name)
        if program is None:
            return self.one_by_one(forms, f"the C does not compile: {complaint[:800]}")
        result = run([program], seconds=20)
        printed = result.out.splitlines()
        checks = [form for form in forms if form.is_check]
        if result.code == SANITIZER_EXIT and len(forms) > 1:
            # what was printed before is lost: each check on its own
            return self.one_by_one(forms, f"a sanitizer ended it: {result.err[:800]}")
        if len(printed) < len(checks):
            return {checks[len(printed)]: f"ends with exit code {result.code}: {result.err[:800]}"}
        for form, value in zip(checks, printed):
            if value != self.expected[form]:
                self.complaints[form] = f"printed {value}\nwanted  {self.expected[form]}"
        if result.code != 0 or len(printed) != len(checks):
            self.complaints[None] = f"{len(printed)} lines for {len(checks)} checks\n{result}"
        return {}

    def one_by_one(self, forms, complaint):
        """The checks that fail even alone; if there are none, the whole is at fault."""
        others = [form for form in forms if not form.is_check]
        bad = {}
        for form in forms:
            if not form.is_check:
                continue
            source = self.folder / f"{self.name}-alone.scm"
            source.write_text("".join(f"{other.text}\n" for other in [*others, form]))
            translated = run([self.omnic, "build", source, "--emit=c", "-o", "-"])
            if translated.code != 0:
                bad[form] = f"exit code {translated.code}: {translated.err[:800]}"
                continue
            program, alone = self.runtime.build(translated.out, f"{self.name}-alone")
            if program is None:
                bad[form] = alone[:800]
            elif run([program], seconds=20).code != 0:
                bad[form] = str(run([program], seconds=20))[:800]
        if not bad:
            self.complaints[None] = complaint
            return {}
        return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--omnic", required=True, type=pathlib.Path)
    parser.add_argument("--section", default="", help="only sections whose name contains this")
    parser.add_argument("--all", action="store_true", help="also what not-yet.txt leaves out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="omnic-conformance-"))
    runtime = Runtime(folder, "checked", FLAGS)
    left_out = set() if options.all else sections.not_yet()
    names = [name for name in sections.names() if options.section in name and (name, "*") not in left_out]
    with ThreadPoolExecutor(options.jobs) as pool:
        done = list(pool.map(lambda name: Section(name, options.omnic.resolve(), runtime, folder, left_out).check(), names))
    passed = failed = 0
    if shutil.which("guile"):
        for name in names:
            same = (sections.FOLDER / f"{name}.expected").read_text() == record.guile_says(name)
            passed, failed = passed + same, failed + (not same)
            if not same:
                print(f"FAIL {name}.expected is not what Guile says")
    for section in done:
        for form, complaint in section.complaints.items():
            text = form.text if form else "the section as a whole"
            print(f"FAIL {section.name}: {text}\n{complaint}")
        bad = len(section.complaints)
        good = sum(form not in section.complaints for form in section.checks)
        print(f"{section.name}: {good} of {len(section.checks)}")
        passed += good
        failed += bad
    shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
