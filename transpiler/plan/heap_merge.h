#pragma once
// What was read before, and is still the same, is not read again: then each object has one name. One walk for fields and for
// top-level variables.

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "plan/heap_function.h"

namespace omni::plan {

/// `Reads` says what is read, and when two reads are one:
///   using Key;                                                           what is read
///   std::optional<Key> KeyOf(const core::Stmt& read);
///   bool MayBeOne(core::VarId first, const core::Stmt& read);            asked when both read the same
///   bool MayChange(core::StmtId stmt, const Key& key);                   by a statement, or one in its blocks
template <class Reads>
class ReadMerger {
public:
    ReadMerger(HeapCode& code, Reads reads) : code_(code.code), reads_(std::move(reads))
    {
        for (const core::VarId var : code_.vars.ids()) {
            name_.push_back(var);
        }
    }

    void Run() { VisitBlock(code_.body, {}); }

private:
    /// An entry is good in the block where it was made and inside it.
    using Known = std::map<typename Reads::Key, core::VarId>;

    core::Function& code_;
    Reads reads_;
    std::vector<core::VarId> name_;  ///< by VarId: the first variable with the same value

    void VisitBlock(core::BlockId block, Known known)
    {
        std::vector<core::StmtId> kept, gone;
        for (const core::StmtId id : code_.blocks[block].stmts) {
            for (core::Atom& arg : code_.args(code_.stmts[id])) {
                if (arg.is_var()) {
                    arg = core::Atom(name_[arg.var().index()]);
                }
            }
            const core::Stmt& stmt = code_.stmts[id];
            if (Merges(stmt, known)) {
                gone.push_back(id);
                continue;
            }
            for (core::Trivia& trivia : code_.trivia) {
                if (!gone.empty() && std::find(gone.begin(), gone.end(), trivia.stmt) != gone.end()) {
                    trivia.stmt = id;  // what the source says there stands in front of the next statement
                }
            }
            gone.clear();
            kept.push_back(id);
            const auto forget = [&] {
                std::erase_if(known, [&](const auto& entry) { return reads_.MayChange(id, entry.first); });
            };
            if (stmt.kind == core::StmtKind::Loop) {
                forget();
            }
            for (const core::BlockId inner : stmt.blocks) {
                if (inner.valid()) {
                    VisitBlock(inner, known);
                }
            }
            forget();
        }
        code_.blocks[block].stmts = std::move(kept);
    }

    /// True when what it reads has a name already.
    bool Merges(const core::Stmt& stmt, Known& known)
    {
        const auto key = stmt.result.valid() ? reads_.KeyOf(stmt) : std::nullopt;
        if (!key) {
            return false;
        }
        const auto [entry, added] = known.emplace(*key, stmt.result);
        if (added || !reads_.MayBeOne(entry->second, stmt)) {
            return false;
        }
        name_[stmt.result.index()] = entry->second;
        return true;
    }
};

}  // namespace omni::plan
