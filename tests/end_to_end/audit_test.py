"""`omnic audit`: finds every edit of emitted C that breaks memory safety, and calls harmless what is harmless.

The edits are generated: over all golden cases and examples, under several switches, each kind at every place where it
applies, up to a limit for each kind. The order is fixed, so each run makes the same edits.
"""

import json
import random
import re

from audit_edits import *
from harness import EXAMPLES, ROOT, Suite, in_parallel, run

GOLDEN = sorted(p for p in (ROOT / "golden").glob("*/*.omni") if not p.name.startswith("bad_"))
WAYS = [[], ["--annotate=brief", "--no-outliving", "--no-elide"], ["--annotate=none", "--no-stack"], ["--no-nonlexical", "--line-directives"]]
EACH = 40  # edits of one kind
MEMORY = {"E0601", "E0602", "E0603", "E0604", "E0605"}  # codes that name an operation; E0606 alone would be too little


def codes(result):
    found = []
    for line in result.err.splitlines():
        try:
            found.append(json.loads(line)["code"])
        except (ValueError, KeyError, TypeError):
            pass
    return found


def several(suite):
    """A program in several C files: each is audited as it lies on disk."""
    omnic, folder = suite.omnic, suite.folder
    sources = [path for path in (ROOT / "golden" / "modules").glob("*.omni") if not path.name.startswith("bad_")]
    sources.append(ROOT / "golden" / "structs" / "paths.omni")  # has library functions that nothing refers to
    files = headers = 0
    tried = set()
    shapes = folder / "shapes.omni"
    shapes.write_text("(import (scheme base))\n(export Node link!)\n(struct Node (value Int) ^:mutable (next Any))\n"
                      "(define (link! a b) (set-Node-next! a b) a)\n")
    linked = folder / "linked.omni"
    linked.write_text('(import (scheme base) "shapes.omni")\n(println (Node-value (link! (Node 1 #f) (Node 2 #f))))\n')
    sources.append(linked)
    for number, source in enumerate(sorted(sources)):
        out = folder / f"split_{number}"
        built = run([omnic, "build", source, "--allow-extern", "--emit=c", "-o", f"{out}/"])
        suite.check(f"{source.name} in several files", built.code == 0, str(built))
        for path in sorted(out.glob("*.c")):
            files += 1
            text = path.read_text()
            suite.check(f"{path.name} carries its plan", "\n/* omnic audit:" in text)
            for flags in [[], ["--against", source, "--allow-extern"]]:
                result = run([omnic, "audit", path, *flags])
                suite.check(f"audit of {path.name} of {source.name} {flags}", result.code == 0 and "no memory operation changed" in result.out,
                            str(result))
            code = Code(text)
            for kind in [exit_dropped, create_dropped, local_for_dest, counted_swapped]:
                for line, edited in list(kind(code))[:2]:
                    path.write_text(edited)
                    for flags in [[], ["--against", source, "--allow-extern"]]:
                        result = run([omnic, "audit", path, "--error-format=json", *flags])
                        suite.check(f"{kind.__name__} in {path.name} of {source.name}, line {line + 1} {flags}",
                                    result.code == 1 and MEMORY & set(codes(result)), str(result))
            path.write_text(text)
        for path in sorted(out.glob("*.h")):
            headers += 1
            text = path.read_text()
            for flags in [[], ["--against", source, "--allow-extern"]]:
                result = run([omnic, "audit", path, *flags])
                suite.check(f"audit of {path.name} of {source.name} {flags}", result.code == 0 and "no memory operation changed" in result.out
                            and "W0610" not in result.err, str(result))
            edits = [("region of a maker", text.replace("(region, &", "(omni_global, &", 1), MEMORY),
                     ("maker frees", text.replace("    self->", "    free_obj(&self->header.header);\n    self->", 1), MEMORY),
                     ("setter frees", re.sub(r"(_set_\w+\(Obj \*self, Obj \*(\w+)\)\n\{\n)", r"\1    free_tree(self);\n", text, count=1), MEMORY),
                     ("a function more", text.replace("OMNI_END_C", "static inline void extra(Obj *x)\n{\n    free_tree(x);\n}\nOMNI_END_C", 1), {"E0607"}),
                     ("a macro", text.replace("OMNI_BEGIN_C", "#define mk_Point_region(r, x, y) mk_Point_region(omni_global, x, y)\nOMNI_BEGIN_C", 1), {"E0608"})]
            for name, edited, wanted in edits:
                if edited == text:
                    continue
                tried.add(name)
                path.write_text(edited)
                result = run([omnic, "audit", path, "--error-format=json"])
                suite.check(f"{name} in {path.name} of {source.name}", result.code == 1 and wanted & set(codes(result)), str(result))
            harmless = re.sub(r"/\*(?! omnic audit).*?\*/", "/* reworded */", text.partition("\n/* omnic audit:")[0], flags=re.S)
            path.write_text(harmless.replace("    ", "\t") + text[len(text.partition("\n/* omnic audit:")[0]):])
            result = run([omnic, "audit", path])
            suite.check(f"harmless edits of {path.name} of {source.name}", result.code == 0, str(result))
            path.write_text(text)
    suite.check("several files", files > 5 and headers > 3, f"{files}, {headers}")
    suite.check("headers edited in each way", len(tried) == 5, str(tried))


