// Region IR text to C, for tests.
#pragma once

#include <string>
#include <string_view>

#include "emit/emit.h"
#include "rir_text.h"

namespace emit_text {

/// The C of a program in region IR text, without the lines in front of the first function.
inline std::string Emit(std::string_view text, omni::emit::EmitOptions options = {})
{
    omni::source::SourceFiles files;
    const auto file = files.Add("test.rir", "module test\n" + std::string(text));
    omni::source::Sink sink;
    const auto module = omni::rir::Parse(files, file, sink);
    OMNI_CHECK(module.has_value(), "{}", omni::source::RenderText(files, sink, {}));
    options.source_name = "test.omni";
    return omni::emit::EmitC(*module, files, omni::emit::Templates(), options);
}

/// The text of one C function, from its name's line to its closing brace.
inline std::string Function(const std::string& file, const std::string& name)
{
    const size_t at = file.find(name + "(");
    OMNI_CHECK(at != std::string::npos, "no function {} in\n{}", name, file);
    const size_t begin = file.rfind('\n', at) + 1;
    return file.substr(begin, file.find("\n}\n", at) + 3 - begin);
}

}  // namespace emit_text
