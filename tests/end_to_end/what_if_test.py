"""What would be decided about heap objects is what is decided when the program is otherwise."""

import json
import re

from harness import ROOT, Suite, run

SHRINK = """(define (lighter items limit)
  (cond ((null? items) '())
        ((< limit (car items)) (lighter (cdr items) limit))
        (else (cons (car items) (lighter (cdr items) limit)))))
(define (shrink items limit)
  (if (= limit 0) items (shrink (lighter items limit) (- limit 1))))
(println (shrink (list 3 1 2) 3))
"""
CHANGED = """(struct Node (left Any) (key Int) (right Any))
(define (grow tree k)
  (if (null? tree) (Node '() k '())
      (Node (Node-left tree) (Node-key tree) (grow (Node-right tree) k))))
(define (run n)
  (let loop ((i 0) (tree '()) (seen (list 0)))
    (if (= i n) (begin (println tree) (car seen))
        (begin (set-car! seen i) (loop (+ i 1) (grow tree i) seen)))))
(println (run 5))
"""


def class_of(plan, subject):
    return {d["choice"] for d in plan["decisions"] if d["kind"] == "place" and d["id"] == subject}


def main():
    suite = Suite(__doc__)
    plan_of = lambda path, *flags: json.loads(run([suite.omnic, "plan", path, "--format=json", "--allow-extern", *flags]).out)
    folder = suite.folder
    (folder / "app.omni").write_text(SHRINK)
    (folder / "changed.omni").write_text(CHANGED)
    # What is noted for the carrying call holds for the program that does not carry it.
    plan = plan_of(folder / "app.omni")
    told = [(w["choice"], w["because"][0]["kind"]) for d in plan["decisions"] if d["id"] == "shrink/lighter" for w in d["would_be"]]
    (folder / "app.omni").write_text(SHRINK.replace("(shrink (lighter items limit) (- limit 1))", "(begin (println (lighter items limit)) (shrink '() (- limit 1)))"))
    now = class_of(plan_of(folder / "app.omni"), "shrink/lighter")
    carried = {choice for choice, kind in told if kind == "if_not_carried"}
    suite.check("a heap object that is not carried", carried and carried == now - {"scratch"} | (carried & {"scratch"}) and "heap" not in now, f"{told} {now}")
    # What --no-heap would do is what it does.
    objects = without = other = 0
    for path in [folder / "changed.omni", *sorted((ROOT / "golden" / "heap").glob("*.omni"))]:
        plan, regions = plan_of(path), plan_of(path, "--no-heap")
        places = {}
        for d in regions["decisions"]:
            if d["kind"] == "place":
                places.setdefault((d["function"], d["subject"], str(d["place"])), set()).add(d["choice"])
        # Without the heap there are no versions for it: the function itself makes the objects.
        versions = {d["function"] for d in plan["decisions"] if d["because"][0]["kind"] == "heap_version"}
        for d in plan["decisions"]:
            if d["choice"] != "heap" or d["kind"] != "place" or not d["place"] or d["place"]["file"].startswith("<"):
                continue
            objects += 1
            other += any(w["because"][0]["kind"] != "if_switched_off" for w in d["would_be"])
            for w in d["would_be"]:
                if w["because"][0]["kind"] == "if_switched_off":
                    without += 1
                    function = d["function"].removesuffix("-heap") if d["function"] in versions else d["function"]
                    suite.check(f"{path.name}: {d['id']} {w['because'][0]['text']}",
                                w["choice"] in places.get((function, d["subject"], str(d["place"])), set()), str(w))
    suite.check("heap objects are told what would change them", without > 5 and other > 5, f"{objects} {without} {other}")
    kept = run([suite.omnic, "explain", ROOT / "golden" / "heap" / "kept_in_regions.omni"])
    suite.check("what changes a list keeps it out of the heap", re.search(
        r"`list` of the top level lives in: region.*\n(?:  .*\n)*  not heap: \(changed .* could make a cycle of it, .*\n"
        r"(?:  .*\n)*  would be heap: if \(set-cdr! items \(list i\)\) did not change it", kept.out), str(kept))
    off = run([suite.omnic, "explain", f"{ROOT}/golden/heap/shared.omni:run", "--no-heap"])
    suite.check("objects that would be in the heap without --no-heap", "would be heap: without --no-heap" in off.out, str(off))
    suite.finish()


main()
