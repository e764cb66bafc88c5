"""Every region_create, region_exit, transmigrate and stack placement in emitted C carries its reason, and it is true.

A reason is checked against the C around it and the source behind it: it is one of the wordings of
templates/reasons.mustache, the names that it mentions exist in that function, the expressions that it quotes stand in
that function's source, and after what it calls the last use there is none. The check itself is checked: the same C with
one constant sentence for all reasons, and with the reasons of other places, must be found out.
"""

import json
import random
import re

from harness import EXAMPLES, ROOT, SWITCHES, Suite, in_parallel, run

SOURCES = EXAMPLES + sorted(path for path in (ROOT / "golden").rglob("*.omni") if not path.name.startswith("bad_"))
BEGIN = r"(?:region_create\(\)|stack_alloc_region\()"
CREATE = re.compile(rf"\bRegion \*(\w+) = {BEGIN}|(?<=\s)(\w+) = {BEGIN}")
EXIT = re.compile(r"\bregion_exit\((\w+)\)")
RESET = re.compile(r"\bregion_reset\((\w+)\)")
COPY = re.compile(r"\btransmigrate\(")
STACK_OBJECT = re.compile(r"^\s+(?:IntBox|FloatBox|Pair|Cell|Closure\w*|OMNI_\w*STACK\w*\(?)\b.*;")
STACK_USE = re.compile(r"\bmk_\w+_stack\(&(\w+)")
UNNAMED = {"item", "items"}  # what a loop walks over and what a path finds, as docs/reading-the-output.md calls them
C_TYPES = {"double", "int", "char", "float", "long", "short", "bool", "Pair", "IntBox", "FloatBox", "Cell", "Values", "Region"}
TOP_LEVEL = re.compile(r"^static \w+ \*?(\w+) = ", re.M)
WORD = re.compile(r"[A-Za-z_]\w*")
FUNCTION = re.compile(r"^[A-Za-z].*\b(\w+)\([^;]*\)\n\{\n(.*?)^\}$", re.M | re.S)


def pattern_of(wording):
    seen = set()

    def hole(match):
        name = match.group(1)
        again = name in seen
        seen.add(name)
        return f"(?P={name})" if again else f"(?P<{name}>.+?)"

    return re.sub(r"\\\{\\\{(\w+)\\\}\\\}", hole, re.escape(wording))


def wordings():
    """kind -> pattern with the holes as groups; the most specific first."""
    found = {}
    for line in (ROOT / "templates" / "reasons.mustache").read_text().splitlines():
        match = re.match(r"([a-z_]+): (.*)", line)
        if match:
            found[match.group(1)] = re.compile(pattern_of(match.group(2)) + r"$")
    return dict(sorted(found.items(), key=lambda item: -len(item[1].pattern)))


WORDINGS = wordings()


def collapse(text):
    return re.sub(r"\s+", " ", re.sub(r";[^\n]*", "", text))


def plain(name):
    """A name of the source or of the C, down to its letters: `pair?` and `is_pair` are the same."""
    if name.endswith("?"):
        name = "is" + name
    return re.sub(r"[^a-z0-9]", "", name.lower().replace("->", "to"))


def names_in(text):
    return [name for name in re.split(r", | and ", text) if name]


class Operation:
    def __init__(self, kind, subject, line, reason):
        self.kind, self.subject, self.line, self.reason = kind, subject, line, reason


def reason_at(lines, at):
    """The comment behind a statement, or on the lines of their own directly in front of it."""
    match = re.search(r"/\* (.*?) \*/\s*$", lines[at])
    if match:
        return match.group(1)
    end = at - 1
    if end < 0 or not lines[end].rstrip().endswith("*/"):
        return ""
    begin = end
    while begin > 0 and "/*" not in lines[begin]:
        begin -= 1
    text = " ".join(line.strip().lstrip("*").strip() for line in lines[begin:end + 1])
    return text.replace("/*", "").replace("*/", "").strip()


