#pragma once
// The shapes of emitted C, as mustache templates. They are built into omnic and can be overridden one by one from a
// directory. Templates with only text and holes are cut into segments once and rendered from those; the rest of mustache
// (sections, inverted sections) goes through kainjow's implementation at each use.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "reason/wording.h"

namespace omni::support {
class FileSystem;
}

namespace omni::emit {

enum class Template : uint8_t {
#define TEMPLATE(id, name, holes) id,
#include "emit/templates.def"
    Count
};

/// A template cut at its holes: literal, hole, literal, hole, ..., literal.
struct Segment {
    static constexpr uint8_t kNoHole = 0xFF;
    std::string literal;
    uint8_t hole = kNoHole;  ///< index of the hole that follows the literal
    uint16_t line_rest = 0;  ///< code points between this hole and the end of its line
};

/// Something wrong with a user's template.
struct TemplateProblem {
    std::string file;
    size_t line = 0;  ///< 1-based
    std::string message;
};

class Templates {
public:
    /// The built-in templates.
    Templates();

    /// Replaces those that `directory` has a file for. Problems leave the built-in one in place.
    std::vector<TemplateProblem> LoadDirectory(support::FileSystem& files, const std::string& directory);

    /// Takes the reasons in another language, one of Languages(); false when there is none such.
    bool LoadWording(std::string_view language);
    /// Languages of reasons that omnic has: `en` and one for each templates/reasons.LANGUAGE.mustache.
    static std::vector<std::string_view> Languages();

    /// Cut form of a template without sections.
    [[nodiscard]] const std::vector<Segment>& segments(Template id) const { return shape(id).segments; }
    [[nodiscard]] bool has_sections(Template id) const { return !shape(id).mustache.empty(); }
    /// Cut form of a template with sections, for holes of which `filled` says whether they have text.
    [[nodiscard]] std::vector<Segment> Cut(Template id, const std::vector<bool>& filled) const;

    /// Wordings of reasons, from reasons.mustache.
    [[nodiscard]] const reason::WordingTable& wording() const { return wording_; }

    /// Built-in text of `reasons` or of a template, as documented in templates/. Empty when there is none.
    static std::string_view BuiltIn(std::string_view name);
    static std::string_view FileName(Template id);
    /// Hole names in order, without the stars.
    static std::vector<std::string_view> Holes(Template id);

private:
    struct Shape {
        std::vector<Segment> segments;
        std::string mustache;  ///< text with sections; empty: `segments` say it all
    };
    [[nodiscard]] const Shape& shape(Template id) const { return shapes_[static_cast<size_t>(id)]; }
    TemplateProblem LoadShape(Template id, std::string_view text);

    std::array<Shape, static_cast<size_t>(Template::Count)> shapes_;
    reason::WordingTable wording_;
};

}  // namespace omni::emit
