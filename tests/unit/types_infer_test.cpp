// What Infer proves and the representations that Lower makes of it, on functions built by hand.

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "types_builder.h"

using namespace types_test;

namespace {

void ExpectSound(const Program& program)
{
    for (const std::string& violation : types::Verify(program.module)) {
        cr_expect(false, "%s", violation.c_str());
    }
}

/// main displays the result of `callee(args)`.
core::FuncId DisplayCall(Program& program, core::FuncId callee, const std::vector<Atom>& args)
{
    const core::FuncId main_id = program.Declare("main");
    Builder b(program, main_id);
    b.Do("", Prim::Display, {b.Call("shown", callee, args)});
    b.End(StmtKind::Return, {});
    program.module.entry = main_id;
    return main_id;
}

core::FuncId DefineSum(Program& program)
{
    const core::FuncId sum = program.Declare("sum");
    Builder b(program, sum);
    const VarId xs = b.Param("xs");
    const VarId empty = b.Do("empty", Prim::IsNull, {xs});
    b.Return(b.If("result", empty, [&] { return Atom(program.Int(0)); },
                  [&] {
                      const VarId head = b.Do("head", Prim::Car, {xs});
                      const VarId tail = b.Do("tail", Prim::Cdr, {xs});
                      return Atom(b.Do("total", Prim::Add, {head, b.Call("rest", sum, {tail})}));
                  }));
    return sum;
}

core::FuncId DefineMap(Program& program)
{
    const core::FuncId map = program.Declare("map");
    Builder b(program, map);
    const VarId f = b.Param("f"), xs = b.Param("xs");
    const VarId empty = b.Do("empty", Prim::IsNull, {xs});
    b.Return(b.If("result", empty, [&] { return Atom(program.Nil()); },
                  [&] {
                      const VarId value = b.Apply("value", {f, b.Do("head", Prim::Car, {xs})});
                      const VarId rest = b.Call("rest", map, {f, b.Do("tail", Prim::Cdr, {xs})});
                      return Atom(b.Do("pair", Prim::Cons, {value, rest}));
                  }));
    return map;
}

core::FuncId DefineUnary(Program& program, const std::string& name, Prim prim, size_t times)
{
    const core::FuncId id = program.Declare(name);
    Builder b(program, id);
    const VarId x = b.Param("x");
    b.Return(b.Do("y", prim, std::vector<Atom>(times, Atom(x))));
    return id;
}

}  // namespace

Test(types_infer, integer_recursion_needs_no_boxes)
{
    Program p;
    const core::FuncId fib = p.Declare("fib");
    {
        Builder b(p, fib);
        const VarId n = b.Param("n");
        b.Return(b.If("result", b.Do("small", Prim::NumLt, {n, p.Int(2)}), [&] { return Atom(n); },
                      [&] {
                          const VarId a = b.Call("a", fib, {b.Do("x", Prim::Sub, {n, p.Int(1)})});
                          const VarId c = b.Call("c", fib, {b.Do("y", Prim::Sub, {n, p.Int(2)})});
                          return Atom(b.Do("sum", Prim::Add, {a, c}));
                      }));
    }
    const core::FuncId main_id = DisplayCall(p, fib, {p.Int(20)});
    cr_assert(eq(type(std::string), p.Lowered(fib),
                 "fn fib (n: int) -> int\n"
                 "  %small: bool = IntLt %n 2\n"
                 "  %result: int = if %small {\n"
                 "    yield %n\n"
                 "  } else {\n"
                 "    %x: int = IntSub %n 1\n"
                 "    %a: int = call fib(%x)\n"
                 "    %y: int = IntSub %n 2\n"
                 "    %c: int = call fib(%y)\n"
                 "    %sum: int = IntAdd %a %c\n"
                 "    yield %sum\n"
                 "  }\n"
                 "  return %result\n"));
    cr_assert(eq(type(std::string), p.Lowered(main_id),
                 "fn main () -> none\n  %shown: int = call fib(20)\n  DisplayInt %shown\n  return\n"));
    ExpectSound(p);
}

