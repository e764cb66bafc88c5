// Each rule of core/verify.h finds a program that was broken on purpose.

#include "core_fixture.h"

using namespace core_test;
using core::Function;
using core::Stmt;
using core::StmtKind;

namespace {

constexpr std::string_view kSource = "(define (f n) (let loop ((i 0)) (if (< i n) (loop (+ i 1)) (lambda () n))))\n"
                                     "(define (g x) (+ 1 (if x (car x) 2)))\n(g (f 1))";

Function& Named(core::Module& module, std::string_view name)
{
    for (Function& function : module.functions) {
        if (function.name.text() == name) {
            return function;
        }
    }
    cr_assert(false, "no such function");
    return module.functions[core::FuncId(0)];
}

Stmt& First(Function& function, StmtKind kind)
{
    for (Stmt& stmt : function.stmts) {
        if (stmt.kind == kind) {
            return stmt;
        }
    }
    cr_assert(false, "no such statement");
    return function.stmts[core::StmtId(0)];
}

template <class Break>
void ExpectRule(std::string_view rule, Break&& break_it)
{
    Built built;
    BuildInto(built, kSource);
    cr_assert(core::Verify(built.module).empty());
    break_it(built.module);
    std::string all;
    bool found = false;
    for (const std::string& violation : core::Verify(built.module)) {
        found = found || violation.substr(0, rule.size()) == rule;
        all += violation + "\n";
    }
    cr_expect(found, "%s not reported in: %s", std::string(rule).c_str(), all.c_str());
}

}  // namespace

Test(core_verify, every_rule_is_checked)
{
    ExpectRule("CORE-1", [](core::Module& module) {   // the return is lost
        Function& g = Named(module, "g");
        g.blocks[g.body].stmts.pop_back();
    });
    ExpectRule("CORE-1", [](core::Module& module) {   // a statement behind the return
        Function& g = Named(module, "g");
        g.blocks[g.body].stmts.push_back(g.blocks[g.body].stmts[0]);
    });
    ExpectRule("CORE-2", [](core::Module& module) {   // the if comes behind the use of its result
        Function& g = Named(module, "g");
        std::swap(g.blocks[g.body].stmts[0], g.blocks[g.body].stmts[1]);
    });
    ExpectRule("CORE-3", [](core::Module& module) {
        Function& f = Named(module, "f");
        f.vars[f.loop_params[0]].assigned = false;
    });
    ExpectRule("CORE-4", [](core::Module& module) { First(Named(module, "g"), StmtKind::Prim).arg_count = 0; });
    ExpectRule("CORE-4", [](core::Module& module) { First(Named(module, "main"), StmtKind::Call).arg_count = 0; });
    ExpectRule("CORE-4", [](core::Module& module) { First(Named(module, "f"), StmtKind::Continue).arg_count = 0; });
    ExpectRule("CORE-5", [](core::Module& module) { First(Named(module, "g"), StmtKind::Yield).arg_count = 0; });
    ExpectRule("CORE-5", [](core::Module& module) { First(Named(module, "g"), StmtKind::Return).kind = StmtKind::Break; });
    ExpectRule("CORE-6", [](core::Module& module) {
        Stmt& choose = First(Named(module, "g"), StmtKind::If);
        choose.blocks[1] = choose.blocks[0];
    });
    ExpectRule("CORE-6", [](core::Module& module) {
        First(Named(module, "main"), StmtKind::Call).callee = core::FuncId(99);
    });
    ExpectRule("CORE-7", [](core::Module& module) {
        First(Named(module, "f"), StmtKind::MakeClosure).arg_count = 0;
    });
}
