#include "report/plan_html.h"

#include "report/json.h"
#include "report/report.h"

namespace omni::report {

std::string PlanHtml(const Subject& subject, std::string_view c) {
  static constexpr std::string_view kHole = "@DATA@";
  Json words = Json::object();
  for (size_t i = 0; i < static_cast<size_t>(reason::PhraseId::Count); ++i) {
    const auto phrase = static_cast<reason::PhraseId>(i);
    words[std::string(reason::Name(phrase))] = subject.wording.Text(phrase);
  }
  const Json data{{"words", std::move(words)},
                  {"plan", Json::parse(PlanJson(subject))},
                  {"source", std::string(subject.files[subject.program.main_file].text())},
                  {"c", std::string(c)}};
  std::string page(kHtmlPage.substr(0, kHtmlPage.find(kHole)));
  // No text of the program may end the element that it stands in.
  for (const char letter : data.dump()) {
    if (letter == '<') {
      page += "\\u003c";
    } else {
      page += letter;
    }
  }
  return page + std::string(kHtmlPage.substr(kHtmlPage.find(kHole) + kHole.size()));
}

}  // namespace omni::report
