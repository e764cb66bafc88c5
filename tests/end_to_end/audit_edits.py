"""Edits of emitted C for audit_test.py: those that break memory safety, those of heap objects, and harmless ones.

Each kind is a generator of pairs (line, text) over all places where it applies.
"""

import re

EXIT = re.compile(r"^( *)region_exit\((\w+)\);(.*)$")
CREATE = re.compile(r"^( *)(?:Region \*)?(\w+) = region_create\(\);(.*)$")
RESET = re.compile(r"^( *)region_reset\((\w+)\);(.*)$")
SCRATCH = re.compile(r"stack_alloc_region\(&(\w+), sizeof (\w+)\)")
STATEMENT = re.compile(r"^ *[^ /*#}{].*;(  /\*.*\*/)?$")
FUNCTION = re.compile(r"^(?!#|typedef|struct)\w[\w *]*\b\**(\w+)\(.*\)$")


class Code:
    """C as lines, and the functions in it: (first line, line behind the last)."""

    def __init__(self, text):
        body, mark, self.plan = text.partition("\n/* omnic audit:")
        self.plan = mark + self.plan
        self.lines = body.split("\n")
        self.functions = []
        begin = None
        for number, line in enumerate(self.lines):
            if line == "{":
                begin = number
            elif line == "}" and begin is not None:
                self.functions.append((begin + 1, number))
                begin = None

    def edited(self, first, behind, new):
        return "\n".join(self.lines[:first] + new + self.lines[behind:]) + self.plan

    def find(self, pattern):
        """(line number, match, (begin, end) of the function)"""
        for begin, end in self.functions:
            for number in range(begin, end):
                match = pattern.search(self.lines[number])
                if match:
                    yield number, match, (begin, end)


def lines_with(code, begin, end, name):
    return [n for n in range(begin, end) if re.search(rf"\b{name}\b", bare(code.lines[n]))]


# --- edits that break memory safety: each gives pairs (line, text) --------------------------------------------------

def exit_dropped(code):
    for number, _, _ in code.find(EXIT):
        yield number, code.edited(number, number + 1, [])


def exit_doubled(code):
    for number, _, _ in code.find(EXIT):
        yield number, code.edited(number, number, [code.lines[number]])


def exit_moved_up(code):
    """Above the last use of the region or of what the plan says lives in it."""
    for number, match, (begin, _) in code.find(EXIT):
        region = match[2]
        names = [region] + held(code, begin, region)
        users = [n for n in range(begin, number) if STATEMENT.match(code.lines[n]) and "return" not in code.lines[n]
                 and any(re.search(rf"\b{name}\b", bare(code.lines[n])) for name in names)
                 and not CREATE.match(code.lines[n]) and not EXIT.match(code.lines[n])
                 and indent(code.lines[n]) == indent(code.lines[number])
                 and not re.match(r" *Obj \*\w+;", code.lines[n])]
        if not users or only_looks(code.lines[users[-1]]):
            continue
        user = users[-1]
        while user > begin and not re.search(r"[;{}]\s*(/\*.*\*/)?$", code.lines[user - 1]) and \
                "*/" not in code.lines[user - 1]:
            user -= 1
        lines = code.lines
        yield number, code.edited(user, number + 1, [lines[number]] + lines[user:number])


def create_dropped(code):
    for number, match, _ in code.find(CREATE):
        declared = "Region *" in code.lines[number]
        yield number, code.edited(number, number + 1, [f"{match[1]}Region *{match[2]};"] if declared else [])


def create_replaced(code):
    for number, match, _ in code.find(CREATE):
        yield number, code.edited(number, number + 1, [code.lines[number].replace("region_create()", "omni_global")])


def create_doubled(code):
    for number, match, _ in code.find(CREATE):
        yield number, code.edited(number + 1, number + 1, [f"{match[1]}{match[2]} = region_create();"])


