#include "emit/templates.h"

#include <fmt/core.h>

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "emit/embedded.h"
#include "support/file_system.h"

namespace omni::emit {
namespace {

struct TemplateInfo {
    std::string_view name;
    std::string_view holes;
};

constexpr std::array<TemplateInfo, static_cast<size_t>(Template::Count)> kInfo = {{
#define TEMPLATE(id, name, holes) TemplateInfo{name, holes},
#include "emit/templates.def"
}};

constexpr char kMarker = '\x01';  // brackets a hole's index in text that kainjow rendered

struct HoleInfo {
    std::string_view name;
    bool block;
};

std::vector<HoleInfo> HolesOf(Template id)
{
    std::vector<HoleInfo> holes;
    std::string_view rest = kInfo[static_cast<size_t>(id)].holes;
    while (!rest.empty()) {
        const size_t end = std::min(rest.find(' '), rest.size());
        std::string_view name = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const bool block = name.back() == '*';
        if (block) {
            name.remove_suffix(1);
        }
        holes.push_back({name, block});
    }
    return holes;
}

std::string_view Trim(std::string_view text)
{
    const size_t begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

size_t LineAt(std::string_view text, size_t offset)
{
    return 1 + static_cast<size_t>(std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(offset), '\n'));
}

// A tag of a template: {{name}}, {{{name}}}, {{&name}}, {{! comment }} or a section tag.
struct Tag {
    size_t begin, end;  // of the whole tag
    char sigil;         // '!', '#', '^', '/', '>', '=' or 0 for a hole
    std::string_view name;
};

// The first tag at or behind `offset`; begin == npos: there is none; end == npos: it is not closed.
Tag NextTag(std::string_view text, size_t offset)
{
    Tag tag{text.find("{{", offset), std::string_view::npos, 0, {}};
    if (tag.begin == std::string_view::npos) {
        return tag;
    }
    const bool triple = text.substr(tag.begin, 3) == "{{{";
    const size_t open = tag.begin + (triple ? 3 : 2);
    const size_t close = text.find(triple ? "}}}" : "}}", open);
    if (close == std::string_view::npos) {
        return tag;
    }
    tag.end = close + (triple ? 3 : 2);
    tag.name = Trim(text.substr(open, close - open));
    if (!triple && !tag.name.empty() && std::string_view("!#^/>=&").find(tag.name[0]) != std::string_view::npos) {
        tag.sigil = tag.name[0] == '&' ? '\0' : tag.name[0];
        tag.name = Trim(tag.name.substr(1));
    }
    return tag;
}

// `text` without its comments; a comment that stands alone on its lines goes with the line break.
std::string WithoutComments(std::string_view text)
{
    std::string out;
    size_t offset = 0;
    for (;;) {
        const Tag tag = NextTag(text, offset);
        if (tag.begin == std::string_view::npos || tag.end == std::string_view::npos) {
            return out.append(text.substr(offset));
        }
        if (tag.sigil != '!') {
            out.append(text.substr(offset, tag.end - offset));
            offset = tag.end;
            continue;
        }
        out.append(text.substr(offset, tag.begin - offset));
        offset = tag.end;
        if ((out.empty() || out.back() == '\n') && offset < text.size() && text[offset] == '\n') {
            ++offset;
        }
    }
}

// Room that each hole's line still needs, and the line break of a block's own line, which the block brings itself.
void Finish(std::vector<Segment>& segments, const std::vector<HoleInfo>& holes)
{
    for (size_t i = 0; i + 1 < segments.size(); ++i) {
        std::string& next = segments[i + 1].literal;
        if (holes[segments[i].hole].block) {
            if (!next.empty() && next.front() == '\n') {
                next.erase(0, 1);
            }
            continue;
        }
        segments[i].line_rest = static_cast<uint16_t>(source::CountCodePoints(next.substr(0, next.find('\n'))));
    }
}

}  // namespace

std::string_view Templates::FileName(Template id) { return kInfo[static_cast<size_t>(id)].name; }

std::vector<std::string_view> Templates::Holes(Template id)
{
    std::vector<std::string_view> names;
    for (const HoleInfo& hole : HolesOf(id)) {
        names.push_back(hole.name);
    }
    return names;
}

std::string_view Templates::BuiltIn(std::string_view name)
{
    for (size_t i = 0; i < kEmbeddedTemplateCount; ++i) {
        if (name == kEmbeddedTemplates[i].name) {
            return kEmbeddedTemplates[i].text;
        }
    }
    return {};
}

Templates::Templates()
{
    for (size_t i = 0; i < shapes_.size(); ++i) {
        const auto id = static_cast<Template>(i);
        const std::string_view text = BuiltIn(FileName(id));
        OMNI_CHECK(!text.empty(), "no built-in template {}", FileName(id));
        const TemplateProblem problem = LoadShape(id, text);
        OMNI_CHECK(problem.message.empty(), "built-in template {}: {}", FileName(id), problem.message);
    }
    auto problems = wording_.Load(WithoutComments(BuiltIn("reasons")));
    for (const auto& problem : wording_.Load(WithoutComments(BuiltIn("phrases")))) {
        problems.push_back(problem);
    }
    OMNI_CHECK(problems.empty(), "built-in reasons: {}", problems.front().message);
}

TemplateProblem Templates::LoadShape(Template id, std::string_view text)
{
    const auto holes = HolesOf(id);
    const auto problem = [&](size_t offset, std::string message) {
        return TemplateProblem{{}, LineAt(text, offset), std::move(message)};
    };
    std::vector<size_t> uses(holes.size(), 0);
    bool has_sections = false;
    size_t last_hole = 0;
    for (size_t offset = 0;;) {
        const Tag tag = NextTag(text, offset);
        if (tag.begin == std::string_view::npos) {
            break;
        }
        if (tag.end == std::string_view::npos) {
            return problem(tag.begin, "`{{` without `}}`");
        }
        offset = tag.end;
        if (tag.sigil == '!') {
            continue;
        }
        if (tag.sigil == '>' || tag.sigil == '=') {
            return problem(tag.begin, "partials and other delimiters are not supported");
        }
        has_sections = has_sections || tag.sigil != 0;
        const auto hole = std::find_if(holes.begin(), holes.end(),
                                       [&](const HoleInfo& info) { return info.name == tag.name; });
        if (hole == holes.end()) {
            return problem(tag.begin, fmt::format("`{}` has no hole `{}`; it has: {}", FileName(id), tag.name,
                                                  kInfo[static_cast<size_t>(id)].holes));
        }
        if (tag.sigil == 0) {
            last_hole = static_cast<size_t>(hole - holes.begin());
            ++uses[last_hole];
        }
        const bool alone = (tag.begin == 0 || text[tag.begin - 1] == '\n') && tag.end < text.size() &&
                           text[tag.end] == '\n';
        if (hole->block && !alone) {
            return problem(tag.begin, fmt::format("`{{{{{}}}}}` must stand alone on its line", tag.name));
        }
    }
    if (!holes.empty() && holes.back().block && (uses.back() != 1 || last_hole != holes.size() - 1)) {
        return problem(0, fmt::format("`{{{{{}}}}}` must stand here once, behind all other holes", holes.back().name));
    }

    const std::string body = WithoutComments(text);
    Shape shape;
    if (has_sections) {
        if (kainjow::mustache::mustache parsed(body); !parsed.is_valid()) {
            return problem(0, parsed.error_message());
        }
        shape.mustache = body;
        shapes_[static_cast<size_t>(id)] = std::move(shape);
        return {};
    }
    for (size_t offset = 0;;) {
        const Tag tag = NextTag(body, offset);
        Segment segment;
        segment.literal = body.substr(offset, std::min(tag.begin, body.size()) - offset);
        if (tag.begin == std::string_view::npos) {
            shape.segments.push_back(std::move(segment));
            break;
        }
        for (size_t i = 0; i < holes.size(); ++i) {
            if (holes[i].name == tag.name) {
                segment.hole = static_cast<uint8_t>(i);
            }
        }
        shape.segments.push_back(std::move(segment));
        offset = tag.end;
    }
    Finish(shape.segments, holes);
    shapes_[static_cast<size_t>(id)] = std::move(shape);
    return {};
}

std::vector<Segment> Templates::Cut(Template id, const std::vector<bool>& filled) const
{
    namespace mustache = kainjow::mustache;
    const auto holes = HolesOf(id);
    mustache::mustache parsed(shape(id).mustache);
    parsed.set_custom_escape([](const std::string& text) { return text; });
    mustache::data data;
    for (size_t i = 0; i < holes.size(); ++i) {
        // An index in brackets stands for the text, which is put in when the column is known.
        const std::string mark{kMarker, static_cast<char>('A' + i), kMarker};
        data.set(std::string(holes[i].name), filled[i] ? mustache::data(mark) : mustache::data(false));
    }
    const std::string text = parsed.render(data);
    std::vector<Segment> segments;
    size_t offset = 0;
    for (;;) {
        const size_t mark = text.find(kMarker, offset);
        Segment segment;
        segment.literal = text.substr(offset, std::min(mark, text.size()) - offset);
        if (mark == std::string::npos || mark + 2 >= text.size()) {
            segments.push_back(std::move(segment));
            break;
        }
        segment.hole = static_cast<uint8_t>(text[mark + 1] - 'A');
        segments.push_back(std::move(segment));
        offset = mark + 3;
    }
    Finish(segments, holes);
    return segments;
}

std::vector<TemplateProblem> Templates::LoadDirectory(support::FileSystem& files, const std::string& directory)
{
    std::vector<TemplateProblem> problems;
    for (const std::string& file : files.List(directory)) {
        constexpr std::string_view kExtension = ".mustache";
        if (file.size() <= kExtension.size() ||
            std::string_view(file).substr(file.size() - kExtension.size()) != kExtension) {
            continue;
        }
        const std::string path = directory + "/" + file;
        const std::string_view name = std::string_view(file).substr(0, file.size() - kExtension.size());
        const auto read = files.Read(path);
        if (!read.ok()) {
            problems.push_back({path, 1, read.status.message()});
            continue;
        }
        if (name.starts_with("reasons.") || name.starts_with("phrases.")) {
            continue;  // a wording for readers of another language, see LoadWording
        }
        if (name == "reasons" || name == "phrases") {
            // The comment's lines are kept as empty ones, so that line numbers stay right.
            for (const auto& problem : wording_.Load(read.text)) {
                problems.push_back({path, problem.line, problem.message});
            }
            continue;
        }
        size_t index = 0;
        while (index < kInfo.size() && kInfo[index].name != name) {
            ++index;
        }
        if (index == kInfo.size()) {
            problems.push_back({path, 1, fmt::format("there is no template `{}`", name)});
            continue;
        }
        TemplateProblem problem = LoadShape(static_cast<Template>(index), read.text);
        if (!problem.message.empty()) {
            problem.file = path;
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

bool Templates::LoadWording(std::string_view language)
{
    const std::string_view text = BuiltIn("reasons." + std::string(language));
    if (text.empty()) {
        return false;
    }
    for (const std::string_view part : {text, BuiltIn("phrases." + std::string(language))}) {
        OMNI_CHECK(wording_.Load(part).empty(), "built-in wording {}", language);
    }
    return true;
}

std::vector<std::string_view> Templates::Languages()
{
    std::vector<std::string_view> languages{"en"};
    for (size_t i = 0; i < kEmbeddedTemplateCount; ++i) {
        constexpr std::string_view kPrefix = "reasons.";
        const std::string_view name = kEmbeddedTemplates[i].name;
        if (name.substr(0, kPrefix.size()) == kPrefix) {
            languages.push_back(name.substr(kPrefix.size()));
        }
    }
    return languages;
}

}  // namespace omni::emit
