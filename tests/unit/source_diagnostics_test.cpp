#include <criterion/criterion.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "assert_text.h"
#include "source/diagnostics.h"
#include "source/render.h"
#include "source/source_file.h"

using namespace omni;
using namespace omni::source;

namespace {

Span SpanOf(const SourceFiles& files, FileId file, const std::string& piece) {
  const size_t at = files[file].text().find(piece);
  return {file, static_cast<uint32_t>(at), static_cast<uint32_t>(at + piece.size())};
}

}  // namespace

Test(source, places_count_code_points) {
  SourceFiles files;
  const FileId id = files.Add("a.omni", "ab\nλx y\r\n\nend");
  const SourceFile& file = files[id];
  cr_assert(file.Locate(0) == (Location{1, 1}));
  cr_assert(file.Locate(5) == (Location{2, 2}));
  cr_assert(file.Locate(2) == (Location{1, 3}));
  cr_assert(file.Locate(1000) == (Location{4, 4}));
  cr_assert(file.Locate(10) == (Location{3, 1}));
  ASSERT_TEXT(std::string(file.LineText(2)), "λx y");
  cr_assert_eq(file.line_count(), 4U);
  ASSERT_TEXT(files.Describe({id, 5, 6}), "a.omni:2:2");
  ASSERT_TEXT(files.Describe({}), "");
  const FileId empty = files.Add("empty", "");
  cr_assert(files[empty].Locate(0) == (Location{1, 1}));
}

Test(source, bad_utf8_is_found_at_its_byte) {
  const auto at = [](std::string_view text) { return FirstInvalidUtf8(text).value_or(9999); };
  cr_assert_eq(at("plain ascii, long enough for whole words"), 9999U);
  cr_assert_eq(at("\xCE\xBB \xE2\x82\xAC \xF0\x9F\x98\x80"), 9999U);
  cr_assert_eq(at("12345678\xFF"), 8U);
  cr_assert_eq(at("a\xC0\x80"), 1U);          // overlong
  cr_assert_eq(at("\xED\xA0\x80"), 0U);       // surrogate
  cr_assert_eq(at("\xF4\x90\x80\x80"), 0U);   // beyond U+10FFFF
  cr_assert_eq(at("abc\xE2\x82"), 3U);        // cut off
  for (const char32_t c : {0x7FU, 0x7FFU, 0xFFFFU, 0x10FFFFU}) {
    std::string text;
    AppendUtf8(text, c);
    size_t offset = 0;
    cr_assert_eq(static_cast<uint32_t>(DecodeUtf8(text, offset)), static_cast<uint32_t>(c));
    cr_assert_eq(offset, text.size());
    cr_assert_not(FirstInvalidUtf8(text).has_value());
  }
}

Test(source, every_kind_has_its_own_code_and_plain_wording) {
  std::set<std::string_view> codes;
  for (size_t i = 0; i < DiagKindCount(); ++i) {
    const DiagKindInfo& info = Info(static_cast<DiagKind>(i));
    cr_expect(codes.insert(info.code).second, "%s has a code that is taken", info.name.data());
    cr_expect_eq(info.code.size(), 5U);
    cr_expect((info.code[0] == 'W') == (info.severity == Severity::Warning), "%s", info.name.data());
    cr_expect(!info.message.ends_with('.'), "%s ends in a stop", info.name.data());
    cr_expect(!(info.message[0] >= 'A' && info.message[0] <= 'Z'), "%s begins in upper case", info.name.data());
  }
}

Test(source, text_shows_place_line_and_notes) {
  SourceFiles files;
  const FileId file = files.Add("a.omni", "(define x 1)\n\t(define x λy)\n");
  Sink sink;
  const Span second = {file, 14, 28};
  sink.Report(DiagKind::DuplicateDefinition, second, Intern("x"))
      .Note(SpanOf(files, file, "x 1"), "first defined here")
      .Hint("rename one");
  const std::string expected =
      "a.omni:2:2: error[E0204]: `x` is defined twice\n"
      "    2 |     (define x λy)\n"
      "      |     ^~~~~~~~~~~~~\n"
      "a.omni:1:9: note: first defined here\n"
      "    1 | (define x 1)\n"
      "      |         ^~~\n"
      "hint: rename one\n";
  ASSERT_TEXT(RenderText(files, sink, {}), expected);
  RenderOptions colour;
  colour.colour = true;
  const std::string painted = RenderText(files, sink, colour);
  cr_assert_neq(painted.find("\x1b[1;31merror[E0204]\x1b[0m"), std::string::npos);
}

