"""What a reviewer works with: explain, counterfactuals, diff, SARIF, golden snapshots of a project, reasons in German."""

import json
import re
import shutil
import subprocess
import sys

try:
    import jsonschema
except ImportError:  # another Python than Debian's, whose packages are not in its path
    sys.path.append("/usr/lib/python3/dist-packages")
    import jsonschema

from harness import EXAMPLES, ROOT, Suite, run

SARIF_VALIDATOR = None  # of the official schema, where it is there

OLD = """(define cache '())

(define (numbers n) (if (= n 0) '() (cons n (numbers (- n 1)))))

(define (work n)
  (let ((acc (cons n n)))
    (let ((temp (numbers n)))
      (+ (length temp) (car acc)))))

(println (work 3))
"""
NEW = OLD.replace("      (+ (length", "      (set! cache (cons acc cache))\n      (+ (length")
LEVELS = {"note", "warning", "error"}


def files(suite, name, **texts):
    folder = suite.folder / name
    folder.mkdir()
    for file, text in texts.items():
        (folder / f"{file}.omni").write_text(text)
    return folder


def check_explain(suite):
    folder = files(suite, "explain", app=NEW)
    line = run([suite.omnic, "explain", "app.omni:6"], folder=folder)
    suite.check("explain of a line: the counterfactual", "would be stack: if (cons acc cache) did not keep it" in line.out, str(line))
    suite.check("explain of a line: the C", re.search(r"C line \d+: Obj \*acc = mk_pair_region\(omni_global", line.out), str(line))
    place = run([suite.omnic, "explain", "app.omni:8:20"], folder=folder)
    suite.check("explain of a column: only the innermost expression", "work/pair" in place.out and "work/acc" not in place.out, str(place))
    name = run([suite.omnic, "explain", "app.omni:temp"], folder=folder)
    suite.check("explain of a name", "temp_region of work ends here" in name.out and "cache" not in name.out, str(name))
    # The counterfactual is true: without the store the object is on the stack.
    (folder / "without.omni").write_text(NEW.replace("(cons acc cache)", "(cons 0 cache)"))
    without = run([suite.omnic, "plan", "without.omni"], folder=folder)
    suite.check("the counterfactual is true", re.search(r"place +acc +stack", without.out), str(without))
    big = run([suite.omnic, "explain", "app.omni:n", "--stack-limit=8"], folder=files(suite, "limit", app=OLD))
    suite.check("a limit that would do", "would be stack: with --stack-limit=16" in big.out
                or "would be stack: with --stack-limit=" in big.out, str(big))


    binding = run([suite.omnic, "explain", "app.omni:6:11"], folder=folder)
    suite.check("explain of a column: the name that stands there", "id: work/acc\n" in binding.out and "work/n" not in binding.out, str(binding))
    use = run([suite.omnic, "explain", "app.omni:9:18"], folder=folder)
    suite.check("explain of a column: where a name is used", "id: work/temp\n" in use.out and "work/acc" not in use.out, str(use))
    for where, words in (("app.omni:99", "has no line 99; its last is 12"), ("app.omni:1:99", "no column 99 in line 1; its last is 18"),
                         ("app.omni:tmp", "no name `tmp`; did you mean `temp`?"), ("app.omni:quite-other", "no name `quite-other`\n"),
                         ("E9999", "no code of a diagnostic"), ("no_such_reason", "no kind of reason")):
        wrong = run([suite.omnic, "explain", where], folder=folder)
        suite.check(f"explain {where}", wrong.code == 1 and words in wrong.err and not wrong.out, str(wrong))
    for where in ("app.omni:0", "app.omni:3:0"):
        wrong = run([suite.omnic, "explain", where], folder=folder)
        suite.check(f"explain {where}", wrong.code == 2 and "count from 1" in wrong.err, str(wrong))
    wrong = run([suite.omnic, "plan", "app.omni", "--format=xml"], folder=folder)
    suite.check("a format that there is not", wrong.code == 2 and "`xml` is none of html, json, sarif, text" in wrong.err, str(wrong))


