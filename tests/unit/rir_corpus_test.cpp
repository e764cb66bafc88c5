// The plans of real programs: every example and golden case, with each optimisation off in turn, passes the checker and
// can be read back; and when one of these plans is broken, the checker sees it.

#include <criterion/criterion.h>

#include <functional>
#include <map>
#include <sstream>

#include "driver/pipeline.h"
#include "rir_mutate.h"
#include "rir_programs.h"
#include "rir_run.h"
#include "rir/parse.h"
#include "rir/print.h"
#include "source/render.h"

namespace {

using omni::rir::Module;

/// Paths of all programs below a folder, sorted.
void Collect(omni::support::FileSystem& files, const std::string& folder, std::vector<std::string>& paths)
{
    for (const std::string& name : files.List(folder)) {
        const std::string path = folder + "/" + name;
        if (files.IsDirectory(path)) {
            Collect(files, path, paths);
        } else if (path.size() > 5 && path.compare(path.size() - 5, 5, ".omni") == 0) {
            paths.push_back(path);
        }
    }
}

/// Calls `visit` with the plan of each program that has one: the others are there for their diagnostics.
int ForEachPlan(const omni::plan::PlanOptions& plan, const std::function<void(const std::string&, Module&)>& visit)
{
    omni::support::DiskFileSystem files;
    std::istringstream in;
    std::ostringstream out;
    omni::driver::Environment environment{files, in, out, out};
    std::vector<std::string> paths;
    Collect(files, std::string(OMNI_SOURCE_ROOT) + "/examples", paths);
    Collect(files, std::string(OMNI_SOURCE_ROOT) + "/golden", paths);
    int count = 0;
    for (const std::string& path : paths) {
        omni::driver::Request request;
        request.path = path;
        request.translation.plan = plan;
        request.translation.allow_extern = true;
        const auto translated = omni::driver::Translate(request, environment);
        cr_expect(translated->internal_error.empty(), "%s: %s", path.c_str(), translated->internal_error.c_str());
        if (translated->ok()) {
            ++count;
            visit(path, *translated->program);
        }
    }
    return count;
}

/// What is printed is read back, and printed alike.
void ExpectRoundTrip(const std::string& path, Module& module)
{
    const std::string text = Print(module);
    omni::source::SourceFiles files;
    omni::source::Sink sink;
    const auto file = files.Add(path + ".rir", text);
    const auto again = omni::rir::Parse(files, file, sink);
    cr_expect(again && Print(*again) == text, "%s", omni::source::RenderText(files, sink, {}).c_str());
}

const std::vector<std::string> kOfRegions = {"delete region.exit", "double region.exit", "move up region.exit",
                                             "swap regions",       "other dest"};
const std::vector<std::string> kOfHeap = {
    "delete stack.reserve",
    "delete dup",   "double dup",       "delete drop",      "double drop",         "delete free_tree", "double free_tree",
    "delete free",  "double free",      "delete reuse",     "double reuse",        "move up free",     "move up drop",
    "other cell",   "extend what lives on", "forget a cell",    "keep a part less", "free what is counted", "flip borrowed",   "delete region.reset",
    "double region.reset", "move a reset behind what is made", "scratch or not", "scratch too small"};

void ExpectMutantsRejected(const omni::plan::PlanOptions& plan, const std::vector<std::string>& kinds)
{
    rir_mutate::Score score;
    const int count = ForEachPlan(plan, [&](const std::string& path, Module& module) {
        const size_t before = score.missed.size();
        rir_mutate::Judge(module, score);
        cr_expect(score.missed.size() == before, "%s:\n%s", path.c_str(), score.missed.substr(before).c_str());
    });
    cr_log_info("%d programs\n%s", count, score.Report().c_str());
    cr_expect(score.by_kind["delete region.create"].must > 10);
    int must = 0, all = 0;
    for (const auto& [kind, line] : score.by_kind) {
        must += line.must;
        all += line.must + line.may;
    }
    cr_expect(must >= 1000, "%d mutants that must be rejected, of %d", must, all);
    // each operation of the plan is among what is broken
    for (const std::string& kind : kinds) {
        cr_expect(score.by_kind[kind].must + score.by_kind[kind].may > 0, "no mutant of kind %s", kind.c_str());
    }
}

}  // namespace

