"""The HTML report in a real browser: a script clicks through the page and writes down what it sees.

The script is put at the end of a copy of the page; chromium runs it without a window and gives back the resulting page.
"""

import json
import re
import shutil

from harness import EXAMPLES, ROOT, Suite, in_parallel, run

SCRIPT = r"""
<script>
const seen = {};
const rowsOf = (side, kind) => [...document.querySelectorAll(`#${side} .row.${kind} .n`)].map(n => Number(n.textContent));
const visible = () => [...document.querySelectorAll("#decisions tr")].filter(row => !row.hidden);
const look = () => ({source: {make: rowsOf("source", "make"), end: rowsOf("source", "end"), use: rowsOf("source", "use")},
  c: {make: rowsOf("c", "make"), end: rowsOf("c", "end"), why: rowsOf("c", "why")},
  names: [...document.querySelectorAll(".name.use")].map(n => n.textContent), detail: document.getElementById("detail").textContent});
window.onerror = message => { seen.error = String(message); };
try {
  seen.title = document.title;
  seen.lines = {source: document.querySelectorAll("#source .row").length, c: document.querySelectorAll("#c .row").length};
  seen.text = [...document.querySelectorAll("#c .row .t")].map(n => n.textContent).join("\n");
  seen.before = look();
  seen.clicked = {};
  for (const row of visible()) { row.click(); seen.clicked[row.dataset.decision] = look(); }
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
  seen.after_escape = look();
  seen.keys = [];
  for (const key of ["j", "j", "k"]) {
    document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    seen.keys.push(document.querySelector("tr.chosen")?.dataset.decision);
  }
  seen.order = visible().map(row => row.dataset.decision);
  seen.filters = {};
  for (const button of document.querySelectorAll("#filters button")) {
    button.click();
    seen.filters[button.dataset.class] = visible().map(row => row.dataset.decision);
  }
  document.querySelector("#filters button").click();
  const search = document.getElementById("search");
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true}));
  seen.search_focused = document.activeElement === search;
  search.value = "no such text"; search.dispatchEvent(new Event("input"));
  seen.found_nothing = visible().length;
  search.value = ""; search.dispatchEvent(new Event("input"));
  const name = document.querySelector("#source .name");
  if (name) { name.click(); seen.name = {id: name.dataset.decision, look: look()}; }
  const cName = document.querySelector("#c .name");
  if (cName) {
    cName.focus();
    cName.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
    seen.c_name = {id: cName.dataset.decision, hash: decodeURIComponent(location.hash.slice(1))};
  }
  seen.files = [...document.querySelectorAll("#files button")].map(button => {
    button.click();
    return {path: button.dataset.path, title: document.getElementById("source-title").textContent,
      lines: document.querySelectorAll("#source .row").length, numbers: document.querySelectorAll("#source .n.has").length};
  });
  dispatchEvent(new Event("beforeprint"));
  seen.printed = [...document.querySelectorAll(".printed h2")].map(n => n.textContent);
  dispatchEvent(new Event("afterprint"));
  seen.left = document.querySelectorAll(".printed").length;
  const kinds = document.getElementById("kinds");
  seen.kinds = {};
  for (const option of [...kinds.options]) {
    kinds.value = option.value;
    kinds.dispatchEvent(new Event("change"));
    seen.kinds[option.value] = visible().map(row => row.dataset.decision);
  }
  kinds.value = "";
  kinds.dispatchEvent(new Event("change"));
  seen.outside = [...document.querySelectorAll("#times .track button")].filter(b => parseFloat(b.style.left) > 100 || parseFloat(b.style.left) < 0).length;
  seen.times = document.querySelectorAll("#times .track").length;
  const end = document.querySelector("#times button.end");
  if (end) { end.click(); seen.time = look(); }
  const paper = () => getComputedStyle(document.body).backgroundColor;
  const first = paper();
  document.getElementById("theme").click();
  seen.themes = [first, paper()];
  seen.wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
} catch (error) { seen.error = String(error.stack); }
document.body.replaceChildren(Object.assign(document.createElement("pre"), {id: "seen", textContent: JSON.stringify(seen)}));
</script>
"""