def check_codes(suite):
    codes = re.findall(r'^DIAG\(\w+, +"(\w+)"', (ROOT / "transpiler/source/kinds.def").read_text(), re.M)
    for code in codes:
        result = run([suite.omnic, "explain", code])
        suite.check(f"explain {code}", result.code == 0 and f"[{code}]" in result.out, str(result))
    page = (ROOT / "docs/reasons.md").read_text()
    for kind in re.findall(r'^REASON\((?!Id)\w+, +"(\w+)"', (ROOT / "transpiler/reason/kinds.def").read_text(), re.M):
        result = run([suite.omnic, "explain", kind])
        suite.check(f"explain {kind}", result.code == 0 and result.out.startswith(f"{kind}: ") and f"**{kind}**" in page, str(result))
    result = run([suite.omnic, "explain", "E0202"])
    suite.check("a code is explained with an example", "takes 1 argument, 2 given" in result.out, str(result))
    german = run([suite.omnic, "explain", "last_use", "--wording=de"])
    suite.check("a reason in German", "letzte Benutzung von" in german.out, str(german))
    suite.check("no such code", run([suite.omnic, "explain", "E9999"]).code == 1)


def check_diff(suite):
    folder = files(suite, "diff", old=OLD, new=NEW)
    forward = run([suite.omnic, "diff", "old.omni", "new.omni"], folder=folder)
    suite.check("worse", "`acc` stack -> global, because: reachable from the top-level variable cache" in forward.out
                and forward.out.startswith("4 worse, 0 better"), str(forward))
    back = run([suite.omnic, "diff", "new.omni", "old.omni"], folder=folder)
    suite.check("better", "0 worse, 4 better" in back.out and "`acc` global -> stack" in back.out, str(back))
    suite.check("nothing", run([suite.omnic, "diff", "old.omni", "old.omni"], folder=folder).out == "no decision changed\n")
    for option, code in (("--fail-on=worse", 1), ("--fail-on=change", 1), ("--fail-on=never", 0)):
        suite.check(f"{option}", run([suite.omnic, "diff", "old.omni", "new.omni", option], folder=folder).code == code)
    suite.check("better does not fail", run([suite.omnic, "diff", "new.omni", "old.omni", "--fail-on=worse"], folder=folder).code == 0)
    markdown = run([suite.omnic, "diff", "old.omni", "new.omni", "--format=markdown"], folder=folder)
    suite.check("markdown", "| **worse** | `work` | `acc` stack -> global" in markdown.out, str(markdown))
    for form in ("text", "json"):
        saved = folder / f"saved.{form}"
        saved.write_text(run([suite.omnic, "plan", "old.omni", f"--format={form}"], folder=folder).out)
        same = run([suite.omnic, "diff", saved.name, "old.omni"], folder=folder)
        suite.check(f"a saved plan as {form}", same.out == "no decision changed\n", str(same))
        other = run([suite.omnic, "diff", saved.name, "new.omni"], folder=folder)
        suite.check(f"a saved plan as {form} against a source", other.out == forward.out, str(other))
    for arguments in (["old.omni"], ["old.omni", "missing.omni"], ["old.omni", "new.omni", "--rev", "A..B"]):
        result = run([suite.omnic, "diff", *arguments], folder=folder)
        suite.check(f"diff {' '.join(arguments)}", result.code in (1, 2) and result.err, str(result))
    (folder / "no.plan").write_text("{\"schema\": 3}")
    result = run([suite.omnic, "diff", "no.plan", "old.omni"], folder=folder)
    suite.check("not a plan", result.code == 1 and "neither a source nor a saved plan" in result.err, str(result))
    # Text and JSON of every example are read back as the same decisions.
    for path in EXAMPLES:
        saved = folder / "example.json"
        saved.write_text(run([suite.omnic, "plan", path, "--format=json"]).out)
        result = run([suite.omnic, "diff", saved, path])
        suite.check(f"{path.name}: JSON and text are the same plan", result.out == "no decision changed\n", str(result))


