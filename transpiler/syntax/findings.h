// Diagnostics that may yet be withdrawn: the bracket scan reads a broken form twice and reports it once.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "source/diagnostics.h"

namespace omni::syntax {

struct Finding {
  source::DiagKind kind;
  source::Span span;
  std::vector<std::string> holes;  // two at most
  std::vector<source::Label> notes;
  std::string hint;

  Finding& Note(source::Span place, std::string text) {
    notes.push_back({place, std::move(text)});
    return *this;
  }
  Finding& Hint(std::string text) {
    hint = std::move(text);
    return *this;
  }
};

class Findings {
 public:
  // Beyond kMost the last one is replaced: nobody reads that many about one form.
  Finding& Add(source::DiagKind kind, source::Span span, std::vector<std::string> holes) {
    if (list_.size() >= kMost) list_.pop_back();
    list_.push_back(Finding{kind, span, std::move(holes), {}, {}});
    return list_.back();
  }

  void Clear() { list_.clear(); }

  // Passes all on, and forgets them.
  void Flush(source::Sink& sink) {
    for (Finding& finding : list_) {
      source::Diagnostic& diagnostic = Report(finding, sink);
      for (source::Label& note : finding.notes) diagnostic.Note(note.span, std::move(note.text));
      diagnostic.Hint(std::move(finding.hint));
    }
    list_.clear();
  }

 private:
  static constexpr size_t kMost = 100;

  static source::Diagnostic& Report(const Finding& finding, source::Sink& sink) {
    const std::vector<std::string>& holes = finding.holes;
    if (holes.empty()) return sink.Report(finding.kind, finding.span);
    if (holes.size() == 1) return sink.Report(finding.kind, finding.span, holes[0]);
    return sink.Report(finding.kind, finding.span, holes[0], holes[1]);
  }

  std::vector<Finding> list_;
};

}  // namespace omni::syntax
