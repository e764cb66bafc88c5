// Decisions made ready for reading: reasons as sentences, places as lines, sorted. Every report is made from this one
// list, so that no two of them can disagree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reason/wording.h"
#include "rir/rir.h"
#include "source/source_file.h"

namespace omni::report {

struct Sentence {
  std::string_view kind;  // name of the reason's kind: `last_use`
  std::string text;
};

struct Alternative {
  std::string_view choice;        // storage class: `stack`
  std::vector<Sentence> because;
};

struct DecisionView {
  std::string id;                 // `function/binding`, see plan::Decision::path
  plan::DecisionKind kind;
  core::FuncId function;
  std::string_view subject;
  std::string_view choice;        // storage class
  std::string region;             // C name of the region, or ""
  source::Span site;
  std::vector<Sentence> because;  // main reasons first, each followed by those it rests on
  std::vector<Alternative> rejected;

  // What stands in the column of places: the region's name where there is one, else the storage class.
  std::string place() const { return region.empty() ? std::string(choice) : region; }
};

// What reports are made from.
struct Subject {
  const rir::Module& program;
  const source::SourceFiles& files;
  const reason::WordingTable& wording;
};

// All decisions: by function in order of definition, then by place in the source, then by id and kind.
std::vector<DecisionView> View(const Subject& subject);

// Line of `span` counted from the first line of its function, which is 0.
uint32_t RelativeLine(const Subject& subject, core::FuncId function, source::Span span);

}  // namespace omni::report
