#include "emit/annotate.h"

#include <algorithm>
#include <unordered_map>

namespace omni::emit {

using plan::Decision;
using plan::DecisionKind;
using plan::StorageClass;
using reason::PhraseId;

namespace {

// Where the objects of a variable live, in one word.
std::string PlaceText(const Context& context, const Decision& decision)
{
    const reason::WordingTable& words = context.templates.wording();
    switch (decision.kind) {
    case DecisionKind::Borrow: return words.Phrase(PhraseId::ClassBorrowed);
    case DecisionKind::Copy: return words.Phrase(PhraseId::ClassVersion);
    case DecisionKind::Loop: return words.Phrase(PhraseId::ClassLoop);
    case DecisionKind::Consume: return words.Phrase(PhraseId::ClassConsumed);
    default: break;
    }
    switch (decision.choice) {
    case StorageClass::Scratch:
    case StorageClass::Region:
    case StorageClass::Holder:
        return decision.region.empty() ? words.Phrase(PhraseId::ClassRegion) : Mangle(decision.region);
    default: return words.Term("class", plan::Name(decision.choice));
    }
}

std::string Wording(const Context& context, reason::ReasonId id)
{
    return reason::Word(context.module.reasons[id], context.templates.wording(), context.files);
}

std::string ReasonText(const Context& context, const Decision& decision)
{
    std::string text;
    for (const reason::ReasonId id : decision.because) {
        const reason::ReasonKind kind = context.module.reasons[id].kind;
        if (kind == reason::ReasonKind::GuardedCall || kind == reason::ReasonKind::PendingCall) {
            continue;  // stands beside the call
        }
        (text += text.empty() ? "" : "; ") += Wording(context, id);
    }
    // For an object in a region of this function, why it is not a C object of the block is the reader's next question.
    for (const plan::Rejected& rejected : decision.rejected) {
        if (rejected.choice == StorageClass::Stack &&
            (decision.choice == StorageClass::Region || decision.choice == StorageClass::Scratch) &&
            rejected.because.valid()) {
            text += "; " + context.templates.wording().Phrase(reason::ReasonKind::NotOnStack,
                                                              Wording(context, rejected.because));
            break;
        }
    }
    return text;
}

std::string_view StripCommentMarks(std::string_view line)
{
    const size_t begin = line.find_first_not_of(" \t\r;");
    if (begin == std::string_view::npos) {
        return {};
    }
    return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

// Lines of one source comment, without its marks.
void AppendLines(std::string_view text, std::vector<std::string>& lines)
{
    if (text.substr(0, 2) == "#|") {
        text.remove_prefix(2);
        if (text.size() >= 2 && text.substr(text.size() - 2) == "|#") {
            text.remove_suffix(2);
        }
    }
    while (true) {
        const size_t end = text.find('\n');
        lines.push_back(CommentText(StripCommentMarks(text.substr(0, end))));
        if (end == std::string_view::npos) {
            return;
        }
        text.remove_prefix(end + 1);
    }
}

// One block comment for `lines`, wrapped.
void WriteLines(const std::vector<std::string>& lines, Writer& writer)
{
    std::string text;
    const auto add = [&text](std::string_view part) {
        text += text.empty() ? "" : part.empty() ? "\n *" : "\n * ";
        text += part;
    };
    for (const std::string& line : lines) {
        std::string piece;
        AppendWrapped(piece, line, "", kLineLimit - writer.indent() - 6);
        for (size_t begin = 0; begin != std::string::npos;) {
            const size_t end = piece.find('\n', begin);
            add(std::string_view(piece).substr(begin, end - begin));
            begin = end == std::string::npos ? end : end + 1;
        }
    }
    if (!text.empty()) {
        writer.Render(Template::Comment, {text});
    }
}

}  // namespace

void WritePlanComment(Context& context, const rir::Function& function, std::string_view name, Writer& writer)
{
    if (context.options.annotate != Annotate::Full || function.header.empty()) {
        return;
    }
    struct Row {
        std::string subject, place, reason;
        std::string mark;
    };
    std::vector<Row> rows;
    std::unordered_map<std::string, size_t> seen;
    size_t subject_width = 0;
    size_t place_width = 0;
    for (const plan::DecisionId id : function.header) {
        const Decision& decision = context.module.decisions[id];
        Row row{std::string(context.Mangled(decision.subject)), PlaceText(context, decision),
                CommentText(ReasonText(context, decision)), context.marks.Add(Marks::Kind::PlanLine, function.code.id, id)};
        // Branches that do the same with equal names are one matter for the reader.
        const auto [known, added] = seen.emplace(row.subject + '\n' + row.place + '\n' + row.reason, rows.size());
        if (!added) {
            rows[known->second].mark += row.mark;
            continue;
        }
        subject_width = std::max(subject_width, row.subject.size());
        place_width = std::max(place_width, source::CountCodePoints(row.place));
        rows.push_back(std::move(row));
    }
    std::string text = "/* " + std::string(name);
    const std::string margin = " *   " + std::string(subject_width + 2 + place_width + 2, ' ');
    for (const Row& row : rows) {
        std::string line = " *   " + row.mark + row.subject;
        line.append(subject_width + 2 - row.subject.size(), ' ');
        line += row.place;
        line.append(place_width + 2 - source::CountCodePoints(row.place), ' ');
        AppendWrapped(line, row.reason, margin);
        (text += '\n') += line;
    }
    writer.Text(text + "\n */\n");
}

std::string ReasonBeside(const Context& context, const rir::Function& function, core::StmtId stmt,
                         reason::ReasonKind kind)
{
    if (context.options.annotate == Annotate::None) {
        return {};
    }
    const plan::DecisionId id = function.decision_of(stmt);
    return id.valid() ? ReasonOf(context, id, kind) : std::string();
}

std::string ReasonOf(const Context& context, plan::DecisionId id, reason::ReasonKind kind)
{
    for (const reason::ReasonId because : context.module.decisions[id].because) {
        if (kind == reason::ReasonKind::Count || context.module.reasons[because].kind == kind) {
            return CommentText(Wording(context, because));
        }
    }
    return {};
}

std::string Note(const Context& context, PhraseId phrase, const reason::Holes& holes)
{
    std::string text;
    AppendWrapped(text, CommentText(context.templates.wording().Phrase(phrase, holes)), " * ", kLineLimit - 6);
    return text;
}

std::vector<std::string> SourceCommentLines(const Context& context, std::span<const source::Span> comments)
{
    std::vector<std::string> lines;
    for (const source::Span comment : comments) {
        AppendLines(context.files.Text(comment), lines);
    }
    return lines;
}

void WriteSourceComments(const Context& context, std::span<const source::Span> comments, Writer& writer)
{
    std::vector<std::string> lines;
    for (size_t i = 0; i < comments.size(); ++i) {
        if (i > 0 && comments[i].file == comments[i - 1].file && comments[i].begin > comments[i - 1].end) {
            const std::string_view between =
                context.files.Text({comments[i].file, comments[i - 1].end, comments[i].begin});
            if (std::count(between.begin(), between.end(), '\n') > 1) {
                WriteLines(lines, writer);
                writer.BlankLine();
                lines.clear();
            }
        }
        AppendLines(context.files.Text(comments[i]), lines);
    }
    WriteLines(lines, writer);
}

}  // namespace omni::emit
