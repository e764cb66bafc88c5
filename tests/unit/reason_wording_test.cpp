// The exact words of every reason, in both languages that omnic has: a kind without words here fails, and so does a kind
// whose words were changed by accident.

#include <criterion/criterion.h>

#include <iterator>
#include <set>
#include <string>

#include "assert_text.h"
#include "emit/templates.h"
#include "reason/wording.h"

using namespace omni;
using reason::ReasonKind;

namespace {

struct Words {
    ReasonKind kind;
    const char* name;
    const char* english;
    const char* german;
};

// The subject is `cache`, the expression `(car xs)`, the names are a, b and c, number and limit 24 and 256.
const Words kWords[] = {
    {ReasonKind::Constant, "constant",
     "a constant: stored once, never freed",
     "eine Konstante: einmal abgelegt, nie freigegeben"},
    {ReasonKind::Returned, "returned",
     "returned, so it is built in the caller's region: no copy",
     "wird zurückgegeben und darum in der Region des Aufrufers gebaut: keine Kopie"},
    {ReasonKind::PartOfResult, "part_of_result",
     "part of cache, which is returned: built in the caller's region",
     "Teil von cache, das zurückgegeben wird: in der Region des Aufrufers gebaut"},
    {ReasonKind::BesideResult, "beside_result",
     "built together with what is returned, so in the caller's region",
     "entsteht zusammen mit dem Ergebnis, darum in der Region des Aufrufers"},
    {ReasonKind::StoredInParam, "stored_in_param",
     "becomes part of cache, so it is built in the region that holds cache",
     "wird Teil von cache und darum in der Region gebaut, die cache enthält"},
    {ReasonKind::StoredInGlobal, "stored_in_global",
     "reachable from the top-level variable cache: lives until the program ends",
     "erreichbar von der globalen Variablen cache: lebt bis zum Ende des Programms"},
    {ReasonKind::RaisedFunction, "raised_function",
     "may be a function that was raised, which may keep it: lives until the program ends",
     "kann eine geworfene Funktion sein, die es behalten darf: lebt bis zum Ende des Programms"},
    {ReasonKind::PassedToExtern, "passed_to_extern",
     "passed to cache, a C function without a contract, which may keep it",
     "an cache übergeben, eine C-Funktion ohne Vertrag, die es behalten darf"},
    {ReasonKind::DeclaredStores, "declared_stores",
     "cache keeps it: declared stores",
     "cache behält es: erklärt mit stores"},
    {ReasonKind::CalledByExtern, "called_by_extern",
     "goes between cache, a C function, and a function that it calls",
     "geht zwischen cache, einer C-Funktion, und einer Funktion hin und her, die sie aufruft"},
    {ReasonKind::ReturnedByExtern, "returned_by_extern",
     "returned by cache, a C function that is not declared fresh: never freed",
     "von cache zurückgegeben, einer C-Funktion ohne die Erklärung fresh: nie freigegeben"},
    {ReasonKind::CapturedEscapes, "captured_escapes",
     "captured by cache, which outlives this call",
     "von cache eingefangen, das diesen Aufruf überlebt"},
    {ReasonKind::LocalOnly, "local_only",
     "not reachable from outside; last use: (car xs)",
     "von außen nicht erreichbar; letzte Benutzung: (car xs)"},
    {ReasonKind::BranchOnly, "branch_only",
     "used only in this branch, last in (car xs)",
     "nur in diesem Zweig benutzt, zuletzt in (car xs)"},
    {ReasonKind::IterationOnly, "iteration_only",
     "used only within one iteration, last in (car xs)",
     "nur innerhalb eines Durchlaufs benutzt, zuletzt in (car xs)"},
    {ReasonKind::NeverUsed, "never_used",
     "never used",
     "nie benutzt"},
    {ReasonKind::FitsStack, "fits_stack",
     "at most 24 bytes and one object for each call",
     "höchstens 24 Bytes und ein Objekt je Aufruf"},
    {ReasonKind::SameLifetime, "same_lifetime",
     "dies with cache",
     "stirbt mit cache"},
    {ReasonKind::BoxInHolder, "box_in_holder",
     "a box for a number lives with cache, which holds it",
     "die Schachtel einer Zahl lebt bei cache, das sie enthält"},
    {ReasonKind::OnlyRead, "only_read",
     "only read here; the caller keeps it",
     "wird hier nur gelesen; der Aufrufer behält es"},
    {ReasonKind::PassedThrough, "passed_through",
     "part of the result; the caller keeps it alive as long as the result",
     "Teil des Ergebnisses; der Aufrufer hält es so lange am Leben wie das Ergebnis"},
    {ReasonKind::Mutated, "mutated",
     "changed here; the caller keeps it",
     "wird hier geändert; der Aufrufer behält es"},
    {ReasonKind::ChangedBy, "changed_by",
     "changed by cache; the caller keeps it",
     "wird von cache geändert; der Aufrufer behält es"},
    {ReasonKind::PutIntoParam, "put_into_param",
     "put into cache; the caller keeps it alive as long as cache",
     "kommt in cache; der Aufrufer hält es so lange am Leben wie cache"},
    {ReasonKind::NobodyKeeps, "nobody_keeps",
     "what (car xs) may make for its result is not kept by anybody; the call names a region all the same",
     "was (car xs) für sein Ergebnis anlegen mag, behält niemand; der Aufruf nennt trotzdem eine Region"},
    {ReasonKind::EntryBox, "entry_box",
     "cache is also called as a value: its number is boxed where the caller wants it",
     "cache wird auch als Wert aufgerufen: die Zahl kommt in eine Schachtel, wo der Aufrufer sie haben will"},
    {ReasonKind::EntryRest, "entry_rest",
     "cache is also called as a value: the list of its further arguments is built where the caller wants the result",
     "cache wird auch als Wert aufgerufen: die Liste der weiteren Argumente entsteht, wo der Aufrufer das Ergebnis haben will"},
    {ReasonKind::EntryDest, "entry_dest",
     "cache is also called as a value: its result is built where the caller wants it",
     "cache wird auch als Wert aufgerufen: das Ergebnis entsteht, wo der Aufrufer es haben will"},
    {ReasonKind::FitsScratch, "fits_scratch",
     "few objects for each call, so the first 24 bytes of their region lie in the C frame",
     "wenige Objekte je Aufruf, darum liegen die ersten 24 Bytes ihrer Region im C-Rahmen"},
    {ReasonKind::CoarseScratch, "coarse_scratch",
     "lives to the end of the scope: --mode=jit tells no branches apart",
     "lebt bis zum Ende des Gültigkeitsbereichs: --mode=jit unterscheidet keine Zweige"},
    {ReasonKind::TakenApart, "taken_apart",
     "given up in (car xs) while the new one is built, so each object is freed on its own",
     "wird in (car xs) aufgegeben, während das neue gebaut wird; darum wird jedes Objekt einzeln freigegeben"},
    {ReasonKind::SetAgain, "set_again",
     "given up when (car xs) replaces it, so each object is freed on its own",
     "wird aufgegeben, wenn (car xs) es ersetzt; darum wird jedes Objekt einzeln freigegeben"},
    {ReasonKind::DeadAtReturn, "dead_at_return",
     "what (car xs) gets on top of cache is dead when it returns; a region would keep it until the first call returns",
     "was (car xs) oben auf cache dazubekommt, ist tot, wenn der Aufruf endet; eine Region behielte es bis zum Ende des ersten"},
    {ReasonKind::HeapUnique, "heap_unique",
     "nothing ever holds it twice: no counts",
     "nichts hält es je zweimal: keine Zähler"},
    {ReasonKind::HeapCounted, "heap_counted",
     "held twice after (car xs): counted",
     "nach (car xs) zweimal gehalten: gezählt"},
    {ReasonKind::HeapConstant, "heap_constant",
     "(car xs) may make a constant part of it, so it is counted",
     "(car xs) kann eine Konstante zu einem Teil davon machen, darum gezählt"},
    {ReasonKind::Consumed, "consumed",
     "taken over from the caller, who does not use it afterwards",
     "vom Aufrufer übernommen, der es danach nicht benutzt"},
    {ReasonKind::BuiltForCaller, "built_for_caller",
     "built for the caller, who frees it",
     "für den Aufrufer gebaut, der es freigibt"},
    {ReasonKind::OutlivesFrame, "outlives_frame",
     "outlives the call: cache",
     "überlebt den Aufruf: cache"},
    {ReasonKind::SizeUnknown, "size_unknown",
     "size unknown: built by cache",
     "Größe unbekannt: gebaut von cache"},
    {ReasonKind::OwnBuffer, "own_buffer",
     "what it holds lies in a buffer of its own, which can grow",
     "was es enthält, liegt in einem eigenen Puffer, der wachsen kann"},
    {ReasonKind::TooBig, "too_big",
     "24 bytes, over the stack limit of 256",
     "24 Bytes, über der Stapelgrenze von 256"},
    {ReasonKind::LoopCarried, "loop_carried",
     "one for each iteration, and cache keeps them across iterations",
     "eines je Durchlauf, und cache behält sie über die Durchläufe"},
    {ReasonKind::ManySites, "many_sites",
     "more than one object may be alive at once",
     "mehr als ein Objekt kann gleichzeitig leben"},
    {ReasonKind::ManyInLoop, "many_in_loop",
     "made in a loop: any number of them",
     "in einer Schleife angelegt: beliebig viele"},
    {ReasonKind::RecursiveFrame, "recursive_frame",
     "cache may call itself: a buffer in each frame would use up the C stack",
     "cache kann sich selbst aufrufen: ein Puffer in jedem Rahmen würde den C-Stapel aufbrauchen"},
    {ReasonKind::AskedByContract, "asked_by_contract",
     "cache asks for it",
     "cache verlangt es"},
    {ReasonKind::CalleeStores, "callee_stores",
     "cache allocates into it",
     "cache legt darin an"},
    {ReasonKind::SwitchedOff, "switched_off",
     "switched off by cache",
     "abgeschaltet durch cache"},
    {ReasonKind::KeepsOldOnes, "keeps_old_ones",
     "cache would keep the old ones of all iterations",
     "cache behielte die alten aller Durchläufe"},
    {ReasonKind::NothingDies, "nothing_dies",
     "nothing of it dies before cache ends",
     "nichts davon stirbt, bevor cache endet"},
    {ReasonKind::ChangedInPlace, "changed_in_place",
     "changed in place by (car xs)",
     "in (car xs) an Ort und Stelle geändert"},
    {ReasonKind::MayCycle, "may_cycle",
     "(car xs) could make a cycle of it, and counts never free a cycle",
     "(car xs) könnte einen Kreis daraus machen, und Zähler geben einen Kreis nie frei"},
    {ReasonKind::HeldInContainer, "held_in_container",
     "(car xs) puts it into a vector, dict, box or captured variable, where nothing is freed one by one",
     "(car xs) legt es in einen Vektor, ein Dict, eine Box oder eine eingefangene Variable, wo nichts einzeln frei wird"},
    {ReasonKind::HeldByOther, "held_by_other",
     "cache holds it, and is not freed one by one itself",
     "cache hält es und wird selbst nicht einzeln freigegeben"},
    {ReasonKind::UnknownCall, "unknown_call",
     "goes through a call of a procedure that is not known here",
     "geht durch einen Aufruf einer Prozedur, die hier nicht bekannt ist"},
    {ReasonKind::MayBeCaught, "may_be_caught",
     "a guard around cache could leave it behind when something is raised",
     "ein guard um cache könnte es zurücklassen, wenn etwas geworfen wird"},
    {ReasonKind::NoHeapForm, "no_heap_form",
     "(car xs) makes an object that has no form for the heap",
     "(car xs) macht ein Objekt, für das es auf der Halde keine Form gibt"},
    {ReasonKind::UsedBothWays, "used_both_ways",
     "cache also builds for callers that keep such objects in regions",
     "cache baut auch für Aufrufer, die solche Objekte in Regionen halten"},
    {ReasonKind::HeapNotProven, "heap_not_proven",
     "omnic could not prove the counts in cache, so all stays in regions",
     "omnic konnte die Zählung in cache nicht beweisen; darum bleibt alles in Regionen"},
    {ReasonKind::HoldsUntil, "holds_until",
     "for a, b and c: last used in (car xs)",
     "für a, b und c: zuletzt benutzt in (car xs)"},
    {ReasonKind::HoldsInBranch, "holds_in_branch",
     "for a, b and c: used only in this branch",
     "für a, b und c: nur in diesem Zweig benutzt"},
    {ReasonKind::HoldsInLoop, "holds_in_loop",
     "for a, b and c: used only within one iteration",
     "für a, b und c: nur innerhalb eines Durchlaufs benutzt"},
    {ReasonKind::HoldsAcrossLoop, "holds_across_loop",
     "for a, b and c: carried from one iteration to the next",
     "für a, b und c: von einem Durchlauf in den nächsten getragen"},
    {ReasonKind::HoldsEachIteration, "holds_each_iteration",
     "for a, b and c: emptied in each iteration, so that it is made only once",
     "für a, b und c: in jedem Durchlauf geleert, darum nur einmal angelegt"},
    {ReasonKind::EmptiedAtHead, "emptied_at_head",
     "a, b and c: what the last iteration made is not used any more",
     "a, b und c: was der letzte Durchlauf angelegt hat, wird nicht mehr benutzt"},
    {ReasonKind::EmptiedAtLastUse, "emptied_at_last_use",
     "last use of a, b and c: (car xs); the next iteration fills it again",
     "letzte Benutzung von a, b und c: (car xs); der nächste Durchlauf füllt sie wieder"},
    {ReasonKind::LoopOver, "loop_over",
     "a, b and c: the loop ends here",
     "a, b und c: die Schleife endet hier"},
    {ReasonKind::LastUse, "last_use",
     "last use of a, b and c: (car xs)",
     "letzte Benutzung von a, b und c: (car xs)"},
    {ReasonKind::LastUseMoved, "last_use_moved",
     "last use of a, b and c: (car xs), moved in front of cache",
     "letzte Benutzung von a, b und c: (car xs), vorgezogen vor cache"},
    {ReasonKind::Replaced, "replaced",
     "(car xs) replaces what cache held",
     "(car xs) ersetzt, was cache hielt"},
    {ReasonKind::HeldInVariable, "held_in_variable",
     "the variable cache holds it as well",
     "die Variable cache hält es auch"},
    {ReasonKind::HeldInField, "held_in_field",
     "what holds it may be changed while it is used here",
     "was es hält, kann sich ändern, solange es hier benutzt wird"},
    {ReasonKind::TakenOut, "taken_out",
     "taken out of cache: nobody reads it before (car xs)",
     "aus cache genommen: vor (car xs) liest es niemand"},
    {ReasonKind::AtProgramEnd, "at_program_end",
     "the program ends: nothing reads cache any more",
     "das Programm endet: nichts liest cache mehr"},
    {ReasonKind::DeadOnPath, "dead_on_path",
     "a, b and c: not used on this path",
     "a, b und c: auf diesem Weg nicht benutzt"},
    {ReasonKind::DeadAtOnce, "dead_at_once",
     "a, b and c: never used after this",
     "a, b und c: danach nie benutzt"},
    {ReasonKind::LeftByError, "left_by_error",
     "leaves the function: a, b and c ends with it",
     "verlässt die Funktion: a, b und c endet mit ihr"},
    {ReasonKind::GuardedCall, "guarded_call",
     "regions that are created inside end when it raises",
     "Regionen, die darin entstehen, enden, wenn es wirft"},
    {ReasonKind::PendingCall, "pending_call",
     "goes on in the caller: may come back here through an unknown function, and takes no stack",
     "geht im Aufrufer weiter: kann über eine unbekannte Funktion hierher zurückkommen und belegt keinen Stapelplatz"},
    {ReasonKind::PendedPart, "pended_part",
     "given to a call that goes on in the caller, so it is built in the caller's region",
     "geht an einen Aufruf, der im Aufrufer weitergeht, entsteht also in der Region des Aufrufers"},
    {ReasonKind::EndOfScope, "end_of_scope",
     "end of the scope of a, b and c (--no-nonlexical)",
     "Ende des Gültigkeitsbereichs von a, b und c (--no-nonlexical)"},
    {ReasonKind::EndOfCoarseScope, "end_of_coarse_scope",
     "end of the scope of a, b and c (--mode=jit)",
     "Ende des Gültigkeitsbereichs von a, b und c (--mode=jit)"},
    {ReasonKind::CopiedOut, "copied_out",
     "cache is returned but was built locally (--no-outliving)",
     "cache wird zurückgegeben, wurde aber lokal gebaut (--no-outliving)"},
    {ReasonKind::SecondReference, "second_reference",
     "cache is used again after (car xs)",
     "cache wird nach (car xs) noch benutzt"},
    {ReasonKind::CellFreed, "cell_freed",
     "cache is taken apart; what lives on: a, b and c",
     "cache wird zerlegt; was weiterlebt: a, b und c"},
    {ReasonKind::CellReused, "cell_reused",
     "cache is taken apart: its memory is used for (car xs)",
     "cache wird zerlegt: sein Speicher wird für (car xs) benutzt"},
    {ReasonKind::CellUnused, "cell_unused",
     "nothing is built on this path in the memory of cache",
     "auf diesem Weg wird im Speicher von cache nichts gebaut"},
    {ReasonKind::ModuloCons, "modulo_cons",
     "what a call of itself returns only ends its list: each pair is linked behind the last",
     "was ein Aufruf ihrer selbst zurückgibt, beendet nur ihre Liste: jedes Paar wird hinter das letzte gehängt"},
    {ReasonKind::Specialised, "specialised",
     "specialised for cache: called 24 times with cache only",
     "eigene Fassung für cache: 24 Aufrufe, alle mit cache"},
    {ReasonKind::SpecialisedOnce, "specialised_once",
     "specialised for cache: called once, with cache",
     "eigene Fassung für cache: ein Aufruf, mit cache"},
    {ReasonKind::CallsKnown, "calls_known",
     "specialised for cache: what it gets to call is known",
     "eigene Fassung für cache: was sie aufzurufen bekommt, ist bekannt"},
    {ReasonKind::SpecialisedWith, "specialised_with",
     "specialised for cache together with the function that it is part of",
     "eigene Fassung für cache, zusammen mit der Funktion, zu der sie gehört"},
    {ReasonKind::AssumedBorrow, "assumed_borrow",
     "assumed by --allow-extern=borrow: C only looks at its arguments",
     "angenommen wegen --allow-extern=borrow: C sieht seine Argumente nur an"},
    {ReasonKind::IfNotReturned, "if_not_returned",
     "if (car xs) were not given back",
     "wenn (car xs) nicht zurückgegeben würde"},
    {ReasonKind::IfNotStored, "if_not_stored",
     "if (car xs) did not keep it",
     "wenn (car xs) es nicht behielte"},
    {ReasonKind::IfNotPassed, "if_not_passed",
     "if it were not handed to cache in (car xs)",
     "wenn es nicht in (car xs) an cache übergeben würde"},
    {ReasonKind::IfNotCaptured, "if_not_captured",
     "if the function made in (car xs) did not capture it",
     "wenn die Funktion aus (car xs) es nicht einfinge"},
    {ReasonKind::IfNotCarried, "if_not_carried",
     "if (car xs) did not carry it into the next iteration",
     "wenn (car xs) es nicht in den nächsten Durchlauf trüge"},
    {ReasonKind::IfNotChanged, "if_not_changed",
     "if (car xs) did not change it",
     "wenn (car xs) es nicht änderte"},
    {ReasonKind::IfLimit, "if_limit",
     "with --stack-limit=24",
     "mit --stack-limit=24"},
    {ReasonKind::IfSwitchedOn, "if_switched_on",
     "without cache",
     "ohne cache"},
    {ReasonKind::IfSwitchedOff, "if_switched_off",
     "with cache",
     "mit cache"},
    {ReasonKind::ListAnd, "list_and",
     "and",
     "und"},
    {ReasonKind::NotOnStack, "not_on_stack",
     "not on the stack: cache",
     "nicht auf dem Stapel: cache"},
    {ReasonKind::NarrowedIteration, "narrowed_iteration",
     "only one iteration returns it, and copies it out; what the others made dies with them",
     "nur ein Durchlauf gibt es zurück und kopiert es hinaus; was die anderen machten, stirbt mit ihnen"},
    {ReasonKind::NarrowedPath, "narrowed_path",
     "returned on some paths only, and copied out there, at most 24 bytes; on the others it dies here",
     "nur auf manchen Wegen zurückgegeben und dort hinauskopiert, höchstens 24 Bytes; auf den anderen stirbt "
     "es hier"},
    {ReasonKind::NarrowedPart, "narrowed_part",
     "at most 24 bytes of it are returned, and copied out; the rest dies here",
     "höchstens 24 Bytes davon werden zurückgegeben und hinauskopiert; der Rest stirbt hier"},
    {ReasonKind::WouldStay, "would_stay",
     "in the caller's region, what dies here would stay until that region ends",
     "in der Region des Aufrufers bliebe, was hier stirbt, bis diese Region endet"},
    {ReasonKind::WouldPileUp, "would_pile_up",
     "what dies would pile up in the caller's region: cache calls it again and again in (car xs)",
     "was stirbt, häufte sich in der Region des Aufrufers an: cache ruft es in (car xs) immer wieder auf"},
    {ReasonKind::NotRepeated, "not_repeated",
     "it dies on some paths, but nothing shows that cache is called again while the caller's region lives on",
     "es stirbt auf manchen Wegen, aber nichts zeigt, dass cache wieder aufgerufen wird, solange die Region "
     "des Aufrufers lebt"},
    {ReasonKind::CyclicStays, "cyclic_stays",
     "it dies on some paths, but (car xs) may make a cycle of it: a cycle stays where the caller wants it",
     "es stirbt auf manchen Wegen, aber (car xs) kann einen Kreis daraus machen: ein Kreis bleibt, wo der "
     "Aufrufer ihn will"},
    {ReasonKind::CopyTooBig, "copy_too_big",
     "it dies on some paths, but the others would copy 24 bytes, over the limit of 256",
     "es stirbt auf manchen Wegen, aber die anderen kopierten 24 Bytes, über der Grenze von 256"},
    {ReasonKind::CopyUnbounded, "copy_unbounded",
     "it dies on some paths, but the others would copy any number of bytes",
     "es stirbt auf manchen Wegen, aber die anderen kopierten beliebig viele Bytes"},
    {ReasonKind::NarrowingNotProven, "narrowing_not_proven",
     "omnic could not prove a copy on some paths in cache",
     "omnic konnte eine Kopie auf manchen Wegen in cache nicht beweisen"},
    {ReasonKind::CopiedHere, "copied_here",
     "cache is returned on this path: at most 24 bytes are copied into the caller's region",
     "cache wird auf diesem Weg zurückgegeben: höchstens 24 Bytes werden in die Region des Aufrufers kopiert"},
    {ReasonKind::CopiedOnce, "copied_once",
     "cache is returned by this iteration: it is copied into the caller's region",
     "cache wird von diesem Durchlauf zurückgegeben: es wird in die Region des Aufrufers kopiert"},
    {ReasonKind::AfterCopy, "after_copy",
     "what is returned of a, b and c has been copied out",
     "was von a, b und c zurückgegeben wird, ist hinauskopiert"},
    {ReasonKind::StoredAgain, "stored_again",
     "cache is stored a second time by (car xs)",
     "cache wird von (car xs) ein zweites Mal gespeichert"},
    {ReasonKind::StoredEachTime, "stored_each_time",
     "cache is stored again by (car xs) in each iteration",
     "cache wird von (car xs) in jedem Durchlauf wieder gespeichert"},
    {ReasonKind::StoredPart, "stored_part",
     "cache may be part of another structure when (car xs) stores it",
     "cache kann Teil einer anderen Struktur sein, wenn (car xs) es speichert"},
    {ReasonKind::BothHold, "both_hold",
     "(car xs) makes another holder of what cache holds",
     "(car xs) macht einen weiteren Halter dessen, was cache hält"},
    {ReasonKind::StoredIntoItself, "stored_into_itself",
     "(car xs) may store a structure into itself",
     "(car xs) kann eine Struktur in sich selbst speichern"},
    {ReasonKind::ShapeUnknown, "shape_unknown",
     "nothing is known of what cache holds",
     "nichts ist bekannt von dem, was cache hält"},
    {ReasonKind::FitsFrame, "fits_frame",
     "at most 24 bytes, built by cache: its region lies in the C frame, and needs no chunk",
     "höchstens 24 Bytes, gebaut von cache: die Region liegt im C-Rahmen und braucht keinen Block"},
    {ReasonKind::OverFrame, "over_frame",
     "cache may build 24 bytes, over the 256 of a buffer in the C frame",
     "cache kann 24 Bytes bauen, über den 256 eines Puffers im C-Rahmen"},
};

std::string WordsOf(ReasonKind kind, const reason::WordingTable& table)
{
    source::SourceFiles files;
    const source::FileId file = files.Add("test.omni", "(car   xs)  ; the first\n");
    reason::Reason why;
    why.kind = kind;
    why.expression = {file, 0, 10};
    why.subject = support::Intern("cache");
    for (const char* name : {"a", "b", "c"}) {
        why.names.push_back(support::Intern(name));
    }
    why.number = 24;
    why.limit = 256;
    return reason::Word(why, table, files);
}

}  // namespace