def git(folder, *arguments):
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", *arguments], cwd=folder, check=True,
                   capture_output=True)


def check_revisions(suite):
    if not shutil.which("git"):
        return
    folder = files(suite, "revisions", app=OLD)
    (folder / "lib").mkdir()
    (folder / "lib" / "util.omni").write_text("(export twice)\n(define (twice x) (list x x))\n")
    (folder / "main.omni").write_text('(import "lib/util.omni")\n(println (twice 1))\n')
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    (folder / "app.omni").write_text(NEW)
    (folder / "lib" / "util.omni").write_text("(export twice)\n(define (twice x) (length (list x x)))\n")
    result = run([suite.omnic, "diff", "HEAD:app.omni", "app.omni"], folder=folder)
    suite.check("a revision and the file", "`acc` stack -> global" in result.out, str(result))
    result = run([suite.omnic, "diff", "HEAD:main.omni", "main.omni"], folder=folder)
    suite.check("imported files are those of the revision", "twice" in result.out and "no decision" not in result.out, str(result))
    git(folder, "commit", "-qam", "two")
    result = run([suite.omnic, "diff", "--rev", "HEAD~1..HEAD", "app.omni", "--fail-on=worse"], folder=folder)
    suite.check("--rev A..B", result.code == 1 and "`acc` stack -> global" in result.out, str(result))
    result = run([suite.omnic, "diff", "HEAD~7:app.omni", "app.omni"], folder=folder)
    suite.check("no such revision", result.code == 1 and "HEAD~7" in result.err, str(result))


def check_words(suite):
    """Headlines and labels are words of the table, too."""
    folder = files(suite, "words", old=OLD, new=NEW, top="(define xs (list 1 2))\n(println (length xs))\n")
    say = lambda *arguments: run([suite.omnic, *arguments, "--wording=de"], folder=folder)
    explained = say("explain", "new.omni:acc")
    suite.check("explain in German", "`acc` von work lebt in: " in explained.out and "  weil: " in explained.out
                and "  Ausdruck: " in explained.out and "C-Zeile " in explained.out, str(explained))
    suite.check("no English is left", not re.search(r"because|lives in|C line|not stack|would be", explained.out), str(explained))
    plan = say("plan", "new.omni")
    top = say("plan", "top.omni")
    suite.check("the plan in German", top.out.startswith("oberste Ebene\n") and "nicht Stapel: " in plan.out, f"{plan}{top}")
    (folder / "saved.plan").write_text(say("plan", "old.omni").out)
    for old in ["old.omni", "saved.plan"]:
        diff = say("diff", old, "new.omni")
        suite.check(f"diff of {old} in German", re.match(r"\d+ schlechter, 0 besser, \d+ anders", diff.out)
                    and "`acc` Stapel -> global, weil: " in diff.out, str(diff))
    diff = say("diff", "old.omni", "new.omni", "--format=markdown")
    suite.check("Markdown in German", "### Speicherentscheidungen von `new.omni`" in diff.out and "| **schlechter** |" in diff.out, str(diff))
    same = say("diff", "old.omni", "old.omni")
    suite.check("nothing changed, in German", same.out == "keine Entscheidung hat sich geändert\n", str(same))
    sarif = say("plan", "new.omni", "--format=sarif")
    suite.check("SARIF in German", "lebt in: " in sarif.out and "entsteht bei jedem Aufruf neu" in sarif.out, str(sarif))
    house = folder / "house"
    house.mkdir()
    (house / "phrases.mustache").write_text("head_place: {{subject}} ({{function}}) is kept in {{place}}\n")
    explained = run([suite.omnic, "explain", "new.omni:acc", "--templates", house], folder=folder)
    suite.check("words of a house style", "acc (work) is kept in " in explained.out, str(explained))
    changed = run([suite.omnic, "diff", "old.omni", "new.omni", "--no-stack"], folder=folder)
    suite.check("a diff never says that a reason is what it was",
                not any(m[1] == m[2] for m in re.finditer(r": ([^:\n]+) \(was: (.*)\)$", changed.out, re.M)), str(changed))