def create_moved_down(code):
    for number, match, (_, end) in code.find(CREATE):
        users = lines_with(code, number + 1, end, match[2])
        if users and users[0] == number + 1 and not EXIT.match(code.lines[users[0]]) and \
                code.lines[number + 1].rstrip().endswith(";"):
            lines = code.lines
            yield number, code.edited(number, number + 2, [lines[number + 1], lines[number]])


def dest_for_local(code):
    for number, match, (begin, end) in code.find(re.compile(r"\((\w+_region(?:_\d+)?), ")):
        if any("dest" in code.lines[n] for n in range(begin, end)) and "Region *dest" in code.lines[begin - 2]:
            yield number, code.edited(number, number + 1, [code.lines[number].replace(f"({match[1]}, ", "(dest, ", 1)])


def local_for_dest(code):
    for number, match, (begin, end) in code.find(re.compile(r"(?<![\w*])dest\b(?=[,)])")):
        regions = [m[2] for n in range(begin, number)
                   if (m := CREATE.match(code.lines[n])) and indent(code.lines[n]) <= indent(code.lines[number])]
        if regions and "(void)dest" not in code.lines[number]:
            line = code.lines[number]
            yield number, code.edited(number, number + 1, [line[:match.start()] + regions[0] + line[match.end():]])


def other_region_exited(code):
    for number, match, (begin, end) in code.find(EXIT):
        others = sorted({m[2] for n in range(begin, end) if (m := CREATE.match(code.lines[n]))} - {match[2]})
        if others:
            yield number, code.edited(number, number + 1, [code.lines[number].replace(match[2], others[0], 1)])


def exit_conditional(code):
    for number, match, _ in code.find(EXIT):
        yield number, code.edited(number, number + 1, [f"{match[1]}if (omni_live_regions() > 3) {{", "    " + code.lines[number],
                                                       match[1] + "}"])


def return_before_exit(code):
    for number, match, (begin, _) in code.find(EXIT):
        void = re.match(r"(static )?void ", code.lines[begin - 2])
        yield number, code.edited(number, number, [f"{match[1]}return{'' if void else ' 0'};"])


def transmigrate_removed(code):
    for number, match, _ in code.find(re.compile(r"\btransmigrate\(([^,()]+), \w+, \w+\)")):
        line = code.lines[number]
        yield number, code.edited(number, number + 1, [line[:match.start()] + match[1] + line[match.end():]])


def transmigrate_into_itself(code):
    for number, match, _ in code.find(re.compile(r"\btransmigrate\(([^,()]+), (\w+), \w+\)")):
        line = code.lines[number]
        yield number, code.edited(number, number + 1, [f"{line[:match.start()]}transmigrate({match[1]}, {match[2]}, {match[2]})"
                                                       f"{line[match.end():]}"])


def used_after_exit(code):
    for number, match, (begin, _) in code.find(EXIT):
        names = [n for n in held(code, begin, match[2])
                 if any(re.search(rf"\b{n}\b(?! =)", re.sub(r"/\*.*", "", code.lines[k])) and indent(code.lines[k]) <= indent(code.lines[number])
                        for k in range(begin, number))]
        if names:
            yield number, code.edited(number + 1, number + 1, [f"{match[1]}omni_display({names[0]});"])


def freed_by_hand(code):
    for number, match, (begin, end) in code.find(re.compile(r"^( *)Obj \*(\w+) = [^;]*;")):
        yield number, code.edited(number + 1, number + 1, [f"{match[1]}free_tree({match[2]});"])


def reset_dropped(code):
    for number, _, _ in code.find(RESET):
        yield number, code.edited(number, number + 1, [])


def reset_moved_up(code):
    """Above the statement in front of it; out of the loop when it stands at the head."""
    for number, match, (begin, _) in code.find(RESET):
        before = number - 1
        while before > begin and code.lines[before].lstrip().startswith(("/*", "*")):
            before -= 1
        lines = code.lines
        names = [match[2]] + held(code, begin, match[2])
        concerned = any(re.search(rf"\b{name}\b", bare(lines[before])) for name in names)
        if lines[before].endswith("{") or (STATEMENT.match(lines[before]) and concerned):
            yield number, code.edited(before, number + 1, [lines[number]] + lines[before:number])


