// How Lower rewrites: narrowing by tests, folding, declared types, dead values, and errors that are certain.

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "types_builder.h"

using namespace types_test;

namespace {

/// A function of one parameter that the entry calls with each of the arguments.
struct Subject {
    Program p;
    core::FuncId id = p.Declare("f");
    VarId x;

    void Finish(const std::vector<Atom>& arguments)
    {
        const core::FuncId main_id = p.Declare("main");
        Builder b(p, main_id);
        for (const Atom argument : arguments) {
            b.Call("", id, {argument});
        }
        b.End(StmtKind::Return, {});
        p.module.entry = main_id;
    }
    std::string Dump()
    {
        const std::string dump = p.Lowered(id);
        for (const std::string& violation : types::Verify(p.module)) {
            cr_expect(false, "%s", violation.c_str());
        }
        return dump;
    }
};

bool Contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

Test(types_lower, tests_narrow_their_variable_in_the_arms_only)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    b.If("", b.Do("pair", Prim::IsPair, {s.x}),
         [&] {
             b.Do("", Prim::Display, {b.Do("inside", Prim::Car, {s.x})});
             return Atom();
         },
         [&] { return Atom(); });
    b.Do("", Prim::Display, {b.Do("outside", Prim::Car, {s.x})});
    b.Do("", Prim::Display, {b.Do("again", Prim::Cdr, {s.x})});
    b.End(StmtKind::Return, {});
    s.Finish({s.p.List({s.p.String("a")}), s.p.Int(1)});
    const std::string dump = s.Dump();
    cr_expect(Contains(dump, "%inside = PairCar %x"));
    cr_expect(Contains(dump, "%outside = Car %x"));
    cr_expect(Contains(dump, "%again = PairCdr %x"), "after a car that succeeded x is a pair");
}

Test(types_lower, conjunctions_and_negations_narrow)
{
    // (if (and (pair? x) (not (null? (cdr x)))) (car (cdr x)) 0)
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    VarId rest;
    const VarId both = b.If("both", b.Do("pair", Prim::IsPair, {s.x}),
                            [&] {
                                rest = b.Do("rest", Prim::Cdr, {s.x});
                                return Atom(b.Do("more", Prim::Not, {b.Do("end", Prim::IsNull, {rest})}));
                            },
                            [&] { return Atom(s.p.Bool(false)); });
    b.If("", both,
         [&] {
             const VarId tail = b.Do("tail", Prim::Cdr, {s.x});
             b.Do("", Prim::Display, {b.Do("second", Prim::Car, {tail})});
             return Atom();
         },
         [&] { return Atom(); });
    b.End(StmtKind::Return, {});
    s.Finish({s.p.List({s.p.String("a")}), s.p.Int(1)});
    const std::string dump = s.Dump();
    cr_expect(Contains(dump, "%rest = PairCdr %x"));
    cr_expect(Contains(dump, "%tail = PairCdr %x"), "both operands of an `and` held");
    cr_expect(Contains(dump, "%second = Car %tail"), "another load of the field may give another value");
}

Test(types_lower, assignment_ends_what_a_test_said)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    const VarId at = b.Var("at", core::VarKind::Local);
    b.Assign(at, s.x);
    const VarId is_pair = b.Do("pair", Prim::IsPair, {at});
    b.If("", is_pair,
         [&] {
             b.Do("", Prim::Display, {b.Do("sure", Prim::Car, {at})});
             b.Assign(at, b.Do("next", Prim::Cdr, {at}));
             b.Do("", Prim::Display, {b.Do("unsure", Prim::Car, {at})});
             return Atom();
         },
         [&] { return Atom(); });
    b.If("", is_pair,
         [&] {
             b.Do("", Prim::Display, {b.Do("stale", Prim::Cdr, {at})});
             return Atom();
         },
         [&] { return Atom(); });
    b.End(StmtKind::Return, {});
    s.Finish({s.p.List({s.p.String("a")}), s.p.Int(1)});
    const std::string dump = s.Dump();
    cr_expect(Contains(dump, "%sure = PairCar %at"));
    cr_expect(Contains(dump, "%unsure = Car %at"));
    cr_expect(Contains(dump, "%stale = Cdr %at"), "the variable was assigned since the test");
}

