// Random programs do the same before and after the types stage, and no value is ever of a kind that was not inferred.

#include <criterion/criterion.h>

#include <random>

#include "core/from_ast.h"
#include "core/print.h"
#include "core/verify.h"
#include "syntax/parse.h"
#include "types/types.h"
#include "types_interpreter.h"

using namespace types_test;

namespace {

/// Writes programs of a few functions that call each other, with all that moves values around: lists and stores into
/// them, closures, cells, globals, loops, tests.
class Generator {
public:
    explicit Generator(uint32_t seed) : random_(seed) {}

    std::string Program()
    {
        std::string text =
            "(define (my-map f xs) (if (null? xs) '() (cons (f (car xs)) (my-map f (cdr xs)))))\n"
            "(define (fold-up f acc xs) (if (pair? xs) (fold-up f (f acc (car xs)) (cdr xs)) acc))\n"
            "(define (counter start) (lambda (by) (set! start (+ start by)) start))\n"
            "(define (id x) x)\n"
            "(define g0 1)\n(define g1 '())\n";
        const int functions = 2 + Pick(4);
        for (int i = 0; i < functions; ++i) {
            functions_ = i + 1;
            arity_.push_back(1 + Pick(3));
            scope_ = {};
            for (int p = 0; p < arity_[static_cast<size_t>(i)]; ++p) {
                scope_.push_back("p" + std::to_string(p));
            }
            std::string params;
            for (const std::string& param : scope_) {
                params += " " + param;
            }
            text += "(define (f" + std::to_string(i) + params + ")\n  " + Body(3) + ")\n";
        }
        scope_ = {};
        for (int i = 0; i < 4; ++i) {
            text += "(display " + Expression(3) + ")\n";
        }
        return text;
    }

private:
    int Pick(int count) { return static_cast<int>(random_() % static_cast<uint32_t>(count)); }

    std::string Atom()
    {
        static const char* const kLiterals[] = {"0", "1", "2", "7", "1.5", "2.0", "#t", "#f", "'()", "\"text\"",
                                                "'a", "'(1 2 3)", "'(1.5 2.5)", "'(\"a\" \"b\")", "'(1 . 2)"};
        if (!scope_.empty() && Pick(4) != 0) {
            return scope_[static_cast<size_t>(Pick(static_cast<int>(scope_.size())))];
        }
        return kLiterals[Pick(15)];
    }

    /// Mostly asks before it relies on the kind of a value, for else no program would get far.
    std::string Guarded(const std::string& test, const std::string& value, const std::string& otherwise)
    {
        if (Pick(60) == 0) {
            return value;
        }
        const std::string name = "t" + std::to_string(++guards_);
        return "(let ((" + name + " " + value + ")) (if (" + test + " " + name + ") " + name + " " + otherwise + "))";
    }
    std::string Number(int depth) { return Guarded("number?", Expression(depth), Pick(2) == 0 ? "1" : "2.5"); }
    std::string Pair(int depth) { return Guarded("pair?", Expression(depth), "(cons 1 '())"); }
    std::string List(int depth)
    {
        const std::string name = "t" + std::to_string(++guards_);
        return "(let ((" + name + " " + Expression(depth) + ")) (if (or (null? " + name + ") (pair? " + name + ")) " +
               name + " '(4 5)))";
    }

    std::string Call(int depth)
    {
        const int function = Pick(functions_);
        std::string text = "(f" + std::to_string(function);
        for (int i = 0; i < arity_[static_cast<size_t>(function)]; ++i) {
            text += " " + Expression(depth - 1);
        }
        return text + ")";
    }

    std::string Condition(int depth)
    {
        static const char* const kTests[] = {"null?", "pair?", "number?", "string?", "int?", "not", "float?"};
        switch (Pick(5)) {
        case 0: return "(and " + Condition(depth) + " " + Condition(depth) + ")";
        case 1: return "(or (" + std::string(kTests[Pick(7)]) + " " + Atom() + ") " + Expression(depth - 1) + ")";
        case 2: return "(< " + Number(depth - 1) + " " + Number(0) + ")";
        default: return "(" + std::string(kTests[Pick(7)]) + " " + Atom() + ")";
        }
    }

    std::string WithLocal(const std::string& keyword, const std::string& value, int depth)
    {
        const std::string name = "v" + std::to_string(scope_.size());
        scope_.push_back(name);
        std::string text = "(" + keyword + " ((" + name + " " + value + ")) " + Body(depth - 1) + ")";
        scope_.pop_back();
        return text;
    }

    std::string Lambda(int parameters, int depth)
    {
        std::string params;
        for (int i = 0; i < parameters; ++i) {
            scope_.push_back("x" + std::to_string(scope_.size()));
            params += (i == 0 ? "" : " ") + scope_.back();
        }
        const std::string text = "(lambda (" + params + ") " + Body(depth - 1) + ")";
        scope_.resize(scope_.size() - static_cast<size_t>(parameters));
        return text;
    }

