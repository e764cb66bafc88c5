#include "audit/compare.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "audit/automaton.h"
#include "audit/operations.h"
#include "audit/paths.h"

namespace omni::audit {

namespace {

using source::DiagKind;
using source::Span;

size_t CountOperations(const Sequence& sequence)
{
    size_t count = 0;
    ForEachOperation(sequence, [&count](const Step&) { ++count; });
    return count;
}

std::string Either(const std::vector<std::string>& labels)
{
    std::string text;
    for (const std::string& label : labels) {
        text += fmt::format("{}`{}`", text.empty() ? "" : " or ", label);
    }
    return text;
}

class Auditor {
public:
    Auditor(const CFile& file, source::FileId id, const Plan* plan, source::Sink& sink)
        : file_(file), id_(id), plan_(plan), sink_(sink)
    {
    }

    Totals Run()
    {
        for (const CProblem& problem : file_.problems) {
            sink_.Report(DiagKind::UnreadableC, SpanOf(problem.begin, problem.end), problem.text)
                .Hint("emitted C that is edited by hand keeps to the statements that omnic writes");
        }
        CheckDirectives();
        if (plan_ != nullptr) {
            for (const PlanFunction& planned : plan_->functions) {
                planned_.emplace(planned.name, &planned);
            }
        }
        Totals totals;
        std::unordered_set<std::string_view> present;
        for (const CFunction& function : file_.functions) {
            present.insert(function.name);
            ++totals.functions;
            totals.operations += CountOperations(function.body);
            CheckFunction(function);
        }
        if (plan_ != nullptr) {
            for (const PlanFunction& planned : plan_->functions) {
                if (present.count(planned.name) == 0) {
                    sink_.Report(DiagKind::FunctionUnplanned, SpanOf(0, 0), planned.name, "of the plan is not in this file");
                }
            }
        }
        return totals;
    }

private:
    [[nodiscard]] Span SpanOf(uint32_t begin, uint32_t end) const { return {id_, begin, end}; }
    [[nodiscard]] static Span NameSpan(source::FileId id, const CFunction& function)
    {
        return {id, function.begin, function.begin + static_cast<uint32_t>(function.name.size())};
    }

    // The two lines at the top of a header.
    static bool IsGuard(const Token& first, const Token& second)
    {
        constexpr std::string_view kTest = "#ifndef ";
        constexpr std::string_view kSet = "#define ";
        return first.text.starts_with(kTest) && second.text.starts_with(kSet) &&
               first.text.substr(kTest.size()) == second.text.substr(kSet.size());
    }

    // A directive could give a name of the code another meaning, or leave code out.
    void CheckDirectives()
    {
        for (size_t i = 0; i < file_.directives.size(); ++i) {
            const Token& directive = file_.directives[i];
            const bool inside = std::any_of(file_.functions.begin(), file_.functions.end(), [&](const CFunction& f) {
                return f.begin < directive.begin && directive.begin < f.end;
            });
            const bool renames = directive.text.starts_with("#define") || directive.text.starts_with("#undef");
            if (i == 1 && IsGuard(file_.directives[0], directive)) {
                continue;
            }
            if (renames || (inside && !directive.text.starts_with("#line"))) {
                sink_.Report(DiagKind::UnreadableC, SpanOf(directive.begin, directive.end),
                             "omnic writes no such directive")
                    .Hint("a directive can change what the code below it means");
            }
        }
    }

