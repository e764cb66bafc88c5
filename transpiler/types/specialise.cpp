#include "types/specialise.h"

#include <algorithm>
#include <string>

#include "types/copy_unit.h"
#include "types/kinds.h"
#include "types/units.h"
#include "types/walk.h"

namespace omni::types {

using core::FuncId;
using core::Function;
using core::KindSet;
using core::Repr;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
namespace kind = core::kind;

namespace {

/// Which facts about arguments the operations of a function gain from.
struct Gain {
    bool numbers = false;   ///< arithmetic on what may be an Int or a Float
    bool elements = false;  ///< elements of vectors
};

bool TakesElements(core::StorageEffect effect)
{
    using core::StorageEffect;
    return effect == StorageEffect::LoadElem || effect == StorageEffect::StoreElem || effect == StorageEffect::FreshVector ||
           effect == StorageEffect::FreshFill || effect == StorageEffect::FreshElems || effect == StorageEffect::MoveElems;
}

class Specialiser {
public:
    Specialiser(core::Module& module, const Inference& inference, SpecialiseLimits& limits)
        : module_(module), inference_(inference), limits_(limits), units_(ComputeUnits(module))
    {
    }

    bool Run()
    {
        FindGains();
        GroupCalls();
        // callers first: a call inside of a function that is copied now is looked at when the copies have been inferred
        std::vector<bool> touched(units_.bottom_up.size(), false);
        bool changed = false;
        for (auto entry = groups_.rbegin(); entry != groups_.rend(); ++entry) {
            const uint32_t unit = units_.unit_of[entry->first.index()];
            if (!touched[unit] && MakeCopies(entry->first, entry->second)) {
                touched[unit] = changed = true;
            }
        }
        return changed;
    }

private:
    using Call = Inference::CallTypes;
    using Groups = std::map<std::string, std::vector<const Call*>>;

    /// What a unit does itself, and what its callees gain.
    void FindGains()
    {
        gains_.resize(units_.bottom_up.size());
        stmts_.resize(units_.bottom_up.size(), 0);
        for (uint32_t unit = 0; unit < units_.bottom_up.size(); ++unit) {
            for (const FuncId id : units_.bottom_up[unit]) {
                const Function& function = module_.functions[id];
                ForEachStmt(function, [&](StmtId, const Stmt& stmt) {
                    ++stmts_[unit];
                    if (stmt.kind == StmtKind::Prim) {
                        AddGain(function, stmt, gains_[unit]);
                    } else if (stmt.kind == StmtKind::Call && units_.unit_of[stmt.callee.index()] != unit) {
                        const Gain callee = gains_[units_.unit_of[stmt.callee.index()]];
                        gains_[unit].numbers = gains_[unit].numbers || callee.numbers;
                        gains_[unit].elements = gains_[unit].elements || callee.elements;
                    }
                });
            }
        }
    }

    void AddGain(const Function& function, const Stmt& stmt, Gain& gain) const
    {
        const core::PrimInfo& info = core::Info(stmt.prim);
        const auto args = function.args(stmt);
        gain.elements = gain.elements || TakesElements(info.storage);
        for (size_t i = 0; i < args.size(); ++i) {
            if (OperandLetter(info, i) == 'n' && args[i].is_var()) {
                const KindSet kinds = inference_.Kinds(function.id, args[i].var());
                gain.numbers = gain.numbers || (ReprOf(kinds) == Repr::Obj && (kinds & kind::kNumber) != 0);
            }
        }
    }