    std::string Body(int depth)
    {
        std::string text = "(begin ";
        for (int i = Pick(3); i > 0; --i) {
            switch (Pick(5)) {
            case 0: text += "(set! g" + std::to_string(Pick(2)) + " " + Expression(depth - 1) + ") "; break;
            case 1: text += "(set-car! " + Pair(0) + " " + Expression(depth - 1) + ") "; break;
            case 2: text += "(if (pair? " + Atom() + ") (set-cdr! " + Atom() + " " + Atom() + ") 0) "; break;
            case 3:
                if (!scope_.empty()) {
                    text += "(set! " + scope_[static_cast<size_t>(Pick(static_cast<int>(scope_.size())))] + " " +
                            Expression(depth - 1) + ") ";
                }
                break;
            default: text += "(display " + Expression(depth - 1) + ") "; break;
            }
        }
        return text + Expression(depth) + ")";
    }

    std::string Expression(int depth)
    {
        if (depth <= 0) {
            return Atom();
        }
        static const char* const kArithmetic[] = {"+", "-", "*", "/", "<", "="};
        static const char* const kBinary[] = {"cons", "cons", "eq?"};
        static const char* const kUnary[] = {"id", "null?", "pair?", "not"};
        switch (Pick(18)) {
        case 0:
        case 1: return "(" + std::string(kArithmetic[Pick(6)]) + " " + Number(depth - 1) + " " + Number(depth - 1) + ")";
        case 2:
            return "(" + std::string(kBinary[Pick(3)]) + " " + Expression(depth - 1) + " " + Expression(depth - 1) + ")";
        case 3: return "(car " + Pair(depth - 1) + ")";
        case 16: return "(cdr " + Pair(depth - 1) + ")";
        case 17: return "(string-length " + Guarded("string?", Expression(depth - 1), "\"abc\"") + ")";
        case 4: return "(" + std::string(kUnary[Pick(4)]) + " " + Expression(depth - 1) + ")";
        case 5:
        case 6: return "(if " + Condition(depth) + " " + Expression(depth - 1) + " " + Expression(depth - 1) + ")";
        case 7:
        case 8: return Call(depth);
        case 9: return WithLocal("let", Expression(depth - 1), depth);
        case 10: return "(my-map " + Lambda(1, depth) + " " + List(depth - 1) + ")";
        case 11: return "(fold-up " + Lambda(2, depth) + " " + Atom() + " " + Expression(depth - 1) + ")";
        case 12: return "((counter " + Number(depth - 1) + ") " + Number(depth - 1) + ")";
        case 13: return WithLocal("let", Lambda(1, depth), depth);
        case 14: return Pick(2) == 0 ? "g0" : "g1";
        default: return Loop(depth);
        }
    }

    std::string Loop(int depth)
    {
        const std::string at = "i" + std::to_string(scope_.size()), acc = "a" + std::to_string(scope_.size());
        std::string text = "(let loop ((" + at + " 0) (" + acc + " " + Expression(depth - 1) + ")) (if (< " + at + " 3) ";
        scope_.push_back(at);
        scope_.push_back(acc);
        text += "(loop (+ " + at + " 1) " + Expression(depth - 1) + ") " + Expression(depth - 1) + "))";
        scope_.resize(scope_.size() - 2);
        return text;
    }

    std::mt19937 random_;
    int functions_ = 0, guards_ = 0;
    std::vector<int> arity_;
    std::vector<std::string> scope_;
};

}  // namespace

Test(types_soundness, random_programs_run_as_before, .timeout = 100)
{
    size_t finished = 0, panicked = 0;
    for (uint32_t seed = 1; seed <= 1500; ++seed) {
        const std::string text = Generator(seed).Program();
        source::SourceFiles files;
        source::Sink sink;
        const source::FileId file = files.Add("random.omni", text);
        syntax::ParsedFile parsed = syntax::ParseFile(files, file, sink);
        core::Module module = core::BuildModule(files, std::move(parsed), core::BuildOptions(), sink);
        if (sink.has_errors()) {
            continue;
        }
        Interpreter before(module, false);
        const Interpreter::Outcome expected = before.Run();
        core::Module typed = module;
        types::Lower(typed, types::Infer(typed, sink), sink);
        for (const auto& violations : {core::Verify(typed), types::Verify(typed)}) {
            for (const std::string& violation : violations) {
                cr_assert(false, "seed %u: %s\n%s", seed, violation.c_str(), text.c_str());
            }
        }
        Interpreter after(typed, true);
        const Interpreter::Outcome outcome = after.Run();
        cr_assert(outcome != Interpreter::Outcome::Unsound, "seed %u: %s\n%s\n%s", seed, after.problem.c_str(),
                  text.c_str(), core::Print(typed).c_str());
        if (expected == Interpreter::Outcome::OutOfSteps || outcome == Interpreter::Outcome::OutOfSteps) {
            continue;
        }
        cr_assert(outcome == expected && after.output == before.output, "seed %u: \"%s\" became \"%s\"\n%s\n%s", seed,
                  before.output.c_str(), after.output.c_str(), text.c_str(), core::Print(typed).c_str());
        ++(outcome == Interpreter::Outcome::Finished ? finished : panicked);
    }
    cr_assert(finished > 100 && panicked > 100, "%zu finished, %zu panicked", finished, panicked);
}