    void CheckFunction(const CFunction& function)
    {
        const size_t before = sink_.error_count();
        const auto found = planned_.find(function.name);
        const PlanFunction* planned = found == planned_.end() ? nullptr : found->second;
        const bool edited = planned != nullptr && planned->fingerprint != function.fingerprint;
        if (planned != nullptr) {   // also where the code was not edited: the plan may have been
            CompareWithPlan(function, *planned);
        }
        for (const PathProblem& problem :
             CheckPaths(function, planned == nullptr ? std::map<std::string_view, std::vector<std::string_view>>()
                                                     : planned->holds)) {
            Report(problem);
        }
        if (edited && sink_.error_count() == before) {
            sink_.Report(DiagKind::CodeEdited, NameSpan(id_, function), function.name)
                .Hint("its memory operations are those of the plan; change the source and translate it again, or "
                      "review the change by hand");
        }
        if (plan_ != nullptr && planned == nullptr) {
            const size_t count = CountOperations(function.body);
            sink_.Report(DiagKind::FunctionUnplanned, NameSpan(id_, function), function.name,
                         count == 0 ? std::string("is not in the plan")
                                    : fmt::format("is not in the plan, and has {} memory operation{}", count,
                                                  count == 1 ? "" : "s"));
        }
    }

    // Regions of the plan by their names in the C: the same, or, where a name has gone, the next one that has come.
    static std::unordered_map<std::string_view, std::string_view> Renamed(const CFunction& function,
                                                                         const PlanFunction& planned)
    {
        std::unordered_map<std::string_view, std::string_view> names;
        std::vector<std::string_view> gone;
        std::vector<std::string_view> come;
        std::unordered_set<std::string_view> used;
        const auto collect = [&](std::string_view name, std::vector<std::string_view>& to) {
            if (used.insert(name).second) {
                to.push_back(name);
            }
        };
        ForEachOperation(planned.body, [&](const Step& step) {
            for (const std::string_view operand : step.operands) {
                const bool everywhere = operand == "omni_global" || operand == "omni_heap" || operand == "region_of";
                if (!everywhere && operand != kNoVariable && function.Find(operand) == nullptr) {
                    collect(operand, gone);
                }
            }
        });
        used.clear();
        ForEachOperation(planned.body, [&](const Step& step) { used.insert(step.operands.begin(), step.operands.end()); });
        ForEachOperation(function.body, [&](const Step& step) {
            for (const std::string_view operand : step.operands) {
                if (function.Find(operand) != nullptr) {
                    collect(operand, come);
                }
            }
        });
        for (size_t i = 0; i < gone.size() && i < come.size(); ++i) {
            names.emplace(gone[i], come[i]);
        }
        return names;
    }

    void CompareWithPlan(const CFunction& function, const PlanFunction& planned)
    {
        const auto renamed = Renamed(function, planned);
        const SpellStep of_c = AppendLabel;
        const SpellStep of_plan = [&renamed](const Step& step, std::string& label) {
            Step spelled;
            spelled.name = step.name;
            for (const std::string_view operand : step.operands) {
                const auto found = renamed.find(operand);
                spelled.operands.push_back(found == renamed.end() ? operand : found->second);
            }
            AppendLabel(spelled, label);
        };
        const auto spelled_by = [](const SpellStep& spell, const Step& step) {
            std::string label;
            spell(step, label);
            return label;
        };
        Labels labels;
        const Automaton left(function.body, labels, of_c, Automaton::Iterations::Counted);
        const Automaton right(planned.body, labels, of_plan, Automaton::Iterations::Counted);
        if (planned.body.empty() && CountOperations(function.body) == 0) {
            return;
        }
        std::map<std::string, int> surplus;  // how often more in the C than in the plan
        ForEachOperation(function.body, [&](const Step& step) { ++surplus[spelled_by(of_c, step)]; });
        ForEachOperation(planned.body, [&](const Step& step) { --surplus[spelled_by(of_plan, step)]; });
        bool gave_up = false;
        for (const Mismatch& mismatch : Compare(left, right, labels, 3, gave_up)) {
            Report(mismatch, function, surplus);
        }
        if (gave_up && function.fingerprint != planned.fingerprint) {
            sink_.Report(DiagKind::CodeEdited, NameSpan(id_, function), function.name)
                .Hint("it has too many ways through it to say what changed");
        }
    }