def operations(body):
    lines = body.split("\n")
    for at, line in enumerate(lines):
        code = re.sub(r"/\*.*?\*/", "", line)
        if re.match(r"\s*(/\*|\*)", line):
            continue
        for pattern, kind in ((CREATE, "create"), (EXIT, "exit"), (RESET, "reset"), (COPY, "copy"), (STACK_OBJECT, "stack")):
            match = pattern.search(code)
            if match:
                groups = [group for group in match.groups() if group]
                yield Operation(kind, groups[0] if groups else "", at, reason_at(lines, at))


def rest_of_block(lines, at):
    """The code that can follow line `at` without leaving its block."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    rest = []
    for line in lines[at + 1:]:
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            break
        rest.append(line)
    return re.sub(r"/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"", "", "\n".join(rest), flags=re.S)


class Program:
    """One source file with what omnic says about it."""

    def __init__(self, source, plan):
        self.text = source
        lines = source.split("\n")
        self.spans = {}
        for function in plan["functions"]:
            place = function["place"]
            if function["entry"] or not place or place["file"].startswith("<"):
                continue
            text = "\n".join(lines[place["line"] - 1:place["end_line"]])
            self.spans.setdefault(plain(function["name"]), text)

    def source_of(self, c_name):
        """What was written where the function stands; for what the compiler took out of a function, that function."""
        best = max((name for name in self.spans if plain(c_name).startswith(name)), key=len, default=None)
        return self.spans[best] if best else self.text


def wrong(program, c_name, body, operation, top_level):
    """What is untrue about the reason of this operation, or None."""
    if not operation.reason:
        return "no reason"
    for kind, pattern in WORDINGS.items():
        match = pattern.match(operation.reason)
        if match:
            break
    else:
        return f"not a known reason: {operation.reason}"
    holes = match.groupdict()
    written = program.source_of(c_name)
    known = {plain(word) for word in re.findall(r"[^\s()\[\]{}'\"`,;]+", written)} | {plain(word) for word in WORD.findall(
        re.sub(r"/\*.*?\*/", "", body, flags=re.S))}
    for name in names_in(holes.get("names") or "") + ([holes["subject"]] if holes.get("subject") else []):
        # A value without a name of its own is called after what it is, and gave its name to its region.
        if plain(name) not in known | UNNAMED and f"{plain(name)}_region" not in body:
            return f"{name} does not occur in {c_name}: {operation.reason}"
    expression = holes.get("expression")
    if expression:
        shown = expression[:-3] if expression.endswith("...") else expression
        if shown not in collapse(written):
            return f"{shown} is not in the source of {c_name}"
    lines = body.split("\n")
    after = rest_of_block(lines, operation.line)
    if operation.kind == "exit":
        if re.search(rf"\b{operation.subject}\b", re.sub(rf"region_exit\({operation.subject}\);\s*return\b", "", after)):
            return f"{operation.subject} is used after its end"
        if kind not in ("last_use", "dead_on_path", "dead_at_once", "end_of_scope", "end_of_coarse_scope", "loop_over",
                        "holds_in_loop", "after_copy"):
            return f"{kind} is no reason to end a region"
    if operation.kind == "reset" and kind not in ("emptied_at_head", "emptied_at_last_use"):
        return f"{kind} is no reason to empty a region"
    if operation.kind == "create" and not kind.startswith("holds_") and kind != "copied_out":
        return f"{kind} is no reason to begin a region"
    if kind in ("last_use", "dead_on_path", "dead_at_once", "emptied_at_last_use"):
        for name in names_in(holes["names"]):
            # A number in a variable of C is what was taken out of its object.
            owned = [word for word in set(WORD.findall(body)) - C_TYPES - top_level
                     if plain(word) == plain(name) and not re.search(rf"\b(?:double|int64_t) {word} = ", body)]
            used = [word for word in owned if re.search(rf"\b{word}\b(?!\()", after)]
            if used and not any(re.search(rf"\b{word} = ", after) for word in used):
                return f"{name} is used after what is called its last use: {operation.reason}"
    if kind == "last_use" and operation.kind == "exit":
        before = "\n".join(lines[:operation.line])
        if not re.search(rf"\b{operation.subject}\b", before):
            return f"nothing was ever in {operation.subject}"
    return None


def functions_of(c):
    return [(match.group(1), match.group(2)) for match in FUNCTION.finditer(c.split("/* ---- library functions")[0])]


def faults(program, c):
    """(number of operations, [what is wrong])"""
    count, found = 0, []
    top_level = set(TOP_LEVEL.findall(c))
    for c_name, body in functions_of(c):
        for operation in operations(body):
            count += 1
            fault = wrong(program, c_name, body, operation, top_level)
            if fault:
                found.append(f"{c_name}: {operation.kind} {operation.subject}: {fault}")
        for name in STACK_USE.findall(body):
            if not re.search(rf"\b{name}(\[\w+\])?;|\({name}\b", body):
                found.append(f"{c_name}: {name} is no object of this function")
    return count, found


def exchange_reasons(c, replacement):
    """C in which replacement() stands in place of the reason of each region that begins or ends."""
    for _, body in functions_of(c):
        changed = body
        for operation in operations(body):
            if operation.kind in ("create", "exit") and operation.reason:
                changed = changed.replace(f"/* {operation.reason} */", f"/* {replacement()} */")
        c = c.replace(body, changed)
    return c


CONTRACT = object()  # what stands for a program whose contracts do not hold without an optimisation


def main():
    suite = Suite(__doc__)

    def attempt(job):
        path, flags = job
        flags = [*flags, "--allow-extern"]
        result = run([suite.omnic, "build", path, "--emit=c", "-o", "-", *flags])
        plan = run([suite.omnic, "plan", path, "--format=json", *flags])
        if flags[0] in SWITCHES and "error[E0401]" in result.err:
            return job, CONTRACT, result.err
        if result.code != 0 or plan.code != 0:
            return job, None, str(result)
        return job, Program(path.read_text(), json.loads(plan.out)), result.out

    results = in_parallel(attempt, [(path, flags) for path in SOURCES for flags in [[]] + [[switch] for switch in SWITCHES]])
    reasons, total = [], 0
    for (path, flags), program, c in results:
        name = f"{path.name} {' '.join(flags)}"
        if program is CONTRACT:
            continue
        if program is None:
            suite.check(name, False, c)
            continue
        count, found = faults(program, c)
        total += count
        suite.check(name, not found, "\n".join(found))
        reasons += [operation.reason for _, body in functions_of(c) for operation in operations(body)
                    if operation.kind in ("create", "exit") and operation.reason]
    suite.check("there are memory operations to look at", total > 500, str(total))
    suite.check("reasons differ", len(set(reasons)) > 100, str(len(set(reasons))))

    dice = random.Random(3)
    constant = "escape analysis determined that this is correct"
    exchanged = noticed_constant = noticed_foreign = 0
    for (path, _), program, c in results:
        if program in (None, CONTRACT) or exchange_reasons(c, lambda: constant) == c:
            continue
        count = len(faults(program, c)[1])
        exchanged += 1
        noticed_constant += len(faults(program, exchange_reasons(c, lambda: constant))[1]) > count
        noticed_foreign += len(faults(program, exchange_reasons(c, lambda: dice.choice(reasons)))[1]) > count
    suite.check("a constant sentence is found out in every file", noticed_constant == exchanged,
                f"{noticed_constant} of {exchanged}")
    suite.check("reasons of other places are found out", noticed_foreign >= 0.97 * exchanged, f"{noticed_foreign} of {exchanged}")
    suite.finish()


main()
