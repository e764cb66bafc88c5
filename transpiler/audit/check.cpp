#include "audit/check.h"

#include <fmt/core.h>

#include <map>
#include <utility>

#include "audit/automaton.h"
#include "audit/c_reader.h"
#include "audit/expected.h"
#include "audit/operations.h"
#include "audit/paths.h"
#include "audit/trailer.h"

namespace omni::audit {

namespace {

class Inspector {
public:
    Inspector(const rir::Module& module, const emit::Names& names) : module_(module), names_(names)
    {
        for (const char* name : {"omni_call", "omni_apply", "omni_try", "omni_handle", "omni_call_with_exit", "omni_wind",
                                 "omni_pend_call", "omni_pend_apply"}) {
            builders_.Add(name, 0);
        }
        const auto want = [this](std::string_view name, size_t function, bool is_entry) {
            if (wanted_index_.Add(name, static_cast<uint32_t>(wanted_.size()))) {
                wanted_.push_back({name, core::FuncId(function), is_entry});
            }
        };
        for (size_t i = 0; i < module.functions.size(); ++i) {
            builders_.Add(names.functions[i], 0);
            if (!module.functions[i].code.is_extern) {
                want(names.functions[i], i, false);
            }
            if (!names.entries[i].empty()) {
                want(names.entries[i], i, true);
            }
        }
    }

    Inspection Run(const std::vector<std::string_view>& files, const Aliases& aliases, bool is_whole)
    {
        for (const std::string_view c : files) {
            std::vector<CProblem> problems;
            std::vector<Token> directives;
            out_.trailers.push_back(TrailerHead(aliases));
            ReadC(c, aliases, [this](CFunction& function) { Check(function); }, problems, directives);
            out_.trailers.back() += TrailerEnd();
            for (const CProblem& problem : problems) {
                Complain(fmt::format("byte {}: {}", problem.begin, problem.text));
            }
        }
        for (const Wanted& wanted : wanted_) {
            if (is_whole && !wanted.found) {
                Complain(fmt::format("{}: no such function in the C", wanted.name));
            }
        }
        return std::move(out_);
    }

private:
    struct Wanted {
        std::string_view name;
        core::FuncId function;
        bool entry = false;  ///< the function's closure entry: calls it, and does no more
        bool found = false;
    };

    void Check(const CFunction& function)
    {
        PlanFunction entry{function.name, function.fingerprint, {}, Simplify(function.body)};
        if (const uint32_t place = wanted_index_.Find(function.name); place != NameIndex::kNone) {
            Wanted& wanted = wanted_[place];
            wanted.found = true;
            Expected expected;
            if (!wanted.entry) {
                expected = ExpectedOf(module_, wanted.function, names_);
                CheckAllocations(function, expected.allocations);
            } else if (module_.functions[wanted.function.index()].takes_dest) {
                expected.body.emplace_back();
                expected.body.back().kind = StepKind::Operation;
                expected.body.back().name = names_.functions[wanted.function.index()];
                expected.body.back().operands.push_back("dest");
            }
            ComparePaths(function, expected.body);
            AddHolds(function, expected, entry);
        }
        for (const PathProblem& problem : CheckPaths(function, entry.holds)) {
            Complain(fmt::format("{}: `{}` {}", function.name, problem.subject, Describe(problem.rule)));
        }
        AppendTrailerEntry(entry, out_.trailers.back());
    }

    void Complain(std::string text) { out_.violations.push_back(std::move(text)); }

    // A fence: what must be in order with all others. Objects that are made in between may move among themselves.
    [[nodiscard]] bool IsFence(const Step& step) const
    {
        switch (EffectOf(step.name)) {
        case Effect::Create:
        case Effect::Exit:
        case Effect::Reset:
        case Effect::Copy:
        case Effect::Hold:
        case Effect::Free:
        case Effect::Count:
        case Effect::Finish: return true;
        case Effect::Holder: return false;
        case Effect::None: return builders_.Find(step.name) != NameIndex::kNone || EndsObject(step.name);
        }
        return false;
    }