def sarif_faults(text):
    """What is not as the standard has it (OASIS SARIF 2.1.0): 3.13 log, 3.14 run, 3.19 component, 3.27 result, 3.30 region."""
    log = json.loads(text)
    wrong = []
    if log["version"] != "2.1.0" or len(log["runs"]) != 1 or set(log) - {"$schema", "version", "runs"}:
        wrong.append("the log")
    one = log["runs"][0]
    if one["columnKind"] not in ("utf16CodeUnits", "unicodeCodePoints") or set(one) - {"tool", "columnKind", "results"}:
        wrong.append("the run")
    driver = one["tool"]["driver"]
    rules = driver["rules"]
    if not driver["name"] or len({rule["id"] for rule in rules}) != len(rules):
        wrong.append("the rules")
    for rule in rules:
        if not rule["shortDescription"]["text"] or rule["defaultConfiguration"]["level"] not in LEVELS:
            wrong.append(f"rule {rule['id']}")
    for result in one["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"] or result["level"] not in LEVELS:
            wrong.append(f"rule of {result}")
        if not result["message"]["text"]:
            wrong.append(f"message of {result}")
        for place in result.get("locations", []) + result.get("relatedLocations", []):
            physical = place["physicalLocation"]
            if not re.fullmatch(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+", physical["artifactLocation"]["uri"]):
                wrong.append(f"uri of {result}")
            region = physical["region"]
            begin, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
            if min(begin + end) < 1 or begin > end:
                wrong.append(f"region of {result}")
        if any(not isinstance(value, str) for value in result.get("partialFingerprints", {}).values()):
            wrong.append(f"fingerprints of {result}")
    return wrong


def schema_faults(text):
    """What the official schema says; scripts/check fetches it."""
    if SARIF_VALIDATOR is None:
        return []
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in SARIF_VALIDATOR.iter_errors(json.loads(text))]


def sarif_validator():
    path = ROOT / "build" / "sarif-2.1.0.json"
    if not path.exists():
        print("no schema of SARIF in build/: only the structure is checked")
        return None
    schema = json.loads(path.read_text())
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema)


def check_sarif(suite):
    global SARIF_VALIDATOR
    SARIF_VALIDATOR = sarif_validator()
    heap = sorted((ROOT / "golden" / "heap").glob("*.omni"))
    wrong = sorted((ROOT / "golden" / "diagnostics").glob("bad_*.omni"))[:20]
    folder = files(suite, "sarif", app=NEW, bad="(println missing)\n(define (f x) (f x x))\n")
    for path in [folder / "app.omni", *EXAMPLES, *heap, *wrong]:
        result = run([suite.omnic, "plan", path, "--format=sarif"])
        faults = sarif_faults(result.out) + schema_faults(result.out)
        suite.check(f"SARIF of {path.name}", result.code == (1 if path in wrong else 0) and not faults, "\n".join(faults))
    if SARIF_VALIDATOR is not None:
        broken = json.loads(result.out)
        broken["runs"][0]["results"][0]["level"] = "fatal"
        suite.check("the schema finds what is wrong", schema_faults(json.dumps(broken)) != [])
    results = json.loads(run([suite.omnic, "plan", "app.omni", "--format=sarif"], folder=folder).out)["runs"][0]["results"]
    growth = [r for r in results if r["level"] == "warning"]
    suite.check("memory that grows is a warning", [r["ruleId"] for r in growth] == ["growth"] * 4, json.dumps(growth))
    bad = run([suite.omnic, "plan", "bad.omni", "--format=sarif"], folder=folder)
    errors = [(r["ruleId"], r["level"]) for r in json.loads(bad.out)["runs"][0]["results"]]
    suite.check("what is wrong is an error", bad.code == 1 and errors == [("E0201", "error"), ("E0202", "error")]
                and not sarif_faults(bad.out), str(bad))


CONFIG = """[golden]
sources = ["src/**/*.omni"]
exclude = ["src/old/*"]
run = ["src/app.omni", "src/bad*"]

[[golden.variant]]
source = "src/app.omni"
name = "no-stack"
flags = "--no-stack"
"""


