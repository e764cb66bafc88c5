// The dump of data: canonical text, one form a paragraph.
#pragma once

#include <string>
#include <vector>

#include "syntax/datum.h"
#include "support/text_writer.h"

namespace omni::syntax {

// One datum on one line, in the source's own notation; reading it again gives equal data.
std::string Spell(const Form& form, DatumId id);
// A form over as many lines as it needs, then a line break.
void Print(const Form& form, TextWriter& writer);
void Print(const std::vector<Form>& forms, TextWriter& writer);

}  // namespace omni::syntax