    // Regions only, those of holders under one name; of heap objects those that the operation ends or counts, of a cell
    // that is filled anew the cell.
    static void Spell(const CFunction& function, const Step& step, std::string& label)
    {
        if (EndsObject(step.name) || EffectOf(step.name) == Effect::Count) {
            Step spelled;
            spelled.name = step.name;
            spelled.operands = step.operands;
            spelled.operands.resize(IsHeapMaker(step.name) ? 1 : spelled.operands.size());
            AppendLabel(spelled, label);
            return;
        }
        label += step.name;
        label += '(';
        const size_t open = label.size();
        for (const std::string_view operand : step.operands) {
            const Local* local = function.Find(operand);
            const bool everywhere = operand == "omni_global" || operand == "omni_heap" || operand == kHolder;
            if (everywhere || (local != nullptr && local->is_region)) {
                label += label.size() == open ? "" : ",";
                label += local != nullptr && local->is_holder ? kHolder : operand;
            }
        }
        label += ')';
    }

    void ComparePaths(const CFunction& function, const Sequence& wanted)
    {
        Labels labels;
        const SpellStep of_c = [&](const Step& step, std::string& label) {
            if (IsFence(step)) {
                Spell(function, step, label);
            }
        };
        const SpellStep of_plan = AppendLabel;
        const Automaton left(function.body, labels, of_c);
        const Automaton right(wanted, labels, of_plan);
        bool gave_up = false;
        for (const Mismatch& mismatch : Compare(left, right, labels, 3, gave_up)) {
            std::string text;
            for (const std::string& label : mismatch.wanted) {
                text += (text.empty() ? "" : " or ") + label;
            }
            Complain(fmt::format("{}: {} in the C where region IR has {}", function.name,
                                 mismatch.found_label.empty() ? "nothing" : mismatch.found_label,
                                 text.empty() ? "nothing" : text));
        }
    }

    // What emit leaves out because nobody wants it may be missing; nothing may be there that region IR does not have.
    void CheckAllocations(const CFunction& function, std::map<std::string, int>& allowed)
    {
        std::string label;
        ForEachOperation(function.body, [&](const Step& step) {
            if (IsFence(step) || EffectOf(step.name) != Effect::None) {
                return;
            }
            label.clear();
            Spell(function, step, label);
            if (--allowed[label] < 0) {
                Complain(fmt::format("{}: {} in the C is not in region IR", function.name, label));
            }
        });
    }

    static void AddHolds(const CFunction& function, const Expected& expected, PlanFunction& entry)
    {
        for (const auto& [region, variables] : expected.holds) {
            for (const std::string_view variable : variables) {
                if (function.Find(region) != nullptr && function.Find(variable) != nullptr) {
                    entry.holds[region].push_back(variable);
                }
            }
        }
    }

    const rir::Module& module_;
    const emit::Names& names_;
    NameIndex builders_;  ///< functions that build in a region that they are given
    std::vector<Wanted> wanted_;
    NameIndex wanted_index_;
    Inspection out_;
};

// What templates that are not the built-in ones call the operations: a template whose only call is of another function.
Aliases AliasesOf(const emit::Templates& templates)
{
    static constexpr std::pair<emit::Template, std::string_view> kOperations[] = {
        {emit::Template::RegionCreate, "region_create"},
        {emit::Template::RegionExit, "region_exit"},
        {emit::Template::RegionReset, "region_reset"},
        {emit::Template::RegionOf, "region_of"},
    };
    Aliases aliases;
    for (const auto& [id, operation] : kOperations) {
        std::string text;
        for (const emit::Segment& segment : templates.segments(id)) {
            text += segment.literal + (segment.hole == emit::Segment::kNoHole ? "" : "hole");
        }
        std::vector<std::string_view> called;
        Tokeniser tokeniser(text);
        for (std::vector<Token> tokens; tokeniser.NextExternal(tokens);) {
            for (size_t i = 0; i + 1 < tokens.size(); ++i) {
                if (tokens[i].kind == TokenKind::Name && tokens[i + 1].Is("(")) {
                    called.push_back(tokens[i].text);
                }
            }
        }
        if (called.size() == 1 && called[0] != operation) {
            aliases.emplace(called[0], operation);
        }
    }
    return aliases;
}

}  // namespace

Inspection Inspect(const std::vector<std::string_view>& c, const rir::Module& module, const emit::Names& names,
                   const emit::Templates& templates, bool is_whole)
{
    return Inspector(module, names).Run(c, AliasesOf(templates), is_whole);
}

}  // namespace omni::audit
