// The plan in SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code hosts and editors show.
#include <algorithm>
#include <map>

#include "report/entries.h"
#include "report/json.h"
#include "report/report.h"

namespace omni::report {

namespace {

using reason::PhraseId;

constexpr std::string_view kGrowth = "growth";

// A path as the reference part of a URI (RFC 3986).
std::string UriOf(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string uri;
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    uri += letter || kPlain.find(c) != std::string_view::npos ? std::string(1, c)
                                                              : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

// Rules in the order of their ids, and the index of each.
class Rules {
 public:
  void Add(std::string id, std::string text, std::string_view level) { rules_.emplace(std::move(id), Rule{std::move(text), level}); }

  size_t IndexOf(const std::string& id) const { return static_cast<size_t>(std::distance(rules_.begin(), rules_.find(id))); }

  Json ToJson() const {
    Json list = Json::array();
    for (const auto& [id, rule] : rules_) {
      list.push_back({{"id", id},
                      {"shortDescription", {{"text", rule.text}}},
                      {"defaultConfiguration", {{"level", std::string(rule.level)}}}});
    }
    return list;
  }

 private:
  struct Rule {
    std::string text;
    std::string_view level;
  };
  std::map<std::string, Rule> rules_;
};

Json Locations(const source::SourceFiles& files, source::Span span) {
  Json list = Json::array();
  if (!span.valid() || files[span.file].path().empty() || files[span.file].path()[0] == '<') return list;
  const source::SourceFile& file = files[span.file];
  const source::Location begin = file.Locate(span.begin);
  const source::Location end = file.Locate(span.end);
  list.push_back({{"physicalLocation",
                   {{"artifactLocation", {{"uri", UriOf(file.path())}}},
                    {"region",
                     {{"startLine", begin.line},
                      {"startColumn", begin.column},
                      {"endLine", end.line},
                      {"endColumn", end.column}}}}}});
  return list;
}

Json Result(const Rules& rules, const std::string& rule, std::string_view level, const std::string& text, Json locations) {
  Json result{{"ruleId", rule},
              {"ruleIndex", rules.IndexOf(rule)},
              {"level", std::string(level)},
              {"message", {{"text", text}}}};
  if (!locations.empty()) result["locations"] = std::move(locations);
  return result;
}

Json Log(const Rules& rules, Json results, std::string_view version) {
  const Json driver{{"name", "omnic"}, {"version", std::string(version)}, {"rules", rules.ToJson()}};
  const Json run{{"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  return Json{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
}

std::string Message(const Subject& subject, const DecisionView& view) {
  const auto phrase = [&](PhraseId id, std::string_view choice = {}) {
    return subject.wording.Phrase(id, {.place = subject.wording.Term("class", choice)});
  };
  std::string text = Headline(subject, view);
  for (const Sentence& sentence : view.because) {
    text += (&sentence == &view.because[0] ? ": " : "; " + phrase(PhraseId::As) + ": ") + sentence.text;
  }
  for (const Alternative& other : view.rejected) {
    text += fmt::format("; {}: {}", phrase(PhraseId::NotPlace, other.choice), other.because[0].text);
  }
  for (const Alternative& other : view.would_be) {
    text += fmt::format("; {} {}", phrase(PhraseId::WouldBe, other.choice), other.because[0].text);
  }
  return text;
}

std::string RuleOf(const DecisionView& view) { return fmt::format("{}/{}", plan::Name(view.kind), view.because[0].kind); }

}  // namespace

std::string PlanSarif(const Subject& subject, std::string_view version) {
  const std::vector<DecisionView> views = View(subject);
  Rules rules;
  rules.Add(std::string(kGrowth), subject.wording.Phrase(PhraseId::Growth), "warning");
  std::map<std::string_view, std::string> wordings;
  for (size_t i = 0; i < static_cast<size_t>(reason::ReasonKind::Count); ++i) {
    const auto kind = static_cast<reason::ReasonKind>(i);
    wordings[reason::Name(kind)] = subject.wording.Text(kind);
  }
  for (const DecisionView& view : views) rules.Add(RuleOf(view), wordings[view.because[0].kind], "note");
  Json results = Json::array();
  for (const DecisionView& view : views) {
    Json result = Result(rules, RuleOf(view), "note", Message(subject, view), Locations(subject.files, view.site));
    result["partialFingerprints"] = {{"decision/v1", view.id}};
    result["properties"] = {{"choice", std::string(view.choice)}, {"region", view.region}};
    results.push_back(std::move(result));
    if (!Grows(subject, view)) continue;
    Json warning = Result(rules, std::string(kGrowth), "warning",
                          subject.wording.Phrase(PhraseId::Grows, {.subject = view.subject}) + ": " + view.because[0].text,
                          Locations(subject.files, view.site));
    warning["partialFingerprints"] = {{"growth/v1", view.id}};
    results.push_back(std::move(warning));
  }
  return Log(rules, std::move(results), version).dump(2) + "\n";
}

std::string DiagnosticsSarif(const source::SourceFiles& files, const source::Sink& sink, std::string_view version) {
  const auto level = [](const source::Diagnostic& diagnostic) {
    return diagnostic.severity() == source::Severity::Error ? std::string_view("error") : std::string_view("warning");
  };
  Rules rules;
  const std::vector<const source::Diagnostic*> sorted = sink.Sorted();
  for (const source::Diagnostic* diagnostic : sorted) {
    rules.Add(std::string(diagnostic->code()), WithDots(source::Info(diagnostic->kind()).message), level(*diagnostic));
  }
  Json results = Json::array();
  for (const source::Diagnostic* diagnostic : sorted) {
    std::string text = diagnostic->message();
    if (!diagnostic->hint().empty()) text += "; " + diagnostic->hint();
    Json result = Result(rules, std::string(diagnostic->code()), level(*diagnostic), text, Locations(files, diagnostic->span()));
    Json related = Json::array();
    for (const source::Label& note : diagnostic->notes()) {
      Json place = Locations(files, note.span);
      if (place.empty()) continue;
      place[0]["message"] = {{"text", note.text}};
      related.push_back(std::move(place[0]));
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    results.push_back(std::move(result));
  }
  return Log(rules, std::move(results), version).dump(2) + "\n";
}

}  // namespace omni::report
