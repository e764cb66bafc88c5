#include "syntax_fixture.h"

#include <cmath>
#include <limits>

#include "assert_text.h"

using namespace omni;
using namespace omni::syntax;

namespace {

// The children of the only form of a text.
struct Items {
  explicit Items(const std::string& text) : read(text), form(read.parsed.forms.at(0)), ids(form.children(form.root())) {}
  Reading read;
  const Form& form;
  std::span<const DatumId> ids;
};

}  // namespace

Test(syntax, every_notation_is_read_and_spelled) {
  const Reading read(
      "(define [f [a {Int}] . rest] 'x `(a ,b ,@c))\n"
      "#{:k 1} #(1 #xFF #b-101 #o17) #u8(0 255) () '()\n"
      "^:stack x ^{:max-bytes 512} ^:pure (f) |two words| |a\\x3bb;b| |12|\n"
      "p.x v.[i] a.b.[(+ i 1)].c.d.[j].[k].e [a .. b] (a b . (c)) ... -> + λ :\n"
      "\"a\\\"\\\\\\n\\x41;\" #\\a #\\( #\\space #\\x41 #\\x #\\λ #t #false true -1.5e3 .5 1. +inf.0\n"
      "#;(gone #;too) #| #| nested |# |# 'a;c\n");
  ASSERT_TEXT(read.Errors(), "");
  ASSERT_TEXT(read.Spelled(),
              "(define [f [a {Int}] . rest] 'x `(a ,b ,@c))\n"
              "#{:k 1}\n#(1 255 -5 15)\n#u8(0 255)\n()\n'()\n"
              "^:stack x\n^{:max-bytes 512} ^:pure (f)\n|two words|\naλb\n|12|\n"
              "p.x\nv.[i]\na.b.[(+ i 1)].c.d.[j].[k].e\n[a .. b]\n(a b . (c))\n...\n->\n+\nλ\n:\n"
              "\"a\\\"\\\\\\nA\"\n#\\a\n#\\(\n#\\space\n#\\A\n#\\x\n#\\λ\n#t\n#f\n#t\n-1500.0\n0.5\n1.0\n+inf.0\n"
              "'a\n");
}

Test(syntax, spelled_data_read_back_as_themselves) {
  const Reading first(
      "(define (f . x) \"tab\\t\\x7;\" #\\null #\\x85 1e300 -0.0 123456789012345678 |a b| || |#x| |.5| |:k| a.[x y].z)\n"
      "`(1 ,@(b ',c)) ^{:n \"s\"} (x)");
  const Reading second(first.Spelled());
  ASSERT_TEXT(second.Errors(), "");
  ASSERT_TEXT(second.Spelled(), first.Spelled());
  TextWriter writer;
  Print(first.parsed.forms, writer);
  ASSERT_TEXT(Reading(writer.text()).Spelled(), first.Spelled());
}

Test(syntax, case_matters_in_names_only) {
  const Reading read("(#T #FALSE #U8(1) #XfF +INF.0 -Nan.0 #\\X41 #\\A abC |B|)\n"
                     "#!fold-case Abc '#!fold-case P.Xy.[I].Z (:Key #\\SPACE #\\A |B| \"C\" . #!no-fold-case D) E #!fold-case\n");
  ASSERT_TEXT(read.Errors(), "");
  ASSERT_TEXT(read.Spelled(), "(#t #f #u8(1) 255 +inf.0 +nan.0 #\\A #\\A abC B)\n"
                              "abc\n'p.xy.[i].z\n(:key #\\space #\\A B \"C\" . D)\nE\n");
}

Test(syntax, literals_have_their_values) {
  const Items items("(-9223372036854775808 9223372036854775807 #e2.0 #i3 1e999 -nan.0 +nan.0 \"a\\\n   b\" #\\newline)");
  const Form& form = items.form;
  cr_assert_eq(form.integer(items.ids[0]), std::numeric_limits<int64_t>::min());
  cr_assert_eq(form.integer(items.ids[1]), std::numeric_limits<int64_t>::max());
  cr_assert_eq(form.integer(items.ids[2]), 2);
  cr_assert_eq(form.real(items.ids[3]), 3.0);
  cr_assert_eq(form.real(items.ids[4]), std::numeric_limits<double>::infinity());
  cr_assert(std::isnan(form.real(items.ids[5])) && std::isnan(form.real(items.ids[6])));
  ASSERT_TEXT(form.text(items.ids[7]), "ab");
  cr_assert_eq(form.character(items.ids[8]), U'\n');
  ASSERT_TEXT(items.read.Errors(), "");
}

