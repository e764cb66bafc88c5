#include "reason/wording.h"

#include <fmt/core.h>

#include <optional>
#include <unordered_map>

namespace omni::reason {
namespace {

std::string_view Trim(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r";
    const size_t begin = text.find_first_not_of(kBlank);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::optional<ReasonKind> FindKind(std::string_view name)
{
    for (size_t i = 0; i < static_cast<size_t>(ReasonKind::Count); ++i) {
        if (Name(static_cast<ReasonKind>(i)) == name) {
            return static_cast<ReasonKind>(i);
        }
    }
    return std::nullopt;
}

std::optional<PhraseId> FindPhrase(std::string_view name)
{
    static const auto kByName = [] {
        std::unordered_map<std::string_view, PhraseId> by_name;
        for (size_t i = 0; i < static_cast<size_t>(PhraseId::Count); ++i) {
            by_name.emplace(Name(static_cast<PhraseId>(i)), static_cast<PhraseId>(i));
        }
        return by_name;
    }();
    const auto found = kByName.find(name);
    return found == kByName.end() ? std::nullopt : std::optional(found->second);
}

void AppendNames(std::string& out, const std::vector<Symbol>& names, const std::string& last_two)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (i != 0) {
            out += i + 1 == names.size() ? " " + last_two + " " : ", ";
        }
        out += names[i].text();
    }
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

WordingTable::WordingTable()
{
    for (size_t i = 0; i < segments_.size(); ++i) {
        const std::string problem = Cut(DefaultWording(static_cast<ReasonKind>(i)), segments_[i], false);
        OMNI_CHECK(problem.empty(), "built-in wording {}: {}", i, problem);
    }
    for (size_t i = 0; i < phrases_.size(); ++i) {
        const std::string problem = Cut(DefaultWording(static_cast<PhraseId>(i)), phrases_[i], true);
        OMNI_CHECK(problem.empty(), "built-in phrase {}: {}", i, problem);
    }
}

std::string WordingTable::Cut(std::string_view wording, std::vector<Segment>& out, bool is_phrase)
{
    std::vector<Segment> segments;
    while (!wording.empty()) {
        const size_t open = wording.find("{{");
        if (open == std::string_view::npos) {
            segments.push_back({std::string(wording), Hole::None});
            break;
        }
        const size_t close = wording.find("}}", open);
        if (close == std::string_view::npos) {
            return "`{{` without `}}`";
        }
        const std::string_view name = Trim(wording.substr(open + 2, close - open - 2));
        const Hole hole = name == "subject"      ? Hole::Subject
                          : name == "expression" ? Hole::Expression
                          : name == "names"      ? Hole::Names
                          : name == "number"     ? Hole::Number
                          : name == "limit"      ? Hole::Limit
                          : !is_phrase           ? Hole::None
                          : name == "function"   ? Hole::Function
                          : name == "place"      ? Hole::Place
                                                 : Hole::None;
        if (hole == Hole::None && is_phrase) {
            return fmt::format("no hole is named `{}`; there are subject, function, place, number and limit", name);
        }
        if (hole == Hole::None) {
            return fmt::format("no hole is named `{}`; there are subject, expression, names, number and limit", name);
        }
        segments.push_back({std::string(wording.substr(0, open)), hole});
        wording.remove_prefix(close + 2);
    }
    out = std::move(segments);
    return {};
}

std::vector<WordingProblem> WordingTable::Load(std::string_view text)
{
    std::vector<WordingProblem> problems;
    for (size_t line = 1; !text.empty(); ++line) {
        const size_t end = text.find('\n');
        const std::string_view entry = Trim(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (entry.empty() || entry.front() == '#') {
            continue;
        }
        const size_t colon = entry.find(':');
        const auto kind = FindKind(Trim(entry.substr(0, colon)));
        const auto phrase = kind ? std::nullopt : FindPhrase(Trim(entry.substr(0, colon)));
        if (colon == std::string_view::npos || (!kind && !phrase)) {
            problems.push_back({line, fmt::format("`{}` is not a kind of reason", Trim(entry.substr(0, colon)))});
            continue;
        }
        std::vector<Segment>& segments = kind ? segments_[static_cast<size_t>(*kind)] : phrases_[static_cast<size_t>(*phrase)];
        const std::string problem = Cut(Trim(entry.substr(colon + 1)), segments, phrase.has_value());
        if (!problem.empty()) {
            problems.push_back({line, problem});
        }
    }
    return problems;
}

std::string WordingTable::Phrase(ReasonKind kind, std::string_view subject) const
{
    std::string out;
    for (const Segment& segment : segments_[static_cast<size_t>(kind)]) {
        out += segment.literal;
        if (segment.hole == Hole::Subject) {
            out += subject;
        }
    }
    return out;
}

std::string WordingTable::Phrase(PhraseId phrase, const Holes& holes) const
{
    std::string out;
    for (const Segment& segment : phrases_[static_cast<size_t>(phrase)]) {
        out += segment.literal;
        switch (segment.hole) {
        case Hole::Subject: out += holes.subject; break;
        case Hole::Function: out += holes.function; break;
        case Hole::Place: out += holes.place; break;
        case Hole::Number: out += std::to_string(holes.number); break;
        case Hole::Limit: out += std::to_string(holes.limit); break;
        default: break;
        }
    }
    return out;
}

std::string WordingTable::Term(std::string_view family, std::string_view name) const
{
    const auto phrase = FindPhrase(fmt::format("{}_{}", family, name));
    return phrase ? Phrase(*phrase) : std::string(name);
}

std::string_view WordingTable::Meant(std::string_view family, std::string_view term) const
{
    for (size_t i = 0; i < phrases_.size(); ++i) {
        const std::string_view name = Name(static_cast<PhraseId>(i));
        if (name.size() > family.size() && name.starts_with(family) && name[family.size()] == '_' &&
            Joined(phrases_[i]) == term) {
            return name.substr(family.size() + 1);
        }
    }
    return {};
}

std::string WordingTable::Text(ReasonKind kind) const { return Joined(segments_[static_cast<size_t>(kind)]); }

std::string WordingTable::Text(PhraseId phrase) const { return Joined(phrases_[static_cast<size_t>(phrase)]); }

std::string WordingTable::Joined(const std::vector<Segment>& segments)
{
    constexpr std::string_view kNames[] = {"", "subject", "expression", "names", "number", "limit", "function", "place"};
    std::string out;
    for (const Segment& segment : segments) {
        out += segment.literal;
        if (segment.hole != Hole::None) {
            out += fmt::format("{{{{{}}}}}", kNames[static_cast<size_t>(segment.hole)]);
        }
    }
    return out;
}

std::string Word(const Reason& reason, const WordingTable& table, const source::SourceFiles& files)
{
    using Hole = WordingTable::Hole;
    std::string out;
    for (const auto& segment : table.segments_[static_cast<size_t>(reason.kind)]) {
        out += segment.literal;
        switch (segment.hole) {
        case Hole::None:
        case Hole::Function:
        case Hole::Place: break;
        case Hole::Subject:
            // What has no name in the program.
            out += reason.subject.text() == DefaultWording(PhraseId::TheResult) ? table.Phrase(PhraseId::TheResult)
                   : reason.subject.text() == DefaultWording(PhraseId::ACallee) ? table.Phrase(PhraseId::ACallee)
                                                                                : std::string(reason.subject.text());
            break;
        case Hole::Expression: out += ExpressionText(files, reason.expression); break;
        case Hole::Names: AppendNames(out, reason.names, table.Phrase(ReasonKind::ListAnd, {})); break;
        case Hole::Number: out += std::to_string(reason.number); break;
        case Hole::Limit: out += std::to_string(reason.limit); break;
        }
    }
    return out;
}

std::string ExpressionText(const source::SourceFiles& files, source::Span span, size_t limit)
{
    std::string out;
    if (!span.valid()) {
        return out;
    }
    const std::string_view text = files.Text(span);
    bool in_string = false;
    size_t points = 0;
    size_t cut = 0;  // where the text ends when it has to make room for the dots
    for (size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (in_string) {
            if (c == '\\' && i + 1 < text.size()) {
                out += c;
                ++points;
                c = text[++i];
            } else if (c == '"') {
                in_string = false;
            }
        } else if (c == ';') {
            i = std::min(text.find('\n', i), text.size());
            c = ' ';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '#' && i + 2 < text.size() && text[i + 1] == '\\') {
            out += "#\\";  // the next character stands for itself
            points += 2;
            i += 2;
            c = text[i];
        }
        if (IsBlank(c)) {
            if (!out.empty() && out.back() == ' ' && !in_string) {
                continue;
            }
            c = ' ';
        }
        const bool begins_point = (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
        if (begins_point && points + 3 <= limit) {
            cut = out.size();
        }
        if (begins_point && points++ == limit) {
            out.resize(cut);
            return out + "...";
        }
        out += c;
    }
    return out;
}

}  // namespace omni::reason