    void Report(const Mismatch& mismatch, const CFunction& function, const std::map<std::string, int>& surplus)
    {
        const Step* place = mismatch.found != nullptr ? mismatch.found : mismatch.after;
        const Span span = mismatch.found == nullptr && !mismatch.found_label.empty()
                              ? SpanOf(function.end - 1, function.end)
                          : place != nullptr ? SpanOf(place->begin, place->end)
                                             : NameSpan(id_, function);
        const auto count = [&surplus](const std::string& label) {
            const auto found = surplus.find(label);
            return found == surplus.end() ? 0 : found->second;
        };
        const auto is_end = [](const std::string& label) { return label == "return" || label == "the next iteration"; };
        std::vector<std::string> wanted;
        for (const std::string& label : mismatch.wanted) {
            if (!is_end(label)) {
                wanted.push_back(label);
            }
        }
        const bool returns = is_end(mismatch.found_label);
        if (!mismatch.found_label.empty() && !returns && count(mismatch.found_label) > 0) {
            sink_.Report(DiagKind::OperationUndecided, span, mismatch.found_label, function.name)
                .Hint(wanted.empty() ? "the plan has no operation here"
                                     : fmt::format("the plan has {} here", Either(wanted)));
            return;
        }
        const auto missing =
            std::find_if(wanted.begin(), wanted.end(), [&](const std::string& label) { return count(label) < 0; });
        if (missing != wanted.end() || returns || mismatch.found_label.empty()) {
            if (wanted.empty()) {
                sink_.Report(DiagKind::OperationMisplaced, span,
                             mismatch.found_label.empty() ? "return" : mismatch.found_label)
                    .Hint("the plan of this function does not go on here");
                return;
            }
            sink_.Report(DiagKind::DecisionUnmet, span, missing != wanted.end() ? *missing : wanted.front(), function.name)
                .Hint(!returns ? mismatch.found == nullptr ? "it follows this in the plan" : "it comes before this in the plan"
                               : fmt::format("it comes before {} in the plan",
                                             mismatch.found_label == "return" ? "this return" : mismatch.found_label));
            return;
        }
        sink_.Report(DiagKind::OperationMisplaced, span, mismatch.found_label)
            .Hint(wanted.empty() ? "the plan has no operation here" : fmt::format("the plan has {} here", Either(wanted)));
    }

    void Report(const PathProblem& problem)
    {
        const Span span = SpanOf(problem.begin, problem.end);
        const Span cause = SpanOf(problem.cause_begin, problem.cause_end);
        const bool has_cause = problem.cause_end != 0;
        const auto report = [&](const char* note) {
            source::Diagnostic& diagnostic = sink_.Report(DiagKind::RegionOnPath, span, problem.subject, Describe(problem.rule));
            if (has_cause) {
                diagnostic.Note(cause, note);
            }
        };
        switch (problem.rule) {
        case PathRule::CreatedTwice: report("created here first"); break;
        case PathRule::ExitedTwice: report("exited here before"); break;
        case PathRule::NotActive: report("exited here before"); break;
        case PathRule::NotExited: report("created here"); break;
        case PathRule::WaysDisagree: report("changed here"); break;
        case PathRule::UsedAfterExit:
            sink_.Report(DiagKind::UsedWhenDead, span, problem.subject, fmt::format("the exit of `{}`", problem.region))
                .Note(cause, "exited here");
            break;
        case PathRule::UsedAfterFree:
            sink_.Report(DiagKind::UsedWhenDead, span, problem.subject, "it was freed").Note(cause, "freed here");
            break;
        }
    }

    const CFile& file_;
    source::FileId id_;
    const Plan* plan_;
    std::unordered_map<std::string_view, const PlanFunction*> planned_;
    source::Sink& sink_;
};

}  // namespace

Totals Audit(const CFile& file, source::FileId id, const Plan* plan, source::Sink& sink)
{
    return Auditor(file, id, plan, sink).Run();
}

}  // namespace omni::audit