Test(types_lower, loops_forget_what_they_change)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    b.Do("", Prim::Display, {b.Do("first", Prim::Car, {s.x})});
    b.Loop("", {{"at", s.x}}, [&](const std::vector<VarId>& v) {
        b.Do("", Prim::Display, {b.Do("fixed", Prim::Car, {s.x})});
        const VarId head = b.Do("head", Prim::Car, {v[0]});
        const VarId tail = b.Do("tail", Prim::Cdr, {v[0]});
        b.If("", b.Do("stop", Prim::IsEqual, {head, s.p.String("stop")}),
             [&] {
                 b.End(StmtKind::Break, {});
                 return Atom();
             },
             [&] {
                 b.End(StmtKind::Continue, {tail});
                 return Atom();
             });
    });
    b.End(StmtKind::Return, {});
    s.Finish({s.p.List({s.p.String("a")})});
    const std::string dump = s.Dump();
    cr_expect(Contains(dump, "%fixed = PairCar %x"));
    cr_expect(Contains(dump, "%head = Car %at"), "the next iteration may bring an empty list");
    cr_expect(Contains(dump, "%tail = PairCdr %at"));
}

Test(types_lower, known_answers_remove_the_branch)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    const VarId chosen = b.If("chosen", b.Do("text", Prim::IsString, {s.x}),
                              [&] { return Atom(b.Do("size", Prim::StringLength, {s.x})); },
                              [&] { return Atom(b.Do("twice", Prim::Add, {s.x, s.x})); });
    b.Do("", Prim::Display, {chosen});
    b.If("", s.x,
         [&] {
             b.Do("", Prim::Newline, {});
             return Atom();
         },
         [&] {
             b.End(StmtKind::Return, {});
             return Atom();
         });
    b.End(StmtKind::Return, {});
    s.Finish({s.p.Int(1)});
    cr_assert(eq(type(std::string), s.Dump(),
                 "fn f (x: int) -> none\n"
                 "  %twice: int = IntAdd %x %x\n"
                 "  DisplayInt %twice\n"
                 "  Newline\n"
                 "  return\n"));
}

Test(types_lower, mixed_numbers_stay_objects_and_truth_is_asked)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    const VarId sum = b.Do("sum", Prim::Add, {s.x, s.p.Int(1)});
    const VarId scaled = b.Do("scaled", Prim::Mul, {s.x, s.p.Float(2)});
    b.Do("", Prim::Display, {sum});
    b.Do("", Prim::Display, {scaled});
    b.If("", b.Do("same", Prim::IsEqual, {s.x, s.p.Nil()}),
         [&] {
             b.Do("", Prim::Newline, {});
             return Atom();
         },
         [&] { return Atom(); });
    b.End(StmtKind::Return, {});
    s.Finish({s.p.Int(1), s.p.Float(1), s.p.Nil()});
    cr_assert(eq(type(std::string), s.Dump(),
                 "fn f (x: obj) -> none\n"
                 "  %sum = Add %x 1\n"
                 "  %x.2: float = UnboxNumber %x\n"
                 "  %scaled: float = FloatMul %x.2 2.0\n"
                 "  Display %sum\n"
                 "  DisplayFloat %scaled\n"
                 "  return\n"),
              "after (+ x 1) x is a number, so it is not the empty list");
}

Test(types_lower, comments_stay_in_front_of_what_they_speak_of)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    const VarId unused = b.Do("unused", Prim::Cons, {s.x, s.p.Nil()});
    const VarId kept = b.Do("kept", Prim::Cons, {s.x, s.p.Nil()});
    b.Do("", Prim::Display, {kept});
    b.End(StmtKind::Return, {});
    core::Function& f = s.p[s.id];
    const auto defining = [&](VarId var) {
        for (const core::StmtId id : f.stmts.ids()) {
            if (f.stmts[id].result == var) {
                return id;
            }
        }
        return core::StmtId();
    };
    f.trivia.push_back({defining(unused), {}, true});
    f.trivia.push_back({defining(kept), {}, true});
    s.Finish({s.p.Int(1)});
    s.Dump();
    const core::Function& lowered = s.p[s.id];
    const core::StmtId first = lowered.blocks[lowered.body].stmts[0];
    cr_expect(lowered.stmts[first].prim == Prim::BoxInt, "the box comes first");
    for (const core::Trivia& trivia : lowered.trivia) {
        cr_expect(trivia.stmt == first);
    }
}