def main():
    suite = Suite(__doc__)
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        print("no chromium: the page is not tried")
    names = ["branches/one_arm_returned", "stack/pair", "loops/accumulator", "errors/guard", "strings/escapes",
             "heap/shared"]
    golden = [ROOT / "golden" / f"{name}.omni" for name in names]
    odd = suite.folder / "odd.omni"
    odd.write_text('; </script><script>document.title = "broken"</script>\n(define (f x) (list x "</script> <!-- & \\"" "\u03bb"))\n(println (f 1))\n')
    modules = ROOT / "golden" / "modules" / "three_files.omni"
    bench = ROOT / "tests" / "bench" / "rbtree.omni"
    sources = [modules, bench] + EXAMPLES[:4] + [path for path in golden if path.exists()] + [odd]

    def visit(source):
        page = run([suite.omnic, "plan", source, "--format=html"])
        plan = run([suite.omnic, "plan", source, "--format=json"])
        if page.code != 0 or not browser:
            return page, plan, None
        copy = suite.folder / f"{source.stem}.html"
        copy.write_text(page.out.replace("</body>", SCRIPT + "</body>"))
        shown = run([browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={suite.folder}/{source.stem}",
                     "--window-size=1400,1000", "--virtual-time-budget=20000", "--dump-dom", copy.as_uri()], seconds=180)
        found = re.search(r'<pre id="seen">(.*?)</pre>', shown.out, re.S)
        text = found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if found else None
        return page, plan, json.loads(text) if text else {"error": str(shown)}

    german = run([suite.omnic, "plan", golden[-1], "--format=html", "--wording=de"])
    suite.check("the page in German", german.code == 0 and "Lebensdauer der Regionen" in german.out
                and "Lifetimes of regions" not in german.out and "lives in" not in german.out)
    for source, (page, plan, seen) in zip(sources, in_parallel(visit, sources)):
        name = source.stem
        suite.check(f"{name}: a page", page.code == 0, str(page))
        suite.check(f"{name}: it needs no network", not re.search(r'(src|href)=|@import|url\(|fetch\(', page.out))
        again = run([suite.omnic, "plan", source, "--format=html"])
        suite.check(f"{name}: the same bytes each time", again.out == page.out)
        if seen is None:
            continue
        check_page(suite, name, json.loads(plan.out), seen, source.read_text())
    suite.finish()


