#include "audit/check.h"

#include <fmt/core.h>

#include <map>
#include <unordered_set>
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
        builders_.insert({"omni_call", "omni_apply", "omni_try", "omni_handle"});
        for (size_t i = 0; i < module.functions.size(); ++i) {
            builders_.insert(names.functions[i]);
            if (!module.functions[i].code.is_extern) {
                wanted_.emplace(names.functions[i], Wanted{core::FuncId(i), false});
            }
            if (!names.entries[i].empty()) {
                wanted_.emplace(names.entries[i], Wanted{core::FuncId(i), true});
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
        for (const auto& [name, wanted] : wanted_) {
            if (is_whole && !wanted.found) {
                Complain(fmt::format("{}: no such function in the C", name));
            }
        }
        return std::move(out_);
    }

private:
    struct Wanted {
        core::FuncId function;
        bool entry = false;  ///< the function's closure entry: calls it, and does no more
        bool found = false;
    };

    void Check(const CFunction& function)
    {
        PlanFunction entry{function.name, function.fingerprint, {}, Simplify(function.body)};
        if (const auto found = wanted_.find(function.name); found != wanted_.end()) {
            found->second.found = true;
            Expected expected;
            if (!found->second.entry) {
                expected = ExpectedOf(module_, found->second.function, names_);
                CheckAllocations(function, expected.allocations);
            } else if (module_.functions[found->second.function.index()].takes_dest) {
                expected.body.emplace_back();
                expected.body.back().kind = StepKind::Operation;
                expected.body.back().name = names_.functions[found->second.function.index()];
                expected.body.back().operands.push_back("dest");
            }
            ComparePaths(function, expected.body);
            AddHolds(function, expected, entry);
        }
        for (const PathProblem& problem : CheckPaths(function, entry.holds)) {
            Complain(fmt::format("{}: `{}` {}", function.name, problem.subject, Describe(problem.rule)));
        }
        out_.trailers.back() += TrailerEntry(entry);
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
        case Effect::Count: return true;
        case Effect::Holder: return false;
        case Effect::None: return builders_.count(step.name) != 0 || EndsObject(step.name);
        }
        return false;
    }

    // Regions only, those of holders under one name; of heap objects those that the operation ends or counts, of a cell
    // that is filled anew the cell.
    static std::string Spell(const CFunction& function, const Step& step)
    {
        Step spelled;
        spelled.name = step.name;
        if (EndsObject(step.name) || EffectOf(step.name) == Effect::Count) {
            spelled.operands = step.operands;
            spelled.operands.resize(IsHeapMaker(step.name) ? 1 : spelled.operands.size());
            return Label(spelled);
        }
        for (const std::string_view operand : step.operands) {
            const Local* local = function.Find(operand);
            if (operand == "omni_global" || operand == kHolder || (local != nullptr && local->is_region)) {
                spelled.operands.push_back(local != nullptr && local->is_holder ? kHolder : operand);
            }
        }
        return Label(spelled);
    }

    void ComparePaths(const CFunction& function, const Sequence& wanted)
    {
        Labels labels;
        const std::function<std::string(const Step&)> of_c = [&](const Step& step) {
            return IsFence(step) ? Spell(function, step) : std::string();
        };
        const std::function<std::string(const Step&)> of_plan = [](const Step& step) { return Label(step); };
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
    void CheckAllocations(const CFunction& function, std::map<std::string, int> allowed)
    {
        ForEachOperation(function.body, [&](const Step& step) {
            if (IsFence(step) || EffectOf(step.name) != Effect::None) {
                return;
            }
            const std::string label = Spell(function, step);
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
    std::unordered_set<std::string_view> builders_;  ///< functions that build in a region that they are given
    std::map<std::string_view, Wanted> wanted_;
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
