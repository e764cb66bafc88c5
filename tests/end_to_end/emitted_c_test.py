"""The C of every example: silent under strict flags with gcc and clang, at most 100 columns, the same bytes wherever
omnic runs, and following templates of the user."""

import shutil

from harness import EXAMPLES, INCLUDE, ROOT, STRICT, SWITCHES, Suite, in_parallel, run

WIDTH = 100
VARIANTS = [[], ["--annotate=brief"], ["--annotate=none"], ["--line-directives"], *([switch] for switch in SWITCHES)]
COMPILERS = [compiler for compiler in ("gcc", "clang") if shutil.which(compiler)]


def check_variant(suite, example, flags):
    """[(name, complaint)]"""
    name = f"{example.name} {' '.join(flags)}"
    translated = run([suite.omnic, "build", example, "--emit=c", "-o", "-", *flags])
    if translated.code != 0:
        return [(name, str(translated))]
    wide = [line for line in translated.out.splitlines() if len(line) > WIDTH]
    found = [(f"{name}: {WIDTH} columns", "\n".join(wide))]
    for compiler in COMPILERS:
        result = run([compiler, *STRICT, "-O2", f"-I{INCLUDE}", "-x", "c", "-c", "-o", "/dev/null", "-"], text=translated.out)
        found.append((f"{name}: {compiler} is silent", "" if result.code == 0 and not result.err else str(result)))
    return found


def check_same_bytes(suite, example):
    texts = []
    for folder_name in ("here", "some/where/else"):
        folder = suite.folder / folder_name
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(example, folder / example.name)
        for product in ("c", "plan", "rir"):
            texts.append(run([suite.omnic, "build", example.name, f"--emit={product}", "-o", "-"], folder=folder).out)
        texts.append(run([suite.omnic, "plan", example.name, "--format=json"], folder=folder).out)
    half = len(texts) // 2
    suite.check(f"{example.name}: the same bytes in two folders", all(texts) and texts[:half] == texts[half:])


def check_templates(suite):
    folder = suite.folder / "templates"
    folder.mkdir()
    template = (ROOT / "templates" / "region_create.mustache").read_text()
    (folder / "region_create.mustache").write_text(template.replace("region_create(", "custom_create("))
    source = suite.folder / "templated.omni"
    source.write_text("(define (numbers n) (if (= n 0) '() (cons n (numbers (- n 1)))))\n(println (length (numbers 9)))\n")
    ours = suite.translate(source)
    theirs = suite.translate(source, "--templates", folder)
    suite.check("a template replaces the built-in one",
                ours and theirs and "= custom_create(" in theirs
                and theirs.replace("custom_create(", "region_create(")
                == ours.replace("for `omnic audit`\n", "for `omnic audit`\n *   custom_create = region_create\n", 1), lambda: theirs)
    (folder / "templated.c").write_text(theirs)
    result = run([suite.omnic, "audit", folder / "templated.c"])
    suite.check("its C can be audited", result.code == 0, str(result))
    (folder / "region_exit.mustache").write_text("/* the caller ends {{name}} */\n")
    result = run([suite.omnic, "build", source, "--emit=c", "-o", "-", "--templates", folder])
    suite.check("a template that drops an operation is refused", result.code == 1 and "E0611" in result.err, str(result))
    (folder / "region_exit.mustache").unlink()
    (folder / "region_create.mustache").write_text("{{#open}}\n")
    result = run([suite.omnic, "build", source, "--emit=c", "-o", "-", "--templates", folder])
    suite.check("a broken template is refused", result.code == 1 and "region_create" in result.err and not result.out,
                str(result))


def main():
    suite = Suite(__doc__)
    jobs = [(example, flags) for example in EXAMPLES for flags in VARIANTS]
    for found in in_parallel(lambda job: check_variant(suite, *job), jobs):
        for name, complaint in found:
            suite.check(name, not complaint, complaint)
    for example in EXAMPLES:
        check_same_bytes(suite, example)
    check_templates(suite)
    suite.finish()


main()