def reset_conditional(code):
    for number, match, _ in code.find(RESET):
        yield number, code.edited(number, number + 1, [f"{match[1]}if (omni_live_regions() > 3) {{", "    " + code.lines[number],
                                                       match[1] + "}"])


def reset_too_late(code):
    """Once more, behind what was made in the region since: a second one right behind the first would do nothing."""
    for number, match, (_, end) in code.find(RESET):
        users = [n for n in lines_with(code, number + 1, end, match[2]) if STATEMENT.match(code.lines[n])]
        if users and not RESET.match(code.lines[users[0]]) and not EXIT.match(code.lines[users[0]]) and \
                indent(code.lines[users[0]]) == indent(code.lines[number]):
            yield number, code.edited(users[0] + 1, users[0] + 1, [f"{match[1]}region_reset({match[2]});"])


def reset_of_another(code):
    for number, match, (begin, end) in code.find(RESET):
        others = sorted({m[2] for n in range(begin, end) if (m := CREATE.match(code.lines[n]))} - {match[2]})
        if others:
            yield number, code.edited(number, number + 1, [code.lines[number].replace(match[2], others[0], 1)])


def exit_for_reset(code):
    for number, _, _ in code.find(RESET):
        yield number, code.edited(number, number + 1, [code.lines[number].replace("region_reset", "region_exit", 1)])


def scratch_shared(code):
    """Two regions begin in one buffer."""
    for number, match, (begin, end) in code.find(SCRATCH):
        others = [m[1] for n in range(begin, number) if (m := SCRATCH.search(code.lines[n])) and m[1] != match[1]]
        if others:
            yield number, code.edited(number, number + 1, [code.lines[number].replace(match[1], others[0])])


def scratch_enlarged(code):
    for number, match, _ in code.find(SCRATCH):
        yield number, code.edited(number, number + 1,
                                  [code.lines[number].replace(f"sizeof {match[2]}", f"2 * sizeof {match[2]}")])


def scratch_half(code):
    """The size of something else: too small is only slow, but not what was decided."""
    for number, match, _ in code.find(SCRATCH):
        yield number, code.edited(number, number + 1, [code.lines[number].replace(f"sizeof {match[2]}", "4096")])


def scratch_exit_dropped(code):
    for number, match, (begin, end) in code.find(EXIT):
        if any(SCRATCH.search(code.lines[n]) and re.search(rf"\b{match[2]} =", code.lines[n]) for n in range(begin, number)):
            yield number, code.edited(number, number + 1, [])


def hands_over(code, begin, end, name):
    """Is the object an argument of a function of the program in this function, which may take it over? Nothing of that
    stands in the C: a path on which the object is not given up is then one of those that the plan has."""
    own = {m[1] for line in code.lines if (m := re.match(r"static .*?\b(\w+)\(", line))}
    body = "\n".join(code.lines[begin:end])
    return any(m[1] in own for m in re.finditer(rf"\b(\w+)\((?:[^;{{}}]*,)?\s*{re.escape(name)}\s*[,)]", body))


def kept_on_a_path(code, begin, end, name):
    """Has the plan paths of this function on which the object is not given up? Either a function takes it over, or the
    variable belongs to one state of functions that call each other in tail position, and holds nothing in the others, or it
    holds nothing on a path that returns at once."""
    lines = [line for line in code.lines[begin:end] if not line.startswith("#line")]
    empty = any(f"if (omni_is_null({name})) {{" in line and re.match(r" *return\b", following)
                for line, following in zip(lines, lines[1:]))
    return empty or hands_over(code, begin, end, name) or any(
        re.match(rf" *{re.escape(name)} = OMNI_NOTHING;", line) for line in lines)


