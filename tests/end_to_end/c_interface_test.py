"""C both ways: the firmware example, contracts of C functions under sanitizers, headers that stand alone, several C files
and several programs in one executable, and changes that stay in their file."""

import shutil

from harness import INCLUDE, ROOT, RUNTIME, SANITIZE, STRICT, Suite, run

FIRMWARE = ROOT / "examples" / "firmware"

CONTRACTS = """(extern bus-send "bus_send" [message {List} :borrow] [retries {Int}] {Bool})
(extern log-keep "log_keep" [line] {Nothing} :stores line)
(extern frame-queue "frame_queue" [frame :own] {Nothing})
(extern read-name "read_name" [id {Int}] {String} :fresh)
(extern each "each" [count {Int}] [f] {Nothing} :borrow)
(extern same "same" [x])
(export run failing)
(define (names ids) (map read-name ids))
(define (run n)
  (let ((seen '()) (text (list n "text")))
    (each 3 (lambda (i) (set! seen (cons (list i n) seen)) seen))
    (log-keep (list 'kept n))
    (frame-queue (list text text))
    (println (bus-send text 2) " " (read-name n) " " (names '(1 2)) " " seen)
    (println (same (list n)))))
(define (failing)
  (guard (e (#t (error-object-message e)))
    (frame-queue (list 1 2))
    (each 1 (lambda (i) (error "raised in a callback")))))
(run 7)
"""

HOST = """#include <stdio.h>
#include "contracts.h"
static Obj *kept, *frame;
bool bus_send(Obj *message, int64_t retries) { return omni_length(message, "bus_send") == retries; }
void log_keep(Obj *line) { kept = line; }
void frame_queue(Obj *value) { omni_disown(frame == NULL ? OMNI_NIL : frame); frame = value; }
Obj *read_name(Region *dest, int64_t id)
{
    char text[32];
    int length = snprintf(text, sizeof text, "name-%d", (int)id);
    return mk_string_region(dest, text, (size_t)length);
}
void each(int64_t count, Obj *f)
{
    int64_t i;
    for (i = 0; i < count; i++) {
        (void)omni_call(f, omni_global_region(), 1, (Obj *[]){ OMNI_FIX((int)i) }, "each");
    }
}
Obj *same(Obj *x) { return x; }
int main(void)
{
    int round;
    for (round = 0; round < 2; round++) {
        Region *region;
        contracts_init();
        run(mk_int_region(omni_global_region(), 5));
        region = region_create();
        omni_display(failing(region));
        omni_newline();
        region_exit(region);
        omni_display(frame);
        omni_display(kept);
        omni_newline();
        omni_disown(frame);
        frame = NULL;
        if (contracts_shutdown() != 0 || omni_live_regions() != 0) {
            return 1;
        }
    }
    return 0;
}
"""
EXPECTED = """#t name-7 (name-1 name-2) ((2 7) (1 7) (0 7))
(7)
#t name-5 (name-1 name-2) ((2 5) (1 5) (0 5))
(5)
raised in a callback
(1 2)(kept 5)
""" * 2

OTHER = """(export (rename twice other-twice))
(define (twice x) (map (lambda (y) (list y 'red)) x))
(println (string->symbol "red"))
"""


def compile_c(folder, sources, flags, compiler="gcc", name="program"):
    program = folder / name
    result = run([compiler, *flags, f"-I{INCLUDE}", f"-I{folder}", f"-I{FIRMWARE}", *sources, "-lm", "-o", program], seconds=300)
    return (program if result.code == 0 else None), str(result)


def check_strict(suite, name, folder, sources):
    for compiler in ("gcc", "clang"):
        if not shutil.which(compiler):
            continue
        for source in sources:
            result = run([compiler, *STRICT, f"-I{INCLUDE}", f"-I{folder}", f"-I{FIRMWARE}", "-c", source, "-o", "/dev/null"])
            suite.check(f"{name}: {compiler} is silent on {source.name}", result.code == 0 and not result.err, str(result))


