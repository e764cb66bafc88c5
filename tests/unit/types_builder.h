#pragma once
// Builds core functions by hand, for tests of the types stage.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/core.h"
#include "core/print.h"
#include "types/types.h"

namespace types_test {

using namespace omni;
using core::Atom;
using core::Prim;
using core::StmtKind;
using core::VarId;
namespace kind = core::kind;

class Program {
public:
    core::Module module;
    source::Sink sink;

    core::FuncId Declare(const std::string& name)
    {
        core::Function function;
        function.name = support::Intern(name);
        function.id = module.functions.next_id();
        function.body = function.blocks.Add({});
        return module.functions.Add(std::move(function));
    }
    core::GlobalId Global(const std::string& name)
    {
        core::Global global;
        global.name = support::Intern(name);
        return module.globals.Add(std::move(global));
    }
    core::ConstantId Int(int64_t value) { return Scalar(core::ConstantKind::Int, value); }
    core::ConstantId Bool(bool value) { return Scalar(core::ConstantKind::Bool, value ? 1 : 0); }
    core::ConstantId Nil() { return Scalar(core::ConstantKind::Nil, 0); }
    core::ConstantId Float(double value)
    {
        core::Constant constant;
        constant.kind = core::ConstantKind::Float;
        constant.real = value;
        return module.constants.Add(std::move(constant));
    }
    core::ConstantId String(const std::string& text)
    {
        core::Constant constant;
        constant.kind = core::ConstantKind::String;
        constant.text = text;
        return module.constants.Add(std::move(constant));
    }
    core::ConstantId List(const std::vector<core::ConstantId>& items)
    {
        core::ConstantId list = Nil();
        for (size_t i = items.size(); i-- > 0;) {
            core::Constant pair;
            pair.kind = core::ConstantKind::Pair;
            pair.car = items[i];
            pair.cdr = list;
            list = module.constants.Add(std::move(pair));
        }
        return list;
    }
    core::Function& operator[](core::FuncId id) { return module.functions[id]; }

    /// Infers and lowers; the dump of the function.
    std::string Lowered(core::FuncId id)
    {
        if (!lowered_) {
            inference = types::Infer(module, sink);
            types::Lower(module, inference, sink);
            lowered_ = true;
        }
        TextWriter writer;
        core::PrintFunction(module, module.functions[id], {}, writer);
        return writer.Take();
    }
    types::Inference inference;

private:
    core::ConstantId Scalar(core::ConstantKind kind, int64_t value)
    {
        core::Constant constant;
        constant.kind = kind;
        constant.integer = value;
        return module.constants.Add(std::move(constant));
    }
    bool lowered_ = false;
};

/// Appends statements to a function.
class Builder {
public:
    Builder(Program& program, core::FuncId id) : program_(program), id_(id), block_(function().body) {}

