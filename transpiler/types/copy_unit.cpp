#include "types/copy_unit.h"

#include <cctype>
#include <map>

namespace omni::types {

using core::FuncId;
using core::Function;
using core::Stmt;
using core::StmtKind;

namespace {

/// "Int, Float" becomes "-int-float".
std::string SuffixFor(const std::string& types)
{
    std::string suffix = "-";
    for (const char c : types) {
        if (c != ',') {
            suffix += c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    return suffix;
}

}  // namespace

FuncId CopyUnit(core::Module& module, const std::vector<FuncId>& members, FuncId root, const std::string& types)
{
    const std::string suffix = SuffixFor(types);
    std::map<FuncId, FuncId> copies;
    for (const FuncId id : members) {
        Function copy = module.functions[id];
        copy.id = module.functions.next_id();
        copy.source_name = SourceName(copy);
        copy.name = support::Intern(std::string(copy.name.text()) + suffix);
        copy.exported = false;
        copy.used_as_value = false;
        copy.copy_for = support::Intern(types);
        copy.copy_calls = 0;
        copy.comments.clear();
        copy.is_guarded = copy.is_copy = true;
        copies[id] = copy.id;
        module.functions.Add(std::move(copy));
    }
    for (const auto& [original, copy] : copies) {
        Function& function = module.functions[copy];
        if (const auto parent = copies.find(function.parent); parent != copies.end()) {
            function.parent = parent->second;
        }
        for (Stmt& stmt : function.stmts) {
            const bool names = stmt.kind == StmtKind::Call || stmt.kind == StmtKind::MakeClosure;
            if (const auto callee = copies.find(stmt.callee); names && callee != copies.end()) {
                stmt.callee = callee->second;
                if (stmt.kind == StmtKind::MakeClosure) {
                    module.functions[stmt.callee].used_as_value = true;
                }
            }
        }
    }
    return copies[root];
}

}  // namespace omni::types