Test(types_infer, list_of_ints_is_read_without_checks)
{
    Program p;
    const core::FuncId sum = DefineSum(p);
    DisplayCall(p, sum, {p.List({p.Int(1), p.Int(2)})});
    cr_assert(eq(type(std::string), p.Lowered(sum),
                 "fn sum (xs: obj) -> int\n"
                 "  %empty: bool = IsNull %xs\n"
                 "  %result: int = if %empty {\n"
                 "    yield 0\n"
                 "  } else {\n"
                 "    %head.2 = PairCar %xs\n"
                 "    %head: int = IntValue %head.2\n"
                 "    %tail = PairCdr %xs\n"
                 "    %rest: int = call sum(%tail)\n"
                 "    %total: int = IntAdd %head %rest\n"
                 "    yield %total\n"
                 "  }\n"
                 "  return %result\n"));
    ExpectSound(p);
}

Test(types_infer, float_loop_stays_unboxed)
{
    Program p;
    const core::FuncId integral = p.Declare("integral");
    {
        Builder b(p, integral);
        const VarId n = b.Param("n");
        const VarId sum = b.Loop("total", {{"i", p.Int(0)}, {"acc", p.Float(0)}}, [&](const std::vector<VarId>& v) {
            b.If("", b.Do("done", Prim::NumGe, {v[0], n}),
                 [&] {
                     b.End(StmtKind::Break, {v[1]});
                     return Atom();
                 },
                 [&] {
                     const VarId step = b.Do("step", Prim::Mul, {v[0], p.Float(0.5)});
                     const VarId next = b.Do("next", Prim::Add, {v[0], p.Int(1)});
                     b.End(StmtKind::Continue, {next, b.Do("more", Prim::Add, {v[1], step})});
                     return Atom();
                 });
        });
        b.Return(sum);
    }
    DisplayCall(p, integral, {p.Int(10)});
    cr_assert(eq(type(std::string), p.Lowered(integral),
                 "fn integral (n: int) -> float\n"
                 "  %total: float = loop (%i = 0, %acc = 0.0) {\n"
                 "    %done: bool = IntGe %i %n\n"
                 "    if %done {\n"
                 "      break %acc\n"
                 "    } else {\n"
                 "      %i.2: float = IntToFloat %i\n"
                 "      %step: float = FloatMul %i.2 0.5\n"
                 "      %next: int = IntAdd %i 1\n"
                 "      %more: float = FloatAdd %acc %step\n"
                 "      continue (%next, %more)\n"
                 "    }\n"
                 "  }\n"
                 "  return %total\n"));
    ExpectSound(p);
}

Test(types_infer, each_caller_of_a_polymorphic_function_keeps_its_kinds)
{
    Program p;
    const core::FuncId map = DefineMap(p);
    const core::FuncId square = DefineUnary(p, "square", Prim::Mul, 2);
    const core::FuncId upcase = DefineUnary(p, "upcase", Prim::StringUpcase, 1);
    const core::FuncId main_id = p.Declare("main");
    VarId number, text;
    {
        Builder b(p, main_id);
        const VarId squares = b.Call("squares", map, {b.Closure("f", square), p.List({p.Int(1), p.Int(2)})});
        const VarId texts = b.Call("texts", map, {b.Closure("g", upcase), p.List({p.String("a")})});
        number = b.Do("number", Prim::Car, {squares});
        text = b.Do("text", Prim::Car, {texts});
        b.Do("", Prim::Display, {number});
        b.Do("", Prim::Display, {text});
        b.End(StmtKind::Return, {});
    }
    p.module.entry = main_id;
    p.Lowered(main_id);
    cr_expect(eq(type(std::string), types::KindText(p.inference.Kinds(main_id, number)), "int"));
    cr_expect(eq(type(std::string), types::KindText(p.inference.Kinds(main_id, text)), "string"));
    // The one body of map serves both; square and upcase each see their own arguments only.
    cr_expect(p[map].vars[p[map].params[1]].repr == core::Repr::Obj);
    cr_expect(p[square].vars[p[square].params[0]].repr == core::Repr::Int);
    cr_expect(eq(type(std::string), types::KindText(p[upcase].vars[p[upcase].params[0]].kinds), "string"));
    ExpectSound(p);
}

