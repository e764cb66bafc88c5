// Reading C, its automata, and the rules on paths, without a translation.

#include <criterion/criterion.h>

#include <map>

#include "assert_text.h"
#include "audit/automaton.h"
#include "audit/c_reader.h"
#include "audit/compare.h"
#include "audit/paths.h"
#include "audit/trailer.h"
#include "source/source_file.h"

namespace {

using namespace omni::audit;

std::string Operations(const std::string& c)
{
    const CFile file = ReadC(c);
    std::string text;
    for (const CProblem& problem : file.problems) {
        text += "problem: " + problem.text;
    }
    for (const CFunction& function : file.functions) {
        ForEachWord(Simplify(function.body), [&text](std::string_view word) {
            text += text.empty() ? "" : " ";
            text += word;
        });
    }
    return text;
}

uint32_t FingerprintOf(const std::string& c) { return ReadC(c).functions.at(0).fingerprint; }

std::string Rules(const std::string& c, const std::map<std::string_view, std::vector<std::string_view>>& holds = {})
{
    static constexpr const char* kNames[] = {"created twice", "exited twice",    "not active",     "not exited",
                                             "ways disagree", "used after exit", "used after free"};
    const CFile file = ReadC(c);
    std::string text;
    for (const CFunction& function : file.functions) {
        for (const PathProblem& problem : CheckPaths(function, holds)) {
            text += std::string(text.empty() ? "" : ", ") + std::string(problem.subject) + " " +
                    kNames[static_cast<size_t>(problem.rule)];
        }
    }
    return text;
}

// The codes of an audit of `edited` against the plan of `original`.
std::string Codes(const std::string& original, const std::string& edited)
{
    const CFile first = ReadC(original);
    Plan plan;
    for (const CFunction& function : first.functions) {
        plan.functions.push_back({function.name, function.fingerprint, {}, Simplify(function.body)});
    }
    omni::source::SourceFiles files;
    const omni::source::FileId id = files.Add("edited.c", edited);
    omni::source::Sink sink;
    const CFile second = ReadC(files[id].text());
    Audit(second, id, &plan, sink);
    std::string text;
    for (const omni::source::Diagnostic* diagnostic : sink.Sorted()) {
        text += (text.empty() ? "" : " ") + std::string(diagnostic->code());
    }
    return text;
}

const char* const kTwoWays = R"(
static Obj *f(Region *dest, Obj *xs, bool whole)
{
    if (whole) {
        return copy(dest, xs);
    }
    Region *r = region_create();
    Obj *ys = copy(r, xs);
    int64_t n = omni_length(ys, "f: \" region_exit(r); ");
    region_exit(r);  /* region_exit(r); */
    return mk_int_region(dest, n);
}
)";

}  // namespace

Test(audit, reads_operations_in_order)
{
    ASSERT_TEXT(Operations(kTwoWays),
               "if { copy(dest) return } region_create(r) copy(r) region_exit(r) mk_int_region(dest)");
}

Test(audit, inner_calls_come_first)
{
    ASSERT_TEXT(Operations("void f(Region *dest) { g(dest, h(dest), (Obj *[]){ mk_int_region(dest, 1) }); }"),
               "h(dest) mk_int_region(dest) g(dest)");
}

Test(audit, conditions_are_paths)
{
    ASSERT_TEXT(Operations("bool f(Region *d) { return a(d) && (b(d) || c(d)); }"),
               "a(d) if { b(d) if { c(d) } }");
    ASSERT_TEXT(Operations("Obj *f(Region *d) { return x ? a(d) : b(d); }"), "if { a(d) } else { b(d) }");
}

Test(audit, loops)
{
    ASSERT_TEXT(Operations("void f(Region *d) { while (go(d)) { if (x) continue; b(d); } }"),
               "loop { go(d) if { break } if { continue } b(d) }");
    ASSERT_TEXT(Operations("void f(Region *d) { for (int i = 0; i < 3; i++) { b(d); } }"), "loop { if { break } b(d) }");
    ASSERT_TEXT(Operations("void f(Region *d) { do { b(d); } while (x); }"), "loop { b(d) } next { if { break } }");
    ASSERT_TEXT(Operations("void f(Region *d) { for (;;) { b(d); } }"), "loop { b(d) }");
}

Test(audit, regions_of_objects)
{
    ASSERT_TEXT(Operations("void f(Obj *xs) { mk_pair_region(region_of(xs), xs, xs); }"),
               "region_of(xs) mk_pair_region(region_of)");
    ASSERT_TEXT(Operations("void f(Obj *xs) { Region *r = region_of(xs); mk_pair_region(r, xs, xs); }"),
               "region_of(r,xs) mk_pair_region(r)");
}

Test(audit, what_cannot_be_followed_is_a_problem)
{
    ASSERT_TEXT(Operations("void f(int x) { goto out; }"), "problem: omnic writes no such statement");
    ASSERT_TEXT(Operations("void f(int x) { switch (x) { } }"), "problem: omnic writes no such statement");
    ASSERT_TEXT(Operations("void f(void) { table[0](x); }"), "problem: omnic calls functions by their names only");
}

Test(audit, fingerprint_ignores_layout_comments_and_local_names)
{
    const uint32_t first = FingerprintOf("int f(int x) { int y = x + 1; return y->x; }");
    cr_assert_eq(first, FingerprintOf("int f(int a)\n{\n  int b = a\n + 1; /* y */ return b->x;\n}\n"));
    cr_assert_neq(first, FingerprintOf("int f(int x) { int y = x + 2; return y->x; }"));
    cr_assert_neq(first, FingerprintOf("int f(int x) { int y = x + 1; return x->x; }"));
    cr_assert_neq(first, FingerprintOf("int f(int x) { int y = x + 1; return y->y; }"));
    cr_assert_eq(FingerprintOf("void f(void) { p(\"ab\"); }"), FingerprintOf("void f(void) { p(\"a\"\n \"b\"); }"));
}