def commands(suite):
    """How the command behaves, beside what it finds."""
    omnic, folder = suite.omnic, suite.folder
    source = ROOT / "golden" / "branches" / "one_arm_returned.omni"
    c = suite.translate(source)
    bare = suite.translate(source, "--no-audit-plan")
    suite.check("C without its plan", c.startswith(bare) and "omnic audit" not in bare)
    (folder / "alone.c").write_text(bare)
    result = run([omnic, "audit", folder / "alone.c"])
    suite.check("without a plan a warning says so", result.code == 0 and "W0610" in result.err, str(result))
    result = run([omnic, "audit", folder / "alone.c", "--against", source])
    suite.check("against a source", result.code == 0 and "no memory operation changed" in result.out, str(result))
    result = run([omnic, "audit", folder / "alone.c", "--against", source, "--no-outliving"])
    suite.check("against a source under other switches", result.code == 1 and "E060" in result.err, str(result))
    (folder / "first.c").write_text(c)
    broken = c.replace("    region_exit(scratch_region);", "", 1)
    (folder / "broken.c").write_text(broken.partition("\n/* omnic audit")[0])
    result = run([omnic, "audit", folder / "broken.c", "--against", folder / "first.c"])
    suite.check("against other C", result.code == 1 and "E0602" in result.err and "E0604" in result.err, str(result))
    result = run([omnic, "audit", folder / "broken.c"])
    suite.check("the rules on paths need no plan", result.code == 1 and "E0604" in result.err, str(result))
    (folder / "torn.c").write_text(c.replace(" *   main ", " *   main if ", 1))
    result = run([omnic, "audit", folder / "torn.c"])
    suite.check("a plan that was edited", result.code == 1 and "E0609" in result.err, str(result))
    plan = folder / "plan.json"
    plan.write_text(run([omnic, "plan", source, "--format=json"]).out)
    result = run([omnic, "audit", folder / "alone.c", "--against", plan])
    suite.check("against a plan in JSON", result.code == 0 and "no memory operation changed" in result.out, str(result))
    result = run([omnic, "audit", folder / "broken.c", "--against", plan, "--format=json"])
    verdict = json.loads(result.out)
    suite.check("a verdict in JSON", result.code == 1 and not verdict["sound"] and verdict["compared"]
                and {"E0602", "E0604"} <= {f["code"] for f in verdict["findings"]} and not result.err, str(result))
    verdict = json.loads(run([omnic, "audit", folder / "first.c", "--format=json"]).out)
    suite.check("a good one", verdict["sound"] and verdict["findings"] == [] and verdict["operations"] > 3, str(verdict))
    plan.write_text('{"schema": "omnic-plan-2", "audit": [{}]}')
    result = run([omnic, "audit", folder / "alone.c", "--against", plan])
    suite.check("a plan in JSON that is none", result.code == 1 and "E0609" in result.err, str(result))
    several(suite)
    (folder / "more.c").write_text(c.replace("int main(", "static void extra(Obj *x)\n{\n    free_tree(x);\n}\n\nint main(", 1))
    result = run([omnic, "audit", folder / "more.c"])
    suite.check("a function that is not omnic's", result.code == 1 and "E0607" in result.err, str(result))
    (folder / "fewer.c").write_text(c.replace("whole_or_length", "renamed_function", 1))
    (folder / "define.c").write_text(c.replace('#include "omni.h"', '#include "omni.h"\n#define region_exit(r) ((void)(r))', 1))
    result = run([omnic, "audit", folder / "define.c"])
    suite.check("a macro in front of an operation", result.code == 1 and "E0608" in result.err, str(result))
    (folder / "jump.c").write_text(c.replace("    region_exit(scratch_region);", "    goto out;", 1))
    result = run([omnic, "audit", folder / "jump.c"])
    suite.check("what cannot be followed is told", result.code == 1 and "E0608" in result.err, str(result))
    (folder / "other.c").write_text(c.replace("if (whole)", "if (!whole)", 1))
    result = run([omnic, "audit", folder / "other.c"])
    suite.check("an edit that is no memory operation", result.code == 1 and "E0606" in result.err, str(result))
    for text in ["", "int", "{", "}", "int f(", "int f() {", "int f() { if }", "/* omnic audit:", "/* omnic audit: x\n */", "\"",
                 "int f() { ((((((((", "#", "int f(){return a?b:c?d:;}"]:
        (folder / "odd.c").write_text(text)
        result = run([omnic, "audit", folder / "odd.c"])
        suite.check(f"odd C {text!r}", result.code in (0, 1), str(result))
    suite.check("no file", run([omnic, "audit", folder / "none.c"]).code == 1)
    suite.check("no argument", run([omnic, "audit"]).code == 2)


