"""The section files of the conformance suite: their forms, their checks and what was recorded for them."""

import pathlib
import re

FOLDER = pathlib.Path(__file__).resolve().parent
TOKEN = re.compile(r'''"(?:\\.|[^"\\])*" | \#\\(?:x[0-9a-fA-F]+|[A-Za-z]+|.) | \|(?:\\.|[^|\\])*\|
                       | [()\[\]{}] | ;[^\n]* | \#\| | \#; | \n | [^\S\n]+ | [^\s()\[\]{}";|]+ | .''', re.VERBOSE | re.DOTALL)


class Form:
    """A top-level form: its text, its first and last line, and whether it is a check, which prints one line."""

    def __init__(self, text, first, last):
        self.text = text
        self.first = first
        self.last = last
        self.is_check = text.startswith("(check")
        self.is_import = text.startswith("(import")
        self.name = name_of(text) if self.is_check else ""


def name_of(text):
    """The expression of a check on one line: `(check (+ 1 2))` is `(+ 1 2)`."""
    inner = text[text.index(" ") + 1:-1] if text.startswith("(check ") else text
    return re.sub(r"\s+", " ", inner).strip()


def split(text):
    """The top-level forms of a file, in order. Comments between forms are left out."""
    forms = []
    position = line = depth = 0
    line = 1
    start = None
    while position < len(text):
        if text.startswith("#|", position):
            end = skip_block(text, position)
            token, kind = text[position:end], "space"
        else:
            token = TOKEN.match(text, position).group()
            end = position + len(token)
            kind = "space" if token.isspace() or token.startswith(";") else "datum"
        if depth == 0 and token == "#;":
            end = skip_datum(text, end)
            kind = "space"
        if kind == "datum":
            if depth == 0 and start is None:
                start = (position, line)
            depth += (token in "([{") - (token in ")]}")
        line += text.count("\n", position, end)
        if kind == "datum" and depth == 0 and token not in ("'", "`", ",", ",@", "#"):
            forms.append(Form(text[start[0]:end], start[1], line))
            start = None
        position = end
    return forms


def skip_block(text, position):
    depth = 0
    while True:
        if text.startswith("#|", position):
            depth, position = depth + 1, position + 2
        elif text.startswith("|#", position):
            depth, position = depth - 1, position + 2
            if depth == 0:
                return position
        else:
            position += 1


def skip_datum(text, position):
    first = split(text[position:])[0].text
    return text.index(first, position) + len(first)


def names():
    return sorted(path.stem for path in FOLDER.glob("*.scm"))


def read(name):
    return split((FOLDER / f"{name}.scm").read_text())


def recorded(name):
    """The values Guile printed, in the order of the checks."""
    lines = (FOLDER / f"{name}.expected").read_text().splitlines()
    return [tuple(line.rsplit(" => ", 1)) if not line.endswith(" => ") else (line[:-4], "") for line in lines]


def by_section(file):
    """[(section, line)] of a file with [section] headings and comments after ';'."""
    found = []
    section = ""
    for line in (FOLDER / file).read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith(";"):
            found.append((section, line))
    return found


def deviations():
    """{(section, check): value} of deviations.txt: where omnic is meant to differ from Guile."""
    found = {}
    for section, line in by_section("deviations.txt"):
        check, value = line.rsplit(" => ", 1)
        found[section, check] = value
    return found


def not_yet():
    """{(section, check)} of not-yet.txt; the check is * for a whole section."""
    return set(by_section("not-yet.txt"))