Test(audit, automata_see_paths_not_shapes)
{
    const auto same = [](const std::string& a, const std::string& b) {
        const CFile first = ReadC(a);
        const CFile second = ReadC(b);
        Labels labels;
        bool gave_up = false;
        const SpellStep spell = AppendLabel;
        return Compare(Automaton(first.functions[0].body, labels, spell), Automaton(second.functions[0].body, labels, spell),
                       labels, 1, gave_up)
            .empty();
    };
    const std::string early = "void f(Region *d) { if (x) { a(d); return; } b(d); }";
    cr_assert(same(early, "void f(Region *d) { if (x) { a(d); } else { b(d); } }"));
    cr_assert(same(early, "void f(Region *d) { for (;;) { if (x) { a(d); break; } b(d); break; } }"));
    cr_assert_not(same(early, "void f(Region *d) { if (x) { a(d); } b(d); }"));
    cr_assert(same("void f(Region *d) { while (x) { a(d); } }",
                   "void f(Region *d) { for (;;) { if (!x) { return; } a(d); } }"));
    cr_assert_not(same("void f(Region *d) { while (x) { a(d); } }", "void f(Region *d) { do { a(d); } while (x); }"));
}

Test(audit, rules_hold_on_every_path)
{
    ASSERT_TEXT(Rules(kTwoWays, {{"r", {"ys"}}}), "");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); }"), "r not exited");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); if (x) { return; } region_exit(r); }"), "r not exited");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); region_exit(r); region_exit(r); }"), "r exited twice");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); r = region_create(); region_exit(r); }"),
               "r created twice");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); region_exit(r); g(r); }"), "r not active");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); if (x) { region_exit(r); } }"), "r ways disagree");
    ASSERT_TEXT(Rules("void f(void) { for (;;) { Region *r = region_create(); if (x) { break; } region_exit(r); } }"),
               "r not exited");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); while (x) { region_exit(r); } }"), "r ways disagree");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); omni_panic(1, x, y); }"), "");
}

Test(audit, uses_after_the_end)
{
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); Obj *x = g(r); region_exit(r); show(x); }",
                     {{"r", {"x"}}}),
               "x used after exit");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); Obj *x = g(r); region_exit(r); x = OMNI_NIL; show(x); }",
                     {{"r", {"x"}}}),
               "");
    ASSERT_TEXT(Rules("void f(void) { Region *r = region_create(); Obj *x = mk_pair_region(r, a, b); region_exit(r); show(x); }"),
               "x used after exit");
    ASSERT_TEXT(Rules("void f(Obj *x) { for (;;) { show(x); free_tree(x); if (y) { return; } } }"), "x used after free, x used after free");
    ASSERT_TEXT(Rules("void f(Obj *x) { dec_ref(x); dec_ref(x); }"), "x used after free");
    ASSERT_TEXT(Rules("void f(Obj *x) { if (omni_is_pair(x)) { free_obj(x); } else { show(x); } }"), "");
    ASSERT_TEXT(Rules("void f(Obj *x) { Region *r = region_create(); Obj *y = mk_pair_region(r, x, x); region_exit(r); "
                     "if (omni_is_null(y) || y == x) { g(); } }"),
               "");
}

Test(audit, tells_what_was_edited)
{
    const std::string original = kTwoWays;
    const auto with = [&original](const char* old_text, const char* new_text) {
        std::string edited = original;
        const size_t at = edited.find(old_text);
        cr_assert_neq(at, std::string::npos);
        return edited.replace(at, std::string(old_text).size(), new_text);
    };
    ASSERT_TEXT(Codes(original, with("/* region_exit(r); */", "// gone")), "");
    ASSERT_TEXT(Codes(original, with("    region_exit(r);  ", "")), "E0604 E0602");
    ASSERT_TEXT(Codes(original, with("copy(r, xs)", "copy(dest, xs)")), "E0601");
    ASSERT_TEXT(Codes(original, with("if (whole)", "if (!whole)")), "E0606");
    ASSERT_TEXT(Codes(original, with("if (whole)", "region_retain(dest); if (whole)")), "E0601");
    ASSERT_TEXT(Codes(original, original + "void g(void) { }"), "E0607");
    ASSERT_TEXT(Codes(original, ""), "E0607");
}

Test(audit, plan_is_read_as_it_was_written)
{
    const CFile file = ReadC(kTwoWays);
    std::string text = TrailerHead({{"begin_region", "region_create"}});
    for (int i = 0; i < 3; ++i) {
        AppendTrailerEntry({"f", file.functions[0].fingerprint, {{"r", {"ys", "zs"}}}, Simplify(file.functions[0].body)},
                           text);
    }
    text += TrailerEnd();
    const ReadTrailerResult read = ReadTrailer(text);
    cr_assert(read.plan.has_value());
    std::string again = TrailerHead(read.plan->aliases);
    for (const PlanFunction& function : read.plan->functions) {
        AppendTrailerEntry(function, again);
    }
    ASSERT_TEXT(again + std::string(TrailerEnd()), text);
    const std::string torn = text.substr(0, text.find("{")) + text.substr(text.find("{") + 1);
    cr_assert(ReadTrailer(torn).broken);
}
