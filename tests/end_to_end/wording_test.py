"""The second wording pack: with `--wording=de` nothing that omnic says about memory is left in English.

First the pack itself: every line of the table has a translation with the same holes and without an English function word.
Then what is printed, over the whole corpus: comments in the C, plan, explanations, SARIF, diff, HTML and headers. What
the program itself says (names, quoted expressions, comments of the source) is taken out before the words are looked at.
"""

import json
import re

from harness import EXAMPLES, ROOT, Suite, in_parallel, run

# Words of English sentences that German does not have. Names of the program and of C are data and not looked at.
ENGLISH = set("""the of is are it its not and or to with for which that this these by from here be been has have used uses use lives
    live lived kept keeps keep built made makes make called calls call caller callee returned returns result last first each
    would could did does only same more after before until while when where there nothing never object objects memory place
    borrow borrowed consumed stack heap holder scratch line because expression function decision decisions worse better other gone
    new was times no top level begins ends end filter written translated region_create region_exit region_reset entry reuse drop
    free dup lifetimes taken over held again freed what""".split())
# Words that both languages have, or that are names of C functions and switches.
BOTH = {"so", "in", "an", "die", "war", "was", "also", "region", "global", "version", "loop", "end"} | {"region_create", "region_exit", "region_reset"}
# A table of the plan: kind, subject, place.
TERMS = set("""place borrow region_create region_exit region_reset transmigrate entry copy loop consume dup drop free reuse
    static stack scratch region dest holder borrowed heap consumed version""".split())


def table(name):
    lines = (ROOT / "templates" / name).read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line and not line.startswith("#"))


def words(text):
    return re.findall(r"[A-Za-zÄÖÜäöüß_]+", text)


def without_quotes(text):
    """The sentence without what it quotes of the program: names in ticks, expressions in brackets, switches, and names like
    make-string, which only the library says."""
    text = re.sub(r"`[^`]*`|--[\w-]+(=\S+)?|\^:\w+|\{\{\w+\}\}|\bmake-[a-z]+", " ", text)
    while True:
        shorter = re.sub(r"[('#]*\([^()]*\)", " ", text)
        if shorter == text:
            break
        text = shorter
    return re.sub(r"\([^)]*(\.\.\.)", " ", text)


def english(text, known=frozenset()):
    return sorted({word for word in words(without_quotes(text)) if word.lower() in ENGLISH - BOTH and word not in known})


def check_tables(suite):
    for english_name, german_name, defs in (("reasons.mustache", "reasons.de.mustache", "kinds.def"),
                                            ("phrases.mustache", "phrases.de.mustache", "phrases.def")):
        first, second = table(english_name), table(german_name)
        names = re.findall(r'^(?:REASON|PHRASE)\(\w+,\s+"(\w+)"', (ROOT / "transpiler" / "reason" / defs).read_text(), re.M)
        for name in names:
            suite.check(f"{name} is in {english_name} and {german_name}", name in first and name in second)
            holes = [sorted(re.findall(r"\{\{\w+\}\}", t.get(name, ""))) for t in (first, second)]
            suite.check(f"{name} has the same holes in both", set(holes[0]) == set(holes[1]), str(holes))
            left = english(re.sub(r"\b(api_\w+|fresh|stores|guard|arena)\b", " ", second.get(name, "")))
            suite.check(f"{name} in German", not left, f"{second.get(name)}: {left}")
        suite.check(f"{german_name} has no other lines", set(second) <= set(names), str(set(second) - set(names)))


def names_of(plan):
    """Everything that is a name of the program or of its C."""
    known = set()
    for text in ([d["subject"] for d in plan["decisions"]] + [d["region"] or "" for d in plan["decisions"]]
                 + [f["name"] for f in plan["functions"]] + [f["id"] for f in plan["functions"]]
                 + [v["name"] for v in plan["variables"]] + [v["c_name"] or "" for v in plan["variables"]]):
        known.update(words(text))
    return known


def prose_of_c(c):
    """The comments of the C that are omnic's: above functions, beside statements, and between."""
    for comment in re.findall(r"/\*(.*?)\*/", c, re.S):
        if not comment.startswith(" omnic audit:"):
            yield re.sub(r"\s*\n \*\s*", " ", comment)


