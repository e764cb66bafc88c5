// The storage graph: which objects may stand for one another, and which of them leave the function through what.

#include "middle_fixture.h"

using namespace middle_test;

namespace {
constexpr const char* kBuild = "(define (numbers n) (if (= n 0) '() (cons n (numbers (- n 1)))))\n"
                               "(define (sum xs) (if (null? xs) 0 (+ (car xs) (sum (cdr xs)))))\n";

std::string Main(const std::string& body)
{
    return StorageOf(kBuild + ("(define (work n) " + body + ")\n(println (work (length (list 1 2 3))))"), "work");
}
}  // namespace

Test(analysis_storage, what_is_returned_is_made_in_dest)
{
    ASSERT_TEXT(Main("(let ((made (numbers n))) made)"), "fn work dest\n"
                                                         "  n0 dest car:n1 cdr:n0 %made\n"
                                                         "  n1 dest\n");
}

Test(analysis_storage, what_is_only_read_stays_local)
{
    // The sum is a number: nothing of the list is reachable from the result.
    ASSERT_TEXT(Main("(let ((made (numbers n))) (sum made))"), "fn work\n"
                                                               "  n0 local car:n1 cdr:n0 %made\n"
                                                               "  n1 local\n");
}

Test(analysis_storage, a_callee_s_summary_is_cloned_at_each_call)
{
    // Two calls of one function: what one of them built is returned, the other's list dies here.
    ASSERT_TEXT(Main("(let ((kept (numbers n)) (read (numbers 3))) (cons (sum read) kept))"),
                "fn work dest\n"
                "  n0 dest car:n1 cdr:n0 %kept %pair\n"
                "  n1 dest %sum\n"
                "  n2 local car:n3 cdr:n2 %read\n"
                "  n3 local\n");
}

Test(analysis_storage, what_a_global_holds_is_global)
{
    const std::string source = "(define table '())\n"
                               "(define (keep x) (set! table (cons x table)))\n"
                               "(define (work n) (let ((one (list n))) (keep one) 1))\n(println (work 3) table)";
    ASSERT_TEXT(StorageOf(source, "keep"), "fn keep\n"
                                           "  n0 global %x\n"
                                           "  n1 global car:n0 cdr:n1 %table %pair\n");
    ASSERT_TEXT(StorageOf(source, "work"), "fn work\n"
                                           "  n0 global car:n1 %one\n"
                                           "  n1 global %n\n");
}

Test(analysis_storage, a_store_makes_the_value_part_of_the_parameter)
{
    ASSERT_TEXT(StorageOf("(define (put! cell n) (set-car! cell (list n)))\n"
                          "(define (work n) (let ((cell (list '()))) (put! cell n) (length (car cell))))\n"
                          "(println (work 3))",
                          "put!"),
                "fn put!\n"
                "  n0 holder car:n1 %cell\n"
                "  n1 holder car:n2 %list\n"
                "  n2 holder %n\n");
}

Test(analysis_storage, spine_and_elements_stay_apart)
{
    // A copy of the spine shares the elements: they are the caller's, the pairs are made here.
    ASSERT_TEXT(StorageOf("(define (copy xs) (if (null? xs) '() (cons (car xs) (copy (cdr xs)))))\n"
                          "(println (copy (list \"a\" \"b\")))",
                          "copy"),
                "fn copy dest\n"
                "  n0 outside car:n1 cdr:n0 %xs %tail %xs\n"
                "  n1 outside %head\n"
                "  n2 dest car:n1 cdr:n2 %pair %last %first\n"
                "  n3 local %copy\n");
}