def check_golden(suite):
    folder = suite.folder / "project"
    (folder / "src" / "lib").mkdir(parents=True)
    (folder / "src" / "old").mkdir()
    (folder / "src" / "app.omni").write_text(OLD)
    (folder / "src" / "bad_name.omni").write_text("(println missing)\n")
    (folder / "src" / "lib" / "quiet.omni").write_text('(println "never run")\n')
    (folder / "src" / "old" / "broken.omni").write_text("(((\n")
    (folder / "omnic.toml").write_text(CONFIG)
    golden = lambda verb, *more: run([suite.omnic, "golden", verb, *more], folder=folder, seconds=300)
    told = [golden("check", "-j", jobs).out for jobs in ["1", "2", "7"]]
    suite.check("however many at a time, the same in the same order", told[0] == told[1] == told[2], str(told))
    suite.check("no jobs", golden("check", "-j", "0").code == 2)
    missing = golden("check")
    suite.check("missing snapshots fail", missing.code == 1 and "golden update` writes it" in missing.out, str(missing))
    first = golden("update")
    kept = sorted(str(path.relative_to(folder)) for path in (folder / "golden").rglob("*") if path.is_file())
    suite.check("update writes what is wanted", first.code == 0 and kept == [
        "golden/src/app.c", "golden/src/app.no-stack.c", "golden/src/app.no-stack.out", "golden/src/app.no-stack.plan",
        "golden/src/app.out", "golden/src/app.plan", "golden/src/bad_name.err", "golden/src/lib/quiet.c",
        "golden/src/lib/quiet.plan"], f"{first}{kept}")
    again = golden("update")
    suite.check("update again writes nothing", again.code == 0 and "wrote" not in again.out, str(again))
    suite.check("check passes", golden("check").code == 0)
    (folder / "src" / "app.omni").write_text(NEW)
    changed = golden("check")
    suite.check("a diff headed by the decisions", changed.code == 1
                and re.search(r"FAIL golden/src/app\ndecisions: 4 worse.*\n  worse   work: `acc` stack -> global.*\n(  .*\n)*--- ", changed.out),
                str(changed))
    (folder / "src" / "app.omni").write_text("(println (missing))\n")
    refused = golden("update")
    suite.check("update refuses what does not translate", refused.code == 1 and "stay as they are" in refused.out
                and "acc" in (folder / "golden/src/app.plan").read_text(), str(refused))
    (folder / "src" / "app.omni").write_text(OLD)
    (folder / "golden" / "src" / "stray.c").write_text("int x;\n")
    orphan = golden("check")
    suite.check("an orphan fails", orphan.code == 1 and "golden/src/stray.c\na snapshot without a case" in orphan.out, str(orphan))
    (folder / "golden" / "src" / "stray.c").unlink()
    shutil.rmtree(folder / "golden")
    flags = golden("update", "--sources", "src/app.omni", "--snapshots", "kept")
    suite.check("flags instead of a configuration", flags.code == 0 and (folder / "kept/src/app.out").read_text() == "6\n", str(flags))
    for text, words in ((CONFIG.replace("sources", "sorces"), "line 2: `sorces` is not known"), ("[golden", "line 1"),
                        ("x = 1\n", "[golden]"), ('[golden]\nsources = ["nothing/*"]\n', "no source matches"),
                        ('[golden]\nsources = "src/*"\n', "list of patterns"),
                        (CONFIG.replace('"no-stack"', '"a.b"'), "without dot")):
        (folder / "omnic.toml").write_text(text)
        wrong = golden("check")
        suite.check(f"omnic.toml: {words}", wrong.code == 1 and words in wrong.err, str(wrong))