def main():
    suite = Suite(__doc__)
    check_tables(suite)
    sources = EXAMPLES + sorted(p for p in (ROOT / "golden").glob("*/*.omni") if not p.name.startswith("bad_"))

    def translate(path):
        flags = ["--allow-extern", "--wording=de"]
        return (run([suite.omnic, "plan", path, "--format=json", *flags]), run([suite.omnic, "plan", path, *flags]),
                run([suite.omnic, "explain", path, "--all", *flags]), run([suite.omnic, "build", path, "--emit=c", "-o", "-", *flags]),
                run([suite.omnic, "plan", path, "--format=sarif", *flags]))

    sentences = 0
    for path, (data, text, explained, c, sarif) in zip(sources, in_parallel(translate, sources)):
        if data.code != 0:
            suite.check(f"{path.name} translates", False, str(data))
            continue
        plan = json.loads(data.out)
        source = path.read_text()
        known = names_of(plan) | set(words(source)) | set(words(path.name))
        said = [s["text"] for d in plan["decisions"] for s in d["because"]]
        said += [s["text"] for d in plan["decisions"] for o in d["rejected"] + d["would_be"] for s in o["because"]]
        said += [r["message"]["text"] for r in json.loads(sarif.out)["runs"][0]["results"]]
        said += [line.split(": ", 1)[-1] for line in explained.out.splitlines()
                 if not re.match(r"  (Ausdruck|Kennung|C-Zeile \d+): ", line)]
        said += prose_of_c(c.out)
        sentences += len(said)
        left = [(sentence, english(sentence, known)) for sentence in said if english(sentence, known)]
        suite.check(f"{path.name}: no English word is left", not left, "\n".join(f"{w}: {s}" for s, w in left[:5]))
        labels = re.findall(r"^  (nicht|not|wäre|would be|because|as|id|expression) ?([\w ]*):", explained.out, re.M)
        wrong = [label for label in labels if label[0] in ("not", "would be", "because", "as", "id", "expression") or label[1] in TERMS]
        suite.check(f"{path.name}: labels of explanations", not wrong, str(wrong[:5]))
        columns = [re.match(r"  (\S+) +(\S.*?)  +(\S+) +\+\d", line) for line in text.out.splitlines()]
        wrong = [m[0] for m in columns if m and (m[1] in TERMS or m[3] in TERMS)]
        suite.check(f"{path.name}: kinds and classes of the plan", not wrong and any(columns) == bool(plan["decisions"]),
                    "\n".join(wrong[:5]))
        places = re.findall(r"^ \*   \S+ +(stack|heap|borrowed|consumed|static|holder|region|dest|loop|version) ", c.out, re.M)
        suite.check(f"{path.name}: classes in comments of the C", not places, str(places[:5]))
    suite.check("there was much to read", sentences > 3000, str(sentences))

    # The other formats, on programs that have much of each.
    rich = [EXAMPLES[0], ROOT / "golden" / "heap" / "shared.omni", ROOT / "golden" / "regions" / "early_end.omni"]
    for old, new in zip(rich, rich[1:] + rich[:1]):
        plan = json.loads(run([suite.omnic, "plan", old, "--format=json"]).out), json.loads(run([suite.omnic, "plan", new, "--format=json"]).out)
        known = names_of(plan[0]) | names_of(plan[1])
        for flags in [[], ["--format=markdown"]]:
            diff = run([suite.omnic, "diff", old, new, "--wording=de", *flags])
            left = [line for line in diff.out.splitlines() if english(line, known)]
            terms = re.findall(r"`[^`]*` (stack|heap|borrowed|consumed|static|dest)\b", diff.out)
            suite.check(f"diff {old.name} {new.name} {flags}", diff.code == 0 and diff.out and not left and not terms, "\n".join(left[:5]) + str(terms[:5]))
    for path in rich:  # a German plan is read as well as an English one
        saved = suite.folder / "saved.plan"
        saved.write_text(run([suite.omnic, "plan", path, "--wording=de"]).out)
        same = run([suite.omnic, "diff", saved, path, "--wording=de", "--fail-on=change"])
        suite.check(f"{path.name}: a saved German plan is the same plan", same.code == 0 and same.out == "keine Entscheidung hat sich geändert\n", str(same))
        page = run([suite.omnic, "plan", path, "--format=html", "--wording=de"])
        said = json.loads(re.search(r'id="data">(.*?)</script>', page.out, re.S)[1])["words"]
        suite.check(f"{path.name}: words of the page", said["class_heap"] == "Halde" and said["kind_place"] == "Ort"
                    and not re.search(r">[A-Za-z ]{2,}</(h2|th|button|option|label)>", page.out))
    split = suite.folder / "split"
    run([suite.omnic, "build", ROOT / "golden" / "modules" / "three_files.omni", "--emit=c", "-o", f"{split}/", "--wording=de"])
    for path in sorted(split.glob("*.[ch]")):
        source = "\n".join(p.read_text() for p in (ROOT / "golden" / "modules").rglob("*.omni"))
        known = set(words(source)) | set(words(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)))
        left = [s for s in prose_of_c(path.read_text()) if english(s, known)]
        suite.check(f"{path.name}: comments for C", not left, "\n".join(left[:5]))
    suite.finish()


if __name__ == "__main__":
    main()
