#include "source/render.h"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace omni::source {

namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kMagenta = "\x1b[1;35m";
constexpr std::string_view kCyan = "\x1b[1;36m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kEllipsis = "...";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // for bytes that cannot be shown

std::string Paint(std::string_view text, std::string_view colour, const RenderOptions& options) {
  if (!options.colour || text.empty()) return std::string(text);
  return fmt::format("{}{}{}", colour, text, kReset);
}

std::string_view SeverityName(Severity severity) { return severity == Severity::Error ? "error" : "warning"; }

// A source line as screen cells, with the cells that the span covers.
struct Cells {
  std::vector<std::string> cells;
  size_t mark_begin = 0;
  size_t mark_end = 0;
};

// Length of the well-formed sequence at `offset`, or 0.
size_t SequenceLength(std::string_view text, size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::string_view sequence = text.substr(offset, length);
  return sequence.size() == length && !FirstInvalidUtf8(sequence) ? length : 0;
}

// `begin` and `end` are byte offsets in the line. The cells are those of the neighbourhood of `begin` only: a line may
// be as long as the file.
Cells CellsOf(std::string_view line, size_t begin, size_t end, const RenderOptions& options, bool& cut_front) {
  Cells result;
  const size_t reach = 4 * options.width;
  size_t offset = begin > reach ? begin - reach : 0;
  while (offset > 0 && offset < line.size() && (static_cast<unsigned char>(line[offset]) & 0xC0U) == 0x80U) ++offset;
  cut_front = offset > 0;
  const size_t stop = std::min(line.size(), begin + reach);
  bool began = false;
  while (offset < stop) {
    if (offset >= begin && !began) {
      result.mark_begin = result.cells.size();
      began = true;
    }
    const size_t length = SequenceLength(line, offset);
    const auto lead = static_cast<unsigned char>(line[offset]);
    if (lead == '\t') {
      do {
        result.cells.emplace_back(" ");
      } while (result.cells.size() % options.tab_width != 0);
    } else if (length == 0 || lead < 0x20 || lead == 0x7F) {
      result.cells.emplace_back(kReplacement);
    } else {
      result.cells.emplace_back(line.substr(offset, length));
    }
    offset += std::max<size_t>(length, 1);
    if (offset <= end) result.mark_end = result.cells.size();
  }
  if (!began) result.mark_begin = result.cells.size();
  result.mark_end = std::max(result.mark_end, result.mark_begin + 1);
  return result;
}

// Source line and underline, each with a gutter.
std::string Snippet(const SourceFiles& files, Span span, std::string_view colour, const RenderOptions& options) {
  if (!span.valid()) return "";
  const SourceFile& file = files[span.file];
  const Location place = file.Locate(span.begin);
  const std::string_view line = file.LineText(place.line);
  const size_t start = file.LineStart(place.line);
  const size_t begin = std::min<size_t>(span.begin, file.size()) - start;
  const size_t end = std::min<size_t>(std::max(span.end, span.begin) - start, line.size());
  bool cut_front = false;
  const Cells row = CellsOf(line, begin, end, options, cut_front);

  const std::string number = fmt::format("{:>5}", place.line);
  const size_t room = options.width > number.size() + 20 ? options.width - number.size() - 3 : 20;
  size_t first = 0;
  size_t last = row.cells.size();
  if (last > room || cut_front) {
    const size_t lead = room / 3;
    first = row.mark_begin > lead ? row.mark_begin - lead : 0;
    last = std::min(row.cells.size(), first + room - 2 * kEllipsis.size());
  }
  const bool dots_before = first > 0 || cut_front;
  const bool dots_after = last < row.cells.size() || begin + 4 * options.width < line.size();

  std::string text(dots_before ? kEllipsis : "");
  for (size_t i = first; i < last; ++i) text += row.cells[i];
  if (dots_after) text += kEllipsis;
  std::string underline(row.mark_begin - first + (dots_before ? kEllipsis.size() : 0), ' ');
  const size_t mark_end = std::max(std::min(row.mark_end, last), row.mark_begin + 1);
  std::string mark = "^" + std::string(mark_end - row.mark_begin - 1, '~');

  std::string out = fmt::format("{} | {}", number, text);
  out.erase(out.find_last_not_of(' ') + 1);
  out += fmt::format("\n{} | {}{}\n", std::string(number.size(), ' '), underline, Paint(mark, colour, options));
  return out;
}

std::string Head(const SourceFiles& files, Span span) {
  return span.valid() ? files.Describe(span) + ": " : "omnic: ";
}

nlohmann::ordered_json PlaceJson(const SourceFiles& files, Span span) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  if (!span.valid()) return json;
  const SourceFile& file = files[span.file];
  const Location begin = file.Locate(span.begin);
  const Location end = file.Locate(std::max(span.begin, span.end));
  json["file"] = file.path();
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["end_line"] = end.line;
  json["end_column"] = end.column;
  return json;
}

}  // namespace

std::string RenderText(const SourceFiles& files, const Diagnostic& diagnostic, const RenderOptions& options) {
  const std::string_view colour = diagnostic.severity() == Severity::Error ? kRed : kMagenta;
  const std::string label = fmt::format("{}[{}]", SeverityName(diagnostic.severity()), diagnostic.code());
  std::string out = fmt::format("{}{}: {}\n", Paint(Head(files, diagnostic.span()), kBold, options),
                                Paint(label, colour, options), Paint(diagnostic.message(), kBold, options));
  out += Snippet(files, diagnostic.span(), colour, options);
  for (const Label& note : diagnostic.notes()) {
    out += fmt::format("{}{}: {}\n", Paint(Head(files, note.span), kBold, options), Paint("note", kCyan, options),
                       note.text);
    out += Snippet(files, note.span, kCyan, options);
  }
  if (!diagnostic.hint().empty()) {
    out += fmt::format("{}: {}\n", Paint("hint", kGreen, options), diagnostic.hint());
  }
  return out;
}

std::string RenderText(const SourceFiles& files, const Sink& sink, const RenderOptions& options) {
  std::string out;
  for (const Diagnostic* diagnostic : sink.Sorted()) {
    if (!out.empty()) out += '\n';
    out += RenderText(files, *diagnostic, options);
  }
  return out;
}

std::string RenderJson(const SourceFiles& files, const Diagnostic& diagnostic) {
  nlohmann::ordered_json json;
  json["code"] = std::string(diagnostic.code());
  json["severity"] = std::string(SeverityName(diagnostic.severity()));
  json["message"] = diagnostic.message();
  json.update(PlaceJson(files, diagnostic.span()));
  json["notes"] = nlohmann::ordered_json::array();
  for (const Label& note : diagnostic.notes()) {
    nlohmann::ordered_json entry;
    entry["message"] = note.text;
    entry.update(PlaceJson(files, note.span));
    json["notes"].push_back(std::move(entry));
  }
  if (!diagnostic.hint().empty()) json["hint"] = diagnostic.hint();
  // Paths and quoted source need not be UTF-8.
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string RenderJson(const SourceFiles& files, const Sink& sink) {
  std::string out;
  for (const Diagnostic* diagnostic : sink.Sorted()) {
    out += RenderJson(files, *diagnostic);
    out += '\n';
  }
  return out;
}

}  // namespace omni::source
