#pragma once
// One C file of a program.

#include <string>

#include "emit/constants.h"
#include "emit/program.h"

namespace omni::emit {

class PartEmitter {
public:
    PartEmitter(Context& context, const Program& program, uint32_t part);

    /// Emits the functions; afterwards it is known what else the file needs.
    void EmitFunctions();
    /// The file. `has_header`: it begins with a header of its own; `includes`: further headers.
    std::string Write(const std::vector<std::string>& includes);

    /// What local variables and regions are called, by FuncId.
    std::vector<Names::Function> TakeLocals() { return std::move(locals_); }
    [[nodiscard]] Constants& constants() { return constants_; }
    [[nodiscard]] bool empty() const { return order_.empty(); }

private:
    std::vector<char> WantedConstants() const;
    void WritePrologue(const std::vector<std::string>& includes, Writer& writer);
    void WritePrototypes(Writer& writer);
    void WriteClosures(Writer& writer);
    void WriteGlobals(Writer& writer);

    Context& context_;
    const Program& program_;
    const uint32_t part_;
    const std::vector<core::FuncId> order_;
    Constants constants_;
    std::string functions_text_;
    std::vector<Names::Function> locals_;
};

}  // namespace omni::emit
