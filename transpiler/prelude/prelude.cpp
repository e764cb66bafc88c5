#include "prelude/prelude.h"

#include <algorithm>

namespace omni::prelude {

const Definition* Find(std::string_view name)
{
    const auto all = All();
    const auto before = [](const Definition& definition, std::string_view wanted) { return definition.name < wanted; };
    const auto found = std::lower_bound(all.begin(), all.end(), name, before);
    return found != all.end() && found->name == name ? &*found : nullptr;
}

}  // namespace omni::prelude
