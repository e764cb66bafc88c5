// The checker rejects broken plans: every mutant that is unsafe by construction, and of the others all that a run shows
// to be unsafe.

#include <criterion/criterion.h>

#include "rir_mutate.h"
#include "rir_programs.h"
#include "rir_run.h"
#include "rir_text.h"

Test(rir_mutate, programs_are_safe)
{
    for (const rir_programs::Program& program : rir_programs::kPrograms) {
        const std::string complaints = rir_text::Complaints(program.text);
        cr_expect(complaints.empty(), "%s:\n%s", std::string(program.name).c_str(), complaints.c_str());
        const rir_run::Outcome outcome = rir_run::Run(rir_text::Read(program.text));
        cr_expect(outcome.fault.empty(), "%s: %s", std::string(program.name).c_str(), outcome.fault.c_str());
        cr_expect(!outcome.output.empty());
    }
}

Test(rir_mutate, all_that_must_be_rejected_are)
{
    rir_mutate::Score score;
    for (const rir_programs::Program& program : rir_programs::kPrograms) {
        omni::rir::Module module = rir_text::Read(program.text);
        rir_mutate::Judge(module, score);
    }
    const std::string report = score.Report();
    cr_log_info("%s", report.c_str());
    cr_expect(score.missed.empty(), "accepted:\n%s%s", score.missed.c_str(), report.c_str());
    for (const char* kind : {"delete region.create", "delete region.exit", "delete region.of", "delete stack.reserve",
                             "delete transmigrate", "move up region.exit", "swap regions", "other dest", "delete dup",
                             "double store", "swap store", "delete store", "store without result", "fill what is not empty"}) {
        cr_expect(score.by_kind[kind].must > 0, "no mutant of kind %s", kind);
    }
}

Test(rir_mutate, what_is_accepted_runs_without_a_fault)
{
    int accepted = 0;
    for (const rir_programs::Program& program : rir_programs::kPrograms) {
        omni::rir::Module module = rir_text::Read(program.text);
        const std::string output = rir_run::Run(module).output;
        rir_mutate::Score score;
        rir_mutate::Judge(module, score, [&](const rir_mutate::Mutant& mutant) {
            ++accepted;
            const rir_run::Outcome outcome = rir_run::Run(module);
            cr_expect(outcome.fault.empty() && outcome.output == output, "%s, %s: %s %s",
                      mutant.kind.c_str(), mutant.place.c_str(), outcome.fault.c_str(), outcome.output.c_str());
        });
    }
    cr_expect(accepted > 0);
}

Test(rir_mutate, the_machine_sees_faults)
{
    int faults = 0, mutants = 0;
    for (const rir_programs::Program& program : rir_programs::kPrograms) {
        omni::rir::Module module = rir_text::Read(program.text);
        rir_mutate::ForEachMutant(module, [&](const rir_mutate::Mutant& mutant) {
            if (mutant.must_reject && (mutant.kind.find("region.exit") != std::string::npos ||
                                       mutant.kind == "delete region.create")) {
                ++mutants;
                faults += rir_run::Run(module).fault.empty() ? 0 : 1;
            }
        });
    }
    cr_expect(faults * 10 > mutants * 9, "%d of %d", faults, mutants);
}
