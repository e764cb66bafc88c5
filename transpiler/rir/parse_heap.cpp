// Region IR text about heap objects: operations, and variables that borrow.

#include <algorithm>

#include "rir/parser.h"

namespace omni::rir {

using core::Atom;
using core::Stmt;
using core::StmtKind;
using source::DiagKind;

/// `dup %x`, `drop %x`, `free_tree %x`, `free %x keeping (%a, %b)`, `reuse %x keeping (%a)`
void Parser::ParseHeapOperation(Stmt& stmt, const std::string& word)
{
    static constexpr std::pair<std::string_view, StmtKind> kWords[] = {
        {"dup", StmtKind::Dup},   {"drop", StmtKind::Drop},   {"free_tree", StmtKind::FreeTree},
        {"free", StmtKind::Free}, {"reuse", StmtKind::Reuse},
    };
    for (const auto& [text, kind] : kWords) {
        if (text != word) {
            continue;
        }
        stmt.kind = kind;
        std::vector<Atom> args{ParseAtom()};
        if ((kind == StmtKind::Free || kind == StmtKind::Reuse) && AcceptWord("keeping")) {
            List("(", ")", [&] { args.push_back(ParseAtom()); });
        }
        SetArgs(stmt, args);
    }
}

/// `pair`, `values` or a struct type behind `cell`; `or none`: it may be NULL.
void Parser::ParseCell(core::Var& var)
{
    var.kinds = core::kind::kNone;
    if (AcceptWord("pair")) {
        var.cell.kind = core::Cell::Pair;
    } else if (AcceptWord("values")) {
        var.cell.kind = core::Cell::Values;
    } else {
        var.cell.kind = core::Cell::Struct;
        var.cell.type = ParseStructName();
    }
    var.cell.is_given = !AcceptWord("or");
    if (!var.cell.is_given) {
        ExpectWord("none");
    }
}

/// `borrowed`, `borrowed (%xs, %ys)` behind the type of a variable. Lenders may be bound later in the text.
void Parser::ParseBorrow(core::VarId var)
{
    if (!AcceptWord("borrowed")) {
        return;
    }
    function_->borrows.push_back({var, {}});
    if (IsPunct("(")) {
        List("(", ")", [&] {
            lenders_.emplace_back(var, token_.text, token_.span);
            if (token_.kind != TokenKind::Var) {
                Expected("a variable");
            }
            Advance();
        });
    }
}

void Parser::ResolveLenders()
{
    std::sort(function_->borrows.begin(), function_->borrows.end(),
              [](const Borrow& a, const Borrow& b) { return a.var < b.var; });
    for (const auto& [var, lender, span] : lenders_) {
        const auto found = vars_.find(lender);
        if (found == vars_.end()) {
            Fail(DiagKind::UnboundName, span, "%" + lender);
            continue;
        }
        for (Borrow& borrow : function_->borrows) {
            if (borrow.var == var) {
                borrow.lenders.push_back(found->second);
                std::sort(borrow.lenders.begin(), borrow.lenders.end());
            }
        }
    }
}

}  // namespace omni::rir