def main():
    suite = Suite(__doc__)
    sources = [(source, way) for way in WAYS for source in EXAMPLES + GOLDEN]

    def translate(pair):
        source, way = pair
        return run([suite.omnic, "build", source, "--allow-extern", "--emit=c", "-o", "-", *way])

    programs = []
    for (source, way), result in zip(sources, in_parallel(translate, sources)):
        if "error[E0401]" in result.err:
            continue  # a contract that does not hold without an optimisation
        suite.check(f"{source.name} {way} translates", result.code == 0, str(result))
        if result.code == 0:
            programs.append((f"{source.stem} {' '.join(way)}", Code(result.out)))

    def audit(job):
        number, text = job
        path = suite.folder / f"edit_{number}.c"
        path.write_text(text)
        result = run([suite.omnic, "audit", path, "--error-format=json"])
        path.unlink()
        return result

    untouched = [code.edited(0, 0, []) for _, code in programs]
    for (name, _), result in zip(programs, in_parallel(audit, list(enumerate(untouched)))):
        suite.check(f"{name}: as omnic wrote it", result.code == 0 and "no memory operation changed" in result.out, str(result))

    # Snapshots carry no plan: they are compared with the source beside them, translated with the case's switches.
    snapshots = [(source, source.with_suffix(".c"), []) for source in GOLDEN]
    for source in GOLDEN:
        variants = source.with_suffix(".variants")
        for line in variants.read_text().splitlines() if variants.exists() else []:
            name, colon, flags = line.partition("#")[0].partition(":")
            if colon:
                path = source.with_suffix(f".{name.strip()}.c" if name.strip() else ".c")
                snapshots = [s for s in snapshots if s[1] != path] + [(source, path, flags.split())]
    snapshots = [s for s in snapshots if s[1].exists()]
    for (_, path, flags), result in zip(snapshots, in_parallel(lambda s: run([suite.omnic, "audit", s[1], *s[2]]), snapshots)):
        suite.check(f"audit {path.name} {' '.join(flags)}", result.code == 0 and "no memory operation changed" in result.out,
                    str(result))
    commands(suite)

    chooser = random.Random(5)
    counts = {"breaking": 0, "breaking heap": 0, "harmless": 0, "harmless heap": 0}
    in_heap = {name for name, code in programs if any(HEAP_OPERATION.match(line) or FILLED.search(line) for line in code.lines)}
    for group, kinds in [("breaking", BREAKING + AS_OTHER_CODE), ("harmless", HARMLESS)]:
        for kind in kinds:
            edits = [(name, line, text) for name, code in programs for line, text in kind(code)]
            heap = [edit for edit in edits if edit[0] in in_heap]
            chosen = chooser.sample(edits, min(EACH, len(edits)))
            more = EACH if group == "harmless" else EACH // 2
            chosen += [edit for edit in chooser.sample(heap, min(more, len(heap))) if edit not in chosen]
            edits = sorted(chosen, key=lambda edit: edit[:2])
            counts[group] += len(edits)
            counts[f"{group} heap"] += len(edits) if kind in HEAP else sum(edit[0] in in_heap for edit in edits) * (group == "harmless")
            print(f"{kind.__name__}: {len(edits)} edits")
            results = in_parallel(audit, [(i, text) for i, (_, _, text) in enumerate(edits)])
            for (name, line, text), result in zip(edits, results):
                if group == "breaking":
                    good = result.code == 1 and (MEMORY | ({"E0606"} if kind in AS_OTHER_CODE else set())) & set(codes(result))
                else:
                    good = result.code == 0 and "no memory operation changed" in result.out
                suite.check(f"{kind.__name__}: {name}, line {line + 1}", good, lambda t=text, r=result, n=line: str(r) + "\n"
                            + "\n".join(t.split("\n")[max(0, n - 6):n + 6]))
    for group, count in counts.items():
        suite.check(f"{count} {group} edits", count >= 200)
    suite.finish()


main()
