"""The plan as data: it keeps to its schema, is the same each time, and says what the C says.

For every golden case, example and classic program: each memory operation of the C belongs to exactly one decision, each
decision is found in the C, plan, comments and `omnic explain` give the same reasons, and a comment stands only where
something was decided.
"""

import collections
import json
import re
import sys

try:
    import jsonschema
except ImportError:  # another Python than Debian's, whose packages are not in its path
    sys.path.append("/usr/lib/python3/dist-packages")
    import jsonschema

from harness import EXAMPLES, ROOT, SWITCHES, Suite, in_parallel, run

SOURCES = EXAMPLES + sorted(path for path in (ROOT / "golden").rglob("*.omni") if not path.name.startswith("bad_"))
SOURCES += sorted((ROOT / "tests" / "programs").glob("*.scm"))
WORDS = re.compile(r"\b(region_create|stack_alloc_region|region_exit|region_reset|region_of|transmigrate|inc_ref|dec_ref|free_obj|free_tree|"
                   r"take_cell|reuse_\w+|region_retain|region_release|region_tether_\w+|omni_rest_list|"
                   r"mk_\w+_(?:region|stack|heap))\(")
HEAP = {"dup", "drop", "free", "reuse"}
# A region handed to a function: the first argument, or the one after the function value or closure.
HANDED = re.compile(r"\b(\w+)\((?:[\w.]+, )?(?:dest|omni_global|region_of\(|\w+_region(?:_\d+)?\b(?!\())")
OBJECT = re.compile(r"^\s+(\w+|OMNI_CLOSURE_STORAGE\(\d+\)) \w+;\s*$")
NO_OBJECT = {"int64_t", "double", "bool", "uint32_t", "Struct", "return", "break", "continue"}


def code_lines(c):
    """The lines of the C without comments and the text of literals; makers of struct types are left out."""
    c = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', c)
    c = re.sub(r"/\*.*?\*/", lambda match: "\n" * match.group().count("\n"), c, flags=re.S)
    return re.sub(r"^static inline Obj \*(?:mk|reuse)_.*?^}", lambda match: "\n" * match.group().count("\n"), c, flags=re.S | re.M).split("\n")


def operations_in(c):
    found = collections.Counter()
    for number, line in enumerate(code_lines(c), 1):
        if re.match(r"\S", line):
            continue
        for match in WORDS.finditer(line):
            found[number, match.group(1)] += 1
        match = OBJECT.match(line)
        if match and match.group(1) not in NO_OBJECT:
            found[number, match.group(1)] += 1
    return found


def comment_text(text):
    return re.sub(r"\s+", " ", text).strip()


def comments_of(c):
    """Line -> text of the comment that begins or ends there, with blanks collapsed."""
    found = collections.defaultdict(list)
    for match in re.finditer(r"/\*(.*?)\*/", c, flags=re.S):
        first = c.count("\n", 0, match.start()) + 1
        text = comment_text(re.sub(r"^ *\* ?", " ", match.group(1), flags=re.M))
        for number in range(first, first + match.group().count("\n") + 1):
            found[number].append(text)
    return found


def says(comments, number, text):
    return any(comment_text(text) in comment for line in (number, number - 1) for comment in comments.get(line, []))


def untruths(plan, c, explained):
    """What plan, C and explanation say differently."""
    wrong = []
    ids = [decision["id"] for decision in plan["decisions"]]
    wrong += [f"two decisions are called {name}" for name, count in collections.Counter(ids).items() if count > 1]
    known = set(ids)
    stated = collections.Counter()
    for operation in plan["operations"]:
        if operation["kind"] != "call":
            stated[operation["line"], operation["name"]] += 1
        if operation["decision"] not in known:
            wrong.append(f"operation {operation['id']} has no decision")
    in_c = operations_in(c)
    handed = {(o["line"], o["name"]) for o in plan["operations"]}
    wrong += [f"line {line}: {name} of the C is not in the plan" for (line, name), count in in_c.items()
              if count > stated[line, name]]
    wrong += [f"line {line}: {name} of the plan is not in the C" for (line, name), count in stated.items()
              if (WORDS.match(name + "(") or (line, name) in in_c) and count > in_c[line, name]]
    for number, line in enumerate(code_lines(c), 1):
        for match in HANDED.finditer(line):
            if not re.match(r"\S", line) and (number, match.group(1)) not in handed:
                if "region_of" not in match.group() or (number, "region_of") not in handed:
                    wrong.append(f"line {number}: {match.group(1)} is given a region and is not in the plan")
    owners = collections.Counter(o for decision in plan["decisions"] for o in decision["operations"])
    wrong += [f"{o['id']} belongs to {owners[o['id']]} decisions" for o in plan["operations"] if owners[o["id"]] != 1]
    comments = comments_of(c)
    lines = {operation["id"]: operation["line"] for operation in plan["operations"]}
    for decision in plan["decisions"]:
        if not decision["c_lines"]:
            wrong.append(f"{decision['id']} is not found in the C")
        for number in decision["c_comment_lines"]:
            if not says(comments, number, c_comment(decision["because"][0]["text"])):
                wrong.append(f"line {number}: the comment does not say: {decision['because'][0]['text']}")
        if decision["kind"] in HEAP | {"region_create", "region_exit", "region_reset", "transmigrate"}:
            for operation in decision["operations"]:
                if not says(comments, lines[operation], c_comment(decision["because"][0]["text"])):
                    wrong.append(f"line {lines[operation]}: no comment says: {decision['because'][0]['text']}")
        if explained is not None:
            for text in [f"id: {decision['id']}\n", decision["because"][0]["text"]]:
                if text not in explained:
                    wrong.append(f"explain does not say: {text}")
    return wrong + needless_comments(plan, comments, c)


