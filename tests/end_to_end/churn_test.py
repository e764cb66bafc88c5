"""A comment or a function on top of a file changes no other line of its C."""

import difflib

from harness import EXAMPLES, Suite

COMMENT = "; a remark that nobody needs\n\n"
FUNCTION = "(define (added-on-top first second)\n  (+ first second))\n"


def changed_lines(before, after):
    """(lines that vanished, lines that appeared)"""
    diff = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [d[2:] for d in diff if d.startswith("- ")], [d[2:] for d in diff if d.startswith("+ ")]


def main():
    suite = Suite(__doc__)
    for example in EXAMPLES:
        text = example.read_text()
        produced = {}
        for kind, prefix in {"plain": "", "comment": COMMENT, "function": FUNCTION}.items():
            folder = suite.folder / kind
            folder.mkdir(exist_ok=True)
            (folder / example.name).write_text(prefix + text)
            produced[kind] = suite.translate(folder / example.name)
        if None in produced.values():
            continue
        gone, added = changed_lines(produced["plain"], produced["comment"])
        suite.check(f"{example.name}: a comment on top", not gone and all("remark" in a or not a for a in added),
                    "\n".join(["gone:"] + gone + ["added:"] + added))
        gone, added = changed_lines(produced["plain"], produced["function"])
        suite.check(f"{example.name}: a function on top", not gone and len(added) <= 12,
                    "\n".join(["gone:"] + gone + ["added:"] + added))
    suite.finish()


main()
