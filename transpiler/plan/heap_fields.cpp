// What reading and setting a field of heap objects means when the field owns what it holds. A statement that sets such a
// field gives back the reference that it had; what is read before something may set the field is counted once more, or
// taken out where the field is set again before anybody reads it. The same as heap_globals.cpp does for top-level
// variables, but objects have other names: a field is told apart by its number alone, whatever object it belongs to.

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/heap_form.h"
#include "plan/heap_function.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

using core::Atom;
using core::BlockId;
using core::PlaceId;
using core::Prim;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using core::VarId;

class FieldPlacer {
public:
    FieldPlacer(HeapCode& code, const std::set<PlaceId>& places, core::ConstantId nothing)
        : heap_(code), code_(code.code), structure_(code.code), nothing_(nothing)
    {
        std::copy_if(places.begin(), places.end(), std::back_inserter(places_),
                     [&](PlaceId place) { return heap_.use.MaySet(code_.id, place); });
    }

    std::vector<VarId> Run()
    {
        if (places_.empty()) {
            return {};
        }
        for (const BlockId block : code_.blocks.ids()) {
            TakeOutIn(code_.blocks[block].stmts);
        }
        for (const BlockId block : code_.blocks.ids()) {
            VisitBlock(code_.blocks[block].stmts);
        }
        return Joins();
    }

private:
    HeapCode& heap_;
    core::Function& code_;
    const Structure structure_;
    const core::ConstantId nothing_;
    std::vector<PlaceId> places_;    ///< fields of heap objects that something in the function may set
    std::set<StmtId> fills_;         ///< stores into a field that is empty there

    [[nodiscard]] bool MaySetAny(StmtId id) const
    {
        return std::any_of(places_.begin(), places_.end(), [&](PlaceId place) { return heap_.use.MaySet(code_, id, place); });
    }

    /// Is it a load of a field that something in the function may set?
    [[nodiscard]] bool ReadsPlace(const Stmt& stmt) const
    {
        return heap_.ReadsHeapField(stmt) && std::find(places_.begin(), places_.end(), heap_.use.FieldReadBy(stmt)) != places_.end();
    }

    void TakeOutIn(const std::vector<StmtId>& stmts)
    {
        for (size_t i = 0; i < stmts.size(); ++i) {
            if (ReadsPlace(code_.stmts[stmts[i]])) {
                if (const auto store = FindTaking(stmts, i)) {
                    TakeOut(stmts[i], *store);
                }
            }
        }
    }

    void VisitBlock(const std::vector<StmtId>& stmts)
    {
        for (size_t i = 0; i < stmts.size(); ++i) {
            const Stmt stmt = code_.stmts[stmts[i]];
            if (heap_.SetsHeapField(stmt)) {
                if (!stmt.result.valid() && fills_.count(stmts[i]) == 0 && core::TakesOut(stmt.prim)) {
                    Replace(stmts[i]);
                }
                continue;
            }
            if (!stmt.result.valid() || !heap_.IsTracked(stmt.result) || heap_.Makes(stmt) || heap_.Gives(stmt)) {
                continue;
            }
            const bool may_borrow_from_field =
                heap_.ReadsHeapField(stmt) ? ReadsPlace(stmt) : stmt.kind == StmtKind::Prim || stmt.kind == StmtKind::Call;
            if (!may_borrow_from_field) {
                continue;
            }
            if (!MayBorrow(stmts, i)) {
                heap_.owning_loads.insert(stmts[i]);
                heap_.counting_loads.insert(stmts[i]);
            }
        }
    }

