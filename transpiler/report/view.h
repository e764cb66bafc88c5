// Decisions made ready for reading: reasons as sentences, places as lines, sorted. Every report is made from this one
// list, so that no two of them can disagree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emit/trace.h"
#include "reason/wording.h"
#include "rir/rir.h"
#include "source/source_file.h"

namespace omni::report {

struct Sentence {
  std::string_view kind;  // name of the reason's kind: `last_use`
  std::string text;
  source::Span expression;  // what the sentence is about, where it names something
};

// Another storage class: one that was rejected, or one that the program would get if one thing were otherwise.
struct Alternative {
  std::string_view choice;        // storage class: `stack`
  std::vector<Sentence> because;
};

struct DecisionView {
  std::string id;                 // `function/binding`, see plan::Decision::path
  plan::DecisionId decision;
  plan::DecisionKind kind;
  core::FuncId function;
  std::string_view subject;
  std::string_view choice;        // storage class
  std::string region;             // C name of the region, or ""
  source::Span site;
  std::vector<Sentence> because;  // main reasons first, each followed by those it rests on
  std::vector<Alternative> rejected;
  std::vector<Alternative> would_be;
  std::vector<const emit::Operation*> operations;  // of it in the C, in the order of the file
  std::vector<uint32_t> plan_lines;                // where it stands in the comment above a function

  // What stands in the column of places: the region's name where there is one, else the storage class.
  std::string place() const { return region.empty() ? std::string(choice) : region; }
};

// What reports are made from.
struct Subject {
  const rir::Module& program;
  const source::SourceFiles& files;
  const reason::WordingTable& wording;
  const emit::Trace& trace;  // of the C; empty where none was written
  const std::string& c;      // the C; "" where none was written
  const std::string& audit_plan;  // what its functions do to memory, see audit/trailer.h; "" likewise
};

// What is decided, as one sentence: "`temp` of process lives in: region (temp_region)".
std::string Headline(const Subject& subject, const DecisionView& view);

// Where, in one word: the name of a region of the function, else what the storage class is called.
std::string PlaceWord(const Subject& subject, const DecisionView& view);

// All decisions: by function in order of definition, then by place in the source, then by id and kind.
std::vector<DecisionView> View(const Subject& subject);

// Ids of the functions, unique in the program, by FuncId.
std::vector<std::string> FunctionIds(const Subject& subject);

// A table of sizes: how many decisions chose each storage class, in the order of preference; classes without any too.
std::vector<std::pair<std::string_view, size_t>> Totals(const std::vector<DecisionView>& views);

// Memory that is never given back and whose amount grows with what the program does: objects that are made in a function
// other than the top level and live until the program ends.
bool Grows(const Subject& subject, const DecisionView& view);

// Line of `span` counted from the first line of its function, which is 0.
uint32_t RelativeLine(const Subject& subject, core::FuncId function, source::Span span);

}  // namespace omni::report