Test(types_lower, declared_types_are_checked_where_values_enter)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    s.p[s.id].vars[s.x].declared_repr = true;
    s.p[s.id].vars[s.x].declared_kinds = kind::kInt;
    b.Return(b.Do("sum", Prim::Add, {s.x, s.p.Int(1)}));
    const core::FuncId main_id = s.p.Declare("main");
    Builder m(s.p, main_id);
    const VarId read = m.Do("read", Prim::StringToNumber, {s.p.String("12")});
    m.Do("", Prim::Display, {m.Call("answer", s.id, {read})});
    m.End(StmtKind::Return, {});
    s.p.module.entry = main_id;
    cr_expect(Contains(s.Dump(), "fn f (x: int) -> int\n  %sum: int = IntAdd %x 1\n"));
    cr_expect(Contains(s.p.Lowered(main_id), "UnboxInt %read"));
    cr_expect(not(s.p.sink.has_errors()));
}

Test(types_lower, declarations_that_certainly_break_are_reported)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    s.p[s.id].vars[s.x].declared_repr = true;
    s.p[s.id].vars[s.x].declared_kinds = kind::kString;
    s.p[s.id].declared_result_kinds = kind::kFloat;
    b.Return(b.Do("size", Prim::StringLength, {s.x}));
    const core::GlobalId global = s.p.Global("rate");
    s.p.module.globals[global].declared_kinds = kind::kFloat;
    const core::FuncId main_id = s.p.Declare("main");
    Builder m(s.p, main_id);
    m.Store(global, s.p.Int(1));
    m.Do("", Prim::Display, {m.Call("answer", s.id, {s.p.Int(5)})});
    m.End(StmtKind::Return, {});
    s.p.module.entry = main_id;
    s.Dump();
    std::string messages;
    for (const source::Diagnostic* diagnostic : s.p.sink.Sorted()) {
        messages += std::string(diagnostic->code()) + " " + diagnostic->message() + "\n";
    }
    cr_assert(eq(type(std::string), messages,
                 "E0306 `f` is declared to return a Float, but returns an Int\n"
                 "E0305 `rate` is declared a Float, but its value is an Int\n"
                 "E0302 argument 1 of `f` must be a String, found an Int\n"),
              "and the body is not blamed for what its caller did");
    cr_expect(s.p[s.id].result_repr == core::Repr::Float);
}

Test(types_lower, values_that_nobody_looks_at_are_not_made)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    b.Do("unused", Prim::Cons, {s.x, s.p.Nil()});
    b.Do("checked", Prim::Add, {s.x, s.p.Int(1)});
    b.Return(b.Do("result", Prim::Cons, {s.x, s.x}));
    s.Finish({s.p.Int(1)});
    cr_assert(eq(type(std::string), s.Dump(),
                 "fn f (x: int) -> none\n  IntAdd %x 1\n  return\n"),
              "an addition may overflow, so it stays");
}

Test(types_lower, certain_errors_are_reported)
{
    Subject s;
    Builder b(s.p, s.id);
    s.x = b.Param("x");
    b.Do("", Prim::Display, {b.Do("sum", Prim::Add, {s.p.Int(1), s.p.String("a")})});
    b.Do("", Prim::Display, {b.Do("head", Prim::Car, {s.p.Int(5)})});
    const VarId pair = b.Do("pair", Prim::Cons, {s.x, s.p.Nil()});
    b.Apply("", {pair, s.p.Int(1)});
    b.If("", b.Load("flag", s.p.Global("flag")),
         [&] {
             b.Do("", Prim::Display, {b.Do("guarded", Prim::Car, {s.x})});
             return Atom();
         },
         [&] { return Atom(); });
    b.End(StmtKind::Return, {});
    s.Finish({s.p.Int(1)});
    s.Dump();
    std::string messages;
    for (const source::Diagnostic* diagnostic : s.p.sink.Sorted()) {
        messages += std::string(diagnostic->code()) + " " + diagnostic->message() + "\n";
    }
    cr_assert(eq(type(std::string), messages,
                 "E0302 argument 2 of `+` must be a number, found a String\n"
                 "E0302 argument 1 of `car` must be a pair, found an Int\n"
                 "E0207 a pair is not a function and cannot be called\n"),
              "what a test may guard is left to run time");
}