def check_page(suite, name, plan, seen, source):
    suite.check(f"{name}: no error in the page", "error" not in seen, str(seen.get("error")))
    if "error" in seen:
        return
    suite.check(f"{name}: its title", seen["title"] == f"{plan['program']}: memory plan", seen["title"])
    suite.check(f"{name}: every line of the source", seen["lines"]["source"] == len(source.rstrip("\n").split("\n")), str(seen["lines"]))
    suite.check(f"{name}: the C as it is", "int main(int argc, char **argv)" in seen["text"])
    nothing = {"source": {"make": [], "end": [], "use": []}, "c": {"make": [], "end": [], "why": []}, "names": []}
    for when in ["before", "after_escape"]:
        suite.check(f"{name}: nothing is lit {when}", {k: v for k, v in seen[when].items() if k != "detail"} == nothing)
    suite.check(f"{name}: every decision is a row", list(seen["clicked"]) == [d["id"] for d in plan["decisions"]])
    operations = {o["id"]: o["line"] for o in plan["operations"]}
    for d in plan["decisions"]:
        look = seen["clicked"].get(d["id"])
        if not look:
            continue
        lit = look["c"]["make"] + look["c"]["end"]
        missing = [o for o in d["operations"] if operations[o] not in lit]
        suite.check(f"{name}: {d['id']} lights its operations", not missing, str((missing, look["c"])))
        words = [b["text"] for b in d["because"]] + [b["text"] for r in d["rejected"] for b in r["because"]]
        suite.check(f"{name}: {d['id']} tells its reasons", all(w in look["detail"] for w in words) and d["id"] in look["detail"],
                    look["detail"])
        if d["kind"] == "place" and d["choice"] == "heap":
            gone = [operations[o] for e in plan["decisions"] if e["kind"] in ("drop", "free", "reuse") and e["subject"] == d["subject"]
                    and e["function"] == d["function"] for o in e["operations"]]
            suite.check(f"{name}: {d['id']} lights where its objects end", set(gone) - set(look["c"]["make"]) <= set(look["c"]["end"]),
                        str((gone, look["c"])))
        if d["kind"] == "place" and d["choice"] == "region":
            ends = [operations[o] for e in plan["decisions"] if e["kind"] == "region_exit" and e["function"] == d["function"]
                    and e["region"] == d["region"] for o in e["operations"]]
            suite.check(f"{name}: {d['id']} lights its death", set(ends) <= set(look["c"]["end"]), str((ends, look["c"])))
    order = seen["order"]
    if len(order) > 1:
        suite.check(f"{name}: j and k", seen["keys"] == [order[0], order[1], order[0]], str(seen["keys"]))
    for choice, ids in seen["filters"].items():
        wanted = [d["id"] for d in plan["decisions"] if not choice or d["choice"] == choice]
        suite.check(f"{name}: filter {choice or 'all'}", ids == wanted)
    suite.check(f"{name}: the search field", seen["search_focused"] and seen["found_nothing"] == 0)
    if "name" in seen:
        suite.check(f"{name}: a click on a name of the source", seen["name"]["id"] in seen["name"]["look"]["detail"]
                    and seen["name"]["look"]["names"], str(seen["name"]))
    if "c_name" in seen:
        suite.check(f"{name}: Enter on a name of the C", seen["c_name"]["id"] == seen["c_name"]["hash"], str(seen["c_name"]))
    if any(d["kind"] == "region_exit" and d["operations"] for d in plan["decisions"]):
        suite.check(f"{name}: a click on a lifetime's end", seen["times"] > 0 and seen["time"]["c"]["end"], str(seen.get("time")))
    for choice, ids in seen["kinds"].items():
        suite.check(f"{name}: kind {choice or 'all'}", ids == [d["id"] for d in plan["decisions"] if not choice or d["kind"] == choice])
    files = [file["path"] for file in plan["files"] if not file["library"]]
    main_file = next(file["path"] for file in plan["files"] if file["main"])
    own = [main_file] + [path for path in files if path != main_file]
    shown = [file["path"] for file in seen["files"]]
    suite.check(f"{name}: a button for each file", sorted(shown) == (sorted(own) if len(own) > 1 else []), str(seen["files"]))
    for file in seen["files"]:
        text = open(file["path"], encoding="utf-8").read()
        wanted = {d["place"]["line"] for d in plan["decisions"] if d["place"] and d["place"]["file"] == file["path"]}
        suite.check(f"{name}: {file['path']} is shown", file["title"] == file["path"] and file["numbers"] == len(wanted)
                    and file["lines"] == len(text.rstrip("\n").split("\n")), str(file))
    suite.check(f"{name}: all files are printed", sorted(seen["printed"]) == sorted(shown[:-1]) and seen["left"] == 0, str(seen["printed"]))
    suite.check(f"{name}: every operation of a lifetime stands within it", seen["outside"] == 0, str(seen["outside"]))
    suite.check(f"{name}: light and dark", len(set(seen["themes"])) == 2, str(seen["themes"]))
    suite.check(f"{name}: the page is no wider than the window", seen["wide"] <= 0, str(seen["wide"]))


main()
