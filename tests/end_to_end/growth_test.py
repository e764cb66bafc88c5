"""A loop that never ends and grows is warned of (W0505), with what carries the objects; no other program is."""

from harness import EXAMPLES, ROOT, Suite, in_parallel, run

WARNED = {"golden/growth/warned.omni": ("state", "(step state)")}


def main():
    suite = Suite(__doc__)
    sources = EXAMPLES + sorted(path for folder in ("golden", "tests/bench", "tests/programs")
                                for pattern in ("*.omni", "*.scm") for path in (ROOT / folder).rglob(pattern)
                                if not path.name.startswith("bad_"))

    def attempt(source):
        return run([suite.omnic, "build", source, "--emit=c", "-o", "-", "--allow-extern"]).err

    for source, messages in zip(sources, in_parallel(attempt, sources)):
        name = str(source.relative_to(ROOT))
        if name in WARNED:
            carried, site = WARNED[name]
            suite.check(name, f"warning[W0505]: memory of `{carried}` grows" in messages and site in messages, messages)
        else:
            suite.check(f"{name} without a false alarm", "W0505" not in messages, messages)
    suite.finish()


main()
