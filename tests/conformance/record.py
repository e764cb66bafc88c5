"""Records what Guile prints for every check: NAME.scm -> NAME.expected. Run it after a section file was changed.

    python3 tests/conformance/record.py [--check] [NAME ...]

With --check nothing is written; the exit code tells whether the files say what Guile says.
"""

import re
import shutil
import subprocess
import sys

import sections


def as_in_standard(line):
    """Guile writes two kinds of data in its own way: bytevectors as #vu8(...) and symbols like |a b| as #{a b}#."""
    return re.sub(r"#\{(.*?)\}#", r"|\1|", line.replace("#vu8(", "#u8("))


def guile_says(name):
    """The lines of the .expected file, by a run of Guile."""
    done = subprocess.run(["guile", "--no-auto-compile", "--r7rs", f"{name}.scm"], cwd=sections.FOLDER,
                          capture_output=True, text=True, timeout=120)
    checks = [form for form in sections.read(name) if form.is_check]
    lines = done.stdout.splitlines()
    if done.returncode != 0 or len(lines) != len(checks):
        at = checks[len(lines)].text if len(lines) < len(checks) else "the end"
        raise SystemExit(f"{name}: Guile printed {len(lines)} lines for {len(checks)} checks and stopped at {at}\n{done.stderr}")
    return "".join(f"{check.name} => {as_in_standard(line)}\n" for check, line in zip(checks, lines))


def main():
    if not shutil.which("guile"):
        sys.exit("guile is not installed")
    only_check = "--check" in sys.argv
    names = [argument for argument in sys.argv[1:] if argument != "--check"] or sections.names()
    wrong = 0
    for name in names:
        target = sections.FOLDER / f"{name}.expected"
        text = guile_says(name)
        if not only_check:
            target.write_text(text)
        elif not target.exists() or target.read_text() != text:
            print(f"{target.name} is not what Guile says")
            wrong += 1
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
