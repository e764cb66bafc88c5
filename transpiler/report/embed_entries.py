"""Writes pages of the documentation as a C++ table: embed_entries.py OUTPUT PAGE..."""

import pathlib
import sys


def main() -> None:
    output, *paths = sys.argv[1:]
    lines = ['#include "report/entries.h"', '', 'namespace omni::report {', '', 'const std::string_view kPages[] = {']
    lines += [f'    R"page({pathlib.Path(path).read_text()})page",' for path in paths]
    lines += ['};', 'const size_t kPageCount = sizeof kPages / sizeof kPages[0];', '', '}  // namespace omni::report', '']
    pathlib.Path(output).write_text('\n'.join(lines))


main()
