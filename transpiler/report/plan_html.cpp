#include "report/plan_html.h"

#include "report/json.h"
#include "report/report.h"

namespace omni::report {

namespace {

// The texts of the program's own files, the main file first.
Json Sources(const Subject& subject) {
  Json sources = Json::array();
  const auto add = [&](source::FileId id) {
    const source::SourceFile& file = subject.files[id];
    sources.push_back({{"path", file.path()}, {"text", std::string(file.text())}});
  };
  add(subject.program.main_file);
  for (uint32_t i = 0; i < subject.files.size(); ++i) {
    const source::FileId id(i);
    const bool own = !subject.files[id].path().starts_with("<");
    if (own && id != subject.program.main_file) add(id);
  }
  return sources;
}

}  // namespace

std::string PlanHtml(const Subject& subject, std::string_view c) {
  static constexpr std::string_view kHole = "@DATA@";
  Json words = Json::object();
  for (size_t i = 0; i < static_cast<size_t>(reason::PhraseId::Count); ++i) {
    const auto phrase = static_cast<reason::PhraseId>(i);
    words[std::string(reason::Name(phrase))] = subject.wording.Text(phrase);
  }
  const Json data{{"words", std::move(words)},
                  {"plan", Json::parse(PlanJson(subject))},
                  {"sources", Sources(subject)},
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