def counted_operation(name, doubled):
    pattern = re.compile(rf"^( *){name}\((.*)\);")

    def edit(code):
        for number, match, (begin, end) in code.find(pattern):
            if not doubled and kept_on_a_path(code, begin, end, match[2]):
                continue
            yield number, code.edited(number, number if doubled else number + 1, [code.lines[number]] if doubled else [])
    edit.__name__ = f"{name}_{'doubled' if doubled else 'dropped'}"
    return edit


COUNTED = [counted_operation(name, doubled) for name in ["free_obj", "free_tree", "inc_ref", "dec_ref"]
           for doubled in [False, True]]
HEAP_OPERATION = re.compile(r"^( *)(inc_ref|dec_ref|free_tree|free_obj)\((\w+)\);")
TAKEN = re.compile(r"\btake_cell\((\w+), \d+, \(Obj \*\[\]\)\{ (.*?) \}\)")
FILLED = re.compile(r"\b(reuse_as_|reuse_or_mk_)(\w+)\((\w+), ")


def variables_before(code, begin, number):
    """Objects that have a variable in the body so far, at no greater depth than the line."""
    lines = [code.lines[n] for n in range(begin, number)]
    return [m[1] for line in lines if (m := re.match(r" +Obj \*(\w+) = ", line)) and indent(line) <= indent(code.lines[number])]


def counted_other_object(code):
    for number, match, (begin, _) in code.find(HEAP_OPERATION):
        others = [name for name in variables_before(code, begin, number) if name != match[3]]
        if others:
            yield number, code.edited(number, number + 1, [code.lines[number].replace(f"({match[3]})", f"({others[-1]})", 1)])


def counted_swapped(code):
    """One operation in the place of another."""
    other = {"inc_ref": "dec_ref", "dec_ref": "free_obj", "free_tree": "inc_ref", "free_obj": "free_tree"}
    for number, match, _ in code.find(HEAP_OPERATION):
        yield number, code.edited(number, number + 1, [code.lines[number].replace(match[2], other[match[2]], 1)])


def counted_moved_up(code):
    """Above the statement in front of it, when that has to do with the object."""
    for number, match, (begin, _) in code.find(HEAP_OPERATION):
        above = code.lines[number - 1]
        if number - 1 > begin and match[2] != "inc_ref" and STATEMENT.match(above) and not only_looks(above) and \
                indent(above) == indent(code.lines[number]) and \
                re.search(rf"\b{match[3]}\b", bare(above)) and not re.match(rf" *(Obj \*)?{match[3]} = ", above):
            yield number, code.edited(number - 1, number + 1, [code.lines[number], above])


def conditional(code, number, match):
    return code.edited(number, number + 1, [f"{match[1]}if (omni_live_regions() > 3) {{", "    " + code.lines[number],
                                            match[1] + "}"])


def counted_conditional(code):
    for number, match, (begin, end) in code.find(HEAP_OPERATION):
        if not kept_on_a_path(code, begin, end, match[3]):
            yield number, conditional(code, number, match)


def left_out_on_a_path(code):
    """On one path only, while the plan keeps the object on another, too."""
    for number, match, (begin, end) in code.find(HEAP_OPERATION):
        if kept_on_a_path(code, begin, end, match[3]):
            yield number, code.edited(number, number + 1, [])
            yield number, conditional(code, number, match)


def counted_moved_down(code):
    """Behind the statement that follows, when that has to do with the object."""
    for number, match, (_, end) in code.find(HEAP_OPERATION):
        below = code.lines[number + 1]
        if number + 1 < end and STATEMENT.match(below) and re.search(rf"\b{match[3]}\b", bare(below)) and \
                not only_looks(below) and indent(below) == indent(code.lines[number]):
            yield number, code.edited(number, number + 2, [below, code.lines[number]])


