// Decisions: which storage class each object gets, in the order of preference, with its reason and what was rejected.

#include "plan/decide.h"

#include "middle_fixture.h"

using namespace middle_test;

namespace {

/// The decisions of one function, a line each: kind, subject, choice (and region), reason; rejected classes indented.
std::string DecisionsOf(std::string_view source, std::string_view name, const plan::PlanOptions& options = {})
{
    Typed typed(source);
    reason::Ledger ledger;
    analysis::Facts facts = analysis::ComputeStorage(typed.module, ledger);
    const plan::HeapPlan heap = plan::PlanHeap(typed.module, facts, ledger, options);
    const plan::Plan plan = plan::Decide(typed.module, facts, ledger, options, heap);
    std::string text;
    for (const plan::Decision& decision : plan.decisions) {
        if (typed.module.functions[decision.function].name.text() != name) {
            continue;
        }
        text += fmt::format("{} {} {}{} {}\n", plan::Name(decision.kind), decision.subject.text(),
                            plan::Name(decision.choice), decision.region.empty() ? "" : " " + decision.region,
                            reason::Name(ledger[decision.because.at(0)].kind));
        for (const plan::Rejected& rejected : decision.rejected) {
            text += fmt::format("  not {}: {}\n", plan::Name(rejected.choice),
                                reason::Name(ledger[rejected.because].kind));
        }
    }
    return text;
}

constexpr std::string_view kLocal = "(define (numbers n) (if (= n 0) '() (cons n (numbers (- n 1)))))\n"
                                    "(define (work n)\n"
                                    "  (let ((made (numbers n)))\n"
                                    "    (if (> n 3) (length made) 0)))\n"
                                    "(println (work (string-length \"four\")))";

}  // namespace

Test(plan_decide, returned_goes_to_dest)
{
    ASSERT_TEXT(DecisionsOf("(define (pair a b) (cons a b))\n(println (pair \"x\" 2))", "pair"),
                "place pair dest dest returned\n"
                "place b dest dest part_of_result\n"
                "borrow a borrowed passed_through\n");
}

Test(plan_decide, bounded_and_small_goes_to_the_stack)
{
    const std::string_view source = "(define (work s) (let ((both (list s s))) (length both)))\n(println (work \"x\"))";
    ASSERT_TEXT(DecisionsOf(source, "work"), "place list stack fits_stack\n"
                                             "place both stack fits_stack\n"
                                             "borrow s borrowed only_read\n");
    plan::PlanOptions off;
    off.stack = false;
    ASSERT_TEXT(DecisionsOf(source, "work", off), "place list region both_region same_lifetime\n"
                                                  "  not stack: switched_off\n"
                                                  "place both region both_region local_only\n"
                                                  "  not stack: switched_off\n"
                                                  "region_create both region both_region holds_until\n"
                                                  "region_exit both region both_region last_use\n"
                                                  "borrow s borrowed only_read\n");
}

Test(plan_decide, a_region_ends_on_each_path_after_its_last_use)
{
    ASSERT_TEXT(DecisionsOf(kLocal, "work"), "place made region made_region local_only\n"
                                             "  not stack: size_unknown\n"
                                             "region_create made region made_region holds_until\n"
                                             "region_exit made region made_region last_use\n"
                                             "region_exit made region made_region dead_on_path\n");
}

Test(plan_decide, lexical_ends_come_at_the_end_of_the_scope)
{
    plan::PlanOptions lexical;
    lexical.nonlexical = false;
    ASSERT_TEXT(DecisionsOf(kLocal, "work", lexical), "place made region made_region local_only\n"
                                                      "  not stack: size_unknown\n"
                                                      "region_create made region made_region holds_until\n"
                                                      "region_exit made region made_region end_of_scope\n"
                                                      "region_exit made region made_region end_of_scope\n");
}

Test(plan_decide, without_outliving_the_result_is_copied_out)
{
    plan::PlanOptions copied;
    copied.outliving = false;
    ASSERT_TEXT(DecisionsOf("(define (pair a) (cons a 2))\n(println (pair \"x\"))", "pair", copied),
                "place pair scratch pair_region copied_out\n"
                "  not stack: outlives_frame\n"
                "region_create pair region pair_region holds_until\n"
                "region_exit pair region pair_region copied_out\n"
                "transmigrate pair dest dest copied_out\n"
                "  not dest: switched_off\n"
                "borrow a borrowed passed_through\n");
}

