#include "emit/writer.h"

#include <utility>

#include "source/source_file.h"

namespace omni::emit {

void Writer::Text(std::string_view text)
{
    while (!text.empty()) {
        const size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        if (!line.empty()) {
            // Preprocessor lines are never indented.
            if ((out_.empty() || out_.back() == '\n') && line[0] != '#') {
                out_.append(indent(), ' ');
            }
            out_ += line;
        }
        if (end == std::string_view::npos) {
            return;
        }
        out_ += '\n';
        text.remove_prefix(end + 1);
    }
}

void Writer::BlankLine()
{
    const std::string_view text = out_;
    const auto ends = [text](std::string_view tail) {
        return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
    };
    if (!text.empty() && !ends("\n\n") && !ends("{\n")) {
        out_ += '\n';
    }
}

std::string Writer::Take()
{
    OMNI_CHECK(rests_.empty(), "open blocks");
    depth_ = 0;
    return std::exchange(out_, {});
}

const std::vector<Segment>& Writer::Cut(Template id, std::initializer_list<Fill> fills,
                                        std::vector<Segment>& own) const
{
    if (!templates_.has_sections(id)) {
        return templates_.segments(id);
    }
    std::vector<bool> filled;
    for (const Fill& fill : fills) {
        filled.push_back(fill.expr.valid() || !fill.text.empty());
    }
    filled.resize(Templates::Holes(id).size(), true);  // blocks are there
    own = templates_.Cut(id, filled);
    return own;
}

void Writer::Put(const std::vector<Segment>& segments, size_t begin, std::initializer_list<Fill> fills, bool whole)
{
    for (size_t i = begin; i < segments.size(); ++i) {
        const Segment& segment = segments[i];
        Text(segment.literal);
        if (segment.hole == Segment::kNoHole) {
            continue;
        }
        if (segment.hole >= fills.size()) {
            OMNI_CHECK(!whole, "a template needs statements and got none");
            return;
        }
        const Fill& fill = fills.begin()[segment.hole];
        if (fill.expr.valid()) {
            if (out_.empty() || out_.back() == '\n') {
                out_.append(indent(), ' ');
            }
            pool_.Format(fill.expr, Column(out_), indent(), segment.line_rest, out_);
        } else {
            Text(fill.text);
        }
    }
}

void Writer::Render(Template id, std::initializer_list<Fill> fills)
{
    std::vector<Segment> own;
    Put(Cut(id, fills, own), 0, fills, true);
}

void Writer::Begin(Template id, std::initializer_list<Fill> fills)
{
    std::vector<Segment> own;
    const auto& segments = Cut(id, fills, own);
    Put(segments, 0, fills, false);
    // Behind a block hole there is text at most: the holes come first.
    size_t i = 0;
    while (segments[i].hole < fills.size()) {
        ++i;
    }
    rests_.push_back(i + 1 < segments.size() ? segments[i + 1].literal : std::string());
    ++depth_;
}

void Writer::End()
{
    --depth_;
    const std::string rest = std::move(rests_.back());
    rests_.pop_back();
    Text(rest);
}

}  // namespace omni::emit