    VarId Param(const std::string& name)
    {
        const VarId var = Var(name, core::VarKind::Param);
        function().params.push_back(var);
        return var;
    }
    VarId Captured(const std::string& name)
    {
        const VarId var = Var(name, core::VarKind::Captured);
        function().captured.push_back(var);
        return var;
    }
    VarId Var(const std::string& name, core::VarKind kind = core::VarKind::Temp)
    {
        core::Var var;
        var.name = support::Intern(name);
        var.kind = kind;
        return function().AddVar(std::move(var));
    }
    VarId Do(const std::string& name, Prim prim, const std::vector<Atom>& args)
    {
        core::Stmt stmt = Stmt(StmtKind::Prim, args);
        stmt.prim = prim;
        return Add(stmt, name);
    }
    VarId Call(const std::string& name, core::FuncId callee, const std::vector<Atom>& args)
    {
        core::Stmt stmt = Stmt(StmtKind::Call, args);
        stmt.callee = callee;
        return Add(stmt, name);
    }
    VarId Apply(const std::string& name, const std::vector<Atom>& args)
    {
        return Add(Stmt(StmtKind::CallClosure, args), name);
    }
    VarId Closure(const std::string& name, core::FuncId callee, const std::vector<Atom>& args = {})
    {
        core::Stmt stmt = Stmt(StmtKind::MakeClosure, args);
        stmt.callee = callee;
        program_[callee].used_as_value = true;
        return Add(stmt, name);
    }
    VarId Load(const std::string& name, core::GlobalId global)
    {
        core::Stmt stmt = Stmt(StmtKind::LoadGlobal, {});
        stmt.global = global;
        return Add(stmt, name);
    }
    void Store(core::GlobalId global, Atom value)
    {
        core::Stmt stmt = Stmt(StmtKind::StoreGlobal, {value});
        stmt.global = global;
        Add(stmt, "");
    }
    void Assign(VarId target, Atom value)
    {
        core::Stmt stmt = Stmt(StmtKind::Assign, {value});
        stmt.result = target;
        function().vars[target].assigned = true;
        Add(stmt, "");
    }
    VarId Move(const std::string& name, Atom value) { return Add(Stmt(StmtKind::Move, {value}), name); }
    /// Arms that do not end in a terminator yield what they return (an invalid atom: nothing).
    VarId If(const std::string& name, Atom condition, const std::function<Atom()>& then,
             const std::function<Atom()>& otherwise)
    {
        core::Stmt stmt = Stmt(StmtKind::If, {condition});
        stmt.blocks[0] = Arm(then);
        stmt.blocks[1] = Arm(otherwise);
        return Add(stmt, name);
    }
    VarId Loop(const std::string& name, const std::vector<std::pair<std::string, Atom>>& params,
               const std::function<void(const std::vector<VarId>&)>& body)
    {
        std::vector<Atom> inits;
        std::vector<VarId> vars;
        for (const auto& param : params) {
            inits.push_back(param.second);
            vars.push_back(Var(param.first, core::VarKind::Local));
            function().vars[vars.back()].assigned = true;
        }
        core::Stmt stmt = Stmt(StmtKind::Loop, inits);
        stmt.first_param = static_cast<uint32_t>(function().loop_params.size());
        stmt.param_count = static_cast<uint16_t>(vars.size());
        function().loop_params.insert(function().loop_params.end(), vars.begin(), vars.end());
        const core::BlockId outer = block_;
        stmt.blocks[0] = block_ = function().blocks.Add({});
        body(vars);
        block_ = outer;
        return Add(stmt, name);
    }
    void End(StmtKind kind, const std::vector<Atom>& args) { Add(Stmt(kind, args), ""); }
    void Return(Atom value) { End(StmtKind::Return, {value}); }

private:
    core::Function& function() { return program_[id_]; }

    core::Stmt Stmt(StmtKind kind, const std::vector<Atom>& args)
    {
        core::Stmt stmt;
        stmt.kind = kind;
        function().SetArgs(stmt, args);
        return stmt;
    }
    VarId Add(core::Stmt stmt, const std::string& name)
    {
        if (!name.empty()) {
            stmt.result = Var(name);
        }
        const core::StmtId id = function().stmts.Add(stmt);
        function().blocks[block_].stmts.push_back(id);
        return stmt.result;
    }
    core::BlockId Arm(const std::function<Atom()>& fill)
    {
        const core::BlockId outer = block_;
        const core::BlockId arm = function().blocks.Add({});
        block_ = arm;
        const Atom value = fill();
        const auto& stmts = function().blocks[arm].stmts;
        if (stmts.empty() || !core::IsTerminator(function().stmts[stmts.back()].kind)) {
            End(StmtKind::Yield, value.valid() ? std::vector<Atom>{value} : std::vector<Atom>{});
        }
        block_ = outer;
        return arm;
    }

    Program& program_;
    core::FuncId id_;
    core::BlockId block_;
};

}  // namespace types_test