Test(types_infer, polymorphic_arithmetic_is_precise_for_each_caller)
{
    Program p;
    const core::FuncId add = p.Declare("add");
    {
        Builder b(p, add);
        const VarId x = b.Param("x"), y = b.Param("y");
        const VarId doubled = b.Do("doubled", Prim::Mul, {y, p.Int(2)});
        b.Return(b.Do("sum", Prim::Add, {x, doubled}));
    }
    const core::FuncId main_id = p.Declare("main");
    VarId ints, mixed, half;
    {
        Builder b(p, main_id);
        ints = b.Call("ints", add, {p.Int(1), p.Int(2)});
        mixed = b.Call("mixed", add, {p.Int(1), p.Float(2)});
        half = b.Do("half", Prim::Div, {ints, p.Int(2)});
        for (const VarId shown : {ints, mixed, half}) {
            b.Do("", Prim::Display, {shown});
        }
        b.End(StmtKind::Return, {});
    }
    p.module.entry = main_id;
    p.Lowered(main_id);
    cr_expect(eq(type(std::string), types::KindText(p.inference.Kinds(main_id, ints)), "int"));
    cr_expect(eq(type(std::string), types::KindText(p.inference.Kinds(main_id, mixed)), "float"));
    cr_expect(eq(type(std::string), types::KindText(p.inference.Kinds(main_id, half)), "int|float"));
    cr_expect(p[add].result_repr == core::Repr::Obj, "one body for Ints and Floats");
    ExpectSound(p);
}

Test(types_infer, literals_do_not_spoil_what_they_are_mixed_with)
{
    // (define (positive x) (if (> x 0) x #f)) gives an Int or a Bool, but its argument stays an Int.
    Program p;
    const core::FuncId positive = p.Declare("positive");
    {
        Builder b(p, positive);
        const VarId x = b.Param("x");
        b.Return(b.If("result", b.Do("above", Prim::NumGt, {x, p.Int(0)}), [&] { return Atom(x); },
                      [&] { return Atom(p.Bool(false)); }));
    }
    const core::FuncId main_id = DisplayCall(p, positive, {p.Int(3)});
    cr_assert(eq(type(std::string), p.Lowered(positive),
                 "fn positive (x: int) -> obj\n"
                 "  %above: bool = IntGt %x 0\n"
                 "  %result = if %above {\n"
                 "    %x.2 = BoxInt %x\n"
                 "    yield %x.2\n"
                 "  } else {\n"
                 "    yield #f\n"
                 "  }\n"
                 "  return %result\n"));
    cr_expect(eq(type(std::string), p.Lowered(main_id),
                 "fn main () -> none\n  %shown = call positive(3)\n  Display %shown\n  return\n"));
    ExpectSound(p);
}

Test(types_infer, stores_reach_every_alias)
{
    // A pair made with an Int, passed to a function that stores a String: the Int is not proven any more.
    Program p;
    const core::FuncId spoil = p.Declare("spoil");
    {
        Builder b(p, spoil);
        const VarId pair = b.Param("pair");
        b.Do("", Prim::SetCar, {pair, p.String("x")});
        b.End(StmtKind::Return, {});
    }
    const core::FuncId main_id = p.Declare("main");
    VarId before, kept;
    {
        Builder b(p, main_id);
        const VarId pair = b.Do("pair", Prim::Cons, {p.Int(1), p.Nil()});
        const VarId other = b.Do("other", Prim::Cons, {p.Int(1), p.Nil()});
        b.Call("", spoil, {pair});
        before = b.Do("before", Prim::Car, {pair});
        kept = b.Do("kept", Prim::Car, {other});
        b.Do("", Prim::Display, {before});
        b.Do("", Prim::Display, {kept});
        b.End(StmtKind::Return, {});
    }
    p.module.entry = main_id;
    p.Lowered(main_id);
    cr_expect(eq(type(std::string), types::KindText(p.inference.Kinds(main_id, before)), "int|string"));
    cr_expect(eq(type(std::string), types::KindText(p.inference.Kinds(main_id, kept)), "int"));
    cr_expect(p[spoil].result_repr == core::Repr::None);
    ExpectSound(p);
}

