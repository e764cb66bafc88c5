#include "emit/wrap.h"

#include <fmt/core.h>

#include <algorithm>

#include "emit/expression.h"
#include "source/source_file.h"

namespace omni::emit {

size_t IndentColumns(size_t depth) { return std::min(depth * kIndent, kMaxIndent); }

size_t Column(const std::string& out)
{
    const size_t line = out.rfind('\n');
    return source::CountCodePoints(std::string_view(out).substr(line == std::string::npos ? 0 : line + 1));
}

std::string StringLiteral(std::string_view text)
{
    std::string out = "\"";
    for (size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        case '\r': out += "\\r"; break;
        case '?':
            // `??x` would be a trigraph.
            out += i > 0 && text[i - 1] == '?' ? "\\?" : "?";
            break;
        default:
            if (c < 0x20 || c >= 0x7F) {
                // Octal: three digits end it, whatever follows.
                out += fmt::format("\\{:03o}", c);
            } else {
                out += static_cast<char>(c);
            }
        }
    }
    return out + '"';
}

std::string CommentText(std::string_view text)
{
    const auto is_ordinary = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && c != '/'; };
    std::string out(text.begin(), std::find_if_not(text.begin(), text.end(), is_ordinary));
    for (const char c : text.substr(out.size())) {
        if (!out.empty() && ((out.back() == '*' && c == '/') || (out.back() == '/' && c == '*'))) {
            out += ' ';
        }
        // A backslash at the end of a line would join it with the next one, and `??/` is a backslash.
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' '
               : c == '/' && out.size() >= 2 && out.substr(out.size() - 2) == "??" ? '|'
                                                                                   : c;
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '\\')) {
        out.pop_back();
    }
    return out;
}

void AppendWrapped(std::string& out, std::string_view text, std::string_view prefix, size_t limit)
{
    size_t column = Column(out);
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        if (text.empty()) {
            return;
        }
        // The words that fit on this line, but at least one. Blanks between them stay as they are: they may belong to
        // quoted source text.
        size_t fits = 0;
        for (size_t at = 0; at < text.size();) {
            const size_t word = at;
            while (at < text.size() && text[at] != ' ') {
                column += source::BeginsCodePoint(text[at++]);
            }
            if (fits != 0 && at != word && column > limit) {
                break;
            }
            fits = at != word ? at : fits;
            column += at < text.size();
            ++at;
        }
        out += text.substr(0, fits);
        text.remove_prefix(fits);
        if (text.find_first_not_of(' ') == std::string_view::npos) {
            return;
        }
        (out += '\n') += prefix;
        column = source::CountCodePoints(prefix);
    }
}

/// Lays one expression out over several lines.
class Layout {
public:
    Layout(const ExprPool& pool, size_t indent, std::string& out) : pool_(pool), indent_(indent), out_(out) {}

    void Put(ExprId id, size_t column, size_t rest)
    {
        const Expr& expr = pool_[id];
        if (column + expr.width + rest <= kLineLimit) {
            pool_.Print(id, out_);
            return;
        }
        const auto parts = pool_.children(expr);
        switch (expr.kind) {
        case ExprKind::Text:
        case ExprKind::Variable: PutText(expr, column, rest); break;
        case ExprKind::Call:
            ((out_ += expr.mark) += expr.text) += '(';
            PutList(parts, column + expr.text.size() + 1, rest + 1);
            out_ += ')';
            break;
        case ExprKind::Array:
            out_ += expr.text;
            PutList(parts, column + expr.text.size(), rest + 2);
            out_ += " }";
            break;
        case ExprKind::List: PutList(parts, column, rest); break;
        case ExprKind::Unary:
            out_ += expr.text;
            PutChild(expr, 0, column + expr.text.size(), rest);
            break;
        case ExprKind::Binary:
            PutChild(expr, 0, column, expr.text.size() + 1);
            (out_ += ' ') += expr.text;
            Break(column);
            PutChild(expr, 1, column, rest);
            break;
        case ExprKind::Conditional:
            PutChild(expr, 0, column, 0);
            Break(column + kIndent);
            out_ += "? ";
            PutChild(expr, 1, column + kIndent + 2, 0);
            Break(column + kIndent);
            out_ += ": ";
            PutChild(expr, 2, column + kIndent + 2, rest);
            break;
        }
    }

private:
    void Break(size_t column)
    {
        out_ += '\n';
        out_.append(column, ' ');
    }

    void PutChild(const Expr& parent, size_t index, size_t column, size_t rest)
    {
        const bool parentheses = pool_.NeedsParentheses(parent, index);
        if (parentheses) {
            out_ += '(';
        }
        Put(pool_.children(parent)[index], column + parentheses, rest + parentheses);
        if (parentheses) {
            out_ += ')';
        }
    }

    // The least room that an expression needs when it is broken wherever that is possible.
    size_t Narrowest(ExprId id) const
    {
        const Expr& expr = pool_[id];
        if (expr.child_count != 0) {
            return std::min<size_t>(expr.width, expr.text.size() + 36);
        }
        return expr.text[0] == '"' ? std::min<size_t>(expr.width, 40) : expr.width;
    }

    // Fills lines with the elements, aligned at `column`, or below the statement when there is too little room.
    void PutList(std::span<const ExprId> parts, size_t column, size_t rest)
    {
        size_t align = column;
        for (size_t i = 0; i < parts.size(); ++i) {
            if (column + Narrowest(parts[i]) + (i + 1 == parts.size() ? rest : 1) > kLineLimit) {
                align = std::min(column, indent_ + 2 * kIndent);
            }
        }
        const size_t outer_indent = indent_;
        if (align != column) {
            Break(align);
            column = align;
            indent_ = align - kIndent;  // what breaks again inside goes deeper
        }
        for (size_t i = 0; i < parts.size(); ++i) {
            const bool last = i + 1 == parts.size();
            const size_t tail = last ? rest : 1;
            const size_t width = pool_[parts[i]].width;
            if (i != 0) {
                out_ += ',';
                ++column;
                if (column + 1 + width + tail > kLineLimit) {
                    Break(align);
                    column = align;
                } else {
                    out_ += ' ';
                    ++column;
                }
            }
            Put(parts[i], column, tail);
            column = Column(out_);
        }
        indent_ = outer_indent;
    }

    // A literal goes over several lines as several literals; any other text stays whole.
    void PutText(const Expr& expr, size_t column, size_t rest)
    {
        std::string_view text = expr.text;
        if (text.size() < 2 || text[0] != '"') {
            out_ += text;
            return;
        }
        const size_t room = std::max<size_t>(kLineLimit - std::min(column + rest, kLineLimit), 24);
        while (text.size() > room) {
            size_t cut = 0;
            size_t blank = 0;
            for (size_t i = 1; i < room - 1;) {
                const size_t length = text[i] != '\\' ? 1 : text[i + 1] >= '0' && text[i + 1] <= '7' ? 4 : 2;
                if (i + length > room - 1) {
                    break;
                }
                i += length;
                cut = i;
                blank = text[i - 1] == ' ' ? i : blank;
            }
            cut = blank > room / 2 ? blank : cut;
            (out_ += text.substr(0, cut)) += '"';
            Break(column);
            out_ += '"';
            text.remove_prefix(cut);
        }
        out_ += text;
    }

    const ExprPool& pool_;
    size_t indent_;
    std::string& out_;
};

void ExprPool::Format(ExprId id, size_t column, size_t indent, size_t rest, std::string& out) const
{
    Layout(*this, indent, out).Put(id, column, rest);
}

}  // namespace omni::emit