    /// The store behind the load at `index`, into the same field of the same variable's object, that comes for certain before
    /// anybody else reads or sets that field of any object. Nor is anything used any more that was read from it before.
    [[nodiscard]] std::optional<StmtId> FindTaking(const std::vector<StmtId>& stmts, size_t index) const
    {
        const Stmt& load = code_.stmts[stmts[index]];
        const PlaceId place = heap_.use.FieldReadBy(load);
        for (size_t i = 0; i < index; ++i) {
            const Stmt& before = code_.stmts[stmts[i]];
            if (ReadsPlace(before) && heap_.use.FieldReadBy(before) == place && IsUsedBehind(stmts, index, before.result)) {
                return std::nullopt;
            }
        }
        const Atom holder = code_.args(load)[0], item = IndexOf(load);
        const bool has_store = IsPlainLoad(load) || load.prim == Prim::StructGet || load.prim == Prim::VectorRef;
        if (!has_store || heap_.IsReassigned(load.result) || heap_.IsReassigned(holder.var()) || heap_.use.is_watched() ||
            (item.is_var() && heap_.IsReassigned(item.var()))) {
            return std::nullopt;
        }
        for (size_t i = index + 1; i < stmts.size(); ++i) {
            const Stmt& stmt = code_.stmts[stmts[i]];
            if (heap_.use.FieldSetBy(stmt) == place && code_.args(stmt)[0] == holder && stmt.prim != Prim::VectorPush &&
                stmt.prim != Prim::VectorPop && IndexOf(stmt) == item) {
                return stmts[i];
            }
            const bool holds = Reaches(stmt, holder);
            if ((holds && heap_.use.MayTouch(code_, stmts[i], place)) || core::IsTerminator(stmt.kind) ||
                structure_.diverges(stmts[i])) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// Of the item that the statement reads or sets; none for other fields.
    [[nodiscard]] Atom IndexOf(const Stmt& stmt) const
    {
        return stmt.prim == Prim::VectorRef || stmt.prim == Prim::VectorSet ? code_.args(stmt)[1] : Atom();
    }

    /// By a statement of the block itself, or inside one.
    [[nodiscard]] bool IsUsedBehind(const std::vector<StmtId>& stmts, size_t index, VarId var) const
    {
        return std::any_of(stmts.begin() + static_cast<ptrdiff_t>(index), stmts.end(), [&](StmtId id) {
            const auto args = code_.args(code_.stmts[id]);
            return code_.stmts[id].blocks[0].valid() || std::find(args.begin(), args.end(), Atom(var)) != args.end();
        });
    }

    /// Could the statement come to an object of the holder's node? An operand leads there, or a top-level variable.
    [[nodiscard]] bool Reaches(const Stmt& stmt, Atom holder) const
    {
        if (stmt.kind != StmtKind::Prim) {
            return true;
        }
        const auto args = code_.args(stmt);
        return std::any_of(args.begin(), args.end(), [&](Atom arg) {
            if (!heap_.IsTracked(arg)) {
                return false;
            }
            const auto reached = analysis::Reach(heap_.graph, {heap_.NodeOf(arg.var())}, false);
            return std::find(reached.begin(), reached.end(), heap_.NodeOf(holder.var())) != reached.end();
        });
    }

    /// Nothing sets a field from here on; or before something may, all uses of what was read are over, and of what was read from that.
    [[nodiscard]] bool MayBorrow(const std::vector<StmtId>& stmts, size_t index) const
    {
        if (!structure_.AnyAfter(stmts[index], [&](StmtId id) { return MaySetAny(id); })) {
            return true;
        }
        std::set<VarId> read{code_.stmts[stmts[index]].result};
        size_t uses = 0;
        for (size_t i = index + 1; i < stmts.size() && !MaySetAny(stmts[i]); ++i) {
            const Stmt& stmt = code_.stmts[stmts[i]];
            const size_t here = CountUses(code_.args(stmt), read);
            if (here != 0 && stmt.kind != StmtKind::Prim && stmt.kind != StmtKind::Call) {
                return false;
            }
            const bool leaves_something = here != 0 && stmt.result.valid() && heap_.IsTracked(stmt.result) &&
                                          !heap_.Makes(stmt) && !heap_.Gives(stmt);
            if (leaves_something) {
                read.insert(stmt.result);
            }
            uses += here;
        }
        return uses == CountUses(code_.operands, read);
    }

    [[nodiscard]] static size_t CountUses(std::span<const Atom> args, const std::set<VarId>& vars)
    {
        return static_cast<size_t>(
            std::count_if(args.begin(), args.end(), [&](Atom arg) { return arg.is_var() && vars.count(arg.var()) != 0; }));
    }

    /// `(queue-front q)`, `(cdr e)`, `(vector-ref v i)`.
    [[nodiscard]] support::Symbol NameOf(const Stmt& stmt) const
    {
        const std::string holder(heap_.Spelling(code_.args(stmt)[0].var()).text());
        std::string accessor;
        if (stmt.prim == Prim::VectorPop) {
            return support::Intern("(vector-pop! " + holder + ")");
        }
        if (const Atom index = IndexOf(stmt); index.valid()) {
            return support::Intern("(vector-ref " + holder + " " + SpellingOfIndex(index) + ")");
        }
        switch (core::Info(stmt.prim).storage) {
        case core::StorageEffect::LoadCar:
        case core::StorageEffect::StoreCar: accessor = "car"; break;
        case core::StorageEffect::LoadCdr:
        case core::StorageEffect::StoreCdr: accessor = "cdr"; break;
        default: {
            const core::StructField& field = heap_.module.structs[stmt.struct_type].fields[stmt.field];
            accessor = std::string(field.accessor.valid() ? field.accessor.text() : field.name.text());
            break;
        }
        }
        return support::Intern("(" + accessor + " " + holder + ")");
    }

    [[nodiscard]] std::string SpellingOfIndex(Atom index) const
    {
        return index.is_var() ? std::string(heap_.Spelling(index.var()).text())
                              : std::to_string(heap_.module.constants[index.constant()].integer);
    }

    [[nodiscard]] core::Var OldValue(const Stmt& stmt) const
    {
        core::Var held;
        held.kind = core::VarKind::Temp;
        held.name = support::Intern("old");
        if (core::TakesField(stmt.prim)) {
            const core::StructField& field = heap_.module.structs[stmt.struct_type].fields[stmt.field];
            held.name = support::Intern("old-" + std::string(field.name.text()));
            held.kinds = field.kinds;
        }
        held.span = stmt.span;
        return held;
    }

    void Replace(StmtId id)
    {
        const VarId old = code_.AddVar(OldValue(code_.stmts[id]));
        heap_.node_of.push_back(heap_.HeapFieldSetBy(code_.stmts[id]));
        code_.stmts[id].result = old;
        heap_.replaced.emplace(old.index(), ReplacedAt{NameOf(code_.stmts[id]), code_.stmts[id].span});
        heap_.NoteDefinition(old, id);
    }

    /// The load becomes a store of nothing, which gives what it read.
    void TakeOut(StmtId load, StmtId store)
    {
        Stmt stmt = code_.stmts[load];
        heap_.takings.push_back({load, stmt.result, NameOf(stmt), code_.stmts[store].span});
        switch (stmt.prim) {
        case Prim::PairCar: stmt.prim = Prim::SetCar; break;
        case Prim::PairCdr: stmt.prim = Prim::SetCdr; break;
        case Prim::StructGet: stmt.prim = Prim::StructSet; break;
        case Prim::VectorRef: stmt.prim = Prim::VectorSet; break;
        default: stmt.prim = Prim::StructPut; break;
        }
        std::vector<Atom> args(code_.args(stmt).begin(), code_.args(stmt).end());
        args.emplace_back(nothing_);
        code_.SetArgs(stmt, args);
        code_.stmts[load] = stmt;
        fills_.insert(store);
    }

    /// What an `if` or a loop chooses could be read through a field: it has an owner of its own.
    [[nodiscard]] std::vector<VarId> Joins() const
    {
        std::vector<VarId> joins;
        const auto add = [&](VarId var) {
            if (var.valid() && heap_.IsTracked(var)) {
                joins.push_back(var);
            }
        };
        for (const Stmt& stmt : code_.stmts) {
            if (stmt.kind == StmtKind::If || stmt.kind == StmtKind::Loop || stmt.kind == StmtKind::Move) {
                add(stmt.result);
                for (const VarId param : code_.loop_params_of(stmt)) {
                    add(param);
                }
            }
        }
        return joins;
    }
};

}  // namespace

std::vector<VarId> PlaceFields(HeapCode& code, const std::set<PlaceId>& places, core::ConstantId nothing)
{
    return FieldPlacer(code, places, nothing).Run();
}

}  // namespace omni::plan