def taken_dropped(code):
    """An object that is taken apart no more: its parts are counted as if it were."""
    for number, match, _ in code.find(TAKEN):
        line = code.lines[number]
        if re.match(r" *take_cell\(", line):
            yield number, code.edited(number, number + 1, [])
        elif line.count("(") == line.count(")"):
            yield number, code.edited(number, number + 1, [line.replace(match[0], match[1], 1)])


def taken_twice(code):
    for number, match, _ in code.find(TAKEN):
        if re.search(r";(  /\*.*\*/)?$", code.lines[number]):
            yield number, code.edited(number + 1, number + 1, [" " * indent(code.lines[number]) + match[0] + ";"])


def taken_parts_swapped(code):
    for number, match, _ in code.find(TAKEN):
        parts = match[2].split(", ")
        if len(set(parts)) > 1:
            line = code.lines[number]
            yield number, code.edited(number, number + 1, [line.replace("{ " + match[2] + " }", "{ " + ", ".join(parts[1:] + parts[:1]) + " }")])


def taken_part_for_other(code):
    for number, match, _ in code.find(TAKEN):
        parts = match[2].split(", ")
        if parts[0] != match[1] and re.fullmatch(r"\w+", parts[0]):
            line = code.lines[number]
            yield number, code.edited(number, number + 1, [line.replace("{ " + parts[0], "{ " + match[1], 1)])


def taken_then_given_up(code):
    for number, match, _ in code.find(TAKEN):
        if code.lines[number].rstrip().endswith(";") or code.lines[number].rstrip().endswith("*/"):
            yield number, code.edited(number + 1, number + 1, [" " * indent(code.lines[number]) + f"dec_ref({match[1]});"])


def cell_not_filled(code):
    for number, match, _ in code.find(FILLED):
        yield number, code.edited(number, number + 1, [code.lines[number].replace(match[0], f"mk_{match[2]}_heap(", 1)])


def cell_filled_for_other(code):
    for number, match, (begin, _) in code.find(FILLED):
        others = [name for name in variables_before(code, begin, number) if name != match[3]]
        if others:
            yield number, code.edited(number, number + 1, [code.lines[number].replace(f"{match[3]}, ", f"{others[-1]}, ", 1)])


def cell_read_after_filled(code):
    for number, match, _ in code.find(re.compile(r"^( *)(?:Obj \*)?\w+ = (reuse_(?:as|or_mk)_\w+)\((\w+), [^()]*\);")):
        yield number, code.edited(number + 1, number + 1, [f"{match[1]}omni_display({match[3]});"])


def finish_dropped(code):
    """The calls that a call has left to its caller are not made: the mark is taken for the value."""
    for number, _, _ in code.find(re.compile(r"\bomni_finish\(")):
        line = code.lines[number]
        yield number, code.edited(number, number + 1, [line.replace("omni_finish(", "(", 1)])


HEAP = COUNTED + [counted_other_object, counted_swapped, counted_moved_up, counted_conditional, taken_dropped,
                  taken_twice, taken_parts_swapped,
                  taken_part_for_other, taken_then_given_up, cell_not_filled, cell_filled_for_other, cell_read_after_filled]
BREAKING = [exit_dropped, exit_doubled, exit_moved_up, create_dropped, create_replaced, create_doubled, create_moved_down,
            dest_for_local, local_for_dest, other_region_exited, exit_conditional, return_before_exit,
            transmigrate_removed, transmigrate_into_itself, used_after_exit, freed_by_hand, reset_dropped, reset_moved_up,
            reset_conditional, reset_too_late, reset_of_another, exit_for_reset, scratch_exit_dropped, scratch_shared,
            scratch_enlarged, scratch_half, finish_dropped] + HEAP
# Reported as other code (E0606): that a call takes an object over, or a variable holds nothing, does not stand in the C.
AS_OTHER_CODE = [counted_moved_down, left_out_on_a_path]