    /// Puts the calls of each function into groups by what they pass.
    void GroupCalls()
    {
        for (const Call& call : inference_.call_types()) {
            const Function& callee = module_.functions[call.callee];
            const uint32_t unit = units_.unit_of[call.callee.index()];
            if (callee.is_extern || callee.is_entry || !units_.live[call.caller.index()] ||
                stmts_[unit] > limits_.function_stmts) {
                continue;
            }
            std::string key;
            bool pays = false;
            for (const Inference::PartTypes& part : call.parts) {
                const Repr own = ReprOf(part.kinds), generic = ReprOf(part.generic);
                const bool concerned = part.element ? gains_[unit].elements : gains_[unit].numbers;
                const bool number = own == Repr::Int || own == Repr::Float;
                pays = pays || (number && generic == Repr::Obj && concerned);
                key += number ? static_cast<char>('0' + static_cast<int>(own)) : '-';
            }
            groups_[call.callee][pays ? key : std::string()].push_back(&call);
        }
    }

    bool MakeCopies(FuncId root, const Groups& groups)
    {
        std::vector<const Groups::value_type*> paying;
        for (const auto& group : groups) {
            if (!group.first.empty()) {
                paying.push_back(&group);
            }
        }
        std::stable_sort(paying.begin(), paying.end(),
                         [](const auto* a, const auto* b) { return a->second.size() > b->second.size(); });
        // When nobody else calls it, the first group has the function itself.
        size_t known = 0;
        for (const auto& group : groups) {
            known += group.second.size();
        }
        const bool only_these = paying.size() == groups.size() && !module_.functions[root].exported &&
                                !module_.functions[root].used_as_value && known == CallsFromOutside(root);
        size_t made = 0;
        const uint32_t unit = units_.unit_of[root.index()];
        for (size_t i = only_these ? 1 : 0; i < paying.size() && made < limits_.copies; ++i) {
            FuncId& copy = limits_.made[{root, paying[i]->first}];
            if (!copy.valid()) {
                if (stmts_[unit] > limits_.added_stmts) {
                    break;
                }
                limits_.added_stmts -= stmts_[unit];
                copy = CopyUnit(module_, units_.bottom_up[unit], root, TypesText(*paying[i]->second.front(), ", "));
            }
            for (const Call* call : paying[i]->second) {
                module_.functions[call->caller].stmts[call->stmt].callee = copy;
            }
            module_.functions[copy].copy_calls += static_cast<uint32_t>(paying[i]->second.size());
            ++made;
        }
        if (made > 0 && only_these) {
            const auto& first = paying[0]->second;
            module_.functions[root].copy_for = support::Intern(TypesText(*first.front(), ", "));
            module_.functions[root].copy_calls = static_cast<uint32_t>(first.size());
        }
        return made > 0;
    }

    size_t CallsFromOutside(FuncId root) const
    {
        size_t count = 0;
        for (const Function& function : module_.functions) {
            if (units_.unit_of[function.id.index()] == units_.unit_of[root.index()]) {
                continue;
            }
            ForEachStmt(function, [&](StmtId, const Stmt& stmt) {
                count += stmt.kind == StmtKind::Call && stmt.callee == root ? 1 : 0;
            });
        }
        return count;
    }

    /// "Int", "Int, Float": the types that the generic version does not know, each once.
    static std::string TypesText(const Call& call, std::string_view separator)
    {
        std::vector<std::string_view> words;
        for (const Inference::PartTypes& part : call.parts) {
            const Repr own = ReprOf(part.kinds);
            if (ReprOf(part.generic) == Repr::Obj && (own == Repr::Int || own == Repr::Float)) {
                const std::string_view word = own == Repr::Int ? "Int" : "Float";
                if (std::find(words.begin(), words.end(), word) == words.end()) {
                    words.push_back(word);
                }
            }
        }
        std::string text;
        for (const std::string_view word : words) {
            text += text.empty() ? "" : separator;
            text += word;
        }
        return text;
    }

    core::Module& module_;
    const Inference& inference_;
    SpecialiseLimits& limits_;
    const Units units_;
    std::vector<Gain> gains_;       ///< by unit
    std::vector<size_t> stmts_;     ///< by unit
    std::map<FuncId, Groups> groups_;
};

}  // namespace

bool Specialise(core::Module& module, const Inference& inference, SpecialiseLimits& limits)
{
    return !inference.call_types().empty() && Specialiser(module, inference, limits).Run();
}

}  // namespace omni::types
