#pragma once
// The text of a C file under construction: indentation, and templates whose holes are filled in place.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "emit/expression.h"
#include "emit/templates.h"
#include "emit/wrap.h"

namespace omni::emit {

/// What fills a hole: text, or an expression that is laid out when its column is known.
struct Fill {
    Fill(std::string_view t) : text(t) {}              // NOLINT: implicit on purpose
    Fill(const std::string& t) : text(t) {}            // NOLINT
    Fill(const char* t) : text(t) {}                   // NOLINT
    Fill(ExprId e) : expr(e) {}                        // NOLINT
    std::string_view text;
    ExprId expr;
};

class Writer {
public:
    Writer(const Templates& templates, const ExprPool& pool) : templates_(templates), pool_(pool) {}

    /// A template without block holes.
    void Render(Template id, std::initializer_list<Fill> fills);
    /// A template up to its block hole, whose statements are then written one level deeper, and the rest of it.
    /// `fills` has nothing for the block hole, which is the last one.
    void Begin(Template id, std::initializer_list<Fill> fills);
    void End();

    /// Text as it is, indented.
    void Text(std::string_view text);
    /// An empty line, unless there is one or a block has just begun.
    void BlankLine();

    [[nodiscard]] std::string& out() { return out_; }
    [[nodiscard]] size_t size() const { return out_.size(); }
    [[nodiscard]] size_t depth() const { return depth_; }
    [[nodiscard]] size_t indent() const { return IndentColumns(depth_); }
    std::string Take();

private:
    void Put(const std::vector<Segment>& segments, size_t begin, std::initializer_list<Fill> fills, bool whole);
    const std::vector<Segment>& Cut(Template id, std::initializer_list<Fill> fills, std::vector<Segment>& own) const;

    const Templates& templates_;
    const ExprPool& pool_;
    std::string out_;
    size_t depth_ = 0;
    std::vector<std::string> rests_;  ///< what follows the open blocks
};

}  // namespace omni::emit
