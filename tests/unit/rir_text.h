#pragma once
// Hand-written region IR for tests.

#include <set>
#include <string>
#include <string_view>

#include "rir/parse.h"
#include "rir/print.h"
#include "rir/verify.h"
#include "source/render.h"

namespace rir_text {

/// Reads `text` after a module line. A text that cannot be read ends the test with the diagnostics.
inline omni::rir::Module Read(std::string_view text)
{
    omni::source::SourceFiles files;
    const auto file = files.Add("test.rir", "module test\n" + std::string(text));
    omni::source::Sink sink;
    auto module = omni::rir::Parse(files, file, sink);
    OMNI_CHECK(module.has_value(), "{}", omni::source::RenderText(files, sink, {}));
    return std::move(*module);
}

/// Messages of the checker, one a line; empty for a program that is safe.
inline std::string Complaints(const omni::rir::Module& module)
{
    std::string text;
    for (const omni::rir::Violation& violation : omni::rir::Verify(module)) {
        text += violation.message + "\n";
    }
    return text;
}
inline std::string Complaints(std::string_view text) { return Complaints(Read(text)); }

/// The rules that the program breaks, sorted: `V2 V4`.
inline std::string Rules(const omni::rir::Module& module)
{
    std::set<std::string> broken;
    for (const omni::rir::Violation& violation : omni::rir::Verify(module)) {
        broken.insert(violation.rule);
    }
    std::string rules;
    for (const std::string& rule : broken) {
        rules += (rules.empty() ? "" : " ") + rule;
    }
    return rules;
}

/// `text` with the first `from` replaced; `from` must be there.
inline std::string With(std::string_view text, std::string_view from, std::string_view to)
{
    std::string changed(text);
    const size_t at = changed.find(from);
    OMNI_CHECK(at != std::string::npos, "`{}` is not in the text", from);
    return changed.replace(at, from.size(), to);
}

}  // namespace rir_text
