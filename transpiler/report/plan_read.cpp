// Saved plans, read back.
#include <algorithm>
#include <charconv>
#include <map>

#include "emit/templates.h"
#include "report/diff.h"
#include "report/json.h"

namespace omni::report {

namespace {

using reason::PhraseId;

constexpr std::string_view kTopLevel = "top level";  // in rows, whatever the language

// "f", then "f (2)" for the next function of the name.
class Titles {
 public:
  std::string Next(const std::string& name) {
    const size_t count = ++seen_[name];
    return count == 1 ? name : fmt::format("{} ({})", name, count);
  }

 private:
  std::map<std::string, size_t> seen_;
};

// The next column: up to two blanks in a row, or the end. What is left stands in `line`.
std::string TakeColumn(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const size_t end = std::min(line.find("  "), line.size());
  const std::string column(line.substr(0, end));
  line.remove_prefix(end);
  return column;
}

// The tables of all languages: a saved plan may be in any of them.
const std::vector<emit::Templates>& AllLanguages() {
  static const std::vector<emit::Templates> all = [] {
    std::vector<emit::Templates> tables;
    for (const std::string_view language : emit::Templates::Languages()) {
      tables.emplace_back();
      if (language != "en") tables.back().LoadWording(language);
    }
    return tables;
  }();
  return all;
}

// The name that a table calls so, in whatever language: `heap` is called `Halde` by one. What none has is a name already.
std::string Named(std::string_view family, std::string term) {
  if (family == "kind") std::replace(term.begin(), term.end(), '_', ' ');
  for (const emit::Templates& language : AllLanguages()) {
    const std::string_view name = language.wording().Meant(family, term);
    if (!name.empty()) return std::string(name);
  }
  return term;
}

bool IsPhrase(std::string_view text, PhraseId phrase) {
  return std::any_of(AllLanguages().begin(), AllLanguages().end(),
                     [&](const emit::Templates& language) { return language.wording().Phrase(phrase) == text; });
}

// "  place  temp  temp_region  +3   why": false when it is not such a line.
bool ReadRow(std::string_view line, PlanRow& row) {
  row.kind = Named("kind", TakeColumn(line));
  row.subject = TakeColumn(line);
  row.place = Named("class", TakeColumn(line));
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  if (line.size() < 2 || line[0] != '+') return false;
  const auto parsed = std::from_chars(line.data() + 1, line.data() + line.size(), row.line);
  if (parsed.ec != std::errc()) return false;
  line.remove_prefix(static_cast<size_t>(parsed.ptr - line.data()));
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  row.because.emplace_back(line);
  return !row.kind.empty() && !row.subject.empty() && !row.place.empty();
}

// What follows a row: "not stack: why" or "as: why".
void ReadMore(std::string_view text, PlanRow& row) {
  const size_t colon = text.find(": ");
  if (colon == std::string_view::npos) return;
  const std::string_view head = text.substr(0, colon);
  const std::string_view why = text.substr(colon + 2);
  if (IsPhrase(head, PhraseId::As)) {
    row.because.emplace_back(why);
    return;
  }
  const std::string_view choice = head.substr(head.rfind(' ') + 1);
  const bool rejected = std::any_of(AllLanguages().begin(), AllLanguages().end(), [&](const emit::Templates& language) {
    return language.wording().Phrase(PhraseId::NotPlace, {.place = choice}) == head;
  });
  if (rejected) row.rejected.emplace_back(Named("class", std::string(choice)), why);
}

std::optional<std::vector<PlanRow>> ReadText(std::string_view text) {
  std::vector<PlanRow> rows;
  Titles titles;
  std::string function;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (line.empty() || IsPhrase(line, PhraseId::NoObjects)) continue;
    PlanRow row;
    if (indent == 0) {
      function = titles.Next(IsPhrase(line, PhraseId::TopLevel) ? std::string(kTopLevel) : std::string(line));
    } else if (indent == 2 && ReadRow(line, row)) {
      row.function = function;
      rows.push_back(std::move(row));
    } else if (indent > 2 && !rows.empty()) {
      ReadMore(line.substr(indent), rows.back());
    } else {
      return std::nullopt;
    }
  }
  return rows;
}

std::string Text(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> Sentences(const Json& object) {
  std::vector<std::string> texts;
  const auto chain = object.find("because");
  if (chain == object.end() || !chain->is_array()) return texts;
  for (const Json& sentence : *chain) texts.push_back(sentence.is_object() ? Text(sentence, "text") : std::string());
  return texts;
}

PlanRow RowOf(const Json& decision) {
  PlanRow row;
  row.kind = Text(decision, "kind");
  row.subject = Text(decision, "subject");
  row.place = Text(decision, "region").empty() ? Text(decision, "choice") : Text(decision, "region");
  row.because = Sentences(decision);
  const auto rejected = decision.find("rejected");
  if (rejected != decision.end() && rejected->is_array()) {
    for (const Json& other : *rejected) {
      const std::vector<std::string> why = other.is_object() ? Sentences(other) : std::vector<std::string>();
      if (!why.empty()) row.rejected.emplace_back(Text(other, "choice"), why[0]);
    }
  }
  return row;
}

std::optional<std::vector<PlanRow>> ReadJson(const std::string& text) {
  const Json plan = Json::parse(text, nullptr, false);
  if (!plan.is_object() || Text(plan, "schema").substr(0, 11) != "omnic-plan-" || !plan.contains("decisions")) {
    return std::nullopt;
  }
  std::map<std::string, std::string> titles;  // by id of the function
  Titles numbered;
  if (plan.contains("functions") && plan["functions"].is_array()) {
    for (const Json& function : plan["functions"]) {
      if (!function.is_object()) continue;
      const bool entry = function.value("entry", Json(false)) == Json(true);
      const std::string name = entry ? std::string(kTopLevel) : Text(function, "name");
      titles[Text(function, "id").empty() ? name : Text(function, "id")] = name;
    }
  }
  std::vector<PlanRow> rows;
  std::string last_id;
  std::string title;
  for (const Json& decision : plan["decisions"]) {
    if (!decision.is_object()) return std::nullopt;
    const std::string id = Text(decision, "function");
    if (rows.empty() || id != last_id) title = numbered.Next(titles.count(id) != 0 ? titles[id] : id);
    last_id = id;
    rows.push_back(RowOf(decision));
    rows.back().function = title;
  }
  return rows;
}

}  // namespace

std::optional<std::vector<PlanRow>> ReadPlan(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && text[first] == '{' ? ReadJson(text) : ReadText(text);
}

}  // namespace omni::report