def check_headers_alone(suite, name, folder):
    for header in sorted(folder.glob("*.h")):
        result = run(["gcc", *STRICT, f"-I{INCLUDE}", f"-I{folder}", "-fsyntax-only", "-x", "c", header])
        suite.check(f"{name}: {header.name} stands alone", result.code == 0, str(result))
        if shutil.which("g++"):
            result = run(["g++", "-std=c++11", "-Wall", "-Werror", f"-I{INCLUDE}", f"-I{folder}", "-fsyntax-only", "-x", "c++",
                          "-include", header, "/dev/null"])
            suite.check(f"{name}: {header.name} in C++", result.code == 0, str(result))


def check_firmware(suite):
    folder = suite.folder / "firmware"
    source = FIRMWARE / "thermostat.omni"
    result = run([suite.omnic, "build", source, "--emit=c", "-o", f"{folder}/"])
    if result.code != 0:
        suite.check("firmware: is translated", False, str(result))
        return
    names = sorted(path.name for path in folder.iterdir())
    suite.check("firmware: files", names == ["filter.c", "filter.h", "thermostat.c", "thermostat.h", "thermostat_library.c",
                                             "thermostat_library.h"], str(names))
    sources = [*sorted(folder.glob("*.c")), FIRMWARE / "main.c"]
    check_strict(suite, "firmware", folder, sources)
    check_headers_alone(suite, "firmware", folder)
    recorded = (FIRMWARE / "main.out").read_text()
    builds = {"sanitized": SANITIZE, "stress": SANITIZE + ["-DOMNI_STRESS=1"],
              "static pool": ["-std=c99", "-O1", "-DOMNI_PORT_STATIC=1", "-DOMNI_POOL_BYTES=65536", "-DOMNI_CHECK_BALANCE=1"]}
    for build, flags in builds.items():
        program, complaint = compile_c(folder, [*sources, *RUNTIME], flags)
        done = run([program]) if program else None
        suite.check(f"firmware: {build}", done and done.code == 0 and done.out == recorded, complaint if not done else str(done))
    # one C file and the header
    run([suite.omnic, "build", source, "--emit=c", "--no-main", "-o", folder / "all.c"])
    run([suite.omnic, "build", source, "--emit=header", "-o", folder / "thermostat.h"])
    check_strict(suite, "firmware, one file", folder, [folder / "all.c", FIRMWARE / "main.c"])
    program, complaint = compile_c(folder, [folder / "all.c", FIRMWARE / "main.c", *RUNTIME], SANITIZE)
    done = run([program]) if program else None
    suite.check("firmware, one file", done and done.code == 0 and done.out == recorded, complaint if not done else str(done))


def check_contracts(suite):
    folder = suite.folder / "contracts"
    folder.mkdir()
    (folder / "contracts.omni").write_text(CONTRACTS)
    (folder / "host.c").write_text(HOST)
    result = run([suite.omnic, "build", "contracts.omni", "--emit=c", "-o", "./"], folder=folder)
    suite.check("contracts: are translated", result.code == 0, str(result))
    sources = sorted(folder.glob("*.c"))
    check_strict(suite, "contracts", folder, sources)
    for build, flags in {"sanitized": SANITIZE, "stress": SANITIZE + ["-DOMNI_STRESS=1"]}.items():
        program, complaint = compile_c(folder, [*sources, *RUNTIME], flags)
        done = run([program]) if program else None
        suite.check(f"contracts: {build}", done and done.code == 0 and done.out == EXPECTED, complaint if not done else str(done))


