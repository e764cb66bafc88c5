// Source text to a typed module, its storage facts and its plan, for tests.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "analysis/storage.h"
#include "core/remove_unused.h"
#include "core_fixture.h"
#include "reason/reason.h"
#include "support/check.h"
#include "types/types.h"

namespace middle_test {

using namespace omni;

/// The typed module of a sound program.
struct Typed : core_test::Built {
    explicit Typed(std::string_view source)
    {
        core_test::BuildInto(*this, source);
        ASSERT_TEXT(Diagnostics(), "");
        types::Inference inference = types::Infer(module, sink);
        while (types::MakeSequences(module, inference)) {
            inference = types::Infer(module, sink);
        }
        types::Lower(module, inference, sink);
        core::RemoveUnused(module);
        ASSERT_TEXT(Diagnostics(), "");
    }

    const core::Function& Function(std::string_view name) const
    {
        for (const core::Function& function : module.functions) {
            if (function.name.text() == name) {
                return function;
            }
        }
        OMNI_CHECK(false, "no function {}", name);
        std::abort();
    }
};

/// The lines of `text` that belong to the function `name`: the line that starts with it, and the indented ones after it.
inline std::string Section(const std::string& text, const std::string& head)
{
    const size_t begin = text.find(head);
    if (begin == std::string::npos) {
        return "no " + head + " in\n" + text;
    }
    size_t end = text.find('\n', begin) + 1;
    while (end < text.size() && text[end] == ' ') {
        end = text.find('\n', end) + 1;
    }
    return text.substr(begin, end - begin);
}

/// Storage facts of one function, as `--print=storage` shows them.
inline std::string StorageOf(std::string_view source, const std::string& name)
{
    Typed typed(source);
    reason::Ledger ledger;
    analysis::Facts facts = analysis::ComputeStorage(typed.module, ledger);
    return Section(analysis::PrintStorage(typed.module, facts), "fn " + name);
}

}  // namespace middle_test
