#include "audit/trailer.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace omni::audit {

namespace {

constexpr std::string_view kHead = "/* omnic audit:";
constexpr std::string_view kTitle = "/* omnic audit: what each function does to memory, for `omnic audit`\n";
constexpr std::string_view kEntry = " *   ";
constexpr std::string_view kFurther = " *     ";
constexpr size_t kLineLimit = 100;

std::vector<std::string_view> SplitWords(std::string_view text)
{
    std::vector<std::string_view> words;
    for (size_t at = text.find_first_not_of(" \t\r"); at != std::string_view::npos;) {
        const size_t end = std::min(text.find_first_of(" \t\r", at), text.size());
        words.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(" \t\r", end);
    }
    return words;
}

// Fills lines with the words of an entry.
class EntryWriter {
public:
    explicit EntryWriter(std::string& text) : text_(text) {}

    void Word(std::string_view word)
    {
        if (column_ == 0) {
            Begin(kEntry);
        } else if (column_ + 1 + word.size() > kLineLimit) {
            text_ += '\n';
            Begin(kFurther);
        } else {
            text_ += ' ';
            ++column_;
        }
        text_ += word;
        column_ += word.size();
    }

private:
    std::string& text_;
    size_t column_ = 0;

    void Begin(std::string_view margin)
    {
        text_ += margin;
        column_ = margin.size();
    }
};

// `[region:` `variable` `variable]`
bool ReadHolds(const std::vector<std::string_view>& words, size_t& at, PlanFunction& function)
{
    while (at < words.size() && words[at].front() == '[') {
        if (words[at].back() != ':') {
            return false;
        }
        std::vector<std::string_view>& variables = function.holds[words[at].substr(1, words[at].size() - 2)];
        for (bool last = false; !last;) {
            if (++at >= words.size()) {
                return false;
            }
            last = words[at].back() == ']';
            variables.push_back(words[at].substr(0, words[at].size() - (last ? 1 : 0)));
        }
        ++at;
    }
    return true;
}

bool ReadEntry(const std::vector<std::string_view>& words, PlanFunction& function)
{
    if (words.size() < 2 || words[1].size() != 8) {
        return false;
    }
    function.name = words[0];
    const char* end = words[1].data() + words[1].size();
    if (std::from_chars(words[1].data(), end, function.fingerprint, 16).ptr != end) {
        return false;
    }
    size_t at = 2;
    return ReadHolds(words, at, function) && ReadWords(words, at, function.body) && at == words.size();
}

}  // namespace

std::string TrailerHead(const Aliases& aliases)
{
    std::string text(kTitle);
    for (const auto& [alias, name] : aliases) {
        text += fmt::format("{}{} = {}\n", kEntry, alias, name);
    }
    return text;
}

void AppendTrailerEntry(const PlanFunction& function, std::string& text)
{
    EntryWriter writer(text);
    writer.Word(function.name);
    writer.Word(fmt::format("{:08x}", function.fingerprint));
    for (const auto& [region, variables] : function.holds) {
        writer.Word(fmt::format("[{}:", region));
        for (size_t i = 0; i < variables.size(); ++i) {
            writer.Word(i + 1 < variables.size() ? std::string(variables[i]) : fmt::format("{}]", variables[i]));
        }
    }
    ForEachWord(function.body, [&writer](std::string_view word) { writer.Word(word); });
    text += '\n';
}

std::string TrailerLines(const std::vector<std::string>& words)
{
    std::string text;
    EntryWriter writer(text);
    for (const std::string& word : words) {
        writer.Word(word);
    }
    text += '\n';
    return text;
}

std::string_view TrailerEnd() { return " */\n"; }

ReadTrailerResult ReadTrailer(std::string_view text)
{
    ReadTrailerResult result;
    const size_t found = text.starts_with(kHead) ? 0 : text.rfind("\n" + std::string(kHead)) + 1;
    if (found == 0 && !text.starts_with(kHead)) {
        return result;
    }
    std::string_view rest = text.substr(found);
    rest = rest.substr(0, rest.find("*/") == std::string_view::npos ? rest.size() : rest.find("*/") + 2);
    result.begin = static_cast<uint32_t>(found);
    result.end = static_cast<uint32_t>(found + std::min(rest.find('\n'), rest.size()));
    Plan plan;
    std::vector<std::string_view> words;
    const auto finish = [&] {
        if (words.size() == 3 && words[1] == "=") {
            plan.aliases.emplace(words[0], words[2]);
        } else if (!words.empty()) {
            plan.functions.emplace_back();
            result.broken = !ReadEntry(words, plan.functions.back()) || result.broken;
        }
        words.clear();
    };
    rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    while (!rest.empty() && rest != " */") {
        const size_t end = std::min(rest.find('\n'), rest.size() - 1);
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (!line.starts_with(kEntry)) {
            result.broken = true;
            break;
        }
        line.remove_prefix(kEntry.size());
        if (!line.starts_with(" ")) {
            finish();
        }
        const std::vector<std::string_view> more = SplitWords(line);
        words.insert(words.end(), more.begin(), more.end());
    }
    finish();
    result.broken = result.broken || rest.empty();   // its end is cut off
    if (!result.broken) {
        result.plan = std::move(plan);
    }
    return result;
}

}  // namespace omni::audit
