"""Writes the definitions of *.omni files as a C++ table, sorted by name.

usage: embed_prelude.py OUTPUT INPUT...

A definition begins at "(define (name" or "(define-syntax name" in the first column, with the comment lines directly above
it, and ends before the next one. Every other line in the first column is a comment.
"""
import pathlib
import re
import sys


def definitions(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("(")]
    for at, start in enumerate(starts):
        match = re.match(r"\(define \(([^\s()]+)|\(define-syntax ([^\s()]+)", lines[start])
        if match is None:
            sys.exit(f"{path}:{start + 1}: expected (define (name ... or (define-syntax name ...")
        end = starts[at + 1] if at + 1 < len(starts) else len(lines)
        while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith(";")):
            end -= 1
        begin = start
        while begin > 0 and lines[begin - 1].startswith(";"):
            begin -= 1
        yield match.group(1) or match.group(2), path.name, match.group(1) is None, "\n".join(lines[begin:end]) + "\n"


def main():
    output, *inputs = sys.argv[1:]
    table = {}
    for name in inputs:
        for key, file, is_macro, text in definitions(pathlib.Path(name)):
            if key in table:
                sys.exit(f"{file}: `{key}` is defined twice")
            table[key] = (file, is_macro, text)
    rows = [f'    {{"{key}", "{file}", {str(is_macro).lower()},\nR"omni({text})omni"}},' for key, (file, is_macro, text) in
            sorted(table.items(), key=lambda item: item[0].encode())]
    pathlib.Path(output).write_text(
        '#include "prelude/prelude.h"\n\nnamespace omni::prelude {\nnamespace {\n\n'
        "constexpr Definition kDefinitions[] = {\n" + "\n".join(rows) + "\n};\n\n}  // namespace\n\n"
        "std::span<const Definition> All() { return kDefinitions; }\n\n}  // namespace omni::prelude\n",
        encoding="utf-8")


main()
