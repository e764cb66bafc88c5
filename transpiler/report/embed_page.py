"""Writes the page of the HTML report as a C++ text: embed_page.py OUTPUT PAGE."""

import pathlib
import sys


def main() -> None:
    output, page = sys.argv[1:]
    lines = pathlib.Path(page).read_text().splitlines()
    text = '\n'.join(f'    R"page({line}\n)page"' for line in lines)
    pathlib.Path(output).write_text('#include "report/plan_html.h"\n\nnamespace omni::report {\n\n'
                                    f'const std::string_view kHtmlPage =\n{text};\n\n}}  // namespace omni::report\n')


main()
