"""The pairs in README and docs: each C that stands after a piece of OmniLisp is what omnic makes of it.

A whole program is translated; a piece of one must stand in a golden case, and the C in the C of that case. And
docs/library.md: it has every name that the library knows.
"""

import re

from harness import ROOT, Suite, run

FENCE = re.compile(r"```(\w*)\n(.*?)```", re.S)
SOURCE = ROOT / "transpiler"
# Names of the library that are only there for its own use.
INTERNAL = set("""any-null? atan2 char-meets? check-range every-eq? every-next? format-argument format-directive format-text format-to
                  number->string-radix string->number-radix""".split())


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def is_part(shown, whole):
    """Do the lines stand together in the whole; after a line `...` in some later place?"""
    at = 0
    for part in "\n".join(shown).split("\n..."):
        lines = [line for line in part.split("\n") if line]
        found = next((i for i in range(at, len(whole) - len(lines) + 1) if whole[i:i + len(lines)] == lines), None)
        if found is None:
            return False
        at = found + len(lines)
    return True


def pairs(text):
    """(line of the C, lines of OmniLisp, lines of C, the OmniLisp, the paragraph before)"""
    fences = list(FENCE.finditer(text))
    for lisp, c in zip(fences, fences[1:]):
        if lisp.group(1) == "lisp" and c.group(1) == "c" and c.start() - lisp.end() < 400:
            yield text[:c.start()].count("\n") + 1, lines_of(lisp.group(2)), lines_of(c.group(2)), lisp.group(2), text[max(0, lisp.start() - 300):lisp.start()]


def library_names():
    """Where names of the library are defined: {file: names}. Names with % are for the prelude alone."""
    prims = re.findall(r'^PRIM\(\w+,\s*"([^"]+)",\s*"[^"]*",[^"]*"(\w*)"', (SOURCE / "core/prims.def").read_text(), re.M)
    names = {"core/prims.def": {name for name, flags in prims if not set("SM") & set(flags)}}
    synonyms = re.search(r"kSynonyms\[\] = \{(.*?)\};", (SOURCE / "core/library_names.cpp").read_text(), re.S)
    names["core/library_names.cpp"] = set(re.findall(r'\{"([^"]+)",\s*"[^"]+"\}', synonyms.group(1)))
    for file in sorted((SOURCE / "prelude").glob("*.omni")):
        names[f"prelude/{file.name}"] = set(re.findall(r"^\(define(?:-syntax)? \(?([^\s()]+)", file.read_text(), re.M))
    return {file: {name for name in found if not name.startswith("%")} for file, found in names.items()}


def names_on(page):
    """What stands in backquotes: of a call the name of the function, else every word."""
    names = set()
    for code in re.findall(r"`([^`]+)`", page):
        words = code.strip("()").split()
        names.update(words[:1] if code.startswith("(") else words)
    return names


def check_library(suite):
    known = library_names()
    everything = set().union(*known.values())
    documented = names_on((ROOT / "docs/library.md").read_text())
    for file, names in known.items():
        # NAME-2 is NAME with two arguments, NAME-any with any number of them
        own = {name for name in names if re.sub(r"-(\d+|any)$", "", name) in everything - {name}}
        missing = names - own - INTERNAL - documented
        suite.check(f"docs/library.md has the names of transpiler/{file}", names and not missing, f"missing: {' '.join(sorted(missing))}")
    stale = (INTERNAL - everything) | (INTERNAL & documented)
    suite.check("the names that docs/library.md need not have are there, and are not on it", not stale, " ".join(sorted(stale)))


def main():
    suite = Suite(__doc__)
    check_library(suite)
    cases = [(case, lines_of(case.read_text(errors="replace"))) for case in sorted((ROOT / "golden").rglob("*.omni"))]
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for line, lisp, c, text, before in pairs(page.read_text()):
            options = re.findall(r"`(--allow-extern)`", before)
            made = run([suite.omnic, "build", "-", "--emit=c", "-o", "-", *options], text=text)
            holders = [case for case, source in cases if is_part(lisp, source)]
            golden = [lines_of(file.read_text()) for case in holders for file in sorted(case.parent.glob(case.stem + ".*c"))]
            suite.check(f"{page.relative_to(ROOT)}:{line}",
                        any(is_part(c, whole) for whole in ([lines_of(made.out)] if made.code == 0 else []) + golden),
                        f"cases with this source: {', '.join(str(case) for case in holders) or 'none'}\n{made.err}{made.out}")
    suite.finish()


main()
