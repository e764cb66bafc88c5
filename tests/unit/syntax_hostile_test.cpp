#include "syntax_fixture.h"

#include <random>

#include "assert_text.h"

using namespace omni;

namespace {

std::string Repeat(std::string_view piece, size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

}  // namespace

Test(hostile, each_bad_literal_is_reported_in_one_run) {
  const Reading read(
      "(a 12ab 99999999999999999999 1/2)\n"
      "(b \"\\q \\xZZ; \\x110000;\" #\\newlin #foo #true1 (#) c#d)\n"
      "(. x) (x . ) (x . y z) #u8(1 256 y)\n"
      "(ok)");
  ASSERT_TEXT(read.Errors(),
              "1:4 E0112\n1:9 E0113\n1:30 E0119\n"
              "2:5 E0115\n2:8 E0115\n2:14 E0115\n2:25 E0114\n2:34 E0121\n2:39 E0121\n2:47 E0121\n2:51 E0116\n"
              "3:2 E0117\n3:10 E0117\n3:17 E0117\n3:30 E0120\n3:34 E0120\n");
  cr_assert(read.Spelled().ends_with("(ok)\n"));
}

Test(hostile, brackets_are_explained_where_they_went_wrong) {
  // The unclosed one is found by its indentation, and the forms behind it are still read.
  const Reading unclosed(
      "(define (f x)\n  (let ((a 1)\n        (b 2)\n    (+ a b)))\n\n(define (g)\n  (h))\n\n(define (k)\n  (h)\n(z)\n");
  ASSERT_TEXT(unclosed.Errors(), "2:8 E0102\n9:1 E0102\n");
  ASSERT_TEXT(unclosed.Spelled(), "(define (g) (h))\n(z)\n");
  ASSERT_TEXT(Reading("(f [x y) z)\n(g x]\n(h))\n(i ')\n(j)").Errors(),
              "1:8 E0104\n2:5 E0104\n3:4 E0103\n4:4 E0118\n");
  ASSERT_TEXT(Reading("(f [x y) z)\n(g x]\n(h))\n(i ')\n(j)").Spelled(), "(h)\n(j)\n");
  ASSERT_TEXT(Reading("(f \"abc\n(g)\n").Errors(), "1:4 E0105\n");
  ASSERT_TEXT(Reading("(a)\n#| #| |#\n(b)").Errors(), "2:1 E0106\n");
  ASSERT_TEXT(Reading("(a |b c\n d)").Errors(), "1:4 E0107\n");
  ASSERT_TEXT(Reading("'").Errors(), "1:1 E0118\n");
  ASSERT_TEXT(Reading("^{:a").Errors(), "1:1 E0102\n");
}

Test(hostile, depth_has_a_limit_and_no_stack_overflows) {
  ASSERT_TEXT(Reading(Repeat("(", 1000000)).Errors(), "1:10001 E0108\n");
  ASSERT_TEXT(Reading(Repeat("(", 1000000) + Repeat(")", 1000000) + "(ok)").Spelled(), "(ok)\n");
  ASSERT_TEXT(Reading(Repeat("([{", 300000)).Errors(), "1:10001 E0108\n");
  ASSERT_TEXT(Reading(Repeat("'", 1000000) + "x").Errors(), "1:10000 E0108\n");
  ASSERT_TEXT(Reading(Repeat(")", 1000000)).Errors(), "1:1 E0103\n");
  ASSERT_TEXT(Reading(Repeat("#|", 1000000)).Errors(), "1:1 E0106\n");
  const std::string deepest = Repeat("(", 10000) + Repeat(")", 10000);
  const Reading read(deepest);
  ASSERT_TEXT(read.Errors(), "");
  ASSERT_TEXT(read.Spelled(), deepest + "\n");
  ASSERT_TEXT(Reading("(" + deepest + ")").Errors(), "1:10001 E0108\n");
}

Test(hostile, bytes_that_are_no_text_are_refused) {
  ASSERT_TEXT(Reading("(a)\n(b \xFF)").Errors(), "2:4 E0101\n");
  ASSERT_TEXT(Reading(std::string("(a \0 b)", 7)).Errors(), "1:4 E0122\n");
  ASSERT_TEXT(Reading("").Errors(), "");
  ASSERT_TEXT(Reading("\xEF\xBB\xBF(a)\r\n(b) ; c\r\n").Spelled(), "(a)\n(b)\n");
  ASSERT_TEXT(Reading("(a\xC2\xA0" "b)").Errors(), "1:3 E0116\n");
  ASSERT_TEXT(Reading("(" + Repeat("x ", 5000000) + ")").Errors(), "1:1 E0109\n");
}

// Random text over the characters that mean something. What is checked: it ends, diagnostics stay bounded, and a text
// without diagnostics is read as data that spell themselves.
Test(hostile, random_text_never_ends_the_process, .timeout = 60) {
  static constexpr std::string_view kPieces[] = {"(", ")", "[", "]", "{", "}", "#(", "#{", "#u8(", "'", "`", ",", ",@",
                                                 "\"", "\\", "|", "#|", "|#", ";", "\n", " ", "#;", "^:m", "^{", ".", "a.[",
                                                 "].b", "].[", "x", "12", "#\\", "#", ":k", "-", "\xCE\xBB", "1.", "#t"};
  std::mt19937 random(20);
  size_t sound = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (size_t i = random() % 24; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    const Reading read(text);
    cr_assert(read.sink.Sorted().size() <= 101);
    cr_assert(!RenderText(read.files, read.sink, {}).empty() || !read.sink.has_errors());
    if (read.sink.has_errors()) continue;
    ++sound;
    ASSERT_TEXT(Reading(read.Spelled()).Spelled(), read.Spelled());
  }
  cr_assert(sound > 200, "only %zu sound texts", sound);
}
