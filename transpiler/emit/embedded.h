#pragma once
// The files of templates/, as the build found them.

#include <cstddef>

namespace omni::emit {

struct EmbeddedTemplate {
    const char* name;  ///< file name without extension
    const char* text;
};

extern const EmbeddedTemplate kEmbeddedTemplates[];
extern const size_t kEmbeddedTemplateCount;

}  // namespace omni::emit