def check_walk_through(suite):
    """docs/reviewing.md shows what omnic prints. Lines of the C and how many regions the library has may change."""
    steady = lambda text: [re.sub(r"^(\d+ worse, \d+ better).*|^(  C line) \d+", r"\1\2", line) for line in text.splitlines()]
    page = (ROOT / "docs" / "reviewing.md").read_text()
    block = lambda name: re.search(rf"^```{name}\n(.*?)^```$", page, re.M | re.S).group(1)
    folder = suite.folder / "walk"
    (folder / "src").mkdir(parents=True)
    for name in ("before", "after", "fixed"):
        (folder / f"{name}.omni").write_text(block(f"lisp {name}"))
    diff = run([suite.omnic, "diff", "before.omni", "after.omni"], folder=folder)
    suite.check("walk-through: the regression", steady(diff.out) == steady(block("text diff")), str(diff))
    (folder / "src" / "stats.omni").write_text(block("lisp after"))
    explained = run([suite.omnic, "explain", "src/stats.omni:spread"], folder=folder)
    suite.check("walk-through: the explanation", steady(explained.out) == steady(block("text explain")), str(explained))
    fixed = run([suite.omnic, "diff", "before.omni", "fixed.omni"], folder=folder)
    suite.check("walk-through: the fix", steady(fixed.out)[0] == steady(block("text fixed"))[0], str(fixed))
    results = {run([suite.omnic, "run", f"{name}.omni"], folder=folder, seconds=200).out for name in ("before", "after")}
    suite.check("walk-through: the output is the same", len(results) == 1 and "done" in results.pop())


def check_hook(suite):
    """The hook lets a good commit pass and refuses one with a stale snapshot."""
    if not shutil.which("git"):
        return
    folder = files(suite, "hook", app=OLD)
    (folder / "omnic.toml").write_text('[golden]\nsources = ["*.omni"]\n')
    run([suite.omnic, "golden", "update"], folder=folder, seconds=300)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    hook = lambda: run([ROOT / "scripts" / "pre-commit-golden"], folder=folder, seconds=300,
                       environment={"OMNIC": str(suite.omnic), "OMNIC_HOME": str(ROOT)})
    good = hook()
    suite.check("the hook lets a good commit pass", good.code == 0, str(good))
    (folder / "app.omni").write_text(NEW)
    unstaged = hook()
    suite.check("what is not staged does not count", unstaged.code == 0, str(unstaged))
    git(folder, "add", "-A")
    stale = hook()
    suite.check("the hook refuses a stale snapshot", stale.code == 1 and "stack -> global" in stale.out
                and "golden update" in stale.out, str(stale))


def check_wording(suite):
    folder = files(suite, "wording", app=NEW)
    c = run([suite.omnic, "build", "app.omni", "--emit=c", "-o", "-", "--wording=de"], folder=folder)
    suite.check("comments in German", "letzte Benutzung von temp" in c.out and "nicht auf dem" in c.out and "last use" not in c.out
                and "reachable" not in c.out, str(c))
    plain = run([suite.omnic, "build", "app.omni", "--emit=c", "-o", "-", "--annotate=none"], folder=folder)
    same = run([suite.omnic, "build", "app.omni", "--emit=c", "-o", "-", "--annotate=none", "--wording=de"], folder=folder)
    code = lambda c: re.sub(r"/\*.*?\*/", "", c.out, flags=re.S)
    suite.check("and only they differ", code(plain) == code(same) and plain.code == 0)
    plan = run([suite.omnic, "plan", "app.omni", "--format=json", "--wording=de"], folder=folder)
    kinds = [(d["id"], d["choice"]) for d in json.loads(plan.out)["decisions"]]
    english = run([suite.omnic, "plan", "app.omni", "--format=json"], folder=folder)
    suite.check("the decisions are the same", kinds == [(d["id"], d["choice"]) for d in json.loads(english.out)["decisions"]])
    suite.check("no such language", run([suite.omnic, "plan", "app.omni", "--wording=tlh"], folder=folder).code == 2)


def main():
    suite = Suite(__doc__)
    check_explain(suite)
    check_codes(suite)
    check_diff(suite)
    check_revisions(suite)
    check_words(suite)
    check_sarif(suite)
    check_golden(suite)
    check_wording(suite)
    check_walk_through(suite)
    check_hook(suite)
    suite.finish()


if __name__ == "__main__":
    main()