Test(reason_wording, every_kind_has_its_words)
{
    cr_assert_eq(std::size(kWords), static_cast<size_t>(ReasonKind::Count), "a kind of reason has no words in this test");
    emit::Templates english;
    emit::Templates german;
    cr_assert(german.LoadWording("de"));
    for (const Words& words : kWords) {
        ASSERT_TEXT(reason::Name(words.kind), words.name);
        ASSERT_TEXT(WordsOf(words.kind, english.wording()), words.english);
        ASSERT_TEXT(WordsOf(words.kind, german.wording()), words.german);
    }
}

Test(reason_wording, the_built_in_words_are_those_of_the_template)
{
    const reason::WordingTable built_in;
    const emit::Templates templates;
    for (const Words& words : kWords) {
        ASSERT_TEXT(built_in.Text(words.kind), templates.wording().Text(words.kind));
    }
}

Test(reason_wording, phrases_are_in_the_templates_of_all_languages)
{
    const reason::WordingTable built_in;
    const emit::Templates english;
    emit::Templates german;
    cr_assert(german.LoadWording("de"));
    const auto holes_of = [](const std::string& text) {
        std::set<std::string> holes;
        for (size_t at = 0; (at = text.find("{{", at)) != std::string::npos; at += 2) {
            holes.insert(text.substr(at, text.find("}}", at) - at));
        }
        return holes;
    };
    size_t same = 0;
    for (size_t i = 0; i < static_cast<size_t>(reason::PhraseId::Count); ++i) {
        const auto phrase = static_cast<reason::PhraseId>(i);
        ASSERT_TEXT(built_in.Text(phrase), english.wording().Text(phrase));
        cr_assert(holes_of(english.wording().Text(phrase)) == holes_of(german.wording().Text(phrase)), "%s",
                  std::string(reason::Name(phrase)).c_str());
        same += built_in.Text(phrase) == german.wording().Text(phrase) ? 1 : 0;
    }
    cr_assert_leq(same, 2u, "phrases without a translation");
    const reason::Holes holes{.subject = "xs", .function = "f", .place = "stack", .number = 3, .limit = 7};
    ASSERT_TEXT(built_in.Phrase(reason::PhraseId::HeadPlace, holes), "`xs` of f lives in: stack");
    ASSERT_TEXT(german.wording().Phrase(reason::PhraseId::HeadPlace, holes), "`xs` von f lebt in: stack");
    ASSERT_TEXT(built_in.Phrase(reason::PhraseId::PageShown, holes), "3 of 7");
}

Test(reason_wording, a_sentence_can_be_replaced_and_the_others_stay)
{
    reason::WordingTable table;
    cr_assert(table.Load("# a house style\nlast_use: nobody needs {{names}} after {{expression}}\n").empty());
    ASSERT_TEXT(WordsOf(ReasonKind::LastUse, table), "nobody needs a, b and c after (car xs)");
    ASSERT_TEXT(WordsOf(ReasonKind::NeverUsed, table), "never used");
}

Test(reason_wording, a_wrong_line_is_named)
{
    reason::WordingTable table;
    const auto problems = table.Load("never_used: unused\nno_such_kind: x\nlast_use: {{hole}}\n");
    cr_assert_eq(problems.size(), 2u);
    cr_assert_eq(problems[0].line, 2u);
    cr_assert_eq(problems[1].line, 3u);
    ASSERT_TEXT(WordsOf(ReasonKind::NeverUsed, table), "unused");
}

Test(reason_wording, there_is_no_language_without_a_file)
{
    emit::Templates templates;
    cr_assert(!templates.LoadWording("tlh"));
    cr_assert_eq(emit::Templates::Languages().size(), 2u);
}
