// Source text to core, for tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/from_ast.h"
#include "core/print.h"
#include "core/verify.h"
#include "source/render.h"
#include "assert_text.h"

namespace core_test {

using namespace omni;

struct Built {
    source::SourceFiles files;
    source::Sink sink;
    core::Module module;

    /// Each diagnostic in one line: "1:12 E0201 `x` is not bound", then its notes ("  1:3 first defined here") and hint.
    std::string Diagnostics() const
    {
        std::string text;
        for (const source::Diagnostic* diagnostic : sink.Sorted()) {
            const source::Location at = files.Locate(diagnostic->span());
            text += fmt::format("{}:{} {} {}\n", at.line, at.column, diagnostic->code(), diagnostic->message());
            for (const source::Label& note : diagnostic->notes()) {
                const source::Location place = files.Locate(note.span);
                text += fmt::format("  {}:{} {}\n", place.line, place.column, note.text);
            }
            if (!diagnostic->hint().empty()) {
                text += fmt::format("  {}\n", diagnostic->hint());
            }
        }
        return text;
    }

    /// The dump of one function; of all but the prelude when `name` is empty.
    std::string Text(std::string_view name = "") const
    {
        if (name.empty()) {
            return core::Print(module);
        }
        TextWriter writer;
        for (const core::Function& function : module.functions) {
            if (function.name.text() == name) {
                core::PrintFunction(module, function, {}, writer);
            }
        }
        return writer.Take();
    }
};

/// What the source says, without versions of functions for the procedures that they get.
inline core::BuildOptions Plain()
{
    core::BuildOptions options;
    options.procedure_versions = false;
    return options;
}

inline void BuildInto(Built& built, std::string_view source, const core::BuildOptions& options = Plain())
{
    const source::FileId file = built.files.Add("test.omni", std::string(source));
    syntax::ParsedFile parsed = syntax::ParseFile(built.files, file, built.sink);
    built.module = core::BuildModule(built.files, std::move(parsed), options, built.sink);
}

/// Core of a sound program: no diagnostic, and the verifier is content.
inline std::string CoreOf(std::string_view source, std::string_view name = "", const core::BuildOptions& options = Plain())
{
    Built built;
    BuildInto(built, source, options);
    ASSERT_TEXT(built.Diagnostics(), "");
    std::string violations;
    for (const std::string& violation : core::Verify(built.module)) {
        violations += violation + "\n";
    }
    ASSERT_TEXT(violations, "");
    return built.Text(name);
}

inline std::string DiagnosticsOf(std::string_view source, const core::BuildOptions& options = {})
{
    Built built;
    BuildInto(built, source, options);
    return built.Diagnostics();
}

}  // namespace core_test
