// The exact words of every reason, in both languages that omnic has: a kind without words here fails, and so does a kind
// whose words were changed by accident.

#include <criterion/criterion.h>

#include <iterator>
#include <set>
#include <string>

#include "assert_text.h"
#include "emit/templates.h"
#include "reason_words.h"
#include "reason/wording.h"

using namespace omni;
using reason::ReasonKind;
using reason_test::kWords;
using reason_test::Words;

namespace {

std::string WordsOf(ReasonKind kind, const reason::WordingTable& table)
{
    source::SourceFiles files;
    const source::FileId file = files.Add("test.omni", "(car   xs)  ; the first\n");
    reason::Reason why;
    why.kind = kind;
    why.expression = {file, 0, 10};
    why.subject = support::Intern("cache");
    for (const char* name : {"a", "b", "c"}) {
        why.names.push_back(support::Intern(name));
    }
    why.number = 24;
    why.limit = 256;
    return reason::Word(why, table, files);
}

}  // namespace

Test(reason_wording, every_kind_has_its_words)
{
    cr_assert_eq(std::size(kWords), static_cast<size_t>(ReasonKind::Count), "a kind of reason has no words in this test");
    emit::Templates english;
    emit::Templates german;
    cr_assert(german.LoadWording("de"));
    for (const Words& words : kWords) {
        ASSERT_TEXT(reason::Name(words.kind), words.name);
        ASSERT_TEXT(WordsOf(words.kind, english.wording()), words.english);
        ASSERT_TEXT(WordsOf(words.kind, german.wording()), words.german);
    }
}

Test(reason_wording, the_built_in_words_are_those_of_the_template)
{
    const reason::WordingTable built_in;
    const emit::Templates templates;
    for (const Words& words : kWords) {
        ASSERT_TEXT(built_in.Text(words.kind), templates.wording().Text(words.kind));
    }
}

Test(reason_wording, phrases_are_in_the_templates_of_all_languages)
{
    const reason::WordingTable built_in;
    const emit::Templates english;
    emit::Templates german;
    cr_assert(german.LoadWording("de"));
    const auto holes_of = [](const std::string& text) {
        std::set<std::string> holes;
        for (size_t at = 0; (at = text.find("{{", at)) != std::string::npos; at += 2) {
            holes.insert(text.substr(at, text.find("}}", at) - at));
        }
        return holes;
    };
    size_t same = 0;
    for (size_t i = 0; i < static_cast<size_t>(reason::PhraseId::Count); ++i) {
        const auto phrase = static_cast<reason::PhraseId>(i);
        ASSERT_TEXT(built_in.Text(phrase), english.wording().Text(phrase));
        cr_assert(holes_of(english.wording().Text(phrase)) == holes_of(german.wording().Text(phrase)), "%s",
                  std::string(reason::Name(phrase)).c_str());
        same += built_in.Text(phrase) == german.wording().Text(phrase) ? 1 : 0;
    }
    cr_assert_leq(same, 2u, "phrases without a translation");
    const reason::Holes holes{.subject = "xs", .function = "f", .place = "stack", .number = 3, .limit = 7};
    ASSERT_TEXT(built_in.Phrase(reason::PhraseId::HeadPlace, holes), "`xs` of f lives in: stack");
    ASSERT_TEXT(german.wording().Phrase(reason::PhraseId::HeadPlace, holes), "`xs` von f lebt in: stack");
    ASSERT_TEXT(built_in.Phrase(reason::PhraseId::PageShown, holes), "3 of 7");
}

Test(reason_wording, a_sentence_can_be_replaced_and_the_others_stay)
{
    reason::WordingTable table;
    cr_assert(table.Load("# a house style\nlast_use: nobody needs {{names}} after {{expression}}\n").empty());
    ASSERT_TEXT(WordsOf(ReasonKind::LastUse, table), "nobody needs a, b and c after (car xs)");
    ASSERT_TEXT(WordsOf(ReasonKind::NeverUsed, table), "never used");
}

Test(reason_wording, a_wrong_line_is_named)
{
    reason::WordingTable table;
    const auto problems = table.Load("never_used: unused\nno_such_kind: x\nlast_use: {{hole}}\n");
    cr_assert_eq(problems.size(), 2u);
    cr_assert_eq(problems[0].line, 2u);
    cr_assert_eq(problems[1].line, 3u);
    ASSERT_TEXT(WordsOf(ReasonKind::NeverUsed, table), "unused");
}

Test(reason_wording, there_is_no_language_without_a_file)
{
    emit::Templates templates;
    cr_assert(!templates.LoadWording("tlh"));
    cr_assert_eq(emit::Templates::Languages().size(), 2u);
}
