#include "report/entries.h"

#include <fmt/core.h>

#include <algorithm>

#include "source/diagnostics.h"

namespace omni::report {

namespace {

bool Begins(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

// The text behind "**name**" up to the next entry or heading.
std::string_view EntryOf(std::string_view page, std::string_view name) {
  const std::string head = fmt::format("\n**{}** ", name);
  const size_t found = page.find(head);
  if (found == std::string_view::npos) return {};
  const std::string_view entry = page.substr(found + head.size());
  size_t end = 0;
  while (end < entry.size()) {
    end = std::min(entry.find('\n', end), entry.size());
    const std::string_view next = entry.substr(std::min(end + 1, entry.size()));
    if (Begins(next, "**") || Begins(next, "#") || Begins(next, "An error in what")) break;
    ++end;
  }
  std::string_view text = entry.substr(0, std::min(end, entry.size()));
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text;
}

std::string_view Documented(std::string_view name) {
  for (size_t i = 0; i < kPageCount; ++i) {
    const std::string_view entry = EntryOf(kPages[i], name);
    if (!entry.empty()) return entry;
  }
  return {};
}

}  // namespace

std::string WithDots(std::string_view message) {
  std::string text(message);
  for (size_t at = 0; (at = text.find("{}", at)) != std::string::npos; at += 3) text.replace(at, 2, "...");
  return text;
}

std::optional<std::string> ExplainEntry(std::string_view name, const reason::WordingTable& wording) {
  std::string_view entry = Documented(name);
  for (size_t i = 0; i < static_cast<size_t>(reason::ReasonKind::Count); ++i) {
    const auto kind = static_cast<reason::ReasonKind>(i);
    if (reason::Name(kind) != name) continue;
    entry.remove_prefix(std::min(entry.find('\n') + 1, entry.size()));  // the sentence in English
    return fmt::format("{}: {}\n\n{}\n", name, wording.Text(kind), entry);
  }
  for (size_t i = 0; i < source::DiagKindCount(); ++i) {
    const source::DiagKindInfo& info = source::Info(static_cast<source::DiagKind>(i));
    if (info.code != name) continue;
    const std::string_view severity = info.severity == source::Severity::Error ? "error" : "warning";
    return fmt::format("{}[{}]: {}\n{}{}{}", severity, name, WithDots(info.message), entry.empty() ? "" : "\n", entry,
                       entry.empty() ? "" : "\n");
  }
  return std::nullopt;
}

}  // namespace omni::report
