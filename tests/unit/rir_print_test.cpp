// Region IR text: what is printed is read back as the same program, and errors have their place.

#include <criterion/criterion.h>

#include "rir_text.h"

namespace {

using omni::rir::Module;
using omni::rir::Print;

constexpr std::string_view kEverything = R"(
global counter: int assigned
global table: obj

extern c-log (%what: obj, %level: int) borrows as "c_log" -> none

fn process (%data: obj(nil pair) n0) dest -> obj n2 {
  region outside outside
  region dest dest
  region temp_region local
  node n0 outside {car: n0, cdr: n0}
  node n1 temp_region {car: n0, cdr: n1}
  node n2 dest
  region.create temp_region
  let %temp: obj n1 = call copy(%data) into temp_region [n0 -> n0, n1 -> n1]
  %length: int = ListLength %temp
  region.exit temp_region
  let %result: obj n2 = BoxInt %length in dest
  return %result
}

fn copy (%xs: obj n0) dest recursive -> obj(pair nil) n1 {
  region outside outside
  region dest dest
  node n0 outside {car: n0, cdr: n0}
  node n1 dest {car: n0, cdr: n1}
  %empty: bool = IsNull %xs
  %result: obj n1 = if %empty {
    yield '()
  } else {
    %head: obj n0 = Car %xs
    %tail: obj n0 = Cdr %xs
    %rest: obj n1 = call copy(%tail) into dest [n0 -> n0, n1 -> n1]
    %pair: obj n1 = Cons %head %rest in dest
    yield %pair
  }
  return %result
}

fn |odd name| captures (%cell: obj(cell) n0) (%x: obj n1, %x.2: float) rest parent copy -> none {
  region outside outside
  region cell_region outside of %cell
  node n0 outside allocated {content: n1, captured.3: n0, param.0: n1, result: n1}
  node n1 outside
  node n2 -
  %|a b|: obj(symbol) = move 'sym
  let %n: obj n2 = move 1.5
  %n := '(1 "two\n" #\a #\x20 #t . |x y|)
  loop (let %i: int = -3, %f: float = +inf.0) {
    %done: bool = IntEq %i 10
    if %done {
      break
    } else {
      yield
    }
    %next: int = IntAdd %i 1
    continue (%next, 1e+20)
  }
  global table := #nothing
  global counter := 7
  %g: obj(bool) = global table
  unreachable
}

fn main () entry -> none {
  region global global
  node n0 global {content: n0}
  %cell: obj n0 = CellNew '() in global
  %f: obj n0 = closure |odd name|(%cell) in global [n0 -> n0, n1 -> n0]
  apply %f(1, 2.5) into global
  return
}
)";

}  // namespace

Test(rir_print, round_trip)
{
    const std::string once = Print(rir_text::Read(kEverything));
    const std::string prefix = "module test\n";
    cr_assert(once.substr(0, prefix.size()) == prefix, "%s", once.c_str());
    const std::string twice = Print(rir_text::Read(std::string_view(once).substr(prefix.size())));
    cr_assert(once == twice, "first:\n%s\nthen:\n%s", once.c_str(), twice.c_str());
    for (const std::string_view part :
         {"let %temp: obj n1 = call copy(%data) into temp_region [n0 -> n0, n1 -> n1]\n",
          "fn |odd name| captures (%cell: obj(cell) n0) (%x: obj n1, %x.2: float) rest parent copy -> none {\n",
          "  node n0 outside allocated {content: n1, captured.3: n0, param.0: n1, result: n1}\n",
          "  region cell_region outside of %cell\n", "%n := '(1 \"two\\n\" #\\a #\\x20 #t . |x y|)\n",
          "  loop (let %i: int = -3, %f: float = +inf.0) {\n", "    continue (%next, 1e+20)\n",
          "extern c-log (%what: obj, %level: int) borrows as \"c_log\" -> none\n"}) {
        cr_expect(once.find(part) != std::string::npos, "%s\n is not in\n%s", std::string(part).c_str(), once.c_str());
    }
}

Test(rir_print, equal_names_get_a_suffix_and_nothing_else)
{
    Module module = rir_text::Read("fn f () -> int {\n  %x: int = IntAdd 1 2\n  %y: int = IntAdd %x 1\n"
                                   "  %x.2: int = IntAdd %y 1\n  return %x.2\n}\n");
    for (omni::core::Var& var : module.functions[0].code.vars) {
        var.name = omni::support::Intern("x");
    }
    const std::string text = Print(module);
    cr_assert(text.find("%x.3: int = IntAdd %x.2 1") != std::string::npos, "%s", text.c_str());
    cr_assert(text.find("%x: int = IntAdd 1 2") != std::string::npos, "%s", text.c_str());
}

Test(rir_print, errors_have_a_place_and_one_run_reports_several)
{
    omni::source::SourceFiles files;
    const auto file = files.Add("bad.rir", "module bad\n"
                                           "fn f () -> int {\n  %x: int = Frobnicate 1\n  return %x\n}\n"
                                           "fn g () -> int {\n  return %y\n}\n"
                                           "fn h () -> nt {\n  return 1\n}\n"
                                           "fn i () -> obj n3 {\n  call nobody()\n  return \"open\n}\n");
    omni::source::Sink sink;
    cr_assert(!omni::rir::Parse(files, file, sink).has_value());
    const std::string text = omni::source::RenderText(files, sink, {});
    for (const char* part : {"bad.rir:3:13", "`Frobnicate` is not bound", "bad.rir:7:10", "`%y` is not bound",
                             "bad.rir:9:12", "unknown type `nt`", "bad.rir:14:10", "string is never closed"}) {
        cr_expect(text.find(part) != std::string::npos, "%s is not in\n%s", part, text.c_str());
    }
}

Test(rir_print, hostile_text_is_refused)
{
    const std::string deep(200'000, '(');
    std::string nested = "fn f () -> int {\n";
    for (int i = 0; i < 20'000; ++i) {
        nested += "if #t {\n";
    }
    for (const std::string& text :
         {std::string(), std::string("\xff\xfe"), std::string("fn"), std::string("fn f () -> int {"),
          "fn f () -> obj {\n  return '" + deep, std::string("fn f () -> obj n99999999999 {\n return\n}\n"),
          std::string("fn f () -> obj {\n  node n1 -\n}\n"), nested,
          std::string("fn f () -> obj n1 {\n  node n0 - {car: n7}\n return '()\n}\n"),
          std::string("fn f () -> int {\n return 99999999999999999999\n}\n")}) {
        omni::source::SourceFiles files;
        const auto file = files.Add("bad.rir", text);
        omni::source::Sink sink;
        cr_expect(!omni::rir::Parse(files, file, sink).has_value(), "%s", text.substr(0, 60).c_str());
        cr_expect(sink.has_errors());
    }
}
