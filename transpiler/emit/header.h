#pragma once
// Headers: what C calls of a program, what the files of a program use of one another, and who owns what in each call.

#include <string>
#include <vector>

#include "emit/constants.h"
#include "emit/program.h"

namespace omni::emit {

/// The comment on a function in a header: the source's own, then a line for each parameter that is an object, and the result.
std::string OwnershipComment(Context& context, const rir::Function& function);

class HeaderEmitter {
public:
    HeaderEmitter(Context& context, const Program& program, Constants& constants)
        : context_(context), program_(program), constants_(constants)
    {
    }

    /// The header of a part. Empty: others use nothing of it. `includes`: headers of parts that it stands for too;
    /// `symbols`: those that the library's part defines.
    std::string Write(uint32_t part, const std::vector<std::string>& includes, const std::vector<std::string>& symbols);

private:
    [[nodiscard]] bool IsShown(uint32_t part, uint32_t of) const;
    void WriteTop(uint32_t part, const std::string& file, const std::string& guard, Writer& writer);
    void WriteFunctions(uint32_t part, Writer& writer);

    Context& context_;
    const Program& program_;
    Constants& constants_;
};

}  // namespace omni::emit
