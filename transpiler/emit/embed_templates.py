"""Writes templates as a C++ table: embed_templates.py OUTPUT TEMPLATE..."""

import pathlib
import sys


def main() -> None:
    output, *paths = sys.argv[1:]
    lines = ['#include "emit/embedded.h"', '', 'namespace omni::emit {', '',
             'const EmbeddedTemplate kEmbeddedTemplates[] = {']
    for path in sorted(map(pathlib.Path, paths)):
        lines.append(f'    {{"{path.stem}", R"template({path.read_text()})template"}},')
    lines += ['};', 'const size_t kEmbeddedTemplateCount = sizeof kEmbeddedTemplates / sizeof kEmbeddedTemplates[0];',
              '', '}  // namespace omni::emit', '']
    pathlib.Path(output).write_text('\n'.join(lines))


main()
