// The last check of a translation: C that does something else to heap objects than region IR says is found, whichever
// operation is missing, doubled, moved or given another object.

#include <criterion/criterion.h>

#include "assert_text.h"
#include "audit/check.h"
#include "emit/emit.h"
#include "rir/parse.h"
#include "source/render.h"

namespace {

using namespace omni;

/// A list in the memory of an old one; a list whose objects are counted; a tree that is freed whole.
constexpr std::string_view kProgram = R"(module test
fn step (%xs: obj(nil pair) n0) -> obj(nil pair) n1 {
  region heap heap
  node n0 heap unique {cdr: n0}
  node n1 heap unique {cdr: n1}
  loop (let %rest: obj(nil pair) n0 = %xs, let %acc: obj(nil pair) n1 = '()) {
    %empty: bool = IsNull %rest
    if %empty {
      return %acc
    } else {
      %tail: obj(nil pair) n0 = PairCdr %rest
      %cell: obj() = reuse %rest keeping (%tail)
      %pair: obj(pair) n1 = Cons 1 %acc in heap reuse %cell
      continue (%tail, %pair)
    }
  }
}
fn twice (%xs: obj(nil pair) n0 borrowed) -> obj(pair) n1 {
  region heap heap
  node n0 heap {cdr: n0}
  node n1 heap {car: n0, cdr: n0}
  dup %xs
  dup %xs
  %pair: obj(pair) n1 = Cons %xs %xs in heap
  return %pair
}
fn use (%n: int) -> int {
  region heap heap
  node n0 heap {cdr: n0}
  node n1 heap {car: n0, cdr: n0}
  %xs: obj(pair) n0 = Cons 1 '() in heap
  %pair: obj(pair) n1 = call twice(%xs) [n0 -> n0, n1 -> n1]
  drop %xs
  %length: int = ListLength %pair
  drop %pair
  return %length
}
fn second (%xs: obj(pair) n0) -> obj(nil pair) n0 {
  region heap heap
  node n0 heap {cdr: n0}
  %tail: obj(nil pair) n0 = PairCdr %xs
  free %xs keeping (%tail)
  return %tail
}
fn again (%xs: obj(pair) n0, %n: int) -> obj(pair) n1 {
  region heap heap
  node n0 heap {cdr: n0}
  node n1 heap {cdr: n1}
  %tail: obj(nil pair) n0 = PairCdr %xs
  %cell: obj() = reuse %xs keeping (%tail)
  drop %tail
  %few: bool = IntLt %n 3
  if %few {
    %pair: obj(pair) n1 = Cons 2 '() in heap reuse %cell
    return %pair
  } else {
    free %cell
    %other: obj(pair) n1 = Cons 3 '() in heap
    return %other
  }
}
)";

/// The violations after one text of the C was replaced.
std::string After(std::string_view old_text, std::string_view new_text)
{
    source::SourceFiles files;
    const auto file = files.Add("test.rir", std::string(kProgram));
    source::Sink sink;
    const auto module = rir::Parse(files, file, sink);
    OMNI_CHECK(module.has_value(), "{}", source::RenderText(files, sink, {}));
    const emit::Templates templates;
    emit::EmitOptions options;
    options.source_name = "test.omni";
    emit::Names names;
    std::string c = emit::EmitC(*module, files, templates, options, nullptr, &names);
    const size_t at = c.find(old_text);
    cr_assert_neq(at, std::string::npos, "no `%s` in\n%s", std::string(old_text).c_str(), c.c_str());
    c.replace(at, old_text.size(), new_text);
    std::string text;
    for (const std::string& violation : audit::Inspect({c}, *module, names, templates).violations) {
        text += (text.empty() ? "" : "\n") + violation;
    }
    return text;
}

}  // namespace

Test(audit_inspect, what_emit_writes_is_in_order) { ASSERT_TEXT(After("", ""), ""); }

Test(audit_inspect, an_operation_that_is_missing)
{
    ASSERT_TEXT(After("    inc_ref(xs);\n", ""), "twice: return in the C where region IR has inc_ref(xs)");
    ASSERT_TEXT(After("    dec_ref(xs);\n", ""), "use: dec_ref(pair) in the C where region IR has dec_ref(xs)");
    ASSERT_TEXT(After("free_obj(take_cell(xs, 1, (Obj *[]){ tail }));", "take_cell(xs, 1, (Obj *[]){ tail });"), "second: return in the C where region IR has free_obj(...)");
    ASSERT_TEXT(After("free_obj(cell);", ";"), "again: return in the C where region IR has free_obj(cell)");
}

Test(audit_inspect, an_operation_that_is_doubled)
{
    ASSERT_TEXT(After("dec_ref(pair);", "dec_ref(pair); dec_ref(pair);"),
               "use: dec_ref(pair) in the C where region IR has return\n"
               "use: `pair` is used after it was freed");
    ASSERT_TEXT(After("inc_ref(xs);", "inc_ref(xs); inc_ref(xs);"), "twice: inc_ref(xs) in the C where region IR has return");
}

Test(audit_inspect, an_operation_on_another_object)
{
    ASSERT_TEXT(After("dec_ref(xs);", "dec_ref(pair);"),
               "use: dec_ref(pair) in the C where region IR has dec_ref(xs)\n"
               "use: `pair` is used after it was freed\n"
               "use: `pair` is used after it was freed");
    ASSERT_TEXT(After("{ tail }", "{ xs }"),
               "second: take_cell(xs,xs) in the C where region IR has take_cell(xs,tail)");
}

Test(audit_inspect, memory_that_is_not_used_again)
{
    ASSERT_TEXT(After("reuse_or_mk_pair(cell, ", "mk_pair_heap("),
               "again: mk_pair_heap() in the C is not in region IR\n"
               "again: return in the C where region IR has reuse_or_mk_pair(cell)");
    ASSERT_TEXT(After("mk_pair_heap(OMNI_FIX(3)", "reuse_or_mk_pair(cell, OMNI_FIX(3)"), "again: reuse_or_mk_pair(cell) in the C where region IR has return\n"
               "again: `cell` is used after it was freed");
    ASSERT_TEXT(After("reuse_as_pair(rest, ", "mk_pair_heap("), "step: mk_pair_heap() in the C is not in region IR\n"
               "step: nothing in the C where region IR has reuse_as_pair(rest)");
}

Test(audit_inspect, an_operation_in_another_place)
{
    ASSERT_TEXT(After("    dec_ref(tail);\n    if (n < 3) {", "    if (n < 3) {\n        dec_ref(tail);"),
               "again: free_obj(cell) in the C where region IR has dec_ref(tail)\n"
               "again: nothing in the C where region IR has free_obj(cell)");
}