Test(plan_decide, a_loop_s_own_data_lives_in_the_iteration)
{
    // The test of the loop stands around the region; it is the iteration all the same.
    const std::string_view source = "(define (numbers n) (if (= n 0) '() (cons n (numbers (- n 1)))))\n"
                                    "(define (work n)\n"
                                    "  (let go ((i 0) (sum 0))\n"
                                    "    (if (< i n) (go (+ i 1) (+ sum (length (numbers i)))) sum)))\n"
                                    "(println (work (string-length \"four\")))";
    ASSERT_TEXT(DecisionsOf(source, "work"), "place numbers region numbers_region iteration_only\n"
                                             "  not stack: size_unknown\n"
                                             "region_create numbers region numbers_region holds_each_iteration\n"
                                             "region_reset numbers region numbers_region emptied_at_head\n"
                                             "region_exit numbers region numbers_region loop_over\n");
    plan::PlanOptions in_each;
    in_each.loop_reset = false;
    ASSERT_TEXT(DecisionsOf(source, "work", in_each), "place numbers region numbers_region iteration_only\n"
                                                      "  not stack: size_unknown\n"
                                                      "region_create numbers region numbers_region holds_in_loop\n"
                                                      "region_exit numbers region numbers_region last_use\n");
}

Test(plan_decide, few_objects_of_unknown_size_go_to_scratch)
{
    const std::string_view source = "(define (work s) (let ((both (string-append s s))) (string-length both)))\n"
                                    "(println (work \"x\"))";
    ASSERT_TEXT(DecisionsOf(source, "work"), "place both scratch both_region fits_scratch\n"
                                             "  not stack: size_unknown\n"
                                             "region_create both region both_region holds_until\n"
                                             "region_exit both region both_region last_use\n"
                                             "borrow s borrowed only_read\n");
    plan::PlanOptions off;
    off.scratch = false;
    ASSERT_TEXT(DecisionsOf(source, "work", off), "place both region both_region local_only\n"
                                                  "  not stack: size_unknown\n"
                                                  "  not scratch: switched_off\n"
                                                  "region_create both region both_region holds_until\n"
                                                  "region_exit both region both_region last_use\n"
                                                  "borrow s borrowed only_read\n");
}

Test(plan_decide, the_coarse_mode_takes_scratch_for_locals)
{
    plan::PlanOptions coarse;
    coarse.mode = plan::Mode::Coarse;
    ASSERT_TEXT(DecisionsOf(kLocal, "work", coarse), "place made scratch made_region coarse_scratch\n"
                                                     "  not stack: switched_off\n"
                                                     "region_create made region made_region holds_until\n"
                                                     "region_exit made region made_region end_of_coarse_scope\n"
                                                     "region_exit made region made_region end_of_coarse_scope\n");
}

Test(plan_decide, stored_into_a_parameter_goes_to_its_region)
{
    ASSERT_TEXT(DecisionsOf("(define (put! cell s) (set-car! cell (list s)))\n"
                            "(define (work s) (let ((cell (list '()))) (put! cell s) (length (car cell))))\n"
                            "(println (work \"x\"))",
                            "put!"),
                "place list holder cell_region stored_in_param\n"  // the region that is asked for: region_of
                "place list holder cell_region stored_in_param\n"  // the object that is made in it
                "borrow cell borrowed mutated\n"
                "borrow s borrowed put_into_param\n");
}

Test(plan_decide, who_only_hands_a_parameter_on_says_who_changes_it)
{
    const std::string program = "(define (clear! v) (vector-set! v 0 0))\n"
                                "(define (first v) (vector-ref v 0))\n"
                                "(define (walk! v n) (if (> n 0) (begin (first v) (clear! v) (walk! v (- n 1)))))\n"
                                "(define (look v) (+ (first v) (length (vector->list v))))\n"
                                "(define (work n) (let ((v (make-vector n 1))) (walk! v n) (look v)))\n"
                                "(println (work (length (command-line))))";
    ASSERT_TEXT(DecisionsOf(program, "walk!"), "borrow v borrowed changed_by\n");
    const std::string look = DecisionsOf(program, "look");
    cr_assert(look.find("borrow v borrowed only_read\n") != std::string::npos, "%s", look.c_str());
}
