#include "plan/heap_counts.h"

#include "core/call_graph.h"
#include "plan/heap_function.h"
#include "plan/structure.h"

namespace omni::plan {
namespace {

using analysis::Node;
using core::Stmt;
using core::StmtId;
using core::StmtKind;
using reason::ReasonKind;

class CountFinder {
public:
    CountFinder(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const PlanOptions& options,
                const HeapScope& scope, HeapPlan& plan)
        : module_(module), facts_(facts), graph_(facts.graph), ledger_(ledger), options_(options), scope_(scope), plan_(plan)
    {
    }

    void Run()
    {
        std::unordered_map<Node, Node> family;
        for (const Node node : plan_.nodes) {
            family.emplace(node, node);
        }
        const auto find = [&](Node node) {
            while (family.at(node) != node) {
                node = family.at(node);
            }
            return node;
        };
        for (const core::Function& function : module_.functions) {
            for (const analysis::CallClone& call : facts_.functions[function.id.index()].calls) {
                for (const auto& [from, to] : call.nodes) {
                    const Node a = graph_.Find(from), b = graph_.Find(to);
                    if (plan_.nodes.count(a) != 0 && plan_.nodes.count(b) != 0) {
                        family[find(a)] = find(b);
                    }
                }
            }
        }
        scope_.links().ForEachSet([&](const std::vector<GlobalLinks::Known>& set) {
            Node first = analysis::kNoNode;
            for (const auto& [function, known] : set) {
                const Node node = graph_.Find(known);
                if (plan_.nodes.count(node) != 0) {
                    first = first == analysis::kNoNode ? node : first;
                    family[find(node)] = find(first);
                }
            }
        });
        std::unordered_map<Node, reason::ReasonId> counted;
        for (const core::Function& function : module_.functions) {
            if (plan_.functions[function.id.index()].used) {
                FindSharing(function, [&](Node node, ReasonKind kind, source::Span span, support::Symbol subject) {
                    counted.emplace(find(graph_.Find(node)), Because(function, kind, span, subject));
                });
            }
        }
        ShareParts(counted, find);
        for (const Node node : plan_.nodes) {
            const auto found = counted.find(find(node));
            if (found != counted.end()) {
                plan_.counting.emplace(node, found->second);
            } else {
                plan_.unique.insert(node);
            }
        }
        for (const core::Function& function : module_.functions) {
            if (plan_.functions[function.id.index()].used) {
                MakeDirect(module_.functions[function.id]);
            }
        }
    }

private:
    core::Module& module_;
    analysis::Facts& facts_;
    analysis::StorageGraph& graph_;
    reason::Ledger& ledger_;
    const PlanOptions& options_;
    const HeapScope& scope_;
    HeapPlan& plan_;

    reason::ReasonId Because(const core::Function& function, ReasonKind kind, source::Span expression,
                             support::Symbol subject)
    {
        reason::Reason why;
        why.kind = kind;
        why.function = function.id;
        why.expression = expression;
        why.subject = subject;
        return ledger_.Add(std::move(why));
    }

    template <class Share>
    void FindSharing(const core::Function& function, Share&& share)
    {
        const HeapCode code(module_, function, facts_.functions[function.id.index()], graph_, scope_.use(), plan_.nodes,
                            plan_.globals, plan_.functions);
        const Structure structure(function);
        for (const StmtId id : structure.order()) {
            const Stmt& stmt = function.stmts[id];
            const auto args = function.args(stmt);
            if (stmt.kind == StmtKind::Dup || (core::IsHeapOperation(stmt.kind) && !options_.elide)) {
                if (code.IsTracked(args[0])) {
                    share(code.NodeOf(args[0].var()), stmt.kind == StmtKind::Dup ? ReasonKind::HeapCounted
                                                                                  : ReasonKind::SwitchedOff,
                          stmt.span, stmt.kind == StmtKind::Dup ? support::Symbol() : support::Intern("--no-elide"));
                }
                continue;
            }
            ForEachConstantTarget(code, stmt, [&](Node target) {
                share(target, ReasonKind::HeapConstant, stmt.span, support::Symbol());
            });
        }
    }

    /// What is taken apart while others refer to it shares its parts with them: they are counted, too.
    template <class Find>
    void ShareParts(std::unordered_map<Node, reason::ReasonId>& counted, Find&& find)
    {
        for (bool again = true; again;) {
            again = false;
            for (const core::Function& function : module_.functions) {
                const auto& node_of = facts_.functions[function.id.index()].node_of;
                const auto family_of = [&](core::Atom atom) { return find(graph_.Find(node_of[atom.var().index()])); };
                const auto in_heap = [&](core::Atom atom) {
                    return atom.is_var() && node_of[atom.var().index()] != analysis::kNoNode &&
                           plan_.nodes.count(graph_.Find(node_of[atom.var().index()])) != 0;
                };
                core::ForEachReachable(function, [&](StmtId id) {
                    const Stmt& stmt = function.stmts[id];
                    if ((stmt.kind != StmtKind::Free && stmt.kind != StmtKind::Reuse) || !in_heap(function.args(stmt)[0])) {
                        return;
                    }
                    const auto whole = counted.find(family_of(function.args(stmt)[0]));
                    if (whole == counted.end()) {
                        return;
                    }
                    const reason::ReasonId why = whole->second;
                    for (const core::Atom part : function.args(stmt).subspan(1)) {
                        again = (in_heap(part) && counted.emplace(family_of(part), why).second) || again;
                    }
                });
            }
        }
    }

    /// Constant lists that become parts of heap objects.
    template <class Visit>
    void ForEachConstantTarget(const HeapCode& code, const Stmt& stmt, Visit&& visit)
    {
        const auto args = code.code.args(stmt);
        for (size_t i = 0; i < args.size(); ++i) {
            if (!args[i].is_constant()) {
                continue;
            }
            const core::ConstantKind kind = module_.constants[args[i].constant()].kind;
            if (kind != core::ConstantKind::Pair && kind != core::ConstantKind::Vector) {
                continue;
            }
            // wherever it goes in a function with heap objects: rare, and never wrong
            for (const Node node : facts_.functions[code.code.id.index()].nodes) {
                if (code.InHeap(node)) {
                    visit(node);
                }
            }
        }
    }

    /// drop of what is unique is free_tree.
    void MakeDirect(core::Function& function)
    {
        for (Stmt& stmt : function.stmts) {
            if (stmt.kind != StmtKind::Drop) {
                continue;
            }
            const Node node = facts_.functions[function.id.index()].node_of[function.args(stmt)[0].var().index()];
            if (plan_.unique.count(graph_.Find(node)) != 0) {
                stmt.kind = StmtKind::FreeTree;
            }
        }
    }
};

}  // namespace

void FindCounts(core::Module& module, analysis::Facts& facts, reason::Ledger& ledger, const PlanOptions& options,
                const HeapScope& scope, HeapPlan& plan)
{
    CountFinder(module, facts, ledger, options, scope, plan).Run();
}

}  // namespace omni::plan
