"""The sessions in golden/transcripts: each command prints what stands below it.

A transcript is text. `$ command` is given to sh, with `> ` in front of the lines that continue it; below stand its output, then its
messages, then `[exit N]` where N is not 0. Lines that begin with `# ` are for the reader. The commands of one transcript run one
after another in one folder, which is empty at first.

    python3 tests/end_to_end/transcripts_test.py --omnic build/transpiler/omnic [--update]

`--update` writes the transcripts anew, from their commands and remarks.
"""

import difflib
import os
import re

from harness import ROOT, Suite, in_parallel, run

FOLDER = ROOT / "golden" / "transcripts"


def steps_of(text):
    """[(remarks, lines of the command)]; what the transcript has for output is passed over."""
    steps, remarks, continued = [], [], False
    for line in text.splitlines():
        if line.startswith("$ "):
            steps.append((remarks, [line[2:]]))
            remarks = []
        elif continued and re.match(r">( |$)", line):
            steps[-1][1].append(line[2:])
        elif line.startswith("# "):
            remarks.append(line)
        continued = line.startswith("$ ") or continued and line.startswith(">")
    return steps, remarks


def session(text, folder, environment):
    """The transcript as it is now."""
    steps, remarks_at_end = steps_of(text)
    now = ""
    for remarks, command in steps:
        result = run(["sh", "-c", "\n".join(command)], folder=folder, environment=environment)
        if remarks and now:
            now += "\n"
        lines = remarks + ["$ " + command[0]] + [f"> {line}".rstrip() for line in command[1:]]
        now += "\n".join(lines) + "\n"
        for output in (result.out, result.err):
            now += output if not output or output.endswith("\n") else output + "\n"
        if result.code != 0:
            now += f"[exit {result.code}]\n"
    return now + "".join(f"\n{line}" for line in remarks_at_end)


def main():
    suite = Suite(__doc__, update="write the transcripts anew")
    programs = suite.folder / "bin"
    programs.mkdir()
    (programs / "omnic").symlink_to(suite.omnic)
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "OMNIC_HOME": str(ROOT), "NO_COLOR": "1", "LC_ALL": "C"}
    transcripts = sorted(FOLDER.glob("*.transcript"))

    def now(path):
        folder = suite.folder / path.stem
        folder.mkdir()
        return session(path.read_text(), folder, environment)

    for path, text in zip(transcripts, in_parallel(now, transcripts)):
        before = path.read_text()
        name = str(path.relative_to(ROOT))
        if suite.options.update and text != before:
            path.write_text(text)
            print(f"wrote {name}")
            before = text
        difference = difflib.unified_diff(before.splitlines(), text.splitlines(), name, f"{name} (now)", lineterm="")
        suite.check(name, text == before, "\n".join(difference))
    suite.check("there are transcripts", transcripts)
    suite.finish()


main()
