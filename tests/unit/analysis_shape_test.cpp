// Shapes: tree, dag or cyclic, from what is stored where, and not from types.

#include "analysis/shape.h"
#include "middle_fixture.h"

using namespace middle_test;

namespace {

/// The shapes of a function's nodes, with the kind of the reason and its subject.
std::string ShapesOf(std::string_view source, const std::string& name)
{
    Typed typed(source);
    reason::Ledger ledger;
    analysis::Facts facts = analysis::ComputeStorage(typed.module, ledger);
    const analysis::Shapes shapes(typed.module, facts);
    std::string text = Section(analysis::PrintShapes(typed.module, facts, shapes,
                                                     [](const reason::Reason& why) {
                                                         return std::string(reason::Name(why.kind)) + " " +
                                                                std::string(why.subject.text());
                                                     }),
                               "fn " + name);
    for (size_t gap = text.find("  ;"); gap != std::string::npos; gap = text.find("  ;")) {
        text.erase(gap, 1);
    }
    return text;
}

constexpr const char* kNumbers = "(define (numbers n) (if (= n 0) '() (cons n (numbers (- n 1)))))\n";

std::string Work(const std::string& body)
{
    return ShapesOf(kNumbers + ("(define (work n) " + body + ")\n(println (work 3))"), "work");
}

}  // namespace

Test(analysis_shape, what_is_built_once_is_a_tree)
{
    ASSERT_TEXT(Work("(let ((xs (numbers n))) (list xs (numbers 2)))").find("dag") == std::string::npos ? "tree" : "dag",
                "tree");
}

Test(analysis_shape, what_is_stored_twice_is_a_dag)
{
    const std::string text = Work("(let ((xs (numbers n))) (list xs xs))");
    cr_assert(text.find("dag %xs ; stored_again xs") != std::string::npos, "%s", text.c_str());
}

Test(analysis_shape, what_each_iteration_stores_again_is_a_dag)
{
    const std::string text = Work("(let ((xs (numbers n))) (let loop ((i 0) (all '()))"
                                  " (if (= i 9) all (loop (+ i 1) (cons xs all)))))");
    cr_assert(text.find("%xs ; stored_each_time xs") != std::string::npos, "%s", text.c_str());
}

Test(analysis_shape, what_is_taken_out_and_stored_is_a_dag)
{
    const std::string text = Work("(let ((xs (list (numbers n) (numbers 2)))) (cons (car xs) xs))");
    cr_assert(text.find("stored_part") != std::string::npos, "%s", text.c_str());
}

Test(analysis_shape, two_names_of_one_object_are_noticed)
{
    const std::string text = Work("(let* ((xs (numbers n)) (ys (if (= n 1) xs (numbers 2)))) (list xs ys))");
    cr_assert(text.find("stored_again") != std::string::npos, "%s", text.c_str());
}

Test(analysis_shape, what_a_callee_stores_counts_here)
{
    const std::string text = ShapesOf(std::string(kNumbers) + "(define (pair-of a b) (cons a b))\n"
                                      "(define (work n) (let ((xs (numbers n))) (pair-of xs xs)))\n(println (work 3))",
                                      "work");
    cr_assert(text.find("stored_again xs") != std::string::npos, "%s", text.c_str());
}

Test(analysis_shape, a_store_into_itself_is_a_cycle)
{
    const std::string text = Work("(let ((xs (numbers n))) (set-cdr! xs xs) xs)");
    cr_assert(text.find("cyclic %xs ; stored_into_itself xs") != std::string::npos, "%s", text.c_str());
}

Test(analysis_shape, a_callee_that_links_two_makes_a_cycle_of_one)
{
    const std::string text = ShapesOf(std::string(kNumbers) + "(define (link! a b) (set-cdr! a b))\n"
                                      "(define (work n) (let ((xs (numbers n))) (link! xs xs) (length (list xs))))\n"
                                      "(println (work 3))",
                                      "work");
    cr_assert(text.find("cyclic %xs ; stored_into_itself b") != std::string::npos, "%s", text.c_str());
}

Test(analysis_shape, linking_a_fresh_pair_behind_the_last_is_no_cycle)
{
    const std::string text = Work("(let ((xs (list n))) (set-cdr! xs (cons 1 '())) xs)");
    cr_assert(text.find("cyclic") == std::string::npos, "%s", text.c_str());
}

Test(analysis_shape, names_hint_only_as_whole_words)
{
    cr_assert(analysis::IsBackEdgeName("parent"));
    cr_assert(analysis::IsBackEdgeName("prev-node"));
    cr_assert(analysis::IsBackEdgeName("the_owner"));
    cr_assert_not(analysis::IsBackEdgeName("apparent"));
    cr_assert_not(analysis::IsBackEdgeName("backup-count"));
    cr_assert_not(analysis::IsBackEdgeName("update"));
}
