// Reads text that a test brings along.
#pragma once

#include <string>
#include <vector>

#include "source/render.h"
#include "syntax/parse.h"
#include "syntax/print.h"

struct Reading {
  omni::source::SourceFiles files;
  omni::source::Sink sink;
  omni::syntax::ParsedFile parsed;

  explicit Reading(std::string text) {
    const omni::source::FileId file = files.Add("t.omni", std::move(text));
    parsed = omni::syntax::ParseFile(files, file, sink);
  }

  // All forms, each spelled on one line.
  std::string Spelled() const {
    std::string out;
    for (const omni::syntax::Form& form : parsed.forms) out += omni::syntax::Spell(form, form.root()) + "\n";
    return out;
  }

  // "line:column code", one diagnostic a line.
  std::string Errors() const {
    std::string out;
    for (const omni::source::Diagnostic* diagnostic : sink.Sorted()) {
      const omni::source::Location place = files.Locate(diagnostic->span());
      out += std::to_string(place.line) + ":" + std::to_string(place.column) + " " + std::string(diagnostic->code()) + "\n";
    }
    return out;
  }

  std::string Text(omni::source::Span span) const { return std::string(files.Text(span)); }
};