def bare(line):
    """Without texts and the comment at its end: neither is code."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', line).split("/*")[0]


def indent(line):
    return len(line) - len(line.lstrip())


def only_looks(line):
    return re.search(r"omni_(is_\w+|bool_value|char_value)\(|[!=]=", line) is not None


def held(code, begin, region):
    """The variables that the plan says reach into a region of the function whose body begins at line `begin`."""
    head = " ".join(code.lines[max(0, begin - 8):begin - 1])
    names = re.findall(r"\b(\w+)\([^;{}]*$", head)
    name = next((n for n in [m[1] for m in re.finditer(r"\b(\w+)\(", head)][::-1]
                 if re.search(rf"^ \*   {n} [0-9a-f]{{8}}", code.plan, re.M)), names[-1] if names else "")
    entry = re.search(rf"^ \*   {name} [0-9a-f]{{8}}((?:.|\n(?! \*   \S| \*/))*)", code.plan, re.M)
    found = entry and re.search(rf"\[{region}:\s([^\]]*)\]", re.sub(r"\n \* +", " ", entry[1]))
    return found[1].split() if found else []


# --- edits that change nothing about memory ------------------------------------------------------------------------

def blanks_added(code):
    for number, _, _ in code.find(re.compile(r"^ +\w[^\"]*, [^\"]*;")):
        yield number, code.edited(number, number + 1, [code.lines[number].replace(", ", " ,   ").replace("(", "( ", 1)])


def indented_anew(code):
    for begin, end in code.functions:
        yield begin, code.edited(begin, end, [re.sub(r"^( +)", lambda m: "\t" * (len(m[1]) // 4), line)
                                              for line in code.lines[begin:end]])


def lines_broken(code):
    for number, match, _ in code.find(re.compile(r"^( +)[^\"/]*?(, )[^\"]*;")):
        line = code.lines[number]
        yield number, code.edited(number, number + 1, [line[:match.start(2) + 1], match[1] + "        " + line[match.end(2):]])


def lines_joined(code):
    for number, _, _ in code.find(re.compile(r"^ +[^\"/]*[,=]$")):
        yield number, code.edited(number, number + 2, [code.lines[number] + " " + code.lines[number + 1].lstrip()])


def comment_reworded(code):
    for number, match, _ in code.find(re.compile(r"/\*.*\*/")):
        line = code.lines[number]
        yield number, code.edited(number, number + 1, [line[:match.start()] + "/* seen: region_exit(x); */" + line[match.end():]])


def comment_removed(code):
    for number, match, _ in code.find(re.compile(r" *//?\*.*\*/")):
        line = code.lines[number]
        yield number, code.edited(number, number + 1, [line[:match.start()] + line[match.end():]])


def comment_added(code):
    for number, match, _ in code.find(EXIT):
        yield number, code.edited(number, number, ["// region_exit(" + match[2] + ");"])


def local_renamed(code):
    for number, match, (begin, end) in code.find(re.compile(r"^ +(?:Obj \*|Region \*|int64_t |bool |double |Pair )(\w+)(?: =|;)")):
        name = match[1]

        def rename(line, old=name):
            code_part, mark, comment = line.partition("/*")
            parts = re.split(r'("(?:\\.|[^"\\])*")', code_part)
            return "".join(p if i % 2 else re.sub(rf"(?<![.>\w]){old}\b(?!\()", f"my_{old}", p)
                           for i, p in enumerate(parts)) + mark + comment
        yield number, code.edited(begin, end, [rename(line) for line in code.lines[begin:end]])


def blank_lines_added(code):
    for number, _, _ in code.find(EXIT):
        yield number, code.edited(number, number, ["", ""])


def bracket_on_its_own_line(code):
    for number, match, _ in code.find(re.compile(r"^( +)((?:if|while|for) \(.*\)) \{$")):
        yield number, code.edited(number, number + 1, [match[1] + match[2], match[1] + "{"])


HARMLESS = [blanks_added, indented_anew, lines_broken, lines_joined, comment_reworded, comment_removed, comment_added,
            local_renamed, blank_lines_added, bracket_on_its_own_line]