Test(rir_corpus, plans_hold_and_are_read_back, .timeout = 120)
{
    for (const int off : {0, 1, 2, 3}) {
        omni::plan::PlanOptions plan;
        plan.stack = off != 1;
        plan.nonlexical = off != 2;
        plan.outliving = off != 3;
        const int count = ForEachPlan(plan, ExpectRoundTrip);
        cr_expect(count > 20, "%d programs", count);
    }
}

Test(rir_corpus, broken_plans_are_rejected, .timeout = 600) { ExpectMutantsRejected({}, kOfHeap); }

Test(rir_corpus, broken_plans_with_copies_are_rejected, .timeout = 600)
{
    omni::plan::PlanOptions plan;
    plan.outliving = false;
    plan.stack = false;
    ExpectMutantsRejected(plan, kOfRegions);
}

/// What the checker accepts of the mutants runs like the program itself, also where that stops early.
void ExpectAcceptedRun(const omni::plan::PlanOptions& plan)
{
    int programs = 0, accepted = 0;
    std::map<std::string, int> stops;
    ForEachPlan(plan, [&](const std::string& path, Module& module) {
        const rir_run::Outcome whole = rir_run::Run(module);
        const bool may_be = whole.fault.empty() || whole.fault == "does not end" ||
                            whole.fault == "not a procedure" || whole.fault == "not an object" ||
                            whole.fault == "a call with another number of arguments" ||
                            whole.fault == "an index that is too large";  // an error of the program, or of a guessed number
        cr_expect(may_be, "%s: %s", path.c_str(), whole.fault.c_str());
        ++stops[whole.fault.empty() ? "at the end" : whole.fault];
        ++programs;
        rir_mutate::Score score;
        rir_mutate::Judge(module, score, [&](const rir_mutate::Mutant& mutant) {
            ++accepted;
            const rir_run::Outcome outcome = rir_run::Run(module);
            cr_expect(outcome.fault == whole.fault && outcome.output == whole.output, "%s, %s, %s: %s", path.c_str(),
                      mutant.kind.c_str(), mutant.place.c_str(), outcome.fault.c_str());
        });
    });
    cr_log_info("%d accepted mutants of %d programs", accepted, programs);
    for (const auto& [why, count] : stops) {
        cr_log_info("%d programs stop: %s", count, why.c_str());
    }
    cr_expect(stops["at the end"] > 200, "%d of %d programs run to their end", stops["at the end"], programs);
    cr_expect(accepted > 1000, "%d accepted mutants", accepted);
}

Test(rir_corpus, what_is_accepted_runs_as_before, .timeout = 900) { ExpectAcceptedRun({}); }

Test(rir_corpus, what_is_accepted_with_copies_runs_as_before, .timeout = 900)
{
    omni::plan::PlanOptions plan;
    plan.outliving = false;
    plan.stack = false;
    ExpectAcceptedRun(plan);
}

Test(rir_corpus, region_ir_is_an_input)
{
    omni::support::MemoryFileSystem files;
    std::istringstream in;
    std::ostringstream out;
    omni::driver::Environment environment{files, in, out, out};
    const auto translate = [&](const std::string& text) {
        files.WriteAtomically("prog.rir", "module prog\n" + text);
        omni::driver::Request request;
        request.path = "prog.rir";
        request.emit_c = true;
        return omni::driver::Translate(request, environment);
    };
    std::string text(rir_programs::kLoops);
    const auto good = translate(text);
    cr_assert(good->ok(), "%s", RenderText(good->files, good->sink, {}).c_str());
    cr_expect(good->c.find("Region *each = region_create();") != std::string::npos, "%s", good->c.c_str());
    // a broken rule is the author's, with its place, and no C comes out
    const std::string exit = "    region.exit each\n";
    text.erase(text.find(exit), exit.size());
    const auto bad = translate(text);
    cr_expect(bad->exit_code() == omni::driver::ExitCode::ProgramWrong && bad->c.empty());
    const std::string message = RenderText(bad->files, bad->sink, {});
    const std::string expected = "prog.rir:28:5: error[E0403]: V4: `each` is active at the next iteration, in squares";
    cr_expect(message.find(expected) != std::string::npos, "%s", message.c_str());
}
