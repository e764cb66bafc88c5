// Liveness on the CFG: what may still be read at the head of each segment, and where each variable dies.

#include "analysis/liveness.h"

#include <algorithm>

#include "middle_fixture.h"

using namespace middle_test;

namespace {

/// "name: source text of each last use" for every variable of the function that the source names.
std::string LastUses(std::string_view source, std::string_view name)
{
    const Typed typed(source);
    const core::Function& function = typed.Function(name);
    const analysis::Liveness liveness = analysis::ComputeLiveness(function, analysis::BuildCfg(function));
    std::string text;
    for (uint32_t i = 0; i < function.vars.size(); ++i) {
        const core::Var& var = function.vars[core::VarId(i)];
        if (var.kind == core::VarKind::Temp) {
            continue;
        }
        text += std::string(var.name.text()) + ":";
        for (const core::StmtId use : liveness.last_uses[i]) {
            text += " " + std::string(typed.files.Text(function.stmts[use].span));
        }
        text += "\n";
    }
    return text;
}

/// Names of the variables live at the head of each segment, a line each.
std::string LiveIn(std::string_view source, std::string_view name)
{
    const Typed typed(source);
    const core::Function& function = typed.Function(name);
    const analysis::Liveness liveness = analysis::ComputeLiveness(function, analysis::BuildCfg(function));
    std::string text;
    for (const std::vector<core::VarId>& vars : liveness.live_in) {
        std::vector<std::string> names;
        for (const core::VarId var : vars) {
            names.emplace_back(function.vars[var].name.text());
        }
        std::sort(names.begin(), names.end());
        text += "{";
        for (const std::string& one : names) {
            text += " " + one;
        }
        text += " }\n";
    }
    return text;
}

}  // namespace

Test(analysis_liveness, each_arm_has_its_own_last_use)
{
    ASSERT_TEXT(LastUses("(define (f n a b) (if (< n 3) (length b) (+ (length b) (length a))))\n"
                         "(println (f (string-length \"x\") (list 1) (list 2)))",
                         "f"),
                "n: (< n 3)\n"
                "a: (length a)\n"
                "b: (length b) (length b)\n");
}

Test(analysis_liveness, dead_in_one_arm)
{
    // At the head of the second arm `a` is dead already: it dies on the edge.
    ASSERT_TEXT(LiveIn("(define (f c a b) (if (< c 3) (display a) (display b)))\n"
                       "(f (string-length \"x\") (list 2) (list 3))",
                       "f"),
                "{ a b c }\n"
                "{ a }\n"
                "{ b }\n"
                "{ }\n");
}

Test(analysis_liveness, what_the_next_iteration_reads_lives_around_the_loop)
{
    // `step` is read in every iteration: no use of it in the loop is its last.
    ASSERT_TEXT(LastUses("(define (f step n) (let go ((i 0) (acc '()))\n"
                         "  (if (< i n) (go (+ i 1) (cons (length step) acc)) acc)))\n"
                         "(println (f (list 1) 3))",
                         "f"),
                "step:\n"
                "n:\n"
                "i: (+ i 1)\n"
                "acc: (cons (length step) acc) acc\n");
}