def other_on_page(plan, c, path, page):
    """What the HTML report is made of and is not in the plan, the C or the source."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    if not found:
        return ["no data"]
    data = json.loads(found[1])
    wrong = [name for name, same in [("the plan", data["plan"] == plan), ("the C", data["c"].partition("\n/* omnic audit:")[0] == c.partition("\n/* omnic audit:")[0])] if not same]
    texts = {source["path"]: source["text"] for source in data["sources"]}
    if data["sources"][0]["path"] != str(path):
        wrong.append(f"the first file is {data['sources'][0]['path']}")
    shown = {file["path"] for file in plan["files"] if not file["library"]}
    if set(texts) != shown:
        wrong.append(f"files {sorted(texts)} and not {sorted(shown)}")
    plain = lambda text: text.replace("\r", "").lstrip(";#")  # the first line of a script is hidden
    wrong += [f"the text of {name}" for name, text in texts.items() if plain(text) != plain(open(name, encoding="utf-8", newline="").read())]
    return wrong


def c_comment(text):
    """How a sentence looks in a C comment."""
    return text.replace("*/", "* /").replace("/*", "/ *").rstrip("\\")


def needless_comments(plan, comments, c):
    """Comments beside statements that stand at no memory operation and are not the source's."""
    reasons = {comment_text(c_comment(s["text"])) for d in plan["decisions"] for s in d["because"]}
    decided = {line for d in plan["decisions"] for line in d["c_lines"]}
    wrong = []
    for number, line in enumerate(c.split("\n"), 1):
        match = re.search(r";  /\* (.*?) \*/$", line)
        if match and comment_text(match.group(1)) in reasons and number not in decided:
            wrong.append(f"line {number}: a reason where nothing was decided: {match.group(1)}")
    return wrong


def main():
    suite = Suite(__doc__)
    schema = json.loads((ROOT / "docs" / "plan.schema.json").read_text())
    validator = jsonschema.Draft7Validator(schema)
    validator.check_schema(schema)

    def attempt(job):
        path, flags = job
        flags = ["--allow-extern", *flags]
        c = run([suite.omnic, "build", path, "--emit=c", "-o", "-", *flags])
        plan = run([suite.omnic, "plan", path, "--format=json", *flags])
        explained = run([suite.omnic, "explain", path, "--all", *flags]) if len(flags) == 1 else None
        page = run([suite.omnic, "plan", path, "--format=html", *flags]) if len(flags) == 1 else None
        return job, c, plan, explained, page

    jobs = [(path, []) for path in SOURCES]
    jobs += [(path, [switch]) for path in SOURCES if "programs" not in path.parts for switch in SWITCHES]
    operations = decisions = 0
    in_heap = 0
    for (path, flags), c, plan_text, explained, page in in_parallel(attempt, jobs):
        name = f"{path.name} {' '.join(flags)}"
        if flags and "error[E0401]" in c.err:
            continue  # a contract that does not hold without an optimisation
        if c.code != 0 or plan_text.code != 0 or (explained and explained.code != 0):
            suite.check(name, False, f"{c}{plan_text}{explained}")
            continue
        plan = json.loads(plan_text.out)
        operations += len(plan["operations"])
        decisions += len(plan["decisions"])
        in_heap += sum(d["kind"] in HEAP for d in plan["decisions"])
        problems = [f"{'/'.join(str(p) for p in e.path)}: {e.message}" for e in validator.iter_errors(plan)]
        suite.check(f"{name} keeps to the schema", not problems, "\n".join(problems[:10]))
        found = untruths(plan, c.out, explained.out if explained else None)
        suite.check(f"{name}: plan, C and explanation agree", not found, "\n".join(found[:10]))
        if page:
            found = other_on_page(plan, c.out, path, page.out)
            suite.check(f"{name}: the report says what the plan says", not found, "\n".join(found[:10]))
        suite.check(f"{name}: keys are sorted", plan_text.out == json.dumps(plan, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    suite.check("there were many", operations > 3000 and decisions > 3000, f"{operations} operations, {decisions} decisions")
    suite.check("some about heap objects", in_heap > 200, f"{in_heap} decisions")

    for path in (EXAMPLES[0], ROOT / "golden" / "regions" / "early_end.omni"):
        first = run([suite.omnic, "plan", path, "--format=json"])
        again = run([suite.omnic, "plan", path, "--format=json"])
        suite.check(f"{path.name}: the same bytes each time", first.out == again.out)
        c = run([suite.omnic, "build", path, "--emit=c", "-o", "-"]).out.split("\n")
        plan = json.loads(first.out)
        here = next(o for o in plan["operations"] if o["kind"] == "allocate")
        suite.check(f"{path.name}: columns are right",
                    c[here["line"] - 1][here["column"] - 1:].startswith(here["name"] + "("), str(here))
        for function in plan["functions"]:
            if function["c"]:
                suite.check(f"{path.name}: lines of {function['id']}",
                            f"{function['c_name']}(" in c[function["c"]["line"] - 1] and c[function["c"]["end_line"] - 1] == "}",
                            str(function))
    suite.finish()


if __name__ == "__main__":
    main()