def check_two_programs(suite):
    folder = suite.folder / "two"
    folder.mkdir()
    (folder / "other.omni").write_text(OTHER)
    (folder / "another.omni").write_text(OTHER.replace("other-twice", "another-twice"))
    for name in ("other", "another"):
        run([suite.omnic, "build", f"{name}.omni", "--emit=c", "-o", "./"], folder=folder)
    (folder / "host.c").write_text("""#include "another.h"
#include "other.h"
int main(void)
{
    Region *region;
    other_init();
    another_init();
    region = region_create();
    omni_display(another_twice(region, other_twice(region, OMNI_NIL)));
    omni_newline();
    region_exit(region);
    return other_shutdown() + another_shutdown() + (int)omni_live_regions();
}
""")
    program, complaint = compile_c(folder, [*sorted(folder.glob("*.c")), *RUNTIME], SANITIZE)
    done = run([program]) if program else None
    suite.check("two programs in one executable", done and done.code == 0 and done.out == "red\nred\n()\n",
                complaint if not done else str(done))


def check_churn(suite):
    folder = suite.folder / "churn"
    folder.mkdir()
    for name in ("thermostat.omni", "filter.omni"):
        shutil.copy(FIRMWARE / name, folder / name)

    def files():
        result = run([suite.omnic, "build", folder / "thermostat.omni", "--emit=c", "-o", f"{folder}/out/"])
        suite.check("churn: translates", result.code == 0, str(result))
        return {path.name: (path.read_text(), path.stat().st_mtime_ns) for path in (folder / "out").iterdir()}

    before = files()
    again = files()
    suite.check("churn: what is the same is not written", before == again)
    changes = {
        "a comment": ("filter.omni", lambda text: "; a remark\n" + text, {"filter.c"}),
        "a body": ("filter.omni", lambda text: text.replace("(quotient (length sorted) 2)", "0"), {"filter.c"}),
        "a function": ("filter.omni", lambda text: text.replace("(define (median", "(define (lowest x) (car x))\n(define (median").replace(
            "(export median)", "(export median lowest)"), {"filter.c", "filter.h"}),
        "a text": ("thermostat.omni", lambda text: text.replace('"idle"', '"at rest"'), {"thermostat.c"}),
    }
    for what, (name, change, allowed) in changes.items():
        path = folder / name
        text = path.read_text()
        path.write_text(change(text))
        after = files()
        changed = {file for file in after if after[file][0] != before.get(file, ("",))[0]}
        suite.check(f"churn: {what} in {name}", changed <= allowed, str(changed))
        path.write_text(text)
        files()


def check_command_line(suite):
    folder = suite.folder / "commands"
    folder.mkdir()
    plain = folder / "plain.omni"
    plain.write_text("(println 1)\n")
    result = run([suite.omnic, "build", plain, "--emit=header", "-o", "-"])
    suite.check("no exports, no header", result.code == 1 and "E0907" in result.err and not result.out, str(result))
    for wrong in (["--main"], ["--no-main", "--emit=plan"], ["--single", "-o", "x"]):
        result = run([suite.omnic, "build", plain, *wrong], folder=folder)
        suite.check(f"wrong use: {' '.join(wrong)}", result.code == 2, str(result))
    result = run([suite.omnic, "build", FIRMWARE / "thermostat.omni", "--emit=c", "--single", "-o", f"{folder}/single/"])
    suite.check("--single in a folder", result.code != 0 or [p.name for p in (folder / "single").iterdir()] == ["thermostat.c"],
                str(result))
    run([suite.omnic, "build", plain, "--emit=c", "-o", f"{folder}/out/", "-MD", "-MF", folder / "out.d"])
    suite.check("depfile of a folder", (folder / "out.d").read_text() == f"{folder}/out/plain.c: {plain}\n")
    suite.check("a plain program has main and no header", [p.name for p in (folder / "out").iterdir()] == ["plain.c"] and
                "int main(" in (folder / "out" / "plain.c").read_text())


def main():
    suite = Suite(__doc__)
    check_firmware(suite)
    check_contracts(suite)
    check_two_programs(suite)
    check_churn(suite)
    check_command_line(suite)
    suite.finish()


main()