Test(source, long_lines_are_cut_around_the_caret) {
  SourceFiles files;
  const FileId file = files.Add("a.omni", std::string(500000, 'a') + " here " + std::string(500000, 'b') + "\n");
  Sink sink;
  sink.Report(DiagKind::UnboundName, SpanOf(files, file, "here"), "here");
  const std::string text = RenderText(files, sink, {});
  const size_t first = text.find('\n') + 1;
  const size_t second = text.find('\n', first) + 1;
  const std::string line = text.substr(first, second - first - 1);
  const std::string mark = text.substr(second, text.size() - second - 1);
  cr_assert_leq(line.size(), 100U);
  cr_assert_eq(line.find("here"), mark.find('^'));
  ASSERT_TEXT(mark.substr(mark.find('^')), "^~~~");
  cr_assert(line.find("| ...aaa") != std::string::npos && line.ends_with("bbb..."));
}

Test(source, json_is_one_object_a_line) {
  SourceFiles files;
  const FileId file = files.Add("a.omni", "(f\n  \"\xFF\")");
  Sink sink;
  sink.Report(DiagKind::UnboundName, {file, 1, 2}, "f").Note({file, 5, 6}, "near \xFF").Hint("did you mean `g`?");
  sink.Report(DiagKind::ImplicitExtern, {file, 0, 2}, "q");
  sink.Report(DiagKind::FileUnreadable, {}, "b.omni", "no such file");
  const std::string text = RenderJson(files, sink);
  std::vector<nlohmann::json> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    lines.push_back(nlohmann::json::parse(text.substr(at, end - at)));
    at = end + 1;
  }
  cr_assert_eq(lines.size(), 3U);
  ASSERT_TEXT(lines[0]["code"].get<std::string>(), "E0901");
  cr_assert_not(lines[0].contains("line"));
  ASSERT_TEXT(lines[1]["severity"].get<std::string>(), "warning");
  cr_assert_eq(lines[2]["column"].get<int>(), 2);
  cr_assert_eq(lines[2]["notes"][0]["line"].get<int>(), 2);
  ASSERT_TEXT(lines[2]["hint"].get<std::string>(), "did you mean `g`?");
}

Test(source, errors_stop_being_kept_at_the_limit) {
  SourceFiles files;
  const FileId file = files.Add("a.omni", "x");
  Sink sink(3);
  for (uint32_t i = 0; i < 10; ++i) sink.Report(DiagKind::UnboundName, {file, 0, 1}, i).Note({file, 0, 1}, "n");
  cr_assert_eq(sink.error_count(), 10U);
  const auto sorted = sink.Sorted();
  cr_assert_eq(sorted.size(), 4U);
  cr_assert(sorted.back()->kind() == DiagKind::TooManyErrors);
  ASSERT_TEXT(sorted.back()->message(), "too many errors, 3 shown");
}

Test(source, holes_and_arguments_must_agree, .exit_code = 3) {
  Sink sink;
  sink.Report(DiagKind::WrongArgumentCount, Span{}, "f");
}

Test(source, typing_errors_find_their_name) {
  const std::vector<std::string_view> names = {"length", "reverse", "car", "cdr", "display"};
  const auto nearest = [&](std::string_view name) { return std::string(NearestName(name, names)); };
  ASSERT_TEXT(nearest("lenght"), "length");
  ASSERT_TEXT(nearest("revers"), "reverse");
  ASSERT_TEXT(nearest("caar"), "car");
  ASSERT_TEXT(nearest("zzz"), "");
  ASSERT_TEXT(nearest("x"), "");
  cr_assert_eq(EditDistance("ab", "ba", 5), 1U);
  cr_assert_eq(EditDistance("kitten", "sitting", 5), 3U);
  cr_assert_eq(EditDistance("kitten", "sitting", 2), 3U);
}
