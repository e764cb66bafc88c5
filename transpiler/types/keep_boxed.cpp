// Numbers that nobody calculates with stay the objects they are.
//
// `(cons (vector-ref v i) xs)` moves an element. That it is proven to be an Int is no reason to take it out of its object and
// to put it into a new one: a variable that is read out of an object as a value, and goes only where a value is wanted, is held as one.

#include <vector>

#include "types/kinds.h"
#include "types/lowerer.h"
#include "types/walk.h"

namespace omni::types {

using core::Atom;
using core::BlockId;
using core::Function;
using core::Prim;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

namespace {

class BoxKeeper {
public:
    BoxKeeper(const core::Module& module, const Inference& inference, Function& function)
        : module_(module), inference_(inference), function_(function), boxed_(function.vars.size(), false),
          scalar_(function.vars.size(), false)
    {
    }

    void Run()
    {
        ForEachStmt(function_, [&](StmtId, const Stmt& stmt) {
            if (stmt.result.valid() && GivesObject(stmt)) {
                boxed_[stmt.result.index()] = true;
            }
            if (stmt.kind == StmtKind::Assign) {
                scalar_[stmt.result.index()] = true;
            }
        });
        WalkBlock(function_.body, VarId(), nullptr);
        for (const VarId var : function_.vars.ids()) {
            core::Var& info = function_.vars[var];
            const bool number = info.repr == Repr::Int || info.repr == Repr::Float;
            if (number && boxed_[var.index()] && !scalar_[var.index()] && !info.declared_repr && !info.assigned) {
                info.repr = Repr::Obj;
            }
        }
    }

private:
    [[nodiscard]] Repr ItemsOf(Atom vector) const
    {
        return vector.is_var() ? inference_.ItemsOf(function_.id, vector.var()).repr
                               : module_.constants[vector.constant()].items;
    }

    /// Is what the statement gives a value in any case?
    [[nodiscard]] bool GivesObject(const Stmt& stmt) const
    {
        using core::StorageEffect;
        if (stmt.kind != StmtKind::Prim) {
            return stmt.kind == StmtKind::CallClosure;
        }
        switch (core::Info(stmt.prim).storage) {
        case StorageEffect::LoadCar:
        case StorageEffect::LoadCdr:
        case StorageEffect::LoadCell:
        case StorageEffect::LoadKey:
        case StorageEffect::LoadValue: return true;
        case StorageEffect::LoadElem: return ItemsOf(function_.args(stmt)[0]) == Repr::Obj;
        case StorageEffect::LoadField: return module_.structs[stmt.struct_type].fields[stmt.field].repr == Repr::Obj;
        default: return false;
        }
    }

    /// Does the primitive put the operand into an object, as the value it is?
    [[nodiscard]] bool Stores(const Stmt& stmt, size_t index) const
    {
        using core::StorageEffect;
        const auto args = function_.args(stmt);
        switch (core::Info(stmt.prim).storage) {
        case StorageEffect::FreshPair:
        case StorageEffect::FreshCell: return true;
        case StorageEffect::StoreCar:
        case StorageEffect::StoreCdr:
        case StorageEffect::StoreCell: return index == 1;
        case StorageEffect::StoreEntry: return index > 0;
        case StorageEffect::FreshVector:
            return stmt.result.valid() && inference_.ItemsOf(function_.id, stmt.result).repr == Repr::Obj;
        case StorageEffect::FreshFill:
            return index == 1 && stmt.result.valid() && inference_.ItemsOf(function_.id, stmt.result).repr == Repr::Obj;
        case StorageEffect::StoreElem: return index + 1 == args.size() && ItemsOf(args[0]) == Repr::Obj;
        case StorageEffect::FreshStruct:
        case StorageEffect::StoreField: {
            const core::StructField* field = FieldOf(module_, stmt, index);
            return field != nullptr && field->repr == Repr::Obj;
        }
        default: return false;
        }
    }

    void Use(Atom atom, bool as_value)
    {
        if (atom.is_var() && !as_value) {
            scalar_[atom.var().index()] = true;
        }
    }

    void UseAll(const Stmt& stmt, bool as_value)
    {
        for (const Atom atom : function_.args(stmt)) {
            Use(atom, as_value);
        }
    }

    [[nodiscard]] bool IsObject(VarId var) const { return !var.valid() || function_.vars[var].repr == Repr::Obj; }

    void WalkBlock(BlockId block, VarId if_result, const Stmt* loop)
    {
        for (const StmtId id : function_.blocks[block].stmts) {
            WalkStmt(function_.stmts[id], if_result, loop);
        }
    }

    void WalkStmt(const Stmt& stmt, VarId if_result, const Stmt* loop)
    {
        const auto args = function_.args(stmt);
        switch (stmt.kind) {
        case StmtKind::Prim:
            for (size_t i = 0; i < args.size(); ++i) {
                Use(args[i], Stores(stmt, i));
            }
            break;
        case StmtKind::Call: {
            const Function& callee = module_.functions[stmt.callee];
            for (size_t i = 0; i < args.size(); ++i) {
                Use(args[i], i >= callee.params.size() || callee.vars[callee.params[i]].repr == Repr::Obj);
            }
            break;
        }
        case StmtKind::CallClosure:
        case StmtKind::MakeClosure: break;
        case StmtKind::StoreGlobal: UseAll(stmt, module_.globals[stmt.global].repr == Repr::Obj); break;
        case StmtKind::If:
            UseAll(stmt, false);
            WalkBlock(stmt.blocks[0], stmt.result, loop);
            WalkBlock(stmt.blocks[1], stmt.result, loop);
            break;
        case StmtKind::Loop:
            UseParams(args, stmt);
            WalkBlock(stmt.blocks[0], VarId(), &stmt);
            break;
        case StmtKind::Continue: UseParams(args, *loop); break;
        case StmtKind::Yield: UseAll(stmt, IsObject(if_result)); break;
        case StmtKind::Break: UseAll(stmt, IsObject(loop->result)); break;
        case StmtKind::Return: UseAll(stmt, function_.result_repr == Repr::Obj); break;
        default: UseAll(stmt, IsObject(stmt.result)); break;
        }
    }

    void UseParams(std::span<const Atom> args, const Stmt& loop)
    {
        const auto params = function_.loop_params_of(loop);
        for (size_t i = 0; i < params.size(); ++i) {
            Use(args[i], IsObject(params[i]));
        }
    }

    const core::Module& module_;
    const Inference& inference_;
    Function& function_;
    std::vector<bool> boxed_, scalar_;  ///< by variable: begins as a value; is wanted as a number somewhere
};

}  // namespace

void KeepBoxed(core::Module& module, const Inference& inference)
{
    for (Function& function : module.functions) {
        if (!function.is_extern) {
            BoxKeeper(module, inference, function).Run();
        }
    }
}

}  // namespace omni::types
