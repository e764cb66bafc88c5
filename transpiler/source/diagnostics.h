// What is wrong with the user's program: kinds, places, hints, and the sink that collects them.
#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "source/span.h"
#include "support/symbol.h"

namespace omni::source {

enum class Severity : unsigned char { Error, Warning };

// One enumerator for each line of kinds.def.
enum class DiagKind : unsigned short {
#define DIAG(Name, code, severity, message) Name,
#include "source/kinds.def"
#undef DIAG
};

struct DiagKindInfo {
  std::string_view name;
  std::string_view code;
  Severity severity;
  std::string_view message;  // fmt style, holes are {}
};
const DiagKindInfo& Info(DiagKind kind);
size_t DiagKindCount();

struct Label {
  Span span;
  std::string text;
};

// One message with its place. Built by Sink::Report, then completed in place:
//   sink.Report(DiagKind::DuplicateDefinition, span, name).Note(first, "first defined here").Hint("rename one");
class Diagnostic {
 public:
  Diagnostic(DiagKind kind, Span span, std::string message)
      : kind_(kind), span_(span), message_(std::move(message)) {}

  Diagnostic& Note(Span span, std::string text);
  Diagnostic& Hint(std::string text);  // an empty text adds nothing

  DiagKind kind() const { return kind_; }
  Severity severity() const { return Info(kind_).severity; }
  std::string_view code() const { return Info(kind_).code; }
  Span span() const { return span_; }
  const std::string& message() const { return message_; }
  const std::vector<Label>& notes() const { return notes_; }
  const std::string& hint() const { return hint_; }

 private:
  DiagKind kind_;
  Span span_;
  std::string message_;
  std::vector<Label> notes_;
  std::string hint_;
};

// Collects diagnostics. After `max_errors` errors one "too many errors" closes the list: later errors only count.
class Sink {
 public:
  explicit Sink(size_t max_errors = 100) : max_errors_(max_errors) {}

  // `args` fill the holes of the kind's message: numbers, strings, symbols. The reference lives until the next Report.
  template <class... Args>
  Diagnostic& Report(DiagKind kind, Span span, const Args&... args) {
    return ReportFormatted(kind, span, sizeof...(Args), fmt::make_format_args(Formattable(args)...));
  }

  size_t error_count() const { return error_count_; }  // includes those that were dropped
  size_t warning_count() const { return warning_count_; }
  bool has_errors() const { return error_count_ != 0; }

  // What follows was made by a rule of a macro: every later report at exactly `use` gets a note with the place of that rule.
  void AddExpansion(Span use, Symbol macro, Span rule) { expansions_.push_back({use, macro, rule}); }

  // By file, place, then order of reporting; "too many errors" comes last.
  std::vector<const Diagnostic*> Sorted() const;

 private:
  struct Expansion {
    Span use;
    Symbol macro;
    Span rule;
  };

  template <class T>
  static const T& Formattable(const T& value) {
    return value;
  }
  static std::string_view Formattable(const Symbol& symbol) { return symbol.text(); }

  Diagnostic& ReportFormatted(DiagKind kind, Span span, size_t arg_count, fmt::format_args args);

  std::deque<Diagnostic> diagnostics_;
  std::deque<Diagnostic> closing_;  // "too many errors", once there are
  std::deque<Diagnostic> dropped_;  // at most one: what the caller of a dropped report completes
  std::vector<Expansion> expansions_;
  size_t max_errors_;
  size_t error_count_ = 0;
  size_t warning_count_ = 0;
};

// The candidate nearest to `name` by edit distance (insert, delete, replace, swap of neighbours: optimal string
// alignment), or "" when none is near enough to be a likely typing error. Ties go to the earlier candidate.
std::string_view NearestName(std::string_view name, const std::vector<std::string_view>& candidates);
size_t EditDistance(std::string_view a, std::string_view b, size_t limit);  // `limit + 1` when above the limit

}  // namespace omni::source