Test(types_infer, values_flow_through_globals_cells_and_closures)
{
    Program p;
    const core::GlobalId handler = p.Global("handler"), total = p.Global("total");
    const core::FuncId counter = p.Declare("counter"), make = p.Declare("make-counter"), store = p.Declare("store");
    VarId step;
    {
        Builder b(p, counter);
        step = b.Param("step");
        const VarId cell = b.Captured("count");
        const VarId next = b.Do("next", Prim::Add, {b.Do("now", Prim::CellGet, {cell}), step});
        b.Do("", Prim::CellSet, {cell, next});
        b.Return(next);
    }
    {
        Builder b(p, make);
        const VarId cell = b.Do("count", Prim::CellNew, {b.Param("start")});
        b.Return(b.Closure("counter", counter, {cell}));
    }
    {
        Builder b(p, store);
        b.Store(handler, b.Param("f"));
        b.End(StmtKind::Return, {});
    }
    const core::FuncId main_id = p.Declare("main");
    VarId result;
    {
        Builder b(p, main_id);
        b.Call("", store, {b.Call("made", make, {p.Int(0)})});
        result = b.Apply("result", {b.Load("f", handler), p.Int(5)});
        b.Store(total, result);
        b.Do("", Prim::Display, {result});
        b.End(StmtKind::Return, {});
    }
    p.module.entry = main_id;
    p.Lowered(main_id);
    cr_expect(eq(type(std::string), types::KindText(p.inference.Kinds(main_id, result)), "int"));
    cr_expect(p[counter].vars[step].repr == core::Repr::Int);
    cr_expect(p.module.globals[total].repr == core::Repr::Int);
    cr_expect(p.module.globals[handler].repr == core::Repr::Obj);
    ExpectSound(p);
}

Test(types_infer, what_meets_unknown_code_is_unknown)
{
    Program p;
    const core::FuncId outside = p.Declare("outside");
    p[outside].is_extern = true;
    Builder(p, outside).Param("f");
    const core::FuncId square = DefineUnary(p, "square", Prim::Mul, 2);
    const core::FuncId api = DefineUnary(p, "api", Prim::Add, 2);
    p[api].exported = true;
    const core::FuncId main_id = p.Declare("main");
    {
        Builder b(p, main_id);
        b.Do("", Prim::Display, {b.Call("answer", outside, {b.Closure("f", square)})});
        b.Do("", Prim::Display, {b.Call("two", api, {p.Int(1)})});
        b.End(StmtKind::Return, {});
    }
    p.module.entry = main_id;
    p.Lowered(main_id);
    cr_expect(p[square].vars[p[square].params[0]].kinds == kind::kAny);
    cr_expect(p[api].vars[p[api].params[0]].kinds == kind::kAny);
    cr_expect(eq(type(std::string), p.Lowered(api),
                 "fn api (x: obj) -> obj exported\n  %y = Add %x %x\n  return %y\n"));
    ExpectSound(p);
}

Test(types_infer, code_that_is_never_called_does_not_weaken_the_rest)
{
    Program p;
    const core::FuncId square = DefineUnary(p, "square", Prim::Mul, 2);
    const core::FuncId unused = p.Declare("unused");
    {
        Builder b(p, unused);
        b.Return(b.Call("squared", square, {b.Param("anything")}));
    }
    DisplayCall(p, square, {p.Int(7)});
    cr_expect(eq(type(std::string), p.Lowered(square),
                 "fn square (x: int) -> int\n  %y: int = IntMul %x %x\n  return %y\n"));
    cr_expect(eq(type(std::string), p.Lowered(unused),
                 "fn unused (anything: obj) -> obj\n"
                 "  %anything.2: int = UnboxInt %anything\n"
                 "  %squared.2: int = call square(%anything.2)\n"
                 "  %squared = BoxInt %squared.2\n"
                 "  return %squared\n"));
    ExpectSound(p);
}
