#include "source/diagnostics.h"

#include <algorithm>
#include <utility>

#include "support/check.h"

namespace omni::source {

namespace {

constexpr DiagKindInfo kKinds[] = {
#define DIAG(Name, code, severity, message) {#Name, code, Severity::severity, message},
#include "source/kinds.def"
#undef DIAG
};

size_t CountHoles(std::string_view message) {
  size_t holes = 0;
  for (size_t i = 0; i < message.size(); ++i) {
    if (message[i] != '{') continue;
    if (i + 1 < message.size() && message[i + 1] == '{') {
      ++i;
    } else {
      ++holes;
    }
  }
  return holes;
}

}  // namespace

const DiagKindInfo& Info(DiagKind kind) { return kKinds[static_cast<size_t>(kind)]; }

size_t DiagKindCount() { return std::size(kKinds); }

Diagnostic& Diagnostic::Note(Span span, std::string text) {
  notes_.push_back({span, std::move(text)});
  return *this;
}

Diagnostic& Diagnostic::Hint(std::string text) {
  if (!text.empty()) hint_ = std::move(text);
  return *this;
}

Diagnostic& Sink::ReportFormatted(DiagKind kind, Span span, size_t arg_count, fmt::format_args args) {
  const DiagKindInfo& info = Info(kind);
  OMNI_CHECK(CountHoles(info.message) == arg_count, "{} reported with {} arguments", info.name, arg_count);
  const bool is_error = info.severity == Severity::Error;
  if (is_error) {
    ++error_count_;
  } else {
    ++warning_count_;
  }
  if (error_count_ > max_errors_) {
    if (closing_.empty()) {
      const DiagKindInfo& closing = Info(DiagKind::TooManyErrors);
      closing_.emplace_back(DiagKind::TooManyErrors, Span{}, fmt::format(fmt::runtime(closing.message), max_errors_));
    }
    dropped_.clear();
    return dropped_.emplace_back(kind, span, std::string());
  }
  const fmt::string_view format(info.message.data(), info.message.size());
  Diagnostic& diagnostic = diagnostics_.emplace_back(kind, span, fmt::vformat(format, args));
  for (const Expansion& expansion : expansions_) {
    if (span.valid() && expansion.use == span) {
      diagnostic.Note(expansion.rule, fmt::format("in what this rule of `{}` makes of it", expansion.macro.text()));
      break;
    }
  }
  return diagnostic;
}

std::vector<const Diagnostic*> Sink::Sorted() const {
  std::vector<const Diagnostic*> sorted;
  sorted.reserve(diagnostics_.size() + 1);
  for (const Diagnostic& diagnostic : diagnostics_) sorted.push_back(&diagnostic);
  // Diagnostics without a file (options, missing files) come first.
  const auto key = [](const Diagnostic* diagnostic) {
    const Span span = diagnostic->span();
    return std::make_pair(span.valid() ? uint64_t{span.file.index()} + 1 : 0, span.begin);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Diagnostic* a, const Diagnostic* b) { return key(a) < key(b); });
  for (const Diagnostic& diagnostic : closing_) sorted.push_back(&diagnostic);
  return sorted;
}

size_t EditDistance(std::string_view a, std::string_view b, size_t limit) {
  const size_t longer = std::max(a.size(), b.size());
  const size_t shorter = std::min(a.size(), b.size());
  if (longer - shorter > limit) return limit + 1;
  // Three rows of the table: the one before last is for swaps of neighbours.
  std::vector<size_t> before_last(b.size() + 1);
  std::vector<size_t> last(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    size_t best = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replace, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
      best = std::min(best, row[j]);
    }
    if (best > limit) return limit + 1;
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], limit + 1);
}

std::string_view NearestName(std::string_view name, const std::vector<std::string_view>& candidates) {
  // One slip in three letters is a typing error, more is another name; a single letter has no near ones.
  size_t limit = std::min<size_t>(name.size() / 3 + (name.size() > 1 && name.size() < 3 ? 1 : 0), 3);
  std::string_view nearest;
  for (const std::string_view candidate : candidates) {
    if (limit == 0) break;
    if (candidate == name) continue;
    const size_t distance = EditDistance(name, candidate, limit);
    if (distance <= limit) {
      nearest = candidate;
      limit = distance - 1;
    }
  }
  return nearest;
}

}  // namespace omni::source
