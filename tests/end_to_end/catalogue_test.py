"""Every code of source/kinds.def is reported by some stage, stands in docs/diagnostics.md with an example, and is shown by a
golden file: the diagnostics of a case, its plan, or a transcript.

    python3 tests/end_to_end/catalogue_test.py --omnic build/transpiler/omnic
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BEING_BUILT = set()  # named, and not yet reported


def kinds():
    text = (ROOT / "transpiler/source/kinds.def").read_text()
    return re.findall(r'^DIAG\((\w+),\s*"([EW]\d{4})"', text, re.MULTILINE)


def texts(folder, *patterns):
    return {path: path.read_text(encoding="utf-8", errors="replace")
            for pattern in patterns for path in sorted((ROOT / folder).rglob(pattern))}


def paragraphs():
    """The text of each code, up to the next one."""
    text = (ROOT / "docs/diagnostics.md").read_text()
    return dict(re.findall(r"^\*\*([EW]\d{4})\*\* (.*?)(?=^\*\*[EW]\d{4}\*\*|^## |\Z)", text, re.MULTILINE | re.DOTALL))


def main():
    sources = "\n".join(texts("transpiler", "*.cpp", "*.h").values())
    golden = "\n".join(texts("golden", "*.err", "*.plan", "*.transcript").values())
    described = paragraphs()
    failures = []
    seen = {}
    for name, code in kinds():
        if code in seen:
            failures.append(f"{code} is the code of {seen[code]} and of {name}")
        seen[code] = name
        if code not in BEING_BUILT and not re.search(rf"DiagKind::{name}\b", sources):
            failures.append(f"{code} ({name}) is never reported")
        if code not in BEING_BUILT and f"[{code}]" not in golden:
            failures.append(f"{code} ({name}) is shown by no golden file")
        if code not in described and code not in BEING_BUILT:
            failures.append(f"{code} ({name}) has no paragraph in docs/diagnostics.md")
        elif code[1:3] != "06" and "`" not in described.get(code, "`") and "\n    " not in described[code]:
            failures.append(f"{code} ({name}) has no example in docs/diagnostics.md")
    failures += [f"docs/diagnostics.md describes {code}, which is no code" for code in described if code not in seen]
    for failure in failures:
        print("FAIL", failure)
    print(f"{len(seen) - len({failure.split()[0] for failure in failures})} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