Test(syntax, spans_cover_what_was_written) {
  const Items items("  (f 'x a.[i].b \"s\" ^:m y . z) ");
  const Form& form = items.form;
  const auto text = [&](DatumId id) { return items.read.Text(form.span(id)); };
  ASSERT_TEXT(text(form.root()), "(f 'x a.[i].b \"s\" ^:m y . z)");
  ASSERT_TEXT(text(items.ids[1]), "'x");
  cr_assert(form.is_abbreviation(items.ids[1]) && form.is_call_of(items.ids[1], Intern("quote")));
  ASSERT_TEXT(text(form.children(items.ids[1])[0]), "'");
  const auto path = form.children(items.ids[2]);
  cr_assert_eq(path.size(), 3U);
  ASSERT_TEXT(text(path[0]), "a");
  ASSERT_TEXT(text(path[1]), "[i]");
  ASSERT_TEXT(text(path[2]), "b");
  ASSERT_TEXT(text(items.ids[4]), "^:m y");
  ASSERT_TEXT(text(form.tail(form.root())), "z");
  cr_assert_eq(PathParts(Intern("a.b.c")).size(), 3U);
  for (const char* name : {"a", "..", "...", "a.", ".a", "a..b"}) cr_assert(PathParts(Intern(name)).empty(), "%s", name);
}

Test(syntax, comments_and_blank_lines_stay_with_their_data) {
  const Reading read(
      "; about f\n"
      "; two lines\n"
      "(define (f x) ; head\n"
      "  ; the body\n"
      "\n"
      "  #| g |# (g x)\n"
      "\n"
      "  y ; last\n"
      "  ; dangling\n"
      "  ) ; after f\n"
      "\n"
      "; about h\n"
      "(h)\n"
      "; the end\n");
  cr_assert_eq(read.parsed.forms.size(), 2U);
  const Form& f = read.parsed.forms[0];
  const auto items = f.children(f.root());
  cr_assert_eq(f.comments_before(f.root()).size(), 2U);
  ASSERT_TEXT(read.Text(f.comments_before(f.root())[1]), "; two lines");
  ASSERT_TEXT(read.Text(f.trailing_comment(items[1])), "; head");
  cr_assert_eq(f.comments_before(items[2]).size(), 2U);
  ASSERT_TEXT(read.Text(f.comments_before(items[2])[0]), "; the body");
  ASSERT_TEXT(read.Text(f.trailing_comment(items[3])), "; last");
  ASSERT_TEXT(read.Text(f.comments_at_end(f.root())[0]), "; dangling");
  ASSERT_TEXT(read.Text(f.trailing_comment(f.root())), "; after f");
  cr_assert(f.blank_line_before(items[3]) && !f.blank_line_before(items[2]) && !f.blank_line_before(f.root()));
  const Form& h = read.parsed.forms[1];
  ASSERT_TEXT(read.Text(h.comments_before(h.root())[0]), "; about h");
  cr_assert(h.blank_line_before(h.root()));
  cr_assert_eq(read.parsed.comments_at_end.size(), 1U);
}

Test(syntax, forms_grow_by_synthesised_data) {
  Items items("(a b c)");
  Form form = items.form;
  const source::Span span = form.span(form.root());
  // The children given are the form's own: they move while it grows.
  DatumId list = form.root();
  for (int i = 0; i < 100; ++i) list = form.AddList(DatumKind::List, span, form.children(form.root()));
  const DatumId both[] = {form.AddString(span, "s"), list};
  const DatumId root = form.AddList(DatumKind::Bracket, span, both, form.AddInt({}, 7));
  ASSERT_TEXT(Spell(form, root), "[\"s\" (a b c) . 7]");
  cr_assert(form.is_synthesised(root) && !form.is_synthesised(form.root()));
  cr_assert_not(form.span(form.tail(root)).valid());
}
